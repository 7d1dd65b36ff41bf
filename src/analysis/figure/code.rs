//! Digits that only look like a figure: telephone numbers, times, identifiers, names, ages.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::{Scan, words};

impl Scan<'_> {
    /// Digits that are part of a telephone number, a time, a fraction, a score or an identifier.
    pub(super) fn is_part_of_code(&self, at: usize, end: usize) -> bool {
        let joins = |text: &str| matches!(text, ":" | "/" | "#" | "+" | "_" | "=" | "\\" | "." | "º" | "ª");
        let before = self.before(at);
        let glued_before = self.is_joined(at)
            && (joins(before)
                || matches!(before, "-" | "–")
                    && at >= 2
                    && self.is_joined(at - 1)
                    && self.piece.shape(at - 2) != Shape::Number);
        let glued_after = self.is_joined(end)
            && joins(self.str(end))
            && self.is_joined(end + 1)
            && self.piece.shape(end + 1) == Shape::Number;
        let stop = usize::from(self.str(end) == "." && self.is_joined(end));
        let ordinal = self.is_joined(end + stop)
            && matches!(self.str(end + stop), "º" | "ª" | "°")
            && !matches!(self.str(end + 1), "C" | "F");
        let is_sol = before == "/" && at >= 2 && self.str(at - 2) == "S" && self.is_joined(at - 1);
        // Three numbers in a row are a telephone number or a table.
        let is_digits = |at: usize| self.sentence.contains(&at) && self.piece.shape(at) == Shape::Number;
        let run = |from: usize, step: fn(usize) -> Option<usize>| {
            let mut count = 0;
            let mut next = step(from);
            while let Some(at) = next.filter(|&at| {
                count < 2 && (is_digits(at) || matches!(self.str(at), "-" | "(" | ")") && self.is_joined(at))
            }) {
                count += usize::from(is_digits(at));
                next = step(at);
            }
            count
        };
        let neighbours = run(at, |at| at.checked_sub(1)) + run(end - 1, |at| Some(at + 1));
        glued_before && !is_sol || glued_after || ordinal || neighbours >= 2 && self.grouped(at).is_none()
    }

    /// "Article 5", "page 3".
    pub(super) fn is_label(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| words::is_label(self.key(before)))
    }

    /// "1." at the start of a paragraph, "Windows 11", `[3]`, a year.
    pub(super) fn is_named(&self, at: usize, end: usize) -> bool {
        let opens = at == 0 && matches!(self.str(end), "." | ")" | ":" | "-");
        let named = at.checked_sub(1).is_some_and(|before| {
            matches!(self.piece.shape(before), Shape::Capital | Shape::Upper)
                && !self.reading.class(self.piece, before).is(Class::FUNCTION)
        });
        let bracketed = matches!(self.before(at), "(" | "[") && matches!(self.str(end), ")" | "]");
        // "Hellevik, 52, said", "said Hellevik, 52."
        let name = at.checked_sub(2).is_some_and(|name| self.piece.shape(name) == Shape::Capital);
        let is_age = self.before(at) == "," && (self.str(end) == "," || name && self.str(end) == ".");
        opens || named || bracketed || is_age || super::super::dates::is_year(self.str(at))
    }

    /// "14 Quay Street".
    pub(super) fn is_address(&self, end: usize) -> bool {
        let is_name = |at: usize| self.sentence.contains(&at) && self.piece.shape(at) == Shape::Capital;
        is_name(end) && (end + 1..end + 4).any(|at| is_name(at) && words::is_street(self.key(at)))
    }
}
