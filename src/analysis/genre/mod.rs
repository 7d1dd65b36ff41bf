//! What sort of text it is, by its outer signs: questions, labels, headings, contacts.

mod labels;
mod told;

use std::collections::HashMap;

use crate::document::{Block, BlockKind, Document};

use super::Genre;
use super::lexicon::fold;
use labels::{MEMO, MINUTES, RELEASE, RELEASE_STARTS, REPORT, SELF, STATEMENT};
use told::{Told, is_told};

/// Blocks at either end of the text in which a label is looked for.
const ENDS: usize = 6;

/// The sort of text.
pub(super) fn of(document: &Document) -> Genre {
    let count = |kind: BlockKind| document.blocks.iter().filter(|block| block.kind == kind).count();
    let paragraphs = count(BlockKind::Paragraph);
    let questions = count(BlockKind::Question);
    if questions >= 2 && questions * 8 >= paragraphs {
        return Genre::Interview;
    }
    let contacts = count(BlockKind::Contact);
    let blocks = &document.blocks;
    let ends = blocks.iter().take(ENDS).chain(blocks.iter().rev().take(ENDS));
    let labelled = ends.filter(|block| block.text.len() < 200).any(|block| {
        let text = fold(&block.text);
        RELEASE.iter().any(|label| text.contains(label) && !is_told_of(block, &text, label))
            || RELEASE_STARTS.iter().any(|start| text.starts_with(start))
            || is_about(&text) && block.kind == BlockKind::Heading
    });
    if labelled {
        return Genre::Release;
    }
    if is_told(document) || is_meeting(document) {
        return Genre::Interview;
    }
    let title = document.meta.title.as_ref().map(|title| fold(title).into_owned()).unwrap_or_default();
    let titled = title.split(|letter: char| !letter.is_alphanumeric()).any(|word| REPORT.contains(&word))
        || blocks.iter().take(ENDS).any(is_report_number)
        || is_memo(document);
    // "1. Overview" on a line of its own
    let is_numbered =
        |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.len() < 60 && !text.ends_with('.');
    let items = document.blocks.iter().filter(|block| block.kind == BlockKind::ListItem && is_numbered(&block.text));
    let sections = sections(document, &title);
    let headings = sections + items.count();
    let signed = !document.meta.authors.is_empty() || count(BlockKind::Byline) > 0;
    if MINUTES.iter().any(|start| title.starts_with(start))
        || titled && headings >= 1
        || sections >= 2 && calls_itself_report(document)
        || headings >= 3 && !signed && (contacts > 0 || count(BlockKind::ListItem) > 0 || headings * 5 >= paragraphs)
    {
        return Genre::Report;
    }
    if !signed && is_statement(&title) || is_open_letter(&title) {
        return Genre::Release;
    }
    if !signed && is_of_house(document) {
        return Genre::Release;
    }
    if contacts > 0 && !signed && paragraphs <= 20 { Genre::Release } else { Genre::News }
}

/// Whether a sentence speaks of a release rather than being labelled as one: "In a press release sent at night the club said".
fn is_told_of(block: &Block, text: &str, label: &str) -> bool {
    const WORDS: usize = 6;
    let is_sentence = block.kind == BlockKind::Paragraph
        && text.split(' ').count() > WORDS
        && block.text.ends_with(['.', '!', '?', '”', '"', '»']);
    let is_word =
        ["release", "statement", "advisory", "prensa", "oficial", "informativo"].iter().any(|end| label.ends_with(end));
    let begins = ["", "this ", "este ", "esta "]
        .iter()
        .any(|led| text.strip_prefix(led).is_some_and(|text| text.starts_with(label)));
    is_sentence && is_word && label != "for immediate release" && !begins
}

/// Whether a heading says that the house follows which gives the text out, and not what a report is about: "About Holm Foods".
fn is_about(heading: &str) -> bool {
    const OWN: &[&str] =
        &["this", "the report", "the study", "the review", "the survey", "the data", "the author", "our"];
    heading.strip_prefix("about ").is_some_and(|rest| !OWN.iter().any(|own| rest.starts_with(own)))
}

/// Whether a line above the title names a public house that gives out texts: "Instituto Departamental de Deportes".
fn is_of_house(document: &Document) -> bool {
    const LINE: usize = 100;
    const HOUSES: &[&str] = &[
        "ministerio de ",
        "ministerio del ",
        "secretaria de ",
        "secretaria del ",
        "instituto ",
        "gobierno de ",
        "gobierno del ",
        "gobernacion ",
        "alcaldia ",
        "ayuntamiento de ",
        "municipalidad de ",
        "presidencia de ",
        "consejeria de ",
        "diputacion ",
        "fiscalia ",
        "poder judicial",
        "universidad de ",
        "ministry of ",
        "department of ",
        "department for ",
        "office of the ",
        "government of ",
        "university of ",
    ];
    let above = document.blocks.iter().take(ENDS).take_while(|block| block.kind != BlockKind::Title);
    let mut above = above.filter(|block| block.kind == BlockKind::Boilerplate && block.text.len() <= LINE);
    above.any(|block| {
        let text = fold(&block.text);
        HOUSES.iter().any(|house| text.starts_with(house)) && !block.text.ends_with('.')
    })
}

