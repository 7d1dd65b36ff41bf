//! Starting the program's children, apart from the stop that the user asks for.
//!
//! Between a start and the child's own program the thread that starts waits in the kernel and cannot be stopped. A stop of
//! the whole group that reaches the child just then would leave both waiting for ever, each for the other, and the shell
//! would never get its terminal back.

use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, PoisonError};

static STARTING: Mutex<()> = Mutex::new(());

/// Starts a child; not while [`between_starts`] acts.
pub(crate) fn start(command: &mut Command) -> io::Result<Child> {
    between_starts(|| command.spawn())
}

/// Acts while no child is between its start and its own program.
pub(crate) fn between_starts<T>(act: impl FnOnce() -> T) -> T {
    let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    act()
}
