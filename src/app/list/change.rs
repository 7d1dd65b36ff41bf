//! What changes the rows of a list: documents that arrive, marks, another order, another filter.
//!
//! A few changed documents are taken out and put in where they belong; everything is ordered anew only when the user asks
//! for something else or most documents are new.

use std::sync::Arc;

use super::bits::Bits;
use super::{Found, List, Ranking, Show};
use crate::document::DocId;
use crate::library::{EntryId, EntryRef, Library, Marks, Order};
use crate::search::{Ranked, rank_now};

/// Lists up to this length are ranked at once, so that a key gives one frame.
const AT_ONCE: usize = 2_000;

/// The document under the cursor and its line on the screen.
struct Held {
    id: Option<EntryId>,
    line: usize,
}

impl List {
    /// Changes what is shown. The cursor stays on its document if that is still there.
    pub(crate) fn set_show(&mut self, show: Show, library: &Library, marks: &Marks) {
        self.matched = match &show {
            Show::Search(matches) => Bits::of(&matches.ids),
            _ => Bits::default(),
        };
        self.show = show;
        self.kept.clear();
        self.rebuild(library, marks);
    }

    /// Changes the order.
    pub(crate) fn set_order(&mut self, order: Order, library: &Library, marks: &Marks) {
        self.order = order;
        self.rebuild(library, marks);
    }

    /// Changes the text filter. What it finds in a long list is worked out elsewhere; see [`Self::take_wish`].
    pub(crate) fn set_filter(&mut self, filter: &str, library: &Library, marks: &Marks) {
        if self.filter == filter {
            return;
        }
        let held = self.hold();
        filter.clone_into(&mut self.filter);
        if !self.kept.is_empty() {
            self.kept.clear();
            self.put_in_order(library, marks);
        }
        // The best match is what the eye and Enter look for.
        self.to_best = self.is_filtered();
        self.ranking = Ranking::Wanted;
        self.rank_if_short(library);
        self.settle(&held);
        self.go_to_best();
    }

    /// Works out rows and order anew; the cursor stays on its document and that on its line of the screen.
    pub(crate) fn rebuild(&mut self, library: &Library, marks: &Marks) {
        let held = self.hold();
        self.put_in_order(library, marks);
        self.want_ranking();
        self.rank_if_short(library);
        self.settle(&held);
    }

    /// Takes in entries that are new or were read anew.
    pub(crate) fn entries_changed(&mut self, ids: &[EntryId], library: &Library, marks: &Marks) {
        self.changed(ids, true, library, marks);
    }

    /// Takes in new marks of entries.
    pub(crate) fn marks_changed(&mut self, ids: &[EntryId], library: &Library, marks: &Marks) {
        self.changed(ids, false, library, marks);
    }

    fn changed(&mut self, ids: &[EntryId], may_move: bool, library: &Library, marks: &Marks) {
        let is_found = matches!(&self.show, Show::Search(matches) if matches.is_ordered);
        if is_found || ids.len() * 2 > self.ordered.len() {
            return self.rebuild(library, marks);
        }
        let held = self.hold();
        let (mut out, mut come) = (Vec::new(), Vec::new());
        let mut seen = Bits::default();
        for &id in ids {
            if seen.has(id) {
                continue;
            }
            seen.set(id, true);
            // Nothing when it was taken out.
            let entry = library.get(id);
            let is_read = |doc: DocId| marks.get(doc).is_some_and(|marks| marks.read);
            let doc = entry.and_then(|entry| entry.doc());
            self.is_unread.set(id, doc.is_some_and(|doc| !is_read(doc)));
            let (was, is) = (self.is_ordered.has(id), entry.is_some_and(|entry| self.has(entry, marks)));
            if was && (may_move || !is) {
                out.push(id);
            }
            if is && (may_move || !was) {
                come.push(id);
            }
        }
        if !out.is_empty() || !come.is_empty() {
            let ordered = Arc::make_mut(&mut self.ordered);
            remove(ordered, &out);
            self.order.sort(library, &mut come);
            insert(ordered, &come, self.order, library);
            for &id in &out {
                self.is_ordered.set(id, false);
            }
            for &id in &come {
                self.is_ordered.set(id, true);
            }
            self.want_ranking();
            self.rank_if_short(library);
        }
        self.settle(&held);
    }

    /// What has to be ranked elsewhere: the filter, and what it is applied to. Asked for once; the answer goes to
    /// [`Self::take_ranked`].
    pub(crate) fn take_wish(&mut self) -> Option<(String, Arc<Vec<EntryId>>)> {
        (self.ranking == Ranking::Wanted).then(|| {
            let on = Arc::clone(&self.ordered);
            self.ranking = Ranking::Running { on: Arc::clone(&on) };
            (self.filter.clone(), on)
        })
    }

    /// Takes what a filter found, or the best of what it has found so far. Returns whether that was wanted.
    pub(crate) fn take_ranked(&mut self, filter: &str, ranked: Ranked) -> bool {
        let Ranking::Running { on } = &self.ranking else { return false };
        if filter != self.filter {
            return false;
        }
        let rows: Vec<EntryId> = ranked.rows.into_iter().filter_map(|row| on.get(row as usize).copied()).collect();
        let has_changed = !Arc::ptr_eq(on, &self.ordered);
        let held = self.hold();
        self.found = Some(Found { set: Bits::of(&rows), rows });
        if ranked.is_done {
            self.ranking = if has_changed { Ranking::Wanted } else { Ranking::Done };
        }
        self.settle(&held);
        self.go_to_best();
        true
    }

