//! Lines → paragraphs: hard-wrapped lines are joined, words cut at a line's end made whole, sentences cut by a page
//! break mended.

use std::borrow::Cow;
use std::collections::HashSet;

use super::join::{append, join, whole_words};
use super::line::Line;
use super::look::{bullet, is_rule, marked_heading};
use super::wrap::{ends_early, goes_on, is_full, is_wrapped};
use crate::format::header::{byline, date_line, field};

/// What the look of a paragraph says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// A line marked as a heading (`**bold**`, `# …`, underlined), with the level if it states one.
    Heading(u8),
    /// An item of a list with its nesting; the text begins with its bullet.
    Item(u8),
    /// Quoted with `>`; the number is how often.
    Quoted(u8),
    /// A line of dashes or stars.
    Rule,
}

/// A paragraph of the text.
#[derive(Debug, Clone)]
pub(super) struct Paragraph<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) shape: Shape,
    /// A blank line stands before it.
    pub(super) apart: bool,
    /// It was one line in the file.
    pub(super) single: bool,
}
/// Lines at the top among which by-lines and dates stand alone.
const TOP: usize = 40;
/// Lines that show how wide the text is.
const SAMPLE: usize = 5000;

/// Makes paragraphs of lines.
pub(super) fn paragraphs<'a>(text: &'a str, lines: &[Line<'a>]) -> Vec<Paragraph<'a>> {
    let whole = whole_words(text, lines);
    let width = text_width(lines);
    let mut out: Vec<Paragraph<'a>> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = segment_end(lines, start);
        let segment = lines.get(start..end).unwrap_or_default();
        add_segment(segment, width, &whole, &mut out);
        start = end;
    }
    mend(out, &whole)
}

/// Where the lines end that may belong to one paragraph.
fn segment_end(lines: &[Line<'_>], start: usize) -> usize {
    let Some(first) = lines.get(start) else { return lines.len() };
    if stands_alone(first, start) {
        return start + 1;
    }
    let quoted = first.text.starts_with('>');
    let mut end = start + 1;
    while let Some(line) = lines.get(end) {
        let indented = line.indent >= 2 && lines.get(end - 1).is_some_and(|before| before.indent < 2);
        let new = line.apart || bullet(line.text).is_some() || (indented && bullet(first.text).is_none());
        if new || line.text.starts_with('>') != quoted || stands_alone(line, end) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a line is a paragraph of its own whatever stands around it.
fn stands_alone(line: &Line<'_>, number: usize) -> bool {
    let text = line.text;
    marked_heading(text).is_some()
        || is_rule(text)
        || (number < TOP
            && text.len() <= 300
            && (byline(text).is_some() || date_line(text).is_some() || field(text).is_some()))
}

fn add_segment<'a>(segment: &[Line<'a>], width: usize, whole: &HashSet<String>, out: &mut Vec<Paragraph<'a>>) {
    let Some(first) = segment.first() else { return };
    let one = |line: &Line<'a>, shape, apart| Paragraph { text: Cow::Borrowed(line.text), shape, apart, single: true };
    if is_rule(first.text) && segment.len() == 1 {
        // A line under a short line makes a heading of it.
        match out.last_mut() {
            Some(title) if !first.apart && title.single && title.shape == Shape::Text && title.text.len() <= 120 => {
                title.shape = Shape::Heading(if first.text.starts_with('=') { 1 } else { 2 });
            }
            _ => out.push(one(first, Shape::Rule, first.apart)),
        }
        return;
    }
    if let Some((level, text)) = marked_heading(first.text) {
        out.push(Paragraph {
            text: Cow::Borrowed(text),
            shape: Shape::Heading(level),
            apart: first.apart,
            single: true,
        });
        return;
    }
    if first.text.starts_with('>') {
        let depth =
            first.text.bytes().take_while(|byte| matches!(byte, b'>' | b' ')).filter(|byte| *byte == b'>').count();
        let text = join(segment.iter().map(|line| line.text.trim_start_matches(['>', ' '])), whole);
        out.push(Paragraph {
            text,
            shape: Shape::Quoted(u8::try_from(depth).unwrap_or(u8::MAX)),
            apart: first.apart,
            single: false,
        });
        return;
    }
    let item = bullet(first.text).map(|_| Shape::Item((first.indent / 2).min(6)));
    let wrapped = is_wrapped(segment);
    let widest = segment.iter().map(Line::width).max().unwrap_or(0);
    let mut start = 0;
    while start < segment.len() {
        let mut end = start + 1;
        while let (Some(line), Some(next)) = (segment.get(end - 1), segment.get(end)) {
            let joins = if item.is_some() && start == 0 {
                wrapped || next.indent > first.indent || next.text.starts_with(char::is_lowercase)
            } else {
                (wrapped && !ends_early(line, next, widest))
                    || goes_on(line, next)
                    || (widest <= width && is_full(line, next, width))
            };
            if !joins {
                break;
            }
            end += 1;
        }
        let part = segment.get(start..end).unwrap_or_default();
        let text = join(part.iter().map(|line| line.text), whole);
        let shape = item.filter(|_| start == 0).unwrap_or(Shape::Text);
        out.push(Paragraph { text, shape, apart: start == 0 && first.apart, single: end - start == 1 });
        start = end;
    }
}

/// The columns at which the text as a whole was wrapped, if it was: paragraphs of two lines do not tell by themselves.
fn text_width(lines: &[Line<'_>]) -> usize {
    let lines = lines.get(..lines.len().min(SAMPLE)).unwrap_or(lines);
    let (mut wrapped, mut others, mut width, mut start) = (0, 0, 0, 0);
    while start < lines.len() {
        let end = segment_end(lines, start);
        let segment = lines.get(start..end).unwrap_or_default();
        if is_wrapped(segment) {
            wrapped += 1;
            width = width.max(segment.iter().map(Line::width).max().unwrap_or(0));
        } else if segment.len() > 1 {
            others += 1;
        }
        start = end;
    }
    if wrapped > others * 3 { width } else { 0 }
}

/// Joins a paragraph that a page break cut within a sentence: the first part has no end, the second begins small.
fn mend<'a>(paragraphs: Vec<Paragraph<'a>>, whole: &HashSet<String>) -> Vec<Paragraph<'a>> {
    let mut out: Vec<Paragraph<'a>> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        match out.last_mut() {
            Some(before) if is_cut(before, &paragraph) => {
                append(before.text.to_mut(), &paragraph.text, whole);
                before.single = false;
            }
            _ => out.push(paragraph),
        }
    }
    out
}

