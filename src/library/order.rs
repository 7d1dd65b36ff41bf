//! The orders a list can have.

use std::cmp::Ordering;

use super::chunk::Progress;
use super::{EntryId, EntryRef, Library};
use crate::settings::Sort;

/// An order. What it does not tell apart is ordered by name, and then as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    /// What entries are ordered by. By date: newest first, what has none last.
    pub(crate) sort: Sort,
    /// Whether it is turned round.
    pub(crate) reverse: bool,
}

/// Bytes of a text in a key, at most.
const BYTES: usize = 14;

/// Bytes of a title that are surely in a key.
const STEP: usize = 13;

/// Titles are told apart by their first bytes up to this; beyond they are compared.
const LONGEST: usize = 8 * STEP;

/// Fewer than this are compared.
const MANY: usize = 12;

impl Order {
    /// How two entries stand to each other. Only the same entry is equal.
    pub(crate) fn compare(self, one: EntryRef<'_>, other: EntryRef<'_>) -> Ordering {
        let rank = || rank(one).cmp(&rank(other));
        let date = || other.date_key().cmp(&one.date_key());
        // What was taken over from a catalogue in this order stands in it: its texts need not be looked at.
        if self.sort == Sort::Date && one.is_in_date_order && other.is_in_date_order {
            let order = rank().then_with(date).then(one.id().cmp(&other.id()));
            return if self.reverse { order.reverse() } else { order };
        }
        let title = || compare_folded(one.title(), other.title());
        let order = match self.sort {
            Sort::Date => {
                let dated = rank().then_with(date);
                if one.date().is_none() { dated.then_with(title) } else { dated }
            }
            Sort::Title => rank().then_with(title),
            Sort::Source => rank().then_with(|| source(one, other)).then_with(date).then_with(title),
            Sort::Length => rank().then_with(|| one.words().cmp(&other.words())),
            Sort::Path => Ordering::Equal,
        };
        let order = order.then_with(|| one.name().cmp(other.name()));
        (if self.reverse { order.reverse() } else { order }).then(one.id().cmp(&other.id()))
    }

    /// Puts entries in order: by a number for each, and where these are equal by comparing the entries.
    pub(crate) fn sort(self, library: &Library, ids: &mut [EntryId]) {
        let sources = if self.sort == Sort::Source { rank_sources(library) } else { Vec::new() };
        let key = |id: EntryId| library.get(id).map_or(u128::MAX, |entry| self.key(entry, &sources));
        let mut keyed: Vec<(u128, EntryId)> = ids.iter().map(|&id| (key(id), id)).collect();
        self.sort_keyed(library, &mut keyed, 0);
        for (slot, (_, id)) in ids.iter_mut().zip(keyed) {
            *slot = id;
        }
    }

    /// Sorts by the keys and then what has the same key; `known` bytes of the titles are in the keys.
    fn sort_keyed(self, library: &Library, keyed: &mut [(u128, EntryId)], known: usize) {
        keyed.sort_unstable_by_key(|&(key, id)| (if self.reverse { !key } else { key }, id));
        for equals in keyed.chunk_by_mut(|one, other| one.0 == other.0) {
            match equals.len() {
                0 | 1 => {}
                MANY.. if known < LONGEST && self.is_by_title(library, equals) => {
                    // The next bytes: less work than comparing titles that begin alike again and again.
                    for (key, id) in &mut *equals {
                        *key = library.get(*id).map_or(0, |entry| beginning_folded(entry.title(), known + STEP));
                    }
                    self.sort_keyed(library, equals, known + STEP);
                }
                _ => self.sort_equals(library, equals),
            }
        }
    }

    /// Whether these, which have the same key, are told apart by their titles next.
    fn is_by_title(self, library: &Library, equals: &[(u128, EntryId)]) -> bool {
        let has_date = || equals.first().and_then(|&(_, id)| library.get(id)?.date()).is_some();
        self.sort == Sort::Title || self.sort == Sort::Date && !has_date()
    }

    fn sort_equals(self, library: &Library, equals: &mut [(u128, EntryId)]) {
        let mut entries: Vec<EntryRef<'_>> = equals.iter().filter_map(|&(_, id)| library.get(id)).collect();
        entries.sort_unstable_by(|&one, &other| self.compare(one, other));
        for (slot, entry) in equals.iter_mut().zip(entries) {
            slot.1 = entry.id();
        }
    }

    /// A number that is never greater for an entry that comes before another, when nothing is turned round.
    fn key(self, entry: EntryRef<'_>, sources: &[u32]) -> u128 {
        // 49 bits, the newest first; entries without a date have the greatest.
        let date = || u128::from(!entry.date_key().number() & ((1 << 49) - 1));
        let first = u128::from(rank(entry)) << 126;
        match self.sort {
            Sort::Date if entry.date().is_none() => first | 1 << 125 | beginning_folded(entry.title(), 0) >> 3,
            Sort::Date => first | date() << 76,
            Sort::Title => first | beginning_folded(entry.title(), 0) >> 2,
            Sort::Source => {
                let source = entry.source_id().and_then(|source| sources.get(source.index()));
                let source = source.copied().unwrap_or(u32::MAX >> 1);
                first | u128::from(source) << 95 | date() << 46 | beginning_folded(entry.title(), 0) >> 82
            }
            Sort::Length => first | entry.words().map_or(0, |words| u128::from(words) + 1) << 93,
            Sort::Path => beginning(entry.name().bytes()),
        }
    }
}

