//! The protocol, played through with real files.
#![expect(clippy::disallowed_methods, reason = "tests damage, copy and remove files")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use super::super::scratch::Scratch;
use super::*;

mod compaction;
mod damage;
mod sessions;

const DAY: u64 = 24 * 3600 * 1_000_000;
const NOW: u64 = 1_800_000_000_000_000;

fn doc(number: u32) -> DocId {
    DocId::of(&number.to_le_bytes())
}

fn change(number: u32, change: Change) -> Stamped {
    Stamped {
        doc: doc(number),
        path: Some(format!("/in/{number}.txt")),
        title: Some(Clean::line(&format!("Title {number}"))),
        change,
    }
}

fn bookmark(number: u32) -> Stamped {
    change(number, Change::Bookmark(true))
}

fn note(number: u32, text: &str) -> Stamped {
    change(number, Change::Note(Clean::text(text)))
}

fn journal(dir: &Path) -> Journal {
    Journal::open(dir)
}

/// A journal with a clock that stands still at a time.
fn journal_at(dir: &Path, time: u64) -> Journal {
    Journal::with_clock(dir, Box::new(move || time))
}

/// The same, but it compacts nothing.
fn untidy_at(dir: &Path, time: u64) -> Journal {
    Journal { is_tidy: true, ..journal_at(dir, time) }
}

fn read(dir: &Path) -> (Marks, usize) {
    journal(dir).read().unwrap()
}

fn marks(dir: &Path) -> Marks {
    read(dir).0
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn segments(dir: &Path) -> Vec<PathBuf> {
    files(dir).into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).collect()
}

fn set_age(path: &Path, micros: u64) {
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_micros(micros)).unwrap();
}

fn age_all(dir: &Path) {
    for path in segments(dir) {
        set_age(&path, NOW - 2 * DAY);
    }
}

/// Many small segments of sessions that ended two days ago.
fn many_old_segments(dir: &Path) {
    for number in 0..40 {
        untidy_at(dir, NOW - 3 * DAY + u64::from(number)).append(&[bookmark(number)]).unwrap();
    }
    age_all(dir);
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}
