//! What the index finds of a query: which entries of a library, and what each has of what counts for its rank.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;

use super::bits::Bits;
use super::evaluate::{Piece, Plan};
use super::lists::List;
use super::places::{Address, Places};
use super::rank::{Rate, Share, Total, Way};
use super::reader::Reader;
use super::recent::{Of, Recent};
use crate::document::DocId;
use crate::library::Library;
use crate::search::{Content, EntryFacts, Forms, Looser, Query, Term};

/// An index with where the entries of a library lie in it.
#[derive(Debug)]
pub(super) struct Covered {
    pub(super) reader: Reader,
    /// The first address of each piece, and behind them the first that is none. Each is the first of a word of a set.
    firsts: Vec<u32>,
    by_id: HashMap<DocId, Address>,
    pub(super) places: Places,
    recent: Recent,
}

/// What a query finds in all pieces.
pub(super) struct Sets<'a> {
    wanted: Wanted<'a>,
    /// The same without other forms of words; nothing when the query has no words that may have some.
    exact: Option<Wanted<'a>>,
    /// What there is of each way in each piece, with the first address there.
    ways: Vec<Vec<(u32, Arc<List>, FieldNormReader)>>,
    nothing: Content,
    length: u32,
    pub(super) total: Total,
}

/// What a query finds.
enum Wanted<'a> {
    /// These, whatever their paths and marks.
    Set(Bits),
    /// What a plan says, for each piece with its first address.
    Plans(Vec<(u32, Plan<'a>)>),
}

impl Covered {
    pub(super) fn new(reader: Reader) -> Self {
        let (mut firsts, mut by_id) = (vec![0], HashMap::new());
        let mut first: u32 = 0;
        for documents in &reader.pieces {
            let known = (first..).zip(documents).filter_map(|(number, id)| Some(((*id)?, Address(number))));
            by_id.extend(known);
            let length = u32::try_from(documents.len()).unwrap_or(u32::MAX);
            first = first.saturating_add(length.saturating_add(u64::BITS - 1) / u64::BITS * u64::BITS);
            firsts.push(first);
        }
        Self { reader, firsts, by_id, places: Places::default(), recent: Recent::default() }
    }

    /// Where a content lies.
    #[cfg(any(test, fuzzing))]
    pub(super) fn address_of(&self, id: DocId) -> Option<Address> {
        self.by_id.get(&id).copied()
    }

    /// Finds out where the entries of a library lie.
    pub(super) fn locate(&mut self, library: &Library) {
        self.places.locate(library, &self.by_id);
    }

    /// What a query finds. Ends early, with an error, when nobody wants to know any more.
    pub(super) fn sets<'a>(
        &mut self,
        query: &'a Query,
        ways: &[Way<'_>],
        stale: &(dyn Fn() -> bool + Sync),
    ) -> tantivy::Result<Option<Sets<'a>>> {
        let has_forms = query.has_forms();
        let mut total = Total::new(ways.len());
        let (mut wanted, mut exact) = (Vec::new(), Vec::new());
        let mut lists: Vec<_> = ways.iter().map(|_| Vec::new()).collect();
        self.recent.begin();
        let readers = self.reader.searcher.segment_readers().iter().enumerate();
        for ((number, reader), &first) in readers.zip(&self.firsts) {
            if stale() {
                return Ok(None);
            }
            let mut piece = Piece::new(number, reader, &self.reader.fields, &mut self.recent, stale);
            wanted.push((first, piece.plan(query.node(), Forms::Counted)?));
            if has_forms {
                exact.push((first, piece.plan(query.node(), Forms::Left)?));
            }
            total.documents += u64::from(reader.num_docs());
            let totals = total.with.iter_mut().zip(&mut total.words);
            for ((way, lists), (with, words)) in ways.iter().zip(&mut lists).zip(totals) {
                let list = piece.way(way)?;
                let field = self.reader.fields.of(way.stream);
                *with += list.len() as u64;
                *words += reader.inverted_index(field)?.total_num_tokens();
                lists.push((first, list, reader.get_fieldnorms_reader(field)?));
            }
        }
        self.recent.end();
        let length = self.firsts.last().copied().unwrap_or(0);
        let exact = has_forms.then(|| Wanted::of(exact, length));
        Ok(Some(Sets {
            wanted: Wanted::of(wanted, length),
            exact,
            ways: lists,
            nothing: Content::default(),
            length,
            total,
        }))
    }
}

/// What queries find that ask for less than another.
pub(super) struct Counts<'a> {
    queries: Vec<Wanted<'a>>,
    nothing: Content,
}