/// Whether the head of a text says that it tells how somebody was met, and the text does: "THE BIG INTERVIEW", "Ana Beck meets
/// the last of them" by Ana Beck.
fn is_meeting(document: &Document) -> bool {
    const LINE: usize = 60;
    const MEETS: &[&str] = &[
        " meets ",
        " talks to ",
        " talks with ",
        " speaks to ",
        " interviews ",
        " has lunch with ",
        " conversa con ",
        " habla con ",
        " entrevista a ",
        " charla con ",
    ];
    const SERIES: &[&str] = &[
        "lunch with",
        "breakfast with",
        "dinner with",
        "in conversation with",
        "a coffee with",
        "almuerzo con",
        "cafe con",
    ];
    let is_series = |part: &str| {
        let part = part.trim();
        let last = part.rsplit(' ').next();
        part.split(' ').count() <= 4 && last.is_some_and(|last| matches!(last, "interview" | "entrevista"))
            || SERIES.iter().any(|series| part.starts_with(series))
    };
    let is_headed = document.blocks.iter().take(ENDS).any(|block| {
        let text = fold(&block.text);
        let is_label = block.kind == BlockKind::Boilerplate
            && text.len() <= LINE
            && text.split(['|', '/', '·', ':']).any(is_series);
        let mut authors = document.meta.authors.iter();
        is_label
            || authors.any(|author| {
                text.strip_prefix(&*fold(author)).is_some_and(|rest| MEETS.iter().any(|verb| rest.starts_with(verb)))
            })
    });
    let told = Told::of(document);
    is_headed && told.now >= 3 && told.now >= told.then && told.quoting * 3 >= told.all
}

/// The sort as which a text is read: a talk that is told has no questions to which its paragraphs are the answers, and a
/// memorandum says first what it has to say.
pub(super) fn read_as(document: &Document, genre: Genre) -> Genre {
    let is_asked = || document.blocks.iter().any(|block| block.kind == BlockKind::Question);
    match genre {
        Genre::Interview if !is_asked() => Genre::News,
        Genre::Report if is_memo(document) => Genre::News,
        genre => genre,
    }
}

/// Whether a text is labelled as a memorandum.
fn is_memo(document: &Document) -> bool {
    document
        .blocks
        .iter()
        .take(ENDS)
        .any(|block| block.kind == BlockKind::Boilerplate && MEMO.contains(&fold(&block.text).trim_end_matches(':')))
}

/// Whether a title says that the text is what a house states: "Club statement: Ana Beck", "Comunicado sobre el puente".
fn is_statement(title: &str) -> bool {
    const WORDS: usize = 2;
    let head = title.split(':').next().unwrap_or(title).trim();
    let is_called = head.split(' ').count() <= WORDS
        && ["statement", "comunicado", "pronunciamiento"].iter().any(|word| head.ends_with(word));
    is_called || begins_with_one(title)
}

fn begins_with_one(title: &str) -> bool {
    STATEMENT.iter().any(|start| {
        title.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(':') || start.contains(' ') && rest.starts_with(' ')
        })
    })
}

/// Whether a title says that the text is a letter to everybody: whoever signs it, they have given it out.
fn is_open_letter(title: &str) -> bool {
    title.starts_with("open letter") || title.starts_with("an open letter") || title.starts_with("carta abierta")
}

/// Whether a line above the title says that a report follows: "Informe 7/2025".
fn is_report_number(block: &Block) -> bool {
    const LINE: usize = 60;
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let text = fold(&block.text);
    let mut words = text.split(' ');
    block.kind == BlockKind::Boilerplate
        && text.len() <= LINE
        && words.next().is_some_and(|first| REPORT.contains(&first))
        && words.next_back().is_some_and(is_number)
}

/// The headings that head a section: one that comes back, or says the title again, is the running head of the pages.
fn sections(document: &Document, title: &str) -> usize {
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for heading in headings {
        // The number of the page is not the same on each.
        let words = fold(&heading.text);
        let words = words.trim_matches(|letter: char| !letter.is_alphabetic()).to_owned();
        *seen.entry(words).or_default() += 1;
    }
    seen.iter().filter(|(words, times)| **times == 1 && !words.is_empty() && words.as_str() != title).count()
}

/// Whether one of the first paragraphs says "this report".
fn calls_itself_report(document: &Document) -> bool {
    const FIRST: usize = 4;
    let paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).take(FIRST);
    paragraphs.map(|block| fold(&block.text)).any(|text| SELF.iter().any(|name| text.contains(name)))
}

#[cfg(test)]
mod tests;
