//! What a Go service talks to, as pure state machines: connection pool, database server, HTTP server, clients, pods.
//!
//! Nothing here knows the time or does anything by itself: every input carries `now`, every output is a
//! value. [`World`] puts the parts together and is what a simulation holds: native functions of the Go
//! packages end in [`World::call`], events that are due in [`World::handle`], and both answer with
//! [`Effects`].
//!
//! **Invariant:** requests that arrived = completed + failed + unfinished.
//!
//! **Invariant:** a pool hands a connection to one holder at a time, and every wait ends once.
//!
//! **Invariant:** draws are keyed by what they are for, never by the order in which things happen to run.

pub mod balance;
pub mod breaker;
pub mod clients;
mod effect;
mod facade;
mod fault;
mod follow;
pub mod hikari;
mod http;
pub mod hystrix;
mod instances;
pub mod limit;
pub mod mysql;
pub mod natives;
mod numbered;
pub mod pods;
mod record;
pub mod redis;
pub mod registry;
pub mod service;
pub mod sql;
mod value;
mod world;
pub mod zones;

pub use balance::{BalancerRecord, HopFailure};
pub use effect::{Again, Caller, Effect, Effects, Hop, RedisEvent, RegistryEvent, Reply, Site, WorldEvent};
pub use facade::{ConnView, Databases, PoolConn, PoolKind, PoolRef, Pools, WaiterView};
pub use fault::Fault;
pub use follow::{First, Note};
pub use http::{Request, Sent};
pub use record::{
    PodRecord, PoolRecord, Record, RequestRecord, Served, ServerRecord, ServiceRecord, WaitEnd,
};
pub use value::{Arguments, Value};
pub use world::{TurnedAway, World};

/// A run begins on January 1, 2026, 00:00 UTC: seconds since 1970.
const START_S: u64 = 1_767_225_600;

/// Virtual time in nanoseconds since the start of the run; also spans of it.
pub type Time = u64;
