//! The documents whose hits were looked for last, as they were read. The next letter finds mostly the same ones best, and
//! making a document of a file takes twenty times as long as reading its bytes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::super::load::{Amount, bytes};
use super::read;
use crate::document::Clean;
use crate::library::{Loaded, Origin, PersonEdits};
use crate::search::Tongue;

/// Documents that are kept: those of a few screens.
const MOST: usize = 32;
/// Bytes of the files of all of them, and of one.
const BYTES: u64 = 128 * 1024;
const LARGEST: u64 = BYTES / 4;

/// The documents.
#[derive(Debug, Default)]
pub(super) struct Lately {
    /// The last one that was wanted comes last.
    known: Mutex<VecDeque<Known>>,
}

#[derive(Debug)]
struct Known {
    origin: Origin,
    length: u64,
    document: Arc<Read>,
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) loaded: Loaded,
    tongue: OnceLock<Option<Tongue>>,
}

impl Read {
    pub(super) const fn new(loaded: Loaded) -> Self {
        Self { loaded, tongue: OnceLock::new() }
    }

    /// Its language, which is found out once: that takes longer than finding words.
    pub(super) fn tongue(&self) -> Option<Tongue> {
        *self.tongue.get_or_init(|| read::known(&self.loaded.document, None, &PersonEdits::new()).tongue)
    }
}

impl Lately {
    /// Reads a document. Its bytes are read every time: nothing else tells whether it still is what it was. The error is the
    /// reason in the reader's words.
    pub(super) fn load(&self, origin: &Origin) -> Result<Arc<Read>, Clean> {
        let bytes = bytes(origin, Amount::Whole)?;
        let length = bytes.length();
        // The identity of a large one says nothing about its middle.
        let is_kept = length <= LARGEST;
        let id = bytes.id();
        if is_kept {
            let mut known = self.known();
            // What a file is taken for is told by its name as well.
            let at = known.iter().position(|known| known.document.loaded.id == id && known.origin == *origin);
            if let Some(found) = at.and_then(|at| known.remove(at)) {
                let document = Arc::clone(&found.document);
                known.push_back(found);
                return Ok(document);
            }
        }
        let document = Arc::new(Read::new(bytes.into_document(origin)?));
        if is_kept {
            let mut known = self.known();
            known.push_back(Known { origin: origin.clone(), length, document: Arc::clone(&document) });
            while known.len() > MOST || known.iter().map(|known| known.length).sum::<u64>() > BYTES {
                known.pop_front();
            }
        }
        Ok(document)
    }

    fn known(&self) -> MutexGuard<'_, VecDeque<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::load::load;
    use super::super::super::scratch::Scratch;
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a file that vanishes")]
    fn what_was_read_before_is_what_is_read_now() {
        let scratch = Scratch::new();
        let path = scratch.write("a.md", "# One\n\nThe port is shut.\n");
        let origin = Origin::File(path.clone());
        let lately = Lately::default();
        let first = lately.load(&origin).unwrap();
        assert!(Arc::ptr_eq(&first, &lately.load(&origin).unwrap()));
        scratch.write("a.md", "# Two\n\nThe port is open.\n");
        let second = lately.load(&origin).unwrap();
        let whole = load(&origin, Amount::Whole).unwrap();
        assert_eq!((second.loaded.id, &second.loaded.document), (whole.id, &whole.document));
        assert_ne!(first.loaded.document, second.loaded.document);
        let other = Origin::File(scratch.write("a.txt", "# Two\n\nThe port is open.\n"));
        let named = lately.load(&other).unwrap();
        assert_eq!(named.loaded.document, load(&other, Amount::Whole).unwrap().document);
        assert_ne!(
            named.loaded.document, second.loaded.document,
            "the same bytes under another name are another format"
        );
        std::fs::remove_file(path).unwrap();
        assert!(lately.load(&origin).is_err());
    }

    #[test]
    fn no_more_is_kept_than_a_few_screens() {
        let scratch = Scratch::new();
        let lately = Lately::default();
        let large = usize::try_from(LARGEST).unwrap();
        for (name, length) in [("large.txt", large + 1), ("just.txt", large)] {
            let origin = Origin::File(scratch.write(name, "a ".repeat(length).split_at(length).0));
            lately.load(&origin).unwrap();
        }
        assert_eq!(lately.known().iter().map(|known| known.length).collect::<Vec<_>>(), [LARGEST]);
        for number in 0..MOST {
            lately.load(&Origin::File(scratch.write(format!("{number}.txt"), number.to_string()))).unwrap();
        }
        assert_eq!(lately.known().len(), MOST);
        for number in 0..9 {
            let text = number.to_string().repeat(large);
            lately.load(&Origin::File(scratch.write(format!("{number}.txt"), text))).unwrap();
        }
        assert!(lately.known().iter().map(|known| known.length).sum::<u64>() <= BYTES);
        assert!(lately.known().len() < MOST && lately.known().back().is_some_and(|last| last.length == LARGEST));
    }
}
