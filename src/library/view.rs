//! An entry read where it lies, without a copy of its texts.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::sync::Arc;

use super::chunk::{Chunk, NONE, Progress, Record};
use super::file_facts::FileFacts;
use super::packed::DateKey;
use super::pool::{NameId, Pool};
use super::{Entry, EntryId, Head, Origin, Status};
use crate::document::{Clean, DocId, DocumentDate};

/// An entry of a library. What it gives away as text is clean: it was when it was put in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntryRef<'a> {
    pub(super) pool: &'a Pool,
    pub(super) chunk: &'a Chunk,
    pub(super) record: &'a Record,
    pub(super) id: EntryId,
    /// Whether it stands by date among all others that do, by their places.
    pub(super) is_in_date_order: bool,
}

impl<'a> EntryRef<'a> {
    /// Its place in the library.
    pub(crate) const fn id(&self) -> EntryId {
        self.id
    }

    /// How far reading has come.
    pub(crate) const fn progress(&self) -> Progress {
        self.record.progress()
    }

    /// Whether it was read.
    pub(crate) fn is_ready(&self) -> bool {
        self.record.progress() == Progress::Ready
    }

    /// Why it cannot be read.
    pub(crate) fn failure(&self) -> Option<&'a str> {
        (self.record.progress() == Progress::Failed).then(|| self.chunk.title(self.record))
    }

    /// Its identity, if it was read.
    pub(crate) fn doc(&self) -> Option<DocId> {
        self.is_ready().then_some(self.record.doc)
    }

    /// Its path as shown.
    pub(crate) fn name(&self) -> &'a str {
        self.chunk.name(self.record)
    }

    /// Its title, or its name while it is not read or cannot be.
    pub(crate) fn title(&self) -> &'a str {
        if self.is_ready() { self.chunk.title(self.record) } else { self.name() }
    }

    /// Its date.
    pub(crate) fn date(&self) -> Option<DocumentDate> {
        self.record.date.date()
    }

    /// Its date as a number that sorts as dates do.
    pub(crate) fn date_key(&self) -> DateKey {
        self.record.date.key()
    }

    /// Who published it.
    pub(crate) fn source(&self) -> Option<&'a str> {
        self.source_id().map(|source| self.pool.text(source))
    }

    /// The number of who published it.
    pub(crate) fn source_id(&self) -> Option<NameId> {
        (self.record.source != NONE).then_some(NameId(self.record.source))
    }

    /// ISO 639-1 code of its language.
    pub(crate) fn language(&self) -> Option<&'static str> {
        self.pool.language(self.record.language)
    }

    /// Words in its text, if it was read.
    pub(crate) fn words(&self) -> Option<u32> {
        self.facts().filter(|_| self.is_ready()).map(|facts| facts.words)
    }

    /// Bytes in the file.
    pub(crate) fn size(&self) -> u64 {
        self.facts().map(FileFacts::size).unwrap_or_default()
    }

    /// When the file was last changed, in seconds since 1970.
    pub(crate) fn modified(&self) -> Option<i64> {
        self.facts()?.modified()
    }

    /// When the library first had it, in seconds since 1970.
    pub(crate) fn added(&self) -> Option<i64> {
        self.facts()?.added()
    }

    fn facts(&self) -> Option<FileFacts> {
        self.chunk.facts(self.record)
    }

    /// The numbers of its key people, in order.
    pub(crate) fn people_ids(&self) -> impl Iterator<Item = NameId> + use<'a> {
        self.chunk.people(self.record)
    }

    /// Names of its key people, in order.
    pub(crate) fn people(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let pool = self.pool;
        self.people_ids().map(|name| pool.text(name))
    }

    /// Its authors.
    pub(crate) fn authors(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let pool = self.pool;
        self.chunk.authors(self.record).map(|name| pool.text(name))
    }

    /// Where it is read from.
    pub(crate) fn origin(&self) -> Origin {
        let place = self.id.place().1;
        self.chunk.odd(place).cloned().unwrap_or_else(|| {
            let mut path = Vec::new();
            self.push_path(&mut path);
            Origin::File(OsString::from_vec(path).into())
        })
    }

    /// Appends the bytes of its path, if it is a file whose origin is not kept whole.
    pub(super) fn push_path(&self, path: &mut Vec<u8>) {
        path.extend_from_slice(self.pool.text(NameId(self.record.folder)).as_bytes());
        path.extend_from_slice(last_part(self.name()).as_bytes());
    }

    /// A copy of all of it.
    pub(crate) fn to_entry(self) -> Entry {
        let names = |names: &mut dyn Iterator<Item = &str>| names.map(Clean::text).collect();
        let status = match self.record.progress() {
            Progress::Found => Status::Found,
            Progress::Failed => Status::Failed(Clean::text(self.chunk.title(self.record))),
            Progress::Ready => Status::Ready(Arc::new(Head {
                id: self.record.doc,
                title: Clean::text(self.title()),
                authors: names(&mut self.authors()),
                date: self.date(),
                source: self.source().map(Clean::text),
                language: self.language(),
                words: self.words().unwrap_or_default(),
                people: names(&mut self.people()),
            })),
        };
        Entry {
            origin: self.origin(),
            name: Clean::text(self.name()),
            size: self.size(),
            modified: self.modified(),
            added: self.added(),
            status,
        }
    }
}

/// What stands behind the last slash.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
