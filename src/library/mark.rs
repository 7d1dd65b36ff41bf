//! What the user added: read, bookmarks, places, tags, notes, the place where reading stopped.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::document::{Clean, DocId, Quote};

/// The user's marks on all documents, merged from all sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Marks {
    docs: HashMap<DocId, DocMarks>,
}

/// The user's marks on one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct DocMarks {
    /// Whether it was read.
    pub(crate) read: bool,
    /// Whether it is bookmarked.
    pub(crate) bookmarked: bool,
    /// Places by their letter, `a` to `z`.
    pub(crate) places: BTreeMap<char, Place>,
    /// Tags.
    pub(crate) tags: BTreeSet<Clean>,
    /// Notes; more than one only when two sessions wrote at the same time, and then both are kept.
    pub(crate) notes: Vec<Clean>,
    /// Where reading stopped.
    pub(crate) position: Option<Quote>,
    /// The path it was last seen at, lossless.
    pub(crate) path: Option<String>,
    /// Its title when it was last marked, for lists of marks whose file is gone.
    pub(crate) title: Option<Clean>,
}

/// A marked place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The place.
    pub(crate) quote: Quote,
}

/// One thing the user did to a document. Its inverse is another change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Marks as read or unread.
    Read(bool),
    /// Sets or removes the bookmark.
    Bookmark(bool),
    /// Sets or removes a place.
    Place(char, Option<Quote>),
    /// Adds or removes a tag.
    Tag(Clean, bool),
    /// Replaces all notes; an empty text removes them.
    Note(Clean),
    /// Remembers where reading stopped.
    Position(Quote),
}

/// A change with the document it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamped {
    /// The document.
    pub(crate) doc: DocId,
    /// Where its file is, lossless; kept so that marks follow an edited file.
    pub(crate) path: Option<String>,
    /// Its title, for lists of marks whose file is gone.
    pub(crate) title: Option<Clean>,
    /// What changed.
    pub(crate) change: Change,
}

/// Whether what the user did is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum SaveState {
    /// Everything is on disk.
    #[default]
    Saved,
    /// This many changes are in memory only, and why ("disk full").
    NotSaved(usize, Clean),
}

impl Marks {
    /// The marks on a document, if it has any.
    pub(crate) fn get(&self, doc: DocId) -> Option<&DocMarks> {
        self.docs.get(&doc)
    }

    /// The marks on a document, for changing them.
    pub(crate) fn entry(&mut self, doc: DocId) -> &mut DocMarks {
        self.docs.entry(doc).or_default()
    }

    /// All documents with marks, in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (DocId, &DocMarks)> {
        self.docs.iter().map(|(&doc, marks)| (doc, marks))
    }

    /// Applies one change as made now in this session.
    pub(crate) fn apply(&mut self, stamped: &Stamped) {
        let marks = self.entry(stamped.doc);
        match &stamped.change {
            Change::Read(read) => marks.read = *read,
            Change::Bookmark(on) => marks.bookmarked = *on,
            Change::Place(letter, Some(quote)) => {
                marks.places.insert(*letter, Place { quote: quote.clone() });
            }
            Change::Place(letter, None) => {
                marks.places.remove(letter);
            }
            Change::Tag(tag, true) => {
                marks.tags.insert(tag.clone());
            }
            Change::Tag(tag, false) => {
                marks.tags.remove(tag);
            }
            Change::Note(text) if text.trim().is_empty() => marks.notes.clear(),
            Change::Note(text) => marks.notes = vec![text.clone()],
            Change::Position(quote) => marks.position = Some(quote.clone()),
        }
        marks.path = stamped.path.clone().or_else(|| marks.path.take());
        marks.title = stamped.title.clone().or_else(|| marks.title.take());
    }
}
