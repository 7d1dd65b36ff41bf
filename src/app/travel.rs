//! Moving: the same keys in the list, the text, the panels and the lists over the screen.

use super::act::to_steps;
use super::action::Action;
use super::message::{Effect, Timer};
use super::overlay::Overlay;
use super::panes::{Focus, content};
use super::prompt::Purpose;
use super::state::{Goal, State};
use super::text::Text;

/// Milliseconds after which a new place in the text is saved.
const SAVE_AFTER: u32 = 1000;

impl State {
    /// Moves where keys go.
    pub(super) fn travel(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let steps = to_steps(count);
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => {
                let page = isize::try_from(picker.height).unwrap_or(1);
                picker.step(distance(action, steps, page));
                return Vec::new();
            }
            Some(Overlay::Sheet(sheet)) => {
                let last = sheet.rows(80).len().saturating_sub(1);
                sheet.first = sheet.first.saturating_add_signed(distance(action, steps, 5)).min(last);
                return Vec::new();
            }
            Some(Overlay::Prompt(prompt)) => {
                if matches!(prompt.purpose, Purpose::Search) {
                    return self.travel_results(action, count);
                }
                let through_list = matches!(prompt.purpose, Purpose::Filter);
                let through_hits = matches!(prompt.purpose, Purpose::Find { .. });
                if through_list {
                    self.list.step(distance(action, steps, isize::try_from(self.list.height()).unwrap_or(1)));
                    return self.follow_list();
                }
                if through_hits {
                    self.step_hit(if distance(action, steps, 1) > 0 { 1 } else { -1 });
                }
                return Vec::new();
            }
            Some(Overlay::Confirm(_)) | None => {}
        }
        match self.focus {
            Focus::Results | Focus::Facets => self.travel_results(action, count),
            Focus::List => self.travel_list(action, count, steps),
            Focus::Reader => self.travel_text(action, count, steps),
            Focus::Panel(panel) => {
                let rows = self.panel_len(panel);
                let page = self.panes.panel(panel).map_or(1, |pane| content(pane, self.panes.shape).height);
                self.panels
                    .cursor(panel)
                    .step(distance(action, steps, isize::try_from(page / 2).unwrap_or(1).max(1)), rows);
                Vec::new()
            }
        }
    }

    fn travel_list(&mut self, action: Action, count: Option<u32>, steps: isize) -> Vec<Effect> {
        // Whoever moves in the list has seen what its header tells.
        self.new_seen = self.scan.new;
        let page = isize::try_from(self.list.height()).unwrap_or(1);
        let row = count.map(|count| usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(1));
        match action {
            Action::PageDown => self.list.page(page.saturating_mul(steps)),
            Action::PageUp => self.list.page(-page.saturating_mul(steps)),
            Action::Top => self.list.go(row.unwrap_or(0)),
            Action::Bottom => self.list.go(row.unwrap_or(usize::MAX)),
            _ => self.list.step(distance(action, steps, page)),
        }
        self.follow_list()
    }

    fn travel_text(&mut self, action: Action, count: Option<u32>, steps: isize) -> Vec<Effect> {
        let height = self.reader.height();
        match (action, count) {
            (Action::Top | Action::Bottom, Some(number)) => {
                self.reader.push_jump();
                self.reader.on_text(|text| text.go_paragraph(number));
            }
            (Action::Top, None) => {
                self.reader.push_jump();
                self.reader.on_text(Text::go_top);
            }
            (Action::Bottom, None) => {
                self.reader.push_jump();
                self.reader.on_text(Text::go_end);
            }
            // Two lines stay, so that the eye finds its place again.
            _ => self.reader.on_text(|text| {
                text.scroll(distance(action, steps, isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1)));
            }),
        }
        self.read_on()
    }

    /// The text moved: its end may have been seen, and its place is to be saved.
    pub(super) fn read_on(&mut self) -> Vec<Effect> {
        let mut effects = self.note_reading();
        effects.push(Effect::Wake { timer: Timer::Position, after: SAVE_AFTER });
        effects
    }

    /// Marks the place at the top of the screen with a letter.
    pub(super) fn set_place(&mut self, letter: Option<char>) -> Vec<Effect> {
        let (Some(letter), Some(text)) = (letter, self.reader.text_mut()) else { return Vec::new() };
        let (entry, place) = (text.entry, text.place());
        let Some(quote) = text.document().quote(place) else { return Vec::new() };
        let change = crate::library::Change::Place(letter, Some(quote));
        let effects = self.change(&format!("place {letter}"), vec![(entry, change)]);
        self.tell(format!("place {letter} marked"));
        effects
    }

    /// Goes to the place of a letter.
    pub(super) fn go_place(&mut self, letter: Option<char>) -> Vec<Effect> {
        let (Some(letter), Some(entry)) = (letter, self.list.current()) else { return Vec::new() };
        let place = self.doc_marks(entry).and_then(|marks| marks.places.get(&letter)).map(|place| place.quote.clone());
        let Some(quote) = place else {
            self.tell(format!("no place {letter} in this document"));
            return Vec::new();
        };
        self.reader.push_jump();
        self.wanted = Some((entry, Goal::Quote(quote)));
        let mut effects = self.go_wanted(entry);
        effects.extend(self.read_on());
        effects
    }

    /// Goes back to where the last jump began, in another document too.
    pub(super) fn jump_back(&mut self) -> Vec<Effect> {
        let Some((entry, place)) = self.reader.pop_jump() else {
            self.tell("nowhere to go back to");
            return Vec::new();
        };
        if self.list.current() == Some(entry) {
            self.reader.on_text(|text| text.go_place(place));
            return self.read_on();
        }
        let effects = self.go_document(entry, Some(Goal::Anchor(place)));
        self.reader.pop_jump();
        effects
    }

    /// Goes through the characters that were made visible.
    pub(super) fn step_hidden(&mut self) -> Vec<Effect> {
        let label = "hidden characters";
        let is_on = self.reader.text().and_then(|text| text.hits.as_ref()).is_some_and(|hits| hits.label == label);
        if is_on {
            self.step_hit(1);
            return Vec::new();
        }
        let Some(text) = self.reader.text_mut() else { return Vec::new() };
        let from = text.place();
        let places = super::contents::hidden_places(text.document());
        let count = places.len();
        if self.reader.text_mut().is_some_and(|text| text.set_hits(label, places, true, from)) {
            self.tell(format!("{label}: {count}, n goes through them"));
        } else {
            self.tell("no hidden characters in this text");
        }
        Vec::new()
    }
}

/// Rows an action moves by.
pub(super) fn distance(action: Action, steps: isize, page: isize) -> isize {
    let half = (page / 2).max(1);
    match action {
        Action::Down => steps,
        Action::Up => -steps,
        Action::PageDown => page.saturating_mul(steps),
        Action::PageUp => -page.saturating_mul(steps),
        Action::HalfDown => half.saturating_mul(steps),
        Action::HalfUp => -half.saturating_mul(steps),
        Action::Top => isize::MIN / 2,
        Action::Bottom => isize::MAX / 2,
        _ => 0,
    }
}
