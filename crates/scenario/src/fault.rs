//! What goes wrong during a run: `[[fault]]` tables.

use serde::{Deserialize, Serialize};
use tidepool_des::Duration;

use crate::apply::{duration, share};
use crate::{ScenarioError, Settings, Text};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// The database server ends all sessions and is down for a time.
    Restart,
    /// Connections to it are reset.
    Drop,
    /// A firewall forgets connections to it: what is sent on them is lost, and nobody is told.
    Forget,
    /// Nothing gets through to it or back, and nobody is told.
    Stall,
    /// Dialling it takes longer.
    SlowDial,
    /// Its statements take longer.
    SlowQuery,
    /// More requests come than usual.
    Burst,
    /// Redis dies with all that it has kept, and is down for a time.
    RedisDown,
    /// Each command keeps Redis's one thread busy for longer.
    SlowRedis,
    /// Calls of a service take longer.
    SlowService,
    /// A service is gone: connections are reset, dials refused.
    ServiceDown,
    /// All pods are replaced by new ones, as when a new version is deployed.
    Rollout,
    /// Processes of pods are killed from without (SIGKILL).
    Kill,
    /// GOGC is changed in all processes, for a time or for good.
    Gc,
    /// The process of whatever server is the primary then dies, and comes back after a time or not at all.
    PrimaryDown,
    /// The data is gone on the primary and all replicas, as after a `DROP`, and the last backup is restored.
    DataLost,
    /// A zone has no power: all that runs there is gone, and nobody is told.
    ZoneDown,
    /// Nothing gets from a zone to the others and the edge, or to one of them, or back.
    ZoneCut,
    /// What is sent to a zone and from it takes longer.
    SlowZone,
    /// Of what is sent to a zone and from it a share is lost, and sent again.
    LossyZone,
    /// The registry is down: nobody can register or renew a lease.
    RegistryDown,
}

/// What `at` says of a fault that only comes about when a reader presses its button.
pub const NEVER: &str = "never";

/// What `from` calls everything outside of the zones.
pub const EDGE: &str = "edge";

/// The time of such a fault.
const NEVER_AT: Duration = Duration::from_nanos(u64::MAX);

/// A fault as written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Short name, for the targets `fault.ID.at` and its like.
    pub id: String,
    /// What goes wrong.
    pub kind: FaultKind,
    /// When, since the start of the run; `never` for one that waits for its button.
    pub at: String,
    /// The words on its button, with which a reader brings it about at the present time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<Text>,
    /// How long; `0s` switches it off. A drop and a forget are over at once and need none; a gc and a primary-down
    /// without it are for good.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
    /// How long a dial (`slow-dial`), a statement (`slow-query`), a command (`slow-redis`) or a call (`slow-service`)
    /// takes then; how much longer the way to a zone or back (`slow-zone`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// By how many times longer a statement (`slow-query`) or a call (`slow-service`) takes, or how many times more
    /// requests come, or users (`burst`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f64>,
    /// How many sessions, the oldest first (`drop`, `forget`), all without it; how many pods (`kill`), one without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Which group of clients (`burst`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// GOGC in percent from then on, negative for off (`gc`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gogc: Option<i32>,
    /// Which service (`slow-service`, `service-down`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The variant whose listing the new pods run (`rollout`); without it they run what runs already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deploys: Option<String>,
    /// Which of the database servers that replicate, such as `mysql-2` (what can befall a database server); all of them
    /// without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Which zone (`zone-down`, `zone-cut`, `slow-zone`, `lossy-zone`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// From which other zone, or the `edge`, it is cut off; without it from all (`zone-cut`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The share that is lost, from 0 to 1 (`lossy-zone`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// A fault as values.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultSettings {
    /// What goes wrong.
    pub kind: FaultKind,
    /// When, since the start of the run.
    pub at: Duration,
    /// How long, none for a drop or forget that says nothing.
    pub length: Option<Duration>,
    /// Time of a dial, statement or command.
    pub time: Option<Duration>,
    /// Factor on the time of a statement, or on the number of requests or users.
    pub factor: Option<f64>,
    /// Most sessions, or pods.
    pub count: Option<u32>,
    /// The group of clients that a burst is of.
    pub group: Option<String>,
    /// GOGC in percent, negative for off.
    pub gogc: Option<i32>,
    /// The service that it befalls.
    pub service: Option<String>,
    /// The variant that is deployed.
    pub deploys: Option<String>,
    /// The database server that it befalls, by number from 1; all without one.
    pub server: Option<u32>,
    /// The zone that it befalls.
    pub zone: Option<String>,
    /// The other zone, or the edge, that it is cut off from.
    pub from: Option<String>,
    /// The share that is lost.
    pub share: Option<f64>,
}

