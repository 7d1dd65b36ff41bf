//! What the list shows of a document: read it once, keep a few words.

use std::sync::Arc;

use crate::analysis::{self, PersonKind};
use crate::document::{BlockKind, Clean, DocId, Document};
use crate::format;
use crate::library::{Head, Loaded, Origin};

use super::load::{Amount, bytes, guarded};

/// Bytes of text that are looked through for people; the list shows the first few only.
const LOOKED_THROUGH: usize = 256 * 1024;

/// Names kept for each document.
const PEOPLE: usize = 12;

/// Characters and words of a title made of the text's beginning.
const TITLE: (usize, usize) = (80, 12);

/// Why there is nothing to show of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Failure {
    /// In the reader's words.
    pub(super) why: Clean,
    /// Whether it lies in the content, so that it stays as long as the file is the same.
    pub(super) is_lasting: bool,
}

/// Reads a document for the list. What is `known` of one with the same content is not worked out again.
pub(super) fn head(
    origin: &Origin,
    name: &Clean,
    size: u64,
    known: &dyn Fn(DocId) -> Option<Arc<Head>>,
) -> Result<Arc<Head>, Failure> {
    let bytes = bytes(origin, Amount::Beginning).map_err(|why| Failure { why, is_lasting: false })?;
    if let Some(head) = known(bytes.id()) {
        return Ok(head);
    }
    let lasting = |why| Failure { why, is_lasting: true };
    let loaded = bytes.into_document(origin).map_err(lasting)?;
    guarded(|| Ok(Arc::new(describe(loaded, name, size)))).map_err(lasting)
}

fn describe(loaded: Loaded, name: &Clean, size: u64) -> Head {
    let Loaded { id, mut document, complete } = loaded;
    let mut words = document.words() as u64;
    if !complete {
        // The beginning stands for the rest: a large file must not be read twice for the sake of a column.
        let read: u64 = document.blocks.iter().map(|block| block.text.len() as u64 + 1).sum();
        words = words.saturating_mul(size / read.max(1));
    }
    let title = document.meta.title.clone().or_else(|| first_words(&document)).unwrap_or_else(|| last_part(name));
    let language = analysis::language(&document).map(analysis::Language::code);
    shorten(&mut document);
    let people = analysis::people(&document)
        .into_iter()
        .filter(|person| person.kind == PersonKind::Key)
        .map(|person| person.name);
    let people = people.take(PEOPLE).collect();
    Head {
        id,
        title,
        authors: document.meta.authors,
        date: document.meta.date,
        source: document.meta.source,
        language,
        words: u32::try_from(words).unwrap_or(u32::MAX),
        people,
    }
}

/// The beginning of the text, for a text without a title.
fn first_words(document: &Document) -> Option<Clean> {
    let is_told = |kind: BlockKind| kind.is_read() && !matches!(kind, BlockKind::Code | BlockKind::TableRow);
    let has_letters = |text: &str| text.chars().any(char::is_alphanumeric);
    let block = document.blocks.iter().find(|block| is_told(block.kind) && has_letters(&block.text))?;
    if !format::is_words(&block.text) {
        return None;
    }
    let mut taken = 0;
    let mut title = Vec::new();
    for word in block.text.split_whitespace().take(TITLE.1) {
        taken += word.chars().count() + 1;
        if taken > TITLE.0 && !title.is_empty() {
            break;
        }
        title.push(word);
    }
    let cut = title.len() < block.text.split_whitespace().take(TITLE.1 + 1).count();
    let words: String = title.join(" ").chars().take(TITLE.0).collect();
    Some(Clean::line(&if cut { format!("{words} …") } else { words }))
}

/// The name of the file, without its folder.
pub(super) fn last_part(name: &Clean) -> Clean {
    name.rsplit('/').next().map(Clean::line).filter(|last| !last.is_empty()).unwrap_or_else(|| name.clone())
}

fn shorten(document: &mut Document) {
    let mut left = LOOKED_THROUGH;
    let kept = document.blocks.iter().take_while(|block| {
        let fits = left > 0;
        left = left.saturating_sub(block.text.len());
        fits
    });
    let kept = kept.count();
    document.blocks.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Meta};

    fn loaded(title: Option<&str>, text: &str) -> Loaded {
        let document = Document {
            meta: Meta { title: title.map(Clean::line), ..Meta::default() },
            blocks: vec![
                Block::new(BlockKind::Byline, Clean::line("By Ana Ruiz")),
                Block::new(BlockKind::Paragraph, Clean::line(text)),
            ],
            ..Document::default()
        };
        Loaded { id: DocId::of(text.as_bytes()), document, complete: true }
    }

    #[test]
    fn the_title_is_stated_or_the_first_words_or_the_name() {
        let name = Clean::line("inbox/port.txt");
        assert_eq!(&*describe(loaded(Some("Port shut"), "Some text."), &name, 9).title, "Port shut");
        assert_eq!(&*describe(loaded(None, "The port was shut."), &name, 9).title, "The port was shut.");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert!(describe(loaded(None, long), &name, 9).title.ends_with("eleven twelve …"));
        assert_eq!(&*describe(loaded(None, ""), &name, 9).title, "port.txt");
        assert_eq!(&*describe(loaded(None, "\"id\": \"seed-000\","), &name, 9).title, "port.txt");
    }

    #[test]
    fn a_word_as_long_as_a_file_is_cut_in_the_title() {
        let title = describe(loaded(None, &"a".repeat(10_000)), &Clean::line("x"), 9).title;
        assert!(title.chars().count() <= 82);
    }

    #[test]
    fn words_of_a_large_file_are_reckoned_from_its_beginning() {
        let mut beginning = loaded(Some("Title"), "ten words are in this text and one more too");
        beginning.complete = false;
        let read = 12 + 44;
        assert_eq!(describe(beginning, &Clean::line("x"), read * 100).words, 1000);
    }
}
