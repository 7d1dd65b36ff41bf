//! Where the index of a library lies, who may write to it, and when it has to be made anew.
//!
//! ```text
//! LIBRARY/index/          what the engine wrote
//! LIBRARY/index.lock      one writer at a time; never removed, so that nobody holds a lock on a file that is gone
//! LIBRARY/index.at-work   there while somebody writes, and until all of it is on disk; what a writer left that was killed,
//!                         or whose power failed, is looked at closely
//! ```
#![expect(clippy::disallowed_methods, reason = "makes, looks at and removes the files of the index")]

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::super::catalogue::{self, Lock};
use super::super::file;
use super::directory::UNFINISHED;
use crate::document::Clean;

/// Says in the folder that something in it cannot be read.
const DAMAGED: &str = "damaged";
/// What the engine knows its files by.
const META: &str = "meta.json";

/// The place of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    library: PathBuf,
}

/// Why nobody can write to an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Another session does.
    Busy,
    /// It is not what it was when it was found out what it lacks.
    Changed,
    /// It cannot be written at all, and why.
    Unusable(Clean),
}

/// What tells whether another session has changed the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    inode: u64,
    modified: (i64, i64),
}

/// The right to write, until it is dropped or its process ends.
#[derive(Debug)]
pub(super) struct Held {
    _lock: Lock,
    /// The file that says that somebody writes.
    mark: PathBuf,
    /// Whether all that was written is on disk.
    is_secure: bool,
    /// Whether the writer before this one ended before it was done.
    pub(super) was_interrupted: bool,
}

impl Refused {
    pub(super) fn because(error: &io::Error) -> Self {
        Self::Unusable(Clean::line(&file::refusal(error)))
    }
}

impl Place {
    /// The index in the cache directory of a library.
    pub(crate) fn of(library: &Path) -> Self {
        Self { library: library.to_owned() }
    }

    /// The cache directory of the library it belongs to.
    pub(crate) fn library(&self) -> &Path {
        &self.library
    }

    /// Where it lies, to be shown.
    pub(crate) fn shown(&self) -> Clean {
        Clean::line(&self.folder().to_string_lossy())
    }

    /// The folder of the engine.
    pub(super) fn folder(&self) -> PathBuf {
        self.library.join("index")
    }

