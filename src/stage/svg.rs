//! The picture in the README, drawn by the program itself so that it cannot go stale.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::Stage;

const CELL: (f32, f32) = (8.43, 18.0);
const INK: &str = "#d8d8d8";
const PAPER: &str = "#14161a";

fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (width, height) = (f32::from(columns) * CELL.0 + 24.0, f32::from(rows) * CELL.1 + 24.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let first = buffer[(x, y)].clone();
            let start = x;
            let mut words = String::new();
            while x < columns && buffer[(x, y)].style() == first.style() {
                words.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, &first, (start, y), x - start, &words);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn run(out: &mut String, cell: &Cell, (column, row): (u16, u16), columns: u16, words: &str) {
    let is_reversed = cell.modifier.contains(Modifier::REVERSED);
    if words.trim().is_empty() && !is_reversed {
        return;
    }
    let (x, y) = (f32::from(column) * CELL.0 + 12.0, f32::from(row) * CELL.1 + 12.0);
    let width = f32::from(columns) * CELL.0;
    let ink = match cell.fg {
        Color::DarkGray => "#5a5f68",
        Color::Cyan => "#56b6c2",
        Color::Yellow => "#e5c07b",
        Color::Red => "#e06c75",
        _ => INK,
    };
    let ink = if is_reversed { PAPER } else { ink };
    if is_reversed {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{INK}\"/>",
            CELL.1
        );
    }
    let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if cell.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{:.1}\" fill=\"{ink}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{bold}{line}>{escaped}</text>",
        y + 13.5
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
/// Compares with the picture in the repository; `INSTA_UPDATE=always` draws it anew.
fn the_picture_in_the_readme_is_of_this_program() {
    let mut stage = Stage::new(120, 36);
    stage.press("<enter> /health <enter> q k * j");
    let drawn = svg(&stage.draw().0);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/list.svg");
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures")).unwrap();
        std::fs::write(path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == drawn, "tests/pictures/list.svg is of another program: run with INSTA_UPDATE=always");
}
