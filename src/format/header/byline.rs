//! By-lines in English and Spanish: who wrote a text, cut free of their jobs, places and dates.
//!
//! "By Monday" and "By the numbers" are none; a doubtful name is no author.

use super::given::is_given_name;
use super::house::{is_house_name, is_paper};
use super::label::{is_desk, is_kicker};
use super::line::{date_line, is_beside_date};
use crate::document::find_dates;
use crate::format::words::Phrases;

/// What a by-line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::format) struct Byline {
    /// The authors' names as written.
    pub(in crate::format) authors: Vec<String>,
    /// The desk or agency, when it signs instead of a person.
    pub(in crate::format) desk: Option<String>,
}

/// Bytes of the longest line that can be a by-line.
const LONGEST: usize = 300;
/// Words after the names that a by-line without a bar may have.
const WORDS_AFTER: usize = 8;

/// What stands before the names. With a colon the line says itself what it is.
const OPENINGS: Phrases = Phrases::new(
    "author(s):|authors:|author:|autores:|autoras:|autora:|autor:|byline:|by:|por:|texto:|textos:|text:|words:\
    |words and pictures:|words & pictures:|words and photos:|words and pictures by|words and photos by|text and photos:\
    |text and photos by|story and photos by|writer:|reporter:|written by|words by|story by\
    |interview by|reporting by|prepared by|compiled by|text by|texto y fotos:|textos y fotos:|texto y fotografías:\
    |texto y fotografía:|posted by:|published by:|submitted by:|publicado por:|publicada por:|escribe:|escriben:|escribe|escriben|escrito por|elaborado por|preparado por|redactado por\
    |texto de|texto y fotos de|entrevista de|una entrevista de|interviewed by|as told to|entrevistado por|entrevistada por|posted by|published by|submitted by|publicado por|publicada por|enviado por|una crónica de|un reportaje de|por|by",
);

/// Words of jobs, which end a list of names.
const JOBS: Phrases = Phrases::new(
    "communications|comunicación|prensa|gabinete|journalists|editors|reporters|correspondents|writers|columnists|producers|photographers|periodistas|redactores\
    |corresponsales|journalist|analyst|editor|editora|reporter|reportero|reportera|correspondent|corresponsal|writer|columnist\
    |columnista|contributor|colaborador|colaboradora|producer|photographer|fotógrafo|fotógrafa|director\
    |directora|manager|staff|desk|team|equipo|agency|agencia|agencies|newsroom|redacción|redaccion|periodista\
    |analista|minister|president|secretary|professor|chief|head|press|office|news|service",
);
/// What goes on behind the names of a by-line in small letters.
const TAILS: Phrases = Phrases::new(
    "photographs by|photographs|photos by|photography by|pictures by|illustrations by|illustration by|graphics by|video by\
    |additional reporting by|with reporting by|with photographs by|translated by|fotos de|fotos|fotografías de|fotografía de\
    |ilustraciones de|ilustración de|con información de|enviada|enviado|especial|corresponsal|our|special|for the|for|de la|del",
);
/// Jobs of people who write.
const PRESS: Phrases = Phrases::new(
    "correspondent|corresponsal|reporter|reportero|reportera|editor|editora|writer|columnist|columnista|journalist\
    |periodista|redactor|redactora|enviado|enviada|cronista|contributor|colaborador|colaboradora|freelance",
);
/// Words that a name does not begin with.
const NOT_NAMES: Phrases = Phrases::new(
    "by|por|written|the|a|an|this|that|these|those|all|our|its|his|her|their|el|la|los|las|un|una|su|sus|este\
    |esta|ejemplo|lo|tanto|qué|contrast|comparison",
);
/// Words of houses and offices, which no person's name has.
const HOUSES: Phrases = Phrases::new(
    "gazette|times|news|herald|post|tribune|courier|observer|review|journal|magazine|weekly|daily|monthly|radio|tv\
    |ministry|ministerio|department|departamento|council|consejo|university|universidad|college|institute|instituto\
    |association|asociación|society|sociedad|foundation|fundación|committee|comité|comisión|commission|board|bank|banco\
    |hospital|museum|museo|library|biblioteca|city|ciudad|county|town|village|hall|centre|center|centro|house|casa\
    |street|calle|diario|periódico|gaceta|boletín|revista|servicio|dirección|secretaría|gobierno|ayuntamiento|comunidad\
    |diputación|cámara|tribunal|juzgado|cooperativa|federación|club|party|partido|union|sindicato|group|grupo|company\
    |compañía|ltd|inc|plc|school|escuela|colegio|church|iglesia|park|parque|port|puerto|north|south|east|west|new|san\
    |santa|santo|saint|los|las|report|informe|annual|press|prensa|medio|ambiente|public|pública|público|national\
    |nacional|international|internacional|regional|municipal|general|special|especial|final|full|summary|resumen|unit|services|division|section\
    |branch|project|programme|program|network|alliance|forum|laboratory|agency|authority|bureau|trust|wire|newswire|unidad|área|sección\
    |programa|proyecto|red|agencia|asamblea|coordinadora|plataforma|colectivo",
);
/// Forms of address in front of a name.
const ADDRESSES: Phrases =
    Phrases::new("dr|dr.|dra|dra.|prof|prof.|mr|mr.|mrs|mrs.|ms|ms.|sir|rev|rev.|lic|lic.|ing|ing.");
