//! One line for every search: where it looks is changed with one key, and Escape leads back exactly.

use super::message::Effect;
use super::overlay::Overlay;
use super::panes::Focus;
use super::prompt::{Prompt, Purpose, Scope};
use super::search::Search;
use super::state::State;
use super::text::Text;
use crate::document::Anchor;
use crate::search::Order;

impl State {
    /// The search in hand: being typed, shown, or read from.
    pub(crate) fn search(&self) -> Option<&Search> {
        self.searches.last()
    }

    /// Whether all texts are being searched, or are about to be.
    pub(crate) fn is_searching_everything(&self) -> bool {
        self.search().is_some_and(|search| search.scope == Scope::Everything)
    }

    /// The search in hand, for changing it.
    pub(super) fn search_mut(&mut self) -> Option<&mut Search> {
        self.searches.last_mut()
    }

    /// How many searches are in hand, one begun in what another found.
    #[cfg(test)]
    pub(crate) fn searches_in_hand(&self) -> usize {
        self.searches.len()
    }

    /// Whether what a search found, or what it can be narrowed by, is on the screen.
    pub(crate) fn is_in_results(&self) -> bool {
        matches!(self.focus, Focus::Results | Focus::Facets)
    }

    /// Whether a document of a search's results is open.
    pub(crate) fn is_reading_found(&self) -> bool {
        !self.is_in_results() && self.search().is_some_and(|search| search.is_reading)
    }

    /// Opens the line of a search. In the results it changes that search; a document that is read from them leads back to
    /// them; else a new one begins.
    pub(super) fn open_search(&mut self, scope: Scope, text: &str) -> Vec<Effect> {
        if scope == Scope::Everything && (self.is_in_results() || self.is_reading_found()) {
            let effects = if self.is_in_results() { Vec::new() } else { self.back_to_results() };
            self.set_focus(Focus::Results);
            let known = self.search().map(|search| search.text.clone()).unwrap_or_default();
            let shown = if text.is_empty() { known } else { text.to_owned() };
            let is_same = self.search().is_some_and(|search| search.text == shown);
            self.overlay = Some(Overlay::Prompt(Prompt::new(Purpose::Search, &shown)));
            return if is_same { effects } else { [effects, self.retyped()].concat() };
        }
        if self.is_in_results() {
            return self.look_in(scope);
        }
        let before = self.remember();
        self.searches.push(Search::new(before, scope, Order::Relevance));
        self.reader.push_jump();
        self.enter_scope(scope, text)
    }

    /// Looks for the typed words in the next scope, or the one before.
    pub(super) fn switch_scope(&mut self, forward: bool) -> Vec<Effect> {
        match (&self.overlay, self.search()) {
            (Some(Overlay::Prompt(prompt)), _) => {
                let next = prompt.purpose.scope().map(|scope| scope.next(forward));
                next.map_or_else(Vec::new, |next| self.look_in(next))
            }
            (None, Some(search)) if self.is_in_results() => self.look_in(search.scope.next(forward)),
            _ => Vec::new(),
        }
    }

    /// Looks for the typed words in a scope.
    pub(super) fn look_in(&mut self, next: Scope) -> Vec<Effect> {
        let text = match (&self.overlay, self.search()) {
            (Some(Overlay::Prompt(prompt)), _) => prompt.line.text().to_owned(),
            (_, search) => search.map(|search| search.text.clone()).unwrap_or_default(),
        };
        let mut effects = self.put_back();
        if let Some(search) = self.search_mut() {
            search.scope = next;
            search.is_reading = false;
        }
        effects.extend(self.enter_scope(next, &text));
        effects
    }

    /// Shows the scope and looks there for a text.
    fn enter_scope(&mut self, scope: Scope, text: &str) -> Vec<Effect> {
        let purpose = match scope {
            Scope::Here => {
                self.set_focus(Focus::Reader);
                self.lay_out();
                Purpose::Find { from: self.reader.text_mut().map_or(Anchor::default(), Text::place) }
            }
            Scope::List => {
                self.set_focus(Focus::List);
                Purpose::Filter
            }
            Scope::Everything => {
                self.set_focus(Focus::Results);
                Purpose::Search
            }
        };
        self.zoom = false;
        self.overlay = Some(Overlay::Prompt(Prompt::new(purpose, text)));
        if text.is_empty() { Vec::new() } else { self.retyped() }
    }

    /// Brings back what the screen showed before the search in hand, which goes on.
    fn put_back(&mut self) -> Vec<Effect> {
        let Some(mut search) = self.searches.pop() else { return Vec::new() };
        self.wanted = None;
        let (before, effects) = self.bring_back(search.before);
        search.before = before;
        self.searches.push(search);
        effects
    }

    /// Ends the search in hand and brings back what the screen showed before it.
    pub(super) fn leave_search(&mut self) -> Vec<Effect> {
        self.overlay = None;
        let mut effects = self.put_back();
        if self.search().is_some_and(|search| search.scope == Scope::Everything) {
            effects.extend(self.keep_last());
            effects.push(Effect::StopSearch);
        }
        self.searches.pop();
        effects
    }

    /// The search in hand ends where it has led: the filter or the hits stay.
    pub(super) fn end_search(&mut self) {
        self.searches.pop();
    }

    /// Escape while a search is typed: the line goes first, then what was found.
    pub(super) fn cancel_scope(&mut self, scope: Scope) -> Vec<Effect> {
        let has_more = self.search().is_some_and(|search| !search.rows().is_empty() || search.zero().is_some());
        if scope == Scope::Everything && has_more {
            return Vec::new();
        }
        self.leave_search()
    }
}
