//! A piece of the library: packed records and the texts that belong to them.
//!
//! A record has a fixed size; what differs in length lies behind it in two common vectors. An entry that is replaced
//! leaves its old text there as waste, which is cleared away when it is a third of all.

use std::collections::BTreeMap;

use super::packed::{PackedDate, Short};
use super::pool::NameId;
use super::{EntryId, Origin};
use crate::document::DocId;

/// Entries in a chunk: what is copied when one of them changes while a worker holds the library.
pub(super) const CHUNK: usize = 1024;

/// Bytes of a title, a name or a reason that are kept; what is longer comes from somebody who wants to fill the memory.
pub(super) const LONGEST: usize = 4096;

/// No number.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of an entry without its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    /// The folder of its file, or [`NONE`] when its origin is kept whole.
    pub(super) folder: u32,
    /// Where its title (or the reason of its failure) begins, with its name right behind it.
    text: u32,
    title: u16,
    name: u16,
    /// Where the numbers of its people begin, with those of its authors right behind them.
    names: u32,
    people: u16,
    authors: u16,
    /// How far reading has come.
    pub(super) progress: Progress,
    /// The number of its language.
    pub(super) language: u8,
    /// Whether it was taken out of the library.
    pub(super) is_gone: bool,
    /// Its identity, when it is read.
    pub(super) doc: DocId,
    /// Bytes in the file.
    pub(super) size: Short,
    /// When the file was last changed, if that is known.
    pub(super) modified: Short,
    /// When the library first had it, if that is known.
    pub(super) added: Short,
    /// Its date.
    pub(super) date: PackedDate,
    /// Who published it, or [`NONE`].
    pub(super) source: u32,
    /// Words in its text.
    pub(super) words: u32,
    /// The next entry with the same content, or [`NONE`].
    pub(super) twin: u32,
}

/// How far reading an entry has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Progress {
    /// Read.
    Ready,
    /// Seen by the walk, not yet read.
    Found,
    /// Cannot be read.
    Failed,
}

/// What of an entry is of no fixed size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    /// Its title, or the reason why it cannot be read, or nothing.
    pub(super) title: &'a str,
    /// Its name.
    pub(super) name: &'a str,
    /// Its people.
    pub(super) people: &'a [NameId],
    /// Its authors.
    pub(super) authors: &'a [NameId],
}

/// Up to [`CHUNK`] entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    records: Vec<Record>,
    text: String,
    names: Vec<NameId>,
    /// Origins that cannot be told from folder and name.
    odd: BTreeMap<u16, Origin>,
    /// Bytes of text and names that belong to no record any more.
    waste: usize,
}

impl EntryId {
    /// Its chunk, and its place there.
    pub(super) const fn place(self) -> (usize, usize) {
        (self.0 as usize / CHUNK, self.0 as usize % CHUNK)
    }
}

impl Record {
    /// A record without texts.
    pub(super) const fn new(folder: u32) -> Self {
        Self {
            folder,
            text: 0,
            title: 0,
            name: 0,
            names: 0,
            people: 0,
            authors: 0,
            progress: Progress::Found,
            language: 0,
            is_gone: false,
            doc: DocId([0; 16]),
            size: Short::NONE,
            modified: Short::NONE,
            added: Short::NONE,
            date: PackedDate::NONE,
            source: NONE,
            words: 0,
            twin: NONE,
        }
    }

    fn waste(&self) -> usize {
        usize::from(self.title) + usize::from(self.name) + 4 * (usize::from(self.people) + usize::from(self.authors))
    }
}

impl Chunk {
    /// An empty chunk with as much room as the one before it took: growing step by step leaves the memory full of holes.
    pub(super) fn after(before: Option<&Self>) -> Self {
        let Some(before) = before else { return Self::default() };
        let room = |taken: usize| taken + taken / 16;
        Self {
            records: Vec::with_capacity(CHUNK),
            text: String::with_capacity(room(before.text.len())),
            names: Vec::with_capacity(room(before.names.len())),
            ..Self::default()
        }
    }

    /// A record.
    pub(super) fn record(&self, place: usize) -> Option<&Record> {
        self.records.get(place)
    }

    /// A record, to change what is no text.
    pub(super) fn record_mut(&mut self, place: usize) -> Option<&mut Record> {
        self.records.get_mut(place)
    }

    /// An origin that is kept whole.
    pub(super) fn odd(&self, place: usize) -> Option<&Origin> {
        self.odd.get(&u16::try_from(place).ok()?)
    }

