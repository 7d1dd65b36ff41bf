//! Summary, people and notes.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, columns, fit};
use super::theme::Role;
use crate::app::{LineKind, Panel, PanelRow, State, content, lead_width};

/// Draws a panel; returns where its cursor stands.
pub(super) fn draw(state: &State, panel: Panel, pane: Rect, canvas: &mut Canvas<'_>) -> Option<Position> {
    let area = content(pane, state.panes.shape);
    let is_focused = state.has_focus(panel);
    if area.y > pane.y {
        canvas.title(pane, &state.panel_title(panel), is_focused);
    }
    let rows = state.panel_rows(panel, area.width.saturating_sub(2));
    if rows.is_empty() {
        let style = canvas.style(Role::Muted);
        canvas.put(area.x + 1, area.y, area.width.saturating_sub(1), &state.panel_empty(panel), style);
        return Some(Position::new(area.x, area.y));
    }
    if panel == Panel::People && !is_focused && area.height < 4 {
        in_a_line(state, area, canvas);
        return None;
    }
    let cursor = state.panels.get(panel);
    let mut y = area.y;
    let mut place = None;
    for (index, row) in rows.iter().enumerate().skip(cursor.offset) {
        if y >= area.bottom() {
            break;
        }
        let top = y;
        y = draw_row(row, panel, Rect { y, height: area.bottom() - y, ..area }, canvas);
        if is_focused && index == cursor.row {
            let style = canvas.style(Role::Selected);
            for line in top..y {
                canvas.restyle(area.x, line, area.width, style);
            }
            canvas.put(area.x, top, 1, ">", style);
            place = Some(Position::new(area.x, top));
        }
    }
    place
}

fn draw_row(row: &PanelRow, panel: Panel, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let lead = lead_width(panel);
    let x = area.x + 1;
    let muted = canvas.style(Role::Muted);
    canvas.put(x, area.y, lead, &row.lead, muted);
    let mut y = area.y;
    for line in &row.lines {
        if y >= area.bottom() {
            break;
        }
        let (indent, role) = match line.kind {
            LineKind::Name => (0, Role::Unread),
            LineKind::Text => (0, Role::Text),
            LineKind::Detail if panel == Panel::People => (2, Role::Muted),
            LineKind::Detail => (0, Role::Muted),
        };
        let at = x + lead + indent;
        let style = canvas.style(role);
        canvas.put(at, y, area.right().saturating_sub(at), &line.text, style);
        if !line.trail.is_empty() {
            canvas.put_right(Rect { width: area.width.saturating_sub(1), ..area }, y, &line.trail, muted);
        }
        y += 1;
    }
    y
}

/// Names and roles one behind the other, and how many more there are: for the strip below the list.
fn in_a_line(state: &State, area: Rect, canvas: &mut Canvas<'_>) {
    let people = state.shown_people();
    let width = area.width.saturating_sub(2);
    let mut shown = 0;
    for y in area.top()..area.bottom() {
        let mut x = area.x + 1;
        let is_last = y + 1 == area.bottom();
        while let Some(person) = people.get(shown) {
            let role = state.role_of(person).map_or_else(String::new, |role| format!(" ({role})"));
            let more = people.len() - shown - 1;
            let behind = if more == 0 {
                String::new()
            } else if is_last {
                format!(", +{more}")
            } else {
                ",".to_owned()
            };
            let used = x - area.x - 1;
            let room = width.saturating_sub(used).saturating_sub(columns(&behind));
            let (name, role) = (person.name.to_string(), role);
            if used > 0 && columns(&name) + columns(&role).min(24) + 2 > room {
                break;
            }
            if used > 0 {
                x += canvas.put(x, y, 2, ", ", canvas.style(Role::Text));
            }
            let room = room.saturating_sub(if used > 0 { 2 } else { 0 });
            let name_style = canvas.style(Role::Unread);
            let muted = canvas.style(Role::Muted);
            x += canvas.put(x, y, room, &name, name_style);
            let rest = room.saturating_sub(columns(&name));
            let role = if columns(&role) > rest && rest > 8 {
                format!("{})", fit(&role, usize::from(rest) - 1, canvas.glyphs.cut))
            } else if columns(&role) > rest {
                String::new()
            } else {
                role
            };
            x += canvas.put(x, y, rest, &role, muted);
            shown += 1;
        }
        let more = people.len() - shown;
        if more > 0 {
            let text = if is_last { format!(", +{more}") } else { ",".to_owned() };
            canvas.put(x, y, area.right().saturating_sub(x), &text, canvas.style(Role::Text));
        }
    }
}
