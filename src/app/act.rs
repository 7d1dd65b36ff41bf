//! What each action does where it is asked for.

use super::action::Action;
use super::list::Show;
use super::message::Effect;
use super::overlay::Overlay;
use super::panels::Panel;
use super::panes::{Focus, Shape};
use super::picker::{Kind, Picker};
use super::prompt::{Prompt, Purpose, Scope};
use super::reader::Light;
use super::state::State;
use super::text::Text;
use crate::library::{Change, EntryId, Order};
use crate::settings::Sort;

impl State {
    /// Does what an action asks for, where keys go now.
    pub(super) fn act(&mut self, action: Action, count: Option<u32>, letter: Option<char>) -> Vec<Effect> {
        let is_of_the_line = matches!(
            action,
            Action::Cancel | Action::Interrupt | Action::ClearLine | Action::DeleteWord | Action::HistoryBack
        );
        let mut effects = if is_of_the_line { Vec::new() } else { self.catch_up() };
        effects.extend(self.do_act(action, count, letter));
        effects
    }

    #[expect(clippy::too_many_lines, reason = "a line an action, so that the compiler lists what is missing")]
    fn do_act(&mut self, action: Action, count: Option<u32>, letter: Option<char>) -> Vec<Effect> {
        let takes_part = match &self.overlay {
            None | Some(Overlay::Sheet(_)) => needs_text(action),
            Some(Overlay::Picker(_)) => needs_text(action) && action != Action::Remove,
            Some(Overlay::Prompt(_) | Overlay::Confirm(_)) => false,
        };
        if self.is_in_results() && takes_part {
            self.tell("open a document first");
            return Vec::new();
        }
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
                    self.reader.on_text(|text| text.go_section(action == Action::NextSection));
                }
                self.read_on()
            }
            Action::NextDocument => self.step_document(1),
            Action::PreviousDocument => self.step_document(-1),
            Action::PreviewDown | Action::PreviewUp => {
                let by = to_steps(count);
                self.reader.on_text(|text| text.scroll(if action == Action::PreviewDown { by } else { -by }));
                Vec::new()
            }
            Action::Help => self.open_picker(Kind::Help),
            Action::Command => self.open_picker(Kind::Palette),
            Action::QuickOpen => self.open_picker(Kind::QuickOpen),
            Action::Bookmarks => self.open_picker(Kind::Bookmarks),
            Action::Tags => self.open_picker(Kind::Tags),
            Action::Places => self.open_picker(Kind::Places),
            Action::ShowPerson => self.show_person(),
            Action::HidePerson => self.hide_person(),
            Action::RenamePerson => {
                if let Some((found_as, name)) = self.person_to_rename() {
                    self.overlay = Some(Overlay::Prompt(Prompt::new(Purpose::Name { found_as }, &name)));
                }
                Vec::new()
            }
            Action::JoinPeople => {
                if let Some(items) = self.join_items() {
                    let picker = Picker::new(Kind::Join, "The same person as", false, items);
                    self.overlay = Some(Overlay::Picker(picker));
                }
                Vec::new()
            }
            Action::PartPerson => self.part_person(),
            Action::SearchAll => self.open_search(Scope::Everything, ""),
            Action::NextScope | Action::PreviousScope => self.switch_scope(action == Action::NextScope),
            Action::Explain => self.explain(),
            Action::SearchOrder => self.turn_order(),
            Action::Facets => self.toggle_facets(),
            Action::KeepFilter => self.keep_as_filter(),
            Action::SaveSearch => self.name_search(),
            Action::SaveSearchKey => self.save_under(letter),
            Action::OpenSearch => self.open_saved_key(letter),
            Action::SavedSearches => self.show_saved(),
            Action::ForgetSearches => self.forget_searches(),
            Action::IndexPause => self.pause_indexing(),
            Action::Info => self.show_info(),
            Action::Why => self.show_why(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Reload => {
                self.tell("looking through the files again");
                vec![Effect::Scan]
            }
            Action::Quit => self.quit(),
            Action::Cancel => self.cancel(),
            Action::Interrupt => {
                if self.can_cancel() {
                    self.cancel()
                } else {
                    self.quit()
                }
            }
            Action::Back => self.back(),
            Action::NextPanel | Action::PreviousPanel => self.next_panel(action == Action::NextPanel),
            Action::Zoom => {
                self.zoom = !self.zoom;
                Vec::new()
            }
            Action::Summary => self.toggle_panel(Panel::Summary),
            Action::People => self.toggle_panel(Panel::People),
            Action::Notes => self.toggle_panel(Panel::Notes),
            Action::Statements => self.toggle_panel(Panel::Statements),
            Action::Figures => self.toggle_panel(Panel::Figures),
            Action::Undo => self.take_back(),
            Action::Activate => self.activate(),
            Action::Filter => self.start_filter(),
            Action::Find => self.open_search(Scope::Here, ""),
            Action::NextUnread => self.next_unread(1),
            Action::PreviousUnread => self.next_unread(-1),
            Action::NextHit | Action::PreviousHit => {
                let by = if action == Action::NextHit { 1 } else { -1 };
                if self.is_reading_found() && self.has_found_hits() {
                    self.step_found(by)
                } else if self.step_hit(by) {
                    Vec::new()
                } else {
                    self.next_unread(by)
                }
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
                self.ask_to_read_all();
                Vec::new()
            }
            Action::SortDate => self.sort_by(Sort::Date),
            Action::SortTitle => self.sort_by(Sort::Title),
            Action::SortSource => self.sort_by(Sort::Source),
            Action::SortLength => self.sort_by(Sort::Length),
            Action::SortPath => self.sort_by(Sort::Path),
            Action::SortReverse => {
                let order = self.list.order();
                self.sort(Order { reverse: !order.reverse, ..order })
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
            Action::Skim => {
                self.reader.is_skimming = !self.reader.is_skimming;
                self.tell(if self.reader.is_skimming { "skimming" } else { "the whole text" });
                Vec::new()
            }
            Action::HiddenMarks => self.step_hidden(),
            Action::LightPeople => {
                let (light, words) = match self.reader.light {
                    Light::Nothing => (Light::People, "people lit up"),
                    Light::People => (Light::Statements, "people and quotations lit up"),
                    Light::Statements => (Light::Nothing, "nothing lit up"),
                };
                self.reader.light = light;
                self.tell(words);
                Vec::new()
            }
            Action::Remove => self.remove(),
            Action::HistoryBack | Action::Complete => self.help_typing(action),
            Action::ClearLine | Action::DeleteWord | Action::LineStart | Action::LineEnd => self.edit_line(action),
        }
    }

    /// Shows the documents that name the person under the cursor, or asks for one.
    fn show_person(&mut self) -> Vec<Effect> {
        let row = self.panels.people.row;
        let is_here = self.focus == Focus::Panel(Panel::People) && self.overlay.is_none();
        let name = is_here.then(|| self.shown_people().into_iter().nth(row).map(|named| named.person.name.to_string()));
        match name.flatten() {
            Some(name) => self.show_list(Show::Person(name)),
            None => self.open_picker(Kind::Persons),
        }
    }

    pub(super) fn set_focus(&mut self, focus: Focus) {
        match focus {
            Focus::List => self.reading = false,
            Focus::Reader => {
                // Whatever leads to a text from what was found leads back to it.
                if let Some(search) = self.searches.last_mut().filter(|_| self.focus.is_search()) {
                    search.is_reading = true;
                }
                self.reading = true;
            }
            Focus::Panel(_) | Focus::Results | Focus::Facets => {}
        }
        self.focus = focus;
    }

    pub(super) fn confirmed(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ReadAll => self.read_all(),
            Action::Quit => {
                self.waiting.clear();
                self.quit()
            }
            _ => Vec::new(),
        }
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
        round.extend(Panel::ALL.map(Focus::Panel));
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
            Some(Overlay::Sheet(_) | Overlay::Confirm(_)) => {
                self.overlay = None;
                return Vec::new();
            }
            None => {}
        }
        match self.focus {
            Focus::List => self.open_current(),
            Focus::Reader => Vec::new(),
            Focus::Panel(panel) => self.open_row(panel),
            Focus::Results => self.activate_result(),
            Focus::Facets => self.choose_facet(),
        }
    }

    pub(super) fn open_current(&mut self) -> Vec<Effect> {
        let Some((id, entry)) = self.current() else { return Vec::new() };
        if let Some(reason) = entry.failure() {
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

    fn next_unread(&mut self, by: isize) -> Vec<Effect> {
        if self.is_in_results() {
            return self.next_unread_found(by);
        }
        let was_reading = self.focus == Focus::Reader;
        let mut effects = if was_reading { self.finish_text() } else { Vec::new() };
        let is_unread = |id: EntryId| !self.is_read(id) && self.library.get(id).is_some_and(|entry| entry.is_ready());
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

    fn page_or_next(&mut self) -> Vec<Effect> {
        let at_end = self.reader.text().is_some_and(Text::is_at_end);
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

    fn sort_by(&mut self, sort: Sort) -> Vec<Effect> {
        self.sort(Order { sort, ..self.list.order() })
    }

    fn sort(&mut self, order: Order) -> Vec<Effect> {
        self.list.set_order(order, &self.library, &self.marks);
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
}

/// Actions on an open document or its panels.
fn needs_text(action: Action) -> bool {
    matches!(
        action,
        Action::Summary
            | Action::People
            | Action::Notes
            | Action::Statements
            | Action::Figures
            | Action::NextPanel
            | Action::PreviousPanel
            | Action::Zoom
            | Action::Info
            | Action::Why
            | Action::Places
            | Action::Select
            | Action::SelectRange
            | Action::ReadAll
            | Action::NextDocument
            | Action::PreviousDocument
            | Action::PageOrNext
            | Action::EditNote
            | Action::Pager
            | Action::CopyQuote
            | Action::CopyParagraph
            | Action::CopyTitle
            | Action::CopyLink
            | Action::CopySummary
            | Action::SetPlace
            | Action::GoPlace
            | Action::JumpBack
            | Action::HiddenMarks
            | Action::Remove
            | Action::Percent
    )
}

/// A count as steps.
pub(super) fn to_steps(count: Option<u32>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX)
}
