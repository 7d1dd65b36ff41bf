//! The first line and the last: what is open, and what can be pressed.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, columns};
use super::theme::Role;
use crate::app::{Focus, Overlay, Scope, Shape, State, rows};
use crate::library::SaveState;

/// Columns that the name of what is open has in any case.
const NAME: u16 = 12;

/// Rows that a notice or a question has at most, upwards from the last line.
const SENTENCE: u16 = 4;

/// Draws the first line.
pub(super) fn header(state: &State, canvas: &mut Canvas<'_>) {
    let line = state.panes.header;
    let mut edge = line.right();
    if let SaveState::NotSaved(_, reason) = &state.save {
        let words = format!("NOT SAVED ({reason})");
        let style = canvas.style(Role::Alert);
        edge -= canvas.put_right(line, line.y, &words, style);
        edge = edge.saturating_sub(2);
    }
    let area = Rect { width: edge.saturating_sub(line.x), ..line };
    let alone = state.panes.shape <= Shape::Strip && state.reading && !state.focus.is_search();
    if alone && !is_alone_on_top(state) { text_header(state, area, canvas) } else { list_header(state, area, canvas) }
}

/// Whether a panel or something over the panes has the whole screen, and no title line of its own.
fn is_alone_on_top(state: &State) -> bool {
    let is_over = matches!(state.overlay, Some(Overlay::Sheet(_) | Overlay::Picker(_)));
    state.panes.shape == Shape::One && (is_over || matches!(state.focus, Focus::Panel(_)))
}

fn list_header(state: &State, line: Rect, canvas: &mut Canvas<'_>) {
    let counts = state.counts();
    let style = canvas.style(Role::Muted);
    // What is open is told as well, if not all of a long name.
    let name = columns(&state.name).min(NAME);
    let title = if state.panes.shape == Shape::One { name } else { columns("briefing") + 2 + name };
    let room = line.width.saturating_sub(title + 2);
    let right = if is_alone_on_top(state) { "" } else { counts.fitting(|form| columns(form) <= room) };
    let used = canvas.put_right(line, line.y, right, style);
    let left = line.width.saturating_sub(used + 2);
    let title = canvas.style(Role::Title);
    if state.panes.shape == Shape::One {
        // A panel that has the whole screen has no title line of its own.
        let words = match (&state.overlay, state.focus) {
            (Some(Overlay::Sheet(sheet)), _) => sheet.title.clone(),
            (Some(Overlay::Picker(picker)), _) => picker.title.clone(),
            (_, Focus::Panel(panel)) => state.panel_title(panel),
            (_, Focus::List | Focus::Reader | Focus::Results | Focus::Facets) => state.name.to_string(),
        };
        canvas.put(line.x, line.y, left, &words, title);
        return;
    }
    let x = line.x + canvas.put(line.x, line.y, left, "briefing", title) + 2;
    canvas.put(x, line.y, left.saturating_sub(x - line.x), &state.name, style);
}

fn text_header(state: &State, line: Rect, canvas: &mut Canvas<'_>) {
    let Some((id, _)) = state.current() else { return };
    let Some(view) = state.view(id) else { return };
    let percent = state.reader.text().map_or(0, crate::app::Text::percent);
    let mut right = Vec::new();
    if line.width >= 60 && !view.source.is_empty() {
        right.push(view.source.clone());
    }
    if view.is_unread {
        right.push("N".to_owned());
    }
    if view.is_bookmarked {
        right.push("*".to_owned());
    }
    right.push(format!("{percent:>3}%"));
    let right = right.join("  ");
    let style = canvas.style(Role::Muted);
    let used = canvas.put_right(line, line.y, &right, style);
    let title = canvas.style(Role::Title);
    let room = line.width.saturating_sub(used + 2);
    if state.reader.text().is_some_and(crate::app::Text::is_at_top) {
        // The title stands right below; here it would only be said twice.
        let place = format!("{}  {} of {}", state.name, state.list.cursor() + 1, state.list.len());
        let shown = if line.width < 60 { place } else { format!("briefing  {place}") };
        canvas.put(line.x, line.y, room, &shown, style);
        return;
    }
    canvas.put(line.x, line.y, room, &view.title, title);
}

/// Draws the last line; returns where the cursor stands while a line is typed into it.
pub(super) fn footer(state: &State, canvas: &mut Canvas<'_>) -> Option<Position> {
    let line = match (state.panes.footer, &state.overlay) {
        (Some(line), _) => line,
        // Without a footer a typed line still needs a place.
        (None, Some(Overlay::Prompt(_) | Overlay::Confirm(_))) => {
            let line = Rect { y: state.size.rows.saturating_sub(1), height: 1, ..state.panes.header };
            canvas.clear(line);
            line
        }
        (None, _) => return None,
    };
    let text = canvas.style(Role::Text);
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => {
            let sign = prompt.purpose.sign();
            let accent = canvas.style(Role::Key);
            let x = line.x + canvas.put(line.x, line.y, line.width, sign, accent);
            let right = state.prompt_count();
            let style = canvas.style(Role::Muted);
            let used = canvas.put_right(line, line.y, &right, style);
            let room = line.right().saturating_sub(x + used + 1);
            let (shown, before) = scrolled(prompt.line.text(), prompt.line.columns_before(), room);
            canvas.put(x, line.y, room, shown, text);
            Some(Position::new((x + before).min(line.right().saturating_sub(1)), line.y))
        }
        Some(Overlay::Confirm(question)) => {
            let end = sentence(&question.text, Role::Key, line, canvas);
            Some(Position { x: end.x.min(line.right().saturating_sub(1)), ..end })
        }
        Some(Overlay::Picker(_) | Overlay::Sheet(_)) | None => {
            hints(state, line, canvas);
            None
        }
    }
}