    /// Takes the right to write. Makes the folders if need be.
    pub(super) fn hold(&self) -> Result<Held, Refused> {
        let failed = |error: io::Error| Refused::because(&error);
        let lock = Lock::take(&self.library, "index").map_err(failed)?.ok_or(Refused::Busy)?;
        DirBuilder::new().recursive(true).mode(0o700).create(self.folder()).map_err(failed)?;
        let mark = self.mark();
        let was_interrupted = mark.exists();
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&mark).map_err(failed)?;
        Ok(Held { _lock: lock, mark, is_secure: false, was_interrupted })
    }

    /// Whether another session has the right to write.
    pub(crate) fn is_taken(&self) -> bool {
        matches!(Lock::take(&self.library, "index"), Ok(None))
    }

    /// Waits until all files are on disk. From now on they can be relied upon, whatever happens to the power.
    pub(super) fn secure(&self, held: &mut Held) -> io::Result<()> {
        let folder = self.folder();
        for found in std::fs::read_dir(&folder)? {
            let found = found?;
            if found.file_type()?.is_file() {
                File::open(found.path())?.sync_data()?;
            }
        }
        File::open(&folder)?.sync_data()?;
        held.is_secure = true;
        Ok(())
    }

    /// Whether somebody writes, or ended before all was on disk.
    pub(super) fn is_at_work(&self) -> bool {
        self.mark().exists()
    }

    fn mark(&self) -> PathBuf {
        self.library.join("index.at-work")
    }

    /// When the index was last changed; nothing when there is none.
    pub(super) fn version(&self) -> Option<Version> {
        let found = std::fs::metadata(self.folder().join(META)).ok()?;
        Some(Version { inode: found.ino(), modified: (found.mtime(), found.mtime_nsec()) })
    }

    /// When the index was last changed, in seconds since 1970.
    pub(super) fn changed(&self) -> Option<i64> {
        self.version().map(|version| version.modified.0)
    }

    /// Bytes of all files of the index.
    pub(super) fn bytes(&self) -> u64 {
        let Ok(files) = std::fs::read_dir(self.folder()) else { return 0 };
        files.filter_map(Result::ok).filter_map(|file| file.metadata().ok()).map(|found| found.len()).sum()
    }

    /// Notes that something in the index cannot be read, so that the next writer makes it anew.
    pub(super) fn condemn(&self) {
        // Where nothing can be written there is no writer either.
        let _ =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(self.folder().join(DAMAGED));
    }

    /// Whether something in the index could not be read.
    pub(super) fn is_condemned(&self) -> bool {
        self.folder().join(DAMAGED).exists()
    }

    /// Removes the catalogue, so that everything is read again; not while a session keeps it.
    pub(super) fn forget(&self) {
        if let Ok(Some(_lock)) = Lock::take(&self.library, catalogue::NAME) {
            // What is left of it is checked against the files, as always.
            let _ = std::fs::remove_file(self.library.join(catalogue::NAME));
        }
    }

    /// Removes all files of the index. Sessions that have it open go on with what they have.
    pub(super) fn clear(&self, _: &Held) -> io::Result<()> {
        for found in std::fs::read_dir(self.folder())? {
            let found = found?;
            if found.file_type()?.is_dir() {
                std::fs::remove_dir_all(found.path())?;
            } else {
                std::fs::remove_file(found.path())?;
            }
        }
        Ok(())
    }

    /// Removes what a writer that was killed had not finished.
    pub(super) fn tidy(&self, _: &Held) {
        let Ok(files) = std::fs::read_dir(self.folder()) else { return };
        for found in files
            .filter_map(Result::ok)
            .filter(|found| found.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()))
        {
            // What cannot be removed is in nobody's way.
            let _ = std::fs::remove_file(found.path());
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.is_secure {
            // If this fails the next writer looks more closely than it had to.
            let _ = std::fs::remove_file(&self.mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn one_writes_at_a_time_and_one_that_was_killed_keeps_nobody_out() {
        let scratch = Scratch::new();
        let place = Place::of(&scratch.path("library"));
        let held = place.hold().unwrap();
        assert!(!held.was_interrupted);
        assert_eq!(place.hold().unwrap_err(), Refused::Busy);
        drop(held);
        // The lock of a killed process is gone; what it wrote is not, but it may not be on disk.
        let mut held = place.hold().unwrap();
        assert!(held.was_interrupted && place.is_at_work());
        place.secure(&mut held).unwrap();
        drop(held);
        assert!(!place.is_at_work() && !place.hold().unwrap().was_interrupted);
    }

    #[test]
    fn a_place_that_cannot_be_written_says_why() {
        let scratch = Scratch::new();
        scratch.write("library", "not a folder");
        assert!(matches!(Place::of(&scratch.path("library")).hold(), Err(Refused::Unusable(_))));
    }

    #[test]
    fn what_is_cleared_is_empty_and_not_damaged_any_more() {
        let scratch = Scratch::new();
        let place = Place::of(scratch.root());
        let held = place.hold().unwrap();
        scratch.write("index/meta.json", "{}");
        scratch.write("index/.tmpabc", "");
        scratch.write("index/folder/file", "");
        place.tidy(&held);
        place.condemn();
        assert!(place.is_condemned() && place.bytes() > 0 && place.version().is_some());
        assert!(!scratch.path("index/.tmpabc").exists());
        place.clear(&held).unwrap();
        assert!(!place.is_condemned() && place.version().is_none());
        assert_eq!(place.bytes(), 0);
    }
}
