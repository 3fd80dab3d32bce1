//! A Redis server: texts, hashes and sorted sets that expire, and scripts in Lua.
//!
//! One thread does one command after the other, and a whole script is one command: nothing comes between. While it is
//! busy, others wait. Commands that have arrived are done even if their client has left.
//!
//! Left out: lists, sets, streams, transactions, publishing, replicas and clusters, keeping anything on disk (what dies has
//! lost its keys and scripts), eviction (`maxmemory` is 16 MiB, with `noeviction`), and `BUSY`: others wait for a long script
//! instead of getting an error. Of the commands on texts, hashes and sorted sets there are those of `commands/mod.rs`, with
//! the options that they have there; absent are `MSET`, `KEYS` and `SCAN`, `INCRBYFLOAT`, `ZINCRBY`, `ZRANK` and `ZRANGE` with
//! `BYSCORE`, among others.

mod commands;
mod config;
mod lua;
mod record;
mod reply;
mod server;
mod store;

pub use config::{Config, Fault, FaultKind};
pub use record::RedisRecord;
pub(crate) use reply::Reply;
pub(crate) use server::{Command, Done, Server};

#[cfg(test)]
mod tests;
