//! What the index promises, whatever is asked of whatever documents: it finds what `Query::fit` accepts, and says how well it
//! fits as `rank::score` does.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "of tests and fuzz targets alone")]

use super::covered::Covered;
use super::form;
use super::place::Place;
use super::rank::{self, Share, Total};
use super::reader::Reader;
use super::writer::Writer;
use crate::document::{Block, BlockKind, CalendarDate, Clean, DateOrigin, DocId, Document, DocumentDate};
use crate::search::{Content, EntryFacts, Facts, Fit, Flags, Named, Query, Today, Tongue};
use crate::store::scratch::Scratch;

/// Documents made of what a fuzzer gives; more show nothing that these do not.
const MOST: usize = 12;

/// A document with what is known of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) document: Document,
    pub(super) facts: Facts,
    pub(super) path: String,
    pub(super) added: Option<i64>,
    pub(super) marks: Flags,
}

impl Known {
    pub(super) fn content(&self) -> Content {
        Content::of(&self.document, &self.facts)
    }

    pub(super) fn entry(&self) -> EntryFacts<'_> {
        EntryFacts { path: &self.path, added: self.added, marks: self.marks }
    }
}

/// Panics when a promise is broken. Up to the first zero byte stands the query, behind each a document.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let query = parts.next().unwrap_or_default();
    let documents: Vec<Known> = parts.take(MOST).map(known).collect();
    if documents.is_empty() {
        return;
    }
    let scratch = Scratch::new();
    let mut covered = index(&documents, &scratch);
    let queries = [Query::parse(query, today()), Query::typing(query, today())];
    for query in &queries {
        check_found(&mut covered, &documents, &[], query);
        check_looser(&mut covered, &documents, &[], query);
    }
    let mut covered = without(&[0], &scratch);
    for query in &queries {
        check_found(&mut covered, &documents, &[0], query);
        check_looser(&mut covered, &documents, &[0], query);
    }
}

/// A document as a fuzzer tells it: what it is in the bits of the first sign, then lines, some of which are more than text.
fn known(text: &str) -> Known {
    let mut signs = text.chars();
    let bits = signs.next().map_or(0, u32::from);
    let is = |bit: u32| bits >> bit & 1 == 1;
    let mut known = Known { path: "inbox/a.txt".to_owned(), ..Known::default() };
    known.facts.tongue = if is(0) { Some(Tongue::English) } else { is(1).then_some(Tongue::Spanish) };
    (known.facts.has_figures, known.facts.has_quotes) = (is(2), is(3));
    known.marks = Flags { is_read: is(4), is_bookmarked: is(5), is_noted: is(6), is_tagged: is(7) };
    known.added = is(8).then_some(1_729_900_000);
    for line in signs.as_str().lines() {
        let told = |prefix: &str| line.strip_prefix(prefix).map(Clean::line);
        let named = |form| Named { forms: vec![form], places: Vec::new(), is_author: is(9) };
        if let Some(title) = told("T:") {
            known.document.meta.title = Some(title);
        } else if let Some(author) = told("A:") {
            known.document.meta.authors.push(author);
        } else if let Some(source) = told("O:") {
            known.document.meta.source = Some(source);
        } else if let Some(form) = told("P:") {
            known.facts.people.push(named(form));
        } else if let Some(form) = told("S:") {
            known.facts.speakers.push(named(form));
        } else if let Some(form) = told("R:") {
            known.facts.roles.push(named(form));
        } else if let Some(days) = told("D:") {
            let day = u32::try_from(days.chars().count()).unwrap_or_default();
            let value = CalendarDate::of(2024 + day / 28 % 2, Some(1 + day / 9 % 12), Some(1 + day % 28));
            known.document.meta.date =
                value.map(|value| DocumentDate { value, origin: DateOrigin::Header, certain: true, at: None });
        } else if let Some(path) = line.strip_prefix("F:") {
            path.clone_into(&mut known.path);
        } else {
            let (kind, text) = match line.strip_prefix("B:") {
                Some(text) => (BlockKind::Boilerplate, text),
                None => (BlockKind::Paragraph, line),
            };
            known.document.blocks.push(Block::new(kind, Clean::line(text)));
        }
    }
    known
}

