//! What all parts of an analysis are made of: choices, numbers, lists, places, texts. Each is described once, for writing and
//! for reading.

use super::odds::{Number, Odds, Pass, Signed};
use super::words::{Span, Words};
use crate::document::{Anchor, Clean, Document};

/// A document, and what is written of it or read.
#[derive(Debug)]
pub(super) struct Archive<'a, P> {
    pub(super) pass: P,
    pub(super) document: &'a Document,
    words: Words,
    /// Something was read that cannot have been written.
    pub(super) is_damaged: bool,
}

/// Odds of a place beside another.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    is_raw: Odds,
    sides: [Odds; 3],
    after: Number,
    before: Number,
    over: Signed,
    words: Number,
    lead: Signed,
    tail: Signed,
}

/// Where a place lies, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    After,
    Before,
    Over,
}

/// Odds of a text that most often stands in the document.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    known: Number,
    is_found: Odds,
    at: Near,
    more: Odds,
}

impl<'a, P: Pass> Archive<'a, P> {
    pub(super) fn new(pass: P, document: &'a Document) -> Self {
        Self { pass, document, words: Words::of(document), is_damaged: false }
    }

    /// Yes or no.
    pub(super) fn bit(&mut self, odds: &mut Odds, bit: bool) -> bool {
        self.pass.bit(odds, bit)
    }

    /// A number.
    pub(super) fn number(&mut self, odds: &mut Number, value: u32) -> u32 {
        u32::try_from(odds.pass(&mut self.pass, value.into())).unwrap_or_else(|_| self.damaged())
    }

    /// One of a few; the likeliest stand first.
    pub(super) fn choice<T: Copy + PartialEq>(&mut self, odds: &mut [Odds], all: &[T], value: T) -> T {
        let mut chosen = value;
        for (candidate, odds) in all.iter().zip(odds) {
            chosen = *candidate;
            if self.bit(odds, chosen == value) {
                break;
            }
        }
        chosen
    }

    /// All of a list, one after the other. `blank` stands for what is not read yet.
    pub(super) fn list<T>(
        &mut self,
        more: &mut Odds,
        items: &[T],
        blank: &T,
        mut each: impl FnMut(&mut Self, &T) -> T,
    ) -> Vec<T> {
        let mut passed = Vec::new();
        while self.bit(more, passed.len() < items.len()) {
            let item = each(self, items.get(passed.len()).unwrap_or(blank));
            passed.push(item);
        }
        passed
    }

    /// Something that may be missing.
    pub(super) fn option<T>(
        &mut self,
        is_there: &mut Odds,
        value: Option<&T>,
        blank: &T,
        some: impl FnOnce(&mut Self, &T) -> T,
    ) -> Option<T> {
        self.bit(is_there, value.is_some()).then(|| some(self, value.unwrap_or(blank)))
    }

    /// A place, seen from one that is known.
    pub(super) fn near(&mut self, odds: &mut Near, from: Anchor, at: Anchor) -> Anchor {
        let span = self.words.span(at).filter(|span| self.words.anchor(*span) == Some(at));
        if self.bit(&mut odds.is_raw, span.is_none()) {
            return self.raw(at);
        }
        let (span, from) = (span.unwrap_or_default(), self.words.span(from).unwrap_or_default());
        let side = if span.first > from.last {
            Side::After
        } else if span.last < from.first {
            Side::Before
        } else {
            Side::Over
        };
        let side = self.choice(&mut odds.sides, &[Side::After, Side::Over, Side::Before], side);
        let (next, last) = (from.last.wrapping_add(1), from.first.wrapping_sub(1));
        let length = span.last.wrapping_sub(span.first);
        let (first, last) = match side {
            Side::After => {
                let first = next.wrapping_add(self.number(&mut odds.after, span.first.wrapping_sub(next)));
                (first, first.wrapping_add(self.number(&mut odds.words, length)))
            }
            Side::Before => {
                let last = last.wrapping_sub(self.number(&mut odds.before, last.wrapping_sub(span.last)));
                (last.wrapping_sub(self.number(&mut odds.words, length)), last)
            }
            Side::Over => {
                let by = odds.over.pass(&mut self.pass, i64::from(span.first) - i64::from(from.first));
                let first = i64::from(from.first).saturating_add(by);
                let first = u32::try_from(first).unwrap_or_else(|_| self.damaged());
                (first, first.wrapping_add(self.number(&mut odds.words, length)))
            }
        };
        let lead = odds.lead.pass(&mut self.pass, span.lead);
        let tail = odds.tail.pass(&mut self.pass, span.tail);
        self.words.anchor(Span { first, last, lead, tail }).unwrap_or_else(|| self.damaged())
    }

    /// A place that covers no word.
    fn raw(&mut self, at: Anchor) -> Anchor {
        let mut odds = Number::default();
        let [block, start, end] = [at.block, at.start, at.end].map(|number| self.number(&mut odds, number));
        Anchor { block, start, end }
    }

    /// A text: the words at one of some places, or elsewhere in the block of the first, or itself.
    pub(super) fn said(&mut self, odds: &mut Said, places: &[Anchor], text: &Clean) -> Clean {
        let place = places.iter().position(|at| self.document.text(*at) == Some(text));
        let place = place.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or_default();
        let at = if let Some(place) = self.number(&mut odds.known, place).checked_sub(1) {
            places.get(place as usize).copied()
        } else {
            let beside = places.first().copied().unwrap_or_default();
            let found = self.find(text, beside);
            if !self.bit(&mut odds.is_found, found.is_some()) {
                return Clean::text(&self.literal(&mut odds.more, text));
            }
            Some(self.near(&mut odds.at, beside, found.unwrap_or_default()))
        };
        at.and_then(|at| self.clean(at)).unwrap_or_else(|| self.damaged())
    }

    /// A text as it is.
    pub(super) fn literal(&mut self, more: &mut Odds, text: &str) -> String {
        let bytes = self.list(more, text.as_bytes(), &0, |archive, byte| {
            (0..8).rev().fold(0, |passed, place| {
                passed << 1 | u8::from(archive.bit(&mut Odds::default(), byte >> place & 1 == 1))
            })
        });
        String::from_utf8(bytes).unwrap_or_else(|_| self.damaged())
    }

    /// What stands for something that cannot have been written.
    pub(super) fn damaged<T: Default>(&mut self) -> T {
        self.is_damaged = true;
        T::default()
    }

    /// The text at a place.
    pub(super) fn clean(&self, at: Anchor) -> Option<Clean> {
        self.document.blocks.get(at.block as usize)?.text.slice(at.start as usize..at.end as usize)
    }

    /// Where a text stands first in the block of a place. In all blocks it would be sought too long in a long document.
    fn find(&self, text: &str, at: Anchor) -> Option<Anchor> {
        let start = self.document.blocks.get(at.block as usize)?.text.find(text)?;
        let number = |value| u32::try_from(value).ok();
        Some(Anchor { start: number(start)?, end: number(start + text.len())?, ..at })
    }
}

/// Which of some places in text order is the last that begins before another ends, or the first.
pub(super) fn nearest(places: &[Anchor], at: Anchor) -> usize {
    places.partition_point(|place| (place.block, place.start) < (at.block, at.end)).saturating_sub(1)
}
