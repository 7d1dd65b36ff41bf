//! Addresses in a text, and quotations that find their place again after an edit.

use serde::{Deserialize, Serialize};

use super::{Clean, Document};

/// An address: a block and a range of bytes in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Anchor {
    /// Place of the block in `Document::blocks`.
    pub(crate) block: u32,
    /// First byte in the block's text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
}

/// An address as it is saved: the words themselves with their surroundings, so that it survives an edited file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(crate) struct Quote {
    /// The words at the address (may be empty for a bare position).
    pub(crate) exact: Clean,
    /// Up to 48 characters before them in the same block.
    pub(crate) before: Clean,
    /// Up to 48 characters after them in the same block.
    pub(crate) after: Clean,
    /// Where they stood when they were saved; tried first.
    pub(crate) at: Anchor,
}

/// Characters of context kept on each side of a quotation.
const CONTEXT: usize = 48;
/// Characters of a quotation and its context that have to agree before a place is believed to be the same.
const EVIDENCE: usize = 12;

impl Document {
    /// An address as it can be saved; nothing when it does not lie in this document on character borders.
    pub(crate) fn quote(&self, at: Anchor) -> Option<Quote> {
        let text = &self.blocks.get(at.block as usize)?.text;
        let (start, end) = (at.start as usize, at.end as usize);
        let exact = text.slice(start..end)?;
        let before = last_chars(text.get(..start)?, CONTEXT).len();
        let after = first_chars(text.get(end..)?, CONTEXT).len();
        Some(Quote { exact, before: text.slice(start - before..start)?, after: text.slice(end..end + after)?, at })
    }

    /// Where a quotation stands now: at its old place, else nearest to it with all its context, else where most of its
    /// context agrees; nothing when too little of it is left.
    pub(crate) fn find_quote(&self, quote: &Quote) -> Option<Anchor> {
        if self.quote(quote.at).is_some_and(|now| same_words(&now, quote)) {
            return Some(quote.at);
        }
        if quote.exact.is_empty() {
            let place = self.find_place(&quote.before, &quote.after, quote.at.block, quote.at.start as usize)?;
            return place.anchor(place.at);
        }
        self.find_exact(quote).or_else(|| self.find_changed(quote))
    }

    /// The words themselves, with as much of their context as is left.
    fn find_exact(&self, quote: &Quote) -> Option<Anchor> {
        let (words, exact) = (quote.exact.chars().count(), quote.exact.len());
        let full = quote.before.chars().count() + quote.after.chars().count();
        let mut best: Option<(usize, Place)> = None;
        let mut unique = true;
        for (number, block) in self.outward(quote.at.block) {
            let mut nearest = usize::MAX;
            for (start, _) in block.match_indices(&*quote.exact) {
                let (before, after) = (block.get(..start)?, block.get(start + exact..)?);
                let agreed = common_end(before, &quote.before) + common_start(after, &quote.after);
                let distance = start.abs_diff(quote.at.start as usize);
                unique &= best.is_none();
                let better = best.as_ref().is_none_or(|(most, place)| {
                    agreed > *most || (agreed == *most && place.block == number && distance < nearest)
                });
                if better {
                    nearest = distance;
                    best = Some((agreed, Place { block: number, at: start }));
                }
            }
            // Blocks come nearest first: a later one cannot do better than all of the context.
            if best.as_ref().is_some_and(|(agreed, _)| *agreed == full && full > 0) {
                break;
            }
        }
        let (agreed, place) = best?;
        let whole_block = full == 0 && self.blocks.get(place.block as usize)?.text.len() == exact;
        (words + agreed >= EVIDENCE || agreed == full && full > 0 || unique || whole_block)
            .then(|| place.anchor(place.at + exact))?
    }

