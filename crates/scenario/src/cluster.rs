//! Instances in zones behind a balancer: the tables `[network]`, `[balancer]` and `[registry]`.

use serde::{Deserialize, Serialize};
use tidepool_des::{Distribution, Duration};

use crate::apply::{PERIOD_MIN, Zero, count, distribution, duration, period, positive, share};
use crate::load::is_default;
use crate::{ScenarioError, Settings};

/// The zones and the network between them, as written down. Pods are spread over the zones in turn; clients, balancer and
/// registry are at the edge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Names of the zones.
    pub zones: Vec<String>,
    /// From one zone to another, one way, a distribution.
    pub between: String,
    /// From the edge to a zone, one way, a distribution.
    pub edge: String,
    /// The share of what is sent from one place to another that is lost and sent again, from 0 to 1.
    #[serde(skip_serializing_if = "is_default")]
    pub loss: f64,
}

/// A balancer as written down: clients ask it, and it asks a pod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Balancer {
    /// Which pod gets a request.
    pub policy: Policy,
    /// Path of its health checks.
    pub check: String,
    /// From one check of a pod to the next, which waits until the one before has ended; `0s` is no checks.
    pub check_period: String,
    /// How long it waits for the answer to a check.
    pub check_timeout: String,
    /// So many failures in a row make a pod unhealthy.
    pub failures: u32,
    /// So many successes in a row make it healthy again.
    pub successes: u32,
    /// After so many errors in a row (a status of 500 or above, or no answer) a pod is ejected; 0 is never.
    pub eject_errors: u32,
    /// For how long the first time, and so many times as long the second, third … time, up to 300 s.
    pub eject_time: String,
    /// The share of the pods that may be ejected at a time, in percent; one may in any case.
    pub eject_most: u32,
    /// If less than this share of the pods is healthy, in percent, all of them get requests.
    pub panic: u32,
    /// How many further pods a request is sent to that could not be sent to the first.
    pub tries: u32,
    /// How long the balancer waits for a connection.
    pub connect_timeout: String,
    /// How long it waits for an answer; `0s` is for ever.
    pub timeout: String,
}

/// How a balancer chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// One after the other.
    #[default]
    RoundRobin,
    /// Any.
    Random,
    /// The one with the fewest requests under way.
    LeastConnections,
    /// Of two at random the one with fewer.
    TwoChoices,
}

/// A registry with leases as written down: the balancer knows by it which pods there are. Where there are zones and no
/// such table, there is one with the times of Kubernetes' node leases, which are the defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Registry {
    /// How long a lease lasts that is not renewed.
    pub ttl: String,
    /// From one heartbeat to the next.
    pub heartbeat: String,
}

impl Default for Network {
    fn default() -> Self {
        Network { zones: Vec::new(), between: "500us".into(), edge: "250us".into(), loss: 0.0 }
    }
}

impl Default for Balancer {
    fn default() -> Self {
        Balancer {
            policy: Policy::RoundRobin,
            check: "/healthz".into(),
            check_period: "0s".into(),
            check_timeout: "1s".into(),
            failures: 3,
            successes: 2,
            eject_errors: 0,
            eject_time: "30s".into(),
            eject_most: 50,
            panic: 0,
            tries: 1,
            connect_timeout: "1s".into(),
            timeout: "0s".into(),
        }
    }
}

impl Default for Registry {
    fn default() -> Self {
        Registry { ttl: "40s".into(), heartbeat: "10s".into() }
    }
}

/// The same as values; see [`Network`].
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSettings {
    /// Names of the zones.
    pub zones: Vec<String>,
    /// From one zone to another, one way.
    pub between: Distribution,
    /// From the edge to a zone, one way.
    pub edge: Distribution,
    /// The share that is lost.
    pub loss: f64,
}

/// The same as values; see [`Balancer`].
#[derive(Clone, Debug, PartialEq)]
pub struct BalancerSettings {
    /// Which pod gets a request.
    pub policy: Policy,
    /// Path of its health checks.
    pub check: String,
    /// From one check to the next; zero is no checks.
    pub check_period: Duration,
    /// How long it waits for the answer to a check.
    pub check_timeout: Duration,
    /// Failures in a row that make a pod unhealthy.
    pub failures: u32,
    /// Successes in a row that make it healthy again.
    pub successes: u32,
    /// Errors in a row that eject a pod; 0 is never.
    pub eject_errors: u32,
    /// For how long the first time.
    pub eject_time: Duration,
    /// The share of pods that may be ejected, in percent.
    pub eject_most: u32,
    /// The share of healthy pods below which all get requests, in percent.
    pub panic: u32,
    /// Further pods that a request is sent to.
    pub tries: u32,
    /// How long it waits for a connection.
    pub connect_timeout: Duration,
    /// How long it waits for an answer; zero is for ever.
    pub timeout: Duration,
}

