//! The circuit of package `github.com/afex/hystrix-go/hystrix`, as of its last commit, 2018-05-02.
//!
//! There is no half-open state: open, it lets one request try in each sleep window, whatever has become of the one before,
//! and *any* request that succeeds while it is open closes it, also one that began before it opened.
//!
//! Counting is by seconds of the wall clock. What is counted drops the seconds that are ten or more back; what is asked
//! for are those at most ten back. Requests and errors are counted apart, so that an error can outlive its request.
//!
//! Left out: all counts that only a dashboard reads. Concurrency, timeouts and fallbacks are goroutines and channels, in Go
//! as in the original.

use std::collections::VecDeque;

/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;

/// Seconds that are remembered.
const SECONDS: i64 = 10;

/// Events by second.
#[derive(Clone, Debug, Default, PartialEq)]
struct Rolling(VecDeque<(i64, u64)>);

impl Rolling {
    /// One event at `now`.
    fn add(&mut self, now: i64) {
        let second = now.div_euclid(SECOND);
        match self.0.back_mut() {
            Some((last, count)) if *last == second => *count += 1,
            _ => self.0.push_back((second, 1)),
        }
        while self.0.front().is_some_and(|(first, _)| *first <= second - SECONDS) {
            self.0.pop_front();
        }
    }

    fn sum(&self, now: i64) -> u64 {
        let oldest = now.div_euclid(SECOND) - SECONDS;
        self.0.iter().filter(|(second, _)| *second >= oldest).map(|(_, count)| count).sum()
    }
}

/// A circuit. Times are nanoseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circuit {
    requests: Rolling,
    errors: Rolling,
    open: bool,
    /// When it was opened, or has last let one try.
    tested: i64,
}

impl Circuit {
    /// Whether it is open; and whether it has just opened, because of at least `volume` requests at least `percent` of
    /// 100 have failed.
    pub fn is_open(&mut self, now: i64, volume: u64, percent: i64) -> (bool, bool) {
        if self.open {
            return (true, false);
        }
        let opens = self.requests.sum(now) >= volume && self.error_percent(now) >= percent;
        if opens {
            self.open = true;
            self.tested = now;
        }
        (opens, opens)
    }

    /// The share of errors, rounded to whole percent.
    fn error_percent(&self, now: i64) -> i64 {
        match self.requests.sum(now) {
            0 => 0,
            requests => (self.errors.sum(now) as f64 / requests as f64 * 100.0 + 0.5) as i64,
        }
    }

    /// Whether one may try: longer than `sleep` has passed since it was opened or one tried.
    pub fn test(&mut self, now: i64, sleep: i64) -> bool {
        let allowed = self.open && now > self.tested.saturating_add(sleep);
        if allowed {
            self.tested = now;
        }
        allowed
    }

    /// A request has gone well. True: that has closed it, and it has forgotten what it has counted.
    pub fn succeed(&mut self) -> bool {
        let closes = self.open;
        if closes {
            self.open = false;
            self.reset();
        }
        closes
    }

    /// Counts a request that has ended.
    pub fn count(&mut self, now: i64, failed: bool) {
        self.requests.add(now);
        if failed {
            self.errors.add(now);
        }
    }

    /// Forgets what it has counted.
    pub fn reset(&mut self) {
        self.requests = Rolling::default();
        self.errors = Rolling::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failures: u64, successes: u64) -> Circuit {
        let mut circuit = Circuit::default();
        (0..failures).for_each(|_| circuit.count(0, true));
        (0..successes).for_each(|_| circuit.count(0, false));
        circuit
    }

    #[test]
    fn half_of_twenty_open_it_and_rounding_counts() {
        assert_eq!(after(19, 0).is_open(0, 20, 50), (false, false), "too few requests");
        assert_eq!(after(10, 10).is_open(0, 20, 50), (true, true));
        assert_eq!(after(9, 11).is_open(0, 20, 50), (false, false));
        assert_eq!(after(50, 51).is_open(0, 20, 50), (true, true), "49.50495 % is 50 %");
    }

    #[test]
    fn open_it_lets_one_try_in_each_sleep_window_and_any_success_closes_it() {
        let mut circuit = after(20, 0);
        assert!(!circuit.test(0, 5), "it is closed");
        assert!(circuit.is_open(7, 20, 50).0);
        assert!(!circuit.test(12, 5), "not before more than its sleep window has passed");
        assert!(circuit.test(13, 5));
        assert!(!circuit.test(14, 5));
        assert!(circuit.test(19, 5), "the first one may still hang");
        assert!(circuit.succeed() && !circuit.succeed());
        assert_eq!(circuit.is_open(19, 1, 0), (false, false), "it has forgotten everything");
    }

    #[test]
    fn errors_outlive_their_requests() {
        let mut circuit = after(30, 0);
        assert_eq!(circuit.requests.sum(10 * SECOND), 30);
        assert_eq!(circuit.requests.sum(11 * SECOND), 0);
        // Only requests are counted again, so only of them the old ones are dropped.
        circuit.count(10 * SECOND, false);
        assert_eq!((circuit.requests.sum(10 * SECOND), circuit.errors.sum(10 * SECOND)), (1, 30));
        assert_eq!(circuit.error_percent(10 * SECOND), 3000);
    }
}
