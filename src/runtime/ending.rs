//! The end that nobody asked for: a signal, or a terminal that is gone. Marks are written, the terminal is given back,
//! the process ends within a second, whatever the main thread is doing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};

use super::report::{Outbox, Report};
use super::saver::Saver;
use super::terminal::Terminal;

/// How long the main thread has to hand over what it has not yet given to be saved.
const HAND_OVER: Duration = Duration::from_millis(200);
/// How long writing marks may take.
const SAVE: Duration = Duration::from_millis(400);
/// How long giving the terminal back may take; it does not answer when the line is dead.
const GIVE_BACK: Duration = Duration::from_millis(300);

/// Everything that is needed to end.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub(super) terminal: Arc<Terminal>,
    pub(super) saver: Saver,
    pub(super) outbox: Outbox,
    /// Whether the main thread handed over.
    pub(super) handed_over: Arc<(Mutex<bool>, Condvar)>,
    /// Whether another program has the terminal.
    pub(super) is_lent: Arc<AtomicBool>,
    /// Ctrl-C and Ctrl-\ that arrived and were not answered yet.
    pub(super) interrupts: [Arc<AtomicBool>; 2],
}

impl Ending {
    /// Whether the terminal is the program's own at the moment.
    pub(super) fn is_ours(&self) -> bool {
        !self.is_lent.load(Ordering::Acquire)
    }

    /// Another program had the terminal and what the user did to it with Ctrl-C reached the whole group of processes: it
    /// was not meant for this one. To be called before the terminal is its own again.
    pub(super) fn forget_interrupts(&self) {
        for arrived in &self.interrupts {
            arrived.store(false, Ordering::Release);
        }
    }

    /// The terminal as something to wait on.
    pub(super) fn watch(&self, flags: PollFlags) -> PollFd<'_> {
        PollFd::from_borrowed_fd(self.terminal.input(), flags)
    }

    /// The main thread has nothing more to save.
    pub(super) fn hand_over(&self) {
        let (done, changed) = &*self.handed_over;
        *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    /// Ends the process as a shell expects it of this signal.
    pub(super) fn now(&self, signal: i32) -> ! {
        self.outbox.send(Report::Ending);
        let (done, changed) = &*self.handed_over;
        let waiting = done.lock().unwrap_or_else(PoisonError::into_inner);
        drop(changed.wait_timeout_while(waiting, HAND_OVER, |done| !*done));
        self.last_steps(signal)
    }

    /// The same, for the main thread, which has handed over.
    pub(super) fn last_steps(&self, signal: i32) -> ! {
        self.saver.flush(SAVE);
        self.terminal.cook();
        let (done, is_done) = mpsc::channel();
        let terminal = Arc::clone(&self.terminal);
        let give_back = move || {
            terminal.close();
            // Nobody listens when it took too long.
            let _ = done.send(());
        };
        if thread::Builder::new().spawn(give_back).is_ok() {
            let _ = is_done.recv_timeout(GIVE_BACK);
        }
        // Not through destructors: the main thread may hold anything.
        signal_hook::low_level::exit(128 + signal)
    }
}
