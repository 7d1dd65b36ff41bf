//! What is found in documents with this version of the program, told in one number.
//!
//! The catalogue keeps heads, and the index texts and analyses with addresses in them. Whatever was saved by a version that
//! finds something else, or writes it otherwise, is made anew.

use crate::document::DocId;

/// The beginning of the hash of what is found in a set of texts. A test holds it: a number that is to be counted up by hand
/// would be forgotten.
pub(super) const VERSION: &str = "e4b321950c205ddb8b083466ee64b917";

/// [`VERSION`] as bytes.
pub(super) fn version() -> [u8; 16] {
    VERSION.parse::<DocId>().map_or([0; 16], |version| version.0)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "reads the texts of the development set")]
mod tests {
    use std::path::Path;

    use super::super::head::head;
    use super::super::load::{Amount, load};
    use super::super::seeds::SEEDS;
    use super::*;
    use crate::analysis;
    use crate::document::Clean;
    use crate::library::Origin;

    /// Adds what is found in a text.
    fn add(hasher: &mut blake3::Hasher, name: &'static str, bytes: &'static [u8]) {
        let origin = Origin::Embedded { name, bytes };
        let head = head(&origin, &Clean::line(name), bytes.len() as u64, &|_| None, None).unwrap();
        let document = load(&origin, Amount::Whole).unwrap().document;
        let analysis = analysis::analyse(&document, &|| false);
        hasher.update(format!("{head:?} {document:?} {analysis:?}").as_bytes());
    }

    #[test]
    fn a_change_of_what_is_found_in_documents_has_another_version() {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in SEEDS {
            add(&mut hasher, name, bytes);
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/development");
        let mut texts: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        texts.retain(|path| path.extension().is_some_and(|end| end == "txt"));
        texts.sort();
        assert!(texts.len() > 50);
        for path in texts {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned().leak();
            add(&mut hasher, name, std::fs::read(&path).unwrap().leak());
        }
        let found = hasher.finalize().to_hex();
        assert_eq!(VERSION, &found[..32], "put the right-hand side into VERSION");
    }
}
