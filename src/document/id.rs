//! The identity of a document: its content.

use std::fmt;
use std::str::FromStr;

/// The first 16 bytes of the BLAKE3 hash of a document's bytes, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocId(pub(crate) [u8; 16]);

impl DocId {
    /// The identity of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut id = [0; 16];
        blake3::Hasher::new().update(bytes).finalize_xof().fill(&mut id);
        Self(id)
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for DocId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.as_bytes();
        if digits.len() != 32 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(());
        }
        u128::from_str_radix(text, 16).map(|number| Self(number.to_be_bytes())).map_err(|_| ())
    }
}
