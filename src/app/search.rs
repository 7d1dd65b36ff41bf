//! A search: what is looked for, what was found so far, and where the cursor is among it.

use std::collections::{HashMap, HashSet};

use super::before::Before;
use super::filters::settled;
use super::panels::Cursor;
use super::prompt::Scope;
use crate::document::Clean;
use crate::library::EntryId;
use crate::search::{Answer, Found, Hit, Order};

/// Hits of one document that are asked for; with this many there may be more.
pub(crate) const MOST_SNIPPETS: usize = 100;

/// A search and the way back from it. What is found in the open text or the list is shown there; what is found in all
/// texts has rows of its own.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(crate) struct Search {
    /// What the screen showed before.
    pub(super) before: Before,
    /// Where is searched.
    pub(crate) scope: Scope,
    /// What is typed.
    pub(crate) text: String,
    /// Whether its last word may still be going on.
    pub(super) is_typing: bool,
    /// The order of what is found.
    pub(crate) order: Order,
    /// Whether a document of the results is being read.
    pub(super) is_reading: bool,
    /// Whether there is no answer yet to what was asked last.
    pub(super) is_waiting: bool,
    /// Whether that has taken so long that it is told.
    pub(crate) is_slow: bool,
    /// Whether Enter was pressed before there was an answer: the best document is opened when it comes.
    pub(super) opens: bool,
    /// Whether nothing was typed for as long.
    pub(super) rests: bool,
    /// The saved search it is, and when that was last looked at, in seconds since 1970.
    pub(crate) saved: Option<(Clean, i64)>,
    /// The latest answer: it stays until there is one to what is typed now.
    pub(crate) answer: Option<Answer>,
    /// The cursor among its rows.
    pub(crate) cursor: Cursor,
    /// Documents that have room on the screen.
    pub(crate) height: usize,
    /// The cursor among what a search that found nothing offers; nothing while none is chosen.
    pub(crate) offer: Option<usize>,
    /// The cursor among what the results can be narrowed by.
    pub(crate) facet: Cursor,
    /// Counts of the shown answer.
    pub(crate) facets: Vec<Facet>,
    /// Which of them is being counted, and the query that choosing it makes.
    pub(super) counting: Option<(usize, String)>,
    /// Hits of documents that were on the screen.
    hits: HashMap<EntryId, Vec<Hit>>,
    /// Whose hits have been asked for.
    asked: HashSet<EntryId>,
    /// Whose hits are those of the shown answer, not of the one before.
    fresh: HashSet<EntryId>,
}

/// What a search can be narrowed by, with how many documents that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facet {
    /// Its kind, as it is headed.
    pub(crate) kind: FacetKind,
    /// What the filter needs.
    pub(crate) value: Clean,
    /// Documents that choosing it leaves. Nothing while that is not known: the list knows the first people of a document
    /// only, and a filter takes a part of a name for the name.
    pub(crate) count: Option<u32>,
}

/// Kinds of facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FacetKind {
    /// Who is named.
    Person,
    /// Who published it.
    Source,
    /// The month of its date.
    Month,
    /// Its language.
    Language,
}

impl FacetKind {
    /// All of them with their headings and the fields of their filters, in the order they are shown.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Person, "People", "person"),
        (Self::Source, "Sources", "source"),
        (Self::Month, "Months", "date"),
        (Self::Language, "Languages", "lang"),
    ];

    /// The field of its filter.
    pub(crate) fn field(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.2)
    }
}

impl Search {
    /// A search that has not begun.
    pub(super) fn new(before: Before, scope: Scope, order: Order) -> Self {
        Self {
            before,
            scope,
            text: String::new(),
            is_typing: true,
            order,
            is_reading: false,
            is_waiting: false,
            is_slow: false,
            opens: false,
            rests: false,
            saved: None,
            answer: None,
            cursor: Cursor::default(),
            height: 1,
            offer: None,
            facet: Cursor::default(),
            facets: Vec::new(),
            counting: None,
            hits: HashMap::new(),
            asked: HashSet::new(),
            fresh: HashSet::new(),
        }
    }

    /// What is searched for, as it can be searched for again: a last word that is still typed is the beginning of one.
    pub(crate) fn meant(&self) -> String {
        if self.is_typing { settled(&self.text) } else { self.text.trim().to_owned() }
    }

