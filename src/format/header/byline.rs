//! By-lines in English and Spanish: who wrote a text, cut free of their jobs, places and dates.
//!
//! "By Monday" and "By the numbers" are none; a doubtful name is no author.

use super::beside::{beyond_place, named_after_office, names_beside_date, without_capital};
use super::given::is_given_name;
use super::house::is_house_name;
use super::job::{PRESS, behind_job, capital, is_job};
use super::label::{is_desk, is_kicker};
use super::large::is_large;
use super::line::{date_line, is_beside_date};
use super::names::{JOBS, is_known_name, is_name, is_personal, is_plain_name, names, without_asides};
use super::work::{behind_shouted_work, behind_work};
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
    "equipo auditor:|equipo de auditoría:|equipo redactor:|equipo investigador:|equipo de investigación:|audit team:|research team:\
    |report team:|lead author:|lead authors:|auditor:|auditora:|auditores:|elaboración:|author(s):|authors:|author:|autores:|autoras:|autora:|autor:|byline:|by:|por:|texto:|textos:|text:|words:\
    |words and pictures:|words & pictures:|words and photos:|words and pictures by|words and photos by|text and photos:\
    |text and photos by|story and photos by|writer:|reporter:|written by|words by|story by\
    |interview by|researched and written by|written and researched by|reported and written by|from our correspondent|from our own correspondent|de nuestro corresponsal|de nuestra corresponsal|firma:|firman:|redacta:|redactan:|delivered by|pronunciado por|pronunciada por|leído por|interviewer:|entrevistador:|entrevistadora:|entrevistó:|minutes recorded by|minutes taken by|minutes by|recorded by|minuted by|acta redactada por|acta levantada por|redactada por|reporting by|prepared by|compiled by|reviewed by|researched by|authored by|reseña de|text by|texto y fotos:|textos y fotos:|texto y fotografías:\
    |texto y fotografía:|posted by:|published by:|submitted by:|publicado por:|publicada por:|escribe:|escriben:|escribe|escriben|escrito por|elaborado por|preparado por|redactado por\
    |report prepared by|report by|informe elaborado por|informe preparado por|informe redactado por|texto de|texto y fotos de|entrevista de|una entrevista de|interviewed by|as told to|entrevistado por|entrevistada por|posted by|published by|submitted by|publicado por|publicada por|enviado por|una crónica de|un reportaje de|por|by",
);

/// What goes on behind the names of a by-line in small letters.
const TAILS: Phrases = Phrases::new(
    "with|con|photographs by|photographs|photos by|photography by|pictures by|illustrations by|illustration by|graphics by|video by\
    |additional reporting by|with reporting by|with photographs by|translated by|fotos de|fotos|fotografías de|fotografía de\
    |ilustraciones de|ilustración de|con información de|enviada|enviado|especial|corresponsal|our|special|for the|for|de la|del",
);
/// What stands behind the names of writers at the end of a text.
const EDITS: Phrases =
    Phrases::new("edit|additional|photo|writing|with |compiled|graphics|translat|edición|edita|fotos|con información");
/// What says that an author follows, whoever it is.
const AUTHORS: Phrases = Phrases::new("author:|authors:|author(s):|autor:|autora:|autores:|autoras:|autoría:");
/// What begins a part of a sentence rather than what somebody is.
const RELATIVES: Phrases = Phrases::new(
    "who |whose |which |when |where |that |the |said |says |was |is |has |had |and |but |quien |que |cuyo |cuya |donde |cuando |dijo |fue |era |es |ha |y |pero ",
);
/// Reads a line as a by-line.
pub(in crate::format) fn byline(line: &str) -> Option<Byline> {
    // What is posted on a page a clerk or a library posts as often as a writer.
    const POSTED: Phrases = Phrases::new("posted|published|submitted|publicado|publicada|enviado|enviada");
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let is_house =
        |name: &String| POSTED.starts(line) && !is_personal(name) && !name.split(' ').next().is_some_and(is_given_name);
    let of_house = |found: Byline| match found.authors.as_slice() {
        [house] if is_house(house) => Byline { desk: Some(house.clone()), authors: Vec::new() },
        _ => found,
    };
    // "31 October 2024 — by Ana Beck"
    let date = find_dates(line)
        .first()
        .filter(|date| line.get(..date.range.start).is_some_and(is_beside_date))
        .map_or(0, |date| date.range.end);
    let whole = line;
    let line = line.get(date..)?.trim_start_matches(|c: char| c != '(' && !c.is_alphanumeric());
    match opening(line) {
        Some((rest, stated)) => signed(&bare(rest), stated, is_list(line), AUTHORS.starts(line)).map(of_house),
        None => behind_work(line)
            .or_else(|| behind_shouted_work(line))
            .and_then(|rest| signed(&bare(rest), false, false, false))
            .filter(|line| !line.authors.is_empty())
            .or_else(|| signed_sort(line))
            .or_else(|| name_and_job(line))
            .or_else(|| signed_with_date(whole))
            .or_else(|| signed_before_date(whole)),
    }
}

