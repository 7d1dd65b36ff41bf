//! Reads one document: bytes from disk, from standard input or from the program itself, through `format`.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::document::{Clean, DocId, Document, Edges};
use crate::format::{self, Hint, NotText};
use crate::library::{Loaded, Origin};

use super::file::{self, Opened};
use super::worker::{self, Given};

/// The most bytes of a document that are read.
pub(super) const LARGEST: u64 = 256 * 1024 * 1024;

/// How much is parsed of the beginning of a document larger than [`DocId::LARGE`].
const BEGINNING: usize = 512 * 1024;

/// How much is parsed of such a document before its first screen is shown.
const OPENING: usize = 64 * 1024;

/// How much of a large document is read at a time for its identity.
const PIECE: usize = 128 * 1024;

/// How much of a document to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Its opening, when it is large: enough for the first screens, and there at once.
    Opening,
    /// Its beginning, when it is large: enough to know what it is about.
    Beginning,
    /// All of it, up to the size bound.
    Whole,
}

impl Amount {
    /// Bytes of a large document that are parsed at most.
    const fn bound(self) -> usize {
        match self {
            Self::Opening => OPENING,
            Self::Beginning => BEGINNING,
            Self::Whole => usize::MAX,
        }
    }
}

/// Reads one document. The error is the reason in the reader's words.
pub(crate) fn load(origin: &Origin, amount: Amount) -> Result<Loaded, Clean> {
    bytes(origin, amount)?.into_document(origin)
}

/// Reads the bytes of a document, and nothing into them. The error is the system's.
pub(super) fn bytes(origin: &Origin, amount: Amount) -> Result<Bytes<'_>, Clean> {
    match origin {
        Origin::File(path) => read(path, amount),
        Origin::Stdin(bytes) => Ok(Bytes::of(bytes, amount)),
        Origin::Embedded { bytes, .. } => Ok(Bytes::of(bytes, amount)),
    }
}

/// Bytes of a document with its identity.
pub(super) struct Bytes<'a> {
    kept: Cow<'a, [u8]>,
    id: DocId,
    /// Bytes in the document, of which those kept may be only the beginning.
    length: u64,
}

impl<'a> Bytes<'a> {
    /// The identity of the document.
    pub(super) const fn id(&self) -> DocId {
        self.id
    }

    /// How many bytes the document has.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// Whether all of them are here.
    pub(super) fn is_whole(&self) -> bool {
        self.kept.len() as u64 == self.length
    }

    /// Makes a document of the bytes. The error is the reason in the reader's words.
    pub(super) fn into_document(self, origin: &Origin) -> Result<Loaded, Clean> {
        let document = match origin {
            Origin::File(path) => parse(&self, path.file_name().map(OsStr::to_string_lossy).as_deref(), true)?,
            Origin::Stdin(_) => parse(&self, None, true)?,
            // What ships with the program is no danger to it, and should be there at once.
            Origin::Embedded { name, .. } => parse(&self, Some(name), false)?,
        };
        Ok(Loaded { id: self.id, document, complete: self.is_wanted_whole() })
    }

    /// Of bytes that are in memory already.
    fn of(all: &'a [u8], amount: Amount) -> Self {
        let length = all.len() as u64;
        let kept = match amount {
            Amount::Opening | Amount::Beginning if length > DocId::LARGE => {
                cut(all.get(..amount.bound()).unwrap_or(all))
            }
            Amount::Opening | Amount::Beginning | Amount::Whole => all,
        };
        Self { kept: Cow::Borrowed(kept), id: DocId::of(all), length }
    }

    /// Whether there is nothing more to read: a document beyond the size bound never has more than its first part.
    fn is_wanted_whole(&self) -> bool {
        let kept = self.kept.len() as u64;
        kept >= self.length.min(LARGEST)
    }
}

/// Reads a file.
fn read(path: &Path, amount: Amount) -> Result<Bytes<'static>, Clean> {
    let failed = |error: &std::io::Error| Clean::line(&file::reason(error));
    let mut opened = file::open(path).map_err(|refused| Clean::line(&refused.to_string()))?;
    let length = opened.metadata.len();
    if length <= DocId::LARGE {
        // It may have grown since it was measured, or be one of those files that claim to have no bytes.
        let bytes = opened.read(LARGEST).map_err(|error| failed(&error))?;
        let (id, length) = (DocId::of(&bytes), bytes.len() as u64);
        return Ok(Bytes { kept: Cow::Owned(bytes), id, length });
    }
    let most = if amount == Amount::Whole { LARGEST } else { amount.bound() as u64 };
    let mut bytes = opened.read(most).map_err(|error| failed(&error))?;
    let id = identity(&opened, length, &bytes).map_err(|error| failed(&error))?;
    if amount != Amount::Whole {
        bytes.truncate(cut(&bytes).len());
    }
    Ok(Bytes { kept: Cow::Owned(bytes), id, length })
}

