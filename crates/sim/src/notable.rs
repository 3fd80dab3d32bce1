//! Which requests are worth a look.

use tidepool_world::RequestRecord;
use tidepool_world::clients::RequestId;

use crate::simulation::Simulation;

/// Which request somebody wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// That with this number, from 1.
    Number(u64),
    /// That which took longest so far.
    Slowest,
    /// The first that failed.
    Failed,
    /// That which is under way for longest now.
    Unfinished,
}

impl Which {
    /// Reads a number, `slowest`, `failed` or `unfinished`.
    pub fn parse(text: &str) -> Option<Which> {
        match text {
            "slowest" => Some(Which::Slowest),
            "failed" => Some(Which::Failed),
            "unfinished" => Some(Which::Unfinished),
            number => number.parse().ok().filter(|number| *number > 0).map(Which::Number),
        }
    }

    /// Its number, if there is such a request by now.
    pub fn find(self, simulation: &Simulation) -> Option<RequestId> {
        let notable = &simulation.metrics().notable;
        match self {
            Which::Number(number) => Some(RequestId(number)).filter(|_| number <= simulation.requests_made()),
            Which::Slowest => notable.slowest.map(|(request, _)| request),
            Which::Failed => notable.failed,
            Which::Unfinished => simulation.longest_under_way(),
        }
    }
}

/// Requests that stand out, by the numbers that they had when they were sent first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notable {
    /// The one that took longest from when it was sent first until its last end, and how long that was, in nanoseconds.
    pub slowest: Option<(RequestId, u64)>,
    /// The first one that failed, or a try of which did.
    pub failed: Option<RequestId>,
}

impl Notable {
    pub(crate) fn observe(&mut self, now: u64, event: &RequestRecord) {
        let (first, failed) = match event {
            RequestRecord::Completed { first, .. } => (first, false),
            RequestRecord::Failed { first, .. } => (first, true),
            _ => return,
        };
        let took = now.saturating_sub(first.at);
        if self.slowest.is_none_or(|(_, longest)| took > longest) {
            self.slowest = Some((first.request, took));
        }
        if failed && self.failed.is_none() {
            self.failed = Some(first.request);
        }
    }
}
