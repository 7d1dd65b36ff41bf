//! Arithmetic of the calendar: which days there are, and on which weekday they fall.

use super::CalendarDate;

impl CalendarDate {
    /// A date of the calendar, or nothing when there is no such day.
    pub(crate) fn of(year: u32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let month = month.map(u8::try_from).transpose().ok()?;
        let day = day.map(u8::try_from).transpose().ok()?;
        let date = Self { year: u16::try_from(year).ok()?, month, day, time: None };
        let real = match (month, day) {
            (Some(month), Some(day)) => (1..=days_in(date.year, month)).contains(&day),
            (Some(month), None) => (1..=12).contains(&month),
            (None, None) => true,
            (None, Some(_)) => false,
        };
        (real && (1000..=9999).contains(&year)).then_some(date)
    }

    /// The weekday of a full date, Monday 0.
    pub(crate) fn weekday(self) -> Option<u8> {
        let (month, day) = (u32::from(self.month?), u32::from(self.day?));
        // Zeller's congruence: the year begins in March, so that a leap day is its last.
        let (month, year) =
            if month < 3 { (month + 12, u32::from(self.year) - 1) } else { (month, u32::from(self.year)) };
        let from_saturday = (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
        u8::try_from((from_saturday + 5) % 7).ok()
    }
}

/// Days of a month; none when there is no such month.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert!(CalendarDate::of(2024, Some(2), Some(29)).is_some());
        assert!(CalendarDate::of(1900, Some(2), Some(29)).is_none());
        assert!(CalendarDate::of(2023, Some(4), Some(31)).is_none());
        assert!(CalendarDate::of(2023, Some(13), None).is_none());
        assert!(CalendarDate::of(2023, None, Some(1)).is_none());
        assert!(CalendarDate::of(999, None, None).is_none());
    }

    #[test]
    fn weekdays_are_right_across_centuries_and_leap_days() {
        for (year, month, day, weekday) in
            [(2024, 10, 31, 3), (2021, 9, 8, 2), (2000, 2, 29, 1), (1900, 3, 1, 3), (1999, 12, 31, 4)]
        {
            assert_eq!(CalendarDate::of(year, Some(month), Some(day)).and_then(CalendarDate::weekday), Some(weekday));
        }
    }
}
