//! Who sends requests, as values.

use tidepool_des::{Distribution, Duration};

use crate::apply::{count, distribution, duration, rate};
use crate::{Backoff, Load, LoadKind, ScenarioError, Share, Spacing};

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
    /// How the arrivals of an open loop follow each other.
    pub arrivals: Spacing,
    /// Recorded arrivals instead, empty for none.
    pub trace: Vec<Duration>,
    /// Think time.
    pub think: Distribution,
    /// From the planned start of a request to that of the next; zero is without a plan.
    pub pacing: Distribution,
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
    /// How that grows.
    pub retry: Backoff,
    /// The longest wait; zero is without limit.
    pub retry_max: Duration,
    /// Further tries for each request; zero is without limit.
    pub retry_budget: f64,
    /// Whether connections are kept.
    pub keep_alive: bool,
    /// The port; 0 is that of the first listener.
    pub port: u16,
    /// What is requested: methods, paths and their weights.
    pub mix: Vec<Share>,
}

/// Most recorded arrivals of a group.
const TRACE_MAX: usize = 100_000;

/// Most users of a group.
pub(crate) const CLIENTS_MAX: u32 = 100_000;

/// Most tries of one request.
const RETRIES_MAX: u32 = 100;

impl Clients {
    /// The values of `load`, which is written at `path`; `earlier` are the groups before it.
    pub(crate) fn of(load: &Load, path: &str, earlier: &[Clients]) -> Result<Clients, ScenarioError> {
        let key = |name: &str| format!("{path}.{name}");
        let one = || vec![Share { path: load.path.clone(), weight: 1, method: String::new() }];
        let mut mix = if load.mix.is_empty() { one() } else { load.mix.clone() };
        for share in mix.iter_mut().filter(|share| share.method.is_empty()) {
            share.method.clone_from(&load.method);
        }
        check_methods(&mix, &key("method"))?;
        if mix.iter().all(|share| share.weight == 0) {
            return Err(ScenarioError::value(key("mix"), "at least one path needs a weight above 0"));
        }
        if !load.repeats.is_empty() {
            let named = Load {
                id: load.id.clone(),
                repeats: load.repeats.clone(),
                port: load.port,
                method: load.method.clone(),
                path: load.path.clone(),
                mix: load.mix.clone(),
                ..Load::default()
            };
            if *load != named {
                let message =
                    "a group that repeats another has only id, port, method, path and mix of its own";
                return Err(ScenarioError::value(path, message));
            }
            let known = earlier.iter().map(|group| group.id.as_str());
            let found = earlier.iter().find(|group| group.id == load.repeats);
            let model = found.ok_or_else(|| {
                ScenarioError::unknown(key("repeats"), "earlier group", &load.repeats, known)
            })?;
            return Ok(Clients { id: load.id.clone(), port: load.port, mix, ..model.clone() });
        }
        Ok(Clients {
            id: if load.id.is_empty() { "load".into() } else { load.id.clone() },
            draws: earlier.len() as u32,
            kind: load.kind,
            clients: count(&key("clients"), &load.clients.to_string(), 0, CLIENTS_MAX)?,
            early: count(&key("early"), &load.early.to_string(), 0, CLIENTS_MAX)?,
            rate: rate(&key("rate"), &load.rate.to_string())?,
            arrivals: load.arrivals,
            trace: trace(load, &key("trace"))?,
            think: distribution(&key("think"), &load.think)?,
            pacing: distribution(&key("pacing"), &load.pacing)?,
            timeout: duration(&key("timeout"), &load.timeout)?,
            ramp: duration(&key("ramp"), &load.ramp)?,
            start: duration(&key("start"), &load.start)?,
            stop: duration(&key("stop"), &load.stop)?,
            retries: count(&key("retries"), &load.retries.to_string(), 0, RETRIES_MAX)?,
            retry_wait: distribution(&key("retry_wait"), &load.retry_wait)?,
            retry: load.retry,
            retry_max: duration(&key("retry_max"), &load.retry_max)?,
            retry_budget: budget(&key("retry_budget"), &load.retry_budget.to_string())?,
            keep_alive: load.keep_alive,
            port: load.port,
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
            "arrivals" => self.arrivals = word(path, text)?,
            "pacing" => self.pacing = distribution(path, text)?,
            "retry" => self.retry = word(path, text)?,
            "retry_max" => self.retry_max = duration(path, text)?,
            "retry_budget" => self.retry_budget = budget(path, text)?,
            "path" => {
                let method = self.mix.first().map(|share| share.method.clone()).unwrap_or_default();
                self.mix = vec![Share { path: text.into(), weight: 1, method }];
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Recorded arrivals, each no earlier than the one before.
fn trace(load: &Load, path: &str) -> Result<Vec<Duration>, ScenarioError> {
    if !load.trace.is_empty() && load.kind != LoadKind::Open {
        return Err(ScenarioError::value(path, "recorded arrivals need kind = \"open\""));
    }
    if load.trace.len() > TRACE_MAX {
        return Err(ScenarioError::value(path, format!("there are more than {TRACE_MAX} arrivals")));
    }
    let mut times: Vec<Duration> = Vec::with_capacity(load.trace.len());
    for (index, text) in load.trace.iter().enumerate() {
        let path = format!("{path}.{index}");
        let time = duration(&path, text)?;
        if times.last().is_some_and(|before| time < *before) {
            return Err(ScenarioError::value(path, format!("{text} comes before the arrival before it")));
        }
        times.push(time);
    }
    Ok(times)
}

fn check_methods(mix: &[Share], path: &str) -> Result<(), ScenarioError> {
    let is_method = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase());
    match mix.iter().find(|share| !is_method(&share.method)) {
        Some(share) => {
            let method = &share.method;
            Err(ScenarioError::value(path, format!("{method:?} is not a method such as GET or POST")))
        }
        None => Ok(()),
    }
}

/// Further tries for each request.
fn budget(path: &str, text: &str) -> Result<f64, ScenarioError> {
    let value = text.trim().parse::<f64>().ok().filter(|share| (0.0..=10.0).contains(share));
    value.ok_or_else(|| ScenarioError::value(path, format!("{text:?} is not a number of tries from 0 to 10")))
}

/// One of the words that a key can have.
fn word<T: serde::de::DeserializeOwned>(path: &str, text: &str) -> Result<T, ScenarioError> {
    let value = toml::Value::String(text.trim().into());
    value.try_into().map_err(|e: toml::de::Error| ScenarioError::value(path, e.message().to_string()))
}
