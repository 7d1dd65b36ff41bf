//! Catalogues that are whole, damaged, cut off, forged, and those of somebody else.

#![expect(clippy::disallowed_methods, reason = "tests write, damage and look at files")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::super::known::Known;
use super::super::roots::Roots;
use super::super::scratch::Scratch;
use super::record::Written;
use super::*;
use crate::document::DocId;
use crate::document::{Anchor, CalendarDate, Clean, DateOrigin, DocumentDate};
use crate::library::{EntryRef, Head, Library, Lying, Rows, Status};
use crate::settings::Sort;

/// A record of every kind of content.
fn record(number: u32) -> Record {
    let head = Head {
        id: DocId::of(&number.to_le_bytes()),
        title: Clean::line(&format!("Título {number} – «a»")),
        authors: vec![Clean::line("Ana Ruiz"), Clean::line("Li")],
        date: (!number.is_multiple_of(3)).then_some(DocumentDate {
            value: CalendarDate { year: 2024, month: Some(10), day: Some(31), time: Some((23, 59)) },
            origin: DateOrigin::TimeElement,
            certain: number.is_multiple_of(2),
            at: Some(Anchor { block: 1, start: 2, end: 12 }),
        }),
        source: number.is_multiple_of(2).then(|| Clean::line("El Diario")),
        language: [Some("es"), Some("en"), None][number as usize % 3],
        words: number,
        people: vec![Clean::text("Two\nLines")],
    };
    let status = match number % 7 {
        6 => Status::Failed(Clean::line("it is empty")),
        _ => Status::Ready(Arc::new(head)),
    };
    Record {
        path: PathBuf::from(format!("/library/{number}.txt")),
        stamp: Stamp::of(number.into(), (1, 2), (3, 4)),
        size: number.into(),
        modified: number.is_multiple_of(2).then_some(-5),
        added: 1_700_000_000,
        is_apart: number.is_multiple_of(5),
        status,
    }
}

/// A record as it is written, and its texts.
fn parts(record: &Record) -> (Vec<u8>, Vec<u8>) {
    let mut texts = Vec::new();
    (record.write(Vec::new(), &mut texts, 0).unwrap(), texts)
}

fn line<'a>(bytes: &'a [u8], texts: &'a [u8]) -> Option<Line<'a>> {
    Written::take(bytes)?.0.with(texts, 0)
}

fn paths() -> Vec<PathBuf> {
    vec!["/library".into()]
}

fn of(paths: &[PathBuf]) -> Cover<'_> {
    Cover { paths, sort: Sort::Date, is_whole: true }
}

fn written(scratch: &Scratch, count: u32) -> Vec<Record> {
    let records: Vec<Record> = (0..count).map(record).collect();
    let lock = Lock::take(scratch.root(), NAME).unwrap().unwrap();
    write(scratch.root(), of(&paths()), records.clone().into_iter(), &lock).unwrap();
    records
}

fn read(shelf: &Path) -> Option<Vec<Record>> {
    Some(Volume::open(shelf, &paths())?.into_records().collect())
}

fn scratch() -> Scratch {
    let scratch = Scratch::new();
    std::fs::set_permissions(scratch.root(), std::fs::Permissions::from_mode(0o700)).unwrap();
    scratch
}

#[test]
fn what_is_written_is_read_and_the_first_screen_is_its_beginning() {
    for count in [0, 1, 119, 120, 121, 1119, 1120, 1121, 2500] {
        let scratch = scratch();
        let records = written(&scratch, count);
        assert_eq!(read(scratch.root()).unwrap(), records);
        let volume = Volume::open(scratch.root(), &paths()).unwrap();
        assert_eq!(
            (volume.count(), volume.is_in_order(Sort::Date), volume.is_in_order(Sort::Path)),
            (count, true, false)
        );
        assert!(volume.is_whole());
        assert!(volume.chunks().flatten().all(|(place, record)| volume.record(place) == Some(record)));
        let first =
            |rows, last| -> Vec<Record> { volume.first(rows, last).into_iter().map(|(_, record)| record).collect() };
        assert_eq!(first(usize::MAX, None), records[..records.len().min(120)]);
        assert_eq!(first(24, None), records[..records.len().min(24)]);
        assert!(volume.chunks().all(|chunk| chunk.len() <= 1000));
    }
}

