//! The state of the whole program.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::chord::Chord;
use super::keymap::Keymap;
use super::line::LineEdit;
use super::list::List;
use super::message::{Effect, Msg, Size};
use super::overlay::Overlay;
use super::panels::{Panel, PanelRow, Panels};
use super::panes::{Focus, Panes, Wish, content, divide, text_columns};
use super::progress::Shown;
use super::prompt::History;
use super::reader::Reader;
use super::search::Search;
use super::tally::Counting;
use super::undo::Undo;
use crate::analysis::Analysis;
use crate::document::{Anchor, Clean, DocId, Quote};
use crate::library::{Change, EntryId, EntryRef, Library, Loaded, Marks, SaveState, Skipped, Stamped};
use crate::settings::Settings;

/// What the program starts with.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    /// The user's settings.
    pub(crate) settings: Settings,
    /// The user's keymap file, unparsed; the embedded defaults come first.
    pub(crate) keymap: String,
    /// Names of the themes there are.
    pub(crate) themes: Vec<String>,
    /// How the opened whole is called.
    pub(crate) name: Clean,
    /// The terminal's size.
    pub(crate) size: Size,
    /// Whether rules and signs have to be ASCII, because the terminal or the locale has nothing else.
    pub(crate) ascii: bool,
    /// Whether the locale has UTF-8; without it the text itself is shown in ASCII too.
    pub(crate) utf8: bool,
    /// The marks as all sessions left them.
    pub(crate) marks: Marks,
    /// Seconds since 1970, for dates relative to today.
    pub(crate) now: i64,
    /// What the user has to be told at once: faults in the configuration, damaged state.
    pub(crate) notices: Vec<Clean>,
    /// Whether one file was named: it is opened at once.
    pub(crate) is_single: bool,
}

/// The state of the whole program.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(crate) struct State {
    /// The user's settings, as changed in this session.
    pub(crate) settings: Settings,
    /// Names of the themes there are.
    pub(crate) themes: Vec<String>,
    /// How the opened whole is called.
    pub(crate) name: Clean,
    /// The terminal's size.
    pub(crate) size: Size,
    /// Whether rules and signs are ASCII.
    pub(crate) ascii: bool,
    /// Whether the locale has UTF-8.
    pub(crate) utf8: bool,
    /// Seconds since 1970 at the start.
    pub(crate) now: i64,
    /// The documents.
    pub(crate) library: Library,
    /// What the user added to them.
    pub(crate) marks: Marks,
    /// Whether that is on disk.
    pub(crate) save: SaveState,
    /// Marks of edited files that go to disk with the next change to the file's new content.
    pub(super) adopted: HashMap<DocId, Vec<Stamped>>,
    /// The keys in force.
    pub(crate) keymap: Keymap,
    /// The list.
    pub(crate) list: List,
    /// The text.
    pub(crate) reader: Reader,
    /// Cursors of the panels.
    pub(crate) panels: Panels,
    /// Counts the changes of what the panels show.
    pub(super) revision: u64,
    /// What the panels show, with the revision and the width it was laid out for.
    pub(super) contents: HashMap<Panel, LaidOut>,
    /// What the people are filtered by.
    pub(crate) people_filter: LineEdit,
    /// Where keys go.
    pub(crate) focus: Focus,
    /// Which of list and text is shown where only one has room.
    pub(crate) reading: bool,
    /// Whether the focused pane has the whole screen.
    pub(crate) zoom: bool,
    /// Where everything is.
    pub(crate) panes: Panes,
    /// What lies over the panes.
    pub(crate) overlay: Option<Overlay>,
    /// Keys of a sequence pressed so far.
    pub(crate) pending: Vec<Chord>,
    /// A number typed before a key.
    pub(crate) count: Option<u32>,
    /// Whether the keys that may follow are shown.
    pub(crate) menu: bool,
    /// What the status line tells.
    pub(crate) notice: Option<Notice>,
    /// More to tell, one at a time.
    pub(super) notices: Vec<Notice>,
    /// How far the scan is.
    pub(crate) scan: Progress,
    /// What can be undone.
    pub(super) undo: Undo,
    /// Lines typed before.
    pub(super) history: History,
    /// Searches in hand, the one on the screen last: a search may begin in a text that another one found.
    pub(super) searches: Vec<Search>,
    /// Of what the facets in hand were counted.
    pub(super) facets_of: u64,
    /// Counts the changes of what the list is made of.
    pub(super) changes: u64,
    /// How far indexing is.
    pub(super) indexing: Shown,
    /// Hits of the saved searches.
    pub(super) counting: Counting,
    /// How many of the new documents were looked at.
    pub(super) new_seen: u32,
    /// Documents read lately.
    pub(super) recent: Recent,
    /// Where to go in a document that is being loaded.
    pub(super) wanted: Option<(EntryId, Goal)>,
    /// The document that is being loaded.
    pub(super) loading: Option<EntryId>,
    /// Whether the open document was marked read without being asked, so that it does not happen again after `r`.
    pub(super) was_marked: Option<EntryId>,
    /// Marks that wait for their files to be read.
    pub(super) waiting: Waiting,
    /// Whether the document read last has been looked for.
    pub(super) is_resumed: bool,
    /// Whether one file was named: leaving it ends the program, as it does in a pager.
    pub(super) is_single: bool,
}

