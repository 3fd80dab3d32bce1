//! What an observer of a balancer can see.

use crate::Time;
use crate::clients::RequestId;

/// Events of the balancer. An instance is a pod; its number is the pod's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BalancerRecord {
    /// It sends a request to an instance.
    Sent {
        /// Which request.
        request: RequestId,
        /// Which instance.
        instance: u32,
        /// The how manieth instance for this request, from 0.
        hop: u32,
    },
    /// There is no instance for a request.
    Nowhere {
        /// Which request.
        request: RequestId,
    },
    /// A request has had no answer from an instance.
    Failed {
        /// Which request.
        request: RequestId,
        /// Which instance.
        instance: u32,
        /// Why.
        why: HopFailure,
    },
    /// An instance is ejected.
    Ejected {
        /// Which instance.
        instance: u32,
        /// Until when.
        until: Time,
    },
    /// An instance fails its health checks from now on, or no more.
    Sick {
        /// Which instance.
        instance: u32,
        /// Whether it fails them.
        sick: bool,
    },
    /// An instance is one of those that there are, or is struck off.
    Listed {
        /// Which instance.
        instance: u32,
        /// Whether it is there.
        listed: bool,
    },
}

/// Why an instance has not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HopFailure {
    /// Nobody listens there.
    Refused,
    /// The connection was closed before the answer.
    Reset,
    /// There was no connection in time.
    Unreachable,
    /// There was no answer in time.
    Silent,
}
