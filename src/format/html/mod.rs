//! Web pages: the article and not the page around it.

mod meta;
mod tag;
mod tidy;
mod walk;

use dom_query::Document as Page;
use dom_smoothie::{Config, Readability};

use super::build::Builder;
use super::header;
use crate::document::{Block, Clean, Document, Mark, Warning};

/// Bytes of a page that are read.
pub(super) const PAGE: usize = 5 << 20;
/// Elements of a page in which an article is looked for, and the most within each other: the search looks at every
/// element several times and at all that is around it.
const SEARCHED: (usize, usize) = (20_000, 100);
/// Bytes of text that make an article.
const ARTICLE: usize = 140;

/// Whether a text is a web page by its first characters.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    let mut end = start.len().min(1024);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or_default().to_ascii_lowercase();
    let first = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<section",
        "<main",
        "<table",
    ];
    first.iter().any(|tag| head.starts_with(tag))
        || (head.starts_with('<') && (head.contains("<html") || head.contains("<!doctype html")))
}

/// Whether there is anything like markup in a text.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').take(10_000).any(|(at, _)| {
        text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'))
    })
}

/// Reads a web page into a document. Gives back the block of the title it states.
pub(super) fn parse(text: &str, document: &mut Document) -> Option<Block> {
    let tidied = tidy::tidy(text);
    if tidied.flattened {
        document.warnings.push(Warning::Flattened);
    }
    let page = Page::from(&*tidied.html);
    let stated = meta::read(&page, document);
    let mut builder = Builder::default();
    if !add_article(&tidied, document, &mut builder) && !add_main(&page, &mut builder) {
        builder = Builder::default();
        walk::walk(page.root(), true, &mut builder);
        builder.end();
        if has_page_around(&page, builder.blocks()) {
            document.warnings.push(Warning::WholePage);
        }
    }
    builder.finish(document);
    if let Some((date, origin)) = stated.date {
        header::set_date(document, &date, origin, None);
    }
    let title = stated.title?;
    // A heading that is part of the text was counted there.
    if !title.is_heading || document.blocks.iter().all(|block| block.text != title.block.text) {
        document.removed += title.removed;
    }
    Some(title.block)
}

/// Whether there is more to a page than its text: parts that are no text, or mostly links. A fragment that somebody saved
/// is not worth a warning.
fn has_page_around(page: &Page, blocks: &[Block]) -> bool {
    let parts = "nav, aside, header, footer, menu, button, [role='navigation'], [role='banner'], [role='contentinfo']";
    let links = blocks.iter().flat_map(|block| &block.spans).filter(|span| matches!(span.mark, Mark::Link(_)));
    let linked: usize = links.map(|span| (span.end - span.start) as usize).sum();
    let all: usize = blocks.iter().map(|block| block.text.len()).sum();
    linked * 2 > all || page.select(parts).exists()
}

