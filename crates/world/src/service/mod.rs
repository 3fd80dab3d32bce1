//! Services that others run: what a program reaches by HTTP outside of the run.
//!
//! A service takes calls as they come. Each needs a worker for its service time; who finds none free waits in turn. What
//! a call asks for does not matter: it gets the service's one answer, or a status of 500. A service does not notice
//! that a caller has hung up: it works on the call all the same, as most do.
//!
//! Left out: dialling takes no time, the connections themselves cost a service nothing, and nothing but `service-down`
//! ends them from its side.
//!
//! **Invariant:** a service has no more calls at work than workers, and nobody waits while one is free.
//!
//! **Invariant:** calls that arrived = answered + failed + lost + unfinished.

mod config;
mod state;

pub use config::{Config, Fault, FaultKind};
pub use state::{Service, Services};

#[cfg(test)]
mod tests;
