//! What Redis servers did.

use tidepool_des::Duration;
use tidepool_world::redis::RedisRecord;

use crate::flat::Flat;

/// Counters over all Redis servers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RedisCounters {
    /// Commands done; a script is one.
    pub commands: u64,
    /// Of these, the ones that were answered with an error.
    pub errors: u64,
    /// Connections refused, as a server was down.
    pub refused: u64,
    /// For how long threads were busy, in nanoseconds.
    pub busy: u64,
    /// Most keys in a server.
    pub keys_max: u64,
    /// Keys after the last command.
    pub keys: u64,
}

impl RedisCounters {
    pub(crate) fn observe(&mut self, event: &RedisRecord) {
        match *event {
            RedisRecord::Command { failed, busy, keys, .. } => {
                self.commands += 1;
                self.errors += u64::from(failed);
                self.busy = self.busy.saturating_add(busy);
                self.keys = keys;
                self.keys_max = self.keys_max.max(keys);
            }
            RedisRecord::Refused { .. } => self.refused += 1,
            RedisRecord::Fault { .. } => {}
        }
    }

    pub(crate) fn flat(&self, elapsed: Duration, out: &mut Flat) {
        out.insert("redis_commands", self.commands as f64);
        out.insert("redis_errors", self.errors as f64);
        out.insert("redis_refused", self.refused as f64);
        let elapsed = elapsed.as_nanos().max(1) as f64;
        out.insert("redis_busy_percent", 100.0 * self.busy as f64 / elapsed);
        out.insert("redis_keys_max", self.keys_max as f64);
        out.insert("redis_keys_end", self.keys as f64);
    }
}
