//! The list: markers, date, title, source, minutes.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, columns};
use super::theme::Role;
use crate::app::{EntryView, Focus, Shape, State, content};

/// Columns of a row, by the room there is. Markers never go; the title keeps its room before anything else gets some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    date: u16,
    source: u16,
    /// The text at the right edge, with the gap before it.
    pub(super) minutes: u16,
}

const MARKERS: u16 = 5;
const MINUTES: u16 = 7;

pub(super) fn columns_for(width: u16, date: u16, source: u16) -> Columns {
    let room = width.saturating_sub(MARKERS + 1);
    let wide = [
        Columns { date, source, minutes: MINUTES },
        Columns { date, source, minutes: 0 },
        Columns { date, source: 0, minutes: 0 },
    ];
    let title = |columns: &Columns| room.saturating_sub(columns.date + columns.source + columns.minutes);
    let least = [34, 30, 24];
    let found = wide.into_iter().zip(least).find(|(columns, least)| title(columns) >= *least);
    found.map_or(Columns { date: 0, source: 0, minutes: 0 }, |(columns, _)| columns)
}

/// Draws the list; returns where its cursor stands.
pub(super) fn draw(state: &State, pane: Rect, canvas: &mut Canvas<'_>) -> Position {
    let area = content(pane, state.panes.shape);
    if state.panes.shape >= Shape::Strip {
        let title = if state.panes.shape >= Shape::Two { "Documents" } else { "" };
        canvas.title(pane, title, state.focus == Focus::List);
    }
    let (window, cursor) = state.list.window();
    if window.is_empty() {
        empty(state, area, canvas);
        return Position::new(area.x, area.y);
    }
    let views: Vec<EntryView> = window.iter().filter_map(|&id| state.view(id)).collect();
    let date = views.iter().map(|view| columns(&view.date)).max().unwrap_or(0);
    let source = views.iter().map(|view| columns(&view.source)).max().unwrap_or(0).min(18);
    let gap = |width: u16| if width == 0 { 0 } else { width + 2 };
    let layout = columns_for(area.width, gap(date), gap(source));
    let narrow = state.panes.shape == Shape::One;
    for ((view, row), y) in views.iter().zip(0..).zip(area.top()..area.bottom()) {
        draw_row(view, &view.minutes, Rect { y, height: 1, ..area }, layout, narrow, canvas);
        if row == cursor {
            canvas.put(area.x, y, 1, ">", canvas.style(Role::Text));
            let style = canvas.style(Role::Selected);
            canvas.restyle(area.x, y, area.width, style);
        }
    }
    let row = u16::try_from(cursor).unwrap_or(0);
    Position::new(area.x, area.y + row.min(area.height.saturating_sub(1)))
}

/// Columns before the date or the title.
pub(super) fn indent(narrow: bool) -> u16 {
    if narrow { 3 } else { MARKERS }
}

/// Draws a document's row with a short text at its right edge.
pub(super) fn draw_row(
    view: &EntryView,
    edge_text: &str,
    row: Rect,
    layout: Columns,
    narrow: bool,
    canvas: &mut Canvas<'_>,
) {
    let y = row.y;
    let unread = canvas.style(Role::Unread);
    if view.is_unread {
        canvas.put(row.x + 1, y, 1, "N", unread);
    } else if view.failure.is_some() {
        let style = canvas.style(Role::Alert);
        canvas.put(row.x + 1, y, 1, "!", style);
    }
    let star = if narrow { row.x + 2 } else { row.x + 3 };
    if view.is_bookmarked {
        let style = canvas.style(Role::Bookmark);
        canvas.put(star, y, 1, "*", style);
    }
    if view.is_selected {
        let style = canvas.style(Role::Accent);
        canvas.put(if narrow { row.x } else { row.x + 2 }, y, 1, "+", style);
    }
    let mut x = row.x + indent(narrow);
    let muted = canvas.style(Role::Muted);
    if layout.date > 0 {
        canvas.put(x, y, layout.date, &view.date, muted);
        x += layout.date;
    }
    let right = row.right().saturating_sub(u16::from(!narrow));
    let mut edge = right;
    if layout.minutes > 0 {
        canvas.put_right(Rect { width: right - row.x, ..row }, y, edge_text, muted);
        edge = edge.saturating_sub(layout.minutes);
    }
    if layout.source > 0 {
        edge -= layout.source;
        canvas.put(edge + 2, y, layout.source - 2, &view.source, muted);
    }
    let room = edge.saturating_sub(x);
    if let Some(reason) = &view.failure {
        let rest = format!(": {reason}");
        // A long name leaves the reason half of the room.
        let kept = columns(&rest).min(room / 2);
        let used = canvas.put(x, y, room - kept, &view.title, muted);
        let style = canvas.style(Role::Aside);
        canvas.put(x + used, y, room.saturating_sub(used), &rest, style);
        return;
    }
    let style = if view.is_unread { canvas.style(Role::Unread) } else { canvas.style(Role::Text) };
    let mut room = room;
    if let Some((count, name)) = &view.copies {
        // Copies have one title: what tells them apart is seen beside a long one, too.
        let sign = format!("={count} ");
        let least = columns(&sign) + 8;
        let width = (columns(&sign) + columns(name)).min(least.max(room / 3));
        if room > width + 2 {
            let end = canvas.end_of(name, width - columns(&sign));
            canvas.put(x + room - width, y, width, &format!("{sign}{end}"), muted);
            room -= width + 2;
        }
    }
    let used = canvas.put(x, y, room, &view.title, style);
    if !view.tags.is_empty() && room > used + columns(&view.tags) + 2 {
        let style = canvas.style(Role::Accent);
        canvas.put(x + used + 2, y, room - used - 2, &view.tags, style);
    }
}

/// Says why there are no rows, and what helps.
fn empty(state: &State, area: Rect, canvas: &mut Canvas<'_>) {
    let style = canvas.style(Role::Muted);
    for (line, y) in state.empty_list().iter().zip(area.top()..area.bottom()) {
        canvas.put(area.x + 2, y, area.width.saturating_sub(2), line, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_keeps_its_room() {
        assert_eq!(columns_for(80, 12, 14), Columns { date: 12, source: 14, minutes: MINUTES });
        assert_eq!(columns_for(48, 12, 20), Columns { date: 12, source: 0, minutes: 0 });
        assert_eq!(columns_for(40, 12, 20), Columns { date: 0, source: 0, minutes: 0 });
    }
}
