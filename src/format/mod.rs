//! Bytes → `Document`. Content decides before the extension. No file access.

use std::fmt;

use crate::document::Document;

/// What the reader of the bytes knows about them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hint<'a> {
    /// The file's name, for its extension; never for its path.
    pub(crate) name: Option<&'a str>,
    /// The size of the whole file when the bytes are only its beginning.
    pub(crate) of: Option<u64>,
}

/// Why bytes are not a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotText {
    /// No bytes, or only blanks.
    Empty,
    /// A binary file; the words say of what kind, as far as its first bytes tell ("a PDF file").
    Binary(&'static str),
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Binary(kind) => write!(f, "it is {kind}, not text"),
        }
    }
}

/// Reads bytes as a document.
///
/// # Errors
/// `NotText` when there is nothing to read in them.
pub(crate) fn parse(_bytes: &[u8], _hint: Hint<'_>) -> Result<Document, NotText> {
    Err(NotText::Empty)
}