    /// Adds an entry, or replaces the one at that place.
    pub(super) fn put(&mut self, place: usize, record: Record, texts: Texts<'_>, odd: Option<Origin>) {
        let (text, names) = (small(self.text.len()), small(self.names.len()));
        let (title, name) = (cut(texts.title), cut(texts.name));
        self.text.push_str(title);
        self.text.push_str(name);
        let most = usize::from(u16::MAX);
        let (people, authors) = (texts.people.iter().take(most), texts.authors.iter().take(most));
        let (title, name) = (short(title.len()), short(name.len()));
        let record =
            Record { text, title, name, names, people: short(people.len()), authors: short(authors.len()), ..record };
        self.names.extend(people.chain(authors));
        if let (Some(origin), Ok(place)) = (odd, u16::try_from(place)) {
            self.odd.insert(place, origin);
        }
        match self.records.get_mut(place) {
            Some(slot) => {
                self.waste += slot.waste();
                *slot = record;
                self.clear_away_waste();
            }
            None => self.records.push(record),
        }
    }

    /// Gives the entry at a place other people.
    pub(super) fn put_people(&mut self, place: usize, people: &[NameId]) {
        let Some(record) = self.records.get(place).copied() else { return };
        let authors = self.authors(&record).to_vec();
        let (names, most) = (small(self.names.len()), usize::from(u16::MAX));
        let people = people.get(..people.len().min(most)).unwrap_or_default();
        self.names.extend(people.iter().chain(&authors));
        self.waste += 4 * (usize::from(record.people) + usize::from(record.authors));
        if let Some(slot) = self.records.get_mut(place) {
            *slot = Record { names, people: short(people.len()), ..record };
        }
        self.clear_away_waste();
    }

    /// Clears away when a third of all is waste.
    fn clear_away_waste(&mut self) {
        if self.waste * 3 > self.text.len() + 4 * self.names.len() {
            self.clear_away();
        }
    }

    /// Copies what is used and forgets the rest, room for growth included.
    pub(super) fn clear_away(&mut self) {
        let used = |count: fn(&Record) -> usize| self.records.iter().map(count).sum();
        let mut text = String::with_capacity(used(|known| usize::from(known.title) + usize::from(known.name)));
        let mut names = Vec::with_capacity(used(|known| usize::from(known.people) + usize::from(known.authors)));
        for record in &mut self.records {
            let (start, end) = (record.text as usize, usize::from(record.title) + usize::from(record.name));
            record.text = small(text.len());
            text.push_str(self.text.get(start..start + end).unwrap_or_default());
            let (start, end) = (record.names as usize, usize::from(record.people) + usize::from(record.authors));
            record.names = small(names.len());
            names.extend_from_slice(self.names.get(start..start + end).unwrap_or_default());
        }
        (self.text, self.names, self.waste) = (text, names, 0);
        self.records.shrink_to_fit();
    }

    /// Whether it is worth the while to clear away what is not used: more than an eighth.
    pub(super) fn has_slack(&self) -> bool {
        let is_loose = |room: usize, taken: usize| room > taken + taken / 8;
        self.waste * 8 > self.text.len()
            || is_loose(self.records.capacity(), self.records.len())
            || is_loose(self.text.capacity(), self.text.len())
            || is_loose(self.names.capacity(), self.names.len())
    }

    /// The title of an entry, or why it cannot be read; empty when it was only found.
    pub(super) fn title(&self, record: &Record) -> &str {
        let start = record.text as usize;
        self.text.get(start..start + usize::from(record.title)).unwrap_or_default()
    }

    /// The name of an entry.
    pub(super) fn name(&self, record: &Record) -> &str {
        let start = record.text as usize + usize::from(record.title);
        self.text.get(start..start + usize::from(record.name)).unwrap_or_default()
    }

    /// The people of an entry.
    pub(super) fn people(&self, record: &Record) -> &[NameId] {
        let start = record.names as usize;
        self.names.get(start..start + usize::from(record.people)).unwrap_or_default()
    }

    /// The authors of an entry.
    pub(super) fn authors(&self, record: &Record) -> &[NameId] {
        let start = record.names as usize + usize::from(record.people);
        self.names.get(start..start + usize::from(record.authors)).unwrap_or_default()
    }
}

/// A text as far as it is kept.
pub(super) fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default()
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NONE)
}

fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
