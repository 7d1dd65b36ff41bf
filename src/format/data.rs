//! Data that somebody put beside the texts: JSON and tables of values. It is shown as it stands, without the guesses that
//! are made about prose.

use super::build::Builder;
use crate::document::{BlockKind, Document, Mark};

/// What kind of data a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Data {
    /// JSON, or one JSON value a line.
    Json,
    /// Lines of values with this sign between them.
    Table(char),
}

/// Lines that show whether every line has the same number of values.
const SAMPLE: usize = 20;
/// Values in a row that are told apart; the rest of a longer row is one value.
const CELLS: usize = 200;
/// Bytes of text in one block of JSON, which is cut at a line break.
const PIECE: usize = 16 * 1024;

/// What kind of data a text is, if it is any.
pub(super) fn kind(text: &str, name: Option<&str>) -> Option<Data> {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("json" | "jsonl" | "ndjson" | "geojson") if text.trim_start().starts_with(['{', '[', '"']) => {
            Some(Data::Json)
        }
        Some("csv") => [',', ';'].into_iter().find(|sign| is_table(text, *sign)).map(Data::Table),
        Some("tsv" | "tab") => Some(Data::Table('\t')).filter(|_| is_table(text, '\t')),
        _ => is_json(text).then_some(Data::Json),
    }
}

/// Whether a text begins as JSON does: an opening sign, and after it a member's name or another value of the same kind.
fn is_json(text: &str) -> bool {
    let mut rest = text.trim_start();
    let mut opened = false;
    while let Some(inner) = rest.strip_prefix(['{', '[']) {
        (rest, opened) = (inner.trim_start(), true);
    }
    let Some((key, after)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { return false };
    let after = after.trim_start();
    opened
        && key.len() < 200
        && (after.starts_with(':') || (text.trim_start().starts_with('[') && after.starts_with(',')))
}

/// Whether the first lines have the same number of values, and more than one.
fn is_table(text: &str, sign: char) -> bool {
    let mut counts =
        text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).map(|line| cells(line, sign).len());
    counts.next().is_some_and(|first| first > 1 && counts.all(|count| count == first))
}

/// Puts data into a document: JSON as preformatted text, a table row by row.
pub(super) fn parse(text: &str, kind: Data, document: &mut Document) {
    let mut builder = Builder::default();
    match kind {
        Data::Json => json(text, &mut builder),
        Data::Table(sign) => table(text, sign, &mut builder),
    }
    builder.finish(document);
}

fn json(text: &str, builder: &mut Builder) {
    let mut rest = text;
    while rest.len() > PIECE {
        let Some(line) = rest.as_bytes().iter().skip(PIECE).position(|byte| *byte == b'\n') else { break };
        let (piece, after) = rest.split_at_checked(PIECE + line + 1).unwrap_or((rest, ""));
        builder.block(BlockKind::Code, 0, piece);
        rest = after;
    }
    builder.block(BlockKind::Code, 0, rest);
}

fn table(text: &str, sign: char, builder: &mut Builder) {
    for (number, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        builder.begin(BlockKind::TableRow, u8::from(number == 0));
        for (number, cell) in cells(line, sign).into_iter().enumerate() {
            if number > 0 {
                builder.push(" | ");
            }
            builder.mark(Mark::Cell);
            builder.push(cell.trim());
            builder.unmark();
        }
        builder.end();
    }
}

/// The values of a line. Quotation marks around a value keep the sign within it and are not part of it; doubled ones
/// within it stay as they are written.
fn cells(line: &str, sign: char) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut rest = line;
    while cells.len() < CELLS {
        let quoted = rest.trim_start().strip_prefix('"').and_then(|inner| Some((inner, closing(inner)?)));
        let (cell, after) = match quoted {
            Some((inner, end)) => {
                (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default().trim_start())
            }
            None => rest.split_at(rest.find(sign).unwrap_or(rest.len())),
        };
        cells.push(cell);
        match after.strip_prefix(sign) {
            Some(next) => rest = next,
            None => return cells,
        }
    }
    cells.push(rest);
    cells
}

/// Where a quoted value ends.
fn closing(inner: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find('"')?;
        if !inner.get(at + 1..)?.starts_with('"') {
            return Some(at);
        }
        from = at + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, name: &str) -> Vec<String> {
        let mut document = Document::default();
        let Some(kind) = kind(text, Some(name)) else { return vec!["no data".into()] };
        parse(text, kind, &mut document);
        document.blocks.iter().map(|block| format!("{} {}", block.kind.name(), block.text)).collect()
    }

    #[test]
    fn json_keeps_its_lines() {
        assert_eq!(shown("[\n  {\n    \"id\": 1\n  }\n]\n", "a"), ["code [\n  {\n    \"id\": 1\n  }\n]"]);
        assert_eq!(shown("{\"a\":1}\n{\"a\":2}\n", "a.jsonl"), ["code {\"a\":1}\n{\"a\":2}"]);
        let lines = "{\"a\": 1}\n".repeat(10_000);
        assert_eq!(shown(&lines, "a.jsonl").iter().map(|block| block.matches('{').count()).sum::<usize>(), 10_000);
    }

    #[test]
    fn a_table_of_values_is_a_table() {
        assert_eq!(
            shown("Town,Cost\n\"Quito, north\",7\n", "a.csv"),
            ["table_row Town | Cost", "table_row Quito, north | 7"]
        );
        assert_eq!(shown("a\tb\n1\t2\n", "a.tsv"), ["table_row a | b", "table_row 1 | 2"]);
    }

    #[test]
    fn prose_is_no_data_whatever_its_name() {
        for text in [
            "[Featured] The wall",
            "{note} of the mayor",
            "\"We will\", she said.",
            "[1] A note",
            "One, two\nand three.",
        ] {
            assert_eq!(shown(text, "a.txt"), ["no data"], "{text}");
            assert_eq!(shown(&format!("{text}\nNo more."), "a.csv"), ["no data"], "{text}");
        }
    }
}
