//! The border: every string from outside becomes clean text here, once.

use std::fmt;
use std::ops::{AddAssign, Deref};

use serde::{Deserialize, Deserializer, Serialize};

/// Text that can go to a terminal: no control, direction or invisible character is left in it.
///
/// Only this module makes one. Offsets for search, bookmarks and panels refer to clean text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub(crate) struct Clean(Box<str>);

impl Clean {
    /// One line: line breaks and runs of blanks become one space, the ends are trimmed.
    pub(crate) fn line(raw: &str) -> Self {
        let mut cleaner = Cleaner::default();
        cleaner.push(raw);
        Self(cleaner.out.split_whitespace().collect::<Vec<_>>().join(" ").into())
    }

    /// Text that keeps its line breaks (as `\n`).
    pub(crate) fn text(raw: &str) -> Self {
        let mut cleaner = Cleaner::default();
        cleaner.push(raw);
        Self(cleaner.out.into())
    }

    /// A part of clean text is clean. Nothing when the range is not on character borders.
    pub(crate) fn slice(&self, range: std::ops::Range<usize>) -> Option<Self> {
        self.0.get(range).map(|part| Self(part.into()))
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::text(&raw))
    }
}

/// How many characters were made visible or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Removed {
    /// Control characters shown as pictures.
    pub(crate) control: u64,
    /// Direction marks and tag characters shown by name.
    pub(crate) bidi: u64,
    /// Invisible characters taken out.
    pub(crate) invisible: u64,
}

impl AddAssign for Removed {
    fn add_assign(&mut self, other: Self) {
        self.control += other.control;
        self.bidi += other.bidi;
        self.invisible += other.invisible;
    }
}

/// Cleans text piece by piece, so that styled runs keep their offsets.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    out: String,
    removed: Removed,
}

impl Cleaner {
    /// Adds a piece of raw text.
    pub(crate) fn push(&mut self, raw: &str) {
        self.out.push_str(raw);
    }

    /// Bytes of clean text so far: the offset of what is pushed next.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    /// The clean text and what was changed.
    pub(crate) fn finish(self) -> (Clean, Removed) {
        (Clean(self.out.into()), self.removed)
    }
}