/// The part of a long line that has its cursor in it, and the columns before that.
fn scrolled(text: &str, before: usize, room: u16) -> (&str, u16) {
    let most = usize::from(room.saturating_sub(1));
    let mut hidden = 0;
    let mut rest = text;
    for grapheme in text.graphemes(true) {
        if before.saturating_sub(hidden) <= most {
            break;
        }
        hidden += usize::from(columns(grapheme));
        rest = rest.get(grapheme.len()..).unwrap_or_default();
    }
    (rest, u16::try_from(before.saturating_sub(hidden)).unwrap_or(u16::MAX))
}

/// Draws where is searched, the scope in force in brackets: on the rule above the line that is typed, or instead of the
/// header where there is no rule.
pub(super) fn scopes(state: &State, canvas: &mut Canvas<'_>) {
    let Some(scope) = state.shown_scope() else { return };
    let is_header = state.panes.shape == Shape::One || state.panes.footer.is_none();
    let line = match state.panes.footer {
        Some(footer) if !is_header => Rect { y: footer.y.saturating_sub(1), ..footer },
        _ => state.panes.header,
    };
    let (text, chosen) = (canvas.style(Role::Text), canvas.style(Role::FocusedPane));
    if is_header {
        canvas.clear(line);
    }
    let mut x = line.x + if is_header { 0 } else { 2 };
    for (each, name) in Scope::ALL {
        let (words, style) = if each == scope { (format!("[{name}]"), chosen) } else { (format!(" {name} "), text) };
        x += canvas.put(x, line.y, line.right().saturating_sub(x), &words, style);
    }
    let right = if !is_header {
        state.scope_help()
    } else if state.focus.is_search() {
        state.counts().fitting(|form| columns(form) < line.right().saturating_sub(x)).to_owned()
    } else {
        String::new()
    };
    if !is_header {
        x += canvas.put(x, line.y, line.right().saturating_sub(x), " ", text);
    }
    if right.is_empty() {
        return;
    }
    let (shown, edge) =
        if is_header { (right, line.right()) } else { (format!(" {right} "), line.right().saturating_sub(2)) };
    let width = columns(&shown).min(edge.saturating_sub(x + 1));
    canvas.put(edge - width, line.y, width, &shown, text);
}

/// Puts a sentence into the last line, and over what stands above it when it is too long for that: it goes with the next key,
/// and a sentence that is cut says nothing. Returns where it ends.
fn sentence(words: &str, role: Role, line: Rect, canvas: &mut Canvas<'_>) -> Position {
    let style = canvas.style(role);
    let rows = rows(words, line.width, usize::from(SENTENCE.min(line.bottom() / 3).max(1)));
    let mut end = line.x;
    for (row, y) in rows.iter().rev().zip((0..line.bottom()).rev()) {
        canvas.clear(Rect { y, height: 1, ..line });
        let used = canvas.put(line.x, y, line.width, row, style);
        if y == line.y {
            end += used;
        }
    }
    Position::new(end, line.y)
}

fn hints(state: &State, line: Rect, canvas: &mut Canvas<'_>) {
    let key_style = canvas.style(Role::Key);
    let text = canvas.style(Role::Text);
    let help = state.help_hint();
    let help_width = columns(&help.0) + 1 + columns(&help.1);
    if let Some(notice) = &state.notice
        && columns(&notice.text) + help_width + 2 > line.width
    {
        sentence(&notice.text, if notice.is_trouble { Role::Alert } else { Role::Text }, line, canvas);
        return;
    }
    let mut edge = line.right();
    if help_width < line.width {
        let x = line.right() - help_width;
        let used = canvas.put(x, line.y, help_width, &help.0, key_style);
        canvas.put(x + used + 1, line.y, help_width, &help.1, text);
        edge = x.saturating_sub(2);
    }
    let typed = state.typed_keys();
    if !typed.is_empty() {
        let width = columns(&typed).min(edge);
        canvas.put(edge - width, line.y, width, &typed, key_style);
        edge = edge.saturating_sub(width + 2);
    }
    if let Some(notice) = &state.notice {
        let style = if notice.is_trouble { canvas.style(Role::Alert) } else { text };
        canvas.put(line.x, line.y, edge.saturating_sub(line.x), &notice.text, style);
        return;
    }
    let mut x = line.x;
    for (key, words) in state.hints() {
        let width = columns(&key) + 1 + columns(&words);
        if x + width > edge {
            break;
        }
        let used = canvas.put(x, line.y, width, &key, key_style);
        canvas.put(x + used + 1, line.y, width, &words, text);
        x += width + 2;
    }
}