/// What follows "By", without what stands in brackets, the numbers of notes, and who edited it: "Ana Beck¹ (text); edited by …".
fn bare(rest: &str) -> String {
    const NOTES: [char; 8] = ['¹', '²', '³', '⁴', '⁵', '*', '†', '‡'];
    let rest = rest.split_once("; ").filter(|(_, after)| EDITS.starts(after)).map_or(rest, |(first, _)| first);
    // "Ana Beck. Fotos: Luis Vega"
    let next_work = rest.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let label = rest.get(at + 2..).and_then(|after| after.split_once(": ")).map(|(label, _)| label);
        label.is_some_and(|label| label.len() <= 24 && label.starts_with(char::is_uppercase) && !label.contains('.'))
    });
    let rest = next_work.and_then(|at| rest.get(..at)).unwrap_or(rest);
    let is_aside = rest.contains('(') && rest.contains(')') && find_dates(rest).is_empty();
    let rest = if is_aside { without_asides(rest) } else { rest.to_owned() };
    if rest.contains(NOTES) && !rest.contains("**") { rest.replace(NOTES, "") } else { rest }
}

/// "An essay by Ana Beck", "Guest post by Ana Beck, 3 May 2024": what sort of text it is, and whose.
fn signed_sort(line: &str) -> Option<Byline> {
    const SORTS: Phrases = Phrases::new(
        "essay|column|story|report|analysis|opinion|commentary|comment|review|dispatch|interview|article|feature|profile|post|blog|paper|study\
        |reportage|research|investigation|text|words|crónica|columna|reportaje|artículo|análisis|ensayo|texto|nota|investigación|opinión|comentario|reseña|perfil",
    );
    const WORDS: usize = 3;
    let (sort, rest) = [" by ", " por ", " de "].iter().find_map(|link| line.split_once(link))?;
    let is_sort = sort.split(' ').count() <= WORDS && sort.rsplit(' ').next().is_some_and(|last| SORTS.has(last));
    let first = rest.split(' ').next().unwrap_or_default();
    (is_sort && is_given_name(first)).then(|| signed(&bare(rest), false, false, false)).flatten()
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
        .filter(|(number, names)| !names.is_empty() && (*number < 1 || names.iter().all(|name| is_known_name(name))))
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

/// "Ana Beck 9th September 2023": the name before a date that ends the line.
fn signed_before_date(line: &str) -> Option<Byline> {
    let date = find_dates(line).into_iter().next().filter(|date| date.range.end == line.len())?;
    let name = line.get(..date.range.start)?.trim_end_matches([' ', ',', '-', '–', '—']);
    let name = without_capital(name);
    is_known_name(name).then(|| Byline { authors: vec![name.to_owned()], desk: None })
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
        let stated = opening.ends_with(':') || rest.starts_with(':');
        (stated || rest.starts_with(char::is_whitespace))
            .then(|| (rest.trim_start_matches([' ', ':', '\u{a0}']), stated))
    })
}

