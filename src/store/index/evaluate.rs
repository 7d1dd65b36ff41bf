//! What a query finds in one piece of the index.
//!
//! Every leaf of the query becomes a set of documents, and the tree of the query is gone through set by set. Paths, marks
//! and the time a document was first seen are not known to the index: where a query asks for them, the parts that it can
//! answer become sets, and the rest is asked for each entry.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentReader;

use super::bits::Bits;
use super::form;
use super::lists::{List, Lists, sum};
use super::recent::{Key, Of, Recent};
use super::schema::Fields;
use crate::search::{Content, Day, Days, EntryFacts, Forms, Measure, Node, Stream, Term, Thing, Tongue};

/// One piece of the index, with what was looked up in it already.
pub(super) struct Piece<'a> {
    number: usize,
    reader: &'a SegmentReader,
    fields: &'a Fields,
    /// The same list is wanted by the words and by the stems of several leaves.
    recent: &'a mut Recent,
    flags: Option<Column<u64>>,
    stale: &'a (dyn Fn() -> bool + Sync),
}

/// A query for one piece: the parts the index can answer are sets.
#[derive(Debug)]
pub(super) enum Plan<'a> {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Set(Bits),
    Entry(&'a Node),
}

impl<'a> Piece<'a> {
    /// The piece of that number. `stale` ends what takes long.
    pub(super) fn new(
        number: usize,
        reader: &'a SegmentReader,
        fields: &'a Fields,
        recent: &'a mut Recent,
        stale: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        Self { number, reader, fields, recent, flags: None, stale }
    }

    /// Documents in the piece, those that were taken out included.
    pub(super) fn documents(&self) -> u32 {
        self.reader.max_doc()
    }

    /// The plan of a query.
    pub(super) fn plan<'n>(&mut self, node: &'n Node, forms: Forms) -> tantivy::Result<Plan<'n>> {
        let parts = |piece: &mut Self, parts: &'n [Node]| -> tantivy::Result<Vec<Plan<'n>>> {
            parts.iter().map(|part| piece.plan(part, forms)).collect()
        };
        Ok(match node {
            Node::All(all) => joined(parts(self, all)?, Bits::all(self.documents()), Bits::and, Plan::All),
            Node::Any(any) => joined(parts(self, any)?, Bits::none(self.documents()), Bits::or, Plan::Any),
            Node::Not(part) => match self.plan(part, forms)? {
                Plan::Set(mut set) => {
                    set.flip();
                    Plan::Set(set)
                }
                plan => Plan::Not(Box::new(plan)),
            },
            Node::Text(term) => Plan::Set(self.term(Stream::Text, term, forms)?),
            Node::In(field, term) => Plan::Set(self.term(Stream::Of(*field), term, forms)?),
            Node::Language(tongue) => Plan::Set(self.flagged(|flags| flags & form::TONGUE == form::tongue(*tongue))?),
            Node::Has(Thing::Figures) => Plan::Set(self.flagged(|flags| flags & form::FIGURES != 0)?),
            Node::Has(Thing::Quotes) => Plan::Set(self.flagged(|flags| flags & form::QUOTES != 0)?),
            Node::Date(span) => Plan::Set(self.dated(|days| span.holds(days))?),
            Node::Added(_) | Node::Is(_) | Node::Path(_) => Plan::Entry(node),
        })
    }
}

