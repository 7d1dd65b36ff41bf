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
    let rows = state.laid_out(panel);
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
    let gap = u16::try_from(State::panel_gap(panel, area.height)).unwrap_or(0);
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
        y += gap;
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
            LineKind::Speaker => (2, Role::Accent),
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
    let people: Vec<(String, String)> = state
        .shown_people()
        .iter()
        .map(|named| {
            let person = &named.person;
            let role = state.role_of(person).map_or_else(String::new, |role| format!(" ({role})"));
            (person.name.to_string(), role)
        })
        .collect();
    let (name_style, muted, text) = (canvas.style(Role::Unread), canvas.style(Role::Muted), canvas.style(Role::Text));
    let left = area.x + 1;
    let right = area.right().saturating_sub(1);
    let mut shown = 0;
    for y in area.top()..area.bottom() {
        let mut x = left;
        while let Some((name, role)) = people.get(shown) {
            let more = people.len() - shown - 1;
            // Behind a name there has to be room for the comma, or for the number of those who find none.
            let behind = if more == 0 {
                0
            } else if y + 1 == area.bottom() {
                columns(&format!(", +{more}"))
            } else {
                1
            };
            let before = if x > left { 2 } else { 0 };
            let room = right.saturating_sub(x + before + behind);
            if x > left && columns(name) > room {
                break;
            }
            if x > left {
                x += canvas.put(x, y, 2, ", ", text);
            }
            x += canvas.put(x, y, room, name, name_style);
            let rest = room.saturating_sub(columns(name));
            // A role that does not fit is cut where it stands alone and left out behind others.
            if columns(role) <= rest {
                x += canvas.put(x, y, rest, role, muted);
            } else if before == 0 && rest > 12 {
                let cut = format!("{})", fit(role, usize::from(rest) - 1, canvas.glyphs.cut));
                x += canvas.put(x, y, rest, &cut, muted);
            }
            shown += 1;
        }
        let more = people.len() - shown;
        if more > 0 {
            let words = if y + 1 == area.bottom() { format!(", +{more}") } else { ",".to_owned() };
            canvas.put(x, y, area.right().saturating_sub(x), &words, text);
        }
    }
}
