//! Names that sign a text without "By": alone on their line, beside a section, in the teaser of an interview.

use std::ops::Range;

use crate::document::{Block, BlockKind, Document};
use crate::format::words::Phrases;

use super::BODY;
use super::byline::byline;
use super::dated::place_and_year;
use super::given::is_given_name;
use super::house::{is_company, is_house_name, is_paper};
use super::job::{capital, is_job};
use super::label::{is_button, is_label};
use super::large::is_large;
use super::line::{date_line, month_line, place_and_day};
use super::names::{is_known_name, is_personal, names, plain_names, without_address, without_asides};
use super::shape::is_year;
use super::speech::is_speech;

/// Names alone on their lines.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) authors: Vec<String>,
    /// How many lines they take.
    pub(super) lines: usize,
}

/// The names alone on their line that sign the text: above a date or a job, or above the text when it does not speak of them.
/// Below a teaser only a date or a job shows that they do.
pub(super) fn signature(document: &Document, number: usize, bodies: usize) -> Option<Signature> {
    const MOST: usize = 4;
    // Those below "Magistrados:" are no authors.
    let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
    let is_headed = above.is_some_and(|above| above.kind != BlockKind::Title && above.text.ends_with(':'));
    if is_headed || is_speech(document, number) || is_minutes(document, number) {
        return None;
    }
    let mut authors = Vec::new();
    let mut lines = 0;
    // One name a line.
    while lines < MOST
        && let Some(mut names) = names_alone(document, number + lines)
    {
        authors.append(&mut names);
        lines += 1;
    }
    let is_known = |name: &String| name.split(' ').next().is_some_and(is_given_name);
    // A house and a day below the names: "Lakes Centre for Justice", "Kampala, 2017".
    let is_dated_house = |at: usize| {
        const WORDS: usize = 8;
        let house = document.blocks.get(at).is_some_and(|house| {
            is_large(&house.text.replace(" to ", " ")) && house.text.split_whitespace().count() <= WORDS
        });
        let below = document.blocks.get(at + 1);
        house && below.is_some_and(|day| date_line(&day.text).or_else(|| place_and_year(&day.text)).is_some())
    };
    let mut end = over_buttons(document, number + lines);
    let is_end = is_above_text(document, end) || is_dated_house(end);
    if lines > 1 && !is_end && !authors.iter().all(is_known) {
        authors = names_alone(document, number)?;
        lines = 1;
        end = over_buttons(document, number + lines);
    }
    let next = document.blocks.get(end)?;
    let after = over_buttons(document, end + 1);
    // An address of the net may stand between the name and the date.
    let is_handle =
        |block: &Block| block.text.split_whitespace().all(|word| word.contains('@')) && !block.text.is_empty();
    let dated = |at: usize| {
        let mut below = document.blocks.iter().skip(at).skip_while(|block| is_handle(block));
        below.next().is_some_and(|next| {
            date_line(&next.text).or_else(|| month_line(&next.text)).or_else(|| place_and_day(&next.text)).is_some()
                || is_weekday(&next.text)
                || place_and_year(&next.text).is_some()
                || is_year(&next.text)
        })
    };
    let is_house = is_large(&next.text) && next.text.split_whitespace().count() <= 5
        || is_house_name(&next.text) && next.text.split_whitespace().count() <= 9;
    let is_named = || authors.iter().any(|name| is_spoken_outside(document, number..number + lines, name));
    let is_shouted = |name: &String| !name.chars().any(char::is_lowercase);
    let is_body = |at: usize| {
        let handles = document.blocks.iter().skip(at).take_while(|block| is_handle(block)).count();
        bodies == 0 && is_above_text(document, at + handles)
    };
    let has_job = (is_job(&next.text) || is_paper(&next.text)) && byline(&next.text).is_none();
    // "Intérprete jurada. Universidad de Olmos": what the writer is, on a line above the text.
    let is_place_of_work = || {
        let words = next.text.split_whitespace().count();
        (2..=9).contains(&words)
            && next.text.starts_with(char::is_uppercase)
            && !next.text.ends_with(['.', ':', '?', '!', ',', '”', '"', '»'])
            && next.text.contains([',', '.', '|', '–', '—'])
            && is_body(after)
            && (authors.iter().all(is_known) || next.text.split([',', '.', '|']).any(|part| is_house_name(part.trim())))
            && !is_named()
    };
    // Several names and nothing else are those of writers, whatever stands below.
    let is_joined = document
        .blocks
        .get(number)
        .is_some_and(|block| [" and ", " y ", " & ", " e "].iter().any(|link| block.text.contains(link)));
    let are_many =
        authors.len() > 1 && bodies == 0 && (is_joined && authors.iter().any(is_known) || authors.iter().all(is_known));
    // "28 jun 2024" above the name.
    let is_below_date = || {
        let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
        above.is_some_and(|above| above.kind == BlockKind::Date) && authors.iter().all(is_known)
    };
    // A house may look like a name: the text speaks of it as a whole.
    if authors.iter().any(|name| is_named_whole(document, end, name)) {
        return None;
    }
    let signs = if authors.iter().any(is_shouted) {
        !is_named() && (dated(end) || has_job && dated(after) || is_body(end) && authors.iter().all(is_known))
    } else {
        // "Lismore Cove, Nova Scotia" is a place of which the text speaks.
        dated(end) && (authors.len() == 1 || lines > 1 || !is_named())
            || has_job && (dated(after) || is_body(after))
            || is_house && (dated(after) || is_body(after) && authors.iter().all(is_known) && !is_named())
            || are_many && !is_named()
            || is_place_of_work()
            || lines > 1 && is_dated_house(end) && !is_named()
            || (is_body(end) || bodies == 0 && is_below_date()) && !is_named()
    };
    (lines > 0 && signs).then_some(Signature { authors, lines })
}

