//! Bringing the catalogue and the index of a library up to date in one go, for the command line.

use std::collections::BTreeMap;

use super::place::{Place, Refused};
use super::status::remove;
use super::sweep::{Progress, Sweep, Wanted, count, go_on};
use super::taking::Taking;
use crate::document::Clean;
use crate::library::Status;
use crate::store::Targets;
use crate::store::scan::read_and_tell;

/// What is being done.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// So many files were read for the list, of so many.
    Reading(u32, u32),
    /// Documents go into the index.
    Indexing(&'a Progress),
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Updated {
    /// How the sweep ended.
    pub(crate) progress: Progress,
    /// Files that have the text of another one.
    pub(crate) copies: u32,
    /// Files that cannot be read, by the reason.
    pub(crate) unreadable: BTreeMap<Clean, u32>,
}

/// Brings both up to date. A file that has to be read for the list goes into the index by the same reading; what is missing
/// then, because it was listed before or is large or made something fail, is read by a sweep.
pub(crate) fn update(
    targets: &Targets,
    place: &Place,
    is_anew: bool,
    tell: &mut dyn FnMut(Step<'_>),
) -> Result<Updated, Refused> {
    if is_anew {
        remove(place)?;
    }
    let taking = Taking::new(place, is_anew);
    let entries = read_and_tell(targets, Some(&taking), &mut |read, found| match taking.added() {
        None => tell(Step::Reading(read, found)),
        Some(added) => tell(Step::Indexing(&Progress { done: read, added, total: found, ..Progress::default() })),
    });
    let mut unreadable = BTreeMap::new();
    // Everything that can be read, the newest first.
    let wanted = entries.into_iter().filter_map(|entry| {
        if let Status::Failed(why) = entry.status {
            *unreadable.entry(why).or_default() += 1;
            return None;
        }
        Some(Wanted { id: entry.doc(), origin: entry.origin, size: entry.size, ready: None })
    });
    let wanted: Vec<Wanted> = wanted.collect();
    let sweep =
        Sweep { place, wanted: &wanted, present: None, is_anew, spared: 0, rests: &|| false, goes_on: &|| true };
    let progress = go_on(&sweep, taking.finish()?, &mut |progress| tell(Step::Indexing(progress)))?;
    Ok(Updated { copies: count(wanted.len()).saturating_sub(progress.total), progress, unreadable })
}
