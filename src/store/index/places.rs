//! Where the entries of a library lie in an index. A library grows and changes a little at a time, and is not gone through
//! for its identities at every key.

use std::collections::HashMap;

use crate::document::DocId;
use crate::library::{EntryId, Library};

/// A document in the index: its number among those of all pieces, one piece behind the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address(pub(super) u32);

impl Address {
    /// Of what the index does not have.
    const NONE: Self = Self(u32::MAX);

    #[inline]
    fn known(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// Where the entries lie.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The library that was gone through last; a copy costs nothing as long as it does not change.
    library: Library,
    /// By the number of the entry.
    addresses: Vec<Address>,
    /// What the index does not have.
    rest: Vec<EntryId>,
}

impl Places {
    /// Looks up what has changed since the last time.
    pub(super) fn locate(&mut self, library: &Library, by_id: &HashMap<DocId, Address>) {
        if self.library.is_same(library) {
            return;
        }
        self.addresses.resize(library.places(), Address::NONE);
        for part in (0..library.parts()).filter(|part| !self.library.has_same_part(library, *part)) {
            let slots = self.addresses.iter_mut().skip(Library::first_of(part));
            for (slot, entry) in slots.zip(library.part(part)) {
                *slot = entry.and_then(|entry| by_id.get(&entry.doc()?).copied()).unwrap_or(Address::NONE);
            }
        }
        let missing = (0..).zip(&self.addresses).filter(|(_, address)| address.known().is_none());
        self.rest = missing.map(|(number, _)| EntryId(number)).filter(|&id| library.get(id).is_some()).collect();
        self.library = library.clone();
    }

    /// The entries the index has, and where.
    pub(super) fn iter(&self) -> impl Iterator<Item = (EntryId, Address)> {
        (0..).zip(&self.addresses).filter_map(|(number, address)| Some((EntryId(number), address.known()?)))
    }

    /// Where every entry is, by its number; an address beyond all of the index for what is not in it.
    pub(super) fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// How many entries the index has.
    pub(super) fn count(&self) -> usize {
        self.addresses.iter().filter(|address| address.known().is_some()).count()
    }

    /// Where an entry is.
    pub(super) fn get(&self, entry: EntryId) -> Option<Address> {
        self.addresses.get(entry.0 as usize)?.known()
    }

    /// The entries that the index does not have.
    pub(super) fn rest(&self) -> &[EntryId] {
        &self.rest
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Clean;
    use crate::library::{Entry, Head, Origin, Status};

    fn entry(number: u32, doc: u8) -> Entry {
        let head = Head {
            id: DocId([doc; 16]),
            title: Clean::line("title"),
            authors: Vec::new(),
            date: None,
            source: None,
            language: None,
            words: 1,
            people: Vec::new(),
        };
        let (origin, name) = (Origin::File(format!("/{number}").into()), Clean::line(&number.to_string()));
        Entry { origin, name, size: 1, modified: None, added: None, status: Status::Ready(Arc::new(head)) }
    }

    #[test]
    fn what_changes_is_looked_up_anew_and_the_rest_is_what_the_index_has_not() {
        let by_id = HashMap::from([1, 2].map(|doc: u8| (DocId([doc; 16]), Address(doc.into()))));
        let mut library = Library::of(&(0..3000).map(|number| entry(number, 1)).collect::<Vec<_>>());
        let mut places = Places::default();
        places.locate(&library, &by_id);
        assert_eq!((places.iter().count(), places.rest()), (3000, &[][..]));
        library.merge(vec![entry(7, 9), entry(2000, 2), entry(3000, 2)]);
        library.remove(&[Origin::File("/2999".into())]);
        places.locate(&library, &by_id);
        assert_eq!((places.iter().count(), places.rest()), (2999, &[EntryId(7)][..]));
        let at = [7, 8, 2000, 2999, 3000].map(|number| places.get(EntryId(number)).map(|address| address.0));
        assert_eq!(at, [None, Some(1), Some(2), None, Some(2)]);
    }
}
