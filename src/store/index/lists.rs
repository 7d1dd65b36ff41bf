//! Which documents of one piece of the index have a word, or words of a kind, and how often.

use std::io;

use tantivy::Term;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};

use super::abreast::abreast;

/// Documents by their number in the piece, in order, with how often they have what was looked for.
pub(super) type List = Vec<(u32, u32)>;

/// The words of one field in one piece of the index.
pub(super) struct Lists<'a> {
    pub(super) inverted: &'a InvertedIndexReader,
    pub(super) field: Field,
    /// Documents in the piece, those that were taken out included.
    pub(super) documents: u32,
    /// Ends what takes long, with an error.
    pub(super) stale: &'a (dyn Fn() -> bool + Sync),
}

/// Documents of lists that are gone through in one piece of work: a thread takes as long to begin as a tenth of it.
const SHARE: usize = if cfg!(test) { 2 } else { 1 << 17 };

impl Lists<'_> {
    /// Documents with a word.
    pub(super) fn word(&self, word: &str) -> tantivy::Result<List> {
        Ok(match self.inverted.terms().get(word)? {
            Some(term) => self.list(&term)?,
            None => List::new(),
        })
    }

    /// Documents with a word that begins so.
    pub(super) fn prefix(&self, prefix: &str) -> tantivy::Result<List> {
        self.any(&self.beginning(prefix)?)
    }

    /// Documents with a word that differs by a few edits at most, and `accepts` says so too.
    pub(super) fn near(&self, word: &str, edits: u8, accepts: &dyn Fn(&str) -> bool) -> tantivy::Result<List> {
        self.any(&self.alike(word, edits, accepts)?.into_iter().map(|(_, term)| term).collect::<Vec<_>>())
    }

    /// Words that differ from one by a few edits at most, as far as `accepts` says so too.
    pub(super) fn alike(
        &self,
        word: &str,
        edits: u8,
        accepts: &dyn Fn(&str) -> bool,
    ) -> tantivy::Result<Vec<(String, TermInfo)>> {
        let automaton = FuzzyTermQuery::new(Term::from_field_text(self.field, word), edits, true).automaton()?;
        let mut stream = self.inverted.terms().search(automaton).into_stream()?;
        let mut found = Vec::new();
        while let Some((key, term)) = stream.next() {
            if let Ok(key) = std::str::from_utf8(key)
                && accepts(key)
            {
                found.push((key.to_owned(), term.clone()));
            }
        }
        Ok(found)
    }

    /// The words that begin so.
    pub(super) fn beginning(&self, prefix: &str) -> tantivy::Result<Vec<TermInfo>> {
        let mut stream = self.inverted.terms().range().ge(prefix).into_stream()?;
        let mut found = Vec::new();
        while let Some((key, term)) = stream.next() {
            if !key.starts_with(prefix.as_bytes()) {
                break;
            }
            found.push(term.clone());
        }
        Ok(found)
    }

    /// Ends what nobody wants to know any more.
    pub(super) fn go_on(&self) -> tantivy::Result<()> {
        if (self.stale)() {
            Err(tantivy::TantivyError::InternalError("not wanted any more".to_owned()))
        } else {
            Ok(())
        }
    }

    fn list(&self, term: &TermInfo) -> io::Result<List> {
        let mut found = List::with_capacity(term.doc_freq as usize);
        let mut blocks = self.inverted.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        each(&mut blocks, |doc, often| found.push((doc, often)));
        Ok(found)
    }

    /// Documents with one of some words, or more.
    fn any(&self, terms: &[TermInfo]) -> tantivy::Result<List> {
        let Some((first, others)) = terms.split_first() else { return Ok(List::new()) };
        if others.is_empty() {
            return Ok(self.list(first)?);
        }
        let open = || self.inverted.read_block_postings_from_terminfo(first, IndexRecordOption::WithFreqs);
        let documents: usize = terms.iter().map(|term| term.doc_freq as usize).sum();
        // Few documents are put in order; of many it is counted for each that there is.
        if is_few(documents, self.documents) {
            let mut blocks = open()?;
            let mut found = List::with_capacity(documents);
            for term in terms {
                self.inverted.reset_block_postings_from_terminfo(term, &mut blocks)?;
                each(&mut blocks, |doc, often| found.push((doc, often)));
            }
            return Ok(summed(found));
        }
        let shares = shares(terms, documents);
        let counts = abreast(
            shares.len(),
            || (None, vec![0; self.documents as usize]),
            |(blocks, counts): &mut (Option<BlockSegmentPostings>, Vec<u32>), number| -> tantivy::Result<()> {
                if blocks.is_none() {
                    *blocks = Some(open()?);
                }
                let (Some(blocks), Some(share)) = (blocks, shares.get(number)) else { return Ok(()) };
                for term in *share {
                    self.go_on()?;
                    self.inverted.reset_block_postings_from_terminfo(term, blocks)?;
                    each(blocks, |doc, often| {
                        if let Some(count) = counts.get_mut(doc as usize) {
                            *count += often;
                        }
                    });
                }
                Ok(())
            },
        )?;
        Ok(together(counts.into_iter().map(|(_, counts)| counts)))
    }
}

