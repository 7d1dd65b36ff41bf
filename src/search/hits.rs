//! The places in a document where it has what was looked for, each with the words around it.

use std::ops::Range;

use super::content::{Facts, Field, Named, beside, titles};
use super::find::anchor;
use super::matching::{Finder, Match, joined};
use super::query::{Node, Query, Term};
use super::snippet;
use super::stem::Tongue;
use crate::document::{Anchor, BlockKind, Clean, Document};

/// Bytes between two matches that still share a snippet.
const NEAR: usize = 200;

/// A place where a document has what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The first match; nothing when it is only in what the file states apart from its text, or in no words at all.
    pub(crate) at: Option<Anchor>,
    /// The sentence around it, or a part of it, verbatim.
    pub(crate) snippet: Clean,
    /// The matches in the snippet, as byte ranges, sorted and not overlapping.
    pub(crate) matches: Vec<Range<usize>>,
    /// Whether the snippet begins inside a sentence.
    pub(crate) cut_before: bool,
    /// Whether the snippet ends inside a sentence.
    pub(crate) cut_after: bool,
    /// Whether one of the matches is what was asked for, not only another form of it.
    pub(crate) is_exact: bool,
}

impl Hit {
    /// Its matches in the text, as addresses.
    pub(crate) fn places(&self) -> Vec<Anchor> {
        let (Some(at), Some(first)) = (self.at, self.matches.first()) else { return Vec::new() };
        let shift = |place: usize| {
            let distance = u32::try_from(place.saturating_sub(first.start)).ok()?;
            at.start.checked_add(distance)
        };
        let matches = self.matches.iter();
        matches
            .filter_map(|found| Some(Anchor { block: at.block, start: shift(found.start)?, end: shift(found.end)? }))
            .collect()
    }
}

impl Query {
    /// The first `limit` places in a document that is found by the query. A document that is found for other reasons than
    /// its words (its date, its marks) has one hit without matches: its title or its first words.
    pub(crate) fn hits(&self, document: &Document, facts: &Facts, limit: usize) -> Vec<Hit> {
        if limit == 0 || self.is_empty() {
            return Vec::new();
        }
        let wanted = Wanted::of(self.node(), facts);
        let mut finder = wanted.finder(facts.tongue);
        let mut named = wanted.places.iter().peekable();
        let mut hits: Vec<Hit> = Vec::new();
        for (number, block) in (0..).zip(&document.blocks) {
            if hits.len() >= limit {
                break;
            }
            let mut matches = finder.matches(&block.text, block.kind == BlockKind::Title);
            while let Some(place) = named.next_if(|place| place.block <= number) {
                let at = place.start as usize..place.end as usize;
                if place.block == number && block.text.get(at.clone()).is_some_and(|text| !text.is_empty()) {
                    matches.push(Match { at, is_exact: true });
                }
            }
            hits.extend(gathered(number, &block.text, joined(matches)));
        }
        if hits.is_empty() {
            hits.extend(stated(document, &wanted, &mut finder, facts.tongue));
        }
        if hits.is_empty() {
            hits.extend(opening(document));
        }
        hits.truncate(limit);
        hits
    }
}

/// What of a query can be shown in a text.
#[derive(Debug, Default)]
struct Wanted<'a> {
    text: Vec<&'a Term>,
    fields: Vec<(Field, &'a Term)>,
    /// Where people, speakers and roles that were asked for stand, in text order.
    places: Vec<Anchor>,
}

impl<'a> Wanted<'a> {
    fn of(node: &'a Node, facts: &Facts) -> Self {
        let mut wanted = Self::default();
        node.each_leaf(&mut |leaf, is_wanted| match leaf {
            Node::Text(term) if is_wanted => wanted.text.push(term),
            Node::In(field, term) if is_wanted => wanted.fields.push((*field, term)),
            _ => {}
        });
        for &(field, term) in &wanted.fields {
            let named: &[Named] = match field {
                Field::Person | Field::Author => &facts.people,
                Field::Speaker => &facts.speakers,
                Field::Role => &facts.roles,
                Field::Title | Field::Source => &[],
            };
            let tongue = facts.tongue.filter(|_| field.has_stems());
            let mut words = Finder::new(&[term], tongue);
            for named in named.iter().filter(|named| field != Field::Author || named.is_author) {
                if named.forms.iter().any(|form| !words.matches(form, false).is_empty()) {
                    wanted.places.extend(&named.places);
                }
            }
        }
        wanted.places.sort_unstable();
        wanted.places.dedup();
        wanted
    }

    /// Finds the words; those for titles in titles.
    fn finder(&self, tongue: Option<Tongue>) -> Finder<'a> {
        let of_titles: Vec<&Term> =
            self.fields.iter().filter(|(field, _)| *field == Field::Title).map(|(_, term)| *term).collect();
        Finder::with_titles(&self.text, &of_titles, tongue)
    }
}

