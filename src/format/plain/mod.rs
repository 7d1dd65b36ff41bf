//! Plain text as it arrives at a newsroom: hard-wrapped, with pages, furniture and half a dozen ways to write a heading.

mod columns;
mod furniture;
mod join;
mod line;
mod look;
mod pagination;
mod paragraph;
mod segment;
mod view;
mod wrap;

use furniture::{is_at_page, remove_furniture};
use line::{Line, lines};
use look::{bullet, ends_sentence};
use paragraph::{Paragraph, Paragraphs, Shape};
use view::View;

use super::build::Builder;
use crate::document::{BlockKind, Document};

/// Bytes and words of the longest heading that is only told by being short.
const HEADING: (usize, usize) = (90, 14);
/// Bytes from which a paragraph is text that a heading may stand above.
const BODY: usize = 60;

/// Blocks at the top of which is remembered whether a blank line stands above them.
const TOP: usize = 24;

/// Reads plain text into a document. Gives for its first blocks whether a blank line stands above them.
pub(super) fn parse(text: &str, document: &mut Document) -> Vec<bool> {
    let mut builder = Builder::default();
    let view = View::of(&lines(text));
    let lines = || view.through(lines(text));
    let gaps = if lines().any(|line| is_at_page(&line)) {
        let mut kept: Vec<Line<'_>> = lines().collect();
        remove_furniture(&mut kept);
        add_all(Paragraphs::new(text, kept.iter().copied()), view.is_dense(), &mut builder)
    } else {
        add_all(Paragraphs::new(text, lines()), view.is_dense(), &mut builder)
    };
    builder.finish(document);
    gaps
}

/// Adds the paragraphs; in a dense text nothing stands between blank lines, headings as little as the rest.
fn add_all<'a>(
    mut paragraphs: Paragraphs<'a, impl Iterator<Item = Line<'a>> + Clone>,
    dense: bool,
    builder: &mut Builder,
) -> Vec<bool> {
    let mut gaps = Vec::new();
    while let Some(paragraph) = paragraphs.next() {
        let is_heading = has_look(&paragraph, dense) && stands_above(&mut paragraphs, dense);
        add(builder, &paragraph, is_heading);
        while gaps.len() < builder.blocks().len().min(TOP) {
            gaps.push(paragraph.apart);
        }
    }
    gaps
}

fn add(builder: &mut Builder, paragraph: &Paragraph<'_>, is_heading: bool) {
    let text = &*paragraph.text;
    match paragraph.shape {
        Shape::Heading(level) => builder.block(BlockKind::Heading, level.max(2), text),
        Shape::Quoted(depth) => builder.block(BlockKind::BlockQuote, depth, text),
        Shape::Rule => {
            builder.begin(BlockKind::Rule, 0);
            builder.end();
        }
        Shape::Item(depth) => {
            builder.begin(BlockKind::ListItem, depth);
            let (sign, rest) = text.split_at_checked(bullet(text).unwrap_or(0)).unwrap_or(("", text));
            let number = sign.starts_with(|c: char| c.is_ascii_alphanumeric());
            builder.push(if number { sign } else { "- " });
            builder.push(rest);
            builder.end();
        }
        Shape::Text if is_heading => builder.block(BlockKind::Heading, 2, text),
        Shape::Text => builder.block(BlockKind::Paragraph, 0, text),
    }
}

/// Whether text comes next, or another short line and then text.
fn stands_above<'a>(next: &mut Paragraphs<'a, impl Iterator<Item = Line<'a>> + Clone>, dense: bool) -> bool {
    let is_body = |paragraph: &Paragraph<'_>| match paragraph.shape {
        Shape::Item(_) | Shape::Quoted(_) => true,
        Shape::Text => (paragraph.apart || dense) && (paragraph.text.len() >= BODY || ends_sentence(&paragraph.text)),
        Shape::Heading(_) | Shape::Rule => false,
    };
    let Some((body, looks)) = next.ahead(0).map(|next| (is_body(next), has_look(next, dense))) else { return false };
    body || (looks && next.ahead(1).is_some_and(|after| is_body(after) && !has_look(after, dense)))
}

/// Whether a paragraph is a short line between blank lines that does not end as a sentence does.
fn has_look(paragraph: &Paragraph<'_>, dense: bool) -> bool {
    let text = &*paragraph.text;
    if paragraph.shape != Shape::Text || !(paragraph.apart || dense) || !paragraph.single || text.len() > HEADING.0 {
        return false;
    }
    let words = text.split_whitespace().count();
    let colon = text.ends_with(':');
    words <= if colon { 4 } else { HEADING.1 }
        && (colon || !ends_sentence(text))
        && !text.ends_with([',', ';', '-'])
        && text
            .trim_start_matches(['¿', '¡', '"', '“', '«', '('])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let mut document = Document::default();
        parse(text, &mut document);
        document.blocks.iter().map(|block| format!("{} {}", block.kind.name(), block.text)).collect()
    }

    #[test]
    fn a_short_line_above_text_is_a_heading() {
        let text = "Project description\n\nThe first phase of the project strengthened the harbour and its wall.\n\nContact:\n\n• one\n• two";
        assert_eq!(
            kinds(text),
            [
                "heading Project description",
                "paragraph The first phase of the project strengthened the harbour and its wall.",
                "heading Contact:",
                "list_item - one",
                "list_item - two"
            ]
        );
    }

    #[test]
    fn in_a_text_without_blank_lines_headings_stand_between_lines() {
        let body = "    The first phase of the project strengthened the harbour and\nits wall.";
        let text = format!("Background\n{body}\n{body}\nResults\n{body}\n{body}");
        let headings: Vec<_> = kinds(&text).into_iter().filter(|line| line.starts_with("heading")).collect();
        assert_eq!(headings, ["heading Background", "heading Results"]);
    }

    #[test]
    fn short_lines_without_text_below_are_no_headings() {
        assert!(kinds("One\n\nTwo\n\nThree\n\nFour").iter().all(|line| line.starts_with("paragraph")));
    }
}
