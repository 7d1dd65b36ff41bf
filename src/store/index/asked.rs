//! One search: what is asked, what was found of it so far, and how that is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use super::apart::Apart;
use super::corrected::Corrected;
use super::covered::Sets;
use super::near::Words;
use super::places::Address;
use super::rank::{Share, Total, Way};
use crate::document::{Clean, DocId};
use crate::library::{EntryId, Library, PersonEdits};
use crate::search::{Answer, EntryFacts, Flags, Found, Looser, Order, Query, Request};

/// What is asked, and by whom.
pub(super) struct Search<'a> {
    pub(super) request: &'a Request,
    pub(super) query: Query,
    pub(super) stale: &'a dyn Fn() -> bool,
    pub(super) sink: &'a mut dyn FnMut(Answer),
    /// Is told what cannot be read, and why.
    pub(super) unreadable: &'a mut dyn FnMut(EntryId, &Clean),
    pub(super) apart: &'a mut Apart,
    pub(super) corrected: &'a mut Corrected,
    /// How long documents are read that the index does not have yet; nothing for as long as it takes.
    pub(super) patience: Option<Duration>,
    /// The words of what was read, as long as nothing is found.
    pub(super) words: Words,
    /// What asks for less, counted as long as nothing is found.
    pub(super) looser: Vec<Looser>,
}

/// A row before it is ranked.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry: EntryId,
    pub(super) is_exact: bool,
    pub(super) by: By,
}

/// What the rank of a row is counted from.
#[derive(Debug)]
pub(super) enum By {
    Index(Address),
    Reading(Vec<Share>),
}

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) rows: Vec<Row>,
    pub(super) searched: u32,
    pub(super) failed: BTreeMap<Clean, u32>,
    /// Contents that were read.
    pub(super) read: HashSet<DocId>,
    /// What was read, all together.
    pub(super) total: Total,
}

impl<'a> Search<'a> {
    pub(super) fn entries(&self) -> Vec<EntryId> {
        match &self.request.within {
            Some(within) => within.to_vec(),
            None => self.request.library.iter().map(|entry| entry.id()).collect(),
        }
    }

    /// The user's corrections of the people in a document, when they count and there are some.
    pub(super) fn edits(&self, id: DocId) -> Option<&'a PersonEdits> {
        let request = self.request;
        request.corrections.as_ref()?.get(id)
    }

    /// The content of an entry, if its people were corrected.
    pub(super) fn corrected_content(&self, entry: EntryId) -> Option<DocId> {
        self.request.corrections.as_ref()?;
        self.request.library.get(entry)?.doc().filter(|id| self.edits(*id).is_some())
    }

    pub(super) fn facts(&self, entry: EntryId) -> EntryFacts<'_> {
        let Some(found) = self.request.library.get(entry) else { return EntryFacts::default() };
        EntryFacts { path: found.name(), added: found.added(), marks: self.flags(found.doc()) }
    }

    pub(super) fn flags(&self, id: Option<DocId>) -> Flags {
        let marks = self.request.marks.as_ref();
        marks.zip(id).map(|(marks, id)| marks.get(id)).unwrap_or_default()
    }

    /// Hands in what was found so far.
    pub(super) fn tell(
        &mut self,
        state: &State,
        ways: &[Way<'_>],
        sets: Option<&Sets<'_>>,
        waiting: usize,
        done: bool,
    ) {
        let scores = sets.map(|sets| sets.scores(ways, &state.total)).unwrap_or_default();
        let score = |by: &By| match by {
            By::Index(at) => {
                let piece = scores.get(at.piece as usize);
                piece.and_then(|scores| scores.get(at.number as usize)).copied().unwrap_or_default()
            }
            By::Reading(shares) => state.total.score(ways, shares),
        };
        let row = |row: &Row| Found { entry: row.entry, score: score(&row.by), is_exact: row.is_exact };
        let mut rows: Vec<Found> = state.rows.iter().map(row).collect();
        order(&mut rows, self.request.order, &self.request.library);
        let mut failed: Vec<(Clean, u32)> = state.failed.iter().map(|(why, count)| (why.clone(), *count)).collect();
        failed.sort_by_key(|(_, count)| Reverse(*count));
        (self.sink)(Answer {
            text: self.request.text.clone(),
            rows,
            searched: state.searched,
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            failed,
            done,
            near: Vec::new(),
            faults: self.query.faults().to_vec(),
        });
    }
}

fn order(rows: &mut [Found], order: Order, library: &Library) {
    match order {
        Order::Relevance => by_relevance(rows),
        Order::Date => {
            rows.sort_by_cached_key(|row| (Reverse(library.get(row.entry).map(|entry| entry.date_key())), row.entry));
        }
    }
}

/// Sorts as [`Found::by_relevance`], by one number for each row: there may be as many rows as documents, and this is done
/// with every key.
fn by_relevance(rows: &mut [Found]) {
    const SCORE: u32 = u32::MAX >> 1;
    if rows.iter().any(|row| row.score.is_sign_negative()) {
        return rows.sort_unstable_by(Found::by_relevance);
    }
    let key = |row: &Found| {
        // The bits of numbers that are not negative sort as the numbers do.
        let score = SCORE - (row.score.to_bits() & SCORE);
        u64::from(!row.is_exact) << 63 | u64::from(score) << 32 | u64::from(row.entry.0)
    };
    let mut keys: Vec<u64> = rows.iter().map(key).collect();
    keys.sort_unstable();
    for (row, key) in rows.iter_mut().zip(keys) {
        let [number, first] = [key, key >> 32].map(|half| u32::try_from(half & u64::from(u32::MAX)).unwrap_or(0));
        let score = f32::from_bits(SCORE - (first & SCORE));
        *row = Found { entry: EntryId(number), score, is_exact: first <= SCORE };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_sorted_by_a_number_as_by_comparison(
            rows in prop::collection::vec((prop::num::f32::POSITIVE | prop::num::f32::ZERO | prop::num::f32::NEGATIVE, any::<bool>()), 0..50),
            is_negative in any::<bool>(),
        ) {
            let score = |score: f32| if is_negative { score } else { score.abs() };
            let rows = (0..).zip(rows).map(|(number, (rated, is_exact))| Found { entry: EntryId(number), score: score(rated), is_exact });
            let mut rows: Vec<Found> = rows.collect();
            let mut plain = rows.clone();
            plain.sort_by(Found::by_relevance);
            by_relevance(&mut rows);
            prop_assert_eq!(rows, plain);
        }
    }
}
