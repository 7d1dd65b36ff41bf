//! How documents get into the library, as entries or as packed rows.

use std::path::Path;
use std::sync::Arc;

use super::chunk::{self, CHUNK, Chunk, NONE, Progress, Record, Texts, cut};
use super::file_facts::FileFacts;
use super::lying::Lying;
use super::packed::{DateKey, PackedDate};
use super::pool::NameId;
use super::rows::{Row, Rows};
use super::view::last_part;
use super::{Entry, EntryId, Library, Origin, Status};
use crate::document::{DocId, DocumentDate};

/// What is known of a document, wherever that lies.
struct Told<'a, A, P> {
    from: From<'a>,
    name: &'a str,
    facts: FileFacts,
    /// Where its title is with its name before and its facts behind it, if they can be left there.
    lying: Option<(&'a Lying, u32)>,
    head: Result<Ready<'a>, Option<&'a str>>,
    authors: A,
    people: P,
}

/// Where it is read from.
#[derive(Clone, Copy)]
enum From<'a> {
    File(&'a Path),
    Other(&'a Origin),
}

/// What was found by reading it.
struct Ready<'a> {
    id: DocId,
    title: &'a str,
    date: Option<&'a DocumentDate>,
    source: Option<&'a str>,
    language: Option<&'static str>,
}

/// Room for the numbers of people and authors while an entry is put in: kept from one to the next.
#[derive(Default)]
pub(super) struct Gathered {
    people: Vec<NameId>,
    authors: Vec<NameId>,
}

/// Whether rows that were put in one behind the other stand as a list by date has them; see [`super::Order`].
#[derive(Debug, Clone, Default)]
pub(super) struct InOrder {
    last: Option<(EntryId, DateKey)>,
    name: String,
    is_not: bool,
}

impl InOrder {
    /// Whether they do.
    pub(super) const fn is_so(&self) -> bool {
        !self.is_not
    }

    /// The next one. What has no date stands by its title, and that is not looked at here.
    fn add(&mut self, id: EntryId, row: &Row<'_>) {
        let Some(date) = row.numbers.date.map(|date| DateKey::of(date.value)) else { return };
        self.is_not |= self.last.is_some_and(|(before, newer)| {
            let stands_behind = date < newer || date == newer && *self.name < *row.name;
            !(before < id && stands_behind)
        });
        self.last = Some((id, date));
        self.name.clear();
        self.name.push_str(row.name);
    }
}

impl Library {
    /// Adds entries or replaces those with the same origin; returns their places.
    pub(crate) fn merge(&mut self, entries: Vec<Entry>) -> Vec<EntryId> {
        let mut gathered = Gathered::default();
        entries.into_iter().map(|entry| self.put(&entry, &mut gathered)).collect()
    }

