//! Who and what a set of documents is about, counted: people, sources, months and languages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::packed::DateKey;
use super::pool::NameId;
use super::{EntryId, EntryRef, Library};
use crate::document::CalendarDate;

/// Counts over a set of entries. In each, the most frequent come first, equals by name, months by date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facets<'a> {
    /// Key people, with the number of entries that name them.
    pub(crate) people: Vec<Facet<&'a str>>,
    /// Who published them.
    pub(crate) sources: Vec<Facet<&'a str>>,
    /// Months of their dates, without a day; entries whose month is not known are in none.
    pub(crate) months: Vec<Facet<CalendarDate>>,
    /// ISO 639-1 codes of their languages.
    pub(crate) languages: Vec<Facet<&'static str>>,
}

/// A value and how many entries have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facet<T> {
    /// The value.
    pub(crate) value: T,
    /// How many entries have it.
    pub(crate) count: u32,
}

/// Counts what entries have in common; of each kind the `most` frequent values. The counts are exact.
pub(crate) fn facets<'a>(library: &'a Library, ids: &[EntryId], most: usize) -> Facets<'a> {
    let mut people = Names::new(library);
    let mut named: Vec<NameId> = Vec::new();
    let mut sources = Names::new(library);
    let mut months: BTreeMap<DateKey, u32> = BTreeMap::new();
    let mut languages: BTreeMap<&'static str, u32> = BTreeMap::new();
    // Neighbours are of the same month and language more often than not.
    let (mut month, mut language) = (Run::new(), Run::new());
    for entry in in_order(library, ids) {
        named.clear();
        named.extend(entry.people_ids());
        for (at, &name) in named.iter().enumerate() {
            // Somebody who is named twice in one entry is still one.
            if !named.iter().take(at).any(|&other| other == name) {
                people.add(name);
            }
        }
        entry.source_id().into_iter().for_each(|source| sources.add(source));
        month.add(entry.date_key().month(), &mut months);
        language.add(entry.language(), &mut languages);
    }
    month.end(&mut months);
    language.end(&mut languages);
    let months =
        months.into_iter().filter_map(|(key, count)| Some((Reverse(key), Facet { value: key.date()?, count })));
    let languages = languages.into_iter().map(|(value, count)| (value, Facet { value, count }));
    Facets {
        people: people.first(most),
        sources: sources.first(most),
        months: first(months.collect(), most),
        languages: first(languages.collect(), most),
    }
}

/// Entries in the order in which they lie, each once. In that of a search every one of a hundred thousand would have to be
/// fetched from somewhere else in memory.
fn in_order<'a>(library: &'a Library, ids: &[EntryId]) -> impl Iterator<Item = EntryRef<'a>> {
    let mut wanted = vec![false; library.places()];
    for id in ids {
        if let Some(is_wanted) = wanted.get_mut(id.0 as usize) {
            *is_wanted = true;
        }
    }
    let ids = (0..).map(EntryId).zip(wanted).filter(|(_, is_wanted)| *is_wanted);
    ids.filter_map(|(id, _)| library.get(id))
}

/// Equal values that follow each other, counted together.
struct Run<K> {
    value: Option<K>,
    count: u32,
}

impl<K: Ord + Copy> Run<K> {
    const fn new() -> Self {
        Self { value: None, count: 0 }
    }

    fn add(&mut self, value: Option<K>, counts: &mut BTreeMap<K, u32>) {
        if self.value != value {
            self.end(counts);
            *self = Self { value, count: 0 };
        }
        self.count += 1;
    }

    fn end(&self, counts: &mut BTreeMap<K, u32>) {
        if let Some(value) = self.value {
            *counts.entry(value).or_default() += self.count;
        }
    }
}

/// Counts by the number of a name.
struct Names<'a> {
    library: &'a Library,
    counts: Vec<u32>,
}

impl<'a> Names<'a> {
    fn new(library: &'a Library) -> Self {
        Self { library, counts: vec![0; library.names()] }
    }

    fn add(&mut self, name: NameId) {
        if let Some(count) = self.counts.get_mut(name.index()) {
            *count += 1;
        }
    }

    fn first(self, most: usize) -> Vec<Facet<&'a str>> {
        let counted = (0..).map(NameId).zip(self.counts).filter(|&(_, count)| count > 0);
        let named = |(name, count)| {
            let value = self.library.text(name);
            (value, Facet { value, count })
        };
        first(counted.map(named).collect(), most)
    }
}

