//! Names of people in the names of things.

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Case, Reading};
use super::super::token::Shape;
use super::run::Run;

/// "Grupo Ana Ruiz", "Ana Ruiz Housewares": a full name in the name of a thing is no mention of who had it first.
pub(super) fn is_of_thing(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece).filter(|_| run.tokens.len() > 1) else { return false };
    let is_thing = |at: usize| {
        let class = reading.class(piece, at);
        run.sentence.contains(&at)
            && piece.shape(at) == Shape::Capital
            && class.is(Class::ORGANISATION | Class::SITE)
            && !class.is(Class::ROLE | Class::NAME | Class::FUNCTION | Class::TIME | Class::MODIFIER)
    };
    if piece.case == Case::Headline {
        return run
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| is_thing(at) && piece.language != Some(Language::English));
    }
    // "presidente del Consejo Ana Ruiz", "Mayor of the City Ana Ruiz": behind an office it is the name of who has it.
    let of_office = |at: usize| {
        let from = at.saturating_sub(5).max(run.sentence.start);
        (from..at)
            .rev()
            .take_while(|&at| piece.shape(at) != Shape::Mark)
            .any(|at| reading.class(piece, at).is(Class::ROLE))
    };
    is_thing(run.tokens.end) || run.tokens.start.checked_sub(1).is_some_and(|at| is_thing(at) && !of_office(at))
}
