//! A MySQL server as its clients see it: sessions, statements, rows, and the errors a driver meets.

mod config;
pub mod select;
mod server;

pub use config::{Config, Dsn, DsnError};
pub use server::{Disconnect, Done, Finished, NextRow, Refusal, Server, ServerError, Start};

#[cfg(test)]
mod tests;
