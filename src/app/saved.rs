//! Saved searches: kept under a name and a letter, opened with a key, and counted anew when their list is opened.

use std::collections::BTreeMap;

use super::keymap::Context;
use super::message::Effect;
use super::numbers::{documents, grouped};
use super::overlay::Overlay;
use super::picker::{Item, Kind, Removal, Target};
use super::prompt::{Prompt, Purpose};
use super::search::order_of;
use super::state::State;
use super::tally::Counting;
use crate::document::Clean;
use crate::library::{Change, SavedSearch};
use crate::search::{Answer, Order};

impl State {
    /// Asks for a name for the search in hand.
    pub(super) fn name_search(&mut self) -> Vec<Effect> {
        let Some(query) = self.query_to_save() else { return Vec::new() };
        let prompt = Prompt::new(Purpose::Save { query }, "");
        self.overlay = Some(Overlay::Prompt(prompt));
        Vec::new()
    }

    /// Saves the search in hand under a letter. One that is saved already keeps its name; else its query is its name.
    pub(super) fn save_under(&mut self, letter: Option<char>) -> Vec<Effect> {
        let Some(query) = self.query_to_save() else { return Vec::new() };
        let saved = self.search().and_then(|search| search.saved.as_ref()).map(|(name, _)| name.to_string());
        self.save_search(&saved.unwrap_or_default(), &query, letter)
    }

    fn query_to_save(&mut self) -> Option<String> {
        let query = self.search().map(super::search::Search::meant).filter(|query| !query.is_empty());
        if query.is_none() {
            self.tell("search for something first");
        }
        query
    }

    /// Saves a search under a name, or else its query. A letter belongs to one search: the one that had it keeps its name.
    pub(super) fn save_search(&mut self, name: &str, query: &str, key: Option<char>) -> Vec<Effect> {
        let name = Clean::line(if name.trim().is_empty() { query } else { name });
        let same = |(_, saved): &(&Clean, &SavedSearch)| key.is_some() && saved.key == key;
        let other = self.marks.searches().find(same).map(|(other, saved)| (other.clone(), saved.clone()));
        let known = self.marks.search(&name).and_then(|saved| saved.key);
        let by_date = self.search().is_some_and(|search| search.order == Order::Date);
        let saved = SavedSearch { query: Clean::line(query), key: key.or(known), looked: self.seen_until(), by_date };
        let mut changes = Vec::new();
        if let Some((other, saved)) = other.filter(|(other, _)| *other != name) {
            changes.push(Change::Search(other, Some(SavedSearch { key: None, ..saved })));
        }
        changes.push(Change::Search(name.clone(), Some(saved)));
        let looked = self.seen_until();
        if let Some(search) = self.search_mut().filter(|search| search.meant() == query) {
            // From now on it is the saved one.
            search.saved = Some((name.clone(), looked));
        }
        let effects = self.change_searches(&format!("search saved: {name}"), changes);
        let undo = self.keymap.key_for(Context::Global, super::action::Action::Undo).unwrap_or_default();
        let letter = key.map_or_else(String::new, |key| format!(", @{key} opens it"));
        self.tell(format!("saved: {name}{letter} ({undo} undoes)"));
        effects
    }

    /// Up to when the documents in hand have come: a document that comes later is new.
    fn seen_until(&self) -> i64 {
        let rows = self.search().map(super::search::Search::rows).unwrap_or_default();
        let newest = rows.iter().filter_map(|row| self.library.get(row.entry)?.added()).max();
        newest.unwrap_or(self.now).max(self.now)
    }

    /// Opens the search saved under a letter.
    pub(super) fn open_saved_key(&mut self, letter: Option<char>) -> Vec<Effect> {
        let Some(letter) = letter else { return Vec::new() };
        let name = self.marks.searches().find(|(_, saved)| saved.key == Some(letter)).map(|(name, _)| name.clone());
        let Some(name) = name else {
            self.tell(format!("no search is saved under {letter}"));
            return Vec::new();
        };
        self.open_saved(&name)
    }

    /// Opens a saved search: what came since it was last looked at is marked, and it counts as looked at from now on.
    pub(super) fn open_saved(&mut self, name: &str) -> Vec<Effect> {
        let Some(saved) = self.marks.search(name).cloned() else { return Vec::new() };
        let mut effects = self.search_in_order(&saved.query, order_of(saved.by_date));
        if let Some(search) = self.search_mut() {
            search.saved = Some((Clean::line(name), saved.looked));
        }
        // The answer may be there already.
        effects.extend(self.note_looked());
        effects
    }

