//! The best of many matches, without working out more scores than that takes.

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use super::fuzzy::Scratch;
use super::glance::Glance;
use super::work::{Means, gather};

/// How many are put in the order of their scores; nobody reads further down.
pub(super) const FIRST: usize = 1_000;

/// How many scores are worked out at most. What can only be worse than all these has letters scattered about.
const TRIED: usize = 4_000;

/// How many are worked out for what is told on the way.
const SOME: usize = 1_024;

/// Matches of which scores are worked out before it is asked whether the others can still be among the first.
const SLICE: usize = 128;

/// A candidate that matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// The candidate's place.
    pub(super) place: u32,
    /// Its score is at most half of this, and is that when this is odd. There may be a million of them.
    rating: i32,
}

impl Hit {
    /// What its score is at most.
    const fn bound(self) -> i32 {
        self.rating >> 1
    }

    /// Whether that is its score.
    const fn is_exact(self) -> bool {
        self.rating & 1 == 1
    }

    /// What is less of this comes first: how good it can be, and among equals its row.
    fn promise(self, rows: &[u32]) -> (Reverse<i32>, u32) {
        (Reverse(self.bound()), self.row(rows))
    }

    /// Its row in the question.
    fn row(self, rows: &[u32]) -> u32 {
        rows.get(self.place as usize).copied().unwrap_or(u32::MAX)
    }

    /// A match of all words; nothing when one of them has none.
    pub(super) fn of(place: u32, mut words: impl Iterator<Item = Option<Glance>>) -> Option<Self> {
        let whole = words.try_fold(Glance { bound: 0, is_exact: true }, |sum, word| {
            let word = word?;
            Some(Glance { bound: sum.bound + word.bound, is_exact: sum.is_exact && word.is_exact })
        })?;
        let rating = i32::try_from(whole.bound << 1).unwrap_or(i32::MAX - 1);
        Some(Self { place, rating: rating | i32::from(whole.is_exact) })
    }
}

/// The most promising of many matches. Most are passed over for the price of one comparison.
struct Best<'a> {
    most: usize,
    rows: &'a [u32],
    /// Up to twice as many as are wanted.
    kept: Vec<Hit>,
    /// What does not come before this is not among them.
    bar: Option<(Reverse<i32>, u32)>,
}

impl<'a> Best<'a> {
    /// No match yet; `most` are wanted.
    const fn new(most: usize, rows: &'a [u32]) -> Self {
        Self { most, rows, kept: Vec::new(), bar: None }
    }

    fn offer(&mut self, hit: Hit) {
        let is_promising = |bar: (Reverse<i32>, u32)| Reverse(hit.bound()) <= bar.0 && hit.promise(self.rows) < bar;
        if self.bar.is_none_or(is_promising) {
            self.kept.push(hit);
            if self.kept.len() >= 2 * self.most {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.most {
            let rows = self.rows;
            let (_, first_left_out, _) = self.kept.select_nth_unstable_by_key(self.most, |hit| hit.promise(rows));
            self.bar = Some(first_left_out.promise(rows));
            self.kept.truncate(self.most);
        }
    }

    /// The wanted ones, in any order.
    fn all(mut self) -> Vec<Hit> {
        self.cut();
        self.kept
    }
}

/// The rows of matches, the best first; behind the first thousand all others, in order, if all of them are wanted. `rows`
/// has the row of each place. Nothing when nobody wants to know any more.
pub(super) fn pick(
    hits: &[Vec<Hit>],
    rows: &[u32],
    are_all_wanted: bool,
    score: &(dyn Fn(&Hit, &mut Scratch) -> Option<i64> + Sync),
    means: Means<'_>,
) -> Option<Vec<u32>> {
    // Of those whose score is known the others cannot be among the first. What is told on the way is told again; it must
    // not keep the rest waiting.
    let (mut exact, mut others) = (Best::new(FIRST, rows), Best::new(if are_all_wanted { TRIED } else { SOME }, rows));
    for hit in hits.iter().flatten() {
        if hit.is_exact() { exact.offer(*hit) } else { others.offer(*hit) }
    }
    let mut promising = [exact.all(), others.all()].concat();
    promising.sort_unstable_by_key(|hit| hit.promise(rows));
    let slices: Vec<&[Hit]> = promising.chunks(SLICE).collect();
    let known: Mutex<Vec<i64>> = Mutex::new(Vec::new());
    let worked_out = gather(slices.len(), means, |number| {
        let hits = slices.get(number).copied().unwrap_or_default();
        let bound = hits.first().map_or(0, |hit| i64::from(hit.bound()));
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        if lock().iter().filter(|score| **score > bound).count() >= FIRST {
            // None of these can be among the first.
            return Vec::new();
        }
        let mut scratch = Scratch::default();
        let one = |hit: &Hit| {
            let score = if hit.is_exact() { None } else { score(hit, &mut scratch) };
            (Reverse(score.unwrap_or(i64::from(hit.bound()))), hit.row(rows))
        };
        let scored: Vec<(Reverse<i64>, u32)> = hits.iter().map(one).collect();
        lock().extend(scored.iter().map(|(score, _)| score.0));
        scored
    })?;
    let mut scored = worked_out.concat();
    scored.sort_unstable();
    scored.truncate(FIRST);
    let mut picked: Vec<u32> = scored.into_iter().map(|(_, row)| row).collect();
    let count: usize = hits.iter().map(Vec::len).sum();
    if count > picked.len() && are_all_wanted {
        let mut others = vec![false; rows.len()];
        let all = hits.iter().flatten().map(|hit| (hit.row(rows), true));
        for (row, is_other) in all.chain(picked.iter().map(|&row| (row, false))) {
            if let Some(other) = others.get_mut(row as usize) {
                *other = is_other;
            }
        }
        picked.reserve_exact(count - picked.len());
        picked.extend((0..).zip(others).filter(|(_, is)| *is).map(|(row, _)| row));
    }
    Some(picked)
}
