//! Segments → paragraphs: hard-wrapped lines are joined, words cut at a line's end made whole, sentences cut by a page
//! break mended.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};

use super::columns::Columns;
use super::join::{append, join, whole_words};
use super::line::Line;
use super::look::{bullet, ends_sentence, is_rule, marked_heading};
use super::segment::Segments;
use super::wrap::{goes_on, is_full, is_wrapped};
use crate::format::header::{byline, date_line, occasion};

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
    /// A page begins with it.
    new_page: bool,
    /// Columns of its last line.
    tail: usize,
}

/// Bytes after which a paragraph takes no more lines: it becomes several blocks anyway.
const LONGEST: usize = 256 * 1024;

/// Bytes of the shortest text that a page break cuts: less is a heading.
const SHORTEST_CUT: usize = 40;

/// The paragraphs of a text, one after the other, with a view of those that come next.
#[derive(Debug)]
pub(super) struct Paragraphs<'a, I: Iterator<Item = Line<'a>>> {
    segments: Segments<'a, I>,
    /// Room for the lines of one segment.
    segment: Vec<Line<'a>>,
    /// Where the lines of the text end.
    columns: Columns,
    /// Words known to be whole that a hyphen cuts somewhere.
    whole: HashSet<String>,
    /// Done, but for the last of them: a page break may have cut it.
    ready: VecDeque<Paragraph<'a>>,
    /// Found last: the next line may underline it.
    last: Option<Paragraph<'a>>,
    is_over: bool,
}