/// The setting that says when the fault with this id happens.
pub fn fault_at(id: &str) -> String {
    format!("fault.{id}.at")
}

impl FaultKind {
    /// What may stand in its table besides `id`, `kind`, `at`, `button`, `for` and `server`: one of these sets.
    fn takes(self) -> &'static [&'static [&'static str]] {
        match self {
            FaultKind::Restart | FaultKind::Stall | FaultKind::RedisDown | FaultKind::RegistryDown => &[&[]],
            FaultKind::PrimaryDown | FaultKind::DataLost => &[&[]],
            FaultKind::Rollout => &[&[], &["deploys"]],
            FaultKind::Drop | FaultKind::Forget | FaultKind::Kill => &[&[], &["count"]],
            FaultKind::SlowDial | FaultKind::SlowRedis => &[&["time"]],
            FaultKind::SlowQuery => &[&["time"], &["factor"]],
            FaultKind::SlowService => &[&["time", "service"], &["factor", "service"]],
            FaultKind::ServiceDown => &[&["service"]],
            FaultKind::Burst => &[&["factor", "group"]],
            FaultKind::Gc => &[&["gogc"]],
            FaultKind::ZoneDown => &[&["zone"]],
            FaultKind::ZoneCut => &[&["zone"], &["zone", "from"]],
            FaultKind::SlowZone => &[&["time", "zone"]],
            FaultKind::LossyZone => &[&["zone", "share"]],
        }
    }

    /// That `has` is none of the sets it takes.
    fn told(self, has: &[&str]) -> String {
        let words = |set: &[&str]| match set {
            [] => "no further key".to_owned(),
            set => set.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "),
        };
        let kind = toml::Value::try_from(self).ok();
        let kind = kind.as_ref().and_then(toml::Value::as_str).unwrap_or_default();
        let takes: Vec<String> = self.takes().iter().map(|set| words(set)).collect();
        let has =
            if has.is_empty() { "there is none".to_owned() } else { format!("there is {}", words(has)) };
        format!("{kind} takes {}; {has}", takes.join(", or "))
    }

    /// Whether it need not say how long it lasts.
    fn is_momentary(self) -> bool {
        matches!(
            self,
            FaultKind::Drop
                | FaultKind::Forget
                | FaultKind::Rollout
                | FaultKind::Kill
                | FaultKind::Gc
                | FaultKind::PrimaryDown
                | FaultKind::DataLost
        )
    }

    /// Whether it is for good if it says nothing about how long.
    fn is_for_good(self) -> bool {
        matches!(self, FaultKind::Gc | FaultKind::PrimaryDown)
    }

    /// Whether there may be such a key in its table.
    fn may_have(self, key: &str) -> bool {
        self.takes().iter().any(|set| set.contains(&key))
    }

    /// Whether it befalls single database servers.
    fn concerns_servers(self) -> bool {
        self.word().is_some()
    }

    /// What a DSN calls it, if it befalls database servers one by one.
    fn word(self) -> Option<&'static str> {
        Some(match self {
            FaultKind::Restart => "restart",
            FaultKind::Drop => "drop",
            FaultKind::Forget => "forget",
            FaultKind::Stall => "stall",
            FaultKind::SlowDial => "slowdial",
            FaultKind::SlowQuery => "slowquery",
            _ => return None,
        })
    }

    /// Whether it befalls a primary and its replicas together.
    pub(crate) fn concerns_replication(self) -> bool {
        matches!(self, FaultKind::PrimaryDown | FaultKind::DataLost)
    }

    /// Whether it befalls pods instead of a database server.
    pub(crate) fn concerns_pods(self) -> bool {
        matches!(self, FaultKind::Rollout | FaultKind::Kill)
    }
}

