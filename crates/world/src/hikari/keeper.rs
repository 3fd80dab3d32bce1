//! The housekeeper's thread: idle time, lifetimes, keepalive, eviction.

use super::adder::Wake;
use super::entry::State;
use super::pool::Pool;
use super::{CloseReason, ConnId, MS};
use crate::Time;

/// From the start of a pool to the first run of its housekeeper.
const FIRST_RUN: Time = 100 * MS;

/// Draws a whole number below the one given.
pub type Below<'a> = &'a mut dyn FnMut(u64) -> u64;

/// The timers of a new connection, in milliseconds from its dial; 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timers {
    /// When it is marked as too old.
    pub lifetime: u64,
    /// How often it is validated.
    pub keepalive: u64,
}

/// What a run of the housekeeper decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Housekeeping {
    /// It ran so late that something must have kept it; the nanoseconds since its last run.
    pub starved: Option<Time>,
    /// Out of the bag, to be closed in this order.
    pub close: Vec<ConnId>,
    /// Whether the adder has something to do.
    pub wake: Wake,
}

impl Pool {
    /// The timers of a connection that was dialled now. A lifetime of more than ten seconds is shortened by up to a
    /// fortieth, a keepalive time by up to a tenth, so that not all connections end at once.
    pub fn timers(&self, below: Below) -> Timers {
        let setting = |value: i64| u64::try_from(value).unwrap_or(0);
        let vary = |value: u64, share: u64, below: Below| match value / share {
            0 => value,
            range => value - below(range),
        };
        let lifetime = match setting(self.config().max_lifetime) {
            long if long > 10_000 => vary(long, 40, below),
            short => short,
        };
        Timers { lifetime, keepalive: vary(setting(self.config().keepalive_time), 10, below) }
    }

    /// Marks a connection, and takes it out if it is free or if its owner asks. True: it must be closed.
    pub fn soft_evict(&mut self, conn: ConnId, reason: CloseReason, owner: bool) -> bool {
        let Some(entry) = self.bag.get_mut(conn) else { return false };
        entry.evict.get_or_insert(reason);
        (owner || self.reserve(conn)) && self.remove(conn, reason)
    }

    /// Marks all connections and takes the free ones out, which must be closed.
    pub fn soft_evict_all(&mut self, reason: CloseReason) -> Vec<ConnId> {
        let listed = self.bag.listed();
        listed.into_iter().filter(|&conn| self.soft_evict(conn, reason, false)).collect()
    }

    /// Takes all connections away from those who use them, which must be closed.
    pub fn abort_active(&mut self) -> Vec<ConnId> {
        let active = self.bag.in_state(State::InUse);
        active.into_iter().filter(|&conn| self.remove(conn, CloseReason::PoolClosed)).collect()
    }

    /// A run of the housekeeper: free connections that nobody has used for too long go, the newest first, as long as
    /// enough stay; then the adder fills up.
    pub fn keep_house(&mut self, now: Time) -> Housekeeping {
        let period = u64::try_from(self.config().housekeeping_period).unwrap_or(0).saturating_mul(MS);
        // The first run counts from one period before the pool's start.
        let since = self.kept_at.map_or(period + FIRST_RUN, |before| now - before);
        self.kept_at = Some(now);
        let starved = (since > period / 2 * 3).then_some(since);
        let mut close = Vec::new();
        let idle_timeout = u64::try_from(self.config().idle_timeout).unwrap_or(0);
        if idle_timeout > 0 && self.min_idle() < self.max() {
            let free = self.bag.in_state(State::NotInUse);
            let most = free.len().saturating_sub(self.min_idle());
            let stale =
                |conn: &ConnId| self.conn(*conn).is_some_and(|entry| entry.idle_ms(now) > idle_timeout);
            close = free.into_iter().filter(stale).take(most).collect();
        }
        for &conn in &close {
            self.reserve(conn);
            self.remove(conn, CloseReason::MaxIdleTime);
        }
        Housekeeping { starved, close, wake: self.fill() }
    }
}
