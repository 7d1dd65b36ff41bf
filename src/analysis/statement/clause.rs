//! The subject of a clause by its place: in front of the verb or behind it, with what says which or where in between.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::{Language, SpeakerKind};
use super::line::Line;
use super::naming::{self, Phrase, Who, is_adverb, is_determiner};
use super::nominal::{
    BORDERS, LEADS, NOUNS, complements, core, is_count, is_dative, is_nominal, is_participle, is_past, leads,
    nouns_before, opens, person_head, phrase,
};
use super::verb::Noun;
use super::words;

/// Items of a sentence in which its subject is looked for.
const REACH: usize = 40;

/// Phrases between a verb and its subject behind it.
const BETWEEN: usize = 3;

/// The first item that may begin a phrase behind words that say when or how.
fn skip(line: &Line<'_>, from: usize, until: usize) -> usize {
    let mut at = from;
    while at < until
        && (is_adverb(line, at) && !opens(line, at) && !is_count(line, at)
            || line.class(at).is(Class::TIME) && line.mention_from(at).is_none()
            || line.is_mark(at, &["¿", "¡", "…"]))
    {
        at += 1;
    }
    at
}

/// Whether a clause may begin at this item.
pub(super) fn is_start(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        line.quote(before).is_some()
            || line.is_mark(before, &[",", ";", ":", "—", "–", "-", "(", "."])
            || line.shape(before) == Shape::Lower && BORDERS.has(line.key(before))
    })
}

/// The subject of the clause whose verb stands at `verb`, in front of it.
pub(super) fn before(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    in_front(line, verb, true)
}

/// The same where no comma stands between.
pub(super) fn near(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    in_front(line, verb, false)
}

fn in_front(line: &Line<'_>, verb: usize, may_cross: bool) -> Option<Phrase> {
    let mut end = verb;
    while end > 0 && (is_adverb(line, end - 1) || line.class(end - 1).is(Class::TIME) && !line.is_capital(end - 1)) {
        if opens(line, end - 1) {
            break;
        }
        end -= 1;
    }
    // "La crítica la definió"
    let is_spanish = line.page.piece.language != Some(Language::English);
    if is_spanish && end > 1 && line.is_word(end - 2) && matches!(line.key(end - 1), "la" | "las" | "los") {
        end -= 1;
    }
    let mut apposed = None;
    for start in (end.saturating_sub(REACH)..end).rev() {
        if !is_start(line, start) {
            if line.quote(start).is_some() {
                break;
            }
            continue;
        }
        let mut from = skip(line, start, end);
        // "Desde el ministerio apuntan"
        if line.key(from) == "desde" && line.key(verb).ends_with('n') {
            from += 1;
        }
        if let Some(core) = core(line, from).filter(|core| core.end <= end) {
            let behind = complements(line, core.end);
            let behind = line.mention_from(core.end).map_or(behind, |(_, last)| last).min(end);
            if leads_to_verb(line, behind..end) {
                if let Some(named) = apposed_person(line, behind..end) {
                    return Some(named);
                }
                let found = whole(line, phrase(line, core), behind..end);
                if behind + 1 != end || !line.is_mark(behind, &[",", "—", "–"]) {
                    return Some(found);
                }
                // "My neighbour, a bus driver, said": what stands between commas explains what stands before. "The rest, he
                // says, is his": a comma alone parts the verb from it.
                if start > 0 && line.is_mark(start - 1, &[","]) {
                    apposed.get_or_insert(found);
                }
            }
        }
        let is_border = |at: usize| {
            line.quote(at).is_some()
                || line.is_mark(at, &[";", ":"])
                || !may_cross && line.is_mark(at, &[",", "—", "–"])
        };
        if start > 0 && is_border(start - 1) {
            break;
        }
    }
    apposed
}

/// "One of those who voted against it, the farmer Ana Ruiz, said": who it is stands between commas in front of the verb.
pub(super) fn apposed_person(line: &Line<'_>, between: Range<usize>) -> Option<Phrase> {
    let last = between.end.checked_sub(1).filter(|&at| between.contains(&at) && line.is_mark(at, &[","]))?;
    let comma = between.clone().take(between.len() - 1).rev().find(|&at| line.is_mark(at, &[","]))?;
    let first = comma + 1;
    let (at, person, end) =
        (first..last).find_map(|at| line.mention_from(at).map(|(person, end)| (at, person, end)))?;
    let is_plain = (first..at).all(|at| is_determiner(line, at) || is_nominal(line, at));
    let is_led = at == first || is_determiner(line, first);
    (end == last && is_plain && is_led).then_some(Phrase { who: Who::Person(person), items: at..end, from: first })
}

