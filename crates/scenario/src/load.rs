//! Who sends requests: groups of clients as they are written down.

use serde::{Deserialize, Serialize};

/// Closed or open loop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LoadKind {
    /// No requests: the program runs by itself.
    #[default]
    None,
    /// A fixed number of users, each sending its next request after the previous one ended.
    Closed,
    /// Arrivals at a rate, whatever becomes of them.
    Open,
}

/// How the arrivals of an open loop follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Spacing {
    /// At random and without memory, as those of many people who know nothing of each other.
    #[default]
    Poisson,
    /// Always the same time apart.
    Constant,
}

/// How the wait before a further try grows from try to try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Backoff {
    /// It does not.
    #[default]
    Fixed,
    /// It doubles.
    Exponential,
    /// It is drawn between nothing and what doubling gives.
    FullJitter,
}

/// Who sends requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Load {
    /// Name of a group; the main load of a scenario has none and is called `load`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The group that this one repeats: the same arrivals, think times, patience and service times, draw by draw, so that
    /// two services meet one trace. Only name and paths are its own. Empty for a group by itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub repeats: String,
    /// Closed or open loop.
    pub kind: LoadKind,
    /// Closed loop: number of users.
    pub clients: u32,
    /// Closed loop: so many of them do not wait for `start`. They are there from the beginning, as the little traffic
    /// before a rush.
    pub early: u32,
    /// Open loop: arrivals per second.
    pub rate: f64,
    /// Open loop: how they follow each other.
    #[serde(skip_serializing_if = "is_default")]
    pub arrivals: Spacing,
    /// Open loop: recorded arrivals instead, as times since `start`, the earliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<String>,
    /// Closed loop: think time between a user's requests, a distribution.
    pub think: String,
    /// Closed loop: from the planned start of a user's request to that of the next, a distribution. Who is late sends at
    /// once and keeps to the plan. `0s` is without a plan.
    #[serde(skip_serializing_if = "is_zero")]
    pub pacing: String,
    /// How long a client waits for the answer; `0s` is for ever.
    pub timeout: String,
    /// Users start evenly spread over this time.
    pub ramp: String,
    /// When the first of them starts: by then the server should listen.
    pub start: String,
    /// After this time it sends no new request; `0s` is never.
    pub stop: String,
    /// How often a client tries again after a failure, before it counts the request as done. It does not after an answer
    /// that would be the same again: a status from 400 to 499, but for 408, 425 and 429. An answer with `Retry-After: 2`
    /// has it wait for two seconds at least, one with a date until then, whatever `retry_wait` says.
    pub retries: u32,
    /// How long it waits before it tries again, a distribution.
    pub retry_wait: String,
    /// How that grows from try to try.
    #[serde(skip_serializing_if = "is_default")]
    pub retry: Backoff,
    /// The longest wait that it grows to; `0s` is without limit.
    #[serde(skip_serializing_if = "is_zero")]
    pub retry_max: String,
    /// How many further tries all users of the group together may make for each request, such as 0.1; 0 is without limit.
    #[serde(skip_serializing_if = "is_default")]
    pub retry_budget: f64,
    /// Port on which the listing serves; 0 is the one on which it begins to listen first, loopback addresses apart.
    #[serde(skip_serializing_if = "is_default")]
    pub port: u16,
    /// Method of its requests.
    #[serde(skip_serializing_if = "is_get")]
    pub method: String,
    /// Whether a client keeps its connection for the next request; without, each request dials.
    #[serde(skip_serializing_if = "is_true")]
    pub keep_alive: bool,
    /// Path requested.
    pub path: String,
    /// Several paths, each with a share of the requests, instead of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Share>,
}

fn is_true(value: &bool) -> bool {
    *value
}

/// A path and its share of the requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Path requested.
    pub path: String,
    /// How often, relative to the others.
    pub weight: u32,
    /// Method, if it is not that of the load.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
}

// What is left out of a document's text, lest links of runs that do not need it grow.

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_zero(text: &String) -> bool {
    text == "0s"
}

fn is_get(text: &String) -> bool {
    text == "GET"
}

impl Default for Load {
    fn default() -> Self {
        Load {
            id: String::new(),
            repeats: String::new(),
            kind: LoadKind::None,
            clients: 50,
            early: 0,
            rate: 100.0,
            arrivals: Spacing::Poisson,
            trace: Vec::new(),
            think: "0s".into(),
            pacing: "0s".into(),
            timeout: "0s".into(),
            ramp: "0s".into(),
            start: "1ms".into(),
            stop: "0s".into(),
            retries: 0,
            retry_wait: "0s".into(),
            retry: Backoff::Fixed,
            retry_max: "0s".into(),
            retry_budget: 0.0,
            port: 0,
            method: "GET".into(),
            keep_alive: true,
            path: "/".into(),
            mix: Vec::new(),
        }
    }
}