/// Small words within names.
const PARTICLES: Phrases = Phrases::new(
    "wa|ole|ould|ap|i|y|de|del|la|las|los|el|da|das|do|dos|di|du|le|van|von|der|den|ter|ten|al|bin|ibn|bint|abu|af|zu",
);
/// Places whose names look like those of people.
const PLACES: Phrases = Phrases::new(
    "buenos aires|hong kong|addis ababa|rio de janeiro|río de janeiro|tel aviv|kuala lumpur|abu dhabi|phnom penh|sri lanka\
    |saudi arabia|arabia saudita|costa rica|puerto rico|el salvador|la paz|la habana|la plata|cape town|salt lake|baton rouge\
    |des moines|little rock|palo alto|el paso|sierra leone|sierra leona|burkina faso|mar del plata|sao paulo|são paulo|belo horizonte\
    |dar es salaam|ho chi minh|ciudad juárez|ciudad real|ciudad de méxico|tegucigalpa honduras|great britain|hong kong china|cabo verde\
    |côte d'ivoire|ivory coast|long island|long beach|virginia beach|grand rapids|fort worth|corpus christi|la coruña|a coruña|las palmas\
    |vitoria gasteiz|mato grosso|minas gerais|punta arenas|villa mercedes|bahía blanca|ulan bator|vatican city|washington dc",
);
const MONTHS_AND_DAYS: Phrases = Phrases::new(
    "january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday\
    |wednesday|thursday|friday|saturday|sunday|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre\
    |octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
);

/// Reads a line as a by-line.
pub(in crate::format) fn byline(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    // "31 October 2024 — by Ana Beck"
    let date = find_dates(line)
        .first()
        .filter(|date| line.get(..date.range.start).is_some_and(is_beside_date))
        .map_or(0, |date| date.range.end);
    let whole = line;
    let line = line.get(date..)?.trim_start_matches(|c: char| c != '(' && !c.is_alphanumeric());
    match opening(line) {
        Some((rest, stated)) => signed(rest, stated, is_list(line)),
        None => name_and_job(line).or_else(|| signed_with_date(whole)).or_else(|| signed_before_date(whole)),
    }
}

/// What parts a name from the date and the place beside it.
const BARS: [&str; 7] = ["|", "/", "·", "•", " – ", " — ", " - "];

