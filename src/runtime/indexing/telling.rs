//! When to tell how indexing gets on, and how long it will take.

use std::time::{Duration, Instant};

use crate::app::Indexing;
use crate::document::Clean;
use crate::store::Progress;

/// Time between two messages: often enough to be seen moving, and nothing for a slow line.
const CALM: Duration = Duration::from_secs(1);
/// How long the sweep runs before it says how long it will take.
const SURE: Duration = Duration::from_secs(3);

/// When to tell how it gets on, and how long it will take.
#[derive(Debug)]
pub(super) struct Pace {
    first: Option<(Instant, u32)>,
    told: Option<Instant>,
    was_paused: bool,
}

impl Pace {
    pub(super) const fn new() -> Self {
        Self { first: None, told: None, was_paused: false }
    }

    /// What to tell, if it is time.
    pub(super) fn news(&mut self, progress: &Progress, is_paused: bool, now: Instant) -> Option<Indexing> {
        let left = progress.total.saturating_sub(progress.done);
        if left == 0 {
            return None;
        }
        // How long a pause will be nobody knows; the speed is taken anew behind it.
        if is_paused || self.was_paused || self.first.is_none() {
            self.first = Some((now, progress.done));
        }
        let has_changed = is_paused != self.was_paused;
        self.was_paused = is_paused;
        if !has_changed && self.told.is_some_and(|told| now.duration_since(told) < CALM) {
            return None;
        }
        self.told = Some(now);
        let (began, first) = self.first.unwrap_or((now, progress.done));
        let (time, done) = (now.duration_since(began), progress.done.saturating_sub(first));
        let seconds_left =
            (time >= SURE && done > 0).then(|| time.as_secs_f64() / f64::from(done) * f64::from(left)).map(|seconds| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "positive, and `as` stops at the most"
                )]
                let seconds = seconds.ceil() as u32;
                seconds
            });
        let (done, total) = (progress.done, progress.total);
        Some(Indexing { done, total, seconds_left, is_paused, trouble: None })
    }

    /// What to tell at the end: nothing when nothing was told before and all is well.
    pub(super) fn last(&self, progress: &Progress) -> Option<Indexing> {
        let trouble = progress.trouble.as_ref().map(|why| Clean::line(&format!("the index cannot be written: {why}")));
        if trouble.is_none() && self.told.is_none() {
            return None;
        }
        // What cannot be read is told in the list; here it is done.
        let done = if trouble.is_some() { progress.done } else { progress.total };
        Some(Indexing { done, total: progress.total, seconds_left: None, is_paused: false, trouble })
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "counts from now")]
mod tests {
    use super::*;

    fn progress(done: u32) -> Progress {
        Progress { done, total: 1000, ..Progress::default() }
    }

    #[test]
    fn progress_is_told_once_a_second_with_the_time_that_is_left() {
        let (mut pace, start) = (Pace::new(), Instant::now());
        let at = |ms| start + Duration::from_millis(ms);
        let told: Vec<Indexing> =
            (0..50).filter_map(|step| pace.news(&progress(step), false, at(u64::from(step) * 100))).collect();
        assert_eq!(told.iter().map(|news| news.done).collect::<Vec<_>>(), [0, 10, 20, 30, 40]);
        assert_eq!(
            told.iter().map(|news| news.seconds_left).collect::<Vec<_>>(),
            [None, None, None, Some(97), Some(96)]
        );
    }

    #[test]
    fn a_pause_is_told_at_once_and_the_time_is_counted_anew_behind_it() {
        let (mut pace, start) = (Pace::new(), Instant::now());
        assert!(pace.news(&progress(0), false, start).is_some());
        assert!(pace.news(&progress(1), true, start).is_some_and(|news| news.is_paused));
        assert!(pace.news(&progress(1), true, start + Duration::from_millis(10)).is_none());
        let after = start + Duration::from_mins(1);
        assert_eq!(pace.news(&progress(1), false, after).unwrap().seconds_left, None);
        assert_eq!(pace.news(&progress(101), false, after + Duration::from_secs(10)).unwrap().seconds_left, Some(90));
    }

    #[test]
    fn nothing_is_told_when_there_is_nothing_to_do_and_trouble_always_is() {
        let mut pace = Pace::new();
        assert_eq!(pace.news(&progress(1000), false, Instant::now()), None);
        assert_eq!(pace.last(&progress(1000)), None);
        let trouble = Progress { trouble: Some(Clean::line("no space left on device")), ..progress(3) };
        assert_eq!(
            &*pace.last(&trouble).unwrap().trouble.unwrap(),
            "the index cannot be written: no space left on device"
        );
    }
}