/// The hits in what the file states apart from its text.
fn stated(document: &Document, wanted: &Wanted<'_>, finder: &mut Finder<'_>, tongue: Option<Tongue>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut push = |text: &Clean, matches: Vec<Match>| {
        if !matches.is_empty() && hits.iter().all(|hit| hit.snippet != *text) {
            hits.push(whole(text, joined(matches)));
        }
    };
    for text in beside(document) {
        let matches = finder.matches(text, false);
        push(text, matches);
    }
    for &(field, term) in &wanted.fields {
        let texts: Vec<&Clean> = match field {
            Field::Title => titles(document).collect(),
            Field::Author => document.meta.authors.iter().collect(),
            Field::Source => document.meta.source.iter().collect(),
            Field::Person | Field::Speaker | Field::Role => Vec::new(),
        };
        let mut words = Finder::new(&[term], tongue.filter(|_| field.has_stems()));
        for text in texts {
            push(text, words.matches(text, false));
        }
    }
    hits
}

/// A text as a hit of its own.
fn whole(text: &Clean, matches: Vec<Match>) -> Hit {
    Hit {
        at: None,
        snippet: text.clone(),
        is_exact: matches.iter().any(|found| found.is_exact),
        matches: matches.into_iter().map(|found| found.at).collect(),
        cut_before: false,
        cut_after: false,
    }
}

/// The title of a document, or its first words.
fn opening(document: &Document) -> Option<Hit> {
    if let Some(title) = titles(document).next() {
        return Some(Hit { is_exact: true, ..whole(title, Vec::new()) });
    }
    let block = document.blocks.iter().find(|block| !block.text.trim().is_empty())?;
    let shown = snippet::around(&block.text, &(0..0));
    let snippet = block.text.slice(shown.clone())?;
    let cut_after = is_cut_after(&block.text, shown.end);
    Some(Hit { at: None, snippet, matches: Vec::new(), cut_before: false, cut_after, is_exact: true })
}

