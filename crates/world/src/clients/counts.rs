//! How requests ended.

use std::collections::BTreeMap;

use super::Cause;

/// The books of a group of clients: `arrived = completed + failed + unfinished`, always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests sent, or tried to be sent.
    pub arrived: u64,
    /// Answered in time with a status below 400.
    pub completed: u64,
    /// Failed, by cause.
    pub failed: BTreeMap<Cause, u64>,
    /// Neither yet.
    pub unfinished: u64,
}

impl Counts {
    /// Failed for whatever cause.
    pub fn failed_total(&self) -> u64 {
        self.failed.values().sum()
    }

    /// Whether the books add up.
    pub fn balanced(&self) -> bool {
        self.arrived == self.completed + self.failed_total() + self.unfinished
    }

    pub(crate) fn arrive(&mut self) {
        self.arrived += 1;
        self.unfinished += 1;
    }

    pub(crate) fn complete(&mut self) {
        self.completed += 1;
        self.unfinished -= 1;
    }

    pub(crate) fn fail(&mut self, cause: Cause) {
        *self.failed.entry(cause).or_default() += 1;
        self.unfinished -= 1;
    }
}
