//! The only module that touches the disk: configuration, documents, and what the user marked.

pub(crate) mod catalogue;
mod config;
mod file;
mod findings;
mod fresh;
mod head;
mod index;
mod journal;
mod keep;
mod known;
mod listing;
mod load;
mod mapped;
mod memory;
mod paths;
mod remote;
mod roots;
mod rules;
mod scan;
#[cfg(any(test, fuzzing))]
mod scratch;
mod seeds;
mod targets;
mod walk;
mod watching;
mod worker;

pub(crate) use config::{Configuration, configuration};
pub(crate) use fresh::Fresh;
#[cfg(fuzzing)]
pub(crate) use index::agreed;
pub(crate) use index::{
    Finder, Lack, Place, Progress, Ready, Refused, Step, Sweep, Updated, Wanted, give_way, has_exactly, lack,
    passed_over, remove as remove_index, status as index_status, sweep, update as update_index,
};
pub(crate) use journal::{Check, Journal, SegmentCheck, Stopper, Watch, Woken};
pub(crate) use load::{Amount, load};
pub(crate) use paths::{Overrides, Paths};
pub(crate) use scan::{begin, found, keep, read, scan};
pub(crate) use targets::{Targets, targets};
pub(crate) use watching::{Lookout, Relief};
pub(crate) use worker::{
    ARGUMENT as WORKER_ARGUMENT, between_starts, serve as serve_as_worker, start as start_child, this_program,
};
