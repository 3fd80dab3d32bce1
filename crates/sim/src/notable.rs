//! Which requests are worth a look.

use tidepool_world::RequestRecord;
use tidepool_world::clients::RequestId;

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