    /// Words that were edited themselves: from where they began to where they ended.
    fn find_changed(&self, quote: &Quote) -> Option<Anchor> {
        let near = quote.at.start as usize;
        let start = self.find_place(&quote.before, first_chars(&quote.exact, CONTEXT), quote.at.block, near)?;
        let block = &*self.blocks.get(start.block as usize)?.text;
        let (exact, room) = (&*quote.exact, quote.exact.len().saturating_mul(2) + CONTEXT);
        let rest = block.get(start.at..)?;
        let tails = [CONTEXT, CONTEXT / 2, EVIDENCE].map(|count| last_chars(exact, count));
        let end = tails
            .into_iter()
            .map(|tail| (tail, tail.len()))
            .chain([(&*quote.after, 0)])
            .filter(|(needle, _)| needle.chars().count() >= EVIDENCE)
            .filter_map(|(needle, length)| rest.find(needle).map(|at| at + length))
            .find(|length| *length <= room)
            .unwrap_or_else(|| first_chars(rest, exact.chars().count()).len());
        start.anchor(start.at + end)
    }

    /// The place between two pieces of text: both of them side by side, else after the first or before the second, else
    /// beside their nearer halves.
    fn find_place(&self, left: &str, right: &str, block: u32, near: usize) -> Option<Place> {
        let (half_left, half_right) = (last_chars(left, CONTEXT / 2), first_chars(right, CONTEXT / 2));
        [(left, right), (left, ""), ("", right), (half_left, half_right), (half_left, ""), ("", half_right)]
            .into_iter()
            .filter(|(left, right)| left.chars().count() + right.chars().count() >= EVIDENCE)
            .find_map(|(left, right)| self.find_beside(left, right, block, near))
    }

    fn find_beside(&self, left: &str, right: &str, near_block: u32, near: usize) -> Option<Place> {
        let needle = format!("{left}{right}");
        self.outward(near_block).find_map(|(number, block)| {
            let at = block.match_indices(&needle).map(|(at, _)| at + left.len()).min_by_key(|at| at.abs_diff(near))?;
            Some(Place { block: number, at })
        })
    }

    /// Blocks and their numbers, nearest to `from` first.
    fn outward(&self, from: u32) -> impl Iterator<Item = (u32, &str)> {
        let count = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let from = from.min(count.saturating_sub(1));
        let steps = (0..count).flat_map(move |step| {
            let down = from.checked_add(step).filter(|number| *number < count);
            let up = from.checked_sub(step).filter(|_| step > 0);
            down.into_iter().chain(up)
        });
        steps.filter_map(|number| self.blocks.get(number as usize).map(|block| (number, &*block.text)))
    }
}

#[derive(Debug, Clone, Copy)]
struct Place {
    block: u32,
    at: usize,
}

impl Place {
    fn anchor(self, end: usize) -> Option<Anchor> {
        Some(Anchor { block: self.block, start: u32::try_from(self.at).ok()?, end: u32::try_from(end).ok()? })
    }
}

fn same_words(now: &Quote, then: &Quote) -> bool {
    now.exact == then.exact && now.before == then.before && now.after == then.after
}

