//! A MySQL server as its clients see it: sessions, statements, rows, and the errors a driver meets.
//!
//! What the model leaves out:
//! - Statements are not executed: what they answer follows from their text (`select`), and how long they take is
//!   drawn, whatever they say. There is no data, no plan, no cache that would be cold.
//! - The network has no latency and no width of its own: dialling is one time for TCP, handshake and
//!   authentication, a statement's latency has its way there and back in it.
//! - Where statements slow each other (`cores`), all of a statement's latency is work for the cores, and cores are
//!   all they compete for; of the many reasons why too many at once are slower, `thrash` is the sum (`cores.rs`).
//!   Rows on their way to a client need no core.

mod config;
mod cores;
pub mod select;
mod server;

pub use config::{Config, Dsn, DsnError};
pub use server::{Disconnect, Done, Finished, NextRow, Refusal, Server, ServerError, Start};

#[cfg(test)]
mod tests;
