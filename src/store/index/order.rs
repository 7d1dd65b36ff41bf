//! Puts what was found in order, the best first: there may be as many rows as documents, and this is done with every key.

use crate::library::EntryId;
use crate::search::Found;

/// The bits of a score, which has no sign.
const SCORE: u32 = u32::MAX >> 1;
/// Bits of a key that are looked at in one pass, and how often that is.
const DIGIT: usize = 11;
const PASSES: usize = 3;
/// Fewer rows than this are sorted by comparison.
const MANY: usize = 1024;

/// Rows in the order of [`Found::by_relevance`], by one number for each.
pub(super) fn by_relevance(rows: impl ExactSizeIterator<Item = Found> + Clone) -> Vec<Found> {
    let mut keys = Vec::with_capacity(rows.len());
    let (mut is_negative, mut is_sorted, mut last) = (false, true, 0);
    for row in rows.clone() {
        // The bits of numbers that are not negative sort as the numbers do.
        let score = SCORE - (row.score.to_bits() & SCORE);
        keys.push(u64::from(!row.is_exact) << 63 | u64::from(score) << 32 | u64::from(row.entry.0));
        is_negative |= row.score.is_sign_negative();
        is_sorted &= last <= row.entry.0;
        last = row.entry.0;
    }
    if is_negative {
        let mut rows: Vec<Found> = rows.collect();
        rows.sort_unstable_by(Found::by_relevance);
        return rows;
    }
    // Rows mostly come in the order of the library.
    if keys.len() < MANY || !is_sorted {
        keys.sort_unstable();
    } else {
        by_upper_half(&mut keys);
    }
    let row = |key: u64| {
        let first = upper(key);
        Found { entry: EntryId(lower(key)), score: f32::from_bits(SCORE - (first & SCORE)), is_exact: first <= SCORE }
    };
    keys.into_iter().map(row).collect()
}

const fn upper(key: u64) -> u32 {
    lower(key >> 32)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
const fn lower(key: u64) -> u32 {
    key as u32
}

/// Sorts by the upper 32 bits, and leaves what is equal there in its order: digit by digit, the last one first, which costs
/// a tenth of comparing.
fn by_upper_half(keys: &mut Vec<u64>) {
    const VALUES: usize = 1 << DIGIT;
    let digit = |key: u64, pass: usize| (upper(key) >> (pass * DIGIT)) as usize % VALUES;
    let mut counts = vec![[0_u32; VALUES]; PASSES];
    for key in &*keys {
        for (pass, counts) in counts.iter_mut().enumerate() {
            if let Some(count) = counts.get_mut(digit(*key, pass)) {
                *count += 1;
            }
        }
    }
    let mut sorted = vec![0; keys.len()];
    for (pass, counts) in counts.iter_mut().enumerate() {
        // From how many there are to where the first of them comes.
        let mut next = 0;
        for count in counts.iter_mut() {
            next += std::mem::replace(count, next);
        }
        for key in &*keys {
            if let Some(place) = counts.get_mut(digit(*key, pass)) {
                if let Some(slot) = sorted.get_mut(*place as usize) {
                    *slot = *key;
                }
                *place += 1;
            }
        }
        std::mem::swap(keys, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_sorted_by_a_number_as_by_comparison(
            rows in prop::collection::vec((prop::num::f32::POSITIVE | prop::num::f32::ZERO | prop::num::f32::NEGATIVE, any::<bool>()), 0..50),
            times in prop::sample::select(vec![1, 40]),
            (is_negative, is_reversed) in any::<(bool, bool)>(),
        ) {
            let score = |score: f32| if is_negative { score } else { score.abs() };
            let rows = (0..).zip(rows.iter().cycle().take(rows.len() * times));
            let mut rows: Vec<Found> = rows
                .map(|(number, (rated, is_exact))| Found { entry: EntryId(number), score: score(*rated), is_exact: *is_exact })
                .collect();
            if is_reversed {
                rows.reverse();
            }
            let mut plain = rows.clone();
            plain.sort_by(Found::by_relevance);
            prop_assert_eq!(by_relevance(rows.into_iter()), plain);
        }
    }
}
