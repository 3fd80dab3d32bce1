//! Trying again: how often, after which pause, and how much of it all clients together may do.
//!
//! A client tries again after a timeout, a refused or reset connection, a status of 500 or above, and 408, 425 and 429.
//! Other statuses of 400 and above are failures, too, but would be the same again.
//!
//! An answer may ask for a pause with the header `Retry-After` (RFC 9110, 10.2.3): the client then waits at least so many
//! seconds, or until that date, whatever its own wait is.

use std::time::UNIX_EPOCH;

use tidepool_des::{Distribution, Duration, Rng};

use crate::{START_S, Time};

/// What a client does after a failure that may pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    /// How often it tries again, before it goes on as if the request had ended.
    pub times: u32,
    /// How long it waits before, drawn anew for each try.
    pub wait: Distribution,
    /// How that wait grows.
    pub backoff: Backoff,
    /// The longest wait that it grows to; `None` is without limit.
    pub cap: Option<Duration>,
    /// How many tries a group's budget gains with each request; `None` is without budget. See [`Budget`].
    pub budget: Option<f64>,
}

impl Default for Retry {
    fn default() -> Self {
        let wait = Distribution::Constant(Duration::ZERO);
        Retry { times: 0, wait, backoff: Backoff::Fixed, cap: None, budget: None }
    }
}

/// How the wait grows from try to try. The names are those of Marc Brooker, *Exponential Backoff And Jitter*, 2015.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backoff {
    /// It does not.
    Fixed,
    /// It doubles.
    Exponential,
    /// It is anything from nothing to what doubling gives, every nanosecond equally likely.
    FullJitter,
}

impl Retry {
    /// The wait after try number `tries`, from 1, has failed.
    pub(super) fn wait(&self, tries: u32, rng: &mut Rng) -> Duration {
        let base = self.wait.sample(rng).as_nanos();
        let doubled = base.saturating_mul(1u64.checked_shl(tries - 1).unwrap_or(u64::MAX));
        let cap = self.cap.map_or(u64::MAX, Duration::as_nanos);
        Duration::from_nanos(match self.backoff {
            Backoff::Fixed => base.min(cap),
            Backoff::Exponential => doubled.min(cap),
            Backoff::FullJitter => rng.between(0, doubled.min(cap)),
        })
    }
}

/// The pause in nanoseconds from `now` on that an answer with this header, names and values in turn, asks for. The client's
/// clock goes as the server's.
pub(crate) fn retry_after(now: Time, header: &[Vec<u8>]) -> Option<Time> {
    let mut fields = header.chunks_exact(2);
    let value = &fields.find(|field| field[0].eq_ignore_ascii_case(b"Retry-After"))?[1];
    let text = std::str::from_utf8(value).ok()?.trim();
    // `parse` takes a sign, the header does not.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(1_000_000_000));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    let since_start = date.duration_since(UNIX_EPOCH).ok()?.as_secs().saturating_sub(START_S);
    Some(since_start.saturating_mul(1_000_000_000).saturating_sub(now))
}

/// The tries that all clients of a group together may still make beyond their first.
///
/// The rule is that of Finagle's `RetryBudget` (and of *Site Reliability Engineering*, ch. 21: retries are to be a tenth
/// of the requests): a request puts a share of a try into it, and a try takes a whole one out. As with gRPC's retry
/// throttling (proposal A6, whose example has these numbers, too) it begins full and holds no more than ten, so that a
/// quiet hour does not pay for a storm. Left out: what Finagle's has put in is lost after ten seconds.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    /// In millionths of a try.
    tokens: u64,
    gain: u64,
}

/// A try, in the units of the budget.
const TRY: u64 = 1_000_000;

/// What a budget holds at most.
const MOST: u64 = 10 * TRY;

impl Budget {
    /// A full one that gains so many tries with each request.
    pub(super) fn new(gain: f64) -> Self {
        Budget { tokens: MOST, gain: (gain.clamp(0.0, 10.0) * TRY as f64) as u64 }
    }

    /// A request is sent for the first time.
    pub(super) fn earn(&mut self) {
        self.tokens = (self.tokens + self.gain).min(MOST);
    }

    /// Takes a try out; false if there is none.
    pub(super) fn spend(&mut self) -> bool {
        let rest = self.tokens.checked_sub(TRY);
        self.tokens = rest.unwrap_or(self.tokens);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use tidepool_des::{Purpose, Seed};

    use super::*;

    fn waits(backoff: Backoff) -> Vec<u64> {
        let cap = Some(Duration::from_millis(500));
        let wait = Distribution::Constant(Duration::from_millis(100));
        let retry = Retry { times: 5, wait, backoff, cap, budget: None };
        let mut rng = Seed(1).keyed(Purpose::new("test"), 0).at(0);
        (1..=5).map(|tries| retry.wait(tries, &mut rng).as_nanos() / 1_000_000).collect()
    }

    #[test]
    fn waits_grow_up_to_their_cap() {
        assert_eq!(waits(Backoff::Fixed), [100; 5]);
        assert_eq!(waits(Backoff::Exponential), [100, 200, 400, 500, 500]);
        let jittered = waits(Backoff::FullJitter);
        assert!(
            jittered.iter().zip([100, 200, 400, 500, 500]).all(|(wait, most)| *wait < most),
            "{jittered:?}"
        );
        assert_ne!(jittered[3], jittered[4]);
    }

    #[test]
    fn an_answer_asks_for_a_pause_in_whole_seconds_or_until_a_date() {
        let pause_at = |now, value: &str| {
            let fields = ["Content-Type", "text/plain", "Retry-After", value];
            retry_after(now, &fields.map(|text| text.as_bytes().to_vec()))
        };
        let pause = |value| pause_at(0, value);
        assert_eq!(pause("2"), Some(2_000_000_000));
        assert_eq!(pause(" 0 "), Some(0));
        assert_eq!(pause("99999999999999999999999"), Some(u64::MAX));
        let soon = "Thu, 01 Jan 2026 00:00:07 GMT";
        assert_eq!(
            [0, 2_500_000_000, 9_000_000_000].map(|now| pause_at(now, soon)),
            [7_000_000_000, 4_500_000_000, 0].map(Some)
        );
        assert_eq!(pause("Fri, 31 Dec 1999 23:59:59 GMT"), Some(0));
        for wrong in ["", "-1", "+1", "1.5", "tomorrow", "Thu, 41 Jan 2026 00:00:07 GMT"] {
            assert_eq!(pause(wrong), None, "{wrong}");
        }
        assert_eq!(retry_after(0, &[]), None);
    }

    #[test]
    fn no_number_of_tries_overflows() {
        let retry = Retry { backoff: Backoff::Exponential, ..Retry::default() };
        let mut rng = Seed(1).keyed(Purpose::new("test"), 0).at(0);
        assert_eq!(retry.wait(100, &mut rng), Duration::ZERO);
    }

    #[test]
    fn a_tenth_of_the_requests_may_be_tried_again() {
        let mut budget = Budget::new(0.1);
        assert_eq!((0..20).filter(|_| budget.spend()).count(), 10, "it begins with ten and has no more");
        let spent = (0..1000).filter(|_| {
            budget.earn();
            budget.spend()
        });
        assert_eq!(spent.count(), 100);
        (0..1000).for_each(|_| budget.earn());
        assert_eq!((0..20).filter(|_| budget.spend()).count(), 10, "it holds no more than ten");
    }
}
