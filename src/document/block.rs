//! One paragraph, heading, list item or other piece of a document.

use super::Clean;

/// What a block is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// A section heading; `depth` is its level, 1 the highest.
    Heading,
    /// Body text.
    Paragraph,
    /// An item of a list; `depth` is its nesting, 0 the outermost. The text starts with its bullet or number.
    ListItem,
    /// An interviewer's question.
    Question,
    /// A quotation set apart in the text.
    BlockQuote,
    /// A sentence of the body repeated as decoration.
    PullQuote,
    /// The legend of a picture or a photo credit.
    Caption,
    /// A name or desk with an address or a telephone number.
    Contact,
    /// Labels, related links, author biographies, page furniture: part of the page, not of the text.
    Boilerplate,
    /// Preformatted text; the only kind whose text may hold line breaks.
    Code,
    /// A row of a table, its cells marked by `Mark::Cell` and joined by ` | `; `depth` is 1 in the header row. Rows that
    /// follow each other make one table.
    TableRow,
    /// A thematic break; its text is empty.
    Rule,
}

impl BlockKind {
    /// Whether the block is text somebody would read: everything but furniture.
    pub(crate) const fn is_read(self) -> bool {
        match self {
            Self::Title
            | Self::Heading
            | Self::Paragraph
            | Self::ListItem
            | Self::Question
            | Self::BlockQuote
            | Self::Code
            | Self::TableRow => true,
            Self::Byline
            | Self::Date
            | Self::PullQuote
            | Self::Caption
            | Self::Contact
            | Self::Boilerplate
            | Self::Rule => false,
        }
    }

    /// Whether sentences of the block may stand for the document in its summary.
    pub(crate) const fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::BlockQuote)
    }

    /// The stable name in JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Question => "question",
            Self::BlockQuote => "block_quote",
            Self::PullQuote => "pull_quote",
            Self::Caption => "caption",
            Self::Contact => "contact",
            Self::Boilerplate => "boilerplate",
            Self::Code => "code",
            Self::TableRow => "table_row",
            Self::Rule => "rule",
        }
    }
}

/// A piece of text with one role.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Level of a heading, nesting of a list item or block quotation, 1 for a table's header row, else 0.
    pub(crate) depth: u8,
    /// The text, one line but in `Code`. Never longer than [`Block::MAX_BYTES`]: longer paragraphs become several
    /// blocks, so that nothing done to one block can take long.
    pub(crate) text: Clean,
    /// Styling, sorted by start; spans may nest but never cross.
    pub(crate) spans: Vec<Span>,
}

impl Block {
    /// The longest text of one block, in bytes.
    pub(crate) const MAX_BYTES: usize = 64 * 1024;

    /// A block without styling.
    pub(crate) fn new(kind: BlockKind, text: Clean) -> Self {
        Self { kind, depth: 0, text, spans: Vec::new() }
    }
}

/// A styled part of a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// First byte in the block's text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// What the part is.
    pub(crate) mark: Mark,
}

/// Styling over plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Monospaced.
    Code,
    /// A link; the number is its place in `Document::links`.
    Link(u32),
    /// A cell of a table row.
    Cell,
    /// A control or direction character made visible.
    Hidden,
}
