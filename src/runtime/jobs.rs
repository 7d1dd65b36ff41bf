//! What the core wants done that takes time: one worker a kind of job.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::indexing::{self, Gate};
use super::rank;
use super::report::{Outbox, Slot};
use super::worker::{Desk, Job, Worker};
use crate::analysis;
use crate::app::{Asker, MOST_SNIPPETS, Msg};
use crate::document::Clean;
use crate::library::{Corrections, EntryId, Library, Loaded, Origin};
use crate::search::{self, Ask, Query, Ranker, Request, Tongue};
use crate::store::{self, Amount, Finder, Lookout, Place, Relief, Targets};

/// Hits in one document that are handed in; nobody steps through more.
pub(super) const HITS: usize = 10_000;
/// Documents whose hits are handed in together.
const TOGETHER: usize = 8;
/// Threads that find the hits of documents on the screen. Each has one process for parsers of its own.
const BY_TURNS: usize = 2;

/// The workers.
#[derive(Debug)]
pub(super) struct Jobs {
    targets: Arc<Targets>,
    scan: Worker,
    watch: Worker,
    /// Ends the watch when it is dropped; there is none before the first scan.
    relief: Option<Relief>,
    load: Worker,
    analyse: Worker,
    find: Worker,
    search: Worker,
    snippets: [Worker; BY_TURNS],
    rank: Worker,
    pick: Worker,
    /// What the list and what lies over the screen are ranked with.
    rankers: [Arc<Mutex<Ranker>>; 2],
    index: Worker,
    gate: Gate,
    /// Where the index lies, if there can be one.
    place: Option<Place>,
    /// What searches.
    finder: Arc<Mutex<Finder>>,
    /// What finds the hits of documents; another one, so that neither waits for the other.
    opener: Arc<RwLock<Finder>>,
}

impl Jobs {
    /// Workers for what was opened; their threads start with their first jobs.
    pub(super) fn new(targets: Targets, outbox: &Outbox) -> Self {
        let worker = |slot| Worker::new(slot, outbox.clone());
        let place = targets.shelf.as_deref().map(Place::of);
        if place.is_some() {
            targets.fresh.want();
        }
        let finder = || Finder::new(place.clone());
        Self {
            finder: Arc::new(Mutex::new(finder())),
            opener: Arc::new(RwLock::new(finder())),
            gate: Gate::new(),
            place,
            index: worker(Slot::Index),
            targets: Arc::new(targets),
            scan: worker(Slot::Scan),
            watch: worker(Slot::Watch),
            relief: None,
            load: worker(Slot::Load),
            analyse: worker(Slot::Analyse),
            find: worker(Slot::Find),
            search: worker(Slot::Search),
            snippets: [Slot::Snippets, Slot::Between].map(worker),
            rank: worker(Slot::Rank),
            pick: worker(Slot::Pick),
            rankers: [Arc::default(), Arc::default()],
        }
    }

    /// Whether a result is still wanted.
    pub(super) fn is_wanted(&self, slot: Slot, generation: u64) -> bool {
        let [snippets, between] = &self.snippets;
        let worker = match slot {
            // Every step of a scan is a difference to the one before, also when a newer scan takes over.
            Slot::Scan | Slot::Watch => return true,
            Slot::Load => &self.load,
            Slot::Analyse => &self.analyse,
            Slot::Find => &self.find,
            Slot::Index => &self.index,
            Slot::Search => &self.search,
            Slot::Snippets => snippets,
            Slot::Between => between,
            Slot::Rank => &self.rank,
            Slot::Pick => &self.pick,
        };
        worker.is_wanted(generation)
    }

    /// Walks the folders, and from then on watches them.
    pub(super) fn scan(&mut self) -> io::Result<()> {
        if self.relief.is_none() {
            let (lookout, relief) = Lookout::new(&self.targets);
            self.relief = Some(relief);
            self.watch.give(job(
                move |desk| lookout.run(&mut |batch| desk.hand_in(Msg::Scanned(batch))),
                || notice("the folders are not watched any more: internal error"),
            ))?;
        }
        let targets = Arc::clone(&self.targets);
        self.scan.give(job(
            move |desk| store::scan(&targets, &|| desk.is_stale(), &mut |batch| desk.hand_in(Msg::Scanned(batch))),
            || notice("the folders could not be looked through: internal error"),
        ))
    }

    /// Writes what was learned of the folders and is in memory only.
    pub(super) fn keep(&self) {
        store::keep(&self.targets);
    }

    /// Reads a document: its opening first, so that there is something to read at once.
    pub(super) fn load(&mut self, entry: EntryId, origin: Origin) -> io::Result<()> {
        self.load.give(job(
            move |desk| {
                for amount in [Amount::Opening, Amount::Whole] {
                    match store::load(&origin, amount) {
                        Ok(loaded) => {
                            let is_over = loaded.complete;
                            desk.hand_in(Msg::Loaded(entry, Arc::new(loaded)));
                            if is_over || desk.is_stale() {
                                return;
                            }
                        }
                        Err(reason) => return desk.hand_in(Msg::Failed(entry, reason)),
                    }
                }
            },
            move || Msg::Failed(entry, Clean::line("the program fails on what is in it: internal error")),
        ))
    }

