//! What each message does.

use std::sync::Arc;

use super::keymap::Context;
use super::message::{Asker, Effect, Msg, Timer};
use super::overlay::Overlay;
use super::page::Headline;
use super::panes::Focus;
use super::state::{Goal, Notice, State};
use super::text::Text;
use crate::analysis::Analysis;
use crate::document::{Clean, DocId, Quote, reading_minutes};
use crate::library::{Batch, Change, Corrections, Entry, EntryId, Loaded, Marks, Status};
use crate::search::{Ask, Ranked};
use crate::settings::ReadOn;

impl State {
    pub(super) fn handle(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(chord) => {
                if !self.pending.is_empty() || self.notice.is_some() {
                    self.notice = self.notices.pop();
                }
                if let Some(search) = self.search_mut() {
                    search.opens = false;
                }
                self.key(chord)
            }
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(size) => {
                let is_same = self.size == size;
                self.size = size;
                if is_same { vec![Effect::Redraw] } else { Vec::new() }
            }
            Msg::Scanned(batch) => self.scanned(batch),
            Msg::Loaded(entry, loaded) => self.loaded(entry, &loaded),
            Msg::Failed(entry, reason) => self.failed(entry, reason),
            Msg::Analysed(entry, doc, analysis) => {
                self.analysed(entry, doc, &analysis);
                Vec::new()
            }
            Msg::Found { entry, query, hits, complete } => {
                self.found(entry, &query, hits, complete);
                Vec::new()
            }
            Msg::Answered(answer) => self.answered(answer),
            Msg::Ranked { asker, query, ranked } => self.ranked(asker, &query, ranked),
            Msg::Snippets { text, hits } => {
                self.took_hits(&text, hits);
                Vec::new()
            }
            Msg::Indexing(indexing) => self.indexed(indexing),
            Msg::Marks(marks) => self.marks_arrived(marks),
            Msg::Saved(save) => {
                self.save = save;
                Vec::new()
            }
            Msg::Edited(doc, text) => self.edited(doc, text),
            Msg::Woke(Timer::WhichKey) => {
                self.menu = !self.pending.is_empty();
                Vec::new()
            }
            Msg::Woke(Timer::Position) => self.save_position(),
            Msg::Woke(Timer::Search) => {
                self.search_is_slow();
                Vec::new()
            }
            Msg::Woke(Timer::Indexing) => self.tell_indexing(),
            Msg::Resumed => vec![Effect::Redraw],
            Msg::Notice(text) => {
                self.tell(text.to_string());
                Vec::new()
            }
        }
    }

    fn scanned(&mut self, batch: Batch) -> Vec<Effect> {
        self.scan.read = batch.read;
        self.scan.found = batch.found;
        self.scan.skipped = batch.skipped;
        self.scan.done = batch.done;
        self.scan.new = batch.new;
        self.new_seen = self.new_seen.min(batch.new);
        if let Some(notice) = batch.notice {
            self.warn(notice.to_string());
        }
        let open = self.reader.text().map(|text| (text.entry, text.id()));
        // The first screen is drawn before room is made for all that follows it.
        if self.library.len() > 0 {
            self.library.expect(batch.found);
        }
        let mut changed = self.library.merge_rows(&batch.rows);
        changed.extend(self.library.merge(batch.entries));
        changed.extend(self.library.remove(&batch.gone));
        if batch.done {
            self.library.settle();
        }
        if let Some((entry, doc)) = open {
            let now = self.library.get(entry).and_then(|entry| entry.doc());
            if now.is_some_and(|now| now != doc) {
                // The file was edited: the text is read again, the place stays.
                self.recent.forget(entry);
                let place = self.reader.text_mut().map(Text::place);
                self.wanted = place.map(|place| (entry, Goal::Anchor(place)));
                self.reader.close();
            }
        }
        self.list_changed(&changed);
        let mut effects = self.end_waiting();
        let adopted = self.adopt_marks();
        self.marks_changed(&adopted);
        self.resume();
        if batch.done && self.list.is_untouched() {
            // What comes from now on must not take the place of what is being looked at.
            self.list.go(self.list.cursor());
        }
        effects.extend(self.follow_list());
        effects
    }

    /// Marks of files that were edited go over to their new content once it is known what is still there; returns these files.
    fn adopt_marks(&mut self) -> Vec<EntryId> {
        if !self.scan.done {
            return Vec::new();
        }
        let adopted = self.marks.adopt_all(&self.library);
        let ids = adopted.keys().flat_map(|&doc| self.library.with_content(doc)).collect();
        self.adopted.extend(adopted);
        ids
    }

    /// Puts the cursor on the document that was read last, unless the user has moved it already.
    fn resume(&mut self) {
        if self.is_resumed {
            return;
        }
        let last = self.marks.last_read();
        if let Some(id) = last.and_then(|doc| self.entry_of(doc)) {
            self.is_resumed = true;
            if self.list.is_untouched() {
                self.list.select(id);
            }
        } else {
            self.is_resumed = self.scan.done || !self.list.is_untouched();
        }
    }

    /// Takes in documents that are new, were read anew or went.
    pub(super) fn list_changed(&mut self, ids: &[EntryId]) {
        if !ids.is_empty() {
            self.changes += 1;
            self.call_people(ids);
            self.list.entries_changed(ids, &self.library, &self.marks);
        }
    }

    /// Takes in new marks of documents.
    pub(super) fn marks_changed(&mut self, ids: &[EntryId]) {
        if !ids.is_empty() {
            self.changes += 1;
            self.call_people(ids);
            self.list.marks_changed(ids, &self.library, &self.marks);
        }
    }

    /// Calls the people of these entries as the user does.
    fn call_people(&mut self, ids: &[EntryId]) {
        for &id in ids {
            let doc = self.library.get(id).and_then(|entry| entry.doc());
            let marks = doc.and_then(|doc| self.marks.get(doc));
            self.library.correct(id, marks.map(|marks| &marks.people));
        }
    }

    /// What the list is made of changed: works it out anew.
    pub(super) fn rebuild_list(&mut self) {
        self.changes += 1;
        self.list.rebuild(&self.library, &self.marks);
    }

    /// Makes the text follow the list's cursor: from memory when it was read lately, else by reading it.
    pub(super) fn follow_list(&mut self) -> Vec<Effect> {
        let Some((id, entry)) = self.current() else {
            self.close_text();
            self.loading = None;
            return Vec::new();
        };
        if self.reader.text().is_some_and(|text| text.entry == id) {
            return self.go_wanted(id);
        }
        let origin = entry.failure().is_none().then(|| entry.origin());
        let mut effects = self.save_position();
        if self.loading == Some(id) {
            return effects;
        }
        self.close_text();
        self.revision += 1;
        self.panels = super::panels::Panels::default();
        self.people_filter = super::line::LineEdit::default();
        self.loading = None;
        if let Some((loaded, analysis)) = self.recent.get(id) {
            effects.extend(self.open(id, &loaded, analysis));
        } else if let Some(origin) = origin {
            self.loading = Some(id);
            effects.push(Effect::Load(id, origin));
        }
        effects
    }

    fn loaded(&mut self, entry: EntryId, loaded: &Arc<Loaded>) -> Vec<Effect> {
        self.recent.put(entry, loaded);
        let mut effects = self.end_waiting_for(entry, loaded.id);
        if self.list.current() != Some(entry) {
            return effects;
        }
        if loaded.complete {
            self.loading = None;
        }
        effects.extend(self.open(entry, loaded, None));
        effects
    }

    fn open(&mut self, entry: EntryId, loaded: &Arc<Loaded>, analysis: Option<Arc<Analysis>>) -> Vec<Effect> {
        let position = self.marks.get(loaded.id).and_then(|marks| marks.position.clone());
        let position = position.filter(|quote| *quote != Quote::default());
        let headline = self.headline(entry, loaded);
        self.reader.open(entry, loaded, headline, position.as_ref());
        let mut effects = self.go_wanted(entry);
        match (analysis, self.reader.text_mut()) {
            (Some(analysis), Some(text)) => text.analysis = Some(analysis),
            _ => effects.push(Effect::Analyse(entry, Arc::clone(loaded))),
        }
        self.name_people();
        effects
    }

    /// Goes where a choice made before the text was there wanted to go.
    pub(super) fn go_wanted(&mut self, entry: EntryId) -> Vec<Effect> {
        let Some((_, goal)) = self.wanted.take_if(|(wanted, _)| *wanted == entry) else { return Vec::new() };
        match goal {
            Goal::Anchor(at) => self.reader.on_text(|text| text.go_place(at)),
            Goal::Found(stop) => self.go_through_found(stop),
            Goal::Quote(quote) => match self.reader.text().and_then(|text| text.document().find_quote(&quote)) {
                Some(at) => self.reader.on_text(|text| text.show(at)),
                None => self.warn("the marked words are not in this text any more"),
            },
        }
        Vec::new()
    }

    fn failed(&mut self, entry: EntryId, reason: Clean) -> Vec<Effect> {
        if let Some(known) = self.library.get(entry) {
            let known = Entry { status: Status::Failed(reason), ..known.to_entry() };
            let changed = self.library.merge(vec![known]);
            self.list_changed(&changed);
        }
        if self.loading == Some(entry) {
            self.loading = None;
        }
        if self.list.current() == Some(entry) {
            self.reader.close();
        }
        self.follow_list()
    }

    fn analysed(&mut self, entry: EntryId, doc: DocId, analysis: &Arc<Analysis>) {
        self.recent.put_analysis(entry, analysis);
        if let Some(text) = self.reader.text_mut().filter(|text| text.entry == entry && text.id() == doc) {
            text.analysis = Some(Arc::clone(analysis));
        }
        self.name_people();
    }

    fn ranked(&mut self, asker: Asker, query: &str, ranked: Ranked) -> Vec<Effect> {
        match asker {
            Asker::List => {
                if self.list.take_ranked(query, ranked) {
                    self.follow_list()
                } else {
                    Vec::new()
                }
            }
            Asker::Picker => {
                if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                    picker.take_ranked(query, ranked);
                }
                Vec::new()
            }
        }
    }

    /// Asks for what has to be ranked elsewhere.
    pub(super) fn ask_for_rankings(&mut self) -> Vec<Effect> {
        let list = self.list.take_wish().map(|(query, documents)| {
            let ask = Ask { library: self.library.clone(), documents, labels: Arc::default(), query };
            Effect::Rank(Asker::List, ask)
        });
        let picker = match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.take_wish(&self.library),
            _ => None,
        };
        list.into_iter().chain(picker.map(|ask| Effect::Rank(Asker::Picker, ask))).collect()
    }

    /// Works out now what is being worked out elsewhere: a key that acts on a list means what was typed before it.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.rank_at_once(&self.library);
        }
        if self.list.rank_at_once(&self.library) { self.follow_list() } else { Vec::new() }
    }

    fn marks_arrived(&mut self, marks: Marks) -> Vec<Effect> {
        self.facets_of = 0;
        self.marks = marks;
        self.adopt_marks();
        self.library.correct_all(&Corrections::of(&self.marks));
        self.name_people();
        self.rebuild_list();
        self.resume();
        self.follow_list()
    }

    fn edited(&mut self, doc: DocId, text: Option<String>) -> Vec<Effect> {
        let Some(text) = text else { return Vec::new() };
        let note = Clean::text(text.trim_end());
        let before = self.marks.get(doc).map(|marks| marks.notes.clone()).unwrap_or_default();
        if before.len() == 1 && before.first() == Some(&note) || before.is_empty() && note.is_empty() {
            return Vec::new();
        }
        let entry = self.entry_of(doc);
        let change = Change::Note(note);
        match entry {
            Some(id) => self.change("note", vec![(id, change)]),
            None => self.change_doc("note", doc, change),
        }
    }

    /// Saves the place in the text, if it has been read here and the place is another one than before.
    pub(super) fn save_position(&mut self) -> Vec<Effect> {
        if !self.reading {
            return Vec::new();
        }
        let Some(text) = self.reader.text_mut() else { return Vec::new() };
        let (entry, doc, at_start) = (text.entry, text.id(), text.is_at_top());
        // Who reached the end begins anew the next time.
        let is_over = at_start || text.is_at_end();
        let place = text.place();
        let quote = if is_over { Some(Quote::default()) } else { text.document().quote(place) };
        let known = self.marks.get(doc).and_then(|marks| marks.position.clone());
        match quote {
            Some(quote) if known.as_ref() != Some(&quote) => self.change_quietly(entry, Change::Position(quote)),
            _ => Vec::new(),
        }
    }

    /// Marks the open document read if its end was seen and the user wants that.
    pub(super) fn note_reading(&mut self) -> Vec<Effect> {
        let Some(text) = self.reader.text() else { return Vec::new() };
        let (entry, end_seen) = (text.entry, text.end_seen);
        let is_read = match self.settings.read_on {
            ReadOn::Open => true,
            ReadOn::End => end_seen,
            ReadOn::Never => false,
        };
        if self.focus == Focus::Reader && is_read { self.mark_read(entry) } else { Vec::new() }
    }

    /// The lines above a text.
    pub(super) fn headline(&self, entry: EntryId, loaded: &Loaded) -> Headline {
        let meta = &loaded.document.meta;
        let known = self.library.get(entry);
        let title = meta.title.as_deref().or_else(|| known.map(|entry| entry.title()));
        let mut parts: Vec<String> = Vec::new();
        if !meta.authors.is_empty() {
            parts.push(meta.authors.iter().map(|name| &**name).collect::<Vec<_>>().join(", "));
        }
        if let Some(date) = &meta.date {
            let sure = if date.certain { "" } else { " (?)" };
            parts.push(format!("{}{sure}", super::dates::long(date.value, self.settings.date_format, self.now)));
        }
        parts.extend(meta.source.iter().map(ToString::to_string));
        let words = loaded.document.words();
        parts.push(super::view::duration(reading_minutes(words, self.settings.words_per_minute)));
        let mut warnings: Vec<String> = meta_warnings(loaded);
        if !loaded.complete {
            warnings.push("loading the rest of a long text".to_owned());
        }
        let separator = if self.ascii { " - " } else { " · " };
        Headline { title: title.unwrap_or_default().to_owned(), meta: parts.join(separator), warnings }
    }

    /// Tells that keys are bound to nothing.
    pub(super) fn tell_unbound(&mut self, keys: &str) {
        let help = self.keymap.key_for(Context::Global, super::action::Action::Help);
        let help = help.map_or_else(String::new, |key| format!(", {key} for help"));
        self.notice = Some(Notice { text: format!("no binding for {keys}{help}"), is_trouble: false });
    }
}

/// What there is to know about how a file was read, in the reader's words.
fn meta_warnings(loaded: &Loaded) -> Vec<String> {
    let document = &loaded.document;
    let mut words: Vec<String> = document.warnings.iter().map(ToString::to_string).collect();
    let mut count = |number: u64, one: &str, many: &str| match number {
        0 => {}
        1 => words.push(format!("1 {one}")),
        _ => words.push(format!("{number} {many}")),
    };
    count(document.removed.bidi, "hidden direction mark", "hidden direction marks");
    count(document.removed.control, "control character made visible", "control characters made visible");
    count(document.removed.invisible, "invisible character removed", "invisible characters removed");
    words
}
