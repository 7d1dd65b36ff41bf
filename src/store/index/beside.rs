//! Which documents of one piece of the index have words beside each other, and how often.

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::abreast::{abreast, in_order};
use super::lists::{List, Lists, shares, together};

/// Documents that are looked at before it is asked whether anybody still wants to know.
const ROUND: u32 = 1024;
/// Documents with the rarest word that are gone through in one piece of work.
const SHARE: u32 = if cfg!(test) { 2 } else { 4096 };

/// The positions behind words that stand beside each other, as bits of the documents that have some: whether one is among
/// them is asked millions of times.
#[derive(Debug, Default)]
struct Ends {
    /// The documents in order, each with how many of the numbers below it has.
    documents: Vec<(u32, u32)>,
    bits: Vec<u64>,
}

impl Ends {
    /// Takes in the positions of a document, which are in order.
    fn push(&mut self, document: u32, ends: &[u32]) {
        let first = self.bits.len();
        let length = ends.last().map_or(0, |last| last / u64::BITS + 1);
        self.bits.resize(first + length as usize, 0);
        let bits = self.bits.get_mut(first..).unwrap_or_default();
        for end in ends {
            if let Some(word) = bits.get_mut((end / u64::BITS) as usize) {
                *word |= 1 << (end % u64::BITS);
            }
        }
        self.documents.push((document, length));
    }

    /// Puts those of following stretches of documents together.
    fn joined(parts: &[Self]) -> Self {
        let documents: Vec<&[(u32, u32)]> = parts.iter().map(|part| part.documents.as_slice()).collect();
        let bits: Vec<&[u64]> = parts.iter().map(|part| part.bits.as_slice()).collect();
        Self { documents: documents.concat(), bits: bits.concat() }
    }

    /// Where the bits of each document of a piece begin, and behind that where the last ones end.
    fn firsts(&self, documents: u32) -> Vec<u32> {
        let mut firsts = Vec::with_capacity(documents as usize + 1);
        let mut next = 0;
        for (document, length) in &self.documents {
            firsts.resize(*document as usize + 1, next);
            next += length;
        }
        firsts.resize(documents as usize + 1, next);
        firsts
    }
}

/// Looks up ends by their document.
struct ByDocument<'a> {
    firsts: &'a [u32],
    bits: &'a [u64],
}

impl<'a> ByDocument<'a> {
    fn of(&self, document: u32) -> &'a [u64] {
        let first = |number: usize| self.firsts.get(number).map_or(0, |first| *first as usize);
        self.bits.get(first(document as usize)..first(document as usize + 1)).unwrap_or_default()
    }
}

