//! The filters in a typed query (`source:"Oficina"`, `-lang:en`): found, added and taken out as text, so that what the user
//! typed stays as typed.

use std::ops::Range;

use crate::search::{Query, Today, is_filter};

/// A filter in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Where it stands in the query.
    pub(crate) range: Range<usize>,
    /// Its field, as in `source`.
    pub(crate) field: String,
    /// What the field has to be, without quotation marks.
    pub(crate) value: String,
    /// Whether it says what must not be.
    pub(crate) is_negative: bool,
}

/// The filters of a query, in order.
pub(crate) fn filters(query: &str) -> Vec<Filter> {
    tokens(query).into_iter().filter_map(|range| filter(query, range)).collect()
}

/// Those of them that narrow a search: what cannot be read behind the colon is looked for as words.
pub(crate) fn in_force(query: &str, today: Today) -> Vec<Filter> {
    let is_read = |filter: &Filter| {
        query.get(filter.range.clone()).is_some_and(|text| Query::parse(text, today).faults().is_empty())
    };
    filters(query).into_iter().filter(is_read).collect()
}

/// Whether a line has signs in it that mean something in a query only.
pub(crate) fn is_more_than_words(line: &str) -> bool {
    line.split_whitespace().any(|word| {
        let is_sign = matches!(word, "OR" | "AND") || word.contains(['"', '*', '~', '(']);
        let is_unwanted = word.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        is_sign || is_unwanted || word.split_once(':').is_some_and(|(name, _)| is_filter(name))
    })
}

fn filter(query: &str, range: Range<usize>) -> Option<Filter> {
    let token = query.get(range.clone())?;
    let (is_negative, body) = token.strip_prefix('-').map_or((false, token), |body| (true, body));
    let (field, value) = body.split_once(':')?;
    let field = field.to_lowercase();
    let value = value.trim_matches('"');
    (is_filter(&field) && !value.is_empty()).then(|| Filter { range, field, value: value.to_owned(), is_negative })
}

/// Words, phrases and filters of a query: blanks in quotation marks do not separate; brackets stand alone.
fn tokens(query: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut is_quoted = false;
    for (at, c) in query.char_indices() {
        let separates = !is_quoted && (c.is_whitespace() || matches!(c, '(' | ')'));
        if separates {
            tokens.extend(start.take().map(|start| start..at));
            continue;
        }
        start = start.or(Some(at));
        is_quoted ^= c == '"';
    }
    tokens.extend(start.map(|start| start..query.len()));
    tokens
}

/// Whether a query has this filter.
pub(crate) fn has(query: &str, field: &str, value: &str) -> bool {
    position(query, field, value).is_some()
}

fn position(query: &str, field: &str, value: &str) -> Option<Filter> {
    let is_it = |known: &Filter| {
        !known.is_negative && known.field == field && known.value.to_lowercase() == value.to_lowercase()
    };
    filters(query).into_iter().find(is_it)
}

/// The query with this filter, or without it when it has it.
pub(crate) fn toggled(query: &str, field: &str, value: &str) -> String {
    match position(query, field, value) {
        Some(known) => without(query, &known.range),
        None => with(query, field, value),
    }
}

/// The query with a filter at its end.
fn with(query: &str, field: &str, value: &str) -> String {
    let value = value.replace('"', "");
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    let filter = if is_plain { format!("{field}:{value}") } else { format!("{field}:\"{value}\"") };
    let query = query.trim();
    if query.is_empty() { filter } else { format!("{query} {filter}") }
}

/// The query without a part of it.
pub(crate) fn without(query: &str, range: &Range<usize>) -> String {
    let before = query.get(..range.start).unwrap_or_default().trim_end();
    let after = query.get(range.end..).unwrap_or_default().trim_start();
    [before, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The query as it is meant while its last word is still being typed: that word is the beginning of one.
pub(crate) fn settled(query: &str) -> String {
    let typed = query.trim();
    let is_open = typed.len() == query.trim_start().len();
    let last = tokens(typed).pop().and_then(|range| typed.get(range)).unwrap_or_default();
    let is_word = !last.is_empty()
        && !matches!(last, "OR" | "AND")
        && !last.contains([':', '"', '*', '~'])
        && last.ends_with(char::is_alphanumeric)
        && typed.ends_with(last);
    if is_open && is_word { format!("{typed}*") } else { typed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_found_among_words_and_phrases() {
        let query = "(health OR \"lang: es\") source:\"La Jornada\" -lang:en date:2024-10";
        let found: Vec<(String, String, bool)> =
            filters(query).into_iter().map(|known| (known.field, known.value, known.is_negative)).collect();
        let expected = [("source", "La Jornada", false), ("lang", "en", true), ("date", "2024-10", false)];
        assert_eq!(found, expected.map(|(field, value, no)| (field.to_owned(), value.to_owned(), no)));
        assert_eq!(filters("http://example.org person: \"\" a:b"), []);
    }

    #[test]
    fn a_filter_is_added_and_taken_out_again() {
        let with_one = toggled("health plan ", "source", "La Jornada");
        assert_eq!(with_one, "health plan source:\"La Jornada\"");
        let with_two = toggled(&with_one, "date", "2024-10");
        assert_eq!(with_two, "health plan source:\"La Jornada\" date:2024-10");
        assert_eq!(toggled(&with_two, "source", "la jornada"), "health plan date:2024-10");
        assert_eq!(toggled("lang:es", "lang", "es"), "");
    }

    #[test]
    fn a_word_that_is_still_typed_stays_the_beginning_of_one() {
        assert_eq!(settled("health vacc"), "health vacc*");
        assert_eq!(settled("vacc "), "vacc");
        assert_eq!(settled("\"health plan\""), "\"health plan\"");
        assert_eq!(settled("plan lang:es"), "plan lang:es");
        assert_eq!(settled("plan OR"), "plan OR");
        assert_eq!(settled("(plan)"), "(plan)");
    }
}
