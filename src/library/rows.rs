//! Rows of files that were read in an earlier session, packed: a hundred thousand come at each start, and as entries each
//! of them would be a dozen pieces of memory, made on one thread and given back on another.

#[cfg(test)]
use std::sync::Arc;

use super::lying::Lying;
use super::naming::Names;
#[cfg(test)]
use super::{Entry, FileFacts, Head, Origin, Status};
#[cfg(test)]
use crate::document::Clean;
use crate::document::{DocId, DocumentDate};

/// Rows, one behind the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rows {
    packed: Vec<Packed>,
    /// Path, title and facts of each, and what nobody asked for.
    told: Vec<u8>,
    /// The same bytes for as long as anybody wants them, from a place on.
    lying: Option<(Lying, u32)>,
    /// The clean names of all, as a [`Naming`](super::Naming) has them.
    names: String,
    /// Their lengths, as it has them.
    lengths: Vec<u8>,
}

/// What has a fixed size.
#[derive(Debug, Clone, PartialEq)]
struct Packed {
    numbers: Numbers,
    place: RowPlace,
    /// Bytes of its names and of their lengths.
    names: [usize; 2],
}

/// Where the texts of a row are: the path, the title right behind it, then the facts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RowPlace {
    /// Where the path begins.
    pub(crate) at: u32,
    /// Bytes of the path.
    pub(crate) path: u16,
    /// Bytes of its end that are the name.
    pub(crate) name: u16,
    /// Bytes of the title.
    pub(crate) title: u16,
}

/// What is known of a document in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numbers {
    /// Its identity.
    pub(crate) id: DocId,
    /// Its date.
    pub(crate) date: Option<DocumentDate>,
    /// ISO 639-1 code of its language.
    pub(crate) language: Option<&'static str>,
}

/// A row as it is read again.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) numbers: Numbers,
    pub(super) path: &'a str,
    /// The end of the path.
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    /// What else is known, as bytes.
    pub(super) facts: &'a [u8],
    /// Name, title and facts where they can be left: the place of the title.
    pub(super) lying: Option<(&'a Lying, u32)>,
    pub(super) names: Names<'a>,
}

impl Rows {
    /// None yet, with as much room as others took.
    pub(crate) fn after(others: &Self) -> Self {
        let room = |taken: usize| taken + taken / 8;
        Self {
            packed: Vec::with_capacity(others.packed.len()),
            names: String::with_capacity(room(others.names.len())),
            lengths: Vec::with_capacity(room(others.lengths.len())),
            ..Self::default()
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Adds a row, whose clean path and title [`Self::told`] will bring. Nothing is to be done to show them, or its names.
    pub(crate) fn push(&mut self, numbers: Numbers, place: RowPlace, lengths: &[u8], names: &str) {
        self.names.push_str(names);
        self.lengths.extend_from_slice(lengths);
        self.packed.push(Packed { numbers, place, names: [names.len(), lengths.len()] });
    }

    /// The bytes in which the texts of all rows are; `lying` are the same for longer, from a place on.
    pub(crate) fn told(&mut self, told: Vec<u8>, lying: Option<(Lying, u32)>) {
        (self.told, self.lying) = (told, lying);
    }

    /// Adds others behind these.
    pub(crate) fn append(&mut self, mut others: Self) {
        let Some(before) = u32::try_from(self.told.len()).ok().filter(|_| !self.is_empty()) else {
            *self = others;
            return;
        };
        // What lies must lie behind what lies here, or all is copied.
        let follows = |(lying, base): &(Lying, u32)| {
            others.lying.as_ref().is_some_and(|(other, at)| other.is(lying) && base.checked_add(before) == Some(*at))
        };
        self.lying = self.lying.take().filter(follows);
        others.packed.iter_mut().for_each(|packed| packed.place.at = packed.place.at.saturating_add(before));
        self.packed.append(&mut others.packed);
        self.told.append(&mut others.told);
        self.names.push_str(&others.names);
        self.lengths.append(&mut others.lengths);
    }

    /// The same as entries.
    #[cfg(test)]
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let entry = |row: Row<'_>| {
            let facts = FileFacts::read(row.facts).unwrap();
            Entry {
                origin: Origin::File(row.path.into()),
                name: Clean::line(row.name),
                size: facts.size(),
                modified: facts.modified(),
                added: facts.added(),
                status: Status::Ready(Arc::new(Head {
                    id: row.numbers.id,
                    title: Clean::line(row.title),
                    authors: row.names.authors.map(Clean::line).collect(),
                    date: row.numbers.date,
                    source: row.names.source.map(Clean::line),
                    language: row.numbers.language,
                    words: facts.words,
                    people: row.names.people.map(Clean::text).collect(),
                })),
            }
        };
        self.iter().map(entry).collect()
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let (mut names, mut lengths) = (&*self.names, &*self.lengths);
        self.packed.iter().filter_map(move |packed| {
            let place = packed.place;
            let (own_names, own_lengths);
            (own_names, names) = names.split_at_checked(packed.names[0])?;
            (own_lengths, lengths) = lengths.split_at_checked(packed.names[1])?;
            let start = place.at as usize;
            let (path, title) = (usize::from(place.path), usize::from(place.title));
            // All of it at once, then cut.
            let text = str::from_utf8(self.told.get(start..start + path + title)?).ok()?;
            let (path, title) = text.split_at_checked(path)?;
            let end = start + text.len();
            let at = place.at.checked_add(place.path.into())?;
            Some(Row {
                numbers: packed.numbers,
                name: path.get(path.len().checked_sub(place.name.into())?..)?,
                path,
                facts: self.told.get(end..)?,
                title,
                lying: self.lying.as_ref().and_then(|(lying, base)| Some((lying, base.checked_add(at)?))),
                names: Names::read(own_lengths, own_names),
            })
        })
    }
}
