//! Writing a catalogue: beside the old one, which is replaced when the new one is whole and on disk.
#![expect(clippy::disallowed_methods, reason = "writes, renames and removes files in the cache")]

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::super::findings;
use super::super::journal::directory;
use super::lock::Lock;
use super::record::Record;
use super::volume::{Chunk, HEADER, Header, LARGEST, sum, sum_of_both};
use super::{NAME, order, set};
use crate::settings::Sort;

/// Records of the first chunk: most screens have fewer rows, and every start reads and checks all of it.
const FIRST: usize = 40;

/// Records of the second: with the first no screen has more rows.
const SECOND: usize = 80;

/// Records of the others: what is read at once is in memory twice until the list has it.
const MANY: usize = 400;

/// Bytes after which a chunk is full, whatever its records.
const FULL: usize = 1024 * 1024;

/// What a catalogue is of.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Cover<'a> {
    /// The files and folders that are opened.
    pub(in crate::store) paths: &'a [PathBuf],
    /// The order of the records.
    pub(in crate::store) sort: Sort,
    /// Whether all files were read.
    pub(in crate::store) is_whole: bool,
}

/// Writes the catalogue of a library with these files, which are in the order of the list.
///
/// # Errors
/// The disk is full, or the directory cannot be written to. The old catalogue is as it was.
pub(in crate::store) fn write(
    shelf: &Path,
    cover: Cover<'_>,
    records: impl Iterator<Item = Record>,
    _lock: &Lock,
) -> io::Result<()> {
    // Whoever has the lock knows that nobody else is writing these.
    let left = directory::files(shelf, |name| name.as_bytes().starts_with(b"catalogue-"))?;
    for left in left {
        let _ = std::fs::remove_file(shelf.join(&left.name));
    }
    let new = shelf.join(format!("{NAME}-{}.tmp", std::process::id()));
    let texts = shelf.join(format!("{NAME}-{}-texts.tmp", std::process::id()));
    let written = both(&new, &texts, cover, records).and_then(|()| std::fs::rename(&new, shelf.join(NAME)));
    let _ = std::fs::remove_file(&texts);
    if written.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    written
}

fn both(new: &Path, texts: &Path, cover: Cover<'_>, records: impl Iterator<Item = Record>) -> io::Result<()> {
    let mut file = directory::create_file(new, OFlags::empty())?;
    fill(&mut file, texts, cover, records)?;
    file.sync_data()
}

/// What is gathered while the records pass.
#[derive(Default)]
struct Binding {
    table: Vec<Chunk>,
    /// Bytes of the chunks before.
    done: u64,
    count: u32,
    bytes: Vec<u8>,
    /// The texts of the records.
    texts: Vec<u8>,
    /// Bytes of the texts of the chunks before.
    told: u64,
    records: u32,
}

fn fill(file: &mut File, texts: &Path, cover: Cover<'_>, records: impl Iterator<Item = Record>) -> io::Result<()> {
    // What is only written behind all records waits in a file of its own: it may be much.
    let mut apart = directory::create_file(texts, OFlags::empty())?;
    file.write_all(&[0; HEADER])?;
    let mut binding = Binding::default();
    for record in records {
        binding.add(&record, file, &mut apart)?;
    }
    binding.finish_chunk(file, &mut apart)?;
    let first = binding.table.first().copied().unwrap_or_default();
    let table: Vec<u8> = binding.table.iter().flat_map(|chunk| chunk.write()).collect();
    file.write_all(&table)?;
    io::copy(&mut directory::open(texts)?, file)?;
    let header = Header {
        set: set(cover.paths),
        order: order::code(cover.sort),
        is_whole: cover.is_whole.into(),
        count: binding.count,
        version: findings::version(),
        first,
        table: HEADER as u64 + binding.done,
        chunks: u32::try_from(binding.table.len()).unwrap_or(u32::MAX),
        table_sum: sum(&table),
        texts: HEADER as u64 + binding.done + table.len() as u64,
    };
    file.write_all_at(&header.write(), 0)
}

impl Binding {
    fn add(&mut self, record: &Record, file: &mut File, apart: &mut File) -> io::Result<()> {
        let (before, told) = (self.bytes.len(), self.texts.len());
        let bytes = std::mem::take(&mut self.bytes);
        self.bytes = record.write(bytes, &mut self.texts, self.told).map_err(io::Error::other)?;
        let (length, texts) = (self.bytes.len(), self.texts.len());
        if length == before {
            return Ok(());
        }
        if length - before > FULL || texts - told > FULL {
            // Nobody calls a document so. It is read again the next time.
            self.bytes.truncate(before);
            self.texts.truncate(told);
            return Ok(());
        }
        self.records += 1;
        self.count += 1;
        let most = match self.table.len() {
            0 => FIRST,
            1 => SECOND,
            _ => MANY,
        };
        let is_full = self.records as usize >= most || length.max(texts) >= FULL;
        if is_full { self.finish_chunk(file, apart) } else { Ok(()) }
    }

    fn finish_chunk(&mut self, file: &mut File, apart: &mut File) -> io::Result<()> {
        if self.records == 0 {
            return Ok(());
        }
        file.write_all(&self.bytes)?;
        apart.write_all(&self.texts)?;
        let [length, texts] = [&self.bytes, &self.texts].map(|bytes| u32::try_from(bytes.len()).unwrap_or(LARGEST));
        self.table.push(Chunk { length, texts, records: self.records, sum: sum_of_both(&self.bytes, &self.texts) });
        self.done += u64::from(length);
        self.told += u64::from(texts);
        self.records = 0;
        self.bytes.clear();
        self.texts.clear();
        Ok(())
    }
}
