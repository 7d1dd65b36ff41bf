//! What other threads tell the main thread, and the channel that wakes it.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::poll::{self, Bell, Ear};
use crate::app::{Asker, Msg};
use crate::library::{Marks, SaveState};

/// Kinds of jobs, one thread each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Walking the folders.
    Scan,
    /// Watching the folders.
    Watch,
    /// Reading a document.
    Load,
    /// Analysing a document.
    Analyse,
    /// Finding in a document.
    Find,
    /// Bringing the index up to date.
    Index,
    /// Searching all documents.
    Search,
    /// Finding the hits of every second document on the screen.
    Snippets,
    /// Finding the hits of those between.
    Between,
    /// Ranking the list.
    Rank,
    /// Ranking what lies over the screen.
    Pick,
}

impl From<Asker> for Slot {
    fn from(asker: Asker) -> Self {
        match asker {
            Asker::List => Self::Rank,
            Asker::Picker => Self::Pick,
        }
    }
}

/// Something that happened on another thread.
#[derive(Debug)]
pub(super) enum Report {
    /// A job has a result.
    Job {
        /// Which kind of job.
        slot: Slot,
        /// Which job of its slot, to tell stale results.
        generation: u64,
        /// The result.
        msg: Msg,
    },
    /// Changes up to this number were tried to be written.
    Saved {
        /// The last change that is on disk.
        upto: u64,
        /// How it stands.
        state: SaveState,
    },
    /// The marks on disk, as all sessions left them. Comes after the `Saved` of all changes that are in them.
    Marks(Marks),
    /// Something to tell the user.
    Notice(Msg),
    /// The terminal's size may have changed.
    Resized,
    /// The program goes on after it was stopped from outside.
    Continued,
    /// The program is about to end: hand over what is not yet saved, then do nothing more.
    Ending,
}

impl Report {
    const fn is_batch(&self) -> bool {
        matches!(self, Self::Job { msg: Msg::Scanned(_), .. })
    }
}

/// Where other threads put their reports.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    sender: Sender<Report>,
    bell: Bell,
    batches: Arc<Batches>,
}

/// Steps of a scan that were told and not taken yet.
#[derive(Debug, Default)]
struct Batches {
    waiting: Mutex<usize>,
    taken: Condvar,
}

/// More steps of a scan than this are not left lying about: a large library would be in memory twice.
const MOST_BATCHES: usize = 2;

/// How long a scan waits for the main thread, at most: that may be waiting for the scan.
const PATIENCE: Duration = if cfg!(test) { Duration::from_mins(1) } else { Duration::from_millis(200) };

impl Batches {
    /// Waits until there is room for another, and takes it.
    fn wait(&self) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |waiting: &mut usize| *waiting >= MOST_BATCHES;
        let waited = self.taken.wait_timeout_while(waiting, PATIENCE, is_full);
        *waited.unwrap_or_else(PoisonError::into_inner).0 += 1;
    }

    fn take(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(1);
        self.taken.notify_one();
    }
}

impl Outbox {
    /// Tells the main thread and wakes it.
    pub(super) fn send(&self, report: Report) {
        if report.is_batch() {
            self.batches.wait();
        }
        // The main thread is gone only when the program is.
        if self.sender.send(report).is_ok() {
            self.bell.ring();
        }
    }
}

/// Where the main thread finds them.
#[derive(Debug)]
pub(super) struct Inbox {
    receiver: Receiver<Report>,
    batches: Arc<Batches>,
    /// Heard when there are reports.
    pub(super) ear: Ear,
}

impl Inbox {
    /// The next report, if there is one.
    pub(super) fn next(&self) -> Option<Report> {
        let report = self.receiver.try_recv().ok()?;
        if report.is_batch() {
            self.batches.take();
        }
        Some(report)
    }

    /// The next report, however long it takes.
    #[cfg(test)]
    pub(super) fn wait(&self) -> Option<Report> {
        self.receiver.recv().ok()
    }
}

/// A channel that wakes a thread which waits for descriptors.
pub(super) fn channel() -> io::Result<(Outbox, Inbox)> {
    let (sender, receiver) = mpsc::channel();
    let (bell, ear) = poll::bell()?;
    let batches = Arc::<Batches>::default();
    Ok((Outbox { sender, bell, batches: Arc::clone(&batches) }, Inbox { receiver, batches, ear }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;

    #[test]
    fn a_scan_waits_until_its_steps_are_taken_and_loses_none() {
        let (outbox, inbox) = channel().unwrap();
        let step = |found| Report::Job {
            slot: Slot::Scan,
            generation: 1,
            msg: Msg::Scanned(Batch { found, ..Batch::default() }),
        };
        std::thread::scope(|scope| {
            scope.spawn(|| (0..100).for_each(|found| outbox.send(step(found))));
            let mut taken = 0;
            while taken < 100 {
                let waiting = *inbox.batches.waiting.lock().unwrap();
                assert!(waiting <= MOST_BATCHES, "{waiting}");
                if let Some(Report::Job { msg: Msg::Scanned(batch), .. }) = inbox.next() {
                    assert_eq!(batch.found, taken);
                    taken += 1;
                } else {
                    std::thread::yield_now();
                }
            }
        });
        assert_eq!(*inbox.batches.waiting.lock().unwrap(), 0);
    }
}
