//! A buffer with the theme and glyphs in force: the only way the panels put text on the screen.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Theme};

/// Characters for rules and cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyphs {
    pub(super) across: &'static str,
    pub(super) down: &'static str,
    pub(super) top: &'static str,
    pub(super) bottom: &'static str,
    pub(super) left: &'static str,
    pub(super) right: &'static str,
    pub(super) cross: &'static str,
    pub(super) corners: [&'static str; 4],
    pub(super) cut: &'static str,
    pub(super) dot: &'static str,
}

/// Box drawing and an ellipsis.
pub(super) const UNICODE: Glyphs = Glyphs {
    across: "─",
    down: "│",
    top: "┬",
    bottom: "┴",
    left: "├",
    right: "┤",
    cross: "┼",
    corners: ["┌", "┐", "└", "┘"],
    cut: "…",
    dot: "·",
};

/// What every terminal has.
pub(super) const ASCII: Glyphs = Glyphs {
    across: "-",
    down: "|",
    top: "+",
    bottom: "+",
    left: "+",
    right: "+",
    cross: "+",
    corners: ["+", "+", "+", "+"],
    cut: "~",
    dot: "-",
};

/// Where text goes.
#[derive(Debug)]
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    pub(super) glyphs: Glyphs,
    pub(super) borders: bool,
}

impl Canvas<'_> {
    /// The style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Puts text into at most `room` columns, cut with a sign; returns the columns used.
    pub(super) fn put(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        if room == 0 || !self.buffer.area.contains((x, y).into()) {
            return 0;
        }
        let shown = fit(text, usize::from(room), self.glyphs.cut);
        // Most of what is shown: a letter a cell, and nothing to be found out about it.
        if shown.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.write(x, y, shown.chars().take(usize::from(room)), style);
        }
        let (end, _) = self.buffer.set_stringn(x, y, &shown, usize::from(room), style);
        end - x
    }

    /// Writes printable characters that take one cell each, up to the edge of the screen; returns the columns used.
    fn write(&mut self, x: u16, y: u16, chars: impl Iterator<Item = char>, style: Style) -> u16 {
        let right = self.buffer.area.right();
        let mut end = x;
        for (at, letter) in (x..right).zip(chars) {
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_char(letter).set_style(style);
            }
            end = at + 1;
        }
        end - x
    }

    /// Puts text so that it ends at the right edge of an area's line; returns its columns.
    pub(super) fn put_right(&mut self, area: Rect, y: u16, text: &str, style: Style) -> u16 {
        let width = columns(text).min(area.width);
        self.put(area.right() - width, y, width, text, style)
    }

    /// The end of a text that has so many columns, behind the sign that it is cut.
    pub(super) fn end_of(&self, text: &str, room: u16) -> String {
        let most = usize::from(room);
        if text.width() <= most {
            return text.to_owned();
        }
        let most = most.saturating_sub(self.glyphs.cut.width());
        let mut used = 0;
        let fits = |grapheme: &&str| {
            used += grapheme.width();
            used <= most
        };
        let length: usize = text.graphemes(true).rev().take_while(fits).map(str::len).sum();
        format!("{}{}", self.glyphs.cut, text.get(text.len() - length..).unwrap_or_default())
    }

    /// Draws a rule over a line of an area.
    pub(super) fn rule(&mut self, area: Rect, y: u16) {
        if self.borders {
            let style = self.style(Role::Rule);
            self.across(area.x, y, area.width, style);
        }
    }

    /// Draws a line of so many columns.
    pub(super) fn across(&mut self, x: u16, y: u16, columns: u16, style: Style) {
        let line = self.glyphs.across.chars().cycle().take(usize::from(columns));
        self.write(x, y, line, style);
    }

    /// Draws a pane's title line.
    pub(super) fn title(&mut self, pane: Rect, title: &str, is_focused: bool) {
        self.rule(pane, pane.y);
        if title.is_empty() || pane.height == 0 {
            return;
        }
        let style = self.style(if is_focused { Role::FocusedPane } else { Role::Pane });
        if self.borders {
            let room = pane.width.saturating_sub(5);
            let width = columns(&fit(title, usize::from(room), self.glyphs.cut)) + 2;
            self.clear(Rect { x: pane.x + 1, width: width.min(pane.width.saturating_sub(2)), height: 1, ..pane });
            self.put(pane.x + 2, pane.y, room, title, style);
        } else {
            self.put(pane.x, pane.y, pane.width, title, style);
        }
    }

    /// Draws a frame around an area with a title in its first line; without borders only the title.
    pub(super) fn boxed(&mut self, area: Rect, title: &str, is_focused: bool) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        self.title(area, title, is_focused);
        if !self.borders {
            return;
        }
        let style = self.style(Role::Rule);
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        self.rule(area, bottom);
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, self.glyphs.down, style);
            self.put(right, y, 1, self.glyphs.down, style);
        }
        let [top_left, top_right, bottom_left, bottom_right] = self.glyphs.corners;
        self.put(area.x, area.y, 1, top_left, style);
        self.put(right, area.y, 1, top_right, style);
        self.put(area.x, bottom, 1, bottom_left, style);
        self.put(right, bottom, 1, bottom_right, style);
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
        self.buffer.set_style(area, self.theme.style(Role::Text));
    }

    /// Gives a part of a line another style.
    pub(super) fn restyle(&mut self, x: u16, y: u16, width: u16, style: Style) {
        self.buffer.set_style(Rect { x, y, width, height: 1 }.intersection(self.buffer.area), style);
    }
}