fn signed(rest: &str, stated: bool, is_list: bool, is_author: bool) -> Option<Byline> {
    // "By court reporter Ana Beck"
    let rest = behind_job(rest).unwrap_or(rest);
    let (mut authors, mut after) = names(rest, is_list);
    // "Ana Beck in Quito and Luis Vega in Lima"
    while let Some(next) = beyond_place(after) {
        let (mut more, rest) = names(next, is_list);
        if more.is_empty() {
            break;
        }
        authors.append(&mut more);
        after = rest;
    }
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
        // "Autor: Los muchachos de la banda"
        let is_group =
            desk.split_whitespace().count() <= 6 && desk.starts_with(char::is_uppercase) && !desk.ends_with('.');
        if stated
            && is_author
            && !known
            && is_group
            && desk.contains(' ')
            && !desk.split(' ').any(|word| JOBS.has(word))
        {
            return Some(Byline { authors: vec![desk.to_owned()], desk: None });
        }
        return (known || short).then(|| Byline { authors, desk: Some(desk.to_owned()) });
    }
    // "Posted by Public Works": a house signs.
    if let [house] = authors.as_slice()
        && is_house_name(house)
    {
        return Some(Byline { desk: Some(house.clone()), authors: Vec::new() });
    }
    let words = after.split_whitespace().count();
    let sentence = after.trim_end().ends_with('.') && words > 4;
    // "By Ana Beck, photographs by the author", "Por Ana Beck, enviada especial a Quito"
    let tail = after.trim_start_matches([',', ' ']);
    // "Por Ana Beck, economista, Universidad de Olmos": what the author is, in parts of a few words.
    let is_part = |part: &str| part.split_whitespace().count() <= 6 && !RELATIVES.starts(part.trim_start());
    let is_parted =
        after.starts_with(',') && !after.ends_with('.') && tail.contains(',') && tail.split(',').all(is_part);
    let lower = tail.starts_with(char::is_lowercase) && words > 4 && !TAILS.starts(tail) && !is_parted;
    let barred = after.contains('|') || !find_dates(after).is_empty();
    let is_long = words > WORDS_AFTER && !(is_parted && words <= WORDS_AFTER * 2);
    if !stated && !barred && (is_long || sentence || lower) {
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
        // "Tribune Staff"
        let is_staff = |job: &str| job.split(' ').count() <= 4 && is_large(job) && job.ends_with(" Staff");
        let is_trade =
            |job: &str| is_staff(job) || is_job(job) || job.split_whitespace().count() <= 6 && is_job(&capital(job));
        line.split_once(", ").map(|(name, job)| (name.trim(), is_trade(job) && is_plain_name(name.trim())))
    };
    // "Ana Beck Health correspondent", as pages saved as text have it.
    let joined = || {
        const KINDS: Phrases =
            Phrases::new("senior|chief|deputy|staff|assistant|associate|special|political|foreign|legal");
        let cuts = line.match_indices(' ').map(|(at, _)| at).skip(1).take(2);
        let mut parts = cuts.filter_map(|at| line.split_at_checked(at));
        let name = parts.find_map(|(name, job)| {
            let words: Vec<&str> = job.split_whitespace().collect();
            let (first, last) = (words.first()?, words.last()?);
            let begins = || KINDS.has(first) || PRESS.has(first) || is_kicker(first);
            // Few words are jobs; the sections are looked through for those alone.
            (words.len() <= 4 && PRESS.has(last) && begins() && is_known_name(name)).then_some(name)
        });
        name.map(|name| (name, true))
    };
    let (name, is_one) = barred.or_else(comma).filter(|(_, is_one)| *is_one).or_else(joined)?;
    is_one.then(|| Byline { authors: vec![name.to_owned()], desk: None })
}

/// Whether the opening says that several names follow, so that a comma parts them.
fn is_list(line: &str) -> bool {
    let opening = line.split(':').next().unwrap_or_default().to_lowercase();
    let opening = opening.trim();
    opening.starts_with("equipo ")
        || opening.ends_with(" team")
        || ["authors", "author(s)", "lead authors", "autores", "autoras", "autores y autoras", "auditores"]
            .contains(&opening)
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
            ("Equipo auditor: Nuria Peña y Faustino Abad Lacalle", "Nuria Peña; Faustino Abad Lacalle"),
            ("Prepared by: Ana Beck and Luis Vega", "Ana Beck; Luis Vega"),
            ("Informe elaborado por Ana Beck, economista", "Ana Beck"),
            ("Audit team: Ana Beck, Luis Vega", "Ana Beck; Luis Vega"),
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
            ("Ana Beck Madrid 11 JUN 2025", "Ana Beck"),
            ("Ana Madrid 11 JUN 2025", "Ana Madrid"),
            ("By Theresa May", "Theresa May"),
            ("Ana Beck Health correspondent", "Ana Beck"),
            ("Ana María Beck Senior Reporter", "Ana María Beck"),
            ("ANA BECK | 02 SEP 2024 - 08:15", "ANA BECK"),
            ("Ana Beck, health correspondent · 3 May 2024", "Ana Beck"),
            ("Publicado por Redacción el 20/07/2022", "desk Redacción"),
            ("Posted by Parish Clerk on 1 May 2024", "desk Parish Clerk"),
            ("Posted by Kim Park on 1 May 2024", "Kim Park"),
            ("Publicado el 2 de mayo de 2024 por Biblioteca Municipal", "desk Biblioteca Municipal"),
            ("by Ana Beck, data reporter, and Luis Vega, visuals editor", "Ana Beck; Luis Vega"),
            ("WORDS Ana Beck PHOTOGRAPHS Luis Vega", "Ana Beck"),
            ("Por Ana Beck Fotografías de Luis Vega", "Ana Beck"),
            ("July 2, 2018 By Ana Beck Leave a Comment", "Ana Beck"),
            ("Coordinación: Ana Beck", "Ana Beck"),
            ("Investigación de campo: Ana Beck y equipo", "Ana Beck"),
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
            "Ana Beck met the foreign correspondent",
            "Quito Gazette | 3 February 2025",
            "Kaukolinna Oyj | Inside Information | 14 May 2025",
            "June 18, 2024 – Port Harrow, Nova Scotia – Coastal Communities",
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
