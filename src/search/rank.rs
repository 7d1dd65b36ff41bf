//! Ranking a whole library by what is typed, as fast as it is typed.
//!
//! Most entries are ruled out or judged at a glance (`glance`); scores are worked out only for those that can be among
//! the first. A query that grew looks only at what the one before has found. Nothing here is a thread or a clock: the
//! caller says how work is spread and when nobody wants it any more.

use std::sync::Arc;

use super::fuzzy::{Fuzzy, Scratch};
use super::glance::Glance;
use super::letters::{Known, Letters};
use super::names::Names;
use super::pick::{Hit, pick};
use super::work::{Means, Spread, gather};
use crate::library::{EntryId, EntryRef, Library};

/// Candidates that are looked at in one piece of work: few enough that no core is left with the last of them.
const SLICE: usize = 1_024;

/// Candidates after which the best so far are told for the first time.
const ROUND: usize = 50_000;

/// Fewer candidates than this are not worth a frame of their own.
const LONG: usize = 4 * ROUND;

/// What is ranked.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The library as it is now.
    pub(crate) library: Library,
    /// The entries in question; among equals their order stays.
    pub(crate) documents: Arc<Vec<EntryId>>,
    /// Other things by their names, behind the documents.
    pub(crate) labels: Arc<Vec<String>>,
    /// What is typed.
    pub(crate) query: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ranked {
    /// What matches, by its row in the question: first the documents, then the labels. The first thousand are in the
    /// order of their scores, the others as they came.
    pub(crate) rows: Vec<u32>,
    /// Whether that is all; else these are the best so far.
    pub(crate) is_done: bool,
}

/// Ranks, and keeps what makes the next query quicker.
#[derive(Debug, Default)]
pub(crate) struct Ranker {
    library: Library,
    documents: Arc<Vec<EntryId>>,
    labels: Arc<Vec<String>>,
    /// The row of each candidate in the question, by its place: first the places of the library, in the order in which they
    /// lie in memory, then the labels. [`NOBODY`] where nothing was asked about.
    rows: Vec<u32>,
    /// The letters of each entry, by part of the library; empty where they are not known.
    letters: Vec<Vec<Known>>,
    /// What was found last.
    last: Option<Last>,
}

/// A query and what it found.
#[derive(Debug)]
struct Last {
    query: Fuzzy,
    names: Names,
    /// The places of what was found.
    found: Vec<u32>,
}

/// No row.
const NOBODY: u32 = u32::MAX;

impl Ranker {
    /// Ranks; `tell` hears the best so far when there is much to do, and in the end of all. An empty query only makes
    /// the next one quicker.
    pub(crate) fn rank(&mut self, ask: Ask, means: Means<'_>, tell: &mut dyn FnMut(Ranked)) {
        let query = Fuzzy::new(&ask.query);
        self.take_up(ask);
        if !query.is_empty() {
            let before = self.last.take();
            match self.find(&query, before.as_ref(), means, tell) {
                Some((names, found)) => self.last = Some(Last { query, names, found }),
                None => self.last = before,
            }
        }
        self.learn(means);
    }

    /// Notes what is asked about, and forgets what does not belong to it.
    fn take_up(&mut self, ask: Ask) {
        let is_same_library = self.library.is_same(&ask.library);
        // A list without labels brings new ones each time: none.
        let has_same_labels =
            Arc::ptr_eq(&self.labels, &ask.labels) || (self.labels.is_empty() && ask.labels.is_empty());
        if is_same_library && Arc::ptr_eq(&self.documents, &ask.documents) && has_same_labels {
            return;
        }
        if !is_same_library {
            self.letters.resize_with(ask.library.parts(), Vec::new);
            for (part, letters) in self.letters.iter_mut().enumerate() {
                if !self.library.has_same_part(&ask.library, part) {
                    letters.clear();
                }
            }
        }
        let labels = u32::try_from(ask.documents.len()).unwrap_or(NOBODY)..;
        let mut rows = Vec::with_capacity(ask.library.places() + ask.labels.len());
        rows.resize(ask.library.places(), NOBODY);
        for (row, id) in (0..).zip(ask.documents.iter()) {
            if let Some(slot) = rows.get_mut(id.0 as usize) {
                *slot = row;
            }
        }
        rows.extend(labels.take(ask.labels.len()));
        self.rows = rows;
        self.last = None;
        (self.library, self.documents, self.labels) = (ask.library, ask.documents, ask.labels);
    }

    /// What matches; nothing when nobody wants to know any more.
    fn find(
        &self,
        query: &Fuzzy,
        before: Option<&Last>,
        means: Means<'_>,
        tell: &mut dyn FnMut(Ranked),
    ) -> Option<(Names, Vec<u32>)> {
        let known = before.filter(|before| query.is_narrower_than(&before.query));
        let names = Names::of(query, &self.library, known.map(|known| &known.names), means)?;
        let count = known.map_or(self.rows.len(), |known| known.found.len());
        let place = |number: usize| match known {
            Some(known) => known.found.get(number).copied(),
            None => u32::try_from(number).ok().filter(|_| self.rows.get(number).is_some_and(|row| *row != NOBODY)),
        };
        let score = |hit: &Hit, scratch: &mut Scratch| self.score(query, hit.place, &names, scratch);
        let mut hits: Vec<Vec<Hit>> = Vec::new();
        let round = if count > LONG { ROUND } else { LONG };
        for (number, begin) in (0..count).step_by(round).enumerate() {
            // More and more seldom: what has been found is gone through each time.
            if number.is_power_of_two() {
                tell(Ranked { rows: pick(&hits, &self.rows, false, &score, means)?, is_done: false });
            }
            let end = count.min(begin + round);
            let found = gather((end - begin).div_ceil(SLICE), means, |slice| {
                let begin = begin + slice * SLICE;
                let slice = begin..end.min(begin + SLICE);
                let (mut scratch, mut found) = (String::new(), Vec::with_capacity(slice.len()));
                let hit = |place| self.glance_at(query, place, &names, &mut scratch);
                found.extend(slice.filter_map(place).filter_map(hit));
                found
            })?;
            hits.extend(found);
        }
        tell(Ranked { rows: pick(&hits, &self.rows, true, &score, means)?, is_done: true });
        let mut found = Vec::with_capacity(hits.iter().map(Vec::len).sum());
        for hits in hits {
            found.extend(hits.iter().map(|hit| hit.place));
        }
        Some((names, found))
    }

