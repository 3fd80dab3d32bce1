//! One request followed: what its waterfall needs to know besides the [records](crate::Record).
//!
//! Records say what a trace is made of. Where a single request is on its way is noted only for a request that somebody
//! follows, so that it costs a comparison where nobody does, and no trace shows whether one is followed.

use crate::Time;
use crate::clients::RequestId;
use crate::effect::Caller;

/// The first time that a user has sent what is sent now, perhaps again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// The number it had then.
    pub request: RequestId,
    /// When that was.
    pub at: Time,
}

/// Something that has become of the followed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// It has arrived at the instance that the balancer chose.
    AtInstance,
    /// The instance is done with it, well or badly: that is on the way to the balancer.
    Returning,
    /// It has failed, and its client will try again.
    TriesAgain,
    /// A call on behalf of it sets out.
    Called {
        /// The line that it takes.
        line: u64,
        /// The goroutine that asks.
        by: Caller,
        /// The service, from 1, and the number of the call there; `None` is a server of the run.
        service: Option<(u64, u64)>,
    },
    /// A worker of a service begins with a call.
    WorkerTakes {
        /// Which service, from 1.
        service: u64,
        /// Which call.
        call: u64,
    },
    /// A goroutine of a server of the run begins to serve a call.
    CallServed {
        /// The line by which the call came.
        line: u64,
        /// The goroutine.
        by: Caller,
    },
    /// That goroutine is done with it.
    CallDone {
        /// The goroutine.
        by: Caller,
    },
    /// A call has its answer.
    Answered {
        /// By which line.
        line: u64,
        /// The HTTP status.
        status: u16,
    },
    /// A line has ended without one, or its program has hung up.
    LineEnded {
        /// Which line.
        line: u64,
    },
}

/// Which request is followed, with all its tries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Followed {
    first: RequestId,
    tries: Vec<RequestId>,
}

impl Followed {
    pub(crate) fn new(first: RequestId) -> Box<Followed> {
        Box::new(Followed { first, tries: Vec::new() })
    }

    /// A user sends something for the first time or again.
    pub(crate) fn sent(&mut self, first: RequestId, now: RequestId) {
        if first == self.first {
            self.tries.push(now);
        }
    }

    pub(crate) fn is(&self, request: RequestId) -> bool {
        self.tries.contains(&request)
    }
}