    /// The results of a saved search are on the screen: it was looked at.
    pub(super) fn note_looked(&mut self) -> Vec<Effect> {
        let Some(search) = self.search().filter(|search| search.answer.as_ref().is_some_and(|answer| answer.done))
        else {
            return Vec::new();
        };
        let Some((name, _)) = search.saved.clone() else { return Vec::new() };
        let looked = self.seen_until();
        match self.marks.search(&name) {
            Some(saved) if saved.looked < looked && *saved.query == *search.text => {
                let saved = SavedSearch { looked, ..saved.clone() };
                self.change_searches_quietly(vec![Change::Search(name, Some(saved))])
            }
            _ => Vec::new(),
        }
    }

    /// Keeps the order of the saved search in hand with it.
    pub(super) fn keep_order(&mut self) -> Vec<Effect> {
        let Some(search) = self.search() else { return Vec::new() };
        let by_date = search.order == Order::Date;
        let Some((name, _)) = &search.saved else { return Vec::new() };
        let Some(saved) = self.marks.search(name).filter(|saved| *saved.query == search.meant()) else {
            return Vec::new();
        };
        let change = Change::Search(name.clone(), Some(SavedSearch { by_date, ..saved.clone() }));
        self.change_searches_quietly(vec![change])
    }

    /// Searches everything for words that are typed to their end.
    pub(super) fn search_for(&mut self, words: &str) -> Vec<Effect> {
        self.search_in_order(words, Order::Relevance)
    }

    /// The same, with the best first or the newest.
    pub(super) fn search_in_order(&mut self, words: &str, order: Order) -> Vec<Effect> {
        let mut effects = self.open_search(super::prompt::Scope::Everything, "");
        self.overlay = None;
        if let Some(search) = self.search_mut() {
            search.order = order;
        }
        effects.extend(self.retype_search(words, false));
        effects
    }

    /// Shows the saved searches and counts what is new in each.
    pub(super) fn show_saved(&mut self) -> Vec<Effect> {
        let mut effects = self.open_picker(Kind::Saved);
        let mut waiting: Vec<Clean> = self.marks.searches().map(|(name, _)| name.clone()).collect();
        waiting.reverse();
        self.counting = Counting { waiting, counts: BTreeMap::new() };
        effects.extend(self.count_next());
        effects
    }

    /// Rows of the saved searches.
    pub(super) fn saved_items(&self) -> Vec<Item> {
        let item = |(name, saved): (&Clean, &SavedSearch)| {
            let count = match self.counting.counts.get(name) {
                Some(&(all, 0)) => documents(all),
                Some(&(all, new)) => {
                    format!("{} new of {}", grouped(u32::try_from(new).unwrap_or(u32::MAX)), documents(all))
                }
                None => String::new(),
            };
            let label = if *name == saved.query { name.to_string() } else { format!("{name}: {}", saved.query) };
            let key = saved.key.map_or_else(String::new, |key| format!("@{key}"));
            let item = Item::new(label, count, Target::Saved(name.to_string())).key(key);
            item.removal(Removal::Search(name.clone()))
        };
        self.marks.searches().map(item).chain(self.earlier_items()).collect()
    }

    /// Asks for the next saved search that is not counted yet.
    fn count_next(&mut self) -> Vec<Effect> {
        let Some(saved) = self.counting.waiting.last().and_then(|name| self.marks.search(name)) else {
            return Vec::new();
        };
        vec![self.asking(&saved.query, false, Order::Relevance)]
    }

    /// Takes the answer to a saved search that is being counted; nothing when it is somebody else's.
    pub(super) fn counted(&mut self, answer: &Answer) -> Option<Vec<Effect>> {
        let is_open = matches!(&self.overlay, Some(Overlay::Picker(picker)) if picker.kind == Kind::Saved);
        let name = self.counting.waiting.last().filter(|_| is_open)?.clone();
        let saved = self.marks.search(&name)?;
        if *saved.query != *answer.text {
            return None;
        }
        if !answer.done {
            return Some(Vec::new());
        }
        let looked = saved.looked;
        let is_new =
            |entry| self.library.get(entry).and_then(|entry| entry.added()).is_some_and(|added| added > looked);
        let new = answer.rows.iter().filter(|row| is_new(row.entry)).count();
        self.counting.counts.insert(name, (answer.rows.len(), new));
        self.counting.waiting.pop();
        let items = self.saved_items();
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.set_items(items);
        }
        Some(self.count_next())
    }
}
