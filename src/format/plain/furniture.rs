//! What is printed on every page of a text and is not part of it: running lines and page numbers.

use std::collections::{HashMap, HashSet};

use super::line::Line;
use super::look::ends_sentence;
use super::pagination::{bare, numbers};
use super::wrap::{ROOM, WIDEST, first_word};

/// Lines beside a page break that may be furniture.
const MARGIN: usize = 3;
/// Pages on which a line has to be repeated; fewer when there are no more pages after the first.
const PAGES: usize = 3;
/// Bytes of the longest running line.
const LONGEST: usize = 200;

/// Whether a page begins or ends with this line.
pub(super) fn is_at_page(line: &Line<'_>) -> bool {
    line.new_page
        || is_page_number(line.text)
        || is_printed_address(line.text)
        || line.apart && bare(line.text).is_some()
}

/// Takes out "Page 3 of 7" and lines that come back at the edges of the pages. What stands at the top of the text stays where
/// it is: it may be the title.
pub(super) fn remove_furniture(lines: &mut Vec<Line<'_>>) {
    let numbers = numbers(lines);
    let edges = edges(lines, &numbers);
    let pages = pages(lines).max(numbers.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, edge) in lines.iter().zip(&edges) {
        if *edge && line.text.len() <= LONGEST {
            *seen.entry(key(line.text)).or_default() += 1;
        }
    }
    let lone = lone_heads(lines);
    let mut first = HashSet::new();
    let (mut number, mut gap, mut page) = (0, false, false);
    lines.retain_mut(|line| {
        let edge = edges.get(number).copied().unwrap_or(false);
        let at_top = number < MARGIN;
        let between = lone.contains(&number) || numbers.contains(&number);
        number += 1;
        let repeated = edge && line.text.len() <= LONGEST && {
            let key = key(line.text);
            let least = PAGES.min(pages.saturating_sub(1)).max(2);
            let comes_back = !key.is_empty() && seen.get(&key).is_some_and(|count| *count >= least);
            comes_back && (!first.insert(key) || !at_top || is_stamped(line.text))
        };
        if repeated || between || is_page_number(line.text) || is_printed_address(line.text) {
            (gap, page) = (true, page || line.new_page);
            return false;
        }
        line.apart |= gap;
        line.new_page |= page;
        (gap, page) = (false, false);
        true
    });
}

