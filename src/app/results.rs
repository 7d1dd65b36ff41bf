//! What is told of the results of a search: a row for each document with its sentence, and why there is none.

use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::action::Action;
use super::filters::{filters, in_force, without};
use super::keymap::Context;
use super::numbers::{documents, grouped};
use super::prompt::Scope;
use super::search::{MOST_SNIPPETS, order_name};
use super::state::State;
use super::view::EntryView;
use super::wrap::wrap;
use crate::search::{Found, Hit, NearKind, Query};

/// Words with parts that are lit up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Lit {
    /// The words.
    pub(crate) text: String,
    /// Parts of them, in bytes.
    pub(crate) lit: Vec<Range<usize>>,
}

/// A document that was found, as its row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundView {
    /// The document.
    pub(crate) entry: EntryView,
    /// How many hits it has, if that is known.
    pub(crate) hits: String,
    /// Whether the words themselves are in it, not only other forms of them.
    pub(crate) is_exact: bool,
    /// The sentence of its hit, line by line; nothing while it is not known.
    pub(crate) lines: Vec<Lit>,
}

/// What helps a search that found nothing, one key away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it is.
    pub(crate) label: String,
    /// What is known of it.
    pub(crate) detail: String,
    /// What taking it does.
    pub(crate) take: Take,
}

/// What taking an offer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Take {
    /// Searches for this instead.
    Query(String),
    /// Looks for the same elsewhere.
    Scope(Scope),
    /// Does something.
    Action(Action),
}

/// A search that found nothing offers at most this much: a digit takes each.
const MOST_OFFERS: usize = 9;

/// How many bytes of a sentence may stand before its first match at most.
const BEFORE: usize = 32;

impl State {
    /// A row of the results, its sentence wrapped into at most `most` lines.
    pub(crate) fn found_view(&self, found: &Found, width: u16, most: usize) -> Option<FoundView> {
        let mut entry = self.view(found.entry)?;
        let search = self.search()?;
        // What came since a saved search was looked at has the sign of what is picked out.
        entry.is_selected = search.saved.is_some() && self.is_new(found);
        let hits = search.hits(found.entry);
        // What was found for its date or marks has no words to show, and its title stands above.
        let is_worth = |hit: &&Hit| !hit.matches.is_empty() || *hit.snippet != *entry.title;
        let shown = hits.and_then(|hits| shown_hit(hits, &entry.title)).filter(is_worth);
        let cut = if self.ascii { "..." } else { "…" };
        let lines = shown.map_or_else(Vec::new, |hit| sentence(hit, width, most, cut));
        let count = match hits.map(|hits| hits.iter().filter(|hit| !hit.matches.is_empty()).count()) {
            None | Some(0) => String::new(),
            Some(1) => "1 hit".to_owned(),
            Some(count) if count >= MOST_SNIPPETS => format!("{MOST_SNIPPETS}+ hits"),
            Some(count) => format!("{count} hits"),
        };
        Some(FoundView { entry, hits: count, is_exact: found.is_exact, lines })
    }

    /// Whether a document came since the saved search in hand was last looked at.
    fn is_new(&self, found: &Found) -> bool {
        let looked = self.search().and_then(|search| search.saved.as_ref()).map(|(_, looked)| *looked);
        let added = self.library.get(found.entry).and_then(|entry| entry.added());
        looked.zip(added).is_some_and(|(looked, added)| added > looked)
    }

    /// How many documents were found, as far as that is known.
    pub(crate) fn found_count(&self) -> String {
        let Some(search) = self.search() else { return String::new() };
        let Some(answer) = &search.answer else {
            return if search.is_slow { "searching".to_owned() } else { String::new() };
        };
        if search.is_slow && search.is_waiting {
            return "searching".to_owned();
        }
        let count = documents(answer.rows.len());
        if answer.done { count } else { format!("{count} so far") }
    }

    /// What else there is to know of the results: their order, and what is not in them yet.
    pub(crate) fn found_details(&self) -> Vec<String> {
        let Some(search) = self.search() else { return Vec::new() };
        let Some(answer) = &search.answer else { return Vec::new() };
        let mut parts = Vec::new();
        if !answer.rows.is_empty() {
            parts.push(order_name(search.order).to_owned());
        }
        let new = if search.saved.is_some() { answer.rows.iter().filter(|row| self.is_new(row)).count() } else { 0 };
        if new > 0 {
            parts.push(format!("+ {} new", grouped(u32::try_from(new).unwrap_or(u32::MAX))));
        }
        if answer.waiting > 0 && answer.done {
            parts.push(format!("{} not searched yet", grouped(answer.waiting)));
        }
        parts
    }

