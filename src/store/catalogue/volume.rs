//! Reading a catalogue: its first screen with one small read, the rest chunk by chunk. Nothing in it is believed.
//!
//! ```text
//! header      what it is, of which library, how many files; where the rest is; a checksum of all this
//! first chunk the first screen of the list
//! chunks      some hundred records each
//! table       lengths, records and checksum of each chunk
//! texts       paths, titles and facts, chunk by chunk: what is only looked at when a row is shown
//! ```

use std::borrow::Cow;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::super::findings;
use super::super::journal::directory;
use super::super::mapped;
use super::lock::is_ours;
use super::record::{Line, Record, Written};
use super::{NAME, order, set};
use crate::document::DocId;
use crate::library::{Lying, Status};
use crate::settings::Sort;

/// What a catalogue begins with; the number changes with the form of what follows.
pub(super) const MAGIC: &[u8; 24] = b"briefing catalogue\n\x002\0\0\0";

/// Bytes of the header.
pub(super) const HEADER: usize = 192;

/// Bytes of a checksum.
pub(super) const SUM: usize = 16;

/// Bytes of a line of the table: two lengths, records, checksum.
pub(super) const LINE: usize = 12 + SUM;

/// Bytes read at once at the beginning: header and first chunk of nearly every catalogue.
const BEGINNING: usize = 16 * 1024;

/// Chunks that hold the first screen: the second only where it is large, or where the reader left off below the first.
const SCREEN: usize = 2;

/// Bytes read for one record; nearly every one is shorter.
const ONE: u64 = 2048;

/// The most files a catalogue may tell of.
const MOST: u32 = 1_000_000;

/// Bytes and records of the largest chunk that is read. What is written is far below.
pub(super) const LARGEST: u32 = 16 * 1024 * 1024;
pub(super) const MOST_RECORDS: u32 = 1_000;

/// The checksum of bytes: the beginning of their BLAKE3 hash.
pub(super) fn sum(bytes: &[u8]) -> [u8; SUM] {
    sum_of_both(bytes, &[])
}

/// The same of bytes and others behind them.
pub(super) fn sum_of_both(bytes: &[u8], others: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    blake3::Hasher::new().update(bytes).update(others).finalize_xof().fill(&mut sum);
    sum
}

/// Where a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Chunk {
    /// Bytes of its records.
    pub(super) length: u32,
    /// Bytes of their texts.
    pub(super) texts: u32,
    pub(super) records: u32,
    /// The checksum of both.
    pub(super) sum: [u8; SUM],
}

/// Where something begins: records in the file, their texts among all.
#[derive(Debug, Clone, Copy)]
struct Spot {
    records: u64,
    texts: u64,
}

impl Spot {
    const FIRST: Self = Self { records: HEADER as u64, texts: 0 };

    /// Behind a chunk that begins here.
    const fn behind(self, chunk: Chunk) -> Self {
        Self {
            records: self.records.saturating_add(chunk.length as u64),
            texts: self.texts.saturating_add(chunk.texts as u64),
        }
    }
}

/// What a catalogue says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// The library, by the hash of its paths.
    pub(super) set: [u8; 32],
    /// The order of the records; see [`order::code`].
    pub(super) order: u32,
    /// 1 when all files of the library had been read, else 0.
    pub(super) is_whole: u32,
    /// Files in it.
    pub(super) count: u32,
    /// With what the documents were described; see [`findings::version`].
    pub(super) version: [u8; 16],
    /// The first chunk, right behind the header.
    pub(super) first: Chunk,
    /// Where the table is.
    pub(super) table: u64,
    /// Lines in it.
    pub(super) chunks: u32,
    /// Its checksum.
    pub(super) table_sum: [u8; SUM],
    /// Where the texts begin.
    pub(super) texts: u64,
}

impl Header {
    /// The header as bytes.
    pub(super) fn write(&self) -> [u8; HEADER] {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.extend(self.set);
        bytes.extend(self.order.to_le_bytes());
        bytes.extend(self.is_whole.to_le_bytes());
        bytes.extend(self.count.to_le_bytes());
        bytes.extend(self.version);
        bytes.extend(self.first.write());
        bytes.extend(self.table.to_le_bytes());
        bytes.extend(self.chunks.to_le_bytes());
        bytes.extend(self.table_sum);
        bytes.extend(self.texts.to_le_bytes());
        bytes.resize(HEADER - SUM, 0);
        bytes.extend(sum(&bytes));
        let mut header = [0; HEADER];
        header.copy_from_slice(&bytes);
        header
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, found) = bytes.get(..HEADER)?.split_last_chunk::<SUM>()?;
        let mut from = Bytes(body);
        if from.take::<24>()? != *MAGIC || sum(body) != *found {
            return None;
        }
        let header = Self {
            set: from.take()?,
            order: from.u32()?,
            is_whole: from.u32()?,
            count: from.u32()?,
            version: from.take()?,
            first: from.chunk()?,
            table: u64::from_le_bytes(from.take()?),
            chunks: from.u32()?,
            table_sum: from.take()?,
            texts: u64::from_le_bytes(from.take()?),
        };
        (header.count <= MOST && header.first.is_sane() && header.chunks <= MOST).then_some(header)
    }
}

