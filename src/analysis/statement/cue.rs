//! The words of a sentence that say who said something: a verb of saying with its subject, "according to", a signature.

use std::ops::Range;

use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Language, SpeakerKind};
use super::chain;
use super::clause;
use super::line::Line;
use super::naming::{Phrase, Who, is_determiner};
use super::nominal;
use super::phrase;
use super::refused::{heard, is_evidence, is_hearing, is_oblique, is_refused};
use super::subject::{first_named, in_relative, subject};
use super::unlisted;
use super::verb::Verb;

/// Items around a verb within which a quotation makes it a verb of saying.
const NEAR: usize = 9;
/// Items between a quotation and a verb whose subject is not known, at most.
const UNKNOWN: usize = 9;

/// How the words point to what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Ana Ruiz said that …"
    SubjectFirst,
    /// "…, said Ana Ruiz"
    VerbFirst,
    /// "According to Ana Ruiz", "as Ana Ruiz stated"
    According,
}

/// Words that say who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The items from the first to the last of its words.
    pub(super) items: Range<usize>,
    /// The verb.
    pub(super) verb: Option<usize>,
    /// How strong the verb is.
    pub(super) strength: Verb,
    /// Who said it; nothing when the verb has no subject of its own.
    pub(super) phrase: Option<Phrase>,
    /// The order of verb and subject.
    pub(super) form: Form,
}

impl Cue {
    pub(super) fn of(verb: usize, strength: Verb, phrase: Option<Phrase>, form: Form) -> Self {
        let items = phrase.as_ref().map_or(verb..verb + 1, |phrase| {
            // A subject far away in front is no part of the words beside the quotation.
            phrase.items.start.min(verb)..phrase.items.end.max(verb + 1)
        });
        Self { items, verb: Some(verb), strength, phrase, form }
    }
}

/// "As stated by Ana Ruiz", “…”, described by critics as “…”.
fn passive(line: &Line<'_>, at: usize, strength: Verb, is_near_quote: bool) -> Option<Cue> {
    let is_led = at.checked_sub(1).is_some_and(|before| matches!(line.key(before), "as" | "como" | "segun"));
    // "Hailed as “…” by Ana Ruiz", "tildado de «…» por Ana Ruiz"
    let quote = (at + 1..at + 4).find(|&at| line.quote(at).is_some());
    let by_whom = quote.filter(|&quote| matches!(line.key(quote + 1), "by" | "por") && quote > at + 1);
    if let Some(quote) = by_whom
        && let Some(phrase) = phrase::after(line, quote + 2)
    {
        let mut cue = Cue::of(at, strength, Some(phrase), Form::According);
        cue.items = at..at + 1;
        return Some(cue);
    }
    let by = line.key(at + 1);
    let is_passive = is_led && matches!(by, "by" | "in" | "por" | "en") || is_near_quote && matches!(by, "by" | "por");
    let phrase = phrase::after(line, at + 2).filter(|_| is_passive)?;
    let mut cue = Cue::of(at, strength, Some(phrase), Form::According);
    cue.items.start = if is_led { at - 1 } else { at };
    Some(cue)
}

/// A verb of saying at this item, with its subject.
pub(super) fn said(line: &Line<'_>, at: usize) -> Option<Cue> {
    let cue = with_subject(line, at)?;
    let is_noun = |phrase: &&Phrase| matches!(phrase.who, Who::Named(_) | Who::Common { .. } | Who::Title(_));
    let Some(phrase) = cue.phrase.as_ref().filter(is_noun) else { return Some(cue) };
    let (start, end) = (phrase.items.start, phrase.items.end);
    if end < at
        && let Some(named) = clause::apposed_person(line, end..at)
    {
        return Some(Cue::of(at, cue.strength, Some(named), cue.form));
    }
    // «…», resumió ante los periodistas: where it was said is nobody who says it.
    if nominal::is_lead(line, start) && is_spanish(line, at) && start > at {
        let before = at.checked_sub(1).map_or("", |before| line.key(before));
        return Some(Cue::of(at, cue.strength, left_out(line, at, before), cue.form));
    }
    // "Consultado por esa carta, Ana Ruiz admitió que existe, pero dijo …"
    let is_asked =
        ["ado", "ada", "idos", "ados", "ido", "ida", "adas", "idas"].iter().any(|end| line.key(start).ends_with(end))
            && matches!(line.key(start + 1), "por" | "sobre" | "acerca" | "al" | "en" | "a" | "ante" | "tras");
    if start == 0 && is_asked {
        return Some(Cue { phrase: first_named(line, at), items: at..at + 1, ..cue });
    }
    Some(cue)
}

