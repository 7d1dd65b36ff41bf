//! What a text is, whatever file it came from: blocks of clean text, typed metadata, and addresses into them.
//!
//! Reading files belongs to `store`, making documents out of bytes to `format`.

mod anchor;
mod block;
mod clean;
mod date;
mod id;
mod listed;
mod meta;

pub(crate) use anchor::{Anchor, Quote};
pub(crate) use block::{Block, BlockKind, Mark, Span};
pub(crate) use clean::{Clean, Cleaner, Lent, Removed};
pub(crate) use date::{
    CalendarDate, DateOrigin, DocumentDate, FoundDate, Precision, find_dates, find_head_dates, may_be_month,
    stated_date,
};
pub(crate) use id::{DocId, Edges};
pub(crate) use listed::{GIVEN_NAMES, has_line};
pub(crate) use meta::{Encoding, FileFormat, Meta, Warning};

/// A text as the program reads it: flat blocks, so that one address type serves every feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Document {
    /// Title, authors, date, source and what is known of the file.
    pub(crate) meta: Meta,
    /// The text in reading order, by-lines, captions and boilerplate included and told apart by their kind.
    pub(crate) blocks: Vec<Block>,
    /// Targets of the links in the text; `Mark::Link` points here.
    pub(crate) links: Vec<Clean>,
    /// What was made visible or taken out when the text was cleaned.
    pub(crate) removed: Removed,
    /// What the reader has to be told about how the text was read.
    pub(crate) warnings: Vec<Warning>,
}

impl Document {
    /// The text an address points at, or nothing when it does not lie in this document on character borders.
    pub(crate) fn text(&self, at: Anchor) -> Option<&str> {
        self.blocks.get(at.block as usize)?.text.get(at.start as usize..at.end as usize)
    }

    /// Words in the title, headings and body; by-lines, dates, captions, contacts and boilerplate do not count.
    pub(crate) fn words(&self) -> usize {
        self.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.text.split_whitespace().count()).sum()
    }
}

/// Minutes to read `words` at `per_minute` words a minute, rounded up; at least one unless there is nothing to read.
pub(crate) fn reading_minutes(words: usize, per_minute: u32) -> u32 {
    let minutes = words.div_ceil(per_minute.max(1) as usize);
    u32::try_from(minutes).unwrap_or(u32::MAX)
}
