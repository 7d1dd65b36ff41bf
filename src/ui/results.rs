//! What a search found: a row for each document and its sentence below; or why nothing was found, and what helps.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, columns};
use super::list::{Columns, columns_for, draw_row, indent};
use super::theme::Role;
use crate::app::{Focus, FoundView, Search, Shape, State, content};

/// Columns of the number of hits, with the gap before it.
const HITS: u16 = 11;

/// Draws the results; returns where their cursor stands.
pub(super) fn draw(state: &State, pane: Rect, canvas: &mut Canvas<'_>) -> Position {
    let mut area = content(pane, state.panes.shape);
    let Some(search) = state.search() else { return Position::new(area.x, area.y) };
    let narrow = state.panes.shape == Shape::One;
    if !narrow {
        let text = search.text.trim();
        let title = if text.is_empty() { "Search everything" } else { text };
        canvas.title(pane, title, state.focus == Focus::Results);
    }
    // Below, so that what was found stays where it is; and beside the line in which the fault is.
    let lines = state.fault_lines(area);
    area.height -= u16::try_from(lines.len()).unwrap_or(area.height).min(area.height);
    for (line, y) in lines.iter().zip(area.bottom()..) {
        canvas.put(area.x, y, area.width, line, canvas.style(Role::Alert));
    }
    if search.answer.is_none() {
        forms(state, area, canvas);
        return Position::new(area.x, area.y);
    }
    if search.zero().is_some() {
        return zero(state, search, area, canvas);
    }
    rows(state, search, area, canvas)
}

fn rows(state: &State, search: &Search, area: Rect, canvas: &mut Canvas<'_>) -> Position {
    let narrow = state.panes.shape == Shape::One;
    let height = u16::try_from(state.found_height()).unwrap_or(2);
    let margin = indent(narrow);
    let room = area.width.saturating_sub(margin + 1);
    let (window, cursor) = search.window();
    let most = usize::from(height - 1);
    // A file that went away meanwhile leaves its rows empty: nothing below it moves.
    let views: Vec<Option<FoundView>> = window.iter().map(|found| state.found_view(found, room, most)).collect();
    let known = || views.iter().flatten();
    let date = known().map(|view| columns(&view.entry.date)).max().unwrap_or(0);
    let source = known().map(|view| columns(&view.entry.source)).max().unwrap_or(0).min(18);
    let gap = |width: u16| if width == 0 { 0 } else { width + 2 };
    let mut layout = columns_for(area.width, gap(date), gap(source));
    if layout.minutes > 0 {
        layout.minutes = HITS;
    }
    let mut place = Position::new(area.x, area.y);
    for (row, view) in (0..).zip(&views) {
        let y = area.y + row * height;
        if y >= area.bottom() {
            break;
        }
        if let Some(view) = view {
            one(view, Rect { y, height: height.min(area.bottom() - y), ..area }, layout, narrow, canvas);
        }
        if usize::from(row) == cursor {
            canvas.put(area.x, y, 1, ">", canvas.style(Role::Text));
            let style = canvas.style(Role::Selected);
            canvas.restyle(area.x, y, area.width, style);
            place = Position::new(area.x, y);
        }
    }
    place
}

fn one(view: &FoundView, area: Rect, layout: Columns, narrow: bool, canvas: &mut Canvas<'_>) {
    draw_row(&view.entry, &view.hits, Rect { height: 1, ..area }, layout, narrow, canvas);
    let margin = indent(narrow);
    let (text, lit) = (canvas.style(Role::Text), canvas.style(Role::Hit));
    for (line, y) in view.lines.iter().zip(area.y + 1..area.bottom()) {
        let x = area.x + margin;
        let room = area.width.saturating_sub(margin + 1);
        canvas.put(x, y, room, &line.text, text);
        for part in &line.lit {
            let before = line.text.get(..part.start).map_or(0, columns);
            let within = line.text.get(part.clone()).map_or(0, columns);
            if before < room {
                canvas.restyle(x + before, y, within.min(room - before), lit);
            }
        }
    }
    if !view.is_exact && !view.lines.is_empty() {
        let muted = canvas.style(Role::Muted);
        canvas.put(area.x + margin.saturating_sub(2), area.y + 1, 1, "~", muted);
    }
}

/// Says why nothing was found, and what helps.
fn zero(state: &State, search: &Search, area: Rect, canvas: &mut Canvas<'_>) -> Position {
    let (muted, text, key) = (canvas.style(Role::Muted), canvas.style(Role::Text), canvas.style(Role::Key));
    let margin = indent(state.panes.shape == Shape::One);
    let x = area.x + margin;
    let room = area.width.saturating_sub(margin + 1);
    let mut y = area.y;
    canvas.put(x, y, room, "nothing found", canvas.style(Role::Title));
    y += 1;
    let lines = state.zero_lines();
    let labels = lines.iter().map(|(label, _)| columns(label)).max().unwrap_or(0) + 2;
    let offers = state.offers();
    // What helps comes before why, where there is no room for both.
    let kept = usize::from(area.height).saturating_sub(1 + offers.len());
    for (label, words) in lines.iter().take(kept) {
        canvas.put(x, y, labels, label, muted);
        canvas.put(x + labels, y, room.saturating_sub(labels), words, text);
        y += 1;
    }
    if kept > lines.len() {
        y += 1;
    }
    let mut place = Position::new(x, y.min(area.bottom().saturating_sub(1)));
    for ((number, offer), y) in (1u8..).zip(&offers).zip(y..area.bottom()) {
        canvas.put(x, y, 1, &number.to_string(), key);
        let used = canvas.put(x + 3, y, room.saturating_sub(3), &offer.label, text);
        let rest = room.saturating_sub(used + 5);
        canvas.put(x + used + 5, y, rest, &offer.detail, muted);
        if search.offer == Some(usize::from(number) - 1) {
            canvas.put(area.x, y, 1, ">", text);
            let style = canvas.style(Role::Selected);
            canvas.restyle(area.x, y, area.width, style);
            place = Position::new(area.x, y);
        }
    }
    place
}

/// What can be typed into an empty line.
fn forms(state: &State, area: Rect, canvas: &mut Canvas<'_>) {
    let (muted, key) = (canvas.style(Role::Muted), canvas.style(Role::Key));
    let margin = indent(state.panes.shape == Shape::One);
    let rows = state.search_forms();
    let forms = rows.iter().map(|(form, _)| columns(form)).max().unwrap_or(0);
    for ((form, what), y) in rows.iter().zip(area.top()..area.bottom()) {
        let x = area.x + margin;
        canvas.put(x, y, forms, form, key);
        let x = x + forms + 2;
        canvas.put(x, y, area.right().saturating_sub(x + 1), what, muted);
    }
}