fn id(number: usize) -> DocId {
    DocId::of(&number.to_le_bytes())
}

pub(super) fn today() -> Today {
    Today::at(1_730_000_000)
}

/// An index of some documents, in several pieces.
pub(super) fn index(documents: &[Known], scratch: &Scratch) -> Covered {
    let place = Place::of(scratch.root());
    let mut writer = Writer::open(&place).unwrap();
    for (number, known) in documents.iter().enumerate() {
        writer.add(form::document(writer.fields(), id(number), &known.content(), b"analysis")).unwrap();
        if number == documents.len() / 2 {
            writer.commit().unwrap();
        }
    }
    writer.commit().unwrap();
    Covered::new(Reader::open(&place).unwrap())
}

/// The same index without some of the documents.
pub(super) fn without(taken_out: &[usize], scratch: &Scratch) -> Covered {
    let place = Place::of(scratch.root());
    let mut writer = Writer::open(&place).unwrap();
    for number in taken_out {
        writer.remove(id(*number));
    }
    writer.commit().unwrap();
    Covered::new(Reader::open(&place).unwrap())
}

/// Checks what is counted of the queries that ask for less.
pub(super) fn check_looser(covered: &mut Covered, documents: &[Known], taken_out: &[usize], query: &Query) {
    let looser = query.looser();
    let counts = covered.counts(&looser, &|| false).unwrap().unwrap();
    for (number, known) in documents.iter().enumerate().filter(|(number, _)| !taken_out.contains(number)) {
        let (content, entry) = (known.content(), known.entry());
        let at = covered.address_of(id(number)).unwrap();
        for (less, found) in looser.iter().zip(counts.found(at, &entry)) {
            let expected = less.query.fit(&content, &entry).is_some();
            assert_eq!(found, expected, "{} in {known:?}", less.query.canonical());
        }
    }
}

/// Checks one query against all documents: what is found, how, and how well.
pub(super) fn check_found(covered: &mut Covered, documents: &[Known], taken_out: &[usize], query: &Query) {
    let ways = rank::ways(query);
    let sets = covered.sets(query, &ways, &|| false).unwrap().unwrap();
    let (mut total, mut shares) = (Total::new(ways.len()), Vec::new());
    for (number, known) in documents.iter().enumerate() {
        let content = known.content();
        let share: Vec<Share> = ways.iter().map(|way| way.share(&content)).collect();
        if !taken_out.contains(&number) {
            total.add(&ways, &share, &content);
        }
        shares.push(share);
        let fit = if query.is_empty() { None } else { query.fit(&content, &known.entry()) };
        let found = match covered.address_of(id(number)) {
            _ if query.is_empty() => None,
            Some(at) => sets.take(at, &known.entry()).map(|is_exact| if is_exact { Fit::Exact } else { Fit::Stems }),
            None => None,
        };
        let expected = fit.filter(|_| !taken_out.contains(&number));
        assert_eq!(found, expected, "{} in {known:?}", query.canonical());
    }
    if !taken_out.is_empty() {
        return;
    }
    assert_eq!(sets.total, total, "{}", query.canonical());
    let rates = total.rates(&ways);
    let scores = sets.scores(&rates);
    for (number, share) in shares.iter().enumerate() {
        let at = covered.address_of(id(number)).unwrap();
        if sets.take(at, &documents[number].entry()).is_some() {
            let (found, expected) = (scores[at.0 as usize], rank::score(&rates, share));
            let is_near = (found - expected).abs() <= expected.abs() * 1e-4;
            assert!(is_near, "{found} {expected} {}", query.canonical());
        }
    }
}
