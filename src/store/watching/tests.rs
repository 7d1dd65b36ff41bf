//! Folders in which something happens.
#![expect(clippy::disallowed_methods, reason = "tests change files, and watch in a thread")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::super::scan::scan;
use super::super::scratch::Scratch;
use super::super::targets::Targets;
use super::signs::Patience;
use super::*;
use crate::library::{Batch, EntryRef, Library, Progress};

const QUICK: Patience = Patience {
    quiet: Duration::from_millis(30),
    bound: Duration::from_millis(300),
    flood: Duration::from_millis(30),
    deaf: Duration::from_millis(50),
    kept: Duration::from_mins(1),
};

/// How long a test waits for what has to come before it fails.
const LIMIT: Duration = Duration::from_secs(20);

/// A session with its folder, its list and its watch.
struct Desk {
    scratch: Scratch,
    targets: Targets,
    library: Library,
    batches: Receiver<Batch>,
    /// Batches so far, of the watch alone.
    taken: Vec<Batch>,
    relief: Option<Relief>,
    thread: Option<JoinHandle<()>>,
}

impl Desk {
    fn new(names: &[&str], patience: Patience, before: impl FnOnce(&Targets)) -> Self {
        let scratch = Scratch::new();
        scratch.write("in/.keep", "");
        for name in names {
            scratch.write(format!("in/{name}"), format!("A text called {name}.\n"));
        }
        let targets =
            Targets { paths: vec![scratch.path("in")], shelf: Some(scratch.path("cache")), ..Targets::default() };
        let (lookout, relief) = Lookout::patient(&targets, patience);
        before(&targets);
        let mut library = Library::default();
        scan(&targets, &|| false, &mut |batch| drop(library.merge(batch.unpacked().entries)));
        let (sender, batches) = mpsc::channel();
        let thread = thread::spawn(move || lookout.run(&mut |batch| drop(sender.send(batch))));
        Self { scratch, targets, library, batches, taken: Vec::new(), relief: Some(relief), thread: Some(thread) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path(format!("in/{name}"))
    }

    fn write(&self, name: &str, text: &str) {
        self.scratch.write(format!("in/{name}"), text);
    }

    fn rows(&self) -> BTreeMap<String, String> {
        let text = |entry: EntryRef<'_>| match entry.progress() {
            Progress::Found => "not read".to_owned(),
            Progress::Ready => entry.title().to_owned(),
            Progress::Failed => entry.failure().unwrap_or_default().to_owned(),
        };
        self.library.iter().map(|entry| (entry.name().to_owned(), text(entry))).collect()
    }

    /// Takes batches until the rows are as expected.
    #[track_caller]
    fn until(&mut self, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        while self.rows() != expected {
            let Ok(batch) = self.batches.recv_timeout(LIMIT) else {
                panic!("expected {expected:#?}\nfound {:#?}", self.rows());
            };
            self.library.merge(batch.entries.clone());
            self.library.remove(&batch.gone);
            self.taken.push(batch);
        }
    }