impl Chunk {
    /// The chunk as a line of the table.
    pub(super) fn write(self) -> [u8; LINE] {
        let mut line = [0; LINE];
        let numbers = [self.length, self.texts, self.records].into_iter().flat_map(u32::to_le_bytes);
        line.iter_mut().zip(numbers.chain(self.sum)).for_each(|(to, from)| *to = from);
        line
    }

    const fn is_sane(self) -> bool {
        self.length <= LARGEST && self.texts <= LARGEST && self.records <= MOST_RECORDS
    }
}

/// Bytes that are taken from the front.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn chunk(&mut self) -> Option<Chunk> {
        Some(Chunk { length: self.u32()?, texts: self.u32()?, records: self.u32()?, sum: self.take()? })
    }
}

/// A step of a look at all records.
pub(crate) enum Step<'a> {
    /// A record with its place.
    Line(u64, Line<'a>),
    /// A chunk is over. These are the texts of its records, and where they begin in the file.
    End(Vec<u8>, u64),
}

/// A catalogue that is open. It stays what it is when another one takes its place meanwhile.
#[derive(Debug)]
pub(crate) struct Volume {
    file: File,
    /// Bytes in it.
    length: u64,
    header: Header,
    /// Whether the documents were described by another version of the program: they are shown until they are read again.
    is_outdated: bool,
    /// What was read at once.
    beginning: Vec<u8>,
    /// The directory it is in.
    shelf: PathBuf,
}

impl Volume {
    /// Opens the catalogue of a library. Nothing when there is none, or none that this program could have written for it.
    pub(crate) fn open(shelf: &Path, paths: &[PathBuf]) -> Option<Self> {
        if !is_ours(shelf).unwrap_or(false) {
            return None;
        }
        let file = directory::open(&shelf.join(NAME)).ok()?;
        let length = file.metadata().ok()?.len();
        let mut beginning = vec![0; usize::try_from(length).unwrap_or(BEGINNING).min(BEGINNING)];
        file.read_exact_at(&mut beginning, 0).ok()?;
        let header = Header::read(&beginning)?;
        let is_outdated = header.version != findings::version();
        let shelf = shelf.to_owned();
        (header.set == set(paths)).then_some(Self { file, length, header, is_outdated, beginning, shelf })
    }

    /// Files in it.
    pub(crate) fn count(&self) -> u32 {
        self.header.count
    }

    /// Whether all files of the library had been read when it was written.
    pub(crate) fn is_whole(&self) -> bool {
        self.header.is_whole == 1
    }

    /// Whether its beginning is that of the list in this order.
    pub(crate) fn is_in_order(&self, sort: Sort) -> bool {
        self.header.order == order::code(sort)
    }

    /// So many of the first records; with a document that is among those of the first screen, so many from it on.
    pub(crate) fn first(&self, rows: usize, last: Option<DocId>) -> Vec<(u64, Record)> {
        let mut left = rows;
        let mut is_before = last.is_some();
        let mut found = Vec::new();
        let mut at = Spot::FIRST;
        for number in 0..SCREEN {
            // The table is read only where the first chunk is not enough.
            let chunk = if number == 0 { Some(self.header.first) } else { self.table().get(number).copied() };
            let Some(chunk) = chunk.filter(|_| left > 0) else { break };
            found.extend(self.read(chunk, at, &mut |record| {
                is_before &= !matches!(&record.status, Status::Ready(head) if Some(head.id) == last);
                left = if is_before { rows } else { left.saturating_sub(1) };
                left == 0
            }));
            at = at.behind(chunk);
        }
        found
    }

