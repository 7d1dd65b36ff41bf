//! Lines that may belong to one paragraph.

use std::iter::Peekable;

use super::columns::{Columns, Sample};
use super::line::Line;
use super::look::{bullet, ends_sentence, is_rule, marked_heading};
use super::wrap::WRAPPED;
use crate::format::header::{byline, date_line, field, is_label, occasion};

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
    stated: Vec<Stated>,
}

impl<'a, I: Iterator<Item = Line<'a>> + Clone> Segments<'a, I> {
    pub(super) fn new(lines: I) -> Self {
        let top: Vec<Line<'a>> = lines.clone().take(TOP + 1).collect();
        let stated = (0..top.len().min(TOP)).map(|number| stated(&top, number)).collect();
        Self { lines: lines.peekable(), number: 0, stated }
    }

    /// Puts the next segment in the place of the one before; nothing is in it when the text is over.
    pub(super) fn take(&mut self, segment: &mut Vec<Line<'a>>) {
        segment.clear();
        let Some(first) = self.lines.next() else { return };
        self.number += 1;
        segment.push(first);
        if self.stands_alone(&first, None, self.number - 1) {
            return;
        }
        let quoted = first.text.starts_with('>');
        let mut before = first;
        while let Some(line) = self.lines.peek().copied() {
            let indented = line.indent >= 2 && before.indent < 2;
            let new = line.apart || bullet(line.text).is_some() || (indented && bullet(first.text).is_none());
            let ends =
                new || line.text.starts_with('>') != quoted || self.stands_alone(&line, Some(&before), self.number);
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
    fn stands_alone(&self, line: &Line<'_>, before: Option<&Line<'_>>, number: usize) -> bool {
        let goes_on = || before.is_some_and(|before| ends_within(before, line));
        let is_stated = match self.stated.get(number) {
            Some(Stated::Alone) => true,
            Some(Stated::UnlessWithin) => !goes_on(),
            Some(Stated::No) | None => false,
        };
        is_stated || marked_heading(line.text).is_some() || is_rule(line.text)
    }

    /// The columns at which the text as a whole was wrapped, if it was.
    pub(super) fn columns(&self) -> Columns {
        let mut taken =
            Segments { lines: self.lines.clone().take(SAMPLE).peekable(), number: 0, stated: self.stated.clone() };
        let mut sample = Sample::default();
        let mut segment = Vec::new();
        loop {
            taken.take(&mut segment);
            if segment.is_empty() {
                return sample.columns();
            }
            sample.add(&segment);
        }
    }
}

/// Whether a line is the end of the sentence that the one before it began: "… presented it to the" "Committee on 14 February."
fn ends_within(before: &Line<'_>, line: &Line<'_>) -> bool {
    !line.apart
        && WRAPPED.contains(&before.width())
        && !ends_sentence(before.text)
        && (line.text.starts_with(char::is_lowercase) || line.text.ends_with('.'))
}

/// Whether a line of the head states something by itself.
#[derive(Debug, Clone, Copy)]
enum Stated {
    No,
    /// It does, unless it ends the sentence of the line before.
    UnlessWithin,
    /// It does: nothing but a head goes on with another such line or a blank one and has no full stop.
    Alone,
}

fn stated(lines: &[Line<'_>], number: usize) -> Stated {
    let is_stated = |text: &str| {
        text.len() <= 300
            && (byline(text).is_some()
                || date_line(text).is_some()
                || field(text).is_some()
                || occasion(text).is_some()
                || is_label(text))
    };
    let Some(line) = lines.get(number).filter(|line| is_stated(line.text)) else { return Stated::No };
    let is_closed = lines.get(number + 1).is_none_or(|next| next.apart || is_stated(next.text));
    let signs = byline(line.text).is_some() && !line.text.ends_with(['.', ',']) || occasion(line.text).is_some();
    if signs && is_closed { Stated::Alone } else { Stated::UnlessWithin }
}