    /// How often a row came for a name.
    fn told(&self, name: &str) -> usize {
        self.taken.iter().flat_map(|batch| &batch.entries).filter(|entry| &*entry.name == name).count()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.relief.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

const A: (&str, &str) = ("a.txt", "A text called a.txt.");

#[test]
fn what_comes_changes_moves_and_goes_is_told() {
    let mut desk = Desk::new(&["a.txt", "sub/b.txt"], QUICK, |_| ());
    let b = ("sub/b.txt", "A text called sub/b.txt.");
    desk.write("new.txt", "Something new.\n");
    desk.until(&[A, b, ("new.txt", "Something new.")]);
    assert_eq!(desk.taken.last().unwrap().new, 1);
    assert!(desk.taken.iter().all(|batch| batch.done && batch.read == batch.found));
    desk.write("sub/b.txt", "Another text.\n");
    desk.until(&[A, ("sub/b.txt", "Another text."), ("new.txt", "Something new.")]);
    std::fs::rename(desk.path("new.txt"), desk.path("sub/old.txt")).unwrap();
    let moved = ("new.txt", "it is now \"sub/old.txt\"");
    desk.until(&[A, ("sub/b.txt", "Another text."), moved, ("sub/old.txt", "Something new.")]);
    std::fs::remove_file(desk.path("sub/b.txt")).unwrap();
    desk.until(&[A, ("sub/b.txt", "it is no longer there"), moved, ("sub/old.txt", "Something new.")]);
    assert_eq!(desk.taken.last().unwrap().new, 1, "what was moved or changed is not new");
}

#[test]
fn a_folder_that_comes_is_watched_and_one_that_goes_takes_its_files_along() {
    let mut desk = Desk::new(&["a.txt"], QUICK, |_| ());
    desk.write("deep/er/one.txt", "One.\n");
    desk.until(&[A, ("deep/er/one.txt", "One.")]);
    desk.write("deep/er/two.txt", "Two.\n");
    desk.until(&[A, ("deep/er/one.txt", "One."), ("deep/er/two.txt", "Two.")]);
    std::fs::rename(desk.path("deep"), desk.path("other")).unwrap();
    let gone = |to: &str| format!("it is now \"other/er/{to}.txt\"");
    let (one, two) = (gone("one"), gone("two"));
    let left = [("deep/er/one.txt", one.as_str()), ("deep/er/two.txt", &two)];
    desk.until(&[A, left[0], left[1], ("other/er/one.txt", "One."), ("other/er/two.txt", "Two.")]);
    desk.write("other/er/one.txt", "One more.\n");
    desk.until(&[A, left[0], left[1], ("other/er/one.txt", "One more."), ("other/er/two.txt", "Two.")]);
    desk.write("deep/er/one.txt", "Back.\n");
    let back = ("deep/er/one.txt", "Back.");
    desk.until(&[A, back, left[1], ("other/er/one.txt", "One more."), ("other/er/two.txt", "Two.")]);
    desk.write("deep/er/one.txt", "Watched again.\n");
    let back = ("deep/er/one.txt", "Watched again.");
    desk.until(&[A, back, left[1], ("other/er/one.txt", "One more."), ("other/er/two.txt", "Two.")]);
}

#[test]
fn a_file_that_an_editor_saves_is_one_change() {
    // Long enough for a busy machine to come from one step to the next.
    let patience = Patience { quiet: Duration::from_millis(400), bound: LIMIT, ..QUICK };
    let mut desk = Desk::new(&["a.txt"], patience, |_| ());
    desk.write(".a.txt.swp", "What an editor keeps.");
    desk.write("a.txt~", "Edited.\n");
    std::fs::rename(desk.path("a.txt~"), desk.path("a.txt")).unwrap();
    desk.until(&[("a.txt", "Edited.")]);
    assert_eq!((desk.told("a.txt"), desk.taken.last().unwrap().new), (1, 0));
}

#[test]
fn what_is_passed_over_is_no_change_until_it_is_not_passed_over() {
    let mut desk = Desk::new(&["a.txt"], QUICK, |_| ());
    desk.write(".briefingignore", "*.log\n");
    desk.write("b.log", "A log.\n");
    desk.write(".git/config", "Hidden.");
    std::os::unix::fs::symlink(desk.scratch.path("in"), desk.path("link")).unwrap();
    desk.write("c.txt", "Text.\n");
    desk.until(&[A, ("c.txt", "Text.")]);
    desk.write(".briefingignore", "*.tmp\n");
    desk.until(&[A, ("b.log", "A log."), ("c.txt", "Text.")]);
}

#[test]
fn thousands_of_files_at_once_are_a_few_batches() {
    let mut desk = Desk::new(&["a.txt"], QUICK, |_| ());
    for number in 0..3000 {
        desk.write(&format!("many/{number:04}.txt"), "");
    }
    while desk.library.len() < 3001 || desk.library.iter().any(|entry| entry.progress() == Progress::Found) {
        let batch = desk.batches.recv_timeout(LIMIT).unwrap();
        assert!(batch.entries.len() <= 1000);
        desk.library.merge(batch.entries.clone());
        desk.taken.push(batch);
    }
    assert!(desk.taken.len() < 600, "{} batches", desk.taken.len());
}

#[test]
fn where_nothing_is_heard_everything_is_looked_through_now_and_then() {
    let deaf = |targets: &Targets| {
        let mut memory = targets.memory.take();
        memory.eyes.as_mut().unwrap().lose_hearing();
    };
    let mut desk = Desk::new(&["a.txt"], QUICK, deaf);
    desk.write("new.txt", "Something new.\n");
    desk.until(&[A, ("new.txt", "Something new.")]);
    std::fs::remove_file(desk.path("new.txt")).unwrap();
    desk.until(&[A, ("new.txt", "it is no longer there")]);
}

#[test]
fn what_was_learned_is_written_after_a_while() {
    let patience = Patience { kept: Duration::from_millis(50), ..QUICK };
    let mut desk = Desk::new(&["a.txt"], patience, |_| ());
    desk.write("new.txt", "Something new.\n");
    desk.until(&[A, ("new.txt", "Something new.")]);
    let known = || desk.targets.records().count();
    // When the first writing was slow, the next keeps its distance.
    let end = std::time::Instant::now() + LIMIT * 9;
    while known() < 2 && std::time::Instant::now() < end {
        thread::yield_now();
    }
    assert_eq!(known(), 2);
}

#[test]
fn a_single_file_is_watched_though_another_takes_its_place() {
    let mut desk = Desk::new(&[], QUICK, |_| ());
    desk.scratch.write("one.txt", "One.\n");
    let targets = Targets { paths: vec![desk.scratch.path("one.txt")], ..Targets::default() };
    let (lookout, relief) = Lookout::patient(&targets, QUICK);
    scan(&targets, &|| false, &mut |_| ());
    let (sender, batches) = mpsc::channel();
    let thread = thread::spawn(move || lookout.run(&mut |batch| drop(sender.send(batch))));
    desk.scratch.write("other.txt", "Not asked for.");
    desk.scratch.write("new", "Two.\n");
    std::fs::rename(desk.scratch.path("new"), desk.scratch.path("one.txt")).unwrap();
    let batch = batches.recv_timeout(LIMIT).unwrap();
    assert_eq!(batch.entries.len(), 1);
    assert_eq!(&*batch.entries[0].head().unwrap().title, "Two.");
    drop(relief);
    thread.join().unwrap();
    desk.taken.clear();
}
