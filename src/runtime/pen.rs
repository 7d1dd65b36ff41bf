//! The terminal's current style, and the shortest SGR sequence from one style to the next.
//!
//! ratatui's own backend sends the sixteen colours as `38;5;n`, twice the bytes and unknown to eight-colour consoles;
//! and crossterm 0.29 answers `NO_COLOR` by sending empty colour sequences, which take reverse and bold with them. So
//! styles are written here. Whether colours are wanted at all is the painter's decision, not the encoder's.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// A style as the terminal has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Default for Pen {
    fn default() -> Self {
        Self { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() }
    }
}

/// Attributes, the code that turns them on and the code that turns them off. Bold and dim share their off code.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// The style of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    /// Changes the terminal's style to `next`.
    #[inline]
    pub(super) fn change(&mut self, next: Self, out: &mut Vec<u8>) {
        // So it is from nearly every cell to its neighbour.
        if *self != next {
            self.change_to(next, out);
        }
    }

    fn change_to(&mut self, next: Self, out: &mut Vec<u8>) {
        let mut steps = Codes::default();
        self.steps_into(next, &mut steps);
        let mut afresh = Codes(b"0".to_vec());
        Self::default().steps_into(next, &mut afresh);
        out.extend_from_slice(b"\x1b[");
        if next != Self::default() {
            out.extend_from_slice(if steps.0.len() <= afresh.0.len() { &steps.0 } else { &afresh.0 });
        }
        out.push(b'm');
        *self = next;
    }

    /// The parameters that lead from this style to the next, without going through the default.
    fn steps_into(self, next: Self, codes: &mut Codes) {
        let mut kept = self.modifier;
        let gone = self.modifier.difference(next.modifier);
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && kept.contains(attribute) {
                codes.number(off);
                for (other, _, same) in ATTRIBUTES {
                    if same == off {
                        kept.remove(other);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if next.modifier.contains(attribute) && !kept.contains(attribute) {
                codes.number(on);
            }
        }
        if self.foreground != next.foreground {
            codes.colour(next.foreground, 30);
        }
        if self.background != next.background {
            codes.colour(next.background, 40);
        }
    }
}

/// SGR parameters under construction.
#[derive(Debug, Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn number(&mut self, number: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        // Writing to a vector cannot fail.
        let _ = write!(self.0, "{number}");
    }

    fn numbers(&mut self, numbers: &[u8]) {
        for number in numbers {
            self.number(*number);
        }
    }

    /// A colour; `base` is 30 for the foreground and 40 for the background.
    fn colour(&mut self, colour: Color, base: u8) {
        let bright = base + 60;
        match colour {
            Color::Reset => self.number(base + 9),
            Color::Black => self.number(base),
            Color::Red => self.number(base + 1),
            Color::Green => self.number(base + 2),
            Color::Yellow => self.number(base + 3),
            Color::Blue => self.number(base + 4),
            Color::Magenta => self.number(base + 5),
            Color::Cyan => self.number(base + 6),
            Color::Gray => self.number(base + 7),
            Color::DarkGray => self.number(bright),
            Color::LightRed => self.number(bright + 1),
            Color::LightGreen => self.number(bright + 2),
            Color::LightYellow => self.number(bright + 3),
            Color::LightBlue => self.number(bright + 4),
            Color::LightMagenta => self.number(bright + 5),
            Color::LightCyan => self.number(bright + 6),
            Color::White => self.number(bright + 7),
            Color::Indexed(index) => self.numbers(&[base + 8, 5, index]),
            Color::Rgb(red, green, blue) => self.numbers(&[base + 8, 2, red, green, blue]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn pen(style: Style) -> Pen {
        let mut cell = Cell::default();
        cell.set_style(style);
        Pen::of(&cell)
    }

    fn between(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        pen(from).change(pen(to), &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn the_sixteen_colours_are_sent_in_their_short_form() {
        assert_eq!(between(Style::new(), Style::new().red()), "^[31m");
        assert_eq!(between(Style::new(), Style::new().light_blue().on_black()), "^[94;40m");
        assert_eq!(between(Style::new(), Style::new().fg(Color::Indexed(200))), "^[38;5;200m");
    }

    #[test]
    fn going_back_to_plain_is_the_shortest_reset() {
        assert_eq!(between(Style::new().red().bold().reversed(), Style::new()), "^[m");
    }

    #[test]
    fn taking_bold_away_keeps_dim() {
        assert_eq!(between(Style::new().bold().dim(), Style::new().dim()), "^[0;2m");
        assert_eq!(between(Style::new().bold().dim().red().on_blue(), Style::new().dim().red().on_blue()), "^[22;2m");
    }

    #[test]
    fn nothing_is_sent_when_nothing_changes() {
        assert_eq!(between(Style::new().bold(), Style::new().bold()), "");
    }
}
