//! What the dialogue says: whole lines, one after the other, clean text and nothing else.

use std::io::{self, Write};

use crate::document::Clean;
use crate::ui::ascii_text;

/// Where lines are said.
pub(super) struct Voice {
    out: Box<dyn Write>,
    /// The locale has nothing but ASCII.
    is_ascii: bool,
}

impl std::fmt::Debug for Voice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Voice").field("is_ascii", &self.is_ascii).finish_non_exhaustive()
    }
}

impl Voice {
    /// Says lines here.
    pub(super) fn new(out: Box<dyn Write>, is_ascii: bool) -> Self {
        Self { out, is_ascii }
    }

    /// Says a text; it may have lines of its own.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        let text = self.spelled(text);
        writeln!(self.out, "{}", text.trim_end())
    }

    /// Says what is waited for, and that it is the user's turn.
    pub(super) fn ask(&mut self, what: &str) -> io::Result<()> {
        let what = self.spelled(what);
        write!(self.out, "{what}> ")?;
        self.out.flush()
    }

    /// Ends the line in which the user was asked and did not answer.
    pub(super) fn end(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Sends everything on its way.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn spelled(&self, text: &str) -> String {
        let clean = Clean::text(text);
        if self.is_ascii { ascii_text(&clean) } else { clean.to_string() }
    }
}
