//! The protocol, played through with real files.
#![expect(clippy::disallowed_methods, reason = "tests damage, copy and remove files")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use super::super::scratch::Scratch;
use super::*;

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

#[test]
fn opening_and_reading_writes_nothing() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    assert_eq!(read(&dir), (Marks::default(), 0));
    assert!(!journal(&dir).has_news());
    assert!(journal(&dir).append(&[]).is_ok());
    assert!(!dir.exists());
}

#[test]
fn what_was_marked_is_there_for_the_next_session() {
    let scratch = Scratch::new();
    let dir = scratch.path("deep/state");
    let mut one = journal(&dir);
    one.append(&[bookmark(1), note(1, "ask\nagain"), change(2, Change::Read(true))]).unwrap();
    one.append(&[change(2, Change::Tag(Clean::line("port"), true))]).unwrap();
    assert_eq!(one.pending(), 0);
    let marks = marks(&dir);
    let first = marks.get(doc(1)).unwrap();
    assert!(first.bookmarked && !first.read);
    assert_eq!(first.notes, [Clean::text("ask\nagain")]);
    assert_eq!(first.path.as_deref(), Some("/in/1.txt"));
    assert_eq!(first.title, Some(Clean::line("Title 1")));
    assert!(marks.get(doc(2)).unwrap().read && marks.get(doc(2)).unwrap().tags.len() == 1);
}

#[test]
fn files_are_for_the_user_only_whatever_the_umask() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    assert_eq!(mode(&dir), 0o700);
    assert_eq!(files(&dir).iter().map(|file| mode(file)).collect::<Vec<_>>(), [0o600]);
}

#[test]
fn a_directory_others_may_write_to_is_refused_with_a_hint() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o770)).unwrap();
    let error = journal(&dir).read().unwrap_err();
    assert!(error.message.ends_with("others may write to it"), "{error}");
    assert!(error.hint.unwrap().starts_with("chmod go-w"));
    let mut other = journal(&dir);
    assert!(other.append(&[bookmark(2)]).is_err());
    assert_eq!(other.pending(), 1);
}

#[test]
fn two_sessions_write_at_once_and_see_each_other() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    std::thread::scope(|scope| {
        for session in 0..4_u32 {
            let dir = &dir;
            scope.spawn(move || {
                let mut journal = journal(dir);
                for number in 0..50 {
                    journal.append(&[bookmark(session * 100 + number)]).unwrap();
                }
            });
        }
    });
    assert_eq!(marks(&dir).iter().count(), 200);
    let (mut one, mut other) = (journal(&dir), journal(&dir));
    one.read().unwrap();
    assert!(!one.has_news());
    other.append(&[bookmark(1000)]).unwrap();
    assert!(one.has_news());
    assert!(one.read().unwrap().0.get(doc(1000)).is_some());
    other.append(&[bookmark(1001)]).unwrap();
    assert!(one.has_news());
    assert!(one.read().unwrap().0.get(doc(1001)).is_some());
    one.append(&[bookmark(1002)]).unwrap();
    assert!(!one.has_news(), "its own changes are no news");
}

#[test]
fn a_clock_that_was_set_back_does_not_make_a_later_change_lose() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal_at(&dir, NOW).append(&[bookmark(1), note(1, "first")]).unwrap();
    let mut later = journal_at(&dir, NOW - 400 * DAY);
    later.append(&[change(1, Change::Bookmark(false)), note(1, "second")]).unwrap();
    let marks = marks(&dir);
    assert!(!marks.get(doc(1)).unwrap().bookmarked);
    assert_eq!(marks.get(doc(1)).unwrap().notes, [Clean::text("second")]);
}

#[test]
fn notes_of_sessions_that_did_not_see_each_other_are_both_kept() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let (mut one, mut other) = (journal(&dir), journal(&dir));
    one.read().unwrap();
    other.read().unwrap();
    one.append(&[note(1, "mine")]).unwrap();
    other.append(&[note(1, "yours")]).unwrap();
    assert_eq!(marks(&dir).get(doc(1)).unwrap().notes.len(), 2);
    one.read().unwrap();
    one.append(&[note(1, "ours")]).unwrap();
    assert_eq!(marks(&dir).get(doc(1)).unwrap().notes, [Clean::text("ours")]);
}

