//! Dates that a text states outside its head: in the opening of its first paragraph, at its end.

use crate::document::{Anchor, Block, BlockKind, DateOrigin, Document, FoundDate, find_dates, stated_date};
use crate::format::words::Phrases;

use super::field::{Field, field};
use super::large::is_large;
use super::line::{date_line, dateline};
use super::shape::is_year;
use super::{BODIES, TOP, set_date};

/// The date of the place-and-date opening of the first paragraphs.
pub(super) fn read_dateline(document: &mut Document) {
    let opening = document.blocks.iter().enumerate().take(TOP).filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let found = opening.take(BODIES + 2).find_map(|(number, block)| Some((number, dateline(&block.text)?)));
    let Some((number, date)) = found else { return };
    let at = anchor(number, &date);
    set_date(document, &date, DateOrigin::Dateline, at);
}

/// The day of which the head says that the text was given out then, when it says other days as well: "Heard: …", "Issued: …".
pub(super) fn read_issued(document: &mut Document) {
    const DATE: Phrases = Phrases::new("date|dated|fecha");
    const HEAD: usize = 18;
    const LONGEST: usize = 120;
    if document.meta.date.is_some_and(|date| date.origin != DateOrigin::Header) {
        return;
    }
    let is_line = |block: &Block| block.text.len() <= LONGEST && !block.text.ends_with('.');
    let head =
        || document.blocks.iter().enumerate().take(HEAD).take_while(|(_, block)| block.text.len() < super::BODY * 2);
    let lines = || head().filter(|(_, block)| is_line(block));
    let given = lines().find_map(|(number, block)| Some((number, given_out(&block.text)?)));
    // "Date: 19 November 2020" says more than a line above it.
    let stated = || {
        lines().find_map(|(number, block)| {
            let (name, _) = block.text.split_once(':').filter(|(name, _)| DATE.has(name.trim()))?;
            let date = find_dates(&block.text).into_iter().next()?;
            (date.value.day.is_some() && name.len() < date.range.start).then_some((number, date))
        })
    };
    let Some((number, date)) = given.or_else(stated) else { return };
    let before = document.meta.date.take();
    set_date(document, &date, DateOrigin::Header, anchor(number, &date));
    document.meta.date = document.meta.date.or(before);
    if let Some(block) = document.blocks.get_mut(number).filter(|block| block.kind == BlockKind::Paragraph) {
        block.kind = BlockKind::Date;
    }
}

/// The year of a line below the title with nothing but a place beside it: "Kampala, 2017", or below the house that printed it.
pub(super) fn read_year(document: &mut Document) {
    const HEAD: usize = 8;
    let Some(title) = document.blocks.iter().take(HEAD).position(|block| block.kind == BlockKind::Title) else {
        return;
    };
    let head = document.blocks.iter().enumerate().skip(title + 1).take(HEAD);
    let mut head = head.take_while(|(_, block)| block.text.len() < super::BODY);
    let year = |text: &str| stated_date(text).filter(|_| is_year(text) && text.starts_with(['1', '2']));
    let found =
        head.find_map(|(number, block)| Some((number, place_and_year(&block.text).or_else(|| year(&block.text))?)));
    let Some((number, mut date)) = found else { return };
    let start = document.blocks.get(number).map_or(0, |block| block.text.len() - date.range.len());
    date.range = start..start + date.range.len();
    set_date(document, &date, DateOrigin::Header, anchor(number, &date));
    super::set_kind(document, number, BlockKind::Date);
}

/// The year behind a place and nothing else.
pub(super) fn place_and_year(text: &str) -> Option<FoundDate> {
    const WORDS: usize = 3;
    let (place, year) = text.split_once(", ")?;
    let is_place =
        is_large(place) && place.split(' ').count() <= WORDS && place.chars().all(|c| c.is_alphabetic() || c == ' ');
    stated_date(year).filter(|_| is_place && is_year(year) && year.starts_with(['1', '2']))
}

