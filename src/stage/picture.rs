//! A screen as text: what is on it, and how it is styled.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

/// The text on the screen, line by line, blanks at the ends cut.
pub(super) fn text(buffer: &Buffer) -> String {
    grid(buffer, |cell| cell.symbol().to_owned())
}

/// Text, styles and cursor: a letter for each style, a dot for none.
pub(super) fn picture(buffer: &Buffer, cursor: Option<Position>) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let plain = Style::reset();
    let marks = grid(buffer, |cell| {
        let style = cell.style();
        let is_plain =
            style == plain || (style.fg == plain.fg && style.bg == plain.bg && style.add_modifier.is_empty());
        if is_plain {
            return ".".to_owned();
        }
        let at = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            styles.push(style);
            styles.len() - 1
        });
        char::from(b'a' + u8::try_from(at).unwrap()).to_string()
    });
    let legend: Vec<String> = styles.iter().map(|style| words(*style)).collect();
    let mut out = text(buffer);
    out.push_str("\n== styles ==\n");
    for (row, line) in marks.lines().enumerate().filter(|(_, line)| line.contains(|c: char| c != '.')) {
        let _ = writeln!(out, "{row:>2} {}", line.trim_end_matches('.'));
    }
    for (at, words) in legend.iter().enumerate() {
        let _ = writeln!(out, "{}: {words}", char::from(b'a' + u8::try_from(at).unwrap()));
    }
    if let Some(Position { x, y }) = cursor {
        let _ = writeln!(out, "cursor: column {x}, row {y}");
    }
    out
}

fn grid(buffer: &Buffer, mut show: impl FnMut(&ratatui::buffer::Cell) -> String) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut out = String::new();
    for row in buffer.content.chunks(width) {
        let line: String = row.iter().map(&mut show).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn words(style: Style) -> String {
    let mut words = Vec::new();
    let attributes = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    words.extend(
        attributes.iter().filter(|(bit, _)| style.add_modifier.contains(*bit)).map(|(_, name)| (*name).to_owned()),
    );
    words.extend(style.fg.filter(|color| *color != Color::Reset).map(|color| format!("{color:?}").to_lowercase()));
    words.extend(style.bg.filter(|color| *color != Color::Reset).map(|color| format!("on {color:?}").to_lowercase()));
    words.join(" ")
}
