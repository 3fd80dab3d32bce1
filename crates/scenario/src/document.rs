//! The scenario document and its TOML form.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::load::is_default;
use crate::{
    Balancer, Fault, Load, Moment, Network, Param, Pods, Preset, Redis, Registry, Replication, ScenarioError,
    Scrape, Service, Text,
};

/// A scenario as written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Name: the file's name without `.toml`. Not part of the document's text.
    #[serde(skip)]
    pub name: String,
    /// What it shows.
    pub title: Text,
    /// Path of the Go listing in the library.
    pub listing: String,
    /// Virtual length of the run, such as `30s`.
    pub duration: String,
    /// Seed of all random draws.
    #[serde(default = "one")]
    pub seed: u64,
    /// Other listings the reader can switch to.
    #[serde(default, rename = "variant", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Who sends requests.
    #[serde(default)]
    pub load: Load,
    /// Who else does: groups of clients with names of their own.
    #[serde(default, rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Load>,
    /// The Go process.
    #[serde(default)]
    pub server: Server,
    /// The simulated database server behind `sql.Open`.
    #[serde(default)]
    pub database: Database,
    /// Servers that replicate, if there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replication: Option<Replication>,
    /// Who looks at the figures that the service shows of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scrape: Option<Scrape>,
    /// What the listing calls by HTTP and others run.
    #[serde(default, rename = "service", skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// Several processes of the listing, as pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pods: Option<Pods>,
    /// The balancer that clients ask, in front of the pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balancer: Option<Balancer>,
    /// The zones over which pods are spread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// How the balancer knows which pods there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Registry>,
    /// The simulated Redis servers behind `redis.NewClient`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub redis: Redis,
    /// What goes wrong during the run.
    #[serde(default, rename = "fault", skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// What is looked for in the run's series, in the order in which it is expected.
    #[serde(default, rename = "moment", skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    /// Charts to be shown; without any, those that fit the listing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charts: Vec<Chart>,
    /// Whether the lab shows the calculator of pool sizes; it reads the main load's rate, `lab.pods`, `lab.open`,
    /// `database.latency` and `database.max_connections`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sizing: bool,
    /// Whether the lab shows the report of a load tool.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub report: bool,
    /// What a reader can change.
    #[serde(default, rename = "param", skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Param>,
    /// Named settings.
    #[serde(default, rename = "preset", skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<Preset>,
    /// Conditions on metrics; a table per variant inside overrides the general ones.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub expect: IndexMap<String, ExpectValue>,
}

fn one() -> u64 {
    1
}

/// A condition, or the conditions of one variant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ExpectValue {
    /// Condition on the metric of that name.
    Condition(String),
    /// Conditions that hold for the variant of that name.
    Variant(IndexMap<String, String>),
}

/// Another listing for the same scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Short name, used in links and on the command line.
    pub id: String,
    /// Path of its listing in the library.
    pub listing: String,
    /// Name for readers.
    pub title: Text,
}

/// The Go process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Number of Ps (GOMAXPROCS).
    pub procs: u32,
    /// File descriptors the process may have open, the three standard streams among them.
    pub files: u32,
    /// GOGC: how far the heap may grow before it is collected, in percent of what lives; negative is off.
    pub gogc: i32,
    /// GOMEMLIMIT in MiB, 0 for none.
    pub memory_limit_mib: u32,
    /// Whether a line is printed for each collection (`GODEBUG=gctrace=1`).
    pub gctrace: bool,
}

impl Default for Server {
    fn default() -> Self {
        Server { procs: 2, files: 1024, gogc: 100, memory_limit_mib: 0, gctrace: false }
    }
}

/// The database server. Values given in a DSN's query part win over these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// Time to open a connection, a distribution.
    pub dial: String,
    /// Service time of a query, a distribution.
    pub latency: String,
    /// Rows in a result.
    pub rows: u32,
    /// Time per row after the first, a distribution.
    pub row_delay: String,
    /// Connections the server accepts.
    pub max_connections: u32,
    /// Every n-th query fails; 0 is never.
    pub fail_every: u32,
    /// The server closes a connection idle for so long; `0s` is never.
    pub wait_timeout: String,
    /// Time of a ping, a distribution; empty: `latency`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ping: String,
    /// Cores that running queries share; 0 is no contention.
    #[serde(skip_serializing_if = "is_default")]
    pub cores: u32,
    /// The share by which each running query beyond the cores slows all.
    #[serde(skip_serializing_if = "is_default")]
    pub thrash: f64,
    /// A query that waits for a row lock for so long fails; `0s` is never.
    #[serde(skip_serializing_if = "is_usual_lock_wait")]
    pub lock_wait_timeout: String,
}

/// MySQL's own default.
const LOCK_WAIT: &str = "50s";

fn is_usual_lock_wait(text: &String) -> bool {
    text == LOCK_WAIT
}