/// The last `count` characters, whole clusters of base and marks as far as they go.
fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Characters that agree at the start.
fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Characters that agree at the end.
fn common_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Block, BlockKind};

    fn document(texts: &[&str]) -> Document {
        let block = |text: &&str| Block::new(BlockKind::Paragraph, Clean::text(text));
        Document { blocks: texts.iter().map(block).collect(), ..Document::default() }
    }

    /// The address of `words` in a block.
    fn at(document: &Document, block: u32, words: &str) -> Anchor {
        let start = document.blocks[block as usize].text.find(words).unwrap();
        Anchor { block, start: u32::try_from(start).unwrap(), end: u32::try_from(start + words.len()).unwrap() }
    }

    const TEXTS: [&str; 3] = [
        "The mayor opened the bridge on Monday, and the river stayed calm.",
        "Asked about the cost, the mayor said that the bridge had been paid for by the port.",
        "The bridge will be closed to lorries until the port has finished its own works.",
    ];

    #[test]
    fn a_quotation_holds_its_words_and_what_stands_around_them() {
        let document = document(&TEXTS);
        let quote = document.quote(at(&document, 1, "the mayor said")).unwrap();
        assert_eq!((&*quote.exact, &*quote.before), ("the mayor said", "Asked about the cost, "));
        assert_eq!(&*quote.after, " that the bridge had been paid for by the port.");
    }

    #[test]
    fn of_two_places_the_one_with_the_context_is_found() {
        let before = document(&TEXTS);
        let quote = before.quote(at(&before, 2, "bridge")).unwrap();
        let after = document(&["A new first line about the bridge.", TEXTS[0], TEXTS[1], TEXTS[2]]);
        assert_eq!(after.find_quote(&quote), Some(at(&after, 3, "bridge")));
    }

    #[test]
    fn of_two_equal_places_the_nearer_one_is_found() {
        let before = document(&["x", "The same sentence twice.", "y", "The same sentence twice.", "z"]);
        let quote = before.quote(at(&before, 3, "same sentence")).unwrap();
        let after = document(&["x", "The same sentence twice.", "y", "new", "The same sentence twice.", "z"]);
        assert_eq!(after.find_quote(&quote).unwrap().block, 4);
    }

    #[test]
    fn a_corrected_sentence_is_still_found() {
        let before = document(&TEXTS);
        let quote =
            before.quote(at(&before, 1, "the mayor said that the bridge had been paid for by the port")).unwrap();
        let after = document(&[
            TEXTS[0],
            "Asked about the cost, the mayor said that the new bridge had been paid for by the port.",
        ]);
        let found = after.find_quote(&quote).unwrap();
        assert_eq!(after.text(found), Some("the mayor said that the new bridge had been paid for by the port"));
    }

    #[test]
    fn a_bare_position_is_found_between_its_neighbours() {
        let before = document(&TEXTS);
        let start = at(&before, 1, "the mayor").start;
        let quote = before.quote(Anchor { block: 1, start, end: start }).unwrap();
        let after = document(&["new", TEXTS[0], TEXTS[1]]);
        assert_eq!(after.find_quote(&quote), Some(Anchor { block: 2, start, end: start }));
    }

    #[test]
    fn words_that_are_gone_are_not_found_elsewhere() {
        let before = document(&TEXTS);
        let quote = before.quote(at(&before, 1, "the")).unwrap();
        let after = document(&["Nothing of the old text is left in the new one, not even the place."]);
        assert_eq!(after.find_quote(&quote), None);
    }

    proptest! {
        #[test]
        fn an_anchors_quotation_finds_it_again(
            texts in prop::collection::vec("[ab é…]{0,12}( [a-f]{1,6}){0,12}", 1..8),
            pick in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
        ) {
            let document = document(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            let block = pick.index(texts.len());
            let borders: Vec<usize> = document.blocks[block].text.char_indices().map(|(at, _)| at).collect();
            prop_assume!(!borders.is_empty());
            let (a, b) = (borders[from.index(borders.len())], borders[to.index(borders.len())]);
            let anchor = Anchor { block: u32::try_from(block).unwrap(), start: u32::try_from(a.min(b)).unwrap(), end: u32::try_from(a.max(b)).unwrap() };
            let quote = document.quote(anchor).unwrap();
            prop_assert_eq!(document.find_quote(&quote), Some(anchor));
        }

        #[test]
        fn it_is_found_after_edits_around_it(
            word in "[k-z]{14,30}", others in prop::collection::vec("[a-j ]{0,80}", 1..6),
            left in "[a-j ]{0,60}", right in "[a-j ]{0,60}", edit in "[a-j]{0,5}", inserted in 0_usize..4,
        ) {
            let line = format!("{left}{word}{right}");
            let mut texts: Vec<&str> = others.iter().map(String::as_str).collect();
            texts.push(&line);
            let before = document(&texts);
            let last = u32::try_from(texts.len() - 1).unwrap();
            let quote = before.quote(at(&before, last, &word)).unwrap();
            let edited = format!("{edit}{left}{word}{right}{edit}");
            let mut texts = vec!["an inserted block"; inserted];
            texts.extend(others.iter().map(String::as_str));
            texts.push(&edited);
            let after = document(&texts);
            let found = after.find_quote(&quote).unwrap();
            prop_assert_eq!(after.text(found), Some(&*word));
        }
    }
}
