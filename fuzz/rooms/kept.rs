//! What the form promises in which an analysis is kept, whatever the document and the bytes are.

use super::{read, unpacked, write};
use crate::analysis::analyse;
use crate::document::{Block, BlockKind, Clean, Document};

/// Panics when a promise is broken. Lines up to the first zero byte are a document, what comes behind is said to be what was
/// kept of it.
pub(crate) fn check(bytes: &[u8]) {
    let (text, packed) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => bytes.split_at(end),
        None => (bytes, &[][..]),
    };
    let text = String::from_utf8_lossy(text);
    let blocks = text.lines().map(|line| Block::new(BlockKind::Paragraph, Clean::line(line))).collect();
    let document = Document { blocks, ..Document::default() };
    let found = analyse(&document, &|| false);
    let mut kept = write(&found, &document).expect("what is found in a document can be kept");
    assert_eq!(read(&kept, &document).as_ref(), Some(&found));
    if let Some(last) = kept.last_mut() {
        *last = !*last;
    }
    assert_eq!(read(&kept, &document), None, "damage is known");
    // What was never kept is none, or something that could have been.
    if let Some(told) = unpacked(packed.get(1..).unwrap_or_default(), &document)
        && let Some(kept) = write(&told, &document)
    {
        assert_eq!(read(&kept, &document), Some(told));
    }
}