impl FaultSettings {
    /// The values of `fault`.
    pub(crate) fn of(fault: &Fault) -> Result<FaultSettings, ScenarioError> {
        let path = |field: &str| format!("fault.{}.{field}", fault.id);
        let time = |field: &str, text: &Option<String>| match text {
            Some(text) => duration(&path(field), text).map(Some),
            None => Ok(None),
        };
        let settings = FaultSettings {
            kind: fault.kind,
            at: time_of(&path("at"), &fault.at)?,
            length: time("for", &fault.length)?,
            time: time("time", &fault.time)?,
            factor: fault.factor,
            count: fault.count,
            group: fault.group.clone(),
            gogc: fault.gogc,
            service: fault.service.clone(),
            deploys: fault.deploys.clone(),
            server: fault
                .server
                .as_deref()
                .map(|name| server_of(&path("server"), fault.kind, name))
                .transpose()?,
            zone: fault.zone.clone(),
            from: fault.from.clone(),
            share: fault.share,
        };
        if let Some(lost) = fault.share {
            share(&path("share"), &lost.to_string())?;
        }
        if settings.at == NEVER_AT && fault.button.is_none() {
            return Err(ScenarioError::value(
                path("at"),
                "never, and there is no `button` to bring it about",
            ));
        }
        if settings.length.is_none() && !fault.kind.is_momentary() {
            return Err(ScenarioError::value(path("for"), "how long it lasts is missing"));
        }
        if fault.kind == FaultKind::DataLost && fault.length.is_some() {
            return Err(ScenarioError::value(path("for"), "it lasts as long as `replication.restore` says"));
        }
        if let Some(factor) = fault.factor {
            check_factor(&path("factor"), factor)?;
        }
        let has = [
            ("time", fault.time.is_some()),
            ("factor", fault.factor.is_some()),
            ("count", fault.count.is_some()),
            ("group", fault.group.is_some()),
            ("gogc", fault.gogc.is_some()),
            ("service", fault.service.is_some()),
            ("deploys", fault.deploys.is_some()),
            ("zone", fault.zone.is_some()),
            ("from", fault.from.is_some()),
            ("share", fault.share.is_some()),
        ];
        let has: Vec<&str> = has.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect();
        match fault.kind.takes().contains(&has.as_slice()) {
            true => Ok(settings),
            false => Err(ScenarioError::value(format!("fault.{}", fault.id), fault.kind.told(&has))),
        }
    }

    /// Whether it happens at all: one that never comes, lasts `0s` or befalls nobody does not.
    pub fn happens(&self) -> bool {
        let lasts = self.length.is_none_or(|length| !length.is_zero());
        self.at < NEVER_AT && lasts && self.count != Some(0)
    }

    /// When it is over, since the start of the run; [`Duration::MAX`] is never. What is over at once ends as it begins.
    pub fn until(&self) -> Duration {
        match self.length {
            Some(length) => self.at + length,
            None if self.kind.is_for_good() => Duration::MAX,
            None => self.at,
        }
    }

    /// The fault in the words of a DSN, if it is one of a database server and happens.
    pub fn timeline(&self) -> Option<String> {
        let FaultSettings { kind, at, length, time, factor, count, .. } = self;
        let word = kind.word().filter(|_| self.happens())?;
        let length = length.map(|length| format!("+{length}")).unwrap_or_default();
        let time = match (time, factor) {
            (Some(time), _) => format!("*{time}"),
            (None, Some(factor)) => format!("*{factor}"),
            (None, None) => count.map(|count| format!("*{count}")).unwrap_or_default(),
        };
        Some(format!("{word}@{at}{length}{time}"))
    }
}

