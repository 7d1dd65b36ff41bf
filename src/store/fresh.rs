//! What was just read for the list and waits for the index, so that a file that changes while a session lasts is read once.
//!
//! It is a few texts for a short time: whatever is not here any more when the index wants it is read by that. When a whole
//! folder is new, its titles are wanted as soon as can be, and nothing is kept of what is read for them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::head::Taker;
use super::index::Ready;
use crate::analysis::Analysis;
use crate::document::DocId;
use crate::library::Loaded;

/// So many files that are read together are few, with so many bytes: to analyse them keeps nobody waiting for their rows.
const FEW: (usize, u64) = (64, 512 * 1024);

/// Bytes that wait, at most. What is older goes first: where another session has the index, nobody comes for it.
const MOST: usize = 1024 * 1024;

/// Bytes of the largest file of which something waits: analysing it would be felt.
const LARGEST: u64 = 128 * 1024;

/// What was just read. Copies are the same memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fresh(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    /// Whether there is somebody who comes for it.
    is_wanted: bool,
    /// The oldest first.
    read: VecDeque<Read>,
}

#[derive(Debug)]
struct Read {
    id: DocId,
    ready: Box<Ready>,
    /// Whether somebody came for it.
    is_given: bool,
}

impl Read {
    fn bytes(&self) -> usize {
        self.ready.document.len() + self.ready.analysis.len()
    }
}

impl PartialEq for Fresh {
    fn eq(&self, _: &Self) -> bool {
        // What happens to wait does not make other targets of them.
        true
    }
}

impl Fresh {
    /// From now on somebody comes for it.
    pub(crate) fn want(&self) {
        self.waiting().is_wanted = true;
    }

    /// What was read of a content. It stays here: whoever comes for it may be called off.
    pub(crate) fn give(&self, id: DocId) -> Option<Box<Ready>> {
        let mut waiting = self.waiting();
        let read = waiting.read.iter_mut().find(|read| read.id == id)?;
        read.is_given = true;
        Some(read.ready.clone())
    }

    /// Lets go of what was given: it is where it should be.
    pub(crate) fn let_go(&self) {
        self.waiting().read.retain(|read| !read.is_given);
    }

    /// Who takes what is read of files of these sizes; nobody when nobody comes for it, or they are many.
    pub(super) fn taker(&self, files: impl Iterator<Item = u64>) -> Option<&dyn Taker> {
        let mut files = files.filter(|bytes| *bytes <= LARGEST);
        let are_few = files.try_fold((0, 0), |(count, bytes), more| {
            let all = (count + 1, bytes + more);
            (all.0 <= FEW.0 && all.1 <= FEW.1).then_some(all)
        });
        (are_few.is_some() && self.waiting().is_wanted).then_some(self)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taker for Fresh {
    fn wants(&self, id: DocId, bytes: u64, is_listed: bool) -> bool {
        // What is listed is most likely indexed.
        !is_listed && bytes <= LARGEST && !self.waiting().read.iter().any(|read| read.id == id)
    }

    fn take(&self, loaded: Loaded, analysis: Option<Analysis>) {
        let id = loaded.id;
        // What cannot be analysed is the index's to tell of.
        let Some(ready) = analysis.and_then(|analysis| Ready::of(loaded, &analysis)) else { return };
        let mut waiting = self.waiting();
        waiting.read.push_back(Read { id, ready: Box::new(ready), is_given: false });
        let mut all: usize = waiting.read.iter().map(Read::bytes).sum();
        while all > MOST || waiting.read.len() > FEW.0 {
            let Some(oldest) = waiting.read.pop_front() else { return };
            all -= oldest.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::load::{Amount, load};
    use super::*;
    use crate::analysis::analyse;
    use crate::library::Origin;

    fn read(text: &str) -> Loaded {
        load(&Origin::Stdin(text.as_bytes().into()), Amount::Whole).unwrap()
    }

    fn taker(fresh: &Fresh) -> &dyn Taker {
        fresh.taker(std::iter::once(9)).unwrap()
    }

    fn give(fresh: &Fresh, text: &str) -> DocId {
        let loaded = read(text);
        let (id, analysis) = (loaded.id, analyse(&loaded.document, &|| false));
        taker(fresh).take(loaded, Some(analysis));
        id
    }

    #[test]
    fn nothing_waits_where_nobody_comes_for_it_or_much_is_read_at_once() {
        let fresh = Fresh::default();
        let is_taken = |files: usize, bytes| fresh.taker(std::iter::repeat_n(bytes, files)).is_some();
        assert!(!is_taken(1, 9));
        fresh.want();
        assert!(is_taken(FEW.0, 9) && !is_taken(FEW.0 + 1, 9));
        let part = FEW.1 / 8;
        assert!(is_taken(8, part) && !is_taken(9, part));
        assert!(is_taken(1_000_000, LARGEST + 1), "which it does not want");
    }

    #[test]
    fn what_waits_is_there_once_and_the_oldest_makes_room() {
        let fresh = Fresh::default();
        fresh.want();
        let text = "Ana Ruiz told the council that 1,200 boats had left.\n";
        let first = give(&fresh, text);
        let taker = taker(&fresh);
        assert!(!taker.wants(first, 9, false) && !taker.wants(DocId([7; 16]), 9, true));
        assert!(taker.wants(DocId([7; 16]), LARGEST, false) && !taker.wants(DocId([7; 16]), LARGEST + 1, false));
        let found = fresh.give(first).unwrap();
        let loaded = read(text);
        let analysis = analyse(&loaded.document, &|| false);
        assert_eq!(Some(*found), Ready::of(loaded, &analysis));
        assert!(fresh.give(first).is_some(), "who came for it may have been called off");
        let second = give(&fresh, "Another text.\n");
        fresh.let_go();
        assert!(fresh.give(first).is_none() && fresh.give(second).is_some());
        let large = MOST / text.len() * 2 / 5;
        let ids: Vec<DocId> = (0..4).map(|number| give(&fresh, &format!("{number} {}", text.repeat(large)))).collect();
        let is_there: Vec<bool> = ids.into_iter().map(|id| fresh.give(id).is_some()).collect();
        assert_eq!(is_there, [false, false, true, true], "two halves have room");
        let ids: Vec<DocId> = (0..=FEW.0).map(|number| give(&fresh, &format!("{text}{number}"))).collect();
        assert!(fresh.give(ids[0]).is_none() && ids[1..].iter().all(|id| fresh.give(*id).is_some()));
    }
}
