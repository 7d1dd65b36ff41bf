//! What a line dialogue asks of the core beside its messages: commands by name, rows by number, passages by block.
//!
//! A dialogue has no cursor on a screen, so that what a key does to the row under the cursor is asked for by number here.

use super::action::Action;
use super::message::Effect;
use super::overlay::Overlay;
use super::panels::Panel;
use super::panes::Focus;
use super::state::State;
use super::text::Text;
use crate::document::{Anchor, BlockKind};

/// Actions that make sense without a screen, in the order in which help tells them.
const SPOKEN: &[Action] = &[
    Action::Filter,
    Action::SearchAll,
    Action::SearchOrder,
    Action::Explain,
    Action::KeepFilter,
    Action::SaveSearch,
    Action::SavedSearches,
    Action::QuickOpen,
    Action::NextUnread,
    Action::PreviousUnread,
    Action::ToggleRead,
    Action::ToggleBookmark,
    Action::Tag,
    Action::Undo,
    Action::ReadAll,
    Action::ShowAll,
    Action::ShowUnread,
    Action::ShowBookmarked,
    Action::ShowTagged,
    Action::ShowNoted,
    Action::ShowUnreadable,
    Action::ShowPerson,
    Action::ShowDate,
    Action::SortDate,
    Action::SortTitle,
    Action::SortSource,
    Action::SortLength,
    Action::SortPath,
    Action::SortReverse,
    Action::Bookmarks,
    Action::Tags,
    Action::Places,
    Action::NextDocument,
    Action::PreviousDocument,
    Action::NextSection,
    Action::PreviousSection,
    Action::Top,
    Action::Find,
    Action::NextHit,
    Action::PreviousHit,
    Action::ClearHits,
    Action::HiddenMarks,
    Action::SetPlace,
    Action::GoPlace,
    Action::JumpBack,
    Action::Info,
    Action::Reload,
    Action::IndexPause,
    Action::Back,
    Action::Quit,
];

/// Commands with words that make sense without a screen.
const COMMANDS: &[&str] = &["goto", "filter", "find", "search", "date", "tag"];

/// A block of the open text as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The number of its paragraph, if one begins with it.
    pub(crate) number: Option<u32>,
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Its words.
    pub(crate) text: String,
}

/// The actions of a dialogue with their names and descriptions.
pub(crate) fn spoken_actions() -> impl Iterator<Item = (&'static str, &'static str)> {
    SPOKEN.iter().map(|action| (action.name(), action.description()))
}

impl State {
    /// Runs a command as typed; nothing when there is none of that name. Actions that need a screen are none.
    pub(crate) fn command(&mut self, typed: &str) -> Option<Vec<Effect>> {
        let (name, words) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let words = words.trim();
        let is_number = typed.trim_end_matches('%').parse::<u32>().is_ok();
        let effects = match Action::named(name).filter(|action| SPOKEN.contains(action)) {
            Some(action @ (Action::SetPlace | Action::GoPlace)) => {
                let letter = words.chars().next().filter(char::is_ascii_lowercase);
                if letter.is_none() {
                    self.warn(format!("{name} needs a letter from a to z"));
                }
                self.act(action, None, letter)
            }
            Some(action) if words.is_empty() => {
                self.close_overlay();
                self.act(action, None, None)
            }
            Some(Action::SearchAll) => {
                self.close_overlay();
                self.search_for(words)
            }
            // The words are what the user would type next.
            Some(action @ (Action::QuickOpen | Action::ShowPerson)) => {
                self.close_overlay();
                let effects = self.act(action, None, None);
                self.line_mut().map(|line| line.set(words)).map_or(effects, |()| self.retyped())
            }
            None if name == "search" && !words.is_empty() => self.search_for(words),
            _ if is_number || (COMMANDS.contains(&name) && !words.is_empty()) => self.run_typed(typed)?,
            _ => return None,
        };
        self.lay_out();
        Some(effects)
    }

    /// Answers what is asked: a line that was to be typed, or a question.
    pub(crate) fn answer(&mut self, words: &str) -> Vec<Effect> {
        let effects = match self.overlay.take() {
            Some(Overlay::Confirm(question)) if matches!(words, "y" | "yes") => self.confirmed(question.action),
            Some(overlay @ Overlay::Prompt(_)) if words.is_empty() => {
                self.overlay = Some(overlay);
                self.cancel()
            }
            Some(Overlay::Prompt(mut prompt)) => {
                prompt.line.set(words);
                self.overlay = Some(Overlay::Prompt(prompt));
                let mut effects = self.retyped();
                effects.extend(self.accept_prompt());
                effects
            }
            Some(Overlay::Confirm(_) | Overlay::Sheet(_) | Overlay::Picker(_)) | None => Vec::new(),
        };
        self.lay_out();
        effects
    }

    /// Puts the cursor on a row of the list, from 0; whether there is one.
    pub(crate) fn point_at(&mut self, row: usize) -> Option<Vec<Effect>> {
        if row >= self.list.len() {
            return None;
        }
        self.set_focus(Focus::List);
        self.list.go(row);
        let effects = self.follow_list();
        self.lay_out();
        Some(effects)
    }

