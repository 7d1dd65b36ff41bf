//! Noun phrases of any noun: a determiner, the noun whatever it is, and what belongs to it. Lists only tell afterwards
//! whether it is a person, an organisation or a paper.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Language, SpeakerKind};
use super::beside;
use super::described;
use super::line::Line;
use super::naming::{self, Phrase, Who, is_determiner};
use super::verb::{Gender, Noun};
use super::words;

/// Words between the determiner and the end of the noun.
pub(super) const NOUNS: usize = 6;

/// Small words that lead to what is no subject.
pub(super) static LEADS: Words = Words::new(
    "at in on by with from to near outside inside behind under over about into during after before against between \
    across within through among as for of via per en con por de del desde hasta ante tras sobre entre contra bajo segun durante \
    mediante sin para a al frente junto dentro fuera cerca",
);

/// Words behind which another clause begins.
pub(super) static BORDERS: Words = Words::new(
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
pub(super) fn opens(line: &Line<'_>, at: usize) -> bool {
    !is_dative(line, at) && line.key(at) != "del" && line.key(at) != "that" && is_determiner(line, at)
}

/// Whether the word may be a noun or what stands before one.
pub(super) fn is_nominal(line: &Line<'_>, at: usize) -> bool {
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
pub(super) fn is_past(line: &Line<'_>, at: usize) -> bool {
    let text = line.str(at);
    line.shape(at) == Shape::Lower
        && (text.ends_with('ó') || text.len() > 5 && (text.ends_with("aron") || text.ends_with("ieron")))
}

/// The words that end a phrase before them where a noun stands already: "read on behalf of", "enviada a".
pub(super) fn is_participle(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    line.shape(at) == Shape::Lower
        && key.len() > 4
        && line.noun(at).is_none()
        && !line.class(at).is(Class::ROLE | Class::MODIFIER)
        && ["ed", "ing", "ado", "ada", "ido", "ida", "ados", "adas", "idos", "idas"]
            .iter()
            .any(|end| key.ends_with(end))
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
        at > first
            && words::joins_name(line.key(at))
            && line.is_capital(at - 1)
            && line.is_capital(at + 1)
            && !words::is_link(line.key(at))
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
pub(super) fn is_count(line: &Line<'_>, at: usize) -> bool {
    COUNTS.has(line.key(at)) && (line.key(at) != "once" || line.page.piece.language != Some(Language::English))
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
pub(super) fn complements(line: &Line<'_>, end: usize) -> usize {
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
    let head = if line.page.piece.language == Some(Language::English) { nouns().next_back() } else { nouns().next() };
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
pub(super) fn phrase(line: &Line<'_>, core: Range<usize>) -> Phrase {
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

/// Whether a small word leads to the name at this item, or it is somebody’s.
pub(super) fn is_governed(line: &Line<'_>, at: usize) -> bool {
    let lead = (at.saturating_sub(4)..at)
        .rev()
        .find(|&before| line.shape(before) == Shape::Lower && LEADS.has(line.key(before)));
    let end = line.mention_from(at).map_or(at, |(_, end)| end);
    lead.is_some_and(|lead| (lead + 1..at).all(|at| line.is_word(at) && !is_past(line, at)))
        || line.shape(end) == Shape::Possessive
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

/// The first item of a phrase without an article that ends with a noun.
pub(super) fn nouns_before(line: &Line<'_>, noun: usize) -> usize {
    let is_part = |&at: &usize| is_nominal(line, at) && line.shape(at) == Shape::Lower && !is_participle(line, at);
    let first = (noun.saturating_sub(2)..noun).rev().take_while(is_part).last().unwrap_or(noun);
    first.checked_sub(1).filter(|&at| is_determiner(line, at)).unwrap_or(first)
}
