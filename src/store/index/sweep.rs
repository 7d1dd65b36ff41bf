//! Bringing an index up to date: what is new is read, analysed and added, what is gone is taken out in time.
//!
//! Any moment may be the last: what was committed stays, and the next sweep goes on from there.
#![expect(clippy::disallowed_methods, reason = "commits by the clock, and reads on several threads")]

use std::collections::{BTreeMap, HashSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::sync::{Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use super::super::load::{Amount, load};
use super::form;
use super::kept;
use super::lack::{Lack, is_much, lack};
use super::place::{Place, Refused};
use super::read::{Read, read};
use super::ready::Ready;
use super::writer::{Fault, Writer};
use crate::document::{Clean, DocId};
use crate::library::{LARGEST_INDEXED, Origin};

const TOO_LARGE: &str = "it is too large for the index, and is read whenever it is searched";
/// Files above this are taken one at a time, and committed at once: each may take some ten times its size in memory.
pub(super) const LARGE: u64 = 1024 * 1024;
/// Threads that read, at most.
const MOST_READERS: usize = 4;
/// The least bytes of stack for a parser.
const STACK: usize = 16 * 1024 * 1024;
/// Time between commits: the most that is lost when the program is killed. The first comes sooner, so that there is
/// something to search.
pub(super) const COMMITS: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(15)];
/// A document that should be in the index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    /// Its content, if that is known without reading it.
    pub(crate) id: Option<DocId>,
    /// Where it is read from.
    pub(crate) origin: Origin,
    /// Bytes in the file.
    pub(crate) size: u64,
    /// What was read of that content, if that is at hand.
    pub(crate) ready: Option<Box<Ready>>,
}

/// How a sweep gets on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Progress {
    /// Documents in the index, those committed soon included.
    pub(crate) done: u32,
    /// Documents that this sweep put there.
    pub(crate) added: u32,
    /// Documents that should be there.
    pub(crate) total: u32,
    /// Documents that could not be read, or were not kept, and why.
    pub(crate) failed: BTreeMap<Clean, u32>,
    /// Why the sweep cannot go on.
    pub(crate) trouble: Option<Clean>,
}

/// What a sweep is given.
pub(crate) struct Sweep<'a> {
    /// Where the index lies.
    pub(crate) place: &'a Place,
    /// What should be in it, in the order in which it is wanted.
    pub(crate) wanted: &'a [Wanted],
    /// How many more should be in it and are, by [`lack`]; nothing when all that should be is in `wanted`.
    pub(crate) present: Option<u32>,
    /// Whether it is made anew.
    pub(crate) is_anew: bool,
    /// Cores that are left to others where there are several. To be last in line is not enough: what brings the keys to the
    /// program may stand in another line.
    pub(crate) spared: usize,
    /// Whether the sweep would have to wait now.
    pub(crate) rests: &'a (dyn Fn() -> bool + Sync),
    /// Asked before each document: waits as long as the sweep has to, and says whether it goes on at all.
    pub(crate) goes_on: &'a (dyn Fn() -> bool + Sync),
}

impl std::fmt::Debug for Sweep<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sweep").field("place", &self.place).field("wanted", &self.wanted.len()).finish_non_exhaustive()
    }
}

/// What was done before a sweep.
#[derive(Debug)]
pub(super) struct Begun {
    /// The index, with everything committed.
    pub(super) writer: Writer,
    /// Documents that were put there.
    pub(super) added: u32,
}

impl Begun {
    /// Nothing was.
    pub(super) fn new(place: &Place, is_anew: bool) -> Result<Self, Refused> {
        let writer = if is_anew { Writer::rebuild(place)? } else { Writer::open(place)? };
        Ok(Self { writer, added: 0 })
    }
}

/// What became of a document.
#[derive(Debug)]
enum News {
    Added,
    /// It was there.
    Known,
    Failed(Clean),
    /// It could not be written.
    Stuck(Fault),
    /// The sweep has to wait.
    Rests,
}

/// Sweeps until everything is in the index or the sweep is ended. Reports now and then.
pub(crate) fn sweep(sweep: &Sweep<'_>, report: &mut dyn FnMut(&Progress)) -> Result<Progress, Refused> {
    go_on(sweep, None, report)
}

