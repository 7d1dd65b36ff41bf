//! Dates as they are shown: exact, short, or relative to today.

use crate::document::CalendarDate;
use crate::settings::DateFormat;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date in the column of the list: at most ten columns. Today's with a time is shown by its time.
pub(crate) fn column(date: CalendarDate, format: DateFormat, now: i64) -> String {
    let age = age(date, now);
    if let (Some(0), Some((hour, minute))) = (age, date.time) {
        return format!("{hour:02}:{minute:02}");
    }
    match format {
        DateFormat::Iso => date.to_string(),
        DateFormat::Short => short(date),
        DateFormat::Relative => match age {
            Some(0) => "today".to_owned(),
            Some(1) => "yesterday".to_owned(),
            Some(days @ 2..=13) => format!("{days} d ago"),
            Some(days @ 14..=60) => format!("{} wk ago", days / 7),
            _ => short(date),
        },
    }
}

/// A date above a text, with its time when it has one.
pub(crate) fn long(date: CalendarDate, format: DateFormat, now: i64) -> String {
    let day = match format {
        DateFormat::Iso => date.to_string(),
        DateFormat::Short => short(date),
        DateFormat::Relative => column(CalendarDate { time: None, ..date }, format, now),
    };
    match date.time {
        Some((hour, minute)) => format!("{day} {hour:02}:{minute:02}"),
        None => day,
    }
}

fn short(date: CalendarDate) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

/// Days between a date and today; nothing for dates to come and dates without a day.
fn age(date: CalendarDate, now: i64) -> Option<i64> {
    let day = days(i64::from(date.year), i64::from(date.month?), i64::from(date.day?));
    Some(now.div_euclid(86_400) - day).filter(|days| *days >= 0)
}

/// Days since 1 January 1970 in the Gregorian calendar; years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let of_era = year - era * 400;
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_730_808_000; // 2024-11-05 12:00 UTC

    fn date(month: u8, day: u8) -> CalendarDate {
        CalendarDate { year: 2024, month: Some(month), day: Some(day), time: None }
    }

    #[test]
    fn dates_are_shown_as_set() {
        assert_eq!(column(date(11, 5), DateFormat::Iso, NOON), "2024-11-05");
        assert_eq!(column(date(11, 5), DateFormat::Short, NOON), "5 Nov 2024");
        assert_eq!(column(date(11, 5), DateFormat::Relative, NOON), "today");
        assert_eq!(column(date(11, 4), DateFormat::Relative, NOON), "yesterday");
        assert_eq!(column(date(10, 31), DateFormat::Relative, NOON), "5 d ago");
        assert_eq!(column(date(3, 1), DateFormat::Relative, NOON), "1 Mar 2024");
        assert_eq!(column(date(11, 6), DateFormat::Relative, NOON), "6 Nov 2024");
    }

    #[test]
    fn todays_are_shown_by_their_time() {
        let now = CalendarDate { time: Some((9, 5)), ..date(11, 5) };
        assert_eq!(column(now, DateFormat::Iso, NOON), "09:05");
        assert_eq!(long(now, DateFormat::Iso, NOON), "2024-11-05 09:05");
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1) - days(2000, 2, 28), 2);
        assert_eq!(days(2024, 11, 5), NOON / 86_400);
    }
}
