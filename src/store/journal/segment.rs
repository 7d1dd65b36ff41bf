//! The one file this session writes to. Nobody else does, so no lock is needed for writing, on any file system.
#![expect(
    clippy::disallowed_methods,
    reason = "looks whether the file is still there, and removes it when it was made in vain"
)]

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::directory;

/// An open segment.
#[derive(Debug)]
pub(super) struct Segment {
    file: File,
    path: PathBuf,
    /// Whether the last write may have ended in the middle of a line.
    is_torn: bool,
}

/// Why lines are not on disk.
#[derive(Debug)]
pub(super) enum Failure {
    /// Writing failed: the segment can be tried again.
    Write(io::Error),
    /// Writing through to the disk failed: what the system says about this file is not to be believed any more.
    Sync(io::Error),
    /// Somebody removed or replaced the file.
    Gone,
}

impl Segment {
    /// Makes a segment and holds its lock for as long as it is open, as a sign of life; locks may not work here.
    pub(super) fn create(dir: &Path, name: &str) -> io::Result<Self> {
        let path = dir.join(name);
        let file = directory::create_file(&path, OFlags::APPEND)?;
        // A compaction that looks at it already would remove it while it is written to.
        let ready =
            if directory::is_locked(&file) { Err(io::ErrorKind::WouldBlock.into()) } else { directory::sync(dir) };
        if let Err(error) = ready {
            // Nothing is in it yet, and the next attempt makes another one.
            let _ = std::fs::remove_file(&path);
            return Err(error);
        }
        Ok(Self { file, path, is_torn: false })
    }

    /// Its name.
    pub(super) fn name(&self) -> Option<&std::ffi::OsStr> {
        self.path.file_name()
    }

    /// Writes whole lines; afterwards they are on disk, in a file that still has its name.
    pub(super) fn write(&mut self, lines: &str) -> Result<(), Failure> {
        let mut bytes = Vec::with_capacity(lines.len() + 1);
        if self.is_torn {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(lines.as_bytes());
        self.is_torn = true;
        self.file.write_all(&bytes).map_err(Failure::Write)?;
        self.is_torn = false;
        self.file.sync_data().map_err(Failure::Sync)?;
        if self.is_there().map_err(Failure::Write)? { Ok(()) } else { Err(Failure::Gone) }
    }

    fn is_there(&self) -> io::Result<bool> {
        let open = self.file.metadata()?;
        match std::fs::symlink_metadata(&self.path) {
            Ok(named) => Ok(open.nlink() > 0 && (named.dev(), named.ino()) == (open.dev(), open.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}
