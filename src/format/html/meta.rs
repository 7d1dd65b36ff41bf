//! What a web page states about itself: `<meta>`, JSON-LD, `<time>`, `<title>`, in this order.

use dom_query::{Document as Page, NodeRef};
use serde_json::Value;

use crate::document::{Block, BlockKind, Clean, DateOrigin, Document, FoundDate, Removed, find_dates, stated_date};
use crate::format::build::{first_line, line_block, lines, part};
use crate::format::header::{byline, date_line, is_name, plain_names, stated_authors};
use crate::format::markup;
use crate::format::words::can_be_title;

/// Values of one kind taken from a page.
const VALUES: usize = 50;
/// Parts of the names that pages give to by-lines and dates.
const SIGNED: [&str; 10] = ["byline", "author", "autor", "firma", "date", "fecha", "publi", "posted", "meta", "credit"];
/// Nodes within an element that can be a by-line.
const MOST_WITHIN: usize = 40;
/// Kinds of JSON-LD things that are texts.
const TEXTS: [&str; 9] = [
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "webpage",
    "pressrelease",
];

/// Statements of one kind, best first.
#[derive(Debug, Default)]
struct Stated {
    titles: Vec<String>,
    authors: Vec<String>,
    dates: Vec<(FoundDate, DateOrigin)>,
    sources: Vec<String>,
    descriptions: Vec<String>,
    links: Vec<String>,
    tags: Vec<String>,
}

/// What a page states that is used when its text has been read.
#[derive(Debug)]
pub(super) struct Later {
    pub(super) date: Option<(FoundDate, DateOrigin)>,
    pub(super) title: Option<Title>,
}

/// The title of a page.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) block: Block,
    pub(super) removed: Removed,
    /// It is one of the page's headings, and stands in the text if that was kept.
    pub(super) is_heading: bool,
}

/// Takes over what the page states.
pub(super) fn read(page: &Page, document: &mut Document) -> Later {
    let mut stated = Stated::default();
    read_meta(page, &mut stated);
    for script in page.select("script[type='application/ld+json']").nodes().iter().take(VALUES) {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            read_json(&value, &mut stated, 0);
        }
    }
    read_elements(page, &mut stated);
    let Document { meta, removed, .. } = document;
    let mut first = |values: &[String]| first_line(values.iter().map(|value| &**value), removed);
    meta.source = first(&stated.sources);
    meta.description = first(&stated.descriptions);
    meta.link = first(&stated.links);
    meta.tags = lines(stated.tags.iter().take(VALUES), removed);
    let mut names: Vec<String> = Vec::new();
    for name in stated.authors.iter().flat_map(|value| stated_authors(value)).take(VALUES) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    meta.authors = lines(names, removed);
    let title = title(page, &stated, meta.source.as_deref());
    meta.title = title.as_ref().map(|title| title.block.text.clone());
    Later { date: stated.dates.into_iter().next(), title }
}

fn read_meta(page: &Page, stated: &mut Stated) {
    let (mut late_titles, mut late_descriptions) = (Vec::new(), Vec::new());
    for node in page.select("meta").nodes() {
        let Some(content) = node.attr("content").filter(|content| !content.trim().is_empty()) else { continue };
        let name = ["property", "name", "itemprop"].iter().find_map(|attribute| node.attr(attribute));
        let content = content.trim().to_owned();
        match name.map(|name| name.to_ascii_lowercase()).as_deref() {
            Some("og:title" | "headline") => stated.titles.push(content),
            Some("twitter:title" | "dc.title" | "dcterms.title") => late_titles.push(content),
            Some(
                "author" | "article:author" | "og:article:author" | "byl" | "dc.creator" | "dcterms.creator"
                | "parsely-author" | "sailthru.author",
            ) if stated.authors.is_empty() && !content.contains("://") => stated.authors.push(content),
            Some(
                "article:published_time"
                | "og:published_time"
                | "og:article:published_time"
                | "datepublished"
                | "date"
                | "pubdate"
                | "publishdate"
                | "publish-date"
                | "publication_date"
                | "dc.date"
                | "dc.date.issued"
                | "dcterms.date"
                | "dcterms.issued"
                | "dcterms.created"
                | "parsely-pub-date"
                | "sailthru.date"
                | "cxenseparse:recs:publishtime",
            ) => stated.dates.extend(stated_date(&content).map(|date| (date, DateOrigin::MetaTag))),
            Some("og:site_name" | "dc.publisher" | "dcterms.publisher" | "application-name") => {
                stated.sources.push(content);
            }
            Some("description") => stated.descriptions.push(content),
            Some("og:description" | "twitter:description" | "dc.description") => late_descriptions.push(content),
            Some("og:url") => stated.links.push(content),
            Some("article:tag") => stated.tags.push(content),
            Some("keywords" | "news_keywords") if stated.tags.is_empty() => {
                stated.tags.extend(content.split(',').map(str::to_owned));
            }
            _ => {}
        }
    }
    stated.titles.append(&mut late_titles);
    stated.descriptions.append(&mut late_descriptions);
}

