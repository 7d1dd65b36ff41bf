//! The people of entries as the user calls them: what is listed, counted and looked for by a name is what is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chunk::cut;
use super::{Corrections, EntryId, Library, NameId, PersonEdit, PersonEdits};

/// The people of an entry as the program found them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundPeople {
    /// All of them.
    all: Vec<NameId>,
    /// Those who are there by another name now: the text still has this one.
    renamed: Vec<NameId>,
}

impl Library {
    /// Calls the people of an entry as the user does, from now on and wherever they are shown or looked for.
    pub(crate) fn correct(&mut self, id: EntryId, edits: Option<&PersonEdits>) {
        let edits = edits.filter(|edits| !edits.is_empty());
        let Some(entry) = self.get(id).filter(|_| edits.is_some() || self.found.contains_key(&id)) else { return };
        let before = entry.people_ids().collect();
        let all = self.found.get(&id).map_or(&before, |found| &found.all).clone();
        let (mut people, mut renamed) = (Vec::new(), Vec::new());
        for &name in &all {
            let called = called(self.text(name), edits.unwrap_or(&PersonEdits::new())).map(str::to_owned);
            let Some(called) = called.map(|called| self.names.intern(cut(&called))) else { continue };
            if !people.contains(&called) {
                people.push(called);
            }
            if called != name {
                renamed.push(name);
            }
        }
        if people != before {
            self.count_people(&before, -1);
            self.count_people(&people, 1);
            let (chunk, place) = id.place();
            self.chunks.get_mut(chunk).into_iter().for_each(|chunk| Arc::make_mut(chunk).put_people(place, &people));
            self.changes += 1;
        }
        if edits.is_some() {
            Arc::make_mut(&mut self.found).insert(id, FoundPeople { all, renamed });
        } else {
            Arc::make_mut(&mut self.found).remove(&id);
        }
    }

    /// The names by which texts have people whom the user calls otherwise, each with the number of these entries.
    pub(crate) fn found_people(&self) -> BTreeMap<NameId, u32> {
        let mut names = BTreeMap::new();
        self.found.values().flat_map(|found| &found.renamed).for_each(|&name| *names.entry(name).or_default() += 1);
        names
    }

    /// The same for all entries.
    pub(crate) fn correct_all(&mut self, corrections: &Corrections) {
        let is_over = |id: &EntryId| self.get(*id).and_then(|entry| corrections.get(entry.doc()?)).is_none();
        let over: Vec<EntryId> = self.found.keys().copied().filter(is_over).collect();
        for id in over {
            self.correct(id, None);
        }
        for (doc, edits) in corrections.iter() {
            self.with_content(doc).into_iter().for_each(|id| self.correct(id, Some(edits)));
        }
    }
}

/// Somebody of whom only the name is known, as the user calls them; nothing for somebody who is hidden.
fn called<'a>(found: &'a str, edits: &'a PersonEdits) -> Option<&'a str> {
    let edit = |name: &str| edits.iter().find(|(known, _)| ***known == *name).map(|(_, edit)| edit);
    let given = |name: &'a str, edit: Option<&'a PersonEdit>| match edit {
        Some(PersonEdit::Hidden) => None,
        Some(PersonEdit::Name(new)) => Some(&**new),
        _ => Some(name),
    };
    match edit(found) {
        Some(PersonEdit::Same(other)) => given(other, edit(other)),
        own => given(found, own),
    }
}