#[test]
fn only_the_user_may_read_it_and_nothing_else_is_left() {
    let scratch = scratch();
    scratch.write("catalogue-12.tmp", "left by a session that was killed");
    written(&scratch, 3);
    assert_eq!(scratch.names(), ["catalogue", "catalogue.lock"]);
    for name in scratch.names() {
        assert_eq!(std::fs::metadata(scratch.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_write_that_fails_leaves_the_old_one() {
    let scratch = scratch();
    let old = written(&scratch, 3);
    let lock = Lock::take(scratch.root(), NAME).unwrap().unwrap();
    // A folder cannot be replaced by a file.
    std::fs::rename(scratch.path(NAME), scratch.path("kept")).unwrap();
    std::fs::create_dir(scratch.path(NAME)).unwrap();
    assert!(write(scratch.root(), of(&paths()), std::iter::once(record(9)), &lock).is_err());
    assert_eq!(scratch.names(), ["catalogue", "catalogue.lock", "kept"]);
    std::fs::remove_dir(scratch.path(NAME)).unwrap();
    std::fs::rename(scratch.path("kept"), scratch.path(NAME)).unwrap();
    assert_eq!(read(scratch.root()).unwrap(), old);
}

#[test]
fn that_of_another_library_or_in_another_form_is_none() {
    let scratch = scratch();
    written(&scratch, 3);
    assert!(Volume::open(scratch.root(), &["/other".into()]).is_none());
    let path = scratch.path(NAME);
    let bytes = std::fs::read(&path).unwrap();
    for other in [&b"briefing catalogue\n\x003\0\0\0 of a later program"[..], b"", b"x", &bytes[..100], &bytes[..191]] {
        std::fs::write(&path, other).unwrap();
        assert!(read(scratch.root()).is_none());
    }
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("elsewhere", &path).unwrap();
    assert!(read(scratch.root()).is_none());
}

#[test]
fn what_was_cut_off_keeps_the_records_before() {
    let scratch = scratch();
    let records = written(&scratch, 400);
    let path = scratch.path(NAME);
    let bytes = std::fs::read(&path).unwrap();
    for length in (0..bytes.len()).step_by(499) {
        std::fs::write(&path, &bytes[..length]).unwrap();
        let left = read(scratch.root()).unwrap_or_default();
        assert!([0, 40, 120].contains(&left.len()) && records.starts_with(&left), "{length}");
    }
}

#[test]
fn a_changed_byte_costs_its_chunk_and_never_makes_another_record() {
    let scratch = scratch();
    let records = written(&scratch, 400);
    let path = scratch.path(NAME);
    let bytes = std::fs::read(&path).unwrap();
    // Every byte of the header, and a sample of the rest.
    for at in (0..192).chain((192..bytes.len()).step_by(503)).chain(bytes.len() - 30..bytes.len()) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&path, &damaged).unwrap();
        let left = read(scratch.root()).unwrap_or_default();
        assert!(left.len() < records.len(), "byte {at} is looked at");
        assert!(left.iter().all(|left| records.contains(left)));
    }
}

/// A catalogue whose checksums are right whatever is in it.
fn forged(chunk: &[u8], texts: &[u8], records: u32, change: impl FnOnce(&mut volume::Header)) -> Vec<u8> {
    let length = u32::try_from(chunk.len()).unwrap();
    let first = volume::Chunk {
        length,
        texts: u32::try_from(texts.len()).unwrap(),
        records,
        sum: volume::sum_of_both(chunk, texts),
    };
    let table = first.write();
    let mut header = volume::Header {
        set: set(&paths()),
        order: 0,
        is_whole: 1,
        count: records,
        version: [0; 16],
        first,
        table: (volume::HEADER + chunk.len()) as u64,
        chunks: 1,
        table_sum: volume::sum(&table),
        texts: (volume::HEADER + chunk.len() + table.len()) as u64,
    };
    change(&mut header);
    [&header.write()[..], chunk, &table, texts].concat()
}

#[test]
fn numbers_that_are_too_large_are_not_believed() {
    let scratch = scratch();
    let (one, texts) = parts(&record(1));
    let forge = |records, change: &dyn Fn(&mut volume::Header)| {
        std::fs::write(scratch.path(NAME), forged(&one, &texts, records, |header| change(header))).unwrap();
        read(scratch.root()).unwrap_or_default().len()
    };
    assert_eq!(forge(1, &|_| ()), 1);
    assert_eq!(forge(1000, &|_| ()), 1);
    assert_eq!(forge(u32::MAX, &|_| ()), 0);
    assert_eq!(forge(1, &|header| header.count = u32::MAX), 0);
    assert_eq!(forge(1, &|header| header.chunks = u32::MAX), 0);
    assert_eq!(forge(1, &|header| header.chunks = 1_000_000), 1);
    assert_eq!(forge(1, &|header| header.table = u64::MAX), 1);
    assert_eq!(forge(1, &|header| header.first.length = u32::MAX), 0);
    assert_eq!(forge(1, &|header| header.first.texts = u32::MAX), 0);
    assert_eq!(forge(1, &|header| header.texts = u64::MAX), 0);
    assert_eq!(forge(1, &|header| header.first.length = 16 * 1024 * 1024), 0);
}

#[test]
fn a_record_that_this_program_would_not_have_written_is_none() {
    let good = record(1);
    let made = |change: &dyn Fn(&mut Record)| {
        let mut record = good.clone();
        change(&mut record);
        let (bytes, texts) = parts(&record);
        line(&bytes, &texts).map(Line::record)
    };
    let with_head = |change: &dyn Fn(&mut Head)| {
        made(&|record| {
            let Status::Ready(head) = &mut record.status else { panic!() };
            change(Arc::make_mut(head));
        })
    };
    assert_eq!(made(&|_| ()).as_ref(), Some(&good));
    assert_eq!(made(&|record| record.path = "relative.txt".into()), None);
    assert_eq!(made(&|record| record.path = "/".into()), None);
    assert_eq!(made(&|record| record.path = "/a/..".into()), None);
    assert_eq!(made(&|record| record.path = "/a\0b".into()), None);
    for (year, month, day, time) in [
        (999, None, None, None),
        (2024, Some(13), None, None),
        (2024, None, Some(1), None),
        (2024, Some(1), Some(32), None),
        (2024, Some(1), None, Some((1, 1))),
        (2024, Some(1), Some(1), Some((24, 1))),
    ] {
        let value = CalendarDate { year, month, day, time };
        let origin = DateOrigin::Header;
        let date = Some(DocumentDate { value, origin, certain: true, at: None });
        assert_eq!(with_head(&|head| head.date = date), None, "{value:?}");
    }
    assert_eq!(with_head(&|head| head.language = Some("xx")).unwrap().status, {
        let Status::Ready(head) = good.status.clone() else { panic!() };
        Status::Ready(Arc::new(Head { language: None, ..(*head).clone() }))
    });
}

#[test]
fn the_directory_is_that_of_the_folders_whatever_their_order() {
    let scratch = Scratch::new();
    scratch.write("one/a.txt", "");
    scratch.write("two/a.txt", "");
    let paths = Paths {
        config: PathBuf::new(),
        keymap: PathBuf::new(),
        themes: PathBuf::new(),
        state: PathBuf::new(),
        cache: "/cache".into(),
    };
    let of = |names: &[&str]| {
        let opened: Vec<PathBuf> = names.iter().map(|name| scratch.path(name)).collect();
        directory(&paths, &opened)
    };
    assert!(of(&["one", "two"]).is_some_and(|shelf| shelf.starts_with("/cache/libraries")));
    assert_eq!(of(&["one", "two"]), of(&["two", "one"]));
    assert_ne!(of(&["one", "two"]), of(&["one"]));
    assert_eq!(of(&["one/a.txt"]), None, "a single file is read as quickly as looked up");
    assert_eq!(of(&[]), None);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail(
        chunk in prop::collection::vec(any::<u8>(), 0..400),
        texts in prop::collection::vec(any::<u8>(), 0..200),
        records in 0..2000_u32,
    ) {
        let scratch = scratch();
        std::fs::write(scratch.path(NAME), forged(&chunk, &texts, records, |_| ())).unwrap();
        let _ = read(scratch.root());
    }

    #[test]
    fn a_mutated_record_is_clean_or_none(
        number in 0..40_u32,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (mut bytes, mut texts) = parts(&record(number));
        for (at, byte) in changes {
            let at = at.index(bytes.len() + texts.len());
            *bytes.iter_mut().chain(&mut texts).nth(at).unwrap() = byte;
        }
        if let Some(record) = line(&bytes, &texts).map(Line::record) {
            prop_assert!(record.path.is_absolute());
            if let Status::Ready(head) = record.status {
                prop_assert!(!head.title.contains(char::is_control));
            }
        }
    }

    #[test]
    fn a_row_that_is_packed_says_what_the_record_says(
        number in 0..40_u32,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        is_lying: bool,
    ) {
        let (mut bytes, mut texts) = parts(&record(number));
        for (at, byte) in changes {
            let at = at.index(bytes.len() + texts.len());
            *bytes.iter_mut().chain(&mut texts).nth(at).unwrap() = byte;
        }
        if let Some(one) = line(&bytes, &texts) {
            let roots = Roots::new(&paths());
            let (mut rows, mut entries) = (Rows::default(), Vec::new());
            Known::default().load_line((0, one), &roots, true, (&mut rows, &mut entries));
            rows.told(texts.clone(), is_lying.then(|| (Lying::new([&[b'x'; 7], &*texts].concat()), 7)));
            entries.splice(0..0, rows.entries());
            let record = line(&bytes, &texts).unwrap().record();
            let entry = Known::default().load((0, record), &roots);
            prop_assert_eq!(&entries, &Vec::from_iter(entry));
            let (mut packed, mut plain) = (Library::default(), Library::default());
            packed.merge_rows(&rows);
            plain.merge(rows.entries());
            let all = |library: &Library| library.iter().map(EntryRef::to_entry).collect::<Vec<_>>();
            prop_assert_eq!(all(&packed), all(&plain));
        }
    }
}
