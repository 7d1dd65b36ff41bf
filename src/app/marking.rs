//! Changing marks, and taking the change back.

use std::collections::BTreeSet;

use super::action::Action;
use super::message::Effect;
use super::numbers::grouped_len;
use super::overlay::{Overlay, Question};
use super::state::State;
use super::undo::Step;
use crate::document::{Clean, DocId};
use crate::library::{Change, DocMarks, EntryId, Stamped};

impl State {
    /// Makes changes to one or more documents as one step that can be undone.
    pub(super) fn change(&mut self, label: &str, changes: Vec<(EntryId, Change)>) -> Vec<Effect> {
        let stamped = changes.into_iter().filter_map(|(id, change)| self.stamp(id, change)).collect();
        self.change_stamped(label, stamped)
    }

    /// Makes changes that have their documents, as one step that can be undone.
    pub(super) fn change_stamped(&mut self, label: &str, stamped: Vec<Stamped>) -> Vec<Effect> {
        if stamped.is_empty() {
            return Vec::new();
        }
        let inverse = stamped.iter().rev().map(|known| self.inverse(known)).collect();
        self.undo.push(Step { label: label.to_owned(), inverse });
        self.commit(stamped)
    }

    /// Makes changes that nobody would want to undo: the place in a text.
    pub(super) fn change_quietly(&mut self, id: EntryId, change: Change) -> Vec<Effect> {
        let stamped = self.stamp(id, change);
        self.commit(stamped.into_iter().collect())
    }

    /// Changes the marks of a document that may not be in the library.
    pub(super) fn change_doc(&mut self, label: &str, doc: DocId, change: Change) -> Vec<Effect> {
        let stamped = Stamped { doc, path: None, title: None, change };
        let inverse = vec![self.inverse(&stamped)];
        self.undo.push(Step { label: label.to_owned(), inverse });
        self.commit(vec![stamped])
    }

    /// Changes saved searches or those of late, as one step that can be undone.
    pub(super) fn change_searches(&mut self, label: &str, changes: Vec<Change>) -> Vec<Effect> {
        let stamp = |change| Stamped { doc: DocId::NONE, path: None, title: None, change };
        let stamped: Vec<Stamped> = changes.into_iter().map(stamp).collect();
        let inverse = stamped.iter().rev().map(|known| self.inverse(known)).collect();
        self.undo.push(Step { label: label.to_owned(), inverse });
        self.commit(stamped)
    }

    /// Changes searches as nobody would want to undo.
    pub(super) fn change_searches_quietly(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        let stamp = |change| Stamped { doc: DocId::NONE, path: None, title: None, change };
        self.commit(changes.into_iter().map(stamp).collect())
    }

    /// Takes the last change back.
    pub(super) fn take_back(&mut self) -> Vec<Effect> {
        let Some(step) = self.undo.pop() else {
            self.tell("nothing to undo");
            return Vec::new();
        };
        let effects = self.commit(step.inverse);
        self.tell(format!("undone: {}", step.label));
        effects
    }