impl<'a, I: Iterator<Item = Line<'a>> + Clone> Paragraphs<'a, I> {
    /// The paragraphs of a text with these lines.
    pub(super) fn new(text: &'a str, lines: I) -> Self {
        let whole = whole_words(text, lines.clone());
        let segments = Segments::new(lines);
        let columns = segments.columns();
        let (segment, ready) = (Vec::new(), VecDeque::new());
        Self { segments, segment, columns, whole, ready, last: None, is_over: false }
    }

    /// A paragraph that comes after those that were taken.
    pub(super) fn ahead(&mut self, offset: usize) -> Option<&Paragraph<'a>> {
        // The last one that is ready may still grow.
        while self.ready.len() < offset + 2 && !self.is_over {
            self.advance();
        }
        self.ready.get(offset)
    }

    fn advance(&mut self) {
        let mut segment = std::mem::take(&mut self.segment);
        self.segments.take(&mut segment);
        self.add_segment(&segment);
        if segment.is_empty() {
            self.is_over = true;
            if let Some(last) = self.last.take() {
                self.finish(last);
            }
        }
        self.segment = segment;
    }

    fn push(&mut self, paragraph: Paragraph<'a>) {
        if let Some(last) = self.last.replace(paragraph) {
            self.finish(last);
        }
    }

    /// Makes a paragraph ready, or joins it to the one before when a page break cut them within a sentence: the first part
    /// has no end, the second begins small.
    fn finish(&mut self, paragraph: Paragraph<'a>) {
        let width = self.columns.width;
        match self.ready.back_mut() {
            Some(before) if is_cut(before, &paragraph, width) => {
                append(before.text.to_mut(), &paragraph.text, &self.whole);
                (before.single, before.tail) = (false, paragraph.tail);
            }
            _ => self.ready.push_back(paragraph),
        }
    }

    /// Makes paragraphs of the segment.
    fn add_segment(&mut self, segment: &[Line<'a>]) {
        let Some(first) = segment.first() else { return };
        let new_page = first.new_page;
        let tail = segment.last().map_or(0, Line::end);
        let one = |line: &Line<'a>, shape, apart| Paragraph {
            text: Cow::Borrowed(line.text),
            shape,
            apart,
            single: true,
            new_page,
            tail,
        };
        if is_rule(first.text) && segment.len() == 1 {
            // A line under a short line makes a heading of it.
            match &mut self.last {
                Some(title)
                    if !first.apart && title.single && title.shape == Shape::Text && title.text.len() <= 120 =>
                {
                    title.shape = Shape::Heading(if first.text.starts_with('=') { 1 } else { 2 });
                }
                _ => self.push(one(first, Shape::Rule, first.apart)),
            }
            return;
        }
        if let Some((level, text)) = marked_heading(first.text) {
            self.push(Paragraph {
                text: Cow::Borrowed(text),
                shape: Shape::Heading(level),
                apart: first.apart,
                single: true,
                new_page,
                tail,
            });
            return;
        }
        if first.text.starts_with('>') {
            let depth =
                first.text.bytes().take_while(|byte| matches!(byte, b'>' | b' ')).filter(|byte| *byte == b'>').count();
            let text = join(segment.iter().map(|line| line.text.trim_start_matches(['>', ' '])), &self.whole);
            self.push(Paragraph {
                text,
                shape: Shape::Quoted(u8::try_from(depth).unwrap_or(u8::MAX)),
                apart: first.apart,
                single: false,
                new_page,
                tail,
            });
            return;
        }
        let item = bullet(first.text).map(|_| Shape::Item((first.indent / 2).min(6)));
        // In a text of long lines short ones that nearly all begin large are lines of their own: the names below a letter.
        let small = segment.iter().skip(1).filter(|line| line.text.starts_with(char::is_lowercase)).count();
        let are_apart = self.columns.free && small * 3 < segment.len();
        let wrapped = is_wrapped(segment) && !are_apart;
        let widest = segment.iter().map(Line::end).max().unwrap_or(0);
        let of_text = self.columns;
        let columns = if widest <= of_text.width { of_text } else { Columns { width: widest, ..of_text } };
        let mut start = 0;
        while start < segment.len() {
            let mut end = start + 1;
            let mut bytes = segment.get(start).map_or(0, |line| line.text.len());
            while let (Some(line), Some(next)) = (segment.get(end - 1), segment.get(end)) {
                let joins = if item.is_some() && start == 0 {
                    let hangs = next.indent > first.indent && !(of_text.width > 0 && columns.end_early(line, next));
                    (wrapped && !columns.end_early(line, next)) || hangs || next.text.starts_with(char::is_lowercase)
                } else {
                    (wrapped && !columns.end_early(line, next))
                        || goes_on(line, next)
                        || (!are_apart && widest <= of_text.width && is_full(line, next, of_text.width))
                };
                if !joins || bytes > LONGEST {
                    break;
                }
                bytes += next.text.len();
                end += 1;
            }
            let part = segment.get(start..end).unwrap_or_default();
            let text = join(part.iter().map(|line| line.text), &self.whole);
            let mut shape = item.filter(|_| start == 0).unwrap_or(Shape::Text);
            // A bold line that was wrapped.
            let mut text = text;
            if let Some((level, bold)) = marked_heading(&text).filter(|_| end - start > 1) {
                (shape, text) = (Shape::Heading(level), Cow::Owned(bold.to_owned()));
            }
            let at_start = start == 0;
            self.push(Paragraph {
                text,
                shape,
                apart: at_start && first.apart,
                single: end - start == 1,
                new_page: at_start && new_page,
                tail: part.last().map_or(0, Line::end),
            });
            start = end;
        }
    }
}

impl<'a, I: Iterator<Item = Line<'a>> + Clone> Iterator for Paragraphs<'a, I> {
    type Item = Paragraph<'a>;

    fn next(&mut self) -> Option<Paragraph<'a>> {
        self.ahead(0)?;
        self.ready.pop_front()
    }
}

