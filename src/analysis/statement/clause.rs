//! The subject of a clause by its place and form: a determiner, a noun whatever it is, and what says which one. Lists only
//! tell afterwards whether it is a person, an organisation or a paper.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Language, SpeakerKind};
use super::beside;
use super::described;
use super::line::Line;
use super::naming::{self, Phrase, Who, is_adverb, is_determiner};
use super::verb::{Gender, Noun};
use super::words;

/// Items of a sentence in which its subject is looked for.
const REACH: usize = 40;
/// Words between the determiner and the end of the noun.
const NOUNS: usize = 6;
/// Phrases between a verb and its subject behind it.
const BETWEEN: usize = 3;

/// Small words that lead to what is no subject.
static LEADS: Words = Words::new(
    "at in on by with from to near outside inside behind under over about into during after before against between \
    across within through among as for of via per en con por de del desde hasta ante tras sobre entre contra bajo segun durante \
    mediante sin para a al",
);

/// Words behind which another clause begins.
static BORDERS: Words = Words::new(
    "that que and but y e pero because porque as como while mientras when cuando where donde if si although aunque whether \
    then so pues ni or o",
);

/// Numbers and quantities before a noun: "eleven members".
static COUNTS: Words = Words::new(
    "five six seven eight nine ten eleven twelve dozens hundreds thousands most several few cuatro cinco seis siete ocho nueve \
    diez once doce decenas cientos miles varios varias algunos algunas muchos muchas",
);

/// "A los agentes", "al fiscal": to whom something is done in Spanish, never who does it.
pub(super) fn is_dative(line: &Line<'_>, at: usize) -> bool {
    if line.page.piece.language == Some(Language::English) || line.mention_from(at).is_some() {
        return false;
    }
    match line.key(at) {
        "al" => true,
        "a" => {
            line.page.piece.language == Some(Language::Spanish)
                || is_article(line.key(at + 1))
                || at.checked_sub(1).is_some_and(|verb| line.str(verb).ends_with('ó'))
        }
        _ => false,
    }
}

/// A small word that leads to what is no subject.
pub(super) fn is_lead(line: &Line<'_>, at: usize) -> bool {
    let is_article = line.key(at) == "a" && !is_dative(line, at);
    line.shape(at) == Shape::Lower && LEADS.has(line.key(at)) && !is_article && !words::is_link(line.key(at))
}

fn is_article(key: &str) -> bool {
    matches!(key, "el" | "la" | "los" | "las" | "un" | "una" | "su" | "sus" | "este" | "esta" | "ese" | "esa" | "mi")
}

/// Whether a phrase may begin at this item.
fn opens(line: &Line<'_>, at: usize) -> bool {
    !is_dative(line, at) && line.key(at) != "del" && line.key(at) != "that" && is_determiner(line, at)
}

/// Whether the word may be a noun or what stands before one.
fn is_nominal(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    let is_free = !words::is_clause_word(key)
        && !words::is_finite(key)
        && !words::is_link(key)
        && !words::leads_out(key)
        && !LEADS.has(key)
        && !BORDERS.has(key);
    match line.shape(at) {
        Shape::Lower => {
            is_free
                && (line.verb(at).is_none() || line.noun(at).is_some())
                && !(line.class(at).is(Class::TIME | Class::FUNCTION) && line.noun(at).is_none())
                && !words::is_adverb(key)
        }
        Shape::Capital | Shape::Upper | Shape::Initial => {
            !line.class(at).is(Class::TIME) && (!line.class(at).is(Class::FUNCTION) || line.shape(at) == Shape::Upper)
        }
        Shape::Possessive | Shape::Number => true,
        _ => naming::is_genitive(line, at),
    }
}

/// The words that end a phrase before them where a noun stands already: "read on behalf of", "enviada a".
fn is_participle(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    let is_ending = |end: &&str| key.ends_with(*end);
    line.shape(at) == Shape::Lower
        && key.len() > 4
        && line.noun(at).is_none()
        && !line.class(at).is(Class::ROLE | Class::MODIFIER)
        && ["ed", "ing", "ado", "ada", "ido", "ida", "ados", "adas", "idos", "idas"].iter().any(|end| is_ending(&end))
        || matches!(key, "read" | "sent" | "written" | "hecho" | "hecha" | "escrito" | "escrita")
}

