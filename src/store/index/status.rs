//! What is known of an index without searching it, and what should be in it.

use std::collections::BTreeMap;

use super::place::{Place, Refused};
use super::reader::Reader;
use super::sweep::Wanted;
use crate::document::Clean;
use crate::library::Status;
use crate::store::Targets;
use crate::store::scan::read_and_tell;

/// How it stands with an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Documents in it.
    pub(crate) documents: u32,
    /// Bytes of its files.
    pub(crate) bytes: u64,
    /// When it was last changed, in seconds since 1970.
    pub(crate) changed: i64,
}

/// How it stands with the index of a library; nothing when there is none that can be read.
pub(crate) fn status(place: &Place) -> Option<Standing> {
    let reader = Reader::open(place)?;
    let documents = u32::try_from(reader.documents().count()).unwrap_or(u32::MAX);
    Some(Standing { documents, bytes: place.bytes(), changed: place.changed()? })
}

/// Removes the index of a library, and its catalogue unless a session is using that.
pub(crate) fn remove(place: &Place) -> Result<(), Refused> {
    let mut held = place.hold()?;
    let cleared = place.clear(&held).and_then(|()| place.secure(&mut held));
    cleared.map_err(|error| Refused::because(&error))?;
    place.forget();
    Ok(())
}

/// What was passed over when the library was looked through last, in words; nothing when nothing was.
pub(crate) fn passed_over(targets: &Targets) -> Option<String> {
    targets.memory.take().skipped.words()
}

/// What should be in the index: everything that can be read, the newest first. The catalogue tells it, and is brought up
/// to date for it; `tell` is told of how many files how many were read.
pub(crate) fn wanted(targets: &Targets, tell: &mut dyn FnMut(u32, u32)) -> (Vec<Wanted>, BTreeMap<Clean, u32>) {
    let mut failed = BTreeMap::new();
    let entries = read_and_tell(targets, tell).into_iter();
    let wanted = entries.filter_map(|entry| {
        if let Status::Failed(why) = entry.status {
            *failed.entry(why).or_default() += 1;
            return None;
        }
        Some(Wanted { id: entry.doc(), origin: entry.origin, size: entry.size })
    });
    (wanted.collect(), failed)
}
