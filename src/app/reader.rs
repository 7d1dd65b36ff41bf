//! The pane in which a text is read: its size, the text in it, what is lit up, and the way back.

use std::sync::Arc;

use super::page::Headline;
use super::text::{Text, View};
use crate::document::{Anchor, Quote};
use crate::library::{EntryId, Loaded};

/// How many ways back are remembered.
const JUMPS: usize = 100;

/// The pane in which a text is read.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// The document; absent while it is being loaded.
    text: Option<Text>,
    /// Columns and rows of the text.
    width: u16,
    height: u16,
    /// Places to go back to.
    jumps: Vec<(EntryId, Anchor)>,
    /// What is lit up in the text.
    pub(crate) light: Light,
    /// Whether everything but what a skim needs is dimmed.
    pub(crate) is_skimming: bool,
}

/// What is lit up in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Light {
    /// Nothing.
    #[default]
    Nothing,
    /// People's names.
    People,
    /// People's names and what is said.
    Statements,
}

impl Reader {
    /// The text, if it is loaded.
    pub(crate) fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// The text, for changing the place in it.
    pub(crate) fn text_mut(&mut self) -> Option<&mut Text> {
        self.text.as_mut()
    }

    /// Moves in the text, if it is loaded.
    pub(super) fn on_text(&mut self, change: impl FnOnce(&mut Text)) {
        if let Some(text) = &mut self.text {
            change(text);
        }
    }

    /// Rows of the text on the screen.
    pub(crate) fn height(&self) -> u16 {
        self.height
    }

    /// Closes the text.
    pub(crate) fn close(&mut self) {
        self.text = None;
    }

    /// Takes the text away, to be put back as it is.
    pub(super) fn take_text(&mut self) -> Option<Text> {
        self.text.take()
    }

    /// Puts a text back that was taken away; the screen may have another size by now.
    pub(super) fn put_text(&mut self, mut text: Text) {
        text.rewrap(self.width, self.height);
        self.text = Some(text);
    }

    /// What is on the screen.
    pub(super) fn view(&self) -> Option<View> {
        self.text.as_ref().map(Text::view)
    }

    /// Brings back what was on the screen, if that text is still open.
    pub(super) fn restore(&mut self, view: &View) {
        if let Some(text) = self.text.as_mut().filter(|text| text.entry == view.entry()) {
            text.restore(view);
        }
    }

    /// Opens a document, at a remembered place when there is one. The complete text takes the place of its beginning
    /// without moving what is on the screen.
    pub(crate) fn open(&mut self, entry: EntryId, loaded: &Arc<Loaded>, headline: Headline, at: Option<&Quote>) {
        let mut text = Text::new(entry, loaded, headline, self.width, self.height);
        if let Some(beginning) = self.text.take().filter(|text| text.entry == entry) {
            text.follow(beginning);
        } else if let Some(at) = at {
            text.go_remembered(at);
        }
        self.text = Some(text);
    }

    /// Changes the size; the place in the text stays.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        let (old_width, old_height) = (self.width, self.height);
        self.width = width.max(1);
        self.height = height;
        if (old_width, old_height) != (self.width, self.height)
            && let Some(text) = &mut self.text
        {
            text.rewrap(self.width, self.height);
        }
    }

    /// Remembers the place for going back.
    pub(crate) fn push_jump(&mut self) {
        let Some(text) = &mut self.text else { return };
        let place = (text.entry, text.place());
        if self.jumps.last() != Some(&place) {
            self.jumps.push(place);
            if self.jumps.len() > JUMPS {
                self.jumps.remove(0);
            }
        }
    }

    /// The last place that was left by a jump.
    pub(crate) fn pop_jump(&mut self) -> Option<(EntryId, Anchor)> {
        self.jumps.pop()
    }
}
