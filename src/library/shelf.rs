//! All documents of a session, packed: some seventy bytes for each that an earlier session has read, whose texts are left in
//! the catalogue; some 200 with its texts for one that was read in this.
//!
//! Entries lie in chunks that a copy of the library shares until one side changes them, so that a worker gets the library
//! as it is now for the price of some pointers.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use foldhash::quality::RandomState;

use super::called::FoundPeople;
use super::chunk::{CHUNK, Chunk, NONE};
use super::index::Index;
use super::packed::PackedDate;
use super::pool::{NameId, Pool};
use super::put::{Gathered, InOrder};
use super::view::{EntryRef, last_part};
use super::{Entry, EntryId, Origin};
use crate::document::DocId;

#[cfg(test)]
thread_local! {
    /// How often an entry was looked at, for tests of what a key costs.
    static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Everything the session has opened. A copy is cheap and does not change.
#[derive(Debug, Clone, Default)]
pub(crate) struct Library {
    pub(super) chunks: Vec<Arc<Chunk>>,
    pub(super) names: Pool,
    /// In how many entries each name is that of a person.
    naming: Arc<Vec<u32>>,
    hasher: RandomState,
    pub(super) by_origin: Arc<Index>,
    /// The first entry with a content; the others follow as its twins.
    by_content: Arc<Index>,
    /// Behind an entry the next one with the same content.
    next: Arc<HashMap<EntryId, EntryId>>,
    /// Places given away, those of entries that were taken out included.
    pub(super) count: u32,
    /// Entries that were taken out.
    gone: u32,
    /// How often something was changed.
    pub(super) changes: u64,
    /// The people of entries as the program found them, where the user calls them otherwise.
    pub(super) found: Arc<HashMap<EntryId, FoundPeople>>,
    /// Whether the entries whose texts were not copied stand by date.
    pub(super) in_date_order: Arc<InOrder>,
}

impl Library {
    /// A library of these entries.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut library = Self::default();
        let mut gathered = Gathered::default();
        for entry in entries {
            library.put(entry, &mut gathered);
        }
        library
    }

    /// How often an entry was looked at on this thread.
    #[cfg(test)]
    pub(crate) fn looked_at() -> usize {
        LOOKED_AT.with(std::cell::Cell::get)
    }

    /// Makes room for so many entries in all, which will come little by little.
    pub(crate) fn expect(&mut self, entries: u32) {
        let entries = entries as usize;
        if self.by_origin.has_room(entries) && self.by_content.has_room(entries) {
            return;
        }
        let (mut origins, mut contents) = (std::mem::take(&mut self.by_origin), std::mem::take(&mut self.by_content));
        Arc::make_mut(&mut origins).reserve(entries, |number| self.hash_of(number));
        Arc::make_mut(&mut contents).reserve(entries, |number| self.hash_of_content(number));
        (self.by_origin, self.by_content) = (origins, contents);
    }

    /// Takes out the entries of these origins; returns their places, which stay empty.
    pub(crate) fn remove(&mut self, origins: &[Origin]) -> Vec<EntryId> {
        let mut removed = Vec::new();
        for origin in origins {
            let Some(id) = self.at(origin).map(|entry| entry.id()) else { continue };
            let hash = self.hash(origin);
            Arc::make_mut(&mut self.by_origin).remove(hash, id.0);
            self.forget(id);
            let (chunk, place) = id.place();
            if let Some(record) = self.chunks.get_mut(chunk).and_then(|chunk| Arc::make_mut(chunk).record_mut(place)) {
                record.go();
                self.gone += 1;
                self.changes += 1;
                removed.push(id);
            }
        }
        removed
    }

    /// The entry at a place; nothing when it was taken out.
    pub(crate) fn get(&self, id: EntryId) -> Option<EntryRef<'_>> {
        #[cfg(test)]
        LOOKED_AT.with(|count| count.set(count.get() + 1));
        let (chunk, place) = id.place();
        let chunk = &**self.chunks.get(chunk)?;
        let record = chunk.record(place).filter(|record| !record.is_gone())?;
        let is_in_date_order = record.is_lying() && record.date != PackedDate::NONE && self.in_date_order.is_so();
        Some(EntryRef { pool: &self.names, chunk, record, id, is_in_date_order })
    }

    /// All entries, in the order they were found.
    pub(crate) fn iter(&self) -> impl Iterator<Item = EntryRef<'_>> {
        (0..self.count).filter_map(|number| self.get(EntryId(number)))
    }

    /// How many entries there are.
    pub(crate) const fn len(&self) -> usize {
        (self.count - self.gone) as usize
    }

    /// A number that is another one after every change.
    pub(crate) const fn changes(&self) -> u64 {
        self.changes
    }

    /// The entry that is read from somewhere.
    pub(crate) fn at(&self, origin: &Origin) -> Option<EntryRef<'_>> {
        let found = self.by_origin.find(self.hash(origin), |number| self.is_from(number, origin))?;
        self.get(EntryId(found))
    }

    /// The entries with a content, in the order they were found: more than one when there are copies.
    pub(crate) fn with_content(&self, doc: DocId) -> Vec<EntryId> {
        let mut copies: Vec<EntryId> = self.twins(self.first_with(doc)).map(|entry| entry.id()).collect();
        copies.sort_unstable();
        copies
    }

    /// How many entries have a content, counted up to `most`: a row of the list is drawn with every key.
    pub(crate) fn copies(&self, doc: DocId, most: usize) -> usize {
        self.twins(self.first_with(doc)).take(most).count()
    }

    /// What all entries contain that were read and are not too large for an index, each once.
    pub(crate) fn indexed(&self) -> impl Iterator<Item = DocId> {
        // Of copies only the last has no other behind it.
        let is_meant = |entry: &EntryRef<'_>| !entry.record.is_large() && !self.next.contains_key(&entry.id());
        self.iter().filter(is_meant).filter_map(|entry| entry.doc())
    }

    /// Whether a content is there.
    pub(crate) fn has_content(&self, doc: DocId) -> bool {
        self.first_with(doc) != NONE
    }

    /// The text of a name.
    pub(crate) fn text(&self, name: NameId) -> &str {
        self.names.text(name)
    }

    /// The name with an index, if there are that many.
    pub(crate) fn name(&self, index: usize) -> Option<NameId> {
        u32::try_from(index).ok().filter(|_| index < self.names()).map(NameId)
    }

    /// Names are numbered below this.
    pub(crate) const fn names(&self) -> usize {
        self.names.len()
    }

    /// The people of all documents, each with the number of entries that name them; in no particular order.
    pub(crate) fn people(&self) -> impl Iterator<Item = (NameId, u32)> {
        (0..).map(NameId).zip(self.naming.iter().copied()).filter(|&(_, count)| count > 0)
    }

    /// How many parts a copy shares until they change.
    pub(crate) const fn parts(&self) -> usize {
        self.chunks.len()
    }

    /// The part an entry is in, and its place there.
    pub(crate) const fn part_of(id: EntryId) -> (usize, usize) {
        id.place()
    }

    /// The place with which a part begins.
    pub(crate) const fn first_of(part: usize) -> usize {
        part * CHUNK
    }

    /// How many places there are, those of entries that were taken out included.
    pub(crate) const fn places(&self) -> usize {
        self.count as usize
    }

    /// The places of a part with their entries.
    pub(crate) fn part(&self, part: usize) -> impl Iterator<Item = Option<EntryRef<'_>>> {
        let places = Self::first_of(part)..self.places().min((part + 1) * CHUNK);
        places.map(|number| self.get(EntryId(u32::try_from(number).ok()?)))
    }

    /// Whether a part is the same in another copy.
    pub(crate) fn has_same_part(&self, other: &Self, part: usize) -> bool {
        let same = self.chunks.get(part).zip(other.chunks.get(part));
        same.is_some_and(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// Whether two copies have the same entries because neither has changed.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.parts() == other.parts() && (0..self.parts()).all(|part| self.has_same_part(other, part))
    }

    /// Gives back memory that is kept for more to come. To be called when nothing more is expected.
    pub(crate) fn settle(&mut self) {
        for chunk in &mut self.chunks {
            if chunk.has_slack() {
                Arc::make_mut(chunk).clear_away();
            }
        }
    }

    /// Undoes what an entry that will be replaced added to the tables.
    pub(super) fn forget(&mut self, id: EntryId) {
        let Some(entry) = self.get(id) else { return };
        let (doc, people) = (entry.doc(), entry.people_ids().collect::<Vec<_>>());
        self.count_people(&people, -1);
        if self.found.contains_key(&id) {
            Arc::make_mut(&mut self.found).remove(&id);
        }
        if let Some(doc) = doc {
            self.unlink(id, doc);
        }
    }

    pub(super) fn count_people(&mut self, people: &[NameId], by: i32) {
        if people.is_empty() {
            return;
        }
        let naming = Arc::make_mut(&mut self.naming);
        for (at, name) in people.iter().enumerate() {
            if naming.len() <= name.index() {
                naming.resize(name.index() + 1, 0);
            }
            // Somebody who is named twice in one entry is still one.
            let is_first = !people.iter().take(at).any(|other| other == name);
            if let Some(count) = naming.get_mut(name.index()).filter(|_| is_first) {
                *count = count.saturating_add_signed(by);
            }
        }
    }

    /// Makes an entry that is linked nowhere the first with its content.
    pub(super) fn link(&mut self, id: EntryId, doc: DocId) {
        let hash = self.hasher.hash_one(doc);
        let first = self.first_of_hash(hash, doc);
        let index = Arc::make_mut(&mut self.by_content);
        if first != NONE {
            index.replace(hash, first, id.0);
            self.set_twin(id, first);
        } else if !index.insert_here(hash, id.0) {
            let mut index = std::mem::take(&mut self.by_content);
            Arc::make_mut(&mut index).insert(hash, id.0, |number| self.hash_of_content(number));
            self.by_content = index;
        }
    }

    fn unlink(&mut self, id: EntryId, doc: DocId) {
        let hash = self.hasher.hash_one(doc);
        let first = self.first_with(doc);
        let next = self.next.get(&id).map_or(NONE, |next| next.0);
        if first != id.0 {
            let before = self.twins(first).map(|entry| entry.id()).find(|other| self.next.get(other) == Some(&id));
            if let Some(before) = before {
                self.set_twin(before, next);
            }
        } else if next == NONE {
            Arc::make_mut(&mut self.by_content).remove(hash, id.0);
        } else {
            Arc::make_mut(&mut self.by_content).replace(hash, id.0, next);
        }
        if next != NONE {
            self.set_twin(id, NONE);
        }
    }

    fn set_twin(&mut self, id: EntryId, twin: u32) {
        let next = Arc::make_mut(&mut self.next);
        if twin == NONE {
            next.remove(&id);
        } else {
            next.insert(id, EntryId(twin));
        }
    }

    /// The number of the first entry with a content, or [`NONE`].
    fn first_with(&self, doc: DocId) -> u32 {
        self.first_of_hash(self.hasher.hash_one(doc), doc)
    }

    fn first_of_hash(&self, hash: u64, doc: DocId) -> u32 {
        let is = |number| self.get(EntryId(number)).is_some_and(|entry| entry.record.doc == doc);
        self.by_content.find(hash, is).unwrap_or(NONE)
    }

    fn twins(&self, first: u32) -> impl Iterator<Item = EntryRef<'_>> {
        let entry = |number: u32| self.get(EntryId(number));
        std::iter::successors(entry(first), move |before| entry(self.next.get(&before.id())?.0))
    }

    fn hash_of_content(&self, number: u32) -> u64 {
        self.get(EntryId(number)).map_or(0, |entry| self.hasher.hash_one(entry.record.doc))
    }

    pub(super) fn hash_of_file(&self, path: &Path) -> u64 {
        self.hasher.hash_one(path.as_os_str().as_bytes())
    }

    pub(super) fn hash_of(&self, number: u32) -> u64 {
        let Some(entry) = self.get(EntryId(number)) else { return 0 };
        if let Some(origin) = entry.chunk.odd(entry.id.place().1) {
            return self.hash(origin);
        }
        let mut path = Vec::with_capacity(128);
        entry.push_path(&mut path);
        self.hasher.hash_one(path.as_slice())
    }

    pub(super) fn hash(&self, origin: &Origin) -> u64 {
        match origin {
            Origin::File(path) => self.hash_of_file(path),
            Origin::Stdin(_) | Origin::Embedded { .. } => self.hasher.hash_one(origin),
        }
    }

    pub(super) fn is_from(&self, number: u32, origin: &Origin) -> bool {
        match origin {
            Origin::File(path) => self.is_file(number, path),
            Origin::Stdin(_) | Origin::Embedded { .. } => self
                .get(EntryId(number))
                .and_then(|entry| entry.chunk.odd(entry.id.place().1))
                .is_some_and(|known| known == origin),
        }
    }

    pub(super) fn is_file(&self, number: u32, path: &Path) -> bool {
        let Some(entry) = self.get(EntryId(number)) else { return false };
        match entry.chunk.odd(entry.id.place().1) {
            // By their bytes: what is compared must be what is hashed.
            Some(Origin::File(known)) => known.as_os_str() == path.as_os_str(),
            Some(Origin::Stdin(_) | Origin::Embedded { .. }) => false,
            None => is_path(entry, path),
        }
    }
}

fn is_path(entry: EntryRef<'_>, path: &Path) -> bool {
    let folder = entry.pool.text(NameId(entry.record.folder)).as_bytes();
    // The name last: it may lie where nobody has looked yet.
    let name = path.as_os_str().as_bytes().strip_prefix(folder);
    name.is_some_and(|name| name == last_part(entry.name()).as_bytes())
}