#[test]
fn damaged_lines_are_counted_and_everything_else_is_kept() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let mut text = std::fs::read_to_string(&path).unwrap();
    let whole = text.clone();
    text.push_str("{\"v\":1,\"t\":5,\"by\n\0\0\0\0\nnot json\n");
    text.push_str(&whole.replace(&doc(1).to_string(), &doc(2).to_string()));
    text.push_str("{\"v\":1,\"t\":17");
    std::fs::write(&path, text).unwrap();
    let (marks, damaged) = read(&dir);
    assert_eq!(damaged, 3);
    assert!(marks.get(doc(1)).unwrap().bookmarked && marks.get(doc(2)).unwrap().bookmarked);
    let check = Journal::check(&dir).unwrap();
    assert_eq!(check.segments[0].damaged.iter().map(|&(line, _)| line).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(check.segments[0].is_unfinished && !check.is_clean());
    assert_eq!((check.segments[0].records, check.segments[0].is_in_use), (2, false));
}

#[test]
fn repair_puts_damaged_lines_aside_and_deletes_nothing() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("garbage one\n{whole}garbage \u{1b}[31mtwo")).unwrap();
    let before = marks(&dir);
    let repair = Journal::repair(&dir).unwrap();
    assert_eq!((repair.repaired[0].1, repair.repaired[0].2), (1, 2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole);
    let aside = std::fs::read_to_string(dir.join(&*repair.aside[0])).unwrap();
    assert_eq!(aside, "garbage one\ngarbage \u{1b}[31mtwo\n");
    assert!(Journal::check(&dir).unwrap().is_clean());
    assert_eq!(read(&dir), (before, 0));
    assert!(files(&dir).iter().all(|file| mode(file) == 0o600));
    assert_eq!(Journal::repair(&dir).unwrap(), Repair::default());
}

#[test]
fn a_damaged_segment_that_is_in_use_is_left_alone() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let mut one = journal(&dir);
    one.append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let text = std::fs::read_to_string(&path).unwrap() + "garbage\n";
    std::fs::write(&path, &text).unwrap();
    let repair = Journal::repair(&dir).unwrap();
    assert_eq!((repair.repaired.len(), repair.left_alone.len()), (0, 1));
    assert!(Journal::check(&dir).unwrap().segments[0].is_in_use);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_segment_that_is_removed_under_us_is_written_again() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let mut one = journal(&dir);
    one.append(&[bookmark(1)]).unwrap();
    std::fs::remove_file(segments(&dir).remove(0)).unwrap();
    one.append(&[bookmark(2)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 2);
    // The same when another file took its name.
    let path = segments(&dir).remove(0);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "").unwrap();
    one.append(&[bookmark(3)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 3);
    std::fs::remove_dir_all(&dir).unwrap();
    one.append(&[bookmark(4)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 4);
}

#[test]
fn what_cannot_be_saved_stays_pending_and_is_saved_when_it_can() {
    let scratch = Scratch::new();
    let blocked = scratch.write("state", "a file in the place of the directory");
    let mut one = journal(&blocked);
    assert!(one.append(&[bookmark(1)]).is_err());
    assert!(one.append(&[note(1, "kept")]).is_err());
    assert_eq!(one.pending(), 2);
    assert!(one.trouble().is_some());
    assert_eq!(one.pending_lines().count(), 2);
    std::fs::remove_file(&blocked).unwrap();
    one.append(&[]).unwrap();
    assert_eq!((one.pending(), one.trouble()), (0, None));
    assert_eq!(marks(&blocked).get(doc(1)).unwrap().notes, [Clean::text("kept")]);
}

#[test]
fn unknown_kinds_and_newer_versions_survive_compaction_byte_for_byte() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    many_old_segments(&dir);
    let newer = r#"{"v":99,"t":1700000000000000,"by":"zz","k":"read","d":{"new":"shape"},"x":[1.50, 2]}"#;
    let other = r#"{"v":1, "t":3, "by":"zz", "k":"star", "d":"?",   "x":"kept"}"#;
    let extra = segments(&dir).remove(0);
    let text = std::fs::read_to_string(&extra).unwrap();
    let fields = text.replace("\"v\":1", "\"v\":1,\"later\":[true]");
    std::fs::write(&extra, format!("{fields}{newer}\n{other}\nbroken\n")).unwrap();
    set_age(&extra, NOW - 2 * DAY);
    let before = marks(&dir);
    journal_at(&dir, NOW).append(&[change(500, Change::Read(true))]).unwrap();
    let left = segments(&dir);
    assert_eq!(left.len(), 2, "one file of old records and the new session's: {left:?}");
    let base = std::fs::read_to_string(&left[0]).unwrap();
    for kept in [newer, other, fields.trim_end()] {
        assert_eq!(base.lines().filter(|line| *line == kept).count(), 1, "{kept}");
    }
    let mut after = marks(&dir);
    assert!(after.get(doc(500)).unwrap().read);
    after.apply(&change(500, Change::Read(false)));
    for (id, marks) in before.iter() {
        assert_eq!(after.get(id), Some(marks));
    }
    let aside: Vec<_> = files(&dir).into_iter().filter(|file| file.to_string_lossy().ends_with(".damaged")).collect();
    assert_eq!(std::fs::read_to_string(&aside[0]).unwrap(), "broken\n");
    assert!(Journal::dump(&dir).unwrap().contains(&newer.to_owned()));
}

