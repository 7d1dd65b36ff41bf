//! What is known about a document beside its text.

use std::fmt;

use super::{Clean, DocumentDate};

/// Title, authors, date and source as the document states them; what it does not state stays empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Meta {
    /// The headline.
    pub(crate) title: Option<Clean>,
    /// Who wrote it, in the order of the by-line.
    pub(crate) authors: Vec<Clean>,
    /// When it was published.
    pub(crate) date: Option<DocumentDate>,
    /// Who published it: a paper, a ministry, a site.
    pub(crate) source: Option<Clean>,
    /// An abstract its author wrote (front matter or `<meta name=description>`).
    pub(crate) description: Option<Clean>,
    /// Tags of the front matter.
    pub(crate) tags: Vec<Clean>,
    /// The address it names as its own.
    pub(crate) link: Option<Clean>,
    /// How its bytes were read as characters.
    pub(crate) encoding: Encoding,
    /// What kind of file it is.
    pub(crate) format: FileFormat,
}

/// What kind of file a document came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FileFormat {
    /// Plain text.
    #[default]
    Text,
    /// `CommonMark`.
    Markdown,
    /// A web page.
    Html,
}

impl FileFormat {
    /// The format in the reader's words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "web page",
        }
    }
}

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// Its name in the Encoding Standard, in lower case (`utf-8`, `windows-1252`), or `utf-32le`/`utf-32be`.
    pub(crate) name: &'static str,
    /// Whether it was guessed from the bytes rather than stated or proved.
    pub(crate) guessed: bool,
}

impl Default for Encoding {
    fn default() -> Self {
        Self { name: "utf-8", guessed: false }
    }
}

/// Something the reader has to know about how a document was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Warning {
    /// The encoding was guessed.
    EncodingGuessed(&'static str),
    /// This many places could not be decoded and show U+FFFD.
    Undecodable(u64),
    /// Only the first `kept` of `of` bytes were read.
    Truncated {
        /// Bytes read.
        kept: u64,
        /// Bytes in the file.
        of: u64,
    },
    /// Markup was nested too deeply and was flattened.
    Flattened,
    /// No article could be told from the page; all its text is shown.
    WholePage,
    /// Front matter could not be read; the number is its line in the file.
    FrontMatter(u32),
    /// The date can be read as day-month or as month-day, so none is given.
    AmbiguousDate,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EncodingGuessed(name) => write!(f, "encoding guessed: {name}"),
            Self::Undecodable(1) => f.write_str("1 place could not be decoded"),
            Self::Undecodable(count) => write!(f, "{count} places could not be decoded"),
            Self::Truncated { kept, of } => write!(f, "only the first {kept} of {of} bytes are shown"),
            Self::Flattened => f.write_str("deeply nested markup was flattened"),
            Self::WholePage => f.write_str("no article found: the whole page is shown"),
            Self::FrontMatter(line) => write!(f, "front matter not understood at line {line}"),
            Self::AmbiguousDate => f.write_str("the date can be read in two ways"),
        }
    }
}
