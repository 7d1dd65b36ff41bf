//! A line being typed.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::document::Clean;

/// Text with a cursor, and the entries typed before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LineEdit {
    text: String,
    /// Byte offset of the cursor, on a grapheme border.
    at: usize,
}

impl LineEdit {
    /// A line with this text, the cursor at its end.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { at: text.len(), text }
    }

    /// What is typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Columns before the cursor.
    pub(crate) fn columns_before(&self) -> usize {
        self.before().width()
    }

    /// Replaces all of it.
    pub(crate) fn set(&mut self, text: impl Into<String>) {
        *self = Self::new(text);
    }

    /// Types or pastes text; it is cleaned and made one line.
    pub(crate) fn insert(&mut self, text: &str) {
        // A single blank is typed as it is; `line` would take it for an empty line.
        let clean = if text == " " { text.to_owned() } else { Clean::line(text).to_string() };
        self.text.insert_str(self.at, &clean);
        self.at += clean.len();
    }

    /// Deletes the character before the cursor; false when there is none.
    pub(crate) fn backspace(&mut self) -> bool {
        let Some(last) = self.before().graphemes(true).next_back().map(str::len) else { return false };
        self.text.replace_range(self.at - last..self.at, "");
        self.at -= last;
        true
    }

    /// Deletes the character behind the cursor.
    pub(crate) fn delete(&mut self) {
        if let Some(next) = self.after().graphemes(true).next().map(str::len) {
            self.text.replace_range(self.at..self.at + next, "");
        }
    }

    /// Deletes the word before the cursor.
    pub(crate) fn delete_word(&mut self) {
        let kept = self.before().trim_end().trim_end_matches(|c: char| !c.is_whitespace()).len();
        self.text.replace_range(kept..self.at, "");
        self.at = kept;
    }

    /// Deletes everything before the cursor.
    pub(crate) fn clear(&mut self) {
        self.text.replace_range(..self.at, "");
        self.at = 0;
    }

    /// Moves the cursor one character to the left.
    pub(crate) fn left(&mut self) {
        self.at -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    /// Moves the cursor one character to the right.
    pub(crate) fn right(&mut self) {
        self.at += self.after().graphemes(true).next().map_or(0, str::len);
    }

    /// Moves the cursor to the start.
    pub(crate) fn home(&mut self) {
        self.at = 0;
    }

    /// Moves the cursor to the end.
    pub(crate) fn end(&mut self) {
        self.at = self.text.len();
    }

    fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_by_characters_not_bytes() {
        let mut line = LineEdit::new("señor");
        line.left();
        line.left();
        assert!(line.backspace());
        assert_eq!(line.text(), "seor");
        line.insert("n\u{303}");
        assert_eq!(line.text(), "sen\u{303}or");
        assert!(line.backspace());
        assert_eq!(line.text(), "seor");
    }

    #[test]
    fn words_and_halves_are_deleted() {
        let mut line = LineEdit::new("port strike  today");
        line.delete_word();
        assert_eq!(line.text(), "port strike  ");
        line.delete_word();
        assert_eq!(line.text(), "port ");
        line.clear();
        assert_eq!(line.text(), "");
        assert!(!line.backspace());
    }

    #[test]
    fn a_paste_cannot_bring_controls_or_lines_in() {
        let mut line = LineEdit::default();
        line.insert("one\r\ntwo\u{1b}[31m");
        assert!(!line.text().contains(['\n', '\r', '\u{1b}']));
    }
}