/// Whether a page break cut a sentence in two: the first part has no end, and the second begins small or the last line was as
/// full as the text is wide.
fn is_cut(before: &Paragraph<'_>, after: &Paragraph<'_>, width: usize) -> bool {
    let first_word = after.text.split(' ').next().map_or(0, |word| word.chars().count());
    let is_full = width > 0 && before.tail * 10 >= width * 8 && before.tail + 1 + first_word > width;
    // A single line without an end at the top of a page may be a running head.
    let is_head = after.single && !ends_sentence(&after.text);
    after.shape == Shape::Text
        && after.apart
        && matches!(before.shape, Shape::Text | Shape::Item(_))
        && (SHORTEST_CUT..LONGEST).contains(&before.text.len())
        && before
            .text
            .trim_end_matches(['"', '”', '’', '»', ')'])
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'))
        && (after.text.starts_with(char::is_lowercase) || after.new_page && is_full && !is_head)
        // "by Ana Beck", "miércoles, 14 de agosto de 2019" below a title.
        && !(after.single
            && (byline(&after.text).is_some() || occasion(&after.text).is_some() || date_line(&after.text).is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        Paragraphs::new(text, lines(text))
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
    fn a_name_cut_off_by_a_page_is_mended_when_the_line_was_full() {
        let page = |rest: &str| {
            format!("{WRAPPED}\n\n{WRAPPED} The bridge was the work of a man who had come as a smith,\n\u{c}{rest}")
        };
        let last = |text: &str| texts(text).last().unwrap().clone();
        assert!(
            last(&page("Johannes the Younger, who built it."))
                .ends_with("a smith, Johannes the Younger, who built it.")
        );
        assert_eq!(last(&page("It ended.").replace("smith,", "smith.")), "Text It ended.");
    }

    #[test]
    fn a_text_whose_lines_all_end_sentences_is_known_by_their_widths() {
        let one = "Nobody in the old harbour town had seen the wall fall on that night.\nThe mayor came late.";
        let two = "Everybody in the old town had heard how the great stones rolled away.\nMost of them slept on.";
        let three = "The harbour was closed for a whole year, and the fishermen went away.\nThey came back old.";
        assert_eq!(texts(&[one, two, three].join("\n\n")).len(), 3);
        assert_eq!(texts("The wall fell on that night, says the song.\nIt fell.\n\nIt rained.\nThey slept.").len(), 4);
    }

    #[test]
    fn in_a_text_wrapped_without_blank_lines_a_line_with_room_left_ends_a_paragraph() {
        let text = "Harbour town will mend its wall\n\
            The council of the old harbour town voted on Monday to repair the long\n\
            wall, and the mayor said that the work would be done before the winter\n\
            storms came. It rained when the vote was taken, as it had rained in all\n\
            the years before, and nobody who was there said a word about it.\n\
            Mayor Ruiz wept. The stones for the wall will be brought from the hills\n\
            behind the town by the oxen of the farmers, who are paid by the day and\n\
            sleep in the school.";
        let paragraphs = texts(text);
        assert_eq!(paragraphs.len(), 3, "{paragraphs:?}");
        assert!(paragraphs[2].starts_with("Text Mayor Ruiz wept."), "{paragraphs:?}");
    }

    #[test]
    fn a_line_that_ends_in_a_title_before_a_name_goes_on() {
        let text =
            format!("{WRAPPED}\n\nThe board of the hospital in the old town today chose as its head Dr.\nAna Ruiz.");
        assert_eq!(texts(&text).len(), 2);
    }

    #[test]
    fn a_date_at_the_end_of_a_sentence_does_not_stand_alone() {
        let text =
            "Gunvor Aasland, Director General, presented the review to the Transport\nCommittee on 14 February 2024.";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn a_numbered_heading_on_wrapped_text_stays_apart() {
        assert_eq!(texts(&format!("2. Rent\n{WRAPPED}"))[0], "Item(0) 2. Rent");
    }

    #[test]
    fn a_bold_line_that_was_wrapped_is_a_heading() {
        let text = "**The council of the old harbour town voted on Monday to repair the\nlong wall of the harbour**";
        assert_eq!(
            texts(text),
            ["Heading(0) The council of the old harbour town voted on Monday to repair the long wall of the harbour"]
        );
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
