//! What is known of the targets from scan to scan of a session.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::library::Skipped;

use super::catalogue::Volume;
use super::keep::Keeper;
use super::known::Known;
use super::watching::Eyes;

/// What is known of the targets. One scan has it at a time; copies are the same memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<Memories>>);

impl PartialEq for Memory {
    fn eq(&self, _: &Self) -> bool {
        // What happened to be found does not make other targets of them.
        true
    }
}

impl Memory {
    /// Takes the memory; waits until no scan has it.
    pub(super) fn take(&self) -> MutexGuard<'_, Memories> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the memory if no scan has it.
    pub(super) fn take_if_free(&self) -> Option<MutexGuard<'_, Memories>> {
        self.0.try_lock().ok()
    }
}

/// All there is to remember.
#[derive(Debug, Default)]
pub(super) struct Memories {
    /// The files.
    pub(super) known: Known,
    /// The catalogue, from its opening until it is loaded.
    pub(super) volume: Option<Volume>,
    /// Whether it was looked for.
    pub(super) is_opened: bool,
    /// How many of its first files were shown already.
    pub(super) begun: usize,
    /// Whether all files were read once, in this session or in an earlier one: what comes now is new.
    pub(super) is_whole: bool,
    /// Whether standard input and embedded briefings were read.
    pub(super) is_fixed_read: bool,
    /// What the last whole look passed over.
    pub(super) skipped: Skipped,
    /// Documents that came since.
    pub(super) new: u32,
    /// What keeps the catalogue.
    pub(super) keeper: Keeper,
    /// What watches the folders.
    pub(super) eyes: Option<Eyes>,
}
