//! The cleaner: the only one who looks at idle time, and the only one who looks at free connections
//! that nobody borrows.

use super::conn::{CloseReason, ConnId};
use super::pool::Pool;
use crate::Time;

/// The cleaner never sleeps for less than this, in nanoseconds.
const MIN_INTERVAL: Time = 1_000_000_000;

/// Whether a sleeping cleaner must be woken because a limit became shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CleanerWake(pub bool);

/// The first sleep of a cleaner that must be started now, if one must, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CleanerStart(pub Option<Time>);

/// What a run of the cleaner decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CleanRun {
    /// The cleaner ends. A later idle connection or setter starts another one.
    Stop,
    /// Close these connections and sleep again.
    Sleep {
        /// To be closed, in this order.
        close: Vec<ConnId>,
        /// How long to sleep, in nanoseconds, at least a second.
        delay: Time,
    },
}

impl Pool {
    /// Whether a limit of `limit` nanoseconds is to wake the cleaner. Asked before the limit is set.
    pub(crate) fn wakes_cleaner(&self, limit: Time) -> CleanerWake {
        CleanerWake(limit > 0 && limit < self.limits.shortest() && self.cleaner_running)
    }

    /// Starts the cleaner if a limit asks for one, something is open and none runs.
    pub(crate) fn start_cleaner(&mut self) -> CleanerStart {
        let shortest = self.limits.shortest();
        if shortest == 0 || self.open == 0 || self.cleaner_running {
            return CleanerStart(None);
        }
        self.cleaner_running = true;
        CleanerStart(Some(shortest.max(MIN_INTERVAL)))
    }

    /// One run of the cleaner, at its timer or when woken.
    pub fn clean(&mut self, now: Time) -> CleanRun {
        let mut delay = self.limits.shortest();
        if self.closed || self.open == 0 || delay == 0 {
            self.cleaner_running = false;
            return CleanRun::Stop;
        }
        let mut close = self.clean_idle(now, &mut delay);
        close.extend(self.clean_old(now, &mut delay));
        CleanRun::Sleep { close, delay: delay.max(MIN_INTERVAL) }
    }

    /// Takes the connections out that have been idle for too long: a prefix of the free list.
    fn clean_idle(&mut self, now: Time, delay: &mut Time) -> Vec<ConnId> {
        let limit = self.limits.idle_time;
        if limit == 0 {
            return Vec::new();
        }
        // As in the original the search goes from the newest: everything before a hit goes, too.
        let returned = |pool: &Pool, at: usize| pool.conns[&pool.free[at]].returned_at;
        let stale = (0..self.free.len()).rev().find(|&at| returned(self, at).saturating_add(limit) < now);
        let closing: Vec<ConnId> = match stale {
            Some(last) => self.free.drain(..=last).collect(),
            None => Vec::new(),
        };
        self.counters.max_idle_time_closed += closing.len() as u64;
        for &conn in &closing {
            self.start_closing(conn, CloseReason::MaxIdleTime);
        }
        if !self.free.is_empty() {
            let due = returned(self, 0).saturating_add(limit);
            *delay = (*delay).min(due.saturating_sub(now));
        }
        closing
    }

    /// Takes the free connections out that are older than the lifetime, wherever they stand.
    fn clean_old(&mut self, now: Time, delay: &mut Time) -> Vec<ConnId> {
        let limit = self.limits.lifetime;
        if limit == 0 {
            return Vec::new();
        }
        let (closing, kept): (Vec<ConnId>, Vec<ConnId>) =
            self.free.iter().partition(|conn| self.conns[*conn].expired(now, limit));
        self.free = kept;
        for conn in &self.free {
            let due = self.conns[conn].created_at.saturating_add(limit);
            *delay = (*delay).min(due.saturating_sub(now));
        }
        self.counters.max_lifetime_closed += closing.len() as u64;
        for &conn in &closing {
            self.start_closing(conn, CloseReason::MaxLifetime);
        }
        closing
    }
}
