//! Summary, people and notes: which row has the cursor.

/// One panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Panel {
    /// Verbatim sentences that stand for the document.
    Summary,
    /// Who is in it.
    People,
    /// The user's notes, places and tags.
    Notes,
}

/// A cursor in a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cursor {
    /// The row under the cursor.
    pub(crate) row: usize,
    /// The first row on the screen.
    pub(crate) offset: usize,
}

impl Cursor {
    /// Moves by rows among `count`.
    pub(crate) fn step(&mut self, by: isize, count: usize) {
        self.row = self.row.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Puts the offset so that rows of these heights show the cursor's row within `room` lines.
    pub(crate) fn follow(&mut self, heights: &[usize], room: usize) {
        self.row = self.row.min(heights.len().saturating_sub(1));
        self.offset = self.offset.min(self.row);
        let lines = |from: usize, to: usize| heights.get(from..=to).map_or(0, |rows| rows.iter().sum::<usize>());
        while self.offset < self.row && lines(self.offset, self.row) > room {
            self.offset += 1;
        }
    }
}

/// Cursors of all panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Panels {
    /// In the summary.
    pub(crate) summary: Cursor,
    /// Among the people.
    pub(crate) people: Cursor,
    /// In the notes.
    pub(crate) notes: Cursor,
}

impl Panels {
    /// The cursor of a panel, for drawing.
    pub(crate) fn get(&self, panel: Panel) -> Cursor {
        match panel {
            Panel::Summary => self.summary,
            Panel::People => self.people,
            Panel::Notes => self.notes,
        }
    }

    /// The cursor of a panel.
    pub(crate) fn cursor(&mut self, panel: Panel) -> &mut Cursor {
        match panel {
            Panel::Summary => &mut self.summary,
            Panel::People => &mut self.people,
            Panel::Notes => &mut self.notes,
        }
    }
}
