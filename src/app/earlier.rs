//! Searches of late: kept from one session to the next with their order, brought back while one is typed, and forgotten.

use super::action::Action;
use super::keymap::Context;
use super::message::Effect;
use super::numbers::grouped;
use super::picker::{Item, Removal, Target};
use super::prompt::Purpose;
use super::search::{order_name, order_of};
use super::state::State;
use crate::document::Clean;
use crate::library::{Change, MOST_SOUGHT, Sought};
use crate::search::Order;

/// Bytes of a query that is remembered. What is longer was pasted, and nobody looks for it among the others.
const LONGEST: usize = 1_000;

impl State {
    /// Remembers the search in hand with its order; the oldest ones are forgotten.
    pub(super) fn keep_last(&mut self) -> Vec<Effect> {
        let Some(search) = self.search() else { return Vec::new() };
        let (query, by_date) = (Clean::line(search.text.trim()), search.order == Order::Date);
        let is_nothing = self.query().is_none_or(|query| query.is_empty());
        if is_nothing || query.len() > LONGEST {
            return Vec::new();
        }
        let known = self.marks.sought();
        let last = known.last();
        if last.is_some_and(|(last, sought)| **last == query && sought.by_date == by_date) {
            return Vec::new();
        }
        // The clock may have been set back.
        let at = last.map_or(self.now, |(_, sought)| self.now.max(sought.at.saturating_add(1)));
        let others = known.iter().filter(|(known, _)| **known != query).count();
        let old = known.iter().filter(|(known, _)| **known != query).take((others + 1).saturating_sub(MOST_SOUGHT));
        let mut changes: Vec<Change> = old.map(|(known, _)| Change::Sought((*known).clone(), None)).collect();
        changes.push(Change::Sought(query, Some(Sought { at, by_date })));
        self.change_searches_quietly(changes)
    }

    /// The line typed `back` lines before, from 1; of a search, with its order.
    pub(super) fn earlier(&self, purpose: &Purpose, back: usize) -> Option<(String, Option<Order>)> {
        if *purpose != Purpose::Search {
            return Some((self.history.get(purpose, back)?.to_owned(), None));
        }
        let known = self.marks.sought();
        let (query, sought) = known.len().checked_sub(back).and_then(|at| known.get(at))?;
        Some((query.to_string(), Some(order_of(sought.by_date))))
    }

    /// Rows of the searches of late, the last one first.
    pub(super) fn earlier_items(&self) -> impl Iterator<Item = Item> {
        let item = |(query, sought): &(&Clean, Sought)| {
            let detail =
                if sought.by_date { format!("earlier, {}", order_name(Order::Date)) } else { "earlier".to_owned() };
            let removal = Removal::Sought((*query).clone());
            Item::new(query.to_string(), detail, Target::Sought((*query).clone())).removal(removal)
        };
        self.marks.sought().iter().rev().map(item).collect::<Vec<_>>().into_iter()
    }

    /// Searches again for what was searched for before, in the same order.
    pub(super) fn open_earlier(&mut self, query: &Clean) -> Vec<Effect> {
        let by_date = self.marks.sought_for(query).is_some_and(|sought| sought.by_date);
        self.search_in_order(query, order_of(by_date))
    }

    /// Forgets all searches of late.
    pub(super) fn forget_searches(&mut self) -> Vec<Effect> {
        let known: Vec<Clean> = self.marks.sought().into_iter().map(|(query, _)| query.clone()).collect();
        if known.is_empty() {
            self.tell("no search is remembered");
            return Vec::new();
        }
        let count = grouped(u32::try_from(known.len()).unwrap_or(u32::MAX));
        let label =
            if known.len() == 1 { "1 search forgotten".to_owned() } else { format!("{count} searches forgotten") };
        let effects =
            self.change_searches(&label, known.into_iter().map(|query| Change::Sought(query, None)).collect());
        let key = self.keymap.key_for(Context::Global, Action::Undo).unwrap_or_default();
        self.tell(format!("{label} ({key} undoes)"));
        effects
    }
}
