//! What the list shows of a document: read it once, keep a few words.

#[cfg(test)]
#[path = "../../tests/hostile/mod.rs"]
mod hostile;

use std::borrow::Cow;
use std::sync::Arc;

use crate::analysis::{self, Analysis, PersonKind};
use crate::document::{BlockKind, Clean, DocId, Document};
use crate::format;
use crate::library::{Head, Loaded, Origin};

use super::index::analyse;
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

/// Whoever has a use for a whole document that is read for the list, so that it need not be read again. The list needs its
/// beginnings, its language and its people; who takes it gets all that analysis finds, of which those are a part.
pub(super) trait Taker: Sync {
    /// Whether a document with this content is wanted, of so many bytes; the list may know it already.
    fn wants(&self, id: DocId, bytes: u64, is_listed: bool) -> bool;

    /// Takes what was wanted, with what analysis found. Nothing comes of one that cannot be listed.
    fn take(&self, loaded: Loaded, analysis: Option<Analysis>);
}

/// Reads a document for the list, and for who else has a use for it. What is `known` of one with the same content is not
/// worked out again.
pub(super) fn head(
    origin: &Origin,
    name: &Clean,
    size: u64,
    known: &dyn Fn(DocId) -> Option<Arc<Head>>,
    taker: Option<&dyn Taker>,
) -> Result<Arc<Head>, Failure> {
    let bytes = bytes(origin, Amount::Beginning).map_err(|why| Failure { why, is_lasting: false })?;
    let known = known(bytes.id());
    let taker = taker.filter(|taker| bytes.is_whole() && taker.wants(bytes.id(), bytes.length(), known.is_some()));
    if let (Some(head), None) = (&known, taker) {
        return Ok(Arc::clone(head));
    }
    let lasting = |why| Failure { why, is_lasting: true };
    let loaded = match bytes.into_document(origin) {
        Ok(loaded) => loaded,
        Err(why) => return known.ok_or_else(|| lasting(why)),
    };
    let analysis = taker.and_then(|_| analyse(&loaded.document));
    let head = match known {
        Some(head) => head,
        None => guarded(|| Ok(Arc::new(describe(&loaded, analysis.as_ref(), name, size)))).map_err(lasting)?,
    };
    if let Some(taker) = taker {
        taker.take(loaded, analysis);
    }
    Ok(head)
}

