//! A group of MySQL servers: a primary whose log is applied by replicas, and a monitor that replaces it when it is gone.
//!
//! A transaction that has changed something goes into the primary's log when it is committed. Asynchronously, its client
//! is answered at once; semi-synchronously, when a replica has confirmed that it has received it, or after a timeout. A
//! replica applies what it has received in order, with one thread. *Lag* is for how long the oldest transaction that a
//! replica has not applied has been accepted, that is: since its client was answered.
//!
//! The monitor looks at the primary at fixed times. After enough misses in a row it chooses the replica that has received
//! most of the log (of equals the first), lets it apply all of that, and makes it the primary. What that one had not
//! received is lost. A primary that comes back follows the new one and throws away what that one does not have. One that
//! was cut off from the monitor and not fenced goes on accepting writes until the monitor reaches it: they are lost, too.
//!
//! When a transaction arrives and when it is applied is known when it is sent, so neither is an event: a replica's
//! position follows from the time at which somebody looks.
//!
//! What the model leaves out:
//! - Parallel appliers, several channels, group replication, chains of replicas, delayed replicas. Applying a
//!   transaction takes a time that is drawn, whatever it says, and slows no statements; statements do not slow it either.
//! - Rows of a result come with its answer: only that takes the network's time. Servers outside of the group, and a
//!   listing's process that is no pod when its zone loses its power, are spared.
//! - When a promotion begins, the other replicas stop to follow the primary, those beyond the monitor's reach, too.
//! - Readers that wait for a position (`WAIT_FOR_EXECUTED_GTID_SET`), proxies that know of lag.
//! - A replica asks for what it misses as soon as there is a way: there are no retries after `SOURCE_CONNECT_RETRY`. What
//!   has not arrived when the primary dies does not arrive: the time on the way stands for that in its buffers, too.
//! - A look of the monitor counts when it is made, although its answer takes time. The monitor is never gone, nobody has
//!   to agree with it, and the name of the primary leads to the new one as soon as there is one.
//! - Fencing ends the sessions that wait for a replica, and no others.
//! - A lost primary has lost nothing that is in its log (`sync_binlog` and `innodb_flush_log_at_trx_commit` are 1). A
//!   replica never breaks by an event that it cannot apply.
//! - A backup is consistent and takes no time; the servers are down while it is restored, which begins at once.
//! - An `INSERT` makes a row of its own with the number that the server gives it, whatever its key. A `SELECT` reads the
//!   rows of its first table, those with `id = VALUE` or all.
//!
//! Sources: MySQL 8.4 reference manual: "Semisynchronous Replication", "Replication Threads", "`super_read_only`", error
//! 1290 in the "Server Error Message Reference".
//!
//! **Invariant:** accepted writes = durable + lost, where durable are those in the log of the primary.
//!
//! **Invariant:** no server has applied more than it has received, nor received more than is in the primary's log.

mod backup;
mod commit;
mod config;
mod failover;
mod log;
mod node;
mod record;
mod state;
mod ways;

pub use config::{Config, Fault, FaultKind, Mode};
pub use record::ReplicationRecord;
pub use state::{Counts, Order, Replication, ReplicationEvent};
