//! What lies over the panes. One at a time, one enum: no flag next to another flag.

use super::action::Action;
use super::picker::Picker;
use super::prompt::Prompt;

/// What lies over the panes.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// A line being typed.
    Prompt(Prompt),
    /// A list.
    Picker(Picker),
    /// What is known of the document, as lines, and the first line shown.
    Info(usize),
    /// A question; the action is done on `y`.
    Confirm(Question),
}

/// A question before something large is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// What is asked.
    pub(crate) text: String,
    /// What `y` does.
    pub(crate) action: Action,
}