    /// What is wrong with the query, in one sentence.
    pub(crate) fn search_fault(&self) -> Option<String> {
        let search = self.search()?;
        let fault = match &search.answer {
            Some(answer) if answer.text == search.text => answer.faults.first().cloned(),
            Some(_) => None,
            // Nothing was asked, which may be because of the fault.
            None => self.query().and_then(|query| query.faults().first().cloned()),
        };
        fault.map(|fault| fault.to_string())
    }

    /// The same in lines for a place on the screen, of which it takes a half at most.
    pub(crate) fn fault_lines(&self, area: Rect) -> Vec<String> {
        let Some(fault) = self.search_fault() else { return Vec::new() };
        let width = area.width.saturating_sub(1);
        let rows = wrap(&fault, width, width).into_iter().take(usize::from(area.height / 2));
        rows.filter_map(|row| fault.get(row)).map(str::to_owned).collect()
    }

    /// Why a search found nothing: label and words.
    pub(crate) fn zero_lines(&self) -> Vec<(&'static str, String)> {
        let Some(answer) = self.search().and_then(super::search::Search::zero) else { return Vec::new() };
        let mut lines = vec![("searched", format!("everything: {}", documents(answer.searched as usize)))];
        if answer.waiting > 0 {
            lines.push(("not yet", format!("{} not searched yet", documents(answer.waiting as usize))));
        }
        let failed: u32 = answer.failed.iter().map(|(_, count)| count).sum();
        if failed > 0 {
            let reasons: Vec<String> =
                answer.failed.iter().take(3).map(|(reason, count)| format!("{reason} ({})", grouped(*count))).collect();
            let more = if answer.failed.len() > 3 { ", and others" } else { "" };
            lines.push(("skipped", format!("{}: {}{more}", files(failed), reasons.join(", "))));
        }
        lines.extend(self.scan.skipped.words().map(|words| ("left out", words)));
        let known = in_force(&answer.text, self.today());
        if !known.is_empty() {
            let words: Vec<&str> = known.iter().filter_map(|filter| answer.text.get(filter.range.clone())).collect();
            lines.push(("filters", words.join("  ")));
        }
        lines
    }

    /// What may help a search that found nothing.
    pub(crate) fn offers(&self) -> Vec<Offer> {
        let Some(answer) = self.search().and_then(super::search::Search::zero) else { return Vec::new() };
        let near = answer.near.iter().map(|near| {
            let count = documents(near.documents as usize);
            let detail = match near.kind {
                NearKind::Spelling => format!("{count}, spelt nearly so"),
                NearKind::Person => format!("{count}, in the list of people"),
                NearKind::Without | NearKind::Only | NearKind::Apart | NearKind::Anywhere => count,
            };
            Offer { label: near.label(), detail, take: Take::Query(near.query.clone()) }
        });
        let mut offers: Vec<Offer> = near.collect();
        let today = self.today();
        // What was counted is offered already, or finds nothing either.
        let counted = Query::parse(&answer.text, today).looser();
        let is_counted = |query: &str| {
            let query = Query::parse(query, today);
            counted.iter().any(|known| known.query.node() == query.node())
        };
        for filter in filters(&answer.text) {
            let query = without(&answer.text, &filter.range);
            if !query.is_empty() && !is_counted(&query) {
                let label = format!("without {}", answer.text.get(filter.range.clone()).unwrap_or_default());
                offers.push(Offer { label, detail: String::new(), take: Take::Query(query) });
            }
        }
        offers.truncate(MOST_OFFERS - 2);
        let label = "the same words in titles, people and sources".to_owned();
        offers.push(Offer { label, detail: "list".to_owned(), take: Take::Scope(Scope::List) });
        if !answer.failed.is_empty() {
            let label = "the files that could not be read, and why".to_owned();
            offers.push(Offer { label, detail: String::new(), take: Take::Action(Action::ShowUnreadable) });
        }
        offers
    }

