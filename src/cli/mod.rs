//! The command line: the same core as text and JSON.
//!
//! `args` says what can be asked, `session` what every command starts from, `output` is the one place that prints, `wire`
//! holds the JSON objects; each command is one file.
#![expect(clippy::disallowed_methods, reason = "asks the environment what kind of terminal there is")]

mod args;
mod each;
mod index;
mod list;
mod mark;
mod output;
mod pages;
mod people;
mod quotes;
mod search;
mod searches;
mod session;
mod show;
mod state;
mod wire;

use std::ffi::OsString;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::{env, io};

use clap::Parser;

use crate::error::{Error, Exit};
use crate::runtime::{self, Launch};
use crate::store::{self, Overrides};
use args::{Arguments, Command};
use output::{Output, report};
use session::Session;

/// Why a command ended early.
#[derive(Debug)]
enum Ended {
    /// Something failed.
    Failed(Error),
    /// Output cannot be written. When whoever read it has seen enough, that is not a failure.
    Output(io::Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // Before anything else: what the program starts of itself has nothing to do with arguments, configuration or the terminal.
    let served = |is_well: bool| ExitCode::from(if is_well { Exit::Found } else { Exit::Error }.code());
    if env::args_os().skip(1).eq([store::WORKER_ARGUMENT]) {
        return served(store::serve_as_worker());
    }
    if env::args_os().skip(1).eq([runtime::SWEEPER_ARGUMENT]) {
        return served(runtime::serve_as_sweeper());
    }
    let arguments = match Arguments::plain(env::args_os().skip(1)).map_or_else(Arguments::try_parse, Ok) {
        Ok(arguments) => arguments,
        Err(error) => return said_by_clap(&error),
    };
    // The message of a panic may hold a part of a document. The reader sets a hook of its own.
    panic::set_hook(Box::new(|fault| report(&told(fault))));
    let ended = panic::catch_unwind(|| {
        let mut out = Output::new(is_dumb());
        let exit = dispatch(arguments, &mut out)?;
        out.finish()?;
        Ok(exit)
    });
    let exit = match ended.unwrap_or(Ok(Exit::Error)) {
        Ok(exit) => exit,
        Err(Ended::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Found,
        Err(Ended::Output(error)) => {
            report(&Error::new(format!("cannot write the output: {error}")));
            Exit::Error
        }
        Err(Ended::Failed(error)) => {
            report(&error);
            Exit::Error
        }
    };
    ExitCode::from(exit.code())
}

/// A fault of the program: where it is, never what it was about.
fn told(fault: &PanicHookInfo<'_>) -> Error {
    let place = fault.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    Error::new(format!("a fault in the program{place}")).hint("please report it, with the document if you may")
}

/// What the reader is started with. It shows faults of the configuration itself.
fn launch(places: Overrides, paths: &[OsString]) -> Result<Launch, Error> {
    let session = Session::quiet(places)?;
    let targets = session.targets(paths)?;
    let Session { paths, configuration, .. } = session;
    Ok(Launch { targets, configuration, paths })
}

/// Whether a terminal, if there is one, understands no escapes.
fn is_dumb() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Help and version are answers; anything else is a mistake in the arguments, which are not to be trusted either: they may
/// be names of files.
fn said_by_clap(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        output::complain(&error.render().to_string());
        return ExitCode::from(Exit::Error.code());
    }
    match error.print() {
        Err(failed) if failed.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(Exit::Error.code()),
        _ => ExitCode::from(Exit::Found.code()),
    }
}

fn dispatch(arguments: Arguments, out: &mut Output) -> Result<Exit, Ended> {
    let Arguments { paths, accessible, print_keys, places, command } = arguments;
    let places = Overrides::from(places);
    match command {
        None if print_keys => pages::keys(&Session::start(places)?, out),
        None if accessible || runtime::is_conversation_wished() => {
            runtime::converse(launch(places, &paths)?)?;
            Ok(Exit::Found)
        }
        None if runtime::has_screen() => {
            runtime::run(launch(places, &paths)?)?;
            Ok(Exit::Found)
        }
        None => list::run(&Session::start(places)?, &paths, false, out),
        Some(Command::List { json, paths }) => list::run(&Session::start(places)?, &paths, json, out),
        Some(Command::Show(asked)) => show::run(&Session::start(places)?, &asked, out),
        Some(Command::Search(asked)) => search::run(&Session::start(places)?, &asked, out),
        Some(Command::Searches { json, save, remove, history, forget_history }) => {
            let session = Session::start(places)?;
            match (save.as_deref(), remove) {
                (Some([name, query]), _) => searches::save(&session, name, query),
                (_, Some(name)) => searches::remove(&session, &name),
                _ if forget_history => searches::forget(&session),
                _ if history => searches::earlier(&session, json, out),
                _ => searches::list(&session, json, out),
            }
        }
        Some(Command::People { json, paths }) => people::run(&Session::start(places)?, &paths, json, out),
        Some(Command::Quotes { json, speaker, paths }) => {
            quotes::run(&Session::start(places)?, speaker.as_deref(), &paths, json, out)
        }
        Some(Command::Mark { mark, docs }) => mark::set(&Session::start(places)?, mark, &docs),
        Some(Command::Marks { json, paths }) => mark::list(&Session::start(places)?, &paths, json, out),
        Some(Command::Index(asked)) => index::run(&Session::start(places)?, &asked, out),
        Some(Command::State { action }) => state::run(&Session::start(places)?, action, out),
        Some(Command::Keys) => pages::keys(&Session::start(places)?, out),
        Some(Command::Completions { shell }) => pages::completions(shell, out),
        Some(Command::Man) => pages::manual(out),
    }
}
