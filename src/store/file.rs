//! Opens a file that may be anything: a pipe, a device, a link in a circle, a file that grows while it is read.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;

/// A regular file, open for reading.
#[derive(Debug)]
pub(super) struct Opened {
    file: File,
    /// What the file system says of it. Its length may be wrong or grow.
    pub(super) metadata: Metadata,
}

/// Why a file is not read.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is not a regular file; the words say what it is.
    Kind(&'static str),
    /// The system refused.
    Io(io::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "it is {kind}"),
            Self::Io(error) => f.write_str(&reason(error)),
        }
    }
}

/// Opens a regular file. Never waits for a pipe to be written and never becomes a terminal's owner.
pub(super) fn open(path: &Path) -> Result<Opened, Refused> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = loop {
        match rustix::fs::open(path, flags, Mode::empty()) {
            Err(Errno::INTR) => {}
            opened => break opened,
        }
    };
    let file = File::from(opened.map_err(|error| match error {
        // Opening a socket, or a pipe or device without its other end.
        Errno::NXIO => Refused::Kind("a socket or device"),
        error => Refused::Io(error.into()),
    })?);
    let metadata = file.metadata().map_err(Refused::Io)?;
    match kind(FileType::from_raw_mode(metadata.mode())) {
        Some(kind) => Err(Refused::Kind(kind)),
        None => Ok(Opened { file, metadata }),
    }
}

impl Opened {
    /// Reads from where the last read ended, at most `most` bytes, whatever length the file claims.
    pub(super) fn read(&mut self, most: u64) -> io::Result<Vec<u8>> {
        let expected = self.metadata.len().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
        (&mut self.file).take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Fills as much of `free` as there is from `offset` on, and says how much that is.
    pub(super) fn fill_at(&self, offset: u64, free: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(free) = free.get_mut(filled..).filter(|free| !free.is_empty()) {
            match self.file.read_at(free, offset + filled as u64) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}

/// What something is when it is not a regular file.
pub(super) fn kind(of: FileType) -> Option<&'static str> {
    match of {
        FileType::RegularFile => None,
        FileType::Directory => Some("a folder"),
        FileType::Fifo => Some("a named pipe"),
        FileType::Socket => Some("a socket"),
        FileType::BlockDevice | FileType::CharacterDevice => Some("a device"),
        FileType::Symlink | FileType::Unknown => Some("not a file"),
    }
}

/// Why the system refused, in the reader's words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::WouldBlock => "it has nothing to read".to_owned(),
        _ if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
            "it is a link that leads in a circle".to_owned()
        }
        _ => plain(error),
    }
}

/// Why nothing can be written, in words that follow "because".
pub(super) fn refusal(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its directory is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        _ => reason(error),
    }
}

/// The system's own words, without the number the standard library appends.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn why_nothing_can_be_written_is_not_that_it_cannot_be_read() {
        let because = |kind| refusal(&io::Error::from(kind));
        assert_eq!(because(io::ErrorKind::PermissionDenied), "you may not write there");
        assert_eq!(because(io::ErrorKind::NotFound), "its directory is not there");
        assert_eq!(refusal(&Errno::NOSPC.into()), "no space left on device");
    }

    fn refused(path: &Path) -> String {
        open(path).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_file_is_refused_with_its_kind() {
        let scratch = Scratch::new();
        let pipe = scratch.path("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, FileType::Fifo, Mode::from(0o600), 0).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(scratch.path("socket")).unwrap();
        assert_eq!(refused(&pipe), "it is a named pipe");
        assert_eq!(refused(&scratch.path("socket")), "it is a socket or device");
        assert_eq!(refused(Path::new("/dev/zero")), "it is a device");
        assert_eq!(refused(scratch.root()), "it is a folder");
        assert_eq!(refused(&scratch.path("nothing")), "there is no such file");
        std::os::unix::fs::symlink(scratch.path("loop"), scratch.path("loop")).unwrap();
        assert_eq!(refused(&scratch.path("loop")), "it is a link that leads in a circle");
    }

    #[test]
    fn no_more_is_read_than_asked_for() {
        let scratch = Scratch::new();
        let path = scratch.write("a", "0123456789");
        let mut opened = open(&path).unwrap();
        assert_eq!(opened.read(4).unwrap(), b"0123");
        std::fs::write(&path, "0123456789abcdef").unwrap();
        assert_eq!(opened.read(100).unwrap(), b"456789abcdef");
        let mut free = [b'-'; 4];
        assert_eq!(opened.fill_at(14, &mut free).unwrap(), 2);
        assert_eq!(&free, b"ef--");
    }

    #[test]
    fn the_systems_words_come_without_their_number() {
        assert_eq!(plain(&io::Error::from_raw_os_error(28)), "no space left on device");
    }
}
