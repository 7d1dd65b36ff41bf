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
mod plain;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

pub(crate) use words::is_words;

use crate::document::{Document, FileFormat, Warning};

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

/// Reads bytes as a document.
///
/// # Errors
/// `NotText` when there is nothing to read in them.
pub(crate) fn parse(bytes: &[u8], hint: Hint<'_>) -> Result<Document, NotText> {
    let kept = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let cut = hint.of.filter(|of| *of > kept);
    let decoded = encoding::decode(bytes, cut.is_none())?;
    let mut document = Document { warnings: decoded.warnings, ..Document::default() };
    if let Some(of) = cut {
        document.warnings.push(Warning::Truncated { kept, of });
    }
    document.meta.encoding = decoded.encoding;
    document.meta.format = detect(&decoded.text, hint.name);
    let data = data::kind(&decoded.text, hint.name).filter(|_| document.meta.format == FileFormat::Text);
    let title = match (document.meta.format, data) {
        (FileFormat::Text, Some(kind)) => {
            data::parse(&decoded.text, kind, &mut document);
            None
        }
        (FileFormat::Text, None) => {
            plain::parse(&decoded.text, &mut document);
            None
        }
        (FileFormat::Markdown, _) => markdown::parse(&decoded.text, &mut document),
        (FileFormat::Html, _) => html::parse(&decoded.text, &mut document),
    };
    if document.blocks.is_empty() {
        return Err(NotText::Empty);
    }
    if data.is_none() {
        header::read(&mut document, title);
        kind::refine(&mut document);
    }
    Ok(document)
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
