//! How pods came and went.

use std::collections::BTreeMap;

use tidepool_world::PodRecord;
use tidepool_world::pods::Cluster;

use crate::flat::Flat;

/// Counters over all pods of a run.
#[derive(Clone, Debug, Default)]
pub struct PodMetrics {
    /// Pods that are ready now.
    ready: u32,
    /// The fewest that were ready once all of the beginning had been.
    ready_min: Option<u32>,
    /// Which pods are ready.
    is_ready: BTreeMap<u32, bool>,
    /// Pods created.
    created: u32,
    /// Processes started.
    started: u32,
    /// Exit codes of processes, and how many ended with each.
    exits: BTreeMap<i32, u32>,
    /// Pods whose deletion began.
    deleted: u32,
    /// How often the nodes learned that a pod is no endpoint any more.
    unlisted: u32,
    /// Processes that were sent SIGTERM, and SIGKILL.
    signals: [u32; 2],
}

/// Exit codes that have a metric of their own: a return of main, `log.Fatal`, a panic, SIGKILL, SIGTERM.
const CODES: [(i32, &str); 5] = [
    (0, "pods_exit_0"),
    (1, "pods_exit_1"),
    (2, "pods_exit_2"),
    (137, "pods_exit_137"),
    (143, "pods_exit_143"),
];

impl PodMetrics {
    /// Counts a record.
    pub(crate) fn observe(&mut self, pod: u32, event: &PodRecord) {
        match *event {
            PodRecord::Created { .. } => self.created += 1,
            PodRecord::Started { .. } => self.started += 1,
            PodRecord::Ready(ready) => self.set_ready(pod, ready),
            // What is being deleted is not counted on.
            PodRecord::Deleted => {
                self.deleted += 1;
                self.set_ready(pod, false);
            }
            PodRecord::Signalled { kill } => self.signals[usize::from(kill)] += 1,
            PodRecord::Exited { code, .. } => *self.exits.entry(code).or_default() += 1,
            PodRecord::Listed(listed) => self.unlisted += u32::from(!listed),
        }
    }

    fn set_ready(&mut self, pod: u32, ready: bool) {
        let before = self.is_ready.insert(pod, ready).unwrap_or(false);
        self.ready = self.ready + u32::from(ready) - u32::from(before);
        match &mut self.ready_min {
            Some(least) => *least = (*least).min(self.ready),
            // All of the beginning are ready.
            None if ready && self.ready == self.created => self.ready_min = Some(self.ready),
            None => {}
        }
    }

    /// How many processes have ended with this exit code.
    pub fn exits(&self, code: i32) -> u32 {
        self.exits.get(&code).copied().unwrap_or(0)
    }

    /// Metrics by name.
    pub(crate) fn flat(&self, pods: &Cluster, out: &mut Flat) {
        out.insert("pods_created", self.created.into());
        out.insert("pods_started", self.started.into());
        out.insert("pods_ready_min", self.ready_min.unwrap_or(0).into());
        out.insert("pods_ready_end", self.ready.into());
        out.insert("pods_deleted", self.deleted.into());
        out.insert("pods_unlisted", self.unlisted.into());
        let left = pods.pods().iter().filter_map(|pod| Some(pod.timeline.gone? - pod.timeline.deleted?));
        out.insert("pods_leave_max_ms", left.max().unwrap_or(0) as f64 / 1e6);
        out.insert("pods_sigterm", self.signals[0].into());
        out.insert("pods_sigkill", self.signals[1].into());
        let known = CODES.map(|(code, name)| {
            out.insert(name, self.exits(code).into());
            self.exits(code)
        });
        let all: u32 = self.exits.values().sum();
        out.insert("pods_exit_other", (all - known.iter().sum::<u32>()).into());
        let newest = pods.pods().iter().map(|pod| pod.version).max().unwrap_or(0);
        let new = pods.pods().iter().filter(|pod| pod.ready && pod.version == newest).count();
        out.insert("pods_newest_ready_end", new as f64);
    }
}
