//! The token bucket of package `golang.org/x/time/rate`.
//!
//! A bucket holds up to `burst` tokens and gains `limit` of them a second. An event takes one or more; if they are not there
//! yet, the bucket goes below zero, and the event has to wait until it would be back. So those who wait are served in the
//! order in which they asked, without a queue.
//!
//! Numbers are floating-point ones and waits are cut to whole nanoseconds, as there: decisions are the same to the last bit.

/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;

/// A point in time in nanoseconds since 1970. Waits may be as long as a Go `time.Duration` can be, so a sum may not fit
/// into one.
type Instant = i128;

/// Tokens a second from which on everything goes through.
pub const UNLIMITED: f64 = f64::MAX;

/// A bucket.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limiter {
    /// Tokens a second, [`UNLIMITED`] for any number.
    limit: f64,
    /// Most tokens that it holds.
    burst: i64,
    /// Tokens at `last`; below zero if some are promised.
    tokens: f64,
    /// When `tokens` was brought up to date; never at first.
    last: Option<Instant>,
    /// When the latest event that was allowed takes place.
    last_event: Option<Instant>,
}

/// Tokens that are promised to an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reservation {
    /// How many.
    pub tokens: i64,
    /// When it was made, in nanoseconds since 1970,
    pub made: i64,
    /// and how many nanoseconds later the event may take place.
    pub wait: i64,
    /// The limit at that time.
    pub limit: f64,
}

impl Limiter {
    /// A full bucket.
    pub fn new(limit: f64, burst: i64) -> Limiter {
        Limiter { limit, burst, tokens: burst as f64, last: None, last_event: None }
    }

    /// Tokens a second.
    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// Most tokens that it holds.
    pub fn burst(&self) -> i64 {
        self.burst
    }

    /// Tokens at `now` (nanoseconds since 1970).
    pub fn tokens(&self, now: i64) -> f64 {
        self.gained(now.into())
    }

    /// Promises `n` tokens, if there will be as many after at most `most` nanoseconds. Otherwise nothing changes.
    pub fn reserve(&mut self, now: i64, n: i64, most: i64) -> Option<Reservation> {
        let reservation = |wait| Reservation { tokens: n, made: now, wait, limit: self.limit };
        if self.limit == UNLIMITED {
            return Some(reservation(0));
        }
        let tokens = self.gained(now.into()) - n as f64;
        let wait = if tokens < 0.0 { time_for(self.limit, -tokens) } else { 0 };
        if n > self.burst || wait > most {
            return None;
        }
        let reserved = reservation(wait);
        self.last = Some(now.into());
        self.tokens = tokens;
        self.last_event = Some(reserved.at());
        Some(reserved)
    }

    /// Takes a promise back whose time has not come, but for what later ones have built upon.
    pub fn cancel(&mut self, now: i64, reservation: Reservation) {
        let (now, at) = (Instant::from(now), reservation.at());
        if self.limit == UNLIMITED || reservation.tokens == 0 || at < now {
            return;
        }
        let since = i64::try_from(self.last_event.unwrap_or(at) - at).unwrap_or(i64::MAX);
        let back = reservation.tokens as f64 - gain(reservation.limit, since);
        if back <= 0.0 {
            return;
        }
        self.tokens = (self.gained(now) + back).min(self.burst as f64);
        self.last = Some(now);
        if self.last_event == Some(at) {
            let before = at + Instant::from(time_for(reservation.limit, -reservation.tokens as f64));
            if before >= now {
                self.last_event = Some(before);
            }
        }
    }

    /// Another limit from `now` on.
    pub fn set_limit(&mut self, now: i64, limit: f64) {
        self.advance(now);
        self.limit = limit;
    }

    /// Another burst from `now` on.
    pub fn set_burst(&mut self, now: i64, burst: i64) {
        self.advance(now);
        self.burst = burst;
    }

    fn advance(&mut self, now: i64) {
        self.tokens = self.gained(now.into());
        self.last = Some(now.into());
    }

    /// Tokens at `now`. Time that goes backwards brings none.
    fn gained(&self, now: Instant) -> f64 {
        let passed =
            self.last.map_or(i64::MAX, |last| i64::try_from((now - last).max(0)).unwrap_or(i64::MAX));
        (self.tokens + gain(self.limit, passed)).min(self.burst as f64)
    }
}

impl Reservation {
    fn at(&self) -> Instant {
        Instant::from(self.made) + Instant::from(self.wait)
    }
}

/// Tokens that so many nanoseconds bring.
fn gain(limit: f64, nanos: i64) -> f64 {
    if limit <= 0.0 {
        return 0.0;
    }
    let seconds = (nanos / SECOND) as f64 + (nanos % SECOND) as f64 / SECOND as f64;
    seconds * limit
}

/// Nanoseconds that bring so many tokens; the longest time there is if nothing does. Fewer than none take time back.
fn time_for(limit: f64, tokens: f64) -> i64 {
    if limit <= 0.0 {
        return i64::MAX;
    }
    // Too much becomes the longest time, too little is cut: what `as` does.
    (tokens / limit * SECOND as f64) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: i64 = 1_000_000;

    fn allows(limiter: &mut Limiter, now: i64) -> bool {
        limiter.reserve(now, 1, 0).is_some()
    }

    #[test]
    fn a_burst_goes_through_and_then_one_every_tenth_of_a_second() {
        let mut limiter = Limiter::new(10.0, 3);
        let first: Vec<bool> = (0..5).map(|_| allows(&mut limiter, 0)).collect();
        assert_eq!(first, [true, true, true, false, false]);
        assert!(!allows(&mut limiter, 99 * MS));
        assert!(allows(&mut limiter, 100 * MS));
    }

    #[test]
    fn who_waits_is_served_in_order_and_what_is_taken_back_comes_back() {
        let mut limiter = Limiter::new(10.0, 3);
        assert!(limiter.reserve(0, 3, 0).is_some());
        let first = limiter.reserve(0, 2, i64::MAX).expect("it waits");
        let second = limiter.reserve(0, 1, i64::MAX).expect("it waits longer");
        assert_eq!((first.wait, second.wait), (200 * MS, 300 * MS));
        limiter.cancel(0, first);
        assert_eq!(limiter.tokens(0), -2.0);
    }

    #[test]
    fn three_a_second_are_thirty_in_ten() {
        let mut limiter = Limiter::new(3.0, 1);
        let granted = (0..1000).filter(|step| allows(&mut limiter, step * 10 * MS)).count();
        assert_eq!(granted, 30);
    }

    #[test]
    fn without_a_limit_all_goes_through_and_with_a_limit_of_none_the_burst_alone() {
        let mut limiter = Limiter::new(UNLIMITED, 0);
        assert!((0..1000).all(|_| allows(&mut limiter, 0)));
        let mut limiter = Limiter::new(0.0, 2);
        let hours = |n: i64| n * 3600 * SECOND;
        let granted = (0..10).filter(|n| allows(&mut limiter, hours(*n))).count();
        assert_eq!(granted, 2);
        assert_eq!(limiter.reserve(0, 1, i64::MAX).map(|r| r.wait), Some(i64::MAX));
        assert!(!allows(&mut Limiter::default(), 0));
    }
}
