//! Words that look like verbs of saying and report nothing here, and those that report what another said.

use super::super::token::Shape;
use super::chain;
use super::ending;
use super::line::Line;
use super::naming::Phrase;
use super::verb::{Noun, Verb};

/// Words that can be a noun as well.
fn is_noun_too(key: &str) -> bool {
    matches!(
        key,
        "report"
            | "reports"
            | "state"
            | "states"
            | "note"
            | "notes"
            | "claim"
            | "claims"
            | "answers"
            | "stress"
            | "shows"
            | "finds"
            | "ask"
            | "calls"
            | "call"
            | "estimate"
            | "estimates"
            | "cuenta"
            | "nota"
            | "read"
            | "found"
            | "rules"
            | "hopes"
            | "shares"
            | "points"
            | "praise"
            | "promises"
            | "repeats"
            | "demands"
            | "offered"
            | "left"
            | "reads"
            | "resume"
            | "pledges"
            | "counters"
            | "contends"
            | "reporta"
            | "denuncia"
            | "demanda"
            | "replica"
            | "critica"
            | "responde"
            | "saying"
            | "writing"
            | "warning"
            | "explaining"
            | "reporting"
            | "calling"
            | "adelanta"
            | "invito"
            | "publico"
    )
}

fn is_being(key: &str) -> bool {
    matches!(
        key,
        "is" | "was"
            | "were"
            | "are"
            | "be"
            | "been"
            | "being"
            | "fue"
            | "fueron"
            | "es"
            | "son"
            | "ser"
            | "sido"
            | "to"
            | "will"
            | "would"
            | "could"
            | "should"
            | "can"
            | "may"
            | "might"
            | "must"
            | "cannot"
            | "let"
            | "having"
            | "without"
            | "get"
            | "got"
    )
}

/// Whether the word is no verb here, or one that does not report: "to say", "was told", "the report".
pub(super) fn is_refused(line: &Line<'_>, at: usize, strength: Verb) -> bool {
    let before = at.checked_sub(1);
    let key_before = before.map_or("", |before| line.key(before));
    let is_denied = strength != Verb::Participle
        && matches!(key_before, "not" | "never")
        && before.is_some_and(|at| at > 0 && is_being(line.key(at - 1)));
    let is_noun = || {
        [
            "the", "a", "an", "of", "la", "el", "su", "una", "un", "its", "their", "his", "her", "in", "de", "se",
            "this", "no",
        ]
        .contains(&key_before)
            // "Warning of “…”"
            || matches!(line.key(at + 1), "of" | "de" | "for" | "out")
                && !(strength == Verb::Participle && line.quote(at + 2).is_some())
    };
    is_being(key_before) && chain::start(line, at).is_none()
        || is_denied
        || is_unsaid(line, at)
        || is_noun_too(line.key(at)) && is_noun()
}

/// "«…», aunque no precisó la fecha": what was not said is not what was quoted before.
fn is_unsaid(line: &Line<'_>, verb: usize) -> bool {
    const NEAR: usize = 5;
    let is_not = verb.checked_sub(1).is_some_and(|at| matches!(line.key(at), "no" | "nunca" | "tampoco" | "never"));
    let Some(quote) = (verb.saturating_sub(NEAR)..verb).rev().find(|&at| line.quote(at).is_some()) else {
        return false;
    };
    let is_joined = (quote + 1..verb).any(|at| {
        matches!(line.key(at), "aunque" | "pero" | "y" | "ni" | "sin" | "but" | "though" | "although" | "and")
    });
    is_not && is_joined && (verb + 1..verb + NEAR).all(|at| line.quote(at).is_none())
}

/// "Recalls her father saying": what was said is another’s.
pub(super) fn is_hearing(line: &Line<'_>, at: usize) -> bool {
    let is_heard =
        |key: &str| matches!(key, "recall" | "recalls" | "recalled" | "remember" | "remembers" | "remembered");
    is_heard(line.key(at))
        && (at + 2..at + 6)
            .take_while(|&next| line.is_word(next) || line.shape(next) == Shape::Possessive)
            .any(|next| line.verb(next) == Some(Verb::Participle))
}

/// "She heard her father say", "he recalls his father saying": the one who was heard.
pub(super) fn heard(line: &Line<'_>, at: usize) -> Option<Phrase> {
    let phrase = ending::ending(line, at.checked_sub(1)?)?;
    let verb = phrase.from.checked_sub(1)?;
    let is_heard = matches!(
        line.key(verb),
        "recall" | "recalls" | "recalled" | "remember" | "remembers" | "remembered" | "hear" | "hears" | "heard"
    );
    is_heard.then_some(phrase)
}

/// What evidence does as well as people: "the tests showed".
pub(super) fn is_evidence(key: &str) -> bool {
    matches!(
        key,
        "show"
            | "shows"
            | "showed"
            | "suggest"
            | "suggests"
            | "suggested"
            | "indicate"
            | "indicates"
            | "indicated"
            | "found"
            | "finds"
            | "reveal"
            | "reveals"
            | "revealed"
            | "reads"
            | "read"
            | "indica"
            | "indican"
            | "indico"
            | "revela"
            | "refleja"
            | "sugiere"
            | "sugieren"
            | "muestra"
    )
}

/// "A letter in which she says", "lo que considera": the verb of a clause about a thing, whose subject is elsewhere.
pub(super) fn is_oblique(line: &Line<'_>, verb: usize) -> bool {
    let Some(that) = verb.checked_sub(1) else { return false };
    let article = that.checked_sub(1).map_or("", |at| line.key(at));
    // "Revocó el fallo, que calificó de «…»": a ruling calls nothing anything.
    let noun = that.checked_sub(1).map_or(0, |at| if line.is_mark(at, &[","]) { at.saturating_sub(1) } else { at });
    if line.key(that) == "que" && line.noun(noun) == Some(Noun::Paper) && calls(line.key(verb)) {
        return true;
    }
    line.key(that) == "que"
        && matches!(article, "lo" | "la" | "el" | "los" | "las")
        && line.mention_to(that).is_none()
        && (article == "lo"
            || that.checked_sub(2).is_some_and(|at| matches!(line.key(at), "en" | "por" | "con" | "de")))
}

/// What one does with a thing by a name for it: "calificó de", "tachó de".
fn calls(key: &str) -> bool {
    ["calific", "tach", "tild", "consider", "llam", "defin", "juzg", "catalog", "denomin", "describ"]
        .iter()
        .any(|stem| key.starts_with(stem))
}
