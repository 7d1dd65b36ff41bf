//! Rows of files that were read in an earlier session, packed: a hundred thousand come at each start, and as entries each
//! of them would be a dozen pieces of memory, made on one thread and given back on another.

use std::ops::Range;
#[cfg(test)]
use std::sync::Arc;

use super::lying::Lying;
#[cfg(test)]
use super::{Entry, FileFacts, Head, Origin, Status};
#[cfg(test)]
use crate::document::Clean;
use crate::document::{DocId, DocumentDate, Lent};

/// Rows, one behind the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rows {
    packed: Vec<Packed>,
    /// Path, title and facts of each, and what nobody asked for.
    told: Vec<u8>,
    /// The same bytes for as long as anybody wants them, from a place on.
    lying: Option<(Lying, u32)>,
    /// Names, clean.
    names: String,
    /// The bytes of each, in the order in which a row has them: source, authors, people.
    lengths: Vec<u32>,
}

/// What has a fixed size.
#[derive(Debug, Clone, PartialEq)]
struct Packed {
    numbers: Numbers,
    place: RowPlace,
    has_source: bool,
    authors: u32,
    people: u32,
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
    pub(super) source: Option<&'a str>,
    pub(super) authors: Texts<'a>,
    pub(super) people: Texts<'a>,
}

/// Texts one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Texts<'a> {
    text: &'a str,
    lengths: &'a [u32],
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

    /// Adds a row, whose clean path and title [`Self::told`] will bring. Nothing is to be done to show them.
    pub(crate) fn push<'a>(
        &mut self,
        numbers: Numbers,
        place: RowPlace,
        source: Option<&Lent<'_>>,
        authors: impl Iterator<Item = Lent<'a>>,
        people: impl Iterator<Item = Lent<'a>>,
    ) {
        if let Some(source) = source {
            self.add(source);
        }
        let (authors, people) = (self.add_all(authors), self.add_all(people));
        self.packed.push(Packed { numbers, place, has_source: source.is_some(), authors, people });
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
                    authors: row.authors.map(Clean::line).collect(),
                    date: row.numbers.date,
                    source: row.source.map(Clean::line),
                    language: row.numbers.language,
                    words: facts.words,
                    people: row.people.map(Clean::text).collect(),
                })),
            }
        };
        self.iter().map(entry).collect()
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let mut left = Texts { text: &self.names, lengths: &self.lengths };
        self.packed.iter().filter_map(move |packed| {
            let place = packed.place;
            let source = if packed.has_source { Some(left.next()?) } else { None };
            let (authors, people) = (left.split_off(packed.authors), left.split_off(packed.people));
            let path = place.at as usize..place.at as usize + usize::from(place.path);
            let title = path.end..path.end + usize::from(place.title);
            let text = |range: Range<usize>| self.told.get(range).and_then(|bytes| str::from_utf8(bytes).ok());
            let at = u32::try_from(path.end).ok()?;
            Some(Row {
                numbers: packed.numbers,
                name: text(path.end.checked_sub(place.name.into())?..path.end)?,
                path: text(path)?,
                facts: self.told.get(title.end..)?,
                title: text(title)?,
                lying: self.lying.as_ref().and_then(|(lying, base)| Some((lying, base.checked_add(at)?))),
                source,
                authors,
                people,
            })
        })
    }

    fn add(&mut self, text: &str) {
        // Longer ones than a chunk of the catalogue may be there are none.
        if let Ok(length) = u32::try_from(text.len()) {
            self.names.push_str(text);
            self.lengths.push(length);
        }
    }

    fn add_all<'a>(&mut self, texts: impl Iterator<Item = Lent<'a>>) -> u32 {
        let before = self.lengths.len();
        texts.for_each(|text| self.add(&text));
        u32::try_from(self.lengths.len() - before).unwrap_or(u32::MAX)
    }
}

impl<'a> Texts<'a> {
    /// Takes so many from the front.
    fn split_off(&mut self, count: u32) -> Texts<'a> {
        let (lengths, rest) = self.lengths.split_at_checked(count as usize).unwrap_or((self.lengths, &[]));
        let all = lengths.iter().map(|length| *length as usize).sum();
        let (text, left) = self.text.split_at_checked(all).unwrap_or_default();
        (self.text, self.lengths) = (left, rest);
        Texts { text, lengths }
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (length, rest) = self.lengths.split_first()?;
        let (text, left) = self.text.split_at_checked(*length as usize)?;
        (self.text, self.lengths) = (left, rest);
        Some(text)
    }
}