/// The same as values; see [`Registry`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrySettings {
    /// How long a lease lasts that is not renewed.
    pub ttl: Duration,
    /// From one heartbeat to the next.
    pub heartbeat: Duration,
}

/// Most zones.
const ZONES_MAX: usize = 8;

/// Most failures, successes, errors in a row and tries.
const ROW_MAX: u32 = 1_000;

const NETWORK: [&str; 3] = ["between", "edge", "loss"];

const BALANCER: [&str; 13] = [
    "policy",
    "check",
    "check_period",
    "check_timeout",
    "failures",
    "successes",
    "eject_errors",
    "eject_time",
    "eject_most",
    "panic",
    "tries",
    "connect_timeout",
    "timeout",
];

const REGISTRY: [&str; 2] = ["ttl", "heartbeat"];

impl NetworkSettings {
    pub(crate) fn of(network: &Network) -> Result<NetworkSettings, ScenarioError> {
        let is_name = |name: &String| {
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            !name.is_empty() && plain && name != "edge"
        };
        let twice = (1..network.zones.len()).any(|n| network.zones[..n].contains(&network.zones[n]));
        let number = network.zones.len();
        if number == 0 || number > ZONES_MAX || twice || !network.zones.iter().all(is_name) {
            let wanted = format!(
                "one to {ZONES_MAX} different names of letters, digits and hyphens, such as \"a\" and \"b\""
            );
            return Err(ScenarioError::value("network.zones", format!("expected {wanted}")));
        }
        let mut settings = NetworkSettings {
            zones: network.zones.clone(),
            between: Distribution::Constant(Duration::ZERO),
            edge: Distribution::Constant(Duration::ZERO),
            loss: 0.0,
        };
        let values = [network.between.clone(), network.edge.clone(), network.loss.to_string()];
        for (field, text) in NETWORK.into_iter().zip(values) {
            settings.set(field, &text, &format!("network.{field}"))?;
        }
        Ok(settings)
    }

    fn set(&mut self, field: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match field {
            "between" => self.between = distribution(path, text)?,
            "edge" => self.edge = distribution(path, text)?,
            "loss" => self.loss = share(path, text)?,
            _ => return Err(ScenarioError::unknown(path, "field", field, NETWORK.into_iter())),
        }
        Ok(())
    }

    /// The number of the zone called `name`, from 0.
    pub fn zone(&self, name: &str) -> Option<u8> {
        self.zones.iter().position(|zone| zone == name).and_then(|at| u8::try_from(at).ok())
    }

    /// There must be a zone called `name`.
    pub(crate) fn check_zone(&self, path: &str, name: &str) -> Result<(), ScenarioError> {
        let known = self.zones.iter().map(String::as_str);
        self.zone(name).map(drop).ok_or_else(|| ScenarioError::unknown(path, "zone", name, known))
    }
}

impl BalancerSettings {
    pub(crate) fn of(balancer: &Balancer) -> Result<BalancerSettings, ScenarioError> {
        let zero = Duration::ZERO;
        let mut settings = BalancerSettings {
            policy: balancer.policy,
            check: String::new(),
            check_period: zero,
            check_timeout: zero,
            failures: 0,
            successes: 0,
            eject_errors: 0,
            eject_time: zero,
            eject_most: 0,
            panic: 0,
            tries: 0,
            connect_timeout: zero,
            timeout: zero,
        };
        let values = [
            settings.policy.word().to_owned(),
            balancer.check.clone(),
            balancer.check_period.clone(),
            balancer.check_timeout.clone(),
            balancer.failures.to_string(),
            balancer.successes.to_string(),
            balancer.eject_errors.to_string(),
            balancer.eject_time.clone(),
            balancer.eject_most.to_string(),
            balancer.panic.to_string(),
            balancer.tries.to_string(),
            balancer.connect_timeout.clone(),
            balancer.timeout.clone(),
        ];
        for (field, text) in BALANCER.into_iter().zip(values) {
            settings.set(field, &text, &format!("balancer.{field}"))?;
        }
        Ok(settings)
    }