    /// All records with their places, chunk by chunk, the first ones first. A damaged chunk has none.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = Vec<(u64, Record)>> + '_ {
        let mut at = Spot::FIRST;
        self.table().into_iter().map(move |chunk| {
            let records = self.read(chunk, at, &mut |_| false);
            at = at.behind(chunk);
            records
        })
    }

    /// Looks at all records where they lie, chunk by chunk.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(Step<'_>)) {
        let mut at = Spot::FIRST;
        for chunk in self.table() {
            let texts = self.lines(chunk, at, &mut |place, line| {
                visit(Step::Line(place, line));
                true
            });
            visit(Step::End(texts, self.header.texts.saturating_add(at.texts)));
            at = at.behind(chunk);
        }
    }

    /// All bytes of the catalogue where they lie; nothing where they might go away while they are looked at.
    pub(crate) fn lying(&self) -> Option<Lying> {
        let lying = mapped::map(&self.shelf, NAME).map(Lying::new)?;
        // It may be another one that has taken its place meanwhile: the header tells of each byte.
        let is_this = lying.bytes().get(..HEADER) == self.beginning.get(..HEADER);
        (is_this && lying.bytes().len() as u64 == self.length).then_some(lying)
    }

    /// All records.
    #[cfg(test)]
    pub(crate) fn into_records(self) -> impl Iterator<Item = Record> {
        let mut at = Spot::FIRST;
        self.table().into_iter().flat_map(move |chunk| {
            let records = self.read(chunk, at, &mut |_| false);
            at = at.behind(chunk);
            records.into_iter().map(|(_, record)| record)
        })
    }

    /// The record at a place that [`Self::chunks`] gave.
    pub(crate) fn record(&self, place: u64) -> Option<Record> {
        let left = self.length.checked_sub(place)?;
        [ONE, u64::from(LARGEST)].into_iter().find_map(|most| {
            let bytes = self.bytes(place, left.min(most))?;
            let (written, _) = Written::take(&bytes)?;
            let texts = written.texts();
            let length = Some(texts.end - texts.start).filter(|length| *length <= LARGEST.into())?;
            let texts = self.bytes(self.header.texts.checked_add(texts.start)?, length)?;
            Some(self.checked(written.with(&texts, 0)?).record())
        })
    }

    /// The lines of the table; without it, the first chunk only.
    fn table(&self) -> Vec<Chunk> {
        let only_first = || vec![self.header.first];
        let Some(bytes) = self.bytes(self.header.table, u64::from(self.header.chunks) * LINE as u64) else {
            return only_first();
        };
        if sum(&bytes) != self.header.table_sum {
            return only_first();
        }
        let lines: Option<Vec<Chunk>> = bytes.chunks_exact(LINE).map(|line| Bytes(line).chunk()).collect();
        lines.filter(|lines| lines.first() == Some(&self.header.first)).unwrap_or_else(only_first)
    }

    /// The records of a chunk, up to and with one that is `enough`.
    fn read(&self, chunk: Chunk, at: Spot, enough: &mut dyn FnMut(&Record) -> bool) -> Vec<(u64, Record)> {
        let mut found = Vec::new();
        self.lines(chunk, at, &mut |place, line| {
            let record = line.record();
            let is_enough = enough(&record);
            found.push((place, record));
            !is_enough
        });
        found
    }

    /// Looks at the records of a chunk with their places, as long as `goes_on`; gives their texts.
    fn lines(&self, chunk: Chunk, at: Spot, goes_on: &mut dyn FnMut(u64, Line<'_>) -> bool) -> Vec<u8> {
        let texts = |chunk: Chunk| self.bytes(self.header.texts.checked_add(at.texts)?, chunk.texts.into());
        let read = |chunk: Chunk| self.bytes(at.records, chunk.length.into()).zip(texts(chunk));
        let read = Some(chunk).filter(|chunk| chunk.is_sane()).and_then(read);
        let whole = read.filter(|(bytes, texts)| sum_of_both(bytes, texts) == chunk.sum);
        let Some((bytes, texts)) = whole else { return Vec::new() };
        let mut left = &*bytes;
        for _ in 0..chunk.records {
            let place = at.records + (bytes.len() - left.len()) as u64;
            let Some((written, rest)) = Written::take(left) else { break };
            left = rest;
            let from = written.texts().start.checked_sub(at.texts).and_then(|from| usize::try_from(from).ok());
            let Some(line) = from.and_then(|from| written.with(&texts, from)) else { break };
            if !goes_on(place, self.checked(line)) {
                break;
            }
        }
        texts.into_owned()
    }

    fn checked<'a>(&self, mut line: Line<'a>) -> Line<'a> {
        if self.is_outdated {
            line.outdate();
        }
        line
    }

    fn bytes(&self, at: u64, length: u64) -> Option<Cow<'_, [u8]>> {
        let end = at.checked_add(length).filter(|end| *end <= self.length)?;
        let range = usize::try_from(at).ok()?..usize::try_from(end).ok()?;
        if let Some(bytes) = self.beginning.get(range) {
            return Some(Cow::Borrowed(bytes));
        }
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        self.file.read_exact_at(&mut bytes, at).ok()?;
        Some(Cow::Owned(bytes))
    }
}