fn is_cut(before: &Paragraph<'_>, after: &Paragraph<'_>) -> bool {
    after.shape == Shape::Text
        && after.apart
        && matches!(before.shape, Shape::Text | Shape::Item(_))
        && before.text.len() >= 60
        && before.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'))
        && after.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text, &lines(text))
            .into_iter()
            .map(|paragraph| format!("{:?} {}", paragraph.shape, paragraph.text))
            .collect()
    }

    const WRAPPED: &str = "The council of the old harbour town voted on Monday to repair the long\n\
        wall, and the mayor said that the work would be done before the winter\nstorms came.";

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        assert_eq!(texts(WRAPPED).len(), 1);
        assert!(texts(WRAPPED)[0].contains("the long wall, and the mayor"));
    }

    #[test]
    fn two_short_lines_are_one_when_the_second_goes_on_small() {
        assert_eq!(texts("The ministry opens a new treatment plant and closes\nan old one in the north").len(), 1);
        assert_eq!(texts("The ministry opens a new treatment plant\nThe mayor stays at home").len(), 2);
    }

    #[test]
    fn a_full_line_that_ends_a_sentence_goes_on_in_a_wrapped_text() {
        let two = "The mayor said that the school would be open to the end of the year.\nNobody asked why.";
        assert_eq!(texts(two).len(), 2);
        let wrapped = format!("{WRAPPED}\n\n").repeat(4);
        assert_eq!(texts(&format!("{wrapped}{two}")).len(), 5);
    }

    #[test]
    fn long_lines_are_a_paragraph_each() {
        let line = "A sentence that is one paragraph and goes on for more than a hundred columns without any line break in it at all.";
        assert_eq!(texts(&format!("Title\n{line}\n{line}")).len(), 3);
    }

    #[test]
    fn a_heading_on_wrapped_text_stays_apart() {
        assert_eq!(texts(&format!("Key facts\n{WRAPPED}"))[0], "Text Key facts");
    }

    #[test]
    fn a_cut_word_is_made_whole_when_it_stands_whole_elsewhere() {
        let text = "The vaccination of the harbour town began, and the people said vacci-\n\
            nation was what they had asked for, because the streets of the well-\n\
            known town are narrow, which is what the mayor had told the council.";
        let joined = texts(text).concat();
        assert!(joined.contains("said vaccination was") && joined.contains("well-known"), "{joined}");
    }

    #[test]
    fn a_sentence_cut_by_a_page_is_mended() {
        let text = "The outcomes of the programme that the town began in the spring of last vaccination\n\nprogram have been good.";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn lists_quotes_headings_and_rules_are_told_by_their_look() {
        let text = "**A bold line**\n\n- one\n- two that\n  goes on\n  - nested\n1. first\n\n> quoted\n> twice\n\n* * *\n\nUnder\n=====\ntext";
        assert_eq!(
            texts(text),
            [
                "Heading(0) A bold line",
                "Item(0) - one",
                "Item(0) - two that goes on",
                "Item(1) - nested",
                "Item(0) 1. first",
                "Quoted(1) quoted twice",
                "Rule * * *",
                "Heading(1) Under",
                "Text text"
            ]
        );
    }
}
