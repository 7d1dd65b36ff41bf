//! A stage for tests: the real core, painter, formats and analysis, without a terminal, a disk or a clock.
//!
//! Keys go in, pictures come out. Effects are carried out at once and in order.

mod asking;
mod coming;
mod indexing;
mod kept;
mod keys;
mod large;
mod picture;
mod properties;
mod reading;
mod screens;
mod searching;
mod sizes;
mod svg;
mod waiting;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::analysis::{self, Person, PersonKind};
use crate::app::{Effect, MOST_SNIPPETS, Msg, Size, Start, State, Timer, update};
use crate::document::Clean;
use crate::library::{Entry, EntryId, Loaded, Marks, Origin, SaveState, Stamped, Status};
use crate::search::{
    Answer, Content, EntryFacts, Facts, Fit, Found, Hit, Named, Near, Order, Query, Request, Today, Tongue, find_here,
    rank_here, told,
};
use crate::settings::Settings;
use crate::store::{self, Amount, Targets};
use crate::ui::Painter;

/// 2024-11-06 12:00 UTC.
const NOW: i64 = 1_730_894_400;

/// The program without its shells.
pub(super) struct Stage {
    pub(super) state: State,
    painter: Painter,
    targets: Targets,
    /// What would have gone to disk.
    pub(super) saved: Vec<Stamped>,
    /// What would have gone to the clipboard.
    pub(super) copied: Vec<String>,
    /// What would have gone to the pager.
    pub(super) paged: Vec<String>,
    /// Notes the user's editor was opened on.
    pub(super) edited: Vec<String>,
    /// What a search that finds nothing is told to be near to it.
    pub(super) near: Vec<Near>,
    /// Documents whose hits were asked for.
    pub(super) snipped: Vec<EntryId>,
    /// Whether searches get no answer for now.
    pub(super) is_deaf: bool,
    /// Whether indexing was asked to pause or go on.
    pub(super) paused: Option<bool>,
    /// Timers that were asked for.
    timers: HashMap<Timer, u32>,
    /// Whether the program ended.
    pub(super) is_over: bool,
    /// Whether reading is held back, to see the first frame.
    held: Option<Vec<Effect>>,
}

/// How a stage differs from the usual one.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Setting {
    pub(super) settings: Settings,
    pub(super) keymap: String,
    pub(super) ascii: bool,
    pub(super) utf8: bool,
    pub(super) plain: bool,
    pub(super) marks: Marks,
    pub(super) notices: Vec<&'static str>,
    pub(super) texts: Vec<(&'static str, &'static str)>,
    pub(super) is_single: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            keymap: String::new(),
            ascii: false,
            utf8: true,
            plain: false,
            marks: Marks::default(),
            notices: Vec::new(),
            texts: Vec::new(),
            is_single: false,
        }
    }
}

