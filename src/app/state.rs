//! The state of the whole program.

use super::message::{Effect, Msg, Size};
use crate::document::Clean;
use crate::library::Marks;
use crate::settings::Settings;

/// What the program starts with.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    /// The user's settings.
    pub(crate) settings: Settings,
    /// The user's keymap file, unparsed; the embedded defaults come first.
    pub(crate) keymap: String,
    /// How the opened whole is called.
    pub(crate) name: Clean,
    /// The terminal's size.
    pub(crate) size: Size,
    /// Whether only ASCII may be drawn.
    pub(crate) ascii: bool,
    /// The marks as all sessions left them.
    pub(crate) marks: Marks,
    /// Seconds since 1970, for dates relative to today.
    pub(crate) now: i64,
    /// What the user has to be told at once: faults in the configuration, damaged state.
    pub(crate) notices: Vec<Clean>,
}

/// The state of the whole program.
#[derive(Debug)]
pub(crate) struct State {
    /// The terminal's size.
    pub(crate) size: Size,
}

impl State {
    /// The state before the first message, and what to do first.
    pub(crate) fn new(start: Start) -> (Self, Vec<Effect>) {
        (Self { size: start.size }, vec![Effect::Scan])
    }
}

/// Applies a message; what has to be done outside the core is returned.
pub(crate) fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Resize(size) => {
            state.size = size;
            vec![Effect::Redraw]
        }
        Msg::Key(_) => vec![Effect::Quit],
        _ => Vec::new(),
    }
}
