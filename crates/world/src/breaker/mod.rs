//! The circuit breaker of package `github.com/sony/gobreaker/v2`.
//!
//! Closed, it lets everything through and counts; asked after a failure, its owner may say that it shall open. Open, it lets
//! nothing through until its time has passed. Then it is half open: a few requests may try, of which one that fails opens it
//! again, and enough that go well close it.
//!
//! Each state, and each period of counting, is a *generation*: what a request of an earlier one has come to says nothing
//! any more.
//!
//! Left out: a window of more than 4096 steps. Where a program asks for finer ones, as many as need be are taken together:
//! the window is as long as asked for, rounded up to whole steps, and forgets in larger pieces.

mod window;

pub use window::{Counts, Outcome};

use window::Window;

/// Nanoseconds for which it stays open if nothing else is said.
const TIMEOUT: i64 = 60_000_000_000;

/// Steps of a window that are counted apart.
const STEPS_MAX: i64 = 1 << 12;

/// The states, numbered as in Go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Everything goes through.
    #[default]
    Closed,
    /// A few may try.
    HalfOpen,
    /// Nothing goes through.
    Open,
}

/// How a breaker is set; times in nanoseconds, 0 or less for what is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// So many may try while it is half open, and so many successes close it; 0 is 1.
    pub max_requests: u32,
    /// A closed one forgets what it has counted once longer has passed than this; usually never.
    pub interval: i64,
    /// It forgets in steps of this length instead, always knowing the latest `interval`, rounded up to whole steps, of
    /// which there are at most 4096: they are longer where there would be more.
    pub bucket_period: i64,
    /// It stays open for so long; usually a minute.
    pub timeout: i64,
}

/// A change of state: from, to.
pub type Change = Option<(State, State)>;

/// A breaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Breaker {
    max_requests: u32,
    /// After this time it forgets something, or everything if its window does not move; 0 is never.
    step: i64,
    timeout: i64,
    state: State,
    generation: u64,
    window: Window,
    /// When the generation began.
    since: i64,
    /// When it ends by itself.
    until: Option<i64>,
}

/// What a request that is let through has to remember.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The generation.
    pub generation: u64,
    /// The step of its window.
    pub step: u64,
}

/// Why a request is not let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The breaker is open.
    Open,
    /// Enough others are trying.
    TooMany,
}

impl Breaker {
    /// A closed breaker at `now`.
    pub fn new(settings: Settings, now: i64) -> Breaker {
        let Settings { max_requests, interval, bucket_period, timeout } = settings;
        let (step, steps) = match (interval, bucket_period) {
            (1.., 1..) => {
                let step = bucket_period.max((interval - 1) / STEPS_MAX + 1);
                (step, (interval - 1) / step + 1)
            }
            _ => (interval.max(0), 1),
        };
        let mut breaker = Breaker {
            max_requests: max_requests.max(1),
            step,
            timeout: if timeout > 0 { timeout } else { TIMEOUT },
            state: State::Closed,
            generation: 0,
            window: Window::new(usize::try_from(steps).unwrap_or(1)),
            since: now,
            until: None,
        };
        breaker.begin_generation(now);
        breaker
    }

    /// What it has counted, in this generation.
    pub fn counts(&self) -> Counts {
        self.window.counts()
    }

    /// The generation.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The state, as of the last call.
    pub fn state(&self) -> State {
        self.state
    }

    /// Brings it up to `now`.
    pub fn advance(&mut self, now: i64) -> Change {
        let over = self.until.is_some_and(|until| until < now);
        match self.state {
            State::Closed if over => self.begin_generation(now),
            State::Closed if self.window.moves() => {
                let step = (now - self.since).max(0) / self.step.max(1);
                self.window.go_on(step as u64);
            }
            State::Open if over => return self.become_(State::HalfOpen, now),
            _ => {}
        }
        None
    }

    /// A request wants to go through; the breaker has been brought up to now.
    pub fn enter(&mut self) -> Result<Pass, Refusal> {
        let counts = self.counts();
        let trying = counts.requests.saturating_sub(counts.exclusions);
        match self.state {
            State::Open => return Err(Refusal::Open),
            State::HalfOpen if trying >= self.max_requests => return Err(Refusal::TooMany),
            _ => {}
        }
        self.window.begin();
        Ok(Pass { generation: self.generation, step: self.window.present() })
    }

