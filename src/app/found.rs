//! What keys do in the results of a search beside moving: opening, taking an offer, explaining, and their place on the
//! screen.

use super::message::Effect;
use super::overlay::{Overlay, Sheet};
use super::panes::content;
use super::results::Take;
use super::state::State;
use crate::search::Today;

impl State {
    /// Today, for dates in a query.
    pub(super) fn today(&self) -> Today {
        Today::at(self.now)
    }

    /// Opens what is under the cursor: a document at its hit, or what a search that found nothing offers.
    pub(super) fn activate_result(&mut self) -> Vec<Effect> {
        self.overlay = None;
        let Some(search) = self.search_mut() else { return Vec::new() };
        if search.is_waiting {
            // What is on the screen was found for other words. Keys may come faster than answers do.
            search.opens = true;
            return Vec::new();
        }
        match (search.offer, search.zero().is_some()) {
            (Some(offer), true) => self.take_offer(offer).unwrap_or_default(),
            (None, true) => Vec::new(),
            (_, false) if search.text.trim().is_empty() => self.leave_search(),
            (_, false) => self.open_found(),
        }
    }

    /// Takes what a search that found nothing offers; nothing when there is none of that place.
    pub(super) fn take_offer(&mut self, place: usize) -> Option<Vec<Effect>> {
        let offer = self.offers().into_iter().nth(place)?;
        Some(match offer.take {
            Take::Query(query) => self.retype_search(&query, false),
            Take::Scope(scope) => self.look_in(scope),
            Take::Action(action) => self.act(action, None, None),
        })
    }

    /// Whether `n` goes through the hits of the search in hand.
    pub(super) fn has_found_hits(&self) -> bool {
        let hits = self.reader.text().and_then(|text| text.hits.as_ref());
        hits.is_none_or(|hits| Some(&hits.label) == self.search().map(|search| &search.text))
    }

    /// Every search in hand ends: the list is asked for.
    pub(super) fn drop_searches(&mut self) -> Vec<Effect> {
        if self.searches.is_empty() {
            return Vec::new();
        }
        self.searches.clear();
        vec![Effect::StopSearch]
    }

    /// Says in words what the query of the search in hand means. While a list is filtered or a text is searched, the key
    /// types its letter: there the words are taken as they are.
    pub(super) fn explain(&mut self) -> Vec<Effect> {
        let under = match self.overlay.take() {
            Some(Overlay::Prompt(prompt)) if prompt.purpose == super::prompt::Purpose::Search => Some(prompt),
            Some(overlay) => {
                self.overlay = Some(overlay);
                return self.type_text("?");
            }
            None => None,
        };
        let sheet = self.explanation();
        let sheet = Sheet { under: under.map(Box::new), ..sheet };
        self.overlay = Some(Overlay::Sheet(sheet));
        Vec::new()
    }

    /// What the query of the search in hand means, and what is wrong with it.
    fn explanation(&self) -> Sheet {
        let text = self.search().map(|search| search.text.trim().to_owned()).unwrap_or_default();
        let mut facts: Vec<(&'static str, String)> = Vec::new();
        match self.query().filter(|query| !query.is_empty()) {
            Some(query) => {
                facts.push(("typed", text));
                let lines = query.explain().into_iter().map(|line| line.to_string());
                facts.extend(std::iter::once("means").chain(std::iter::repeat("")).zip(lines));
                facts.extend(query.faults().iter().map(|fault| ("but", fault.to_string())));
                if self.search().is_some_and(|search| search.rows().iter().any(|row| !row.is_exact)) {
                    facts.push(("~", "before a sentence: it has only other forms of a word".to_owned()));
                }
            }
            None => facts.push(("typed", "nothing yet".to_owned())),
        }
        Sheet::new("What is searched for", facts)
    }

    /// Gives the results their room.
    pub(super) fn lay_out_results(&mut self) {
        let shape = self.panes.shape;
        let Some(pane) = self.panes.results else { return };
        let height = usize::from(content(pane, shape).height);
        let rows = self.found_height();
        let fault = self.fault_lines(content(pane, shape)).len();
        if let Some(search) = self.search_mut() {
            search.set_height(height.saturating_sub(fault) / rows);
        }
        self.count_facets();
    }

    /// Lines that a document takes among the results: one for itself, the others for its sentence.
    pub(crate) fn found_height(&self) -> usize {
        if self.panes.body.height >= 30 { 3 } else { 2 }
    }
}
