//! The packed library holds what a simple one would, whatever is put into it.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::sync::Arc;

use proptest::prelude::*;

use super::chunk::{CHUNK, Progress};
use super::*;
use crate::document::{CalendarDate, Clean, DateOrigin, DocId, DocumentDate};

fn entry(path: &str, status: Status) -> Entry {
    let origin = Origin::File(path.into());
    Entry { origin, name: Clean::line(path), size: 1, modified: None, added: None, status }
}

fn head(content: u8) -> Head {
    Head {
        id: DocId([content; 16]),
        title: Clean::line(&format!("Title {content}")),
        authors: Vec::new(),
        date: None,
        source: None,
        language: None,
        words: 1,
        people: Vec::new(),
    }
}

fn ready(content: u8) -> Status {
    Status::Ready(Arc::new(head(content)))
}

/// Whether two origins are the same; a path is its bytes.
fn is_same(one: &Origin, other: &Origin) -> bool {
    match (one, other) {
        (Origin::File(one), Origin::File(other)) => one.as_os_str() == other.as_os_str(),
        _ => one == other,
    }
}

/// The simplest library: a list of entries.
#[derive(Default)]
struct Model(Vec<Entry>);

impl Model {
    fn put(&mut self, entry: &Entry) {
        let mut entry = entry.clone();
        match self.0.iter_mut().find(|known| is_same(&known.origin, &entry.origin)) {
            Some(known) => {
                entry.added = entry.added.or(known.added);
                *known = entry;
            }
            None => self.0.push(entry),
        }
    }

    fn with(&self, doc: DocId) -> Vec<EntryId> {
        (0..).map(EntryId).zip(&self.0).filter(|(_, entry)| entry.doc() == Some(doc)).map(|(id, _)| id).collect()
    }
}

fn origin() -> impl Strategy<Value = (Origin, Clean)> {
    prop_oneof![
        8 => ("[ab]{0,2}", "[a-c]").prop_map(|(folder, file)| {
            let path = if folder.is_empty() { file } else { format!("/{folder}/{file}") };
            (Origin::File(path.clone().into()), Clean::line(&path))
        }),
        2 => prop::collection::vec(prop::sample::select(b"/a\n\xff".to_vec()), 1..4).prop_map(|bytes| {
            let path = OsString::from_vec(bytes);
            let name = Clean::line(&path.to_string_lossy());
            (Origin::File(path.into()), name)
        }),
        1 => Just((Origin::Stdin(Arc::from(&b"x"[..])), Clean::line("standard input"))),
        1 => prop::sample::select(vec!["one", "two"]).prop_map(|name| (Origin::Embedded { name, bytes: b"x" }, Clean::line(name))),
    ]
}

fn date() -> impl Strategy<Value = DocumentDate> {
    let value =
        (1000u16..=9999, prop::option::of(1u8..=12), prop::option::of(1u8..=31), prop::option::of((0u8..24, 0u8..60)));
    let origin = prop::sample::select(vec![DateOrigin::FrontMatter, DateOrigin::Header, DateOrigin::Dateline]);
    (value, origin, any::<bool>()).prop_map(|((year, month, day, time), origin, certain)| {
        let day = month.and(day);
        DocumentDate { value: CalendarDate { year, month, day, time: day.and(time) }, origin, certain, at: None }
    })
}

fn status() -> impl Strategy<Value = Status> {
    let names = || prop::collection::vec("(Ana|Bo|Cé) [A-C]".prop_map(|name| Clean::line(&name)), 0..4);
    let read =
        (0u8..4, "\\PC{0,12}", names(), prop::option::of(date()), prop::option::of("[A-C]x"), any::<u32>(), names());
    prop_oneof![
        1 => Just(Status::Found),
        1 => "\\PC{0,9}".prop_map(|why| Status::Failed(Clean::line(&why))),
        4 => read.prop_map(|(content, title, authors, date, source, words, people)| {
            let language = [None, Some("en"), Some("es")][words as usize % 3];
            let source = source.map(|source| Clean::line(&source));
            Status::Ready(Arc::new(Head { title: Clean::line(&title), authors, date, source, language, words, people, ..head(content) }))
        }),
    ]
}

