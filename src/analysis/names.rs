//! Long lists of given names and surnames from around the world. They are too long and too generous for the rules, which go
//! by the lists of `lexicon`; the recogniser has learned how far to trust them.
//!
//! The lists are sorted, one name a line, and searched where they lie: nothing is read at the start.

use crate::document::{GIVEN_NAMES as GIVEN, has_line as has};

const SURNAMES: &str = include_str!("../../config/names/surnames.txt");

/// In which lists a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Listed {
    /// As a given name.
    pub(super) given: bool,
    /// As a surname.
    pub(super) surname: bool,
}

impl Listed {
    /// Looks a folded word up; both halves of a hyphened one.
    pub(super) fn of(key: &str) -> Self {
        if key.len() < 3 || !key.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) {
            return Self::default();
        }
        let is_in = |list: &str| {
            has(list, key) || key.split_once('-').is_some_and(|(one, other)| has(list, one) && has(list, other))
        };
        Self { given: is_in(GIVEN), surname: is_in(SURNAMES) }
    }

    /// The lists as a number.
    pub(super) const fn bits(self) -> u32 {
        self.given as u32 + 2 * self.surname as u32
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::fold;
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for list in [GIVEN, SURNAMES] {
            let lines: Vec<&str> = list.lines().skip(1).collect();
            assert!(lines.is_sorted() && lines.len() > 5_000);
            for line in lines {
                assert!(has(list, line), "{line}");
                assert_eq!(fold(line), line);
            }
            assert!(!has(list, "") && !has(list, "zzzz") && !has(list, "aaaa") && !has(list, "qqq"));
        }
    }

    #[test]
    fn the_short_list_is_searched_to_its_ends() {
        let list = "a\nbb\nccc\n";
        assert!(["a", "bb", "ccc"].iter().all(|line| has(list, line)));
        assert!(!["", "b", "cc", "d"].iter().any(|line| has(list, line)));
    }
}
