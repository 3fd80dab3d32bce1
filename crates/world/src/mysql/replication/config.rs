//! How the servers of a group replicate, and who watches them.

use tidepool_des::{Distribution, Duration};

use crate::mysql::Faults;
use crate::zones::Place;

/// When the primary answers a client whose transaction is in its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// At once.
    Async,
    /// When one replica, whichever, has confirmed that it has received the transaction (`AFTER_SYNC`). After so long it answers all
    /// the same, and goes on asynchronously until a replica has caught up (`rpl_semi_sync_source_timeout`).
    SemiSync(Duration),
}

/// What goes wrong in a group besides what goes wrong at a single server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The process of whoever is the primary then dies.
    PrimaryDown,
    /// The data is gone on all servers, as by a `DROP` that was replicated.
    DataLost,
}

/// One thing that goes wrong, and until when: a server that is never up again has [`Time::MAX`](crate::Time::MAX). Lost data
/// takes as long as its restoring does, whatever stands there.
pub type Fault = crate::Fault<FaultKind>;

/// A group of servers.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// How many servers follow the primary.
    pub replicas: u32,
    /// When clients are answered.
    pub mode: Mode,
    /// What the one thread of a replica that applies the log takes for a transaction.
    pub apply: Distribution,
    /// Time between two looks of the monitor at the primary; a look without an answer within this time is a miss.
    pub check: Duration,
    /// So many misses in a row begin a promotion; at least one.
    pub failures: u32,
    /// How long a promotion takes, once the chosen replica has applied all that it has received.
    pub promote: Duration,
    /// Whether a primary makes itself read-only that the monitor cannot reach for so long that it would replace it.
    pub fence: bool,
    /// Time between two backups; zero is none.
    pub backup: Duration,
    /// How long it takes to restore one on all servers.
    pub restore: Duration,
    /// What goes wrong in the group.
    pub faults: Vec<Fault>,
    /// What goes wrong at each server, the first primary first.
    pub servers: Vec<Faults>,
    /// Where the servers stand, the first primary first, in turn; none is spread over the zones there are.
    pub places: Vec<Place>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            replicas: 1,
            mode: Mode::Async,
            apply: Distribution::Constant(Duration::from_micros(200)),
            check: Duration::from_secs(1),
            failures: 3,
            promote: Duration::from_secs(5),
            fence: true,
            backup: Duration::ZERO,
            restore: Duration::from_secs(1_800),
            faults: Vec::new(),
            servers: Vec::new(),
            places: Vec::new(),
        }
    }
}
