//! Nicknames in quotation marks between two words of a name.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::view::View;

impl View<'_> {
    /// The name word behind a nickname in quotation marks (Ana “Nita” Ruiz, Luis “the Skull” Ruiz).
    pub(super) fn over_nickname(&self, start: usize, last: usize, mark: usize) -> Option<usize> {
        const WORDS: usize = 3;
        if last - start > 2 || !self.is_quote(mark) {
            return None;
        }
        let close = (mark + 2..mark + 2 + WORDS).find(|&at| self.is_quote(at))?;
        let name = close + 1;
        let is_inner = |at: usize| self.is_capital(at) || self.class(at).is(Class::FUNCTION);
        if !self.sentence.contains(&name)
            || self.shape(name) != Shape::Capital
            || !(mark + 1..close).all(is_inner)
            || !self.is_capital(close - 1)
        {
            return None;
        }
        // «El Pargo» is what nothing but a person is called between two words of a name.
        let is_article = matches!(self.piece.str(mark + 1), "El" | "La" | "el" | "la") && close == mark + 3;
        let is_unknown = !self.class(start).is(Class::IMPERSONAL | Class::PLACE | Class::NATION | Class::TIME);
        let is_given = self.class(start).is(Class::GIVEN)
            || self.class(name).is(Class::SURNAME)
            || is_article && is_unknown && !self.class(name).is(Class::IMPERSONAL | Class::PLACE | Class::TIME);
        let is_other = self.class(start).is(Class::FUNCTION | Class::ROLE) || self.class(name).is(Class::FUNCTION);
        (is_given && !is_other && self.is_nameable(name, Some(last))).then_some(name)
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        const MARKS: [&str; 9] = ["\"", "“", "”", "«", "»", "‘", "’", "'", "„"];
        self.sentence.contains(&at) && self.shape(at) == Shape::Mark && MARKS.contains(&self.piece.str(at))
    }
}
