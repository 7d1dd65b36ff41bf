//! A piece of the library: packed records and the texts that belong to them.
//!
//! A record has a fixed size; what differs in length lies behind it in two common vectors, or is left where it lies: the
//! texts of what an earlier session has read are in the catalogue, and few of a hundred thousand are ever looked at. An entry
//! that is replaced leaves its old text as waste, which is cleared away when it is a third of all.

use std::collections::BTreeMap;
use std::ops::Range;

use super::file_facts::FileFacts;
use super::lying::Lying;
use super::naming;
use super::packed::PackedDate;
use super::pool::NameId;
use super::{EntryId, Origin};
use crate::document::DocId;

/// Entries in a chunk: what is copied when one of them changes while a worker holds the library.
pub(super) const CHUNK: usize = 1024;

/// Bytes of a title, a name or a reason that are kept; what is longer comes from somebody who wants to fill the memory.
pub(super) const LONGEST: usize = 4096;

/// Bytes of the largest file that is kept in an index. A larger one is read whenever it is searched.
pub(crate) const LARGEST_INDEXED: u64 = 16 * 1024 * 1024;

/// No number.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of an entry without its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    /// The folder of its file, or [`NONE`] when its origin is kept whole.
    pub(super) folder: u32,
    /// Where its title (or the reason of its failure) begins, with its name right before and its facts right behind it.
    text: u32,
    title: u16,
    name: u16,
    /// Where the numbers of its people begin, with those of its authors right behind them.
    names: u32,
    people: u8,
    authors: u8,
    /// The number of its language.
    pub(super) language: u8,
    /// How far reading has come, and other signs.
    signs: u8,
    /// Its identity, when it is read.
    pub(super) doc: DocId,
    /// Its date.
    pub(super) date: PackedDate,
    /// Who published it, or [`NONE`].
    pub(super) source: u32,
}

/// It was read.
const READY: u8 = 1;
/// It cannot be read.
const FAILED: u8 = 1 << 1;
/// It was taken out of the library.
const GONE: u8 = 1 << 2;
/// Its texts are where they lie.
const LYING: u8 = 1 << 3;
/// No index keeps it.
const LARGE: u8 = 1 << 4;

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
    /// Its name, its title, and the rest.
    pub(super) told: Told<'a>,
    /// Its people.
    pub(super) people: &'a [NameId],
    /// Its authors.
    pub(super) authors: &'a [NameId],
}

/// Texts and facts of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told<'a> {
    /// To be copied: the name, the title (or the reason why it cannot be read, or nothing), and what else is known.
    Copied(&'a str, &'a str, FileFacts),
    /// Left where they lie, in this order: so many bytes of the name before a place, so many of the title from there on.
    Lying(&'a Lying, u32, [u16; 2]),
}

/// Up to [`CHUNK`] entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    records: Vec<Record>,
    text: Vec<u8>,
    /// Where the texts are that were not copied.
    lying: Option<Lying>,
    /// Numbers of names, in as few bytes as each needs; see [`naming::write`].
    names: Vec<u8>,
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
            language: 0,
            signs: 0,
            doc: DocId([0; 16]),
            date: PackedDate::NONE,
            source: NONE,
        }
    }

    /// How far reading has come.
    pub(super) const fn progress(&self) -> Progress {
        match self.signs & (READY | FAILED) {
            0 => Progress::Found,
            READY => Progress::Ready,
            _ => Progress::Failed,
        }
    }

    /// Reading has come so far.
    pub(super) const fn set_progress(&mut self, progress: Progress) {
        self.signs &= !(READY | FAILED);
        self.signs |= match progress {
            Progress::Found => 0,
            Progress::Ready => READY,
            Progress::Failed => FAILED,
        };
    }

    /// Whether it was taken out of the library.
    pub(super) const fn is_gone(&self) -> bool {
        self.signs & GONE != 0
    }

    /// It was taken out of the library.
    pub(super) const fn go(&mut self) {
        self.signs |= GONE;
    }

    /// Whether it is too large for an index.
    pub(super) const fn is_large(&self) -> bool {
        self.signs & LARGE != 0
    }

    /// Its file has so many bytes.
    pub(super) const fn set_size(&mut self, size: u64) {
        if size > LARGEST_INDEXED {
            self.signs |= LARGE;
        }
    }

    /// Whether its texts are where they lie.
    pub(super) const fn is_lying(&self) -> bool {
        self.signs & LYING != 0
    }

    fn waste(&self) -> usize {
        // Most names take two bytes.
        self.copied() + 2 * (usize::from(self.people) + usize::from(self.authors))
    }

    /// Bytes of what was copied for it.
    fn copied(&self) -> usize {
        if self.is_lying() { 0 } else { usize::from(self.name) + usize::from(self.title) + FileFacts::BYTES }
    }
}

