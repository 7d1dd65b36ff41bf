//! What a look found: files to read, rows to tell, and what is missing.
#![expect(clippy::disallowed_methods, reason = "looks whether files are there, and how long rows have waited")]

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::document::DocId;
use crate::library::{Entry, Head, Origin, Status};

use super::super::known::{Known, Meeting, Missing};
use super::super::roots::Roots;
use super::super::walk::Sighting;
use super::MOST_ROWS;
use super::reading::Job;

/// How long the walk works in silence while it finds new files: about three frames.
const PATIENCE: Duration = Duration::from_millis(50);

/// What a look found.
#[derive(Default)]
pub(super) struct Looked {
    /// Files to read.
    pub(super) jobs: Vec<Job>,
    /// Rows to tell that need no reading.
    pub(super) told: Vec<Entry>,
    /// Files that are not there any more.
    pub(super) lost: Vec<Missing>,
    /// Files of an earlier session that are not there, or passed over now.
    pub(super) gone: Vec<Missing>,
}

impl Looked {
    /// Puts a file where it belongs.
    pub(super) fn sort(&mut self, meeting: Meeting, sighting: &Sighting<'_>) {
        match meeting {
            Meeting::Told(entry) => self.told.push(entry),
            Meeting::New(entry) => {
                if entry.status == Status::Found {
                    self.jobs.push(Job::new(entry.clone(), None, sighting));
                }
                self.told.push(entry);
            }
            Meeting::Changed(before) => {
                let entry = Entry { size: sighting.size, modified: sighting.modified, ..before.clone() };
                self.jobs.push(Job::new(entry, Some(before), sighting));
            }
        }
    }

    /// Gives those the names they have now whose names look the same as others', or do no more.
    pub(super) fn rename(&mut self, known: &mut Known, roots: &Roots) {
        let changed = known.tell_apart(roots);
        if changed.is_empty() {
            return;
        }
        let places: HashMap<Origin, usize> = self.jobs.iter().map(|job| job.entry.origin.clone()).zip(0..).collect();
        for path in changed {
            let Some(entry) = known.entry(&path, roots) else { continue };
            let job = places.get(&entry.origin).and_then(|&place| self.jobs.get_mut(place));
            match (job, &entry.status) {
                (Some(job), _) => job.entry.name = entry.name.clone(),
                // Its title may have been made of its name.
                (None, Status::Ready(_)) => self.jobs.push(Job::again(entry.clone())),
                (None, Status::Found | Status::Failed(_)) => {}
            }
            match self.told.iter_mut().find(|told| told.origin == entry.origin) {
                Some(told) => told.name = entry.name,
                None => self.told.push(entry),
            }
        }
    }

    /// Tells apart what is gone, and what is merely passed over now.
    pub(super) fn look_for_missing(&mut self, known: &mut Known, parts: Option<&[PathBuf]>) {
        let mut missing = match parts {
            None => known.missing(None),
            Some(parts) => parts.iter().flat_map(|part| known.missing(Some(part))).collect(),
        };
        missing.dedup_by(|one, other| one.path == other.path);
        for missing in missing {
            if !missing.was_met {
                self.gone.push(missing);
            } else if is_gone(&missing.path) {
                self.lost.push(missing);
            }
        }
        match parts {
            None => known.forget(None),
            Some(parts) => parts.iter().for_each(|part| known.forget(Some(part))),
        }
    }
}

/// Rows that are told while the walk goes on.
pub(super) struct Told {
    last: Instant,
}

impl Told {
    pub(super) fn new() -> Self {
        Self { last: Instant::now() }
    }

    /// Takes the rows when they are many, or have waited.
    pub(super) fn due(&mut self, rows: &mut Vec<Entry>) -> Option<Vec<Entry>> {
        let is_due = rows.len() >= MOST_ROWS || (!rows.is_empty() && self.last.elapsed() >= PATIENCE);
        is_due.then(|| {
            self.last = Instant::now();
            std::mem::take(rows)
        })
    }
}

/// What is known of documents whose files are missing, by their content: they may have been moved.
pub(super) type Heads = HashMap<DocId, Vec<(OsString, Arc<Head>)>>;

pub(super) fn heads<'a>(missing: impl Iterator<Item = &'a Missing>) -> Heads {
    let mut heads = Heads::new();
    for missing in missing {
        if let (Status::Ready(head), Some(name)) = (&missing.status, missing.path.file_name()) {
            heads.entry(head.id).or_default().push((name.to_owned(), Arc::clone(head)));
        }
    }
    heads
}

fn is_gone(path: &Path) -> bool {
    let gone = |error: io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    std::fs::symlink_metadata(path).is_err_and(gone)
}
