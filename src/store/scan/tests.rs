//! Scans of folders that are new, known, changed, and kept by others.
#![expect(clippy::disallowed_methods, reason = "tests change, move and take away files")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::catalogue::{self, Lock, Record};
use super::super::scratch::Scratch;
use super::*;

/// Files in `in/`, what is known of them in `cache/`, and a program that is started again and again.
struct Desk {
    scratch: Scratch,
    /// Whether the clock is so late that no change was just now.
    clock: Clock,
}

/// Long after every change of a file that a test makes.
fn later() -> i128 {
    clock() + 3_600_000_000_000
}

/// Long before.
fn earlier() -> i128 {
    clock() - 3_600_000_000_000
}

impl Desk {
    fn new(names: &[&str]) -> Self {
        let scratch = Scratch::new();
        scratch.write("in/.keep", "");
        let desk = Self { scratch, clock: later };
        for name in names {
            desk.write(name, &format!("A text called {name}.\n"));
        }
        desk
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        self.scratch.write(format!("in/{name}"), text)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path(format!("in/{name}"))
    }

    /// What a session opens.
    fn session(&self) -> Targets {
        Targets { paths: vec![self.scratch.path("in")], shelf: Some(self.scratch.path("cache")), ..Targets::default() }
    }

    fn scan(&self, targets: &Targets) -> Vec<Batch> {
        let mut batches = Vec::new();
        let mut sink = |batch: Batch| batches.push(batch.unpacked());
        Scan::new(targets, self.clock, &|| false, &mut sink).whole();
        assert_eq!(batches.iter().filter(|batch| batch.done && batch.notice.is_none()).count(), 1);
        assert!(batches.iter().all(|batch| batch.entries.len() <= 1000));
        batches
    }

    /// A session that opens the folder, looks at it, and ends.
    fn visit(&self) -> Vec<Batch> {
        self.scan(&self.session())
    }

    /// Gives all documents of the catalogue another title, which no reading of the files would give them.
    fn forge_titles(&self) {
        let targets = self.session();
        let volume = Volume::open(&self.scratch.path("cache"), &targets.paths).unwrap();
        let mut records: Vec<Record> = volume.into_records().collect();
        for record in &mut records {
            if let Status::Ready(head) = &mut record.status {
                Arc::make_mut(head).title = Clean::line("forged");
            }
        }
        let lock = Lock::take(&self.scratch.path("cache"), catalogue::NAME).unwrap().unwrap();
        let cover = catalogue::Cover { paths: &targets.paths, sort: targets.sort, is_whole: true };
        catalogue::write(&self.scratch.path("cache"), cover, records.into_iter(), &lock).unwrap();
    }
}

/// The rows that are left when all batches were taken in, by name.
fn rows(batches: &[Batch]) -> BTreeMap<String, Entry> {
    let mut library = crate::library::Library::default();
    for batch in batches {
        library.merge(batch.entries.clone());
        library.remove(&batch.gone);
    }
    library.iter().map(|entry| (entry.name().to_owned(), entry.to_entry())).collect()
}

/// Name and title, or why there is none.
fn told(batches: &[Batch]) -> Vec<(String, String)> {
    let rows = rows(batches).into_iter();
    rows.map(|(name, entry)| {
        let text = match &entry.status {
            Status::Found => "not read".to_owned(),
            Status::Ready(head) => head.title.to_string(),
            Status::Failed(why) => why.to_string(),
        };
        (name, text)
    })
    .collect()
}