/// Adds the article of a page, if one can be told from the rest.
fn add_article(tidied: &tidy::Tidied, document: &mut Document, builder: &mut Builder) -> bool {
    if tidied.elements > SEARCHED.0 || tidied.deepest > SEARCHED.1 {
        return false;
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::new(&*tidied.html, None, Some(config)) else { return false };
    let Ok(article) = reader.parse() else { return false };
    if article.text_content.trim().len() < ARTICLE {
        return false;
    }
    if document.meta.authors.is_empty()
        && let Some(line) = &article.byline
    {
        let line = Clean::line(line);
        let signed = header::byline(&line).map(|line| line.authors);
        let named = signed.or_else(|| header::is_name(&line).then(|| vec![line.to_string()])).unwrap_or_default();
        document.meta.authors = named.iter().map(|name| Clean::line(name)).collect();
    }
    walk::walk(Page::from(&*article.content).root(), false, builder);
    !builder.blocks().is_empty()
}

/// Adds the element that the page itself calls its article or main part.
fn add_main(page: &Page, builder: &mut Builder) -> bool {
    for selector in ["article", "main", "[role='main']"] {
        let selection = page.select(selector);
        if let [only] = selection.nodes() {
            walk::walk(*only, false, builder);
            builder.end();
            if !builder.blocks().is_empty() {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(html: &str) -> Document {
        let mut document = Document::default();
        let title = parse(html, &mut document);
        header::read(&mut document, title, &[]);
        document
    }

    fn shown(document: &Document) -> String {
        document
            .blocks
            .iter()
            .map(|block| format!("{} {} {}", block.kind.name(), block.depth, block.text))
            .collect::<Vec<_>>()
            .join("\n")
    }

    const LONG: &str = "The council of the old harbour town voted on Monday to repair the long wall, and the mayor said that the work \
        would be done before the winter storms came, at a cost of two million, which the port will pay.";

    fn page(head: &str, article: &str) -> String {
        format!(
            "<!doctype html><html><head><title>The long wall | Harbour News</title>{head}</head><body>\
             <nav><a href='/'>Home</a> <a href='/w'>World</a></nav><div class='cookie-banner'>We use cookies. <button>Accept</button></div>\
             <article><h1>The long wall</h1>{article}</article><aside class='related'><ul><li><a href='/1'>Another story</a></li>\
             <li><a href='/2'>More of it</a></li></ul></aside><footer>Copyright Harbour News</footer></body></html>"
        )
    }

    #[test]
    fn the_article_is_read_and_not_the_page() {
        let article = format!(
            "<p class='byline'>By Ana Beck, <time datetime='2024-10-31'>Thursday</time></p><p>{LONG}</p><h2>The cost</h2><p>{LONG}</p>\
             <ul><li>one <b>bold</b><ul><li>nested</li></ul></li><li>two</li></ul><blockquote>{LONG}</blockquote><p>{LONG}</p>\
             <table><tr><th>Town</th><th>Cost</th></tr><tr><td>Quito</td><td>7</td></tr></table>\
             <figure><img src='a.png'><figcaption>The wall at night</figcaption></figure><pre>a\n  b</pre>"
        );
        let document = document(&page("", &article));
        let shown = shown(&document);
        for gone in ["Home", "cookies", "Another story", "Copyright", "Accept"] {
            assert!(!shown.contains(gone), "{gone} in\n{shown}");
        }
        for there in [
            "title 0 The long wall",
            "heading 2 The cost",
            "list_item 0 - one bold",
            "list_item 1 - nested",
            "block_quote 1 The council",
            "table_row 1 Town | Cost",
            "table_row 0 Quito | 7",
            "caption 0 The wall at night",
            "code 0 a\n  b",
        ] {
            assert!(shown.contains(there), "no {there} in\n{shown}");
        }
        assert_eq!(document.meta.authors.iter().map(|name| &**name).collect::<Vec<_>>(), ["Ana Beck"]);
        assert_eq!(
            document.meta.date.map(|date| (date.value.to_string(), date.origin.name())),
            Some(("2024-10-31".into(), "time"))
        );
    }

    #[test]
    fn what_the_page_states_comes_before_guesses() {
        let head = "<meta property='og:site_name' content='Harbour News'><meta name=author content='Luis Vega'>\
            <meta property='article:published_time' content='2024-10-30T08:00:00Z'><meta name='description' content='On the wall'>\
            <link rel=canonical href='https://example.org/wall'>";
        let document = document(&page(head, &format!("<p>By Ana Beck</p><p>{LONG}</p><p>{LONG}</p>")));
        let meta = &document.meta;
        assert_eq!((meta.title.as_deref(), meta.source.as_deref()), (Some("The long wall"), Some("Harbour News")));
        assert_eq!(
            (meta.authors.first().map(|name| &**name), meta.link.as_deref()),
            (Some("Luis Vega"), Some("https://example.org/wall"))
        );
        assert_eq!(
            meta.date.map(|date| (date.value.to_string(), date.origin.name())),
            Some(("2024-10-30".into(), "meta"))
        );
    }

    #[test]
    fn a_by_line_that_only_its_class_tells_is_read() {
        let head = "<div class=teaser><span class=date>1 May 2020</span></div><div class='post-meta'><span class=author>Por Ana Beck</span> \
            <span class='fecha'>15 de octubre de 2024, 8:30 h</span></div>";
        let document = document(&page("", &format!("{head}<p>{LONG}</p><p>{LONG}</p>")));
        assert_eq!(document.meta.authors.first().map(|name| &**name), Some("Ana Beck"));
        assert_eq!(
            document.meta.date.map(|date| (date.value.to_string(), date.origin.name())),
            Some(("2024-10-15".into(), "header"))
        );
    }

    #[test]
    fn json_ld_is_read() {
        let head = "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":[\"NewsArticle\"],\
            \"headline\":\"The long wall\",\"author\":[{\"name\":\"Ana Beck\"},{\"name\":\"Luis Vega\"}],\"datePublished\":\"2024-10-31\",\
            \"publisher\":{\"name\":\"Harbour News\"}}]}</script>";
        let document = document(&page(head, &format!("<p>{LONG}</p><p>{LONG}</p>")));
        assert_eq!(document.meta.authors.len(), 2);
        assert_eq!(document.meta.source.as_deref(), Some("Harbour News"));
        assert_eq!(document.meta.date.map(|date| date.origin.name()), Some("json_ld"));
    }

    #[test]
    fn escapes_written_as_entities_are_seen_and_harmless() {
        let document = document(
            "<html><head><title>&#27;]0;OWNED&#7;</title></head><body><p>&#x1b;[2Jcleared &#x202e;x</p></body></html>",
        );
        assert!(document.blocks.iter().all(|block| !block.text.contains(char::is_control)));
        assert!(shown(&document).contains("␛[2Jcleared ⟨RLO⟩x"));
        assert!(document.meta.title.as_ref().is_some_and(|title| title.contains('␛')));
        let title = &document.blocks[0];
        let hidden: Vec<_> =
            title.spans.iter().map(|span| &title.text[span.start as usize..span.end as usize]).collect();
        assert_eq!(hidden, ["␛", "␇"]);
        assert_eq!((document.removed.control, document.removed.bidi), (3, 1));
    }

    #[test]
    fn what_is_hidden_in_the_metadata_counts_and_a_heading_counts_once() {
        let head = "<meta name=author content='Ana&#x200b; Beck'><meta name=description content='&#x202e;x'>";
        let document = document(&page(head, &format!("<p>{LONG}</p><p>{LONG}</p>")));
        assert_eq!((document.removed.bidi, document.removed.invisible), (1, 1));
        let heading = self::document(&format!(
            "<title>Of the wall&#x202e; | Site</title><h1>Of the wall&#x202e;</h1><p>{LONG}</p>"
        ));
        assert_eq!((heading.removed.bidi, heading.meta.title.as_deref()), (1, Some("Of the wall⟨RLO⟩")));
    }

    #[test]
    fn a_fragment_is_a_text_and_not_a_page_around_one() {
        for fragment in ["<p>Only a line.</p>", "<h1>The wall</h1><p>It <a href=x>stands</a> at the harbour.</p>"] {
            assert!(document(fragment).warnings.is_empty(), "{fragment}");
        }
        for page in ["<nav>Home</nav><p>Only a line.</p>", "<p><a href=x>One story</a></p><p><a href=y>Another</a></p>"]
        {
            assert!(document(page).warnings.contains(&Warning::WholePage), "{page}");
        }
    }

    #[test]
    fn a_page_without_an_article_is_shown_whole() {
        let document = document(
            "<nav>Home</nav><p>open <b>bold <i>it</b> wrong</i><table><tr><td>x<script>while(1){}</script><p>y",
        );
        assert!(document.warnings.contains(&Warning::WholePage));
        assert!(shown(&document).contains("open bold it wrong") && !shown(&document).contains("while"));
    }

    #[test]
    fn hostile_nesting_ends_and_is_told() {
        for html in [
            format!("{}deep{}", "<div>".repeat(20_000), "</div>".repeat(20_000)),
            format!("{}deep", "<table><tr><td>".repeat(5_000)),
            format!("{}deep", "<b><i><p>".repeat(5_000)),
            format!("{}deep", "<ul><li>".repeat(5_000)),
        ] {
            let document = document(&html);
            assert!(shown(&document).contains("deep"), "{:?}", &html[..20]);
        }
        assert!(document(&"<div>".repeat(600)).warnings.contains(&Warning::Flattened));
    }
}
