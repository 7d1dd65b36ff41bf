//! Two screens → the bytes that turn the first into the second.
//!
//! Over ssh bytes are time, so this writes less than a general backend does: the sixteen colours in their short form,
//! `CSI K` instead of trailing blanks, `CR LF` and short moves instead of full addresses, unchanged cells copied over
//! when that is shorter than a jump. It never clears the screen: a full repaint writes every row over what is there.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::pen::Pen;
use super::scroll::Scroll;

/// An unchanged gap up to this many cells is written over when its style allows; a jump is four bytes or more.
const GAP: u16 = 4;

/// What the terminal shows, as far as the program knows.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    pen: Pen,
    /// Where the terminal's cursor is; nothing when that is not certain.
    at: Option<Position>,
    out: Vec<u8>,
}

impl Encoder {
    /// The bytes that make `next` out of `previous`; with no `previous`, the terminal may show anything. Rows that the
    /// terminal moves are moved in `previous` too.
    pub(super) fn encode(&mut self, mut previous: Option<&mut Buffer>, next: &Buffer) {
        let width = next.area.width;
        if previous.is_none() {
            self.at = None;
            self.out.extend_from_slice(b"\x1b[m");
            self.pen = Pen::default();
        }
        if let Some(previous) = previous.as_deref_mut()
            && let Some(scroll) = Scroll::find(previous, next)
        {
            scroll.write(&mut self.out);
            scroll.apply(previous);
            self.at = None;
        }
        let previous = previous.as_deref();
        for y in 0..next.area.height {
            let row = row(next, y);
            let old = previous.filter(|previous| previous.area == next.area).map(|previous| self::row(previous, y));
            if old != Some(row) {
                self.row(y, width, old, row);
            }
        }
        self.pen.change(Pen::default(), &mut self.out);
    }

    /// Puts the hardware cursor somewhere.
    pub(super) fn place(&mut self, position: Position) {
        self.go(position.x, position.y);
    }

