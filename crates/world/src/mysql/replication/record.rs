//! What an observer of a replicating group can see.

use crate::Time;

/// One thing that happened. Servers are numbered from 1, writes (transactions that have changed something) from 1 in the
/// order in which they were committed, whichever server did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplicationRecord {
    /// A write is in a server's log.
    Committed {
        /// Which server's.
        server: u64,
        /// Which write.
        write: u64,
        /// At which position of the primary's log; 0 in that of a server that is not the primary any more.
        position: u64,
    },
    /// The client of a write was told that it is committed.
    Accepted {
        /// Which write.
        write: u64,
        /// Whether it is lost already: only a server has it that is not the primary any more.
        lost: bool,
    },
    /// The client of a write will never hear of it.
    Unanswered {
        /// Which write.
        write: u64,
    },
    /// A server that is not the primary begins to read rows.
    Read {
        /// Which server.
        server: u64,
        /// For how long what it does not have of them yet has been accepted, in nanoseconds; none if it has all.
        stale: Option<Time>,
    },
    /// A primary begins to wait for replicas before it answers, or waits no more.
    Waits {
        /// Which server.
        server: u64,
        /// Whether it waits now.
        on: bool,
    },
    /// The monitor has looked at the primary in vain.
    Missed {
        /// How often in a row.
        misses: u32,
    },
    /// A promotion begins.
    Chosen {
        /// Of which server.
        server: u64,
        /// The position up to which it has received the log.
        received: u64,
    },
    /// A server is the primary now.
    Promoted {
        /// Which one.
        server: u64,
        /// How many accepted writes it does not have.
        lost: u64,
        /// How old the oldest of these was when the primary was lost, in nanoseconds.
        window: Time,
        /// How long there was no primary, in nanoseconds.
        outage: Time,
    },
    /// A server takes no writes any more, or takes them again.
    ReadOnly {
        /// Which one.
        server: u64,
        /// Whether it takes none.
        on: bool,
    },
    /// A backup was taken.
    BackedUp {
        /// The position up to which it has the primary's log.
        position: u64,
    },
    /// The data is gone on all servers.
    DataLost {
        /// How many accepted writes the last backup does not have.
        lost: u64,
        /// How old the oldest of these is, in nanoseconds.
        window: Time,
    },
    /// The last backup is restored on all servers.
    Restored {
        /// How long that has taken, in nanoseconds.
        outage: Time,
    },
}
