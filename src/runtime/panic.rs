//! A panic on the main thread gives the terminal back before anything is said; one on a worker thread is caught there
//! and must not touch the screen. The message names the place in the program, never the text that led there: what a
//! panic says often quotes the document.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::terminal::Terminal;
use crate::error::Error;

/// Runs the main loop; a panic in it becomes an error.
pub(super) fn guard(terminal: &Arc<Terminal>, run: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    let place = Arc::new(Mutex::new(String::new()));
    let usual = panic::take_hook();
    let (main, screen, noted) = (thread::current().id(), Arc::clone(terminal), Arc::clone(&place));
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == main {
            screen.close();
            let at = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(usual);
    result.unwrap_or_else(|_| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner);
        Err(Error::new(format!("internal error at {place}"))
            .hint("marks are kept; please report the place named above"))
    })
}
