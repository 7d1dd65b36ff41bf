//! Nouns for what is said, with whose it is: "Ana Ruiz’s verdict: “…”", "la respuesta de Ana Ruiz fue: «…»", “…,” was her
//! reply.

use super::super::SpeakerKind;
use super::super::token::Shape;
use super::cue::{Cue, Form};
use super::ending;
use super::line::Line;
use super::naming::{self, Phrase, Who, is_determiner};
use super::phrase;
use super::verb::{Gender, Lists, Noun, Verb};
use super::words;

/// Items between the noun and the quotation, at most.
const FAR: usize = 14;
/// Items of a sentence that are looked at before a paper.
const REACH: usize = 40;
/// Adjectives between whose it is and the noun, at most.
const BETWEEN: usize = 3;

/// The noun at this item with whose it is, where a quotation is what it is.
pub(super) fn find(line: &Line<'_>, at: usize) -> Option<Cue> {
    if let Some(cue) = label(line, at) {
        return Some(cue);
    }
    if !Lists::get().is_utterance(line.key(at)) || line.is_name(at) {
        return None;
    }
    let (phrase, items) = if let Some(quote) = quoted_after(line, at) {
        let (phrase, from) = owner(line, at, quote)?;
        (phrase, from..at + 1)
    } else if is_after_quote(line, at) {
        let (phrase, from) = owner(line, at, line.len())?;
        let end = phrase.items.end.max(at + 1);
        (phrase, from..end)
    } else {
        return None;
    };
    Some(Cue { items, verb: None, strength: Verb::Plain, phrase: Some(phrase), form: Form::According })
}

/// "El fallo: «…»", "somebody hung up a notice that they show to everybody: “…”": a paper, where the sentence names nobody;
/// and "Ana Ruiz read from a letter by a pupil: “…”", where it does.
fn label(line: &Line<'_>, at: usize) -> Option<Cue> {
    const FAR: usize = 12;
    let is_paper = line.noun(at) == Some(Noun::Paper) && line.shape(at) == Shape::Lower;
    let is_noun = || at > 0 && naming::is_indefinite(line.key(at - 1));
    let is_paper = is_paper && (line.verb(at).is_none() || is_noun());
    // An opinion or a plan is nothing that hangs on a wall.
    let is_paper = is_paper
        && !matches!(line.key(at), "opinion" | "plan" | "policy" | "strategy" | "agreement" | "acuerdo" | "act");
    let first = at.checked_sub(1).filter(|&first| is_paper && is_determiner(line, first))?;
    let colon = (at + 1..at + 1 + FAR).find(|&mark| line.is_mark(mark, &[":"]))?;
    let is_plain = (at + 1..colon).all(|at| line.quote(at).is_none() && line.verb(at).is_none());
    // Sentences may be as long as the text.
    let from = first.saturating_sub(REACH);
    let is_alone = (from..colon).all(|at| line.mention_from(at).is_none() && line.quote(at).is_none())
        && (from..first).all(|at| line.verb(at).is_none());
    let is_read = (from..first).any(|at| is_reading(line, at));
    // «Le escribí una carta: “…”»: the one who answers wrote it.
    let is_mine = first.checked_sub(1).is_some_and(|verb| line.str(verb).ends_with(['é', 'í']));
    let names = is_mine || (from..first).any(|at| matches!(line.key(at), "she" | "he" | "they" | "we" | "i"));
    let is_led = line.quote(colon + 1).is_some() && is_plain && (is_alone && !names || is_read);
    let phrase = Phrase::new(Who::Named(SpeakerKind::Document), first..at + 1);
    let items = first..colon;
    is_led.then_some(Cue { items, verb: None, strength: Verb::Plain, phrase: Some(phrase), form: Form::According })
}

