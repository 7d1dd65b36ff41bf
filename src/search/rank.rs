//! Ranking a whole library by what is typed, as fast as it is typed.
//!
//! Most entries are ruled out or judged at a glance (`glance`); scores are worked out only for those that can be among
//! the first. A query that grew looks only at what the one before has found. Nothing here is a thread or a clock: the
//! caller says how work is spread and when nobody wants it any more.

use std::sync::Arc;

use super::fuzzy::{Fields, Fuzzy};
use super::glance::Glance;
use super::letters::Letters;
use super::pick::{Hit, Place, Scratch, pick};
use super::work::{Means, Spread, gather};
use crate::library::{EntryId, EntryRef, Library};

/// Candidates that are looked at in one piece of work.
const SLICE: usize = 4_096;

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
    /// The candidates, in the order in which they lie in memory.
    places: Vec<Place>,
    /// The letters of each entry's title and name, by part of the library; empty where they are not known.
    letters: Vec<Vec<[Letters; 2]>>,
    /// What was found last.
    last: Option<(Fuzzy, Vec<Place>)>,
}

/// No entry.
const LABEL: u32 = u32::MAX;

impl Ranker {
    /// Ranks; `tell` hears the best so far when there is much to do, and in the end of all. An empty query only makes
    /// the next one quicker.
    pub(crate) fn rank(&mut self, ask: Ask, means: Means<'_>, tell: &mut dyn FnMut(Ranked)) {
        let query = Fuzzy::new(&ask.query);
        self.take_up(ask);
        if !query.is_empty() {
            let before = self.last.take();
            match self.find(&query, before.as_ref().map(|(before, found)| (before, found.as_slice())), means, tell) {
                Some(found) => self.last = Some((query, found)),
                None => self.last = before,
            }
        }
        self.learn(means);
    }

