//! The documents at hand, cheap to share with workers, and what the user added to them.

mod called;
mod chunk;
mod entry;
mod facets;
mod file_facts;
mod index;
mod lying;
mod mark;
mod naming;
mod order;
mod packed;
mod path;
mod people;
mod pool;
mod put;
mod rows;
mod shelf;
mod sought;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use chunk::LARGEST_INDEXED;
#[cfg(test)]
pub(crate) use chunk::Progress;
pub(crate) use entry::{Batch, Entry, EntryId, Head, Loaded, Origin, Skipped, Status};
pub(crate) use facets::facets;
pub(crate) use file_facts::FileFacts;
pub(crate) use lying::Lying;
pub(crate) use mark::{Change, DocMarks, Marks, PersonEdit, Place, SaveState, Stamped};
pub(crate) use naming::{Names, Naming};
pub(crate) use order::Order;
pub(crate) use path::{path_from_text, path_text};
pub(crate) use people::{Corrections, Named, PersonEdits, corrected, speaker, speaker_name};
pub(crate) use pool::NameId;
pub(crate) use rows::{Numbers, RowPlace, Rows};
pub(crate) use shelf::Library;
pub(crate) use sought::{MOST_SOUGHT, SavedSearch, Sought};
pub(crate) use view::EntryRef;