/// The most frequent; equals in the order of their keys.
fn first<K: Ord, T>(mut counted: Vec<(K, Facet<T>)>, most: usize) -> Vec<Facet<T>> {
    let order = |one: &(K, Facet<T>), other: &(K, Facet<T>)| {
        Reverse(one.1.count).cmp(&Reverse(other.1.count)).then_with(|| one.0.cmp(&other.0))
    };
    if most == 0 {
        return Vec::new();
    }
    if counted.len() > most {
        // Of a hundred thousand people the names of a few are compared.
        counted.select_nth_unstable_by(most - 1, order);
        counted.truncate(most);
    }
    counted.sort_unstable_by(order);
    counted.into_iter().map(|(_, facet)| facet).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Change, Entry, Head, Marks, Origin, PersonEdit, Stamped, Status};
    use super::*;
    use crate::document::{Clean, DateOrigin, DocId, DocumentDate};

    fn entry(number: u8, people: &[&str], source: Option<&str>, month: Option<u8>) -> Entry {
        let value = CalendarDate { year: 2024, month, day: month, time: None };
        let head = Head {
            id: DocId([number; 16]),
            title: Clean::line("Title"),
            authors: Vec::new(),
            date: Some(DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None }),
            source: source.map(Clean::line),
            language: Some(if number == 0 { "es" } else { "en" }),
            words: 1,
            people: people.iter().map(|name| Clean::line(name)).collect(),
        };
        let name = Clean::line(&number.to_string());
        let origin = Origin::File(name.to_string().into());
        Entry { origin, name, size: 1, modified: None, added: None, status: Status::Ready(Arc::new(head)) }
    }

    #[test]
    fn values_are_counted_once_an_entry_and_come_in_order_of_their_number() {
        let library = Library::of(&[
            entry(0, &["Bo", "Ana", "Bo"], Some("EFE"), Some(3)),
            entry(1, &["Cé"], Some("EFE"), Some(4)),
            entry(2, &["Ana"], None, Some(4)),
            entry(3, &[], None, None),
        ]);
        let all: Vec<EntryId> = (0..4).map(EntryId).collect();
        let told = facets(&library, &all, 9);
        let pairs =
            |facets: &[Facet<&'static str>]| facets.iter().map(|facet| (facet.value, facet.count)).collect::<Vec<_>>();
        assert_eq!(
            told.people.iter().map(|facet| (facet.value, facet.count)).collect::<Vec<_>>(),
            [("Ana", 2), ("Bo", 1), ("Cé", 1)]
        );
        assert_eq!(told.sources, [Facet { value: "EFE", count: 2 }]);
        assert_eq!(pairs(&told.languages), [("en", 3), ("es", 1)]);
        let months: Vec<(String, u32)> =
            told.months.iter().map(|facet| (facet.value.to_string(), facet.count)).collect();
        assert_eq!(months, [("2024-04".to_owned(), 2), ("2024-03".to_owned(), 1)]);
        let some = facets(&library, &[EntryId(0)], 1);
        assert_eq!(some.people, [Facet { value: "Ana", count: 1 }]);
    }

    #[test]
    fn people_are_counted_as_the_user_calls_them() {
        let mut library = Library::of(&[
            entry(0, &["Ana", "Bo", "Cé"], None, None),
            entry(1, &["Ana", "Bo"], None, None),
            entry(2, &["Ana Gil"], None, None),
        ]);
        let mut marks = Marks::default();
        let hidden = PersonEdit::Hidden;
        let line = Clean::line;
        for (number, name, edit) in [
            (0, "Ana", PersonEdit::Name(line("Ana Gil"))),
            (0, "Cé", PersonEdit::Same(line("Ana"))),
            (1, "Bo", hidden),
            (1, "Nobody", PersonEdit::Apart),
        ] {
            let change = Change::Person(line(name), Some(edit));
            marks.apply(&Stamped { doc: DocId([number; 16]), path: None, title: None, change });
        }
        let all: Vec<EntryId> = (0..3).map(EntryId).collect();
        let counted = |library: &Library| {
            let people = facets(library, &all, 9).people;
            people.iter().map(|facet| format!("{} {}", facet.value, facet.count)).collect::<Vec<_>>()
        };
        let as_found = counted(&library);
        let none = Marks::default();
        for (marks, expected) in
            [(&marks, vec!["Ana Gil 2".to_owned(), "Ana 1".to_owned(), "Bo 1".to_owned()]), (&none, as_found)]
        {
            for &id in &all {
                let doc = library.get(id).unwrap().doc().unwrap();
                library.correct(id, marks.get(doc).map(|marks| &marks.people));
            }
            assert_eq!(counted(&library), expected);
            let mut everywhere: Vec<_> =
                library.people().map(|(name, count)| format!("{} {count}", library.text(name))).collect();
            everywhere.sort_by_key(|told| expected.iter().position(|known| known == told));
            assert_eq!(everywhere, expected);
        }
    }
}