impl Default for Database {
    fn default() -> Self {
        Database {
            dial: "1ms".into(),
            latency: "1ms".into(),
            rows: 3,
            row_delay: "0s".into(),
            max_connections: 151,
            fail_every: 0,
            wait_timeout: "0s".into(),
            ping: String::new(),
            cores: 0,
            thrash: 0.0,
            lock_wait_timeout: LOCK_WAIT.into(),
        }
    }
}

/// A chart over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Chart {
    /// Connections in use and idle, and who waits for one; one chart for each pool.
    Pool,
    /// How long those who asked for a connection waited for it, on average.
    Wait,
    /// Connections that pools closed as idle or old.
    Retired,
    /// Sessions of the database servers.
    Sessions,
    /// A lane for each connection, with a bar for each time that somebody held it.
    Holds,
    /// A lane for each pod, from its start to its end.
    Pods,
    /// Goroutines alive.
    Goroutines,
    /// How far replicas are behind the primary.
    Lag,
    /// Requests answered and failed per second.
    Requests,
    /// Latency of answered requests.
    Latency,
    /// Heap, what of it lives, and its goal.
    Heap,
    /// Memory allocated per second.
    Alloc,
    /// Cycles of the collector per second.
    Cycles,
    /// Processor time of goroutines and of the collector.
    Cpu,
    /// Time per second in which the world stands still or goroutines mark.
    Stolen,
}

impl Scenario {
    /// Reads a document. `name` is used in messages and becomes the scenario's name.
    ///
    /// # Errors
    /// Names the key or line that is wrong and what was expected.
    pub fn parse(name: &str, text: &str) -> Result<Scenario, ScenarioError> {
        let mut scenario: Scenario = toml::from_str(text).map_err(|e| ScenarioError::Syntax {
            file: format!("{name}.toml"),
            message: e.to_string().trim_end().into(),
        })?;
        scenario.name = name.into();
        scenario.check()?;
        Ok(scenario)
    }

    /// The scenario of a program that runs by itself, without load, parameters or expectations.
    pub fn program(file: &str) -> Scenario {
        Scenario {
            name: file.into(),
            title: Text { en: file.into(), zh: file.into() },
            listing: file.into(),
            duration: "1h".into(),
            seed: 1,
            variants: Vec::new(),
            load: Load::default(),
            groups: Vec::new(),
            server: Server::default(),
            database: Database::default(),
            replication: None,
            redis: Redis::default(),
            services: Vec::new(),
            scrape: None,
            pods: None,
            balancer: None,
            network: None,
            registry: None,
            faults: Vec::new(),
            moments: Vec::new(),
            charts: Vec::new(),
            sizing: false,
            report: false,
            params: Vec::new(),
            presets: Vec::new(),
            expect: IndexMap::new(),
        }
    }

    /// The document as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The variant called `id`.
    ///
    /// # Errors
    /// If there is none; the message lists those there are.
    pub fn variant(&self, id: &str) -> Result<&Variant, ScenarioError> {
        self.variants.iter().find(|v| v.id == id).ok_or_else(|| {
            ScenarioError::unknown("variant", "variant", id, self.variants.iter().map(|v| v.id.as_str()))
        })
    }

    /// The id of the variant that is the scenario's own listing, if it is listed as one.
    pub fn own_variant(&self) -> Option<&str> {
        self.variants.iter().find(|v| v.listing == self.listing).map(|v| v.id.as_str())
    }

    /// Checks what the types cannot: names, ranges, defaults, presets, expectations.
    fn check(&self) -> Result<(), ScenarioError> {
        let mut settings = crate::Settings::of(self)?;
        for param in &self.params {
            let text = Param::text_of(&param.default);
            crate::apply::set_param(&mut settings, param, &text, &format!("param.{}.default", param.key))?;
        }
        settings.check()?;
        for preset in &self.presets {
            preset.expectations()?;
            let mut settings = settings.clone();
            if let Some(id) = &preset.variant {
                self.variant(id)?;
            }
            for (key, value) in &preset.set {
                let path = format!("preset.{}.set.{key}", preset.id);
                let text = Param::text_of(value);
                match self.params.iter().find(|p| &p.key == key) {
                    Some(param) => crate::apply::set_param(&mut settings, param, &text, &path)?,
                    // As a reader's button sets it, or `--set`.
                    None if key.contains('.') => crate::apply::set_target(&mut settings, key, &text, &path)?,
                    None => {
                        let known = self.params.iter().map(|p| p.key.as_str());
                        return Err(ScenarioError::unknown(&path, "parameter", key, known));
                    }
                }
            }
            settings.check().map_err(|error| error.with(&format!("preset.{}", preset.id)))?;
        }
        for (key, value) in &self.expect {
            if let ExpectValue::Variant(_) = value {
                self.variant(key)?;
            }
        }
        self.expectations(None)?;
        for variant in &self.variants {
            self.expectations(Some(&variant.id))?;
        }
        Ok(())
    }
}
