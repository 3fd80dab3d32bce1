//! What clients do.

use std::sync::Arc;

use tidepool_des::{Distribution, Duration};

use super::Retry;

/// How requests come about.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrivals {
    /// Users who send a request, wait for the answer, think, and send the next one.
    Closed {
        /// How many users.
        users: u64,
        /// From an answer, or a failure, to the next request.
        think: Distribution,
        /// From the planned start of a request to that of the next. A user who is late, because an answer was, sends at
        /// once and keeps to the plan; `None` is without a plan.
        pacing: Option<Distribution>,
        /// The users start evenly spread over this time.
        ramp: Duration,
    },
    /// Requests that come whether earlier ones were answered or not.
    Open {
        /// From one arrival to the next: `exp(1ms)` are Poisson arrivals of rate 1000/s, `1ms` is a steady
        /// stream of the same rate. A gap of zero is taken as one nanosecond.
        gap: Distribution,
    },
    /// Requests at times that were recorded elsewhere, counted from the group's start, the earliest first.
    Recorded {
        /// When each arrives.
        times: Arc<[Duration]>,
    },
}

/// A time in which more requests come: in an open loop so many times more, in a closed loop from so many times more
/// users, whose draws are their own. Recorded arrivals have their bursts in them, and know no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// When it begins, counted from when the group is added.
    pub at: Duration,
    /// How long it lasts. After it the additional users send no new request.
    pub length: Duration,
    /// How many times more; 1 and less is no more than usual.
    pub factor: f64,
}

/// One kind of request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// How often it is chosen, relative to the others.
    pub weight: u32,
    /// Such as `GET`.
    pub method: String,
    /// Path and query, such as `/users?id=1`. In it `{user}` stands for the number of the user and
    /// `{request}` for the number of the user's request, both from 0.
    pub target: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body, empty for none.
    pub body: Vec<u8>,
}

impl Endpoint {
    /// Whether its requests are all the same.
    pub(crate) fn is_constant(&self) -> bool {
        !self.target.contains("{user}") && !self.target.contains("{request}")
    }

    /// A `GET` of `target`.
    pub fn get(target: impl Into<String>) -> Self {
        Endpoint {
            weight: 1,
            method: "GET".to_owned(),
            target: target.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }
}

/// A group of clients that behave alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Clients {
    /// How requests come about.
    pub arrivals: Arrivals,
    /// How long a client waits for an answer before it gives up and closes its connection; `None` is for ever.
    pub timeout: Option<Duration>,
    /// What is asked for; at least one with a weight above 0, else nothing is sent.
    pub mix: Vec<Endpoint>,
    /// On which port; `None` is the one on which somebody has begun to listen first. Several who listen there get new
    /// connections in turn. Clients come from outside: whoever listens on a loopback address gets none.
    pub port: Option<u16>,
    /// The first request comes no earlier than this, counted from when the group is added.
    pub start: Duration,
    /// So many users of a closed loop do not wait for `start`: their first requests come [`EARLY`](super::EARLY) after
    /// the group is added.
    pub early: u64,
    /// After this time, counted from when the group is added, no new request is sent; `None` is never.
    pub stop: Option<Duration>,
    /// Whether a connection is used again for the next request.
    pub keep_alive: bool,
    /// What a client does after a failure.
    pub retry: Retry,
    /// When more come.
    pub bursts: Vec<Burst>,
    /// The group whose draws this one repeats, if it has none of its own: both meet the same arrivals, think times,
    /// choices of endpoint and service times.
    pub same_draws: Option<u32>,
    /// Whether the last answer it has read is kept (see [`crate::World::heard`]).
    pub reads: bool,
}

impl Clients {
    /// Clients with these arrivals and one endpoint, no timeout, keeping connections alive.
    pub fn new(arrivals: Arrivals, endpoint: Endpoint) -> Self {
        Clients {
            arrivals,
            timeout: None,
            mix: vec![endpoint],
            port: None,
            start: Duration::ZERO,
            early: 0,
            stop: None,
            keep_alive: true,
            retry: Retry::default(),
            bursts: Vec::new(),
            same_draws: None,
            reads: false,
        }
    }

    /// Whether it reads more of an answer than its status: also who tries again does, as it looks for `Retry-After`.
    pub(crate) fn reads(&self) -> bool {
        self.reads || self.retry.times > 0
    }
}
