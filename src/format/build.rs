//! Puts blocks together: cleans text as it comes, keeps the offsets of styled runs, splits what is too long.

use crate::document::{Block, BlockKind, Clean, Cleaner, Document, Mark, Removed, Span};

/// Collects blocks for one document.
#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    links: Vec<Clean>,
    removed: Removed,
    open: Option<Open>,
    serial: usize,
}

/// A block that still takes text.
#[derive(Debug)]
struct Open {
    kind: BlockKind,
    depth: u8,
    text: Cleaner,
    /// Styled runs that have not ended.
    marks: Vec<(Mark, usize)>,
    spans: Vec<Span>,
}

/// Links of one document that are remembered; text beyond them is plain.
const LINKS: usize = 20_000;
/// Styled runs in one block.
const SPANS: usize = 4096;

impl Builder {
    /// Begins a block; one that was open ends.
    pub(super) fn begin(&mut self, kind: BlockKind, depth: u8) {
        self.end();
        self.serial += 1;
        let text = if kind == BlockKind::Code { Cleaner::default() } else { Cleaner::line() };
        self.open = Some(Open { kind, depth, text, marks: Vec::new(), spans: Vec::new() });
    }

    /// Changes what the open block is.
    pub(super) fn retag(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The kind and depth of the open block.
    pub(super) fn now(&self) -> Option<(BlockKind, u8)> {
        self.open.as_ref().map(|open| (open.kind, open.depth))
    }

    /// The number of the block that was begun last.
    pub(super) fn serial(&self) -> usize {
        self.serial
    }

    /// The text of the open block so far.
    pub(super) fn so_far(&self) -> &str {
        self.open.as_ref().map_or("", |open| open.text.so_far().trim_end())
    }

    /// Adds raw text to the open block.
    pub(super) fn push(&mut self, raw: &str) {
        if let Some(open) = &mut self.open {
            open.text.expect(raw.len());
            open.text.push(raw);
        }
    }

    /// Begins a styled run.
    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(open) = &mut self.open {
            open.marks.push((mark, open.text.len()));
        }
    }

    /// Ends the styled run that began last.
    pub(super) fn unmark(&mut self) {
        if let Some(open) = &mut self.open
            && let Some((mark, start)) = open.marks.pop()
        {
            open.span(mark, start);
        }
    }

    /// Begins a link to an address, or to nothing when there are too many.
    pub(super) fn link(&mut self, target: &str) {
        let (target, removed) = line(target);
        self.removed += removed;
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        if self.is_open() && self.links.len() < LINKS && !target.is_empty() {
            self.links.push(target);
            self.mark(Mark::Link(number));
        } else {
            self.mark(Mark::Link(u32::MAX));
        }
    }

    /// Ends the open block. An empty one leaves nothing, unless it is a rule.
    pub(super) fn end(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        while let Some((mark, start)) = open.marks.pop() {
            open.span(mark, start);
        }
        let hidden = open.text.hidden().to_vec();
        let (text, removed) = open.text.finish();
        self.removed += removed;
        if text.trim().is_empty() && open.kind != BlockKind::Rule {
            return;
        }
        let (text, lead) = if open.kind == BlockKind::Code { trim_lines(text) } else { (text, 0) };
        let (lead, end) = (u32::try_from(lead).unwrap_or(u32::MAX), u32::try_from(text.len()).unwrap_or(u32::MAX));
        let mut spans = open.spans;
        spans.extend(hidden.into_iter().filter_map(|range| span(Mark::Hidden, range.start, range.end)));
        for span in &mut spans {
            span.start = span.start.saturating_sub(lead).min(end);
            span.end = span.end.saturating_sub(lead).min(end);
        }
        spans.retain(|span| span.start < span.end);
        // The outer of two runs with the same start comes first; of two equal ones that which ended later.
        spans.reverse();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        push_split(&mut self.blocks, Block { kind: open.kind, depth: open.depth, text, spans });
    }

    /// Adds a block of plain text, or several when it is longer than a block may be.
    pub(super) fn block(&mut self, kind: BlockKind, depth: u8, raw: &str) {
        let mut rest = raw;
        loop {
            // Cut before it is cleaned: there is never a copy of all of it.
            let end = if rest.len() > Block::MAX_BYTES { cut(rest, 0, kind == BlockKind::Code) } else { rest.len() };
            let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.begin(kind, depth);
            self.push(piece);
            self.end();
            if after.is_empty() {
                return;
            }
            rest = after;
        }
    }

    /// The blocks so far.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Gives what was collected to a document.
    pub(super) fn finish(mut self, document: &mut Document) {
        self.end();
        document.blocks = self.blocks;
        document.links = self.links;
        document.removed += self.removed;
    }
}

impl Open {
    fn span(&mut self, mark: Mark, start: usize) {
        if mark == Mark::Link(u32::MAX) || self.spans.len() >= SPANS {
            return;
        }
        // A run that begins or ends with a blank is styled without it.
        let text = self.text.so_far();
        let run = text.get(start..).unwrap_or_default();
        let start = start + (run.len() - run.trim_start().len());
        let end = if mark == Mark::Cell { text.len() } else { text.trim_end().len() };
        self.spans.extend(span(mark, start, end).filter(|span| span.start < span.end));
    }
}

fn span(mark: Mark, start: usize, end: usize) -> Option<Span> {
    Some(Span { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()?, mark })
}

/// One line of clean text, and what was changed in it.
pub(super) fn line(raw: &str) -> (Clean, Removed) {
    let mut cleaner = Cleaner::line();
    cleaner.push(raw);
    cleaner.finish()
}

