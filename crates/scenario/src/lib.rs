//! A run as plain data: what is simulated, under which load, with which parameters, from which seed.
//!
//! A [`Scenario`] is a document (TOML). A [`Selection`] is what a reader chose in it: variant,
//! parameter values, seed, edited code. Both together resolve to a [`Run`], which holds
//! everything the simulator needs and nothing else. A [`link`] is scenario and selection in
//! one line of text.

mod apply;
mod choice;
mod clients;
mod cluster;
mod document;
mod error;
mod expect;
mod fault;
pub mod library;
pub mod link;
mod load;
mod moment;
mod pods;
mod redis;
mod replication;
mod run;
#[cfg(feature = "schema")]
pub mod schema;
mod scrape;
mod service;
mod sweep;
mod text;

pub use choice::{Choice, Param, ParamKind, Preset};
pub use clients::Clients;
pub use cluster::{Balancer, BalancerSettings, Network, NetworkSettings, Policy, Registry, RegistrySettings};
pub use document::{Chart, Database, Scenario, Server, Variant};
pub use error::ScenarioError;
pub use expect::{Condition, Expectation};
pub use fault::{EDGE, Fault, FaultKind, FaultSettings, NEVER, fault_at};
pub use library::Library;
pub use load::{Backoff, Load, LoadKind, Share, Spacing};
pub use moment::{Measure, Moment, MomentSettings};
pub use pods::{Hook, PodSettings, Pods, Readiness};
pub use redis::{Redis, RedisSettings};
pub use replication::{Replication, ReplicationSettings};
pub use run::{Release, Run, Selection, Settings};
pub use scrape::{Scrape, ScrapeSettings};
pub use service::{Service, ServiceSettings};
pub use sweep::{Axis, Planned};
pub use text::Text;

/// Version of the model: it names the meaning of seed and scenario. What may change a trace
/// hash changes this number; see CONTRIBUTING.
pub const MODEL_VERSION: &str = env!("CARGO_PKG_VERSION");
