//! The counters that `DB.Stats` reports.

use crate::Time;

/// A reading of the pool, with the fields and the meaning of `sql.DBStats`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The limit, 0 for none.
    pub max_open: u64,
    /// Established connections and dials in progress.
    pub open: u64,
    /// Open ones that are not idle: those in use, being dialled or being closed.
    pub in_use: u64,
    /// Length of the free list.
    pub idle: u64,
    /// How many times someone began to wait.
    pub wait_count: u64,
    /// Total time waited by those whose wait has ended, however it ended, in nanoseconds.
    pub wait_duration: Time,
    /// Connections closed because enough were idle.
    pub max_idle_closed: u64,
    /// Connections closed because they were idle for too long.
    pub max_idle_time_closed: u64,
    /// Connections closed because they were too old.
    pub max_lifetime_closed: u64,
}
