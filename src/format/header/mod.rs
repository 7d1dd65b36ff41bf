//! The lines above a text: title, by-line, date and source; and the author's biography below it.
//!
//! Works on blocks, so that plain text, Markdown and web pages share it. What a document's own metadata said before is
//! kept. Dates of the body are events and never become the document's date.

mod above;
mod biography;
mod byline;
mod contact;
mod dated;
mod field;
#[cfg(test)]
mod forms;
mod given;
mod house;
mod label;
mod line;
mod meeting;
mod order;
mod signed;

pub(super) use byline::{byline, is_name, plain_names, stated_authors};
pub(super) use field::field;
pub(super) use label::is_label;
pub(super) use line::{date_line, occasion};

use crate::document::{
    Anchor, Block, BlockKind, Clean, DateOrigin, Document, DocumentDate, FoundDate, Warning, find_dates,
    find_head_dates,
};
use crate::format::build::part;
use crate::format::words::is_words;
use above::{dated_line, is_writer, stands_above_title};
use biography::mark_biography;
use byline::is_job;
use contact::contact_lines;
use dated::{read_dateline, read_last_byline, read_last_date};
use field::Field;
use label::is_embargo;
use line::month_line;
use meeting::{read_opening_date, read_title_date};
use order::settle;
use signed::{Signature, labelled, read_signed_teaser, signature, signed_section};

/// Blocks looked at from the top.
const TOP: usize = 14;
/// Body blocks after which nothing above the text is expected any more.
const BODIES: usize = 2;
/// Bytes of a line that is body text whatever its end.
const BODY: usize = 100;
/// Bytes of a line below the title that is no teaser, even without a stop.
const TEASER: usize = 240;
/// Bytes of the longest title.
const TITLE: usize = 300;

/// Reads the lines above and below the text of a document. `title` is the block of a title that the document's metadata
/// states.
pub(super) fn read(document: &mut Document, title: Option<Block>) {
    place_title(document, title);
    let mut top = Top {
        bodies: 0,
        has_title: document.meta.title.is_some(),
        states_title: document.meta.title.is_some(),
        ..Top::default()
    };
    let mut number = 0;
    while number < document.blocks.len().min(TOP) && top.bodies <= BODIES {
        top.block(document, number);
        number += 1;
    }
    if document.meta.date.is_none() {
        read_dateline(document);
    }
    if document.meta.date.is_none() {
        read_title_date(document);
    }
    if document.meta.date.is_none() {
        read_opening_date(document);
    }
    if document.meta.date.is_none() {
        read_last_date(document);
    }
    if document.meta.authors.is_empty() {
        read_signed_teaser(document);
    }
    if document.meta.authors.is_empty() {
        read_last_byline(document);
    }
    mark_biography(document);
}

/// Sets the document's date, unless its reading is open.
pub(super) fn set_date(document: &mut Document, found: &FoundDate, origin: DateOrigin, at: Option<Anchor>) {
    if document.meta.date.is_some() {
        return;
    }
    let Some(value) = settle(document, found) else {
        if !document.warnings.contains(&Warning::AmbiguousDate) {
            document.warnings.push(Warning::AmbiguousDate);
        }
        return;
    };
    document.warnings.retain(|warning| *warning != Warning::AmbiguousDate);
    let certain = found.certain || found.other.is_some();
    document.meta.date = Some(DocumentDate { value, origin, certain, at });
}

