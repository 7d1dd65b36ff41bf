//! What an index lacks, found out without writing to it.

use super::place::Place;
use super::reader::Reader;
use crate::document::DocId;

/// The largest file that is kept in the index. A larger one is read whenever it is searched.
pub(super) const LARGEST: u64 = 16 * 1024 * 1024;
/// Of how many documents in the index one may be gone before such documents are taken out. They are found by nobody, and
/// a folder that cannot be reached for an hour should not cost its index.
const GONE: usize = 4;

/// What an index lacks.
#[derive(Debug)]
pub(crate) enum Lack<T> {
    /// Nothing, and so many are there. So many more are too large for it.
    Nothing { done: u32, large: u32 },
    /// These, while so many are there.
    Some(Vec<T>, u32),
    /// That has to be found out by whoever may write.
    Unknown,
}

/// What an index lacks of the contents that are wanted, as far as they are known, with their sizes. To know this needs no
/// right to write; most sweeps that follow a scan have nothing to do, and most others little.
pub(crate) fn lack<T>(place: &Place, wanted: impl Iterator<Item = (T, Option<DocId>, u64)>) -> Lack<T> {
    let Some(reader) = Some(place).filter(|place| !place.is_at_work()).and_then(Reader::open) else {
        return Lack::Unknown;
    };
    let mut pieces = reader.into_documents();
    for piece in &mut pieces {
        piece.sort_unstable();
    }
    let mut is_wanted: Vec<Vec<bool>> = pieces.iter().map(|piece| vec![false; piece.len()]).collect();
    let (mut done, mut large, mut missing) = (0, 0, Vec::new());
    for (what, id, size) in wanted {
        let Some(id) = id.filter(|_| size <= LARGEST) else {
            if size <= LARGEST {
                return Lack::Unknown;
            }
            large += 1;
            missing.push(what);
            continue;
        };
        let places = pieces.iter().zip(&mut is_wanted);
        let found = { places }.find_map(|(piece, is_wanted)| is_wanted.get_mut(piece.binary_search(&id).ok()?));
        match found {
            Some(found) => done += usize::from(!std::mem::replace(found, true)),
            None => missing.push(what),
        }
    }
    let known: usize = pieces.iter().map(Vec::len).sum();
    if is_much(known - done, done, known) {
        return Lack::Unknown;
    }
    if missing.len() > large {
        return Lack::Some(missing, count(done));
    }
    Lack::Nothing { done: count(done), large: count(large) }
}

/// Whether so much is gone that it is taken out.
pub(super) fn is_much(gone: usize, wanted: usize, known: usize) -> bool {
    gone > 0 && wanted > 0 && gone * GONE >= known
}

fn count(documents: usize) -> u32 {
    u32::try_from(documents).unwrap_or(u32::MAX)
}
