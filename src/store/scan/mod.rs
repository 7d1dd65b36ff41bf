//! Keeps the list up to what is on disk: first what the catalogue knows, then only what differs from it.
//!
//! ```text
//!  catalogue ──► rows of the last session      (begin, then the rest in chunks)
//!  walk      ──► against what is known: new, changed, gone; unchanged files are not opened
//!  reading   ──► new and changed files, newest first
//!  keep      ──► the catalogue, when something was learned
//! ```
//!
//! Every batch holds differences only, so none may be dropped on its way to the list.
#![expect(
    clippy::disallowed_methods,
    reason = "whether a file was changed just now, and how long rows waited, tells the clock"
)]

mod looked;
mod reading;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::document::{Clean, DocId};
use crate::library::{Batch, Entry, Origin, Rows, Status};

use super::catalogue::{Step, Volume};
use super::head::Taker;
use super::keep::{Library, READING};
use super::known::{Known, Missing};
use super::memory::{Memories, Memory};
use super::roots::Roots;
use super::targets::Targets;
use super::walk::{Company, Sighting, walk, walk_at};
use looked::{Heads, Looked, Told, heads};
use reading::{Done, Job};

/// Rows in a batch, at most.
const MOST_ROWS: usize = 1000;

/// How long rows that were read wait for company: about two frames for the first [`EARLY`], then longer, because nobody
/// sees so many come one by one.
const QUICK: Duration = Duration::from_millis(30);
const CALM: Duration = Duration::from_millis(250);
const EARLY: u32 = 2000;

/// Nanoseconds since 1970 on the system's clock, which may be set at any time.
type Clock = fn() -> i128;

pub(super) fn clock() -> i128 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i128::try_from(since.as_nanos()).unwrap_or(i128::MAX)
}

/// The rows of the first screen, with one small read, when the catalogue has them in the order of the list: so many, and
/// those before the document that was read last when it is not far. The row of a text that was named alone, so that it is
/// being read while all else is started. The rest comes with [`scan`].
pub(crate) fn begin(targets: &Targets, rows: usize, last: Option<DocId>) -> Option<Batch> {
    if targets.is_single() {
        let entries = found(targets);
        return Some(Batch { found: count(entries.len()), entries, ..Batch::default() });
    }
    let mut memory = targets.memory.take();
    open(&mut memory, targets);
    let volume = memory.volume.as_ref().filter(|volume| volume.is_in_order(targets.sort) && volume.count() > 0)?;
    let (first, count) = (volume.first(rows, last), volume.count());
    let roots = Roots::new(&targets.paths);
    memory.begun = first.len();
    let mut shown = Known::default();
    let entries = first.into_iter().filter_map(|record| shown.load(record, &roots)).collect();
    Some(Batch { entries, read: count, found: count, ..Batch::default() })
}

/// Hands in what is known of the targets from earlier sessions, then looks through them and hands in what differs: new
/// rows as found, then the same rows as read, newest first; changed ones when they are read again. A file that goes away
/// while the session lasts is told of; one that went away before is taken out.
pub(crate) fn scan(targets: &Targets, stale: &dyn Fn() -> bool, sink: &mut dyn FnMut(Batch)) {
    Scan::new(targets, clock, stale, sink).whole();
}

/// Everything the walk finds, newest first, none of it read.
pub(crate) fn found(targets: &Targets) -> Vec<Entry> {
    let targets = Targets { memory: Memory::default(), shelf: None, ..targets.clone() };
    let mut sink = |_| ();
    let mut scan = Scan::new(&targets, clock, &|| false, &mut sink);
    let mut memory = targets.memory.take();
    scan.look(&mut memory, None);
    drop(scan);
    in_order(&targets, &memory, &HashMap::new())
}

/// Everything the walk finds, newest first, all of it read or known to be as it was read. Unlike the batches of [`scan`],
/// whose order depends on how quick the disk is, this is the same in every run.
pub(crate) fn read(targets: &Targets) -> Vec<Entry> {
    read_and_tell(targets, None, &mut |_, _| ())
}

