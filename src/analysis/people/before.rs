//! What stands before a name and says what somebody is by words that no list needs to have: "the upholsterer NAME", "by a
//! gatekeeper, NAME, who", "a locksmith named NAME".

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::is_article;
use super::phrase::{Noun, Phrase};
use super::role::Around;

/// Tokens before a name within which such words begin.
const REACH: usize = 14;

impl Around<'_> {
    /// The noun phrase before the name. Only of somebody who is known to be a person.
    pub(super) fn called(&self) -> Option<Range<usize>> {
        let end = self.address_start();
        let last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        match self.str(last) {
            "," => {
                let next = self.str(self.after_name());
                // "According to his mother, NAME “…”": a quotation closes nothing.
                let is_quotation = next.starts_with(['"', '“', '«', '‘', '„']);
                let closed = next.is_empty() || self.shape(self.after_name()) == Shape::Mark && !is_quotation;
                let role = self.ending_at(last).filter(|_| closed)?;
                Some(role.tokens)
            }
            // "El marinero de 19 años NAME"
            "años" if last >= 2 && self.shape(last - 1) == Shape::Number && self.str(last - 2) == "de" => {
                self.ending_at(last - 2).map(|role| role.tokens)
            }
            "named" | "called" | "llamado" | "llamada" | "apellidado" | "apellidada" => {
                self.ending_at(last).map(|role| role.tokens)
            }
            // "named the suspect as NAME"
            "as" | "como" => {
                let earliest = last.saturating_sub(6).max(self.sentence.start);
                let identifies = |at: usize| {
                    matches!(
                        self.str(at),
                        "named" | "identified" | "names" | "identificó" | "identificaron" | "identificado"
                    )
                };
                let at = (earliest..last).rev().find(|&at| identifies(at))?;
                self.cut(last)
                    .phrase(at + 1)
                    .filter(|role| role.noun == Noun::Listed && role.tokens.end == last)
                    .map(|role| role.tokens)
            }
            _ => self.ending_at(end).filter(|role| !role.is_complete).map(|role| role.tokens),
        }
    }

    /// "Its founder, former climber NAME", "the Chief Scientific Officer, Professor NAME,": the role before a comma that stands
    /// before the role next to the name.
    pub(super) fn outer(&self, role: &Range<usize>) -> Option<Range<usize>> {
        let before = role.start.checked_sub(1).filter(|&at| self.sentence.contains(&at))?;
        // "El jefe de la brigada, el sargento NAME,"
        let comma = if is_article(self.str(before)) { before.checked_sub(1)? } else { before };
        if self.str(comma) != "," {
            return None;
        }
        let whole = Around {
            reading: self.reading,
            piece: self.piece,
            sentence: self.sentence.clone(),
            name: comma + 1..self.name.end,
        };
        whole.with_complement().or_else(|| whole.called()).filter(|outer| outer.end == comma)
    }

    /// "Nombrar guarda interino a NAME", "named as captain NAME": the office between the verb and the name.
    pub(super) fn conferred(&self) -> Option<Range<usize>> {
        let end = self.address_start();
        let mut last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        // "a su hermano, NAME"
        if self.str(last) == "," {
            last = (last.saturating_sub(5).max(self.sentence.start)..last)
                .rev()
                .find(|&at| matches!(self.str(at), "a" | "al"))?;
        }
        if self.str(last) != "a" {
            return None;
        }
        let earliest = last.saturating_sub(10).max(self.sentence.start);
        let confers = |at: usize| {
            self.shape(at) == Shape::Lower
                && ["nombr", "design", "elig", "elegi"].iter().any(|start| self.str(at).starts_with(start))
        };
        let verb = (earliest..last).rev().find(|&at| confers(at))?;
        let role = self.cut(last).phrase(verb + 1)?;
        (role.noun == Noun::Listed && role.tokens.end == last).then_some(role.tokens)
    }

    /// The sentence up to `end`.
    pub(super) fn cut(&self, end: usize) -> Around<'_> {
        Around { reading: self.reading, piece: self.piece, sentence: self.sentence.start..end, name: end..end }
    }

    /// The longest noun phrase that ends at `end` and whose noun is one for people by the lists or its ending.
    fn ending_at(&self, end: usize) -> Option<Phrase> {
        let left = self.cut(end);
        let earliest = end.saturating_sub(REACH).max(self.sentence.start);
        let mut found = None;
        for at in (earliest..end).rev() {
            if matches!(self.str(at), "," | ";" | ":" | "(" | ")" | "“" | "”" | "\"" | "«" | "»") {
                break;
            }
            if !left.opens(at) {
                continue;
            }
            let role =
                left.phrase(at).filter(|role| role.tokens.end == end && !matches!(role.noun, Noun::Any | Noun::Human));
            if let Some(role) = role {
                // "the mayor and the teacher NAME": one phrase, or the nearer one.
                if found.is_none() || role.is_whole(&left) {
                    found = Some(role);
                }
            }
        }
        found
    }

    /// Whether a noun phrase may begin here: an article, the owner of something, or the first word of the sentence.
    fn opens(&self, at: usize) -> bool {
        let class = self.class(at);
        if self.is_article(at) {
            return true;
        }
        if self.shape(at) == Shape::Capital && self.shape(at + 1) == Shape::Possessive {
            return true;
        }
        let first = at == self.sentence.start && self.shape(at) == Shape::Capital;
        first
            && !class.is(Class::FUNCTION | Class::TIME | Class::OPENER | Class::GIVEN | Class::REPORTING)
            && !self.str(at).ends_with("ly")
            && !self.str(at).ends_with("mente")
            || class.is(Class::MODIFIER) && self.shape(at) == Shape::Lower && class.is(Class::NATION)
    }
}

impl Phrase {
    /// Whether it goes on from its first noun by small words alone, with no second article that "and" joins.
    fn is_whole(&self, around: &Around<'_>) -> bool {
        !self.tokens.clone().any(|at| matches!(around.str(at), "and" | "y" | "e") && is_article(around.str(at + 1)))
    }
}
