//! How a balancer is configured.

use tidepool_des::Duration;

/// How an instance is chosen for a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// One after the other.
    #[default]
    RoundRobin,
    /// Any, each with the same chance.
    Random,
    /// The one with the fewest requests that it has not answered; of several, the next in turn.
    LeastConnections,
    /// Of two different ones at random, the one with fewer requests that it has not answered.
    TwoChoices,
}

/// A balancer's configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// How an instance is chosen.
    pub policy: Policy,
    /// How the balancer finds out by itself whether an instance is healthy; `None` is not at all.
    pub check: Option<Check>,
    /// When an instance is left out because of how requests ended; `None` is never.
    pub ejection: Option<Ejection>,
    /// If less than this share of the instances that are listed is healthy, in percent, all of them get requests; 0 is
    /// never.
    pub panic: u32,
    /// How many further instances a request is sent to that could not be sent to the first.
    pub tries: u32,
    /// How long the balancer waits for a connection.
    pub connect_timeout: Duration,
    /// How long it waits for an answer; zero is for ever.
    pub timeout: Duration,
}

/// A health check: a GET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Path, such as `/healthz`.
    pub path: String,
    /// From one check of an instance to the next.
    pub period: Duration,
    /// How long the balancer waits for the answer.
    pub timeout: Duration,
    /// So many failures in a row make an instance unhealthy.
    pub failures: u32,
    /// So many successes in a row make it healthy again.
    pub successes: u32,
}

/// When instances are ejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ejection {
    /// So many errors in a row: a status of 500 or above, or no answer.
    pub errors: u32,
    /// For how long the first time; for so many times as long the second, third … time.
    pub base: Duration,
    /// The longest time.
    pub max: Duration,
    /// The share of the listed instances that may be ejected at a time, in percent; one may in any case.
    pub most: u32,
}