prop_compose! {
    fn any_entry()((origin, name) in origin(), other in prop::option::of("\\PC{0,9}"), size in 0u64..1 << 39, modified in prop::option::of(-9i64..9), added in prop::option::of(0i64..3), status in status()) -> Entry {
        let name = other.map_or(name, |other| Clean::line(&other));
        Entry { origin, name, size, modified, added, status }
    }
}

proptest! {
    #[test]
    fn it_is_a_list_of_entries(batches in prop::collection::vec(prop::collection::vec(any_entry(), 0..12), 1..8)) {
        let mut library = Library::default();
        let mut model = Model::default();
        let mut copies = Vec::new();
        for batch in batches {
            for entry in &batch {
                model.put(entry);
            }
            let ids = library.merge(batch.clone());
            for (id, entry) in ids.into_iter().zip(&batch) {
                prop_assert_eq!(&library.get(id).unwrap().origin(), &entry.origin);
            }
            copies.push((library.clone(), model.0.clone()));
        }
        library.settle();
        copies.push((library.clone(), model.0.clone()));
        for (copy, entries) in &copies {
            prop_assert_eq!(&copy.iter().map(EntryRef::to_entry).collect::<Vec<_>>(), entries);
            prop_assert_eq!(copy.len(), entries.len());
        }
        for entry in &model.0 {
            prop_assert_eq!(&library.at(&entry.origin).unwrap().to_entry(), entry);
        }
        for content in 0..4 {
            let doc = DocId([content; 16]);
            prop_assert_eq!(library.with_content(doc), model.with(doc));
            prop_assert_eq!(library.has_content(doc), !model.with(doc).is_empty());
        }
        // Of one content all files have one size; here they may have several, and then either is right.
        let of_size = |is: fn(u64) -> bool| -> BTreeSet<DocId> {
            model.0.iter().filter(|entry| is(entry.size)).filter_map(Entry::doc).collect()
        };
        let (large, small) = (of_size(|size| size > LARGEST_INDEXED), of_size(|size| size <= LARGEST_INDEXED));
        let mut indexed: Vec<DocId> = library.indexed().filter(|doc| !large.contains(doc)).collect();
        indexed.sort_unstable();
        prop_assert_eq!(indexed, small.difference(&large).copied().collect::<Vec<_>>());
        prop_assert!(library.indexed().all(|doc| small.contains(&doc)));
        let mut naming: HashMap<&str, u32> = HashMap::new();
        for head in model.0.iter().filter_map(Entry::head) {
            let mut people: Vec<&str> = head.people.iter().map(|name| &**name).collect();
            people.sort_unstable();
            people.dedup();
            for name in people {
                *naming.entry(name).or_default() += 1;
            }
        }
        let counted: HashMap<&str, u32> = library.people().map(|(name, count)| (library.text(name), count)).collect();
        prop_assert_eq!(counted, naming);
    }

    #[test]
    fn dates_sort_as_their_numbers_do(one in date(), other in date()) {
        let keys = [one, other].map(|date| packed::PackedDate::new(&date).key());
        prop_assert_eq!(keys[0].cmp(&keys[1]), one.value.cmp(&other.value));
    }
}

