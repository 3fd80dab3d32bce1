//! What the pool knows about one connection.

use super::{CloseReason, Holder, MS};
use crate::Time;

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being dialled, or dialled and not in the bag yet: it does not count.
    Opening,
    /// Free.
    NotInUse,
    /// Handed out, or about to be: the borrower may still be looking whether it is alive.
    InUse,
    /// Taken by the pool itself: being validated by the keepalive task, or about to be removed.
    Reserved,
    /// Out of the bag; it does not count any more. The closer has not closed it yet.
    Removed(CloseReason),
}

/// A connection as the pool sees it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is doing.
    pub state: State,
    /// Marked: whoever has it next closes it.
    pub evict: Option<CloseReason>,
    /// When it was dialled (while dialling: when that began).
    pub created_at: Time,
    /// When it last came back, or `created_at`.
    pub last_accessed: Time,
    /// Who has it, or had it last.
    pub holder: Holder,
    /// Since when.
    pub held_since: Time,
}

impl Entry {
    pub(super) fn opening(now: Time) -> Self {
        Entry {
            state: State::Opening,
            evict: None,
            created_at: now,
            last_accessed: now,
            holder: Holder::default(),
            held_since: now,
        }
    }

    /// For how many whole milliseconds nobody has used it.
    pub(super) fn idle_ms(&self, now: Time) -> u64 {
        (now - self.last_accessed) / MS
    }
}
