//! What the native functions call: typed methods on plain arguments, with the effects that follow.

mod answers;
mod breakers;
mod database;
mod dispatch;
mod faults;
mod hikari;
mod hikari_calls;
mod limits;
mod network;
mod pools;
mod read;

pub use breakers::Breakers;
pub use database::Databases;
pub use limits::Limits;
pub use pools::Pools;
pub use read::{ConnView, PoolConn, PoolKind, PoolRef, WaiterView};

#[cfg(test)]
mod tests;
