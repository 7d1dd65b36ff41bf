//! The columns at which a text as a whole was wrapped, learned from its lines: a paragraph of two lines does not tell.

use super::line::Line;
use super::look::ends_sentence;
use super::wrap::{ROOM, WIDEST, WRAPPED, first_word, is_wrapped, room};

/// Paragraphs that show by their widths alone that a text was wrapped.
const ENOUGH: usize = 3;
/// Breaks within a sentence that show it, and those that show a narrow column.
const BREAKS: (usize, usize) = (2, 4);
/// Breaks within a sentence that show how much room is ever left.
const MANY: usize = 6;
/// The narrowest column.
const NARROWEST: usize = 30;
/// Columns that a line which ends a sentence may be longer than the others.
const OVER: usize = 12;

/// Where the lines of a text end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The columns at which the text was wrapped, or 0.
    pub(super) width: usize,
    /// Columns left free behind a line that ends a sentence and may still go on in the next.
    pub(super) room: usize,
    /// The same of a line that ends within a sentence or is a heading.
    pub(super) sure: usize,
    /// Most paragraphs are one line each, longer than any program wraps: two lines are two.
    pub(super) free: bool,
}

impl Columns {
    /// Whether a line of wrapped text ends on purpose: the next word would have had room, and it may begin a sentence. A
    /// line that ends one needs no more room than the program that wrapped the text left elsewhere.
    pub(super) fn end_early(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let room = if ends_sentence(line.text) { self.room } else { self.sure };
        line.end() + 1 + first_word(next) + room <= self.width && !next.text.starts_with(char::is_lowercase)
    }
}

/// What the segments of a text show.
#[derive(Debug, Default)]
pub(super) struct Sample {
    /// Segments that show by themselves that they were wrapped, and their widest line.
    wrapped: usize,
    width: usize,
    /// Of the others of several lines: up to which width their lines are full, and their widest line.
    others: Vec<usize>,
    widest: usize,
    /// Lines longer than any that is wrapped.
    long: usize,
    /// Of the lines that go on small in the next: where they end, and where they would end with its first word.
    within: Vec<(usize, usize)>,
}

impl Sample {
    /// Looks at one more segment.
    pub(super) fn add(&mut self, segment: &[Line<'_>]) {
        let widest = segment.iter().map(Line::end).max().unwrap_or(0);
        self.long += usize::from(widest > WIDEST);
        if is_wrapped(segment) {
            self.wrapped += 1;
            self.width = self.width.max(widest);
        } else if segment.len() > 1 {
            self.others.push(room(segment));
            self.widest = self.widest.max(widest);
        }
        let pairs = segment.windows(2).filter_map(|pair| {
            let [line, next] = pair else { return None };
            let goes_on = !ends_sentence(line.text) && next.text.starts_with(char::is_lowercase);
            (goes_on && line.end() <= WIDEST).then(|| (line.end(), line.end() + 1 + first_word(next)))
        });
        self.within.extend(pairs);
    }

    /// What all of them show together.
    pub(super) fn columns(self) -> Columns {
        let free = self.long > 0 && self.long >= self.wrapped;
        let by_segments = self.by_segments();
        let by_breaks = self.by_breaks().filter(|columns| columns.width + OVER >= by_segments);
        by_breaks.unwrap_or(Columns { width: by_segments, room: ROOM, sure: ROOM, free })
    }

    fn by_segments(&self) -> usize {
        // Every line ends a sentence, but none would have held the next word.
        if self.wrapped == 0 && self.others.len() >= ENOUGH && self.others.iter().all(|room| *room > self.widest) {
            return self.widest;
        }
        let others = self.others.iter().filter(|room| **room <= self.width).count();
        if self.wrapped > others * 3 { self.width } else { 0 }
    }

    /// A program that wraps leaves little room behind a line: only the next word did not fit.
    fn by_breaks(&self) -> Option<Columns> {
        let widest = self.within.iter().map(|(end, _)| *end).max()?;
        let all = self.width.max(self.widest);
        let width = if all <= widest + OVER { all.max(widest) } else { widest };
        let least = if WRAPPED.contains(&width) { BREAKS.0 } else { BREAKS.1 };
        let mut free: Vec<usize> = self.within.iter().map(|(_, needs)| (width + 1).saturating_sub(*needs)).collect();
        free.sort_unstable();
        let usual = *free.get(free.len() * 9 / 10)?;
        let most = if free.len() >= MANY { free.last().map_or(ROOM, |most| ROOM.min(most + 1)) } else { ROOM };
        let is_wrapped = free.len() >= least && width >= NARROWEST && usual < ROOM;
        is_wrapped.then_some(Columns { width, room: usual, sure: most.max(usual), free: false })
    }
}
