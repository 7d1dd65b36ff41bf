//! The folder of an index as its engine sees it: files that only the user can read, and that nobody changes once they are
//! whole. They are replaced, never cut short: what is mapped stays what it was.
//!
//! The engine waits for the disk with every file it writes. Here nobody waits: keys that are read from the same disk would
//! wait too, and so would the end of the program. What is not on disk when the power fails is found damaged by the next
//! writer, because the mark of this one is still there; see [`super::place`].
#![expect(clippy::disallowed_methods, reason = "makes the files of the index")]

use std::ffi::OsString;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::super::file;
use super::super::remote::is_remote;

/// With what the name of a file begins that is not whole yet.
pub(super) const UNFINISHED: &str = ".tmp";

/// How often a writer asks again for a lock that readers have, and after what time: two seconds at most.
const PATIENCE: u32 = 100;
const A_MOMENT: Duration = Duration::from_millis(if cfg!(test) { 1 } else { 20 });

/// What the folder is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Searching; works without the right to write.
    Read,
    /// Adding documents.
    Write,
}

/// The folder.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    mapped: MmapDirectory,
    root: PathBuf,
    wanted: Use,
    /// The files lie on another machine, and are read, not mapped: one that is deleted there ends with an error when it is
    /// read here, and with a signal that ends the program when it is mapped.
    is_remote: bool,
    trouble: Trouble,
}

/// The first thing that went wrong while writing. The engine itself only says that something did.
#[derive(Debug, Clone, Default)]
pub(super) struct Trouble(Arc<Mutex<Option<String>>>);

impl Trouble {
    /// What went wrong since it was last asked, in the reader's words.
    pub(super) fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn note<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| file::refusal(error));
        }
        result
    }
}

impl Folder {
    /// Opens a folder that is there.
    pub(super) fn open(root: &Path, wanted: Use) -> Result<Self, tantivy::TantivyError> {
        let mapped = MmapDirectory::open(root)?;
        Ok(Self { mapped, root: root.to_owned(), wanted, is_remote: is_remote(root), trouble: Trouble::default() })
    }

    /// What goes wrong in it.
    pub(super) fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if !self.is_remote {
            return self.mapped.get_file_handle(path);
        }
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        };
        let file = File::open(self.root.join(path)).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        Ok(Arc::new(Unmapped { file, length: usize::try_from(length).unwrap_or(usize::MAX) }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.root.join(path));
        let file = self.trouble.note(opened).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(Written { file, trouble: self.trouble.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default();
        let mut beside = OsString::from(UNFINISHED);
        beside.push(name);
        let (beside, path) = (self.root.join(beside), self.root.join(path));
        let write = || {
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
            file.write_all(data)?;
            std::fs::rename(&beside, path)
        };
        self.trouble.note(write())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Locks hardly wait: who cannot have one does without, and asks again later. They go with their process. But a writer
    /// waits for those who look what there is, which takes them a moment: it would not ask again.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.root.join(&lock.filepath);
        let opened = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        let file = match opened {
            Ok(file) => file,
            // Nobody can change what lies where nothing can be written.
            Err(_) if self.wanted == Use::Read => return Ok(DirectoryLock::from(Box::new(()))),
            Err(error) => return Err(LockError::wrap_io_error(error)),
        };
        let operation = match self.wanted {
            Use::Read => FlockOperation::NonBlockingLockShared,
            Use::Write => FlockOperation::NonBlockingLockExclusive,
        };
        let mut taken = flock(&file, operation);
        for _ in 0..PATIENCE {
            if taken != Err(Errno::WOULDBLOCK) || !lock.is_blocking || self.wanted == Use::Read {
                break;
            }
            std::thread::sleep(A_MOMENT);
            taken = flock(&file, operation);
        }
        match taken {
            Ok(()) => Ok(DirectoryLock::from(Box::new(file))),
            Err(Errno::WOULDBLOCK) => Err(LockError::LockBusy),
            Err(error) => Err(LockError::wrap_io_error(error.into())),
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file that is being written.
struct Written {
    file: File,
    trouble: Trouble,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.trouble.note(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        Ok(())
    }
}

/// A file that is read piece by piece.
struct Unmapped {
    file: File,
    length: usize,
}

impl fmt::Debug for Unmapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmapped").field("length", &self.length).finish_non_exhaustive()
    }
}

impl HasLen for Unmapped {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Unmapped {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::super::scratch::Scratch;
    use super::*;

    fn written(folder: &Folder, name: &str, bytes: &[u8]) {
        let mut file = folder.open_write(Path::new(name)).unwrap();
        file.write_all(bytes).unwrap();
        file.terminate().unwrap();
    }

    #[test]
    fn files_are_the_users_alone_whatever_the_mask() {
        let scratch = Scratch::new();
        let folder = Folder::open(scratch.root(), Use::Write).unwrap();
        written(&folder, "a", b"text");
        folder.atomic_write(Path::new("b"), b"text").unwrap();
        let _lock = folder.acquire_lock(&tantivy::directory::INDEX_WRITER_LOCK).unwrap();
        for name in scratch.names() {
            let mode = std::fs::metadata(scratch.path(&name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }

    #[test]
    fn what_is_mapped_and_what_is_read_is_the_same_and_outlives_its_file() {
        let scratch = Scratch::new();
        let mapped = Folder::open(scratch.root(), Use::Write).unwrap();
        let unmapped = Folder { is_remote: true, ..mapped.clone() };
        written(&mapped, "a", b"0123456789");
        let handles = [&mapped, &unmapped].map(|folder| folder.get_file_handle(Path::new("a")).unwrap());
        mapped.delete(Path::new("a")).unwrap();
        for handle in handles {
            assert_eq!(handle.len(), 10);
            assert_eq!(&*handle.read_bytes(2..5).unwrap(), b"234");
        }
    }

    #[test]
    fn a_writer_keeps_others_out_and_readers_do_not_keep_out_each_other() {
        let scratch = Scratch::new();
        let lock = &*tantivy::directory::META_LOCK;
        let [reader, writer] = [Use::Read, Use::Write].map(|wanted| Folder::open(scratch.root(), wanted).unwrap());
        let held = [reader.acquire_lock(lock).unwrap(), reader.acquire_lock(lock).unwrap()];
        let (ready, heard) = std::sync::mpsc::channel();
        assert!(writer.acquire_lock(lock).is_err());
        // Who writes waits for those who look.
        let _held = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                ready.send(()).unwrap();
                writer.acquire_lock(lock)
            });
            heard.recv().unwrap();
            drop(held);
            waiting.join().unwrap().unwrap()
        });
        assert!(writer.acquire_lock(lock).is_err());
        assert!(reader.acquire_lock(lock).is_err());
        let only = &tantivy::directory::INDEX_WRITER_LOCK;
        let _one = writer.acquire_lock(only).unwrap();
        assert!(writer.acquire_lock(only).is_err());
    }

    #[test]
    fn the_first_thing_that_goes_wrong_is_kept_until_it_is_asked_for() {
        let scratch = Scratch::new();
        let folder = Folder::open(scratch.root(), Use::Write).unwrap();
        std::fs::remove_dir(scratch.root()).unwrap();
        assert!(folder.open_write(Path::new("a")).is_err());
        assert_eq!(folder.trouble().take().as_deref(), Some("its directory is not there"));
        assert_eq!(folder.trouble().take(), None);
    }
}
