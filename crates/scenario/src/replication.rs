//! Database servers that replicate: the `[replication]` table.

use serde::{Deserialize, Serialize};
use tidepool_des::{Distribution, Duration};

use crate::apply::{PERIOD_MIN, Zero, count, distribution, duration, period};
use crate::{NetworkSettings, ScenarioError, Settings};

/// A primary with replicas. Each of them behaves as `[database]` says. A listing reaches them by the hosts
/// `mysql-primary`, `mysql-replica` (the replicas in turn), `mysql-1`, `mysql-2` …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Replication {
    /// How many servers follow the primary.
    pub replicas: u32,
    /// The zones of the primary, then of each replica, in turn; without any, they are spread over those of `[network]`,
    /// if there is one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// When a client is told that its transaction is committed: at once (`async`), or when one replica has confirmed
    /// that it has received it (`semi-sync`).
    pub mode: String,
    /// For how long a primary waits for such a confirmation before it goes on without.
    pub semi_sync_timeout: String,
    /// What the thread of a replica that applies the log takes for a transaction, a distribution.
    pub apply: String,
    /// Time between two looks of the monitor at the primary.
    pub check: String,
    /// So many looks in vain, one after the other, begin a promotion.
    pub failures: u32,
    /// How long a promotion takes, once the chosen replica has applied all that it has received.
    pub promote: String,
    /// Whether a primary that the monitor cannot reach for that long makes itself read-only.
    pub fence: bool,
    /// Time between two backups; `0s` is none.
    pub backup: String,
    /// How long it takes to restore one.
    pub restore: String,
}

impl Default for Replication {
    fn default() -> Self {
        Replication {
            replicas: 1,
            zones: Vec::new(),
            mode: "async".into(),
            semi_sync_timeout: "10s".into(),
            apply: "200us".into(),
            check: "1s".into(),
            failures: 3,
            promote: "5s".into(),
            fence: true,
            backup: "0s".into(),
            restore: "30m".into(),
        }
    }
}

/// A primary with replicas as values; see [`Replication`].
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicationSettings {
    /// How many servers follow the primary.
    pub replicas: u32,
    /// The zones of the primary, then of each replica, in turn; empty: all there are.
    pub zones: Vec<String>,
    /// Whether clients are told only when a replica has confirmed.
    pub semi_sync: bool,
    /// For how long a primary waits for that.
    pub semi_sync_timeout: Duration,
    /// What a replica takes to apply a transaction.
    pub apply: Distribution,
    /// Time between two looks of the monitor.
    pub check: Duration,
    /// Looks in vain that begin a promotion.
    pub failures: u32,
    /// How long a promotion takes.
    pub promote: Duration,
    /// Whether an unreachable primary makes itself read-only.
    pub fence: bool,
    /// Time between two backups; zero is none.
    pub backup: Duration,
    /// How long it takes to restore one.
    pub restore: Duration,
}

/// Most servers that follow a primary.
const REPLICAS_MAX: u32 = 5;

/// Most looks in vain.
const FAILURES_MAX: u32 = 1_000;

/// Targets below `replication.`, for messages.
const TARGETS: [&str; 10] = [
    "replicas",
    "mode",
    "semi_sync_timeout",
    "apply",
    "check",
    "failures",
    "promote",
    "fence",
    "backup",
    "restore",
];

impl ReplicationSettings {
    /// The values of `of`.
    pub(crate) fn of(of: &Replication) -> Result<ReplicationSettings, ScenarioError> {
        let mut settings = ReplicationSettings {
            replicas: 0,
            zones: of.zones.clone(),
            semi_sync: false,
            semi_sync_timeout: Duration::ZERO,
            apply: Distribution::Constant(Duration::ZERO),
            check: Duration::ZERO,
            failures: 0,
            promote: Duration::ZERO,
            fence: of.fence,
            backup: Duration::ZERO,
            restore: Duration::ZERO,
        };
        let values = [
            of.replicas.to_string(),
            of.mode.clone(),
            of.semi_sync_timeout.clone(),
            of.apply.clone(),
            of.check.clone(),
            of.failures.to_string(),
            of.promote.clone(),
            u32::from(of.fence).to_string(),
            of.backup.clone(),
            of.restore.clone(),
        ];
        for (target, text) in TARGETS.into_iter().zip(values) {
            settings.set(target, &text, &format!("replication.{target}"))?;
        }
        Ok(settings)
    }

    /// Its zones must be among those of the network.
    pub(crate) fn check(&self, network: Option<&NetworkSettings>) -> Result<(), ScenarioError> {
        let path = "replication.zones";
        self.zones.iter().try_for_each(|name| match network {
            Some(network) => network.check_zone(path, name),
            None => Err(ScenarioError::unknown(path, "zone", name, std::iter::empty())),
        })
    }

    fn set(&mut self, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match target {
            "replicas" => self.replicas = count(path, text, 1, REPLICAS_MAX)?,
            "mode" => {
                self.semi_sync = match text.trim() {
                    "async" => false,
                    "semi-sync" => true,
                    other => {
                        return Err(ScenarioError::unknown(
                            path,
                            "mode",
                            other,
                            ["async", "semi-sync"].into_iter(),
                        ));
                    }
                }
            }
            "semi_sync_timeout" => self.semi_sync_timeout = duration(path, text)?,
            "apply" => self.apply = distribution(path, text)?,
            "check" => self.check = period(path, text, PERIOD_MIN, Zero::Refused)?,
            "failures" => self.failures = count(path, text, 1, FAILURES_MAX)?,
            "promote" => self.promote = duration(path, text)?,
            "fence" => self.fence = count(path, text, 0, 1)? == 1,
            "backup" => self.backup = period(path, text, PERIOD_MIN, Zero::IsNever)?,
            "restore" => self.restore = duration(path, text)?,
            _ => {
                let known = TARGETS.into_iter();
                return Err(ScenarioError::unknown(path, "target below replication", target, known));
            }
        }
        Ok(())
    }
}

/// Sets what is called `replication.TARGET`.
pub(crate) fn set(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
    match &mut s.replication {
        Some(replication) => replication.set(target, text, path),
        None => {
            let message = "the scenario's database has no replicas; give it a table [replication]";
            Err(ScenarioError::value(path, message))
        }
    }
}
