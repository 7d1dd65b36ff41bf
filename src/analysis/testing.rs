//! Documents for the tests of this room: one block a paragraph.

use crate::document::{Block, BlockKind, Clean, Document};

/// A document with a block for each paragraph; `kind: text` at the start of a paragraph sets what it is.
pub(super) fn document(text: &str) -> Document {
    let blocks = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(|paragraph| {
        let (kind, text) = KINDS
            .iter()
            .find_map(|&(label, kind)| Some((kind, paragraph.strip_prefix(label)?.strip_prefix(": ")?)))
            .unwrap_or((BlockKind::Paragraph, paragraph));
        Block::new(kind, Clean::line(text))
    });
    let mut document = Document { blocks: blocks.collect(), ..Document::default() };
    document.meta.title =
        document.blocks.iter().find(|block| block.kind == BlockKind::Title).map(|block| block.text.clone());
    document
}

const KINDS: &[(&str, BlockKind)] = &[
    ("title", BlockKind::Title),
    ("byline", BlockKind::Byline),
    ("heading", BlockKind::Heading),
    ("question", BlockKind::Question),
    ("item", BlockKind::ListItem),
    ("caption", BlockKind::Caption),
    ("contact", BlockKind::Contact),
    ("boilerplate", BlockKind::Boilerplate),
    ("pull", BlockKind::PullQuote),
];