fn with_subject(line: &Line<'_>, at: usize) -> Option<Cue> {
    let strength =
        line.verb(at).or_else(|| puts(line, at)).or_else(|| goes_on(line, at)).filter(|_| !is_hearing(line, at))?;
    let key_before = at.checked_sub(1).map_or("", |before| line.key(before));
    let is_near_quote = (at.saturating_sub(NEAR)..at + NEAR).any(|near| line.quote(near).is_some());
    if let Some(cue) = passive(line, at, strength, is_near_quote) {
        return Some(cue);
    }
    let led = matches!(key_before, "as" | "como" | "segun");
    let is_clause = matches!(line.key(at + 1), "que" | "that");
    let lacks_quote = !is_clause && strength == Verb::Quote && !is_near_quote && !line.is_mark(line.len() - 1, &[":"]);
    if lacks_quote || is_refused(line, at, strength) {
        return None;
    }
    let group = chain::start(line, at);
    if let Some(first) = group
        && let Some(phrase) = phrase::before(line, first)
    {
        return Some(Cue::of(at, strength, Some(phrase), Form::SubjectFirst));
    }
    if group.is_none() && matches!(strength, Verb::Participle) {
        let heard = heard(line, at).map(|phrase| Cue::of(at, strength, Some(phrase), Form::SubjectFirst));
        return heard.or_else(|| by_sentence(line, at, strength).filter(|_| at > 0));
    }
    // The verb may be the last of several: «…», ha dicho Ana Ruiz.
    let before = group.unwrap_or(at).checked_sub(1);
    let is_behind_quote = before.is_some_and(|before| {
        line.quote(before).is_some()
            || line.is_mark(before, &[",", "—", "–", "-"])
                && before.checked_sub(1).is_some_and(|at| line.quote(at).is_some())
    });
    let opens = before
        .is_none_or(|before| line.quote(before).is_some() || line.is_mark(before, &[",", "—", "–", "-", ";", ":"]));
    if let Some(phrase) = in_relative(line, at) {
        return Some(Cue::of(at, strength, Some(phrase), Form::SubjectFirst));
    }
    let takes_object = takes_object(line.key(at));
    // «…», dijo a los agentes: behind whom it is said to there may be who says it.
    let next = if nominal::is_dative(line, at + 1) { clause::behind_complements(line, at + 1) } else { at + 1 };
    let behind = phrase::after(line, next).filter(|_| !takes_object).filter(|phrase| {
        ends_well(line, phrase) && (opens || led || !matches!(phrase.who, Who::Named(SpeakerKind::Other)))
    });
    let form = if led { Form::According } else { Form::VerbFirst };
    let is_spanish = is_spanish(line, at);
    let closes = |phrase: &Phrase| {
        let end = phrase.items.end;
        end >= line.len()
            || line.quote(end).is_some()
            || line.is_mark(end, &[",", ".", ";", ":", "—", "–", "-", "(", "?", "!", "…"])
    };
    // "His mother, Ana Ruiz, says he was late": what he says would stand before the verb.
    let behind = behind.filter(|phrase| is_behind_quote || led || is_spanish || !matches!(phrase.who, Who::Pronoun(_)));
    if let Some(phrase) = &behind
        && (is_behind_quote || led || (opens && closes(phrase)) || is_spanish && before.is_none())
    {
        return Some(Cue::of(at, strength, behind, form));
    }
    if is_oblique(line, group.unwrap_or(at)) {
        return Some(by_main_clause(line, at, strength));
    }
    if let Some(group) = group.filter(|_| behind.is_none() && !is_behind_quote) {
        let cue = by_sentence(line, at, strength)
            .or_else(|| Some(Cue::of(at, strength, Some(clause::before(line, group)?), Form::SubjectFirst)));
        // "Había escrito en X: «…»": the one of whom the text spoke before.
        let bare = || is_spanish.then(|| Cue::of(at, strength, left_out(line, at, ""), Form::SubjectFirst));
        return cue.or_else(bare);
    }
    if is_behind_quote
        && behind.is_none()
        && !takes_object
        && let Some(phrase) = unlisted::after(line, at + 1).or_else(|| clause::after(line, at + 1))
    {
        return Some(Cue::of(at, strength, Some(phrase), Form::VerbFirst));
    }
    if let Some(phrase) = phrase::before(line, at) {
        let form = if led_before(line, &phrase) { Form::According } else { Form::SubjectFirst };
        return Some(Cue::of(at, strength, Some(phrase), form));
    }
    if behind.is_some() && (opens || is_spanish) {
        return Some(Cue::of(at, strength, behind, form));
    }
    if let Some(phrase) = unlisted::across(line, at).filter(|_| !is_evidence(line.key(at))) {
        return Some(Cue::of(at, strength, Some(phrase), Form::SubjectFirst));
    }
    if matches!(key_before, "and" | "but" | "y" | "e" | "pero" | "then") && strength != Verb::Quote {
        return by_sentence(line, at, strength);
    }
    if let Some(phrase) = in_clause(line, at) {
        return Some(Cue::of(at, strength, Some(phrase), Form::SubjectFirst));
    }
    let is_bare = is_spanish
        && (opens
            || led
            || matches!(key_before, "tambien" | "asimismo" | "ademas" | "le" | "les" | "lo" | "se" | "me" | "nos")
            || is_at_end(line, at));
    if is_spanish && !is_bare && clause::lacks_subject(line, at) {
        return Some(Cue::of(at, strength, Some(Phrase::new(Who::Only, at..at + 1)), Form::SubjectFirst));
    }
    if is_bare {
        let form = if is_behind_quote || led { Form::VerbFirst } else { Form::SubjectFirst };
        return Some(Cue::of(at, strength, left_out(line, at, key_before), form));
    }
    untold(line, at, strength)
}