/// Joins matches that are near each other into hits.
fn gathered(block: u32, text: &Clean, matches: Vec<Match>) -> Vec<Hit> {
    let mut hits: Vec<(Range<usize>, Vec<Match>)> = Vec::new();
    for found in matches {
        if let Some((shown, inside)) = hits.last_mut()
            && let Some(first) = inside.first()
            && (found.at.end <= shown.end || found.at.start < first.at.start + NEAR)
        {
            if found.at.end > shown.end {
                shown.end = shown.end.max(snippet::around(text, &found.at).end);
            }
            inside.push(found);
        } else {
            let mut shown = snippet::around(text, &found.at);
            if let Some((last, _)) = hits.last() {
                shown.start = shown.start.max(last.end).min(found.at.start);
            }
            hits.push((shown, vec![found]));
        }
    }
    let hit = |(shown, inside): (Range<usize>, Vec<Match>)| {
        let snippet = text.slice(shown.clone())?;
        let blank = snippet.len() - snippet.trim_start().len();
        let from = shown.start + blank;
        Some(Hit {
            at: inside.first().and_then(|first| anchor(block, &first.at)),
            snippet: snippet.slice(blank..snippet.len())?,
            is_exact: inside.iter().any(|found| found.is_exact),
            matches: inside
                .iter()
                .map(|found| found.at.start.saturating_sub(from)..found.at.end.saturating_sub(from))
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

    use super::super::accept::EntryFacts;
    use super::super::content::Content;
    use super::super::day::Today;
    use super::*;
    use crate::document::{Block, Meta};

    fn document(texts: &[&str]) -> Document {
        let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, Clean::line(text))).collect();
        Document { blocks, ..Document::default() }
    }

    /// The hits in a document, if it is what is asked for.
    fn hits(query: &str, document: &Document, limit: usize) -> Vec<Hit> {
        let (query, facts) = (Query::parse(query, Today::at(0)), Facts::default());
        let fits = query.fit(&Content::of(document, &facts), &EntryFacts::default()).is_some();
        if fits { query.hits(document, &facts, limit) } else { Vec::new() }
    }

    fn shown(query: &str, texts: &[&str]) -> Vec<String> {
        let hits = hits(query, &document(texts), 100);
        hits.iter().map(|hit| hit.snippet.to_string()).collect()
    }

    const TEXTS: &[&str] = &["The plan for Peña Nieto. It is a good plan.", "Departments of art and health."];

    #[test]
    fn all_words_have_to_occur_somewhere() {
        assert_eq!(shown("pena health", TEXTS).len(), 2);
        assert!(shown("pena zebra", TEXTS).is_empty());
    }

    #[test]
    fn a_word_matches_whole_words() {
        assert_eq!(shown("departments", TEXTS), ["Departments of art and health."]);
        assert!(shown("depart", TEXTS).is_empty());
        assert_eq!(shown("depart*", TEXTS), ["Departments of art and health."]);
        assert!(shown("partments*", TEXTS).is_empty());
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
        assert_eq!(shown("-zebra", TEXTS).len(), 1, "its first words");
        assert!(shown("-plan", TEXTS).is_empty());
    }

    #[test]
    fn faults_are_taken_literally() {
        assert_eq!(shown("\"good", &["He said \"good grief\"."]), ["He said \"good grief\"."]);
        assert_eq!(shown("- good", &["A - good"]), ["A - good"]);
        assert!(shown("\"\"", TEXTS).is_empty());
    }

    #[test]
    fn near_matches_share_a_snippet() {
        let hits = hits("plan good", &document(TEXTS), 100);
        assert_eq!(hits.len(), 1);
        let matched: Vec<&str> = hits[0].matches.iter().map(|range| &hits[0].snippet[range.clone()]).collect();
        assert_eq!(matched, ["plan", "good", "plan"]);
    }

    #[test]
    fn the_stated_title_is_searched_too() {
        let meta = Meta { title: Some(Clean::line("Port strike")), ..Meta::default() };
        let document = Document { meta, ..document(&["Nothing moves."]) };
        let found = hits("strike", &document, 10);
        assert_eq!((found[0].at, &*found[0].snippet), (None, "Port strike"));
        assert_eq!(hits("strike moves", &document, 10)[0].at.map(|at| at.start), Some(8));
    }

    #[test]
    fn other_forms_are_marked_apart() {
        let facts = Facts { tongue: Some(Tongue::English), ..Facts::default() };
        let document = document(&["The strikes go on.", "A strike begins."]);
        let hits = Query::parse("strike", Today::at(0)).hits(&document, &facts, 10);
        assert_eq!(hits.iter().map(|hit| hit.is_exact).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn people_stand_at_their_mentions_speakers_at_their_words_and_titles_in_titles() {
        let document = document(&["Ana Ruiz spoke. Nobody heard.", "“It rains,” she said."]);
        let named = |place| Named { forms: vec![Clean::line("Ana Ruiz")], places: vec![place], is_author: false };
        let facts = Facts {
            people: vec![named(Anchor { block: 0, start: 0, end: 8 })],
            speakers: vec![named(Anchor { block: 1, start: 3, end: 12 })],
            ..Facts::default()
        };
        let places = |query: &str| -> Vec<String> {
            let hits = Query::parse(query, Today::at(0)).hits(&document, &facts, 10);
            hits.iter().flat_map(|hit| hit.matches.iter().map(|at| hit.snippet[at.clone()].to_owned())).collect()
        };
        assert_eq!(places("person:ruiz"), ["Ana Ruiz"]);
        assert_eq!(places("speaker:ruiz"), ["It rains,"]);
        assert_eq!(places("speaker:ruiz nobody"), ["Nobody", "It rains,"]);
        assert_eq!(places("title:ana"), [""; 0]);
        assert_eq!(places("spoke -heard"), ["spoke"]);
    }

    #[test]
    fn what_is_found_without_words_shows_its_title_or_its_first_words() {
        let hits = Query::parse("is:unread", Today::at(0)).hits(&document(TEXTS), &Facts::default(), 10);
        assert_eq!((hits.len(), &*hits[0].snippet, hits[0].at), (1, "The plan for Peña Nieto.", None));
    }

    #[test]
    fn a_block_without_end_and_matches_without_number_cost_no_more_than_their_length() {
        let query = |text| Query::parse(text, Today::at(0));
        let many = document(&[&"plan ".repeat(2_000_000)]);
        let hits = query("plan").hits(&many, &Facts::default(), 20);
        assert_eq!(hits.len(), 20);
        assert!(hits.iter().all(|hit| hit.snippet.len() < 1_000), "{}", hits[0].snippet.len());
        let phrase = format!("\"{}\"", "plan ".repeat(200));
        assert_eq!(query(&phrase).hits(&many, &Facts::default(), 20).len(), 1, "matches that overlap are one");
        let marks = document(&[&"pl\u{301}a\u{301}\u{308}n ".repeat(100_000)]);
        let hits = query("plan").hits(&marks, &Facts::default(), 1_000_000);
        assert_eq!(hits.iter().map(|hit| hit.matches.len()).sum::<usize>(), 100_000);
        let blocks: Vec<String> = (0..100_000).map(|number| format!("plan {number}")).collect();
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        assert_eq!(query("plan").hits(&document(&blocks), &Facts::default(), usize::MAX).len(), 100_000);
    }

    proptest! {
        #[test]
        fn any_query_on_any_text_gives_matches_inside_verbatim_snippets(
            text in "(\\PC|[ab .ßé\u{301}]){0,300}", query in "([ab\"-]|\\PC){0,12}",
        ) {
            let document = document(&[&text]);
            for hit in hits(&query, &document, 100) {
                prop_assert!(document.blocks[0].text.contains(&*hit.snippet));
                prop_assert!(hit.at.is_none_or(|at| document.text(at).is_some()));
                let mut last = 0;
                for found in hit.matches {
                    prop_assert!(found.start >= last && found.start < found.end && hit.snippet.get(found.clone()).is_some());
                    last = found.end;
                }
            }
        }
    }
}
