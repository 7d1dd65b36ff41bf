//! A document that was read and analysed elsewhere, as it is handed to whoever puts it into the index: in another process.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::worker::{packed, unpacked};
use super::kept;
use super::read::{Read, analysed};
use crate::analysis::Analysis;
use crate::document::{DocId, Document};
use crate::library::Loaded;

/// A document and its analysis. Of its encoding, its format and what there is to tell the reader of them the index has nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ready {
    pub(crate) document: Vec<u8>,
    pub(crate) analysis: Vec<u8>,
}

impl Ready {
    /// Nothing when it would not come out as it was; then it is read again.
    pub(crate) fn of(loaded: Loaded, analysis: &Analysis) -> Option<Self> {
        let document = Document { warnings: Vec::new(), ..loaded.document };
        let kept = || Some(Self { document: packed(&document), analysis: kept::write(analysis, &document)? });
        catch_unwind(AssertUnwindSafe(kept)).ok()?
    }

    /// The document with this content; nothing when it is none.
    pub(super) fn read(&self, id: DocId) -> Option<Read> {
        let made = || {
            let document = unpacked(&self.document)?;
            let analysis = kept::read(&self.analysis, &document)?;
            analysed(Loaded { id, document, complete: true }, Some(analysis)).ok()
        };
        catch_unwind(AssertUnwindSafe(made)).ok()?
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "reads the texts of the development set")]
mod tests {
    use std::path::Path;

    use super::super::super::load::{Amount, load};
    use super::super::super::seeds::SEEDS;
    use super::super::form;
    use super::super::read::read;
    use super::super::schema::schema;
    use super::*;
    use crate::library::Origin;

    /// A document goes into the index by this way as it does by reading it there.
    fn check(name: &'static str, bytes: &'static [u8]) {
        let loaded = load(&Origin::Embedded { name, bytes }, Amount::Whole).unwrap();
        let whole = read(loaded.clone(), true).unwrap();
        let ready = Ready::of(loaded, whole.analysis.as_ref().unwrap()).unwrap().read(whole.loaded.id).unwrap();
        assert_eq!(ready.analysis, whole.analysis, "{name}");
        let (_, fields) = schema("0");
        let form = |read: &Read| form::document(&fields, read.loaded.id, &read.content, b"");
        assert_eq!(form(&ready), form(&whole), "{name}");
    }

    #[test]
    fn what_was_read_elsewhere_goes_in_as_if_it_were_read_here() {
        for (name, bytes) in SEEDS {
            check(name, bytes);
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/development");
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            check("text.txt", bytes.leak());
        }
        check("notes.md", b"---\ntitle: Port\ntags: [a, b]\n---\n# *Notes*\n\n> \xe2\x80\x9cNo,\xe2\x80\x9d said [Ana Ruiz](http://a.example).\n\n- 1,200 boats\n");
        check("page.html", b"<title>Port</title><h1>Port</h1><p>It was <b>shut</b>, said Ana Ruiz on 3 May 2024.</p>");
        check("latin.txt", b"El alcalde Jos\xe9 N\xfa\xf1ez habl\xf3 \x1b[31mcon Ana Ruiz.\n");
    }

    #[test]
    fn what_is_damaged_is_nothing() {
        let loaded = load(&Origin::Stdin(b"A text.\n".as_slice().into()), Amount::Whole).unwrap();
        let id = loaded.id;
        let whole = read(loaded.clone(), true).unwrap();
        let ready = Ready::of(loaded, &whole.analysis.unwrap()).unwrap();
        assert!(ready.read(id).is_some());
        let (mut document, mut analysis) = (ready.clone(), ready);
        document.document.pop();
        analysis.analysis.pop();
        assert!(document.read(id).is_none() && analysis.read(id).is_none());
    }
}
