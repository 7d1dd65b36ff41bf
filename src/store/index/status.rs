//! What is known of an index without searching it.

use super::place::{Place, Refused};
use super::reader::Reader;
use crate::store::Targets;

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