    /// The same with rows.
    pub(crate) fn merge_rows(&mut self, rows: &Rows) -> Vec<EntryId> {
        let mut gathered = Gathered::default();
        let row = |row: Row<'_>| {
            let numbers = row.numbers;
            let facts = FileFacts::read(row.facts)?;
            let id = self.take_in(
                Told {
                    from: From::File(Path::new(row.path)),
                    name: row.name,
                    facts,
                    lying: row.lying,
                    head: Ok(Ready {
                        id: numbers.id,
                        title: row.title,
                        date: numbers.date.as_ref(),
                        source: row.names.source,
                        language: numbers.language,
                    }),
                    authors: row.names.authors.clone(),
                    people: row.names.people.clone(),
                },
                &mut gathered,
            );
            Arc::make_mut(&mut self.in_date_order).add(id, &row);
            Some(id)
        };
        rows.iter().filter_map(row).collect()
    }

    pub(super) fn put(&mut self, entry: &Entry, gathered: &mut Gathered) -> EntryId {
        let head = entry.head();
        let from = match &entry.origin {
            Origin::File(path) => From::File(path),
            other @ (Origin::Stdin(_) | Origin::Embedded { .. }) => From::Other(other),
        };
        self.take_in(
            Told {
                from,
                name: &entry.name,
                facts: FileFacts::new(entry.size, entry.modified, entry.added, head.map_or(0, |head| head.words)),
                lying: None,
                head: match &entry.status {
                    Status::Found => Err(None),
                    Status::Failed(reason) => Err(Some(reason)),
                    Status::Ready(head) => Ok(Ready {
                        id: head.id,
                        title: &head.title,
                        date: head.date.as_ref(),
                        source: head.source.as_deref(),
                        language: head.language,
                    }),
                },
                authors: head.map_or(&[][..], |head| &head.authors).iter().map(AsRef::as_ref),
                people: head.map_or(&[][..], |head| &head.people).iter().map(AsRef::as_ref),
            },
            gathered,
        )
    }

    fn take_in<'a>(
        &mut self,
        told: Told<'a, impl Iterator<Item = &'a str>, impl Iterator<Item = &'a str>>,
        gathered: &mut Gathered,
    ) -> EntryId {
        self.changes += 1;
        let (hash, known) = match told.from {
            From::File(path) => {
                let hash = self.hash_of_file(path);
                (hash, self.by_origin.find(hash, |number| self.is_file(number, path)))
            }
            From::Other(origin) => {
                let hash = self.hash(origin);
                (hash, self.by_origin.find(hash, |number| self.is_from(number, origin)))
            }
        };
        let id = EntryId(known.unwrap_or(self.count));
        // What is read again came when it came first.
        let added = told.facts.added().or_else(|| known.and_then(|_| self.get(id)?.added()));
        let told = Told { facts: told.facts.with_added(added), ..told };
        if known.is_some() {
            self.forget(id);
        }
        let doc = told.head.as_ref().ok().map(|head| head.id);
        self.write(id, told, gathered);
        if known.is_none() {
            self.count += 1;
            // Only for growing all hashes are needed, and what they are made of: the table is taken out then.
            if !Arc::make_mut(&mut self.by_origin).insert_here(hash, id.0) {
                let mut index = std::mem::take(&mut self.by_origin);
                Arc::make_mut(&mut index).insert(hash, id.0, |number| self.hash_of(number));
                self.by_origin = index;
            }
        }
        if let Some(doc) = doc {
            self.link(id, doc);
        }
        id
    }

    /// Packs an entry into its place, which is a new one or an old one that is linked nowhere.
    fn write<'a>(
        &mut self,
        id: EntryId,
        told: Told<'a, impl Iterator<Item = &'a str>, impl Iterator<Item = &'a str>>,
        Gathered { people, authors }: &mut Gathered,
    ) {
        people.clear();
        authors.clear();
        let (folder, odd) = match (folder_of(told.from, told.name), told.from) {
            (Some(folder), _) => (self.names.intern_again(folder).0, None),
            (None, From::File(path)) => (NONE, Some(Origin::File(path.to_owned()))),
            (None, From::Other(origin)) => (NONE, Some(origin.clone())),
        };
        let mut record = Record::new(folder);
        record.set_size(told.facts.size());
        let title = match told.head {
            Err(None) => "",
            Err(Some(reason)) => {
                record.set_progress(Progress::Failed);
                reason
            }
            Ok(head) => {
                record.set_progress(Progress::Ready);
                record.doc = head.id;
                record.date = head.date.map_or(PackedDate::NONE, PackedDate::new);
                record.source = head.source.map_or(NONE, |source| self.names.intern(cut(source)).0);
                record.language = head.language.map_or(0, |code| self.names.language_number(code));
                people.extend(told.people.map(|name| self.names.intern(cut(name))));
                authors.extend(told.authors.map(|name| self.names.intern(cut(name))));
                head.title
            }
        };
        self.count_people(people, 1);
        let short = |text: &str| u16::try_from(text.len()).ok();
        let texts = match (told.lying, short(told.name), short(title)) {
            (Some((lying, at)), Some(name), Some(title)) => chunk::Told::Lying(lying, at, [name, title]),
            _ => chunk::Told::Copied(told.name, title, told.facts),
        };
        let texts = Texts { told: texts, people, authors };
        let (chunk, place) = id.place();
        if chunk == self.chunks.len() {
            self.chunks.push(Arc::new(Chunk::after(self.chunks.last().map(|chunk| &**chunk))));
        }
        if let Some(chunk) = self.chunks.get_mut(chunk) {
            let chunk = Arc::make_mut(chunk);
            chunk.put(place, record, texts, odd);
            if place + 1 == CHUNK && chunk.has_slack() {
                chunk.clear_away();
            }
        }
    }
}

/// The folder of a file with its slash, if the file's path is that folder and the last part of its name.
fn folder_of<'a>(from: From<'a>, name: &str) -> Option<&'a str> {
    let From::File(path) = from else { return None };
    let path = path.as_os_str().to_str()?;
    let folder = path.strip_suffix(last_part(name))?;
    let is_whole = folder.is_empty() || folder.ends_with('/');
    (is_whole && cut(name).len() == name.len()).then_some(folder)
}
