//! A block → the rows it takes at a width. Rows hold byte ranges, never text of their own.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use crate::document::{Block, BlockKind, Mark};

/// One line of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What it is, for its style.
    pub(crate) kind: RowKind,
    /// The pieces of text on it, from left to right.
    pub(crate) parts: Vec<Part>,
}

/// A piece of a block's text on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Column, from the left edge of the text.
    pub(crate) column: u16,
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// Between paragraphs.
    Blank,
    /// The document's title.
    Title,
    /// Authors, date, source, minutes.
    Meta,
    /// Something to know about how the file was read.
    Warning,
    /// A heading.
    Heading,
    /// Running text.
    Body,
    /// An interviewer's question.
    Question,
    /// A quotation set apart.
    Quote,
    /// Pull quotes, captions, boilerplate.
    Aside,
    /// Preformatted text.
    Code,
    /// A row of a table; its header.
    TableHeader,
    /// A row of a table.
    Table,
    /// The line under a table's header, this many columns wide.
    TableRule(u16),
    /// A thematic break.
    Rule,
}

impl Row {
    /// An empty line.
    pub(crate) const BLANK: Self = Self { kind: RowKind::Blank, parts: Vec::new() };

    /// The first byte of the block's text on this row.
    pub(crate) fn start(&self) -> u32 {
        self.parts.iter().map(|part| part.start).min().unwrap_or(0)
    }

    /// One past the last byte of the block's text on this row.
    pub(crate) fn end(&self) -> u32 {
        self.parts.iter().map(|part| part.end).max().unwrap_or(0)
    }
}

/// The gap between columns of a table.
const GUTTER: u16 = 2;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its width.
    pub(crate) width: u16,
    /// Whether it holds figures, which are set to the right so that they can be compared.
    pub(crate) is_figures: bool,
}

/// Rows of a block; `columns` are those of the table it belongs to, if it is a table row.
pub(crate) fn rows(block: &Block, width: u16, columns: &[Column]) -> Vec<Row> {
    let text: &str = &block.text;
    match block.kind {
        BlockKind::Title | BlockKind::Byline | BlockKind::Date => Vec::new(),
        BlockKind::Heading => indented(text, RowKind::Heading, 0, 0, width),
        BlockKind::Paragraph | BlockKind::Contact => indented(text, RowKind::Body, 0, 0, width),
        BlockKind::Question => indented(text, RowKind::Question, 2, 2, width),
        BlockKind::PullQuote | BlockKind::Caption | BlockKind::Boilerplate => {
            indented(text, RowKind::Aside, 0, 0, width)
        }
        BlockKind::BlockQuote => {
            let depth = u16::from(block.depth.clamp(1, 4)) * 2;
            indented(text, RowKind::Quote, depth, depth, width)
        }
        BlockKind::ListItem => {
            let indent = (u16::from(block.depth.min(6)) * 2).min(width / 3);
            let bullet = text.split_inclusive(' ').next().map_or(0, str::width);
            let bullet = if bullet <= 5 { to_columns(bullet) } else { 0 };
            indented(text, RowKind::Body, indent, indent + bullet, width)
        }
        BlockKind::Code => code(text, width),
        BlockKind::TableRow => table_row(block, width, columns),
        BlockKind::Rule => vec![Row { kind: RowKind::Rule, parts: Vec::new() }],
    }
}

/// Plain text of the program's own head as rows.
pub(crate) fn head_rows(text: &str, kind: RowKind, width: u16) -> Vec<Row> {
    indented(text, kind, 0, 0, width)
}

fn indented(text: &str, kind: RowKind, first: u16, hang: u16, width: u16) -> Vec<Row> {
    let ranges = wrap(text, width.saturating_sub(first), width.saturating_sub(hang));
    let row = |(index, range): (usize, Range<usize>)| Row {
        kind,
        parts: vec![part(if index == 0 { first } else { hang }, &range)],
    };
    ranges.into_iter().enumerate().map(row).collect()
}

fn code(text: &str, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let ranges = wrap(line, width, width);
        if ranges.is_empty() {
            rows.push(Row { kind: RowKind::Code, parts: vec![part(0, &(at..at))] });
        }
        rows.extend(ranges.into_iter().map(|range| {
            let parts = vec![part(0, &(at + range.start..at + range.end))];
            Row { kind: RowKind::Code, parts }
        }));
        at += line.len() + 1;
    }
    rows
}

fn table_row(block: &Block, width: u16, columns: &[Column]) -> Vec<Row> {
    let kind = if block.depth == 1 { RowKind::TableHeader } else { RowKind::Table };
    let cells: Vec<Range<usize>> = cells(block).collect();
    if columns.len() < cells.len() || cells.is_empty() {
        return indented(&block.text, kind, 0, 2, width);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut column = 0;
    for (cell, &Column { width: wide, is_figures }) in cells.iter().zip(columns) {
        let text = block.text.get(cell.clone()).unwrap_or_default();
        for (line, range) in wrap(text, wide, wide).into_iter().enumerate() {
            let used = text.get(range.clone()).map_or(0, |words| to_columns(words.width()));
            let shift = if is_figures { wide.saturating_sub(used) } else { 0 };
            if rows.len() <= line {
                rows.push(Row { kind, parts: Vec::new() });
            }
            if let Some(row) = rows.get_mut(line) {
                row.parts.push(part(column + shift, &(cell.start + range.start..cell.start + range.end)));
            }
        }
        column += wide + GUTTER;
    }
    if rows.is_empty() {
        rows.push(Row { kind, parts: Vec::new() });
    }
    if kind == RowKind::TableHeader {
        rows.push(Row { kind: RowKind::TableRule(column.saturating_sub(GUTTER).min(width)), parts: Vec::new() });
    }
    rows
}

fn cells(block: &Block) -> impl Iterator<Item = Range<usize>> + '_ {
    let cells = block.spans.iter().filter(|span| span.mark == Mark::Cell);
    cells.map(|span| span.start as usize..span.end as usize)
}