/// The day behind a label of a line which ends in a word for giving out: "Report issued: 3 May 2024", "Recibido: … Publicado en
/// línea: 20/12/2019".
fn given_out(line: &str) -> Option<FoundDate> {
    const WORDS: Phrases = Phrases::new(
        "issued|published|delivered|released|filed|handed down|published online|publicado|publicada|publicado en línea|publicación|emitido|emitida|dictada",
    );
    const LABEL: usize = 4;
    let mut from = 0;
    for date in find_dates(line) {
        let label = line.get(from..date.range.start)?.trim();
        from = date.range.end;
        let Some(label) = label.strip_suffix(':') else { continue };
        let words: Vec<&str> = label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let ends = (1..=words.len().min(3)).any(|count| {
            words.len().checked_sub(count).and_then(|at| words.get(at..)).is_some_and(|last| WORDS.has(&last.join(" ")))
        });
        let is_other = words
            .first()
            .is_some_and(|first| ["originally", "próxima", "first", "next"].contains(&&*first.to_lowercase()));
        if ends && words.len() <= LABEL && !is_other && date.value.day.is_some() {
            return Some(date);
        }
    }
    None
}

/// The place of a date in a block.
pub(super) fn anchor(number: usize, date: &FoundDate) -> Option<Anchor> {
    Some(Anchor {
        block: u32::try_from(number).ok()?,
        start: u32::try_from(date.range.start).ok()?,
        end: u32::try_from(date.range.end).ok()?,
    })
}

/// The day at the end of a line which says that the text was given out then: "© Grain Council. Issued August 22, 2023."
fn issued(text: &str) -> Option<FoundDate> {
    const ISSUED: [&str; 14] = [
        "issued",
        "dated",
        "published",
        "posted",
        "updated",
        "signed",
        "released",
        "publicado",
        "publicada",
        "emitido",
        "emitida",
        "firmado",
        "expedido",
        "dado en",
    ];
    // "This report by The Holm Wire was first published Feb. 11, 2026."
    const SELF: Phrases = Phrases::new(
        "this report|this story|this article|this piece|this column|this interview|esta nota|este artículo|este reportaje|esta noticia\
        |esta entrevista",
    );
    const GIVEN: [&str; 5] = ["first published", "originally published", "published", "publicada", "publicado"];
    let date = find_dates(text).pop().filter(|date| date.value.day.is_some())?;
    let before = text.get(..date.range.start)?.to_lowercase();
    let clause = before.rsplit(". ").next().unwrap_or_default().trim_start_matches(['©', ' ']);
    let ends = text.get(date.range.end..)?.chars().all(|c| !c.is_alphanumeric());
    let led = clause.trim_end().trim_end_matches(" on").trim_end_matches(" el");
    let tells = SELF.starts(clause) && GIVEN.iter().any(|word| led.ends_with(word));
    (ends && (tells || ISSUED.iter().any(|word| clause.starts_with(word)))).then_some(date)
}

/// The date of a line at the end, as releases and letters have it: "Asunción, 14 de julio de 2020".
pub(super) fn read_last_date(document: &mut Document) {
    const LAST: usize = 6;
    const SHORT: usize = 80;
    const LONGEST: usize = 160;
    let first = document.blocks.len().saturating_sub(LAST).max(1);
    let is_line =
        |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && block.text.len() <= LONGEST;
    // "Villar, 8 de mayo de 2024. La consejera, Ana Beck.", "Date of notice: 2 September 2024"
    let date_of = |text: &str| {
        let stated =
            || field(text).filter(|(field, _)| *field == Field::Date).and_then(|_| find_dates(text).into_iter().next());
        let is_short = text.len() <= SHORT;
        date_line(text).filter(|_| is_short).or_else(|| dateline(text)).or_else(stated).or_else(|| issued(text))
    };
    let last = document.blocks.iter().enumerate().skip(first).filter(|(_, block)| is_line(block));
    let found = last.filter_map(|(number, block)| Some((number, date_of(&block.text)?))).next_back();
    let Some((number, date)) = found else { return };
    let at = anchor(number, &date);
    set_date(document, &date, DateOrigin::Header, at);
}