/// Gives a title known from metadata its place: the block that repeats it, else a new one at the top.
fn place_title(document: &mut Document, title: Option<Block>) {
    let Some(title) = title else { return };
    let same = |block: &Block| {
        matches!(block.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph)
            && same_words(&block.text, &title.text)
    };
    match document.blocks.iter().take(TOP).position(same) {
        Some(number) => set_kind(document, number, BlockKind::Title),
        None => document.blocks.insert(0, title),
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    a == b || (a.len() <= TITLE * 2 && !words(a).is_empty() && words(a) == words(b))
}

/// What was seen on the way down from the top.
#[derive(Debug, Default)]
struct Top {
    bodies: usize,
    has_title: bool,
    /// The title is stated: by the document's metadata or by a field.
    states_title: bool,
    /// A block was body text before any title came.
    began: bool,
    /// The block below the last by-line.
    below_byline: Option<usize>,
    /// The line before was a section or house above the title.
    is_below_house: bool,
}

impl Top {
    fn block(&mut self, document: &mut Document, number: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
            self.bodies += usize::from(block.kind.is_body());
            return;
        }
        let text = block.text.clone();
        let anchor = |range: std::ops::Range<usize>| {
            Some(Anchor {
                block: u32::try_from(number).ok()?,
                start: u32::try_from(range.start).ok()?,
                end: u32::try_from(range.end).ok()?,
            })
        };
        let contacts = if self.bodies == 0 && !self.has_title { contact_lines(document, number) } else { 0 };
        if contacts > 0 {
            for line in number..number + contacts {
                set_kind(document, line, BlockKind::Contact);
            }
        } else if self.bodies == 0 && is_embargo(&text) {
            set_kind(document, number, BlockKind::Date);
            if let Some(date) = find_dates(&text).first() {
                set_date(document, date, DateOrigin::Header, anchor(date.range.clone()));
            }
        } else if self.bodies == 0 && self.below_byline == Some(number) && is_job(&text) {
            // What the author is, on a line of its own.
            set_kind(document, number, BlockKind::Byline);
        } else if self.bodies <= 1 && is_label(&text) && document.blocks.len() > 1 {
            set_kind(document, number, BlockKind::Boilerplate);
        } else if self.bodies == 0
            && let Some((field, start)) = field(&text)
        {
            self.field(document, number, field, start);
        } else if let Some(line) = byline(&text) {
            set_kind(document, number, BlockKind::Byline);
            self.below_byline = Some(number + 1);
            if document.meta.authors.is_empty() {
                document.meta.authors = line.authors.iter().map(|name| Clean::line(name)).collect();
            }
            if document.meta.source.is_none() {
                document.meta.source = line.desk.map(|desk| Clean::line(&desk));
            }
            if let Some(date) = find_dates(&text).first() {
                set_date(document, date, DateOrigin::Header, anchor(date.range.clone()));
            }
        } else if self.bodies <= 1
            && let Some(date) = date_line(&text)
        {
            set_kind(document, number, BlockKind::Date);
            set_date(document, &date, DateOrigin::Header, anchor(date.range.clone()));
        } else if self.bodies == 0
            && self.has_title
            && let Some(date) = month_line(&text).or_else(|| occasion(&text))
        {
            set_kind(document, number, BlockKind::Date);
            set_date(document, &date, DateOrigin::Header, anchor(date.range.clone()));
        } else if self.has_title
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
        } else if !self.has_title
            && (!self.began || self.is_below_house)
            && stands_above_title(document, number, self.is_below_house)
        {
            self.is_below_house = true;
            set_kind(document, number, BlockKind::Boilerplate);
            if let Some(date) = dated_line(&text) {
                set_kind(document, number, BlockKind::Date);
                set_date(document, &date, DateOrigin::Header, anchor(date.range.clone()));
            }
            let writer =
                if is_writer(document, number, &text) { Some(text.to_string()) } else { signed_section(&text) };
            if document.meta.authors.is_empty()
                && let Some(writer) = writer
            {
                set_kind(document, number, BlockKind::Byline);
                document.meta.authors.push(Clean::line(&writer));
            }
        } else if !self.has_title && is_title(document, number, self.began) {
            set_kind(document, number, BlockKind::Title);
            document.meta.title = Some(text);
            self.has_title = true;
        } else if block.kind == BlockKind::Paragraph {
            self.began = true;
            // Lines above a text that are no sentences may be a second headline, a place, a reference number.
            let is_sentence = text.ends_with(['.', '!', '?', '”', '"', '»']);
            self.bodies += usize::from(text.len() >= TEASER || is_sentence);
        }
    }

    fn field(&mut self, document: &mut Document, number: usize, field: Field, start: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        let text = block.text.clone();
        let Some(stated) = part(block, start, text.len()) else { return };
        let value = stated.text.clone();
        match field {
            Field::Title if self.states_title => {}
            Field::Other => set_kind(document, number, BlockKind::Boilerplate),
            Field::Title => {
                // What stood above the fields of a memo or a mail was no title.
                if let Some(above) =
                    document.blocks.iter().take(number).position(|block| block.kind == BlockKind::Title)
                {
                    set_kind(document, above, BlockKind::Boilerplate);
                }
                self.states_title = true;
                if let Some(block) = document.blocks.get_mut(number) {
                    *block = Block { kind: BlockKind::Title, depth: 0, ..stated };
                }
                document.meta.title = Some(value);
                self.has_title = true;
            }
            Field::Date => {
                set_kind(document, number, BlockKind::Date);
                if let Some(date) = find_head_dates(&text).first() {
                    let place = (u32::try_from(date.range.start), u32::try_from(date.range.end), u32::try_from(number));
                    let at = if let (Ok(start), Ok(end), Ok(block)) = place {
                        Some(Anchor { block, start, end })
                    } else {
                        None
                    };
                    set_date(document, date, DateOrigin::Header, at);
                }
            }
            Field::Source => {
                set_kind(document, number, BlockKind::Boilerplate);
                document.meta.source.get_or_insert(value);
            }
        }
    }
}

fn set_kind(document: &mut Document, number: usize, kind: BlockKind) {
    if let Some(block) = document.blocks.get_mut(number) {
        (block.kind, block.depth) = (kind, 0);
    }
}

