//! State → cells. Only reads.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::State;
use crate::settings::Settings;

/// Draws the state with a theme.
#[derive(Debug)]
pub(crate) struct Painter {
    _theme: String,
}

impl Painter {
    /// A painter for these settings, and what is wrong in the user's theme files. `plain` means: attributes only, because
    /// `NO_COLOR` is set.
    pub(crate) fn new(settings: &Settings, _themes: &[(String, String)], _plain: bool) -> (Self, Vec<String>) {
        (Self { _theme: settings.theme.clone() }, Vec::new())
    }

    /// Draws the state into an empty buffer of the terminal's size; returns where the hardware cursor stands.
    pub(crate) fn draw(&self, _state: &State, buffer: &mut Buffer) -> Option<Position> {
        buffer.set_string(0, 0, "briefing", ratatui::style::Style::new());
        Some(Position::ORIGIN)
    }
}
