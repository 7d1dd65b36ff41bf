//! Searching all texts: asking while it is typed, taking answers, opening what was found, and going through it.

use std::sync::Arc;

use super::act::to_steps;
use super::action::Action;
use super::list::{List, Matches, Show};
use super::message::{Effect, Timer};
use super::numbers::grouped_len;
use super::panes::Focus;
use super::state::{Goal, State, Stop};
use crate::library::{Corrections, EntryId};
use crate::search::{Answer, Facts, Hit, Marked, Order, Query, Request, Tongue};

/// Milliseconds after which it is told that an answer is awaited.
const SLOW_AFTER: u32 = 300;

impl State {
    /// What is typed changed: asks anew. What was found stays until there is an answer.
    pub(super) fn retype_search(&mut self, text: &str, is_typing: bool) -> Vec<Effect> {
        let Some(search) = self.search_mut() else { return Vec::new() };
        text.clone_into(&mut search.text);
        search.saved = None;
        search.is_typing = is_typing;
        search.rests = false;
        if self.query().is_none_or(|query| query.is_empty()) {
            return self.ask_nothing();
        }
        let Some(search) = self.search_mut() else { return Vec::new() };
        search.is_waiting = true;
        let mut effects = self.ask();
        effects.push(Effect::Wake { timer: Timer::Search, after: SLOW_AFTER });
        effects
    }

    /// There is nothing to look for yet: what can be typed is shown again.
    fn ask_nothing(&mut self) -> Vec<Effect> {
        if let Some(search) = self.search_mut() {
            search.answer = None;
            search.is_waiting = false;
            search.is_slow = false;
            search.facets.clear();
        }
        vec![Effect::StopSearch]
    }

    /// Asks for what is typed.
    pub(super) fn ask(&self) -> Vec<Effect> {
        let Some(search) = self.search() else { return Vec::new() };
        vec![self.asking(&search.text, search.is_typing, search.order)]
    }

    /// Asks for a query in all documents.
    pub(super) fn asking(&self, text: &str, is_typing: bool, order: Order) -> Effect {
        Effect::Search(Box::new(self.request(text, is_typing, order)))
    }

    /// A query in all documents.
    pub(super) fn request(&self, text: &str, is_typing: bool, order: Order) -> Request {
        let today = self.today();
        let query = Query::read(text, today, is_typing);
        Request {
            text: text.to_owned(),
            is_typing,
            order,
            library: self.library.clone(),
            marks: query.asks_marks().then(|| Arc::new(Marked::of(&self.marks))),
            corrections: self.corrections(&query),
            within: None,
            today,
        }
    }

    /// The user's corrections of people, when a query asks for people and there are some.
    fn corrections(&self, query: &Query) -> Option<Arc<Corrections>> {
        let corrections = query.asks_people().then(|| Corrections::of(&self.marks))?;
        (!corrections.is_empty()).then(|| Arc::new(corrections))
    }

    /// The parsed query of the search in hand.
    pub(super) fn query(&self) -> Option<Query> {
        let search = self.search()?;
        Some(Query::read(&search.text, self.today(), search.is_typing))
    }

