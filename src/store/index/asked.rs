//! One search: what is asked, what was found of it so far, and how that is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use super::apart::Apart;
use super::corrected::Corrected;
use super::covered::Sets;
use super::near::Words;
use super::order::by_relevance;
use super::places::Address;
use super::rank::{self, Share, Total, Way};
use super::row::{By, Row};
use crate::document::{Clean, DocId};
use crate::library::{EntryId, Library, PersonEdits};
use crate::search::{Answer, EntryFacts, Flags, Found, Looser, Order, Query, Request};

/// What is asked, and by whom.
pub(super) struct Search<'a> {
    pub(super) request: &'a Request,
    pub(super) query: Query,
    pub(super) stale: &'a (dyn Fn() -> bool + Sync),
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

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) rows: Vec<Row>,
    /// What documents have of each way that were read and found.
    pub(super) shares: Vec<Vec<Share>>,
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
        let rates = state.total.rates(ways);
        let scores = sets.map(|sets| sets.scores(&rates)).unwrap_or_default();
        let read: Vec<f32> = state.shares.iter().map(|shares| rank::score(&rates, shares)).collect();
        let score = |by| match by {
            By::Index(Address(at)) => scores.get(at as usize),
            By::Reading(number) => read.get(number as usize),
        };
        let score = |by| score(by).copied().unwrap_or_default();
        let row = |row: &Row| Found { entry: row.entry, score: score(row.by), is_exact: row.is_exact };
        let rows = order(state.rows.iter().map(row), self.request.order, &self.request.library);
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

fn order(rows: impl ExactSizeIterator<Item = Found> + Clone, order: Order, library: &Library) -> Vec<Found> {
    match order {
        Order::Relevance => by_relevance(rows),
        Order::Date => {
            let mut rows: Vec<Found> = rows.collect();
            rows.sort_by_cached_key(|row| (Reverse(library.get(row.entry).map(|entry| entry.date_key())), row.entry));
            rows
        }
    }
}
