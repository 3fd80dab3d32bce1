//! Clients that send requests: closed loops of users, open arrival streams, and recorded ones.
//!
//! All draws are keyed by (group, user, number of the user's request): two runs that differ in the
//! server see the same arrivals, think times and choices of endpoint.

mod config;
mod counts;
mod group;
mod plan;
mod retry;

pub use config::{Arrivals, Burst, Clients, Endpoint};
pub use counts::Counts;
pub use group::Heard;
pub(crate) use group::{Group, NextTry};
pub(crate) use retry::retry_after;
pub use retry::{Backoff, Retry};

use crate::Time;

/// A request of the run. Numbers start at 1 and follow the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Why a request failed for its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The client gave up.
    Timeout,
    /// Nobody listened.
    Refused,
    /// The server answered with a status of [`FAILURE`] or above.
    Status(u16),
    /// The connection was closed before an answer came.
    Reset,
}

impl Cause {
    /// Whether another try may go better: nobody answered, or the server is to blame (500 and above), or the request came
    /// too slowly (408, RFC 9110), too early (425, RFC 8470) or too often (429, RFC 6585). Any other status below 500 says
    /// that the request is wrong, and it would be as wrong again.
    pub(crate) fn may_pass(self) -> bool {
        match self {
            Cause::Timeout | Cause::Refused | Cause::Reset => true,
            Cause::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
        }
    }
}

/// From this status on an answer is a failure, as for JMeter and k6: whoever is turned away with 429 has not got what it
/// asked for.
pub const FAILURE: u16 = 400;

/// When the early users of a group begin, in nanoseconds: a server that has just been started listens by then.
pub const EARLY: Time = 100_000_000;

/// After a refused or reset connection a user waits at least this long, in nanoseconds, even without think
/// time: otherwise it would try again at the same instant, for ever.
pub const MIN_BACKOFF: Time = 10_000_000;
