//! Lines of a plain text: every kind of line break, pages, and the furniture repeated on them.

use std::collections::HashMap;

/// A line that holds something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The text without the blanks at its end.
    pub(super) text: &'a str,
    /// Columns of blanks before it.
    pub(super) indent: u8,
    /// A blank line stands before it.
    pub(super) apart: bool,
    /// A page begins with it.
    pub(super) new_page: bool,
}

impl Line<'_> {
    /// Characters of the text.
    pub(super) fn width(&self) -> usize {
        if self.text.is_ascii() { self.text.len() } else { self.text.chars().count() }
    }
}

/// Lines beside a page break that may be furniture.
const MARGIN: usize = 3;
/// Pages on which a line has to be repeated.
const PAGES: usize = 3;

/// The lines of a text that hold something.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let (mut apart, mut new_page) = (true, false);
    let mut rest = text;
    while !rest.is_empty() {
        let (line, page, after) = first_line(rest);
        rest = after;
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            apart = true;
        } else {
            let indent = line.len() - trimmed.len();
            let indent =
                line.as_bytes().iter().take(indent).map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum::<usize>();
            let text = trimmed.trim_end();
            out.push(Line { text, indent: u8::try_from(indent).unwrap_or(u8::MAX), apart, new_page });
            (apart, new_page) = (false, false);
        }
        if page {
            (apart, new_page) = (true, true);
        }
    }
    out
}

/// The first line, whether a form feed ended it, and what follows.
fn first_line(text: &str) -> (&str, bool, &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let Some(at) = bytes.iter().skip(from).position(|byte| matches!(byte, b'\n' | b'\r' | 0x0C | 0xC2 | 0xE2))
        else {
            return (text, false, "");
        };
        let at = from + at;
        let tail = bytes.get(at..).unwrap_or_default();
        let length = match tail {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [b'\n' | b'\r' | 0x0C, ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        };
        if length > 0 {
            let page = tail.first() == Some(&0x0C);
            return (text.get(..at).unwrap_or_default(), page, text.get(at + length..).unwrap_or_default());
        }
        from = at + 1;
    }
}

/// Takes out "Page 3 of 7" and lines that come back at the edges of three pages or more; the first of them stays.
pub(super) fn remove_furniture(lines: &mut Vec<Line<'_>>) {
    let edges = edges(lines);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, edge) in lines.iter().zip(&edges) {
        if *edge && line.text.len() <= 120 {
            *seen.entry(key(line.text)).or_default() += 1;
        }
    }
    let mut first = std::collections::HashSet::new();
    let (mut number, mut gap, mut page) = (0, false, false);
    lines.retain_mut(|line| {
        let edge = edges.get(number).copied().unwrap_or(false);
        number += 1;
        let repeated = edge && line.text.len() <= 120 && {
            let key = key(line.text);
            // A bare page number has nothing left of it.
            seen.get(&key).is_some_and(|count| *count >= PAGES) && (key.is_empty() || !first.insert(key))
        };
        if repeated || is_page_number(line.text) {
            (gap, page) = (true, page || line.new_page);
            return false;
        }
        line.apart |= gap;
        line.new_page |= page;
        (gap, page) = (false, false);
        true
    });
}

/// Which lines stand at the edge of a page.
fn edges(lines: &[Line<'_>]) -> Vec<bool> {
    let mut edges = vec![false; lines.len()];
    let mut mark = |at: usize| {
        for edge in edges.iter_mut().skip(at.saturating_sub(MARGIN)).take(MARGIN * 2) {
            *edge = true;
        }
    };
    let mut pages = false;
    for (number, line) in lines.iter().enumerate() {
        if line.new_page || is_page_number(line.text) {
            pages = true;
            mark(number);
        }
    }
    if pages {
        mark(0);
        mark(lines.len());
    }
    edges
}

/// What is the same in a running line on every page: its letters.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// "Page 3 of 7", "Página 3", "- 3 -" with a word for page.
fn is_page_number(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let lower = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = lower.split_whitespace();
    let page = words.next().is_some_and(|word| matches!(word, "page" | "página" | "pagina" | "pág" | "pág." | "p."));
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    page && words.next().is_some_and(number)
        && match words.next() {
            None => true,
            Some("of" | "de" | "/") => words.next().is_some_and(number) && words.next().is_none(),
            Some(_) => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        let mut lines = lines(text);
        remove_furniture(&mut lines);
        lines.iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_line_break_ends_a_line() {
        let text = "one\u{2028}two\u{2029}three\u{85}four\r\nfive\rsix\u{c}seven é…\n";
        assert_eq!(kept(text), ["one", "two", "three", "four", "five", "six", "seven é…"]);
    }

    #[test]
    fn furniture_goes_but_for_its_first_line() {
        let page =
            |n: usize, text: &str| format!("The Water Report\n\n{text}\n\nMinistry of Water {n}\nPage {n} of 3\n\u{c}");
        let text = [page(1, "first"), page(2, "second"), page(3, "third")].concat();
        assert_eq!(kept(&text), ["The Water Report", "first", "Ministry of Water 1", "second", "third"]);
    }

    #[test]
    fn a_refrain_is_no_furniture() {
        assert_eq!(kept("a\nrefrain\nb\nrefrain\nc\nrefrain").len(), 6);
    }
}
