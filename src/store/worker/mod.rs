//! Parsers of structured formats run in a child of the program itself: what ends a parser must not end the reader.
//!
//! A stack that overflows or memory that runs out aborts a process, and no `catch_unwind` sees it. The child reads one
//! document after the other (a folder of a thousand pages does not start a thousand processes), can open nothing, and is
//! believed nothing. Where no child can be started, the parsers run in the program as before.

mod process;
mod serve;
mod start;
mod wire;

use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::document::{Clean, Document};
use process::{Lost, Patience, Process};
pub(crate) use start::{between_starts, start};
pub(super) use wire::{read as unpacked, write as packed};

/// What a worker says first; the number changes with what is sent to and fro.
const HELLO: &[u8] = b"briefing worker 1\n";
/// Documents after which a worker makes room for a fresh one: what a parser leaks goes with it.
const DOCUMENTS: u32 = 500;
/// Time after which a worker makes room for a fresh one: its CPU time is limited for its whole life.
const SPENT: Duration = Duration::from_secs(3);
/// How long a worker may take to start on a busy machine, and for one document.
const PATIENCE: Patience = Patience { start: Duration::from_secs(5), document: Duration::from_secs(10) };

/// What a worker made of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Document = 0,
    /// There is nothing to read in it.
    Empty = 1,
    /// A parser failed.
    Failed = 2,
}

impl Answer {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Document, Self::Empty, Self::Failed].into_iter().find(|answer| *answer as u8 == byte)
    }
}

/// What became of a text that was given away.
#[derive(Debug)]
pub(super) enum Given {
    /// The document, without encoding and format.
    Document(Box<Document>),
    /// There is no document; the reason in the reader's words.
    Refused(Clean),
    /// No worker can be started here.
    NoWorker,
}

/// The worker of a thread.
#[derive(Debug)]
enum State {
    NotStarted,
    Running(Process),
    /// It could not be started, and will not be tried again.
    Impossible,
}

thread_local! {
    // The one thing in the program that belongs to a thread: each reads one document at a time and ends its worker when it
    // ends. Handing workers through every function that reads a document would tell all of them how pages are parsed.
    static WORKER: RefCell<State> = const { RefCell::new(State::NotStarted) };
}

/// Has a text of a structured format read by the worker of this thread.
pub(super) fn read(text: &str) -> Given {
    WORKER
        .try_with(|state| state.try_borrow_mut().map_or(Given::NoWorker, |mut state| give(&mut state, text)))
        .unwrap_or(Given::NoWorker)
}

fn give(state: &mut State, text: &str) -> Given {
    loop {
        if matches!(state, State::NotStarted) {
            *state = this_program(ARGUMENT)
                .and_then(|command| Process::start(command, PATIENCE))
                .map_or(State::Impossible, State::Running);
        }
        let State::Running(worker) = state else { return Given::NoWorker };
        let is_fresh = worker.served == 0;
        let answered = worker.ask(text);
        if worker.served >= DOCUMENTS || worker.spent >= SPENT || answered.is_err() {
            *state = State::NotStarted;
        }
        return match answered {
            Ok((Answer::Document, bytes)) => {
                let document = wire::read(&bytes).map(|document| Given::Document(Box::new(document)));
                if document.is_none() {
                    *state = State::NotStarted;
                }
                document.unwrap_or_else(|| refused(""))
            }
            Ok((Answer::Empty, _)) => Given::Refused(Clean::line("it is empty")),
            // What came before may have used up the worker: a fresh one tells.
            Err(Lost::Died) if !is_fresh => continue,
            Ok((Answer::Failed, _)) | Err(Lost::Died) => refused(""),
            Err(Lost::Late) => refused(": no answer within 10 seconds"),
        };
    }
}

fn refused(why: &str) -> Given {
    Given::Refused(Clean::line(&format!("the page made its reader fail{why}")))
}

/// The command that starts this program again, with one argument: by the link to what runs now, which is right even when the file was
/// replaced meanwhile, else by its name.
#[expect(clippy::disallowed_methods, reason = "starts the program itself as a worker")]
pub(crate) fn this_program(argument: &str) -> io::Result<Command> {
    if cfg!(test) {
        return Err(io::Error::other("the program is not what runs the tests"));
    }
    let link = Path::new("/proc/self/exe");
    let program = if link.try_exists().unwrap_or(false) { link.to_owned() } else { std::env::current_exe()? };
    let mut command = Command::new(program);
    // Its name in the list of processes.
    command.arg0("briefing").arg(argument);
    Ok(command)
}

/// The one argument of a worker.
pub(crate) const ARGUMENT: &str = "--worker";

/// Runs this process as a worker until its input ends. Whether all went well.
pub(crate) fn serve() -> bool {
    let (input, output) = (io::stdin(), io::stdout());
    // Only the program starts workers, and it gives them pipes.
    !output.is_terminal() && serve::run(input.lock(), output.lock()).is_ok()
}
