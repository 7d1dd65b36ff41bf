//! A row of what a search finds, before it is ranked.

use super::places::Address;
use crate::library::EntryId;

/// A row before it is ranked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) entry: EntryId,
    pub(super) is_exact: bool,
    pub(super) by: By,
}

/// What the rank of a row is counted from.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// What lies there in the index.
    Index(Address),
    /// What reading found, by its place in the shares of a search.
    Reading(u32),
}