/// The names in the batches after the catalogue was handed in, each as often as it comes.
fn differences(batches: &[Batch]) -> Vec<String> {
    let mut left = batches.first().map_or(0, |batch| batch.read);
    let known = batches.iter().take_while(|batch| {
        let is_known = left > 0 && !batch.entries.is_empty();
        left = left.saturating_sub(count(batch.entries.len()));
        is_known
    });
    let known = known.count();
    batches[known..].iter().flat_map(|batch| &batch.entries).map(|entry| entry.name.to_string()).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn every_row_comes_first_as_found_and_then_as_read() {
    let desk = Desk::new(&[]);
    for number in 0..100 {
        desk.write(&format!("{number:03}.txt"), &format!("A text with the number {number}.\n"));
    }
    let batches = desk.visit();
    assert_eq!(batches[0].entries.len(), 100);
    assert_eq!((batches[0].read, batches[0].found, batches[0].done), (0, 100, false));
    assert!(batches[0].entries.iter().all(|entry| entry.status == Status::Found));
    let read: Vec<_> = batches[1..].iter().flat_map(|batch| &batch.entries).collect();
    assert_eq!(read.len(), 100);
    assert!(read.iter().all(|entry| entry.status != Status::Found));
    let last = batches.last().unwrap();
    assert_eq!((last.read, last.done, last.skipped.hidden, last.new), (100, true, 1, 0));
}

#[test]
fn what_is_known_comes_from_the_catalogue_and_is_not_opened_again() {
    let desk = Desk::new(&["a.txt", "b.txt", "sub/c.txt"]);
    desk.write("empty.txt", "");
    let first = desk.visit();
    desk.forge_titles();
    let again = desk.visit();
    assert_eq!(again[0].entries.len(), 4);
    assert_eq!((again[0].read, again[0].found), (4, 4));
    assert_eq!(differences(&again), [""; 0]);
    let forged = [("a.txt", "forged"), ("b.txt", "forged"), ("empty.txt", "it is empty"), ("sub/c.txt", "forged")];
    assert_eq!(told(&again), pairs(&forged));
    assert!(rows(&first).keys().eq(rows(&again).keys()));
    assert_eq!(again.last().unwrap().found, 4);
}

#[test]
fn the_first_rows_come_with_one_small_read_and_are_not_sent_again() {
    let desk = Desk::new(&[]);
    for number in 0..300 {
        desk.write(
            &format!("{number:03}.txt"),
            &format!("Text {number}\n\nNovember {}, 2024\n\nBody.\n", number % 28 + 1),
        );
    }
    let all = rows(&desk.visit());
    let targets = desk.session();
    let begun = begin(&targets, 24, None).unwrap();
    assert_eq!((begun.entries.len(), begun.read, begun.found, begun.done), (24, 300, 300, false));
    let newest = begun.entries[0].head().unwrap().date.unwrap().value;
    assert!(all.values().all(|entry| entry.head().unwrap().date.unwrap().value <= newest));
    let rest = desk.scan(&targets);
    assert_eq!(rest.iter().map(|batch| batch.entries.len()).sum::<usize>(), 276);
    let batches: Vec<Batch> = std::iter::once(begun).chain(rest).collect();
    assert_eq!(rows(&batches), all);
    let id = |batch: &Batch, row: usize| batch.entries[row].head().unwrap().id;
    let whole = begin(&desk.session(), usize::MAX, None).unwrap();
    let upto = |last| begin(&desk.session(), 24, Some(last)).unwrap();
    let near = upto(id(&whole, 50));
    assert_eq!((whole.entries.len(), near.entries.len()), (120, 74), "what was read last, and a screen below it");
    assert_eq!(id(&near, 50), id(&whole, 50));
    assert_eq!(upto(DocId([7; 16])).entries.len(), 120, "it is far");
    let by_title = Targets { sort: crate::settings::Sort::Title, ..desk.session() };
    assert_eq!(begin(&by_title, 24, None), None, "its beginning is not that of this list");
    assert_eq!(rows(&desk.scan(&by_title)), all);
}

#[test]
fn a_changed_file_is_one_reading_and_one_row() {
    let desk = Desk::new(&["a.txt", "b.txt", "c.txt"]);
    desk.visit();
    desk.forge_titles();
    desk.write("b.txt", "Another text.\n");
    let again = desk.visit();
    assert_eq!(differences(&again), ["b.txt"]);
    assert_eq!(told(&again)[1], ("b.txt".to_owned(), "Another text.".to_owned()));
    assert_eq!(again.last().unwrap().new, 0, "it was there before");
    assert_eq!(differences(&desk.visit()), [""; 0], "and is known from now on");
}

#[test]
fn a_change_that_keeps_size_and_time_is_seen() {
    let desk = Desk::new(&["a.txt"]);
    desk.visit();
    let time = std::fs::metadata(desk.path("a.txt")).unwrap().modified().unwrap();
    let other = desk.write("a.txt", "A tale called a.txt.\n");
    std::fs::OpenOptions::new().write(true).open(other).unwrap().set_modified(time).unwrap();
    assert_eq!(told(&desk.visit()), pairs(&[("a.txt", "A tale called a.txt.")]));
}

#[test]
fn a_file_changed_just_before_it_was_read_is_read_again_and_told_only_when_it_differs() {
    for clock in [clock as Clock, earlier] {
        let mut desk = Desk::new(&["a.txt"]);
        desk.clock = clock;
        desk.visit();
        let records = |desk: &Desk| -> Vec<Record> { desk.session().records().collect() };
        assert_eq!(records(&desk)[0].stamp, catalogue::Stamp::UNSURE);
        desk.clock = later;
        assert_eq!(differences(&desk.visit()), [""; 0]);
        assert_ne!(records(&desk)[0].stamp, catalogue::Stamp::UNSURE, "now it is sure");
    }
}

#[test]
fn what_came_between_sessions_is_new_and_what_went_is_not_there() {
    let desk = Desk::new(&["a.txt", "b.txt", "c.txt"]);
    let first = desk.visit();
    assert!(rows(&first).values().all(|entry| entry.added == entry.modified), "nothing is known about before");
    std::fs::remove_file(desk.path("a.txt")).unwrap();
    desk.write("new.txt", "Something new.\n");
    desk.write(".briefingignore", "c.txt\n");
    let again = desk.visit();
    assert_eq!(told(&again), pairs(&[("b.txt", "A text called b.txt."), ("new.txt", "Something new.")]));
    assert_eq!(again.last().unwrap().new, 1);
    let added = rows(&again)["new.txt"].added.unwrap();
    assert!(added > rows(&again)["b.txt"].added.unwrap() + 3000, "when it was first seen, not when it was written");
    let third = desk.visit();
    assert_eq!((differences(&third).len(), third.last().unwrap().new), (0, 0));
    assert_eq!(rows(&third)["new.txt"].added, Some(added), "that stays");
}

#[test]
fn a_file_that_was_moved_between_sessions_is_not_new_and_not_analysed_again() {
    let desk = Desk::new(&["a.txt", "b.txt"]);
    desk.visit();
    desk.forge_titles();
    std::fs::create_dir(desk.path("sub")).unwrap();
    std::fs::rename(desk.path("a.txt"), desk.path("sub/a.txt")).unwrap();
    std::fs::rename(desk.path("b.txt"), desk.path("c.txt")).unwrap();
    let again = desk.visit();
    // Under another name it may have another title.
    assert_eq!(told(&again), pairs(&[("c.txt", "A text called b.txt."), ("sub/a.txt", "forged")]));
    assert_eq!(again.last().unwrap().new, 0);
}

#[test]
fn a_file_that_went_away_is_told_of_until_it_is_back() {
    let desk = Desk::new(&["a.txt", "b.txt", "c.txt"]);
    let targets = desk.session();
    let mut batches = desk.scan(&targets);
    std::fs::remove_file(desk.path("a.txt")).unwrap();
    std::fs::rename(desk.path("c.txt"), desk.path("d.txt")).unwrap();
    desk.write(".briefingignore", "b.txt");
    batches.extend(desk.scan(&targets));
    let gone = [
        ("a.txt", "it is no longer there"),
        ("b.txt", "A text called b.txt."),
        ("c.txt", "it is now \"d.txt\""),
        ("d.txt", "A text called c.txt."),
    ];
    assert_eq!(told(&batches), pairs(&gone), "what is passed over is not gone");
    assert_eq!(differences(&desk.scan(&targets)), [""; 0], "it is told once");
    let next = told(&desk.visit());
    assert_eq!(next, pairs(&gone[3..]), "the next session knows nothing of it");
    desk.write("a.txt", "A text called a.txt.\n");
    batches.extend(desk.scan(&targets));
    assert_eq!(told(&batches)[0].1, "A text called a.txt.");
}

#[test]
fn what_the_catalogue_has_is_left_to_it_until_the_next_look() {
    let mut desk = Desk::new(&["a.txt", "b.txt", "c.txt"]);
    desk.clock = later;
    desk.visit();
    let targets = desk.session();
    desk.scan(&targets);
    assert_eq!(targets.memory.take().known.len(), 0);
    assert_eq!(differences(&desk.scan(&targets)), [""; 0]);
    assert_eq!(targets.memory.take().known.len(), 3, "who looks again will look again");
    let targets = desk.session();
    desk.scan(&targets);
    desk.write("b.txt", "Another text.\n");
    std::fs::remove_file(desk.path("c.txt")).unwrap();
    let mut batches = Vec::new();
    let mut sink = |batch: Batch| batches.push(batch.unpacked());
    Scan::new(&targets, later, &|| false, &mut sink).parts(&[desk.path("b.txt"), desk.path("c.txt")]);
    let told = told(&batches);
    assert_eq!(told, pairs(&[("b.txt", "Another text."), ("c.txt", "it is no longer there")]));
    // What no catalogue has stays here.
    let nowhere = Targets { shelf: None, ..desk.session() };
    desk.scan(&nowhere);
    assert_eq!(nowhere.memory.take().known.len(), 2);
}

#[test]
fn a_long_walk_hands_in_rows_before_it_ends() {
    let desk = Desk::new(&[]);
    for number in 0..2100 {
        desk.write(&format!("{number:04}.txt"), "");
    }
    let mut batches = Vec::new();
    let targets = desk.session();
    let is_enough = Cell::new(false);
    let mut sink = |batch: Batch| {
        is_enough.set(batch.found == 2100);
        batches.push(batch);
    };
    Scan::new(&targets, later, &|| is_enough.get(), &mut sink).whole();
    assert!(batches.len() >= 3 && batches.iter().all(|batch| batch.entries.len() <= 1000));
    let found = found(&targets);
    assert_eq!(found.len(), 2100);
    assert!(found.iter().all(|entry| entry.status == Status::Found));
    let read = read(&targets);
    assert!(read.iter().zip(&found).all(|(read, found)| read.origin == found.origin && *read != *found));
}

#[test]
fn a_scan_that_is_taken_over_loses_no_row() {
    let desk = Desk::new(&[]);
    for number in 0..300 {
        desk.write(&format!("{number}.txt"), "text");
    }
    let targets = desk.session();
    let mut batches = Vec::new();
    let asked = Cell::new(0);
    let stale = || {
        asked.set(asked.get() + 1);
        asked.get() > 5
    };
    Scan::new(&targets, later, &stale, &mut |batch| batches.push(batch)).whole();
    assert!(batches.iter().all(|batch| !batch.done) && batches.last().unwrap().read < 300);
    batches.extend(desk.scan(&targets));
    assert_eq!(rows(&batches).values().filter(|entry| entry.head().is_some()).count(), 300);
    assert_eq!(batches.last().unwrap().new, 0);
}

#[test]
fn a_first_scan_that_was_killed_goes_on_where_it_was_and_calls_nothing_new() {
    let desk = Desk::new(&["a.txt", "b.txt"]);
    desk.visit();
    desk.forge_titles();
    // As if it had been written in the middle.
    let targets = desk.session();
    let volume = Volume::open(&desk.scratch.path("cache"), &targets.paths).unwrap();
    let half: Vec<Record> = volume.into_records().take(1).collect();
    let lock = Lock::take(&desk.scratch.path("cache"), catalogue::NAME).unwrap().unwrap();
    let cover = catalogue::Cover { paths: &targets.paths, sort: targets.sort, is_whole: false };
    catalogue::write(&desk.scratch.path("cache"), cover, half.into_iter(), &lock).unwrap();
    drop(lock);
    let again = desk.visit();
    assert_eq!(told(&again), pairs(&[("a.txt", "forged"), ("b.txt", "A text called b.txt.")]));
    assert_eq!(again.last().unwrap().new, 0);
}

#[test]
fn the_newest_file_comes_first() {
    let desk = Desk::new(&[]);
    for (name, age) in [("a", 30), ("b", 10), ("c", 20)] {
        let path = desk.write(name, "text");
        let time = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000 - age);
        std::fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(time).unwrap();
    }
    let batches = desk.visit();
    let names: Vec<_> = batches[0].entries.iter().map(|entry| entry.name.to_string()).collect();
    assert_eq!(names, ["b", "c", "a"]);
}

