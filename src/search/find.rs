//! Finding a phrase in one document: literal, with smart case; accents and typography do not matter.

use std::ops::Range;

use super::fold::{Case, Map, fold_into, fold_mapped, folded};
use crate::document::{Anchor, Document};

/// Where a search begins and how many hits it may return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The first block that is looked at.
    pub(crate) block: u32,
    /// Hits after which the search stops.
    pub(crate) limit: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { block: 0, limit: usize::MAX }
    }
}

/// What a search in one document found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Found {
    /// Places in text order; they do not overlap.
    pub(crate) hits: Vec<Anchor>,
    /// Whether there are no more: neither the limit nor `stale` ended the search.
    pub(crate) complete: bool,
}

/// Finds a phrase. A capital letter in it makes case matter; blanks around it do not count, and an empty phrase is
/// nowhere. Asks `stale` between blocks.
pub(crate) fn find(document: &Document, query: &str, from: Bounds, stale: &dyn Fn() -> bool) -> Found {
    let Some(needle) = Needle::smart(query) else { return Found { hits: Vec::new(), complete: true } };
    let mut found = Found::default();
    let mut text = Haystack::default();
    for (number, block) in (0..).zip(&document.blocks).skip(from.block as usize) {
        if stale() || found.hits.len() >= from.limit {
            return found;
        }
        text.set(&block.text, needle.case);
        for hit in text.all(&block.text, &needle.text) {
            if found.hits.len() >= from.limit {
                return found;
            }
            found.hits.extend(anchor(number, &hit));
        }
    }
    found.complete = true;
    found
}

/// The address of a range in a block.
pub(super) fn anchor(block: u32, range: &Range<usize>) -> Option<Anchor> {
    Some(Anchor { block, start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
}

/// A folded phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needle {
    text: String,
    case: Case,
}

impl Needle {
    fn smart(query: &str) -> Option<Self> {
        let case = if query.chars().any(char::is_uppercase) { Case::Kept } else { Case::Folded };
        let text = folded(query.trim(), case);
        (!text.trim().is_empty()).then_some(Self { text, case })
    }
}

/// The folded text of one block. Its memory is used again for the next one, and the map back is made only for blocks
/// with hits.
#[derive(Debug)]
pub(super) struct Haystack {
    text: String,
    case: Case,
    /// `None` until a hit needs it; folded and original offsets are the same when the block is `is_plain`.
    map: Option<Map>,
    is_plain: bool,
}

impl Default for Haystack {
    fn default() -> Self {
        Self { text: String::new(), case: Case::Folded, map: None, is_plain: true }
    }
}

impl Haystack {
    /// Takes a block's text.
    pub(super) fn set(&mut self, original: &str, case: Case) {
        self.text.clear();
        self.case = case;
        self.map = None;
        fold_into(original, case, &mut self.text);
        self.is_plain = original.is_ascii() && self.text.len() == original.len();
    }

    /// Where a folded phrase occurs, as ranges of the original's bytes.
    pub(super) fn all(&mut self, original: &str, needle: &str) -> Vec<Range<usize>> {
        self.all_if(original, needle, |_, _| true)
    }

    /// As `all`, for the occurrences that `accepts` in the folded text.
    pub(super) fn all_if(
        &mut self,
        original: &str,
        needle: &str,
        accepts: impl Fn(&str, &Range<usize>) -> bool,
    ) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        let places: Vec<Range<usize>> = (self.text.match_indices(needle).map(|(at, _)| at..at + needle.len()))
            .filter(|place| accepts(&self.text, place))
            .collect();
        if self.is_plain || places.is_empty() {
            return places;
        }
        let map = self.map.get_or_insert_with(|| fold_mapped(original, self.case).1);
        let mut hits: Vec<Range<usize>> = places.iter().filter_map(|place| map.original(place)).collect();
        // Two hits in one original character ("s" in "ß") are one.
        hits.dedup_by(|next, last| next.start < last.end);
        hits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Block, BlockKind, Clean};

    fn document(texts: &[&str]) -> Document {
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::text(text))).collect();
        Document { blocks, ..Document::default() }
    }

    fn hits<'a>(document: &'a Document, query: &str) -> Vec<&'a str> {
        let found = find(document, query, Bounds::default(), &|| false);
        assert!(found.complete);
        found.hits.iter().map(|&hit| document.text(hit).unwrap()).collect()
    }

    #[test]
    fn accents_and_typography_do_not_matter() {
        let document = document(&["Dawn O’Connell met Peña Nieto.", "The IMSS–Bienestar program"]);
        assert_eq!(hits(&document, "o'connell"), ["O’Connell"]);
        assert_eq!(hits(&document, "pena nieto"), ["Peña Nieto"]);
        assert_eq!(hits(&document, "imss-bienestar"), ["IMSS–Bienestar"]);
    }

    #[test]
    fn a_capital_letter_makes_case_matter() {
        let document = document(&["Health and health"]);
        assert_eq!(hits(&document, "health"), ["Health", "health"]);
        assert_eq!(hits(&document, "Health"), ["Health"]);
    }

    #[test]
    fn a_phrase_may_run_over_a_line_break() {
        let document = document(&["public\n  health", "público\n\nhealth"]);
        assert_eq!(hits(&document, "public  health"), ["public\n  health"]);
    }

    #[test]
    fn an_empty_phrase_is_nowhere() {
        assert!(hits(&document(&["text"]), "  ").is_empty());
    }

    #[test]
    fn the_limit_and_the_first_block_are_kept() {
        let document = document(&["a a", "a", "a"]);
        let found = find(&document, "a", Bounds { block: 1, limit: 1 }, &|| false);
        assert_eq!(found.hits, [Anchor { block: 1, start: 0, end: 1 }]);
        assert!(!found.complete);
        assert!(find(&document, "a", Bounds { block: 0, limit: 4 }, &|| false).complete);
        assert_eq!(find(&document, "a", Bounds::default(), &|| true), Found::default());
    }

    proptest! {
        #[test]
        fn a_part_of_the_text_is_found_where_it_stands(text in "(\\PC|[ßﬁéÉ\u{301} ]){1,60}", a in 0usize..60, b in 1usize..20) {
            let document = document(&[&text]);
            let text = &*document.blocks[0].text;
            let part: String = text.chars().skip(a).take(b).collect();
            let found = find(&document, &part, Bounds::default(), &|| false);
            if let Some(needle) = Needle::smart(&part) {
                // A part that begins inside a character's accents folds to less than it shows.
                prop_assert!(!found.hits.is_empty());
                for hit in &found.hits {
                    prop_assert!(folded(document.text(*hit).unwrap(), needle.case).contains(&needle.text));
                }
            }
        }
    }
}