/// What the list shows of a document, of which the analysis may be there already.
fn describe(Loaded { id, document, complete }: &Loaded, analysis: Option<&Analysis>, name: &Clean, size: u64) -> Head {
    let mut words = document.words() as u64;
    if !complete {
        // The beginning stands for the rest: a large file must not be read twice for the sake of a column.
        let read: u64 = document.blocks.iter().map(|block| block.text.len() as u64 + 1).sum();
        words = words.saturating_mul(size / read.max(1));
    }
    let title = document.meta.title.clone().or_else(|| first_words(document)).unwrap_or_else(|| last_part(name));
    let language = match analysis {
        Some(analysis) => analysis.language,
        None => analysis::language(document),
    };
    // Of a text that is looked through whole, analysis has found the same people.
    let people = match (shortened(document), analysis) {
        (None, Some(analysis)) => Cow::Borrowed(&analysis.people),
        (None, None) => Cow::Owned(analysis::people(document)),
        (Some(beginning), _) => Cow::Owned(analysis::people(&beginning)),
    };
    let people = people.iter().filter(|person| person.kind == PersonKind::Key).map(|person| person.name.clone());
    Head {
        id: *id,
        title,
        authors: document.meta.authors.clone(),
        date: document.meta.date,
        source: document.meta.source.clone(),
        language: language.map(analysis::Language::code),
        words: u32::try_from(words).unwrap_or(u32::MAX),
        people: people.take(PEOPLE).collect(),
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

/// The beginning of a text that is not looked through whole.
fn shortened(document: &Document) -> Option<Document> {
    let mut left = LOOKED_THROUGH;
    let kept = document.blocks.iter().take_while(|block| {
        let fits = left > 0;
        left = left.saturating_sub(block.text.len());
        fits
    });
    let kept = document.blocks.get(..kept.count()).filter(|kept| kept.len() < document.blocks.len())?;
    let Document { meta, links, removed, warnings, .. } = document;
    let (meta, links, warnings) = (meta.clone(), links.clone(), warnings.clone());
    Some(Document { meta, blocks: kept.to_vec(), links, removed: *removed, warnings })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Mutex;

    use super::super::load::load;
    use super::super::seeds::SEEDS;
    use super::hostile::STRINGS;
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
        assert_eq!(&*describe(&loaded(Some("Port shut"), "Some text."), None, &name, 9).title, "Port shut");
        assert_eq!(&*describe(&loaded(None, "The port was shut."), None, &name, 9).title, "The port was shut.");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert!(describe(&loaded(None, long), None, &name, 9).title.ends_with("eleven twelve …"));
        assert_eq!(&*describe(&loaded(None, ""), None, &name, 9).title, "port.txt");
        assert_eq!(&*describe(&loaded(None, "\"id\": \"seed-000\","), None, &name, 9).title, "port.txt");
    }

    #[test]
    fn a_word_as_long_as_a_file_is_cut_in_the_title() {
        let title = describe(&loaded(None, &"a".repeat(10_000)), None, &Clean::line("x"), 9).title;
        assert!(title.chars().count() <= 82);
    }

    /// Takes everything, and has it.
    #[derive(Default)]
    struct All(Mutex<Vec<(Loaded, Option<Analysis>)>>);

    impl Taker for All {
        fn wants(&self, _: DocId, _: u64, _: bool) -> bool {
            true
        }

        fn take(&self, loaded: Loaded, analysis: Option<Analysis>) {
            self.0.lock().unwrap().push((loaded, analysis));
        }
    }

    /// Reads a text alone and for somebody else; both give the same. Gives what the other got.
    fn twice(name: &'static str, bytes: &'static [u8]) -> Option<Loaded> {
        let (origin, shown, size) = (Origin::Embedded { name, bytes }, Clean::line(name), bytes.len() as u64);
        let alone = head(&origin, &shown, size, &|_| None, None);
        let all = All::default();
        assert_eq!(head(&origin, &shown, size, &|_| None, Some(&all)), alone, "{name}");
        let known = Arc::new(Head { title: Clean::line("known"), ..Head::clone(&*alone.clone().ok()?) });
        assert_eq!(head(&origin, &shown, size, &|_| Some(Arc::clone(&known)), Some(&all)), Ok(known), "{name}");
        let taken = all.0.into_inner().unwrap();
        let whole = load(&origin, Amount::Whole).unwrap();
        for (loaded, analysis) in &taken {
            assert_eq!(*loaded, whole, "{name}");
            assert_eq!(*analysis, Some(analysis::analyse(&whole.document, &|| false)), "{name}");
        }
        assert!(matches!(taken.len(), 0 | 2), "{name}");
        taken.into_iter().next().map(|(loaded, _)| loaded)
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "reads the texts of the development set")]
    fn a_reading_that_serves_two_gives_the_list_what_one_of_its_own_would() {
        for (name, bytes) in SEEDS {
            assert!(twice(name, bytes).is_some());
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/development");
        let texts = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        let taken = texts.filter_map(|text| twice("text.txt", text.leak())).count();
        assert!(taken > 100);
    }

    #[test]
    fn odd_files_are_listed_the_same_whoever_else_takes_them() {
        let line = "Ana Ruiz, the mayor, told the council on 3 May 2024 that 1,200 boats had left.\n";
        let other = "El alcalde José Núñez dijo que Marta Vega no habló con la prensa de la ciudad.\n";
        let texts = |line: &str, bytes: usize| line.repeat(bytes / line.len() + 1);
        // One language where people are looked for, another one on the whole.
        let turning = texts(line, LOOKED_THROUGH + 1000) + &texts(other, LOOKED_THROUGH / 2 * 3);
        let page = format!("<html><title>Port</title><article><p>{}</p></article></html>", line.repeat(40));
        let deep = format!("{}{line}{}", "<div>".repeat(3000), "</div>".repeat(3000));
        let odd: Vec<(&'static str, Vec<u8>)> = vec![
            ("empty.txt", Vec::new()),
            ("blank.txt", b" \n\t\n".to_vec()),
            ("binary.bin", b"\0\x01\x02\0\0\0".to_vec()),
            ("latin.txt", b"El alcalde Jos\xe9 N\xfa\xf1ez habl\xf3 con Ana Ruiz.\n".to_vec()),
            ("bad.txt", b"Ana Ruiz \xff\xfe\xc3 said \xf0\x9f.\n".to_vec()),
            ("wide.txt", line.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("cut.txt", line.as_bytes()[..40].to_vec()),
            ("one-word.txt", "a".repeat(300_000).into_bytes()),
            ("one-line.txt", line.repeat(6000).replace('\n', " ").into_bytes()),
            ("turning.txt", turning.into_bytes()),
            ("just.txt", texts(line, LOOKED_THROUGH).into_bytes()),
            ("page.html", page.into_bytes()),
            ("deep.html", deep.into_bytes()),
            ("notes.md", format!("---\ntitle: x\n---\n# Notes\n\n> {line}").into_bytes()),
            ("data.json", b"{\"id\": \"seed-000\"}".to_vec()),
        ];
        let hostile = STRINGS.iter().map(|(_, text)| ("hostile.txt", format!("{text}\n\n{line}{text}").into_bytes()));
        let taken = odd.into_iter().chain(hostile).filter(|(name, text)| twice(name, text.clone().leak()).is_some());
        assert!(taken.count() > STRINGS.len() + 9);
        let large = texts(line, usize::try_from(DocId::LARGE).unwrap() + 1).into_bytes();
        assert!(twice("large.txt", large.leak()).is_none(), "only its beginning is read for the list");
    }

    #[test]
    fn words_of_a_large_file_are_reckoned_from_its_beginning() {
        let mut beginning = loaded(Some("Title"), "ten words are in this text and one more too");
        beginning.complete = false;
        let read = 12 + 44;
        assert_eq!(describe(&beginning, None, &Clean::line("x"), read * 100).words, 1000);
    }
}