const fn rank(entry: EntryRef<'_>) -> u8 {
    match entry.progress() {
        Progress::Ready => 0,
        Progress::Found => 1,
        Progress::Failed => 2,
    }
}

/// Sources without regard to case; what has none comes last.
fn source(one: EntryRef<'_>, other: EntryRef<'_>) -> Ordering {
    if one.source_id() == other.source_id() {
        return Ordering::Equal;
    }
    match (one.source(), other.source()) {
        (Some(one), Some(other)) => compare_folded(one, other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// The place of each source among all names that are a source.
fn rank_sources(library: &Library) -> Vec<u32> {
    let mut is_source = vec![false; library.names()];
    for source in library.iter().filter_map(|entry| entry.source_id()) {
        if let Some(known) = is_source.get_mut(source.index()) {
            *known = true;
        }
    }
    let name = |(index, _)| {
        let name = library.name(index)?;
        Some((folded(library.text(name)).collect::<Vec<u8>>(), index))
    };
    let mut sources: Vec<(Vec<u8>, usize)> =
        is_source.into_iter().enumerate().filter(|(_, is)| *is).filter_map(name).collect();
    sources.sort_unstable();
    let mut ranks = vec![0; library.names()];
    for (place, group) in (0..).zip(sources.chunk_by(|one, other| one.0 == other.0)) {
        for (_, index) in group {
            if let Some(rank) = ranks.get_mut(*index) {
                *rank = place;
            }
        }
    }
    ranks
}

/// Compares texts without regard to case.
fn compare_folded(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let [one, other] = [one, other].map(|text| text.bytes().map(|byte| byte.to_ascii_lowercase()));
        return one.cmp(other);
    }
    folded(one).cmp(folded(other))
}

/// The first bytes of a text in lower case, behind those that are skipped, as a number that sorts as they do.
fn beginning_folded(text: &str, skipped: usize) -> u128 {
    let first = text.get(..text.floor_char_boundary(skipped + BYTES)).unwrap_or_default();
    if first.is_ascii() && first.len() == (skipped + BYTES).min(text.len()) {
        beginning(first.bytes().skip(skipped).map(|byte| byte.to_ascii_lowercase()))
    } else {
        beginning(folded(text).skip(skipped))
    }
}

/// The bytes of a text in lower case.
fn folded(text: &str) -> impl Iterator<Item = u8> {
    text.chars().flat_map(char::to_lowercase).flat_map(|c| {
        let mut bytes = [0; 4];
        let count = c.encode_utf8(&mut bytes).len();
        bytes.into_iter().take(count)
    })
}

/// The first bytes as a number that sorts as they do. A byte is one more than it is in the text, so that the end of a
/// text comes before any letter.
fn beginning(bytes: impl Iterator<Item = u8>) -> u128 {
    let mut bytes = bytes.map(|byte| u128::from(byte) + 1);
    (0..BYTES).fold(0, |number, _| number << 9 | bytes.next().unwrap_or(0)) << (128 - 9 * BYTES)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::{Entry, Head, Origin, Status};
    use super::*;
    use crate::document::{CalendarDate, Clean, DateOrigin, DocId, DocumentDate};

    prop_compose! {
        fn status()(kind in 0u8..6, title in "[aAbé]{0,3}|same beginning of (all é )?[aAbé]{0,2}", year in 0u16..3, source in prop::option::of("[aAb]{1,2}"), words in 0u32..3) -> Status {
            let value = CalendarDate { year: 2020 + year, month: None, day: None, time: None };
            let date = (year > 0).then_some(DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None });
            match kind {
                0 => Status::Found,
                1 => Status::Failed(Clean::line("no")),
                _ => Status::Ready(Arc::new(Head {
                    id: DocId([kind; 16]),
                    title: Clean::line(&title),
                    authors: Vec::new(),
                    date,
                    source: source.map(|source| Clean::line(&source)),
                    language: None,
                    words,
                    people: Vec::new(),
                })),
            }
        }
    }

    proptest! {
        #[test]
        fn sorting_by_keys_is_sorting_by_comparison(entries in prop::collection::vec(("[a-b]{0,2}", status()), 0..80), reverse in any::<bool>()) {
            let entries: Vec<Entry> = (0..).zip(entries).map(|(number, (name, status)): (u32, _)| {
                let origin = Origin::File(number.to_string().into());
                Entry { origin, name: Clean::line(&name), size: 1, modified: None, added: None, status }
            }).collect();
            let library = Library::of(&entries);
            for sort in [Sort::Date, Sort::Title, Sort::Source, Sort::Length, Sort::Path] {
                let order = Order { sort, reverse };
                let mut ids: Vec<EntryId> = library.iter().map(|entry| entry.id()).collect();
                let mut plain = ids.clone();
                plain.sort_by(|one, other| order.compare(library.get(*one).unwrap(), library.get(*other).unwrap()));
                order.sort(&library, &mut ids);
                prop_assert_eq!(ids, plain);
            }
        }
    }
}
