//! A quick hash for tables whose words are our own. What a document holds is only looked up in them, never put in: nobody
//! can fill a table with words of one hash. Tables of a document's words keep the hash of the standard library.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What the words of a list stand for.
pub(super) type Table<V> = HashMap<String, V, BuildHasherDefault<Quick>>;
/// The words of a list.
pub(super) type Set = HashSet<String, BuildHasherDefault<Quick>>;

/// FNV-1a: a step a byte, which is little for the few letters of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spread_and_found() {
        let mut quick = Quick::default();
        quick.write(b"foobar");
        // As those who made this hash state it.
        assert_eq!(quick.finish(), 0x8594_4171_f739_67e8);
        let table: Table<usize> = ["de", "del", "dela"].into_iter().map(String::from).zip(0..).collect();
        assert_eq!((table.get("del"), table.get("la")), (Some(&1), None));
    }
}
