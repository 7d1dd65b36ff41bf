//! Searching a library: by its index what that covers, by reading what it does not.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::apart::Apart;
use super::asked::{Search, State};
use super::by_reading::looser;
use super::corrected::Corrected;
use super::covered::Covered;
use super::lately::Lately;
use super::near::{self, Words};
use super::place::Place;
use super::rank;
use super::reader::Reader;
use super::row::{By, Row};
use crate::document::Clean;
use crate::library::{EntryId, Library};
use crate::search::{Answer, EntryFacts, Request, told};

/// How long documents are read for a library that has an index which does not have them yet. They will be there soon.
const PATIENCE: Duration = Duration::from_secs(3);

/// Searches one library.
#[derive(Debug)]
pub(crate) struct Finder {
    place: Option<Place>,
    pub(super) covered: Option<Covered>,
    apart: Apart,
    corrected: Corrected,
    pub(super) lately: Lately,
}

impl Finder {
    /// For the library whose index lies there; without a place everything is read.
    pub(crate) fn new(place: Option<Place>) -> Self {
        Self {
            place,
            covered: None,
            apart: Apart::default(),
            corrected: Corrected::default(),
            lately: Lately::default(),
        }
    }

    /// Searches, and hands in an answer whenever there is more. Ends early when nobody wants to know any more.
    pub(crate) fn search(
        &mut self,
        request: &Request,
        stale: &(dyn Fn() -> bool + Sync),
        sink: &mut dyn FnMut(Answer),
    ) {
        self.run(request, Some(PATIENCE), stale, sink, &mut |_, _| ());
    }

    /// Searches all of a library, however long it takes; a document that lies there twice is two rows. `unreadable` is told what cannot be read, and why.
    pub(crate) fn search_all(&mut self, request: &Request, unreadable: &mut dyn FnMut(EntryId, &Clean)) -> Answer {
        let mut last = Answer::default();
        self.run(request, None, &|| false, &mut |answer| last = answer, unreadable);
        last
    }

    /// Makes ready for a search of this library, which is likely to follow.
    pub(crate) fn warm(&mut self, library: &Library) {
        self.refresh();
        if let Some(covered) = &mut self.covered {
            covered.locate(library);
        }
    }

    fn run(
        &mut self,
        request: &Request,
        patience: Option<Duration>,
        stale: &(dyn Fn() -> bool + Sync),
        sink: &mut dyn FnMut(Answer),
        unreadable: &mut dyn FnMut(EntryId, &Clean),
    ) {
        let mut nothing = None;
        let mut hold = |answer: Answer| {
            if answer.done && answer.rows.is_empty() { nothing = Some(answer) } else { sink(answer) }
        };
        self.refresh();
        let query = request.query();
        if query.is_empty() {
            let (text, faults) = (request.text.clone(), query.faults().to_vec());
            return sink(Answer { text, faults, done: true, ..Answer::default() });
        }
        let (words, looser) = (Words::of(query.streams()), looser(request));
        // What is asked for all of it is asked for every path.
        let (apart, corrected) = (&mut self.apart, &mut self.corrected);
        let mut search =
            Search { request, query, stale, sink: &mut hold, unreadable, apart, corrected, patience, words, looser };
        let is_done = self.covered.as_mut().is_some_and(|covered| {
            // The files of an index are a cache: whatever is wrong with them, the documents are still there.
            catch_unwind(AssertUnwindSafe(|| search.with_index(covered))).is_ok_and(|result| result.is_ok())
        });
        if !is_done && !stale() {
            if let (Some(place), Some(_)) = (&self.place, self.covered.take()) {
                place.condemn();
            }
            search.by_reading();
        }
        let (words, looser) = (search.words, search.looser);
        if let Some(answer) = nothing {
            let reader = self.covered.as_ref().map(|covered| &covered.reader);
            // The same holds here.
            let near = catch_unwind(AssertUnwindSafe(|| near::near(request, &words, reader))).unwrap_or_default();
            sink(Answer { near: near.into_iter().chain(told(looser)).collect(), ..answer });
        }
    }

    /// Opens the index, or what others have made of it since.
    pub(crate) fn refresh(&mut self) {
        let Some(place) = &self.place else { return };
        if self.covered.as_ref().is_some_and(|covered| !covered.reader.is_outdated(place)) {
            return;
        }
        let opened = catch_unwind(AssertUnwindSafe(|| Reader::open(place))).ok().flatten();
        // While it is being changed the one from before is as good.
        if opened.is_some() || place.version().is_none() {
            self.covered = opened.map(Covered::new);
        }
    }
}

impl Search<'_> {
    fn with_index(&mut self, covered: &mut Covered) -> tantivy::Result<()> {
        let query = self.query.clone();
        let ways = rank::ways(&query);
        covered.locate(&self.request.library);
        let Some(sets) = covered.sets(&query, &ways, self.stale)? else { return Ok(()) };
        let mut state = State { total: sets.total.clone(), ..State::default() };
        let needs_entry = !sets.is_sure();
        let (mut corrected, mut rest) = (Vec::new(), Vec::new());
        let mut look = |entry, at| {
            // The index knows people as they were found. The document counts in its totals all the same.
            if let Some(id) = self.corrected_content(entry) {
                state.read.insert(id);
                corrected.push(entry);
                return;
            }
            state.searched += 1;
            let facts = if needs_entry { self.facts(entry) } else { EntryFacts::default() };
            if let Some(is_exact) = sets.take(at, &facts) {
                state.rows.push(Row { entry, is_exact, by: By::Index(at) });
            }
        };
        match &self.request.within {
            None => {
                let is_corrected = self.request.corrections.is_some();
                if let Some(rows) = sets.rows(&covered.places).filter(|_| !is_corrected) {
                    state.searched = u32::try_from(covered.places.count()).unwrap_or(u32::MAX);
                    state.rows = rows;
                } else {
                    covered.places.iter().for_each(|(entry, at)| look(entry, at));
                }
                rest.extend_from_slice(covered.places.rest());
            }
            Some(within) => within.iter().for_each(|&entry| match covered.places.get(entry) {
                Some(at) => look(entry, at),
                None => rest.push(entry),
            }),
        }
        rest.retain(|entry| self.has_to_be_read(*entry, &mut state));
        rest.splice(..0, corrected);
        if !rest.is_empty() {
            self.tell(&state, &ways, Some(&sets), rest.len(), false);
        }
        self.read_on(&rest, self.patience, &mut state, &ways, Some(&sets));
        if state.rows.is_empty() { self.count_looser(covered) } else { Ok(()) }
    }

    /// Counts in the index what queries find that ask for less; what was read is counted already.
    fn count_looser(&mut self, covered: &mut Covered) -> tantivy::Result<()> {
        let mut looser = std::mem::take(&mut self.looser);
        let mut documents = vec![0; looser.len()];
        if let Some(counts) = covered.counts(&looser, self.stale)? {
            let mut look = |entry, at| {
                if self.corrected_content(entry).is_none() {
                    let facts = self.facts(entry);
                    let found = counts.found(at, &facts);
                    documents.iter_mut().zip(found).for_each(|(count, found)| *count += u32::from(found));
                }
            };
            match &self.request.within {
                None => covered.places.iter().for_each(|(entry, at)| look(entry, at)),
                Some(within) => {
                    let known = within.iter().filter_map(|entry| Some((*entry, covered.places.get(*entry)?)));
                    known.for_each(|(entry, at)| look(entry, at));
                }
            }
        }
        looser.iter_mut().zip(documents).for_each(|(known, count)| known.documents += count);
        self.looser = looser;
        Ok(())
    }
}
