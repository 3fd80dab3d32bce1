//! Processes as pods: the `[pods]` table.

use serde::{Deserialize, Serialize};
use tidepool_des::{Distribution, Duration};

use crate::apply::{PERIOD_MIN, Zero, count, distribution, duration, memory, period, positive};
use crate::load::is_default;
use crate::{ScenarioError, Settings};

/// A Deployment as written down. With it the listing runs in several processes, and clients dial one that is ready.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Pods {
    /// How many pods there should be.
    pub replicas: u32,
    /// How many more there may be during a rollout (`maxSurge`, as a number).
    pub surge: u32,
    /// How many fewer may be ready during a rollout (`maxUnavailable`, as a number).
    pub unavailable: u32,
    /// From a pod's creation to the start of its process, a distribution. The first pods have it behind them.
    pub start_time: String,
    /// How the kubelet finds out whether a pod is ready.
    pub readiness: Readiness,
    /// What the preStop hook does before SIGTERM: a time for which it sleeps, `0s` for no hook; or a path such as `/drain`,
    /// for which it asks the process, on the port of the readiness probe, and waits until the answer has come (`httpGet`).
    pub pre_stop: String,
    /// `terminationGracePeriodSeconds`: from the deletion of a pod to SIGKILL, the hook included.
    pub grace: String,
    /// From a change of the endpoints to the moment when new connections follow it, a distribution.
    pub endpoint_delay: String,
    /// `resources.limits.memory` in MiB, 0 for none: a process that has more on its heap and stacks is killed (`OOMKilled`).
    #[serde(skip_serializing_if = "is_default")]
    pub memory_mib: u32,
}

/// A readiness probe as written down; the defaults are those of Kubernetes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Readiness {
    /// Path of the GET.
    pub path: String,
    /// Its port; 0 is the one on which the process begins to listen first, loopback addresses apart.
    #[serde(skip_serializing_if = "is_default")]
    pub port: u16,
    /// From one probe to the next, which waits until the one before has ended; `0s` is no probe: a pod is ready as soon as
    /// its process runs.
    pub period: String,
    /// How long the kubelet waits for the answer.
    pub timeout: String,
    /// So many failures in a row make a pod unready.
    pub failures: u32,
    /// So many successes in a row make it ready.
    pub successes: u32,
}

impl Default for Pods {
    fn default() -> Self {
        Pods {
            replicas: 2,
            surge: 1,
            unavailable: 0,
            start_time: "1s".into(),
            readiness: Readiness::default(),
            pre_stop: "0s".into(),
            grace: "30s".into(),
            endpoint_delay: "uniform(200ms,1s)".into(),
            memory_mib: 0,
        }
    }
}

impl Default for Readiness {
    fn default() -> Self {
        Readiness {
            path: "/ready".into(),
            port: 0,
            period: "10s".into(),
            timeout: "1s".into(),
            failures: 3,
            successes: 1,
        }
    }
}

/// A preStop hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hook {
    /// It sleeps for so long; zero is no hook.
    Sleep(Duration),
    /// It asks the process for this path.
    Get(String),
}

/// A Deployment as values; see [`Pods`].
#[derive(Clone, Debug, PartialEq)]
pub struct PodSettings {
    /// Pods that there should be.
    pub replicas: u32,
    /// More of them during a rollout.
    pub surge: u32,
    /// Fewer of them ready during a rollout.
    pub unavailable: u32,
    /// From a pod's creation to the start of its process.
    pub start_time: Distribution,
    /// Path of the readiness probe.
    pub path: String,
    /// Its port; 0 is that of the first listener.
    pub port: u16,
    /// From one probe to the next; zero is no probe.
    pub period: Duration,
    /// How long an answer to a probe may take.
    pub timeout: Duration,
    /// Failures in a row that make a pod unready.
    pub failures: u32,
    /// Successes in a row that make it ready.
    pub successes: u32,
    /// What happens before SIGTERM.
    pub pre_stop: Hook,
    /// From the deletion of a pod to SIGKILL.
    pub grace: Duration,
    /// From a change of the endpoints to when new connections follow it.
    pub endpoint_delay: Distribution,
    /// Heap and stacks that a process may have in bytes, the largest number for no limit.
    pub memory: u64,
}

