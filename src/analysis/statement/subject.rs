//! The subject of a sentence, and whom a clause between commas speaks of.

use super::super::token::Shape;
use super::clause;
use super::ending;
use super::line::Line;
use super::naming::{Phrase, Who};
use super::phrase;

/// Items of a sentence in which its subject is looked for.
const REACH: usize = 40;

/// "La asociación Ana Ruiz, que en un comunicado advierte": whom the clause between commas speaks of.
pub(super) fn in_relative(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    const NEAR: usize = 8;
    let is_plain = |at: usize| line.is_word(at) && line.quote(at).is_none() && line.verb(at).is_none();
    let lead = (verb.saturating_sub(NEAR)..verb)
        .rev()
        .take_while(|&at| is_plain(at))
        .find(|&at| matches!(line.key(at), "que" | "quien" | "who"))?;
    let comma = lead.checked_sub(1).filter(|&comma| comma > 0 && line.is_mark(comma, &[","]) && lead + 1 < verb)?;
    phrase::before(line, comma).or_else(|| clause::near(line, comma))
}

/// The subject of the sentence, looked for in front of `until`: the first person named who is no complement.
pub(super) fn subject(line: &Line<'_>, until: usize) -> Option<Phrase> {
    if let Some(phrase) = phrase::after(line, 0).filter(|phrase| phrase.items.end <= until && phrase.items.start <= 4) {
        return Some(phrase);
    }
    first_named(line, until)
}

/// The first person named in front of `until` who is no complement.
pub(super) fn first_named(line: &Line<'_>, until: usize) -> Option<Phrase> {
    for at in 0..until.min(REACH) {
        let Some((person, end)) = line.mention_from(at) else {
            if let Some(phrase @ Phrase { who: Who::Pronoun(_), .. }) = ending::ending(line, at) {
                return Some(phrase);
            }
            continue;
        };
        let before = at.checked_sub(1).map_or("", |before| line.key(before));
        let is_complement = matches!(
            before,
            "of" | "for"
                | "to"
                | "with"
                | "by"
                | "from"
                | "like"
                | "under"
                | "after"
                | "about"
                | "than"
                | "against"
                | "de"
                | "del"
                | "para"
                | "con"
                | "por"
                | "a"
                | "al"
                | "sobre"
                | "contra"
                | "bajo"
                | "and"
                | "y"
                | "e"
        );
        // "El jurado, encabezado por la coreana Ana Ruiz,": who did what was done to another.
        let is_agent = (at.saturating_sub(4)..at)
            .rev()
            .take_while(|&before| line.is_word(before))
            .any(|before| before > 0 && matches!(line.key(before), "por" | "by"));
        let is_possessive = line.shape(end) == Shape::Possessive;
        if !is_complement && !is_possessive && !is_agent {
            return Some(Phrase::new(Who::Person(person), at..end));
        }
    }
    None
}
