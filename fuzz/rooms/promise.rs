//! What every document promises, whatever its bytes were.

use crate::document::{Block, BlockKind, Clean, Document, Mark};
use crate::format::{self, Hint};

/// Reads bytes under a name and checks what comes of them.
pub(crate) fn read(bytes: &[u8], name: &str) {
    for of in [None, Some(u64::MAX)] {
        let hint = Hint { name: Some(name), of };
        if let Ok(document) = format::begin(bytes, hint).and_then(format::Begun::parse) {
            check(&document);
        }
    }
}

/// Panics when a document breaks a promise.
pub(crate) fn check(document: &Document) {
    for block in &document.blocks {
        check_block(block, document.links.len());
    }
    let meta = &document.meta;
    let stated = [&meta.title, &meta.source, &meta.description, &meta.link].into_iter().flatten();
    for text in stated.chain(&meta.authors).chain(&meta.tags).chain(&document.links) {
        assert!(!text.is_empty() && !text.contains(char::is_control) && Clean::line(text) == *text);
    }
    if let Some(at) = meta.date.and_then(|date| date.at) {
        assert!(document.text(at).is_some_and(|text| !text.is_empty()));
    }
}

fn check_block(block: &Block, links: usize) {
    let text = &*block.text;
    assert!(text.len() <= Block::MAX_BYTES && *Clean::text(text) == *text);
    assert!(!text.chars().any(|c| c.is_control() && !(c == '\n' && block.kind == BlockKind::Code)));
    assert_eq!(text.trim_matches([' ', '\n']).is_empty(), block.kind == BlockKind::Rule);
    let (mut last, mut open) = (0, Vec::new());
    for span in &block.spans {
        assert!(span.start < span.end && span.start >= last);
        assert!(text.get(span.start as usize..span.end as usize).is_some());
        open.retain(|end| *end > span.start);
        assert!(open.iter().all(|end| span.end <= *end), "spans cross");
        open.push(span.end);
        last = span.start;
        if let Mark::Link(number) = span.mark {
            assert!((number as usize) < links);
        }
    }
}
