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
use crate::library::{EntryId, Library};
use crate::store::{self, Fresh, Lack, Place, Wanted};

pub(super) use gate::Gate;
use process::Process;
pub(crate) use serve::serve;
use sweeping::Task;

/// The one argument of a process that sweeps.
pub(crate) const ARGUMENT: &str = "--sweeper";

/// Sweeps over a library, of which something may have been read just now; tells now and then how it gets on. Says nothing
/// when there is nothing to do.
pub(super) fn run(
    place: &Place,
    (library, fresh): (&Library, &Fresh),
    (gate, turn): (&Gate, u64),
    stale: &(dyn Fn() -> bool + Sync),
    tell: &mut dyn FnMut(Indexing),
) {
    // What is started from here is as modest.
    store::give_way();
    let entries = || library.iter().filter_map(|entry| Some((entry.doc()?, entry)));
    if !gate.pass(stale) {
        return;
    }
    if store::has_exactly(place, library.indexed()) {
        return;
    }
    let lack = store::lack(place, entries().map(|(id, entry)| (entry.id(), Some(id), move || entry.size())));
    let (lacking, present): (Vec<EntryId>, _) = match lack {
        Lack::Nothing { .. } => return,
        Lack::Some(lacking, present) => (lacking, Some(present)),
        Lack::Unknown => (entries().map(|(_, entry)| entry.id()).collect(), None),
    };
    // Another session does what is to be done.
    if place.is_taken() {
        return;
    }
    let wanted = || {
        let entries = lacking.iter().filter_map(|id| library.get(*id));
        entries.map(|entry| {
            let (id, origin, size) = (entry.doc(), entry.origin(), entry.size());
            Wanted { id, origin, size, ready: id.and_then(|id| fresh.give(id)) }
        })
    };
    if let Ok((process, input)) = Process::start(place, present, wanted()) {
        process.attend(turn, input, gate, stale, tell);
    } else {
        let wanted: Vec<Wanted> = wanted().collect();
        sweeping::sweep(&Task { place, wanted: &wanted, present }, gate, stale, tell);
    }
    if !stale() {
        fresh.let_go();
    }
}
