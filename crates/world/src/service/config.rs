//! How a service behaves.

use tidepool_des::{Distribution, Duration};

use crate::Time;

/// The behaviour of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name under which programs reach it, on any port.
    pub host: String,
    /// The service time of a call.
    pub latency: Distribution,
    /// How many calls it works on at a time; 0 is any number.
    pub workers: u32,
    /// The share of calls that end with a status of 500, from 0 to 1.
    pub fail: f64,
    /// What it answers.
    pub body: String,
    /// What goes wrong.
    pub faults: Vec<Fault>,
}

/// Something that goes wrong at a service.
pub type Fault = crate::fault::Fault<FaultKind>;

/// What can go wrong at a service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FaultKind {
    /// Calls that get a worker meanwhile take so long.
    Slow(Duration),
    /// Calls that get a worker meanwhile take so many times as long.
    Slower(f64),
    /// It is gone: connections are reset, calls are lost, and dials are refused.
    Down,
}

impl Config {
    /// The service time of a call that begins at `now` and would take `usual` without faults.
    pub(super) fn service_time(&self, now: Time, usual: Duration) -> Time {
        let mut time = usual.as_nanos();
        for fault in self.faults.iter().filter(|fault| fault.covers(now)) {
            time = match fault.kind {
                FaultKind::Slow(slow) => slow.as_nanos(),
                FaultKind::Slower(factor) => Duration::from_nanos_f64(time as f64 * factor).as_nanos(),
                FaultKind::Down => time,
            };
        }
        time
    }

    /// Whether it is gone at `now`.
    pub(super) fn is_down(&self, now: Time) -> bool {
        self.faults.iter().any(|fault| fault.kind == FaultKind::Down && fault.covers(now))
    }
}
