//! When the catalogue is written: now and then while much is read, and when there is nothing more to read.
#![expect(clippy::disallowed_methods, reason = "measures how long writing takes, to do it seldom enough")]

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::document::Clean;
use crate::settings::Sort;

use super::catalogue::{self, Lock, Volume};
use super::file;
use super::known::Known;

/// While much is read, how long that is in memory only.
pub(super) const READING: Duration = Duration::from_secs(20);

/// Of the time between two writings, writing takes no more than one part of this.
const SHARE: u32 = 50;

/// Writes the catalogue of a library, and knows how that went.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    lock: Option<Lock>,
    /// Whether something is known that is not written.
    pub(super) is_behind: bool,
    last: Option<Instant>,
    cost: Duration,
    has_complained: bool,
}

/// What is written, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Library<'a> {
    pub(super) shelf: &'a Path,
    pub(super) paths: &'a [std::path::PathBuf],
    pub(super) sort: Sort,
    /// Whether all files were read.
    pub(super) is_whole: bool,
}

impl Keeper {
    /// When it is time to write, if there is something to write: so long after the last time, or longer when writing is slow.
    pub(super) fn due(&mut self, after: Duration) -> Option<Instant> {
        let last = *self.last.get_or_insert_with(Instant::now);
        self.is_behind.then(|| last + after.max(self.cost * SHARE))
    }

    /// Writes the catalogue if it is behind. When that fails, what is known stays in memory, and the first time there is
    /// something to tell.
    pub(super) fn keep(&mut self, library: Library<'_>, known: &mut Known) -> Option<Clean> {
        if !self.is_behind {
            return None;
        }
        let began = Instant::now();
        let written = self.write(library, known);
        self.cost = began.elapsed();
        self.last = Some(Instant::now());
        // When it failed it is tried again with the next thing that is learned, not before.
        self.is_behind = false;
        let error = written.err()?;
        let is_first = !std::mem::replace(&mut self.has_complained, true);
        is_first.then(|| Clean::line(&format!("the list cannot be kept for the next start: {}", file::refusal(&error))))
    }

    fn write(&mut self, library: Library<'_>, known: &mut Known) -> io::Result<()> {
        let Library { shelf, paths, sort, is_whole } = library;
        if self.lock.is_none() {
            self.lock = Lock::take(shelf, catalogue::NAME)?;
        }
        // Otherwise another session keeps it.
        let Some(lock) = &self.lock else { return Ok(()) };
        if !known.is_in_order(sort) {
            known.fetch();
        }
        catalogue::write(shelf, catalogue::Cover { paths, sort, is_whole }, known.records(sort), lock)?;
        if !known.is_whole_here
            && let Some(volume) = Volume::open(shelf, paths)
        {
            known.leave(volume);
        }
        Ok(())
    }
}
