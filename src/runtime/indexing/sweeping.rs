//! One sweep, in whatever process: it waits at the gate, and tells now and then how it gets on.

#![expect(clippy::disallowed_methods, reason = "progress is told by the clock")]

use std::time::Instant;

use super::gate::Gate;
use super::telling::Pace;
use crate::app::Indexing;
use crate::document::Clean;
use crate::store::{self, Place, Refused, Sweep, Wanted};

/// What is to be done.
#[derive(Debug)]
pub(super) struct Task<'a> {
    /// Where the index lies.
    pub(super) place: &'a Place,
    /// What should be in it, or is missing.
    pub(super) wanted: &'a [Wanted],
    /// How many there are besides what is missing.
    pub(super) present: Option<u32>,
}

/// Sweeps until all is in the index or the sweep is stale. One core is left to the reader.
pub(super) fn sweep(
    &Task { place, wanted, present }: &Task<'_>,
    gate: &Gate,
    stale: &(dyn Fn() -> bool + Sync),
    tell: &mut dyn FnMut(Indexing),
) {
    let (rests, goes_on) = (|| gate.is_shut(), || gate.pass(stale));
    let sweep = Sweep { place, wanted, present, is_anew: false, spared: 1, rests: &rests, goes_on: &goes_on };
    let mut calm = Pace::new();
    let swept = store::sweep(&sweep, &mut |progress| {
        if let Some(news) = calm.news(progress, gate.is_paused(), Instant::now()) {
            tell(news);
        }
    });
    match swept {
        // What comes next tells how far it is.
        Ok(_) if stale() => {}
        Ok(progress) => {
            if let Some(last) = calm.last(&progress) {
                tell(last);
            }
        }
        // Whoever wrote meanwhile does what is to be done.
        Err(Refused::Busy | Refused::Changed) => {}
        Err(Refused::Unusable(why)) => {
            let trouble = Clean::line(&format!("the index cannot be written: {why}"));
            tell(Indexing { trouble: Some(trouble), ..Indexing::default() });
        }
    }
}
