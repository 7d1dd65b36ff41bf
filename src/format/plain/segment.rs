//! Lines that may belong to one paragraph.

use std::iter::Peekable;

use super::line::Line;
use super::look::{bullet, is_rule, marked_heading};
use super::wrap::is_wrapped;
use crate::format::header::{byline, date_line, field};

/// Lines at the top among which by-lines and dates stand alone.
const TOP: usize = 40;
/// Lines that show how wide the text is.
const SAMPLE: usize = 5000;
/// Lines of the longest segment: a text without a blank line is read in parts.
const LONGEST: usize = 20_000;

/// Takes the lines of a text segment by segment.
#[derive(Debug)]
pub(super) struct Segments<'a, I: Iterator<Item = Line<'a>>> {
    lines: Peekable<I>,
    /// Lines taken so far.
    number: usize,
    /// Which of the first lines are a by-line, a date or a field.
    stated: Vec<bool>,
}

impl<'a, I: Iterator<Item = Line<'a>> + Clone> Segments<'a, I> {
    pub(super) fn new(lines: I) -> Self {
        let stated = lines.clone().take(TOP).map(|line| is_stated(line.text)).collect();
        Self { lines: lines.peekable(), number: 0, stated }
    }

    /// Puts the next segment in the place of the one before; nothing is in it when the text is over.
    pub(super) fn take(&mut self, segment: &mut Vec<Line<'a>>) {
        segment.clear();
        let Some(first) = self.lines.next() else { return };
        self.number += 1;
        segment.push(first);
        if self.stands_alone(&first, self.number - 1) {
            return;
        }
        let quoted = first.text.starts_with('>');
        let mut before = first;
        while let Some(line) = self.lines.peek().copied() {
            let indented = line.indent >= 2 && before.indent < 2;
            let new = line.apart || bullet(line.text).is_some() || (indented && bullet(first.text).is_none());
            let ends = new || line.text.starts_with('>') != quoted || self.stands_alone(&line, self.number);
            if ends || segment.len() >= LONGEST {
                return;
            }
            self.lines.next();
            self.number += 1;
            segment.push(line);
            before = line;
        }
    }

    /// Whether a line is a paragraph of its own whatever stands around it.
    fn stands_alone(&self, line: &Line<'_>, number: usize) -> bool {
        self.stated.get(number).copied().unwrap_or(false) || marked_heading(line.text).is_some() || is_rule(line.text)
    }

    /// The columns at which the text as a whole was wrapped, if it was: paragraphs of two lines do not tell by themselves.
    pub(super) fn text_width(&self) -> usize {
        let mut sample =
            Segments { lines: self.lines.clone().take(SAMPLE).peekable(), number: 0, stated: self.stated.clone() };
        let (mut wrapped, mut others, mut width) = (0, 0, 0);
        let mut segment = Vec::new();
        loop {
            sample.take(&mut segment);
            if segment.is_empty() {
                return if wrapped > others * 3 { width } else { 0 };
            }
            if is_wrapped(&segment) {
                wrapped += 1;
                width = width.max(segment.iter().map(Line::width).max().unwrap_or(0));
            } else if segment.len() > 1 {
                others += 1;
            }
        }
    }
}

fn is_stated(text: &str) -> bool {
    text.len() <= 300 && (byline(text).is_some() || date_line(text).is_some() || field(text).is_some())
}
