//! The double buffer: the state is drawn into one, the other is what the terminal shows; one write a frame.

use std::io;

use crossterm::{cursor, terminal as modes};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::encode::Encoder;
use super::terminal::{self, Terminal};
use crate::app::Size;

/// What the terminal shows and what it is to show.
#[derive(Debug)]
pub(super) struct Screen {
    area: Rect,
    shown: Buffer,
    next: Buffer,
    /// Whether `shown` is what the terminal shows; otherwise the next frame repaints everything.
    is_known: bool,
    cursor: Option<Position>,
    encoder: Encoder,
}

impl Screen {
    /// A screen of which nothing is known.
    pub(super) fn new(size: Size) -> Self {
        let area = Rect::new(0, 0, size.columns, size.rows);
        let (shown, next) = (Buffer::default(), Buffer::default());
        Self { area, shown, next, is_known: false, cursor: None, encoder: Encoder::default() }
    }

    /// Gives it another size; everything is repainted.
    pub(super) fn resize(&mut self, size: Size) {
        self.area = Rect::new(0, 0, size.columns, size.rows);
        self.is_known = false;
    }

    /// The terminal may show anything: repaint everything with the next frame.
    pub(super) fn forget(&mut self) {
        self.is_known = false;
    }

    /// Draws a frame and sends what changed.
    pub(super) fn draw(
        &mut self,
        terminal: &Terminal,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        if self.next.area == self.area {
            self.next.reset();
        } else {
            // The first frame needs one buffer; filling the second can wait until the user sees something.
            self.next = Buffer::empty(self.area);
        }
        let cursor = paint(&mut self.next);
        let bytes = self.frame(cursor);
        if bytes.is_empty() { Ok(()) } else { terminal.write(&bytes) }
    }

    fn frame(&mut self, cursor: Option<Position>) -> Vec<u8> {
        let anew = !self.is_known;
        self.encoder.encode(self.is_known.then_some(&mut self.shown), &self.next);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.is_known = true;
        let cells = self.encoder.take();
        let cursor = cursor.filter(|cursor| self.shown.area.contains(*cursor));
        if let Some(cursor) = cursor {
            self.encoder.place(cursor);
        }
        let mut tail = self.encoder.take();
        if cursor.is_some() != self.cursor.is_some() || anew {
            let shape = if cursor.is_some() {
                terminal::commands(&[&cursor::Show])
            } else {
                terminal::commands(&[&cursor::Hide])
            };
            tail.extend_from_slice(shape.as_bytes());
        }
        self.cursor = cursor;
        if cells.is_empty() {
            return tail;
        }
        let mut frame = terminal::commands(&[&modes::BeginSynchronizedUpdate]).into_bytes();
        frame.extend_from_slice(&cells);
        frame.extend_from_slice(&tail);
        frame.extend_from_slice(terminal::commands(&[&modes::EndSynchronizedUpdate]).as_bytes());
        frame
    }
}
