//! Putting into the index what is read for the list: one reading, one analysis, and both have what they need.
//!
//! This is the short way, and it may end at any document: what does not go in here a sweep reads again, and tells what is
//! wrong with it.
#![expect(clippy::disallowed_methods, reason = "commits by the clock")]

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::super::head::Taker;
use super::place::{Place, Refused};
use super::read::analysed;
use super::sweep::{Begun, COMMITS, LARGE, count, put};
use super::writer::{Fault, Writer};
use crate::analysis::Analysis;
use crate::document::DocId;
use crate::library::Loaded;

/// Takes into an index what is read for the list. The index is opened with the first document: most times there is none.
#[derive(Debug)]
pub(super) struct Taking<'a> {
    place: &'a Place,
    is_anew: bool,
    open: OnceLock<Result<Open, Refused>>,
}

#[derive(Debug)]
struct Open {
    writer: RwLock<Writer>,
    /// What was in the index before.
    known: HashSet<DocId>,
    /// What was asked for since.
    wanted: Mutex<HashSet<DocId>>,
    added: AtomicU32,
    /// Something failed; what is not committed is lost.
    is_over: AtomicBool,
    due: Mutex<Due>,
}

/// When to commit.
#[derive(Debug)]
struct Due {
    last: Instant,
    pause: Duration,
}

impl<'a> Taking<'a> {
    pub(super) const fn new(place: &'a Place, is_anew: bool) -> Self {
        Self { place, is_anew, open: OnceLock::new() }
    }

    /// Documents that went in so far; nothing before there was one.
    pub(super) fn added(&self) -> Option<u32> {
        Some(self.open.get()?.as_ref().ok()?.added.load(Ordering::Relaxed))
    }

    /// Ends it: what a sweep goes on with. Nothing when no document was wanted.
    pub(super) fn finish(self) -> Result<Option<Begun>, Refused> {
        // Who was refused asks again: that may be over.
        let Some(Ok(open)) = self.open.into_inner() else { return Ok(None) };
        let Open { writer, known, added, is_over, .. } = open;
        let mut writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !is_over.into_inner() && writer.commit().is_ok() {
            return Ok(Some(Begun { writer, added: added.into_inner() }));
        }
        // What is wrong is found again by the sweep, which has words for it.
        let writer = writer.again()?;
        let added = count(writer.known().len().saturating_sub(known.len()));
        Ok(Some(Begun { writer, added }))
    }

    fn open(&self) -> Option<&Open> {
        let open = || Begun::new(self.place, self.is_anew).map(|begun| Open::new(begun.writer));
        self.open.get_or_init(open).as_ref().ok().filter(|open| !open.is_over.load(Ordering::Relaxed))
    }
}

impl Taker for Taking<'_> {
    fn wants(&self, id: DocId, bytes: u64, _: bool) -> bool {
        // A larger one is taken alone, for the memory it takes: that is the sweep's to do.
        bytes <= LARGE && self.open().is_some_and(|open| open.wants(id))
    }

    fn take(&self, loaded: Loaded, analysis: Option<Analysis>) {
        let Some(open) = self.open() else { return };
        // The list has what it needs, and must not suffer from a fault of the engine.
        let put = catch_unwind(AssertUnwindSafe(|| open.put(loaded, analysis)));
        open.is_over.fetch_or(!matches!(put, Ok(Ok(()))), Ordering::Relaxed);
    }
}

impl Open {
    fn new(writer: Writer) -> Self {
        let due = Due { last: Instant::now(), pause: COMMITS[0] };
        Self {
            known: writer.known(),
            writer: RwLock::new(writer),
            wanted: Mutex::default(),
            added: AtomicU32::new(0),
            is_over: AtomicBool::new(false),
            due: Mutex::new(due),
        }
    }

    fn wants(&self, id: DocId) -> bool {
        !self.known.contains(&id) && self.wanted.lock().unwrap_or_else(PoisonError::into_inner).insert(id)
    }

    fn put(&self, loaded: Loaded, analysis: Option<Analysis>) -> Result<(), Fault> {
        // The sweep tells why.
        let Ok(read) = analysed(loaded, analysis) else { return Ok(()) };
        put(&self.writer.read().unwrap_or_else(PoisonError::into_inner), &read)?;
        self.added.fetch_add(1, Ordering::Relaxed);
        if self.is_due() {
            self.writer.write().unwrap_or_else(PoisonError::into_inner).commit()?;
        }
        Ok(())
    }

    /// Whether it is time to commit, for whoever is the first to ask.
    fn is_due(&self) -> bool {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = due.last.elapsed() >= due.pause;
        if is_due {
            *due = Due { last: Instant::now(), pause: COMMITS[1] };
        }
        is_due
    }
}