impl Covered {
    /// What queries find that ask for less than another. Ends early, with nothing, when nobody wants to know any more.
    pub(super) fn counts<'a>(
        &mut self,
        looser: &'a [Looser],
        stale: &(dyn Fn() -> bool + Sync),
    ) -> tantivy::Result<Option<Counts<'a>>> {
        let mut queries = Vec::new();
        let length = self.firsts.last().copied().unwrap_or(0);
        for known in looser {
            let mut plans = Vec::new();
            let readers = self.reader.searcher.segment_readers().iter().enumerate();
            for ((number, reader), &first) in readers.zip(&self.firsts) {
                if stale() {
                    return Ok(None);
                }
                let mut piece = Piece::new(number, reader, &self.reader.fields, &mut self.recent, stale);
                plans.push((first, piece.plan(known.query.node(), Forms::Counted)?));
            }
            queries.push(Wanted::of(plans, length));
        }
        Ok(Some(Counts { queries, nothing: Content::default() }))
    }
}

impl Counts<'_> {
    /// Which of the queries find a document as this entry, in their order.
    pub(super) fn found(&self, at: Address, entry: &EntryFacts<'_>) -> impl Iterator<Item = bool> {
        self.queries.iter().map(move |wanted| wanted.holds(at, entry, &self.nothing))
    }
}

impl<'a> Wanted<'a> {
    /// What plans say for all pieces; one set when that is all they have.
    fn of(plans: Vec<(u32, Plan<'a>)>, length: u32) -> Self {
        let mut all = Bits::none(length);
        for (first, plan) in &plans {
            match plan.set() {
                Some(set) => all.put(*first, set),
                None => return Self::Plans(plans),
            }
        }
        Self::Set(all)
    }

    #[inline]
    fn holds(&self, at: Address, entry: &EntryFacts<'_>, nothing: &Content) -> bool {
        match self {
            Self::Set(set) => set.contains(at.0),
            Self::Plans(plans) => {
                let behind = plans.partition_point(|(first, _)| *first <= at.0);
                let found = behind.checked_sub(1).and_then(|piece| plans.get(piece));
                found.is_some_and(|(first, plan)| plan.holds(at.0 - first, entry, nothing))
            }
        }
    }
}

impl Sets<'_> {
    /// Whether a document is found as this entry, and if so, whether by the words as they were asked for.
    #[inline]
    pub(super) fn take(&self, at: Address, entry: &EntryFacts<'_>) -> Option<bool> {
        let holds = |wanted: &Wanted<'_>| wanted.holds(at, entry, &self.nothing);
        holds(&self.wanted).then(|| self.exact.as_ref().is_none_or(holds))
    }

    /// How many documents are found, when paths and marks are of no importance to that.
    pub(super) fn count(&self) -> Option<usize> {
        match &self.wanted {
            Wanted::Set(set) => Some(set.count()),
            Wanted::Plans(_) => None,
        }
    }

    /// The scores of all documents that are found, by their address.
    pub(super) fn scores(&self, rates: &[Rate]) -> Vec<f32> {
        let mut scores = vec![0.0; self.length as usize];
        for (rate, pieces) in rates.iter().zip(&self.ways) {
            for (first, list, lengths) in pieces {
                let Some(scores) = scores.get_mut(*first as usize..) else { continue };
                for &(doc, often) in list.iter() {
                    if let Some(score) = scores.get_mut(doc as usize)
                        && self.may_hold(first + doc)
                    {
                        *score += rate.score(Share { often, among: lengths.fieldnorm_id(doc) });
                    }
                }
            }
        }
        scores
    }

    /// Whether a document may be found.
    fn may_hold(&self, at: u32) -> bool {
        match &self.wanted {
            Wanted::Set(set) => set.contains(at),
            Wanted::Plans(_) => true,
        }
    }
}

impl Piece<'_> {
    /// Documents with a way of having what is looked for.
    fn way(&mut self, way: &Way<'_>) -> tantivy::Result<Arc<List>> {
        match way.term {
            Term::Word(word) if way.is_stem => self.known(way.stream, way.term, Of::Others, |piece| {
                let exact = piece.list(way.stream, way.term)?;
                Ok(without(&piece.stems(way.stream, word)?, &exact))
            }),
            term => self.list(way.stream, term),
        }
    }
}

/// Other forms of a word: the word itself is counted with them, and on its own as well.
fn without(all: &[(u32, u32)], exact: &[(u32, u32)]) -> List {
    let mut exact = exact.iter().peekable();
    let rest = all.iter().map(|&(doc, often)| {
        while exact.next_if(|other| other.0 < doc).is_some() {}
        (doc, often - exact.next_if(|other| other.0 == doc).map_or(0, |other| other.1).min(often))
    });
    rest.filter(|(_, often)| *often > 0).collect()
}
