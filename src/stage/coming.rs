//! Documents that come and go while one reads.

use super::{Stage, entry};
use crate::app::Msg;
use crate::document::Clean;
use crate::library::{Batch, Entry, Origin, Status};

const TEXT: &str = "A new text\n\nBy Ana Ruiz\n\nNovember 5, 2031\n\nIt is the newest of all.\n";

/// A document that was read already, newer than all others.
fn new() -> Entry {
    let found = entry("new.txt", TEXT.as_bytes());
    let mut stage = Stage::of(80, 24, &[("new.txt", TEXT)]);
    stage.press("j");
    let id = stage.state.list.current().unwrap();
    Entry { status: stage.state.library.get(id).unwrap().to_entry().status, ..found }
}

fn batch(entries: Vec<Entry>) -> Batch {
    Batch { entries, read: 6, found: 6, new: 1, done: true, ..Batch::default() }
}

#[test]
fn a_document_that_comes_stands_in_its_place_and_the_cursor_where_it_was() {
    for keys in ["", "j j"] {
        let mut stage = Stage::new(120, 30);
        stage.press(keys);
        let id = stage.state.list.current();
        let cursor = stage.state.list.cursor();
        let text = stage.state.reader.text().map(|text| text.entry);
        stage.send(Msg::Scanned(batch(vec![new()])));
        assert_eq!(stage.state.list.current(), id);
        assert_eq!(stage.state.list.cursor(), cursor + 1, "it stands above");
        assert_eq!(stage.state.reader.text().map(|text| text.entry), text);
        assert!(stage.line(0).contains("1 new"), "{}", stage.line(0));
        assert!(stage.line(0).contains("6 unread of 6"), "{}", stage.line(0));
    }
}

#[test]
fn a_document_that_is_taken_out_leaves_no_row() {
    let mut stage = Stage::new(120, 30);
    stage.send(Msg::Scanned(batch(vec![new()])));
    let gone = vec![Origin::Embedded { name: "new.txt", bytes: TEXT.as_bytes() }];
    stage.send(Msg::Scanned(Batch { gone, ..batch(Vec::new()) }));
    assert!(stage.line(0).contains("5 unread of 5"), "{}", stage.line(0));
    stage.press("gg j j j j j j");
    assert_eq!(stage.state.list.len(), 5);
}

#[test]
fn what_is_known_is_counted_before_its_rows_are_there() {
    let mut stage = Stage::unread(120, 30);
    let known = Batch { entries: vec![new()], read: 100_000, found: 100_000, ..Batch::default() };
    stage.send(Msg::Scanned(known));
    assert!(stage.line(0).contains("100,000 documents"), "{}", stage.line(0));
    assert!(!stage.line(0).contains("reading"), "{}", stage.line(0));
    assert!(stage.text().contains("A new text"));
}

#[test]
fn a_cache_that_cannot_be_kept_is_told_in_the_status_line() {
    let mut stage = Stage::new(120, 30);
    let notice = Some(Clean::line("the list cannot be kept for the next start: no space left on device"));
    stage.send(Msg::Scanned(Batch { notice, ..batch(Vec::new()) }));
    assert!(stage.line(29).contains("cannot be kept for the next start"), "{}", stage.line(29));
    assert!(matches!(new().status, Status::Ready(_)));
}