    fn set(&mut self, field: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match field {
            "policy" => self.policy = Policy::of(path, text)?,
            "check" if text.starts_with('/') => self.check = text.into(),
            "check" => {
                return Err(ScenarioError::value(path, format!("{text:?} is not a path that begins with /")));
            }
            "check_period" => self.check_period = period(path, text, PERIOD_MIN, Zero::IsNever)?,
            "check_timeout" => self.check_timeout = positive(path, text)?,
            "failures" => self.failures = count(path, text, 1, ROW_MAX)?,
            "successes" => self.successes = count(path, text, 1, ROW_MAX)?,
            "eject_errors" => self.eject_errors = count(path, text, 0, ROW_MAX)?,
            "eject_time" => self.eject_time = positive(path, text)?,
            "eject_most" => self.eject_most = count(path, text, 0, 100)?,
            "panic" => self.panic = count(path, text, 0, 100)?,
            "tries" => self.tries = count(path, text, 0, 16)?,
            "connect_timeout" => self.connect_timeout = positive(path, text)?,
            "timeout" => self.timeout = duration(path, text)?,
            _ => return Err(ScenarioError::unknown(path, "field", field, BALANCER.into_iter())),
        }
        Ok(())
    }
}

impl RegistrySettings {
    pub(crate) fn of(registry: &Registry) -> Result<RegistrySettings, ScenarioError> {
        Ok(RegistrySettings {
            ttl: positive("registry.ttl", &registry.ttl)?,
            heartbeat: period("registry.heartbeat", &registry.heartbeat, PERIOD_MIN, Zero::Refused)?,
        })
    }

    fn set(&mut self, field: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match field {
            "ttl" => self.ttl = positive(path, text)?,
            "heartbeat" => self.heartbeat = period(path, text, PERIOD_MIN, Zero::Refused)?,
            _ => return Err(ScenarioError::unknown(path, "field", field, REGISTRY.into_iter())),
        }
        Ok(())
    }
}

impl Policy {
    const WORDS: [(&str, Policy); 4] = [
        ("round-robin", Policy::RoundRobin),
        ("random", Policy::Random),
        ("least-connections", Policy::LeastConnections),
        ("two-choices", Policy::TwoChoices),
    ];

    /// As written down.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, policy)| *policy == self).map_or("", |(word, _)| word)
    }

    fn of(path: &str, text: &str) -> Result<Policy, ScenarioError> {
        let found = Self::WORDS.iter().find(|(word, _)| *word == text.trim());
        let known = Self::WORDS.iter().map(|(word, _)| *word);
        found.map(|(_, policy)| *policy).ok_or_else(|| ScenarioError::unknown(path, "policy", text, known))
    }
}

/// Sets `TABLE.FIELD` from `text`; false if it is none of these tables.
pub(crate) fn set(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<bool, ScenarioError> {
    let Some((table, field)) = target.split_once('.') else { return Ok(false) };
    let missing = || {
        let message = format!("the scenario has none; give it a table [{table}]");
        ScenarioError::value(path, message)
    };
    match table {
        "network" => s.network.as_mut().ok_or_else(missing)?.set(field, text, path)?,
        "balancer" => s.balancer.as_mut().ok_or_else(missing)?.set(field, text, path)?,
        "registry" => s.registry.as_mut().ok_or_else(missing)?.set(field, text, path)?,
        _ => return Ok(false),
    }
    Ok(true)
}

impl Settings {
    /// A balancer asks pods, zones are for pods behind a balancer, and so is the registry.
    pub(crate) fn check_cluster(&self) -> Result<(), ScenarioError> {
        let needs = |table: &str, what: &str, other: &str| {
            Err(ScenarioError::value(table, format!("{what}; give the scenario a table [{other}]")))
        };
        if self.balancer.is_some() && self.pods.is_none() {
            return needs("balancer", "a balancer asks pods", "pods");
        }
        if self.network.is_some() && self.balancer.is_none() && self.replication.is_none() {
            let what = "zones are those of pods behind a balancer, or of a [replication]";
            return needs("network", what, "balancer");
        }
        if let Some(replication) = &self.replication {
            replication.check(self.network.as_ref())?;
        }
        if self.registry.is_some() && self.balancer.is_none() {
            return needs("registry", "it tells a balancer which pods there are", "balancer");
        }
        Ok(())
    }
}
