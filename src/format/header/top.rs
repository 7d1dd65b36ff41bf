//! The way down from the top: what each line above a text is.

use crate::document::{Block, BlockKind, Clean, DateOrigin, Document, FoundDate, find_dates, find_head_dates};
use crate::format::build::part;

use super::above::{dated_line, is_sentence, is_signed_place, is_writer};
use super::byline::{Byline, byline};
use super::contact::{contact_lines, is_below_contact};
use super::dated::anchor;
use super::field::{Field, field, sender};
use super::given::is_given_name;
use super::job::is_job;
use super::label::{is_embargo, is_label, is_numbered};
use super::line::{date_line, is_update, is_written_from, month_line, month_part, occasion, only_day, place_and_day};
use super::names::plain_names;
use super::signed::{Signature, labelled, signature, signed_column, signed_section};
use super::titled::{Before, before_title, join_title};
use super::work::behind_work;
use super::{BODIES, TOP, set_date};

/// Bytes of a line below the title that is no teaser, even without a stop.
const TEASER: usize = 240;

/// Reads the lines above the text: title, by-line, date and source.
pub(super) fn read_top(document: &mut Document, gaps: &[bool]) {
    let title = if document.meta.title.is_some() { Title::Stated } else { Title::Unknown };
    let chosen = if title == Title::Stated { None } else { super::title::title_line(document, gaps) };
    let mut top = Top { title, chosen, gaps: gaps.to_vec(), ..Top::default() };
    let mut number = 0;
    while number < document.blocks.len().min(TOP) && top.bodies <= BODIES {
        top.block(document, number);
        number += 1;
    }
    if let Some((date, number)) = top.updated {
        set_date(document, &date, DateOrigin::Header, anchor(number, &date));
    }
}

/// What is known of the title.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Title {
    #[default]
    Unknown,
    /// A line is it by its look.
    Seen,
    /// The document's metadata or a field states it.
    Stated,
}

/// What was seen on the way down from the top.
#[derive(Debug, Default)]
struct Top {
    bodies: usize,
    title: Title,
    /// The block that is the title by its weight.
    chosen: Option<usize>,
    /// Whether a blank line stands above the first blocks.
    gaps: Vec<bool>,
    /// When the text was changed last, which counts when nothing says when it was published.
    updated: Option<(FoundDate, usize)>,
    /// The block below the last by-line.
    below_byline: Option<usize>,
}

