//! Finding in one text what was typed: as it stands there, or else as a query.

use super::accept::EntryFacts;
use super::content::{Content, Facts};
use super::day::Today;
use super::find::{Bounds, Found, find};
use super::hits::Hit;
use super::query::{Node, Query};
use super::stem::Tongue;
use crate::document::{Anchor, Document};

/// Finds a phrase as [`find`] does. Where it nowhere stands, what was typed is read as the query it would be in a search of
/// all texts, so that the same line finds its words here.
pub(crate) fn find_here(
    document: &Document,
    typed: &str,
    tongue: Option<Tongue>,
    limit: usize,
    stale: &dyn Fn() -> bool,
) -> Found {
    let found = find(document, typed, Bounds { limit, ..Bounds::default() }, stale);
    match words(typed).filter(|_| found.hits.is_empty() && found.complete) {
        Some(query) => find_words(document, &query, tongue, limit),
        None => found,
    }
}

/// The query in what was typed, when it asks for something else than what was typed as it stands.
pub(crate) fn words(typed: &str) -> Option<Query> {
    let query = Query::typing(typed, Today::at(0));
    let is_one_word =
        matches!(query.node(), Node::Any(_) | Node::Text(_)) && !typed.trim().contains(char::is_whitespace);
    let is_word = is_one_word && typed.chars().all(char::is_alphanumeric);
    // Who is named and what is said is not looked for with every key.
    (!query.is_empty() && !query.needs_analysis() && !is_word).then_some(query)
}

fn find_words(document: &Document, query: &Query, tongue: Option<Tongue>, limit: usize) -> Found {
    let facts = Facts { tongue, ..Facts::default() };
    if query.fit(&Content::of(document, &facts), &EntryFacts::default()).is_none() {
        return Found { hits: Vec::new(), complete: true };
    }
    let mut hits: Vec<Anchor> = query.hits(document, &facts, limit).iter().flat_map(Hit::places).collect();
    let complete = hits.len() < limit;
    hits.truncate(limit);
    Found { hits, complete }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Clean};

    fn found(typed: &str) -> Vec<String> {
        let texts = ["The port strike goes on.", "A strike of the port, said Peña.", "Elections: \"the port\"."];
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::text(text))).collect();
        let document = Document { blocks, ..Document::default() };
        let tongue = Tongue::of("en");
        let found = find_here(&document, typed, tongue, 100, &|| false);
        assert!(found.complete);
        found.hits.iter().map(|&hit| format!("{} {}", hit.block, document.text(hit).unwrap())).collect()
    }

    #[test]
    fn what_stands_so_comes_before_what_its_words_mean() {
        assert_eq!(found("port strike"), ["0 port strike"]);
        assert_eq!(found("the port"), ["0 The port", "1 the port", "2 the port"]);
        assert_eq!(found("strike goes port"), ["0 port", "0 strike", "0 goes", "1 strike", "1 port", "2 port"]);
        assert_eq!(found("\"strike of\""), ["1 strike of"]);
        assert_eq!(found("\"the port\""), ["2 \"the port\""], "as it stands, with its marks");
        assert_eq!(found("elect* OR pena"), ["1 Peña", "2 Elections"]);
        assert_eq!(found("election said"), ["1 said", "2 Elections"], "another form of it");
    }

    #[test]
    fn what_the_text_does_not_have_is_not_found() {
        for typed in ["zebra", "port zebra", "port -strike", "person:pena", "is:unread", "()", ""] {
            assert_eq!(found(typed), [""; 0], "{typed}");
        }
    }
}
