//! A document as bytes between the program and its worker.
//!
//! The worker has read a hostile text and is not believed: what comes back is checked as if a stranger had sent it.

use crate::document::{
    Anchor, Block, BlockKind, CalendarDate, Clean, DateOrigin, Document, DocumentDate, Mark, Meta, Removed, Span,
    Warning,
};

/// Every kind of block; [`kind_code`] makes the compiler ask for new ones.
const KINDS: [BlockKind; 15] = [
    BlockKind::Title,
    BlockKind::Byline,
    BlockKind::Date,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Question,
    BlockKind::BlockQuote,
    BlockKind::PullQuote,
    BlockKind::Caption,
    BlockKind::Contact,
    BlockKind::Boilerplate,
    BlockKind::Code,
    BlockKind::TableRow,
    BlockKind::Rule,
];
/// Writes a document but for its encoding and format, which the program knows better than its worker.
pub(crate) fn write(document: &Document) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    let Document { meta, blocks, links, removed, warnings } = document;
    out.option(meta.title.as_ref(), Writer::text);
    out.list(&meta.authors, Writer::text);
    out.option(meta.date.as_ref(), Writer::date);
    for text in [&meta.source, &meta.description, &meta.link] {
        out.option(text.as_ref(), Writer::text);
    }
    out.list(&meta.tags, Writer::text);
    out.list(links, Writer::text);
    out.list(blocks, Writer::block);
    for count in [removed.control, removed.bidi, removed.invisible] {
        out.u64(count);
    }
    out.list(warnings, Writer::warning);
    out.0
}

/// Reads a document; nothing when the bytes are not one, or one that `format` would not have made.
pub(crate) fn read(bytes: &[u8]) -> Option<Document> {
    let mut from = Reader(bytes);
    let title = from.option(Reader::line)?;
    let authors = from.list(Reader::line)?;
    let date = from.option(Reader::date)?;
    let (source, description, link) =
        (from.option(Reader::line)?, from.option(Reader::line)?, from.option(Reader::line)?);
    let tags = from.list(Reader::line)?;
    let links = from.list(Reader::line)?;
    let blocks = from.list(|from| from.block(links.len()))?;
    let removed = Removed { control: from.u64()?, bidi: from.u64()?, invisible: from.u64()? };
    let warnings = from.list(Reader::warning)?;
    let meta = Meta { title, authors, date, source, description, tags, link, ..Meta::default() };
    let document = Document { meta, blocks, links, removed, warnings };
    let is_in_text =
        date.and_then(|date| date.at).is_none_or(|at| document.text(at).is_some_and(|text| !text.is_empty()));
    (from.0.is_empty() && is_in_text).then_some(document)
}

