//! The words of a sentence that say who said something, and among them those that name a source: "according to X", "según X", "in X’s words".

use super::super::token::Shape;
use super::super::words::Words;
use super::clause;
use super::cue::{Cue, Form, said};
use super::line::Line;
use super::naming::{Phrase, Who};
use super::phrase;
use super::quoted;
use super::utterance;
use super::verb::Verb;

/// What somebody says or thinks, by a noun: no source of its own.
static VERSIONS: Words = Words::new(
    "version account telling estimate estimates calculations reckoning figures count cuentas calculos estimaciones \
     relato testimonio explicacion criterio juicio opinion palabras datos recuento",
);

/// The cues of a sentence in order.
pub(super) fn find(line: &Line<'_>) -> Vec<Cue> {
    let mut cues = Vec::new();
    // What is uttered is looked for where something is quoted.
    let is_quoting = (0..line.len()).any(|at| line.quote(at).is_some());
    let mut at = 0;
    while at < line.len() {
        let uttered = || if is_quoting { utterance::find(line, at) } else { None };
        let cue = according(line, at).or_else(uttered).or_else(|| quoted::find(line, at)).or_else(|| said(line, at));
        at = cue.as_ref().map_or(at + 1, |cue| (at + 1).max(cue.verb.map_or(cue.items.end, |verb| verb + 1)));
        cues.extend(cue);
    }
    cues
}

/// "According to X", "según X", "de acuerdo con X".
fn according(line: &Line<'_>, at: usize) -> Option<Cue> {
    let key = |offset: usize| line.key(at + offset);
    let from = match (key(0), key(1), key(2)) {
        ("according", "to", _) => at + 2,
        // "Según consta en la sentencia"
        ("segun", "consta" | "recoge" | "figura" | "reza" | "lee", "en")
        | ("de", "acuerdo", "con" | "a")
        | ("a", "juicio" | "decir", "de" | "del")
        | ("en", "palabras" | "opinion", "de" | "del") => at + 3,
        ("segun", next, _) if !matches!(next, "lo" | "el" if line.verb(at + 2).is_some()) => at + 1,
        // «…», se lee en el comunicado
        ("lee" | "leia", "en", _) if at > 0 && line.key(at - 1) == "se" => at + 2,
        ("leerse" | "leer", "en", _)
            if at > 0 && matches!(line.key(at - 1), "puede" | "podia" | "pueden" | "podian") =>
        {
            at + 2
        }
        ("in", "the", "words") if key(3) == "of" => at + 4,
        ("in", ..) => return in_words(line, at),
        ("for" | "to" | "para", ..) if at == 0 => return for_whom(line),
        _ => return None,
    };
    if line.verb(from).is_some() {
        return None;
    }
    // "Según esta versión", "según sus cuentas": that of the one who spoke or was named before.
    let is_version =
        matches!(line.key(from), "esta" | "esa" | "dicha" | "su" | "sus" | "this" | "that" | "his" | "her" | "their")
            && VERSIONS.has(line.key(from + 1));
    if is_version {
        let items = at..from + 2;
        return Some(Cue { items, verb: None, strength: Verb::Plain, phrase: None, form: Form::According });
    }
    let phrase = phrase::after(line, from)
        .or_else(|| clause::after(line, from))
        .filter(|phrase| !matches!(phrase.who, Who::Listener))?;
    let items = at..phrase.items.end;
    Some(Cue { items, verb: None, strength: Verb::Plain, phrase: Some(phrase), form: Form::According })
}

/// "In Ana Ruiz’s words".
fn in_words(line: &Line<'_>, at: usize) -> Option<Cue> {
    let (person, end) = line.mention_from(at + 1).filter(|&(_, end)| line.shape(end) == Shape::Possessive)?;
    let is_said = matches!(line.key(end + 1), "words" | "view" | "opinion" | "account" | "telling" | "phrase");
    is_said.then(|| Cue {
        items: at..end + 2,
        verb: None,
        strength: Verb::Plain,
        phrase: Some(Phrase::new(Who::Person(person), at + 1..end)),
        form: Form::According,
    })
}

/// "For Ana Ruiz, the plan is “…”": what she calls it, when the sentence quotes.
fn for_whom(line: &Line<'_>) -> Option<Cue> {
    let phrase = phrase::after(line, 1).filter(|phrase| {
        let names = matches!(&phrase.who, Who::Person(_) | Who::Title(_) | Who::Kin(_) | Who::Named(_));
        names && phrase.from <= 1 && line.is_mark(phrase.items.end, &[","])
    })?;
    let end = phrase.items.end;
    let is_quoting = (end..line.len()).any(|at| line.quote(at).is_some());
    is_quoting.then_some(Cue {
        items: 0..end,
        verb: None,
        strength: Verb::Plain,
        phrase: Some(phrase),
        form: Form::According,
    })
}