/// "Ana Beck / Sevilla / 6 de octubre de 2019", "Sat 25 Nov 2023 | Ana Beck | 4 min read": a name, and nothing but a place and
/// a date beside it.
fn signed_with_date(line: &str) -> Option<Byline> {
    // The sign that comes first parts the whole line.
    let sign = BARS.iter().filter_map(|sign| Some((line.find(sign)?, *sign))).min()?.1;
    let parts: Vec<&str> = line.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
    let signers: Vec<(usize, Vec<String>)> = parts
        .iter()
        .enumerate()
        .take(3)
        .map(|(number, part)| (number, name_and_job(part).map_or_else(|| names_beside_date(part), |line| line.authors)))
        .filter(|(number, names)| !names.is_empty() && (*number < 2 || names.iter().all(|name| is_known_name(name))))
        .collect();
    let [(at, authors)] = signers.as_slice() else { return None };
    let mut rest = parts;
    // What stands before the name is the date, not the place or the house.
    if *at > 0 && rest.first().is_none_or(|part| date_line(part).is_none()) {
        return None;
    }
    rest.remove(*at);
    date_line(&rest.join(" | ")).map(|_| Byline { authors: authors.clone(), desk: None })
}

/// The names of a part of a line, in capitals too.
fn names_beside_date(part: &str) -> Vec<String> {
    let name = without_place(part);
    let names = plain_names(name);
    if names.is_empty() && is_known_name(name) { vec![name.to_owned()] } else { names }
}

/// Whether a text is a name, in any letters, that begins with a given name.
pub(super) fn is_known_name(text: &str) -> bool {
    is_personal(text) && text.split(' ').next().is_some_and(is_given_name)
}

/// "Ana Beck 9th September 2023": the name before a date that ends the line.
fn signed_before_date(line: &str) -> Option<Byline> {
    let date = find_dates(line).into_iter().next().filter(|date| date.range.end == line.len())?;
    let name = line.get(..date.range.start)?.trim_end_matches([' ', ',', '-', '–', '—']);
    is_known_name(name).then(|| Byline { authors: vec![name.to_owned()], desk: None })
}

/// "Ana Beck in Quito": the name.
fn without_place(part: &str) -> &str {
    [" in ", " en "].iter().find_map(|link| part.split_once(link)).map_or(part, |(name, _)| name).trim()
}

/// "the Chief Inspector, Ana Beck": the name behind an office.
fn named_after_office(text: &str) -> Option<&str> {
    let (office, name) = text.split_once(", ")?;
    let office = ["the ", "our ", "el ", "la "].iter().find_map(|article| office.strip_prefix(article))?;
    let small = ["of", "for", "and", "de", "del", "la", "y", "the"];
    let is_titled = office.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || small.contains(&word));
    let name = name.trim();
    (is_titled && office.split_whitespace().count() <= 6 && is_plain_name(name)).then_some(name)
}

/// Whether a line names a job at a paper and nothing else: "Health Correspondent", "Corresponsal en Quito".
pub(super) fn is_job(line: &str) -> bool {
    line.len() <= 60
        && line.starts_with(char::is_uppercase)
        && !line.ends_with(['.', ':', '?', '!'])
        && line.split(|c: char| !c.is_alphabetic()).any(|word| PRESS.has(word))
}

/// The names of a line that holds people's names and nothing else.
pub(in crate::format) fn plain_names(line: &str) -> Vec<String> {
    let (authors, after) = names(line.trim(), true);
    if after.trim().is_empty() && authors.iter().all(|name| is_plain_name(name)) { authors } else { Vec::new() }
}

/// Whether a line holds a person's name and nothing else, by its words as well.
pub(in crate::format) fn is_plain_name(line: &str) -> bool {
    line.chars().any(char::is_lowercase) && is_personal(line)
}

/// The same of a name in any letters: what is in capitals may as well be a place or a section.
pub(super) fn is_personal(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    is_name(line)
        && words().count() <= 5
        && !words().any(|word| HOUSES.has(word) || NOT_NAMES.has(word))
        && !is_house_name(line)
        && !is_kicker(line)
}