const fn kind_code(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Title => 0,
        BlockKind::Byline => 1,
        BlockKind::Date => 2,
        BlockKind::Heading => 3,
        BlockKind::Paragraph => 4,
        BlockKind::ListItem => 5,
        BlockKind::Question => 6,
        BlockKind::BlockQuote => 7,
        BlockKind::PullQuote => 8,
        BlockKind::Caption => 9,
        BlockKind::Contact => 10,
        BlockKind::Boilerplate => 11,
        BlockKind::Code => 12,
        BlockKind::TableRow => 13,
        BlockKind::Rule => 14,
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.0.extend(value.to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.u32(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.u8(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<'v, T>(&mut self, values: &'v [T], write: impl Fn(&mut Self, &'v T)) {
        self.count(values.len());
        for value in values {
            write(self, value);
        }
    }

    fn text(&mut self, text: &Clean) {
        self.count(text.len());
        self.0.extend(text.as_bytes());
    }

    fn date(&mut self, date: &DocumentDate) {
        let CalendarDate { year, month, day, time } = date.value;
        self.u32(u32::from(year));
        self.option(month, Self::u8);
        self.option(day, Self::u8);
        self.option(time, |out, (hour, minute)| {
            out.u8(hour);
            out.u8(minute);
        });
        self.u8(date.origin.code());
        self.u8(u8::from(date.certain));
        self.option(date.at, |out, Anchor { block, start, end }| {
            out.u32(block);
            out.u32(start);
            out.u32(end);
        });
    }

    fn block(&mut self, block: &Block) {
        self.u8(kind_code(block.kind));
        self.u8(block.depth);
        self.text(&block.text);
        self.list(&block.spans, Self::span);
    }

    fn span(&mut self, span: &Span) {
        self.u32(span.start);
        self.u32(span.end);
        match span.mark {
            Mark::Strong => self.u8(0),
            Mark::Emphasis => self.u8(1),
            Mark::Code => self.u8(2),
            Mark::Cell => self.u8(3),
            Mark::Hidden => self.u8(4),
            Mark::Link(number) => {
                self.u8(5);
                self.u32(number);
            }
        }
    }

    fn warning(&mut self, warning: &Warning) {
        match *warning {
            Warning::Flattened => self.u8(0),
            Warning::WholePage => self.u8(1),
            Warning::AmbiguousDate => self.u8(2),
            Warning::FrontMatter(line) => {
                self.u8(3);
                self.u32(line);
            }
            Warning::Truncated { kept, of } => {
                self.u8(4);
                self.u64(kept);
                self.u64(of);
            }
            Warning::Undecodable(places) => {
                self.u8(5);
                self.u64(places);
            }
            // The worker is given characters and does not guess.
            Warning::EncodingGuessed(_) => self.u8(6),
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u8(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn u32(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.bytes(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    #[expect(clippy::option_option, reason = "damaged, or nothing there, or something")]
    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.u32()?).ok()?;
        // Every value has a byte at least: a count alone takes no memory.
        if count > self.0.len() {
            return None;
        }
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(read(self)?);
        }
        Some(values)
    }

    /// Text that is clean already.
    fn text(&mut self) -> Option<Clean> {
        let count = usize::try_from(self.u32()?).ok()?;
        let raw = std::str::from_utf8(self.bytes(count)?).ok()?;
        Some(Clean::text(raw)).filter(|clean| **clean == *raw)
    }

    fn line(&mut self) -> Option<Clean> {
        self.text().filter(|text| !text.is_empty() && Clean::line(text) == *text)
    }

    fn date(&mut self) -> Option<DocumentDate> {
        let year = u16::try_from(self.u32()?).ok().filter(|year| (1000..=9999).contains(year))?;
        let month = self.option(Self::u8)?;
        let day = self.option(Self::u8)?;
        let time = self.option(|from| Some((from.u8()?, from.u8()?)))?;
        let origin = self.u8()?;
        let origin = DateOrigin::of_code(origin)?;
        let certain = self.flag()?;
        let at = self.option(|from| Some(Anchor { block: from.u32()?, start: from.u32()?, end: from.u32()? }))?;
        let is_day = month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=31).contains(&day) && month.is_some())
            && time.is_none_or(|(hour, minute)| hour < 24 && minute < 60 && day.is_some());
        is_day.then_some(DocumentDate { value: CalendarDate { year, month, day, time }, origin, certain, at })
    }

    fn block(&mut self, links: usize) -> Option<Block> {
        let kind = self.u8()?;
        let kind = KINDS.into_iter().find(|known| kind_code(*known) == kind)?;
        let depth = self.u8()?;
        let text = self.text()?;
        let is_lines = kind == BlockKind::Code || !text.contains('\n');
        let is_filled = text.trim().is_empty() == (kind == BlockKind::Rule);
        let (mut last, mut open) = (0, Vec::new());
        let spans = self.list(|from| {
            let span = from.span(links)?;
            // Sorted, within the text, and never crossing.
            open.retain(|end| *end > span.start);
            let is_nested = open.last().is_none_or(|end| span.end <= *end);
            open.push(span.end);
            let is_sorted = span.start >= std::mem::replace(&mut last, span.start) && span.start < span.end;
            let is_text = text.get(span.start as usize..span.end as usize).is_some();
            (is_nested && is_sorted && is_text).then_some(span)
        })?;
        (is_lines && is_filled && text.len() <= Block::MAX_BYTES).then_some(Block { kind, depth, text, spans })
    }

    fn span(&mut self, links: usize) -> Option<Span> {
        let (start, end) = (self.u32()?, self.u32()?);
        let mark = match self.u8()? {
            0 => Mark::Strong,
            1 => Mark::Emphasis,
            2 => Mark::Code,
            3 => Mark::Cell,
            4 => Mark::Hidden,
            5 => Mark::Link(self.u32().filter(|number| (*number as usize) < links)?),
            _ => return None,
        };
        Some(Span { start, end, mark })
    }

    fn warning(&mut self) -> Option<Warning> {
        match self.u8()? {
            0 => Some(Warning::Flattened),
            1 => Some(Warning::WholePage),
            2 => Some(Warning::AmbiguousDate),
            3 => self.u32().map(Warning::FrontMatter),
            4 => Some(Warning::Truncated { kept: self.u64()?, of: self.u64()? }),
            5 => self.u64().map(Warning::Undecodable),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::{self, Hint};

    const PAGE: &str = "<title>The wall &#x202e;</title><meta name=author content='Ana Beck'><meta name=keywords content='a, b'>\
        <time datetime='2024-10-31'></time><h1>On it</h1><p>By Ana Beck</p><p>Posted Thu, 10/31/2024 - 13:42</p>\
        <p>A <b>bold <i>and</i></b> <a href='https://example.org'>linked</a> line &#27;[2J.</p><ul><li>one</ul><hr><pre>a\n b</pre>\
        <table><tr><th>a<th>b<tr><td>1<td>2</table>";

    fn page() -> Document {
        let mut document = format::parse(PAGE.as_bytes(), Hint { name: Some("a.html"), of: None }).unwrap();
        document.meta.format = crate::document::FileFormat::default();
        document
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let document = page();
        assert!(document.blocks.iter().any(|block| block.spans.len() > 2));
        assert_eq!(read(&write(&document)), Some(document));
    }

    #[test]
    fn what_is_not_clean_is_not_believed() {
        let bytes = write(&page());
        let at = bytes.windows(4).position(|window| window == b"bold").unwrap();
        for bad in [b"\x1bold", b"\xffold", b"b\nld"] {
            let mut bytes = bytes.clone();
            bytes[at..at + 4].copy_from_slice(bad);
            assert_eq!(read(&bytes), None);
        }
    }

    /// Pieces of pages, thrown together.
    const PIECES: &str = "(<p>|</p>|<b>|</b>|<i>|</i>|<a href=x>|</a>|<table>|<tr>|<td>|</table>|<ul>|<li>|<pre>|</pre>|<br>|<hr>|<h1>|<h2>\
        |<blockquote>|</blockquote>|<title>|</title>|<meta name=author content='By Ana Beck'>|<time>2024-10-31</time>|&#x1b;|&#8238;|&#x200b;\
        |By Ana Beck|Thu, 10/31/2024 - 13:42|09/08/2021|Why do you ask\\?|ana@example\\.org|word |Word, |\n| |é|\\. ){0,50}";

    proptest! {
        #[test]
        fn every_page_comes_back_as_it_was(page in PIECES) {
            if let Ok(document) = format::parse_structured(&page) {
                let mut sent = document.clone();
                sent.meta.format = crate::document::FileFormat::default();
                prop_assert_eq!(read(&write(&document)), Some(sent));
            }
        }

        #[test]
        fn no_bytes_break_the_program(at in 0_usize..2000, byte in any::<u8>(), cut in 0_usize..2000) {
            let mut bytes = write(&page());
            let length = bytes.len();
            bytes[at % length] = byte;
            if let Some(document) = read(&bytes) {
                let is_clean = document.blocks.iter().all(|block| Clean::text(&block.text) == block.text);
                prop_assert!(is_clean);
            }
            bytes.truncate(cut % length);
            prop_assert_eq!(read(&bytes), None);
        }
    }
}
