//! What goes wrong for a time.

use crate::Time;

/// One thing that goes wrong at a server or service, of a kind of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault<K> {
    /// What.
    pub kind: K,
    /// When it begins.
    pub at: Time,
    /// When it is over: at this instant it does not last any more. What is over at once has the time of its begin.
    pub until: Time,
}

impl<K> Fault<K> {
    /// Whether it lasts at `now`.
    pub fn covers(&self, now: Time) -> bool {
        self.at <= now && now < self.until
    }
}
