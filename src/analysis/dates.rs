//! Dates that a text speaks of: stated ones, years alone, and "on Tuesday" counted from the date of publication.
//!
//! A date is counted only where one day can be meant; else the words are kept without a date.

mod calendar;
mod relative;
mod stated;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::reading::{Piece, Reading};
use super::token::Shape;
use super::vocabulary::Word;
use super::{DateMention, Language, SpokenDate};
use crate::document::{Anchor, CalendarDate, find_dates};

/// Years of which a text speaks without saying that they are years.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2199;

impl From<CalendarDate> for SpokenDate {
    fn from(date: CalendarDate) -> Self {
        Self { year: Some(date.year), month: date.month, day: date.day }
    }
}

/// The words of a date as tokens, and what they mean.
#[derive(Debug)]
struct Spoken {
    tokens: Range<usize>,
    value: Option<SpokenDate>,
    until: Option<SpokenDate>,
    is_computed: bool,
}

impl Spoken {
    fn stated(tokens: Range<usize>, value: SpokenDate) -> Self {
        Self { tokens, value: Some(value), until: None, is_computed: false }
    }
}

/// The dates of the text in order. Nothing when the result is no longer wanted.
pub(super) fn find(reading: &Reading<'_>, stale: &dyn Fn() -> bool) -> Option<Vec<DateMention>> {
    let published = reading.document.meta.date;
    let known = published.filter(|date| date.certain && date.value.day.is_some()).map(|date| date.value);
    let own = published.and_then(|date| date.at);
    let order = Order::of(reading);
    let mut found = Vec::new();
    for piece in reading.pieces.iter().filter(|piece| piece.kind.is_read()) {
        if stale() {
            return None;
        }
        let mut here = full(piece, order);
        let mut taken = 0;
        let mut others = Vec::new();
        for sentence in &piece.sentences {
            let mut tense = relative::Tense::of(piece, sentence.clone());
            let mut at = sentence.start;
            while at < sentence.end {
                let start = piece.tokens.get(at).map_or(0, |token| token.start);
                while here.get(taken).is_some_and(|date: &DateMention| date.at.end <= start) {
                    taken += 1;
                }
                if here.get(taken).is_some_and(|date| date.at.start <= start) {
                    at += 1;
                    continue;
                }
                let scan = Scan { reading, piece };
                let date = stated::at(&scan, at).or_else(|| relative::at(&scan, at, known, &mut tense));
                let Some(date) = date else {
                    at += 1;
                    continue;
                };
                at = date.tokens.end.max(at + 1);
                let anchor = piece.anchor(date.tokens);
                // "Del 3 al 5 de mayo de 2025" is more than the "mayo de 2025" in it.
                let inside =
                    here.get(taken).is_some_and(|next| next.at.start >= anchor.start && next.at.end <= anchor.end);
                if inside {
                    here.remove(taken);
                }
                let overlaps = here.get(taken).is_some_and(|next| next.at.start < anchor.end);
                if !overlaps {
                    others.push(DateMention {
                        at: anchor,
                        value: date.value,
                        until: date.until,
                        is_computed: date.is_computed,
                        certain: date.value.is_some(),
                    });
                }
            }
        }
        here.extend(others);
        here.retain(|date| {
            own.is_none_or(|own| own.block != date.at.block || date.at.end <= own.start || own.end <= date.at.start)
        });
        here.sort_by_key(|date| date.at);
        found.extend(here);
    }
    Some(found)
}

/// What stands first in the dates of a text in figures, by those that can be read in one way.
#[derive(Debug, Clone, Copy, Default)]
struct Order {
    days: usize,
    months: usize,
}

impl Order {
    fn of(reading: &Reading<'_>) -> Self {
        let mut order = Self::default();
        for piece in reading.pieces.iter().filter(|piece| piece.text.contains('/')) {
            for date in find_dates(piece.text) {
                match date.is_day_first(piece.text) {
                    Some(true) => order.days += 1,
                    Some(false) => order.months += 1,
                    None => {}
                }
            }
        }
        order
    }

    /// Whether the day stands first in a block; nothing when nobody knows. In Spanish it does unless the text shows otherwise.
    fn is_day_first(self, piece: &Piece<'_>) -> Option<bool> {
        match (self.days, self.months) {
            (_, 0) if piece.language == Some(Language::Spanish) => Some(true),
            (1.., 0) => Some(true),
            (0, 1..) => Some(false),
            _ => None,
        }
    }
}

/// Dates with a year and at least a month.
fn full(piece: &Piece<'_>, order: Order) -> Vec<DateMention> {
    let offset = super::token::offset;
    let dates = find_dates(piece.text).into_iter().map(|date| {
        // Of 09/08/2021 alone nobody knows the month.
        let day_first = date.other.and_then(|other| Some(if order.is_day_first(piece)? { other } else { date.value }));
        let value = if date.other.is_none() { Some(date.value) } else { day_first };
        DateMention {
            at: Anchor { block: piece.block, start: offset(date.range.start), end: offset(date.range.end) },
            value: value.map(Into::into),
            until: None,
            is_computed: false,
            certain: date.certain || day_first.is_some(),
        }
    });
    dates.collect()
}

/// The words of a block.
#[derive(Debug, Clone, Copy)]
struct Scan<'a> {
    reading: &'a Reading<'a>,
    piece: &'a Piece<'a>,
}

impl<'a> Scan<'a> {
    /// The folded word at `at`; empty for marks.
    fn key(&self, at: usize) -> &'a str {
        let token = self.piece.tokens.get(at).filter(|token| token.shape != Shape::Mark);
        let word = token.and_then(|token| self.reading.vocabulary.get(token.word));
        word.map_or("", Word::plain)
    }

    fn str(&self, at: usize) -> &'a str {
        self.piece.str(at)
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.key(before))
    }

    /// Whether nothing stands between the token and the one before.
    fn is_joined(&self, at: usize) -> bool {
        self.piece.is_joined(at)
    }

    /// A number of at most four digits.
    fn number(&self, at: usize) -> Option<u16> {
        let text = self.str(at);
        (text.len() <= 4 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    }
}

/// Whether the token is a year and not a number of something.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|year: u16| YEARS.contains(&year))
}
