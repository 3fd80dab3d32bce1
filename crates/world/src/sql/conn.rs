//! What the pool knows about one connection.

use crate::Time;

/// A connection of one pool. Numbers start at 1, follow the order of dialling and are never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnId(pub u64);

/// Who holds a connection or waits for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder {
    /// The goroutine, as the caller of the pool numbers it. 0 is the pool itself (its opener).
    pub who: u64,
    /// The line (from 1) of the user's program that asked for the connection, 0 if there is none.
    pub line: u32,
}

/// Why a connection was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CloseReason {
    /// The driver called it bad, or its validity check failed.
    Bad,
    /// It was older than the maximum lifetime.
    MaxLifetime,
    /// It had been idle for longer than the maximum idle time.
    MaxIdleTime,
    /// The idle list was full, or its limit was lowered.
    MaxIdle,
    /// More connections were open than the limit, which had been lowered.
    OverLimit,
    /// The pool was closed.
    PoolClosed,
    /// Someone asked the pool to give it up (HikariCP).
    Evicted,
    /// It was found dead before it was handed out or while it was idle (HikariCP).
    Dead,
    /// An error told that it is broken (HikariCP).
    Broken,
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnState {
    /// Being dialled. It counts as open and as in use.
    Dialing,
    /// Handed out.
    InUse,
    /// In the free list.
    Idle,
    /// Taken out of the pool, the driver has not closed it yet. It still counts as open.
    Closing(CloseReason),
}

/// One connection as the pool sees it.
#[derive(Clone, Debug)]
pub struct Conn {
    /// What it is doing.
    pub state: ConnState,
    /// When dialling ended (while dialling: when it began).
    pub created_at: Time,
    /// When it last came back, or `created_at`.
    pub returned_at: Time,
    /// Whether the driver must reset the session before the next use.
    pub needs_reset: bool,
    /// Who holds it, or held it last.
    pub holder: Holder,
    /// Since when `holder` has had it.
    pub held_since: Time,
}

impl Conn {
    /// A connection whose dialling begins.
    pub(crate) fn dialing(now: Time, holder: Holder) -> Self {
        Conn {
            state: ConnState::Dialing,
            created_at: now,
            returned_at: now,
            needs_reset: false,
            holder,
            held_since: now,
        }
    }

    /// Whether the connection is older than `lifetime`, strictly; 0 means no limit.
    pub(crate) fn expired(&self, now: Time, lifetime: Time) -> bool {
        lifetime > 0 && self.created_at.saturating_add(lifetime) < now
    }

    /// Notes that `holder` has the connection from `now` on.
    pub(crate) fn hand_to(&mut self, now: Time, holder: Holder) {
        self.state = ConnState::InUse;
        self.holder = holder;
        self.held_since = now;
    }
}
