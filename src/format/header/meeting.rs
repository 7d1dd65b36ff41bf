//! The day of a meeting or a speech: in the title of its minutes, in the sentence that opens them.

use crate::document::{Block, BlockKind, DateOrigin, Document, FoundDate, find_dates};
use crate::format::words::Phrases;

use super::dated::anchor;
use super::{BODIES, TOP, set_date};

/// What the titles of texts begin with that belong to a day.
const TITLES: Phrases = Phrases::new(
    "minutes|draft minutes|agenda|proceedings|transcript|record of|acta|borrador del acta|sesión|orden del día|minuta|statement by\
    |speech|remarks|address|opening address|keynote|lecture|press conference|discurso|palabras|declaración de|intervención\
    |daily briefing|weekly briefing|morning briefing|evening briefing|briefing|press briefing|situation report|sitrep|newsletter|bulletin\
    |digest|round-up|roundup|resumen de|resumen diario|boletín|informe de situación|parte|briefing diario\
    |transcripción|versión estenográfica|rueda de prensa|conferencia de prensa",
);
/// The same of meetings alone: their text says when they were held.
const MEETINGS: Phrases = Phrases::new(
    "minutes|draft minutes|proceedings|record of|acta|borrador del acta|minuta|sesión|junta|asamblea|pleno|reunión",
);
/// How it is said that a meeting was held.
const HELD: [&str; 22] = [
    "held",
    " met ",
    " meets ",
    "called to order",
    "convened",
    "opened the meeting",
    "took place",
    "assembled",
    "siendo las",
    "siendo la ",
    "a las",
    "se reúne",
    "se reunió",
    "se reunieron",
    "reunidos",
    "reunidas",
    "se celebra",
    "celebró",
    "se da inicio",
    "dio inicio",
    "se constituye",
    "comparecen",
];

/// The day in the title of minutes or of a speech: "Minutes of the Board, 12 May 2025".
pub(super) fn read_title_date(document: &mut Document) {
    // "The minister's statement on the floods: 5 February 2024"
    let ends_in_day = |block: &Block| {
        let date = find_dates(&block.text).pop().filter(|date| date.range.end == block.text.len());
        date.and_then(|date| block.text.get(..date.range.start)).is_some_and(|before| before.trim_end().ends_with(':'))
    };
    let is_of_day = |block: &Block| {
        is_line(block) && (TITLES.starts(&block.text) || names_meeting(&block.text) || ends_in_day(block))
    };
    let mut titles = document.blocks.iter().enumerate().take(4).filter(|(_, block)| is_of_day(block));
    let found = titles.find_map(|(number, block)| Some((number, last_day(&block.text)?)));
    let Some((number, date)) = found else { return };
    set_date(document, &date, DateOrigin::Header, anchor(number, &date));
}

/// Whether a line has the day behind the name of those who met: "Planning Committee, 19 November 2024: decisions".
fn names_meeting(line: &str) -> bool {
    const HOUSES: Phrases = Phrases::new(
        "committee|council|board|meeting|assembly|commission|hearing|session|comisión|consejo|pleno|junta|reunión|sesión|asamblea",
    );
    let Some(date) = find_dates(line).pop() else { return false };
    let before = line.get(..date.range.start).unwrap_or_default().trim_end_matches([' ', ',', '(', '-', '–', '—']);
    let before =
        [" of", " on", " held on", " del", " de"].iter().find_map(|link| before.strip_suffix(link)).unwrap_or(before);
    before.split_whitespace().count() <= 6 && before.rsplit(' ').next().is_some_and(|word| HOUSES.has(word))
}

/// The day on a line below the title of minutes or of a speech: "Wed 22 Jan 2025, community room, Block C".
pub(super) fn read_line_date(document: &mut Document) {
    const LINES: usize = 3;
    const LONGEST: usize = 100;
    let is_of_day = |block: &Block| {
        let title = block.text.to_lowercase();
        let meets = ["meeting", "minutes", "acta", "reunión", "sesión", "asamblea", "pleno"];
        block.kind == BlockKind::Title
            && (TITLES.starts(&title) || title.split(|c: char| !c.is_alphabetic()).any(|word| meets.contains(&word)))
    };
    let Some(title) = document.blocks.iter().take(TOP).position(is_of_day) else { return };
    let is_line = |block: &Block| {
        matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
            && block.text.len() <= LONGEST
            && !block.text.ends_with(['.', ',', ':'])
    };
    let mut lines =
        document.blocks.iter().enumerate().skip(title + 1).take(LINES).take_while(|(_, block)| is_line(block));
    let day = |text: &str| find_dates(text).into_iter().find(|date| date.value.day.is_some());
    let Some((number, date)) = lines.find_map(|(number, block)| Some((number, day(&block.text)?))) else { return };
    set_date(document, &date, DateOrigin::Header, anchor(number, &date));
}

/// The last day of a title. Of two the text itself may be about the other.
fn last_day(title: &str) -> Option<FoundDate> {
    const AFTER: usize = 90;
    let date = find_dates(title).pop().filter(|date| date.value.day.is_some())?;
    (title.get(date.range.end..)?.len() <= AFTER).then_some(date)
}

/// The day in the sentence that opens the minutes of a meeting: "En Olmos, a 27 de abril de 2024, siendo las 18:30 horas".
pub(super) fn read_opening_date(document: &mut Document) {
    const LINES: usize = 6;
    let is_meeting = |block: &Block| {
        let title = block.text.to_lowercase();
        is_line(block) && (MEETINGS.starts(&title) || ["acta ", "minutes"].iter().any(|word| title.contains(word)))
    };
    if !document.blocks.iter().take(LINES).any(is_meeting) {
        return;
    }
    let texts = document.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let found = texts.take(BODIES + 1).find_map(|(number, block)| Some((number, opening_day(&block.text)?)));
    let Some((number, date)) = found else { return };
    set_date(document, &date, DateOrigin::Dateline, anchor(number, &date));
}

/// The only day of a first sentence which says that a meeting is held.
fn opening_day(text: &str) -> Option<FoundDate> {
    const LONGEST: usize = 400;
    let opening = text.get(..text.floor_char_boundary(LONGEST))?;
    let date = find_dates(opening).into_iter().find(|date| date.value.day.is_some())?;
    let before = opening.get(..date.range.start)?;
    // The minutes that are approved are others.
    let before = before.replace(".m. ", "m ").replace(". m. ", "m ");
    let is_first = !before.contains(". ")
        && !["approv", "aprob", "anterior", "previous", "last"].iter().any(|word| before.contains(word));
    let end = opening.get(date.range.end..)?.find(". ").map_or(opening.len(), |at| date.range.end + at);
    let sentence = opening.get(..end)?.to_lowercase();
    (is_first && HELD.iter().any(|word| sentence.contains(word))).then_some(date)
}

fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Boilerplate)
        && block.text.len() <= super::TITLE
}
