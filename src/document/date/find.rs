//! Finds dates in a line: the forms of English and Spanish news, of web pages and of metadata.
//!
//! A date is certain when it can be read in one way only. Seasons, ranges and days without a year are no dates here.

mod clock;
mod figures;
mod spelled;

use std::ops::Range;

use super::CalendarDate;
use super::token::{Kind, Token, month, roman_month, tokens, weekday};

/// Years that a text speaks of; four digits outside them are a number of something.
const YEARS: Range<u32> = 1500..2200;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// The date; of two readings the one with the month first.
    pub(crate) value: CalendarDate,
    /// The other reading (day first) when nothing settles which is meant.
    pub(crate) other: Option<CalendarDate>,
    /// Whether it can be read in one way only and its weekday, if it has one, agrees.
    pub(crate) certain: bool,
    /// Its bytes in the line, weekday and time included.
    pub(crate) range: Range<usize>,
}

/// The dates of a line, in order. Years alone are not among them.
pub(crate) fn find_dates(line: &str) -> Vec<FoundDate> {
    find(line, false)
}

/// The same of a line that holds hardly anything but its date: there the year may have two digits, "18.09.24".
pub(crate) fn find_head_dates(line: &str) -> Vec<FoundDate> {
    find(line, true)
}

fn find(line: &str, is_head: bool) -> Vec<FoundDate> {
    if may_hold(line, is_head) { find_all(line, is_head) } else { Vec::new() }
}

/// Whether a line can hold a date: all but those of a head have a year of four digits or spell it out. Every line of a text
/// is asked, most more than once.
fn may_hold(line: &str, is_head: bool) -> bool {
    if spelled::may_hold(line) {
        return true;
    }
    let (mut digits, mut is_year) = (0_usize, false);
    let mut has_digit = false;
    for byte in line.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        has_digit |= digits > 0;
        is_year |= digits == 4;
    }
    // The day may stand in figures before a year in words of any case, "5 de mayo de Dos Mil Diez".
    let is_spelled = || !line.is_ascii() || line.as_bytes().windows(3).any(|part| part.eq_ignore_ascii_case(b"mil"));
    has_digit && (is_head || is_year || is_spelled())
}