/// The authors that a field of metadata names.
pub(in crate::format) fn stated_authors(value: &str) -> Vec<String> {
    let value = value.trim();
    let value = opening(value).map_or(value, |(rest, _)| rest);
    let parts = value.split(['|', ';']).flat_map(|part| match names(part, false).0 {
        // A field of metadata is believed when it holds a single name or a desk.
        names if names.is_empty() => vec![part.trim().to_owned()],
        names => names,
    });
    parts.filter(|name| !name.is_empty() && !name.contains("://") && name.len() <= LONGEST).take(20).collect()
}

/// What follows "By", and whether the opening ended in a colon.
fn opening(line: &str) -> Option<(&str, bool)> {
    OPENINGS.rests(line).find_map(|(opening, rest)| {
        let stated = opening.ends_with(':');
        (stated || rest.starts_with(char::is_whitespace))
            .then(|| (rest.trim_start_matches([' ', ':', '\u{a0}']), stated))
    })
}

fn signed(rest: &str, stated: bool, is_list: bool) -> Option<Byline> {
    let (authors, after) = names(rest, is_list);
    if authors.is_empty() {
        let end = rest.find(['|', ',', '(']).or_else(|| rest.find(" - ")).unwrap_or(rest.len());
        let date = find_dates(rest).first().map_or(rest.len(), |date| date.range.start);
        let desk = rest.get(..end.min(date))?.trim_matches([' ', '.', '-']);
        let desk = [" on", " el"].iter().find_map(|link| desk.strip_suffix(link)).unwrap_or(desk);
        if let Some(name) = named_after_office(rest) {
            return Some(Byline { authors: vec![name.to_owned()], desk: None });
        }
        let known = is_desk(desk);
        let short = stated && !desk.is_empty() && desk.split_whitespace().count() <= 4;
        return (known || short).then(|| Byline { authors, desk: Some(desk.to_owned()) });
    }
    let words = after.split_whitespace().count();
    let sentence = after.trim_end().ends_with('.') && words > 4;
    // "By Ana Beck, photographs by the author", "Por Ana Beck, enviada especial a Quito"
    let tail = after.trim_start_matches([',', ' ']);
    let lower = tail.starts_with(char::is_lowercase) && words > 4 && !TAILS.starts(tail);
    let barred = after.contains('|') || !find_dates(after).is_empty();
    if !stated && !barred && (words > WORDS_AFTER || sentence || lower) {
        return None;
    }
    Some(Byline { authors, desk: None })
}

