//! A large library: what a key costs does not grow with it, and long lists are filtered beside the screen.

use std::sync::Arc;

use super::Stage;
use crate::app::{Msg, Overlay};
use crate::document::{CalendarDate, Clean, DateOrigin, DocId, DocumentDate};
use crate::library::{Batch, Entry, EntryId, Head, Library, Origin, Status};
use crate::search::{Answer, Found};

/// A document that was read, without a file.
fn entry(number: u32) -> Entry {
    let day = number % 20_000;
    let value = CalendarDate {
        year: 1990 + u16::try_from(day / 336).unwrap(),
        month: u8::try_from(day / 28 % 12 + 1).ok(),
        day: u8::try_from(day % 28 + 1).ok(),
        time: None,
    };
    let title = if number == 7 { "Harbour strike ends".to_owned() } else { format!("Council talks {number}") };
    let head = Head {
        id: DocId::of(&number.to_le_bytes()),
        title: Clean::line(&title),
        authors: Vec::new(),
        date: Some(DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None }),
        source: Some(Clean::line(&format!("Paper {}", number % 9))),
        language: Some("en"),
        words: number % 900,
        people: vec![Clean::line(&format!("Person {}", number % 50))],
    };
    let name = Clean::line(&format!("in/{number}.txt"));
    let origin = Origin::File(format!("/nowhere/in/{number}.txt").into());
    Entry { origin, name, size: 1, modified: None, added: None, status: Status::Ready(Arc::new(head)) }
}

fn batch(entries: Vec<Entry>) -> Msg {
    Msg::Scanned(Batch { entries, done: true, ..Batch::default() })
}

/// A stage with so many documents; their texts cannot be read, and nobody tries.
fn stage(documents: u32) -> Stage {
    let mut stage = Stage::unread(80, 24);
    stage.send(batch((0..documents).map(entry).collect()));
    stage
}

/// How many entries were looked at while something was done and drawn.
fn looked_at(stage: &mut Stage, what: impl FnOnce(&mut Stage)) -> usize {
    let before = Library::looked_at();
    what(stage);
    stage.draw();
    Library::looked_at() - before
}

#[test]
fn a_key_looks_at_no_more_documents_in_a_large_library_than_in_a_small_one() {
    let (mut small, mut large) = (stage(500), stage(20_000));
    for keys in ["j", "<pgdn>", "k", "*", "r", "x", "J", "G", "n", "gg", "o", "<esc>", "R", "<esc>", "i", "<esc>"] {
        let press = |stage: &mut Stage| {
            looked_at(stage, |stage| {
                stage.press(keys);
            })
        };
        let (one, other) = (press(&mut small), press(&mut large));
        // Opening the list of all documents asks which there are; everything else is a matter of a screen.
        let most = if keys == "o" || keys == "R" { 2 * one + 25_000 } else { one + 40 };
        assert!(other <= most, "{keys}: {one} in a small library, {other} in a large one");
    }
}

#[test]
fn a_batch_is_put_where_it_belongs_without_looking_at_the_rest() {
    let mut stage = stage(20_000);
    stage.press("j j j");
    let current = stage.state.list.current();
    let read: Vec<Entry> = (0..32).map(|number| entry(30_000 + number * 7)).collect();
    let looked = looked_at(&mut stage, |stage| stage.send(batch(read)));
    assert!(looked < 32 * 80, "{looked}");
    assert_eq!((stage.state.list.len(), stage.state.list.current()), (20_032, current));
}

#[test]
fn a_long_list_is_filtered_and_the_best_match_is_under_the_cursor() {
    let mut stage = stage(5_000);
    stage.press("/harbour");
    assert_eq!(stage.state.list.len(), 1);
    stage.press("<enter>");
    assert!(stage.line(2).contains("Harbour strike ends"), "{}", stage.text());
}

#[test]
fn quick_open_finds_documents_and_people_among_many() {
    let mut stage = stage(5_000);
    stage.press("o");
    assert!(stage.text().contains("Go to"), "{}", stage.text());
    stage.press("harbour");
    assert!(stage.text().contains("Harbour strike ends"), "{}", stage.text());
    let Some(Overlay::Picker(picker)) = &stage.state.overlay else { panic!("no list") };
    assert_eq!((picker.len(), picker.count().as_str()), (1, "1 of 5050"));
    stage.press("<esc> o person<space>49");
    assert!(stage.text().contains("person, 100 documents"), "{}", stage.text());
    stage.press("<enter>");
    assert_eq!(stage.state.list.len(), 100);
}

#[test]
fn copies_of_a_content_are_told_in_the_list_and_named_in_the_sheet() {
    let mut stage = Stage::unread(80, 24);
    let copy = |path: &str| Entry {
        origin: Origin::File(format!("/nowhere/{path}").into()),
        name: Clean::line(path),
        ..entry(1)
    };
    stage.send(batch(vec![entry(2), copy("in/a.txt"), copy("in/old/b.txt"), copy("out/c.txt")]));
    assert_eq!(stage.text().matches("=3").count(), 3, "{}", stage.text());
    stage.press("r");
    assert!(stage.text().contains("1 unread of 4") || stage.text().contains("3 unread of 4"), "{}", stage.text());
    stage.press("gg");
    let current = stage.state.current().unwrap().1.name().to_owned();
    if current == "in/2.txt" {
        stage.press("j");
    }
    stage.press("i");
    let text = stage.text();
    let paths = ["in/a.txt", "in/old/b.txt", "out/c.txt"];
    assert!(paths.iter().all(|path| text.contains(path)) && text.contains("also at"), "{text}");
}

#[test]
fn what_results_can_be_narrowed_by_is_counted_when_it_changes_and_not_with_every_key() {
    let mut stage = Stage::unread(160, 40);
    stage.send(batch((0..5_000).map(entry).collect()));
    stage.press("g/talks <esc>");
    stage.is_deaf = true;
    let rows = (0..5_000).map(|number| Found { entry: EntryId(number), score: 1.0, is_exact: true }).collect();
    stage.send(Msg::Answered(Answer { text: "talks".to_owned(), rows, done: true, ..Answer::default() }));
    // The most frequent come first.
    let place = |stage: &Stage| {
        let facets = &stage.state.search().unwrap().facets;
        facets.iter().position(|facet| &*facet.value == "Paper 3").unwrap()
    };
    let before = place(&stage);
    let looked = looked_at(&mut stage, |stage| {
        stage.press("j j j");
    });
    assert!(looked < 1_000, "{looked}");
    let mut other = entry(3);
    other.status = entry(4).status;
    stage.send(batch(vec![other]));
    stage.press("j");
    assert!(place(&stage) > before, "one of them is of another paper now");
}