#[test]
fn compaction_leaves_segments_alone_that_are_young_or_in_use() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    many_old_segments(&dir);
    let alive = journal_and_segment(&dir, 700);
    set_age(&alive.1, NOW - 5 * DAY);
    let young = journal_and_segment(&dir, 701);
    drop(young.0);
    set_age(&young.1, NOW - DAY / 2);
    journal_at(&dir, NOW).append(&[bookmark(702)]).unwrap();
    assert!(alive.1.exists() && young.1.exists());
    assert_eq!(segments(&dir).len(), 4);
    assert_eq!(marks(&dir).iter().count(), 43);
}

fn journal_and_segment(dir: &Path, number: u32) -> (Journal, PathBuf) {
    let before = segments(dir);
    let mut journal = journal(dir);
    journal.append(&[bookmark(number)]).unwrap();
    let new = segments(dir).into_iter().find(|path| !before.contains(path)).unwrap();
    (journal, new)
}

#[test]
fn compaction_forgets_what_was_replaced_and_old_tombstones_only() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    many_old_segments(&dir);
    let old = NOW - 200 * DAY;
    let mut one = untidy_at(&dir, old);
    one.is_read = true; // Its clock does not follow the segments above.
    one.append(&[bookmark(900), change(900, Change::Bookmark(false)), bookmark(901), note(901, "a"), note(901, "b")])
        .unwrap();
    drop(one);
    untidy_at(&dir, NOW - 3 * DAY).append(&[change(0, Change::Bookmark(false))]).unwrap();
    age_all(&dir);
    journal_at(&dir, NOW).append(&[bookmark(1)]).unwrap();
    let dump = Journal::dump(&dir).unwrap().join("\n");
    assert!(dump.contains(&doc(0).to_string()), "a young tombstone stays");
    assert!(!dump.contains(&doc(900).to_string()), "an old tombstone goes, and what it beat");
    assert!(!dump.contains("\"x\":\"a\""), "a replaced note goes");
    let marks = marks(&dir);
    assert!(!marks.get(doc(0)).is_some_and(|marks| marks.bookmarked));
    assert!(!marks.get(doc(900)).is_some_and(|marks| marks.bookmarked));
    assert_eq!(marks.get(doc(901)).unwrap().notes, [Clean::text("b")]);
}

