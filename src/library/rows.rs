//! Rows of files that were read in an earlier session, packed: a hundred thousand come at each start, and as entries each
//! of them would be a dozen pieces of memory, made on one thread and given back on another.

#[cfg(test)]
use std::sync::Arc;

#[cfg(test)]
use super::{Entry, Head, Origin, Status};
#[cfg(test)]
use crate::document::Clean;
use crate::document::{DocId, DocumentDate, Lent};

/// Rows, one behind the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rows {
    packed: Vec<Packed>,
    /// Paths and clean texts.
    text: String,
    /// The bytes of each, in the order in which a row has them: path, title, source, authors, people.
    lengths: Vec<usize>,
}

/// What has a fixed size.
#[derive(Debug, Clone, PartialEq)]
struct Packed {
    numbers: Numbers,
    /// Bytes of the path before the name.
    before_name: usize,
    has_source: bool,
    authors: usize,
    people: usize,
}

/// What is known of a file and of its text in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numbers {
    /// Its identity.
    pub(crate) id: DocId,
    /// Bytes in the file.
    pub(crate) size: u64,
    /// When the file was last changed, in seconds since 1970.
    pub(crate) modified: Option<i64>,
    /// When the library first had it, in seconds since 1970.
    pub(crate) added: i64,
    /// Its date.
    pub(crate) date: Option<DocumentDate>,
    /// ISO 639-1 code of its language.
    pub(crate) language: Option<&'static str>,
    /// Words in its text.
    pub(crate) words: u32,
}

/// A row as it is read again.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) numbers: Numbers,
    pub(super) path: &'a str,
    /// The end of the path.
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) authors: Texts<'a>,
    pub(super) people: Texts<'a>,
}

/// Texts one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Texts<'a> {
    text: &'a str,
    lengths: &'a [usize],
}

impl Rows {
    /// None yet, with as much room as others took.
    pub(crate) fn after(others: &Self) -> Self {
        let room = |taken: usize| taken + taken / 8;
        Self {
            packed: Vec::with_capacity(others.packed.len()),
            text: String::with_capacity(room(others.text.len())),
            lengths: Vec::with_capacity(room(others.lengths.len())),
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Adds a row. Its name is the end of its path; nothing is to be done to show it.
    pub(crate) fn push<'a>(
        &mut self,
        numbers: Numbers,
        (path, name): (&str, &str),
        (title, source): (&Lent<'_>, Option<&Lent<'_>>),
        authors: impl Iterator<Item = Lent<'a>>,
        people: impl Iterator<Item = Lent<'a>>,
    ) {
        for text in [path, title].into_iter().chain(source.map(|source| &**source)) {
            self.add(text);
        }
        let (authors, people) = (self.add_all(authors), self.add_all(people));
        let before_name = path.len().saturating_sub(name.len());
        self.packed.push(Packed { numbers, before_name, has_source: source.is_some(), authors, people });
    }

    /// The same as entries.
    #[cfg(test)]
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let entry = |row: Row<'_>| Entry {
            origin: Origin::File(row.path.into()),
            name: Clean::line(row.name),
            size: row.numbers.size,
            modified: row.numbers.modified,
            added: Some(row.numbers.added),
            status: Status::Ready(Arc::new(Head {
                id: row.numbers.id,
                title: Clean::line(row.title),
                authors: row.authors.map(Clean::line).collect(),
                date: row.numbers.date,
                source: row.source.map(Clean::line),
                language: row.numbers.language,
                words: row.numbers.words,
                people: row.people.map(Clean::text).collect(),
            })),
        };
        self.iter().map(entry).collect()
    }

    /// Adds others behind these.
    pub(crate) fn append(&mut self, mut others: Self) {
        if self.is_empty() {
            *self = others;
            return;
        }
        self.packed.append(&mut others.packed);
        self.text.push_str(&others.text);
        self.lengths.append(&mut others.lengths);
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let mut left = Texts { text: &self.text, lengths: &self.lengths };
        self.packed.iter().filter_map(move |packed| {
            let path = left.next()?;
            Some(Row {
                numbers: packed.numbers,
                path,
                name: path.get(packed.before_name..)?,
                title: left.next()?,
                source: if packed.has_source { Some(left.next()?) } else { None },
                authors: left.split_off(packed.authors),
                people: left.split_off(packed.people),
            })
        })
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.lengths.push(text.len());
    }

    fn add_all<'a>(&mut self, texts: impl Iterator<Item = Lent<'a>>) -> usize {
        let before = self.lengths.len();
        texts.for_each(|text| self.add(&text));
        self.lengths.len() - before
    }
}

impl<'a> Texts<'a> {
    /// Takes so many from the front.
    fn split_off(&mut self, count: usize) -> Texts<'a> {
        let (lengths, rest) = self.lengths.split_at_checked(count).unwrap_or((self.lengths, &[]));
        let (text, left) = self.text.split_at_checked(lengths.iter().sum()).unwrap_or_default();
        (self.text, self.lengths) = (left, rest);
        Texts { text, lengths }
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (length, rest) = self.lengths.split_first()?;
        let (text, left) = self.text.split_at_checked(*length)?;
        (self.text, self.lengths) = (left, rest);
        Some(text)
    }
}