/// As [`sweep`], behind somebody who has put documents there already.
pub(super) fn go_on(
    sweep: &Sweep<'_>,
    begun: Option<Begun>,
    report: &mut dyn FnMut(&Progress),
) -> Result<Progress, Refused> {
    let documents = || sweep.wanted.iter().map(|wanted| ((), wanted.id, || wanted.size));
    if !sweep.is_anew
        && begun.is_none()
        && sweep.present.is_none()
        && let Lack::Nothing { done, large } = lack(sweep.place, documents())
    {
        let failed = (large > 0).then(|| (Clean::line(TOO_LARGE), large)).into_iter().collect();
        return Ok(Progress { done, total: done.saturating_add(large), failed, ..Progress::default() });
    }
    let Begun { mut writer, added } = match begun {
        Some(begun) => begun,
        None => Begun::new(sweep.place, sweep.is_anew)?,
    };
    let known = writer.known();
    let present = sweep.present.unwrap_or_default();
    if known.len() < present as usize {
        return Err(Refused::Changed);
    }
    let mut seen = HashSet::new();
    let is_first = |wanted: &&Wanted| wanted.id.is_none_or(|id| seen.insert(id));
    let unique: Vec<&Wanted> = sweep.wanted.iter().filter(is_first).collect();
    let is_new = |wanted: &&Wanted| wanted.id.is_none_or(|id| !known.contains(&id));
    let new: Vec<&Wanted> = unique.iter().copied().filter(is_new).collect();
    let (done, total) = (count(unique.len() - new.len()), count(unique.len()));
    let (done, total) = (done.saturating_add(present), total.saturating_add(present));
    let mut progress = Progress { done, added, total, ..Progress::default() };
    report(&progress);
    let mut is_whole = new.is_empty();
    let mut next = 0;
    while !is_whole && progress.trouble.is_none() {
        let shared = Shared {
            sweep,
            new: &new,
            writer: RwLock::new(writer),
            known: &known,
            seen: Mutex::new(seen),
            next: AtomicUsize::new(next),
            pending: Mutex::default(),
            is_over: AtomicBool::new(false),
            large: Mutex::new(()),
        };
        let fault = run(&shared, &mut progress, report);
        is_whole = !shared.is_over.into_inner();
        next = shared.next.into_inner().min(new.len());
        seen = shared.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        writer = shared.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        match fault {
            None => break,
            Some(Fault::Disk(why)) => progress.trouble = Some(why),
            Some(Fault::Engine(_)) => {
                let pending = shared.pending.into_inner().unwrap_or_else(PoisonError::into_inner);
                writer = one_by_one(writer, &pending, &mut progress)?;
                is_whole = next == new.len();
            }
        }
    }
    let gone: Vec<DocId> = known.difference(&seen).copied().collect();
    let is_due = is_whole
        && sweep.present.is_none()
        && progress.trouble.is_none()
        && is_much(gone.len(), seen.len(), known.len());
    if is_due {
        for id in &gone {
            writer.remove(*id);
        }
        progress.trouble = writer.commit().err().map(Fault::words);
    }
    let finished = writer.finish().err().map(Fault::words);
    progress.trouble = progress.trouble.or(finished);
    report(&progress);
    Ok(progress)
}

