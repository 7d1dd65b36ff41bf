//! The command line: the same core as text and JSON.

use std::process::ExitCode;

use crate::error::Exit;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    ExitCode::from(Exit::Error.code())
}