#[test]
fn an_empty_folder_is_done_at_once() {
    let desk = Desk::new(&[]);
    let done =
        Batch { done: true, skipped: crate::library::Skipped { hidden: 1, ..Default::default() }, ..Batch::default() };
    assert_eq!(desk.visit(), [done]);
    assert_eq!(desk.scratch.names(), ["in"], "and leaves nothing");
}

#[test]
fn names_that_look_the_same_are_told_apart_for_as_long_as_they_do() {
    let desk = Desk::new(&["two lines.txt", "other.txt"]);
    let plain = told(&desk.visit());
    desk.write("two\nlines.txt", "Hostile.");
    let names = |batches: &[Batch]| rows(batches).into_keys().collect::<Vec<_>>();
    let both = names(&desk.visit());
    assert_eq!(both.iter().filter(|name| name.starts_with("two lines.txt #")).count(), 2, "{both:?}");
    assert_eq!(names(&desk.visit()), both);
    std::fs::remove_file(desk.path("two\nlines.txt")).unwrap();
    assert_eq!(told(&desk.visit()), plain);
}

#[test]
fn a_cache_that_cannot_be_written_is_told_once_and_changes_nothing() {
    let desk = Desk::new(&["a.txt"]);
    desk.scratch.write("cache", "a file where the folder should be");
    let targets = desk.session();
    let first = desk.scan(&targets);
    let notices = |batches: &[Batch]| batches.iter().filter(|batch| batch.notice.is_some()).count();
    assert_eq!((told(&first).len(), notices(&first)), (1, 1));
    let notice = first.last().unwrap().notice.as_deref().unwrap();
    assert!(notice.starts_with("the list cannot be kept for the next start: "), "{notice}");
    desk.write("b.txt", "More.");
    assert_eq!(notices(&desk.scan(&targets)), 0);
}

