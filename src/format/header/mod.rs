//! The lines above a text: title, by-line, date and source; and the author's biography below it.
//!
//! Works on blocks, so that plain text, Markdown and web pages share it. What a document's own metadata said before is
//! kept. Dates of the body are events and never become the document's date.

mod above;
mod beside;
mod biography;
mod byline;
mod closing;
mod contact;
mod dated;
mod field;
mod first_person;
#[cfg(test)]
mod forms;
mod given;
mod head;
mod house;
mod job;
mod label;
mod large;
mod letter;
mod line;
mod meeting;
mod names;
mod order;
mod ruled;
mod shape;
mod sign;
mod signed;
mod speech;
mod stems;
mod teaser;
mod title;
mod titled;
mod top;
mod work;

pub(super) use byline::{byline, stated_authors};
pub(super) use field::field;
pub(super) use label::is_label;
pub(super) use line::{date_line, occasion};
pub(super) use names::{is_name, plain_names};

use crate::document::{Anchor, Block, BlockKind, Clean, DateOrigin, Document, DocumentDate, FoundDate, Warning};
use biography::mark_biography;
use closing::{read_biography, read_greeting, read_last_byline, read_signed_report};
use dated::{read_dateline, read_issued, read_last_date, read_year};
use first_person::read_own_text;
use letter::read_letter;
use meeting::{read_line_date, read_opening_date, read_title_date};
use order::settle;
use teaser::read_signed_teaser;
use top::{read_top, set_kind};

/// Blocks looked at from the top.
const TOP: usize = 14;
/// Body blocks after which nothing above the text is expected any more.
const BODIES: usize = 2;
/// Bytes of a line that is body text whatever its end.
const BODY: usize = 100;
/// Bytes of the longest title.
const TITLE: usize = 300;

/// Reads the lines above and below the text of a document. `title` is the block of a title that the document's metadata
/// states; `gaps` are the first blocks with whether a blank line stands above them, as far as that is known.
pub(super) fn read(document: &mut Document, title: Option<Block>, gaps: &[bool]) {
    place_title(document, title);
    read_top(document, gaps);
    read_issued(document);
    // Where a date or a writer may stand otherwise, the likeliest place first.
    for read in [read_dateline, read_title_date, read_line_date, read_opening_date, read_last_date, read_year] {
        if document.meta.date.is_none() {
            read(document);
        }
    }
    for read in [
        read_signed_teaser,
        read_last_byline,
        read_biography,
        read_letter,
        read_signed_report,
        read_own_text,
        read_greeting,
    ] {
        if document.meta.authors.is_empty() {
            read(document);
        }
    }
    recase_authors(document);
    mark_biography(document);
}

/// A name in capitals is written as the text writes it elsewhere: "By ANA BECK", below the text "Ana Beck reported from Quito."
fn recase_authors(document: &mut Document) {
    const FAR: usize = 400;
    const LONGEST: usize = 1000;
    let is_shouted = |name: &str| !name.contains(char::is_lowercase);
    if !document.meta.authors.iter().any(|name| is_shouted(name)) {
        return;
    }
    let mut authors = document.meta.authors.clone();
    for name in authors.iter_mut().filter(|name| is_shouted(name)) {
        let capitals: Vec<String> = name.split(' ').map(title_case).collect();
        let capitals = capitals.join(" ");
        let mut texts = document.blocks.iter().rev().take(FAR).filter(|block| block.text.len() <= LONGEST);
        if texts.any(|block| block.text.contains(&capitals)) {
            *name = Clean::line(&capitals);
        }
    }
    document.meta.authors = authors;
}

/// "BECK-O'DELL" as "Beck-O'Dell".
fn title_case(word: &str) -> String {
    let mut is_first = true;
    let mut out = String::new();
    for c in word.chars() {
        if is_first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        is_first = !c.is_alphabetic();
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let blocks = blocks.iter().map(|(kind, text)| Block::new(*kind, Clean::line(text))).collect();
        let mut document = Document { blocks, ..Document::default() };
        read(&mut document, None, &[]);
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
