//! Page numbers without a word beside them, told by their going up from page to page.

use std::collections::{HashMap, HashSet};

use super::line::Line;

/// Digits of the longest page number.
const DIGITS: usize = 4;

/// The number of a line that has nothing else: `3`, `- 3 -`, `[3]`, `3/12`.
pub(super) fn bare(text: &str) -> Option<u32> {
    if text.len() > 24 {
        return None;
    }
    let text = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '(' | ')' | '·' | ' '));
    let is_number = |text: &str| (1..=DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let page = match text.split_once('/') {
        Some((page, pages)) if is_number(pages.trim()) => page.trim(),
        Some(_) => return None,
        None => text,
    };
    is_number(page).then(|| page.parse().ok()).flatten()
}

/// The lines that are page numbers: the longest row of bare numbers that go up by one, beside form feeds, or one of them in
/// the middle of a sentence. Chapters have numbers too, but never there.
pub(super) fn numbers(lines: &[Line<'_>]) -> HashSet<usize> {
    let ends_page = |at: usize| lines.get(at + 1).is_none_or(|next| next.new_page);
    // Of each number the longest row that ends with it, and the line; of each line the one before it in its row.
    let mut rows: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut best: Option<(usize, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(number) = bare(line.text).filter(|_| line.apart || line.new_page || ends_page(at)) else { continue };
        let last = number.checked_sub(1).and_then(|last| rows.get(&last)).copied();
        let length = last.map_or(1, |(length, _)| length + 1);
        if let Some((_, last)) = last {
            before.insert(at, last);
        }
        rows.insert(number, (length, at));
        if best.is_none_or(|(longest, _)| length > longest) {
            best = Some((length, at));
        }
    }
    let Some((_, last)) = best.filter(|(length, _)| *length >= 2) else { return HashSet::new() };
    let row: HashSet<usize> = std::iter::successors(Some(last), |at| before.get(at).copied()).collect();
    let is_at_break =
        |at: usize| ends_page(at) && at + 1 < lines.len() || lines.get(at).is_some_and(|line| line.new_page);
    if row.iter().any(|&at| is_at_break(at) || cuts(lines, at)) { row } else { HashSet::new() }
}

/// Whether a line stands within a sentence.
fn cuts(lines: &[Line<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let is_open = |line: &Line<'_>| line.text.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    before.is_some_and(is_open) && lines.get(at + 1).is_some_and(|after| after.text.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let lines: Vec<_> = lines(text).collect();
        let mut numbers: Vec<usize> = numbers(&lines).into_iter().collect();
        numbers.sort_unstable();
        numbers.into_iter().filter_map(|at| lines.get(at)).map(|line| line.text).collect()
    }

    #[test]
    fn numbers_that_go_up_at_the_ends_of_pages_are_found() {
        assert_eq!(found("The mayor\n1\n\u{c}spoke in\n2\n\u{c}May.\n3\n"), ["1", "2", "3"]);
        assert_eq!(found("The mayor\n\n- 7 -\n\nspoke in\n\n- 8 -\n\nMay."), ["- 7 -", "- 8 -"]);
        assert_eq!(found("The wall fell in\n2025.\n\u{c}It was late in\n2026.\n\u{c}It rained."), [""; 0]);
    }

    #[test]
    fn chapters_keep_their_numbers() {
        assert_eq!(found("1\n\nThe mayor spoke.\n\n2\n\nThe wall fell.\n\n3\n\nIt rained."), [""; 0]);
    }
}
