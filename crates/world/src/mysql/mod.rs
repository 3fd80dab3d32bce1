//! A MySQL server as its clients see it: sessions, statements, rows, and the errors a driver meets.
//!
//! What the model leaves out:
//! - Statements are not executed: what they answer follows from their text (`select`), and how long they take is
//!   drawn, whatever they say. There is no data, no plan, no cache that would be cold.
//! - An `INSERT` or `REPLACE` locks a row of its own, whatever its key, so that upserts of one key do not wait for each
//!   other. A statement behind a comment locks nothing.
//! - The network has no latency and no width of its own: dialling is one time for TCP, handshake and
//!   authentication, of which a third passes until a refusal is there, and a statement's latency has its way there and
//!   back in it.
//! - Of TCP there is what a stall shows (`facade/network.rs`): no retransmission timers, so that what was sent arrives
//!   as soon as a stall is over; nobody gives up on a silent peer by himself (Linux would after 2 minutes when dialling,
//!   after 2 1/2 when idle, after a quarter of an hour when sending).
//! - Where statements slow each other (`cores`), all of a statement's latency is work for the cores, and cores are
//!   all they compete for; of the many reasons why too many at once are slower, `thrash` is the sum (`cores.rs`).
//!   Rows on their way to a client need no core.
//! - A statement locks all that it will when it begins, before it runs. Locks are exclusive; `FOR SHARE` locks
//!   nothing, `NOWAIT` and `SKIP LOCKED` wait. Only `id = VALUE` names a row (`statement.rs`), a row is locked
//!   whether it exists or not, and gaps between rows are not. Waiters are served in the order in which they came;
//!   InnoDB may prefer those for whom more others wait. Rolling back takes no time.

mod commits;
mod config;
mod cores;
mod faults;
mod locks;
mod query;
pub mod replication;
pub mod select;
mod server;
mod session;
mod statement;
mod transactions;

pub use commits::{Role, Written};
pub use config::{Config, Dsn, DsnError};
pub use faults::{Fault, FaultKind, Faults};
pub(crate) use query::Queries;
pub use query::Query;
pub use server::Server;
pub(crate) use session::READ_ONLY;
pub use session::{Death, Disconnect, Done, Finished, LockEnd, News, NextRow, Refusal, ServerError, Start};

#[cfg(test)]
mod tests;