/// "A note on the door": a noun of no name with the words that say where or which.
fn whole(line: &Line<'_>, found: Phrase, behind: Range<usize>) -> Phrase {
    let is_nameless = matches!(found.who, Who::Named(_) | Who::Common { .. });
    let is_place =
        LEADS.has(line.key(behind.start)) || is_participle(line, behind.start) || line.key(behind.start) == "close";
    // "With a green raincoat leans over and": no small word of another phrase.
    let is_plain = |at: &usize| {
        is_nominal(line, *at)
            || line.is_name(*at)
            || line.is_mark(*at, &["@"])
            || leads(line, *at)
            || is_determiner(line, *at)
    };
    let count =
        behind.clone().take_while(|at| *at == behind.start || is_plain(at) && !is_participle(line, *at)).count();
    let is_open = |at: &usize| is_determiner(line, *at) || leads(line, *at) || line.shape(*at) == Shape::Possessive;
    let open = (behind.start..behind.start + count).rev().take_while(is_open).count();
    let behind = behind.start..behind.start + count - open;
    let is_clause = matches!(line.key(behind.start + 1), "que" | "quien" | "which" | "whom" | "cual");
    let is_short = !is_clause && behind.len() <= NOUNS && !behind.is_empty() && found.items.end == behind.start;
    if !(is_nameless && is_place && is_short && behind.clone().all(|at| !line.is_mark(at, &[","]))) {
        return found;
    }
    let kind = match found.who {
        Who::Named(kind) | Who::Common { kind, .. } => kind,
        _ => SpeakerKind::Other,
    };
    Phrase { who: Who::Named(kind), items: found.items.start..behind.end, from: found.from }
}

/// Whether nothing but what says which one stands between a noun and its verb.
fn leads_to_verb(line: &Line<'_>, between: Range<usize>) -> bool {
    let Range { start, end } = between;
    if start >= end {
        return true;
    }
    if (start..end).any(|at| line.quote(at).is_some() || line.is_mark(at, &[";", ":"])) {
        return false;
    }
    let last = end - 1;
    if line.is_mark(start, &[",", "—", "–", "-", "("]) {
        return line.is_mark(last, &[",", "—", "–", "-", ")"]);
    }
    let key = line.key(start);
    if matches!(key, "who" | "whom" | "that" | "which" | "que" | "quien" | "whose") {
        return true;
    }
    // "Un correo al que tuvo acceso este medio"
    if LEADS.has(key) && matches!(line.key(start + 1), "que" | "quien" | "which" | "whom" | "cual" | "cuales") {
        return true;
    }
    let is_led = LEADS.has(key) || is_participle(line, start) || matches!(key, "close" | "familiar" | "opposite");
    let is_plain = |at: usize| {
        !words::is_finite(line.key(at))
            && !is_past(line, at)
            && (line.verb(at).is_none() || is_participle(line, at) || at == start)
    };
    let is_closed = (start..end).all(|at| !line.is_mark(at, &[","])) || line.is_mark(last, &[","]);
    is_led && is_closed && (start..end).all(is_plain)
}

/// The item behind what stands between a verb and its subject behind it: "a este diario", "en rueda de prensa", "ayer".
pub(super) fn behind_complements(line: &Line<'_>, from: usize) -> usize {
    let mut at = from;
    for _ in 0..BETWEEN {
        at = skip(line, at, line.len());
        let is_led = is_dative(line, at)
            || line.shape(at) == Shape::Lower
                && matches!(
                    line.key(at),
                    "en" | "ante"
                        | "tras"
                        | "durante"
                        | "mediante"
                        | "through"
                        | "to"
                        | "in"
                        | "on"
                        | "at"
                        | "via"
                        | "sobre"
                        | "por"
                );
        if !is_led {
            break;
        }
        let next = at + 1;
        let next = if is_determiner(line, next) { next + 1 } else { next };
        let last = line.mention_from(next).map_or_else(
            || {
                (next..next + NOUNS)
                    .take_while(|&at| is_nominal(line, at) && !line.is_name(at))
                    .last()
                    .map_or(next, |at| at + 1)
            },
            |(_, end)| end,
        );
        if last == next {
            break;
        }
        at = complements(line, last);
    }
    at
}

/// The subject behind a verb and behind what stands between them: «…», aseguró a este diario un alto cargo.
pub(super) fn after(line: &Line<'_>, from: usize) -> Option<Phrase> {
    let at = behind_complements(line, from);
    if let Some((person, end)) =
        line.mention_from(at).filter(|&(_, end)| at > from && line.shape(end) != Shape::Possessive)
    {
        return Some(Phrase::new(Who::Person(person), at..end));
    }
    if line.shape(at) == Shape::Lower && LEADS.has(line.key(at)) && !opens(line, at) {
        return None;
    }
    let core = core(line, at)?;
    let is_closed = !line.is_capital(core.end) || line.is_name(core.end);
    is_closed.then(|| phrase(line, core))
}