    /// The documents found.
    pub(crate) fn rows(&self) -> &[Found] {
        self.answer.as_ref().map(|answer| answer.rows.as_slice()).unwrap_or_default()
    }

    /// The document under the cursor.
    pub(crate) fn current(&self) -> Option<EntryId> {
        self.rows().get(self.cursor.row).map(|row| row.entry)
    }

    /// The rows on the screen, and which of them has the cursor.
    pub(crate) fn window(&self) -> (&[Found], usize) {
        let rows = self.rows();
        let end = (self.cursor.offset + self.height).min(rows.len());
        (rows.get(self.cursor.offset..end).unwrap_or_default(), self.cursor.row.saturating_sub(self.cursor.offset))
    }

    /// The hits of a document, if they are known.
    pub(crate) fn hits(&self, entry: EntryId) -> Option<&[Hit]> {
        self.hits.get(&entry).map(Vec::as_slice)
    }

    /// What was searched for and found nothing.
    pub(crate) fn zero(&self) -> Option<&Answer> {
        self.answer.as_ref().filter(|answer| answer.rows.is_empty() && answer.done && !answer.text.trim().is_empty())
    }

    /// Takes an answer. The cursor stays on its document while the same search goes on, and else begins anew.
    pub(super) fn take(&mut self, answer: Answer) {
        let is_same = self.answer.as_ref().is_some_and(|known| known.text == answer.text) && self.asked_for(&answer);
        let current = self.current().filter(|_| is_same && self.cursor.row > 0);
        let line = self.cursor.row.saturating_sub(self.cursor.offset);
        if !is_same {
            // Their hits stay on the screen until the new ones are there.
            self.asked.clear();
            self.fresh.clear();
            self.cursor = Cursor::default();
            self.offer = None;
        }
        self.is_waiting = false;
        self.counting = None;
        self.is_slow &= !answer.done;
        self.answer = Some(answer);
        if let Some(row) = current.and_then(|id| self.rows().iter().position(|row| row.entry == id)) {
            self.cursor = Cursor { row, offset: row.saturating_sub(line) };
        }
        self.follow();
    }

    fn asked_for(&self, answer: &Answer) -> bool {
        !self.is_waiting && answer.text == self.text
    }

    /// Takes hits of documents on the screen.
    pub(super) fn take_hits(&mut self, text: &str, hits: Vec<(EntryId, Vec<Hit>)>) {
        if self.answer.as_ref().is_some_and(|answer| answer.text == text) {
            self.fresh.extend(hits.iter().map(|(id, _)| *id));
            self.hits.extend(hits);
        }
    }

    /// Documents on the screen whose hits are not known, if not all of them have been asked for. What was asked for before
    /// is asked for again: a new question takes the place of one that is not answered yet.
    pub(super) fn unknown(&mut self) -> Vec<EntryId> {
        let (rows, _) = self.window();
        let ids: Vec<EntryId> = rows.iter().map(|row| row.entry).filter(|id| !self.fresh.contains(id)).collect();
        let is_asked = ids.iter().all(|id| self.asked.contains(id));
        if is_asked {
            return Vec::new();
        }
        self.asked.extend(&ids);
        ids
    }

    /// Moves the cursor.
    pub(super) fn step(&mut self, by: isize) {
        let count = self.rows().len();
        self.cursor.step(by, count);
        self.follow();
    }

    /// Puts the cursor on a row.
    pub(super) fn go(&mut self, row: usize) {
        self.cursor.row = row.min(self.rows().len().saturating_sub(1));
        self.follow();
    }

    /// Changes how many documents have room.
    pub(super) fn set_height(&mut self, height: usize) {
        self.height = height.max(1);
        self.follow();
    }

    fn follow(&mut self) {
        let count = self.rows().len();
        self.cursor.row = self.cursor.row.min(count.saturating_sub(1));
        let row = self.cursor.row;
        self.cursor.offset = self.cursor.offset.min(row).max((row + 1).saturating_sub(self.height));
        self.cursor.offset = self.cursor.offset.min(count.saturating_sub(self.height));
    }
}

/// The order of a search that is remembered.
pub(super) const fn order_of(by_date: bool) -> Order {
    if by_date { Order::Date } else { Order::Relevance }
}

/// Names of the orders.
pub(super) const fn order_name(order: Order) -> &'static str {
    match order {
        Order::Relevance => "best first",
        Order::Date => "newest first",
    }
}