impl Piece<'_> {
    /// Documents with a term.
    fn term(&mut self, stream: Stream, term: &Term, forms: Forms) -> tantivy::Result<Bits> {
        let mut set = set(self.documents(), &self.list(stream, term)?);
        if forms == Forms::Counted
            && let Term::Word(word) = term
        {
            insert(&mut set, &self.stems(stream, word)?);
        }
        Ok(set)
    }

    /// Documents with a term as it was asked for.
    pub(super) fn list(&mut self, stream: Stream, term: &Term) -> tantivy::Result<Arc<List>> {
        self.known(stream, term, Of::Itself, |piece| piece.look_up(stream, term))
    }

    fn look_up(&self, stream: Stream, term: &Term) -> tantivy::Result<List> {
        let field = self.fields.of(stream);
        let inverted = self.reader.inverted_index(field)?;
        let lists = Lists { inverted: &inverted, field, documents: self.documents(), stale: self.stale };
        match term {
            Term::Word(word) => lists.word(word),
            Term::Phrase(words) => match words.as_slice() {
                [word] => lists.word(word),
                words => lists.phrase(words, false),
            },
            Term::Prefix(word) => lists.prefix(word),
            Term::PhrasePrefix(words) => lists.phrase(words, true),
            Term::Near { word, edits } => {
                let measure = std::cell::RefCell::new(Measure::new(word));
                lists.near(word, *edits, &|other| measure.borrow_mut().to(other, *edits).is_some())
            }
        }
    }

    /// Documents with a word that has the same stem, in their language.
    pub(super) fn stems(&mut self, stream: Stream, word: &str) -> tantivy::Result<Arc<List>> {
        self.known(stream, &Term::Word(word.to_owned()), Of::Stem, |piece| piece.look_up_stems(stream, word))
    }

    /// A list that is worked out unless it is known.
    pub(super) fn known(
        &mut self,
        stream: Stream,
        term: &Term,
        forms: Of,
        work_out: impl FnOnce(&mut Self) -> tantivy::Result<List>,
    ) -> tantivy::Result<Arc<List>> {
        let key = Key { piece: self.number, stream, term: term.clone(), forms };
        if let Some(list) = self.recent.get(&key) {
            return Ok(list);
        }
        let list = work_out(self)?;
        Ok(self.recent.put(key, list))
    }

    fn look_up_stems(&mut self, stream: Stream, word: &str) -> tantivy::Result<List> {
        let mut lists: Vec<List> = Vec::new();
        for tongue in Tongue::ALL {
            let Some(stem) = tongue.stem(word) else { continue };
            let Some(term) = form::stem_term(stream, tongue, &stem) else { continue };
            let field = self.fields.stems;
            let inverted = self.reader.inverted_index(field)?;
            let found = Lists { inverted: &inverted, field, documents: self.documents(), stale: self.stale };
            lists.push(found.word(&term)?);
            // A word that is its own stem was not recent as one.
            if tongue.stem(&stem).as_ref() == Some(&stem) {
                let same = self.list(stream, &Term::Word(stem))?;
                let wanted = form::tongue(Some(tongue));
                let flags = self.flags()?;
                let is_so = |doc: u32| flags.first(doc).is_some_and(|flags| flags & form::TONGUE == wanted);
                let mut of_tongue = List::with_capacity(same.len());
                of_tongue.extend(same.iter().filter(|(doc, _)| is_so(*doc)));
                lists.push(of_tongue);
            }
        }
        let lists: Vec<&[(u32, u32)]> = lists.iter().map(Vec::as_slice).filter(|list| !list.is_empty()).collect();
        Ok(sum(&lists, self.documents()))
    }

    fn flags(&mut self) -> tantivy::Result<&Column<u64>> {
        if self.flags.is_none() {
            self.flags = Some(self.reader.fast_fields().u64("flags")?);
        }
        self.flags.as_ref().ok_or_else(|| tantivy::TantivyError::InternalError("no flags".to_owned()))
    }

    fn flagged(&mut self, is_wanted: impl Fn(u64) -> bool) -> tantivy::Result<Bits> {
        let documents = self.documents();
        let flags = self.flags()?;
        let mut set = Bits::none(documents);
        (0..documents).filter(|doc| flags.first(*doc).is_some_and(&is_wanted)).for_each(|doc| set.insert(doc));
        Ok(set)
    }

    fn dated(&self, is_wanted: impl Fn(Days) -> bool) -> tantivy::Result<Bits> {
        let (from, to) = (self.reader.fast_fields().i64("from")?, self.reader.fast_fields().i64("to")?);
        let day = |column: &Column<i64>, doc| column.first(doc).and_then(|day| i32::try_from(day).ok()).map(Day);
        let mut set = Bits::none(self.documents());
        for doc in 0..self.documents() {
            if let (Some(first), Some(last)) = (day(&from, doc), day(&to, doc))
                && is_wanted(Days { first, last })
            {
                set.insert(doc);
            }
        }
        Ok(set)
    }
}

impl Plan<'_> {
    /// The documents that are found whatever their path and marks; nothing when those are asked for.
    pub(super) fn set(&self) -> Option<&Bits> {
        match self {
            Self::Set(set) => Some(set),
            Self::All(_) | Self::Any(_) | Self::Not(_) | Self::Entry(_) => None,
        }
    }

    /// Whether a document of the piece is found as an entry of the library.
    pub(super) fn holds(&self, document: u32, entry: &EntryFacts<'_>, nothing: &Content) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(document, entry, nothing)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(document, entry, nothing)),
            Self::Not(part) => !part.holds(document, entry, nothing),
            Self::Set(set) => set.contains(document),
            // These look at the entry only.
            Self::Entry(node) => node.accepts(nothing, entry),
        }
    }
}

/// Joins the sets among some parts into one, which comes first: what it rules out needs no look at the entry.
fn joined<'n>(
    parts: Vec<Plan<'n>>,
    mut start: Bits,
    join: impl Fn(&mut Bits, &Bits),
    all: impl Fn(Vec<Plan<'n>>) -> Plan<'n>,
) -> Plan<'n> {
    let mut others = Vec::new();
    for part in parts {
        match part {
            Plan::Set(set) => join(&mut start, &set),
            part => others.push(part),
        }
    }
    if others.is_empty() {
        return Plan::Set(start);
    }
    others.insert(0, Plan::Set(start));
    all(others)
}

fn set(documents: u32, list: &[(u32, u32)]) -> Bits {
    let mut set = Bits::none(documents);
    insert(&mut set, list);
    set
}

fn insert(set: &mut Bits, list: &[(u32, u32)]) {
    for (doc, _) in list {
        set.insert(*doc);
    }
}
