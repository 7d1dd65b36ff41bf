//! The form of the dates of an analysis.

use super::archive::{Archive, Near};
use super::odds::{Number, Odds, Pass};
use crate::analysis::{DateMention, SpokenDate};
use crate::document::Anchor;

const NO_DATE: SpokenDate = SpokenDate { year: None, month: None, day: None };

/// Odds of dates.
#[derive(Debug, Clone, Default)]
struct Dates {
    at: Near,
    has_value: Odds,
    value: Parts,
    has_until: Odds,
    until: Parts,
    is_computed: Odds,
    /// By whether the date was computed.
    certain: [Odds; 2],
}

/// Odds of the parts of dates.
#[derive(Debug, Clone, Default)]
struct Parts {
    year: Part,
    month: Part,
    day: Part,
}

/// Odds of one part.
#[derive(Debug, Clone, Default)]
struct Part {
    way: Number,
    value: Number,
}

impl<P: Pass> Archive<'_, P> {
    /// All dates.
    pub(super) fn dates(&mut self, dates: &[DateMention]) -> Vec<DateMention> {
        let mut odds = Dates::default();
        let at = Anchor::default();
        let blank = DateMention { at, value: None, until: None, is_computed: false, certain: false };
        let mut last = at;
        self.list(&mut Odds::default(), dates, &blank, |archive, date| {
            let passed = archive.date(&mut odds, last, date);
            last = passed.at;
            passed
        })
    }

    fn date(&mut self, odds: &mut Dates, last: Anchor, date: &DateMention) -> DateMention {
        let DateMention { at, value, until, is_computed, certain } = date;
        let at = self.near(&mut odds.at, last, *at);
        let digits = digits(self.document.text(at).unwrap_or_default());
        let is_computed = self.bit(&mut odds.is_computed, *is_computed);
        let [stated, computed] = &mut odds.certain;
        let certain = self.bit(if is_computed { computed } else { stated }, *certain);
        let value = self.option(&mut odds.has_value, value.as_ref(), &NO_DATE, |archive, value| {
            archive.parts(&mut odds.value, &digits, *value)
        });
        let until = self.option(&mut odds.has_until, until.as_ref(), &NO_DATE, |archive, until| {
            archive.parts(&mut odds.until, &digits, *until)
        });
        DateMention { at, value, until, is_computed, certain }
    }

    fn parts(&mut self, odds: &mut Parts, digits: &[u32], date: SpokenDate) -> SpokenDate {
        let SpokenDate { year, month, day } = date;
        let year = self.part(&mut odds.year, digits, year.map(u32::from));
        let month = self.part(&mut odds.month, &[], month.map(u32::from));
        let day = self.part(&mut odds.day, digits, day.map(u32::from));
        let byte = |part: Option<u32>| part.map(u8::try_from).transpose();
        if let (Ok(year), Ok(month), Ok(day)) = (year.map(u16::try_from).transpose(), byte(month), byte(day)) {
            return SpokenDate { year, month, day };
        }
        self.is_damaged = true;
        NO_DATE
    }

    /// A part of a date: most often a number in its words. First how it is told: not at all, by itself, or by which of the
    /// numbers it is.
    fn part(&mut self, odds: &mut Part, digits: &[u32], part: Option<u32>) -> Option<u32> {
        let way = part.map_or(0, |part| {
            let place = digits.iter().position(|digits| *digits == part).and_then(|place| u32::try_from(place).ok());
            place.map_or(1, |place| place + 2)
        });
        match self.number(&mut odds.way, way) {
            0 => None,
            1 => Some(self.number(&mut odds.value, part.unwrap_or_default())),
            way => Some(digits.get(way as usize - 2).copied().unwrap_or_else(|| self.damaged())),
        }
    }
}

/// The whole numbers in a text.
fn digits(text: &str) -> Vec<u32> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}
