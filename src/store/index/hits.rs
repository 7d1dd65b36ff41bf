//! The places in documents where they have what was looked for.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::load::{Amount, load};
use super::facts::facts;
use super::finder::Finder;
use super::kept;
use super::lately::Read;
use super::read;
use crate::document::{Clean, DocId, Document};
use crate::library::{Corrections, EntryId, Loaded, Origin, PersonEdits};
use crate::search::{Facts, Hit, Query};

impl Finder {
    /// The places in some documents where they have what is looked for; none in what cannot be read. Where the query needs
    /// an analysis it is taken from the index, if that was opened.
    pub(crate) fn snippets(
        &self,
        query: &Query,
        corrections: Option<&Corrections>,
        entries: &[(EntryId, Origin)],
        limit: usize,
        stale: &dyn Fn() -> bool,
    ) -> Vec<(EntryId, Vec<Hit>)> {
        let wanted = entries.iter().take_while(|_| !stale());
        let hits = |origin| self.lately.load(origin).map(|read| self.hits_in(query, corrections, &read, limit));
        wanted.map(|(entry, origin)| (*entry, hits(origin).unwrap_or_default())).collect()
    }

    /// A document with the first places where it has what is looked for. The error is the reason in the reader's words.
    pub(crate) fn hits(
        &self,
        query: &Query,
        corrections: Option<&Corrections>,
        origin: &Origin,
        limit: usize,
    ) -> Result<(Loaded, Vec<Hit>), Clean> {
        let read = Read::new(load(origin, Amount::Whole)?);
        let hits = self.hits_in(query, corrections, &read, limit);
        Ok((read.loaded, hits))
    }

    fn hits_in(&self, query: &Query, corrections: Option<&Corrections>, read: &Read, limit: usize) -> Vec<Hit> {
        let (id, document) = (read.loaded.id, &read.loaded.document);
        let none = PersonEdits::new();
        let edits = corrections.and_then(|corrections| corrections.get(id)).unwrap_or(&none);
        let hits = catch_unwind(AssertUnwindSafe(|| {
            let analysis = query.needs_analysis().then(|| self.analysis(id, document)).flatten();
            let facts = match &analysis {
                Some(analysis) => facts(document, analysis, edits),
                // What is known without an analysis is the language.
                None if query.has_forms() => Facts { tongue: read.tongue(), ..Facts::default() },
                None => Facts::default(),
            };
            query.hits(document, &facts, limit)
        }));
        hits.unwrap_or_default()
    }

    /// What analysis found in a document: from the index if it is there, else made now.
    pub(crate) fn analysis(&self, id: DocId, document: &Document) -> Option<crate::analysis::Analysis> {
        let kept = self.covered.as_ref().and_then(|covered| {
            let bytes = catch_unwind(AssertUnwindSafe(|| covered.reader.analysis(id))).ok()?.ok()??;
            catch_unwind(AssertUnwindSafe(|| kept::read(&bytes, document))).ok()?
        });
        kept.or_else(|| read::analyse(document))
    }
}
