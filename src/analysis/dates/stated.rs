//! Dates that the text states in part: years, days without a year, months, and ranges of them.

use std::ops::Range;

use super::super::SpokenDate;
use super::super::token::Shape;
use super::{Scan, Spoken, YEARS, is_year};
use crate::document::may_be_month;

/// Words before a number that make it a year.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "during",
    "before",
    "after",
    "for",
    "through",
    "throughout",
    "late",
    "early",
    "mid",
    "year",
    "between",
    "circa",
    "around",
    "de",
    "del",
    "en",
    "desde",
    "hasta",
    "para",
    "durante",
    "ano",
    "entre",
    "fines",
    "principios",
    "mediados",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "verano",
    "invierno",
    "otono",
    "primavera",
];

/// A stated date that begins with this token.
pub(super) fn at(scan: &Scan<'_>, at: usize) -> Option<Spoken> {
    let from_month = || {
        let month = month(scan, at)?;
        month_first(scan, at, month).or_else(|| month_alone(scan, at, month))
    };
    days(scan, at).or_else(from_month).or_else(|| years(scan, at))
}

/// The month a word names. Short forms and words with other meanings need a capital.
pub(super) fn month(scan: &Scan<'_>, at: usize) -> Option<u8> {
    let key = scan.key(at);
    if !may_be_month(key) {
        return None;
    }
    let capital = matches!(scan.piece.shape(at), Shape::Capital | Shape::Upper);
    let (number, is_other_word) = match key {
        "january" | "enero" => (1, false),
        "jan" => (1, true),
        "february" | "febrero" => (2, false),
        "feb" => (2, true),
        "marzo" => (3, false),
        "march" => (3, true),
        "april" | "abril" => (4, false),
        "apr" => (4, true),
        "mayo" => (5, false),
        "may" => (5, true),
        "june" | "junio" => (6, false),
        "jun" => (6, true),
        "july" | "julio" => (7, false),
        "jul" => (7, true),
        "agosto" => (8, false),
        "august" | "aug" => (8, true),
        "september" | "septiembre" | "setiembre" => (9, false),
        "sep" | "sept" => (9, true),
        "october" | "octubre" => (10, false),
        "oct" => (10, true),
        "november" | "noviembre" => (11, false),
        "nov" => (11, true),
        "december" | "diciembre" => (12, false),
        "dec" => (12, true),
        _ => return None,
    };
    (capital || !is_other_word).then_some(number)
}

fn is_day(number: u16) -> bool {
    (1..=31).contains(&number)
}

/// A day of the month: `5`, `5th`, `1º`.
fn day(scan: &Scan<'_>, at: usize) -> Option<u8> {
    let text = scan.str(at);
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let rest = text.get(digits.len()..).unwrap_or_default();
    if digits.len() > 2 || !matches!(rest, "" | "st" | "nd" | "rd" | "th" | "º" | "°" | "ro") {
        return None;
    }
    digits.parse().ok().filter(|&number| is_day(number)).and_then(|number| u8::try_from(number).ok())
}

/// Two days in one token: `5-7`.
fn day_pair(scan: &Scan<'_>, at: usize) -> Option<(u8, u8)> {
    let (first, last) = scan.str(at).split_once(['-', '–'])?;
    let read = |text: &str| {
        text.parse::<u16>()
            .ok()
            .filter(|&number| text.len() <= 2 && is_day(number))
            .and_then(|number| u8::try_from(number).ok())
    };
    let (first, last) = (read(first)?, read(last)?);
    (first < last).then_some((first, last))
}

/// `5 November`, `5–7 November 2024`, `del 3 al 5 de mayo`.
fn days(scan: &Scan<'_>, at: usize) -> Option<Spoken> {
    let (first, mut last, mut next) = match day_pair(scan, at) {
        Some((first, last)) => (first, Some(last), at + 1),
        None => (day(scan, at)?, None, at + 1),
    };
    if last.is_none()
        && (matches!(scan.str(next), "–" | "-" | "—") || matches!(scan.key(next), "to" | "al" | "a" | "and" | "y"))
    {
        let end = day(scan, next + 1).filter(|&end| end > first);
        if let Some(end) = end {
            (last, next) = (Some(end), next + 2);
        }
    }
    while matches!(scan.key(next), "of" | "de" | "del") {
        next += 1;
    }
    let month = month(scan, next)?;
    next += 1;
    // "may" and "march" as verbs are in lower case and were refused.
    let (year, end) = year_after(scan, next);
    let date = |day| SpokenDate { year, month: Some(month), day: Some(day) };
    Some(Spoken { tokens: at..end, value: Some(date(first)), until: last.map(date), is_computed: false })
}

/// `November 5`, `November 5-7, 2024`, `Nov. 5 to 7`.
fn month_first(scan: &Scan<'_>, at: usize, month: u8) -> Option<Spoken> {
    let mut next = at + 1;
    if scan.str(next) == "." && scan.is_joined(next) {
        next += 1;
    }
    let (first, mut last) = match day_pair(scan, next) {
        Some((first, last)) => (first, Some(last)),
        None => (day(scan, next)?, None),
    };
    next += 1;
    if last.is_none() && (matches!(scan.str(next), "–" | "-" | "—") || matches!(scan.key(next), "to" | "and")) {
        let end = day(scan, next + 1).filter(|&end| end > first && self::month(scan, next + 2).is_none());
        if let Some(end) = end {
            (last, next) = (Some(end), next + 2);
        }
    }
    let (year, end) = year_after(scan, next);
    let date = |day| SpokenDate { year, month: Some(month), day: Some(day) };
    Some(Spoken { tokens: at..end, value: Some(date(first)), until: last.map(date), is_computed: false })
}