/// Most pods: each is a process with a heap of its own.
const PODS_MAX: u32 = 64;

/// Most probes in a row.
const STREAK_MAX: u32 = 100;

/// Targets below `pods.`, for messages.
const TARGETS: [&str; 13] = [
    "replicas",
    "surge",
    "unavailable",
    "start_time",
    "readiness.path",
    "readiness.period",
    "readiness.timeout",
    "readiness.failures",
    "readiness.successes",
    "pre_stop",
    "grace",
    "endpoint_delay",
    "memory_mib",
];

impl PodSettings {
    /// The values of `pods`.
    pub(crate) fn of(pods: &Pods) -> Result<PodSettings, ScenarioError> {
        let mut settings = PodSettings {
            replicas: 0,
            surge: 0,
            unavailable: 0,
            start_time: Distribution::Constant(Duration::ZERO),
            path: String::new(),
            port: pods.readiness.port,
            period: Duration::ZERO,
            timeout: Duration::ZERO,
            failures: 0,
            successes: 0,
            pre_stop: Hook::Sleep(Duration::ZERO),
            grace: Duration::ZERO,
            endpoint_delay: Distribution::Constant(Duration::ZERO),
            memory: u64::MAX,
        };
        let Pods { readiness, .. } = pods;
        let values = [
            pods.replicas.to_string(),
            pods.surge.to_string(),
            pods.unavailable.to_string(),
            pods.start_time.clone(),
            readiness.path.clone(),
            readiness.period.clone(),
            readiness.timeout.clone(),
            readiness.failures.to_string(),
            readiness.successes.to_string(),
            pods.pre_stop.clone(),
            pods.grace.clone(),
            pods.endpoint_delay.clone(),
            pods.memory_mib.to_string(),
        ];
        for (target, text) in TARGETS.into_iter().zip(values) {
            settings.set(target, &text, &format!("pods.{target}"))?;
        }
        Ok(settings)
    }

    fn set(&mut self, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match target {
            "replicas" => self.replicas = count(path, text, 1, PODS_MAX)?,
            "surge" => self.surge = count(path, text, 0, PODS_MAX)?,
            "unavailable" => self.unavailable = count(path, text, 0, PODS_MAX)?,
            "start_time" => self.start_time = distribution(path, text)?,
            "readiness.path" if text.starts_with('/') => self.path = text.into(),
            "readiness.path" => {
                return Err(ScenarioError::value(path, format!("{text:?} is not a path that begins with /")));
            }
            "readiness.period" => self.period = period(path, text, PERIOD_MIN, Zero::IsNever)?,
            "readiness.timeout" => self.timeout = positive(path, text)?,
            "readiness.failures" => self.failures = count(path, text, 1, STREAK_MAX)?,
            "readiness.successes" => self.successes = count(path, text, 1, STREAK_MAX)?,
            "pre_stop" if text.starts_with('/') => self.pre_stop = Hook::Get(text.into()),
            "pre_stop" => self.pre_stop = Hook::Sleep(duration(path, text)?),
            "grace" => self.grace = duration(path, text)?,
            "endpoint_delay" => self.endpoint_delay = distribution(path, text)?,
            "memory_mib" => self.memory = memory(path, text)?,
            _ => return Err(ScenarioError::unknown(path, "target below pods", target, TARGETS.into_iter())),
        }
        Ok(())
    }

    /// Whether a rollout can take a step at all.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        if self.surge == 0 && self.unavailable == 0 {
            let message = "surge and unavailable are both 0: a rollout could replace nothing";
            return Err(ScenarioError::value("pods.surge", message));
        }
        Ok(())
    }
}

/// Sets what is called `pods.TARGET`.
pub(crate) fn set(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
    match &mut s.pods {
        Some(pods) => pods.set(target, text, path),
        None => Err(ScenarioError::value(path, "the scenario has no pods; give it a table [pods]")),
    }
}
