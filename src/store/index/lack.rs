//! What an index lacks, found out without writing to it.

use super::place::Place;
use super::reader;
use crate::document::DocId;
use crate::library::LARGEST_INDEXED;

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

/// Whether an index has these contents, each of which comes once, and no others. Nothing is kept for that: both are so many,
/// and add up to the same. Identities are hashes, so that others would not.
pub(crate) fn has_exactly(place: &Place, contents: impl Iterator<Item = DocId>) -> bool {
    !place.is_at_work() && reader::sum(place).is_some_and(|known| known == reader::Sum::of(contents))
}

/// What an index lacks of the contents that are wanted, as far as they are known, with their sizes: asked for only of what
/// is not there. To know this needs no right to write; most sweeps that follow a scan have nothing to do, and most others
/// little.
pub(crate) fn lack<T, S: FnOnce() -> u64>(
    place: &Place,
    wanted: impl Iterator<Item = (T, Option<DocId>, S)>,
) -> Lack<T> {
    let Some(pieces) = Some(place).filter(|place| !place.is_at_work()).and_then(reader::identities) else {
        return Lack::Unknown;
    };
    let mut is_wanted: Vec<Vec<bool>> = pieces.iter().map(|piece| vec![false; piece.len()]).collect();
    let (mut done, mut large, mut missing) = (0, 0, Vec::new());
    for (what, id, size) in wanted {
        let mut places = pieces.iter().zip(&mut is_wanted);
        let found = id.and_then(|id| places.find_map(|(piece, is_wanted)| is_wanted.get_mut(place_of(id, piece)?)));
        if let Some(found) = found {
            done += usize::from(!std::mem::replace(found, true));
            continue;
        }
        let is_large = size() > LARGEST_INDEXED;
        if id.is_none() && !is_large {
            return Lack::Unknown;
        }
        large += usize::from(is_large);
        missing.push(what);
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

/// The place of an identity among others in order. As they are hashes it stands near where it would if they lay evenly:
/// from there steps are doubled until it is between two of them.
fn place_of(id: DocId, sorted: &[DocId]) -> Option<usize> {
    let first = id.0.first_chunk().map_or(0, |first| u64::from(u32::from_be_bytes(*first)));
    let guess = usize::try_from((first * sorted.len() as u64) >> 32).unwrap_or(0).min(sorted.len().checked_sub(1)?);
    let (mut low, mut high) = (guess, guess + 1);
    let mut step = 8;
    while low > 0 && sorted.get(low).is_some_and(|known| *known > id) {
        low = low.saturating_sub(step);
        step *= 2;
    }
    step = 8;
    while high < sorted.len() && sorted.get(high - 1).is_some_and(|known| *known < id) {
        high = sorted.len().min(high + step);
        step *= 2;
    }
    sorted.get(low..high)?.binary_search(&id).ok().map(|at| low + at)
}

/// Whether so much is gone that it is taken out.
pub(super) fn is_much(gone: usize, wanted: usize, known: usize) -> bool {
    gone > 0 && wanted > 0 && gone * GONE >= known
}

fn count(documents: usize) -> u32 {
    u32::try_from(documents).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identity_is_found_where_it_is_however_unevenly_they_lie(
            mut ids in prop::collection::vec((0u8..4, any::<u8>()), 0..200), evenly in any::<bool>(), other in (0u8..4, any::<u8>()),
        ) {
            let id = |(one, other): (u8, u8)| {
                let mut bytes = [0; 16];
                bytes[if evenly { 0 } else { 3 }] = other;
                bytes[9] = one;
                DocId(bytes)
            };
            ids.push(other);
            let mut sorted: Vec<DocId> = ids.iter().copied().map(id).collect();
            sorted.sort_unstable();
            sorted.dedup();
            for wanted in ids.into_iter().map(id).chain([id((9, 9))]) {
                prop_assert_eq!(place_of(wanted, &sorted), sorted.binary_search(&wanted).ok());
            }
        }
    }
}
