//! What the native functions call: typed methods on plain arguments, with the effects that follow.

mod answers;
mod breakers;
mod circuits;
mod database;
mod dispatch;
mod faults;
mod hikari;
mod hikari_calls;
mod limits;
mod listed;
mod network;
mod pools;
mod read;
mod redis;
mod redis_calls;
mod replication;
mod socket;
mod under_way;

pub use database::Databases;
pub(crate) use listed::Listed;
pub use pools::Pools;
pub use read::{ConnView, PoolConn, PoolKind, PoolRef, WaiterView};
pub(crate) use redis::Redises;

#[cfg(test)]
mod tests;
