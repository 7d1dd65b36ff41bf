//! What each action does where it is asked for.

use super::action::Action;
use super::list::Show;
use super::message::Effect;
use super::overlay::{Overlay, Question};
use super::panels::Panel;
use super::panes::{Focus, Shape};
use super::picker::Kind;
use super::prompt::{Prompt, Purpose};
use super::state::State;
use crate::library::{Change, EntryId};
use crate::settings::Sort;

impl State {
    pub(super) fn act(&mut self, action: Action, count: Option<u32>, letter: Option<char>) -> Vec<Effect> {
        match action {
            Action::Down
            | Action::Up
            | Action::PageDown
            | Action::PageUp
            | Action::HalfDown
            | Action::HalfUp
            | Action::Top
            | Action::Bottom => self.travel(action, count),
            Action::Percent => self.go_number(count.unwrap_or(0), true),
            Action::PageOrNext => self.page_or_next(),
            Action::NextSection | Action::PreviousSection => {
                for _ in 0..count.unwrap_or(1).min(1000) {
                    self.reader.to_section(action == Action::NextSection);
                }
                self.read_on()
            }
            Action::NextDocument => self.step_document(1),
            Action::PreviousDocument => self.step_document(-1),
            Action::PreviewDown | Action::PreviewUp => {
                let by = to_steps(count);
                self.reader.scroll(if action == Action::PreviewDown { by } else { -by });
                Vec::new()
            }
            Action::Help => self.open_picker(Kind::Help),
            Action::Command => self.open_picker(Kind::Palette),
            Action::QuickOpen => self.open_picker(Kind::QuickOpen),
            Action::Bookmarks => self.open_picker(Kind::Bookmarks),
            Action::Tags => self.open_picker(Kind::Tags),
            Action::Places => self.open_picker(Kind::Places),
            Action::ShowPerson => self.open_picker(Kind::Persons),
            Action::SearchAll => {
                self.open_picker(Kind::SearchAll);
                Vec::new()
            }
            Action::Info => {
                self.overlay = Some(Overlay::Info(0));
                Vec::new()
            }
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Reload => {
                self.tell("looking through the files again");
                vec![Effect::Scan]
            }
            Action::Quit => self.quit(),
            Action::Cancel => self.cancel(),
            Action::Back => self.back(),
            Action::NextPanel | Action::PreviousPanel => self.next_panel(action == Action::NextPanel),
            Action::Zoom => {
                self.zoom = !self.zoom;
                Vec::new()
            }
            Action::Summary => self.toggle_panel(Panel::Summary),
            Action::People => self.toggle_panel(Panel::People),
            Action::Notes => self.toggle_panel(Panel::Notes),
            Action::Undo => self.take_back(),
            Action::Activate => self.activate(),
            Action::Filter => self.start_filter(),
            Action::Find => {
                let Some(from) = self.reader.text_mut().map(super::reader::Text::place) else { return Vec::new() };
                self.reader.push_jump();
                self.overlay = Some(Overlay::Prompt(Prompt::new(Purpose::Find { from }, "")));
                Vec::new()
            }
            Action::NextUnread => self.next_unread(1),
            Action::PreviousUnread => self.next_unread(-1),
            Action::NextHit | Action::PreviousHit => {
                let by = if action == Action::NextHit { 1 } else { -1 };
                if self.step_hit(by) { Vec::new() } else { self.next_unread(by) }
            }
            Action::ClearHits => {
                if let Some(text) = self.reader.text_mut() {
                    text.hits = None;
                }
                Vec::new()
            }
            Action::ToggleRead => self.toggle_read(),
            Action::ToggleBookmark => self.toggle_bookmark(),
            Action::Tag => {
                self.overlay = Some(Overlay::Prompt(Prompt::new(Purpose::Tag, "")));
                Vec::new()
            }
            Action::Select | Action::SelectRange => {
                self.select(action == Action::SelectRange);
                Vec::new()
            }
            Action::ReadAll => {
                let count = self.list.rows().iter().filter(|&&id| !self.is_read(id)).count();
                let text = format!("Mark {count} shown documents read? y: yes, any other key: no");
                self.overlay = Some(Overlay::Confirm(Question { text, action: Action::ReadAll }));
                Vec::new()
            }
            Action::SortDate => self.sort(Sort::Date),
            Action::SortTitle => self.sort(Sort::Title),
            Action::SortSource => self.sort(Sort::Source),
            Action::SortLength => self.sort(Sort::Length),
            Action::SortPath => self.sort(Sort::Path),
            Action::SortReverse => {
                self.list.reverse = !self.list.reverse;
                self.sort(self.list.sort)
            }
            Action::ShowAll => {
                self.list.set_filter("", &self.library, &self.marks);
                self.show_list(Show::All)
            }
            Action::ShowUnread => self.show_list(Show::Unread),
            Action::ShowBookmarked => self.show_list(Show::Bookmarked),
            Action::ShowTagged => self.show_list(Show::Tagged(String::new())),
            Action::ShowNoted => self.show_list(Show::Noted),
            Action::ShowUnreadable => self.show_list(Show::Unreadable),
            Action::ShowDate => {
                self.overlay = Some(Overlay::Prompt(Prompt::new(Purpose::Date, "")));
                Vec::new()
            }
            Action::SetPlace => self.set_place(letter),
            Action::GoPlace => self.go_place(letter),
            Action::JumpBack => self.jump_back(),
            Action::CopyQuote | Action::CopyParagraph | Action::CopyTitle | Action::CopyLink | Action::CopySummary => {
                self.copy(action)
            }
            Action::EditNote => self.edit_note(),
            Action::Pager => self.page_out(),
            Action::Wider => self.widen(4),
            Action::Narrower => self.widen(-4),
            Action::ResetWidth => {
                self.settings.text_width = crate::settings::Settings::default().text_width;
                Vec::new()
            }
            Action::HiddenMarks => self.step_hidden(),
            Action::LightPeople => {
                self.reader.light_people = !self.reader.light_people;
                self.tell(if self.reader.light_people { "people lit up" } else { "people not lit up" });
                Vec::new()
            }
            Action::Remove => self.remove(),
            Action::HistoryBack | Action::Complete => self.help_typing(action),
            Action::ClearLine | Action::DeleteWord | Action::LineStart | Action::LineEnd => self.edit_line(action),
        }
    }

