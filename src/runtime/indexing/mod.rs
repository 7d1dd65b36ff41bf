//! The sweep that brings the index up to date while the reader is open: in the background, never in the way of a key.
//!
//! It runs in a process of its own, which is the program itself: what reading and indexing takes of memory goes with it,
//! and the end of the program does not wait for its disk. Where no process can be started it runs here.
//!
//! ```text
//!  run ──► process ══► serve ──► sweeping          gate: where it waits; telling: when it tells how far it is
//!   └─────────────────────────────►┘                wire: what the two say to each other
//! ```

mod gate;
mod process;
mod serve;
mod sweeping;
mod telling;
mod wire;

use crate::app::Indexing;
use crate::document::DocId;
use crate::library::{EntryRef, Library};
use crate::store::{self, Place, Wanted};

pub(super) use gate::Gate;
use process::Process;
pub(crate) use serve::serve;

/// The one argument of a process that sweeps.
pub(crate) const ARGUMENT: &str = "--sweeper";

/// Sweeps over a library; tells now and then how it gets on. Says nothing when there is nothing to do.
pub(super) fn run(
    place: &Place,
    library: &Library,
    (gate, turn): (&Gate, u64),
    stale: &(dyn Fn() -> bool + Sync),
    tell: &mut dyn FnMut(Indexing),
) {
    // What is started from here is as modest.
    store::give_way();
    let entries = || library.iter().filter_map(|entry| Some((entry.doc()?, entry)));
    if !gate.pass(stale) || store::whole(place, entries().map(|(id, entry)| (Some(id), entry.size()))).is_some() {
        return;
    }
    let wanted =
        |(id, entry): (DocId, EntryRef<'_>)| Wanted { id: Some(id), origin: entry.origin(), size: entry.size() };
    match Process::start(place, entries().map(wanted)) {
        Ok((process, input)) => process.attend(turn, input, gate, stale, tell),
        Err(_) => sweeping::sweep(place, &entries().map(wanted).collect::<Vec<_>>(), gate, stale, tell),
    }
}
