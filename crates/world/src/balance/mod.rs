//! A balancer for HTTP: which instance gets a request, which instances it leaves out, and for how long.
//!
//! An instance gets requests while it is *listed* (a member, as endpoints or registry say), while its health checks
//! succeed, and while it is not *ejected*. Checks are active: the balancer asks. Ejection is passive: it sees how requests
//! end. After so many errors in a row an instance is left out for a time that grows with each ejection; only a share of
//! all instances may be ejected at a time, one in any case. When too few are left that are healthy, the balancer *panics*:
//! it takes health for a mistake of its own and spreads requests over all that are listed.
//!
//! What is left out: weights, priorities and slow starts; several balancers, each with its own view; ejection by success
//! rate; forgetting earlier ejections of an instance that behaves; a client's connection to the balancer, which costs nothing.
//! A new instance gets requests before its first check (with Envoy it waits for that one), and one that is struck off and
//! listed again has kept its health, its ejection and its errors in a row (Envoy begins anew). That an instance has closed a
//! connection on which nothing is under way is known at once, over whatever network: no request goes out on one that is
//! about to be closed.
//!
//! Sources: Envoy's documentation of outlier detection, health checking and panic threshold (1.31); nginx'
//! `random two least_conn` and `least_conn` for choices.

mod balancer;
mod config;
mod record;

pub use balancer::{Balancer, Member};
pub use config::{Check, Config, Ejection, Policy};
pub use record::{BalancerRecord, HopFailure};

#[cfg(test)]
mod tests;
