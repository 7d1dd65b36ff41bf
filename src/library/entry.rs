//! One row of the list: a file, what is known of it, and whether it could be read.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Rows, path_text};
use crate::document::{Clean, DocId, Document, DocumentDate};

/// Where a document's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// A file, by the bytes of its path.
    File(PathBuf),
    /// Standard input, read once at the start.
    Stdin(Arc<[u8]>),
    /// A briefing that ships with the program.
    Embedded {
        /// Its file name.
        name: &'static str,
        /// Its content.
        bytes: &'static [u8],
    },
}

impl Origin {
    /// The path of a file as text that no other path has, for marks; see [`path_text`].
    pub(crate) fn path_text(&self) -> Option<String> {
        match self {
            Self::File(path) => Some(path_text(path)),
            Self::Stdin(_) | Self::Embedded { .. } => None,
        }
    }
}

/// The place of an entry in the library. Stays its own: entries are replaced or taken out, their places never given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(pub(crate) u32);

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// Where it is read from.
    pub(crate) origin: Origin,
    /// Its path as shown: relative to the folder that was opened.
    pub(crate) name: Clean,
    /// Bytes in the file.
    pub(crate) size: u64,
    /// When the file was last changed, in seconds since 1970.
    pub(crate) modified: Option<i64>,
    /// When the library first had it, in seconds since 1970. Not known of what was not read yet, or is no file.
    pub(crate) added: Option<i64>,
    /// How far reading has come.
    pub(crate) status: Status,
}

/// How far reading an entry has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Status {
    /// Seen by the walk, not yet read.
    Found,
    /// Read.
    Ready(Arc<Head>),
    /// Cannot be read, and why ("it is a named pipe").
    Failed(Clean),
}

/// What the list shows of a document that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// Its identity.
    pub(crate) id: DocId,
    /// Its title, or the first words of its text, or its name.
    pub(crate) title: Clean,
    /// Its authors.
    pub(crate) authors: Vec<Clean>,
    /// Its date; the library keeps it without its place in the text.
    pub(crate) date: Option<DocumentDate>,
    /// Who published it.
    pub(crate) source: Option<Clean>,
    /// ISO 639-1 code of its language.
    pub(crate) language: Option<&'static str>,
    /// Words in its text.
    pub(crate) words: u32,
    /// Names of its key people, in order.
    pub(crate) people: Vec<Clean>,
}

impl Entry {
    /// What is known from reading it, if it was read.
    pub(crate) fn head(&self) -> Option<&Head> {
        match &self.status {
            Status::Ready(head) => Some(head),
            Status::Found | Status::Failed(_) => None,
        }
    }

    /// Its identity, if it was read.
    pub(crate) fn doc(&self) -> Option<DocId> {
        self.head().map(|head| head.id)
    }
}

/// A step of a scan.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Batch {
    /// Files that were read in an earlier session; they come before the entries.
    pub(crate) rows: Rows,
    /// New entries, or newer versions of known ones.
    pub(crate) entries: Vec<Entry>,
    /// What was passed over so far, in all.
    pub(crate) skipped: Skipped,
    /// Files read so far.
    pub(crate) read: u32,
    /// Files found so far.
    pub(crate) found: u32,
    /// Documents that came since the last session, and in this one, so far. What was merely moved is not among them.
    pub(crate) new: u32,
    /// Files that the library had in an earlier session and has no more.
    pub(crate) gone: Vec<Origin>,
    /// Something to tell the user: what is known of the library cannot be kept.
    pub(crate) notice: Option<Clean>,
    /// Whether this is the last step.
    pub(crate) done: bool,
}

#[cfg(test)]
impl Batch {
    /// The same with entries only.
    pub(crate) fn unpacked(self) -> Self {
        let entries = self.rows.entries().into_iter().chain(self.entries).collect();
        Self { rows: Rows::default(), entries, ..self }
    }
}

/// Files passed over on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Skipped {
    /// Hidden files and folders.
    pub(crate) hidden: u32,
    /// Named in a `.briefingignore`.
    pub(crate) ignored: u32,
    /// Links to folders, which are not followed.
    pub(crate) links: u32,
    /// Below the depth bound or beyond the count bound.
    pub(crate) beyond: u32,
}

impl Skipped {
    /// How much of what was passed over, in words; nothing when nothing was.
    pub(crate) fn words(&self) -> Option<String> {
        let Self { hidden, ignored, links, beyond } = *self;
        let kinds = [
            (hidden, "hidden"),
            (ignored, "ignored"),
            (links, "links to folders"),
            (beyond, "too deep in folders or too many"),
        ];
        let words = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// A document with its identity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loaded {
    /// Its identity; the same for its beginning and for all of it.
    pub(crate) id: DocId,
    /// Its text.
    pub(crate) document: Document,
    /// Whether all of the file is in it; a very large file comes first as its beginning.
    pub(crate) complete: bool,
}