    /// What can be typed into an empty line: forms and what they mean.
    pub(crate) fn search_forms(&self) -> Vec<(String, String)> {
        let saved = self.keymap.key_for(Context::Global, Action::SavedSearches).unwrap_or_default();
        let history = self.keymap.key_for(Context::Prompt, Action::HistoryBack).unwrap_or_default();
        let rows = [
            ("port strike", "both words, in any order"),
            ("\"port strike\"", "these words as they stand"),
            ("port OR harbour", "one of them"),
            ("-strike", "without this word"),
            ("harb*", "words that begin so"),
            ("harbor~", "words spelt nearly so"),
            ("person:berg", "also speaker: role: author: source: title:"),
            ("date:2024-10", "also date:>2024-06 and added:7d"),
            ("is:unread", "also is:bookmarked is:noted lang:es has:figures"),
        ];
        let mut rows: Vec<(String, String)> =
            rows.iter().map(|(form, what)| ((*form).to_owned(), (*what).to_owned())).collect();
        rows.push((history, "earlier searches".to_owned()));
        rows.push((saved, "saved searches, outside this line".to_owned()));
        rows
    }
}

/// The hit that stands for a document: the first in its text that has most of the words, themselves rather than other forms
/// of them. The title stands above it anyway.
pub(super) fn shown_hit<'a>(hits: &'a [Hit], title: &str) -> Option<&'a Hit> {
    let in_text = hits.iter().filter(|hit| hit.at.is_some() && *hit.snippet != *title);
    // The last of the greatest is the first in the text.
    in_text.rev().max_by_key(|hit| (hit.is_exact, words(hit))).or(hits.first())
}

/// How many different words of a hit match.
fn words(hit: &Hit) -> usize {
    let words = hit.matches.iter().filter_map(|found| hit.snippet.get(found.clone()));
    words.map(str::to_lowercase).collect::<BTreeSet<String>>().len()
}

/// The sentence of a hit in lines, its first match near the beginning.
fn sentence(hit: &Hit, width: u16, most: usize, cut: &str) -> Vec<Lit> {
    let whole = around(hit, cut, BEFORE.min(usize::from(width) / 2));
    let mut rows = wrap(&whole.text, width, width);
    let is_cut = rows.len() > most;
    rows.truncate(most);
    if let Some(last) = rows.last_mut().filter(|_| is_cut) {
        // The last line has the sign that there is more in it, behind a whole word.
        let room = width.saturating_sub(u16::try_from(cut.width()).unwrap_or(1));
        let words = whole.text.get(last.clone()).unwrap_or_default();
        let first = wrap(words, room, room).into_iter().next().unwrap_or_default();
        *last = last.start + first.start..last.start + first.end;
    }
    let mut lines = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let Some(words) = whole.text.get(row.clone()) else { continue };
        let text = if is_cut && number + 1 == most { format!("{words}{cut}") } else { words.to_owned() };
        let inside = whole.lit.iter().filter(|found| found.start < row.end && row.start < found.end);
        let lit =
            inside.map(|found| found.start.max(row.start) - row.start..found.end.min(row.end) - row.start).collect();
        lines.push(Lit { text, lit });
    }
    lines
}

/// A snippet that shows its first match near its beginning, and where its matches are.
fn around(hit: &Hit, cut: &str, before: usize) -> Lit {
    let first = hit.matches.first().map_or(0, |found| found.start);
    let blank = |at: usize| hit.snippet.get(..at).and_then(|before| before.rfind(' ')).map_or(0, |blank| blank + 1);
    let near = (first.saturating_sub(before)..=first).find(|&at| hit.snippet.is_char_boundary(at)).unwrap_or(first);
    let from = if first > before { blank(near) } else { 0 };
    let sign = if from > 0 || hit.cut_before { cut } else { "" };
    let end = if hit.cut_after { cut } else { "" };
    let text = format!("{sign}{}{end}", hit.snippet.get(from..).unwrap_or_default());
    let shift = |at: usize| (at + sign.len()).saturating_sub(from);
    let lit = hit.matches.iter().map(|found| shift(found.start)..shift(found.end)).collect();
    Lit { text, lit }
}

fn files(count: u32) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{} files", grouped(count)) }
}
