//! Dates as typed values with their origin and certainty, never as strings.

mod calendar;
mod find;
mod token;

use std::fmt;

pub(crate) use find::{FoundDate, find_dates, find_head_dates, stated_date};
pub(crate) use token::may_be_month;

use super::Anchor;

/// A calendar date as exact as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CalendarDate {
    /// The year, 1000 to 9999.
    pub(crate) year: u16,
    /// The month, 1 to 12, if it is known.
    pub(crate) month: Option<u8>,
    /// The day of the month, 1 to 31, if it is known; never without a month.
    pub(crate) day: Option<u8>,
    /// Hour and minute of the day in the text's own time zone, if they are known; never without a day.
    pub(crate) time: Option<(u8, u8)>,
}

impl CalendarDate {
    /// How exact the date is.
    pub(crate) const fn precision(self) -> Precision {
        match (self.month, self.day, self.time) {
            (Some(_), Some(_), Some(_)) => Precision::Minute,
            (Some(_), Some(_), None) => Precision::Day,
            (Some(_), None, _) => Precision::Month,
            (None, _, _) => Precision::Year,
        }
    }
}

impl fmt::Display for CalendarDate {
    /// ISO 8601 without the time: `2024-10-31`, `2024-10` or `2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// A day.
    Day,
    /// A day and a time.
    Minute,
}

impl Precision {
    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
        }
    }
}

/// Where a document's date was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateOrigin {
    /// YAML or TOML front matter.
    FrontMatter,
    /// A `<meta>` element of a web page.
    MetaTag,
    /// JSON-LD in a web page.
    JsonLd,
    /// A `<time>` element of a web page.
    TimeElement,
    /// A line of its own above the text, or part of the by-line.
    Header,
    /// The place-and-date opening of the first paragraph.
    Dateline,
}

impl DateOrigin {
    const ALL: [Self; 6] =
        [Self::FrontMatter, Self::MetaTag, Self::JsonLd, Self::TimeElement, Self::Header, Self::Dateline];

    /// Its stable number where dates are packed; the compiler asks here for new ones, and a test for their row in `ALL`.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::FrontMatter => 0,
            Self::MetaTag => 1,
            Self::JsonLd => 2,
            Self::TimeElement => 3,
            Self::Header => 4,
            Self::Dateline => 5,
        }
    }

    /// The origin with this number.
    pub(crate) fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }

    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::MetaTag => "meta",
            Self::JsonLd => "json_ld",
            Self::TimeElement => "time",
            Self::Header => "header",
            Self::Dateline => "dateline",
        }
    }

    /// The origin in the reader's words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::FrontMatter => "from the front matter",
            Self::MetaTag => "from the page's metadata",
            Self::JsonLd => "from the page's structured data",
            Self::TimeElement => "from the page's time element",
            Self::Header => "from a line above the text",
            Self::Dateline => "from the dateline",
        }
    }
}

/// When a document says it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentDate {
    /// The date.
    pub(crate) value: CalendarDate,
    /// Where it stands.
    pub(crate) origin: DateOrigin,
    /// Whether it can be read in one way only. `09/08/2021` without a weekday is not certain.
    pub(crate) certain: bool,
    /// Its place in the text, when it stands there.
    pub(crate) at: Option<Anchor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_one_number_of_its_own() {
        for (number, origin) in (0..).zip(DateOrigin::ALL) {
            assert_eq!((origin.code(), DateOrigin::of_code(number)), (number, Some(origin)));
        }
        assert_eq!(DateOrigin::of_code(6), None);
    }
}
