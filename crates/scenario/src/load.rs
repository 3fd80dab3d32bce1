//! Who sends requests: groups of clients as they are written down, and as values.

use serde::{Deserialize, Serialize};
use tidepool_des::{Distribution, Duration};

use crate::ScenarioError;
use crate::apply::{count, distribution, duration, rate};

/// Closed or open loop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// Who sends requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Closed loop: think time between a user's requests, a distribution.
    pub think: String,
    /// How long a client waits for the answer; `0s` is for ever.
    pub timeout: String,
    /// Users start evenly spread over this time.
    pub ramp: String,
    /// When the first of them starts: by then the server should listen.
    pub start: String,
    /// After this time it sends no new request; `0s` is never.
    pub stop: String,
    /// How often a client tries again after a failure, before it counts the request as done.
    pub retries: u32,
    /// How long it waits before it tries again, a distribution.
    pub retry_wait: String,
    /// Path requested.
    pub path: String,
    /// Several paths, each with a share of the requests, instead of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Share>,
}

/// A path and its share of the requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Path requested.
    pub path: String,
    /// How often, relative to the others.
    pub weight: u32,
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
            think: "0s".into(),
            timeout: "0s".into(),
            ramp: "0s".into(),
            start: "1ms".into(),
            stop: "0s".into(),
            retries: 0,
            retry_wait: "0s".into(),
            path: "/".into(),
            mix: Vec::new(),
        }
    }
}

/// A group of clients as values.
#[derive(Clone, Debug, PartialEq)]
pub struct Clients {
    /// Name, `load` for the main load.
    pub id: String,
    /// Number of the group whose draws it repeats: its own, or that of an earlier one.
    pub draws: u32,
    /// Closed or open loop.
    pub kind: LoadKind,
    /// Users of a closed loop.
    pub clients: u32,
    /// How many of them are there from the beginning.
    pub early: u32,
    /// Arrivals per second of an open loop.
    pub rate: f64,
    /// Think time.
    pub think: Distribution,
    /// How long a client waits; zero is for ever.
    pub timeout: Duration,
    /// Users start spread over this time.
    pub ramp: Duration,
    /// When the first of them starts.
    pub start: Duration,
    /// When they stop sending; zero is never.
    pub stop: Duration,
    /// How often a client tries again after a failure.
    pub retries: u32,
    /// How long it waits before.
    pub retry_wait: Distribution,
    /// What is requested: paths and their weights.
    pub mix: Vec<Share>,
}

/// Most users of a group.
const CLIENTS_MAX: u32 = 100_000;

/// Most tries of one request.
const RETRIES_MAX: u32 = 100;

impl Clients {
    /// The values of `load`, which is written at `path`; `earlier` are the groups before it.
    pub(crate) fn of(load: &Load, path: &str, earlier: &[Clients]) -> Result<Clients, ScenarioError> {
        let key = |name: &str| format!("{path}.{name}");
        let one = || vec![Share { path: load.path.clone(), weight: 1 }];
        let mix = if load.mix.is_empty() { one() } else { load.mix.clone() };
        if mix.iter().all(|share| share.weight == 0) {
            return Err(ScenarioError::value(key("mix"), "at least one path needs a weight above 0"));
        }
        if !load.repeats.is_empty() {
            let named = Load {
                id: load.id.clone(),
                repeats: load.repeats.clone(),
                path: load.path.clone(),
                mix: load.mix.clone(),
                ..Load::default()
            };
            if *load != named {
                let message = "a group that repeats another has only id, path and mix of its own";
                return Err(ScenarioError::value(path, message));
            }
            let known = earlier.iter().map(|group| group.id.as_str());
            let found = earlier.iter().find(|group| group.id == load.repeats);
            let model = found.ok_or_else(|| {
                ScenarioError::unknown(key("repeats"), "earlier group", &load.repeats, known)
            })?;
            return Ok(Clients { id: load.id.clone(), mix, ..model.clone() });
        }
        Ok(Clients {
            id: if load.id.is_empty() { "load".into() } else { load.id.clone() },
            draws: earlier.len() as u32,
            kind: load.kind,
            clients: count(&key("clients"), &load.clients.to_string(), 0, CLIENTS_MAX)?,
            early: count(&key("early"), &load.early.to_string(), 0, CLIENTS_MAX)?,
            rate: rate(&key("rate"), &load.rate.to_string())?,
            think: distribution(&key("think"), &load.think)?,
            timeout: duration(&key("timeout"), &load.timeout)?,
            ramp: duration(&key("ramp"), &load.ramp)?,
            start: duration(&key("start"), &load.start)?,
            stop: duration(&key("stop"), &load.stop)?,
            retries: count(&key("retries"), &load.retries.to_string(), 0, RETRIES_MAX)?,
            retry_wait: distribution(&key("retry_wait"), &load.retry_wait)?,
            mix,
        })
    }

    /// Sets one value from `text`; false if there is none called `name`. `path` is named in messages.
    pub(crate) fn set(&mut self, name: &str, text: &str, path: &str) -> Result<bool, ScenarioError> {
        match name {
            "clients" => self.clients = count(path, text, 0, CLIENTS_MAX)?,
            "early" => self.early = count(path, text, 0, CLIENTS_MAX)?,
            "rate" => self.rate = rate(path, text)?,
            "think" => self.think = distribution(path, text)?,
            "timeout" => self.timeout = duration(path, text)?,
            "ramp" => self.ramp = duration(path, text)?,
            "start" => self.start = duration(path, text)?,
            "stop" => self.stop = duration(path, text)?,
            "retries" => self.retries = count(path, text, 0, RETRIES_MAX)?,
            "retry_wait" => self.retry_wait = distribution(path, text)?,
            "path" => self.mix = vec![Share { path: text.into(), weight: 1 }],
            _ => return Ok(false),
        }
        Ok(true)
    }
}
