//! What the balancer did, and how long it was blind to instances that were gone.

use std::collections::BTreeMap;

use tidepool_des::{Duration, Time};
use tidepool_world::zones::{Place, Zones};
use tidepool_world::{BalancerRecord, HopFailure, PodRecord};

use crate::flat::{Flat, Table};

/// Counters of the balancer of a run.
#[derive(Clone, Debug, Default)]
pub struct BalancerMetrics {
    /// Requests sent to instances, those sent again to another one included.
    pub sent: u64,
    /// Of these, the ones sent again.
    pub again: u64,
    /// Requests for which there was no instance.
    pub nowhere: u64,
    /// Requests that an instance has not answered, by reason: refused, reset, unreachable, silent.
    failures: [u64; 4],
    /// How often an instance was ejected.
    pub ejections: u64,
    /// How often checks found an instance sick.
    pub sick: u64,
    /// How often an instance was struck off.
    pub unlisted: u64,
    /// Requests by instance.
    by_instance: BTreeMap<u32, u64>,
    /// Since when an instance has no process.
    dead: BTreeMap<u32, Time>,
    /// The longest time after the end of a process at which its instance was sent a request.
    blind: Duration,
    /// Requests sent to instances without a process.
    to_dead: u64,
}

impl BalancerMetrics {
    pub(crate) fn observe(&mut self, now: Time, event: &BalancerRecord) {
        match *event {
            BalancerRecord::Sent { instance, hop, .. } => {
                self.sent += 1;
                self.again += u64::from(hop > 0);
                *self.by_instance.entry(instance).or_default() += 1;
                if let Some(since) = self.dead.get(&instance) {
                    self.blind = self.blind.max(now - *since);
                    self.to_dead += 1;
                }
            }
            BalancerRecord::Nowhere { .. } => self.nowhere += 1,
            BalancerRecord::Failed { why, .. } => {
                let place = match why {
                    HopFailure::Refused => 0,
                    HopFailure::Reset => 1,
                    HopFailure::Unreachable => 2,
                    HopFailure::Silent => 3,
                };
                self.failures[place] += 1;
            }
            BalancerRecord::Ejected { .. } => self.ejections += 1,
            BalancerRecord::Sick { sick, .. } => self.sick += u64::from(sick),
            BalancerRecord::Listed { listed, .. } => self.unlisted += u64::from(!listed),
        }
    }

    /// A pod's process has come or gone.
    pub(crate) fn observe_pod(&mut self, now: Time, pod: u32, event: &PodRecord) {
        match event {
            PodRecord::Started { .. } => drop(self.dead.remove(&pod)),
            PodRecord::Exited { .. } => drop(self.dead.insert(pod, now)),
            _ => {}
        }
    }

    pub(crate) fn flat(&self, out: &mut Flat) {
        out.insert("balancer_sent", self.sent as f64);
        out.insert("balancer_sent_again", self.again as f64);
        out.insert("balancer_nowhere", self.nowhere as f64);
        const FAILURES: [&str; 4] =
            ["balancer_refused", "balancer_reset", "balancer_unreachable", "balancer_silent"];
        for (name, count) in FAILURES.into_iter().zip(self.failures) {
            out.insert(name, count as f64);
        }
        out.insert("balancer_ejections", self.ejections as f64);
        out.insert("balancer_sick", self.sick as f64);
        out.insert("balancer_unlisted", self.unlisted as f64);
        out.insert("balancer_blind_ms", self.blind.as_millis_f64());
        out.insert("balancer_sent_to_dead", self.to_dead as f64);
        let most = self.by_instance.values().max().copied().unwrap_or(0);
        let share = if self.sent > 0 { 100.0 * most as f64 / self.sent as f64 } else { 0.0 };
        out.insert("balancer_busiest_percent", share);
    }

    /// Requests sent to the instances of each zone, with the zone before the name.
    pub(crate) fn by_zone(&self, zones: &Zones, table: &mut Table) {
        for (number, name) in zones.config().names.iter().enumerate() {
            let here = |instance: u32| zones.nth(instance - 1) == Place::Zone(number as u8);
            let sent: u64 = self.by_instance.iter().filter(|of| here(*of.0)).map(|of| of.1).sum();
            Flat::of(&format!("zone_{name}"), table).insert("balancer_sent", sent as f64);
        }
    }
}
