//! What is known of a file beside its texts and its identity, in as few bytes as it needs.

use super::packed::Short;

/// Numbers that are only asked for of rows that are shown, or when the list is sorted by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileFacts {
    /// Bytes in the file.
    size: Short,
    /// When the file was last changed, in seconds since 1970.
    modified: Short,
    /// When the library first had it, in seconds since 1970.
    added: Short,
    /// Words in its text.
    pub(crate) words: u32,
}

impl FileFacts {
    /// Bytes of them.
    pub(crate) const BYTES: usize = 3 * Short::BYTES + 4;

    /// Packs them. Of a number that does not go in the nearest is kept that does.
    pub(crate) fn new(size: u64, modified: Option<i64>, added: Option<i64>, words: u32) -> Self {
        let size = Short::new(i64::try_from(size).unwrap_or(i64::MAX));
        let [modified, added] = [modified, added].map(|time| time.map_or(Short::NONE, Short::new));
        Self { size, modified, added, words }
    }

    /// Bytes in the file.
    pub(crate) fn size(self) -> u64 {
        self.size.get().and_then(|size| u64::try_from(size).ok()).unwrap_or_default()
    }

    /// When the file was last changed, in seconds since 1970.
    pub(crate) fn modified(self) -> Option<i64> {
        self.modified.get()
    }

    /// When the library first had it, in seconds since 1970.
    pub(crate) fn added(self) -> Option<i64> {
        self.added.get()
    }

    /// The same, come at another time.
    pub(super) fn with_added(self, added: Option<i64>) -> Self {
        Self { added: added.map_or(Short::NONE, Short::new), ..self }
    }

    /// As bytes.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        for number in [self.size, self.modified, self.added] {
            out.extend_from_slice(&number.bytes());
        }
        out.extend_from_slice(&self.words.to_le_bytes());
    }

    /// Reads them from the front of bytes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (size, bytes) = bytes.split_first_chunk()?;
        let (modified, bytes) = bytes.split_first_chunk()?;
        let (added, bytes) = bytes.split_first_chunk()?;
        let [size, modified, added] = [size, modified, added].map(|bytes| Short::of(*bytes));
        Some(Self { size, modified, added, words: u32::from_le_bytes(*bytes.first_chunk()?) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(size in 0u64..1 << 39, modified: Option<i32>, added: Option<i32>, words: u32) {
            let facts = FileFacts::new(size, modified.map(i64::from), added.map(i64::from), words);
            let mut bytes = Vec::new();
            facts.write(&mut bytes);
            prop_assert_eq!(bytes.len(), FileFacts::BYTES);
            prop_assert_eq!(FileFacts::read(&bytes), Some(facts));
            prop_assert_eq!(facts.size(), size);
            prop_assert_eq!((facts.modified(), facts.added()), (modified.map(i64::from), added.map(i64::from)));
            prop_assert_eq!(FileFacts::read(&bytes[1..]), None);
        }
    }
}
