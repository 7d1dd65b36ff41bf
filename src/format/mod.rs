//! Bytes → `Document`. Content decides before the extension. No file access.

mod binary;
mod build;
mod data;
mod encoding;
mod header;
mod html;
mod kind;
mod markdown;
mod markup;
#[cfg(test)]
mod mutants;
mod plain;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::fmt;

pub(crate) use words::is_words;

use crate::document::{Document, FileFormat, Meta, Warning};
use data::Data;
use encoding::Decoded;

/// What the reader of the bytes knows about them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hint<'a> {
    /// The file's name, for its extension; never for its path.
    pub(crate) name: Option<&'a str>,
    /// The size of the whole file when the bytes are only its beginning.
    pub(crate) of: Option<u64>,
}

/// Why bytes are not a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotText {
    /// No bytes, or only blanks.
    Empty,
    /// A binary file; the words say of what kind, as far as its first bytes tell ("a PDF file").
    Binary(&'static str),
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Binary(kind) => write!(f, "it is {kind}, not text"),
        }
    }
}

/// Bytes beyond which Markdown is read as plain text: nobody writes that much of it by hand.
const MARKDOWN: usize = 16 << 20;

/// Reads bytes as a document, whatever their format.
///
/// # Errors
/// `NotText` when there is nothing to read in them.
#[cfg(test)]
pub(crate) fn parse(bytes: &[u8], hint: Hint<'_>) -> Result<Document, NotText> {
    begin(bytes, hint)?.parse()
}

/// Reads the text of a web page, as [`Begun::structured`] gave it away.
///
/// # Errors
/// `NotText` when there is nothing to read in it.
pub(crate) fn parse_structured(text: &str) -> Result<Document, NotText> {
    let mut document = Document::default();
    document.meta.format = FileFormat::Html;
    Begun { text: Cow::Borrowed(text), document, data: None }.parse()
}

/// Characters whose format is known, before anything is made of them.
#[derive(Debug)]
pub(crate) struct Begun<'a> {
    text: Cow<'a, str>,
    /// What is known already.
    document: Document,
    data: Option<Data>,
}

/// Reads bytes as characters and tells their format.
///
/// # Errors
/// `NotText` when they are none.
pub(crate) fn begin<'a>(bytes: &'a [u8], hint: Hint<'_>) -> Result<Begun<'a>, NotText> {
    let kept = as_u64(bytes.len());
    let cut = hint.of.filter(|of| *of > kept);
    let Decoded { mut text, encoding, mut warnings } = encoding::decode(bytes, cut.is_none())?;
    let mut truncated = cut.map(|of| (kept, of));
    let format = detect(&text, hint.name);
    if format == FileFormat::Html && text.len() > html::PAGE {
        let end = text.floor_char_boundary(html::PAGE);
        truncated = Some((as_u64(end), cut.unwrap_or(as_u64(text.len()))));
        match &mut text {
            Cow::Borrowed(text) => *text = text.get(..end).unwrap_or_default(),
            Cow::Owned(text) => text.truncate(end),
        }
    }
    warnings.extend(truncated.map(|(kept, of)| Warning::Truncated { kept, of }));
    let data = data::kind(&text, hint.name).filter(|_| format == FileFormat::Text);
    let meta = Meta { encoding, format, ..Meta::default() };
    Ok(Begun { text, document: Document { meta, warnings, ..Document::default() }, data })
}

impl Begun<'_> {
    /// The text, when it is of a format with a parser that may fail on it in ways that cannot be caught.
    pub(crate) fn structured(&self) -> Option<&str> {
        match self.document.meta.format {
            FileFormat::Html => Some(&self.text),
            FileFormat::Text | FileFormat::Markdown => None,
        }
    }

    /// The document that another process made of the text.
    pub(crate) fn with(self, read: Document) -> Document {
        let Meta { encoding, format, .. } = self.document.meta;
        let mut warnings = self.document.warnings;
        warnings.extend(read.warnings);
        Document { meta: Meta { encoding, format, ..read.meta }, warnings, ..read }
    }

    /// Makes a document of the text.
    ///
    /// # Errors
    /// `NotText` when there is nothing to read in it.
    pub(crate) fn parse(self) -> Result<Document, NotText> {
        let Self { text, mut document, data } = self;
        let mut gaps = Vec::new();
        let title = match (document.meta.format, data) {
            (FileFormat::Text, Some(kind)) => {
                data::parse(&text, kind, &mut document);
                None
            }
            (FileFormat::Text, None) => {
                gaps = plain::parse(&text, &mut document);
                None
            }
            (FileFormat::Markdown, _) => markdown::parse(&text, &mut document),
            (FileFormat::Html, _) => html::parse(&text, &mut document),
        };
        if document.blocks.is_empty() {
            return Err(NotText::Empty);
        }
        if data.is_none() {
            header::read(&mut document, title, &gaps);
            kind::refine(&mut document);
        }
        Ok(document)
    }
}

fn as_u64(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// The format of a text, by its content and then by the extension of its name.
fn detect(text: &str, name: Option<&str>) -> FileFormat {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
    let markdown = matches!(extension.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"));
    let html = matches!(extension.as_deref(), Some("html" | "htm" | "xhtml"));
    if (html && html::has_tags(text)) || (!markdown && html::is_html(text)) {
        FileFormat::Html
    } else if text.len() <= MARKDOWN && (markdown || markdown::is_markdown(text)) {
        FileFormat::Markdown
    } else {
        FileFormat::Text
    }
}