    /// Analyses a document.
    pub(super) fn analyse(&mut self, entry: EntryId, loaded: Arc<Loaded>) -> io::Result<()> {
        self.analyse.give(job(
            move |desk| {
                let analysis = analysis::analyse(&loaded.document, &|| desk.is_stale());
                desk.hand_in(Msg::Analysed(entry, loaded.id, Arc::new(analysis)));
            },
            || notice("the document could not be analysed: internal error"),
        ))
    }

    /// Finds a phrase in a document.
    pub(super) fn find(
        &mut self,
        entry: EntryId,
        loaded: Arc<Loaded>,
        query: String,
        tongue: Option<Tongue>,
    ) -> io::Result<()> {
        self.find.give(job(
            move |desk| {
                let found = search::find_here(&loaded.document, &query, tongue, HITS, &|| desk.is_stale());
                desk.hand_in(Msg::Found { entry, query, hits: found.hits, complete: found.complete });
            },
            || notice("the text could not be searched: internal error"),
        ))
    }

    /// Ranks a list by what is typed.
    pub(super) fn rank(&mut self, asker: Asker, ask: Ask) -> io::Result<()> {
        let [list, picker] = &self.rankers;
        let (worker, ranker) = match asker {
            Asker::List => (&mut self.rank, Arc::clone(list)),
            Asker::Picker => (&mut self.pick, Arc::clone(picker)),
        };
        worker.give(job(
            move |desk| rank::run(&ranker, asker, ask, &|| desk.is_stale(), &mut |msg| desk.hand_in(msg)),
            || notice("the list could not be filtered: internal error"),
        ))
    }

    /// Searches all documents; a newer search takes the place of this one.
    pub(super) fn search(&mut self, request: Box<Request>) -> io::Result<()> {
        let finder = Arc::clone(&self.finder);
        self.search.give(job(
            move |desk| {
                let mut finder = finder.lock().unwrap_or_else(PoisonError::into_inner);
                finder.search(&request, &|| desk.is_stale(), &mut |answer| desk.hand_in(Msg::Answered(answer)));
            },
            || notice("the documents could not be searched: internal error"),
        ))
    }

    /// Makes ready for a search: the first letter must not wait until the index is open.
    pub(super) fn warm(&mut self, library: Library) -> io::Result<()> {
        let finder = Arc::clone(&self.finder);
        self.search.give(job(
            move |_| finder.lock().unwrap_or_else(PoisonError::into_inner).warm(&library),
            || notice("the index could not be opened: internal error"),
        ))
    }

    /// Ends a running search.
    pub(super) fn stop_search(&mut self) {
        self.search.stop();
        self.snippets.iter_mut().for_each(Worker::stop);
    }

    /// Finds the hits of documents on the screen.
    pub(super) fn snippets(
        &mut self,
        query: &Query,
        corrections: Option<&Arc<Corrections>>,
        text: &str,
        entries: &[(EntryId, Origin)],
    ) -> io::Result<()> {
        // Whoever is done with one takes the next: some take ten times as long as others.
        let (entries, next): (Arc<[_]>, _) = (entries.into(), Arc::new(AtomicUsize::new(0)));
        for worker in &mut self.snippets {
            let (opener, query) = (Arc::clone(&self.opener), query.clone());
            let (corrections, text) = (corrections.cloned(), text.to_owned());
            let (entries, next) = (Arc::clone(&entries), Arc::clone(&next));
            worker.give(job(
                move |desk| {
                    if query.needs_analysis() {
                        opener.write().unwrap_or_else(PoisonError::into_inner).refresh();
                    }
                    let opener = opener.read().unwrap_or_else(PoisonError::into_inner);
                    let corrections = corrections.as_deref();
                    let one = |_| entries.get(next.fetch_add(1, Ordering::Relaxed));
                    let find = |entry| {
                        let entry = std::slice::from_ref(entry);
                        opener.snippets(&query, corrections, entry, MOST_SNIPPETS, &|| desk.is_stale())
                    };
                    loop {
                        let hits: Vec<_> = (0..TOGETHER).map_while(one).flat_map(find).collect();
                        if hits.is_empty() {
                            break;
                        }
                        desk.hand_in(Msg::Snippets { text: text.clone(), hits });
                    }
                },
                || notice("the hits could not be found: internal error"),
            ))?;
        }
        Ok(())
    }

    /// Brings the index up to date with what the folders have in them now.
    pub(super) fn index(&mut self, library: Library) -> io::Result<()> {
        let Some(place) = self.place.clone() else { return Ok(()) };
        let (gate, turn) = (self.gate.clone(), self.gate.turn());
        let fresh = self.targets.fresh.clone();
        self.index.give(job(
            move |desk| {
                let mut tell = |indexing| desk.hand_in(Msg::Indexing(indexing));
                indexing::run(&place, (&library, &fresh), (&gate, turn), &|| desk.is_stale(), &mut tell);
            },
            || notice("the documents could not be indexed: internal error"),
        ))?;
        // The one before may be waiting, and has to see that it is over.
        self.gate.open();
        Ok(())
    }

    /// Pauses indexing, or goes on with it.
    pub(super) fn pause_indexing(&self, is_paused: bool) {
        self.gate.pause(is_paused);
    }

    /// A key was pressed: what is done in the background makes room.
    pub(super) fn pressed(&self) {
        self.gate.pressed();
    }
}

fn job(work: impl FnOnce(&Desk<'_>) + Send + 'static, failed: impl FnOnce() -> Msg + Send + 'static) -> Job {
    Job { work: Box::new(work), failed: Box::new(failed) }
}

fn notice(text: &str) -> Msg {
    Msg::Notice(Clean::line(text))
}