/// The first of some raw values with something in it. What was changed in it is added to `removed`, because it is shown.
pub(super) fn first_line<'a>(values: impl IntoIterator<Item = &'a str>, removed: &mut Removed) -> Option<Clean> {
    let (first, changed) = values.into_iter().map(line).find(|(line, _)| !line.is_empty())?;
    *removed += changed;
    Some(first)
}

/// Clean lines of raw values, empty ones left out. What was changed is added to `removed`, because they are shown.
pub(super) fn lines<T: AsRef<str>>(values: impl IntoIterator<Item = T>, removed: &mut Removed) -> Vec<Clean> {
    let mut lines = Vec::new();
    for (line, changed) in values.into_iter().map(|value| line(value.as_ref())).filter(|(line, _)| !line.is_empty()) {
        *removed += changed;
        lines.push(line);
    }
    lines
}

/// A block of one line, with the places where characters were made visible, and what was changed.
pub(super) fn line_block(kind: BlockKind, raw: &str) -> (Block, Removed) {
    let mut cleaner = Cleaner::line();
    cleaner.push(raw);
    let spans = cleaner.hidden().iter().filter_map(|range| span(Mark::Hidden, range.start, range.end)).collect();
    let (text, removed) = cleaner.finish();
    (Block { spans, ..Block::new(kind, text) }, removed)
}

/// Code without the empty lines around it, and how many bytes it lost at its start.
fn trim_lines(text: Clean) -> (Clean, usize) {
    let end = text.trim_end().len();
    let lead = text.get(..end).map_or(0, |kept| kept.len() - kept.trim_start_matches('\n').len());
    let trimmed = text.slice(lead..end);
    trimmed.map_or((text, 0), |trimmed| (trimmed, lead))
}

/// Adds a block, cut into several when it is longer than a block may be.
pub(super) fn push_split(blocks: &mut Vec<Block>, block: Block) {
    let mut start = 0;
    while block.text.len() - start > Block::MAX_BYTES {
        let cut = cut(&block.text, start, block.kind == BlockKind::Code);
        blocks.extend(part(&block, start, cut));
        let rest = block.text.get(cut..).unwrap_or_default();
        // What begins a line of code is part of it.
        let blanks: &[char] = if block.kind == BlockKind::Code { &['\n'] } else { &[' ', '\n'] };
        start = cut + (rest.len() - rest.trim_start_matches(blanks).len());
    }
    if start == 0 {
        blocks.push(block);
    } else if start < block.text.len() {
        blocks.extend(part(&block, start, block.text.len()));
    }
}

/// Where to cut a text that is too long: after a sentence, else after a word, else between characters.
fn cut(text: &str, start: usize, code: bool) -> usize {
    let mut limit = start + Block::MAX_BYTES;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let room = text.get(start..limit).unwrap_or_default();
    let sentence = if code { room.rfind('\n') } else { room.rfind(". ").map(|at| at + 1) };
    let late = |at: &usize| *at > Block::MAX_BYTES / 2;
    let word = || room.rfind([' ', '\n']).filter(late);
    start + sentence.filter(late).or_else(word).unwrap_or(room.len())
}

/// A part of a block with the styling that lies in it.
pub(super) fn part(block: &Block, start: usize, end: usize) -> Option<Block> {
    let (first, last) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    let spans = block.spans.iter().filter(|span| span.start < last && span.end > first);
    let spans = spans
        .map(|span| Span { start: span.start.max(first) - first, end: span.end.min(last) - first, mark: span.mark })
        .collect();
    Some(Block { kind: block.kind, depth: block.depth, text: block.text.slice(start..end)?, spans })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(build: impl FnOnce(&mut Builder)) -> Document {
        let (mut builder, mut document) = (Builder::default(), Document::default());
        build(&mut builder);
        builder.finish(&mut document);
        document
    }

    #[test]
    fn styled_runs_keep_their_place_when_text_before_them_is_cleaned() {
        let document = document(|b| {
            b.begin(BlockKind::Paragraph, 0);
            b.push("  a\u{200b}  \u{1b}b ");
            b.mark(Mark::Strong);
            b.push(" bold ");
            b.unmark();
            b.push("c");
        });
        let block = &document.blocks[0];
        assert_eq!(&*block.text, "a ␛b bold c");
        let parts: Vec<_> =
            block.spans.iter().map(|s| (&block.text[s.start as usize..s.end as usize], s.mark)).collect();
        assert_eq!(parts, [("␛", Mark::Hidden), ("bold", Mark::Strong)]);
        assert_eq!((document.removed.control, document.removed.invisible), (1, 1));
    }

    #[test]
    fn a_long_paragraph_becomes_several_blocks_and_loses_nothing() {
        let text = "One sentence of the long text. ".repeat(10_000);
        let document = document(|b| b.block(BlockKind::Paragraph, 0, &text));
        assert!(document.blocks.len() > 4);
        assert!(document.blocks.iter().all(|block| block.text.len() <= Block::MAX_BYTES));
        let joined = document.blocks.iter().map(|block| &*block.text).collect::<Vec<_>>().join(" ");
        assert_eq!(joined, text.trim_end());
    }

    #[test]
    fn a_long_word_is_cut_between_characters() {
        let document = document(|b| b.block(BlockKind::Paragraph, 0, &"é".repeat(100_000)));
        assert_eq!(document.blocks.iter().map(|block| block.text.len()).sum::<usize>(), 200_000);
    }
}