/// Marks that wait for their files to be read, in the order in which they were set.
pub(super) type Waiting = Vec<(EntryId, Change)>;

/// Rows of a panel, with the revision of its contents and the width they were made for.
pub(super) type LaidOut = ((u64, u16), Rc<[PanelRow]>);

/// Something told in the status line until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// The words.
    pub(crate) text: String,
    /// Whether it is about trouble.
    pub(crate) is_trouble: bool,
}

/// How far the scan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Progress {
    /// Files read.
    pub(crate) read: u32,
    /// Files found.
    pub(crate) found: u32,
    /// Documents that came since the last session.
    pub(crate) new: u32,
    /// Whether it is over.
    pub(crate) done: bool,
    /// What was passed over.
    pub(crate) skipped: Skipped,
}

/// Where to go in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Goal {
    /// To an address.
    Anchor(Anchor),
    /// To a hit of the search in hand, which `n` goes on from.
    Found(Stop),
    /// To the words of a mark.
    Quote(Quote),
}

/// Which hit of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The first.
    First,
    /// The one at an address.
    At(Anchor),
    /// The last.
    Last,
}

/// The documents read last, so that going back to one does not read it again.
#[derive(Debug, Default)]
pub(super) struct Recent {
    kept: Vec<(EntryId, Arc<Loaded>, Option<Arc<Analysis>>)>,
}

impl Recent {
    /// How many are kept.
    const KEPT: usize = 16;
    /// Longer texts are read again.
    const MAX_BLOCKS: usize = 5_000;

    /// Keeps a document.
    pub(super) fn put(&mut self, entry: EntryId, loaded: &Arc<Loaded>) {
        self.kept.retain(|known| known.0 != entry);
        if loaded.complete && loaded.document.blocks.len() <= Self::MAX_BLOCKS {
            self.kept.push((entry, Arc::clone(loaded), None));
            if self.kept.len() > Self::KEPT {
                self.kept.remove(0);
            }
        }
    }

    /// Keeps an analysis with its document.
    pub(super) fn put_analysis(&mut self, entry: EntryId, analysis: &Arc<Analysis>) {
        if let Some(known) = self.kept.iter_mut().find(|known| known.0 == entry) {
            known.2 = Some(Arc::clone(analysis));
        }
    }

    /// A kept document.
    pub(super) fn get(&self, entry: EntryId) -> Option<(Arc<Loaded>, Option<Arc<Analysis>>)> {
        self.kept.iter().find(|known| known.0 == entry).map(|known| (Arc::clone(&known.1), known.2.clone()))
    }

    /// Forgets a document whose file changed.
    pub(super) fn forget(&mut self, entry: EntryId) {
        self.kept.retain(|known| known.0 != entry);
    }
}

