//! Rows that moved up or down between two screens, so that the terminal can move them itself: a line of scrolling then
//! costs one row instead of all of them.
//!
//! Only whole rows can be moved, so this helps the one-pane layouts, which are also those of small and slow terminals.
//! What is found here is a saving, never a matter of correctness: the rows are moved in the picture of the old screen
//! too, and what still differs is written as usual.

use std::hash::{Hash, Hasher};
use std::io::Write;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

/// Fewer rows are written as fast as they are moved.
const WORTH: usize = 3;

/// Rows that move together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The rows that take part: those that are kept and those that are pushed out.
    rows: Range<usize>,
    /// By how many rows.
    by: usize,
    direction: Direction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// The text goes up, as when the reader goes on.
    Up,
    /// The text goes down.
    Down,
}

impl Scroll {
    /// The move that saves most rows, if any saves enough.
    pub(super) fn find(old: &Buffer, new: &Buffer) -> Option<Self> {
        if old.area != new.area || changed(old, new) <= WORTH {
            return None;
        }
        let (before, after) = (hashes(old), hashes(new));
        let mut best = None;
        let mut most = WORTH;
        for by in 1..after.len() {
            for direction in [Direction::Up, Direction::Down] {
                let (rows, saved) = longest(&before, &after, by, direction);
                if saved > most {
                    most = saved;
                    best = Some(Self { rows, by, direction });
                }
            }
        }
        best
    }

    /// The sequence that makes the terminal move the rows: margins, then lines deleted or inserted at the first of them,
    /// which also the Linux console can do, unlike `CSI S` and `CSI T`. The cursor is at the top left after it.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let last = match self.direction {
            Direction::Up => 'M',
            Direction::Down => 'L',
        };
        let (top, bottom) = (self.rows.start + 1, self.rows.end);
        // Writing to a vector cannot fail.
        let _ = write!(out, "\x1b[{top};{bottom}r\x1b[{top}H\x1b[");
        let _ = if self.by == 1 { write!(out, "{last}\x1b[r") } else { write!(out, "{}{last}\x1b[r", self.by) };
    }

    /// Does the same to the picture of the screen.
    pub(super) fn apply(&self, screen: &mut Buffer) {
        let width = usize::from(screen.area.width);
        let Some(cells) = screen.content.get_mut(self.rows.start * width..self.rows.end * width) else { return };
        let by = (self.by * width).min(cells.len());
        match self.direction {
            Direction::Up => {
                cells.rotate_left(by);
                cells.iter_mut().rev().take(by).for_each(Cell::reset);
            }
            Direction::Down => {
                cells.rotate_right(by);
                cells.iter_mut().take(by).for_each(Cell::reset);
            }
        }
    }
}

/// The run of rows that a move brings to their place and that saves most, and how many rows it saves.
fn longest(before: &[u64], after: &[u64], by: usize, direction: Direction) -> (Range<usize>, usize) {
    let kept = after.len().saturating_sub(by);
    let mut best = (0..0, 0);
    let (mut start, mut saved) = (0, 0);
    for upper in 0..kept {
        // `upper` is the row's smaller number, before or after the move.
        let (from, to) = match direction {
            Direction::Up => (upper + by, upper),
            Direction::Down => (upper, upper + by),
        };
        if before.get(from) == after.get(to) {
            saved += usize::from(before.get(to) != after.get(to));
            if saved > best.1 {
                best = (start..upper + 1 + by, saved);
            }
        } else {
            (start, saved) = (upper + 1, 0);
        }
    }
    best
}

fn changed(old: &Buffer, new: &Buffer) -> usize {
    rows(old).zip(rows(new)).filter(|(old, new)| old != new).count()
}

fn hashes(screen: &Buffer) -> Vec<u64> {
    let hash = |row: &[Cell]| {
        let mut hasher = Mix::default();
        row.hash(&mut hasher);
        hasher.finish()
    };
    rows(screen).map(hash).collect()
}

/// Tells rows apart by a multiplication for each word. Nobody gains by rows that are taken for each other: what differs is
/// written all the same. The hasher of std costs ten times as much, which was most of a frame.
#[derive(Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let word = piece.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.write_u64(word);
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        // The odd number nearest to 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value.cast_unsigned() as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn rows(screen: &Buffer) -> impl Iterator<Item = &[Cell]> {
    screen.content.chunks(usize::from(screen.area.width).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn screen(rows: &[&str]) -> Buffer {
        let mut screen = Buffer::empty(Rect::new(0, 0, 12, u16::try_from(rows.len()).unwrap()));
        for (y, text) in (0..).zip(rows) {
            screen.set_string(0, y, text, Style::new());
        }
        screen
    }

    fn sent(old: &[&str], new: &[&str]) -> Option<String> {
        let (mut old, new) = (screen(old), screen(new));
        let scroll = Scroll::find(&old, &new)?;
        let before = changed(&old, &new);
        scroll.apply(&mut old);
        assert!(changed(&old, &new) < before);
        let mut out = Vec::new();
        scroll.write(&mut out);
        Some(String::from_utf8(out).unwrap().replace('\x1b', "^"))
    }

    #[test]
    fn text_that_goes_on_under_a_header_moves_up() {
        let old = ["header", "one", "two", "three", "four", "five", "six", "footer"];
        let new = ["header", "two", "three", "four", "five", "six", "seven", "footer"];
        assert_eq!(sent(&old, &new).unwrap(), "^[2;7r^[2H^[M^[r");
    }

    #[test]
    fn text_that_goes_back_moves_down() {
        let old = ["header", "three", "four", "five", "six", "seven", "eight", "footer"];
        let new = ["header", "one", "two", "three", "four", "five", "six", "footer"];
        assert_eq!(sent(&old, &new).unwrap(), "^[2;7r^[2H^[2L^[r");
    }

    #[test]
    fn other_text_does_not_move() {
        assert_eq!(sent(&["a", "b", "c", "d", "e", "f"], &["u", "v", "w", "x", "y", "z"]), None);
        assert_eq!(sent(&["a", "b", "c"], &["a", "b", "x"]), None);
    }
}
