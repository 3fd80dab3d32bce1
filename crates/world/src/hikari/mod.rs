//! The connection pool HikariCP 6.0.0: what its threads decide between two points where another may come in.
//!
//! Each method is one stretch in which the original is not disturbed: a compare-and-set on a connection's
//! state, a change of the count of waiters, a hand-over. A caller is a thread there and a goroutine here.
//! Dialling, closing, validating and waiting are the caller's.
//!
//! What the model leaves out: suspending the pool, and clocks that go backwards, which virtual time does not.

mod adder;
mod bag;
mod config;
mod entry;
mod keeper;
mod own;
mod pool;
mod queue;

pub use adder::Wake;
pub use bag::{Offer, Offered};
pub use config::Config;
pub use entry::{Entry, State};
pub use keeper::{Housekeeping, Timers};
pub use pool::{Borrow, Check, Figures, Got, Pool, Release};
pub use queue::Waiter;

pub use crate::sql::{CloseReason, ConnId, Holder, Ticket};

/// Nanoseconds in a millisecond, the unit of HikariCP's settings.
pub(crate) const MS: u64 = 1_000_000;

#[cfg(test)]
mod tests;
