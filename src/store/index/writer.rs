//! Adding documents to an index and taking them out. One session at a time can.

use std::collections::HashSet;

use tantivy::index::{Index, IndexSettings};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::super::file;
use super::super::findings;
use super::directory::{Folder, Trouble, Use};
use super::place::{Held, Place, Refused};
use super::reader::Reader;
use super::schema::{Fields, schema};
use super::words::{self, Words};
use crate::document::{Clean, DocId};

/// Bytes that are gathered before they are written as one piece. Fewer pieces are merged less often.
const MEMORY: usize = 48 * 1024 * 1024;
/// Bytes of analyses that are read together. They are packed one by one.
const TOGETHER: usize = 8 * 1024;

/// Why something could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The disk or the system refuses, in the reader's words.
    Disk(Clean),
    /// The engine itself fails; it has to begin again.
    Engine(Clean),
}

impl Fault {
    /// Why, in words.
    pub(super) fn words(self) -> Clean {
        match self {
            Self::Disk(why) | Self::Engine(why) => why,
        }
    }
}

/// An index open for writing.
pub(super) struct Writer {
    engine: IndexWriter,
    fields: Fields,
    trouble: Trouble,
    place: Place,
    // Dropped last: the engine has its own locks, but in a folder that may be emptied.
    held: Held,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens the index of a library, and makes it anew when it is none, is damaged, or is of another version.
    pub(super) fn open(place: &Place) -> Result<Self, Refused> {
        let held = place.hold()?;
        place.tidy(&held);
        let is_sound = !place.is_condemned() && (place.version().is_none() || Reader::open(place).is_some());
        if is_sound && let Ok((engine, fields, trouble)) = begin(place, &held) {
            return Ok(Self { engine, fields, trouble, place: place.clone(), held });
        }
        Self::anew(place.clone(), held)
    }

    /// As `open`, with nothing in it.
    pub(super) fn rebuild(place: &Place) -> Result<Self, Refused> {
        Self::anew(place.clone(), place.hold()?)
    }

    fn anew(place: Place, held: Held) -> Result<Self, Refused> {
        place.clear(&held).map_err(|error| Refused::because(&error))?;
        match begin(&place, &held) {
            Ok((engine, fields, trouble)) => Ok(Self { engine, fields, trouble, place, held }),
            Err(why) => Err(Refused::Unusable(why)),
        }
    }

    /// Throws away what was not committed, and begins again after a fault of the engine.
    pub(super) fn again(self) -> Result<Self, Refused> {
        let Self { engine, place, held, .. } = self;
        // It holds locks of its own.
        drop(engine);
        match begin(&place, &held) {
            Ok((engine, fields, trouble)) => Ok(Self { engine, fields, trouble, place, held }),
            Err(why) => Err(Refused::Unusable(why)),
        }
    }

    /// The fields to fill.
    pub(super) const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The documents in the index.
    pub(super) fn known(&self) -> HashSet<DocId> {
        Reader::open(&self.place).map(|reader| reader.documents().collect()).unwrap_or_default()
    }

    /// Adds a document. Waits while the engine is behind.
    pub(super) fn add(&self, document: TantivyDocument) -> Result<(), Fault> {
        self.engine.add_document(document).map(|_| ()).map_err(|error| self.why(&error))
    }

    /// Takes a document out.
    pub(super) fn remove(&self, id: DocId) {
        let (first, _) = super::form::halves(id);
        self.engine.delete_term(Term::from_field_u64(self.fields.first, first));
    }

    /// Makes everything so far lasting and visible.
    pub(super) fn commit(&mut self) -> Result<(), Fault> {
        self.engine.commit().map(|_| ()).map_err(|error| self.why(&error))
    }

    /// Waits until pieces that are being joined are whole, and all of it is on disk.
    pub(super) fn finish(self) -> Result<(), Fault> {
        let Self { engine, place, mut held, .. } = self;
        // What is not joined now is joined next time.
        let _ = engine.wait_merging_threads();
        place.secure(&mut held).map_err(|error| Fault::Disk(Clean::line(&file::refusal(&error))))
    }

    fn why(&self, error: &tantivy::TantivyError) -> Fault {
        self.trouble
            .take()
            .map_or_else(|| Fault::Engine(Clean::line(&error.to_string())), |why| Fault::Disk(Clean::line(&why)))
    }
}

type Begun = (IndexWriter, Fields, Trouble);

fn begin(place: &Place, held: &Held) -> Result<Begun, Clean> {
    let folder = Folder::open(&place.folder(), Use::Write).map_err(|error| Clean::line(&error.to_string()))?;
    let trouble = folder.trouble();
    engine(folder, held)
        .map(|(writer, fields)| (writer, fields, trouble.clone()))
        .map_err(|error| Clean::line(&trouble.take().unwrap_or_else(|| error.to_string())))
}

fn engine(folder: Folder, held: &Held) -> tantivy::Result<(IndexWriter, Fields)> {
    let (schema, fields) = schema(findings::VERSION);
    let settings =
        IndexSettings { docstore_blocksize: TOGETHER, docstore_compress_dedicated_thread: false, ..Default::default() };
    let index = Index::builder().schema(schema).settings(settings).open_or_create(folder)?;
    index.tokenizers().register(words::NAME, Words::default());
    if held.was_interrupted && !index.validate_checksum()?.is_empty() {
        return Err(tantivy::TantivyError::InternalError("files of the index are damaged".to_owned()));
    }
    let options = IndexWriterOptions::builder()
        .memory_budget_per_thread(MEMORY)
        .num_worker_threads(1)
        .num_merge_threads(1)
        .build();
    Ok((index.writer_with_options(options)?, fields))
}
