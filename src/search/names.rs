//! How well each name in the library (of people and sources) matches each word of a query: the same names stand in many
//! entries, and are looked at once.

use super::fuzzy::{Fuzzy, Scratch};
use super::work::{Means, gather};
use crate::library::{EntryRef, Library, NameId};

/// Names that are looked at in one piece of work.
const SLICE: usize = 2_048;

/// No match.
const NEVER: i16 = i16::MIN;

/// The scores of names by word and by name; where none matches a word, the word has no scores.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<Vec<i16>>);

impl Names {
    /// Scores the names of a library, as they stand in a line of names. What `before` says not to match a word of a query
    /// that this one has grown from does not match. Nothing when nobody wants to know any more.
    pub(super) fn of(query: &Fuzzy, library: &Library, before: Option<&Self>, means: Means<'_>) -> Option<Self> {
        let count = library.names();
        let of_slice = |word: usize, slice: usize| {
            let mut scratch = Scratch::default();
            let score = |index: usize| {
                let may_match = before.is_none_or(|before| before.may_match(word, index));
                let name = library.name(index).filter(|_| may_match).map(|name| library.text(name));
                let score = name.and_then(|name| query.score_field(word, 0, (" ", name), &mut scratch));
                score.map_or(NEVER, |score| i16::try_from(score).unwrap_or(i16::MAX))
            };
            (slice * SLICE..count.min((slice + 1) * SLICE)).map(score).collect::<Vec<i16>>()
        };
        let mut words = Vec::new();
        for word in 0..query.len() {
            let scores = gather(count.div_ceil(SLICE), means, |slice| of_slice(word, slice))?.concat();
            words.push(if scores.iter().any(|&score| score != NEVER) { scores } else { Vec::new() });
        }
        Some(Self(words))
    }

    fn may_match(&self, word: usize, index: usize) -> bool {
        self.0.get(word).is_none_or(|scores| scores.get(index).is_some_and(|&score| score != NEVER))
    }

    /// The best score of a word among the people and the source of an entry.
    pub(super) fn best(&self, word: usize, entry: EntryRef<'_>) -> Option<i64> {
        let scores = self.0.get(word).filter(|scores| !scores.is_empty())?;
        let score = |number: u8, name: NameId| {
            let score = scores.get(name.index()).copied().filter(|&score| score != NEVER)?;
            Some(i64::from(score) - Fuzzy::cost(number))
        };
        let people = entry.people_ids().filter_map(|name| score(1, name)).max();
        people.max(entry.source_id().and_then(|source| score(2, source)))
    }
}
