//! Dates that a text states outside its head: in the opening of its first paragraph, at its end.

use crate::document::{Anchor, Block, BlockKind, DateOrigin, Document, FoundDate, find_dates};

use super::field::{Field, field};
use super::line::{date_line, dateline};
use super::{BODIES, TOP, set_date};

/// The date of the place-and-date opening of the first paragraphs.
pub(super) fn read_dateline(document: &mut Document) {
    let opening = document.blocks.iter().enumerate().take(TOP).filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let found = opening.take(BODIES + 2).find_map(|(number, block)| Some((number, dateline(&block.text)?)));
    let Some((number, date)) = found else { return };
    let at = anchor(number, &date);
    set_date(document, &date, DateOrigin::Dateline, at);
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
    let date = find_dates(text).pop().filter(|date| date.value.day.is_some())?;
    let before = text.get(..date.range.start)?.to_lowercase();
    let clause = before.rsplit(". ").next().unwrap_or_default().trim_start_matches(['©', ' ']);
    let ends = text.get(date.range.end..)?.chars().all(|c| !c.is_alphanumeric());
    (ends && ISSUED.iter().any(|word| clause.starts_with(word))).then_some(date)
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
