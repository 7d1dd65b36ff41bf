//! The text: its rows, what is styled in them, and what was found.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, columns};
use super::theme::{Role, Theme};
use crate::analysis::StatementKind;
use crate::app::{Focus, Light, Part, RowKind, Shape, ShownRow, State, Text, content, text_columns};
use crate::document::{Anchor, Mark};

/// Draws the text; returns where the cursor stands: on the current hit, else at the first line.
pub(super) fn draw(state: &State, pane: Rect, canvas: &mut Canvas<'_>) -> Option<Position> {
    let area = content(pane, state.panes.shape);
    let text = state.reader.text();
    if state.panes.shape >= Shape::Two {
        let title =
            text.map_or_else(|| "Text".to_owned(), |text| format!("Text {} {}%", canvas.glyphs.dot, text.percent()));
        canvas.title(pane, &title, state.focus == Focus::Reader);
    } else if state.panes.shape == Shape::Strip {
        canvas.rule(pane, pane.y);
    }
    let (margin, width) = text_columns(area, state.settings.text_width);
    let column = Rect { x: area.x + margin, width, ..area };
    let Some(text) = text else {
        let style = canvas.style(Role::Muted);
        for (line, y) in state.no_text(width).iter().zip(area.top()..area.bottom()) {
            canvas.put(column.x, y, width, line, style);
        }
        return Some(Position::new(column.x, column.y));
    };
    let mut cursor = None;
    for (row, y) in text.shown().iter().zip(area.top()..area.bottom()) {
        let hit = draw_row(state, text, row, Rect { y, height: 1, ..column }, canvas);
        cursor = cursor.or(hit);
    }
    cursor.or(Some(Position::new(column.x, column.y)))
}

fn draw_row(state: &State, text: &Text, row: &ShownRow, line: Rect, canvas: &mut Canvas<'_>) -> Option<Position> {
    let base = canvas.style(match row.row.kind {
        RowKind::Blank | RowKind::Body | RowKind::Table => Role::Text,
        RowKind::Title => Role::Title,
        RowKind::Meta => Role::Muted,
        RowKind::Warning => Role::Alert,
        RowKind::Heading | RowKind::TableHeader => Role::Heading,
        RowKind::Question => Role::Question,
        RowKind::Quote => Role::Quote,
        RowKind::Aside => Role::Aside,
        RowKind::Code => Role::Code,
        RowKind::TableRule(_) | RowKind::Rule => Role::Rule,
    });
    let dashes = match row.row.kind {
        RowKind::TableRule(width) => width.min(line.width),
        RowKind::Rule => line.width.min(24),
        _ => 0,
    };
    if dashes > 0 {
        canvas.across(line.x, line.y, dashes, base);
    }
    let is_dimmed =
        state.reader.is_skimming && !matches!(row.row.kind, RowKind::Title | RowKind::Meta | RowKind::Warning);
    let base = if is_dimmed { canvas.style(Role::Skimmed) } else { base };
    let block = row.block.and_then(|block| text.document().blocks.get(block as usize));
    let source = row.own.as_deref().or(block.map(|block| &*block.text)).unwrap_or_default();
    let theme = canvas.theme;
    let mut cursor = None;
    for part in &row.row.parts {
        let Some(words) = source.get(part.start as usize..part.end as usize) else { continue };
        let x = line.x + part.column;
        canvas.put(x, line.y, line.width.saturating_sub(part.column), words, base);
        let (Some(block), Some(number)) = (block, row.block) else { continue };
        let awake = awake(theme);
        let mut light = |start: u32, end: u32, style: Style| {
            let (from, to) = (start.max(part.start), end.min(part.end));
            if from >= to {
                return None;
            }
            let before = source.get(part.start as usize..from as usize).map_or(0, str::width);
            let within = source.get(from as usize..to as usize).map_or(0, columns);
            let at = x + u16::try_from(before).unwrap_or(u16::MAX);
            canvas.restyle(at, line.y, within, style);
            Some(Position::new(at, line.y))
        };
        for span in &block.spans {
            let role = match span.mark {
                Mark::Strong => Role::Strong,
                Mark::Emphasis => Role::Emphasis,
                Mark::Code => Role::Code,
                Mark::Link(_) => Role::Accent,
                Mark::Hidden => Role::Hidden,
                Mark::Cell => continue,
            };
            light(span.start, span.end, theme.style(role));
        }
        if is_dimmed && let Some(analysis) = &text.analysis {
            let is_here = |at: &Anchor| at.block == number && at.start < part.end && part.start < at.end;
            let direct = analysis.statements.iter().filter(|known| known.kind == StatementKind::Direct);
            let figures = analysis.figures.iter().map(|known| known.at);
            let kept = analysis.summary.iter().map(|pick| pick.at).chain(direct.map(|known| known.at)).chain(figures);
            for at in kept.filter(is_here) {
                light(at.start, at.end, awake);
            }
            for at in text.people.iter().flat_map(|named| &named.person.mentions).filter(|at| is_here(at)) {
                light(at.start, at.end, awake);
            }
        }
        cursor = light_found(state.reader.light, text, number, *part, theme, &mut light).or(cursor);
    }
    cursor
}

/// What makes dimmed text plain text again.
fn awake(theme: &Theme) -> Style {
    let text = theme.style(Role::Text);
    text.fg(text.fg.unwrap_or(Color::Reset)).remove_modifier(theme.style(Role::Skimmed).add_modifier)
}

/// Lights up people and hits on a part of a row; returns where the current hit begins.
fn light_found(
    lit: Light,
    text: &Text,
    block: u32,
    part: Part,
    theme: &Theme,
    light: &mut impl FnMut(u32, u32, Style) -> Option<Position>,
) -> Option<Position> {
    let is_here = |at: &Anchor| at.block == block && at.start < part.end && part.start < at.end;
    if lit == Light::Statements {
        let statements = text.analysis.iter().flat_map(|analysis| &analysis.statements);
        for known in statements.filter(|known| known.kind == StatementKind::Direct && is_here(&known.at)) {
            light(known.at.start, known.at.end, theme.style(Role::Statement));
        }
    }
    if lit != Light::Nothing {
        let mentions = text.people.iter().flat_map(|named| &named.person.mentions);
        for at in mentions.filter(|at| is_here(at)) {
            light(at.start, at.end, theme.style(Role::Person));
        }
    }
    let hits = text.hits.as_ref()?;
    let mut cursor = None;
    let first = hits.places.partition_point(|at| at.block < block);
    let here = hits.places.iter().enumerate().skip(first).take_while(|(_, at)| at.block == block);
    for (index, at) in here.filter(|(_, at)| is_here(at)) {
        let role = if index == hits.index { Role::CurrentHit } else { Role::Hit };
        let place = light(at.start, at.end, theme.style(role));
        if index == hits.index {
            cursor = cursor.or(place);
        }
    }
    cursor
}
