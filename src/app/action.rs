//! What a key or a command can ask for. Named after the user's intent, never after a key.

/// Everything a keymap or the command line of the screen can name. Each is described once, in [`ACTIONS`], which help and
/// documentation are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    Percent,
    Help,
    Command,
    Redraw,
    Suspend,
    Quit,
    Cancel,
    Interrupt,
    Back,
    NextPanel,
    PreviousPanel,
    Zoom,
    Summary,
    People,
    Notes,
    Statements,
    Figures,
    QuickOpen,
    SearchAll,
    Undo,
    Reload,
    Bookmarks,
    Tags,
    Activate,
    Filter,
    NextUnread,
    PreviousUnread,
    PreviewDown,
    PreviewUp,
    ToggleRead,
    ToggleBookmark,
    Tag,
    Select,
    SelectRange,
    ReadAll,
    SortDate,
    SortTitle,
    SortSource,
    SortLength,
    SortPath,
    SortReverse,
    ShowAll,
    ShowUnread,
    ShowBookmarked,
    ShowTagged,
    ShowNoted,
    ShowUnreadable,
    ShowPerson,
    HidePerson,
    RenamePerson,
    JoinPeople,
    PartPerson,
    ShowDate,
    PageOrNext,
    NextSection,
    PreviousSection,
    NextDocument,
    PreviousDocument,
    Find,
    NextHit,
    PreviousHit,
    ClearHits,
    SetPlace,
    GoPlace,
    Places,
    JumpBack,
    CopyQuote,
    CopyParagraph,
    CopyTitle,
    CopyLink,
    CopySummary,
    EditNote,
    Pager,
    Wider,
    Narrower,
    ResetWidth,
    Info,
    Why,
    HiddenMarks,
    LightPeople,
    Skim,
    Remove,
    HistoryBack,
    Complete,
    ClearLine,
    DeleteWord,
    LineStart,
    LineEnd,
}

