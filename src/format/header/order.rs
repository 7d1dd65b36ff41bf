//! Which number of `04/05/2024` is the month: what the rest of the text says of it.

use crate::document::{BlockKind, CalendarDate, Document, FoundDate, find_dates};
use crate::format::words::Phrases;

/// Blocks that are looked at.
const BLOCKS: usize = 200;
/// Words of the body that tell its language.
const WORDS: usize = 400;

/// The reading of a date: what its weekday settled, else what other dates in the document say, else the order of the language.
///
/// In Spanish the day comes first; in English nobody knows.
pub(super) fn settle(document: &Document, found: &FoundDate) -> Option<CalendarDate> {
    let Some(day_first) = found.other else { return Some(found.value) };
    match in_words(document, found.value, day_first).or_else(|| by_others(document)) {
        Some(true) => Some(day_first),
        Some(false) => Some(found.value),
        None => (!has_month_first(document) && is_spanish(document)).then_some(day_first),
    }
}

/// Whether the day stands first in the other dates of the document that can be read in one way; nothing when they disagree.
fn by_others(document: &Document) -> Option<bool> {
    match orders(document) {
        (1.., 0) => Some(true),
        (0, 1..) => Some(false),
        _ => None,
    }
}

fn has_month_first(document: &Document) -> bool {
    orders(document).1 > 0
}

/// How many dates in figures have the day first, and how many the month.
fn orders(document: &Document) -> (usize, usize) {
    let dates = document
        .blocks
        .iter()
        .take(BLOCKS)
        .flat_map(|block| find_dates(&block.text).into_iter().filter_map(|date| date.is_day_first(&block.text)));
    dates.fold((0, 0), |(days, months), is_day| (days + usize::from(is_day), months + usize::from(!is_day)))
}

/// Whether the dateline or another line of the head has the day with its month in words: "Jaén, 7 nov (Efe).-" below
/// 07/11/2024. Nothing when it has neither reading or both.
fn in_words(document: &Document, month_first: CalendarDate, day_first: CalendarDate) -> Option<bool> {
    const HEAD: usize = 8;
    const OPENING: usize = 60;
    let year = month_first.year;
    let says = |date: CalendarDate| {
        document.blocks.iter().take(HEAD).any(|block| {
            let end = block.text.floor_char_boundary(OPENING);
            let opening = block.text.get(..end).unwrap_or_default();
            days_in_words(opening, year).any(|day| (day.month, day.day) == (date.month, date.day))
        })
    };
    match (says(month_first), says(day_first)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// The days of a line that have their month in words, with a year or without: to those without this year is given.
pub(super) fn days_in_words(line: &str, year: u16) -> impl Iterator<Item = CalendarDate> {
    let is_link = |word: &&str| ["", "de", "del", "of", "the"].contains(word);
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_link(word)).collect();
    let pairs = words.windows(2).filter_map(move |pair| {
        let [first, second] = pair else { return None };
        let (day, month) =
            if first.starts_with(|c: char| c.is_ascii_digit()) { (first, second) } else { (second, first) };
        let day = day.trim_end_matches(|c: char| c.is_alphabetic());
        let found = find_dates(&format!("{day} {month} {year}")).into_iter().next()?;
        (found.value.day.is_some() && month.starts_with(char::is_alphabetic)).then_some(found.value)
    });
    pairs.collect::<Vec<_>>().into_iter()
}

/// Whether the body is in Spanish, by its small words.
fn is_spanish(document: &Document) -> bool {
    const SPANISH: Phrases = Phrases::new(
        "el|la|los|las|de|del|que|y|en|un|una|por|con|para|se|su|al|lo|más|como|pero|sus|ha|fue|es|este|esta|según|hasta|cuando\
        |porque|les|le|sin|sobre|me|mi|muy|ya|sí|entre|hay|son|también|era|cada|donde|todo|nos|te|yo|desde|después|hace|así|ni|quien",
    );
    const OTHER: Phrases = Phrases::new(
        "the|of|and|to|in|is|was|that|for|on|with|at|by|from|it|um|uma|não|com|do|em|na|il|di|che|della|et|des|du|est|dans|els|amb|i|per|és|dels",
    );
    let is_text =
        |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Question | BlockKind::BlockQuote);
    let text = document.blocks.iter().take(BLOCKS).filter(|block| is_text(block.kind));
    let words = text.flat_map(|block| block.text.split(|c: char| !c.is_alphabetic())).filter(|word| !word.is_empty());
    let (mut all, mut spanish, mut other) = (0_usize, 0_usize, 0_usize);
    for word in words.take(WORDS) {
        all += 1;
        spanish += usize::from(SPANISH.has(word));
        other += usize::from(OTHER.has(word));
    }
    spanish >= 6 && spanish * 10 >= all * 2 && spanish > other * 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Clean};

    const SPANISH: &str =
        "El precio del aceite de la región ha caído en un mes y no se sabe si es por las lluvias del otoño.";
    const ENGLISH: &str = "The price of the oil has fallen in a month and nobody knows whether it was for the rains.";

    /// What 07/11/2024 above a text is.
    fn read(lines: &[&str]) -> Option<String> {
        let blocks = lines.iter().map(|line| Block::new(BlockKind::Paragraph, Clean::line(line))).collect();
        let document = Document { blocks, ..Document::default() };
        settle(&document, &find_dates("07/11/2024").pop()?).map(|date| date.to_string())
    }

    #[test]
    fn the_language_the_dateline_and_the_other_dates_settle_the_order() {
        assert_eq!(read(&[ENGLISH]), None);
        assert_eq!(read(&[SPANISH]).as_deref(), Some("2024-11-07"));
        assert_eq!(read(&["HOLM, 7 Nov (Plain Wire) - The price fell.", ENGLISH]).as_deref(), Some("2024-11-07"));
        assert_eq!(read(&["HOLM, July 11 (Plain Wire) - The price fell.", ENGLISH]).as_deref(), Some("2024-07-11"));
        assert_eq!(read(&[ENGLISH, "It began on 31/10/2024."]).as_deref(), Some("2024-11-07"));
        assert_eq!(read(&[SPANISH, "La carta de Miami es del 10/31/2024."]).as_deref(), Some("2024-07-11"));
        assert_eq!(read(&[SPANISH, "Una carta es del 10/31/2024, la otra del 31/10/2024."]), None);
    }

    #[test]
    fn small_words_that_spanish_shares_do_not_hide_it() {
        let text = "Un coro ensaya bajo tierra porque arriba no les dejan, o eso dicen. El director los cuenta y les da la nota.";
        assert_eq!(read(&[text]).as_deref(), Some("2024-11-07"));
    }

    #[test]
    fn a_language_beside_spanish_is_none() {
        for other in [
            "O preço do azeite da região caiu num mês e não se sabe se foi por causa das chuvas do outono.",
            "El preu de l'oli de la regió ha caigut en un mes i no se sap si és per les pluges de la tardor.",
            "Il prezzo dell'olio della regione è sceso in un mese e non si sa se è per le piogge di ottobre.",
        ] {
            assert_eq!(read(&[other]), None, "{other}");
        }
    }
}