/// Widths of a table's columns, the widest made narrower until the table fits; empty when it cannot fit.
pub(crate) fn table_columns<'a>(table: impl Iterator<Item = &'a Block>, width: u16) -> Vec<Column> {
    let mut columns: Vec<u16> = Vec::new();
    let mut figures: Vec<Option<bool>> = Vec::new();
    for block in table {
        for (index, cell) in cells(block).enumerate() {
            let text = block.text.get(cell).unwrap_or_default();
            let wide = to_columns(text.width()).max(1);
            if columns.len() <= index {
                columns.push(wide);
                figures.push(None);
            }
            if let (Some(column), Some(known)) = (columns.get_mut(index), figures.get_mut(index)) {
                *column = (*column).max(wide);
                if block.depth != 1 && !text.is_empty() {
                    *known = Some(known.unwrap_or(true) && is_figure(text));
                }
            }
        }
    }
    let gutters = GUTTER * to_columns(columns.len().saturating_sub(1));
    let narrowest = 6.min(width / to_columns(columns.len().max(1)));
    while columns.iter().copied().fold(gutters, u16::saturating_add) > width {
        let Some(widest) = columns.iter_mut().max() else { break };
        if *widest <= narrowest.max(3) {
            return Vec::new();
        }
        *widest = (*widest).min(width) - 1;
    }
    let figures = figures.into_iter().map(|known| known.unwrap_or(false));
    columns.into_iter().zip(figures).map(|(width, is_figures)| Column { width, is_figures }).collect()
}

/// Whether a cell holds a figure and at most a sign, a unit or a currency with it.
fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 2 && text.chars().count() <= 24
}

fn part(column: u16, range: &Range<usize>) -> Part {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Part { column, start: byte(range.start), end: byte(range.end) }
}

/// A count of columns as the screen counts them.
pub(crate) fn to_columns(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Clean, Span};

    fn shown(block: &Block, rows: &[Row]) -> Vec<String> {
        rows.iter()
            .map(|row| {
                let mut line = String::new();
                for part in &row.parts {
                    line.push_str(&" ".repeat(usize::from(part.column) - line.width()));
                    line.push_str(&block.text[part.start as usize..part.end as usize]);
                }
                line
            })
            .collect()
    }

    #[test]
    fn a_list_item_hangs_behind_its_bullet() {
        let block = Block::new(BlockKind::ListItem, Clean::line("- water, bread and a long list of things"));
        assert_eq!(shown(&block, &rows(&block, 16, &[])), ["- water, bread", "  and a long", "  list of things"]);
    }

    #[test]
    fn a_table_that_is_too_wide_wraps_its_widest_column() {
        let row = |depth, left: &str, right: &str| {
            let mut block = Block::new(BlockKind::TableRow, Clean::line(&format!("{left} | {right}")));
            let end = u32::try_from(left.len()).unwrap();
            let all = u32::try_from(block.text.len()).unwrap();
            block.depth = depth;
            block.spans =
                vec![Span { start: 0, end, mark: Mark::Cell }, Span { start: end + 3, end: all, mark: Mark::Cell }];
            block
        };
        let table = [row(1, "year", "spent"), row(0, "2024", "three million pesos")];
        let columns = table_columns(table.iter(), 16);
        let widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
        assert_eq!(widths, [4, 10]);
        let header = rows(&table[0], 16, &columns);
        assert_eq!(header.last().map(|row| row.kind), Some(RowKind::TableRule(16)));
        assert_eq!(shown(&table[1], &rows(&table[1], 16, &columns)), ["2024  three", "      million", "      pesos"]);
    }

    #[test]
    fn figures_stand_under_each_other() {
        let row = |depth, text: &str| {
            let mut block = Block::new(BlockKind::TableRow, Clean::line(text));
            let bar = u32::try_from(text.find(" | ").unwrap()).unwrap();
            let end = u32::try_from(text.len()).unwrap();
            block.depth = depth;
            block.spans =
                vec![Span { start: 0, end: bar, mark: Mark::Cell }, Span { start: bar + 3, end, mark: Mark::Cell }];
            block
        };
        let table = [row(1, "port | ships"), row(0, "Vigo | 1,200"), row(0, "Cork | 90")];
        let columns = table_columns(table.iter(), 40);
        let lines = |at: usize| shown(&table[at], &rows(&table[at], 40, &columns));
        assert_eq!(lines(1), ["Vigo  1,200"]);
        assert_eq!(lines(2), ["Cork     90"]);
    }

    #[test]
    fn code_keeps_its_lines() {
        let block = Block::new(BlockKind::Code, Clean::text("let a = 1;\n\n  indented"));
        assert_eq!(shown(&block, &rows(&block, 20, &[])), ["let a = 1;", "", "  indented"]);
    }
}