    /// The bytes so far; the encoder is ready for the next frame.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    fn row(&mut self, y: u16, width: u16, old: Option<&[Cell]>, row: &[Cell]) {
        let plain = row.iter().all(is_plain) && old.is_none_or(|old| old.iter().all(is_plain));
        // A row with wide or composed characters is written whole: half of a wide character cannot be replaced.
        let old = if plain { old } else { None };
        let end = row.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)).filter(|_| usize::from(x) < end) {
            let cells = if plain { 1 } else { cells_of(cell).min(width - x) };
            if old.and_then(|old| old.get(usize::from(x))) != Some(cell) {
                self.approach(x, y, row);
                self.print(cell, cells, plain || is_plain(cell), width);
            }
            x += cells;
        }
        let tail_shows = old.is_none_or(|old| old.iter().skip(end).any(|cell| !is_blank(cell)));
        if let Ok(end) = u16::try_from(end)
            && end < width
            && tail_shows
        {
            self.go(end, y);
            self.pen.change(Pen::default(), &mut self.out);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Goes to a cell of the row, over unchanged cells if that is short.
    fn approach(&mut self, x: u16, y: u16, row: &[Cell]) {
        if let Some(at) = self.at.filter(|at| at.y == y && at.x < x && x - at.x <= GAP) {
            let gap = row.get(usize::from(at.x)..usize::from(x)).unwrap_or_default();
            if gap.iter().all(|cell| cell.symbol().len() == 1 && Pen::of(cell) == self.pen) {
                for cell in gap {
                    self.symbol(cell);
                }
                self.at = Some(Position { x, y });
                return;
            }
        }
        self.go(x, y);
    }

    fn go(&mut self, x: u16, y: u16) {
        let target = Position { x, y };
        if self.at == Some(target) {
            return;
        }
        let out = &mut self.out;
        // Writing to a vector cannot fail.
        let _ = match self.at {
            Some(at) if at.y == y && x == 0 => out.write_all(b"\r"),
            Some(at) if at.y == y && x == at.x + 1 => out.write_all(b"\x1b[C"),
            Some(at) if at.y == y && x > at.x => write!(out, "\x1b[{}C", x - at.x),
            Some(at) if at.y + 1 == y && x == 0 => out.write_all(b"\r\n"),
            _ if x == 0 && y == 0 => out.write_all(b"\x1b[H"),
            _ if x == 0 => write!(out, "\x1b[{}H", y + 1),
            _ => write!(out, "\x1b[{};{}H", y + 1, x + 1),
        };
        self.at = Some(target);
    }

    fn print(&mut self, cell: &Cell, cells: u16, is_plain: bool, width: u16) {
        self.pen.change(Pen::of(cell), &mut self.out);
        self.symbol(cell);
        // In the last column terminals differ on where the cursor is, and after a composed character on how wide it is.
        self.at = self.at.filter(|at| is_plain && at.x + cells < width).map(|at| Position { x: at.x + cells, ..at });
    }

    /// The second wall against a terminal that obeys: no control character leaves, whatever a widget put into a cell.
    fn symbol(&mut self, cell: &Cell) {
        let symbol = cell.symbol();
        match symbol.as_bytes() {
            [] => self.out.push(b' '),
            [byte @ b' '..=b'~'] => self.out.push(*byte),
            bytes if is_box(bytes) => self.out.extend_from_slice(bytes),
            _ if symbol.chars().any(char::is_control) => self.out.push(b'?'),
            bytes => self.out.extend_from_slice(bytes),
        }
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// A character that every terminal gives one cell.
fn is_plain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() <= 1 || is_box(symbol.as_bytes()) || (symbol.chars().nth(1).is_none() && cells_of(cell) == 1)
}

/// Whether this is one line of a frame or rule, U+2500 to U+257F: most of what is not ASCII on any screen.
fn is_box(symbol: &[u8]) -> bool {
    matches!(symbol, [0xe2, 0x94 | 0x95, _])
}

/// Cells that the terminal will use: 1 for what is replaced by a single character.
fn cells_of(cell: &Cell) -> u16 {
    let symbol = cell.symbol();
    if symbol.len() <= 1 || is_box(symbol.as_bytes()) || symbol.chars().any(char::is_control) {
        1
    } else {
        symbol.cell_width().max(1)
    }
}

/// Whether `CSI K` draws the same.
fn is_blank(cell: &Cell) -> bool {
    let shows = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    matches!(cell.symbol(), " " | "") && cell.bg == Color::Reset && !cell.modifier.intersects(shows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn buffer(rows: &[&str], width: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows.len()).unwrap()));
        for (y, text) in rows.iter().enumerate() {
            buffer.set_string(0, u16::try_from(y).unwrap(), text, Style::new());
        }
        buffer
    }

    fn bytes(previous: Option<&Buffer>, next: &Buffer) -> String {
        let mut encoder = Encoder::default();
        encoder.encode(previous.cloned().as_mut(), next);
        String::from_utf8(encoder.take()).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn an_unchanged_screen_sends_nothing() {
        let screen = buffer(&["one", "two"], 10);
        assert_eq!(bytes(Some(&screen), &screen), "");
    }

    #[test]
    fn a_full_repaint_writes_over_what_is_there_and_never_clears_the_screen() {
        assert_eq!(bytes(None, &buffer(&["one", "", "two"], 5)), "^[m^[Hone^[K\r\n^[K\r\ntwo^[K");
    }

    #[test]
    fn a_shorter_line_erases_its_old_tail_with_one_sequence() {
        let old = buffer(&["minister resigns"], 20);
        assert_eq!(bytes(Some(&old), &buffer(&["minister"], 20)), "^[1;9H^[K");
    }

    #[test]
    fn a_full_row_is_not_followed_by_an_erase_that_would_take_its_last_letter() {
        assert_eq!(bytes(None, &buffer(&["abcde"], 5)), "^[m^[Habcde");
    }

    #[test]
    fn a_control_character_in_a_cell_does_not_reach_the_terminal() {
        let mut screen = buffer(&[""], 5);
        screen.content[0].set_symbol("\x1b]52;c;x\x07");
        screen.content[1].set_symbol("\u{9b}");
        assert_eq!(bytes(None, &screen), "^[m^[H?^[1;2H?^[K");
    }

    #[test]
    fn the_lines_of_frames_are_plain_without_being_measured() {
        for line in '\u{2500}'..='\u{257f}' {
            let text = line.to_string();
            assert!(is_box(text.as_bytes()) && text.as_str().cell_width() == 1, "{line}");
        }
        assert!(!is_box("\u{24ff}".as_bytes()) && !is_box("\u{2580}".as_bytes()) && !is_box("─x".as_bytes()));
    }

    #[test]
    fn moving_the_selection_bar_by_a_row_stays_within_three_hundred_bytes() {
        let rows: Vec<String> =
            (0..24).map(|n| format!("{n:>3} A headline of ordinary length about something {n}")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let screen = |selected: u16| {
            let mut screen = buffer(&rows, 80);
            screen.set_style(Rect::new(0, selected, 80, 1), Style::new().reversed());
            screen
        };
        let mut encoder = Encoder::default();
        encoder.encode(Some(&mut screen(3)), &screen(4));
        assert!(encoder.take().len() <= 300);
    }

    const HEIGHT: u16 = 9;

    #[test]
    fn a_line_of_scrolling_costs_a_line() {
        let lines: Vec<String> =
            (0..30).map(|n| format!("{n:>3} A line of text of some length, as a reader has many")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut encoder = Encoder::default();
        encoder.encode(Some(&mut buffer(&lines[..24], 80)), &buffer(&lines[1..25], 80));
        assert!(encoder.take().len() <= 100);
    }

    #[derive(Debug, Clone)]
    struct Stroke {
        x: u16,
        y: u16,
        text: String,
        style: usize,
    }

    fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
        let text = prop_oneof![
            4 => "[a-z ]{0,12}",
            1 => "[éñ“”—日本 ]{0,6}",
            1 => Just("e\u{301}x".to_owned()),
        ];
        let stroke =
            (0..12u16, 0..HEIGHT, text, 0..6usize).prop_map(|(x, y, text, style)| Stroke { x, y, text, style });
        prop::collection::vec(stroke, 0..20)
    }

    fn painted(strokes: &[Stroke]) -> Buffer {
        let styles = [
            Style::new(),
            Style::new().bold(),
            Style::new().reversed(),
            Style::new().red().underlined(),
            Style::new().on_blue().italic(),
            Style::new().light_green().bold().dim(),
        ];
        let mut screen = Buffer::empty(Rect::new(0, 0, 12, HEIGHT));
        for stroke in strokes {
            screen.set_string(stroke.x, stroke.y, &stroke.text, styles[stroke.style]);
        }
        screen
    }

    /// The same picture, some rows further up or down.
    fn moved(strokes: &[Stroke], by: u16) -> Vec<Stroke> {
        let up =
            strokes.iter().filter(|stroke| stroke.y >= by).map(|stroke| Stroke { y: stroke.y - by, ..stroke.clone() });
        let down = strokes.iter().map(|stroke| Stroke { y: stroke.y + by, ..stroke.clone() });
        if by.is_multiple_of(2) { up.collect() } else { down.filter(|stroke| stroke.y < HEIGHT).collect() }
    }

    proptest! {
        #[test]
        fn a_changed_screen_looks_like_one_that_was_drawn_from_nothing(
            pictures in prop::collection::vec((strokes(), 0..6u16), 1..4),
        ) {
            let frames: Vec<_> = pictures.iter().flat_map(|(strokes, by)| [strokes.clone(), moved(strokes, *by)]).collect();
            let mut encoder = Encoder::default();
            let mut shown = emulator();
            shown.process("garbage\r\nthat was there before".as_bytes());
            let mut previous: Option<Buffer> = None;
            for frame in &frames {
                let next = painted(frame);
                encoder.encode(previous.as_mut(), &next);
                shown.process(&encoder.take());
                let mut fresh = emulator();
                let mut anew = Encoder::default();
                anew.encode(None, &next);
                fresh.process(&anew.take());
                prop_assert_eq!(cells(&shown), cells(&fresh));
                for (y, line) in cells(&shown).iter().enumerate() {
                    let mut x = 0;
                    while x < 12 {
                        let wanted = &next.content[y * 12 + x];
                        if is_plain(wanted) && wanted.symbol() != " " {
                            prop_assert!(line[x].starts_with(wanted.symbol()), "{} at {},{}", line[x], x, y);
                        }
                        // What a wide character covers is not shown.
                        x += usize::from(cells_of(wanted));
                    }
                }
                previous = Some(next);
            }
        }
    }

    fn emulator() -> vt100::Parser {
        vt100::Parser::new(HEIGHT.try_into().unwrap(), 12.try_into().unwrap(), 0)
    }

    /// What the emulated terminal shows, cell by cell.
    fn cells(parser: &vt100::Parser) -> Vec<Vec<String>> {
        let cell = |y, x| {
            let cell = parser.screen().cell(y, x).unwrap();
            let text = if cell.has_contents() { cell.contents() } else { " " };
            let blank = text == " " && !cell.inverse() && !cell.underline();
            let style = if blank {
                format!("{:?}", cell.bgcolor())
            } else {
                let on = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
                format!("{:?} {:?} {on:?}", cell.fgcolor(), cell.bgcolor())
            };
            format!("{text} {style}")
        };
        (0..HEIGHT).map(|y| (0..12).map(|x| cell(y, x)).collect()).collect()
    }
}
