//! Everything that can reach the core, and everything it can ask for.

use std::sync::Arc;

use super::chord::Chord;
use crate::analysis::Analysis;
use crate::document::{Anchor, Clean, DocId};
use crate::library::{Batch, Corrections, EntryId, Loaded, Marks, Origin, SaveState, Stamped};
use crate::search::{Answer, Ask, Hit, Ranked, Request, Tongue};

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted, in one piece.
    Paste(String),
    /// The terminal has this size now. The same size again means: draw everything anew.
    Resize(Size),
    /// A step of the scan.
    Scanned(Batch),
    /// A document was read; a large one comes twice, first its beginning.
    Loaded(EntryId, Arc<Loaded>),
    /// A document could not be read, and why.
    Failed(EntryId, Clean),
    /// A document was analysed.
    Analysed(EntryId, DocId, Arc<Analysis>),
    /// Places where the query was found in a document, in text order; `complete` is false when there are more.
    Found {
        /// The document.
        entry: EntryId,
        /// What was looked for.
        query: String,
        /// The hits.
        hits: Vec<Anchor>,
        /// Whether these are all.
        complete: bool,
    },
    /// What a search over all documents found so far; it takes the place of the answer before.
    Answered(Answer),
    /// Hits of documents on the screen.
    Snippets {
        /// What was searched for.
        text: String,
        /// The documents with their hits.
        hits: Vec<(EntryId, Vec<Hit>)>,
    },
    /// What a query found in a long list, or the best of it so far.
    Ranked {
        /// Who asked.
        asker: Asker,
        /// What was typed.
        query: String,
        /// What matches.
        ranked: Ranked,
    },
    /// How far indexing is.
    Indexing(Indexing),
    /// The marks as all sessions left them, with what this one has changed since.
    Marks(Marks),
    /// Whether marks are on disk.
    Saved(SaveState),
    /// The user's editor closed with this text; nothing when it failed or changed nothing.
    Edited(DocId, Option<String>),
    /// A timer that the core asked for is due.
    Woke(Timer),
    /// The program is back from being suspended or from another program that had the terminal.
    Resumed,
    /// Something to tell the user in the status line.
    Notice(Clean),
}

/// Something to be done outside the core.
#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// Look through the folders again.
    Scan,
    /// Read a document.
    Load(EntryId, Origin),
    /// Analyse a document.
    Analyse(EntryId, Arc<Loaded>),
    /// Find a query in one long document.
    Find {
        /// The document.
        entry: EntryId,
        /// Its text.
        loaded: Arc<Loaded>,
        /// What to look for.
        query: String,
        /// The language of the text, for other forms of its words.
        tongue: Option<Tongue>,
    },
    /// Search all documents; a newer search takes the place of this one.
    Search(Box<Request>),
    /// Nobody waits for the answer to a search any more.
    StopSearch,
    /// Find the hits of documents that were found.
    Snippets {
        /// What was searched for.
        text: String,
        /// Whether its last word may still be going on.
        is_typing: bool,
        /// The user's corrections of people, when people are searched for.
        corrections: Option<Arc<Corrections>>,
        /// The documents on the screen.
        entries: Vec<(EntryId, Origin)>,
    },
    /// Rank a long list by what is typed; a newer one takes its place.
    Rank(Asker, Ask),
    /// Pause indexing, or go on with it.
    PauseIndexing(bool),
    /// Write changes to disk. Never dropped.
    Save(Vec<Stamped>),
    /// Open the user's editor on a note.
    Edit(DocId, String),
    /// Show text in the user's pager.
    Page(String),
    /// Send text to the terminal's clipboard.
    Copy(String),
    /// Call back with `Msg::Woke`; a later request for the same timer replaces this one.
    Wake {
        /// Which timer.
        timer: Timer,
        /// Milliseconds from now.
        after: u32,
    },
    /// Stop until the shell brings the program back.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// End the program.
    Quit,
}

/// Who asks for a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// The list, for its filter.
    List,
    /// The list over the screen.
    Picker,
}

/// Timers of the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Timer {
    /// Show the menu of keys that may follow a prefix.
    WhichKey,
    /// Save the place in the text.
    Position,
    /// Tell that a search takes long.
    Search,
    /// Tell how far indexing is by now.
    Indexing,
}

/// How far indexing is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Indexing {
    /// Documents indexed.
    pub(crate) done: u32,
    /// Documents there are to index.
    pub(crate) total: u32,
    /// Seconds it will go on for, when that can be said.
    pub(crate) seconds_left: Option<u32>,
    /// Whether the user paused it.
    pub(crate) is_paused: bool,
    /// Why it cannot go on.
    pub(crate) trouble: Option<Clean>,
}

/// The terminal's size in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Columns.
    pub(crate) columns: u16,
    /// Rows.
    pub(crate) rows: u16,
}