#[test]
fn an_entry_keeps_its_place_when_it_is_replaced() {
    let mut library = Library::default();
    let ids = library.merge(vec![entry("a", Status::Found), entry("b", Status::Found)]);
    let again = library.merge(vec![entry("b", Status::Failed(Clean::line("it is empty"))), entry("c", Status::Found)]);
    assert_eq!((ids[1], library.len()), (again[0], 3));
    assert_eq!(library.get(ids[1]).unwrap().failure(), Some("it is empty"));
    assert_eq!(library.iter().map(|entry| entry.name()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn a_copy_does_not_change_with_what_is_merged_later() {
    let mut library = Library::default();
    let path = |number: usize| format!("in/{number}");
    library.merge((0..3 * CHUNK).map(|number| entry(&path(number), Status::Found)).collect());
    let before = library.clone();
    library.merge((0..9 * CHUNK).map(|number| entry(&path(number), ready(7))).collect());
    assert_eq!((before.len(), library.len()), (3 * CHUNK, 9 * CHUNK));
    assert!(before.iter().all(|entry| entry.progress() == Progress::Found));
    assert!(library.iter().all(|entry| entry.is_ready()));
    assert_eq!(library.with_content(DocId([7; 16])).len(), 9 * CHUNK);
    assert!(before.at(&Origin::File(path(4 * CHUNK).into())).is_none());
}

#[test]
fn a_title_that_fills_the_memory_is_cut() {
    let mut library = Library::default();
    let long = Head { title: Clean::line(&"é".repeat(1_000_000)), ..head(1) };
    let id = library.merge(vec![entry("a", Status::Ready(Arc::new(long)))])[0];
    let title = library.get(id).unwrap().title();
    assert!(title.len() <= 4096 && title.ends_with('é'));
}

#[test]
fn the_place_of_an_entry_that_is_taken_out_is_not_given_away() {
    let mut library = Library::default();
    let ids = library.merge(vec![entry("a", ready(1)), entry("b", ready(1))]);
    let before = library.clone();
    library.remove(&[Origin::File("a".into()), Origin::File("unknown".into())]);
    assert!(library.get(ids[0]).is_none() && library.at(&Origin::File("a".into())).is_none());
    assert_eq!((library.len(), library.with_content(DocId([1; 16]))), (1, vec![ids[1]]));
    assert_eq!(library.iter().map(|entry| entry.id()).collect::<Vec<_>>(), [ids[1]]);
    assert_eq!(before.len(), 2, "a copy stays as it is");
    let again = library.merge(vec![entry("a", Status::Found)]);
    assert!(again[0] != ids[0] && library.len() == 2);
}

#[test]
fn the_day_it_was_added_outlives_a_change_of_the_file() {
    let mut library = Library::default();
    library.merge(vec![Entry { added: Some(7), ..entry("a", ready(1)) }]);
    library.merge(vec![entry("a", ready(2))]);
    assert_eq!(library.iter().next().unwrap().added(), Some(7));
}

/// Rows of a catalogue whose texts are left where they lie stand as those do whose texts are copied.
#[test]
fn what_was_not_copied_stands_in_the_same_order() {
    let row = |(day, name): (u8, &str)| {
        let date = (day > 0).then_some(DocumentDate {
            value: CalendarDate { year: 2024, month: Some(1), day: Some(day), time: None },
            origin: DateOrigin::Header,
            certain: true,
            at: None,
        });
        (date, name.to_owned())
    };
    for names in [
        vec![(9, "b"), (9, "c"), (0, "a"), (7, "a"), (0, "b")],
        vec![(9, "c"), (9, "b"), (7, "d"), (7, "a")],
        vec![(7, "a"), (9, "b")],
    ] {
        let rows_of = |is_lying: bool| {
            let (mut rows, mut told) = (Rows::default(), Vec::new());
            for (number, (date, name)) in (0..).zip(names.iter().copied().map(row)) {
                let path = format!("/in/{name}");
                let at = u32::try_from(told.len()).unwrap();
                told.extend_from_slice(path.as_bytes());
                told.extend_from_slice(b"Title");
                FileFacts::new(1, None, None, number).write(&mut told);
                let place = RowPlace { at, path: 5, name: 1, title: 5 };
                let numbers = Numbers { id: DocId([u8::try_from(number).unwrap(); 16]), date, language: None };
                rows.push(numbers, place, &[], "");
            }
            let lying = Lying::new([b"before", &*told].concat());
            rows.told(told, is_lying.then_some((lying, 6)));
            rows
        };
        let sorted = |rows: &Rows, reverse: bool| {
            let mut library = Library::of(&[entry("/in/bb", ready(200))]);
            let mut ids = library.merge_rows(rows);
            ids.insert(0, EntryId(0));
            Order { sort: crate::settings::Sort::Date, reverse }.sort(&library, &mut ids);
            ids.into_iter().map(|id| library.get(id).unwrap().to_entry()).collect::<Vec<_>>()
        };
        for reverse in [false, true] {
            assert_eq!(sorted(&rows_of(true), reverse), sorted(&rows_of(false), reverse));
        }
    }
}

#[test]
fn what_is_too_large_for_an_index_is_not_among_what_one_should_have() {
    let large = Entry { size: LARGEST_INDEXED + 1, ..entry("/large", ready(1)) };
    let library = Library::of(&[large, entry("/a", ready(2)), entry("/b", ready(2)), entry("/c", Status::Found)]);
    assert_eq!(library.indexed().collect::<Vec<_>>(), [DocId([2; 16])]);
}
