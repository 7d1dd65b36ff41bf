//! The panels beside a text: which there are, what a row of one is, and which row has the cursor.

/// One panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Panel {
    /// Verbatim sentences that stand for the document.
    Summary,
    /// Who is in it.
    People,
    /// What is said in the text, and by whom.
    Statements,
    /// Numbers with what they count, and dates.
    Figures,
    /// The user's notes, places and tags.
    Notes,
}

impl Panel {
    /// All panels, in the order they are gone through.
    pub(crate) const ALL: [Self; 5] = [Self::Summary, Self::People, Self::Statements, Self::Figures, Self::Notes];
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
    /// Among the statements.
    pub(crate) statements: Cursor,
    /// Among the figures.
    pub(crate) figures: Cursor,
    /// In the notes.
    pub(crate) notes: Cursor,
}

impl Panels {
    /// The cursor of a panel, for drawing.
    pub(crate) fn get(&self, panel: Panel) -> Cursor {
        match panel {
            Panel::Summary => self.summary,
            Panel::People => self.people,
            Panel::Statements => self.statements,
            Panel::Figures => self.figures,
            Panel::Notes => self.notes,
        }
    }

    /// The cursor of a panel.
    pub(crate) fn cursor(&mut self, panel: Panel) -> &mut Cursor {
        match panel {
            Panel::Summary => &mut self.summary,
            Panel::People => &mut self.people,
            Panel::Statements => &mut self.statements,
            Panel::Figures => &mut self.figures,
            Panel::Notes => &mut self.notes,
        }
    }
}

/// A row of a panel: something that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PanelRow {
    /// A short text in a column of its own before the first line.
    pub(crate) lead: String,
    /// Its lines.
    pub(crate) lines: Vec<PanelLine>,
}

/// A line of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PanelLine {
    /// The words.
    pub(crate) text: String,
    /// What they are.
    pub(crate) kind: LineKind,
    /// A number at the right edge.
    pub(crate) trail: String,
}

/// What a line of a panel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// A person's name.
    Name,
    /// Verbatim text, or the user's own.
    Text,
    /// What helps to understand the line above.
    Detail,
    /// Who said the line above, and how sure that is.
    Speaker,
}

/// Columns before the first line of a row.
pub(crate) fn lead_width(panel: Panel) -> u16 {
    match panel {
        Panel::Summary | Panel::Figures => 4,
        Panel::People => 0,
        Panel::Statements | Panel::Notes => 2,
    }
}
