//! When a frame is drawn: at once for what the user does, and not more often than the eye needs for what jobs report. What
//! follows a key (the text, its analysis, the first hits) is drawn as it comes.

use std::time::{Duration, Instant};

/// The least time between frames that nobody asked for, once the burst is used up: titles that fill in while files are
/// read are bytes on a slow line, and five times a second is as often as they can be read.
const SPACING: Duration = Duration::from_millis(200);
/// The least time between frames while the user drags the terminal to another size.
const DRAG: Duration = Duration::from_millis(50);
/// After a pause of this length a burst is free again.
const REST: Duration = Duration::from_millis(500);
/// Frames that may follow each other at once: the first rows of a scan, a document and its analysis after a key.
const BURST: u32 = 6;

/// Frames that may follow each other at the start: the empty screen, the first rows, the first text and its analysis.
const START: u32 = 4;

/// Decides between drawing now and drawing soon.
#[derive(Debug)]
pub(super) struct Pace {
    credit: u32,
    last: Option<Instant>,
    /// Something changed that is not on the screen yet.
    is_pending: bool,
    is_urgent: bool,
    /// The terminal has another size than the last frame.
    is_resized: bool,
}

impl Pace {
    /// Nothing was drawn yet, and the first frame is due.
    pub(super) const fn new() -> Self {
        Self { credit: START, last: None, is_pending: true, is_urgent: false, is_resized: false }
    }

    /// The state changed, by a report.
    pub(super) fn changed(&mut self) {
        self.is_pending = true;
    }

    /// The terminal has another size.
    pub(super) fn resized(&mut self) {
        self.is_pending = true;
        self.is_resized = true;
    }

    /// The user did something.
    pub(super) fn pressed(&mut self) {
        self.is_pending = true;
        self.is_urgent = true;
    }

    /// When the next frame is due; nothing when there is nothing to draw.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        let free = self.is_urgent || self.credit > 0;
        let spacing = if self.is_resized { DRAG } else { SPACING };
        self.is_pending.then(|| self.last.filter(|_| !free).map_or(now, |last| last + spacing))
    }

    /// A frame was drawn.
    pub(super) fn drawn(&mut self, now: Instant) {
        let rested = self.last.is_some_and(|last| now.duration_since(last) >= REST);
        self.credit = if self.is_urgent || rested { BURST } else { self.credit.saturating_sub(1) };
        self.last = Some(now);
        self.is_pending = false;
        self.is_urgent = false;
        self.is_resized = false;
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a point in time to count from; nothing waits")]
mod tests {
    use super::*;

    /// Frames in a second in which something happens every millisecond.
    fn frames(pace: &mut Pace, start: Instant, happen: impl Fn(&mut Pace)) -> usize {
        let moments = (0..1000).map(|ms| start + Duration::from_millis(ms));
        let due = moments.filter(|&now| {
            happen(pace);
            let is_due = pace.due(now).is_some_and(|due| due <= now);
            if is_due {
                pace.drawn(now);
            }
            is_due
        });
        due.count()
    }

    #[test]
    fn a_key_is_drawn_at_once_and_a_flood_of_reports_five_times_a_second() {
        let mut pace = Pace::new();
        let start = Instant::now();
        assert_eq!(frames(&mut pace, start, Pace::changed), START as usize + 4);
        assert_eq!(frames(&mut pace, start + Duration::from_secs(1), Pace::changed), 5);
        let now = start + Duration::from_millis(2001);
        pace.pressed();
        assert_eq!(pace.due(now), Some(now));
    }

    #[test]
    fn a_size_that_is_dragged_is_followed_twenty_times_a_second() {
        let mut pace = Pace::new();
        let start = Instant::now();
        frames(&mut pace, start, Pace::changed);
        let drawn = frames(&mut pace, start + Duration::from_secs(1), Pace::resized);
        assert!((19..=21).contains(&drawn), "{drawn}");
    }

    #[test]
    fn nothing_is_due_when_nothing_changed() {
        let mut pace = Pace::new();
        let now = Instant::now();
        pace.drawn(now);
        assert_eq!(pace.due(now + Duration::from_secs(9)), None);
    }
}
