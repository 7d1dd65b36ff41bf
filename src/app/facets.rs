//! What the results of a search can be narrowed by: counted over what was found, put into the query with one key.

use std::hash::{DefaultHasher, Hasher};

use super::filters::{has, in_force, toggled, without};
use super::message::Effect;
use super::panes::{Focus, content};
use super::search::{Facet, FacetKind, Search};
use super::state::State;
use crate::document::Clean;
use crate::library::{EntryId, Library, facets};
use crate::search::{Answer, Request};

/// Rows of each kind that are shown.
const MOST: [(FacetKind, usize); 4] =
    [(FacetKind::Person, 12), (FacetKind::Source, 6), (FacetKind::Month, 8), (FacetKind::Language, 4)];

/// A line of what the results can be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FacetLine {
    /// A heading, or what can be chosen.
    pub(crate) label: String,
    /// How many of the documents found have it.
    pub(crate) count: Option<u32>,
    /// Whether the query has it already.
    pub(crate) is_chosen: bool,
    /// The query that choosing it makes; nothing for headings.
    pub(crate) query: Option<String>,
}

impl State {
    /// Moves to what the results can be narrowed by, or back.
    pub(super) fn toggle_facets(&mut self) -> Vec<Effect> {
        if !self.is_in_results() {
            return Vec::new();
        }
        self.overlay = None;
        let next = if self.focus == Focus::Facets { Focus::Results } else { Focus::Facets };
        self.set_focus(next);
        if self.focus == Focus::Facets {
            self.lay_out();
            self.count_facets();
            self.step_facet(0);
        }
        Vec::new()
    }

