//! An index as it stood when it was opened: its pieces, the documents in them, and what was found in each by analysis.

use tantivy::index::{Index, SegmentReader};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::super::findings;
use super::directory::{Folder, Use};
use super::form;
use super::place::{Place, Version};
use super::schema::{Fields, schema};
use super::words::{self, Words};
use crate::document::DocId;

/// Blocks of analyses that are kept once they were read.
const KEPT: usize = 4;

/// An index open for searching. What others write later is not in it.
pub(crate) struct Reader {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    /// Identities of the documents of each piece, by their number; nothing for those that were taken out.
    pub(super) pieces: Vec<Vec<Option<DocId>>>,
    version: Option<Version>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("pieces", &self.pieces.len()).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens the index of a library; nothing when there is none that this version can read.
    pub(crate) fn open(place: &Place) -> Option<Self> {
        let version = place.version();
        if version.is_none() || place.is_condemned() {
            return None;
        }
        Self::of(place, version).ok()
    }

    /// Whether somebody has changed the index since it was opened.
    pub(crate) fn is_outdated(&self, place: &Place) -> bool {
        place.version() != self.version
    }

    fn of(place: &Place, version: Option<Version>) -> tantivy::Result<Self> {
        let (searcher, fields) = open(place)?;
        let pieces = searcher.segment_readers().iter().map(documents).collect::<tantivy::Result<_>>()?;
        Ok(Self { searcher, fields, pieces, version })
    }

    /// The documents in the index.
    pub(crate) fn documents(&self) -> impl Iterator<Item = DocId> {
        self.pieces.iter().flatten().copied().flatten()
    }

    /// What analysis found in a document, as it was put in.
    pub(crate) fn analysis(&self, id: DocId) -> tantivy::Result<Option<Vec<u8>>> {
        let (first, _) = form::halves(id);
        let term = Term::from_field_u64(self.fields.first, first);
        for (piece, documents) in self.searcher.segment_readers().iter().zip(&self.pieces) {
            let inverted = piece.inverted_index(self.fields.first)?;
            let Some(mut list) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            let mut number = list.doc();
            while number != TERMINATED {
                if documents.get(number as usize) == Some(&Some(id)) {
                    let found: TantivyDocument = piece.get_store_reader(KEPT)?.get(number)?;
                    return Ok(found
                        .get_first(self.fields.analysis)
                        .and_then(|value| value.as_bytes().map(<[u8]>::to_vec)));
                }
                number = list.advance();
            }
        }
        Ok(None)
    }
}

/// How many contents there are, and what their identities add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum {
    contents: u64,
    all: u128,
}

impl Sum {
    /// Of these.
    pub(super) fn of(contents: impl Iterator<Item = DocId>) -> Self {
        contents.fold(Self::default(), |sum, id| Self {
            contents: sum.contents + 1,
            all: sum.all.wrapping_add(u128::from_be_bytes(id.0)),
        })
    }
}

/// What the identities of the documents in an index add up to; nothing when there is none that this version can read.
pub(super) fn sum(place: &Place) -> Option<Sum> {
    let searcher = readable(place)?;
    let pieces: tantivy::Result<Vec<_>> = searcher.segment_readers().iter().map(numbered).collect();
    Some(Sum::of(pieces.ok()?.into_iter().flatten().flatten()))
}

fn readable(place: &Place) -> Option<Searcher> {
    let is_readable = place.version().is_some() && !place.is_condemned();
    is_readable.then(|| open(place).ok()).flatten().map(|(searcher, _)| searcher)
}

/// The identities of the documents in an index, piece by piece, in order; nothing when there is none that this version can
/// read. Nothing else of it is kept.
pub(super) fn identities(place: &Place) -> Option<Vec<Vec<DocId>>> {
    let searcher = readable(place)?;
    let sorted = |piece: &SegmentReader| {
        let mut known = Vec::with_capacity(piece.num_docs() as usize);
        known.extend(numbered(piece)?.flatten());
        known.sort_unstable();
        Ok(known)
    };
    searcher.segment_readers().iter().map(sorted).collect::<tantivy::Result<_>>().ok()
}

fn open(place: &Place) -> tantivy::Result<(Searcher, Fields)> {
    let folder = Folder::open(&place.folder(), Use::Read)?;
    let (schema, fields) = schema(findings::VERSION);
    let index = Index::open(folder)?;
    if index.schema() != schema {
        return Err(tantivy::TantivyError::SchemaError("another version".to_owned()));
    }
    index.tokenizers().register(words::NAME, Words::default());
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(KEPT);
    Ok((reader.try_into()?.searcher(), fields))
}

/// The identities of the documents of a piece, by their number.
fn documents(piece: &SegmentReader) -> tantivy::Result<Vec<Option<DocId>>> {
    Ok(numbered(piece)?.collect())
}

fn numbered(piece: &SegmentReader) -> tantivy::Result<impl Iterator<Item = Option<DocId>> + '_> {
    let (first, last) = (piece.fast_fields().u64("first")?, piece.fast_fields().u64("last")?);
    let id = move |number| Some(form::joined(first.first(number)?, last.first(number)?));
    Ok((0..piece.max_doc()).map(move |number| id(number).filter(|_| !piece.is_deleted(number))))
}
