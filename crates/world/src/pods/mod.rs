//! Pods of a Deployment, as Kubernetes runs them: started, probed, replaced by a newer version, told to end, killed.
//!
//! A deletion starts two tracks at the same instant, and nothing orders them. One is the kubelet's: the preStop hook, then
//! SIGTERM to process 1, then SIGKILL when `terminationGracePeriodSeconds` have passed since the deletion. The other is the
//! Service's: the pod leaves the endpoints, and every node learns of it a little later. Until it has, new connections go
//! on coming to a pod that may have stopped listening. Connections that exist are nobody's business: they stay where
//! they are until somebody closes them.
//!
//! A pod whose process ends by itself keeps its place and its address; its container is restarted, at once the first time,
//! then after 10 s, 20 s and so on up to five minutes.
//!
//! How much memory a container may have is the simulation's business, which kills the process that has more.
//!
//! What is left out: nodes and scheduling (`start_time` stands for all that happens before the process starts); hooks other
//! than a sleep and a GET; liveness and startup probes; `initialDelaySeconds`; `minReadySeconds` and disruption budgets;
//! probes of a pod that is being deleted, which change nothing. The controllers take no time. All clients share one node's list of endpoints. A dial to
//! a pod that is gone is refused at once, where a real one may find nobody to refuse it and wait. Probes take no time on
//! the network, and clients without a balancer none either, so that no request of theirs meets a connection just when the
//! server closes it; a balancer's requests can, where there are zones. A pod whose zone loses its power has ended, and is
//! no endpoint any more after the usual delay: that a node is gone is known without the 40 s of its lease. A balancer
//! with a registry does not look at endpoints (`instances`): there the lease has to run out.
//!
//! Sources: the kubelet's `killContainer` for the hook, the grace period and the least of 2 s between SIGTERM and SIGKILL
//! (`minimumGracePeriodInSeconds`); the documentation of Kubernetes for the two tracks, probes and restarts; steps of a
//! rollout as its Deployment controller computes them, from memory of version 1.30.

mod cluster;
mod config;
mod pod;
mod rollout;

pub use cluster::Cluster;
pub(crate) use cluster::{Ask, Asked};
pub use config::{Deployment, Hook, Readiness};
pub use pod::{Container, Phase, Pod, Timeline};

use crate::Time;

/// What happens to a pod later. Each says what it is about, so that one that has lost its meaning is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PodEvent {
    /// Its container starts.
    Start,
    /// The kubelet looks whether the process of this number is ready.
    Probe {
        /// The process.
        process: u32,
    },
    /// That look has ended.
    Probed {
        /// The process.
        process: u32,
        /// Whether the answer came in time and its status was from 200 to 399.
        ok: bool,
    },
    /// The preStop hook asks the process.
    Hook,
    /// The preStop hook is over.
    Terminate,
    /// The grace period is over.
    Kill,
    /// The nodes learn whether the pod is an endpoint.
    Endpoint {
        /// Which change of this pod's, from 1.
        change: u32,
        /// Whether it is one.
        listed: bool,
    },
}

/// The least time between SIGTERM and SIGKILL, however long the preStop hook took.
pub const GRACE_MIN: Time = 2_000_000_000;

/// The first pause before a container is restarted once more, and the longest one.
const BACKOFF: Time = 10_000_000_000;
const BACKOFF_MAX: Time = 300_000_000_000;

/// A container that has run for so long is restarted without a pause again.
const BACKOFF_RESET: Time = 600_000_000_000;

#[cfg(test)]
mod tests;