/// The noun phrase without complements that begins at `from`.
pub(super) fn core(line: &Line<'_>, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    let mut has_lead = false;
    // "One of the waiters", "una de las empleadas"
    if is_one_of(line, at) {
        at += 2;
    }
    // "Craig Dobbs’s barrister"
    if let Some((_, end)) = line.mention_from(at) {
        if line.shape(end) != Shape::Possessive && !line.is_mark(end, &["’", "'"]) {
            return None;
        }
        at = end + 1;
        has_lead = true;
    }
    while at < from + 4 && !has_lead && (opens(line, at) || COUNTS.has(line.key(at))) {
        at += 1;
        has_lead |= !opens(line, at) && !COUNTS.has(line.key(at));
    }
    let has_lead = has_lead || at > from;
    let first = at;
    while at < first + NOUNS
        && line.mention_from(at).is_none()
        && is_nominal(line, at)
        && !(at > first && is_participle(line, at))
    {
        at += 1;
    }
    let is_nouns = (first..at).any(|at| line.is_word(at));
    // "Union leaders", "fuentes cercanas": several need no article.
    let are_many = || {
        let is_many = |at: usize| line.noun(at) == Some(Noun::People) && line.key(at).ends_with('s');
        (first..at).any(is_many)
    };
    (is_nouns && (has_lead || are_many())).then_some(from..at)
}

/// "One of", "una de": whoever of several.
fn is_one_of(line: &Line<'_>, at: usize) -> bool {
    let is_one = matches!(
        line.key(at),
        "one"
            | "two"
            | "three"
            | "some"
            | "many"
            | "several"
            | "another"
            | "una"
            | "uno"
            | "dos"
            | "tres"
            | "otra"
            | "otro"
            | "algunos"
            | "algunas"
            | "varios"
            | "varias"
    );
    is_one && matches!(line.key(at + 1), "of" | "de") && opens(line, at + 2)
}

/// The item behind the complements of a phrase that ends before `end`: "of the bank", "del bar".
fn complements(line: &Line<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..3 {
        let is_led = matches!(line.key(end), "of" | "for" | "de" | "del" | "para") && line.shape(end) == Shape::Lower;
        if !is_led {
            break;
        }
        let next = end + 1;
        let next = if opens(line, next) { next + 1 } else { next };
        let mut last = next;
        while last < next + NOUNS && (line.is_name(last) || is_nominal(line, last) && !is_participle(line, last)) {
            last += 1;
        }
        if last == next {
            break;
        }
        end = last;
    }
    end
}

/// What the noun of a phrase is, by the lists.
fn kind(line: &Line<'_>, core: &Range<usize>) -> SpeakerKind {
    let nouns = || core.clone().filter(|&at| line.is_word(at) && !is_determiner(line, at));
    // The noun of an English phrase is its last word, that of a Spanish one its first.
    let head = if line.page.piece.language == Some(Language::English) { nouns().last() } else { nouns().next() };
    let Some(head) = head else { return SpeakerKind::Other };
    match line.noun(head) {
        Some(Noun::Paper) => SpeakerKind::Document,
        Some(Noun::Body) => SpeakerKind::Organisation,
        _ if line.class(head).is(Class::ORGANISATION) || described::is_firm(line.key(head)) => {
            SpeakerKind::Organisation
        }
        _ => SpeakerKind::Other,
    }
}