impl Chunk {
    /// An empty chunk with as much room as the one before it took: growing step by step leaves the memory full of holes.
    pub(super) fn after(before: Option<&Self>) -> Self {
        let Some(before) = before else { return Self::default() };
        let room = |taken: usize| taken + taken / 16;
        Self {
            records: Vec::with_capacity(CHUNK),
            text: Vec::with_capacity(room(before.text.len())),
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
        let names = small(self.names.len());
        let (text, [name, title], is_lying) = self.take_in(texts.told);
        let signs = if is_lying { record.signs | LYING } else { record.signs };
        let (people, authors) = (self.add_names(texts.people), self.add_names(texts.authors));
        let record = Record { text, title, name, names, people, authors, signs, ..record };
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

    /// Takes the texts of an entry: where its title begins, how long name and title are, and whether they were left where
    /// they lie. All that lies must lie in the same bytes; what does not is copied.
    fn take_in(&mut self, told: Told<'_>) -> (u32, [u16; 2], bool) {
        match told {
            Told::Lying(lying, at, lengths) if self.lying.get_or_insert_with(|| lying.clone()).is(lying) => {
                (at, lengths, true)
            }
            Told::Lying(lying, at, lengths) => {
                let all = lying.bytes().get(range(at, lengths)).unwrap_or_default();
                self.text.extend_from_slice(all);
                (small(self.text.len() - all.len()) + u32::from(lengths[0]), lengths, false)
            }
            Told::Copied(name, title, facts) => {
                let (name, title) = (cut(name), cut(title));
                self.text.extend_from_slice(name.as_bytes());
                let at = small(self.text.len());
                self.text.extend_from_slice(title.as_bytes());
                facts.write(&mut self.text);
                (at, [short(name.len()), short(title.len())], false)
            }
        }
    }

    /// Gives the entry at a place other people.
    pub(super) fn put_people(&mut self, place: usize, people: &[NameId]) {
        let Some(record) = self.records.get(place).copied() else { return };
        let authors: Vec<NameId> = self.authors(&record).collect();
        let names = small(self.names.len());
        let (people, authors) = (self.add_names(people), self.add_names(&authors));
        self.waste += 2 * (usize::from(record.people) + usize::from(record.authors));
        if let Some(slot) = self.records.get_mut(place) {
            *slot = Record { names, people, authors, ..record };
        }
        self.clear_away_waste();
    }

    /// Clears away when a third of all is waste.
    fn clear_away_waste(&mut self) {
        if self.waste * 3 > self.text.len() + self.names.len() {
            self.clear_away();
        }
    }

    /// Copies what is used and forgets the rest, room for growth included.
    pub(super) fn clear_away(&mut self) {
        let used = |count: fn(&Record) -> usize| self.records.iter().map(count).sum();
        let mut text = Vec::with_capacity(used(Record::copied));
        let mut names = Vec::with_capacity(self.names.len());
        for record in &mut self.records {
            if !record.is_lying() {
                let copied = self.text.get(range(record.text, [record.name, record.title])).unwrap_or_default();
                record.text = small(text.len()) + u32::from(record.name);
                text.extend_from_slice(copied);
            }
            let left = self.names.get(record.names as usize..).unwrap_or_default();
            let all = Numbers { left, count: usize::from(record.people) + usize::from(record.authors) };
            record.names = small(names.len());
            all.for_each(|name| naming::write(&mut names, name.index()));
        }
        names.shrink_to_fit();
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
        self.read(record, start..start + usize::from(record.title))
    }

    /// The name of an entry.
    pub(super) fn name(&self, record: &Record) -> &str {
        let end = record.text as usize;
        self.read(record, end.saturating_sub(record.name.into())..end)
    }

    /// What else is known of the file of an entry.
    pub(super) fn facts(&self, record: &Record) -> Option<FileFacts> {
        let start = record.text as usize + usize::from(record.title);
        FileFacts::read(self.bytes(record).get(start..)?)
    }

    fn bytes(&self, record: &Record) -> &[u8] {
        match &self.lying {
            Some(lying) if record.is_lying() => lying.bytes(),
            _ => &self.text,
        }
    }

    /// A text. What lies in a file was one when it was put in.
    fn read(&self, record: &Record, range: Range<usize>) -> &str {
        self.bytes(record).get(range).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Adds names at the end, as many as go in; tells how many.
    fn add_names(&mut self, names: &[NameId]) -> u8 {
        let count = u8::try_from(names.len()).unwrap_or(u8::MAX);
        names.iter().take(count.into()).for_each(|name| naming::write(&mut self.names, name.index()));
        count
    }

    /// The people of an entry.
    pub(super) fn people(&self, record: &Record) -> impl Iterator<Item = NameId> + use<'_> {
        self.names_of(record).take(record.people.into())
    }

    /// The authors of an entry.
    pub(super) fn authors(&self, record: &Record) -> impl Iterator<Item = NameId> + use<'_> {
        self.names_of(record).skip(record.people.into())
    }

    fn names_of(&self, record: &Record) -> Numbers<'_> {
        let left = self.names.get(record.names as usize..).unwrap_or_default();
        Numbers { left, count: usize::from(record.people) + usize::from(record.authors) }
    }
}

/// Numbers of names, one behind the other.
struct Numbers<'a> {
    left: &'a [u8],
    count: usize,
}

impl Iterator for Numbers<'_> {
    type Item = NameId;

    fn next(&mut self) -> Option<NameId> {
        self.count = self.count.checked_sub(1)?;
        naming::read(&mut self.left).and_then(|number| u32::try_from(number).ok()).map(NameId)
    }
}

/// A text as far as it is kept.
pub(super) fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default()
}

/// Where name, title and facts lie.
fn range(title: u32, [name, length]: [u16; 2]) -> Range<usize> {
    let title = title as usize;
    title.saturating_sub(name.into())..title + usize::from(length) + FileFacts::BYTES
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NONE)
}

fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