/// As [`read`], for `taker` too; `tell` is told of how many files how many were read.
pub(super) fn read_and_tell(
    targets: &Targets,
    taker: Option<&dyn Taker>,
    tell: &mut dyn FnMut(u32, u32),
) -> Vec<Entry> {
    targets.memory.take().known.is_whole_here = true;
    let mut fixed = HashMap::new();
    let mut sink = |batch: Batch| {
        tell(batch.read, batch.found);
        let others = batch.entries.into_iter().filter(|entry| !matches!(entry.origin, Origin::File(_)));
        fixed.extend(others.map(|entry| (entry.origin.clone(), entry)));
    };
    Scan { taker, ..Scan::new(targets, clock, &|| false, &mut sink) }.whole();
    in_order(targets, &targets.memory.take(), &fixed)
}

/// All rows, newest first: what is no file first, and what is equally old in order of its path.
fn in_order(targets: &Targets, memory: &Memories, fixed: &HashMap<Origin, Entry>) -> Vec<Entry> {
    let fixed = targets.fixed.iter().map(|entry| fixed.get(&entry.origin).unwrap_or(entry).clone());
    let mut entries: Vec<Entry> = fixed.chain(memory.known.entries(&Roots::new(&targets.paths))).collect();
    entries.sort_by_key(|entry| Reverse(entry.modified.unwrap_or(i64::MAX)));
    entries
}

/// Writes what the session has learned and not written yet, when nothing else is being done: for the end of a session.
pub(crate) fn keep(targets: &Targets) {
    if let Some(mut memory) = targets.memory.take_if_free() {
        Scan::new(targets, clock, &|| false, &mut |_| ()).keep(&mut memory);
    }
}