/// The next line that is no button of a page and stands under no picture.
fn over_buttons(document: &Document, from: usize) -> usize {
    const MOST: usize = 4;
    const CAPTIONS: Phrases = Phrases::new("image source,|image caption,|image:|foto:|fotos:|photo:|photos:");
    let is_passed = |text: &str| is_button(text) || text.len() <= BODY && CAPTIONS.starts(text);
    from + document.blocks.iter().skip(from).take(MOST).take_while(|block| is_passed(&block.text)).count()
}

/// Whether a line of the head is the title of minutes: the names below it are of those who met.
fn is_minutes(document: &Document, number: usize) -> bool {
    const TITLES: Phrases = Phrases::new("minutes|draft minutes|acta|borrador del acta|minuta");
    let is_title = |text: &str| TITLES.rests(text).any(|(_, rest)| !rest.starts_with(char::is_alphanumeric));
    document.blocks.iter().take(number).any(|block| is_title(&block.text))
}

/// The names of a line with nothing but a place beside them.
fn names_alone(document: &Document, number: usize) -> Option<Vec<String>> {
    const SPECIAL: Phrases = Phrases::new("especial para |special to |special for |para |for ");
    let is_line =
        |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && block.text.len() <= 120;
    let text = without_asides(&document.blocks.get(number).filter(is_line)?.text);
    let text = without_marks(&text.replace(['¹', '²', '³', '⁴', '*'], ""));
    if is_job(&text) && !text.contains([',', '|']) {
        return None;
    }
    // "Ana Beck with photographs by Luis Vega"
    let pictures = [
        " with photographs by ",
        " with photos by ",
        " photographs by ",
        " con fotos de ",
        " con fotografías de ",
        " fotos de ",
    ];
    let text =
        pictures.iter().find_map(|link| text.split_once(link)).map_or(text.as_str(), |(name, _)| name).to_owned();
    // "ANA BECK. OLMOS"
    let is_shouted = !text.chars().any(char::is_lowercase);
    let text = match text.split_once(". ") {
        Some((name, place)) if place.split(' ').count() <= 3 && is_large(place) && is_known_name(name) => {
            name.to_owned()
        }
        _ => text,
    };
    // "Ana Beck | Diario de Olmos"
    let is_signed = || text.split_once(['|', '·']).is_some_and(|(name, _)| is_known_name(name.trim()));
    if (is_house_name(&text) || is_paper(&text)) && !is_signed() || is_company(&text) {
        return None;
    }
    // "ANA BECK Y LUIS VEGA"
    if !text.chars().any(char::is_lowercase) && (text.contains(" Y ") || text.contains(" AND ") || text.contains(" & "))
    {
        let (shouted, after) = names(&text, true);
        let is_known = |name: &String| is_personal(name);
        if shouted.len() > 1 && after.trim().is_empty() && shouted.iter().all(is_known) {
            return Some(shouted);
        }
    }
    // "Ana Beck / Luis Vega"
    let parts: Vec<&str> = text.split([',', '/', '|', '·']).map(str::trim).collect();
    if is_shouted && parts.len() > 1 && parts.iter().all(|part| is_known_name(part)) {
        return Some(parts.into_iter().map(str::to_owned).collect());
    }
    let is_known = |name: &&str| name.split(' ').next().is_some_and(is_given_name);
    let is_list = parts.iter().skip(1).all(is_known);
    let all = if is_list { plain_names(&parts.join(", ")) } else { plain_names(&text) };
    if !all.is_empty() {
        return Some(all);
    }
    let parted = ["|", "/", "·", "•", " - ", " – ", " — ", " for The ", " in ", " en ", " desde "]
        .iter()
        .find_map(|sign| text.split_once(sign));
    // "Ana Beck, Brussels"
    let with_place = || text.split_once(", ").filter(|(name, _)| name.split(' ').next().is_some_and(is_given_name));
    let (name, place) = parted.or_else(with_place).map_or((&*text, ""), |(name, place)| (name.trim(), place.trim()));
    let mut authors = plain_names(name);
    if authors.is_empty() && is_personal(name) {
        authors.push(name.to_owned());
    }
    let is_place = |word: &str| word.starts_with(char::is_uppercase) || ["de", "del", "la", "of"].contains(&word);
    // "Ana Beck, local historian"
    let is_own_trade = || {
        place.starts_with(char::is_lowercase)
            && !place.ends_with(['.', ':'])
            && name.split(' ').next().is_some_and(is_given_name)
            && !is_spoken_of(document, number, name)
    };
    let is_trade =
        !authors.is_empty() && place.split_whitespace().count() <= 4 && (is_job(&capital(place)) || is_own_trade());
    // "Ana Beck / Especial para El Río"
    let is_special = SPECIAL.rests(place).any(|(_, house)| is_large(house) && house.split(' ').count() <= 5);
    if !authors.is_empty() && is_special && authors.iter().all(|name| is_known_name(name)) {
        return Some(authors);
    }
    let is_good =
        !authors.is_empty() && place.split_whitespace().count() <= 4 && place.split_whitespace().all(is_place);
    (is_good || is_trade).then_some(authors)
}

