//! What holds for every document, whatever the bytes were.

use proptest::prelude::*;

use super::*;
use crate::document::{Block, BlockKind, Clean, Mark};

fn hint(name: &str) -> Hint<'_> {
    Hint { name: Some(name), of: None }
}

/// Everything that a document promises about its blocks and metadata.
pub(super) fn check(document: &Document) -> Result<(), TestCaseError> {
    for block in &document.blocks {
        check_block(block, document)?;
    }
    let meta = &document.meta;
    let names = meta.authors.iter().chain(&meta.tags).chain(&document.links);
    let all =
        names.chain(meta.title.iter()).chain(meta.source.iter()).chain(meta.description.iter()).chain(meta.link.iter());
    for text in all {
        prop_assert!(!text.contains(char::is_control) && !text.is_empty());
        prop_assert_eq!(&Clean::line(text), text);
    }
    if let Some(at) = meta.date.and_then(|date| date.at) {
        prop_assert!(document.text(at).is_some_and(|text| !text.is_empty()));
    }
    let has_title = document.blocks.iter().any(|block| block.kind == BlockKind::Title);
    prop_assert_eq!(has_title, meta.title.is_some());
    Ok(())
}

fn check_block(block: &Block, document: &Document) -> Result<(), TestCaseError> {
    let text = &*block.text;
    prop_assert!(text.len() <= Block::MAX_BYTES);
    prop_assert_eq!(&*Clean::text(text), text, "what was cleaned is clean");
    prop_assert!(!text.chars().any(|c| c.is_control() && !(c == '\n' && block.kind == BlockKind::Code)));
    prop_assert!(text.trim_matches([' ', '\n']).is_empty() == (block.kind == BlockKind::Rule), "{:?}", block);
    let mut last = 0;
    let mut open: Vec<u32> = Vec::new();
    for span in &block.spans {
        prop_assert!(span.start < span.end && span.start >= last, "{:?}", block);
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
        open.retain(|end| *end > span.start);
        prop_assert!(open.iter().all(|end| span.end <= *end), "spans cross: {:?}", block);
        open.push(span.end);
        last = span.start;
        if let Mark::Link(number) = span.mark {
            prop_assert!((number as usize) < document.links.len());
        }
    }
    Ok(())
}

const NAMES: [&str; 4] = ["a.txt", "a.md", "a.html", "a"];

/// Pieces of all formats, thrown together.
const PIECES: &str = "(<p>|</p>|<b>|</i>|<i>|<a href=x>|</a>|<table>|<tr>|<td>|</table>|<ul>|<li>|</ul>|<pre>|</pre>|<br>|<h1>|<h2 class=\"a\">\
    |<blockquote>|<div>|</div>|<!--|-->|<script>|</script>|<title>|</title>|&#x1b;|&#8238;|&amp;|&lt;|<figcaption>|<code>|</code>\
    |<meta name=author content=\"By Ana Beck\">|<time>2024-10-31</time>|<article>|---\n|title: x\n|\\+\\+\\+\n|# |## |\\*\\*|\\*|_|`|```\n|> |- |1\\. \
    |\\[a\\]\\(b\\)|!\\[c\\]\\(d\\)|\\| a \\| b \\|\n|\\|---\\|---\\|\n|\n|\n\n|  \n|\t|\r|\x0c|By Ana Beck\n|Thu, 10/31/2024 - 13:42\n|17\\.10\\.2016|09/08/2021\n\
    |Why do you ask\\?\n\n|Page 3 of 4\n|ana@example\\.org|\u{202e}|\u{200d}|\u{200b}|\u{301}|👨|\u{fe0f}|é|word |Word, |vacci-\n|nation |\\. |a|9|%)";

