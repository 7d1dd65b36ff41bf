//! When a frame is drawn: at once for what the user does, and not more often than the eye needs for what jobs report.

use std::time::{Duration, Instant};

/// The least time between frames that nobody asked for with a key, once the burst is used up.
const SPACING: Duration = Duration::from_millis(50);
/// After a pause of this length a burst is free again.
const REST: Duration = Duration::from_millis(500);
/// Frames that may follow each other at once: the first rows of a scan, a document and its analysis after a key.
const BURST: u32 = 6;

/// Decides between drawing now and drawing soon.
#[derive(Debug)]
pub(super) struct Pace {
    credit: u32,
    last: Option<Instant>,
    /// Something changed that is not on the screen yet.
    is_pending: bool,
    is_urgent: bool,
}

impl Pace {
    /// Nothing was drawn yet, and the first frame is due.
    pub(super) const fn new() -> Self {
        Self { credit: BURST, last: None, is_pending: true, is_urgent: true }
    }

    /// The state changed, by a report or by a new size.
    pub(super) fn changed(&mut self) {
        self.is_pending = true;
    }

    /// The user did something.
    pub(super) fn pressed(&mut self) {
        self.is_pending = true;
        self.is_urgent = true;
    }

    /// When the next frame is due; nothing when there is nothing to draw.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        let free = self.is_urgent || self.credit > 0;
        self.is_pending.then(|| self.last.filter(|_| !free).map_or(now, |last| last + SPACING))
    }

    /// A frame was drawn.
    pub(super) fn drawn(&mut self, now: Instant) {
        let rested = self.last.is_none_or(|last| now.duration_since(last) >= REST);
        self.credit = if self.is_urgent || rested { BURST } else { self.credit.saturating_sub(1) };
        self.last = Some(now);
        self.is_pending = false;
        self.is_urgent = false;
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a point in time to count from; nothing waits")]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_drawn_at_once_and_a_flood_of_reports_at_twenty_frames_a_second() {
        let mut pace = Pace::new();
        let start = Instant::now();
        let mut frames = 0;
        for ms in 0..1000 {
            let now = start + Duration::from_millis(ms);
            pace.changed();
            if pace.due(now).is_some_and(|due| due <= now) {
                pace.drawn(now);
                frames += 1;
            }
        }
        assert!((15..=30).contains(&frames), "{frames}");
        let now = start + Duration::from_millis(1001);
        pace.pressed();
        assert_eq!(pace.due(now), Some(now));
    }

    #[test]
    fn nothing_is_due_when_nothing_changed() {
        let mut pace = Pace::new();
        let now = Instant::now();
        pace.drawn(now);
        assert_eq!(pace.due(now + Duration::from_secs(9)), None);
    }
}