    /// Notes what is asked about, and forgets what does not belong to it.
    fn take_up(&mut self, ask: Ask) {
        let is_same_library = self.library.is_same(&ask.library);
        if is_same_library && Arc::ptr_eq(&self.documents, &ask.documents) && Arc::ptr_eq(&self.labels, &ask.labels) {
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
        // In the order of the entries: neighbours lie side by side.
        let mut rows = vec![LABEL; ask.library.places()];
        for (row, id) in (0..).zip(ask.documents.iter()) {
            if let Some(slot) = rows.get_mut(id.0 as usize) {
                *slot = row;
            }
        }
        let documents = (0..).zip(rows).filter(|&(_, row)| row != LABEL).map(|(id, row)| Place { id, row });
        let first = u32::try_from(ask.documents.len()).unwrap_or(LABEL);
        let labels = (first..).take(ask.labels.len()).map(|row| Place { id: LABEL, row });
        self.places = documents.chain(labels).collect();
        self.last = None;
        (self.library, self.documents, self.labels) = (ask.library, ask.documents, ask.labels);
    }

    /// What matches; nothing when nobody wants to know any more.
    fn find(
        &self,
        query: &Fuzzy,
        before: Option<(&Fuzzy, &[Place])>,
        means: Means<'_>,
        tell: &mut dyn FnMut(Ranked),
    ) -> Option<Vec<Place>> {
        let known = before.filter(|(before, _)| query.is_narrower_than(before)).map(|(_, found)| found);
        let places = known.unwrap_or(&self.places);
        let names = self.glance_at_names(query, means);
        let rows = self.documents.len() + self.labels.len();
        let score = |hit: &Hit, scratch: &mut Scratch| self.score(query, hit.place, scratch);
        let mut hits: Vec<Hit> = Vec::new();
        for (number, round) in places.chunks(if places.len() > LONG { ROUND } else { LONG }).enumerate() {
            // More and more seldom: what has been found is gone through each time.
            if number.is_power_of_two() {
                tell(Ranked { rows: pick(&hits, 0, &score, means)?, is_done: false });
            }
            let slices: Vec<&[Place]> = round.chunks(SLICE).collect();
            let found = gather(slices.len(), means, |slice| {
                let places = slices.get(slice).copied().unwrap_or_default();
                let mut scratch = String::new();
                let hit = |place: &Place| self.glance_at(query, *place, &names, &mut scratch);
                places.iter().filter_map(hit).collect()
            })?;
            hits.extend(found.into_iter().flat_map(|found: Vec<Hit>| found));
        }
        tell(Ranked { rows: pick(&hits, rows, &score, means)?, is_done: true });
        Some(hits.into_iter().map(|hit| hit.place).collect())
    }

    /// For each word, how well each name in the library matches it: people and sources are many times the same.
    fn glance_at_names(&self, query: &Fuzzy, means: Means<'_>) -> Vec<Vec<Option<Glance>>> {
        let count = self.library.names();
        let glance = |word: usize, slice: usize| {
            let (mut text, mut scratch) = (String::new(), String::new());
            let names = (slice * SLICE..count.min((slice + 1) * SLICE)).filter_map(|index| self.library.name(index));
            let at = |name| {
                text.clear();
                text.push(' ');
                text.push_str(self.library.text(name));
                query.glance(word, 0, &text, &mut scratch)
            };
            names.map(at).collect::<Vec<_>>()
        };
        let word =
            |word| gather(count.div_ceil(SLICE), means, |slice| glance(word, slice)).unwrap_or_default().concat();
        (0..query.len()).map(word).collect()
    }

    /// Whether a candidate matches, and how well it can at most.
    fn glance_at(
        &self,
        query: &Fuzzy,
        place: Place,
        names: &[Vec<Option<Glance>>],
        scratch: &mut String,
    ) -> Option<Hit> {
        let entry = self.library.get(EntryId(place.id)).filter(|_| place.id != LABEL);
        let Some(entry) = entry else {
            let label = self.label(place)?;
            let glances = (0..query.len()).map(|word| query.glance(word, 0, label, scratch));
            return Hit::of(place, glances);
        };
        let letters = self.letters_of(place);
        let of_word = |(word, names): (usize, &Vec<Option<Glance>>)| {
            let may_have = |field: usize| {
                letters.is_none_or(|fields| fields.get(field).is_some_and(|known| known.has_all(query.letters(word))))
            };
            let title = may_have(0).then(|| query.glance(word, 0, entry.title(), scratch)).flatten();
            if !entry.is_ready() {
                return title;
            }
            let name = |number: u8, name: usize| {
                let glance = names.get(name).copied().flatten()?;
                Some(Glance { bound: glance.bound - Fuzzy::cost(number), ..glance })
            };
            let people = entry.people_ids().iter().filter_map(|known| name(1, known.index()));
            let source = entry.source_id().and_then(|known| name(2, known.index()));
            let best = title.into_iter().chain(people).chain(source).reduce(Glance::or);
            if !may_have(1) {
                return best;
            }
            let Some(best) = best else { return query.glance(word, 3, entry.name(), scratch) };
            // It matches anyway; what counts is only whether the name could be better.
            Some(best.or(Glance { bound: query.most(word, 3, entry.name()), is_exact: false }))
        };
        Hit::of(place, names.iter().enumerate().map(of_word))
    }

    fn score(&self, query: &Fuzzy, place: Place, scratch: &mut Scratch) -> Option<i64> {
        let Scratch { fields, rows } = scratch;
        fields.clear();
        match self.library.get(EntryId(place.id)).filter(|_| place.id != LABEL) {
            Some(entry) => put_fields(entry, fields),
            None => fields.push(0, self.label(place)?),
        }
        query.score_fields(fields, rows)
    }

    fn label(&self, place: Place) -> Option<&str> {
        let label = (place.row as usize).checked_sub(self.documents.len())?;
        self.labels.get(label).map(String::as_str)
    }

    fn letters_of(&self, place: Place) -> Option<[Letters; 2]> {
        let (part, at) = Library::part_of(EntryId(place.id));
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
                let texts = entry.map_or([""; 2], |entry| [entry.title(), entry.name()]);
                texts.map(|text| Letters::of_raw(text, &mut scratch))
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

/// What is looked at: title, people, source, file name. Each of the people counts as if it stood in a line of names.
pub(super) fn put_fields(entry: EntryRef<'_>, fields: &mut Fields) {
    fields.push(0, entry.title());
    if entry.is_ready() {
        entry.people().for_each(|name| fields.push_name(1, name));
        entry.source().into_iter().for_each(|source| fields.push_name(2, source));
        fields.push(3, entry.name());
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
mod tests {
    use std::cmp::Reverse;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::super::pick::FIRST;
    use super::super::score::Rows;
    use super::*;
    use crate::document::{Clean, DocId};
    use crate::library::{Entry, Head, Origin, Status};

    const HERE: Spread<'static> = &|count, work| (0..count).for_each(work);

    fn entry(number: usize, title: &str, people: &[String], source: Option<&str>) -> Entry {
        let head = Head {
            id: DocId([0; 16]),
            title: Clean::line(title),
            authors: Vec::new(),
            date: None,
            source: source.map(Clean::line),
            language: None,
            words: 1,
            people: people.iter().map(|name| Clean::line(name)).collect(),
        };
        let name = Clean::line(&format!("ab/{number}.txt"));
        let origin = Origin::File(name.to_string().into());
        Entry { origin, name, size: 1, modified: None, added: None, status: Status::Ready(Arc::new(head)) }
    }

    fn titled(titles: impl Iterator<Item = String>) -> Library {
        Library::of(&titles.enumerate().map(|(number, title)| entry(number, &title, &[], None)).collect::<Vec<_>>())
    }

    fn ask(library: &Library, query: &str) -> Ask {
        let mut documents: Vec<EntryId> = library.iter().map(|entry| entry.id()).collect();
        documents.reverse();
        let labels = Arc::new(vec!["Ana Bo".to_owned(), "tag b".to_owned()]);
        Ask { library: library.clone(), documents: Arc::new(documents), labels, query: query.to_owned() }
    }

    /// Every score worked out and sorted.
    fn plainly(ask: &Ask) -> Vec<u32> {
        let query = Fuzzy::new(&ask.query);
        let (mut fields, mut rows) = (Fields::default(), Rows::default());
        let mut scored = Vec::new();
        for (row, id) in (0..).zip(ask.documents.iter()) {
            fields.clear();
            put_fields(ask.library.get(*id).unwrap(), &mut fields);
            scored.extend(query.score_fields(&fields, &mut rows).map(|score| (Reverse(score), row)));
        }
        for (row, label) in (u32::try_from(ask.documents.len()).unwrap()..).zip(ask.labels.iter()) {
            fields.clear();
            fields.push(0, label);
            scored.extend(query.score_fields(&fields, &mut rows).map(|score| (Reverse(score), row)));
        }
        scored.sort_unstable();
        scored.into_iter().map(|(_, row)| row).collect()
    }

    fn answer(ranker: &mut Ranker, ask: Ask) -> Vec<u32> {
        let mut rows = None;
        ranker.rank(ask, Means { stale: &|| false, spread: HERE }, &mut |ranked| {
            if ranked.is_done {
                assert!(rows.is_none(), "the end is told once");
                rows = Some(ranked.rows);
            }
        });
        rows.unwrap()
    }

    proptest! {
        #[test]
        fn what_is_ranked_key_by_key_is_what_a_plain_ranking_gives(
            titles in prop::collection::vec(("[abc é(-]{0,9}", prop::collection::vec("[ab]{1,3} [ab]{1,2}", 0..3), prop::option::of("[ab]{1,4}")), 0..60),
            typed in "[ab]{1,3}( [abc]{1,2})?",
        ) {
            let all: Vec<Entry> = titles.iter().enumerate().map(|(number, (title, people, source))| entry(number, title, people, source.as_deref())).collect();
            let library = Library::of(&all);
            let mut ranker = Ranker::default();
            let mut asked = ask(&library, "");
            for end in 1..=typed.len() {
                asked.query = typed[..end].to_owned();
                prop_assert_eq!(answer(&mut ranker, asked.clone()), plainly(&asked), "{}", asked.query);
            }
            prop_assert_eq!(rank_here(asked.clone()).rows, plainly(&asked));
        }
    }

    #[test]
    fn a_changed_library_is_ranked_as_it_is_now() {
        let mut ranker = Ranker::default();
        let mut library = titled((0..3_000).map(|number| format!("harbour {number}")));
        assert!(answer(&mut ranker, ask(&library, "port")).is_empty());
        library.merge(vec![entry(7, "the port", &[], None)]);
        assert_eq!(answer(&mut ranker, ask(&library, "port")), [2_992]);
        assert_eq!(answer(&mut ranker, ask(&library, "port")), [2_992]);
    }

    #[test]
    fn many_matches_are_all_there_once_and_the_best_come_first() {
        let titles = (0..20_000)
            .map(|number| if number % 1_000 == 0 { "a plan".to_owned() } else { format!("people {number} learn") });
        let library = titled(titles);
        let rows = answer(&mut Ranker::default(), ask(&library, "plan"));
        assert!(rows.iter().take(20).all(|row| (19_999 - row) % 1_000 == 0));
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((sorted.len(), rows.len()), (20_000, 20_000));
        assert!(rows[FIRST..].is_sorted());
    }

    #[test]
    fn the_best_so_far_of_a_million_are_told_early_and_a_stale_question_gets_no_answer() {
        let library = titled((0..=LONG).map(|number| format!("budget {number}")));
        let mut told = Vec::new();
        Ranker::default()
            .rank(ask(&library, "budget 7"), Means { stale: &|| false, spread: HERE }, &mut |ranked| told.push(ranked));
        assert!(told.len() > 2 && !told[0].is_done && told.last().unwrap().is_done);
        assert!(!told[0].rows.is_empty() && told[0].rows.len() <= FIRST);
        let asked = AtomicUsize::new(0);
        let stale = || asked.fetch_add(1, Ordering::Relaxed) > 3;
        Ranker::default().rank(ask(&library, "budget"), Means { stale: &stale, spread: HERE }, &mut |ranked| {
            assert!(!ranked.is_done);
        });
    }
}
