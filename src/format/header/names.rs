//! Names of people on the lines that sign a text: lists of them, cut free of what follows, and whether a line holds nothing
//! else.

use super::given::is_given_name;
use super::house::{is_house_name, is_paper};
use super::label::is_kicker;
use crate::document::find_dates;
use crate::format::words::Phrases;

/// Words of jobs, which end a list of names.
pub(super) const JOBS: Phrases = Phrases::new(
    "communications|comunicación|prensa|gabinete|journalists|editors|reporters|correspondents|writers|columnists|producers|photographers|periodistas|redactores\
    |corresponsales|journalist|analyst|editor|editora|reporter|reportero|reportera|correspondent|corresponsal|writer|columnist\
    |columnista|contributor|colaborador|colaboradora|producer|photographer|fotógrafo|fotógrafa|director\
    |directora|manager|staff|desk|team|equipo|agency|agencia|agencies|newsroom|redacción|redaccion|periodista\
    |analista|minister|president|secretary|professor|chief|head|press|office|news|service",
);
/// Words that a name does not begin with.
const NOT_NAMES: Phrases = Phrases::new(
    "by|por|written|the|a|an|this|that|these|those|all|our|its|his|her|their|el|la|los|las|un|una|su|sus|este\
    |esta|hon|hon.|dear|querido|querida|queridos|queridas|estimado|estimada|estimados|estimadas|ejemplo|lo|tanto|qué|contrast|comparison",
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
    |clerk|parish|webmaster|admin|administrator|moderator|parroquia|programa|proyecto|red|agencia|asamblea|coordinadora|plataforma|colectivo",
);
/// Forms of address in front of a name.
const ADDRESSES: Phrases = Phrases::new(
    "rt|dr|dr.|dra|dra.|prof|prof.|professor|mr|mr.|mrs|mrs.|ms|ms.|sir|dame|rev|rev.|fr|fr.|father|hon|hon.|cllr|cllr.|lt|lt.|col|col.|colonel|lieutenant-colonel|maj|maj.|major|capt|capt.|captain|gen|gen.|general|sgt|sgt.|sergeant|rabbi|imam|bishop|lic|lic.|ing|ing.|d.|d.ª|dª|dª.|dña.|don|doña|fray",
);
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

/// Those that are given names as often.
const GIVEN_MONTHS: Phrases = Phrases::new("julio|june|domingo");

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
        && !words().any(|word| HOUSES.has(word) || word.len() > 1 && NOT_NAMES.has(word))
        && !is_house_name(line)
        && !is_kicker(line)
}

/// Whether a text is a name, in any letters, that begins with a given name.
pub(super) fn is_known_name(text: &str) -> bool {
    is_personal(text) && text.split(' ').next().is_some_and(is_given_name)
}

/// The names at the start of a text, and what follows them; of a list the comma goes on whatever comes last.
pub(super) fn names(text: &str, is_list: bool) -> (Vec<String>, &str) {
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
        let name = without_address(name.trim_matches([' ', ',', '.', '-', '–', '*', '_', '\u{a0}']));
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
    const HONOURS: Phrases =
        Phrases::new("pp|mp|mep|msp|qc|kc|sc|obe|mbe|cbe|phd|md|esq|esq.|sj|op|ofm|td|jp|ret|retd");
    let mut name = name;
    while let Some((rest, last)) = name.rsplit_once(' ')
        && HONOURS.has(last)
        && rest.contains(' ')
    {
        name = rest.trim_end_matches([',', ' ']);
    }
    while let Some((first, rest)) = name.split_once(' ')
        && ADDRESSES.has(first)
        && rest.contains(' ')
    {
        name = rest.trim_start();
    }
    name
}

