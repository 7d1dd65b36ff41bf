//! One thread that does one job at a time; a newer job makes the older stale.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, Thread};

use super::report::{Outbox, Report, Slot};
use crate::app::Msg;

/// Parsers recurse into what they read; a deep page must not end the program.
const STACK: usize = 16 * 1024 * 1024;

/// What a job may do: ask whether its result is still wanted, and hand in messages.
pub(super) struct Desk<'a> {
    shared: &'a Shared,
    generation: u64,
    outbox: &'a Outbox,
}

impl Desk<'_> {
    /// Whether a newer job took this one's place. A job that is parked is woken when that changes.
    pub(super) fn is_stale(&self) -> bool {
        self.shared.newest.load(Ordering::Acquire) != self.generation
    }

    /// Hands in a message; it is dropped on the way if it is stale by then.
    pub(super) fn hand_in(&self, msg: Msg) {
        self.outbox.send(Report::Job { slot: self.shared.slot, generation: self.generation, msg });
    }
}

/// Something to be done on another thread.
pub(super) struct Job {
    /// The work.
    pub(super) work: Box<dyn FnOnce(&Desk<'_>) + Send>,
    /// What is said when it panics: a document the program cannot digest must not end it.
    pub(super) failed: Box<dyn FnOnce() -> Msg + Send>,
}

/// A thread for one kind of job, started with the first.
#[derive(Debug)]
pub(super) struct Worker {
    shared: Arc<Shared>,
    outbox: Outbox,
    thread: Option<Thread>,
}

struct Shared {
    slot: Slot,
    newest: AtomicU64,
    waiting: Mutex<Option<(u64, Job)>>,
    given: Condvar,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("slot", &self.slot).field("newest", &self.newest).finish_non_exhaustive()
    }
}

impl Worker {
    /// A worker for a slot; no thread yet.
    pub(super) fn new(slot: Slot, outbox: Outbox) -> Self {
        let shared = Shared { slot, newest: AtomicU64::new(0), waiting: Mutex::new(None), given: Condvar::new() };
        Self { shared: Arc::new(shared), outbox, thread: None }
    }

    /// Gives it a job; the one before becomes stale, whether it was begun or not.
    pub(super) fn give(&mut self, job: Job) -> std::io::Result<()> {
        let generation = self.shared.newest.fetch_add(1, Ordering::AcqRel) + 1;
        *self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some((generation, job));
        self.shared.given.notify_one();
        if let Some(thread) = &self.thread {
            thread.unpark();
        } else {
            let (shared, outbox) = (Arc::clone(&self.shared), self.outbox.clone());
            let name = format!("{:?}", self.shared.slot).to_lowercase();
            let running = thread::Builder::new().name(name).stack_size(STACK).spawn(move || serve(&shared, &outbox))?;
            self.thread = Some(running.thread().clone());
        }
        Ok(())
    }

    /// Makes the current job stale without a new one.
    pub(super) fn stop(&mut self) {
        self.shared.newest.fetch_add(1, Ordering::AcqRel);
        *self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Some(thread) = &self.thread {
            thread.unpark();
        }
    }

    /// Whether a result of that generation is still wanted.
    pub(super) fn is_wanted(&self, generation: u64) -> bool {
        self.shared.newest.load(Ordering::Acquire) == generation
    }
}

fn serve(shared: &Shared, outbox: &Outbox) {
    loop {
        let mut waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (generation, job) = loop {
            match waiting.take() {
                Some(given) => break given,
                None => waiting = shared.given.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(waiting);
        let desk = Desk { shared, generation, outbox };
        if catch_unwind(AssertUnwindSafe(|| (job.work)(&desk))).is_err() {
            desk.hand_in((job.failed)());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report;
    use super::*;
    use crate::document::Clean;
    use std::sync::mpsc;

    fn notice(text: &str) -> Msg {
        Msg::Notice(Clean::line(text))
    }

    fn job(work: impl FnOnce(&Desk<'_>) + Send + 'static) -> Job {
        Job { work: Box::new(work), failed: Box::new(|| notice("failed")) }
    }

    fn next(inbox: &report::Inbox) -> (u64, String) {
        match inbox.wait() {
            Some(Report::Job { generation, msg: Msg::Notice(text), .. }) => (generation, text.to_string()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_job_that_panics_becomes_a_message_and_the_next_one_runs() {
        let (outbox, inbox) = report::channel().unwrap();
        let mut worker = Worker::new(Slot::Load, outbox);
        worker.give(job(|_| panic!("hostile"))).unwrap();
        assert_eq!(next(&inbox), (1, "failed".to_owned()));
        worker.give(job(|desk| desk.hand_in(notice("fine")))).unwrap();
        assert_eq!(next(&inbox), (2, "fine".to_owned()));
    }

    #[test]
    fn a_newer_job_makes_the_older_stale_and_its_results_unwanted() {
        let (outbox, inbox) = report::channel().unwrap();
        let mut worker = Worker::new(Slot::Load, outbox);
        let (begun, has_begun) = mpsc::channel();
        worker
            .give(job(move |desk| {
                begun.send(()).unwrap();
                while !desk.is_stale() {
                    thread::yield_now();
                }
                desk.hand_in(notice("old"));
            }))
            .unwrap();
        has_begun.recv().unwrap();
        worker.give(job(|desk| desk.hand_in(notice("new")))).unwrap();
        let (old, _) = next(&inbox);
        assert!(!worker.is_wanted(old));
        let (new, text) = next(&inbox);
        assert!(worker.is_wanted(new));
        assert_eq!(text, "new");
    }

    #[test]
    fn a_job_that_waits_is_woken_when_it_is_stale() {
        let (outbox, inbox) = report::channel().unwrap();
        let mut worker = Worker::new(Slot::Search, outbox);
        let parked = || {
            let (begun, has_begun) = mpsc::channel();
            let job = job(move |desk| {
                let _ = begun.send(());
                while !desk.is_stale() {
                    thread::park();
                }
                desk.hand_in(notice("woken"));
            });
            (job, has_begun)
        };
        for number in [1, 3] {
            let (job, has_begun) = parked();
            worker.give(job).unwrap();
            has_begun.recv().unwrap();
            if number == 1 {
                worker.stop();
            } else {
                worker.give(parked().0).unwrap();
            }
            assert_eq!(next(&inbox), (number, "woken".to_owned()));
        }
        worker.stop();
    }

    #[test]
    fn a_stopped_worker_wants_nothing() {
        let (outbox, inbox) = report::channel().unwrap();
        let mut worker = Worker::new(Slot::Find, outbox);
        worker.give(job(|desk| desk.hand_in(notice("x")))).unwrap();
        let (generation, _) = next(&inbox);
        worker.stop();
        assert!(!worker.is_wanted(generation));
    }
}