impl Top {
    fn block(&mut self, document: &mut Document, number: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
            // The points of a list below a title are one teaser.
            let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
            let goes_on =
                block.kind == BlockKind::ListItem && above.is_some_and(|above| above.kind == BlockKind::ListItem);
            self.bodies += usize::from(block.kind.is_body() && !goes_on);
            return;
        }
        let text = block.text.clone();
        if self.title == Title::Unknown && self.chosen == Some(number) {
            self.seen(document, number);
            return;
        }
        let contacts = if self.bodies == 0 && self.title == Title::Unknown && field(&text).is_none() {
            contact_lines(document, number)
        } else {
            0
        };
        if contacts > 0 {
            for line in number..number + contacts {
                set_kind(document, line, BlockKind::Contact);
            }
        } else if self.bodies == 0 && is_embargo(&text) {
            set_kind(document, number, BlockKind::Date);
            if let Some(date) = find_dates(&text).first() {
                set_date(document, date, DateOrigin::Header, anchor(number, date));
            }
        } else if self.bodies == 0 && self.below_byline == Some(number) && (is_job(&text) || is_written_from(&text)) {
            // What the author is or was, on a line of its own, and now and then the day: "Staff Writer | Oct. 14, 2025".
            set_kind(document, number, BlockKind::Byline);
            if let Some(date) = dated_line(&text) {
                set_date(document, &date, DateOrigin::Header, anchor(number, &date));
            }
        } else if self.bodies <= 1 && is_label(&text) && document.blocks.len() > 1 {
            set_kind(document, number, BlockKind::Boilerplate);
        } else if self.bodies == 0
            && let Some((field, start)) = field(&text)
        {
            self.field(document, number, field, start);
        } else if let Some(line) = byline(&text).filter(|_| !is_below_contact(document, number)) {
            set_kind(document, number, BlockKind::Byline);
            let is_next = self.below_byline == Some(number);
            self.below_byline = Some(number + 1);
            let line = self.wrapped(document, number, &line).unwrap_or(line);
            if document.meta.authors.is_empty() {
                document.meta.authors = line.authors.iter().map(|name| Clean::line(name)).collect();
                if text.ends_with([',', '&']) || text.ends_with(" and") || text.ends_with(" y") {
                    self.continued(document, number + 1);
                }
            } else if is_next && behind_work(&text).is_some() {
                // "Coordinación: Ana Beck", "Investigación de campo: Luis Vega"
                let known = document.meta.authors.clone();
                let more = line.authors.iter().map(|name| Clean::line(name)).filter(|name| !known.contains(name));
                document.meta.authors.extend(more);
            }
            if document.meta.source.is_none() {
                document.meta.source = line.desk.map(|desk| Clean::line(&desk));
            }
            if let Some(date) = find_dates(&text).first() {
                set_date(document, date, DateOrigin::Header, anchor(number, date));
            }
        } else if self.bodies <= 1
            && let Some(date) = date_line(&text).filter(|_| !is_answer(document, number))
        {
            set_kind(document, number, BlockKind::Date);
            if is_update(&text) {
                self.updated.get_or_insert((date, number));
            } else {
                set_date(document, &date, DateOrigin::Header, anchor(number, &date));
            }
        } else if self.bodies == 0
            && self.title != Title::Unknown
            && let Some(date) = month_line(&text)
                .or_else(|| occasion(&text))
                .or_else(|| place_and_day(&text))
                .or_else(|| month_part(&text).filter(|_| is_numbered(&text)))
        {
            set_kind(document, number, BlockKind::Date);
            set_date(document, &date, DateOrigin::Header, anchor(number, &date));
        } else if self.title != Title::Unknown
            && self.bodies <= 1
            && document.meta.authors.is_empty()
            && let Some(Signature { authors, lines }) =
                labelled(document, number).or_else(|| signature(document, number, self.bodies))
        {
            for line in number..number + lines {
                set_kind(document, line, BlockKind::Byline);
            }
            self.below_byline = Some(number + lines);
            document.meta.authors = authors.iter().map(|name| Clean::line(name)).collect();
        } else if self.title == Title::Unknown && self.chosen.is_some_and(|title| number < title) {
            self.above(document, number);
        } else if block.kind == BlockKind::Paragraph {
            // Lines above a text that are no sentences may be a second headline, a place, a reference number.
            let is_sentence = text.ends_with(['.', '!', '?', '”', '"', '»']);
            self.bodies += usize::from(text.len() >= TEASER || is_sentence);
        }
    }

    /// A by-line whose last name was broken by the end of the line: "Elaborado por Ana Beck y Luis", "Vega".
    fn wrapped(&mut self, document: &mut Document, number: usize, line: &Byline) -> Option<Byline> {
        const WORDS: usize = 2;
        let is_apart = self.gaps.get(number + 1).copied().unwrap_or(true);
        let [text, next] = [document.blocks.get(number)?, document.blocks.get(number + 1)?].map(|block| &*block.text);
        let last =
            [" y ", " and ", " e ", " & ", ", "].iter().filter_map(|link| text.rsplit_once(link)).map(|(_, last)| last);
        let is_broken =
            last.min_by_key(|last| last.len()).is_some_and(|last| !last.contains(' ') && is_given_name(last));
        let is_rest = next.split(' ').count() <= WORDS
            && next
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic));
        if is_apart || !is_broken || !is_rest {
            return None;
        }
        let whole = byline(&format!("{text} {next}")).filter(|whole| whole.authors.len() >= line.authors.len())?;
        set_kind(document, number + 1, BlockKind::Byline);
        self.below_byline = Some(number + 2);
        Some(whole)
    }

    /// The names with which a by-line goes on in the next line.
    fn continued(&mut self, document: &mut Document, number: usize) {
        let names = document.blocks.get(number).map(|block| plain_names(&block.text)).unwrap_or_default();
        if !names.is_empty() {
            set_kind(document, number, BlockKind::Byline);
            self.below_byline = Some(number + 1);
            document.meta.authors.extend(names.iter().map(|name| Clean::line(name)));
        }
    }

    /// The line that is the title by its weight: with the line in which it goes on, without its dateline.
    fn seen(&mut self, document: &mut Document, number: usize) {
        let is_apart = self.gaps.get(number + 1).copied().unwrap_or(true);
        join_title(document, number, !is_apart);
        let Some(block) = document.blocks.get(number) else { return };
        let text = block.text.clone();
        self.title = Title::Seen;
        // "ROME, 4 July 2023 – Sardines at risk", "PRESS RELEASE: Sardines at risk": what they are, and the title behind.
        if let Some((told, start)) = before_title(&text)
            && let (Some(before), Some(title)) = (part(block, 0, start), part(block, start, text.len()))
        {
            document.meta.title = Some(title.text.clone());
            let kind = if matches!(told, Before::Day(_)) { BlockKind::Date } else { BlockKind::Boilerplate };
            document.blocks.splice(
                number..=number,
                [Block { kind, depth: 0, ..before }, Block { kind: BlockKind::Title, depth: 0, ..title }],
            );
            if let Before::Day(date) = told {
                set_date(document, &date, DateOrigin::Header, anchor(number, &date));
            }
            return;
        }
        set_kind(document, number, BlockKind::Title);
        document.meta.title = Some(text);
    }

    /// A line above the title: the house, the section, the writer, the day.
    fn above(&mut self, document: &mut Document, number: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        let text = block.text.clone();
        if is_sentence(&text) {
            return;
        }
        set_kind(document, number, BlockKind::Boilerplate);
        if let Some(date) = dated_line(&text).or_else(|| only_day(&text)).or_else(|| month_part(&text)) {
            set_kind(document, number, BlockKind::Date);
            set_date(document, &date, DateOrigin::Header, anchor(number, &date));
        }
        let is_placed = self.chosen.is_some_and(|title| is_signed_place(document, number, title));
        // "Ana Beck @anabeck"
        let name = text.split(" @").next().unwrap_or_default();
        let writer = if is_placed && is_writer(document, number, name) {
            Some(name.to_owned())
        } else {
            signed_section(&text).or_else(|| signed_column(document, number, &text))
        };
        if document.meta.authors.is_empty()
            && let Some(writer) = writer
        {
            set_kind(document, number, BlockKind::Byline);
            document.meta.authors.push(Clean::line(&writer));
        }
    }

    fn field(&mut self, document: &mut Document, number: usize, field: Field, start: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        let text = block.text.clone();
        let Some(stated) = part(block, start, text.len()) else { return };
        let value = stated.text.clone();
        match field {
            Field::Title if self.title == Title::Stated => {}
            Field::Other => {
                set_kind(document, number, BlockKind::Boilerplate);
                if document.meta.authors.is_empty() {
                    document.meta.authors.extend(sender(document, number).map(|name| Clean::line(&name)));
                }
            }
            Field::Title => {
                // What stood above the fields of a memo or a mail was no title.
                if let Some(above) =
                    document.blocks.iter().take(number).position(|block| block.kind == BlockKind::Title)
                {
                    set_kind(document, above, BlockKind::Boilerplate);
                }
                if let Some(block) = document.blocks.get_mut(number) {
                    *block = Block { kind: BlockKind::Title, depth: 0, ..stated };
                }
                document.meta.title = Some(value);
                self.title = Title::Stated;
            }
            Field::Date => {
                set_kind(document, number, BlockKind::Date);
                if let Some(date) = find_head_dates(&text).first() {
                    set_date(document, date, DateOrigin::Header, anchor(number, date));
                }
            }
            Field::Source => {
                set_kind(document, number, BlockKind::Boilerplate);
                document.meta.source.get_or_insert(value);
            }
        }
    }
}

/// Whether a line stands below a question: "El 1 de enero de 2025." is what is answered.
fn is_answer(document: &Document, number: usize) -> bool {
    let above = number.checked_sub(1).and_then(|above| document.blocks.get(above));
    let is_sentence = document.blocks.get(number).is_some_and(|block| block.text.ends_with('.'));
    is_sentence && above.is_some_and(|above| above.kind != BlockKind::Title && above.text.ends_with('?'))
}

/// Says what a block is.
pub(super) fn set_kind(document: &mut Document, number: usize, kind: BlockKind) {
    if let Some(block) = document.blocks.get_mut(number) {
        (block.kind, block.depth) = (kind, 0);
    }
}
