//! Reading a large document on a thread of its own, so that the next search need not wait until that is done.
#![expect(clippy::disallowed_methods, reason = "waits for a pause in typing")]

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::super::load::{Amount, load};
use super::read::{Read, read};
use super::sweep::give_way;
use crate::document::Clean;
use crate::library::Origin;

/// The least bytes of stack for a parser.
const STACK: usize = 16 * 1024 * 1024;
/// How often it is asked whether the document is still wanted, should nobody wake who waits.
const LOOK: Duration = Duration::from_millis(5);

/// How long somebody who types has to pause before a document is begun: reading it takes a whole core.
const PAUSE: Duration = Duration::from_millis(200);

type Made = Result<Read, Clean>;

/// Reads large documents, one at a time.
#[derive(Debug, Default)]
pub(super) struct Apart {
    running: Option<Running>,
}

/// A document that is being read.
#[derive(Debug)]
struct Running {
    origin: Origin,
    is_analysed: bool,
    desk: Arc<Desk>,
}

#[derive(Debug, Default)]
struct Desk(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    is_wanted: bool,
    is_over: bool,
    made: Option<Made>,
    waiting: Option<Thread>,
}

impl Apart {
    /// Reads a document; nothing when nobody wants to know any more. If the next search wants it while it is still being
    /// read, that gets it; otherwise it is let go of, because it takes much memory.
    pub(super) fn read(&mut self, origin: &Origin, is_analysed: bool, stale: &dyn Fn() -> bool) -> Option<Made> {
        loop {
            let running = match self.running.take() {
                Some(running) => running,
                None if !pause(stale) => return None,
                None => match Running::begin(origin, is_analysed) {
                    Some(running) => running,
                    None => return Some(whole(origin, is_analysed)),
                },
            };
            let is_this = running.origin == *origin && running.is_analysed == is_analysed;
            match running.desk.wait(is_this, stale) {
                None => {
                    self.running = Some(running);
                    return None;
                }
                Some(Some(made)) if is_this => return Some(made),
                Some(_) => {}
            }
        }
    }
}

impl Running {
    fn begin(origin: &Origin, is_analysed: bool) -> Option<Self> {
        let desk = Arc::new(Desk::default());
        let (ours, theirs) = (origin.clone(), Arc::clone(&desk));
        // Until somebody says otherwise it is wanted.
        desk.lock().is_wanted = true;
        let work = move || {
            give_way();
            theirs.put(whole(&ours, is_analysed));
        };
        thread::Builder::new().name("large".to_owned()).stack_size(STACK).spawn(work).ok()?;
        Some(Self { origin: origin.clone(), is_analysed, desk })
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, made: Made) {
        let mut state = self.lock();
        state.made = state.is_wanted.then_some(made);
        state.is_over = true;
        if let Some(thread) = state.waiting.take() {
            thread.unpark();
        }
    }

    /// Waits until it was read; nothing when nobody wants to know any more. Parked, and not at a condition: that is how the
    /// newer search wakes it.
    #[expect(clippy::option_option, reason = "what was read may have been let go of")]
    fn wait(&self, is_wanted: bool, is_stale: &dyn Fn() -> bool) -> Option<Option<Made>> {
        loop {
            let mut state = self.lock();
            state.is_wanted = is_wanted;
            if state.is_over {
                return Some(state.made.take());
            }
            if is_stale() {
                state.is_wanted = false;
                return None;
            }
            state.waiting = Some(thread::current());
            drop(state);
            thread::park_timeout(LOOK);
        }
    }
}

/// Waits for a pause in typing. Whether there was one.
fn pause(is_stale: &dyn Fn() -> bool) -> bool {
    let began = Instant::now();
    while began.elapsed() < PAUSE {
        if is_stale() {
            return false;
        }
        thread::park_timeout(LOOK);
    }
    true
}

fn whole(origin: &Origin, is_analysed: bool) -> Made {
    load(origin, Amount::Whole).and_then(|loaded| read(loaded, is_analysed))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn a_document_is_read_and_one_that_nobody_wants_any_more_does_not_keep_the_next_waiting() {
        let scratch = Scratch::new();
        let [one, other] = ["one.txt", "other.txt"].map(|name| Origin::File(scratch.write(name, name)));
        let mut apart = Apart::default();
        let text = |made: Option<Made>| made.map(|made| made.unwrap().loaded.document.blocks.len());
        assert_eq!(text(apart.read(&one, false, &|| false)), Some(1));
        // The pause is over, and reading has begun or is over before this is asked.
        let asked = Cell::new(0_u128);
        let stale = || {
            asked.set(asked.get() + 1);
            asked.get() > PAUSE.as_millis() / LOOK.as_millis()
        };
        let _ = apart.read(&other, false, &stale);
        assert_eq!(text(apart.read(&one, true, &|| false)), Some(1), "another one than was being read");
        assert_eq!(text(apart.read(&other, false, &|| true)), None, "nobody pauses");
        let missing = Origin::File(scratch.path("missing.txt"));
        assert!(apart.read(&missing, false, &|| false).unwrap().is_err());
    }
}