/// The subject with which a sentence begins, behind what says when or where.
pub(super) fn opening(line: &Line<'_>, until: usize) -> Option<Phrase> {
    let until = until.min(REACH);
    for start in (0..until).filter(|&at| at == 0 || line.is_mark(at - 1, &[","])) {
        let from = skip(line, start, until);
        if line.mention_from(from).is_some() {
            return None;
        }
        let from = if matches!(line.key(from), "when" | "cuando") { from + 1 } else { from };
        if let Some(core) = core(line, from).filter(|core| core.end <= until) {
            return Some(phrase(line, core));
        }
        // "Sentado al fondo, el camarero"
        let is_led = start == 0 && (LEADS.has(line.key(from)) || is_participle(line, from) || is_dative(line, from));
        if !is_led {
            return None;
        }
    }
    None
}

/// The noun phrase with which a sentence begins, for what is told of whoever it is.
pub(super) fn opening_core(line: &Line<'_>) -> Option<Range<usize>> {
    // "Llamó primero un agricultor"
    if line.str(0).ends_with('ó') && line.page.piece.language != Some(Language::English) {
        let new = (1..5).find(|&at| matches!(line.key(at), "un" | "una"))?;
        return core(line, new);
    }
    let start = usize::from(matches!(line.key(0), "when" | "cuando" | "then" | "entonces" | "luego"));
    let is_owner = |end: usize| line.shape(end) == Shape::Possessive || line.is_mark(end, &["’", "'"]);
    if line.mention_from(start).map_or(!(opens(line, start) || is_count(line, start)), |(_, end)| !is_owner(end)) {
        return None;
    }
    core(line, start)
}

/// "The treaty commits": the paper with which a sentence begins.
pub(super) fn opening_paper(line: &Line<'_>) -> Option<Phrase> {
    let core = opening_core(line)?;
    let is_paper = |&at: &usize| line.noun(at) == Some(Noun::Paper) && line.shape(at) == Shape::Lower;
    let head = core.clone().find(is_paper)?;
    let is_head = person_head(line, &core).is_none();
    is_head.then(|| Phrase::new(Who::Named(SpeakerKind::Document), core.start..head + 1))
}

/// "En su carta dice": a Spanish clause that begins with where or how, and has no subject in front of its verb.
pub(super) fn lacks_subject(line: &Line<'_>, verb: usize) -> bool {
    let Some(start) = (verb.saturating_sub(12)..verb).rev().find(|&at| is_start(line, at)) else { return false };
    let from = skip(line, start, verb);
    let is_led = LEADS.has(line.key(from)) && from < verb;
    is_led
        && (from..verb).all(|at| {
            line.is_word(at) && !words::is_finite(line.key(at)) && !is_past(line, at) && line.verb(at).is_none()
        })
}

/// "Carteles en los que se leía", "en un papel se lee": the paper that is read, of which `verb` says so.
pub(super) fn read_in(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    if !matches!(line.key(verb), "lee" | "leia" | "leian" | "leen" | "ponia") || line.key(verb.checked_sub(1)?) != "se"
    {
        return None;
    }
    let before = verb.checked_sub(2)?;
    let end = match line.key(before) {
        "que" => {
            let small = before.checked_sub(2).filter(|&at| line.key(at) == "en")?;
            let noun = small.checked_sub(1).filter(|&at| line.is_word(at))?;
            let from = nouns_before(line, noun);
            return Some(Phrase::new(Who::Named(SpeakerKind::Document), from..noun + 1));
        }
        _ => before + 1,
    };
    let start = (0..end).rev().find(|&at| is_start(line, at) && line.key(at) == "en")?;
    let core = core(line, start + 1).filter(|core| core.end <= end)?;
    Some(Phrase::new(Who::Named(SpeakerKind::Document), core))
}

/// "Ana Ruiz’s family paid": somebody’s people, with whom a sentence begins.
pub(super) fn owned_opening(line: &Line<'_>) -> Option<Phrase> {
    line.mention_from(0)?;
    let core = opening_core(line)?;
    let head = person_head(line, &core)?;
    Some(Phrase::new(Who::Named(SpeakerKind::Other), core.start..head + 1))
}

/// "The officer sent me a reply": somebody with whom a sentence begins, whatever the verb.
pub(super) fn opening_person(line: &Line<'_>) -> Option<Phrase> {
    let core = opening_core(line)?;
    let whole = core.start..person_head(line, &core)? + 1;
    let named = naming::named(line, whole.clone());
    Some(named.unwrap_or_else(|| Phrase::new(Who::Named(SpeakerKind::Other), whole)))
}
