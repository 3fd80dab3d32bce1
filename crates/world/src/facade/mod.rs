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
mod network;
mod numbered;
mod pools;
mod read;
mod redis;
mod redis_calls;

pub use database::Databases;
pub(crate) use numbered::Numbered;
pub use pools::Pools;
pub use read::{ConnView, PoolConn, PoolKind, PoolRef, WaiterView};
pub use redis::Redises;

#[cfg(test)]
mod tests;
