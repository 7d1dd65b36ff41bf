//! Ranking a long list by what is typed, on all cores, while the next letter is awaited.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use crate::app::{Asker, Msg};
use crate::search::{Ask, Means, Ranked, Ranker};

/// Threads at most: the screen wants a core too where there are many.
const MOST_THREADS: usize = 8;

/// Ranks, and hands in the best so far and then all.
pub(super) fn run(
    ranker: &Mutex<Ranker>,
    asker: Asker,
    ask: Ask,
    stale: &(dyn Fn() -> bool + Sync),
    hand_in: &mut dyn FnMut(Msg),
) {
    let query = ask.query.clone();
    let mut tell = |ranked: Ranked| hand_in(Msg::Ranked { asker, query: query.clone(), ranked });
    let means = Means { stale, spread: &spread };
    // One thread ranks; what a panic left half done is taken up anew with the next library.
    ranker.lock().unwrap_or_else(PoisonError::into_inner).rank(ask, means, &mut tell);
}

/// Runs pieces of work on all cores.
fn spread(count: usize, work: &(dyn Fn(usize) + Sync)) {
    // The system is asked once: it reads files to answer.
    static CORES: OnceLock<usize> = OnceLock::new();
    let cores = *CORES.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get));
    let threads = cores.min(MOST_THREADS).min(count);
    let next = AtomicUsize::new(0);
    let all = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            work(number);
        }
    };
    thread::scope(|scope| {
        // A thread that cannot be had is no reason to fail: this one does it all.
        let helpers: Vec<_> =
            (1..threads).map(|_| thread::Builder::new().name("rank".to_owned()).spawn_scoped(scope, all)).collect();
        all();
        drop(helpers);
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Clean;
    use crate::library::{Entry, EntryId, Library, Origin, Status};

    #[test]
    fn every_piece_of_work_is_done_once() {
        let done: Vec<AtomicUsize> = (0..500).map(|_| AtomicUsize::new(0)).collect();
        spread(500, &|number| {
            done[number].fetch_add(1, Ordering::Relaxed);
        });
        assert!(done.iter().all(|count| count.load(Ordering::Relaxed) == 1));
    }

    #[test]
    fn the_answer_names_its_question() {
        let entry = |name: &str| Entry {
            origin: Origin::File(name.into()),
            name: Clean::line(name),
            size: 1,
            modified: None,
            added: None,
            status: Status::Found,
        };
        let library = Library::of(&[entry("plan.txt"), entry("port.txt")]);
        let documents = Arc::new(vec![EntryId(0), EntryId(1)]);
        let ask = Ask { library, documents, labels: Arc::default(), query: "port".to_owned() };
        let mut msgs = Vec::new();
        run(&Mutex::default(), Asker::List, ask, &|| false, &mut |msg| msgs.push(msg));
        let [Msg::Ranked { asker: Asker::List, query, ranked }] = msgs.as_slice() else { panic!("{msgs:?}") };
        assert_eq!((query.as_str(), ranked.rows.as_slice(), ranked.is_done), ("port", &[1][..], true));
    }
}
