//! A document with the place in it: what is on the screen of it, and every way to another place.

use std::sync::Arc;

use super::page::{Headline, Page, ShownRow, Spot};
use crate::analysis::Analysis;
use crate::document::{Anchor, BlockKind, DocId, Document, Quote};
use crate::library::{EntryId, Loaded, Named};

/// A document with the place in it.
#[derive(Debug)]
pub(crate) struct Text {
    /// Its place in the library.
    pub(crate) entry: EntryId,
    /// Its rows.
    pub(crate) page: Page,
    /// Rows of the screen it has.
    height: u16,
    /// The first row on the screen.
    top: Spot,
    /// The address of that row when it was last moved to. Every new width starts from it, so that errors do not add up.
    anchor: Anchor,
    /// That row, if it was one of the head, which has no address.
    head: Option<Spot>,
    /// The rows on the screen.
    shown: Vec<ShownRow>,
    /// The share of the text that has been on the screen when read from the top, in percent.
    percent: u16,
    /// Whether the last row is on the screen.
    at_end: bool,
    /// Whether its last row was on the screen since it was opened.
    pub(crate) end_seen: bool,
    /// What was found in it, or whose mentions are gone through.
    pub(crate) hits: Option<Hits>,
    /// What the panels show, once it is there.
    pub(crate) analysis: Option<Arc<Analysis>>,
    /// The people in it, with the user's corrections.
    pub(crate) people: Vec<Named>,
    /// How many the user has hidden.
    pub(crate) hidden_people: usize,
}

/// Places in the text that `n` and `N` go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hits {
    /// What they are, for the status line: the query, a name, "summary".
    pub(crate) label: String,
    /// The places, in text order.
    pub(crate) places: Vec<Anchor>,
    /// The current one.
    pub(crate) index: usize,
    /// Whether these are all there are.
    pub(crate) complete: bool,
    /// Words that are lit up though `n` does not stop at each of them, in text order.
    pub(crate) lit: Vec<Anchor>,
}

impl Hits {
    /// How many there are, with a sign when there are more.
    pub(crate) fn count(&self) -> String {
        if self.complete { self.places.len().to_string() } else { format!("{}+", self.places.len()) }
    }
}

/// What is on the screen of a text, to bring it back exactly.
#[derive(Debug, Clone)]
pub(super) struct View {
    entry: EntryId,
    top: Spot,
    anchor: Anchor,
    head: Option<Spot>,
    width: u16,
    end_seen: bool,
    hits: Option<Hits>,
}

impl View {
    /// The document.
    pub(super) fn entry(&self) -> EntryId {
        self.entry
    }
}

impl Text {
    /// A document from its top.
    pub(super) fn new(entry: EntryId, loaded: &Arc<Loaded>, headline: Headline, width: u16, height: u16) -> Self {
        let mut text = Self {
            entry,
            page: Page::new(Arc::clone(loaded), headline, width),
            height,
            top: Spot::default(),
            anchor: Anchor::default(),
            head: None,
            shown: Vec::new(),
            percent: 0,
            at_end: false,
            end_seen: false,
            hits: None,
            analysis: None,
            people: Vec::new(),
            hidden_people: 0,
        };
        text.settle();
        text
    }

    /// Goes to a remembered place, if what was there is still in the text.
    pub(super) fn go_remembered(&mut self, at: &Quote) {
        if let Some(found) = self.document().find_quote(at) {
            self.go_place(found);
        }
    }

    /// Takes the place of the beginning of the same document without moving what is on the screen.
    pub(super) fn follow(&mut self, mut beginning: Self) {
        let place = beginning.page.anchor_of(beginning.top);
        self.hits = beginning.hits;
        let top = if beginning.top.unit == 0 { beginning.top } else { self.page.spot_of(place) };
        self.go(top);
    }

    /// The document with its identity.
    pub(crate) fn loaded(&self) -> &Arc<Loaded> {
        self.page.loaded()
    }

    /// The document.
    pub(crate) fn document(&self) -> &Document {
        &self.page.loaded().document
    }

    /// Its identity.
    pub(crate) fn id(&self) -> DocId {
        self.page.loaded().id
    }

    /// The rows on the screen.
    pub(crate) fn shown(&self) -> &[ShownRow] {
        &self.shown
    }

    /// The address of the first row on the screen.
    pub(crate) fn place(&mut self) -> Anchor {
        self.page.anchor_of(self.top)
    }

    /// Whether nothing has been scrolled yet.
    pub(crate) fn is_at_top(&self) -> bool {
        self.top == Spot::default()
    }

