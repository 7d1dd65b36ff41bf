//! Sorted lists of words, one a line, and the given names among them.

use std::cmp::Ordering;

/// Given names from around the world: a comment, then sorted names in lower case without accents.
pub(crate) const GIVEN_NAMES: &str = include_str!("../../config/names/given.txt");

/// Whether a sorted list has the line. It is searched where it lies: nothing is read at the start.
pub(crate) fn has_line(list: &str, line: &str) -> bool {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = list.as_bytes();
        let start = bytes.get(low..middle).and_then(|part| part.iter().rposition(|&byte| byte == b'\n'));
        let start = start.map_or(low, |at| low + at + 1);
        let end = bytes.get(middle..high).and_then(|part| part.iter().position(|&byte| byte == b'\n'));
        let end = end.map_or(high, |at| middle + at);
        match bytes.get(start..end).unwrap_or_default().cmp(line.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    false
}
