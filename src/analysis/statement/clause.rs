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
    then so pues ni or o after before since until once than unless",
);

/// Words that are no noun and stand before none.
static PLAIN: Words = Words::new(
    "he she it they we i you him them us me himself herself itself themselves not never no yes there here who what how why \
    very too more less much so such than thus out up down off away back el ella ello ellos ellas usted ustedes yo nosotros lo le \
    les se nos me te ya muy mas menos tan tanto asi aqui alli ahora nada nadie todo eso esto aquello cual cuyo sino solo am \
    cannot",
);

/// Words of time and order that stand before a noun: "her last entry".
static ORDERS: Words = Words::new(
    "first second third fourth last next final former late early new old young primer primera primero segundo segunda tercer \
    tercera ultimo ultima nuevo nueva antiguo antigua viejo vieja",
);

/// Numbers and quantities before a noun: "eleven members".
static COUNTS: Words = Words::new(
    "five six seven eight nine ten eleven twelve dozens hundreds thousands most several few cuatro cinco seis siete ocho nueve \
    diez once doce decenas cientos miles varios varias algunos algunas muchos muchas",
);

/// "A los agentes", "al fiscal": to whom something is done in Spanish, never who does it.
pub(super) fn is_dative(line: &Line<'_>, at: usize) -> bool {
    if line.mention_from(at).is_some() {
        return false;
    }
    match line.key(at) {
        "al" => line.page.piece.language != Some(Language::English),
        "a" => {
            line.page.piece.language == Some(Language::Spanish)
                || is_article(line.key(at + 1))
                || at.checked_sub(1).is_some_and(|verb| line.str(verb).ends_with('ó'))
        }
        _ => false,
    }
}

/// Whether the word is a small one that leads to what is no subject, in capitals or not.
pub(super) fn leads(line: &Line<'_>, at: usize) -> bool {
    LEADS.has(line.key(at)) && (line.key(at) != "a" || is_dative(line, at))
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
        && !LEADS.has(key)
        && !BORDERS.has(key)
        && !PLAIN.has(key)
        && !words::is_determining(key)
        && !words::is_adverb(key);
    let is_known = || line.noun(at).is_some() || line.class(at).is(Class::ROLE | Class::ORGANISATION);
    match line.shape(at) {
        // "La crítica", "the demand": behind an article it is no verb.
        Shape::Lower => {
            let is_led = || at.checked_sub(1).is_some_and(|before| is_determiner(line, before));
            is_free
                && !is_past(line, at)
                && (line.verb(at).is_none() || is_known() || is_led())
                && !(line.class(at).is(Class::TIME) && !is_known() && !ORDERS.has(key))
        }
        Shape::Capital | Shape::Upper | Shape::Initial => {
            !line.class(at).is(Class::TIME)
                && (!line.class(at).is(Class::FUNCTION) || line.shape(at) == Shape::Upper || is_known() && is_free)
        }
        Shape::Possessive | Shape::Number => true,
        _ => naming::is_genitive(line, at),
    }
}

/// A past form by which a Spanish verb is known without a list: "encargó", "firmaron".
fn is_past(line: &Line<'_>, at: usize) -> bool {
    let text = line.str(at);
    line.shape(at) == Shape::Lower
        && (text.ends_with('ó') || text.len() > 5 && (text.ends_with("aron") || text.ends_with("ieron")))
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
    core_behind(line, from, false)
}

/// The same behind "al", which is an article as well.
pub(super) fn core_behind(line: &Line<'_>, from: usize, has_article: bool) -> Option<Range<usize>> {
    let mut at = from;
    let mut has_lead = has_article;
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
    while at < from + 4 && !has_lead && (opens(line, at) || is_count(line, at)) {
        at += 1;
        has_lead |= !opens(line, at) && !is_count(line, at);
    }
    let has_lead = has_lead || at > from;
    let first = at;
    // "Salvemos los Baños"
    let is_joint = |at: usize| {
        at > first && words::joins_name(line.key(at)) && line.is_capital(at - 1) && line.is_capital(at + 1) && !words::is_link(line.key(at))
    };
    while at < first + NOUNS
        && line.mention_from(at).is_none()
        && (is_nominal(line, at) || is_joint(at))
        && !(at > first && is_participle(line, at))
    {
        at += 1;
    }
    let is_nouns = (first..at).any(|at| line.is_word(at) && !ORDERS.has(line.key(at)));
    // "Union leaders", "fuentes cercanas": several need no article.
    let are_many = || {
        let is_many = |at: usize| line.noun(at) == Some(Noun::People) && line.key(at).ends_with('s');
        (first..at).any(is_many)
    };
    (is_nouns && (has_lead || are_many())).then_some(from..at)
}

/// "Eleven", "once": not the English "once".
fn is_count(line: &Line<'_>, at: usize) -> bool {
    COUNTS.has(line.key(at)) && (line.key(at) != "once" || line.page.piece.language != Some(Language::English))
}

