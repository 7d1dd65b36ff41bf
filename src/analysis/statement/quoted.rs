//! What somebody is quoted as saying, what a reply is, and what is read on a paper.

use super::clause;
use super::cue::{Cue, Form};
use super::line::Line;
use super::naming::{Phrase, Who};
use super::phrase;
use super::verb::Verb;

/// Items between a quotation’s source and "as saying", at most.
const NEAR: usize = 9;

/// The words at this item that say so.
pub(super) fn find(line: &Line<'_>, at: usize) -> Option<Cue> {
    if let Some(phrase) = clause::read_in(line, at) {
        let mut cue = Cue::of(at, Verb::Plain, Some(phrase), Form::SubjectFirst);
        cue.items.start = at;
        return Some(cue);
    }
    if is_reply(line, at) {
        let items = at - 2..at + 1;
        let phrase = Some(Phrase::new(Who::Unknown, items.clone()));
        return Some(Cue { items, verb: Some(at), strength: Verb::Quote, phrase, form: Form::VerbFirst });
    }
    as_saying(line, at)
}

/// “…,” came the reply; «…», fue la respuesta: the noun at this item.
pub(super) fn is_reply(line: &Line<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| line.key(at));
    matches!(line.key(at), "reply" | "answer" | "response" | "respuesta" | "contestacion")
        && matches!(before(1), "the" | "la")
        && matches!(before(2), "came" | "comes" | "was" | "fue" | "es" | "llego")
        && (3..5).any(|back| at.checked_sub(back).is_some_and(|at| line.quote(at).is_some()))
}

/// "The paper quotes Ana Ruiz as saying": whom it quotes.
fn as_saying(line: &Line<'_>, at: usize) -> Option<Cue> {
    if !matches!(line.key(at), "quote" | "quotes" | "quoted" | "quoting" | "cites" | "cited" | "citing") {
        return None;
    }
    let phrase = phrase::after(line, at + 1).or_else(|| clause::after(line, at + 1))?;
    let end = phrase.items.end;
    let verb =
        (end..end + NEAR).find(|&verb| line.key(verb) == "as" && line.verb(verb + 1) == Some(Verb::Participle))? + 1;
    let mut cue = Cue::of(verb, Verb::Plain, Some(phrase), Form::SubjectFirst);
    cue.items = at..verb + 1;
    Some(cue)
}