fn find_all(line: &str, is_head: bool) -> Vec<FoundDate> {
    let tokens = tokens(line);
    let is_spelled = tokens.iter().any(|token| token.is_word(&["mil"]))
        || tokens
            .windows(2)
            .any(|pair| matches!(pair, [before, year] if before.is_word(&["de", "del"]) && year.digits() == 4));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let scan = Scan { tokens: &tokens, at, is_head, is_spelled };
        if let Some((date, next)) = scan.date() {
            found.push(date);
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

/// The date that a field of metadata states: any form of [`find_dates`], and `2024-10`, `20241031` and `2024`.
pub(crate) fn stated_date(value: &str) -> Option<FoundDate> {
    let value = value.trim();
    if let Some(found) = find_dates(value).into_iter().next() {
        return Some(found);
    }
    let tokens = tokens(value);
    let date = match tokens.as_slice() {
        [year] if year.digits() == 4 => CalendarDate::of(year.number()?, None, None)?,
        [day] if day.digits() == 8 => {
            let number = day.number()?;
            CalendarDate::of(number / 10_000, Some(number / 100 % 100), Some(number % 100))?
        }
        [year, dash, month] if year.digits() == 4 && dash.is_sign(&['-', '/']) => {
            CalendarDate::of(year.number()?, Some(month.number()?), None)?
        }
        _ => return None,
    };
    Some(FoundDate { value: date, other: None, certain: true, range: 0..value.len() })
}

/// What a form of dates found: the reading, another one, the token after it.
struct Form {
    value: CalendarDate,
    other: Option<CalendarDate>,
    next: usize,
}

struct Scan<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Years of two digits are read.
    is_head: bool,
    /// A year may be spelled out, "dos mil" and more, or a day before a year in figures.
    is_spelled: bool,
}

impl Scan<'_> {
    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.get(at)?.number()
    }

    /// A date that starts at this token, and the token after it.
    fn date(&self) -> Option<(FoundDate, usize)> {
        let (day_name, first) = self.weekday();
        let form = self.numeric(first).or_else(|| self.day_month(first)).or_else(|| self.month_day(first));
        let form = form.or_else(|| if self.is_spelled { self.spelled(first) } else { None });
        let form = match form {
            Some(form) => form,
            None if day_name.is_none() => self.month_year(first)?,
            None => return None,
        };
        if self.follows_range(first) {
            return None;
        }
        let Form { mut value, mut other, mut next } = form;
        let mut certain = true;
        if let Some(name) = day_name {
            let agrees = |date: CalendarDate| date.weekday() == Some(name);
            match other {
                Some(second) if agrees(second) && !agrees(value) => (value, other) = (second, None),
                Some(second) if agrees(value) && !agrees(second) => other = None,
                Some(_) => {}
                None => certain = agrees(value),
            }
        }
        if value.day.is_some()
            && let Some((time, after)) = self.time(next)
        {
            value.time = Some(time);
            other = other.map(|date| CalendarDate { time: Some(time), ..date });
            next = after;
        }
        let start = self.get(self.at)?.range.start;
        let end = self.get(next.checked_sub(1)?)?.range.end;
        Some((FoundDate { value, other, certain: certain && other.is_none(), range: start..end }, next))
    }

    /// A weekday with its comma or stop, and the token after it.
    fn weekday(&self) -> (Option<u8>, usize) {
        let Some(name) = self.get(self.at).and_then(Token::word).and_then(weekday) else { return (None, self.at) };
        let mut next = self.at + 1;
        while self.get(next).is_some_and(|token| token.is_sign(&[',', '.']) || token.is_word(&["the", "el"])) {
            next += 1;
        }
        // "Mar 5, 2024" begins with a month, "mar, 5 nov. 2024" with a weekday.
        let doubtful = self.get(self.at).is_some_and(|token| token.is_word(&["mar"]));
        let is_month = doubtful && self.day_month(next).is_none() && self.numeric(next).is_none();
        if is_month { (None, self.at) } else { (Some(name), next) }
    }

    /// Whether the date is the end of a range: "5–7 November 2024" has no single day.
    fn follows_range(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).and_then(|at| self.get(at)) else { return false };
        let links = before.is_sign(&['-', '–', '—', '/']) || before.is_word(&["to", "al", "a", "and", "y"]);
        let Some(earlier) = first.checked_sub(2).and_then(|at| self.get(at)) else { return false };
        // "Version 3.1 – February 2024"
        let is_part = first.checked_sub(3).and_then(|at| self.get(at)).is_some_and(|sign| sign.is_sign(&['.']));
        // Nor is 84 a day: "Núm. 84 – 4 de mayo de 2023".
        let is_day = (1..=2).contains(&earlier.digits()) && earlier.number().is_some_and(|number| number <= 31);
        let day = is_day && !(is_part && earlier.joined);
        let name = earlier.word().is_some_and(|word| month(word).is_some());
        links && (day || name)
    }

    /// `5 Nov. 2024`, `5th of November, 2024`, `15 de octubre de 2024`, `1º de mayo del 2020`, `15-Oct-2024`.
    fn day_month(&self, first: usize) -> Option<Form> {
        let day = self.get(first)?;
        if day.digits() > 2 {
            return None;
        }
        let day = day.number()?;
        let mut next = first + 1;
        if self.get(next)?.joined && self.get(next)?.is_word(&["st", "nd", "rd", "th", "º", "o", "er"]) {
            next += 1;
        }
        while self.get(next)?.is_sign(&['.', '°'])
            || self.get(next)?.is_word(&["of", "de", "º", "dia", "dias", "del", "mes", "day"])
        {
            next += 1;
        }
        let dashed = self.get(next)?.is_sign(&['-', '/']);
        let word = self.get(next + usize::from(dashed))?;
        let month = month(word.word()?).map(|(month, _)| month).or_else(|| self.roman(next + usize::from(dashed)))?;
        next += 1 + usize::from(dashed);
        let year = self.skip_to_year(next)?;
        let value = day_spoken_of(self.number(year)?, u32::from(month), day)?;
        Some(Form { value, other: None, next: year + 1 })
    }

    /// The month of `13-IV-2014`: a Roman numeral with the same sign on both sides and no blank.
    fn roman(&self, at: usize) -> Option<u8> {
        let [before, word, after, year] =
            [self.get(at.checked_sub(1)?)?, self.get(at)?, self.get(at + 1)?, self.get(at + 2)?];
        let is_joined = [word, after, year].iter().all(|token| token.joined);
        let is_capital = matches!(word.kind, Kind::Word { capital: true, .. });
        let is_signed = before.is_sign(&['-', '/', '.']) && before.kind == after.kind;
        (is_joined && is_capital && is_signed && year.digits() == 4).then(|| roman_month(word.word()?)).flatten()
    }

    /// `November 5, 2024`, `Nov. 5th 2024`, `octubre 15 de 2024`.
    fn month_day(&self, first: usize) -> Option<Form> {
        let (month, _) = month(self.get(first)?.word()?)?;
        let mut next = first + 1;
        if self.get(next)?.is_sign(&['.']) {
            next += 1;
        }
        let day = self.get(next)?;
        if day.digits() > 2 {
            return None;
        }
        let day = day.number()?;
        next += 1;
        if self.get(next)?.joined && self.get(next)?.is_word(&["st", "nd", "rd", "th"]) {
            next += 1;
        }
        let year = self.skip_to_year(next)?;
        let value = day_spoken_of(self.number(year)?, u32::from(month), day)?;
        Some(Form { value, other: None, next: year + 1 })
    }

    /// `October 2024`, `octubre de 2024`. In lower case only names that are no other word.
    fn month_year(&self, first: usize) -> Option<Form> {
        let token = self.get(first)?;
        let (month, doubtful) = month(token.word()?)?;
        let Kind::Word { capital, .. } = token.kind else { return None };
        // After a number it is a day's month: of a range, or of a day that does not exist.
        let after_number = first.checked_sub(1).and_then(|at| self.get(at)).is_some_and(|before| before.digits() > 0);
        if (doubtful && !capital) || after_number {
            return None;
        }
        // "Summer (June) 2018"
        let is_bracketed =
            first.checked_sub(1).and_then(|at| self.get(at)).is_some_and(|before| before.is_sign(&['(']))
                && self.get(first + 1).is_some_and(|after| after.is_sign(&[')']));
        let year = self.skip_to_year(first + 1 + usize::from(is_bracketed))?;
        let value = CalendarDate::of(self.number(year)?, Some(u32::from(month)), None)?;
        Some(Form { value, other: None, next: year + 1 })
    }

    /// The place of a year after a month or day, over what may stand between them.
    fn skip_to_year(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while at < from + 3
            && (self.get(at)?.is_sign(&[',', '.', '-', '/']) || self.get(at)?.is_word(&["de", "del", "of"]))
        {
            at += 1;
        }
        let token = self.get(at)?;
        let is_year = token.digits() == 4 && YEARS.contains(&token.number()?);
        // "May 2024.5" and "5 May 2000,000" go on as numbers.
        let goes_on = self.get(at + 1).is_some_and(|sign| sign.joined && sign.is_sign(&['.', ',']))
            && self.get(at + 2).is_some_and(|after| after.joined && after.digits() > 0);
        (is_year && !goes_on).then_some(at)
    }
}