/// “…,” the couple said: somebody for whom the text may have no other name.
fn untold(line: &Line<'_>, at: usize, strength: Verb) -> Option<Cue> {
    let from = unknown(line, at)?;
    let is_told = is_determiner(line, from) && strength != Verb::Quote && at - from <= 4;
    let who = if is_told { Who::Named(SpeakerKind::Other) } else { Who::Unknown };
    let mut cue = Cue::of(at, strength, Some(Phrase::new(who, from..at)), Form::SubjectFirst);
    cue.items = from..at + 1;
    Some(cue)
}

/// A verb whose subject is that of the sentence: "…, adding".
fn by_sentence(line: &Line<'_>, at: usize, strength: Verb) -> Option<Cue> {
    let phrase = subject(line, at).or_else(|| clause::opening(line, at))?;
    let mut cue = Cue::of(at, strength, Some(phrase), Form::SubjectFirst);
    cue.items.start = at;
    Some(cue)
}

/// Who it may be that a Spanish verb has no subject for; nothing for the one who spoke before.
fn left_out(line: &Line<'_>, at: usize, before: &str) -> Option<Phrase> {
    // «…», me dijo en el hospital: one of those whom the paragraph names.
    if matches!(before, "me" | "nos") {
        return Some(Phrase::new(Who::Here, at..at + 1));
    }
    // «…», se queja Puri: a name of nobody whom the text is known to have is not the one who spoke before.
    if line.is_capital(at + 1) && line.mention_from(at + 1).is_none() {
        return Some(Phrase::new(Who::Unknown, at + 1..at + 2));
    }
    // «…», dijeron: more than one, and the text does not say who.
    let is_plural = ["on", "en", "an"].iter().any(|end| line.key(at).ends_with(end));
    is_plural.then(|| Phrase::new(Who::They, at..at + 1))
}

/// The subject of the clause in front of its verb, whatever its noun; for what evidence shows only a paper.
fn in_clause(line: &Line<'_>, at: usize) -> Option<Phrase> {
    let is_said = !is_evidence(line.key(at)) || line.is_mark(at + 1, &[":"]) && line.quote(at + 2).is_some();
    clause::before(line, at).filter(|phrase| is_said || phrase.who == Who::Named(SpeakerKind::Document))
}

/// A verb whose subject is that of the main clause.
fn by_main_clause(line: &Line<'_>, at: usize, strength: Verb) -> Cue {
    let phrase = clause::opening(line, at).or_else(|| subject(line, at));
    let mut cue = Cue::of(at, strength, phrase, Form::SubjectFirst);
    cue.items.start = at;
    cue
}

/// One tells somebody and calls something: what stands behind these verbs is not their subject.
fn takes_object(key: &str) -> bool {
    static VERBS: Words = Words::new(
        "told tells tell called calls call described describes describe dubbed labelled labeled branded \
        praised praises thanked urged urges criticised criticized questioned",
    );
    VERBS.has(key)
}

/// "En su cuenta escribió: «…»": a verb without a subject that leads to what follows, or that ends what was said.
fn is_at_end(line: &Line<'_>, at: usize) -> bool {
    line.is_mark(at + 1, &[":"]) && line.quote(at + 2).is_some()
}