fn mixture() -> impl Strategy<Value = String> {
    prop::string::string_regex(&format!("{PIECES}{{0,60}}")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), name in prop::sample::select(&NAMES[..])) {
        if let Ok(document) = parse(&bytes, hint(name)) {
            check(&document)?;
        }
    }

    #[test]
    fn no_mixture_of_markup_breaks_the_reader(text in mixture(), name in prop::sample::select(&NAMES[..])) {
        if let Ok(document) = parse(text.as_bytes(), hint(name)) {
            check(&document)?;
        }
    }

    #[test]
    fn no_word_of_a_plain_text_is_lost(paragraphs in prop::collection::vec("[A-Z][a-z]{2,8}( [a-z]{1,9}){0,40}\\.", 1..12), wide in 20_usize..120) {
        let text = paragraphs.iter().map(|paragraph| textwrap::fill(paragraph, wide)).collect::<Vec<_>>().join("\n\n");
        let document = parse(text.as_bytes(), hint("a.txt")).unwrap();
        let read = document.blocks.iter().map(|block| &*block.text).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(read, paragraphs.join(" "));
    }
}

#[test]
fn content_decides_before_the_extension() {
    for (bytes, name, format) in [
        ("<!doctype html><p>text", "a.txt", FileFormat::Html),
        ("just words", "a.html", FileFormat::Text),
        ("---\ntitle: x\n---\ntext", "a.txt", FileFormat::Markdown),
        ("just words", "a.md", FileFormat::Markdown),
        ("1 < 2 and **bold**", "a", FileFormat::Text),
        ("# One\n\ntext\n\n## Two\n\ntext", "a", FileFormat::Markdown),
    ] {
        assert_eq!(parse(bytes.as_bytes(), hint(name)).unwrap().meta.format, format, "{bytes}");
    }
}

#[test]
fn blanks_are_an_empty_file_and_a_pdf_is_called_one() {
    assert_eq!(parse(b"\n \r\n\t\n", hint("a.txt")), Err(NotText::Empty));
    assert_eq!(parse(b"%PDF-1.7 ...", hint("a.txt")).unwrap_err().to_string(), "it is a PDF file, not text");
}

#[test]
fn the_beginning_of_a_file_says_that_it_is_one() {
    let document = parse(b"Words of a long file", Hint { name: None, of: Some(1000) }).unwrap();
    assert_eq!(document.warnings, [Warning::Truncated { kept: 20, of: 1000 }]);
}

/// Markdown as it is shown: kind, depth, text and styled parts of each block.
fn markdown(text: &str) -> String {
    let document = parse(text.as_bytes(), hint("a.md")).unwrap();
    let part = |block: &Block, span: &crate::document::Span| {
        format!(" {:?}={}", span.mark, block.text.get(span.start as usize..span.end as usize).unwrap())
    };
    let line = |block: &Block| {
        let parts: String = block.spans.iter().map(|span| part(block, span)).collect();
        format!("{} {} {:?}{parts}", block.kind.name(), block.depth, &*block.text)
    };
    document.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn markdown_becomes_blocks() {
    let text = "# The *long* wall\n\nBy Ana Beck  \n31 October 2024\n\nText with **bold `code`** and [a link](https://example.org/x).\n\n\
        1. one\n   - nested\n2. two\n\n> quoted\n>\n> > twice\n\n| Town | Cost |\n|---|--:|\n| *Quito* | 7 |\n\n```\na\n  b\n```\n\n---\n\n\
        <div>html &amp; <script>no</script></div>\n";
    insta::assert_snapshot!(markdown(text), @r#"
    title 0 "The long wall" Emphasis=long
    byline 0 "By Ana Beck"
    date 0 "31 October 2024"
    paragraph 0 "Text with bold code and a link." Strong=bold code Code=code Link(0)=a link
    list_item 0 "1. one"
    list_item 1 "- nested"
    list_item 0 "2. two"
    block_quote 1 "quoted"
    block_quote 2 "twice"
    table_row 1 "Town | Cost" Cell=Town Cell=Cost
    table_row 0 "Quito | 7" Cell=Quito Emphasis=Quito Cell=7
    code 0 "a\n  b"
    rule 0 ""
    paragraph 0 "html &"
    "#);
}