    /// Works out at once what is still being worked out elsewhere: a key that acts on the list means what was typed.
    /// Returns whether there was something to work out.
    pub(crate) fn rank_at_once(&mut self, library: &Library) -> bool {
        let is_due = self.to_best && self.ranking != Ranking::Done;
        if is_due {
            let held = self.hold();
            self.rank(library);
            self.settle(&held);
            self.go_to_best();
        }
        is_due
    }

    fn is_filtered(&self) -> bool {
        !self.filter.trim().is_empty()
    }

    fn want_ranking(&mut self) {
        // One that runs is not disturbed: what has changed meanwhile is seen to when it is done.
        if self.ranking == Ranking::Done {
            self.ranking = Ranking::Wanted;
        }
    }

    fn rank_if_short(&mut self, library: &Library) {
        if !self.is_filtered() || self.ordered.len() <= AT_ONCE {
            self.rank(library);
        }
    }

    fn rank(&mut self, library: &Library) {
        self.found = self.is_filtered().then(|| {
            let rows = rank_now(library, &self.ordered, &self.filter);
            Found { set: Bits::of(&rows), rows }
        });
        self.ranking = Ranking::Done;
    }

    fn put_in_order(&mut self, library: &Library, marks: &Marks) {
        let ordered = match &self.show {
            Show::Search(matches) if matches.is_ordered => {
                matches.ids.iter().copied().filter(|&id| library.get(id).is_some()).collect()
            }
            _ => {
                let shown = library.iter().filter(|entry| self.has(*entry, marks));
                let mut ordered: Vec<EntryId> = shown.map(|entry| entry.id()).collect();
                self.order.sort(library, &mut ordered);
                ordered
            }
        };
        self.is_ordered = Bits::of(&ordered);
        self.ordered = Arc::new(ordered);
        let mut is_unread = Bits::default();
        for entry in library.iter() {
            is_unread.set(entry.id(), entry.is_ready());
        }
        for (doc, _) in marks.iter().filter(|(_, marks)| marks.read) {
            library.with_content(doc).into_iter().for_each(|id| is_unread.set(id, false));
        }
        self.is_unread = is_unread;
    }

    fn has(&self, entry: EntryRef<'_>, marks: &Marks) -> bool {
        let id = entry.id();
        self.kept.contains(&id) || self.matched.has(id) || self.show.has(entry, marks)
    }

    fn hold(&self) -> Held {
        Held { id: self.current().filter(|_| self.moved), line: self.cursor.saturating_sub(self.offset) }
    }

    /// Counts anew and puts the cursor where it belongs.
    fn settle(&mut self, held: &Held) {
        let shown = self.found.as_ref().map_or(&self.is_ordered, |found| &found.set);
        self.unread = self.is_unread.count_common(shown);
        let is_shown = |id: &EntryId| shown.has(*id);
        let found = held.id.filter(is_shown).and_then(|id| self.rows().iter().position(|&row| row == id));
        self.cursor = found.unwrap_or(if held.id.is_none() { 0 } else { self.cursor });
        self.cursor = self.cursor.min(self.rows().len().saturating_sub(1));
        self.offset = self.cursor.saturating_sub(held.line);
        self.follow();
    }

    /// Puts the cursor on the best match of a new filter once there is one, until the user moves.
    fn go_to_best(&mut self) {
        if self.to_best && self.ranking != Ranking::Wanted {
            (self.cursor, self.offset) = (0, 0);
            self.follow();
            self.to_best = self.ranking != Ranking::Done;
        }
    }
}

/// Takes entries out of an order.
fn remove(ordered: &mut Vec<EntryId>, ids: &[EntryId]) {
    if !ids.is_empty() {
        let gone = Bits::of(ids);
        ordered.retain(|&id| !gone.has(id));
    }
}

/// Puts entries that are in order among others that are.
fn insert(ordered: &mut Vec<EntryId>, ids: &[EntryId], order: Order, library: &Library) {
    let is_before = |one: EntryId, other: EntryId| {
        library.get(one).zip(library.get(other)).is_some_and(|(one, other)| order.compare(one, other).is_lt())
    };
    let Some(&any) = ids.first() else { return };
    let mut from = ordered.len();
    ordered.resize(from + ids.len(), any);
    for (before, &id) in ids.iter().enumerate().rev() {
        let before_it = ordered.get(..from).unwrap_or_default();
        // What a catalogue hands in comes in order, and most often goes to the end.
        let is_last = before_it.last().is_none_or(|&known| is_before(known, id));
        let place = if is_last { from } else { before_it.partition_point(|&known| is_before(known, id)) };
        // What comes behind makes room for this one and for those before it.
        ordered.copy_within(place..from, place + before + 1);
        if let Some(slot) = ordered.get_mut(place + before) {
            *slot = id;
        }
        from = place;
    }
}