#[test]
fn of_two_sessions_one_keeps_the_catalogue_and_the_other_sees_the_same() {
    let desk = Desk::new(&["a.txt"]);
    let (one, other) = (desk.session(), desk.session());
    desk.scan(&one);
    desk.scan(&other);
    desk.write("b.txt", "More.\n");
    let seen = told(&desk.scan(&other));
    assert!(seen.contains(&("b.txt".to_owned(), "More.".to_owned())));
    assert_eq!(desk.session().records().count(), 1, "the first has not looked yet");
    desk.scan(&one);
    assert_eq!(desk.session().records().count(), 2);
    drop(one);
    desk.write("c.txt", "Still more.\n");
    desk.scan(&other);
    assert_eq!(desk.session().records().count(), 3, "who is left keeps it");
}

#[test]
fn a_damaged_catalogue_is_made_anew() {
    let desk = Desk::new(&["a.txt", "b.txt"]);
    let first = rows(&desk.visit());
    let path = desk.scratch.path("cache/catalogue");
    let bytes = std::fs::read(&path).unwrap();
    for at in [0, 30, 100, 180, 200, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        std::fs::write(&path, damaged).unwrap();
        let again = desk.visit();
        assert_eq!(rows(&again), first, "byte {at}");
        assert_eq!(again.last().unwrap().new, 0);
        assert_eq!(desk.session().records().count(), 2);
    }
    for length in [0, 1, 192, bytes.len() / 2] {
        std::fs::write(&path, &bytes[..length]).unwrap();
        assert_eq!(rows(&desk.visit()), first);
    }
}