/// The documents of several lists, of so many documents there are; what they have is added.
pub(super) fn sum(lists: &[&[(u32, u32)]], documents: u32) -> List {
    match lists {
        [] => List::new(),
        [only] => only.to_vec(),
        lists if is_few(lists.iter().map(|list| list.len()).sum(), documents) => {
            lists.iter().fold(List::new(), |all, list| both(&all, list))
        }
        lists => {
            let mut counts = vec![0; documents as usize];
            for (doc, often) in lists.iter().copied().flatten() {
                if let Some(count) = counts.get_mut(*doc as usize) {
                    *count += often;
                }
            }
            together(std::iter::once(counts))
        }
    }
}

/// Whether so many documents are rather put in order than that it is counted for each that there is.
const fn is_few(found: usize, documents: u32) -> bool {
    found < documents as usize / 16
}

/// Puts together what several threads have counted of all documents.
pub(super) fn together(mut counts: impl Iterator<Item = Vec<u32>>) -> List {
    let mut all = counts.next().unwrap_or_default();
    for other in counts {
        all.iter_mut().zip(other).for_each(|(count, more)| *count += more);
    }
    // Every one is put where the next is to be: whether a document has one cannot be foreseen, and a branch that is foreseen
    // wrongly takes ten times as long.
    let mut found = vec![(0, 0); all.iter().filter(|count| **count > 0).count()];
    let mut next = 0;
    for (doc, count) in (0..).zip(all) {
        if let Some(place) = found.get_mut(next) {
            *place = (doc, count);
        }
        next += usize::from(count > 0);
    }
    found
}

/// Words in pieces of work of about as many documents each.
pub(super) fn shares(terms: &[TermInfo], documents: usize) -> Vec<&[TermInfo]> {
    let most = (documents / 16).max(SHARE);
    let mut sum = 0;
    let is_same = |_: &TermInfo, next: &TermInfo| {
        sum += next.doc_freq as usize;
        let is_same = sum < most;
        if !is_same {
            sum = 0;
        }
        is_same
    };
    terms.chunk_by(is_same).collect()
}

/// Goes through a list block by block, which costs a third of going through it document by document.
fn each(blocks: &mut BlockSegmentPostings, mut look: impl FnMut(u32, u32)) {
    while !blocks.docs().is_empty() {
        blocks.docs().iter().zip(blocks.freqs()).for_each(|(doc, often)| look(*doc, *often));
        blocks.advance();
    }
}

/// Puts documents in order, each once.
fn summed(mut found: List) -> List {
    found.sort_unstable_by_key(|(doc, _)| *doc);
    found.dedup_by(|(next, more), (doc, count)| {
        let is_same = next == doc;
        if is_same {
            *count += *more;
        }
        is_same
    });
    found
}

/// Documents with one thing or another, counted together.
fn both(one: &[(u32, u32)], other: &[(u32, u32)]) -> List {
    let mut all = List::with_capacity(one.len() + other.len());
    let mut others = other.iter().copied().peekable();
    for &(doc, count) in one {
        while let Some(before) = others.next_if(|other| other.0 < doc) {
            all.push(before);
        }
        let same = others.next_if(|other| other.0 == doc).map_or(0, |other| other.1);
        all.push((doc, count + same));
    }
    all.extend(others);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_documents_put_in_order_are_many_that_are_counted(
            found in prop::collection::vec((0_u32..20, 1_u32..4), 0..30), threads in 1_usize..4,
        ) {
            let mut counts = vec![vec![0; 20]; threads];
            for (number, (doc, often)) in found.iter().enumerate() {
                counts[number % threads][*doc as usize] += often;
            }
            prop_assert_eq!(summed(found), together(counts.into_iter()));
        }

        #[test]
        fn lists_that_are_put_together_are_those_that_are_counted(
            lists in prop::collection::vec(prop::collection::btree_map(0_u32..20, 1_u32..4, 0..20), 0..4),
        ) {
            let lists: Vec<List> = lists.into_iter().map(|list| list.into_iter().collect()).collect();
            let slices: Vec<&[(u32, u32)]> = lists.iter().map(Vec::as_slice).collect();
            let all = summed(lists.concat());
            prop_assert_eq!(&sum(&slices, 20), &all);
            prop_assert_eq!(sum(&slices, 10_000), all);
        }

        #[test]
        fn shares_hold_every_word_once(lengths in prop::collection::vec(0_u32..9, 0..40)) {
            let term = |doc_freq: &u32| TermInfo { doc_freq: *doc_freq, ..TermInfo::default() };
            let terms: Vec<TermInfo> = lengths.iter().map(term).collect();
            let documents = lengths.iter().map(|length| *length as usize).sum();
            let shares = shares(&terms, documents);
            prop_assert!(shares.len() <= 33);
            prop_assert_eq!(shares.concat(), terms.clone());
        }
    }
}