#[test]
fn diverged_copies_laid_over_each_other_in_either_order_give_the_same() {
    let scratch = Scratch::new();
    let (left, right) = (scratch.path("left"), scratch.path("right"));
    let copy = |from: &Path, to: &Path| {
        directory::create(to).unwrap();
        for file in files(from) {
            std::fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
        }
    };
    many_old_segments(&left);
    copy(&left, &right);
    right_and_left_diverge(&left, &right);
    let (one, other) = (scratch.path("one"), scratch.path("other"));
    copy(&left, &one);
    copy(&right, &one);
    copy(&right, &other);
    copy(&left, &other);
    assert_eq!(marks(&one), marks(&other));
    let merged = marks(&one);
    assert_eq!(merged.get(doc(1)).unwrap().notes, [Clean::text("left"), Clean::text("right")]);
    assert!(!merged.get(doc(2)).is_some_and(|marks| marks.bookmarked) && merged.get(doc(600)).unwrap().bookmarked);
    assert_eq!(Journal::dump(&one).unwrap(), Journal::dump(&other).unwrap());
}

fn right_and_left_diverge(left: &Path, right: &Path) {
    age_all(right);
    // The left one is compacted, the right one is not.
    journal_at(left, NOW).append(&[note(1, "left"), change(2, Change::Bookmark(false))]).unwrap();
    untidy_at(right, NOW + 5).append(&[note(1, "right"), bookmark(600)]).unwrap();
}

#[test]
fn a_crash_between_writing_and_removing_leaves_only_duplicates() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    many_old_segments(&dir);
    let saved: Vec<_> = segments(&dir).iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    journal_at(&dir, NOW).append(&[bookmark(1)]).unwrap();
    let before = marks(&dir);
    for (path, bytes) in &saved {
        std::fs::write(path, bytes).unwrap();
    }
    assert_eq!(marks(&dir), before);
    let stray = scratch.write("state/.base-old.tmp", "half");
    set_age(&stray, NOW - 3 * DAY);
    journal_at(&dir, NOW).append(&[bookmark(1)]).unwrap();
    assert!(!stray.exists());
}

#[test]
fn a_link_or_a_pipe_among_the_segments_is_not_followed_and_does_not_hang() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    std::os::unix::fs::symlink("/dev/zero", dir.join("seg-a.jsonl")).unwrap();
    let fifo = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, dir.join("seg-b.jsonl"), fifo, rustix::fs::Mode::from(0o600), 0).unwrap();
    let (marks, damaged) = read(&dir);
    assert_eq!((marks.iter().count(), damaged), (1, 2));
    assert!(!Journal::check(&dir).unwrap().is_clean());
}

#[test]
fn a_hundred_thousand_marks_are_kept() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let mut one = journal(&dir);
    let changes: Vec<Stamped> = (0..100_000).map(|number| change(number, Change::Read(true))).collect();
    one.append(&changes).unwrap();
    let bytes: u64 = segments(&dir).iter().map(|path| std::fs::metadata(path).unwrap().len()).sum();
    assert!(bytes <= 14_000_000, "{bytes} bytes");
    assert_eq!(marks(&dir).iter().count(), 100_000);
}

#[test]
fn places_of_a_long_session_do_not_pile_up_in_memory() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let time = Arc::new(AtomicU64::new(NOW));
    let clock = {
        let time = time.clone();
        move || time.fetch_add(1, Ordering::Relaxed)
    };
    let mut one = Journal::with_clock(&dir, Box::new(clock));
    let place = |at: u32| {
        let quote = crate::document::Quote { exact: Clean::line(&at.to_string()), ..Default::default() };
        change(at % 3, Change::Position(quote))
    };
    one.append(&(0..u32::try_from(REMEMBERED).unwrap() + 10).map(place).collect::<Vec<_>>()).unwrap();
    assert!(one.lines.len() < 20);
    let before = marks(&dir);
    std::fs::remove_file(segments(&dir).remove(0)).unwrap();
    one.append(&[bookmark(50)]).unwrap();
    assert_eq!(marks(&dir).get(doc(1)).unwrap().position, before.get(doc(1)).unwrap().position);
}
