//! State → cells. Only reads.
//!
//! ```text
//! briefing  inbox                                         unread 12/214  by date      header
//! ── Documents ──────────────────┬── Summary · 4 of 28 sentences ──────────────
//! >N * 2024-11-05  Cabinet resh… │   2 The prime minister replaced four …        list | panels
//!  N   2024-11-05  Port strike … ├── Key people · 6 ───────────────────────────
//!      2024-11-04  Flash estima… │   Anna Berg                               7
//!                                ├── Text · 37% ───────────────────────────────
//!                                │   The prime minister replaced four            text
//! ───────────────────────────────┴────────────────────────────────────────────
//! Enter read  / filter  n next unread  * bookmark  s summary            ? help    footer
//! ```

mod canvas;
mod facets;
mod frame;
mod list;
mod menu;
mod panel;
mod picker;
mod plain;
mod reader;
mod results;
mod status;
mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::{Focus, Overlay, Panel, Shape, State};
use canvas::{ASCII, Canvas, UNICODE};
pub(crate) use plain::ascii_text;
use theme::{Role, Theme, Themes};

/// Draws the state with a theme.
#[derive(Debug)]
pub(crate) struct Painter {
    themes: Themes,
    /// Attributes only, because `NO_COLOR` is set or the user wants no colours.
    is_plain: bool,
}

impl Painter {
    /// A painter with the embedded themes and the user's, and what is wrong in the user's. `is_plain` means: attributes
    /// only.
    pub(crate) fn new(themes: &[(String, String)], is_plain: bool) -> (Self, Vec<String>) {
        let (themes, faults) = Themes::with_user(themes);
        (Self { themes, is_plain }, faults)
    }

    /// Names of the themes there are.
    pub(crate) fn names(&self) -> Vec<String> {
        self.themes.names()
    }

    fn theme(&self, name: &str) -> Option<&Theme> {
        let wanted = if self.is_plain { "mono" } else { name };
        self.themes.get(wanted)
    }

    /// Draws the state into an empty buffer of the terminal's size; returns where the hardware cursor stands.
    pub(crate) fn draw(&self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let theme = self.theme(&state.settings.theme)?;
        let text = theme.style(Role::Text);
        // A theme that leaves the terminal's own colours alone has nothing to say to an empty cell.
        if text != Style::new() {
            buffer.set_style(buffer.area, text);
        }
        let glyphs = if state.ascii { ASCII } else { UNICODE };
        let mut canvas = Canvas { buffer, theme, glyphs, borders: state.settings.borders };
        let cursor = draw_all(state, &mut canvas);
        if !state.utf8 {
            plain::to_ascii(canvas.buffer);
        }
        cursor
    }
}

fn draw_all(state: &State, canvas: &mut Canvas<'_>) -> Option<Position> {
    let panes = &state.panes;
    if panes.shape == Shape::TooSmall {
        let text = format!("{}x{}: at least 20x4", state.size.columns, state.size.rows);
        canvas.put(0, 0, state.size.columns, &text, canvas.style(Role::Text));
        return None;
    }
    status::header(state, canvas);
    let mut cursor = None;
    if let Some(pane) = panes.list {
        let place = list::draw(state, pane, canvas);
        cursor = Some(place).filter(|_| state.focus == Focus::List).or(cursor);
    }
    if let Some(pane) = panes.reader {
        let place = reader::draw(state, pane, canvas);
        cursor = place.filter(|_| state.focus == Focus::Reader).or(cursor);
    }
    if let Some(pane) = panes.results {
        let place = results::draw(state, pane, canvas);
        cursor = Some(place).filter(|_| state.focus == Focus::Results).or(cursor);
    }
    if let Some(pane) = panes.facets {
        let place = facets::draw(state, pane, canvas);
        cursor = Some(place).filter(|_| state.focus == Focus::Facets).or(cursor);
    }
    for panel in Panel::ALL {
        if let Some(pane) = panes.panel(panel) {
            let place = panel::draw(state, panel, pane, canvas);
            cursor = place.filter(|_| state.has_focus(panel)).or(cursor);
        }
    }
    frame::draw(state, canvas);
    status::scopes(state, canvas);
    cursor = status::footer(state, canvas).or(cursor);
    if state.menu {
        menu::draw(state, canvas);
    }
    match &state.overlay {
        Some(Overlay::Picker(list)) => picker::draw(list, state, canvas),
        Some(Overlay::Sheet(sheet)) => Some(picker::sheet(sheet, state, canvas)),
        Some(Overlay::Prompt(_) | Overlay::Confirm(_)) | None => cursor,
    }
}