    /// Counts what the shown results can be narrowed by, if that is on the screen.
    pub(super) fn count_facets(&mut self) {
        if self.panes.facets.is_none() {
            return;
        }
        let Some(search) = self.searches.last() else { return };
        // Every key lays out the panes anew; what was counted is counted again only when it may have changed.
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.library.changes());
        hasher.write_usize(self.searches.len());
        search.rows().iter().for_each(|row| hasher.write_u32(row.entry.0));
        let mark = hasher.finish();
        if std::mem::replace(&mut self.facets_of, mark) == mark && !search.facets.is_empty() {
            return;
        }
        let ids: Vec<_> = search.rows().iter().map(|row| row.entry).collect();
        let facets = counted(&self.library, &ids);
        if let Some(search) = self.searches.last_mut() {
            search.facets = facets;
            search.counting = None;
        }
    }

    /// Asks how many documents choosing one of the lines leaves of which that is not known, one after the other: by the
    /// query that choosing it makes, so that the number is what it finds. Not while something is being typed, which comes first:
    /// only when that has rested for a while.
    pub(super) fn count_next_facet(&mut self) -> Option<Effect> {
        self.panes.facets?;
        let is_typed = self.overlay.is_some();
        let is_free = |search: &&Search| !search.is_waiting && search.counting.is_none() && (search.rests || !is_typed);
        let search = self.searches.last().filter(is_free)?;
        search.answer.as_ref().filter(|answer| answer.done && answer.waiting == 0 && answer.text == search.text)?;
        let (text, within) = (search.meant(), search.rows().iter().map(|row| row.entry).collect());
        let known = MOST.into_iter().flat_map(|(kind, most)| shown(&search.facets, &text, kind, most));
        let (at, facet) = known.into_iter().find(|(_, facet)| facet.count.is_none())?;
        let query = toggled(&text, facet.kind.field(), &facet.value);
        let request = Request { within: Some(within), ..self.request(&query, false, search.order) };
        self.searches.last_mut()?.counting = Some((at, query));
        Some(Effect::Search(Box::new(request)))
    }

    /// Takes an answer that was asked for to count it. Returns whether it was.
    pub(super) fn facet_counted(&mut self, answer: &Answer) -> bool {
        // What was being counted may have been chosen since.
        let Some(search) = self.searches.last_mut().filter(|search| search.text != answer.text) else { return false };
        let Some((at, _)) = search.counting.as_ref().filter(|(_, query)| *query == answer.text) else { return false };
        if answer.done {
            let count = u32::try_from(answer.rows.len()).ok();
            search.facets.get_mut(*at).into_iter().for_each(|facet| facet.count = count);
            search.counting = None;
        }
        true
    }

    /// The lines of what the results can be narrowed by, what is in force first.
    pub(crate) fn facet_lines(&self) -> Vec<FacetLine> {
        let Some(search) = self.search() else { return Vec::new() };
        let text = &search.meant();
        let heading = |label: &str| FacetLine { label: label.to_owned(), ..FacetLine::default() };
        let mut lines = Vec::new();
        let known = in_force(text, self.today());
        if !known.is_empty() {
            lines.push(heading("In force"));
            lines.extend(known.iter().map(|filter| FacetLine {
                label: text.get(filter.range.clone()).unwrap_or_default().to_owned(),
                count: None,
                is_chosen: true,
                query: Some(without(text, &filter.range)),
            }));
        }
        for (kind, most) in MOST {
            let mut known = shown(&search.facets, text, kind, most).peekable();
            if known.peek().is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(FacetLine::default());
            }
            lines.push(heading(FacetKind::ALL.iter().find(|row| row.0 == kind).map_or("", |row| row.1)));
            lines.extend(known.map(|(_, facet)| FacetLine {
                label: facet.value.to_string(),
                count: facet.count,
                is_chosen: false,
                query: Some(toggled(text, kind.field(), &facet.value)),
            }));
        }
        lines
    }

    /// Moves among what can be chosen.
    pub(super) fn step_facet(&mut self, by: isize) {
        let lines = self.facet_lines();
        let choices: Vec<usize> =
            lines.iter().enumerate().filter(|(_, line)| line.query.is_some()).map(|(at, _)| at).collect();
        let height = self.panes.facets.map_or(1, |pane| usize::from(content(pane, self.panes.shape).height));
        let Some(search) = self.searches.last_mut() else { return };
        let here = choices.iter().position(|&at| at >= search.facet.row).unwrap_or(choices.len().saturating_sub(1));
        let next = here.saturating_add_signed(by).min(choices.len().saturating_sub(1));
        let row = choices.get(next).copied().unwrap_or(0);
        // The heading above the first choice is seen with it.
        let top = if next == 0 { 0 } else { row };
        search.facet.row = row;
        search.facet.offset = search.facet.offset.min(top).max((row + 1).saturating_sub(height));
    }

    /// Narrows the search by what is under the cursor, or no longer.
    pub(super) fn choose_facet(&mut self) -> Vec<Effect> {
        let row = self.search().map_or(0, |search| search.facet.row);
        let query = self.facet_lines().into_iter().nth(row).and_then(|line| line.query);
        query.map_or_else(Vec::new, |query| self.retype_search(&query, false))
    }
}

/// Those of a kind that are shown, with their places: what is in the query already is not.
fn shown<'a>(
    facets: &'a [Facet],
    text: &'a str,
    kind: FacetKind,
    most: usize,
) -> impl Iterator<Item = (usize, &'a Facet)> {
    let known = facets.iter().enumerate().filter(move |(_, facet)| facet.kind == kind);
    known.filter(move |(_, facet)| !has(text, kind.field(), &facet.value)).take(most)
}

/// Counts what documents can be narrowed by, in the order it is shown.
fn counted(library: &Library, ids: &[EntryId]) -> Vec<Facet> {
    // Those that are in the query already are left out of what is shown.
    let most = MOST.map(|(_, most)| most).into_iter().max().unwrap_or(0) * 2;
    let known = facets(library, ids, most);
    let facet = |kind, value: &str, count| Facet { kind, value: Clean::line(value), count };
    let people = known.people.iter().map(|known| facet(FacetKind::Person, known.value, None));
    let sources = known.sources.iter().map(|known| facet(FacetKind::Source, known.value, None));
    let mut months: Vec<Facet> =
        known.months.iter().map(|known| facet(FacetKind::Month, &known.value.to_string(), Some(known.count))).collect();
    months.sort_by(|one, other| other.value.cmp(&one.value));
    let languages = known.languages.iter().map(|known| facet(FacetKind::Language, known.value, Some(known.count)));
    people.chain(sources).chain(months).chain(languages).collect()
}