impl State {
    /// The state before the first message, and what to do first.
    pub(crate) fn new(start: Start) -> (Self, Vec<Effect>) {
        let (keymap, faults) = Keymap::with_user(&start.keymap);
        let trouble = |text: String| Notice { text, is_trouble: true };
        let mut notices: Vec<Notice> = start.notices.iter().map(|text| trouble(text.to_string())).collect();
        notices.extend(faults.iter().map(|fault| {
            trouble(Clean::line(&format!("keymap.toml, line {}: {}", fault.line, fault.message)).to_string())
        }));
        notices.reverse();
        let list = List::new(start.settings.sort);
        let panes = divide(Wish {
            size: start.size,
            layout: start.settings.layout,
            footer: start.settings.footer,
            focus: Focus::List,
            reading: false,
            zoom: false,
            before: None,
        });
        let mut state = Self {
            settings: start.settings,
            themes: start.themes,
            name: start.name,
            size: start.size,
            ascii: start.ascii,
            utf8: start.utf8,
            now: start.now,
            library: Library::default(),
            marks: start.marks,
            save: SaveState::Saved,
            adopted: HashMap::new(),
            keymap,
            list,
            reader: Reader::default(),
            panels: Panels::default(),
            revision: 0,
            contents: HashMap::new(),
            people_filter: LineEdit::default(),
            focus: Focus::List,
            reading: false,
            zoom: false,
            panes,
            overlay: None,
            pending: Vec::new(),
            count: None,
            menu: false,
            notice: notices.pop(),
            notices,
            scan: Progress::default(),
            undo: Undo::default(),
            history: History::default(),
            searches: Vec::new(),
            facets_of: 0,
            changes: 0,
            indexing: Shown::default(),
            counting: Counting::default(),
            new_seen: 0,
            recent: Recent::default(),
            wanted: None,
            loading: None,
            was_marked: None,
            waiting: Waiting::new(),
            is_resumed: false,
            is_single: start.is_single,
        };
        if start.is_single {
            state.set_focus(Focus::Reader);
        }
        state.lay_out();
        (state, vec![Effect::Scan])
    }

    /// Tells something in the status line.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: false });
    }

    /// Tells about trouble.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: true });
    }

    /// The entry under the list's cursor.
    pub(crate) fn current(&self) -> Option<(EntryId, EntryRef<'_>)> {
        let id = self.list.current()?;
        self.library.get(id).map(|entry| (id, entry))
    }

    /// The analysis of the open text.
    pub(crate) fn analysis(&self) -> Option<&Analysis> {
        self.reader.text()?.analysis.as_deref()
    }

    /// Gives every pane its cells, and the list, the text and what lies over them their rows.
    pub(super) fn lay_out(&mut self) {
        let wish = Wish {
            size: self.size,
            layout: self.settings.layout,
            footer: self.settings.footer,
            focus: self.focus,
            reading: self.reading,
            zoom: self.zoom,
            before: Some(self.panes.shape),
        };
        self.panes = divide(wish);
        let shape = self.panes.shape;
        if let Some(list) = self.panes.list {
            self.list.set_height(content(list, shape).height);
        }
        // A text that is not on the screen is kept ready for the pane it will have.
        let reader = self.panes.reader.or_else(|| divide(Wish { focus: Focus::Reader, reading: true, ..wish }).reader);
        if let Some(reader) = reader {
            let pane = content(reader, shape);
            let (_, width) = text_columns(pane, self.settings.text_width);
            self.reader.resize(width, pane.height);
        }
        self.lay_out_panels();
        self.lay_out_results();
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            let area = super::popup::area(self.panes.body, self.panes.shape, picker.len(), picker.typing);
            picker.set_height(area.rows.height);
        }
    }
}

/// Applies a message; what has to be done outside the core is returned.
pub(crate) fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut effects = state.handle(msg);
    effects.extend(state.ask_for_rankings());
    state.lay_out();
    effects.extend(state.count_next_facet());
    effects.extend(state.want_hits());
    effects
}