/// How many pages the text has.
fn pages(lines: &[Line<'_>]) -> usize {
    let breaks = lines.iter().filter(|line| line.new_page).count() + 1;
    let is_numbered = |line: &&Line<'_>| is_page_number(line.text) || is_printed_address(line.text);
    breaks.max(lines.iter().filter(is_numbered).count())
}

/// Running heads of a text of two pages, which are not repeated: a line by itself at the top of a page, in the middle of a
/// sentence.
fn lone_heads(lines: &[Line<'_>]) -> HashSet<usize> {
    let widest = lines.iter().map(Line::width).max().filter(|widest| *widest <= WIDEST);
    let mut found = HashSet::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.new_page && line.text.len() <= LONGEST) {
        let before = lines.iter().take(number).rev().take(MARGIN).find(|before| !is_furniture_number(before.text));
        let after = lines.get(number + 1);
        // What follows may begin with a name when the line before is as full as others.
        let is_full = before.zip(widest).is_some_and(|(before, widest)| before.width() * 10 >= widest * 8);
        let is_open = before.is_some_and(|before| before.text.ends_with(|c: char| c.is_alphanumeric() || c == ','));
        let is_cut = is_open
            && after.is_some_and(|after| {
                let goes_on = after.text.starts_with(char::is_lowercase);
                after.apart && (is_full || goes_on) || goes_on && is_set_apart(line, after, widest)
            });
        if is_cut && !line.text.starts_with(char::is_lowercase) && !ends_sentence(line.text) {
            found.insert(number);
        }
    }
    found
}

/// Whether a line is no part of the text that goes on small behind it: it has a gap, or room for the next word.
fn is_set_apart(line: &Line<'_>, after: &Line<'_>, widest: Option<usize>) -> bool {
    line.text.contains("   ") || widest.is_some_and(|widest| line.width() + 1 + first_word(after) + ROOM <= widest)
}

fn is_furniture_number(text: &str) -> bool {
    is_page_number(text) || key(text).is_empty()
}

/// Which lines stand at the edge of a page.
fn edges(lines: &[Line<'_>], numbers: &HashSet<usize>) -> Vec<bool> {
    let mut edges = vec![false; lines.len()];
    let mut mark = |at: usize| {
        for edge in edges.iter_mut().skip(at.saturating_sub(MARGIN)).take(MARGIN * 2) {
            *edge = true;
        }
    };
    let mut pages = false;
    for (number, line) in lines.iter().enumerate() {
        let is_number = line.apart && bare(line.text).is_some();
        if numbers.contains(&number) || is_at_page(line) && (line.new_page || !is_number) {
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

/// "12/03/2024, 10:15   The flood | The Post": what a browser prints at the head of a page. The title stands below.
fn is_stamped(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_day = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.matches(['/', '.']).count() == 2;
    words.next().is_some_and(is_day) && words.next().is_some_and(|word| word.contains(':'))
}

/// `https://www.example.org/news/12   2/5`: what a browser prints at the foot of a page.
fn is_printed_address(text: &str) -> bool {
    if text.len() > LONGEST || !text.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = text.split_whitespace();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let page = |word: &str| word.split_once('/').is_some_and(|(page, pages)| is_number(page) && is_number(pages));
    let address = |word: &str| word.contains("://") || word.starts_with("www.");
    words.next().is_some_and(address) && words.next().is_some_and(page) && words.next().is_none()
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
    fn furniture_goes_but_for_the_top_of_the_text() {
        let page =
            |n: usize, text: &str| format!("The Water Report\n\n{text}\n\nMinistry of Water {n}\nPage {n} of 3\n\u{c}");
        let text = [page(1, "first\nline"), page(2, "second"), page(3, "third")].concat();
        assert_eq!(kept(&text), ["The Water Report", "first", "line", "second", "third"]);
    }

    #[test]
    fn a_head_on_all_pages_but_the_first_goes() {
        let text = "The title\n\none goes\n\u{c}The Review\n\non and\n\u{c}The Review\n\non.";
        assert_eq!(kept(text), ["The title", "one goes", "on and", "on."]);
    }

    #[test]
    fn a_single_head_goes_when_it_cuts_a_sentence() {
        assert_eq!(kept("The mayor\n\n1\n\u{c}The Review\n\nspoke."), ["The mayor", "1", "spoke."]);
        let name = "Nobody in the town had seen the mayor but Anne\n\u{c}The Review\n\nMary Ruiz, who was his sister and who lived.";
        assert_eq!(kept(name).len(), 2);
        assert_eq!(kept("The mayor spoke.\n\u{c}The Review\n\nspoke.").len(), 3);
    }

    #[test]
    fn what_a_browser_prints_on_every_page_goes() {
        let page = |n: usize, text: &str| {
            format!("12/03/2024, 10:15 The flood | The Post\n{text}\nhttps://post.example/flood.html {n}/2\n")
        };
        let text = [page(1, "The flood\n\nIt rained"), page(2, "all night.")].concat();
        assert_eq!(kept(&text), ["The flood", "It rained", "all night."]);
    }

    #[test]
    fn bare_numbers_at_the_edges_of_two_pages_go() {
        assert_eq!(kept("The mayor\n\n1/2\n\u{c}spoke.\n\n2/2\n"), ["The mayor", "spoke."]);
    }

    #[test]
    fn a_single_head_with_a_gap_goes_without_blank_lines_too() {
        let text = "The mayor of the old town said that nobody had asked her for 30\n1\n\u{c}Bulletin No. 14          March 2024\n\
                    days and that the wall would stand.\n2";
        assert_eq!(kept(text).len(), 2);
        let flows = text.replace(
            "Bulletin No. 14          March 2024",
            "Bulletins in the town of Halden, where in the year 2024 the mayor",
        );
        assert_eq!(kept(&flows).len(), 3);
    }

    #[test]
    fn a_refrain_is_no_furniture() {
        assert_eq!(kept("a\nrefrain\nb\nrefrain\nc\nrefrain").len(), 6);
    }
}
