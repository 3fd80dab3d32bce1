//! What happened at a service, as itself would count.

use tidepool_des::{Duration, Histogram};
use tidepool_world::ServiceRecord;

use crate::flat::{Flat, quantiles};

/// Calls of a service by outcome, and what it had at most.
#[derive(Clone, Debug, Default)]
pub struct ServiceMetrics {
    /// Arrived.
    pub calls: u64,
    /// Answered well.
    pub answered: u64,
    /// Answered with a status of 500.
    pub failed: u64,
    /// Worked on to the end after the caller had hung up.
    pub abandoned: u64,
    /// Lost as the service went down.
    pub lost: u64,
    /// Connections made.
    pub dialed: u64,
    /// Dials that were refused.
    pub refused: u64,
    /// Connections now.
    connections: u64,
    connections_max: u64,
    busy_max: u64,
    waiting_max: u64,
    latency: Histogram,
}

impl ServiceMetrics {
    pub(crate) fn observe(&mut self, event: &ServiceRecord) {
        match *event {
            ServiceRecord::Connected { connections } => {
                self.dialed += 1;
                self.connections = connections;
                self.connections_max = self.connections_max.max(connections);
            }
            ServiceRecord::Disconnected { connections } => self.connections = connections,
            ServiceRecord::Refused => self.refused += 1,
            ServiceRecord::Arrived { busy, waiting, .. } => {
                self.calls += 1;
                self.busy_max = self.busy_max.max(busy);
                self.waiting_max = self.waiting_max.max(waiting);
            }
            ServiceRecord::Answered { latency, .. } => {
                self.answered += 1;
                self.latency.record(Duration::from_nanos(latency));
            }
            ServiceRecord::Failed { latency, .. } => {
                self.failed += 1;
                self.latency.record(Duration::from_nanos(latency));
            }
            ServiceRecord::Abandoned { .. } => self.abandoned += 1,
            ServiceRecord::Lost { .. } => self.lost += 1,
            ServiceRecord::Fault { .. } => {}
        }
    }

    pub(crate) fn flat(&self, out: &mut Flat) {
        let ended = self.answered + self.failed + self.abandoned + self.lost;
        out.insert("calls", self.calls as f64);
        out.insert("calls_answered", self.answered as f64);
        out.insert("calls_failed", self.failed as f64);
        out.insert("calls_abandoned", self.abandoned as f64);
        out.insert("calls_lost", self.lost as f64);
        out.insert("calls_unfinished", (self.calls - ended) as f64);
        out.insert("busy_max", self.busy_max as f64);
        out.insert("waiting_max", self.waiting_max as f64);
        out.insert("connections_dialed", self.dialed as f64);
        out.insert("connections_refused", self.refused as f64);
        out.insert("connections_max", self.connections_max as f64);
        out.insert("connections_end", self.connections as f64);
        const TIMES: [&str; 6] =
            ["call_mean_ms", "call_p50_ms", "call_p90_ms", "call_p95_ms", "call_p99_ms", "call_max_ms"];
        quantiles(&self.latency, TIMES, out);
    }
}