/// The year behind a day and month, and the token after it.
fn year_after(scan: &Scan<'_>, from: usize) -> (Option<u16>, usize) {
    let mut at = from;
    while at < from + 2 && (scan.str(at) == "," || matches!(scan.key(at), "de" | "del" | "of")) {
        at += 1;
    }
    match scan.number(at).filter(|year| YEARS.contains(year)) {
        Some(year) => (Some(year), at + 1),
        None => (None, from),
    }
}

/// "In October", "en octubre".
fn month_alone(scan: &Scan<'_>, at: usize, month: u8) -> Option<Spoken> {
    // "the end of March", "a finales de marzo"
    let part = matches!(scan.before(at), "of" | "de")
        && at.checked_sub(1).is_some_and(|of| {
            matches!(
                scan.before(of),
                "end"
                    | "start"
                    | "beginning"
                    | "middle"
                    | "month"
                    | "mes"
                    | "final"
                    | "finales"
                    | "fines"
                    | "principios"
                    | "mediados"
                    | "inicios"
                    | "comienzos"
            )
        });
    let led = part
        || matches!(
            scan.before(at),
            "in" | "en"
                | "since"
                | "desde"
                | "until"
                | "hasta"
                | "by"
                | "late"
                | "early"
                | "mid"
                | "during"
                | "this"
                | "last"
                | "next"
                | "este"
                | "pasado"
                | "proximo"
                | "from"
                | "before"
                | "after"
                | "through"
        );
    let first =
        if matches!(scan.before(at), "this" | "last" | "next" | "este" | "pasado" | "proximo") { at - 1 } else { at };
    led.then(|| Spoken::stated(first..at + 1, SpokenDate { year: None, month: Some(month), day: None }))
}

/// `2018`, `2019-2024`, `2006 and 2015` after "between".
fn years(scan: &Scan<'_>, at: usize) -> Option<Spoken> {
    let text = scan.str(at);
    let of = |year: u16| SpokenDate { year: Some(year), month: None, day: None };
    if let Some((first, last)) = text.split_once(['-', '–', '/']) {
        let (start, end) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
        let end = if last.len() == 2 { start / 100 * 100 + end } else { end };
        let good = is_year(first) && YEARS.contains(&end) && start < end && matches!(last.len(), 2 | 4);
        return good.then(|| Spoken {
            tokens: at..at + 1,
            value: Some(of(start)),
            until: Some(of(end)),
            is_computed: false,
        });
    }
    let year = scan.number(at).filter(|_| is_year(text))?;
    let linked =
        matches!(scan.str(at + 1), "–" | "-" | "—") || matches!(scan.key(at + 1), "to" | "and" | "y" | "a" | "al");
    let is_range = linked
        && (matches!(scan.str(at + 1), "–" | "-" | "—")
            || matches!(scan.before(at), "between" | "from" | "entre" | "de" | "desde"));
    if is_range && let Some(end) = scan.number(at + 2).filter(|&end| is_year(scan.str(at + 2)) && end > year) {
        let tokens = at..at + 3;
        return Some(Spoken { tokens, value: Some(of(year)), until: Some(of(end)), is_computed: false });
    }
    stands_alone(scan, at).then(|| Spoken::stated(Range { start: at, end: at + 1 }, of(year)))
}

/// Whether a number of four digits counts nothing.
fn stands_alone(scan: &Scan<'_>, at: usize) -> bool {
    let sign_before = at.checked_sub(1).map_or("", |before| scan.str(before));
    let joined_after = scan.is_joined(at + 1)
        && !matches!(scan.str(at + 1), "," | "." | ";" | ":" | ")" | "”" | "\"" | "’" | "»" | "?" | "!" | "’s" | "'s");
    if matches!(sign_before, "$" | "€" | "£" | "#" | "¥")
        || joined_after
        || scan.is_joined(at) && !matches!(sign_before, "(" | "[" | "“" | "\"" | "«")
    {
        return false;
    }
    let before = scan.before(at);
    // "In 2018 and 2019"
    let goes_on = matches!(before, "and" | "y" | "to" | "a" | "al" | "or" | "o")
        && at.checked_sub(2).is_some_and(|earlier| is_year(scan.str(earlier)));
    if goes_on || BEFORE_YEAR.contains(&before) {
        let next = scan.key(at + 1);
        let plural = scan.piece.shape(at + 1) == Shape::Lower
            && (next.ends_with('s') || matches!(next, "people" | "men" | "women"));
        let is_counted =
            plural && matches!(before, "of" | "for" | "by" | "around" | "de" | "para" | "after" | "between" | "entre");
        let is_measured =
            matches!(next, "people" | "personas" | "million" | "millones" | "percent") || scan.str(at + 1) == "%";
        return !is_counted && !is_measured;
    }
    // "(2018)", "Plan 2024", "The 2018 report"
    let capital =
        at.checked_sub(1).is_some_and(|before| matches!(scan.piece.shape(before), Shape::Capital | Shape::Upper));
    let year = scan.number(at).unwrap_or(0);
    let recent = (1900..=2100).contains(&year);
    let is_end = scan.piece.shape(at + 1) == Shape::Mark;
    recent
        && (sign_before == "(" && is_end
            || capital && (is_end || scan.piece.shape(at + 1) != Shape::Lower)
            || matches!(scan.before(at), "the" | "el" | "la" | "los" | "las" | "its") && !is_end
            || capital && is_end)
}
