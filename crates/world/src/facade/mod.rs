//! What the native functions call: typed methods on plain arguments, with the effects that follow.

mod answers;
mod database;
mod dispatch;
mod pools;

pub use database::Databases;
pub use pools::{Entry, Pools};

#[cfg(test)]
mod tests;