    /// A request of this generation that began in `step` has ended; the breaker has been brought up to `now`. Whoever let it
    /// through while the breaker is closed may want to [`trip`](Self::trip) it after a failure.
    pub fn leave(&mut self, step: u64, outcome: Outcome, now: i64) -> Change {
        match (self.state, outcome) {
            (State::HalfOpen, Outcome::Failure) => return self.become_(State::Open, now),
            (State::Open, Outcome::Success | Outcome::Failure) => return None,
            _ => self.window.end(step, outcome),
        }
        let enough = self.counts().consecutive_successes >= self.max_requests;
        match self.state {
            State::HalfOpen if outcome == Outcome::Success && enough => self.become_(State::Closed, now),
            _ => None,
        }
    }

    /// Opens it.
    pub fn trip(&mut self, now: i64) -> Change {
        self.become_(State::Open, now)
    }

    fn become_(&mut self, state: State, now: i64) -> Change {
        let before = std::mem::replace(&mut self.state, state);
        if before == state {
            return None;
        }
        self.begin_generation(now);
        Some((before, state))
    }

    fn begin_generation(&mut self, now: i64) {
        self.generation += 1;
        self.since = now;
        self.window.clear();
        self.until = match self.state {
            State::Closed if self.step > 0 && !self.window.moves() => Some(now.saturating_add(self.step)),
            State::Open => Some(now.saturating_add(self.timeout)),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;

    /// Lets a request through and ends it at once; whether it was let through.
    fn request(breaker: &mut Breaker, now: i64, outcome: Outcome) -> bool {
        breaker.advance(now);
        let Ok(pass) = breaker.enter() else { return false };
        breaker.leave(pass.step, outcome, now);
        true
    }

    #[test]
    fn open_it_waits_and_half_open_it_lets_one_try() {
        let mut breaker = Breaker::new(Settings::default(), 0);
        assert!(request(&mut breaker, 0, Outcome::Failure));
        assert_eq!(breaker.trip(0), Some((State::Closed, State::Open)));
        assert!(!request(&mut breaker, 60 * SECOND, Outcome::Success), "not before its time has passed");
        assert_eq!(breaker.advance(60 * SECOND + 1), Some((State::Open, State::HalfOpen)));
        let pass = breaker.enter().expect("one may try");
        assert_eq!(breaker.enter(), Err(Refusal::TooMany));
        assert_eq!(
            breaker.leave(pass.step, Outcome::Success, 61 * SECOND),
            Some((State::HalfOpen, State::Closed))
        );
        assert_eq!(breaker.counts(), Counts::default());
    }

    #[test]
    fn a_failure_while_it_is_half_open_opens_it_again() {
        let settings = Settings { max_requests: 3, timeout: SECOND, ..Settings::default() };
        let mut breaker = Breaker::new(settings, 0);
        breaker.trip(0);
        assert!(request(&mut breaker, 2 * SECOND, Outcome::Success));
        assert!(request(&mut breaker, 2 * SECOND, Outcome::Failure));
        assert_eq!(breaker.state(), State::Open);
        assert!(!request(&mut breaker, 3 * SECOND, Outcome::Success));
    }

    #[test]
    fn a_window_that_moves_forgets_its_oldest_step() {
        let settings = Settings { interval: 3 * SECOND, bucket_period: SECOND, ..Settings::default() };
        let mut breaker = Breaker::new(settings, 0);
        for step in 0..3 {
            assert!(request(&mut breaker, step * SECOND, Outcome::Failure));
        }
        assert_eq!((breaker.counts().failures, breaker.counts().consecutive_failures), (3, 3));
        breaker.advance(3 * SECOND);
        assert_eq!((breaker.counts().failures, breaker.counts().consecutive_failures), (2, 2));
        breaker.advance(9 * SECOND);
        assert_eq!(breaker.counts(), Counts::default());
    }

    #[test]
    fn a_window_of_too_many_steps_has_longer_ones() {
        let settings = Settings { interval: 3600 * SECOND, bucket_period: 1, ..Settings::default() };
        let mut breaker = Breaker::new(settings, 0);
        for second in 0..3600 {
            assert!(request(&mut breaker, second * SECOND, Outcome::Failure));
        }
        assert_eq!(breaker.counts().failures, 3600);
        breaker.advance(3601 * SECOND);
        assert!((3598..3600).contains(&breaker.counts().failures), "an hour is still an hour");
        breaker.advance(7202 * SECOND);
        assert_eq!(breaker.counts(), Counts::default());
        let longest = Settings { interval: i64::MAX, bucket_period: 1, ..settings };
        assert!(request(&mut Breaker::new(longest, 0), i64::MAX, Outcome::Success));
    }
}