/// Verbs for what one does with the words of another.
fn is_reading(line: &Line<'_>, at: usize) -> bool {
    let next = line.key(at + 1);
    match line.key(at) {
        "read" | "reads" | "quoted" | "quotes" | "quoting" | "reading" => {
            matches!(next, "from" | "out" | "aloud" | "a" | "an")
        }
        "received" | "cited" | "cites" | "citing" | "found" | "showed" | "shows" | "recibio" | "mostro" | "muestra"
        | "hallo" | "encontro" | "leyo" => true,
        "lectura" => next == "a",
        _ => false,
    }
}

fn is_copula(line: &Line<'_>, at: usize) -> bool {
    matches!(
        line.key(at),
        "was" | "is" | "were" | "are" | "remains" | "fue" | "es" | "era" | "fueron" | "son" | "eran" | "sera"
    )
}

/// The quotation to which a colon or a form of "to be" leads from the noun.
fn quoted_after(line: &Line<'_>, at: usize) -> Option<usize> {
    let quote = (at + 1..(at + FAR).min(line.len())).find(|&at| line.quote(at).is_some())?;
    let last = quote - 1;
    // "A consultant’s advice that repair would be “poor value”"
    let is_clause = matches!(line.key(at + 1), "that") || line.key(at + 1) == "de" && line.key(at + 2) == "que";
    let is_led = line.is_mark(last, &[":"]) || is_copula(line, last) || is_clause;
    let is_plain =
        (at + 1..last).all(|at| line.is_word(at) || matches!(line.shape(at), Shape::Possessive | Shape::Number));
    let is_said = (at + 1..last).any(|at| line.verb(at).is_some());
    (is_led && is_plain && !is_said).then_some(quote)
}

/// “…,” was her reply.
fn is_after_quote(line: &Line<'_>, at: usize) -> bool {
    let Some(be) = (at.saturating_sub(6)..at).rev().find(|&at| is_copula(line, at)) else { return false };
    let mut before = be;
    while before > 0 && line.is_mark(before - 1, &[",", "—", "–", "-"]) {
        before -= 1;
    }
    before > 0 && line.quote(before - 1).is_some()
}

/// Whose it is, and the first item of the words.
fn owner(line: &Line<'_>, at: usize, until: usize) -> Option<(Phrase, usize)> {
    // "The reply of Ana Ruiz"
    if matches!(line.key(at + 1), "of" | "de" | "del" | "from") {
        let phrase = phrase::after(line, at + 2).filter(|phrase| phrase.items.end <= until)?;
        let is_known = !matches!(phrase.who, Who::Listener | Who::Unknown | Who::Speaker);
        return is_known.then_some((phrase, at));
    }
    let first = at.saturating_sub(BETWEEN + 1);
    for before in (first..at).rev() {
        if line.shape(before) == Shape::Possessive {
            let last = before.checked_sub(1)?;
            return ending::ending(line, last).map(|phrase| {
                let from = phrase.from;
                (phrase, from)
            });
        }
        let gender = match line.key(before) {
            "his" => Some(Gender::Man),
            "her" => Some(Gender::Woman),
            "su" | "sus" => None,
            // "Ana Ruiz, whose answer was"; a firm’s reply is known as the reply.
            "whose" | "cuya" | "cuyo" => {
                let last = before.checked_sub(1)?;
                let last = if line.is_mark(last, &[","]) { last.checked_sub(1)? } else { last };
                let own = || (Phrase::new(Who::Named(SpeakerKind::Document), at..at + 1), before);
                let known =
                    line.mention_to(last).map(|(person, start)| Phrase::new(Who::Person(person), start..last + 1));
                return Some(known.map_or_else(own, |phrase| (phrase, before)));
            }
            _ if line.shape(before) == Shape::Lower && !words::is_determining(line.key(before)) => continue,
            _ => break,
        };
        return Some((Phrase::new(Who::Pronoun(gender), before..before + 1), before));
    }
    // "Verdict: “…”": that of the one whom the text has just named.
    let is_label = line.is_mark(at + 1, &[":"]);
    (is_label && at == 0).then(|| (Phrase::new(Who::Pronoun(None), at..at + 1), at))
}