/// "Ana Beck | Health Correspondent": a name and a job, without "By".
fn name_and_job(line: &str) -> Option<Byline> {
    let barred = line.split_once(" | ").map(|(name, job)| {
        (name.trim(), job.split(|c: char| !c.is_alphabetic()).any(|word| JOBS.has(word)) && is_name(name.trim()))
    });
    // "Ana Beck, Health Correspondent"
    let comma = || {
        let is_trade = |job: &str| is_job(job) || job.split_whitespace().count() <= 6 && is_job(&capital(job));
        line.split_once(", ").map(|(name, job)| (name.trim(), is_trade(job) && is_plain_name(name.trim())))
    };
    let (name, is_one) = barred.or_else(comma)?;
    is_one.then(|| Byline { authors: vec![name.to_owned()], desk: None })
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Whether the opening says that several names follow, so that a comma parts them.
fn is_list(line: &str) -> bool {
    let opening = line.split(':').next().unwrap_or_default().to_lowercase();
    ["authors", "author(s)", "autores", "autoras", "autores y autoras"].contains(&opening.trim())
}

/// The names at the start of a text, and what follows them; of a list the comma goes on whatever comes last.
fn names(text: &str, is_list: bool) -> (Vec<String>, &str) {
    let end = end_of_names(text);
    let part = text.get(..end).unwrap_or_default();
    let mut authors = Vec::new();
    let mut taken = 0;
    let mut joined = true;
    // "Ana Beck on 3 May", "Ana Beck el 3 de mayo"
    let part = [" on ", " el ", " on", " el"].iter().find_map(|link| part.strip_suffix(link)).unwrap_or(part);
    let mut rest = part;
    loop {
        let (name, link, next) = split_name(rest);
        let name = without_address(name.trim_matches([' ', ',', '.', '-', '–', '\u{a0}']));
        if !joined || !is_name(name) {
            break;
        }
        authors.push(name.to_owned());
        let Some(link) = link else {
            taken = part.len();
            break;
        };
        taken = part.len() - next.len() - link.len();
        // After a comma only a list goes on: its end is "and" with another name.
        joined = is_list
            || link != ","
            || next.contains(" and ")
            || next.contains(" y ")
            || next.contains(" & ")
            || next.contains(" e ")
            || is_all_names(next);
        rest = next;
    }
    (authors, text.get(taken..).unwrap_or_default())
}

/// Whether a text after a comma is names to its end, and no place or paper: "By Ana Beck, Luis Vega".
fn is_all_names(text: &str) -> bool {
    text.trim_end_matches(['.', ' ']).split(',').all(|name| {
        let name = without_address(name.trim());
        // Three large words without a given name may be an office.
        let is_known = name.split(' ').count() == 2 || name.split(' ').next().is_some_and(is_given_name);
        is_known && is_plain_name(name) && !PLACES.has(name) && !is_paper(name)
    })
}

/// "Dr. Ana Beck": the name alone.
pub(super) fn without_address(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ')
        && ADDRESSES.has(first)
        && rest.contains(' ')
    {
        name = rest.trim_start();
    }
    name
}

/// The first name of a list, the link after it and the rest.
fn split_name(text: &str) -> (&str, Option<&'static str>, &str) {
    let links = [",", " and ", " y ", " e ", " & ", " with ", " con ", " AND ", " Y "];
    let first = links.iter().filter_map(|link| Some((text.find(link)?, *link))).min();
    match first {
        Some((at, link)) => {
            let after = text.get(at + link.len()..).unwrap_or_default();
            // "Ana Beck, and Luis Vega"
            let after = if link == "," { after.strip_prefix(" and ").unwrap_or(after) } else { after };
            (text.get(..at).unwrap_or_default(), Some(link), after)
        }
        None => (text, None, ""),
    }
}

/// Where the names end: at a bar, a dash, a date, a place.
fn end_of_names(text: &str) -> usize {
    let signs = [
        "|", "•", "·", "(", "/", ";", "@", " - ", " – ", " — ", " -", " in ", " for ", " en ", " para ", " desde ",
        " at ", " from ",
    ];
    let sign = signs.iter().filter_map(|sign| text.find(sign)).min();
    let date = find_dates(text).first().map(|date| date.range.start);
    sign.into_iter().chain(date).min().unwrap_or(text.len())
}

/// Whether the text looks like the name of a person: two to six capitalised words, with particles between them.
pub(in crate::format) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !(2..=6).contains(&words.len()) || text.len() > 80 {
        return false;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let letters =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '\u{301}'));
    words.iter().all(|word| letters(word) && (capital(word) || PARTICLES.has(word)))
        && words.iter().filter(|word| capital(word)).count() >= 2
        && words
            .first()
            .is_some_and(|word| capital(word) && word.chars().any(char::is_alphabetic) && !NOT_NAMES.has(word))
        && !words.iter().any(|word| JOBS.has(word) || MONTHS_AND_DAYS.has(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(line: &str) -> String {
        byline(line)
            .map_or_else(|| "-".into(), |line| line.desk.map_or(line.authors.join("; "), |desk| format!("desk {desk}")))
    }

    #[test]
    fn by_lines_are_read_as_newsrooms_write_them() {
        for (line, expected) in [
            ("By Ana Beck | Journalist & Industry Analyst -", "Ana Beck"),
            ("By Ana Beck | Wed, 09/08/2021 - 18:12", "Ana Beck"),
            ("By Ana Beck", "Ana Beck"),
            ("BY ANA BECK AND LUIS VEGA", "ANA BECK; LUIS VEGA"),
            ("by: Ana Beck", "Ana Beck"),
            ("By Ana Beck and Luis Vega", "Ana Beck; Luis Vega"),
            ("By Ana Beck, Luis Vega and Jo Pike", "Ana Beck; Luis Vega; Jo Pike"),
            ("By Ana Beck, Health Correspondent", "Ana Beck"),
            ("By Ana Beck, Health Editor and Analyst", "Ana Beck"),
            ("By Ana Beck, Quito, 2022-03-31", "Ana Beck"),
            ("By Ana Beck in Quito", "Ana Beck"),
            ("Por María de la Torre Núñez y José Peña", "María de la Torre Núñez; José Peña"),
            ("Por Ana Beck - 15 de octubre de 2024", "Ana Beck"),
            ("Written by J. R. O’Dell-Pike", "J. R. O’Dell-Pike"),
            ("Author: Ana Beck", "Ana Beck"),
            ("31 October 2024 — by Ana Beck", "Ana Beck"),
            ("Posted on 3 May 2023 by Ana Beck", "Ana Beck"),
            ("Ana Beck | Health Correspondent", "Ana Beck"),
            ("By Reuters", "desk Reuters"),
            ("By Dr. Ana Beck", "Ana Beck"),
            ("By Prof. Dr. Ana Beck and Luis Vega", "Ana Beck; Luis Vega"),
            ("By Ana Beck, photographs by the author", "Ana Beck"),
            ("Por Ana Beck, enviada especial a Quito y Guayaquil", "Ana Beck"),
            ("Ana Beck / Quito / 6 de octubre de 2019", "Ana Beck"),
            ("Ana Beck in Quito | Updated 3 February 2025, 22:10", "Ana Beck"),
            ("Por Redacción | 3 de mayo de 2024", "desk Redacción"),
            ("By Ana Beck, Luis Vega", "Ana Beck; Luis Vega"),
            ("By Ana Beck and Luis Vega, Court Reporters", "Ana Beck; Luis Vega"),
            ("By Ana Beck, Buenos Aires", "Ana Beck"),
            ("By Ana Beck, Northern Echo", "Ana Beck"),
            ("By Ana Beck, Rural Services Unit", "Ana Beck"),
            ("Ana Beck 9th September 2023", "Ana Beck"),
            ("ANA BECK | 02 SEP 2024 - 08:15", "ANA BECK"),
            ("Ana Beck, health correspondent · 3 May 2024", "Ana Beck"),
            ("Publicado por Redacción el 20/07/2022", "desk Redacción"),
        ] {
            assert_eq!(authors(line), expected, "{line}");
        }
    }

    #[test]
    fn what_only_begins_like_one_is_none() {
        for line in [
            "By Monday",
            "By the numbers",
            "By Monday Morning",
            "Por lo tanto",
            "By North Korea, the missile was called a test of strength.",
            "By Ana Beck's account the plan had failed.",
            "Bypass Road Closed",
            "Por la mañana",
            "By law",
            "By Friday, October 31, 2024",
            "Standing by Ana Beck",
            "Ana Beck | Quito",
            "Port Harrow 9th September 2023",
            "Quito Gazette | 3 February 2025",
            "Nuevo León / 6 de octubre de 2019 / Las cifras del año",
        ] {
            assert_eq!(authors(line), "-", "{line}");
        }
    }

    #[test]
    fn metadata_names_are_believed() {
        assert_eq!(stated_authors("By Ana Beck and Luis Vega"), ["Ana Beck", "Luis Vega"]);
        assert_eq!(stated_authors("Reuters"), ["Reuters"]);
        assert_eq!(stated_authors("https://example.org/ana"), Vec::<String>::new());
    }
}
