//! The keys that may follow a prefix.

use ratatui::layout::Rect;

use super::canvas::{Canvas, columns};
use super::theme::Role;
use crate::app::{Shape, State};

/// Draws the menu above the last lines, as wide as it needs.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let rows = state.menu_rows();
    let body = state.panes.body;
    let keys = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let words = rows.iter().map(|(_, words)| columns(words)).max().unwrap_or(0);
    let framed = state.panes.shape > Shape::One && state.settings.borders;
    let edge = u16::from(framed);
    let width = (keys + 2 + words + 4).min(body.width);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2 * edge).min(body.height);
    if width < 8 || height == 0 {
        return;
    }
    let area = Rect { x: body.right() - width, y: body.bottom() - height, width, height };
    canvas.clear(area);
    if framed {
        canvas.boxed(area, "", false);
    }
    let key_style = canvas.style(Role::Key);
    let text = canvas.style(Role::Text);
    for ((key, what), y) in rows.iter().zip(area.top() + edge..area.bottom() - edge) {
        canvas.put(area.x + 2, y, keys, key, key_style);
        let x = area.x + 4 + keys;
        canvas.put(x, y, area.right().saturating_sub(x + edge), what, text);
    }
}
