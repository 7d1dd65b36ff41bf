//! Numbers and dates in as few bytes as they need: there may be a million of each.

use crate::document::{CalendarDate, DateOrigin, DocumentDate};

/// A date that may be missing. Its number grows with the date, and of equal days with what is known of them: year,
/// month, day, hour, minute (16, 8, 8, 8 and 8 bits, one more than the value so that 0 means unknown), then 8 bits for
/// where it stands and whether it is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PackedDate([u8; 8]);

/// A number in five bytes: sizes up to half a million million bytes, seconds of seventeen thousand years before and after
/// 1970. What is beyond that is as much as goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Short([u8; Self::BYTES]);

impl Short {
    /// No number.
    pub(super) const NONE: Self = Self([0, 0, 0, 0, 0x80]);

    /// Bytes of it.
    pub(super) const BYTES: usize = 5;

    const MOST: i64 = (1 << 39) - 1;

    /// Of its bytes.
    pub(super) const fn of(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub(super) const fn bytes(self) -> [u8; Self::BYTES] {
        self.0
    }

    /// The number, or the nearest that goes in.
    pub(super) fn new(number: i64) -> Self {
        let wide = number.clamp(-Self::MOST, Self::MOST).to_le_bytes();
        wide.first_chunk().map_or(Self::NONE, |low| Self(*low))
    }

    /// The number, if there is one.
    pub(super) fn get(self) -> Option<i64> {
        let mut wide = [0; 8];
        *wide.last_chunk_mut()? = self.0;
        // The sign stands in the highest byte, and is drawn down from there.
        (self != Self::NONE).then_some(i64::from_le_bytes(wide) >> 24)
    }
}

/// A calendar date as a number that sorts as dates do; 0 when there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DateKey(u64);

const CERTAIN: u64 = 0x80;

impl PackedDate {
    /// No date.
    pub(super) const NONE: Self = Self([0; 8]);

    /// Packs a date. Its place in the text is left out: a list does not show it.
    pub(super) fn new(date: &DocumentDate) -> Self {
        let certain = if date.certain { CERTAIN } else { 0 };
        let number = DateKey::of(date.value).0 << 8 | certain | u64::from(date.origin.code());
        Self(number.to_le_bytes())
    }

    /// The date.
    pub(super) fn date(self) -> Option<DocumentDate> {
        let value = self.key().date()?;
        let [flags, ..] = self.0;
        let origin = DateOrigin::of_code(flags & 0x7f)?;
        Some(DocumentDate { value, origin, certain: u64::from(flags) & CERTAIN != 0, at: None })
    }

    /// What it is sorted by.
    pub(super) const fn key(self) -> DateKey {
        DateKey(u64::from_le_bytes(self.0) >> 8)
    }
}

impl DateKey {
    /// The number of a date.
    pub(crate) fn of(date: CalendarDate) -> Self {
        let known = |value: Option<u8>| u64::from(value.map_or(0, |value| value.saturating_add(1)));
        let (hour, minute) = (known(date.time.map(|time| time.0)), known(date.time.map(|time| time.1)));
        let [month, day] = [known(date.month), known(date.day)];
        // One more, so that no date is 0.
        let year = u64::from(date.year) + 1;
        Self(year << 32 | month << 24 | day << 16 | hour << 8 | minute)
    }

    /// The date, if there is one.
    pub(crate) fn date(self) -> Option<CalendarDate> {
        let [minute, hour, day, month, ..] = self.0.to_le_bytes();
        let year = u16::try_from((self.0 >> 32).checked_sub(1)?).ok()?;
        let time = hour.checked_sub(1).zip(minute.checked_sub(1));
        Some(CalendarDate { year, month: month.checked_sub(1), day: day.checked_sub(1), time })
    }

    /// The number itself: 49 bits.
    pub(super) const fn number(self) -> u64 {
        self.0
    }

    /// The key of the month it is in, when that is known.
    pub(crate) fn month(self) -> Option<Self> {
        let date = self.date()?;
        date.month.map(|_| Self::of(CalendarDate { day: None, time: None, ..date }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_short_number_is_what_was_put_in_or_the_nearest_that_goes_in(number: i64, shift in 0u32..63) {
            let number = number >> shift;
            prop_assert_eq!(Short::new(number).get(), Some(number.clamp(-Short::MOST, Short::MOST)));
        }
    }

    #[test]
    fn no_number_is_none_and_the_lowest_is_one() {
        assert_eq!(Short::NONE.get(), None);
        assert_eq!(Short::new(i64::MIN).get(), Some(-Short::MOST));
    }
}
