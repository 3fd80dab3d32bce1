//! A Deployment as it is written down.

use tidepool_des::{Distribution, Duration};

/// How many pods there are, and how they come and go.
#[derive(Clone, Debug, PartialEq)]
pub struct Deployment {
    /// `replicas`: how many pods there should be.
    pub replicas: u32,
    /// `maxSurge`: how many more there may be during a rollout.
    pub surge: u32,
    /// `maxUnavailable`: how many fewer may be ready during a rollout. One of the two is above 0.
    pub unavailable: u32,
    /// From the creation of a pod to the start of its process: scheduling, pulling the image. Pods of the beginning have
    /// it behind them.
    pub start_time: Distribution,
    /// How the kubelet finds out whether a pod is ready; without it a pod is ready as soon as its process runs.
    pub readiness: Option<Readiness>,
    /// The preStop hook, which runs before SIGTERM.
    pub pre_stop: Hook,
    /// Where probe and hook ask; `None` is the port on which the process has begun to listen first, loopback addresses
    /// apart.
    pub port: Option<u16>,
    /// `terminationGracePeriodSeconds`, from the deletion on, the hook included.
    pub grace: Duration,
    /// From a change of the endpoints to the moment when new connections follow it.
    pub endpoint_delay: Distribution,
}

/// What a preStop hook does. The grace period counts on meanwhile, and ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hook {
    /// It sleeps; not at all is no hook.
    Sleep(Duration),
    /// It sends a GET for this path to the process, on [`Deployment::port`], and waits for the answer, whatever
    /// that is (`httpGet`).
    Get(String),
}

/// A readiness probe: a GET to the process. From 200 to 399 is a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Path, such as `/ready`.
    pub path: String,
    /// `periodSeconds`: from one probe to the next.
    pub period: Duration,
    /// `timeoutSeconds`: how long the kubelet waits for the answer.
    pub timeout: Duration,
    /// `failureThreshold`: so many failures in a row make a pod unready.
    pub failures: u32,
    /// `successThreshold`: so many successes in a row make it ready.
    pub successes: u32,
}