    /// Whether the last row is on the screen.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at_end
    }

    /// The share of the text that has been on the screen when read from the top, in percent.
    pub(crate) fn percent(&self) -> u16 {
        self.percent
    }

    /// What is on the screen.
    pub(super) fn view(&self) -> View {
        View {
            entry: self.entry,
            top: self.top,
            anchor: self.anchor,
            head: self.head,
            width: self.page.width(),
            end_seen: self.end_seen,
            hits: self.hits.clone(),
        }
    }

    /// Brings back what was on the screen.
    pub(super) fn restore(&mut self, view: &View) {
        self.top = if view.width == self.page.width() { view.top } else { self.page.spot_of(view.anchor) };
        (self.anchor, self.head) = (view.anchor, view.head);
        self.hits.clone_from(&view.hits);
        self.fill();
        self.end_seen = view.end_seen || self.at_end;
    }

    /// Wraps the text anew for a size; its place stays.
    pub(super) fn rewrap(&mut self, width: u16, height: u16) {
        let is_same_width = self.page.width() == width;
        self.page.set_width(width);
        self.height = height;
        // Not from the row on top now: a tall screen may have pulled the text down to fill itself.
        self.top = match self.head {
            Some(row) if is_same_width => row,
            Some(_) => Spot::default(),
            None => self.page.spot_of(self.anchor),
        };
        self.fill();
    }

    /// Scrolls by rows.
    pub(super) fn scroll(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 { self.page.below(self.top) } else { self.page.above(self.top) };
            match next {
                Some(spot) => self.top = spot,
                None => break,
            }
        }
        self.settle();
    }

    /// Goes to the top.
    pub(super) fn go_top(&mut self) {
        self.go(Spot::default());
    }

    /// Goes to the end.
    pub(super) fn go_end(&mut self) {
        let last = self.page.last();
        self.go(last);
    }

    /// Goes to a share of the text, in percent.
    pub(super) fn go_percent(&mut self, percent: u32) {
        let spot = self.page.at_percent(percent);
        self.go(spot);
    }

    /// Goes to a numbered paragraph.
    pub(super) fn go_paragraph(&mut self, number: u32) {
        let block = self.page.block_of_paragraph(number);
        self.go_place(Anchor { block, start: 0, end: 0 });
    }

    /// Puts an address at the top of the screen.
    pub(super) fn go_place(&mut self, at: Anchor) {
        let spot = self.page.spot_of(at);
        self.go(spot);
    }

    /// Brings an address onto the screen; when it is not there yet, to a third of its height.
    pub(super) fn show(&mut self, at: Anchor) {
        let spot = self.page.spot_of(at);
        let end = self.page.spot_of(Anchor { start: at.end.saturating_sub(1).max(at.start), ..at });
        let is_shown = |spot: Spot| self.shown.iter().any(|row| row.spot == spot);
        if is_shown(spot) && is_shown(end) {
            return;
        }
        self.top = spot;
        for _ in 0..self.height / 3 {
            match self.page.above(self.top) {
                Some(above) => self.top = above,
                None => break,
            }
        }
        self.settle();
    }

    /// Goes to the next or previous heading or question; where there is none in that direction, to the next or previous
    /// paragraph.
    pub(super) fn go_section(&mut self, forward: bool) {
        let here = self.place().block as usize;
        let at_head = self.top.unit == 0;
        let blocks = &self.document().blocks;
        let is_section = |block: usize| {
            blocks.get(block).is_some_and(|known| matches!(known.kind, BlockKind::Heading | BlockKind::Question))
        };
        let is_paragraph = |block: usize| {
            blocks.get(block).is_some_and(|known| known.kind.is_read() && known.kind != BlockKind::Title)
        };
        let from = if at_head { 0 } else { here + 1 };
        let found = if forward {
            (from..blocks.len())
                .find(|&block| is_section(block))
                .or_else(|| (from..blocks.len()).find(|&block| is_paragraph(block)))
        } else {
            let end = if at_head { 0 } else { here };
            (0..end)
                .rev()
                .find(|&block| is_section(block))
                .or_else(|| (0..end).rev().find(|&block| is_paragraph(block)))
        };
        match found.and_then(|block| u32::try_from(block).ok()) {
            Some(block) => self.go_place(Anchor { block, start: 0, end: 0 }),
            None if !forward => self.go_top(),
            None => {}
        }
    }

    /// Takes what was found and goes to the first hit at or below the place `from`; false when nothing was found.
    pub(super) fn set_hits(&mut self, label: &str, places: Vec<Anchor>, complete: bool, from: Anchor) -> bool {
        self.hits = None;
        if places.is_empty() {
            return false;
        }
        let index = places.iter().position(|place| (place.block, place.start) >= (from.block, from.start)).unwrap_or(0);
        self.hits = Some(Hits { label: label.to_owned(), places, index, complete, lit: Vec::new() });
        self.go_hit(index);
        true
    }

    /// Goes to a hit by its place among the hits.
    pub(super) fn go_hit(&mut self, index: usize) {
        let Some(hits) = &mut self.hits else { return };
        hits.index = index.min(hits.places.len().saturating_sub(1));
        if let Some(&target) = hits.places.get(hits.index) {
            self.show(target);
        }
    }

    /// Goes to the next or previous hit, round the end; tells when it went round.
    pub(super) fn step_hit(&mut self, by: isize) -> Option<bool> {
        let hits = self.hits.as_ref()?;
        let count = isize::try_from(hits.places.len()).ok().filter(|&count| count > 0)?;
        let next = isize::try_from(hits.index).ok()? + by;
        self.go_hit(usize::try_from(next.rem_euclid(count)).unwrap_or(0));
        Some(!(0..count).contains(&next))
    }

    fn go(&mut self, spot: Spot) {
        self.top = spot;
        self.settle();
    }

    /// The text was moved: makes the rows on the screen anew and keeps the place for changes of the width.
    fn settle(&mut self) {
        self.fill();
        self.anchor = self.page.anchor_of(self.top);
        self.head = (self.top.unit == 0).then_some(self.top);
    }

    /// Makes the rows on the screen anew; the end of the text is never above the bottom line unless all of it fits.
    fn fill(&mut self) {
        let height = usize::from(self.height);
        self.shown = self.page.shown(self.top, self.height);
        if self.shown.len() < height && self.top != Spot::default() {
            let mut missing = height - self.shown.len();
            while missing > 0 {
                let Some(above) = self.page.above(self.top) else { break };
                self.top = above;
                missing -= 1;
            }
            self.shown = self.page.shown(self.top, self.height);
        }
        let last = self.page.last();
        self.at_end = self.loaded().complete && self.shown.last().is_none_or(|row| row.spot >= last);
        self.end_seen |= self.at_end;
        self.percent = match self.shown.last() {
            _ if self.at_end => 100,
            Some(row) if !self.is_at_top() => self.page.percent(row.spot).min(99),
            _ => 0,
        };
    }
}