    /// Opens the document under the list's cursor.
    pub(crate) fn open_pointed(&mut self) -> Vec<Effect> {
        let effects = self.open_current();
        self.lay_out();
        effects
    }

    /// Chooses a row of the open list of choices, from 0; nothing when there is none of that number.
    pub(crate) fn choose_row(&mut self, row: usize) -> Option<Vec<Effect>> {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return None };
        if row >= picker.len() {
            return None;
        }
        picker.cursor.row = row;
        let effects = self.choose();
        self.lay_out();
        Some(effects)
    }

    /// Puts rows of what was found where they can be told; asks for their hits.
    pub(crate) fn show_found(&mut self, from: usize, count: usize) -> Vec<Effect> {
        if let Some(search) = self.search_mut() {
            search.cursor = super::panels::Cursor { row: from, offset: from };
            search.height = count;
        }
        self.want_hits()
    }

    /// Opens what was found by its row, from 0, or takes what a search that found nothing offers; nothing when there is no
    /// such row.
    pub(crate) fn choose_found(&mut self, row: usize) -> Option<Vec<Effect>> {
        let effects = match self.search_mut() {
            Some(search) if row < search.rows().len() => {
                search.cursor.row = row;
                self.open_found()
            }
            _ => {
                let mut effects = self.take_offer(row)?;
                // The words are typed already.
                if matches!(self.overlay, Some(Overlay::Prompt(_))) {
                    effects.extend(self.accept_prompt());
                }
                effects
            }
        };
        self.lay_out();
        Some(effects)
    }

    /// From a document that was found back to what was found.
    pub(crate) fn leave_for_results(&mut self) -> Vec<Effect> {
        let effects = self.leave_text();
        self.lay_out();
        effects
    }

    /// Opens a row of a panel: for the summary and the people, goes to the place in the text.
    pub(crate) fn open_panel_row(&mut self, panel: Panel, row: usize) -> Option<Vec<Effect>> {
        if row >= self.panel_len(panel) {
            return None;
        }
        self.panels.cursor(panel).row = row;
        let effects = self.open_row(panel);
        self.set_focus(Focus::Reader);
        self.lay_out();
        Some(effects)
    }

    /// Leaves the text, if it is open, for the list.
    pub(crate) fn leave_for_list(&mut self) -> Vec<Effect> {
        self.overlay = None;
        let mut effects = if self.reading { self.leave_text() } else { Vec::new() };
        while !self.searches.is_empty() {
            effects.extend(self.leave_search());
        }
        self.set_focus(Focus::List);
        self.lay_out();
        effects
    }

    /// The next thing to tell.
    pub(crate) fn next_notice(&mut self) -> Option<String> {
        let notice = self.notice.take();
        self.notice = self.notices.pop();
        notice.map(|notice| notice.text)
    }

    /// The first block at or after this one that is shown, or before it, and its place.
    pub(crate) fn passage(&mut self, from: u32, forward: bool) -> Option<(u32, Passage)> {
        let text = self.reader.text_mut()?;
        let count = u32::try_from(text.document().blocks.len()).unwrap_or(u32::MAX);
        let mut at = from;
        while at < count {
            if !text.page.unit(at as usize + 1).is_empty() {
                let number = text.page.paragraph(at);
                let begins = number > 0 && text.page.block_of_paragraph(number) == at;
                let block = text.document().blocks.get(at as usize)?;
                let passage =
                    Passage { number: begins.then_some(number), kind: block.kind, text: block.text.to_string() };
                return Some((at, passage));
            }
            at = if forward { at.checked_add(1)? } else { at.checked_sub(1)? };
        }
        None
    }

    /// Where the text stands: the block of the current hit, or the first on the screen.
    pub(crate) fn place_of_reading(&mut self) -> Option<u32> {
        self.reader.text_mut().map(|text| text.place().block)
    }

    /// The block of the current hit, what the hits are, and which it is.
    pub(crate) fn current_hit(&self) -> Option<(u32, String)> {
        let hits = self.reader.text()?.hits.as_ref()?;
        let at = hits.places.get(hits.index)?;
        Some((at.block, format!("{}: {} of {}", hits.label, hits.index + 1, hits.count())))
    }

    /// The block with which a paragraph begins.
    pub(crate) fn block_of_paragraph(&self, number: u32) -> Option<u32> {
        self.reader.text().map(|text| text.page.block_of_paragraph(number))
    }

    /// A block was told; `is_last` when none follows.
    pub(crate) fn was_told(&mut self, block: u32, is_last: bool) -> Vec<Effect> {
        // What the screen would show beside this block was not told.
        let end_seen = is_last || self.reader.text().is_some_and(|text| text.end_seen);
        if is_last {
            self.reader.on_text(Text::go_end);
        } else {
            self.reader.on_text(|text| text.go_place(Anchor { block, start: 0, end: 0 }));
        }
        if let Some(text) = self.reader.text_mut() {
            text.end_seen = end_seen;
        }
        let effects = self.read_on();
        self.lay_out();
        effects
    }
}