/// A line without what stands in brackets: "Ana Beck (Eastgate University) and Luis Vega (Institute of Waters)". Of whom it is
/// said there that the pictures are theirs the name goes too: "Ana Beck (texto) y Luis Vega (fotos)".
pub(super) fn without_asides(line: &str) -> String {
    const PICTURES: Phrases = Phrases::new(
        "photos|photo|photographs|photography|pictures|images|illustrations|illustration|video|fotos|foto|fotografía|fotografías|imágenes|ilustración|ilustraciones|vídeo",
    );
    const LINKS: [&str; 6] = [" and ", " y ", " & ", " e ", ", ", "; "];
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((aside, after)) = after.split_once(')') else { return line.to_owned() };
        let linked = LINKS.iter().filter_map(|sign| before.rfind(sign)).max();
        let is_picture = PICTURES.has(aside.trim()) && !out.is_empty();
        let kept = if is_picture { linked.and_then(|at| before.get(..at)).unwrap_or(before) } else { before };
        out.push_str(kept.trim_end());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first name of a list, the link after it and the rest.
fn split_name(text: &str) -> (&str, Option<&'static str>, &str) {
    let links = [",", " and ", " y ", " e ", " & ", " with ", " con ", " AND ", " Y "];
    let first = links.iter().filter_map(|link| Some((text.find(link)?, *link))).min();
    match first {
        Some((at, link)) => {
            let after = text.get(at + link.len()..).unwrap_or_default();
            let (link, after) = if link == "," { beyond_aside(after).unwrap_or((link, after)) } else { (link, after) };
            // "Ana Beck, and Luis Vega"
            let after = if link == "," { after.strip_prefix(" and ").unwrap_or(after) } else { after };
            (text.get(..at).unwrap_or_default(), Some(link), after)
        }
        None => (text, None, ""),
    }
}

/// Behind the degree or the place between two names: "Ana Beck, Esq. and Luis Vega", "Ana Beck, Quito & Luis Vega".
fn beyond_aside(after: &str) -> Option<(&'static str, &str)> {
    const DEGREES: Phrases =
        Phrases::new("esq|esq.|md|m.d.|phd|ph.d.|qc|kc|mp|mep|jr|jr.|sr|sr.|cpa|rn|llm|frs|obe|mbe|cbe");
    let links = [" and ", " & ", " y ", ", "];
    let (at, link) = links.iter().filter_map(|link| Some((after.find(link)?, *link))).min()?;
    let (aside, rest) = (after.get(..at)?.trim(), after.get(at + link.len()..)?);
    let is_place = link != ", " && !aside.contains(' ') && aside.starts_with(char::is_uppercase) && !is_name(aside);
    let is_named = || rest.split([',', '&']).next().is_some_and(|name| is_name(name.trim().trim_end_matches('.')));
    // "Ana Beck, Defensora adjunta, y Luis Vega"
    let is_job = aside.split_whitespace().count() <= 5
        && aside.split_whitespace().any(|word| word.starts_with(char::is_lowercase));
    if is_job && let Some(name) = ["and ", "y ", "e ", "& "].iter().find_map(|last| rest.strip_prefix(last)) {
        // "…, and Luis Vega, picture editor"
        let first = name.split(',').next().unwrap_or(name);
        return is_name(first.trim_end_matches('.')).then_some((" y ", name));
    }
    ((DEGREES.has(aside) || is_place) && is_named()).then_some((link, rest))
}

/// Where the names end: at a bar, a dash, a date, a place.
fn end_of_names(text: &str) -> usize {
    let signs = [
        "|",
        "•",
        "·",
        "(",
        "/",
        ";",
        "@",
        " - ",
        " – ",
        " — ",
        " -",
        " in ",
        " for ",
        " en ",
        " para ",
        " desde ",
        " at ",
        " from ",
        " of the ",
        " with photographs",
        " photographs by",
        " photos by",
        " Photographs",
        " PHOTOGRAPHS",
        " Photos",
        " Pictures",
        " Fotografía",
        " Fotos",
        " fotos de",
        " Leave a",
        " Deja un",
        " Posted",
        " Published",
        " Updated",
        " Publicado",
        " Actualizado",
    ];
    let sign = signs.iter().filter_map(|sign| text.find(sign)).min();
    let date = find_dates(text).first().map(|date| date.range.start);
    sign.into_iter().chain(date).min().unwrap_or(text.len())
}

/// Whether the text looks like the name of a person: two to six capitalised words, with particles between them.
pub(in crate::format) fn is_name(text: &str) -> bool {
    let is_nickname =
        |word: &&str| word.len() > 3 && word.starts_with(['"', '“', '‘', '«']) && word.ends_with(['"', '”', '’', '»']);
    let words: Vec<&str> = text.split_whitespace().collect();
    // ROSARIO "CHARO" BENAVIDES
    let words: Vec<&str> = match words.as_slice() {
        [first, nickname, rest @ ..] if !rest.is_empty() && is_nickname(nickname) => {
            [*first].into_iter().chain(rest.iter().copied()).collect()
        }
        _ => words,
    };
    if !(2..=6).contains(&words.len()) || text.len() > 80 {
        return false;
    }
    // "Ana Beck. Quito": a word ends there, unless it is cut short.
    let is_stopped = |word: &&str| word.chars().count() > 5 && word.ends_with('.') && !ADDRESSES.has(word);
    if words.iter().rev().skip(1).any(is_stopped) {
        return false;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let letters =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '\u{301}'));
    words.iter().all(|word| letters(word) && (capital(word) || PARTICLES.has(word)))
        && words.iter().filter(|word| capital(word)).count() >= 2
        // "Norhaven Energy A" of "A/S"
        && words.last().is_some_and(|word| word.chars().count() > 1)
        && words
            .first()
            .is_some_and(|word| capital(word) && word.chars().any(char::is_alphabetic) && !NOT_NAMES.has(word))
        && !words.iter().any(|word| JOBS.has(word))
        && !words.iter().enumerate().any(|(at, word)| {
            // "Theresa May", "Constanza Abril"
            let is_surname = at > 0
                && at + 1 == words.len()
                && ["may", "april", "abril", "march", "august", "enero"].contains(&&*word.to_lowercase())
                && words.first().is_some_and(|first| is_given_name(first));
            MONTHS_AND_DAYS.has(word) && !(at == 0 && GIVEN_MONTHS.has(word)) && !is_surname
        })
}
