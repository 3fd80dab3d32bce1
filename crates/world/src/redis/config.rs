//! How a Redis server behaves, and what goes wrong with it.

use tidepool_des::{Distribution, Duration};

use crate::Time;

/// The behaviour of a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Time from dialling until a connection can be used: TCP and `HELLO` together.
    pub dial: Distribution,
    /// Time on the way there and back again.
    pub latency: Distribution,
    /// For how long a command keeps the server's one thread busy: reading, doing, answering.
    pub command: Distribution,
    /// For how much longer each command does that a script calls.
    pub call: Duration,
    /// What goes wrong, in the order in which it was written.
    pub faults: Vec<Fault>,
}

impl Default for Config {
    /// A server in the same data centre. It does some 100,000 small commands a second, as real ones do on one core, and a
    /// command costs a script less, as nothing has to be read and sent.
    fn default() -> Self {
        Config {
            dial: Distribution::Constant(Duration::MILLISECOND),
            latency: Distribution::Constant(Duration::from_micros(500)),
            command: Distribution::Constant(Duration::from_micros(10)),
            call: Duration::from_micros(1),
            faults: Vec::new(),
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It dies with all that it has kept, and nobody listens until it is up again.
    Down,
    /// Each command keeps the thread busy for so long.
    Slow(Duration),
}

/// One thing that goes wrong.
pub type Fault = crate::fault::Fault<FaultKind>;

impl Config {
    /// Whether the server is down at `now`.
    pub(crate) fn is_down(&self, now: Time) -> bool {
        self.faults.iter().any(|fault| fault.kind == FaultKind::Down && fault.covers(now))
    }

    /// For how long a command keeps the thread busy that begins now and would do so for `usual`.
    pub(super) fn busy(&self, now: Time, usual: Time) -> Time {
        self.faults.iter().filter(|fault| fault.covers(now)).fold(usual, |time, fault| match fault.kind {
            FaultKind::Slow(slow) => slow.as_nanos(),
            FaultKind::Down => time,
        })
    }
}
