//! Lines → paragraphs: hard-wrapped lines are joined, words cut at a line's end made whole, sentences cut by a page
//! break mended.

use std::borrow::Cow;
use std::collections::HashSet;

use super::line::Line;
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

/// Columns of a line that was wrapped by a program.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=100;
/// Columns beyond which nothing is wrapped by hand.
const WIDEST: usize = 110;
/// Columns of the narrowest line that goes on in the next without being one of many.
const NARROWEST: usize = 40;
/// Columns left free at the end of a line that would have held the next word: the line ended on purpose.
const ROOM: usize = 14;
/// Lines at the top among which by-lines and dates stand alone.
const TOP: usize = 40;
/// Lines that show how wide the text is.
const SAMPLE: usize = 5000;
/// Bytes of text searched for the whole form of cut words.
const SEARCHED: usize = 4 << 20;

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

/// Whether a line is as long as the width of the text allows: the next word would not have fitted.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    line.width() * 10 >= width * 8 && line.width() + 1 + first_word(next) > width
}

/// Whether the lines were broken by a program at a column: most of them are of that width and end within a sentence.
fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let widths = || lines.iter().map(Line::width);
    let widest = widths().max().unwrap_or(0);
    if full.is_empty() || widest > WIDEST {
        return false;
    }
    let within = full.iter().filter(|line| !ends_sentence(line.text)).count();
    let wide = full.iter().filter(|line| WRAPPED.contains(&line.width()) && !ends_sentence(line.text)).count();
    if wide * 10 > full.len() * 6 {
        return true;
    }
    // Narrow columns: hardly any line would have held the first word of the next.
    let tight = lines
        .windows(2)
        .filter(|pair| if let [line, next] = pair { line.width() + 1 + first_word(next) > widest } else { false })
        .count();
    widest >= 30 && full.len() >= 2 && tight * 10 >= full.len() * 8 && within * 10 >= full.len() * 6
}

/// Whether a line of wrapped text ends on purpose: the next word would have had room, and it may begin a sentence.
fn ends_early(line: &Line<'_>, next: &Line<'_>, widest: usize) -> bool {
    line.width() + 1 + first_word(next) + ROOM <= widest && !next.text.starts_with(char::is_lowercase)
}

/// Whether a line that was broken at any column goes on in the next: no end here, a small letter there.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let broken = (NARROWEST..=WIDEST).contains(&line.width()) && !ends_sentence(line.text);
    broken
        && line.text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && next.text.starts_with(char::is_lowercase)
}

fn first_word(line: &Line<'_>) -> usize {
    line.text.split(' ').next().map_or(0, |word| word.chars().count())
}

/// Whether the text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*']).ends_with(['.', '!', '?', '…', ':'])
}

/// One paragraph of several lines.
fn join<'a>(lines: impl Iterator<Item = &'a str>, whole: &HashSet<String>) -> Cow<'a, str> {
    let mut joined = Cow::Borrowed("");
    for line in lines {
        if joined.is_empty() {
            joined = Cow::Borrowed(line);
        } else {
            append(joined.to_mut(), line, whole);
        }
    }
    joined
}

fn append(text: &mut String, line: &str, whole: &HashSet<String>) {
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if text.ends_with('-') && line.starts_with(char::is_lowercase) {
        if cut_word(text, line).is_some_and(|word| whole.contains(&word)) {
            text.pop();
        }
    } else if !(text.ends_with(is_unspaced) && line.starts_with(is_unspaced)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether the script writes words without spaces: Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The word that a hyphen at the end of a line may have cut.
fn cut_word(line: &str, next: &str) -> Option<String> {
    let line = line.strip_suffix('-').filter(|line| line.ends_with(char::is_lowercase))?;
    let start = line
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    Some(format!("{}{}", line.get(start..)?, next.get(..end)?).to_lowercase())
}

/// Of the words that were perhaps cut by a hyphen, those that stand whole elsewhere in the text.
fn whole_words(text: &str, lines: &[Line<'_>]) -> HashSet<String> {
    let cut =
        lines.windows(2).filter_map(|pair| if let [line, next] = pair { cut_word(line.text, next.text) } else { None });
    let cut: HashSet<String> = cut.take(100_000).collect();
    if cut.is_empty() {
        return cut;
    }
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = text.get(..end).unwrap_or_default().split(|c: char| !c.is_alphabetic());
    words.map(str::to_lowercase).filter(|word| cut.contains(word)).collect()
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

/// A line marked as a heading by its author: its level (0 if it states none) and its text.
fn marked_heading(text: &str) -> Option<(u8, &str)> {
    if text.len() > 300 {
        return None;
    }
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && text.get(hashes..)?.starts_with(' ') {
        let title = text.get(hashes..)?.trim_matches([' ', '#']);
        return (!title.is_empty()).then_some((u8::try_from(hashes).ok()?, title));
    }
    let bold = ["**", "__"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))?;
    (!bold.trim().is_empty() && !bold.contains("**")).then_some((0, bold.trim()))
}

/// The length of the bullet or number that begins a list item, blanks included.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '-' | '*' | '•' | '·' | '–' | '▪' | '‣' | '◦' | '●' | '■' | '►') {
        let blanks = text.len() - chars.as_str().trim_start().len() - first.len_utf8();
        return (blanks > 0 && !chars.as_str().trim().is_empty()).then_some(first.len_utf8() + blanks);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits == 0 && first.is_ascii_alphabetic() { 1 } else { digits };
    let sign = text.as_bytes().get(length)?;
    let numbered = (1..=3).contains(&digits) && matches!(sign, b'.' | b')');
    let lettered = digits == 0 && *sign == b')' && first.is_ascii_lowercase();
    let rest = text.get(length + 1..)?;
    ((numbered || lettered) && rest.starts_with(' ') && !rest.trim().is_empty())
        .then(|| text.len() - rest.trim_start().len())
}

/// A line of at least three equal signs that stands for a break.
fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | '⁂' | '—' | '─' | '#'))
    else {
        return false;
    };
    let mut count = 0;
    text.chars().all(|c| {
        count += usize::from(c == first);
        c == first || c == ' '
    }) && (count >= 3 || first == '⁂')
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
