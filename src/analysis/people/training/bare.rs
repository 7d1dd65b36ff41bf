//! Names as the program shows them. Annotators put titles in names or leave them out as they please ("President Obama" is a
//! name in one set, "Obama" in another); here a form of address, a title and an office are no part of a name, and somebody
//! who is called by an office alone ("the Duchess of Alba") is not named.

use std::ops::Range;

use super::super::super::lexicon::{Class, Lexicon, fold};

/// The part of `name` in `text` that is a name; nothing when there is none.
pub(super) fn bare(text: &str, name: Range<usize>) -> Option<Range<usize>> {
    let class = |word: &str| Lexicon::get().word(&fold(word));
    let words = text.get(name.clone())?;
    // "Sarah, Duchess of York"; but "Ruiz, Jr."
    let words =
        words.split_once(", ").filter(|(_, rest)| class(rest.split(' ').next().unwrap_or_default()).is(Class::ROLE));
    let end = words.map_or(name.end, |(first, _)| name.start + first.len());
    let mut start = name.start;
    let mut from = start;
    for word in text.get(start..end)?.split_inclusive(' ') {
        from += word.len();
        let word = word.trim_end();
        let found = class(word);
        let title = found.is(Class::HONORIFIC | Class::TITLE) || found.is(Class::ROLE);
        // "Don Lemon", "Judge Reinhold": a given name is one unless a stop says that it is a form of address.
        if title && (!found.is(Class::NAME) || word.ends_with('.')) {
            start = from;
        }
    }
    let rest = text.get(start.min(end)..end)?;
    let rest = rest.trim_end_matches(['—', '–', '-', ' ']);
    let rest = rest.strip_suffix("'s").or_else(|| rest.strip_suffix("’s")).unwrap_or(rest);
    let is_name = rest.starts_with(|first: char| !first.is_lowercase())
        || ["al-", "el-", "de ", "van ", "von ", "da ", "di ", "abu ", "bin ", "ibn "]
            .iter()
            .any(|particle| rest.starts_with(particle));
    (is_name && !rest.is_empty()).then(|| start..start + rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<&str> {
        bare(name, 0..name.len()).map(|range| &name[range])
    }

    #[test]
    fn what_stands_before_a_name_is_left_out() {
        assert_eq!(of("Prime Minister Nuri al-Maliki"), Some("Nuri al-Maliki"));
        assert_eq!(of("Dr. Henry Kissinger"), Some("Henry Kissinger"));
        assert_eq!(of("Sarah, Duchess of York"), Some("Sarah"));
        assert_eq!(of("Kate’s"), Some("Kate"));
        assert_eq!(of("Faget—"), Some("Faget"));
        assert_eq!(of("Ana Ruiz"), Some("Ana Ruiz"));
    }

    #[test]
    fn an_office_alone_is_no_name() {
        assert_eq!(of("Duke and Duchess of Cambridge"), None);
        assert_eq!(of("Judge"), None);
    }
}
