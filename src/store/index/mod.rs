//! The full text of a library in an index, which is a cache: whatever is wrong with it, it is made anew, and until then
//! documents are read.
//!
//! ```text
//!  document ──► read ──► form ──► writer          sweep: what is new goes in
//!  query ──► evaluate ──► covered ──► finder      what the index has not is read: by_reading
//! ```
//!
//! `asked` is one search and what it has found so far; `place` is where the index lies and who may write, `directory` its
//! files, `schema` its fields, `words` its tokens, `kept` what analysis found as it lies there, `lists` its postings and
//! `beside` those of phrases, `recent` the lists of the query before,
//! `lately` the documents whose hits were shown last, `abreast` spreads work over the cores, `rank` says how
//! well what is found fits, `order` puts it in order, `near` is what else may have been meant, `lack` what a sweep has to do.
//! `taking` is what goes in while files are read for the list, `update` the whole of it for the command line; `ready` is what a
//! session has read for its list, on its way to the sweep.

mod abreast;
#[cfg(any(test, fuzzing))]
#[path = "../../../fuzz/rooms/agreed.rs"]
pub(crate) mod agreed;
mod apart;
mod asked;
mod beside;
mod bits;
mod by_reading;
mod corrected;
mod covered;
mod directory;
mod evaluate;
mod facts;
mod finder;
mod form;
mod hits;
mod kept;
mod lack;
mod lately;
mod lists;
mod near;
mod order;
mod place;
mod places;
mod rank;
mod read;
mod reader;
mod ready;
mod recent;
mod row;
mod schema;
mod status;
mod sweep;
mod taking;
#[cfg(test)]
mod tests;
mod update;
mod words;
mod writer;

pub(crate) use finder::Finder;
pub(crate) use lack::{Lack, has_exactly, lack};
pub(crate) use place::{Place, Refused};
pub(super) use read::analyse;
pub(crate) use ready::Ready;
pub(crate) use status::{passed_over, remove, status};
pub(crate) use sweep::{Progress, Sweep, Wanted, give_way, sweep};
pub(crate) use update::{Step, Updated, update};
