//! What is printed on every page of a text and is not part of it: running lines and page numbers.

use std::collections::{HashMap, HashSet};

use super::line::Line;

/// Lines beside a page break that may be furniture.
const MARGIN: usize = 3;
/// Pages on which a line has to be repeated.
const PAGES: usize = 3;
/// Bytes of the longest running line.
const LONGEST: usize = 120;

/// Whether a page begins or ends with this line.
pub(super) fn is_at_page(line: &Line<'_>) -> bool {
    line.new_page || is_page_number(line.text)
}

/// Takes out "Page 3 of 7" and lines that come back at the edges of three pages or more; the first of them stays.
pub(super) fn remove_furniture(lines: &mut Vec<Line<'_>>) {
    let edges = edges(lines);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, edge) in lines.iter().zip(&edges) {
        if *edge && line.text.len() <= LONGEST {
            *seen.entry(key(line.text)).or_default() += 1;
        }
    }
    let mut first = HashSet::new();
    let (mut number, mut gap, mut page) = (0, false, false);
    lines.retain_mut(|line| {
        let edge = edges.get(number).copied().unwrap_or(false);
        number += 1;
        let repeated = edge && line.text.len() <= LONGEST && {
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
        if is_at_page(line) {
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
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if !bare.starts_with(['p', 'P']) {
        return false;
    }
    let lower = bare.to_lowercase();
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
    use super::super::line::lines;
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        let mut lines: Vec<_> = lines(text).collect();
        remove_furniture(&mut lines);
        lines.iter().map(|line| line.text).collect()
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
