//! The only module that touches the disk.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::document::Clean;
use crate::error::Error;
use crate::library::{Batch, Entry, Loaded, Marks, Origin, Stamped};
use crate::settings::{Fault, Settings};

/// Where configuration, state and cache live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paths {
    /// The configuration file; only ever read.
    pub(crate) config: PathBuf,
    /// The keymap file beside it.
    pub(crate) keymap: PathBuf,
    /// The folder of theme files beside it.
    pub(crate) themes: PathBuf,
    /// The state directory.
    pub(crate) state: PathBuf,
    /// The cache directory.
    pub(crate) cache: PathBuf,
}

/// Paths given on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Overrides {
    /// `--config`.
    pub(crate) config: Option<PathBuf>,
    /// `--state-dir`.
    pub(crate) state: Option<PathBuf>,
    /// `--cache-dir`.
    pub(crate) cache: Option<PathBuf>,
}

impl Paths {
    /// Command line before `BRIEFING_CONFIG`, `BRIEFING_STATE_DIR`, `BRIEFING_CACHE_DIR` before the platform's
    /// directories for the user.
    pub(crate) fn find(_given: Overrides) -> Result<Self, Error> {
        Err(Error::new("not written yet"))
    }
}

/// Text files of the user's configuration; a missing file is an empty text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Configuration {
    /// The settings, with defaults where nothing valid is said.
    pub(crate) settings: Settings,
    /// Faults in `config.toml`.
    pub(crate) faults: Vec<Fault>,
    /// The user's keymap file, unparsed.
    pub(crate) keymap: String,
    /// The user's theme files, unparsed, by name.
    pub(crate) themes: Vec<(String, String)>,
}

/// Reads the configuration. Never writes.
pub(crate) fn configuration(_paths: &Paths) -> Result<Configuration, Error> {
    Ok(Configuration::default())
}

/// What is opened: the paths named, else the configured library, else the embedded briefings. `-` is standard input.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Targets {
    /// Files and folders to walk.
    pub(crate) paths: Vec<PathBuf>,
    /// Standard input and embedded briefings.
    pub(crate) fixed: Vec<Entry>,
    /// How the whole is called in the header ("inbox", "3 places", "sample briefings").
    pub(crate) name: Clean,
}

/// Resolves what is opened; reads standard input when `-` is among the paths.
pub(crate) fn targets(_named: &[OsString], _settings: &Settings) -> Result<Targets, Error> {
    Ok(Targets::default())
}

/// Walks the targets and reads every document: first batches of entries as found, then the same entries as read,
/// newest first. Each entry's file is read once.
pub(crate) fn scan(_targets: &Targets, _stale: &dyn Fn() -> bool, _sink: &mut dyn FnMut(Batch)) {}

/// How much of a document to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Its beginning, when it is large; enough for the first screens.
    Beginning,
    /// All of it, up to the size bound.
    Whole,
}

/// Reads one document. The error is the reason in the reader's words.
pub(crate) fn load(_origin: &Origin, _amount: Amount) -> Result<Loaded, Clean> {
    Err(Clean::line("not written yet"))
}

/// The state directory as one session sees it: its own segment, and what the others wrote.
#[derive(Debug)]
pub(crate) struct Journal {
    _dir: PathBuf,
}

impl Journal {
    /// Opens the directory for reading; writes nothing before the first change.
    pub(crate) fn open(dir: &Path) -> Self {
        Self { _dir: dir.to_owned() }
    }

    /// The marks as all sessions left them, and the number of damaged lines that were kept aside.
    pub(crate) fn read(&mut self) -> Result<(Marks, usize), Error> {
        Ok((Marks::default(), 0))
    }

    /// Whether another session wrote since the last `read`.
    pub(crate) fn has_news(&self) -> bool {
        false
    }

    /// Writes changes; `Ok` means that they are on disk. On an error they stay pending and the next call retries them.
    pub(crate) fn append(&mut self, _changes: &[Stamped]) -> Result<(), Error> {
        Ok(())
    }

    /// How many changes are not on disk.
    pub(crate) fn pending(&self) -> usize {
        0
    }
}