/// "One of", "una de": whoever of several.
fn is_one_of(line: &Line<'_>, at: usize) -> bool {
    let is_one = matches!(
        line.key(at),
        "one" | "two" | "three" | "some" | "many" | "several" | "another" | "una" | "uno" | "dos" | "tres" | "otra" | "otro"
            | "algunos" | "algunas" | "varios" | "varias"
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
        _ if line.class(head).is(Class::ORGANISATION) || described::is_firm(line.key(head)) => SpeakerKind::Organisation,
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
    if let Some((person, end)) = line.mention_from(core.end + 1).filter(|&(_, end)| {
        line.is_mark(core.end, &[","]) && (line.is_mark(end, &[","]) || end >= line.len())
    }) {
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
    known.map_or_else(|| Phrase::new(Who::Named(kind(line, &core)), whole), |known| Phrase { from: core.start, ..known })
}

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
            line.quote(at).is_some() || line.is_mark(at, &[";", ":"]) || !may_cross && line.is_mark(at, &[",", "—", "–"])
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
    let is_place = LEADS.has(line.key(behind.start)) || is_participle(line, behind.start) || line.key(behind.start) == "close";
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
    let is_plain =
        |at: usize| !words::is_finite(line.key(at)) && !is_past(line, at) && (line.verb(at).is_none() || is_participle(line, at) || at == start);
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
                    "en" | "ante" | "tras" | "durante" | "mediante" | "through" | "to" | "in" | "on" | "at" | "via" | "sobre" | "por"
                );
        if !is_led {
            break;
        }
        let next = at + 1;
        let next = if is_determiner(line, next) { next + 1 } else { next };
        let last = line.mention_from(next).map_or_else(
            || (next..next + NOUNS).take_while(|&at| is_nominal(line, at) && !line.is_name(at)).last().map_or(next, |at| at + 1),
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
    if let Some((person, end)) = line.mention_from(at).filter(|&(_, end)| at > from && line.shape(end) != Shape::Possessive) {
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

/// Whether a small word leads to the name at this item, or it is somebody’s.
pub(super) fn is_governed(line: &Line<'_>, at: usize) -> bool {
    let lead = (at.saturating_sub(4)..at).rev().find(|&before| line.shape(before) == Shape::Lower && LEADS.has(line.key(before)));
    let end = line.mention_from(at).map_or(at, |(_, end)| end);
    lead.is_some_and(|lead| (lead + 1..at).all(|at| line.is_word(at) && !is_past(line, at))) || line.shape(end) == Shape::Possessive
}

/// The noun phrase with which a sentence begins, for what is told of whoever it is.
pub(super) fn opening_core(line: &Line<'_>) -> Option<Range<usize>> {
    // "Llamó primero un agricultor"
    if line.str(0).ends_with('ó') && line.page.piece.language != Some(Language::English) {
        let new = (1..5).find(|&at| matches!(line.key(at), "un" | "una"))?;
        return core(line, new);
    }
    let start = usize::from(matches!(line.key(0), "when" | "cuando" | "then" | "entonces" | "luego"));
    if line.mention_from(start).is_some() || !(opens(line, start) || is_count(line, start)) {
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

/// "The treaty commits": the paper with which a sentence begins.
pub(super) fn opening_paper(line: &Line<'_>) -> Option<Phrase> {
    let core = opening_core(line)?;
    let is_paper = |&at: &usize| line.noun(at) == Some(Noun::Paper) && line.shape(at) == Shape::Lower;
    let head = core.clone().find(is_paper)?;
    let is_head = person_head(line, &core).is_none();
    is_head.then(|| Phrase::new(Who::Named(SpeakerKind::Document), core.start..complements(line, head + 1)))
}

/// "En su carta dice": a Spanish clause that begins with where or how, and has no subject in front of its verb.
pub(super) fn lacks_subject(line: &Line<'_>, verb: usize) -> bool {
    let Some(start) = (verb.saturating_sub(12)..verb).rev().find(|&at| is_start(line, at)) else { return false };
    let from = skip(line, start, verb);
    let is_led = LEADS.has(line.key(from)) && from < verb;
    is_led && (from..verb).all(|at| line.is_word(at) && !words::is_finite(line.key(at)) && !is_past(line, at) && line.verb(at).is_none())
}

/// The first item of a phrase without an article that ends with a noun.
pub(super) fn nouns_before(line: &Line<'_>, noun: usize) -> usize {
    let is_part = |&at: &usize| is_nominal(line, at) && line.shape(at) == Shape::Lower && !is_participle(line, at);
    let first = (noun.saturating_sub(2)..noun).rev().take_while(is_part).last().unwrap_or(noun);
    first.checked_sub(1).filter(|&at| is_determiner(line, at)).unwrap_or(first)
}

/// "Carteles en los que se leía", "en un papel se lee": the paper that is read, of which `verb` says so.
pub(super) fn read_in(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    if !matches!(line.key(verb), "lee" | "leia" | "leian" | "leen" | "ponia") || line.key(verb.checked_sub(1)?) != "se" {
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