/// "As one resident put it", "puts it bluntly": what somebody put is what was quoted.
fn puts(line: &Line<'_>, at: usize) -> Option<Verb> {
    let is_put = matches!(line.key(at), "put" | "puts") && line.shape(at) == Shape::Lower;
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    // "As the union put it in a report that says"
    let says = (at + 2..at + 8).any(|next| line.verb(next).is_some());
    (is_put && !says && (line.key(at + 1) == "it" || matches!(before, "it" | "this"))).then_some(Verb::Quote)
}

/// “…,” the statement went on.
fn goes_on(line: &Line<'_>, at: usize) -> Option<Verb> {
    let goes = matches!(line.key(at), "went" | "goes") && line.key(at + 1) == "on" && line.shape(at) == Shape::Lower;
    let closes = !line.is_word(at + 2) && !line.is_mark(at + 2, &["-"]);
    (goes && closes).then_some(Verb::Quote)
}

/// “…,” the couple said: somebody says it, but the words do not tell who. The first item after the quotation.
fn unknown(line: &Line<'_>, verb: usize) -> Option<usize> {
    let from = (verb.saturating_sub(UNKNOWN)..verb).rev().find(|&at| line.quote(at).is_some())? + 1;
    let from = if line.is_mark(from, &[",", "—", "–", "-"]) { from + 1 } else { from };
    (from < verb && (from..verb).all(|at| line.is_word(at) || line.shape(at) == Shape::Number)).then_some(from)
}

/// "As Ana Ruiz stated": the word before the subject.
fn led_before(line: &Line<'_>, phrase: &Phrase) -> bool {
    phrase.items.start.checked_sub(1).is_some_and(|before| matches!(line.key(before), "as" | "como" | "segun"))
}

/// Whether the verb is a Spanish one: those of one person end in a vowel that no English form has.
fn is_spanish(line: &Line<'_>, at: usize) -> bool {
    // A block that is long enough tells; a Spanish word in an English one is quoted, and the other way round.
    if line.page.piece.language == Some(Language::English) {
        return false;
    }
    let text = line.str(at);
    text.ends_with(['ó', 'a', 'o', 'e', 'n', 'ó'])
        && !matches!(
            line.key(at),
            "state" | "note" | "estimate" | "argue" | "began" | "explain" | "warn" | "describe" | "wrote" | "spoke"
        )
}

/// Whether what follows the phrase may follow a subject behind its verb.
fn ends_well(line: &Line<'_>, phrase: &Phrase) -> bool {
    let end = phrase.items.end;
    if end >= line.len() || line.quote(end).is_some() || !line.is_word(end) {
        return !line.is_mark(end, &["’", "'"]);
    }
    line.class(end).is(super::super::lexicon::Class::TIME)
        || matches!(
            line.key(end),
            "in" | "on"
                | "at"
                | "during"
                | "after"
                | "before"
                | "with"
                | "from"
                | "when"
                | "while"
                | "who"
                | "last"
                | "this"
                | "as"
                | "and"
                | "but"
                | "to"
                | "of"
                | "by"
                | "that"
                | "late"
                | "early"
                | "yesterday"
                | "today"
                | "later"
                | "following"
                | "en"
                | "durante"
                | "entre"
                | "tras"
                | "ante"
                | "con"
                | "desde"
                | "al"
                | "a"
                | "quien"
                | "este"
                | "esta"
                | "ayer"
                | "hoy"
                | "y"
                | "que"
                | "sobre"
                | "cuando"
                | "mientras"
                | "luego"
                | "despues"
                | "por"
                | "para"
                | "through"
                | "via"
                | "adding"
                | "whose"
                | "it"
                | "if"
        )
            || matches!(line.key(end), "de" | "of") && line.quote(end + 1).is_some()
        || ["ing", "ed"].iter().any(|ending| line.key(end).ends_with(ending))
        // «…», cuenta Quispe sentada en el patio.
        || line.shape(end) == Shape::Lower
            && ["ado", "ada", "ido", "ida"].iter().any(|ending| line.key(end).ends_with(ending))
}

/// "Lo cuenta", "says this", "tells it": a verb of saying whose object is what was quoted before.
pub(super) fn is_telling(line: &Line<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| line.key(before));
    line.verb(at).is_some()
        && (before == "lo" || before == "asi" || matches!(line.key(at + 1), "it" | "this" | "so" | "asi" | "todo"))
        || line.key(at) == "tells" && matches!(line.key(at + 1), "it" | "this")
}