impl Stage {
    /// The embedded briefings at a size, all of them read.
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, Setting::default())
    }

    /// Texts of the test's own.
    pub(super) fn of(columns: u16, rows: u16, texts: &[(&'static str, &'static str)]) -> Self {
        Self::with(columns, rows, Setting { texts: texts.to_vec(), ..Setting::default() })
    }

    /// A stage that differs from the usual one.
    pub(super) fn with(columns: u16, rows: u16, setting: Setting) -> Self {
        let (mut stage, first) = Self::closed(columns, rows, setting);
        stage.perform(first);
        stage
    }

    /// A stage on which nothing has been read yet.
    pub(super) fn unread(columns: u16, rows: u16) -> Self {
        let (mut stage, first) = Self::closed(columns, rows, Setting::default());
        stage.held = Some(Vec::new());
        stage.perform(first);
        stage
    }

    fn closed(columns: u16, rows: u16, setting: Setting) -> (Self, Vec<Effect>) {
        let targets = if setting.texts.is_empty() {
            store::targets(&[], &Settings::default()).unwrap()
        } else {
            let fixed = setting.texts.iter().map(|(name, text)| entry(name, text.as_bytes())).collect();
            Targets { fixed, name: Clean::line("inbox"), ..Targets::default() }
        };
        let (painter, faults) = Painter::new(&[], setting.plain);
        assert_eq!(faults, Vec::<String>::new());
        let (state, first) = State::new(Start {
            settings: setting.settings,
            keymap: setting.keymap,
            themes: painter.names(),
            name: targets.name.clone(),
            size: Size { columns, rows },
            ascii: setting.ascii,
            utf8: setting.utf8,
            marks: setting.marks,
            now: NOW,
            notices: setting.notices.into_iter().map(Clean::line).collect(),
            is_single: setting.is_single,
        });
        let built = Self {
            state,
            painter,
            targets,
            saved: Vec::new(),
            copied: Vec::new(),
            paged: Vec::new(),
            edited: Vec::new(),
            near: Vec::new(),
            snipped: Vec::new(),
            is_deaf: false,
            paused: None,
            timers: HashMap::new(),
            is_over: false,
            held: None,
        };
        (built, first)
    }

    /// Presses keys, as in `"j j <enter> /budget<enter>"`: blanks only separate, `<space>` is the space bar.
    pub(super) fn press(&mut self, typed: &str) -> &mut Self {
        for chord in keys::parse(typed) {
            self.send(Msg::Key(chord));
        }
        self
    }

    /// Opens a briefing in the text by its file name.
    pub(super) fn open(&mut self, name: &str) -> &mut Self {
        let named = |id: &EntryId| self.state.library.get(*id).is_some_and(|entry| entry.name() == name);
        let row = self.state.list.rows().iter().position(named).unwrap() + 1;
        self.press(&format!("{row}G <enter>"))
    }

    /// Delivers a message and carries out what follows from it.
    pub(super) fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    /// Changes the size.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.send(Msg::Resize(Size { columns, rows }));
    }

    /// Lets a timer run out.
    pub(super) fn wake(&mut self, timer: Timer) {
        if self.timers.remove(&timer).is_some() {
            self.send(Msg::Woke(timer));
        }
    }

    /// Lets the reading that was held back happen.
    pub(super) fn release(&mut self) {
        let held = self.held.take().unwrap_or_default();
        self.perform(held);
    }

    /// The screen as it is now, and where the cursor stands.
    pub(super) fn draw(&self) -> (Buffer, Option<Position>) {
        let Size { columns, rows } = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = self.painter.draw(&self.state, &mut buffer);
        (buffer, cursor)
    }

    /// The text on the screen, line by line.
    pub(super) fn text(&self) -> String {
        picture::text(&self.draw().0)
    }

    /// A line of the screen.
    pub(super) fn line(&self, row: usize) -> String {
        self.text().lines().nth(row).unwrap_or_default().to_owned()
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (effect, &mut self.held) {
                (effect @ (Effect::Scan | Effect::Load(..)), Some(held)) => held.push(effect),
                (effect, _) => self.carry_out(effect),
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Scan => {
                let mut batches = Vec::new();
                store::scan(&self.targets, &|| false, &mut |batch| batches.push(batch));
                for batch in batches {
                    self.send(Msg::Scanned(batch));
                }
            }
            Effect::Load(id, origin) => match store::load(&origin, Amount::Whole) {
                Ok(loaded) => self.send(Msg::Loaded(id, Arc::new(loaded))),
                Err(reason) => self.send(Msg::Failed(id, reason)),
            },
            Effect::Analyse(id, loaded) => {
                let analysis = analysis::analyse(&loaded.document, &|| false);
                self.send(Msg::Analysed(id, loaded.id, Arc::new(analysis)));
            }
            Effect::Find { entry, loaded, query, tongue } => {
                let found = find_here(&loaded.document, &query, tongue, 1000, &|| false);
                self.send(Msg::Found { entry, query, hits: found.hits, complete: found.complete });
            }
            Effect::Rank(asker, ask) => {
                let query = ask.query.clone();
                self.send(Msg::Ranked { asker, query, ranked: rank_here(ask) });
            }
            Effect::Search(_) if self.is_deaf => {}
            Effect::Search(request) => self.answer(&request),
            Effect::Snippets { text, is_typing, entries, .. } => self.snip(text, is_typing, entries),
            Effect::PauseIndexing(is_paused) => self.paused = Some(is_paused),
            Effect::Save(changes) => {
                self.saved.extend(changes);
                self.send(Msg::Saved(SaveState::Saved));
            }
            Effect::Edit(_, text) => self.edited.push(text),
            Effect::Page(text) => self.paged.push(text),
            Effect::Copy(text) => self.copied.push(text),
            Effect::Wake { timer, after } => {
                self.timers.insert(timer, after);
            }
            Effect::StopSearch | Effect::Suspend | Effect::Redraw => {}
            Effect::Quit => self.is_over = true,
        }
    }

    /// Answers a search by looking at every document.
    fn answer(&mut self, request: &Request) {
        let query = query(&request.text, request.is_typing);
        let mut answer = Answer { text: request.text.clone(), done: true, ..Answer::default() };
        answer.faults = query.faults().to_vec();
        let mut looser = self::query(&request.text, false).looser();
        for known in request.library.iter() {
            let read = read(&known.origin(), &query);
            let Some(why) = known.failure().map(Clean::line).or(read.loaded.as_ref().err().cloned()) else {
                answer.searched += 1;
                let marks = request.marks.as_ref().zip(known.doc()).map(|(marks, doc)| marks.get(doc));
                let about = EntryFacts { path: known.name(), added: known.added(), marks: marks.unwrap_or_default() };
                for known in &mut looser {
                    known.documents += u32::from(known.query.fit(&read.content, &about).is_some());
                }
                if let Some(fit) = query.fit(&read.content, &about) {
                    let score = f32::from(u16::try_from(read.hits(&query).len()).unwrap());
                    answer.rows.push(Found { entry: known.id(), score, is_exact: fit == Fit::Exact });
                }
                continue;
            };
            match answer.failed.iter_mut().find(|row| row.0 == why) {
                Some(row) => row.1 += 1,
                None => answer.failed.push((why, 1)),
            }
        }
        let date = |found: &Found| request.library.get(found.entry).and_then(|entry| entry.date());
        match request.order {
            Order::Relevance => answer.rows.sort_by(Found::by_relevance),
            Order::Date => answer.rows.sort_by_key(|found| Reverse(date(found).map(|date| date.value))),
        }
        if answer.rows.is_empty() {
            answer.near = self.near.iter().cloned().chain(told(looser)).collect();
        }
        self.send(Msg::Answered(answer));
    }

    /// Finds the hits of documents on the screen.
    fn snip(&mut self, text: String, is_typing: bool, entries: Vec<(EntryId, Origin)>) {
        let query = query(&text, is_typing);
        self.snipped.extend(entries.iter().map(|(id, _)| *id));
        let hits = entries.into_iter().map(|(id, origin)| (id, read(&origin, &query).hits(&query))).collect();
        self.send(Msg::Snippets { text, hits });
    }
}