/// Each action with its stable name and one line for help and docs.
pub(crate) const ACTIONS: &[(Action, &str, &str)] = &[
    (Action::Down, "down", "next row or line"),
    (Action::Up, "up", "previous row or line"),
    (Action::PageDown, "page-down", "page down"),
    (Action::PageUp, "page-up", "page up"),
    (Action::HalfDown, "half-page-down", "half a page down"),
    (Action::HalfUp, "half-page-up", "half a page up"),
    (Action::Top, "top", "first row; top of the text; with a number, that paragraph"),
    (Action::Bottom, "bottom", "last row; end of the text; with a number, that paragraph"),
    (Action::Percent, "percent", "go to a place by percent, as in 50%"),
    (Action::Help, "help", "keys and commands"),
    (Action::Command, "command", "type a command"),
    (Action::Redraw, "redraw", "draw the screen anew"),
    (Action::Suspend, "suspend", "back to the shell; fg returns"),
    (Action::Quit, "quit", "quit from anywhere"),
    (Action::Cancel, "cancel", "close or clear what is on top"),
    (Action::Interrupt, "cancel-or-quit", "cancel what is open; quit when nothing is"),
    (Action::Back, "back", "back one level; quits at the list"),
    (Action::NextPanel, "next-panel", "next panel"),
    (Action::PreviousPanel, "previous-panel", "previous panel"),
    (Action::Zoom, "zoom", "give the whole screen to this panel"),
    (Action::Summary, "summary", "summary"),
    (Action::People, "people", "key people"),
    (Action::Notes, "notes", "notes, places and tags of this document"),
    (Action::Statements, "statements", "what is said in the text, and by whom"),
    (Action::Figures, "figures", "figures and dates of the text"),
    (Action::QuickOpen, "quick-open", "go to a document, person or tag by name"),
    (Action::SearchAll, "search-all", "search the text of all documents"),
    (Action::Undo, "undo", "undo the last mark"),
    (Action::Reload, "reload", "look through the folders again"),
    (Action::Bookmarks, "bookmarks", "bookmarks and marked places"),
    (Action::Tags, "tags", "tags"),
    (Action::Activate, "open", "open; in a panel, go to its place in the text"),
    (Action::Filter, "filter", "filter by title, person or source"),
    (Action::NextUnread, "next-unread", "next unread"),
    (Action::PreviousUnread, "previous-unread", "previous unread"),
    (Action::PreviewDown, "preview-down", "scroll the text beside the list"),
    (Action::PreviewUp, "preview-up", "scroll the text beside the list back"),
    (Action::ToggleRead, "toggle-read", "mark read or unread"),
    (Action::ToggleBookmark, "toggle-bookmark", "bookmark, or remove the bookmark"),
    (Action::Tag, "tag", "add a tag; with a leading -, remove it"),
    (Action::Select, "select", "select this document"),
    (Action::SelectRange, "select-range", "select from here to the cursor"),
    (Action::ReadAll, "read-all", "mark all shown documents read (asks first)"),
    (Action::SortDate, "sort-date", "newest first"),
    (Action::SortTitle, "sort-title", "by title"),
    (Action::SortSource, "sort-source", "by source"),
    (Action::SortLength, "sort-length", "shortest first"),
    (Action::SortPath, "sort-path", "by path"),
    (Action::SortReverse, "sort-reverse", "the other way round"),
    (Action::ShowAll, "show-all", "all documents"),
    (Action::ShowUnread, "show-unread", "unread only"),
    (Action::ShowBookmarked, "show-bookmarked", "bookmarked only"),
    (Action::ShowTagged, "show-tagged", "with a tag"),
    (Action::ShowNoted, "show-noted", "with a note"),
    (Action::ShowUnreadable, "show-unreadable", "files that could not be read, and why"),
    (Action::ShowPerson, "show-person", "naming a person"),
    (Action::HidePerson, "hide-person", "hide somebody who is nobody"),
    (Action::RenamePerson, "rename-person", "give somebody another name"),
    (Action::JoinPeople, "join-people", "the same person as somebody else"),
    (Action::PartPerson, "part-person", "this form of the name is somebody else"),
    (Action::ShowDate, "show-date", "of a date, as in 2024-10"),
    (Action::PageOrNext, "page-or-next", "page down; at the end, mark read and open the next unread"),
    (Action::NextSection, "next-section", "next heading or question, else next paragraph"),
    (Action::PreviousSection, "previous-section", "previous heading or question, else paragraph"),
    (Action::NextDocument, "next-document", "next document"),
    (Action::PreviousDocument, "previous-document", "previous document"),
    (Action::Find, "find", "find in this text"),
    (Action::NextHit, "next-hit", "next match; without one, next unread"),
    (Action::PreviousHit, "previous-hit", "previous match; without one, previous unread"),
    (Action::ClearHits, "clear-hits", "forget the matches"),
    (Action::SetPlace, "set-place", "mark this place with a letter"),
    (Action::GoPlace, "go-place", "go to a marked place"),
    (Action::Places, "places", "marked places of this document"),
    (Action::JumpBack, "jump-back", "back to where you were"),
    (Action::CopyQuote, "copy-quote", "copy the match or first sentence shown, with its source"),
    (Action::CopyParagraph, "copy-paragraph", "copy the paragraph, with its source"),
    (Action::CopyTitle, "copy-title", "copy the title"),
    (Action::CopyLink, "copy-link", "copy the link or path"),
    (Action::CopySummary, "copy-summary", "copy the summary, with its source"),
    (Action::EditNote, "edit-note", "write a note in your editor"),
    (Action::Pager, "pager", "show the text in your pager"),
    (Action::Wider, "wider", "wider text"),
    (Action::Narrower, "narrower", "narrower text"),
    (Action::ResetWidth, "reset-width", "text as wide as set"),
    (Action::Info, "info", "about this document: date, encoding, path"),
    (Action::Why, "why", "why the program thinks so; about a person, their forms and roles"),
    (Action::HiddenMarks, "hidden-marks", "step through hidden characters made visible"),
    (Action::LightPeople, "light", "light up people, then quotations too, then nothing"),
    (Action::Skim, "skim", "dim all but summary, quotations, figures and names"),
    (Action::Remove, "remove", "remove (U brings it back)"),
    (Action::HistoryBack, "history", "earlier entries"),
    (Action::Complete, "complete", "complete"),
    (Action::ClearLine, "clear-line", "clear the line"),
    (Action::DeleteWord, "delete-word", "delete a word"),
    (Action::LineStart, "line-start", "start of the line"),
    (Action::LineEnd, "line-end", "end of the line"),
];

impl Action {
    /// The stable name, as keymap files and commands write it.
    pub(crate) fn name(self) -> &'static str {
        self.row().1
    }

    /// One line for help and docs.
    pub(crate) fn description(self) -> &'static str {
        self.row().2
    }

    /// The action of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    fn row(self) -> (Self, &'static str, &'static str) {
        ACTIONS.iter().copied().find(|row| row.0 == self).unwrap_or((self, "", ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_name_and_a_description() {
        for (index, (action, name, description)) in ACTIONS.iter().enumerate() {
            assert_eq!(*action as usize, index, "ACTIONS lists {name} in another order than the enum");
            assert_eq!(Action::named(name), Some(*action));
            assert!(!description.is_empty());
        }
        assert_eq!(Action::LineEnd as usize + 1, ACTIONS.len());
    }
}