/// The phrase of these items.
fn phrase(line: &Line<'_>, core: Range<usize>) -> Phrase {
    // "The poet Ana Ruiz"
    if let Some((person, end)) = line.mention_from(core.end).filter(|&(_, end)| line.shape(end) != Shape::Possessive) {
        return Phrase { who: Who::Person(person), items: core.end..end, from: core.start };
    }
    // "My neighbour, Ana Ruiz,"
    if let Some((person, end)) = line
        .mention_from(core.end + 1)
        .filter(|&(_, end)| line.is_mark(core.end, &[","]) && (line.is_mark(end, &[","]) || end >= line.len()))
    {
        return Phrase { who: Who::Person(person), items: core.end + 1..end, from: core.start };
    }
    // "The trade body, Safe Harbour Council,"
    if let Some(name) = beside::name_behind(line, core.end) {
        return Phrase { who: Who::Named(SpeakerKind::Organisation), items: name, from: core.start };
    }
    let end = complements(line, core.end);
    let whole = core.start..end;
    let known = if is_one_of(line, core.start) { None } else { naming::named(line, whole.clone()) };
    // A name in a complement is not who is meant: "the driver of the Faro".
    let known = known.filter(|known| known.items.start <= core.end);
    known
        .map_or_else(|| Phrase::new(Who::Named(kind(line, &core)), whole), |known| Phrase { from: core.start, ..known })
}

/// The first item that may begin a phrase behind words that say when or how.
fn skip(line: &Line<'_>, from: usize, until: usize) -> usize {
    let mut at = from;
    while at < until
        && (is_adverb(line, at) && !opens(line, at)
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
                let found = whole(line, phrase(line, core), behind..end);
                let is_between = behind + 1 == end && line.is_mark(behind, &[","]);
                let is_aside = is_between && start > 0 && line.is_mark(start - 1, &[","]);
                if !is_aside {
                    return Some(found);
                }
                // "My neighbour, a bus driver, said": what stands between commas explains what stands before.
                apposed.get_or_insert(found);
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

/// "A note on the door": a noun of no name with the words that say where or which.
fn whole(line: &Line<'_>, found: Phrase, behind: Range<usize>) -> Phrase {
    let is_open = matches!(found.who, Who::Named(_) | Who::Common { .. });
    let is_place =
        LEADS.has(line.key(behind.start)) || is_participle(line, behind.start) || line.key(behind.start) == "close";
    let is_short = behind.len() <= NOUNS && !behind.is_empty() && found.items.end == behind.start;
    if !(is_open && is_place && is_short && behind.clone().all(|at| !line.is_mark(at, &[","]))) {
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
    if matches!(key, "who" | "that" | "which" | "que" | "quien" | "whose") {
        return true;
    }
    // "Un correo al que tuvo acceso este medio"
    if LEADS.has(key) && matches!(line.key(start + 1), "que" | "quien" | "which" | "whom" | "cual" | "cuales") {
        return true;
    }
    let is_led = LEADS.has(key) || is_participle(line, start) || matches!(key, "close" | "familiar" | "opposite");
    let is_plain = |at: usize| {
        !words::is_finite(line.key(at)) && (line.verb(at).is_none() || is_participle(line, at) || at == start)
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
    let start = if matches!(line.key(0), "when" | "cuando" | "then" | "entonces" | "luego") { 1 } else { 0 };
    if line.mention_from(start).is_some() || !(opens(line, start) || COUNTS.has(line.key(start))) {
        return None;
    }
    core(line, start)
}

/// The noun of a phrase that is somebody; nothing where it is a thing.
pub(super) fn person_head(line: &Line<'_>, core: &Range<usize>) -> Option<usize> {
    let is_noun = |&at: &usize| line.shape(at) == Shape::Lower && !is_determiner(line, at);
    let mut nouns = core.clone().filter(is_noun);
    let is_person = |&at: &usize| described::is_somebody(line, at);
    if line.page.piece.language == Some(Language::English) {
        // "The bank robber shrugs": the verb may stand behind the noun.
        nouns.rev().find(is_person)
    } else {
        nouns.find(is_person)
    }
}

/// Whether a noun is a woman’s or a man’s, by itself or by the Spanish article before it.
pub(super) fn gender(line: &Line<'_>, core: &Range<usize>, head: usize) -> Option<Gender> {
    let by_article = || match line.key(core.start) {
        "el" | "un" | "al" | "otro" => Some(Gender::Man),
        "la" | "una" | "otra" => Some(Gender::Woman),
        _ => None,
    };
    described::noun_gender(line.key(head)).or_else(by_article)
}
