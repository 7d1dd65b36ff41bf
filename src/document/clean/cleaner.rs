//! Raw text → clean text, piece by piece.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::character::{self, Class, class, is_emoji, is_joining};
use super::{Clean, Removed};

/// Columns between tab stops.
const TAB: usize = 4;
/// Bytes of plain text looked at together.
const CHUNK: usize = 16;
/// Combining marks shown on one base; Hebrew and Vietnamese need three, Tibetan four.
const MARKS: u8 = 4;
/// Ranges remembered in one text; the counts go on beyond it.
const HIDDEN: usize = 4096;

/// Cleans text piece by piece, so that styled runs keep their offsets.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    out: String,
    removed: Removed,
    hidden: Vec<Range<usize>>,
    /// First byte of the piece that is being added: no hidden range reaches over a border of pieces.
    piece: usize,
    /// Blanks and line breaks become single spaces.
    one_line: bool,
    /// The last character was a carriage return: a line feed after it belongs to it.
    after_return: bool,
    /// Combining marks since the last base; one more than `MARKS` once some were cut.
    marks: u8,
    /// How far `column` has been counted, in bytes.
    counted: usize,
    /// Columns between the last line break and `counted`.
    column: usize,
}

impl Cleaner {
    /// A cleaner for one line: line breaks and runs of blanks become one space, the ends are trimmed.
    pub(crate) fn line() -> Self {
        Self { one_line: true, ..Self::default() }
    }

    /// Whether all of a raw text is plain, and would be added to an empty cleaner as it is.
    pub(super) fn is_clean(&self, raw: &str) -> bool {
        let mut rest = raw;
        let mut is_after_blank = true;
        loop {
            let plain =
                if self.one_line { line_run(rest.as_bytes(), is_after_blank) } else { text_run(rest.as_bytes()) };
            let mut chars = rest.get(plain..).unwrap_or_default().chars();
            match chars.next() {
                None => return true,
                // A letter with an accent, most often. What is ASCII and not in the run is not plain.
                Some(next) if !next.is_ascii() && class(next) == Class::Plain => rest = chars.as_str(),
                Some(_) => return false,
            }
            is_after_blank = false;
        }
    }

    /// Adds a piece of raw text.
    pub(crate) fn push(&mut self, raw: &str) {
        self.piece = self.out.len();
        let mut rest = raw;
        loop {
            let plain = self.plain_run(rest.as_bytes());
            if plain > 0 {
                let (run, after) = rest.split_at(plain);
                self.out.push_str(run);
                self.marks = 0;
                self.after_return = false;
                rest = after;
            }
            let mut chars = rest.chars();
            let Some(next) = chars.next() else { return };
            rest = chars.as_str();
            self.push_char(next, rest);
        }
    }

    /// Makes room for a first piece, so that text of one piece is not moved when it is finished.
    pub(crate) fn expect(&mut self, bytes: usize) {
        if self.out.is_empty() {
            self.out.reserve_exact(bytes);
        }
    }

    /// Bytes of clean text so far: the offset of what is pushed next.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    /// The clean text so far; in one-line text a blank at its end may still be trimmed.
    pub(crate) fn so_far(&self) -> &str {
        &self.out
    }

    /// Where characters were made visible, in order; at most the first few thousand places.
    pub(crate) fn hidden(&self) -> &[Range<usize>] {
        &self.hidden
    }

    /// The clean text and what was changed.
    pub(crate) fn finish(mut self) -> (Clean, Removed) {
        if self.one_line && self.out.ends_with(' ') {
            self.out.pop();
        }
        (Clean(self.out.into()), self.removed)
    }

    /// Length of the run at the start that can be copied as it is: printable ASCII, most of what is ever read.
    fn plain_run(&self, bytes: &[u8]) -> usize {
        if self.one_line {
            return line_run(bytes, self.out.is_empty() || self.out.ends_with(' '));
        }
        if self.after_return && bytes.first() == Some(&b'\n') { 0 } else { text_run(bytes) }
    }

