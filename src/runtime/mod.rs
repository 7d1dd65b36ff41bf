//! The only module with a terminal, threads, signals and a clock.

use crate::error::Error;
use crate::store::{Configuration, Paths, Targets};

/// What the reader is started with.
#[derive(Debug)]
pub(crate) struct Launch {
    /// What is opened.
    pub(crate) targets: Targets,
    /// The user's configuration.
    pub(crate) configuration: Configuration,
    /// Where state lives.
    pub(crate) paths: Paths,
}

/// Whether a screen can be drawn: input and output are a terminal and `TERM` is not `dumb`.
pub(crate) fn has_screen() -> bool {
    false
}

/// Runs the reader until the user quits.
pub(crate) fn run(_launch: Launch) -> Result<(), Error> {
    Ok(())
}
