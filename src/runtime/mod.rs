//! The only module with a terminal, threads, signals and a clock.
//!
//! ```text
//!  keys ──► input ──► app::update ──► effects ──► jobs, saver, clipboard, external, terminal
//!                        ▲                           │
//!                        └──────── report ◄──────────┘        signals ──► ending
//! ```
//!
//! `session` is the loop between them; `screen` and `encode` send what changed on the screen in one write. `accessible`
//! is another reader over the same core: lines instead of a screen, and nothing of the above.

mod accessible;
mod clipboard;
mod command;
mod encode;
mod ending;
mod environment;
mod external;
mod indexing;
mod input;
mod jobs;
mod keys;
mod pace;
mod panic;
mod pen;
mod poll;
mod rank;
mod report;
mod saver;
mod screen;
mod scroll;
mod session;
mod signals;
mod terminal;
mod timers;
#[cfg(test)]
#[path = "../../fuzz/rooms/typed.rs"]
mod typed;
mod worker;

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime};

use rustix::process::{Resource, Rlimit, setrlimit};

pub(crate) use self::accessible::{converse, is_conversation_wished};
use self::ending::Ending;
use self::environment::Environment;
pub(crate) use self::indexing::{ARGUMENT as SWEEPER_ARGUMENT, serve as serve_as_sweeper};
use self::input::Decoder;
use self::jobs::Jobs;
use self::pace::Pace;
use self::saver::Saver;
use self::screen::Screen;
use self::session::Session;
use self::terminal::Terminal;
use self::timers::Timers;
use crate::app::{self, Msg, Start, State};
use crate::document::Clean;
use crate::error::Error;
use crate::library::{Marks, SaveState};
use crate::settings::Fault;
use crate::store::{self, Configuration, Journal, Paths, Targets};
use crate::ui::Painter;

/// How long the last marks may take to be written when the user quits.
const LAST_SAVE: Duration = Duration::from_secs(5);

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

/// Whether a screen can be drawn: output is a terminal, keys can be read from one, and `TERM` is not `dumb`.
pub(crate) fn has_screen() -> bool {
    !Environment::read().is_dumb() && terminal::is_present()
}

/// Runs the reader until the user quits.
pub(crate) fn run(launch: Launch) -> Result<(), Error> {
    // What is read may be confidential: no image of the memory is left on a shared server. Not being able to forbid it
    // is no reason not to read.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let terminal = Arc::new(Terminal::open().map_err(|error| unusable(&error))?);
    let (mut session, first) = open(launch, &terminal).map_err(|error| unusable(&error))?;
    let shared = session.shared();
    let result = panic::guard(&terminal, || {
        shared.enter().map_err(|error| unusable(&error))?;
        match session.run(first) {
            Ok(()) => Ok(()),
            Err(error) if is_gone(&error) => session.vanish(),
            Err(error) => Err(unusable(&error)),
        }
    });
    terminal.close();
    match session.finish(LAST_SAVE) {
        SaveState::Saved => result,
        SaveState::NotSaved(count, why) => {
            rescue(&session.unwritten());
            result.and(Err(not_saved(count, &why)))
        }
    }
}

/// What is said after the records that could not be written.
fn not_saved(count: usize, why: &str) -> Error {
    let lost = if count == 1 { "1 change is".to_owned() } else { format!("{count} changes are") };
    Error::new(format!("{lost} not saved: {why}"))
        .hint("the lines above are what is not saved; in a file ending in .jsonl in the state directory they count")
}

/// Prints the records that could not be written: the last chance to keep them. Paths in them are as they are on disk, so
/// that all that is not ASCII is written as JSON escapes: the same record, and nothing for the terminal to obey.
fn rescue(records: &[String]) {
    let mut text = String::new();
    for c in records.iter().flat_map(|record| record.chars().chain(['\n'])) {
        if c.is_ascii() {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = fmt::Write::write_fmt(&mut text, format_args!("\\u{unit:04x}"));
            }
        }
    }
    // There is no other place left to put them.
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Reads the marks, starts the threads, and puts the session together. The terminal is not touched yet.
#[expect(clippy::disallowed_methods, reason = "the loop counts from now")]
fn open(launch: Launch, terminal: &Arc<Terminal>) -> io::Result<(Session, Vec<app::Effect>)> {
    let Launch { targets, configuration, paths } = launch;
    let Configuration { settings, faults, keymap, themes } = configuration;
    let environment = Environment::read();
    let (outbox, inbox) = report::channel()?;

    let (painter, unpaintable) = Painter::new(&themes, environment.is_plain(&settings));
    let (journal, marks, mut notices) = marks_and_notices(&paths.state, &faults);
    notices.extend(unpaintable);
    let (size, last) = (terminal.size(), marks.last_read());
    let (mut state, mut first) = State::new(Start {
        keymap,
        name: targets.name.clone(),
        size,
        ascii: environment.is_ascii(&settings),
        utf8: environment.is_utf8(),
        themes: painter.names(),
        marks,
        now: now(),
        notices: notices.iter().map(|notice| Clean::line(notice)).collect(),
        is_single: targets.is_single(),
        settings: settings.clone(),
    });
    if let Some(batch) = store::begin(&targets, size.rows.into(), last) {
        first.extend(app::update(&mut state, Msg::Scanned(batch)));
    }
    let ending = Ending {
        terminal: Arc::clone(terminal),
        saver: Saver::new(journal, outbox.clone()),
        outbox: outbox.clone(),
        handed_over: Arc::default(),
        is_lent: Arc::new(AtomicBool::new(false)),
        interrupts: Default::default(),
    };
    signals::watch(outbox.clone(), ending.clone())?;
    let session = Session {
        state,
        painter,
        screen: Screen::new(size),
        decoder: Decoder::new(environment.escape_hold(&settings)),
        jobs: Jobs::new(targets, &outbox),
        timers: Timers::default(),
        pace: Pace::new(),
        inbox,
        outbox,
        ending,
        settings,
        environment,
        folder: paths.state,
        watch: None,
        unsaved: VecDeque::new(),
        heard: Instant::now(),
        is_behind: false,
        is_over: false,
    };
    Ok((session, first))
}

/// Reads the marks; what the user has to be told about the configuration and about them.
fn marks_and_notices(state: &Path, faults: &[Fault]) -> (Journal, Marks, Vec<String>) {
    let mut notices: Vec<String> =
        faults.iter().map(|fault| format!("config.toml:{}: {}", fault.line, fault.message)).collect();
    let mut journal = Journal::open(state);
    let marks = match journal.read() {
        Ok((marks, damaged)) => {
            if damaged > 0 {
                notices.push(format!("{damaged} damaged lines in the saved marks were kept aside"));
            }
            marks
        }
        Err(error) => {
            notices.push(error.message);
            Marks::default()
        }
    };
    (journal, marks, notices)
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and handed on as a value")]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

fn unusable(error: &io::Error) -> Error {
    Error::new(format!("cannot use the terminal: {error}"))
}

/// What reading and writing say when the terminal has hung up.
fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::WriteZero)
        || error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}
