//! A document read and analysed, as it is put into the index or searched without one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::facts::{facts, tongue};
use crate::analysis::{self, Analysis};
use crate::document::{Clean, Document};
use crate::library::{Loaded, PersonEdits};
use crate::search::{Content, Facts};

/// A document that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) loaded: Loaded,
    pub(super) content: Content,
    /// What analysis found, if it was made.
    pub(super) analysis: Option<Analysis>,
}

impl Read {
    /// What can be searched of it when the user's corrections of its people count.
    pub(super) fn corrected(&self, edits: &PersonEdits) -> Result<Content, Clean> {
        let document = &self.loaded.document;
        guarded(|| Ok(Content::of(document, &known(document, self.analysis.as_ref(), edits))))
    }
}

/// Takes a document apart, and analyses it if that is asked for. One that makes the program fail has a reason, as everything
/// else that cannot be read.
pub(super) fn read(loaded: Loaded, is_analysed: bool) -> Result<Read, Clean> {
    guarded(|| {
        let analysis = is_analysed.then(|| analyse(&loaded.document)).flatten();
        Ok(Read { content: content(&loaded.document, analysis.as_ref()), analysis, loaded })
    })
}

/// As [`read`], of a document that was analysed.
pub(super) fn analysed(loaded: Loaded, analysis: Option<Analysis>) -> Result<Read, Clean> {
    guarded(|| Ok(Read { content: content(&loaded.document, analysis.as_ref()), analysis, loaded }))
}

fn content(document: &Document, analysis: Option<&Analysis>) -> Content {
    Content::of(document, &known(document, analysis, &PersonEdits::new()))
}

/// What analysis found in a document. One that makes it fail is searched by its words only.
pub(in crate::store) fn analyse(document: &Document) -> Option<Analysis> {
    catch_unwind(AssertUnwindSafe(|| analysis::analyse(document, &|| false))).ok()
}

/// What is known of a document: with its analysis all of it, without only its language.
pub(super) fn known(document: &Document, analysis: Option<&Analysis>, edits: &PersonEdits) -> Facts {
    match analysis {
        Some(analysis) => facts(document, analysis, edits),
        None => Facts { tongue: analysis::language(document).map(tongue), ..Facts::default() },
    }
}

fn guarded<T>(work: impl FnOnce() -> Result<T, Clean>) -> Result<T, Clean> {
    let failed = || Clean::line("the program fails on what is in it: internal error");
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(failed()))
}