    fn commit(&mut self, changes: Vec<Stamped>) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        let docs: BTreeSet<DocId> = changes.iter().map(|change| change.doc).collect();
        let adopted = docs.iter().filter_map(|doc| self.adopted.remove(doc)).flatten();
        let changes: Vec<Stamped> = adopted.chain(changes).collect();
        for change in &changes {
            self.marks.apply(change);
        }
        if changes.iter().any(|stamped| matches!(stamped.change, Change::Person(..))) {
            // People are counted by the names they have now.
            self.facets_of = 0;
        }
        // The place in a text changes with every page and nothing on the list or in the panels with it; so does what was
        // searched for.
        if changes.iter().any(|stamped| !matches!(stamped.change, Change::Position(_) | Change::Sought(..))) {
            self.name_people();
            let marked: Vec<EntryId> = docs.iter().flat_map(|&doc| self.library.with_content(doc)).collect();
            self.marks_changed(&marked);
        }
        vec![Effect::Save(changes)]
    }

    fn stamp(&self, id: EntryId, change: Change) -> Option<Stamped> {
        let entry = self.library.get(id)?;
        let doc = entry.doc()?;
        Some(Stamped { doc, path: entry.origin().path_text(), title: Some(Clean::text(entry.title())), change })
    }

    fn inverse(&self, stamped: &Stamped) -> Stamped {
        let none = DocMarks::default();
        let before = self.marks.get(stamped.doc).unwrap_or(&none);
        let change = match &stamped.change {
            Change::Read(_) => Change::Read(before.read),
            Change::Bookmark(_) => Change::Bookmark(before.bookmarked),
            Change::Place(letter, _) => {
                Change::Place(*letter, before.places.get(letter).map(|place| place.quote.clone()))
            }
            Change::Tag(tag, _) => Change::Tag(tag.clone(), before.tags.contains(tag)),
            Change::Person(name, _) => Change::Person(name.clone(), before.people.get(name).cloned()),
            Change::Note(_) => {
                let notes: Vec<&str> = before.notes.iter().map(|note| &**note).collect();
                Change::Note(Clean::text(&notes.join("\n\n")))
            }
            Change::Search(name, _) => Change::Search(name.clone(), self.marks.search(name).cloned()),
            Change::Sought(query, _) => Change::Sought(query.clone(), self.marks.sought_for(query)),
            Change::Position(_) => Change::Position(before.position.clone().unwrap_or_default()),
        };
        Stamped { change, ..stamped.clone() }
    }

    /// The documents a verb acts on: the selection, else the one under the cursor.
    pub(super) fn chosen(&self) -> Vec<EntryId> {
        if self.is_in_results() {
            return self.search().and_then(super::search::Search::current).into_iter().collect();
        }
        let from_list = self.focus == super::panes::Focus::List && !self.list.selected.is_empty();
        if from_list { self.list.selected.iter().copied().collect() } else { self.list.current().into_iter().collect() }
    }

    /// Marks the chosen documents read, or unread when all of them are read.
    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        let (chosen, unread) = self.markable();
        let waits = |id: &EntryId| self.waits(*id, &Change::Read(true));
        let read = !(chosen.iter().all(|&id| self.is_read(id)) && unread.iter().all(waits));
        self.wait_for(&unread, &Change::Read(read));
        for &id in &chosen {
            self.list.keep(id);
        }
        self.was_marked = self.list.current();
        let label = self.label(if read { "marked read" } else { "marked unread" }, &chosen);
        let changes = chosen.into_iter().map(|id| (id, Change::Read(read))).collect();
        let effects = self.change(&label, changes);
        self.tell_done(&label, &effects)
    }

    /// Bookmarks the chosen documents, or takes the bookmark off when all have one.
    pub(super) fn toggle_bookmark(&mut self) -> Vec<Effect> {
        let (chosen, unread) = self.markable();
        let is_bookmarked = |id: &EntryId| self.doc_marks(*id).is_some_and(|marks| marks.bookmarked);
        let waits = |id: &EntryId| self.waits(*id, &Change::Bookmark(true));
        let on = !(chosen.iter().all(is_bookmarked) && unread.iter().all(waits));
        self.wait_for(&unread, &Change::Bookmark(on));
        for &id in &chosen {
            self.list.keep(id);
        }
        let label = self.label(if on { "bookmarked" } else { "bookmark removed" }, &chosen);
        let changes = chosen.into_iter().map(|id| (id, Change::Bookmark(on))).collect();
        let effects = self.change(&label, changes);
        self.tell_done(&label, &effects)
    }

    /// Adds a tag to the chosen documents, or with a leading `-` removes it.
    pub(super) fn tag(&mut self, typed: &str) -> Vec<Effect> {
        let (name, on) = typed.trim().strip_prefix('-').map_or((typed.trim(), true), |name| (name.trim(), false));
        let tag = Clean::line(name);
        if tag.is_empty() {
            return Vec::new();
        }
        let (chosen, unread) = self.markable();
        self.wait_for(&unread, &Change::Tag(tag.clone(), on));
        let verb = if on { format!("tagged {tag}") } else { format!("tag {tag} removed") };
        let label = self.label(&verb, &chosen);
        let changes = chosen.into_iter().map(|id| (id, Change::Tag(tag.clone(), on))).collect();
        let effects = self.change(&label, changes);
        self.tell_done(&label, &effects)
    }

    /// Asks whether every shown document is to be marked read, if there is one that is not.
    pub(super) fn ask_to_read_all(&mut self) {
        let text = match self.unread_shown().count() {
            0 => return self.tell("all that are shown are read"),
            1 => "Mark 1 shown document read?".to_owned(),
            count => format!("Mark {} shown documents read?", grouped_len(count)),
        };
        let text = format!("{text} y: yes, any other key: no");
        self.overlay = Some(Overlay::Confirm(Question { text, action: Action::ReadAll }));
    }

    fn unread_shown(&self) -> impl Iterator<Item = EntryId> {
        self.list.rows().iter().copied().filter(|&id| self.is_ready(id) && !self.is_read(id))
    }

    /// Marks every shown document read.
    pub(super) fn read_all(&mut self) -> Vec<Effect> {
        let unread: Vec<EntryId> = self.unread_shown().collect();
        for &id in &unread {
            self.list.keep(id);
        }
        let label = self.label("marked read", &unread);
        let changes = unread.into_iter().map(|id| (id, Change::Read(true))).collect();
        let effects = self.change(&label, changes);
        self.tell_done(&label, &effects)
    }

    /// Marks one document read because its end was seen or it was left; once, until it is opened again.
    pub(super) fn mark_read(&mut self, id: EntryId) -> Vec<Effect> {
        if self.was_marked == Some(id) || self.is_read(id) {
            return Vec::new();
        }
        self.was_marked = Some(id);
        self.list.keep(id);
        let label = self.label("marked read", &[id]);
        self.change(&label, vec![(id, Change::Read(true))])
    }

    /// Whether a document is marked read.
    pub(crate) fn is_read(&self, id: EntryId) -> bool {
        self.doc_marks(id).is_some_and(|marks| marks.read)
    }

    /// The user's marks on an entry.
    pub(crate) fn doc_marks(&self, id: EntryId) -> Option<&DocMarks> {
        self.marks.get(self.library.get(id)?.doc()?)
    }

    fn is_ready(&self, id: EntryId) -> bool {
        self.library.get(id).is_some_and(|entry| entry.is_ready())
    }

    /// Of what a verb acts on: the documents that can be marked, and the files that can once they are read.
    fn markable(&mut self) -> (Vec<EntryId>, Vec<EntryId>) {
        let chosen = self.chosen();
        let unread: Vec<EntryId> = chosen.iter().copied().filter(|&id| self.is_to_be_read(id)).collect();
        let ready: Vec<EntryId> = chosen.into_iter().filter(|&id| self.is_ready(id)).collect();
        if ready.is_empty() && unread.is_empty() {
            self.tell("nothing here that can be marked");
        }
        (ready, unread)
    }

    fn label(&self, verb: &str, ids: &[EntryId]) -> String {
        match ids {
            [id] => {
                let title = self.library.get(*id).map_or("", |entry| entry.title());
                format!("{verb}: {}", shorten(title, 40))
            }
            _ => format!("{verb}: {} documents", ids.len()),
        }
    }

    fn tell_done(&mut self, label: &str, effects: &[Effect]) -> Vec<Effect> {
        if !effects.is_empty() {
            let key = self.keymap.key_for(super::keymap::Context::Global, Action::Undo);
            let how = key.map_or_else(String::new, |key| format!(" ({key} undoes)"));
            self.tell(format!("{label}{how}"));
        }
        effects.to_vec()
    }
}

/// The beginning of a text, cut between words.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    let cut: String = text.chars().take(columns.saturating_sub(3)).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut}...")
}