    /// Whether a candidate matches, and how well it can at most.
    fn glance_at(&self, query: &Fuzzy, place: u32, names: &Names, scratch: &mut String) -> Option<Hit> {
        let Some(entry) = self.library.get(EntryId(place)) else {
            let label = self.label(place)?;
            let glances = (0..query.len()).map(|word| query.glance(word, 0, label, scratch));
            return Hit::of(place, glances);
        };
        let letters = self.letters_of(place);
        let of_word = |word: usize| {
            let title = match letters {
                Some(known) => query.glance_at_title(word, known, entry.title(), scratch),
                None => query.glance(word, 0, entry.title(), scratch),
            };
            // Most often nothing beside a title can be better than a match in it.
            if !entry.is_ready() || title.is_some_and(|title| title.bound >= query.most_beside_title(word)) {
                return title;
            }
            let others = names.best(word, entry).map(|bound| Glance { bound, is_exact: true });
            let best = title.into_iter().chain(others).reduce(Glance::or);
            if letters.is_some_and(|known| !query.may_be_in(word, known.name)) {
                return best;
            }
            let Some(best) = best else { return query.glance(word, 3, entry.name(), scratch) };
            // It matches anyway; what counts is only whether the name could be better.
            Some(best.or(Glance { bound: query.most(word, 3, entry.name()), is_exact: false }))
        };
        Hit::of(place, (0..query.len()).map(of_word))
    }

    fn score(&self, query: &Fuzzy, place: u32, names: &Names, scratch: &mut Scratch) -> Option<i64> {
        let entry = self.library.get(EntryId(place));
        let known = self.letters_of(place);
        let mut of_word = |word: usize| {
            let Some(entry) = entry else { return query.score_field(word, 0, ("", self.label(place)?), scratch) };
            let may_be_in =
                |letters: fn(Known) -> Letters| known.is_none_or(|known| query.may_be_in(word, letters(known)));
            let title = may_be_in(|known| known.title);
            let best = title.then(|| query.score_field(word, 0, ("", entry.title()), scratch)).flatten();
            if !entry.is_ready() {
                return best;
            }
            let best = best.max(names.best(word, entry));
            let may_be_better =
                may_be_in(|known| known.name) && best.is_none_or(|best| best < query.most(word, 3, entry.name()));
            best.max(may_be_better.then(|| query.score_field(word, 3, ("", entry.name()), scratch)).flatten())
        };
        (0..query.len()).map(&mut of_word).sum()
    }

    fn label(&self, place: u32) -> Option<&str> {
        let label = (place as usize).checked_sub(self.library.places())?;
        self.labels.get(label).map(String::as_str)
    }

    fn letters_of(&self, place: u32) -> Option<Known> {
        let (part, at) = Library::part_of(EntryId(place));
        self.letters.get(part)?.get(at).copied()
    }

    /// Works out the letters of entries, so that the next query passes over most of them. After the answer, not before.
    fn learn(&mut self, means: Means<'_>) {
        let unknown: Vec<usize> =
            (0..self.letters.len()).filter(|&part| self.letters.get(part).is_some_and(Vec::is_empty)).collect();
        let library = &self.library;
        let learned = gather(unknown.len(), means, |number| {
            let mut scratch = String::new();
            let part = unknown.get(number).copied().unwrap_or_default();
            let letters = |entry: Option<EntryRef<'_>>| {
                entry.map_or_else(Known::default, |entry| Known::of(entry.title(), entry.name(), &mut scratch))
            };
            library.part(part).map(letters).collect::<Vec<_>>()
        });
        for (part, letters) in unknown.into_iter().zip(learned.unwrap_or_default()) {
            if let Some(slot) = self.letters.get_mut(part) {
                *slot = letters;
            }
        }
    }
}

/// Ranks these entries here and now.
pub(crate) fn rank_now(library: &Library, documents: &Arc<Vec<EntryId>>, query: &str) -> Vec<EntryId> {
    let ask = Ask {
        library: library.clone(),
        documents: Arc::clone(documents),
        labels: Arc::default(),
        query: query.to_owned(),
    };
    rank_here(ask).rows.into_iter().filter_map(|row| documents.get(row as usize).copied()).collect()
}

/// Ranks here and now.
pub(crate) fn rank_here(ask: Ask) -> Ranked {
    let mut all = Ranked::default();
    let spread: Spread<'_> = &|count, work| (0..count).for_each(work);
    Ranker::default().find_once(ask, Means { stale: &|| false, spread }, &mut |ranked| all = ranked);
    all
}

impl Ranker {
    /// Ranks without a thought of the next query.
    fn find_once(&mut self, ask: Ask, means: Means<'_>, tell: &mut dyn FnMut(Ranked)) {
        let query = Fuzzy::new(&ask.query);
        if !query.is_empty() {
            self.take_up(ask);
            self.find(&query, None, means, tell);
        }
    }
}

#[cfg(test)]
mod tests;