/// Whether a block above any other text is the title.
fn is_title(document: &Document, number: usize, began: bool) -> bool {
    let Some(block) = document.blocks.get(number) else { return false };
    if !is_words(&block.text) {
        return false;
    }
    if block.kind == BlockKind::Heading {
        return block.text.len() <= TITLE && (!began || block.depth == 1);
    }
    if began || block.text.len() > TITLE {
        return false;
    }
    if !block.text.trim_end_matches(['"', '”', '»', '\'', ')']).ends_with(['.', ':', ';', ',', '…']) {
        return true;
    }
    // A sentence can be a title when what follows is clearly something else.
    let Some(next) = document.blocks.get(number + 1) else { return false };
    let one_sentence = block.text.len() <= TITLE / 2 && block.text.ends_with('.') && !block.text.contains(". ");
    one_sentence && (byline(&next.text).is_some() || date_line(&next.text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let blocks = blocks.iter().map(|(kind, text)| Block::new(*kind, Clean::line(text))).collect();
        let mut document = Document { blocks, ..Document::default() };
        read(&mut document, None);
        document
    }

    fn shown(document: &Document) -> String {
        let date =
            document.meta.date.map_or_else(|| "-".into(), |date| format!("{} {}", date.value, date.origin.name()));
        let authors: Vec<&str> = document.meta.authors.iter().map(|name| &**name).collect();
        let kinds: Vec<&str> = document.blocks.iter().map(|block| block.kind.name()).collect();
        format!(
            "{} / {} / {date} / {}",
            document.meta.title.as_deref().unwrap_or("-"),
            authors.join("; "),
            kinds.join(" ")
        )
    }

    const BODY: &str =
        "The council of the city voted on the plan, and the mayor said it was late. The river stayed calm all day.";

    #[test]
    fn a_label_is_passed_over_and_the_weekday_settles_the_date() {
        use BlockKind::{Heading, Paragraph};
        let document = document(&[
            (Heading, "News Article"),
            (Heading, "Water For All"),
            (Heading, "By Ana Beck | Wed, 09/08/2021 - 18:12"),
            (Paragraph, BODY),
            (Paragraph, "Ana Beck Ana Beck Journalist and Industry Analyst"),
        ]);
        assert_eq!(
            shown(&document),
            "Water For All / Ana Beck / 2021-09-08 header / boilerplate title byline paragraph boilerplate"
        );
    }

    #[test]
    fn a_date_below_the_teaser_is_the_date_and_one_in_the_body_is_not() {
        use BlockKind::Paragraph;
        let teaser = document(&[
            (Paragraph, "Dr. Ana Beck - Secretary of Water"),
            (Paragraph, BODY),
            (Paragraph, "17.10.2016"),
            (Paragraph, BODY),
        ]);
        assert_eq!(
            shown(&teaser),
            "Dr. Ana Beck - Secretary of Water /  / 2016-10-17 header / title paragraph date paragraph"
        );
        let body = document(&[
            (Paragraph, "Water Plan 2024"),
            (Paragraph, "On November 5, 2024, the government introduced a plan."),
        ]);
        assert_eq!(shown(&body), "Water Plan 2024 /  / - / title paragraph");
    }

    #[test]
    fn an_open_date_is_none_and_is_told() {
        use BlockKind::Paragraph;
        let open = document(&[(Paragraph, "Water For All"), (Paragraph, "09/08/2021"), (Paragraph, BODY)]);
        assert_eq!((open.meta.date, open.warnings.as_slice()), (None, [Warning::AmbiguousDate].as_slice()));
        let settled = document(&[
            (Paragraph, "Water For All"),
            (Paragraph, "09/08/2021"),
            (Paragraph, "It began on 31/07/2021."),
        ]);
        assert_eq!(settled.meta.date.map(|date| date.value.to_string()).as_deref(), Some("2021-08-09"));
    }

    #[test]
    fn the_head_of_a_mail_states_title_and_date() {
        use BlockKind::Paragraph;
        let document = document(&[
            (Paragraph, "From: Press Office"),
            (Paragraph, "Subject: Water For All"),
            (Paragraph, "Date: Thu, 31 Oct 2024 13:42:00 -0500"),
            (Paragraph, BODY),
        ]);
        assert_eq!(shown(&document), "Water For All /  / 2024-10-31 header / boilerplate title date paragraph");
    }

    #[test]
    fn a_text_that_begins_at_once_has_no_title() {
        assert_eq!(shown(&document(&[(BlockKind::Paragraph, BODY)])), "- /  / - / paragraph");
    }

    #[test]
    fn a_dateline_dates_the_text() {
        use BlockKind::Paragraph;
        let document = document(&[
            (Paragraph, "Water For All"),
            (Paragraph, "QUITO, Oct. 31, 2024 (AP) — The mayor said that the river stayed calm."),
        ]);
        assert_eq!(document.meta.date.map(|date| date.origin), Some(DateOrigin::Dateline));
    }
}