impl Lists<'_> {
    /// Documents with words beside each other; when `is_open` the last one may go on.
    pub(super) fn phrase(&self, words: &[String], is_open: bool) -> tantivy::Result<List> {
        match words.split_last() {
            Some((last, closed)) if is_open => {
                let ends = Ends::joined(&self.beside(closed, Ends::push)?);
                self.going_on(&ends, &self.beginning(last)?)
            }
            _ => {
                let put = |list: &mut List, doc, places: &[u32]| list.push((doc, count(places.len())));
                Ok(self.beside(words, put)?.concat())
            }
        }
    }

    /// Documents in which one of some words stands at one of the places given for them.
    fn going_on(&self, ends: &Ends, terms: &[TermInfo]) -> tantivy::Result<List> {
        let by_document = ByDocument { firsts: &ends.firsts(self.documents), bits: &ends.bits };
        let documents = terms.iter().map(|term| term.doc_freq as usize).sum();
        let shares = shares(terms, documents);
        let counts = abreast(
            shares.len(),
            || (vec![0; self.documents as usize], Vec::new()),
            |(counts, places): &mut (Vec<u32>, Vec<u32>), number| -> tantivy::Result<()> {
                let mut look = |doc: u32, list: &mut SegmentPostings| {
                    let bits = by_document.of(doc);
                    if !bits.is_empty()
                        && let Some(found) = counts.get_mut(doc as usize)
                    {
                        list.positions(places);
                        let is_end = |place: &u32| {
                            let word = bits.get((place / u64::BITS) as usize).copied().unwrap_or_default();
                            u32::try_from(word >> (place % u64::BITS) & 1).unwrap_or_default()
                        };
                        *found += places.iter().map(is_end).sum::<u32>();
                    }
                };
                for term in shares.get(number).copied().unwrap_or_default() {
                    self.go_on()?;
                    let mut list = self.open(term)?;
                    // Few documents are looked up in a long list; a short list is gone through.
                    if term.doc_freq as usize > ends.documents.len().saturating_mul(16) {
                        for (doc, _) in &ends.documents {
                            if list.doc() < *doc {
                                list.seek(*doc);
                            }
                            if list.doc() == *doc {
                                look(*doc, &mut list);
                            }
                        }
                        continue;
                    }
                    while list.doc() != TERMINATED {
                        look(list.doc(), &mut list);
                        list.advance();
                    }
                }
                Ok(())
            },
        )?;
        Ok(together(counts.into_iter().map(|(counts, _)| counts)))
    }

    /// Documents with words beside each other, put one after the other with the positions behind the last word; what it was
    /// put into for each of several stretches of documents, in order.
    fn beside<T: Default + Send>(
        &self,
        words: &[String],
        put: impl Fn(&mut T, u32, &[u32]) + Sync,
    ) -> tantivy::Result<Vec<T>> {
        let mut terms = Vec::new();
        for (offset, word) in (0..).zip(words) {
            let Some(term) = self.inverted.terms().get(word)? else { return Ok(Vec::new()) };
            terms.push((offset, term));
        }
        // The rarest word leads: the others have to be where it is.
        terms.sort_by_key(|(_, term)| term.doc_freq);
        let Some((_, lead)) = terms.first() else { return Ok(Vec::new()) };
        let behind = count(words.len());
        let parts = lead.doc_freq.div_ceil(SHARE).clamp(1, 16);
        let part = self.documents.div_ceil(parts);
        in_order(parts as usize, |number| {
            let from = count(number).saturating_mul(part);
            let mut found = T::default();
            self.beside_within(&terms, behind, from..from.saturating_add(part), |doc, ends| {
                put(&mut found, doc, ends);
            })?;
            Ok(found)
        })
    }

    /// The same for the documents of one stretch.
    fn beside_within(
        &self,
        terms: &[(u32, TermInfo)],
        behind: u32,
        stretch: std::ops::Range<u32>,
        mut put: impl FnMut(u32, &[u32]),
    ) -> tantivy::Result<()> {
        let mut lists = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            lists.push((*offset, self.open(term)?));
        }
        let Some(((first, lead), others)) = lists.split_first_mut() else { return Ok(()) };
        let (mut begins, mut places) = (Vec::new(), Vec::new());
        if lead.doc() < stretch.start {
            lead.seek(stretch.start);
        }
        let mut doc = lead.doc();
        for round in 1_u32.. {
            if doc >= stretch.end || doc == TERMINATED {
                break;
            }
            if round % ROUND == 0 {
                self.go_on()?;
            }
            let is_in_all = others.iter_mut().all(|(_, list)| {
                if list.doc() < doc {
                    list.seek(doc);
                }
                list.doc() == doc
            });
            if is_in_all {
                lead.positions(&mut places);
                begins.clear();
                begins.extend(places.iter().filter_map(|place| place.checked_sub(*first)));
                for (offset, list) in &mut *others {
                    if begins.is_empty() {
                        break;
                    }
                    list.positions(&mut places);
                    begins.retain(|begin| places.binary_search(&(begin + *offset)).is_ok());
                }
                if !begins.is_empty() {
                    for begin in &mut begins {
                        *begin += behind;
                    }
                    put(doc, &begins);
                }
            }
            doc = lead.advance();
        }
        Ok(())
    }

    fn open(&self, term: &TermInfo) -> std::io::Result<SegmentPostings> {
        self.inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqsAndPositions)
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