/// The number in the name of a database server that replicates.
fn server_of(path: &str, kind: FaultKind, name: &str) -> Result<u32, ScenarioError> {
    if !kind.concerns_servers() {
        return Err(ScenarioError::value(path, "what goes wrong here does not befall one database server"));
    }
    let number = name.strip_prefix("mysql-").and_then(|number| number.parse().ok());
    number.ok_or_else(|| ScenarioError::value(path, format!("{name:?} is not a name such as mysql-2")))
}

impl Settings {
    /// The zones of faults are those there are, and a registry that is down is one.
    pub(crate) fn check_places(&self) -> Result<(), ScenarioError> {
        for (id, fault) in &self.faults {
            let path = |field: &str| format!("fault.{id}.{field}");
            if fault.kind == FaultKind::RegistryDown && self.registry.is_none() {
                let message = "nobody registers; give the scenario a table [registry]";
                return Err(ScenarioError::value(format!("fault.{id}"), message));
            }
            if !fault.kind.may_have("zone") {
                continue;
            }
            let Some(network) = &self.network else {
                let message = "it befalls a zone; give the scenario a table [network]";
                return Err(ScenarioError::value(format!("fault.{id}"), message));
            };
            if let Some(name) = &fault.zone {
                network.check_zone(&path("zone"), name)?;
            }
            if let Some(name) = fault.from.as_ref().filter(|name| *name != EDGE) {
                network.check_zone(&path("from"), name)?;
                if fault.zone.as_ref() == Some(name) {
                    return Err(ScenarioError::value(path("from"), "a zone cannot be cut off from itself"));
                }
            }
        }
        Ok(())
    }
}

/// The time of a fault.
fn time_of(path: &str, text: &str) -> Result<Duration, ScenarioError> {
    if text.trim() == NEVER { Ok(NEVER_AT) } else { duration(path, text) }
}

fn check_factor(path: &str, factor: f64) -> Result<f64, ScenarioError> {
    match (0.0..=1e9).contains(&factor) {
        true => Ok(factor),
        false => Err(ScenarioError::value(path, format!("{factor} is not a factor from 0 to 1000000000"))),
    }
}

/// Sets `ID.FIELD` of a fault from `text`.
pub(crate) fn set(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
    let (id, field) = target.split_once('.').unwrap_or((target, ""));
    let known: Vec<String> = s.faults.keys().cloned().collect();
    let Some(fault) = s.faults.get_mut(id) else {
        return Err(ScenarioError::unknown(path, "fault", id, known.iter().map(String::as_str)));
    };
    // What a fault does not need it does not get, lest a value be without effect.
    match field {
        "at" => fault.at = time_of(path, text)?,
        // Restoring says how long that is.
        "for" if fault.kind != FaultKind::DataLost => fault.length = Some(duration(path, text)?),
        "time" if fault.time.is_some() => fault.time = Some(duration(path, text)?),
        "factor" if fault.factor.is_some() => {
            let factor = text.trim().parse().unwrap_or(f64::NAN);
            fault.factor = Some(check_factor(path, factor)?);
        }
        "gogc" if fault.gogc.is_some() => {
            let wrong = || ScenarioError::value(path, format!("{text:?} is not a whole number of percent"));
            fault.gogc = Some(text.trim().parse().map_err(|_| wrong())?);
        }
        "share" if fault.share.is_some() => fault.share = Some(share(path, text)?),
        "count" if fault.kind.may_have("count") => {
            let count = text
                .trim()
                .parse()
                .map_err(|_| ScenarioError::value(path, format!("{text:?} is not a whole number")))?;
            fault.count = Some(count);
        }
        _ => {
            let fields = [
                ("at", true),
                ("for", fault.kind != FaultKind::DataLost),
                ("time", fault.time.is_some()),
                ("factor", fault.factor.is_some()),
                ("count", fault.kind.may_have("count")),
                ("gogc", fault.gogc.is_some()),
                ("share", fault.share.is_some()),
            ];
            let known = fields.into_iter().filter(|(_, has)| *has).map(|(name, _)| name);
            return Err(ScenarioError::unknown(path, "field", field, known));
        }
    }
    Ok(())
}
