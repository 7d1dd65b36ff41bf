//! Places told in words: counted in words, a place in a text is a smaller number than counted in bytes, and mostly it begins
//! where a word begins and ends where one ends.

use crate::document::{Anchor, Document};

/// A word: where in its block it begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    start: u32,
    end: u32,
}

/// The words of a document.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<Word>,
    /// The number of the first word of each block.
    blocks: Vec<usize>,
}

/// A place by the words it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    /// The first word.
    pub(super) first: u32,
    /// The last one.
    pub(super) last: u32,
    /// Bytes from where the first begins to where the place begins.
    pub(super) lead: i64,
    /// Bytes from where the last ends to where the place ends.
    pub(super) tail: i64,
}

impl Words {
    pub(super) fn of(document: &Document) -> Self {
        let bytes: usize = document.blocks.iter().map(|block| block.text.len()).sum();
        let mut words = Vec::with_capacity(bytes / 5);
        let mut blocks = Vec::with_capacity(document.blocks.len());
        for block in &document.blocks {
            blocks.push(words.len());
            let mut start = None;
            for (at, letter) in block.text.char_indices() {
                if letter.is_alphanumeric() != start.is_some() {
                    words.extend(start.map(|from| word(from, at)));
                    start = start.is_none().then_some(at);
                }
            }
            words.extend(start.map(|from| word(from, block.text.len())));
        }
        Self { words, blocks }
    }

    /// The words a place covers; nothing when there are none.
    pub(super) fn span(&self, at: Anchor) -> Option<Span> {
        let block = at.block as usize;
        let begin = *self.blocks.get(block)?;
        let end = self.blocks.get(block + 1).copied().unwrap_or(self.words.len());
        let words = self.words.get(begin..end)?;
        let first = words.partition_point(|word| word.end <= at.start);
        let last = words.partition_point(|word| word.start < at.end).checked_sub(1)?;
        let (from, to) = (words.get(first..=last)?.first()?, words.get(last)?);
        let number = |word: usize| u32::try_from(begin + word).ok();
        let apart = |to: u32, from: u32| i64::from(to) - i64::from(from);
        let (lead, tail) = (apart(at.start, from.start), apart(at.end, to.end));
        Some(Span { first: number(first)?, last: number(last)?, lead, tail })
    }

    /// The place that covers such words; nothing when there is none.
    pub(super) fn anchor(&self, span: Span) -> Option<Anchor> {
        let (first, last) = (span.first as usize, span.last as usize);
        let block = self.blocks.partition_point(|begin| *begin <= first).checked_sub(1)?;
        let (from, to) = (self.words.get(first)?, self.words.get(last)?);
        let moved = |at: u32, by: i64| u32::try_from(i64::from(at).checked_add(by)?).ok();
        Some(Anchor {
            block: u32::try_from(block).ok()?,
            start: moved(from.start, span.lead)?,
            end: moved(to.end, span.tail)?,
        })
    }
}

fn word(start: usize, end: usize) -> Word {
    let number = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Word { start: number(start), end: number(end) }
}