/// Reads and adds what is new, and commits now and then.
fn run(shared: &Shared<'_>, progress: &mut Progress, report: &mut dyn FnMut(&Progress)) -> Option<Fault> {
    let mut fault = None;
    let cores = thread::available_parallelism().map_or(1, NonZero::get).saturating_sub(shared.sweep.spared);
    let readers = cores.clamp(1, MOST_READERS).min(shared.new.len());
    let (sender, receiver) = mpsc::sync_channel(256);
    thread::scope(|scope| {
        for _ in 0..readers {
            let sender = sender.clone();
            let started = thread::Builder::new()
                .name("index".to_owned())
                .stack_size(STACK)
                .spawn_scoped(scope, move || shared.read(&sender));
            if started.is_err() {
                break;
            }
        }
        drop(sender);
        let mut pauses = COMMITS.into_iter();
        let mut pause = pauses.next().unwrap_or_default();
        let mut committed = Instant::now();
        loop {
            // With nothing to commit there is nothing to look at the clock for.
            let news = if shared.is_behind() {
                receiver.recv_timeout(pause.saturating_sub(committed.elapsed()))
            } else {
                receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match news {
                Ok(News::Added) => {
                    progress.done += 1;
                    progress.added += 1;
                }
                Ok(News::Known) => progress.done += 1,
                Ok(News::Failed(why)) => *progress.failed.entry(why).or_default() += 1,
                Ok(News::Stuck(why)) => {
                    fault.get_or_insert(why);
                }
                Ok(News::Rests) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if committed.elapsed() >= pause && fault.is_none() {
                fault = shared.commit().err();
                committed = Instant::now();
                pause = pauses.next().unwrap_or(pause);
            }
            shared.is_over.fetch_or(fault.is_some(), Ordering::Relaxed);
            report(progress);
        }
    });
    fault.or_else(|| shared.commit().err())
}

/// Adds documents that the engine lost, each with a commit of its own, so that the one it fails on costs only itself.
fn one_by_one(mut writer: Writer, lost: &[&Wanted], progress: &mut Progress) -> Result<Writer, Refused> {
    writer = writer.again()?;
    for wanted in lost {
        let added = match load(&wanted.origin, Amount::Whole).and_then(|loaded| read(loaded, true)) {
            Ok(made) => put(&writer, &made).and_then(|()| writer.commit()),
            // It was read a moment ago.
            Err(_) => continue,
        };
        match added {
            Ok(()) => {}
            Err(Fault::Disk(why)) => {
                progress.trouble = Some(why);
                return Ok(writer);
            }
            Err(Fault::Engine(_)) => {
                let why = Clean::line("the index fails on what is in it; it is read whenever it is searched");
                *progress.failed.entry(why).or_default() += 1;
                writer = writer.again()?;
            }
        }
    }
    Ok(writer)
}

/// Adds a document that was read.
pub(super) fn put(writer: &Writer, read: &Read) -> Result<(), Fault> {
    let analysis = read.analysis.as_ref().and_then(|analysis| kept::write(analysis, &read.loaded.document));
    writer.add(form::document(writer.fields(), read.loaded.id, &read.content, &analysis.unwrap_or_default()))
}

/// What the reading threads share.
struct Shared<'a> {
    sweep: &'a Sweep<'a>,
    new: &'a [&'a Wanted],
    writer: RwLock<Writer>,
    /// What was in the index before.
    known: &'a HashSet<DocId>,
    /// What is wanted, as far as that is known by now.
    seen: Mutex<HashSet<DocId>>,
    next: AtomicUsize,
    /// What was added since the last commit.
    pending: Mutex<Vec<&'a Wanted>>,
    /// Nobody wants the sweep to go on, or it cannot.
    is_over: AtomicBool,
    /// Held by the one thread that reads a large document.
    large: Mutex<()>,
}

impl<'a> Shared<'a> {
    fn read(&self, sender: &SyncSender<News>) {
        while let Some(wanted) = self.new.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            if (self.sweep.rests)() && sender.send(News::Rests).is_err() {
                return;
            }
            if !(self.sweep.goes_on)() {
                self.is_over.store(true, Ordering::Relaxed);
                return;
            }
            let news = if wanted.size > LARGE {
                let _one = self.large.lock().unwrap_or_else(PoisonError::into_inner);
                match (self.one(wanted), self.commit()) {
                    (News::Added, Err(why)) => News::Stuck(why),
                    (news, _) => news,
                }
            } else {
                self.one(wanted)
            };
            if sender.send(news).is_err() {
                return;
            }
        }
    }

    /// Reads a document and adds it.
    fn one(&self, wanted: &'a Wanted) -> News {
        if wanted.size > LARGEST_INDEXED {
            return News::Failed(Clean::line(TOO_LARGE));
        }
        let ready = wanted.id.zip(wanted.ready.as_deref()).and_then(|(id, ready)| ready.read(id));
        let read = match ready.map_or_else(|| self.load(wanted), |read| Ok(Some(read))) {
            Ok(Some(read)) => read,
            Ok(None) => return News::Known,
            Err(why) => return News::Failed(why),
        };
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).push(wanted);
        put(&writer, &read).map_or_else(News::Stuck, |()| News::Added)
    }

    /// Reads a document; nothing when its content is there already.
    fn load(&self, wanted: &Wanted) -> Result<Option<Read>, Clean> {
        let loaded = load(&wanted.origin, Amount::Whole)?;
        let is_first = self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(loaded.id);
        let is_copy = !is_first && wanted.id != Some(loaded.id);
        if is_copy || self.known.contains(&loaded.id) { Ok(None) } else { read(loaded, true).map(Some) }
    }

    /// Whether something waits to be committed.
    fn is_behind(&self) -> bool {
        !self.pending.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn commit(&self) -> Result<(), Fault> {
        let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
        writer.commit()?;
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }
}

/// Lets everything else on the machine go first: threads started by this one as well, and the child that parses.
pub(crate) fn give_way() {
    // The least of the levels of `nice(1)`; on Linux it is the thread's own, and the disk goes by it too.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}

pub(super) fn count(documents: usize) -> u32 {
    u32::try_from(documents).unwrap_or(u32::MAX)
}
