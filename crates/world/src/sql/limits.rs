//! The setters of the pool.

use super::cleaner::{CleanerStart, CleanerWake};
use super::conn::{CloseReason, ConnId};
use super::pool::Pool;
use crate::Time;

/// How many idle connections are kept when nobody set the limit.
const DEFAULT_MAX_IDLE: usize = 2;

/// The limits of a pool.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Limits {
    /// The most connections open at a time, 0 for no limit.
    pub(crate) max_open: u64,
    /// As set: `None` is never set (the default applies).
    pub(crate) max_idle: Option<usize>,
    /// The maximum lifetime of a connection in nanoseconds, 0 for none.
    pub(crate) lifetime: Time,
    /// The maximum time a connection stays idle in nanoseconds, 0 for none.
    pub(crate) idle_time: Time,
}

impl Limits {
    /// The number of idle connections that are kept.
    pub(crate) fn max_idle(&self) -> usize {
        self.max_idle.unwrap_or(DEFAULT_MAX_IDLE)
    }

    /// The shorter one of the two time limits, 0 if there is none.
    pub(crate) fn shortest(&self) -> Time {
        match (self.idle_time, self.lifetime) {
            (0, time) | (time, 0) => time,
            (idle, life) => idle.min(life),
        }
    }
}

impl Pool {
    /// `SetMaxOpenConns`: at most `n` open connections, no limit if `n` is not positive.
    ///
    /// A raised limit wakes nobody, a lowered one closes nothing that is in use. The answer lists idle
    /// connections to be closed because the limit of idle ones had to follow.
    pub fn set_max_open(&mut self, n: i64) -> Vec<ConnId> {
        self.limits.max_open = n.max(0) as u64;
        if n > 0 && self.limits.max_idle() as u64 > self.limits.max_open {
            self.set_max_idle(n)
        } else {
            Vec::new()
        }
    }

    /// `SetMaxIdleConns`: keep at most `n` idle connections, none if `n` is not positive.
    /// The answer lists the connections to be closed: the most recently used ones.
    pub fn set_max_idle(&mut self, n: i64) -> Vec<ConnId> {
        let mut keep = n.max(0) as u64;
        if self.limits.max_open > 0 {
            keep = keep.min(self.limits.max_open);
        }
        let keep = keep as usize;
        self.limits.max_idle = Some(keep);
        let closing = match self.free.len() > keep {
            true => self.free.split_off(keep),
            false => Vec::new(),
        };
        self.counters.max_idle_closed += closing.len() as u64;
        for &conn in &closing {
            self.start_closing(conn, CloseReason::MaxIdle);
        }
        closing
    }

    /// `SetConnMaxLifetime`: nanoseconds, no limit if not positive.
    pub fn set_lifetime(&mut self, nanos: i64) -> (CleanerWake, CleanerStart) {
        let limit = nanos.max(0) as Time;
        let wake = self.wakes_cleaner(limit);
        self.limits.lifetime = limit;
        (wake, self.start_cleaner())
    }

    /// `SetConnMaxIdleTime`: nanoseconds, no limit if not positive.
    pub fn set_idle_time(&mut self, nanos: i64) -> (CleanerWake, CleanerStart) {
        let limit = nanos.max(0) as Time;
        let wake = self.wakes_cleaner(limit);
        self.limits.idle_time = limit;
        (wake, self.start_cleaner())
    }
}