#[test]
fn copies_are_listed_at_every_path_with_one_identity() {
    let desk = Desk::new(&[]);
    desk.write("a.txt", "The same.");
    desk.write("sub/b.txt", "The same.");
    let rows = rows(&desk.visit());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows["a.txt"].doc(), rows["sub/b.txt"].doc());
}

#[test]
fn what_the_system_refuses_is_tried_again_and_what_the_content_refuses_is_not() {
    let desk = Desk::new(&[]);
    desk.write("empty.txt", "");
    std::os::unix::fs::symlink("nowhere", desk.path("link.txt")).unwrap();
    let first = desk.visit();
    assert_eq!(told(&first)[1].1, "it is a link to a file that does not exist");
    desk.write("nowhere", "Now it is.");
    assert_eq!(told(&desk.visit())[1].1, "Now it is.");
}

#[test]
fn a_disk_that_is_not_mounted_does_not_cost_what_is_known_of_it() {
    let desk = Desk::new(&["a.txt", "b.txt"]);
    desk.visit();
    desk.forge_titles();
    std::fs::rename(desk.scratch.path("in"), desk.scratch.path("mounted")).unwrap();
    std::fs::create_dir(desk.scratch.path("in")).unwrap();
    assert_eq!(told(&desk.visit()), []);
    std::fs::remove_dir(desk.scratch.path("in")).unwrap();
    std::fs::rename(desk.scratch.path("mounted"), desk.scratch.path("in")).unwrap();
    assert_eq!(told(&desk.visit()), pairs(&[("a.txt", "forged"), ("b.txt", "forged")]));
}