fn open(memory: &mut Memories, targets: &Targets) {
    if !std::mem::replace(&mut memory.is_opened, true) {
        memory.volume = targets.shelf.as_deref().and_then(|shelf| Volume::open(shelf, &targets.paths));
        memory.is_whole = memory.volume.as_ref().is_some_and(Volume::is_whole);
    }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// One look at the targets, whole or in parts.
pub(super) struct Scan<'a> {
    targets: &'a Targets,
    roots: Roots,
    clock: Clock,
    stale: &'a dyn Fn() -> bool,
    sink: &'a mut dyn FnMut(Batch),
    /// Who has a use for what is read; else [`Targets::fresh`] may have one.
    taker: Option<&'a dyn Taker>,
    /// Numbers that go with every batch.
    numbers: Batch,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        targets: &'a Targets,
        clock: Clock,
        stale: &'a dyn Fn() -> bool,
        sink: &'a mut dyn FnMut(Batch),
    ) -> Self {
        let roots = Roots::new(&targets.paths);
        Self { targets, roots, clock, stale, sink, taker: None, numbers: Batch::default() }
    }

    /// Looks at everything.
    pub(super) fn whole(&mut self) {
        let mut memory = self.targets.memory.take();
        let is_first = !memory.is_fixed_read;
        self.load(&mut memory);
        memory.known.wake(&self.roots);
        self.settle(&mut memory, None);
        // Where one look is followed by others, that is not to be taken up each time.
        if is_first && !(self.stale)() {
            memory.known.rest();
        }
    }

    /// Looks at these paths and what is below them. What is looked at is to be known already.
    pub(super) fn parts(&mut self, paths: &[PathBuf]) {
        let mut memory = self.targets.memory.take();
        memory.known.wake(&self.roots);
        self.settle(&mut memory, Some(paths));
    }

    fn send(&mut self, entries: Vec<Entry>) {
        (self.sink)(Batch { entries, ..self.numbers.clone() });
    }

    /// Hands in what the catalogue knows, once a session.
    fn load(&mut self, memory: &mut Memories) {
        open(memory, self.targets);
        let Some(volume) = memory.volume.take() else { return };
        let total = volume.count();
        (self.numbers.read, self.numbers.found) = (total, total);
        memory.known.expect(total);
        let mut shown_before = memory.begun;
        let (mut rows, mut entries) = (Rows::default(), Vec::new());
        // Where it can be left there, what few rows are ever asked for is not copied.
        let lying = volume.lying();
        volume.each(&mut |step| {
            let (texts, at) = match step {
                Step::End(texts, at) => (texts, u32::try_from(at).ok()),
                Step::Line(place, line) => {
                    let is_shown = shown_before == 0;
                    shown_before = shown_before.saturating_sub(1);
                    memory.known.load_line((place, line), &self.roots, is_shown, (&mut rows, &mut entries));
                    return;
                }
            };
            // Only the first chunk has rows that are on the screen already.
            shown_before = 0;
            let next = Rows::after(&rows);
            let (mut rows, entries) = (std::mem::replace(&mut rows, next), std::mem::take(&mut entries));
            rows.told(texts, lying.clone().zip(at));
            if !rows.is_empty() || !entries.is_empty() {
                (self.sink)(Batch { rows, entries, ..self.numbers.clone() });
            }
        });
        memory.known.loaded(volume);
        // What a damaged catalogue has lost is not new.
        memory.is_whole &= count(memory.known.len()) == total;
    }

    /// Looks, reads what has to be read, and keeps what was learned.
    fn settle(&mut self, memory: &mut Memories, parts: Option<&[PathBuf]>) {
        let looked = self.look(memory, parts);
        let Looked { mut jobs, mut told, lost, gone } = looked;
        if !memory.is_fixed_read {
            // What is no file never changes.
            told.extend(self.targets.fixed.iter().cloned());
            jobs.extend(self.targets.fixed.iter().cloned().map(Job::fixed));
        }
        // Stable: what is equally old stays in order of its path.
        jobs.sort_by_key(|job| Reverse(job.entry.modified.unwrap_or(i64::MAX)));
        // A folder in which nothing is left is more likely a disk that is not mounted: what is known of it is worth keeping.
        let is_emptied = !gone.is_empty() && memory.known.len() == 0;
        memory.keeper.is_behind |= !(is_emptied || told.is_empty() && gone.is_empty() && lost.is_empty());
        let all = memory.known.len() + self.targets.fixed.len();
        self.numbers.found = count(all);
        self.numbers.new = memory.new;
        // A few files that change are no work to be told of.
        self.numbers.done = parts.is_some();
        self.numbers.read = if self.numbers.done { count(all) } else { count(all.saturating_sub(jobs.len())) };
        self.tell(told);
        let heads = heads(lost.iter().chain(&gone));
        let moved = if (self.stale)() { HashMap::new() } else { self.read(memory, &jobs, &heads) };
        // After what was read: a file that was moved must not leave an empty list behind, and no row to press a key on.
        self.take_out(&gone);
        if (self.stale)() {
            return;
        }
        self.tell_lost(memory, &lost, &moved);
        if parts.is_some() {
            // All is told, and what was learned is written now and then.
            return;
        }
        memory.is_whole = true;
        memory.is_fixed_read = true;
        self.numbers.done = true;
        self.numbers.read = self.numbers.found;
        self.numbers.new = memory.new;
        self.send(Vec::new());
        self.keep(memory);
    }

    /// Writes the catalogue, and tells when that does not succeed.
    pub(super) fn keep(&mut self, memory: &mut Memories) {
        let Some(place) = self.targets.shelf.as_deref() else { return };
        let (paths, sort) = (&*self.targets.paths, self.targets.sort);
        let library = Library { shelf: place, paths, sort, is_whole: memory.is_whole };
        if let Some(notice) = memory.keeper.keep(library, &mut memory.known) {
            (self.sink)(Batch { notice: Some(notice), ..self.numbers.clone() });
        }
    }

    /// Rows that need no reading, in batches that are not too large.
    fn tell(&mut self, mut told: Vec<Entry>) {
        told.sort_by_key(|entry| Reverse(entry.modified.unwrap_or(i64::MAX)));
        while !told.is_empty() {
            let rest = told.split_off(told.len().min(MOST_ROWS));
            self.send(std::mem::replace(&mut told, rest));
        }
    }

    /// Rows to take out.
    fn take_out(&mut self, gone: &[Missing]) {
        for gone in gone.chunks(MOST_ROWS) {
            let gone = gone.iter().map(|missing| Origin::File(missing.path.clone())).collect();
            (self.sink)(Batch { gone, ..self.numbers.clone() });
        }
    }

    /// What went away while the session lasts: a row that says so, and where to, when it was moved.
    fn tell_lost(&mut self, memory: &mut Memories, lost: &[Missing], moved: &HashMap<DocId, Clean>) {
        let mut told = Vec::new();
        for missing in lost {
            let doc = if let Status::Ready(head) = &missing.status { Some(head.id) } else { None };
            let why = match doc.and_then(|doc| moved.get(&doc)) {
                Some(name) => Clean::line(&format!("it is now \"{name}\"")),
                None => Clean::line("it is no longer there"),
            };
            memory.known.lose(&missing.path, &why);
            told.extend(memory.known.entry(&missing.path, &self.roots));
        }
        self.tell(told);
    }

    /// Walks, and compares what is there with what is known.
    fn look(&mut self, memory: &mut Memories, parts: Option<&[PathBuf]>) -> Looked {
        let Memories { known, eyes, is_whole, skipped, .. } = memory;
        // Only then rows are told on the way: nothing else is on the screen.
        let is_first = known.len() == 0 && parts.is_none();
        let now = i64::try_from((self.clock)() / 1_000_000_000).unwrap_or(i64::MAX);
        // What is there when a library is opened for the first time came when it was changed, for all that is known.
        let added =
            |modified: Option<i64>| if *is_whole { now } else { modified.map_or(now, |modified| modified.min(now)) };
        let mut looked = Looked::default();
        let mut told = Told::new();
        let (roots, numbers, sink) = (&self.roots, &mut self.numbers, &mut *self.sink);
        known.begin();
        if let Some(eyes) = eyes.as_mut() {
            // A single file is watched from its folder, because programs that save put another file into its place.
            roots.files().for_each(|folder| eyes.watch(folder));
        }
        let mut take = |folder: &Path, sightings: &[Sighting<'_>]| {
            let many = count(sightings.len());
            known.meet(folder, sightings, roots, added, &mut |meeting, sighting| looked.sort(meeting, sighting));
            if is_first {
                numbers.found = numbers.found.saturating_add(many);
                if let Some(entries) = told.due(&mut looked.told) {
                    sink(Batch { entries, ..numbers.clone() });
                }
            }
        };
        let mut enter = |folder: &Path| {
            if let Some(eyes) = eyes.as_mut() {
                eyes.watch(folder);
            }
        };
        let mut company = Company { stale: self.stale, enter: &mut enter, take: &mut take };
        let is_complete = match parts {
            None => {
                let walked = walk(roots, &mut company);
                *skipped = walked.skipped;
                walked.is_complete
            }
            Some(parts) => parts.iter().all(|part| walk_at(roots, part, &mut company).is_complete),
        };
        self.numbers.skipped = *skipped;
        if is_complete {
            looked.look_for_missing(known, parts);
        }
        looked.rename(known, roots);
        looked
    }

    /// Reads the files. Gives back the names of those whose content was missed elsewhere.
    fn read(&mut self, memory: &mut Memories, jobs: &[Job], heads: &Heads) -> HashMap<DocId, Clean> {
        let mut moved = HashMap::new();
        let mut rows = Vec::new();
        let mut last = Instant::now();
        let (clock, stale) = (self.clock, self.stale);
        let taker = self.taker.or_else(|| self.targets.fresh.taker(jobs.iter().map(|job| job.entry.size)));
        reading::read(jobs, heads, clock, taker, &mut |done| {
            if let Some(Done { job, status, stamp }) = done {
                let entry = Entry { status, ..job.entry.clone() };
                memory.known.read(&entry, stamp);
                memory.keeper.is_behind = true;
                if let Some(doc) = entry.doc().filter(|_| job.is_new) {
                    if heads.contains_key(&doc) {
                        moved.insert(doc, entry.name.clone());
                    } else if memory.is_whole {
                        memory.new += 1;
                    }
                }
                self.numbers.read = self.numbers.found.min(self.numbers.read + 1);
                self.numbers.new = memory.new;
                if job.before.as_ref() != Some(&entry) {
                    rows.push(entry);
                }
            }
            let patience = if self.numbers.read < EARLY { QUICK } else { CALM };
            if rows.len() >= MOST_ROWS || (!rows.is_empty() && last.elapsed() >= patience) {
                self.send(std::mem::take(&mut rows));
                last = Instant::now();
            }
            if memory.keeper.due(READING).is_some_and(|due| due <= Instant::now()) {
                self.keep(memory);
            }
            !stale()
        });
        if !rows.is_empty() {
            self.send(rows);
        }
        moved
    }
}
