//! The core's timers. Nothing ticks: the main thread sleeps until the first one is due.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::app::Timer;

/// Timers that were asked for.
#[derive(Debug, Default)]
pub(super) struct Timers {
    due: HashMap<Timer, Instant>,
}

impl Timers {
    /// Sets a timer; an earlier request for the same one is replaced.
    pub(super) fn set(&mut self, timer: Timer, now: Instant, after: Duration) {
        self.due.insert(timer, now + after);
    }

    /// When the first one is due.
    pub(super) fn first(&self) -> Option<Instant> {
        self.due.values().min().copied()
    }

    /// Takes the timers that are due, the earliest first.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<Timer> {
        let mut due: Vec<(Instant, Timer)> =
            self.due.iter().filter(|(_, at)| **at <= now).map(|(timer, at)| (*at, *timer)).collect();
        due.sort_by_key(|(at, _)| *at);
        self.due.retain(|_, at| *at > now);
        due.into_iter().map(|(_, timer)| timer).collect()
    }

    /// Takes a timer before its time; whether it was set.
    pub(super) fn take(&mut self, timer: Timer) -> bool {
        self.due.remove(&timer).is_some()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a point in time to count from; nothing waits")]
mod tests {
    use super::*;

    #[test]
    fn a_later_request_replaces_the_earlier_one() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut timers = Timers::default();
        timers.set(Timer::WhichKey, start, Duration::from_millis(10));
        timers.set(Timer::WhichKey, start, Duration::from_millis(30));
        timers.set(Timer::Position, start, Duration::from_millis(20));
        assert_eq!(timers.first(), Some(at(20)));
        assert_eq!(timers.take_due(at(15)), []);
        assert_eq!(timers.take_due(at(40)), [Timer::Position, Timer::WhichKey]);
        assert_eq!(timers.first(), None);
    }

    #[test]
    fn a_timer_can_be_taken_before_its_time() {
        let mut timers = Timers::default();
        timers.set(Timer::Position, Instant::now(), Duration::from_secs(2));
        assert!(timers.take(Timer::Position));
        assert!(!timers.take(Timer::Position));
    }
}