    fn push_char(&mut self, next: char, rest: &str) {
        let class = class(next);
        let after_return = std::mem::replace(&mut self.after_return, next == '\r');
        match class {
            Class::LineBreak if next == '\n' && after_return => {}
            Class::LineBreak => self.blank('\n'),
            Class::Tab if self.one_line => self.blank(' '),
            Class::Tab => self.tab(),
            Class::Blank => self.blank(next),
            Class::Plain => {
                self.out.push(next);
                self.marks = 0;
            }
            Class::Control => {
                self.removed.control += 1;
                self.show(|out| character::show_control(next, out));
            }
            Class::Direction => {
                self.removed.bidi += 1;
                self.show(|out| character::show_direction(next, out));
            }
            Class::Joiner if self.keeps_joiner(next, rest.chars().next()) => self.out.push(next),
            Class::EmojiStyle if self.out.chars().next_back().is_some_and(character::takes_emoji_style) => {
                self.out.push(next);
            }
            Class::Invisible | Class::Joiner | Class::EmojiStyle => self.removed.invisible += 1,
            Class::Mark => self.mark(next),
        }
    }

    fn blank(&mut self, blank: char) {
        self.marks = 0;
        if !self.one_line {
            self.out.push(blank);
        } else if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    /// Spaces up to the next stop. Columns are counted from where the last tab left off, so many tabs in a long line
    /// stay linear.
    fn tab(&mut self) {
        self.marks = 0;
        let fresh = self.out.get(self.counted..).unwrap_or_default();
        let line = fresh.rfind('\n').and_then(|at| fresh.get(at + 1..));
        if line.is_some() {
            self.column = 0;
        }
        self.column += line.unwrap_or(fresh).chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
        let spaces = TAB - self.column % TAB;
        self.out.extend(std::iter::repeat_n(' ', spaces));
        self.column += spaces;
        self.counted = self.out.len();
    }

    fn show(&mut self, picture: impl FnOnce(&mut String)) {
        let start = self.out.len();
        picture(&mut self.out);
        self.marks = 0;
        let end = self.out.len();
        let room = self.hidden.len() < HIDDEN;
        match self.hidden.last_mut() {
            Some(last) if last.end == start && start > self.piece => last.end = end,
            _ if room => self.hidden.push(start..end),
            _ => {}
        }
    }

    fn mark(&mut self, mark: char) {
        match self.marks {
            0..MARKS => {
                self.out.push(mark);
                self.marks += 1;
            }
            MARKS => {
                self.out.push('…');
                self.marks += 1;
                self.removed.invisible += 1;
            }
            _ => self.removed.invisible += 1,
        }
    }

    /// Whether a joiner shapes what stands around it. One before a mark that would be cut does not: what is left
    /// has to be clean when it is cleaned again.
    fn keeps_joiner(&self, joiner: char, next: Option<char>) -> bool {
        let (Some(before), Some(after)) = (self.out.chars().next_back(), next) else { return false };
        if class(after) == Class::Mark && self.marks >= MARKS {
            return false;
        }
        let in_script = is_joining(before) && is_joining(after);
        let in_emoji = joiner == '\u{200D}' && (is_emoji(before) || before == '\u{FE0F}') && is_emoji(after);
        in_script || in_emoji
    }
}

/// Length of the run at the start of which nothing is to be changed in a text with line breaks.
fn text_run(bytes: &[u8]) -> usize {
    let special = |byte: &u8| !matches!(byte, b' '..=b'~' | b'\n');
    bytes.iter().position(special).unwrap_or(bytes.len())
}

/// The same in one line, behind a blank or at the beginning, or behind something else.
fn line_run(bytes: &[u8], mut is_after_blank: bool) -> usize {
    let mut done = 0;
    // Whole chunks first, without a branch for each byte.
    for chunk in bytes.as_chunks::<CHUNK>().0 {
        let Some((_, after_first)) = chunk.split_first() else { break };
        let printable = chunk.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
        let blanks = |a: u8, b: u8| u8::from(a == b' ') & u8::from(b == b' ');
        let doubled = chunk.iter().zip(after_first).fold(0, |any, (a, b)| any | blanks(*a, *b)) != 0;
        let begins = chunk.first() == Some(&b' ');
        if !printable || doubled || (is_after_blank && begins) {
            break;
        }
        is_after_blank = chunk.last() == Some(&b' ');
        done += CHUNK;
    }
    let special = |byte: &u8| match byte {
        b' ' if is_after_blank => true,
        b' ' => {
            is_after_blank = true;
            false
        }
        b'!'..=b'~' => {
            is_after_blank = false;
            false
        }
        _ => true,
    };
    let rest = bytes.get(done..).unwrap_or_default();
    done + rest.iter().position(special).unwrap_or(rest.len())
}
