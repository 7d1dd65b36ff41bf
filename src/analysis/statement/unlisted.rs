//! Speakers whose noun no list has: whoever stands beside a verb of saying says it.

use super::super::SpeakerKind;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::beside;
use super::clause;
use super::line::Line;
use super::naming::{Phrase, Who, is_adverb, is_definite, is_determiner};
use super::words;

/// "The waitress", "el camarero del bar": a phrase whose noun no list has. Whoever stands beside a verb of saying says it.
pub(super) fn after(line: &Line<'_>, from: usize) -> Option<Phrase> {
    const WORDS: usize = 4;
    if !is_determiner(line, from) || clause::is_dative(line, from) {
        return None;
    }
    let is_part = |at: usize| line.shape(at) == Shape::Lower && is_nominal(line, at);
    let count = (from + 1..from + 1 + WORDS).take_while(|&at| is_part(at)).count();
    let end = from + 1 + count;
    // "Dice su ayudante, Ana Ruiz"
    if let Some((person, last)) = line.mention_from(end + 1).filter(|_| count > 0 && line.is_mark(end, &[","])) {
        return Some(Phrase::new(Who::Person(person), end + 1..last));
    }
    // "El gallego", "la oriunda de Lugo": the one who was named before.
    if is_definite(line, from) && line.class(from + 1).is(Class::NATION) {
        return Some(Phrase::new(Who::Title(line.key(from + 1).to_owned()), from..end));
    }
    let is_closed = !line.is_capital(end) || line.shape(end) == Shape::Mark;
    (count > 0 && is_closed).then(|| Phrase::new(Who::Named(SpeakerKind::Other), from..end))
}

/// The same before the verb, where it begins the clause.
pub(super) fn before(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    const WORDS: usize = 5;
    let mut last = verb.checked_sub(1)?;
    while is_adverb(line, last) && !is_determiner(line, last) {
        last = last.checked_sub(1)?;
    }
    let from = (last.saturating_sub(WORDS)..=last)
        .rev()
        .take_while(|&at| is_determiner(line, at) || line.shape(at) == Shape::Lower && is_nominal(line, at))
        .find(|&at| is_determiner(line, at))?;
    let opens = from.checked_sub(1).is_none_or(|before| {
        line.quote(before).is_some()
            || line.shape(before) == Shape::Mark
            || matches!(line.key(before), "that" | "que" | "but" | "and" | "pero" | "y" | "as" | "como")
    });
    (opens && from < last && line.key(from) != "it")
        .then(|| Phrase::new(Who::Named(SpeakerKind::Other), from..last + 1))
}

/// "La defensa, que ejerce Ana Ruiz, alegó": the same in front of what two commas set apart.
pub(super) fn across(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    const APART: usize = 24;
    let close = verb.checked_sub(1).filter(|&at| line.is_mark(at, &[","]))?;
    let open = (close.saturating_sub(APART)..close).rev().find(|&at| line.shape(at) == Shape::Mark)?;
    let found = before(line, open).filter(|_| line.is_mark(open, &[","]))?;
    // "The ski industry body, Alpine Sport Council, said"
    let name = beside::name_behind(line, open).filter(|name| name.end == close);
    Some(name.map_or(found, |name| Phrase::new(Who::Named(SpeakerKind::Organisation), name)))
}

/// Whether the word may be a noun or what stands before one.
fn is_nominal(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    !words::is_clause_word(key)
        && !words::is_finite(key)
        && !words::is_link(key)
        && !words::leads_out(key)
        && line.verb(at).is_none()
        && !line.class(at).is(Class::TIME | Class::FUNCTION)
}