/// A line without the numbers and letters of notes behind its names, nor their addresses of the net: "Ana Beck 1,a, Luis Vega
/// 2,b", "Ana Beck @anabeck".
fn without_marks(line: &str) -> String {
    let is_mark = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.split(',').all(|part| part.chars().count() <= 1)
    };
    let mut out = String::new();
    for word in line.split_whitespace() {
        if word.starts_with('@') && !out.is_empty() {
            continue;
        }
        // "Beck1,"
        let bare = word.trim_end_matches(',');
        let name = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_noted = name.len() < bare.len() && name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == '-');
        if is_noted {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(name);
            out.push_str(if word.ends_with(',') { "," } else { "" });
        } else if is_mark(word) {
            out.push_str(if word.ends_with(',') { "," } else { "" });
        } else {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(word);
        }
    }
    out
}

/// Whether a line is a place and a day of the week: "Maracaibo, jueves".
fn is_weekday(line: &str) -> bool {
    const DAYS: Phrases = Phrases::new(
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    );
    line.split_once(", ").is_some_and(|(place, day)| {
        is_large(place) && place.split(' ').count() <= 3 && DAYS.has(day.trim_end_matches('.'))
    })
}

/// Whether a block is text, or the last line of a head: a date or a job.
fn is_above_text(document: &Document, at: usize) -> bool {
    document.blocks.get(at).is_some_and(|body| {
        // "Dear readers,"
        let greets = body.text.ends_with([':', ',']) && !is_label(&body.text);
        body.kind == BlockKind::Paragraph && (body.text.len() >= BODY || body.text.ends_with('.'))
            || matches!(body.kind, BlockKind::Paragraph | BlockKind::Heading) && greets
            || date_line(&body.text).is_some()
    })
}

/// Whether the text below holds a whole name: who signs a text is hardly named in it. Who the author is, at the end, does not
/// count.
fn is_named_whole(document: &Document, from: usize, name: &str) -> bool {
    const FAR: usize = 60;
    const LONG: usize = 40;
    const OPENING: usize = 12;
    let text = document.blocks.iter().skip(from).take(FAR).filter(|block| block.kind == BlockKind::Paragraph);
    text.filter(|block| block.text.len() > name.len() + LONG)
        // "Dr Ana Beck is a reader", "About Ana Beck"
        .any(|block| block.text.find(name).is_some_and(|at| at > OPENING))
}

/// Whether the text around a line speaks of a name that stands alone in it: a town, a house or whom the text is about. Who the
/// author is, at the end, does not count.
pub(super) fn is_spoken_of(document: &Document, number: usize, name: &str) -> bool {
    is_spoken_outside(document, number..number + 1, name)
}

