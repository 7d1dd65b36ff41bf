//! Reads files for the list, some at a time.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use crate::library::{Entry, Origin, Status};

use super::super::catalogue::Stamp;
use super::super::head::{Failure, Taker, head};
use super::super::walk::Sighting;
use super::{Clock, Heads, QUICK};

/// Threads that read, at most: beyond a few the disk is the bound, and the machine is shared.
const MOST_READERS: usize = 4;

/// Files that wait to be taken, at most: readers wait for a slow list instead of filling the memory.
const WAITING: usize = 64;

/// How long after a change a file may be changed again without a sign of it, in nanoseconds: the coarsest clock of a file
/// system, that of FAT, counts in two seconds. (git calls such a file "racily clean".)
const GRAIN: i128 = 2_000_000_000;

/// A file to read.
#[derive(Debug)]
pub(super) struct Job {
    /// Its row, but for what reading tells.
    pub(super) entry: Entry,
    /// Its row as it was.
    pub(super) before: Option<Entry>,
    /// Whether it was never read.
    pub(super) is_new: bool,
    stamp: Stamp,
    changed: i128,
}

/// A file that was read.
pub(super) struct Done<'a> {
    /// Which it was.
    pub(super) job: &'a Job,
    /// What came of it.
    pub(super) status: Status,
    /// As what it need not be read again.
    pub(super) stamp: Stamp,
}

impl Job {
    /// A file that was sighted.
    pub(super) fn new(entry: Entry, before: Option<Entry>, sighting: &Sighting<'_>) -> Self {
        let is_new = before.is_none();
        Self { entry, before, is_new, stamp: sighting.stamp, changed: sighting.changed }
    }

    /// Something that is no file.
    pub(super) fn fixed(entry: Entry) -> Self {
        Self { entry, before: None, is_new: false, stamp: Stamp::UNSURE, changed: 0 }
    }

    /// A file that was read, and has to be described anew.
    pub(super) fn again(entry: Entry) -> Self {
        Self { before: None, is_new: false, ..Self::fixed(entry) }
    }

    /// Reads it. What is known of the same content under the same name is not worked out again.
    fn read(&self, heads: &Heads, clock: Clock, taker: Option<&dyn Taker>) -> (Status, Stamp) {
        let began = clock();
        let Entry { origin, name, size, .. } = &self.entry;
        let known = |doc| {
            let before = self.before.as_ref().and_then(|before| match &before.status {
                Status::Ready(head) if head.id == doc && before.name == *name => Some(head),
                Status::Ready(_) | Status::Found | Status::Failed(_) => None,
            });
            let moved = || {
                let Origin::File(path) = origin else { return None };
                let own = path.file_name()?;
                heads.get(&doc)?.iter().find(|(name, _)| name == own).map(|(_, head)| head)
            };
            before.or_else(moved).map(Arc::clone)
        };
        // A clock that was set back makes every change one to come: then everything is read again.
        let stamp = if self.changed > began - GRAIN { Stamp::UNSURE } else { self.stamp };
        match head(origin, name, *size, &known, taker) {
            Ok(head) => (Status::Ready(head), stamp),
            Err(Failure { why, is_lasting: true }) => (Status::Failed(why), stamp),
            // What the system refuses today it may allow tomorrow without a change of the file.
            Err(Failure { why, is_lasting: false }) => (Status::Failed(why), Stamp::UNSURE),
        }
    }
}

/// Reads the files in their order, for `taker` too, and hands in each; nothing is handed in when there was none for a
/// while. Ends early when that is not wanted any more.
pub(super) fn read(
    jobs: &[Job],
    heads: &Heads,
    clock: Clock,
    taker: Option<&dyn Taker>,
    take: &mut dyn FnMut(Option<Done<'_>>) -> bool,
) {
    if jobs.is_empty() {
        return;
    }
    let readers = thread::available_parallelism().map_or(1, NonZero::get).clamp(1, MOST_READERS).min(jobs.len());
    let next = AtomicUsize::new(0);
    let is_stopped = AtomicBool::new(false);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..readers {
            let sender = sender.clone();
            let (next, is_stopped) = (&next, &is_stopped);
            scope.spawn(move || {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if is_stopped.load(Ordering::Relaxed) {
                        return;
                    }
                    let (status, stamp) = job.read(heads, clock, taker);
                    if sender.send(Done { job, status, stamp }).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        loop {
            let done = match receiver.recv_timeout(QUICK) {
                Ok(done) => Some(done),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if !take(done) {
                is_stopped.store(true, Ordering::Relaxed);
                return drop(receiver);
            }
        }
    });
}