/// The identity of a large file, of which the first bytes are there. What is read for this alone is not kept: a buffer
/// that stays in the processor's cache is filled again and again, where two megabytes would have to be made first.
fn identity(opened: &Opened, length: u64, first: &[u8]) -> std::io::Result<DocId> {
    let edge = DocId::EDGE as u64;
    let mut edges = Edges::of(length);
    let first = first.get(..DocId::EDGE).unwrap_or(first);
    edges.add(first);
    let mut buffer = vec![0; PIECE];
    for part in [first.len() as u64..edge, length.saturating_sub(edge)..length] {
        let mut at = part.start;
        while at < part.end {
            let room = usize::try_from(part.end - at).unwrap_or(PIECE).min(PIECE);
            let filled = opened.fill_at(at, buffer.get_mut(..room).unwrap_or_default())?;
            edges.add(buffer.get(..filled).unwrap_or_default());
            if filled < room {
                break;
            }
            at += filled as u64;
        }
    }
    Ok(edges.id())
}

/// The bytes up to the last line break in their second half, or up to a blank, so that no word or character is cut.
/// Text in UTF-16 or UTF-32 is left as it is: the length given divides by four.
fn cut(bytes: &[u8]) -> &[u8] {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return bytes;
    }
    let second_half = bytes.len() / 2;
    let last = |wanted: u8| bytes.iter().rposition(|&byte| byte == wanted).filter(|&at| at >= second_half);
    let end = last(b'\n').or_else(|| last(b' ')).map(|at| at + 1);
    let end = end.or_else(|| bytes.iter().rposition(|byte| byte & 0xC0 != 0x80)).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or(bytes)
}

/// Makes a document of bytes. A parser that fails costs this document only: those of structured formats run in a worker
/// when `apart` is asked for and a worker can be started.
fn parse(bytes: &Bytes<'_>, name: Option<&str>, apart: bool) -> Result<Document, Clean> {
    let part = (bytes.kept.len() as u64) < bytes.length;
    let hint = Hint { name, of: part.then_some(bytes.length) };
    let not_text = |why: NotText| Clean::line(&why.to_string());
    guarded(|| {
        let begun = format::begin(&bytes.kept, hint).map_err(not_text)?;
        match begun.structured().filter(|_| apart).map(worker::read) {
            Some(Given::Document(document)) => Ok(begun.with(*document)),
            Some(Given::Refused(why)) => Err(why),
            Some(Given::NoWorker) | None => begun.parse().map_err(not_text),
        }
    })
}

/// Runs a reader of untrusted text; when it panics, that is the reason why there is no result.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Clean>) -> Result<T, Clean> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Clean::line("reading it failed: a fault in briefing")))
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn large() -> Vec<u8> {
        let line = b"The council met on Tuesday and heard the report of its auditor.\n";
        line.iter().copied().cycle().take(3 * 1024 * 1024).collect()
    }

    #[test]
    fn the_beginning_of_a_large_file_has_the_identity_of_the_whole() {
        let scratch = Scratch::new();
        let path = scratch.write("large.txt", large());
        let beginning = read(&path, Amount::Beginning).unwrap();
        let whole = read(&path, Amount::Whole).unwrap();
        assert_eq!(beginning.id, whole.id);
        assert_eq!(whole.id, DocId::of(&large()));
        assert_eq!(Bytes::of(&large(), Amount::Beginning).id, whole.id);
        assert!(beginning.kept.len() <= BEGINNING && beginning.kept.ends_with(b".\n"));
        let opening = read(&path, Amount::Opening).unwrap();
        assert_eq!(opening.id, whole.id);
        assert!(opening.kept.len() <= OPENING && opening.kept.ends_with(b".\n"));
        assert!(!beginning.is_wanted_whole() && whole.is_wanted_whole());
    }

    #[test]
    fn a_small_file_is_read_whole_either_way() {
        let scratch = Scratch::new();
        let path = scratch.write("small.txt", "A line.\n");
        for amount in [Amount::Opening, Amount::Beginning, Amount::Whole] {
            let read = read(&path, amount).unwrap();
            assert_eq!(&read.kept[..], b"A line.\n");
            assert!(read.is_wanted_whole());
            assert_eq!(read.id, DocId::of(b"A line.\n"));
        }
    }

    #[test]
    fn a_sparse_file_beyond_the_bound_takes_no_more_memory_than_the_bound() {
        let scratch = Scratch::new();
        let path = scratch.write("sparse.txt", "");
        #[expect(clippy::disallowed_methods, reason = "makes a file of four gigabytes that takes no space")]
        std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(4 << 30).unwrap();
        let read = read(&path, Amount::Beginning).unwrap();
        assert!(read.kept.len() <= BEGINNING);
        assert_eq!(read.length, 4 << 30);
    }

    #[test]
    fn cutting_respects_lines_words_and_characters() {
        assert_eq!(cut(b"one line\nanother li"), b"one line\nanother ");
        assert_eq!(cut(b"one line\nab"), b"one line\n");
        assert_eq!(cut("ññññ".as_bytes()), "ñññ".as_bytes());
        assert_eq!(cut(b"\xFF\xFEa\0 \0b\0"), b"\xFF\xFEa\0 \0b\0");
    }

    #[test]
    fn a_panicking_reader_is_a_reason() {
        let read: Result<(), Clean> = guarded(|| panic!("hostile"));
        assert!(read.unwrap_err().contains("fault in briefing"));
    }

    #[test]
    fn what_is_not_there_is_a_reason() {
        let gone = load(&Origin::File("/nonexistent/a.txt".into()), Amount::Whole);
        assert_eq!(&*gone.unwrap_err(), "there is no such file");
    }
}