    /// Closes the top layer; without one it clears, and last it quits only for `Ctrl-C` at the list by way of `quit`.
    fn cancel(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Prompt(prompt)) => match prompt.purpose {
                Purpose::Filter { before } => {
                    self.list.set_filter(&before, &self.library, &self.marks);
                    self.follow_list()
                }
                Purpose::Find { from } => {
                    if let Some(text) = self.reader.text_mut() {
                        text.hits = None;
                    }
                    self.reader.to_place(from);
                    Vec::new()
                }
                Purpose::People => {
                    self.people_filter.set("");
                    Vec::new()
                }
                Purpose::Tag | Purpose::Date => Vec::new(),
            },
            Some(Overlay::Picker(picker)) => {
                // A running search ends with its list.
                let is_search = picker.kind == Kind::SearchAll && picker.progress.is_some_and(|(_, done)| !done);
                let stop = Effect::FindAll { query: String::new(), origins: Vec::new() };
                if is_search { vec![stop] } else { Vec::new() }
            }
            Some(Overlay::Info(_) | Overlay::Confirm(_)) => Vec::new(),
            None => self.cancel_pane(),
        }
    }

    fn cancel_pane(&mut self) -> Vec<Effect> {
        if let Focus::Panel(_) = self.focus {
            self.set_focus(if self.reading { Focus::Reader } else { Focus::List });
            return Vec::new();
        }
        if self.zoom {
            self.zoom = false;
            return Vec::new();
        }
        if self.focus == Focus::Reader {
            let had_hits = self.reader.text_mut().and_then(|text| text.hits.take()).is_some();
            return if had_hits { Vec::new() } else { self.leave_text() };
        }
        if !self.list.selected.is_empty() {
            self.list.selected.clear();
            self.list.range_from = None;
        } else if !self.list.filter().is_empty() {
            self.list.set_filter("", &self.library, &self.marks);
            return self.follow_list();
        } else if *self.list.show() != Show::All {
            return self.show_list(Show::All);
        } else {
            let key = self.keymap.key_for(super::keymap::Context::Global, Action::Quit).unwrap_or_default();
            self.tell(format!("{key} quits"));
        }
        Vec::new()
    }

    /// Back one level; at the list it quits.
    fn back(&mut self) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.cancel();
        }
        match self.focus {
            Focus::Panel(_) => {
                self.set_focus(if self.reading { Focus::Reader } else { Focus::List });
                Vec::new()
            }
            Focus::Reader => self.leave_text(),
            Focus::List if self.zoom => {
                self.zoom = false;
                Vec::new()
            }
            Focus::List => self.quit(),
        }
    }

    /// Leaves the text for the list: it counts as read, and its place is kept.
    fn leave_text(&mut self) -> Vec<Effect> {
        let mut effects = self.save_position();
        let entry = self.reader.text().map(|text| text.entry);
        if let Some(entry) = entry.filter(|_| self.settings.read_on != crate::settings::ReadOn::Never) {
            effects.extend(self.mark_read(entry));
        }
        self.zoom = false;
        self.set_focus(Focus::List);
        effects
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.save_position();
        effects.push(Effect::Quit);
        effects
    }

    pub(super) fn close_overlay(&mut self) {
        self.overlay = None;
    }

    pub(super) fn set_focus(&mut self, focus: Focus) {
        match focus {
            Focus::List => self.reading = false,
            Focus::Reader => self.reading = true,
            Focus::Panel(_) => {}
        }
        self.focus = focus;
    }

    pub(super) fn confirmed(&mut self, action: Action) -> Vec<Effect> {
        if action == Action::ReadAll { self.read_all() } else { Vec::new() }
    }

    fn toggle_panel(&mut self, panel: Panel) -> Vec<Effect> {
        let focus = Focus::Panel(panel);
        let back = if self.reading { Focus::Reader } else { Focus::List };
        self.overlay = None;
        self.set_focus(if self.focus == focus { back } else { focus });
        Vec::new()
    }

    /// Goes round the panes that are on the screen.
    fn next_panel(&mut self, forward: bool) -> Vec<Effect> {
        let has_columns = self.panes.shape >= Shape::Two;
        let base = if self.reading { Focus::Reader } else { Focus::List };
        let mut round = if has_columns { vec![Focus::List, Focus::Reader] } else { vec![base] };
        round.extend([Panel::Summary, Panel::People, Panel::Notes].map(Focus::Panel));
        let here = round.iter().position(|&focus| focus == self.focus).unwrap_or(0);
        let next = if forward { here + 1 } else { here + round.len() - 1 } % round.len();
        if let Some(&focus) = round.get(next) {
            if self.focus == Focus::Reader && focus == Focus::List {
                return self.leave_text();
            }
            self.set_focus(focus);
        }
        Vec::new()
    }

    fn activate(&mut self) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Prompt(_)) => return self.accept_prompt(),
            Some(Overlay::Picker(_)) => return self.choose(),
            Some(Overlay::Info(_) | Overlay::Confirm(_)) => {
                self.overlay = None;
                return Vec::new();
            }
            None => {}
        }
        match self.focus {
            Focus::List => self.open_current(),
            Focus::Reader => Vec::new(),
            Focus::Panel(panel) => self.open_row(panel),
        }
    }

    pub(super) fn open_current(&mut self) -> Vec<Effect> {
        let Some((id, entry)) = self.current() else { return Vec::new() };
        if let crate::library::Status::Failed(reason) = &entry.status {
            let text = format!("cannot read this file: {reason}");
            self.warn(text);
            return Vec::new();
        }
        self.was_marked = None;
        self.set_focus(Focus::Reader);
        // A text that was only looked at beside the list has not been read to its end.
        if let Some(text) = self.reader.text_mut().filter(|text| text.entry == id) {
            text.end_seen = text.is_at_end();
        }
        self.note_reading()
    }

    fn start_filter(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.typing = true;
            return Vec::new();
        }
        let prompt = match self.focus {
            Focus::Panel(Panel::People) => Prompt::new(Purpose::People, self.people_filter.text()),
            Focus::Panel(Panel::Summary | Panel::Notes) => return Vec::new(),
            Focus::List | Focus::Reader => {
                let before = self.list.filter().to_owned();
                Prompt::new(Purpose::Filter { before: before.clone() }, &before)
            }
        };
        self.overlay = Some(Overlay::Prompt(prompt));
        Vec::new()
    }

    fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else { return Vec::new() };
        let text = prompt.line.text().trim().to_owned();
        self.history.push(&prompt.purpose, &text);
        match prompt.purpose {
            Purpose::Filter { .. } | Purpose::People => Vec::new(),
            Purpose::Find { from } => {
                if text.is_empty() {
                    return Vec::new();
                }
                match self.reader.text().and_then(|text| text.hits.as_ref()) {
                    Some(hits) => {
                        let words = format!("{}: {}/{}", hits.label, hits.index + 1, hits.count());
                        self.tell(words);
                    }
                    None if self.reader.text().is_some_and(|text| text.loaded().complete) => {
                        self.reader.to_place(from);
                        self.tell(format!("\"{text}\" is not in this text"));
                    }
                    None => self.tell("searching"),
                }
                Vec::new()
            }
            Purpose::Tag => self.tag(&text),
            Purpose::Date => {
                if text.is_empty() {
                    Vec::new()
                } else {
                    self.show_list(Show::Date(text))
                }
            }
        }
    }

    fn next_unread(&mut self, by: isize) -> Vec<Effect> {
        let was_reading = self.focus == Focus::Reader;
        let mut effects = if was_reading { self.finish_text() } else { Vec::new() };
        let is_unread =
            |id: EntryId| !self.is_read(id) && self.library.get(id).is_some_and(|entry| entry.head().is_some());
        let current = self.list.current();
        let found = self.list.next_where(by, |id| is_unread(id) && Some(id) != current);
        match found {
            Some(row) => {
                self.list.go(row);
                self.was_marked = None;
                effects.extend(self.follow_list());
                if was_reading {
                    effects.extend(self.note_reading());
                }
            }
            None => self.tell("nothing unread in this list"),
        }
        effects
    }

    /// The text is left for another one: it counts as read.
    fn finish_text(&mut self) -> Vec<Effect> {
        let mut effects = self.save_position();
        let entry = self.reader.text().map(|text| text.entry);
        if let Some(entry) = entry.filter(|_| self.settings.read_on != crate::settings::ReadOn::Never) {
            effects.extend(self.mark_read(entry));
        }
        effects
    }

    fn page_or_next(&mut self) -> Vec<Effect> {
        let at_end = self.reader.text().is_some_and(super::reader::Text::is_at_end);
        if at_end {
            return self.next_unread(1);
        }
        self.travel(Action::PageDown, None)
    }

    fn step_document(&mut self, by: isize) -> Vec<Effect> {
        let before = self.list.cursor();
        let mut effects = if self.focus == Focus::Reader { self.finish_text() } else { Vec::new() };
        self.list.go(before.saturating_add_signed(by));
        if self.list.cursor() == before {
            self.tell(if by > 0 { "this is the last document" } else { "this is the first document" });
        }
        self.was_marked = None;
        effects.extend(self.follow_list());
        effects
    }

    fn select(&mut self, range: bool) {
        let Some(id) = self.list.current() else { return };
        if range {
            match self.list.range_from.take() {
                None => {
                    self.list.range_from = Some(id);
                    self.list.selected.insert(id);
                    self.tell("range begins here: move and press the key again");
                }
                Some(from) => {
                    let rows = self.list.rows();
                    let place = |id: EntryId| rows.iter().position(|&row| row == id);
                    let (Some(one), Some(other)) = (place(from), place(id)) else { return };
                    let ids: Vec<EntryId> =
                        rows.iter().take(one.max(other) + 1).skip(one.min(other)).copied().collect();
                    self.list.selected.extend(ids);
                    let count = self.list.selected.len();
                    self.tell(format!("{count} selected"));
                }
            }
            return;
        }
        if !self.list.selected.remove(&id) {
            self.list.selected.insert(id);
        }
        self.list.step(1);
    }

    fn sort(&mut self, sort: Sort) -> Vec<Effect> {
        self.list.sort = sort;
        self.list.rebuild(&self.library, &self.marks);
        self.follow_list()
    }

    fn remove(&mut self) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.remove_item();
        }
        let Focus::Panel(Panel::Notes) = self.focus else {
            self.tell("nothing here that can be removed");
            return Vec::new();
        };
        let Some(id) = self.list.current() else { return Vec::new() };
        let row = self.note_rows().into_iter().nth(self.panels.notes.row);
        let (label, change) = match row {
            Some(super::contents::NoteRow::Note(_)) => {
                ("note removed", Change::Note(crate::document::Clean::default()))
            }
            Some(super::contents::NoteRow::Place(letter, _)) => ("place removed", Change::Place(letter, None)),
            Some(super::contents::NoteRow::Tag(tag)) => ("tag removed", Change::Tag(tag, false)),
            None => return Vec::new(),
        };
        let effects = self.change(label, vec![(id, change)]);
        self.tell(label);
        effects
    }

    fn widen(&mut self, by: i16) -> Vec<Effect> {
        self.settings.text_width = self.settings.text_width.saturating_add_signed(by).clamp(40, 100);
        self.tell(format!("text {} columns wide", self.settings.text_width));
        Vec::new()
    }

    fn help_typing(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else {
            // In a list Tab goes to the next row, as pickers do.
            return if action == Action::Complete { self.travel(Action::Down, None) } else { Vec::new() };
        };
        let effects = match action {
            Action::Complete if prompt.purpose == Purpose::Tag => {
                let typed = prompt.line.text().trim_start_matches('-').to_owned();
                let sign = if prompt.line.text().starts_with('-') { "-" } else { "" };
                let known = self.marks.iter().flat_map(|(_, marks)| &marks.tags);
                let mut known: Vec<String> =
                    known.map(ToString::to_string).filter(|tag| tag.starts_with(&typed) && *tag != typed).collect();
                known.sort();
                if let Some(tag) = known.first() {
                    prompt.line.set(format!("{sign}{tag}"));
                }
                return Vec::new();
            }
            Action::HistoryBack => {
                let back = prompt.back + 1;
                let Some(line) = self.history.get(&prompt.purpose, back).map(str::to_owned) else { return Vec::new() };
                prompt.line.set(line);
                let effects = self.retyped();
                if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
                    prompt.back = back;
                }
                effects
            }
            _ => Vec::new(),
        };
        effects
    }

    fn edit_line(&mut self, action: Action) -> Vec<Effect> {
        let Some(line) = self.line_mut() else { return Vec::new() };
        match action {
            Action::ClearLine => line.clear(),
            Action::DeleteWord => line.delete_word(),
            Action::LineStart => line.home(),
            _ => line.end(),
        }
        if matches!(action, Action::ClearLine | Action::DeleteWord) { self.retyped() } else { Vec::new() }
    }
}

/// A count as steps.
pub(super) fn to_steps(count: Option<u32>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX)
}
