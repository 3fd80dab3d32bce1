//! What replication did: reads at replicas, and what became of writes when primaries did not last.

use tidepool_des::{Duration, Histogram, Time};
use tidepool_world::mysql::replication::{Replication, ReplicationRecord};

use crate::flat::Flat;

/// Counters over the group of database servers of a run.
#[derive(Clone, Debug, Default)]
pub struct ReplicationMetrics {
    /// Reads of rows at servers that were not the primary.
    pub reads: u64,
    /// Of the stale ones, for how long what they missed had been accepted.
    pub stale: Histogram,
    /// Promotions.
    pub failovers: u64,
    /// The longest time without a primary that ended with a promotion, in nanoseconds.
    outage_max: u64,
    /// The greatest age of a lost write when the primary or the data was lost, in nanoseconds.
    window_max: u64,
    /// Backups restored.
    restores: u64,
    /// The longest time that took, in nanoseconds.
    restore_max: u64,
    /// How often a primary stopped to wait for replicas.
    fallbacks: u64,
}

impl ReplicationMetrics {
    pub(crate) fn observe(&mut self, event: &ReplicationRecord) {
        match *event {
            ReplicationRecord::Read { stale, .. } => {
                self.reads += 1;
                if let Some(stale) = stale {
                    self.stale.record(Duration::from_nanos(stale));
                }
            }
            ReplicationRecord::Promoted { window, outage, .. } => {
                self.failovers += 1;
                self.outage_max = self.outage_max.max(outage);
                self.window_max = self.window_max.max(window);
            }
            ReplicationRecord::DataLost { window, .. } => self.window_max = self.window_max.max(window),
            ReplicationRecord::Restored { outage } => {
                self.restores += 1;
                self.restore_max = self.restore_max.max(outage);
            }
            ReplicationRecord::Waits { on, .. } => self.fallbacks += u64::from(!on),
            ReplicationRecord::Committed { .. }
            | ReplicationRecord::Accepted { .. }
            | ReplicationRecord::Unanswered { .. }
            | ReplicationRecord::Missed { .. }
            | ReplicationRecord::Chosen { .. }
            | ReplicationRecord::ReadOnly { .. }
            | ReplicationRecord::BackedUp { .. } => {}
        }
    }

    pub(crate) fn flat(&self, now: Time, group: &Replication, out: &mut Flat) {
        let counts = group.counts();
        let millis = |ns: u64| ns as f64 / 1e6;
        out.insert("writes_accepted", counts.accepted as f64);
        out.insert("writes_durable", group.durable() as f64);
        out.insert("writes_lost", counts.lost as f64);
        out.insert("writes_unanswered", counts.unanswered as f64);
        out.insert("reads_at_replicas", self.reads as f64);
        out.insert("reads_stale", self.stale.count() as f64);
        let stale = |time: Option<Duration>| time.unwrap_or(Duration::ZERO).as_millis_f64();
        out.insert("stale_p99_ms", stale(self.stale.quantile(0.99)));
        out.insert("stale_max_ms", stale(self.stale.max()));
        out.insert("lag_max_ms", millis(group.lag_max(now.as_nanos())));
        out.insert("failovers", self.failovers as f64);
        out.insert("failover_ms", millis(self.outage_max));
        out.insert("lost_window_ms", millis(self.window_max));
        out.insert("restores", self.restores as f64);
        out.insert("restore_ms", millis(self.restore_max));
        out.insert("semi_sync_fallbacks", self.fallbacks as f64);
    }
}
