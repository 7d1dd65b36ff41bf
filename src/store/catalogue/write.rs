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
use super::volume::{Chunk, HEADER, Header, LARGEST, sum};
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
    let mut file = directory::create_file(&new, OFlags::empty())?;
    let written = fill(&mut file, cover, records)
        .and_then(|()| file.sync_data())
        .and_then(|()| std::fs::rename(&new, shelf.join(NAME)));
    if written.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    written
}

/// What is gathered while the records pass.
#[derive(Default)]
struct Binding {
    table: Vec<Chunk>,
    /// Bytes of the chunks before.
    done: u64,
    count: u32,
    bytes: Vec<u8>,
    records: u32,
}

fn fill(file: &mut File, cover: Cover<'_>, records: impl Iterator<Item = Record>) -> io::Result<()> {
    file.write_all(&[0; HEADER])?;
    let mut binding = Binding::default();
    for record in records {
        binding.add(&record, file)?;
    }
    binding.finish_chunk(file)?;
    let first = binding.table.first().copied().unwrap_or_default();
    let table: Vec<u8> = binding.table.iter().flat_map(|chunk| chunk.write()).collect();
    file.write_all(&table)?;
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
    };
    file.write_all_at(&header.write(), 0)
}

impl Binding {
    fn add(&mut self, record: &Record, file: &mut File) -> io::Result<()> {
        let before = self.bytes.len();
        self.bytes = record.write(std::mem::take(&mut self.bytes)).map_err(io::Error::other)?;
        let length = self.bytes.len();
        if length == before {
            return Ok(());
        }
        if length - before > FULL {
            // Nobody calls a document so. It is read again the next time.
            self.bytes.truncate(before);
            return Ok(());
        }
        self.records += 1;
        self.count += 1;
        let most = match self.table.len() {
            0 => FIRST,
            1 => SECOND,
            _ => MANY,
        };
        if self.records as usize >= most || length >= FULL { self.finish_chunk(file) } else { Ok(()) }
    }

    fn finish_chunk(&mut self, file: &mut File) -> io::Result<()> {
        if self.records == 0 {
            return Ok(());
        }
        file.write_all(&self.bytes)?;
        let length = u32::try_from(self.bytes.len()).unwrap_or(LARGEST);
        self.table.push(Chunk { length, records: self.records, sum: sum(&self.bytes) });
        self.done += u64::from(length);
        self.records = 0;
        self.bytes.clear();
        Ok(())
    }
}