    /// Takes an answer, if it is one to what is typed now.
    pub(super) fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        if let Some(effects) = self.counted(&answer) {
            return effects;
        }
        if self.facet_counted(&answer) {
            return Vec::new();
        }
        let Some(search) = self.search_mut().filter(|search| search.text == answer.text) else { return Vec::new() };
        // Later it would open by itself.
        let opens = std::mem::take(&mut search.opens) && answer.done && !answer.rows.is_empty();
        search.take(answer);
        let mut effects = self.note_looked();
        if opens && self.is_in_results() && self.overlay.is_none() {
            effects.extend(self.open_found());
        }
        effects
    }

    /// Takes hits of documents on the screen.
    pub(super) fn took_hits(&mut self, text: &str, hits: Vec<(EntryId, Vec<Hit>)>) {
        if let Some(search) = self.search_mut() {
            search.take_hits(text, hits);
        }
    }

    /// Asks for the hits of the documents on the screen.
    pub(super) fn want_hits(&mut self) -> Vec<Effect> {
        if !self.is_in_results() {
            return Vec::new();
        }
        let today = self.today();
        let Some(search) = self.searches.last_mut() else { return Vec::new() };
        let Some(text) = search.answer.as_ref().map(|answer| answer.text.clone()) else { return Vec::new() };
        let is_typing = search.is_typing;
        let query = Query::read(&text, today, is_typing);
        let unknown = search.unknown().into_iter();
        let entries: Vec<_> = unknown.filter_map(|id| Some((id, self.library.get(id)?.origin()))).collect();
        if entries.is_empty() {
            return Vec::new();
        }
        let corrections = self.corrections(&query);
        vec![Effect::Snippets { text, is_typing, corrections, entries }]
    }

    /// An answer takes long: that is told.
    pub(super) fn search_is_slow(&mut self) {
        if let Some(search) = self.search_mut() {
            search.rests = true;
            search.is_slow = search.is_waiting || search.answer.as_ref().is_some_and(|answer| !answer.done);
        }
    }

    /// Best first, or newest first.
    pub(super) fn turn_order(&mut self) -> Vec<Effect> {
        let Some(search) = self.search_mut().filter(|search| search.scope == super::prompt::Scope::Everything) else {
            return Vec::new();
        };
        search.order = match search.order {
            Order::Relevance => Order::Date,
            Order::Date => Order::Relevance,
        };
        if search.answer.is_none() && !search.is_waiting {
            return Vec::new();
        }
        search.is_waiting = true;
        let mut effects = self.ask();
        effects.extend(self.keep_order());
        effects
    }

    /// Opens the document under the cursor at its first hit.
    pub(super) fn open_found(&mut self) -> Vec<Effect> {
        let found = self.search().and_then(|search| {
            let id = search.current()?;
            super::results::shown_hit(search.hits(id)?, self.library.get(id)?.title())
        });
        let at = found.and_then(|hit| hit.at);
        self.read_found(at.map_or(Stop::First, Stop::At))
    }

    fn read_found(&mut self, stop: Stop) -> Vec<Effect> {
        let Some(search) = self.searches.last() else { return Vec::new() };
        let Some(id) = search.current() else { return Vec::new() };
        if let Some(reason) = self.library.get(id).and_then(|entry| entry.failure()) {
            let text = format!("cannot read this file: {reason}");
            self.warn(text);
            return Vec::new();
        }
        let text = search.text.clone();
        let begins = !search.is_reading;
        let ids = if begins { search.rows().iter().map(|row| row.entry).collect() } else { Vec::new() };
        let mut effects = if self.reading && begins { self.save_position() } else { Vec::new() };
        if begins {
            let matches = Matches { query: text.clone(), ids, is_ordered: true };
            let mut list = List::new(self.list.order().sort);
            list.set_show(Show::Search(Arc::new(matches)), &self.library, &self.marks);
            self.list = list;
        }
        effects.extend(self.keep_last());
        self.list.select(id);
        self.wanted = Some((id, Goal::Found(stop)));
        self.overlay = None;
        self.was_marked = None;
        // Going from hit to hit is not reading on: the places where reading stopped stay as they are.
        self.reading = false;
        self.focus = Focus::Reader;
        if let Some(search) = self.searches.last_mut() {
            search.is_reading = true;
        }
        effects.extend(self.follow_list());
        self.set_focus(Focus::Reader);
        effects.extend(self.note_reading());
        effects
    }

    /// From a document that was found back to what was found, with the cursor on that document.
    pub(super) fn back_to_results(&mut self) -> Vec<Effect> {
        let current = self.list.current();
        let Some(search) = self.searches.last_mut() else { return Vec::new() };
        let row = current.and_then(|id| search.rows().iter().position(|row| row.entry == id));
        search.is_reading = false;
        if let Some(row) = row {
            search.go(row);
        }
        self.zoom = false;
        self.overlay = None;
        // The place before the search is not the one in this text.
        self.reading = false;
        self.focus = Focus::Results;
        Vec::new()
    }

    /// Goes to the next or previous hit, and from the last one of a document to the next document.
    pub(super) fn step_found(&mut self, by: isize) -> Vec<Effect> {
        let hits = self.reader.text().and_then(|text| text.hits.as_ref());
        let goes_on = hits.filter(|hits| Some(&hits.label) == self.search().map(|search| &search.text));
        if let Some(hits) = goes_on {
            let next = hits.index.checked_add_signed(by).filter(|&next| next < hits.places.len());
            if let Some(next) = next {
                self.reader.on_text(|text| text.go_hit(next));
                self.tell_found();
                return self.read_on();
            }
        }
        let current = self.list.current();
        let Some(search) = self.searches.last_mut() else { return Vec::new() };
        let rows = search.rows();
        let row = current.and_then(|id| rows.iter().position(|row| row.entry == id)).unwrap_or(search.cursor.row);
        let Some(next) = row.checked_add_signed(by).filter(|&next| next < rows.len()) else {
            self.tell(if by > 0 { "this was the last hit" } else { "this was the first hit" });
            return Vec::new();
        };
        search.go(next);
        self.read_found(if by > 0 { Stop::First } else { Stop::Last })
    }

    /// Makes the hits of the search in hand those that `n` goes through in the open text, and goes to one of them.
    pub(super) fn go_through_found(&mut self, stop: Stop) {
        let (Some(query), Some(text), Some(search)) = (self.query(), self.reader.text(), self.searches.last()) else {
            return;
        };
        let entry = text.entry;
        let label = search.text.clone();
        let known = search.hits(entry).map(<[Hit]>::to_vec).unwrap_or_default();
        let hits = if query.needs_analysis() && !known.is_empty() {
            known
        } else {
            let language = self.library.get(entry).and_then(|entry| entry.language());
            let facts = Facts { tongue: language.and_then(Tongue::of), ..Facts::default() };
            query.hits(text.document(), &facts, super::find::MOST_HITS)
        };
        let mut hits: Vec<&Hit> = hits.iter().filter(|hit| hit.at.is_some()).collect();
        hits.sort_by_key(|hit| hit.at);
        let places: Vec<_> = hits.iter().filter_map(|hit| hit.at).collect();
        let lit: Vec<_> = hits.iter().flat_map(|hit| hit.places()).collect();
        let from = match stop {
            Stop::First => places.first().copied(),
            Stop::At(at) => Some(at).filter(|_| !places.is_empty()),
            Stop::Last => places.last().copied(),
        };
        let Some(from) = from else {
            self.reader.on_text(|text| text.hits = None);
            self.tell_found();
            return;
        };
        self.reader.on_text(|text| {
            text.set_hits(&label, places, true, from);
            if let Some(hits) = &mut text.hits {
                hits.lit = lit;
            }
        });
        self.tell_found();
    }

    /// Tells which hit of which document this is.
    fn tell_found(&mut self) {
        let Some(search) = self.searches.last() else { return };
        let current = self.list.current();
        let rows = search.rows();
        let row = current.and_then(|id| rows.iter().position(|row| row.entry == id));
        let document = row.map(|row| format!("document {} of {}", grouped_len(row + 1), grouped_len(rows.len())));
        let hit = self.reader.text().and_then(|text| text.hits.as_ref());
        let hit = hit.map(|hits| format!("hit {}/{}", hits.index + 1, hits.count()));
        let words: Vec<String> = hit.into_iter().chain(document).collect();
        self.tell(words.join(", "));
    }

    /// Keeps what was found as the list's filter and leaves the search.
    pub(super) fn keep_as_filter(&mut self) -> Vec<Effect> {
        let Some(search) = self.search().filter(|search| !search.rows().is_empty()) else {
            self.tell("nothing was found that could be kept");
            return Vec::new();
        };
        let query = search.meant();
        let ids = search.rows().iter().map(|row| row.entry).collect();
        let matches = Matches { query, ids, is_ordered: false };
        let current = search.current();
        let mut effects = self.leave_search();
        self.searches.clear();
        self.list.set_filter("", &self.library, &self.marks);
        self.list.set_show(Show::Search(Arc::new(matches)), &self.library, &self.marks);
        self.set_focus(Focus::List);
        if let Some(id) = current {
            self.list.select(id);
        }
        effects.extend(self.follow_list());
        let key = self.keymap.key_for(super::keymap::Context::List, Action::ShowAll).unwrap_or_default();
        self.tell(format!("{} documents stay in the list, {key} shows all again", self.list.len()));
        effects
    }

    /// Moves among what was found.
    pub(super) fn travel_results(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let steps = to_steps(count);
        let by = super::travel::distance(action, steps, self.results_page());
        if self.focus == Focus::Facets {
            self.step_facet(by);
            return Vec::new();
        }
        let offers = self.offers().len();
        let Some(search) = self.searches.last_mut() else { return Vec::new() };
        if search.zero().is_some() {
            let next = search.offer.map_or(if by > 0 { 0 } else { offers.saturating_sub(1) }, |offer| {
                offer.saturating_add_signed(by).min(offers.saturating_sub(1))
            });
            search.offer = Some(next).filter(|_| offers > 0);
            return Vec::new();
        }
        match (action, count) {
            (Action::Top | Action::Bottom, Some(row)) => {
                search.go(usize::try_from(row).unwrap_or(usize::MAX).saturating_sub(1));
            }
            _ => search.step(by),
        }
        Vec::new()
    }

    fn results_page(&self) -> isize {
        self.search().map_or(1, |search| isize::try_from(search.height).unwrap_or(1))
    }

    /// The next or previous unread document among what was found.
    pub(super) fn next_unread_found(&mut self, by: isize) -> Vec<Effect> {
        let Some(search) = self.search() else { return Vec::new() };
        let (rows, here) = (search.rows(), search.cursor.row);
        let count = rows.len();
        let step = |distance: usize| {
            if by > 0 { (here + distance) % count } else { (here + count - distance) % count }
        };
        let is_unread = |row: &usize| rows.get(*row).is_some_and(|found| !self.is_read(found.entry));
        let found = (1..count.max(1)).map(step).find(is_unread);
        match (found, self.search_mut()) {
            (Some(row), Some(search)) => search.go(row),
            _ => self.tell("nothing unread among these"),
        }
        Vec::new()
    }
}