fn query(text: &str, is_typing: bool) -> Query {
    if is_typing { Query::typing(text, Today::at(NOW)) } else { Query::parse(text, Today::at(NOW)) }
}

/// A document as searches see it.
struct Read {
    loaded: Result<Loaded, Clean>,
    facts: Facts,
    content: Content,
}

impl Read {
    fn hits(&self, query: &Query) -> Vec<Hit> {
        self.loaded
            .as_ref()
            .map_or_else(|_| Vec::new(), |loaded| query.hits(&loaded.document, &self.facts, MOST_SNIPPETS))
    }
}

/// Reads a document, and looks for the people in it if a query asks for them, once a test.
fn read(origin: &Origin, query: &Query) -> Rc<Read> {
    thread_local!(static KNOWN: RefCell<HashMap<(Origin, bool), Rc<Read>>> = RefCell::default());
    let key = (origin.clone(), query.asks_people());
    let known = KNOWN.with_borrow(|known| known.get(&key).cloned());
    known.unwrap_or_else(|| {
        let loaded = store::load(origin, Amount::Whole);
        let document = loaded.as_ref().map(|loaded: &Loaded| &loaded.document);
        let language = document.ok().and_then(analysis::language);
        let tongue = language.and_then(|language| Tongue::of(language.code()));
        let found = document.ok().filter(|_| key.1).map(|document| analysis::analyse(document, &|| false).people);
        let named = |person: Person| Named {
            forms: [person.name].into_iter().chain(person.forms.into_iter().map(|form| form.text)).collect(),
            places: person.mentions,
            is_author: person.kind == PersonKind::Author,
        };
        let people = found.into_iter().flatten().map(named).collect();
        let facts = Facts { tongue, people, ..Facts::default() };
        let content = document.map_or_else(|_| Content::default(), |document| Content::of(document, &facts));
        let read = Rc::new(Read { loaded, facts, content });
        KNOWN.with_borrow_mut(|known| known.insert(key, Rc::clone(&read)));
        read
    })
}

fn entry(name: &'static str, bytes: &'static [u8]) -> Entry {
    Entry {
        origin: Origin::Embedded { name, bytes },
        name: Clean::line(name),
        size: bytes.len() as u64,
        modified: None,
        added: None,
        status: Status::Found,
    }
}