/// Reads a JSON-LD value: a thing, a list of things or a graph.
fn read_json(value: &Value, stated: &mut Stated, depth: usize) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().take(VALUES).for_each(|value| read_json(value, stated, depth + 1)),
        Value::Object(thing) => {
            if let Some(graph) = thing.get("@graph") {
                read_json(graph, stated, depth + 1);
            }
            if is_text(thing.get("@type")) {
                let text = |key: &str| thing.get(key).and_then(Value::as_str).map(markup::text);
                stated.titles.extend(text("headline"));
                stated.descriptions.extend(text("description"));
                let date = text("datePublished").and_then(|date| stated_date(&date));
                stated.dates.extend(date.map(|date| (date, DateOrigin::JsonLd)));
                let authors = thing.get("author").map(names).unwrap_or_default();
                if stated.authors.is_empty() {
                    stated.authors.extend(authors);
                }
                stated.sources.extend(thing.get("publisher").map(names).unwrap_or_default());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_text(kind: Option<&Value>) -> bool {
    let known = |kind: &Value| kind.as_str().is_some_and(|kind| TEXTS.contains(&kind.to_ascii_lowercase().as_str()));
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(known),
        Some(kind) => known(kind),
        None => false,
    }
}

/// Names of people or organisations: a string, a thing with a name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    let one = |value: &Value| value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).map(markup::text);
    match value {
        Value::Array(list) => list.iter().take(VALUES).filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

/// What elements of the page state: the time element, the link to itself, the author's link.
fn read_elements(page: &Page, stated: &mut Stated) {
    for selector in ["time[itemprop='datePublished'], [itemprop='datePublished']", "article time, main time", "time"] {
        if !stated.dates.is_empty() {
            break;
        }
        let date = page.select(selector).nodes().iter().take(VALUES).find_map(|node| {
            let value = node.attr("datetime").or_else(|| node.attr("content")).filter(|value| !value.trim().is_empty());
            stated_date(&value.unwrap_or_else(|| node.text()))
        });
        stated.dates.extend(date.map(|date| (date, DateOrigin::TimeElement)));
    }
    if let Some(link) = page.select("link[rel='canonical']").nodes().first().and_then(|node| node.attr("href")) {
        stated.links.insert(0, link.to_string());
    }
    if stated.authors.is_empty() {
        let nodes = page.select("[rel='author'], [itemprop='author']");
        let names = nodes.nodes().iter().take(VALUES).map(|node| Clean::line(&node.text()).to_string());
        stated.authors.extend(names.filter(|name| is_name(name)));
    }
    if stated.authors.is_empty() || stated.dates.is_empty() {
        read_signed_elements(page, stated);
    }
}

/// By-lines and dates in elements that are called so: the search for the article takes them out.
fn read_signed_elements(page: &Page, stated: &mut Stated) {
    for node in page.select("[class], [itemprop]").nodes() {
        let called = SIGNED.iter().any(|part| is_called(node, part));
        if !called || node.descendants_it().take(MOST_WITHIN).count() == MOST_WITHIN || is_beside(node) {
            continue;
        }
        let text = Clean::line(&node.text());
        if stated.authors.is_empty() {
            let signs = ["byline", "author", "autor", "firma"].iter().any(|part| is_called(node, part));
            let alone = || if signs { plain_names(&text) } else { Vec::new() };
            stated.authors.extend(byline(&text).map_or_else(alone, |line| line.authors));
        }
        if stated.dates.is_empty() {
            let signed = byline(&text).and_then(|_| find_dates(&text).into_iter().next());
            // "<dt>Published</dt><dd>19 March 2025</dd>": the parts of a list of facts.
            let part = || {
                let mut parts = node.descendants_it().filter(NodeRef::is_element);
                parts.find_map(|part| date_line(&Clean::line(&part.text())))
            };
            let date = signed.or_else(|| date_line(&text)).or_else(part);
            stated.dates.extend(date.map(|date| (date, DateOrigin::Header)));
        }
    }
}

/// Whether the class or the property of an element has this in its name.
fn is_called(node: &NodeRef<'_>, part: &str) -> bool {
    [node.attr("class"), node.attr("itemprop")]
        .into_iter()
        .flatten()
        .any(|name| name.to_ascii_lowercase().contains(part))
}

/// Whether an element stands beside the article: among related texts, comments, in the margin or the footer.
fn is_beside(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(12)).any(|around| {
        let class = around.attr("class").map(|class| class.to_ascii_lowercase()).unwrap_or_default();
        ["aside", "footer", "nav"].iter().any(|name| around.has_name(name))
            || ["related", "relacionad", "sidebar", "comment", "footer", "teaser", "card"]
                .iter()
                .any(|part| class.contains(part))
    })
}

/// The headline: the one stated, or the first heading when that is what the page's title holds beside the site's name.
fn title(page: &Page, stated: &Stated, source: Option<&str>) -> Option<Title> {
    let title = |raw: &str, is_heading: bool| {
        let (block, removed) = line_block(BlockKind::Title, raw);
        Title { block, removed, is_heading }
    };
    let can_be = |title: &Title| can_be_title(&title.block.text);
    let headings: Vec<Title> =
        page.select("h1").nodes().iter().take(VALUES).map(|node| title(&node.text(), true)).filter(can_be).collect();
    let page_title = page.select("title").nodes().first().map(|node| title(&node.text(), false));
    let stated = stated.titles.iter().map(|raw| title(raw, false)).find(can_be);
    let Some(candidate) = stated.or_else(|| page_title.filter(can_be)) else { return headings.into_iter().next() };
    let text = candidate.block.text.clone();
    if let Some(heading) =
        headings.into_iter().find(|heading| heading.block.text.len() >= 8 && text.contains(&*heading.block.text))
    {
        return Some(heading);
    }
    let separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · "];
    let cut =
        separators.iter().filter_map(|separator| text.rfind(separator).map(|at| (at, at + separator.len()))).max();
    if let Some((at, after)) = cut {
        let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(after..).unwrap_or_default());
        let is_site = source.is_some_and(|source| source.eq_ignore_ascii_case(tail.trim()));
        let is_short = tail.split_whitespace().count() <= 3 && head.split_whitespace().count() >= 4;
        if (is_site || is_short)
            && let Some(block) = part(&candidate.block, 0, at)
        {
            return Some(Title { block, ..candidate });
        }
    }
    Some(candidate)
}
