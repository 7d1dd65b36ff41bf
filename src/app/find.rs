//! Finding in the open text.

use std::sync::Arc;

use super::message::Effect;
use super::overlay::Overlay;
use super::state::State;
use crate::document::Anchor;
use crate::library::EntryId;
use crate::search::{Tongue, find_here, words_here};

/// Texts up to this many blocks are searched at once; longer ones by a worker.
const AT_ONCE: usize = 20_000;
/// The same for more than a word, which takes longer where it does not stand as it was typed.
const WORDS_AT_ONCE: usize = 1_000;
/// More hits than anybody steps through.
pub(crate) const MOST_HITS: usize = 10_000;

impl State {
    /// Finds words in the open text and goes to the first hit at or below a place.
    pub(super) fn find_from(&mut self, query: &str, from: Anchor) -> Vec<Effect> {
        let query = query.trim();
        let Some(text) = self.reader.text_mut() else { return Vec::new() };
        if query.is_empty() {
            text.hits = None;
            self.reader.on_text(|text| text.go_place(from));
            return Vec::new();
        }
        let (entry, loaded) = (text.entry, Arc::clone(text.loaded()));
        let tongue = self.library.get(entry).and_then(|entry| entry.language()).and_then(Tongue::of);
        let most = if words_here(query).is_some() { WORDS_AT_ONCE } else { AT_ONCE };
        if loaded.document.blocks.len() > most {
            return vec![Effect::Find { entry, loaded, query: query.to_owned(), tongue }];
        }
        let found = find_here(&loaded.document, query, tongue, MOST_HITS, &|| false);
        if !self.reader.text_mut().is_some_and(|text| text.set_hits(query, found.hits, found.complete, from)) {
            self.reader.on_text(|text| text.go_place(from));
        }
        Vec::new()
    }

    /// Takes what a worker found in a long text.
    pub(super) fn found(&mut self, entry: EntryId, query: &str, hits: Vec<Anchor>, complete: bool) {
        let from = match &self.overlay {
            Some(Overlay::Prompt(prompt)) if prompt.line.text().trim() == query => match prompt.purpose {
                super::prompt::Purpose::Find { from } => Some(from),
                _ => None,
            },
            _ => None,
        };
        let Some(text) = self.reader.text_mut().filter(|text| text.entry == entry) else { return };
        let from = from.unwrap_or_else(|| text.place());
        if !self.reader.text_mut().is_some_and(|text| text.set_hits(query, hits, complete, from)) {
            self.tell(format!("\"{query}\" is not in this text"));
        }
    }

    /// Goes to the next or previous hit and tells which it is.
    pub(super) fn step_hit(&mut self, by: isize) -> bool {
        let Some(went_round) = self.reader.text_mut().and_then(|text| text.step_hit(by)) else { return false };
        let Some(hits) = self.reader.text().and_then(|text| text.hits.as_ref()) else { return false };
        let round = if !went_round {
            ""
        } else if by > 0 {
            ", from the top again"
        } else {
            ", from the end again"
        };
        self.tell(format!("{}: {}/{}{round}", hits.label, hits.index + 1, hits.count()));
        true
    }
}
