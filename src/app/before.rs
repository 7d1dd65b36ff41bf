//! What the screen showed before a search, to be brought back exactly.

use super::line::LineEdit;
use super::list::List;
use super::panels::Panels;
use super::panes::Focus;
use super::text::{Text, View};

/// What the screen showed.
#[derive(Debug)]
pub(super) struct Before {
    /// The list with its cursor.
    pub(super) list: List,
    /// The documents and marks it was made of.
    pub(super) changes: u64,
    /// Where keys went.
    pub(super) focus: Focus,
    /// Whether the text was open.
    pub(super) reading: bool,
    /// Whether the focused pane had the whole screen.
    pub(super) zoom: bool,
    /// Cursors of the panels.
    pub(super) panels: Panels,
    /// What the people were filtered by.
    pub(super) people_filter: LineEdit,
    /// What was on the screen of the text.
    pub(super) view: Option<View>,
    /// The text itself, once another one took its place.
    pub(super) text: Option<Text>,
}
