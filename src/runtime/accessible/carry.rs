//! What the core wants done, done at once and in order: nothing runs beside the dialogue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::super::jobs::HITS;
use super::super::now;
use super::Dialogue;
use crate::analysis;
use crate::app::{Effect, MOST_SNIPPETS, Msg, Timer};
use crate::document::Clean;
use crate::library::{Batch, Change, EntryId, Origin, SaveState, Stamped};
use crate::search::{self, Query, Today, rank_here};
use crate::store::{self, Amount};

/// How many files are read between two words about it.
const STEP: u32 = 2_000;
/// More marks at once than these are told by their number.
const FEW: usize = 5;

impl Dialogue {
    /// Does what the core asks for.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Scan => self.scan(),
                Effect::Load(entry, origin) => self.load(entry, &origin),
                Effect::Analyse(entry, loaded) => {
                    let analyse = || analysis::analyse(&loaded.document, &|| false);
                    match catch_unwind(AssertUnwindSafe(analyse)) {
                        Ok(analysis) => self.send(Msg::Analysed(entry, loaded.id, Arc::new(analysis))),
                        Err(_) => self.notice("the document could not be analysed: internal error"),
                    }
                }
                Effect::Find { entry, loaded, query, tongue } => {
                    let found = search::find_here(&loaded.document, &query, tongue, HITS, &|| false);
                    self.send(Msg::Found { entry, query, hits: found.hits, complete: found.complete });
                }
                Effect::Rank(asker, ask) => {
                    let query = ask.query.clone();
                    self.send(Msg::Ranked { asker, query, ranked: rank_here(ask) });
                }
                Effect::Search(request) => {
                    // Only the whole of it is told.
                    let answer = self.finder.search_all(&request, &mut |_, _| ());
                    self.send(Msg::Answered(answer));
                }
                Effect::Snippets { text, is_typing, corrections, entries } => {
                    let query = Query::read(&text, Today::at(now()), is_typing);
                    if query.needs_analysis() {
                        self.finder.refresh();
                    }
                    let hits = self.finder.snippets(&query, corrections.as_deref(), &entries, MOST_SNIPPETS, &|| false);
                    self.send(Msg::Snippets { text, hits });
                }
                Effect::Save(changes) => self.save(&changes),
                Effect::Edit(..) => self.notice("a note is written here as: note, and your words"),
                Effect::Page(_) | Effect::Copy(_) | Effect::Suspend => self.notice("this needs a screen"),
                Effect::Wake { timer: Timer::Position, .. } => self.is_place_due = true,
                Effect::Wake { timer: Timer::WhichKey | Timer::Search | Timer::Indexing, .. }
                | Effect::StopSearch
                | Effect::PauseIndexing(_)
                | Effect::Redraw => {}
                Effect::Quit => self.is_over = true,
            }
        }
    }

    fn notice(&mut self, words: &str) {
        self.send(Msg::Notice(Clean::line(words)));
    }

    /// Looks through all files before anything is told of them: numbers that were said must not move.
    fn scan(&mut self) {
        let mut whole = Batch::default();
        let mut said = 0;
        let voice = &mut self.voice;
        let mut take = |batch: Batch| {
            if batch.read >= said + STEP {
                said = batch.read;
                // Nobody listens when this fails; the next line finds out.
                let _ = voice.say(&format!("read {} of {}", batch.read, batch.found));
            }
            let mut before = std::mem::take(&mut whole);
            before.rows.append(batch.rows);
            before.entries.extend(batch.entries);
            before.gone.extend(batch.gone);
            let notice = batch.notice.or(before.notice);
            whole = Batch { rows: before.rows, entries: before.entries, gone: before.gone, notice, ..batch };
        };
        store::scan(&self.targets, &|| false, &mut take);
        self.send(Msg::Scanned(whole));
    }

    fn load(&mut self, entry: EntryId, origin: &Origin) {
        let loaded = catch_unwind(AssertUnwindSafe(|| store::load(origin, Amount::Whole)));
        let failed = || Err(Clean::line("the program fails on what is in it: internal error"));
        match loaded.unwrap_or_else(|_| failed()) {
            Ok(loaded) => self.send(Msg::Loaded(entry, Arc::new(loaded))),
            Err(reason) => self.send(Msg::Failed(entry, reason)),
        }
    }

    /// Writes marks and says so. What could not be written stays with the journal and goes with the next ones.
    fn save(&mut self, changes: &[Stamped]) {
        let told: Vec<String> = changes.iter().filter_map(words).collect();
        let state = match self.journal.append(changes) {
            Ok(()) => {
                self.acknowledge("saved", &told);
                SaveState::Saved
            }
            Err(error) => {
                self.acknowledge("not saved yet", &told);
                let why = self.journal.trouble().unwrap_or(&error.message);
                SaveState::NotSaved(self.journal.pending().max(1), Clean::line(why))
            }
        };
        self.send(Msg::Saved(state));
    }

    fn acknowledge(&mut self, how: &str, told: &[String]) {
        self.has_saved |= !told.is_empty();
        let lines = if told.len() > FEW { &[format!("{} marks", told.len())][..] } else { told };
        for line in lines {
            // Nobody listens when this fails; the next line finds out.
            let _ = self.voice.say(&format!("{how}: {line}"));
        }
    }
}

/// A change in words; the place where reading stopped and what was searched for are nothing to tell.
fn words(stamped: &Stamped) -> Option<String> {
    let what = match &stamped.change {
        Change::Read(true) => "marked read".to_owned(),
        Change::Read(false) => "marked unread".to_owned(),
        Change::Bookmark(true) => "bookmarked".to_owned(),
        Change::Bookmark(false) => "bookmark removed".to_owned(),
        Change::Place(letter, Some(_)) => format!("place {letter} marked"),
        Change::Place(letter, None) => format!("place {letter} removed"),
        Change::Tag(tag, true) => format!("tagged {tag}"),
        Change::Tag(tag, false) => format!("tag {tag} removed"),
        Change::Note(text) if text.trim().is_empty() => "note removed".to_owned(),
        Change::Note(_) => "note written".to_owned(),
        Change::Person(name, Some(_)) => format!("{name} corrected"),
        Change::Person(name, None) => format!("correction of {name} taken back"),
        Change::Search(name, Some(_)) => return Some(format!("search {name} kept")),
        Change::Search(name, None) => return Some(format!("search {name} removed")),
        Change::Position(_) | Change::Sought(..) => return None,
    };
    let title = stamped.title.as_deref().unwrap_or("a document");
    Some(format!("{what}: {title}"))
}