/// What was read is left to the catalogue when that is written, and taken from there when it is asked for.
#[test]
fn a_session_that_learns_and_writes_many_times_ends_with_what_one_look_would_find() {
    let desk = Desk::new(&[]);
    for number in 0..150 {
        desk.write(
            &format!("{number:03}.txt"),
            &format!("Text {number}\n\nNovember {}, 2024\n\nBody.\n", number % 28 + 1),
        );
    }
    let targets = desk.session();
    let mut batches = desk.scan(&targets);
    for round in 0..4 {
        desk.write(&format!("{round}-new.txt"), &format!("New {round}.\n"));
        desk.write(&format!("{:03}.txt", round * 7), &format!("Changed {round}.\n"));
        std::fs::rename(desk.path(&format!("{:03}.txt", 100 + round)), desk.path(&format!("moved-{round}.txt")))
            .unwrap();
        std::fs::remove_file(desk.path(&format!("{:03}.txt", 120 + round))).unwrap();
        batches.extend(desk.scan(&targets));
    }
    let is_there = |(_, text): &(String, String)| !text.starts_with("it is ");
    let live: Vec<_> = told(&batches).into_iter().filter(is_there).collect();
    let next = desk.visit();
    assert_eq!(told(&next), live);
    assert_eq!(differences(&next), [""; 0]);
    let by_title = Targets { sort: crate::settings::Sort::Title, ..desk.session() };
    drop(targets);
    desk.write("last.txt", "Last.\n");
    desk.scan(&by_title);
    assert!(
        begin(&Targets { sort: crate::settings::Sort::Title, ..desk.session() }, 24, None).is_some(),
        "it is in the new order"
    );
    assert_eq!(told(&desk.visit()).len(), live.len() + 1);
}