/// A text in at most `room` columns; a sign stands for what is cut off.
pub(super) fn fit<'a>(text: &'a str, room: usize, cut: &str) -> Cow<'a, str> {
    // A byte is at least as wide as a column is, so most texts need no counting.
    if text.len() <= room || text.width() <= room {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let width = grapheme.width();
        if used + width + cut.width() > room {
            break;
        }
        used += width;
        shown.push_str(grapheme);
    }
    shown.truncate(shown.trim_end().len());
    if room >= cut.width() {
        shown.push_str(cut);
    }
    Cow::Owned(shown)
}

/// The columns of a text.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_text_is_never_wider_than_its_room() {
        assert_eq!(fit("Cabinet reshuffle", 10, "…"), "Cabinet r…");
        assert_eq!(fit("Cabinet reshuffle", 9, "…"), "Cabinet…");
        assert_eq!(fit("日本語", 5, "…"), "日本…");
        assert_eq!(fit("日本語", 4, "~"), "日~");
        assert_eq!(fit("año", 3, "~"), "año");
        assert_eq!(fit("x", 0, "~"), "");
    }

    proptest! {
        /// Letters one by one are what the toolkit makes of a text, at every place and width; what is no letter goes
        /// through the toolkit, which drops what a terminal would obey.
        #[test]
        fn the_short_way_puts_what_the_long_way_puts(text in "([ -~]{0,30}|[\\x00-\\x7fé日─]{0,12})", x in 0..26u16, room in 0..40u16) {
            let area = Rect::new(0, 0, 24, 2);
            let (mut short, mut long) = (Buffer::empty(area), Buffer::empty(area));
            let style = Style::new().bold();
            let themes = super::super::theme::Themes::with_user(&[]).0;
            let theme = themes.get("terminal").unwrap();
            let mut canvas = Canvas { buffer: &mut short, theme, glyphs: UNICODE, borders: true };
            let used = canvas.put(x, 1, room, &text, style);
            let shown = fit(&text, usize::from(room), UNICODE.cut);
            let end = if x < 24 && room > 0 { long.set_stringn(x, 1, &shown, usize::from(room), style).0 } else { x };
            prop_assert_eq!(&short, &long);
            prop_assert_eq!(used, end - x);
            prop_assert!(short.content.iter().all(|cell| !cell.symbol().contains(char::is_control)));
        }
    }
}
