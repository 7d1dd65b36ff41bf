//! Where the sweep waits while it has to, in this process or in one of its own.

#![expect(clippy::disallowed_methods, reason = "keys are told by the clock")]

use std::io::Write;
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::wire::Word;

/// How long the sweep rests after a key: the next one is likely to follow, and its text has to be read.
const REST: Duration = Duration::from_millis(300);

/// Where the sweep waits while it has to.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Gate {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    began: Instant,
    /// Until when it rests, in milliseconds since `began`.
    rests_until: AtomicU64,
    is_paused: AtomicBool,
    door: Mutex<()>,
    moved: Condvar,
    line: Mutex<Line>,
}

/// The way to a process that sweeps.
#[derive(Debug, Default)]
struct Line {
    /// The number of the sweep that is wanted.
    turn: u64,
    /// Where the process listens, while there is one. Nothing that is written here waits.
    input: Option<ChildStdin>,
}

impl Line {
    fn say(&mut self, word: Word) {
        if let Some(input) = &mut self.input {
            // One that does not listen any more has ended, and one that is stopped has nothing to hear.
            let _ = input.write(&[word.byte()]);
        }
    }
}

impl Gate {
    /// An open gate.
    pub(in crate::runtime) fn new() -> Self {
        let shared = Shared {
            began: Instant::now(),
            rests_until: AtomicU64::new(0),
            is_paused: AtomicBool::new(false),
            door: Mutex::new(()),
            moved: Condvar::new(),
            line: Mutex::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// A key was pressed.
    pub(in crate::runtime) fn pressed(&self) {
        let until = self.now().saturating_add(milliseconds(REST));
        self.shared.rests_until.store(until, Ordering::Relaxed);
        self.line().say(Word::Key);
    }

    /// The user wants a pause, or no longer.
    pub(in crate::runtime) fn pause(&self, is_paused: bool) {
        self.shared.is_paused.store(is_paused, Ordering::Relaxed);
        self.open();
        self.line().say(if is_paused { Word::Pause } else { Word::GoOn });
    }

    /// Another sweep is wanted from now on; gives its number. A process that sweeps for the one before ends.
    pub(in crate::runtime) fn turn(&self) -> u64 {
        let mut line = self.line();
        line.turn += 1;
        line.say(Word::End);
        line.turn
    }

    /// From now on the process that listens there is told what is to be known of keys and pauses.
    pub(super) fn connect(&self, turn: u64, input: ChildStdin) {
        let mut line = self.line();
        let is_late = line.turn != turn;
        line.input = Some(input);
        if is_late {
            line.say(Word::End);
        } else if self.is_paused() {
            line.say(Word::Pause);
        }
    }

    /// The process has ended.
    pub(super) fn disconnect(&self) {
        self.line().input = None;
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.shared.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the user wants a pause.
    pub(super) fn is_paused(&self) -> bool {
        self.shared.is_paused.load(Ordering::Relaxed)
    }

    /// Lets those who wait see whether they still have to.
    pub(in crate::runtime) fn open(&self) {
        drop(self.shared.door.lock().unwrap_or_else(PoisonError::into_inner));
        self.shared.moved.notify_all();
    }

    /// Waits as long as it has to. Whether the sweep goes on.
    pub(super) fn pass(&self, stale: &dyn Fn() -> bool) -> bool {
        if !self.is_shut() {
            return !stale();
        }
        let mut door = self.shared.door.lock().unwrap_or_else(PoisonError::into_inner);
        while self.is_shut() && !stale() {
            door = if self.is_paused() {
                self.shared.moved.wait(door).unwrap_or_else(PoisonError::into_inner)
            } else {
                let rest = self.shared.rests_until.load(Ordering::Relaxed).saturating_sub(self.now());
                let wait = self.shared.moved.wait_timeout(door, Duration::from_millis(rest.max(1)));
                wait.unwrap_or_else(PoisonError::into_inner).0
            };
        }
        !stale()
    }

    /// Whether whoever comes to it has to wait.
    pub(super) fn is_shut(&self) -> bool {
        self.is_paused() || self.now() < self.shared.rests_until.load(Ordering::Relaxed)
    }

    fn now(&self) -> u64 {
        milliseconds(self.shared.began.elapsed())
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_gate_lets_pass_and_a_shut_one_opens_when_it_is_stale() {
        let gate = Gate::new();
        assert!(gate.pass(&|| false));
        assert!(!gate.pass(&|| true));
        gate.pressed();
        assert!(gate.is_shut());
        assert!(gate.pass(&|| false), "the rest is over by itself");
        gate.pause(true);
        let is_stale = Arc::new(AtomicBool::new(false));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| gate.pass(&|| is_stale.load(Ordering::SeqCst)));
            is_stale.store(true, Ordering::SeqCst);
            gate.open();
            assert!(!waiting.join().unwrap());
        });
    }
}
