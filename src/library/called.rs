//! The people of entries as the user calls them: what is listed, counted and looked for by a name is what is shown.

use std::sync::Arc;

use super::chunk::cut;
use super::{Corrections, EntryId, Library, PersonEdit, PersonEdits};

impl Library {
    /// Calls the people of an entry as the user does, from now on and wherever they are shown or looked for.
    pub(crate) fn correct(&mut self, id: EntryId, edits: Option<&PersonEdits>) {
        let edits = edits.filter(|edits| !edits.is_empty());
        let Some(entry) = self.get(id).filter(|_| edits.is_some() || self.found.contains_key(&id)) else { return };
        let before = entry.people_ids().to_vec();
        let found = self.found.get(&id).unwrap_or(&before).clone();
        let people = if let Some(edits) = edits {
            let called: Vec<String> =
                called(found.iter().map(|&name| self.text(name)), edits).into_iter().map(str::to_owned).collect();
            called.iter().map(|name| self.names.intern(cut(name))).collect()
        } else {
            found.clone()
        };
        if people != before {
            self.count_people(&before, -1);
            self.count_people(&people, 1);
            let (chunk, place) = id.place();
            self.chunks.get_mut(chunk).into_iter().for_each(|chunk| Arc::make_mut(chunk).put_people(place, &people));
            self.changes += 1;
        }
        if edits.is_some() {
            Arc::make_mut(&mut self.found).insert(id, found);
        } else {
            Arc::make_mut(&mut self.found).remove(&id);
        }
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

/// People of whom only the names are known, as the user calls them, each once: the first name of each stands where the
/// program put it.
fn called<'a>(found: impl Iterator<Item = &'a str>, edits: &'a PersonEdits) -> Vec<&'a str> {
    let edit = |name: &str| edits.iter().find(|(known, _)| ***known == *name).map(|(_, edit)| edit);
    let mut names = Vec::new();
    for name in found {
        let called = match edit(name) {
            Some(PersonEdit::Hidden) => None,
            Some(PersonEdit::Name(new)) => Some(&**new),
            Some(PersonEdit::Same(other)) => match edit(other) {
                Some(PersonEdit::Hidden) => None,
                Some(PersonEdit::Name(new)) => Some(&**new),
                _ => Some(&**other),
            },
            Some(PersonEdit::Apart) | None => Some(name),
        };
        names.extend(called.filter(|called| !names.contains(called)));
    }
    names
}
