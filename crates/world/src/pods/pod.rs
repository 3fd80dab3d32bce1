//! One pod, and what it has been through.

use crate::Time;

/// Where a pod is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has no process: it is being scheduled, or waits to be restarted.
    Waiting,
    /// Its process runs.
    Running,
    /// It is being deleted, and its preStop hook runs.
    PreStop,
    /// SIGTERM has been sent.
    Stopping,
    /// It is no more.
    Gone,
}

/// A process of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Container {
    /// Its number in the run.
    pub process: u32,
    /// When it started.
    pub started: Time,
    /// When it ended, and with which exit code.
    pub ended: Option<(Time, i32)>,
}

/// When a pod came to what; `None` is not yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// It was created.
    pub created: Time,
    /// It became ready or unready, the first change to ready.
    pub readiness: Vec<(Time, bool)>,
    /// New connections began to come to it, or no more; the first change is a beginning.
    pub listed: Vec<(Time, bool)>,
    /// Its deletion began.
    pub deleted: Option<Time>,
    /// SIGTERM was sent.
    pub terminated: Option<Time>,
    /// SIGKILL was sent.
    pub killed: Option<Time>,
    /// It was gone.
    pub gone: Option<Time>,
}

/// A pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pod {
    /// Which one, from 1.
    pub number: u32,
    /// Which version it runs, from 0.
    pub version: u32,
    /// Which listing that is: 0 is the run's own, others are those that rollouts deploy.
    pub listing: u32,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whether it is ready.
    pub ready: bool,
    /// Whether the nodes send new connections to it.
    pub listed: bool,
    /// Its processes, the present one last.
    pub containers: Vec<Container>,
    /// What it has been through.
    pub timeline: Timeline,
    /// Successes and failures of probes in a row.
    pub(super) streak: (u32, u32),
    /// When the last probe began.
    pub(super) asked: Time,
    /// Changes of its being an endpoint that were announced, and the last one that the nodes know.
    pub(super) changes: (u32, u32),
    /// Restarts that count for the next pause.
    pub(super) restarts: u32,
}

/// Most processes that a pod remembers, and most changes; the oldest go first.
const REMEMBERED: usize = 64;

impl Pod {
    pub(super) fn new(number: u32, version: u32, listing: u32, now: Time) -> Pod {
        Pod {
            number,
            version,
            listing,
            phase: Phase::Waiting,
            ready: false,
            listed: false,
            containers: Vec::new(),
            timeline: Timeline { created: now, ..Timeline::default() },
            streak: (0, 0),
            asked: 0,
            changes: (0, 0),
            restarts: 0,
        }
    }

    /// The process that runs in it now.
    pub fn process(&self) -> Option<u32> {
        self.containers
            .last()
            .filter(|container| container.ended.is_none())
            .map(|container| container.process)
    }

    /// Whether it counts as one of the pods that there should be.
    pub fn is_wanted(&self) -> bool {
        matches!(self.phase, Phase::Waiting | Phase::Running) && self.timeline.deleted.is_none()
    }

    /// Exit code of its last process that ended.
    pub fn exit(&self) -> Option<i32> {
        self.containers.iter().rev().find_map(|container| container.ended).map(|(_, code)| code)
    }
}

/// Adds what is to be remembered.
pub(super) fn remember<T>(list: &mut Vec<T>, item: T) {
    if list.len() == REMEMBERED {
        list.remove(0);
    }
    list.push(item);
}
