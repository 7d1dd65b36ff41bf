//! Searching all texts: words that must all occur, `"exact words"`, `-not`.
//!
//! A word matches where a word of the text begins with it; quoted words match whole words only. Whatever is not
//! understood (a quotation mark without its fellow, a lone minus) is taken literally: a search never fails.

use std::ops::Range;

use super::find::{Haystack, anchor};
use super::fold::{Case, folded};
use super::snippet;
use crate::document::{Anchor, Clean, Document};

/// Bytes between two matches that still share a snippet.
const NEAR: usize = 200;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
}

/// A folded word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    text: String,
    is_exact: bool,
}

/// A place where a document has what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The first match; nothing when it is only in the title or by-line that the file states apart from its text.
    pub(crate) at: Option<Anchor>,
    /// The sentence around it, or a part of it, verbatim.
    pub(crate) snippet: Clean,
    /// The matches in the snippet, as byte ranges, sorted and not overlapping.
    pub(crate) matches: Vec<Range<usize>>,
    /// Whether the snippet begins inside a sentence.
    pub(crate) cut_before: bool,
    /// Whether the snippet ends inside a sentence.
    pub(crate) cut_after: bool,
}

impl Query {
    /// Reads a query.
    pub(crate) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (is_unwanted, body) = match rest.strip_prefix('-') {
                Some(body) if body.starts_with(|c: char| !c.is_whitespace() && c != '-') => (true, body),
                _ => (false, rest),
            };
            let (term, after) = Term::take(body);
            rest = after.trim_start();
            let Some(term) = term else { continue };
            let terms = if is_unwanted { &mut query.unwanted } else { &mut query.wanted };
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        query
    }

    /// Whether nothing is looked for. A query that only says what must not occur finds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The first `limit` hits in a document that has every wanted term and no unwanted one; else nothing. Asks `stale`
    /// between blocks.
    pub(crate) fn search(&self, document: &Document, limit: usize, stale: &dyn Fn() -> bool) -> Vec<Hit> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut search = Search { query: self, missing: self.wanted.iter().collect(), text: Haystack::default() };
        let Some(in_meta) = search.meta(document) else { return Vec::new() };
        let mut hits = Vec::new();
        for (number, block) in (0..).zip(&document.blocks) {
            if stale() {
                return Vec::new();
            }
            let is_enough = hits.len() >= limit && search.missing.is_empty() && self.unwanted.is_empty();
            if is_enough {
                break;
            }
            let Some(matches) = search.matches(&block.text) else { return Vec::new() };
            if hits.len() < limit {
                hits.extend(gathered(number, &block.text, &matches));
            }
        }
        if !search.missing.is_empty() {
            return Vec::new();
        }
        if hits.is_empty() {
            hits.extend(in_meta);
        }
        hits.truncate(limit);
        hits
    }
}

impl Term {
    /// Takes a term off the front; nothing when it has no letter or digit to look for.
    fn take(text: &str) -> (Option<Self>, &str) {
        if let Some((quoted, after)) = text.strip_prefix('"').and_then(|body| body.split_once('"')) {
            return (Self::new(quoted, true), after);
        }
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (word, after) = text.split_at(end);
        (Self::new(word, false), after)
    }

    fn new(text: &str, is_exact: bool) -> Option<Self> {
        let text = folded(text.trim(), Case::Folded);
        (!text.trim().is_empty()).then_some(Self { text, is_exact })
    }

    /// Whether a match at this place of folded text counts.
    fn fits(&self, text: &str, place: &Range<usize>) -> bool {
        let before = text.get(..place.start).and_then(|before| before.chars().next_back());
        let after = text.get(place.end..).and_then(|after| after.chars().next());
        !joins(before, self.text.chars().next()) && !(self.is_exact && joins(self.text.chars().next_back(), after))
    }
}

/// Whether two neighbouring characters belong to one word. Scripts without blanks between words have no such places.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    is_letter(left) && is_letter(right)
}

/// One document being searched.
struct Search<'a> {
    query: &'a Query,
    missing: Vec<&'a Term>,
    text: Haystack,
}

impl Search<'_> {
    /// The wanted matches in a text, sorted and not overlapping; nothing when an unwanted term occurs in it.
    fn matches(&mut self, original: &str) -> Option<Vec<Range<usize>>> {
        self.text.set(original, Case::Folded);
        let mut all = Vec::new();
        for term in &self.query.unwanted {
            if !self.text.all_if(original, &term.text, |text, place| term.fits(text, place)).is_empty() {
                return None;
            }
        }
        for term in &self.query.wanted {
            let matches = self.text.all_if(original, &term.text, |text, place| term.fits(text, place));
            if !matches.is_empty() {
                self.missing.retain(|missing| *missing != term);
            }
            all.extend(matches);
        }
        all.sort_by_key(|range| (range.start, range.end));
        all.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            if overlaps {
                last.end = last.end.max(next.end);
            }
            overlaps
        });
        Some(all)
    }

    /// Looks through what the file states apart from its text. `None` when an unwanted term is there.
    fn meta(&mut self, document: &Document) -> Option<Option<Hit>> {
        let mut first = None;
        let meta = &document.meta;
        for text in meta.title.iter().chain(&meta.authors).chain(&meta.source).chain(&meta.tags) {
            let matches = self.matches(text)?;
            if first.is_none() && !matches.is_empty() {
                first = Some(Hit { at: None, snippet: text.clone(), matches, cut_before: false, cut_after: false });
            }
        }
        Some(first)
    }
}

