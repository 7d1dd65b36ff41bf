//! Counting days of the calendar.

use super::super::SpokenDate;
use crate::document::CalendarDate;

/// The day so many days after (or before) a date.
pub(super) fn days_from(date: CalendarDate, days: i64) -> Option<SpokenDate> {
    let number = number_of(i64::from(date.year), i64::from(date.month?), i64::from(date.day?)) + days;
    let (year, month, day) = date_of(number);
    Some(SpokenDate {
        year: Some(u16::try_from(year).ok()?),
        month: Some(u8::try_from(month).ok()?),
        day: Some(u8::try_from(day).ok()?),
    })
}

/// The month so many months after (or before) a date.
pub(super) fn months_from(date: CalendarDate, months: i64) -> Option<SpokenDate> {
    let number = i64::from(date.year) * 12 + i64::from(date.month?) - 1 + months;
    Some(SpokenDate {
        year: Some(u16::try_from(number.div_euclid(12)).ok()?),
        month: Some(u8::try_from(number.rem_euclid(12) + 1).ok()?),
        day: None,
    })
}

/// The year so many years after (or before) a date.
pub(super) fn years_from(date: CalendarDate, years: i64) -> Option<SpokenDate> {
    Some(SpokenDate { year: Some(u16::try_from(i64::from(date.year) + years).ok()?), month: None, day: None })
}

/// Days since the first of March of the year 0: years begin in March, so that a leap day is the last of its year.
fn number_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 306 + 5) / 10 + day - 1
}

/// The reverse of [`number_of`].
fn date_of(number: i64) -> (i64, i64, i64) {
    let mut year = (10_000 * number + 14_780).div_euclid(3_652_425);
    let of = |year: i64| number - (365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400));
    let mut day = of(year);
    if day < 0 {
        year -= 1;
        day = of(year);
    }
    let month = (100 * day + 52) / 3060;
    let date = day - (month * 306 + 5) / 10 + 1;
    (year + (month + 2) / 12, (month + 2) % 12 + 1, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_years_and_leap_days() {
        let from = |year, month, day, days| {
            let date = CalendarDate::of(year, Some(month), Some(day)).unwrap();
            days_from(date, days).unwrap().to_string()
        };
        assert_eq!(from(2024, 3, 1, -1), "2024-02-29");
        assert_eq!(from(2023, 3, 1, -1), "2023-02-28");
        assert_eq!(from(2024, 12, 31, 1), "2025-01-01");
        assert_eq!(from(2000, 1, 1, -1), "1999-12-31");
        assert_eq!(from(1999, 6, 15, 400), "2000-07-19");
    }

    #[test]
    fn every_day_is_its_own_number() {
        for number in 600_000..800_000 {
            let (year, month, day) = date_of(number);
            assert_eq!(number_of(year, month, day), number);
        }
    }

    #[test]
    fn months_are_counted_over_years() {
        let date = CalendarDate::of(2024, Some(1), Some(31)).unwrap();
        assert_eq!(months_from(date, -1).unwrap().to_string(), "2023-12");
        assert_eq!(years_from(date, 1).unwrap().to_string(), "2025");
    }
}
