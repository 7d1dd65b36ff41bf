//! Searching by reading the files: all of them where there is no index, else those it does not have.
#![expect(clippy::disallowed_methods, reason = "answers are spaced by the clock")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::load::{Amount, load};
use super::asked::{Search, State};
use super::covered::Sets;
use super::near::Words;
use super::rank::{self, Share, Total, Way};
use super::read::{self, Read};
use super::row::{By, Row};
use crate::document::{Clean, DocId};
use crate::library::EntryId;
use crate::search::{Content, EntryFacts, Fit, Looser, Query, Request};

/// How long documents are read before the answer so far is handed in: the first soon, to show that the search works.
const SLICES: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(250)];
/// A document of more bytes takes longer to read than anybody waits between two keys.
const LARGE: u64 = 1024 * 1024;
impl Search<'_> {
    pub(super) fn by_reading(&mut self) {
        self.looser = looser(self.request);
        let query = self.query.clone();
        let ways = rank::ways(&query);
        let mut state = State { total: Total::new(ways.len()), ..State::default() };
        let mut rest = self.entries();
        rest.retain(|entry| self.has_to_be_read(*entry, &mut state));
        self.read_on(&rest, None, &mut state, &ways, None);
    }

    /// Whether an entry that the index does not have can be read.
    pub(super) fn has_to_be_read(&mut self, entry: EntryId, state: &mut State) -> bool {
        let Some(found) = self.request.library.get(entry) else { return false };
        let Some(why) = found.failure() else { return true };
        let why = Clean::line(why);
        (self.unreadable)(entry, &why);
        *state.failed.entry(why).or_default() += 1;
        false
    }

    /// Reads documents until there are no more, time is up, or nobody wants to know any more.
    pub(super) fn read_on(
        &mut self,
        rest: &[EntryId],
        patience: Option<Duration>,
        state: &mut State,
        ways: &[Way<'_>],
        sets: Option<&Sets<'_>>,
    ) {
        let began = Instant::now();
        let mut told = began;
        let mut slices = SLICES.into_iter();
        let mut slice = slices.next().unwrap_or_default();
        let is_analysed = self.query.needs_analysis();
        let mut left = rest.len();
        for entry in rest {
            if (self.stale)() {
                return;
            }
            if patience.is_some_and(|patience| began.elapsed() >= patience) {
                break;
            }
            left -= 1;
            let found = self.request.library.get(*entry).map(|found| (found.origin(), found.size()));
            let Some((origin, size)) = found else { continue };
            if let Some((id, content)) = self.remembered(*entry, state) {
                state.searched += 1;
                let shares = shares(ways, &content);
                self.judge(*entry, id, &content, shares, state);
                continue;
            }
            let made = if size > LARGE && patience.is_some() {
                let Some(made) = self.apart.read(&origin, is_analysed, self.stale) else { return };
                made
            } else {
                load(&origin, Amount::Whole).and_then(|loaded| read::read(loaded, is_analysed))
            };
            match made {
                Ok(read) => {
                    state.searched += 1;
                    self.look(*entry, &read, size <= LARGE, state, ways);
                }
                Err(why) => {
                    (self.unreadable)(*entry, &why);
                    *state.failed.entry(why).or_default() += 1;
                }
            }
            if told.elapsed() >= slice && left > 0 {
                self.tell(state, ways, sets, left, false);
                told = Instant::now();
                slice = slices.next().unwrap_or(slice);
            }
        }
        self.tell(state, ways, sets, left, true);
    }

    /// Looks at a document that was read.
    fn look(&mut self, entry: EntryId, read: &Read, is_small: bool, state: &mut State, ways: &[Way<'_>]) {
        let found = shares(ways, &read.content);
        let id = read.loaded.id;
        // A copy makes no word more frequent, and neither does a correction: the index does not know it.
        let is_new = state.read.insert(id);
        if is_new {
            state.total.add(ways, &found, &read.content);
        }
        match self.edits(id).and_then(|edits| Some((edits, read.corrected(edits).ok()?))) {
            None => self.judge(entry, id, &read.content, found, state),
            Some((edits, content)) => {
                let content = Arc::new(content);
                if is_small {
                    self.corrected.keep(id, edits, &content);
                }
                self.judge(entry, id, &content, shares(ways, &content), state);
            }
        }
        if is_new && state.rows.is_empty() {
            self.words.add(&read.content);
        }
    }

    /// Tells whether a document is found by what can be searched of it.
    fn judge(&mut self, entry: EntryId, id: DocId, content: &Content, shares: Vec<Share>, state: &mut State) {
        let facts = EntryFacts { marks: self.flags(Some(id)), ..self.facts(entry) };
        if let Some(fit) = self.query.fit(content, &facts) {
            let by = By::Reading(u32::try_from(state.shares.len()).unwrap_or(u32::MAX));
            state.shares.push(shares);
            state.rows.push(Row { entry, is_exact: fit == Fit::Exact, by });
            self.words = Words::default();
        } else if state.rows.is_empty() {
            let is_found = |known: &Looser| known.query.fit(content, &facts).is_some();
            let found: Vec<bool> = self.looser.iter().map(is_found).collect();
            self.looser.iter_mut().zip(found).for_each(|(known, found)| known.documents += u32::from(found));
        }
    }

    /// What can be searched of a corrected document that is in the index, if that was worked out before.
    fn remembered(&self, entry: EntryId, state: &State) -> Option<(DocId, Arc<Content>)> {
        let id = self.corrected_content(entry).filter(|id| state.read.contains(id))?;
        Some((id, self.corrected.get(id, self.edits(id)?)?))
    }
}

/// The queries that ask for less than a request. What may be taken from them is typed to its end.
pub(super) fn looser(request: &Request) -> Vec<Looser> {
    Query::parse(&request.text, request.today).looser()
}

/// What a document has of each way.
fn shares(ways: &[Way<'_>], content: &Content) -> Vec<Share> {
    ways.iter().map(|way| way.share(content)).collect()
}
