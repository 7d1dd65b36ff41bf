//! Addresses in a text, and quotations that find their place again after an edit.

use serde::{Deserialize, Serialize};

use super::Clean;

/// An address: a block and a range of bytes in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Anchor {
    /// Place of the block in `Document::blocks`.
    pub(crate) block: u32,
    /// First byte in the block's text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
}

/// An address as it is saved: the words themselves with their surroundings, so that it survives an edited file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(crate) struct Quote {
    /// The words at the address (may be empty for a bare position).
    pub(crate) exact: Clean,
    /// Up to 48 characters before them in the same block.
    pub(crate) before: Clean,
    /// Up to 48 characters after them in the same block.
    pub(crate) after: Clean,
    /// Where they stood when they were saved; tried first.
    pub(crate) at: Anchor,
}