/// The same of a name in one of several lines.
fn is_spoken_outside(document: &Document, own: Range<usize>, name: &str) -> bool {
    const FAR: usize = 400;
    const LAST: usize = 2;
    const WORDS: usize = 40_000;
    let Some(last) = name.split_whitespace().next_back().map(str::to_lowercase) else { return true };
    let end = document.blocks.len().saturating_sub(LAST);
    let is_biography = |at: usize, text: &str| {
        at >= end && [&name.to_lowercase(), &last].iter().any(|name| text.to_lowercase().starts_with(&***name))
    };
    let blocks = document.blocks.iter().enumerate().take(FAR);
    blocks
        .filter(|(at, block)| !own.contains(at) && !is_biography(*at, &block.text))
        .flat_map(|(_, block)| block.text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'')))
        .take(WORDS)
        .any(|word| word.starts_with(char::is_uppercase) && word.to_lowercase() == last)
}

/// The names below a line that says no more than that they follow: "Author".
pub(super) fn labelled(document: &Document, number: usize) -> Option<Signature> {
    const LABELS: Phrases = Phrases::new(
        "author|authors|author(s)|by|written by|words|text|report by|report authors|lead author|lead authors|prepared by|compiled by|researched by\
        |autor|autora|autores|autoras|por|escrito por|texto|textos|escribe|escriben|elaborado por|preparado por|redactado por|redacción|investigación",
    );
    const MOST: usize = 6;
    const BESIDE: Phrases = Phrases::new("entrevista|interview|reportaje|crónica|report|story|informa|informe");
    let line = &document.blocks.get(number)?.text;
    // "Entrevista: Ana Beck", when she is not the one who answers.
    if let Some((label, name)) = line.split_once(": ")
        && BESIDE.has(label)
        && !is_spoken_of(document, number, name)
    {
        let authors = plain_names(name);
        return (!authors.is_empty()).then_some(Signature { authors, lines: 1 });
    }
    if !LABELS.has(line.trim_end_matches([':', ' '])) {
        return None;
    }
    let is_line = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    let below = document.blocks.iter().skip(number + 1).take(MOST).take_while(is_line);
    // "Ana Beck, Partner, London", "Luis Vega (Institute of Waters)"
    let of_line = |text: &str| {
        let text = without_asides(text);
        let plain = plain_names(&text);
        let first = || text.split_once(", ").map(|(name, _)| plain_names(name)).unwrap_or_default();
        if plain.is_empty() && !text.ends_with('.') { first() } else { plain }
    };
    let names: Vec<Vec<String>> =
        below.map(|block| of_line(&block.text)).take_while(|names| !names.is_empty()).collect();
    let lines = 1 + names.len();
    (lines > 1).then(|| Signature { authors: names.concat(), lines })
}

/// The writer whom the section above a title names: "OPINION | Ana Beck".
pub(super) fn signed_section(line: &str) -> Option<String> {
    const SECTIONS: Phrases = Phrases::new(
        "opinion|opinión|comment|column|columna|columnas|tribuna|op-ed|viewpoint|perspective|analysis|análisis|blog|editorial\
        |guest column|firma invitada|columna invitada|letters|essay|ensayo|review|reseña|crónica|reportaje|entrevista",
    );
    let parts: Vec<&str> =
        line.split(['|', '/', '·', '•', '—', '–', ':']).map(str::trim).filter(|part| !part.is_empty()).collect();
    // "Columna dominical de Ana Beck"
    if let [line] = parts.as_slice() {
        let words = line.split(' ').next().is_some_and(|first| SECTIONS.has(first));
        let (_, name) = [" de ", " por ", " by "].iter().find_map(|link| line.split_once(link)).filter(|_| words)?;
        return is_personal(name).then(|| name.to_owned());
    }
    let [section, name] = parts.as_slice() else { return None };
    let name = without_address(name);
    (SECTIONS.has(section) && is_personal(name)).then(|| name.to_owned())
}

/// The writer named behind the name of a column above a title, of whom the text does not speak: "Off the record | Ana Beck".
pub(super) fn signed_column(document: &Document, number: usize, line: &str) -> Option<String> {
    const WORDS: usize = 5;
    let (column, name) = line.split_once('|').map(|(column, name)| (column.trim(), name.trim()))?;
    let is_column = (1..=WORDS).contains(&column.split_whitespace().count()) && !is_house_name(column);
    let first = name.split(' ').next().unwrap_or_default();
    // "V. Padmanabhan"
    let is_known = is_given_name(first) || first.len() == 2 && first.ends_with('.');
    let is_named = is_column && is_known && is_personal(name) && !is_house_name(name);
    (is_named && !is_spoken_of(document, number, name)).then(|| name.to_owned())
}