/// Joins matches that are near each other into hits.
fn gathered(block: u32, text: &Clean, matches: &[Range<usize>]) -> Vec<Hit> {
    let mut hits: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for found in matches {
        if let Some((shown, inside)) = hits.last_mut()
            && let Some(first) = inside.first()
            && (found.end <= shown.end || found.start < first.start + NEAR)
        {
            shown.end = shown.end.max(snippet::around(text, found).end);
            inside.push(found.clone());
        } else {
            let mut shown = snippet::around(text, found);
            if let Some((last, _)) = hits.last() {
                shown.start = shown.start.max(last.end).min(found.start);
            }
            hits.push((shown, vec![found.clone()]));
        }
    }
    let hit = |(shown, inside): (Range<usize>, Vec<Range<usize>>)| {
        let snippet = text.slice(shown.clone())?;
        let blank = snippet.len() - snippet.trim_start().len();
        let from = shown.start + blank;
        Some(Hit {
            at: inside.first().and_then(|first| anchor(block, first)),
            snippet: snippet.slice(blank..snippet.len())?,
            matches: inside
                .iter()
                .map(|found| found.start.saturating_sub(from)..found.end.saturating_sub(from))
                .collect(),
            cut_before: is_cut_before(text, from),
            cut_after: is_cut_after(text, shown.end),
        })
    };
    hits.into_iter().filter_map(hit).collect()
}

fn is_cut_before(text: &str, from: usize) -> bool {
    let before = text.get(..from).unwrap_or_default().trim_end();
    !before.is_empty() && !before.ends_with(['.', '!', '?', '…', '”', '"', '»', ')'])
}

fn is_cut_after(text: &str, to: usize) -> bool {
    let after = text.get(to..).unwrap_or_default();
    let shown = text.get(..to).unwrap_or_default();
    !after.trim().is_empty() && !shown.ends_with(['.', '!', '?', '…', '”', '"', '»', ')'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Block, BlockKind, Meta};

    fn document(texts: &[&str]) -> Document {
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
        Document { blocks, ..Document::default() }
    }

    fn shown(query: &str, texts: &[&str]) -> Vec<String> {
        let hits = Query::parse(query).search(&document(texts), 100, &|| false);
        hits.iter().map(|hit| hit.snippet.to_string()).collect()
    }

    const TEXTS: &[&str] = &["The plan for Peña Nieto. It is a good plan.", "Departments of art and health."];

    #[test]
    fn all_words_have_to_occur_somewhere() {
        assert_eq!(shown("pena health", TEXTS).len(), 2);
        assert!(shown("pena zebra", TEXTS).is_empty());
    }

    #[test]
    fn a_word_matches_where_a_word_begins() {
        assert_eq!(shown("depart", TEXTS), ["Departments of art and health."]);
        assert!(shown("partments", TEXTS).is_empty());
    }

    #[test]
    fn quoted_words_match_exactly() {
        assert_eq!(shown("\"good plan\"", TEXTS), ["It is a good plan."]);
        assert!(shown("\"good pla\"", TEXTS).is_empty());
    }

    #[test]
    fn a_minus_excludes_documents() {
        assert!(shown("plan -health", TEXTS).is_empty());
        assert!(shown("plan -\"art and\"", TEXTS).is_empty());
        assert!(!shown("plan -zebra", TEXTS).is_empty());
        assert!(shown("-zebra", TEXTS).is_empty());
    }

    #[test]
    fn faults_are_taken_literally() {
        assert_eq!(shown("\"good", &["He said \"good grief\"."]), ["He said \"good grief\"."]);
        assert_eq!(shown("- good", &["A - good"]), ["A - good"]);
        assert!(shown("\"\"", TEXTS).is_empty());
    }

    #[test]
    fn near_matches_share_a_snippet() {
        let hits = Query::parse("plan good").search(&document(TEXTS), 100, &|| false);
        assert_eq!(hits.len(), 1);
        let matched: Vec<&str> = hits[0].matches.iter().map(|range| &hits[0].snippet[range.clone()]).collect();
        assert_eq!(matched, ["plan", "good", "plan"]);
    }

    #[test]
    fn the_stated_title_is_searched_too() {
        let meta = Meta { title: Some(Clean::line("Port strike")), ..Meta::default() };
        let document = Document { meta, ..document(&["Nothing moves."]) };
        let hits = Query::parse("strike").search(&document, 10, &|| false);
        assert_eq!((hits[0].at, &*hits[0].snippet), (None, "Port strike"));
        assert_eq!(Query::parse("strike moves").search(&document, 10, &|| false)[0].at.map(|at| at.start), Some(8));
    }

    proptest! {
        #[test]
        fn any_query_on_any_text_gives_matches_inside_verbatim_snippets(
            text in "(\\PC|[ab .ßé\u{301}]){0,300}", query in "([ab\"-]|\\PC){0,12}",
        ) {
            let document = document(&[&text]);
            for hit in Query::parse(&query).search(&document, 100, &|| false) {
                prop_assert!(document.blocks[0].text.contains(&*hit.snippet));
                prop_assert!(document.text(hit.at.unwrap()).is_some());
                for found in hit.matches {
                    prop_assert!(hit.snippet.get(found).is_some());
                }
            }
        }
    }
}
