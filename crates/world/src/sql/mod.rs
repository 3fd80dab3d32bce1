//! The connection pool of `database/sql`: every decision that the real package takes under its mutex.

mod cleaner;
mod conn;
mod limits;
mod outcome;
mod pool;
mod stats;
mod waiters;

pub use cleaner::{CleanRun, CleanerStart, CleanerWake};
pub use conn::{CloseReason, Conn, ConnId, ConnState, Holder};
pub use outcome::{Begin, Closing, Delivered, Opened, Put, Strategy};
pub use pool::Pool;
pub use stats::Stats;
pub use waiters::{Ticket, Waiter};

/// Chooses one of `n` waiters, `n` at least 1: the answer is below `n`.
/// The caller draws from the random stream of its choice; tests choose by hand.
pub type Pick<'a> = &'a mut dyn FnMut(usize) -> usize;

#[cfg(test)]
mod tests;