/// A day that a text may speak of.
fn day_spoken_of(year: u32, month: u32, day: u32) -> Option<CalendarDate> {
    YEARS.contains(&year).then(|| CalendarDate::of(year, Some(month), Some(day))).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(date: CalendarDate) -> String {
        date.time.map_or_else(|| date.to_string(), |(hour, minute)| format!("{date} {hour:02}:{minute:02}"))
    }

    /// Every date of a line: value, `?` when it is not certain, the other reading.
    fn found(line: &str) -> String {
        let one = |date: FoundDate| {
            let other = date.other.map_or_else(String::new, |other| format!(" or {}", shown(other)));
            format!("{}{other}{} in '{}'", shown(date.value), if date.certain { "" } else { "?" }, &line[date.range])
        };
        find_dates(line).into_iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn dates_are_read_as_newsrooms_write_them() {
        let lines = [
            "Posted Thu, 10/31/2024 - 13:42 by staff",
            "By Andrea | Wed, 09/08/2021 - 18:12",
            "17.10.2016",
            "On November 5, 2024, the federal government",
            "Published 5 Nov. 2024",
            "Madrid, 15 de octubre de 2024.- El gobierno",
            "martes 1º de mayo del 2018, 8:05 p. m.",
            "2024-10-31T13:42:07.123+02:00 edition",
            "the 3rd of March, 2019 and Mar. 4th 2019",
            "mar, 5 nov. 2024; Mar 5, 2024",
            "in October 2024 and en octubre de 2023",
            "15-Oct-2024 23:59",
            "a los 30 días del mes de junio de 2022",
            "Wed, 8 Sep 2021 06:00:00 +0000",
            "2021/09/08",
            "miércoles 08/09/2021",
            "Olmos, 13-IV-2014; 2.XII.1999",
            "Summer (June) 2018",
        ];
        insta::assert_snapshot!(lines.map(found).join("\n"), @r"
        2024-10-31 13:42 in 'Thu, 10/31/2024 - 13:42'
        2021-09-08 18:12 in 'Wed, 09/08/2021 - 18:12'
        2016-10-17 in '17.10.2016'
        2024-11-05 in 'November 5, 2024'
        2024-11-05 in '5 Nov. 2024'
        2024-10-15 in '15 de octubre de 2024'
        2018-05-01 20:05 in 'martes 1º de mayo del 2018, 8:05 p. m.'
        2024-10-31 13:42 in '2024-10-31T13:42:07.123+02:00'
        2019-03-03 in '3rd of March, 2019'; 2019-03-04 in 'Mar. 4th 2019'
        2024-11-05 in 'mar, 5 nov. 2024'; 2024-03-05 in 'Mar 5, 2024'
        2024-10 in 'October 2024'; 2023-10 in 'octubre de 2023'
        2024-10-15 23:59 in '15-Oct-2024 23:59'
        2022-06-30 in '30 días del mes de junio de 2022'
        2021-09-08 06:00 in 'Wed, 8 Sep 2021 06:00:00 +0000'
        2021-09-08 in '2021/09/08'
        2021-09-08 in 'miércoles 08/09/2021'
        2014-04-13 in '13-IV-2014'; 1999-12-02 in '2.XII.1999'
        2018-06 in 'June) 2018'
        ");
    }

    #[test]
    fn a_day_that_can_be_a_month_stays_open_without_a_weekday() {
        assert_eq!(found("09/08/2021"), "2021-09-08 or 2021-08-09? in '09/08/2021'");
        assert_eq!(found("08/08/2021"), "2021-08-08 in '08/08/2021'");
        assert_eq!(found("31/10/2024"), "2024-10-31 in '31/10/2024'");
    }

    #[test]
    fn a_weekday_that_disagrees_makes_a_date_uncertain() {
        assert_eq!(found("Monday, October 31, 2024"), "2024-10-31? in 'Monday, October 31, 2024'");
        assert_eq!(found("Mon, 09/07/2021"), "2021-09-07 or 2021-07-09? in 'Mon, 09/07/2021'");
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for line in [
            "30 February 2024",
            "31/31/2024",
            "version 1.10.10.2016",
            "192.168.10.2016",
            "may 2000 people come",
            "5 November",
            "the 5–7 November 2024 summit",
            "from 5 to 7 November 2024",
            "winter 2023",
            "2018",
            "1/2/3",
            "3 de los 2024",
            "29.02.2023",
            "10/31/24",
        ] {
            assert_eq!(found(line), "", "{line}");
        }
    }

    #[test]
    fn metadata_may_state_less_than_a_day() {
        let stated = |value| stated_date(value).map(|date| shown(date.value));
        assert_eq!(stated(" 2024-10 "), Some("2024-10".into()));
        assert_eq!(stated("20241031"), Some("2024-10-31".into()));
        assert_eq!(stated("2018"), Some("2018".into()));
        assert_eq!(stated("2024-10-31 13:42"), Some("2024-10-31 13:42".into()));
        assert_eq!(stated("soon"), None);
        assert_eq!(stated("2024-13"), None);
    }

    proptest! {
        #[test]
        fn every_day_is_found_in_every_form(year in 1600_u32..2199, month in 1_u32..=12, day in 1_u32..=28) {
            let date = CalendarDate::of(year, Some(month), Some(day)).unwrap();
            let name = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"][month as usize - 1];
            for line in [format!("{date}"), format!("{day} de {name} de {year}"), format!("x {day}.{month}.{year}, y")] {
                let found = find_dates(&line);
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(found[0].value, date);
                prop_assert!(found[0].certain);
            }
        }

        #[test]
        fn a_line_that_is_passed_over_holds_no_date(
            line in "(([0-9]{1,5}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|5|mayo|May|de|del|dos mil|Dos M[ií]l|DOS MIL|diez|º|\\PC)[ ,.-]?){0,9}",
        ) {
            prop_assert_eq!(find_dates(&line), find_all(&line, false));
            prop_assert_eq!(find_head_dates(&line), find_all(&line, true));
        }

        #[test]
        fn ranges_lie_in_the_line(line in "([0-9]{1,4}|[ ,./:|–-]|Nov|mar|de|º|pm|Thu){0,20}") {
            for date in find_dates(&line) {
                prop_assert!(line.get(date.range).is_some());
            }
        }
    }
}
