//! The line about indexing in the header, and its pause.

use super::message::{Effect, Indexing, Timer};
use super::progress::APART;
use super::state::State;

impl State {
    /// Takes how far indexing is. A search that has not seen all documents is asked again when it is over.
    pub(super) fn indexed(&mut self, indexing: Indexing) -> Vec<Effect> {
        let is_over = indexing.done >= indexing.total;
        // The header may have no room for the reason.
        if let Some(trouble) = indexing.trouble.as_ref().filter(|trouble| self.indexing.trouble() != Some(*trouble)) {
            let text = format!("{trouble}; files are read");
            self.warn(text);
        }
        let mut effects = self.call_back(|shown| shown.take(indexing));
        let waits = |search: &super::search::Search| search.answer.as_ref().is_some_and(|answer| answer.waiting > 0);
        if is_over && self.search().is_some_and(waits) {
            effects.extend(self.ask());
        }
        effects
    }

    /// A second after the last number: shows the newest.
    pub(super) fn tell_indexing(&mut self) -> Vec<Effect> {
        self.call_back(super::progress::Shown::tick)
    }

    fn call_back(&mut self, change: impl FnOnce(&mut super::progress::Shown) -> bool) -> Vec<Effect> {
        let waits = change(&mut self.indexing);
        if waits { vec![Effect::Wake { timer: Timer::Indexing, after: APART }] } else { Vec::new() }
    }

    /// What the header tells of indexing, in full and in short.
    pub(crate) fn indexing_words(&self) -> Option<(String, String)> {
        self.indexing.words(if self.ascii { "-" } else { "·" })
    }

    /// Pauses indexing, or goes on with it.
    pub(super) fn pause_indexing(&mut self) -> Vec<Effect> {
        if let Some(trouble) = self.indexing.trouble() {
            let text = format!("nothing is being indexed: {trouble}");
            self.tell(text);
            return Vec::new();
        }
        // It may be asked for before there is something to index, or while that is being found out.
        let is_paused = self.indexing.turn();
        self.tell(match (is_paused, self.indexing.is_at_work()) {
            (true, true) => "indexing pauses",
            (true, false) => "what is to be indexed waits",
            (false, _) => "indexing goes on",
        });
        vec![Effect::PauseIndexing(is_paused)]
    }
}
