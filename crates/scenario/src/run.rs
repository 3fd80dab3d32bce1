//! From a document and a reader's choice to everything the simulator needs.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use tidepool_des::Duration;

use crate::apply::{self, RATE_MAX, duration};
use crate::clients::CLIENTS_MAX;
use crate::{
    BalancerSettings, Clients, Expectation, FaultSettings, Library, LoadKind, MomentSettings,
    NetworkSettings, Param, PodSettings, RedisSettings, Registry, RegistrySettings, ReplicationSettings,
    Scenario, ScenarioError, ScrapeSettings, ServiceSettings,
};
use crate::{moment, service};

/// What a reader chose in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Variant, none for the scenario's own listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Values that differ from the defaults, by parameter key (or by target, on the command line).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub set: IndexMap<String, String>,
    /// Seed, if not the scenario's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The listing's text, if it was edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// All settings of a run, as values.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Virtual length.
    pub duration: Duration,
    /// Who sends requests: the main load, then the other groups.
    pub groups: Vec<Clients>,
    /// Number of Ps.
    pub procs: u32,
    /// File descriptors the process may have open, the three standard streams among them.
    pub files: u32,
    /// GOGC in percent, none for off.
    pub gogc: Option<u32>,
    /// GOMEMLIMIT in bytes, the largest number for none.
    pub memory_limit: u64,
    /// Whether the process prints a line for each collection (`GODEBUG=gctrace=1`).
    pub gctrace: bool,
    /// Defaults of the database server, as the query part of a DSN.
    pub database: IndexMap<&'static str, String>,
    /// The primary and its replicas, if the database has any.
    pub replication: Option<ReplicationSettings>,
    /// What the listing calls by HTTP and others run.
    pub services: Vec<ServiceSettings>,
    /// Who looks at the service's own figures, if anybody does.
    pub scrape: Option<ScrapeSettings>,
    /// The Deployment, if the processes are pods.
    pub pods: Option<PodSettings>,
    /// The balancer, if there is one.
    pub balancer: Option<BalancerSettings>,
    /// The zones, if there are any.
    pub network: Option<NetworkSettings>,
    /// The registry, if there is one.
    pub registry: Option<RegistrySettings>,
    /// How Redis servers behave.
    pub redis: RedisSettings,
    /// What goes wrong, by its id.
    pub faults: IndexMap<String, FaultSettings>,
    /// What is looked for in the run's series, in this order.
    pub moments: Vec<MomentSettings>,
    /// Values for `lab.Int`, `lab.Duration`, `lab.String` in the listing.
    pub lab: IndexMap<String, String>,
}

impl Settings {
    /// The settings written in `scenario` itself, parameters left out.
    ///
    /// # Errors
    /// Names the key whose value is out of range or cannot be read.
    pub fn of(scenario: &Scenario) -> Result<Settings, ScenarioError> {
        let db = &scenario.database;
        let mut settings = Settings {
            duration: duration("duration", &scenario.duration)?,
            groups: groups(scenario)?,
            procs: 0,
            files: 0,
            gogc: None,
            memory_limit: u64::MAX,
            gctrace: false,
            database: IndexMap::new(),
            replication: scenario.replication.as_ref().map(ReplicationSettings::of).transpose()?,
            redis: RedisSettings::of(&scenario.redis)?,
            services: Vec::new(),
            scrape: scenario.scrape.as_ref().map(ScrapeSettings::of).transpose()?,
            pods: scenario.pods.as_ref().map(PodSettings::of).transpose()?,
            balancer: scenario.balancer.as_ref().map(BalancerSettings::of).transpose()?,
            network: scenario.network.as_ref().map(NetworkSettings::of).transpose()?,
            registry: registry(scenario)?,
            faults: IndexMap::new(),
            moments: moment::all(&scenario.moments)?,
            lab: IndexMap::new(),
        };
        let numbers = [
            ("server.procs", scenario.server.procs.to_string()),
            ("server.files", scenario.server.files.to_string()),
            ("server.gogc", scenario.server.gogc.to_string()),
            ("server.memory_limit_mib", scenario.server.memory_limit_mib.to_string()),
            ("server.gctrace", u32::from(scenario.server.gctrace).to_string()),
            ("database.dial", db.dial.clone()),
            ("database.latency", db.latency.clone()),
            ("database.rows", db.rows.to_string()),
            ("database.row_delay", db.row_delay.clone()),
            ("database.max_connections", db.max_connections.to_string()),
            ("database.fail_every", db.fail_every.to_string()),
            ("database.wait_timeout", db.wait_timeout.clone()),
            ("database.ping", db.ping.clone()),
            ("database.cores", db.cores.to_string()),
            ("database.thrash", db.thrash.to_string()),
            ("database.lock_wait_timeout", db.lock_wait_timeout.clone()),
        ];
        for (target, text) in numbers {
            apply::set_target(&mut settings, target, &text, target)?;
        }
        let names: Vec<&str> = settings.groups.iter().map(|group| group.id.as_str()).collect();
        settings.services = service::all(&scenario.services, &names)?;
        for fault in &scenario.faults {
            let path = format!("fault.{}", fault.id);
            if settings.faults.insert(fault.id.clone(), FaultSettings::of(fault)?).is_some() {
                return Err(ScenarioError::value(path, "there is another fault with this id"));
            }
            if fault.kind.concerns_pods() && settings.pods.is_none() {
                return Err(ScenarioError::value(path, "it befalls pods; give the scenario a table [pods]"));
            }
            if let Some(id) = &fault.deploys {
                let known = || scenario.variants.iter().map(|variant| variant.id.as_str());
                if !known().any(|variant| variant == id) {
                    return Err(ScenarioError::unknown(format!("{path}.deploys"), "variant", id, known()));
                }
            }
            if let Some(name) = &fault.service {
                let known = || settings.services.iter().map(|service| service.id.as_str());
                if !known().any(|id| id == name) {
                    let path = format!("fault.{}.service", fault.id);
                    return Err(ScenarioError::unknown(path, "service", name, known()));
                }
            }
        }
        settings.check_cluster()?;
        settings.check_places()?;
        if settings.pods.is_some() && !settings.has_clients() {
            return Err(ScenarioError::value("pods", "pods serve clients: give the scenario a load"));
        }
        if settings.scrape.is_some() && !settings.has_clients() {
            return Err(ScenarioError::value("scrape", "only a service with a [load] is scraped"));
        }
        settings.check()?;
        Ok(settings)
    }
}

impl Settings {
    /// What values that can be set one by one must be to each other.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        if self.duration.is_zero() {
            return Err(ScenarioError::value("duration", "a run needs a duration above zero"));
        }
        self.check_bursts()?;
        for (id, fault) in &self.faults {
            self.check_replication(id, fault)?;
        }
        self.pods.as_ref().map_or(Ok(()), PodSettings::check)?;
        if self.scrape.is_some() && self.pods.as_ref().is_some_and(|pods| pods.replicas > 1) {
            let message = "one process is scraped: a Prometheus that finds all pods is left out, so have one pod (replicas = 1) or no [scrape]";
            return Err(ScenarioError::value("scrape", message));
        }
        self.scrape.as_ref().map_or(Ok(()), ScrapeSettings::check)
    }

    /// A burst is one of a group with draws of its own that are not recorded. All groups with all their bursts have no
    /// more users than there may be, and no group has more arrivals.
    fn check_bursts(&self) -> Result<(), ScenarioError> {
        let closed = |group: &&Clients| group.kind == LoadKind::Closed;
        let mut users: f64 = self.groups.iter().filter(closed).map(|group| f64::from(group.clients)).sum();
        if users > f64::from(CLIENTS_MAX) {
            let message = format!("all groups together have {users} users, more than {CLIENTS_MAX}");
            return Err(ScenarioError::value("load.clients", message));
        }
        for (id, fault) in &self.faults {
            let Some(name) = &fault.group else { continue };
            let path = format!("fault.{id}.group");
            let known = self.groups.iter().map(|group| group.id.as_str());
            let found = self.groups.iter().find(|group| group.id == *name);
            let group = found.ok_or_else(|| ScenarioError::unknown(&path, "group", name, known))?;
            let model = &self.groups[group.draws as usize].id;
            if model != name {
                return Err(ScenarioError::value(path, format!("{name} repeats {model}: give it the burst")));
            }
            if group.kind == LoadKind::Closed {
                users += f64::from(group.clients) * (fault.factor.unwrap_or(1.0) - 1.0).max(0.0);
            }
            if users > f64::from(CLIENTS_MAX) {
                let message = format!("that is {users} users, more than {CLIENTS_MAX}");
                return Err(ScenarioError::value(format!("fault.{id}.factor"), message));
            }
            if !group.trace.is_empty() {
                let message = format!("the arrivals of {name} are recorded, with what bursts there are");
                return Err(ScenarioError::value(path, message));
            }
            let rate = self.rate_at(group, fault.at);
            if group.kind == LoadKind::Open && rate > RATE_MAX {
                let message = format!("that is a rate of {rate} per second, more than {RATE_MAX}");
                return Err(ScenarioError::value(format!("fault.{id}.factor"), message));
            }
        }
        Ok(())
    }

    /// Arrivals per second of an open group at a time: bursts that last at the same time multiply.
    fn rate_at(&self, group: &Clients, at: Duration) -> f64 {
        let bursts = self.faults.values().filter(|fault| fault.group.as_ref() == Some(&group.id));
        let lasting = bursts.filter(|burst| burst.happens() && burst.at <= at && at < burst.until());
        group.rate * lasting.map(|burst| burst.factor.unwrap_or(1.0).max(1.0)).product::<f64>()
    }

    /// What befalls servers that replicate needs some.
    fn check_replication(&self, id: &str, fault: &FaultSettings) -> Result<(), ScenarioError> {
        let FaultSettings { kind, server, .. } = fault;
        let servers = self.replication.as_ref().map_or(0, |replication| replication.replicas + 1);
        if servers == 0 && (kind.concerns_replication() || server.is_some()) {
            let message = "it befalls servers that replicate; give the scenario a table [replication]";
            return Err(ScenarioError::value(format!("fault.{id}"), message));
        }
        match server.filter(|server| !(1..=servers).contains(server)) {
            None => Ok(()),
            Some(server) => {
                let known = format!("there is no mysql-{server}, only mysql-1 to mysql-{servers}");
                Err(ScenarioError::value(format!("fault.{id}.server"), known))
            }
        }
    }

    /// Whether anybody sends requests; without them the program runs by itself.
    pub fn has_clients(&self) -> bool {
        self.groups.iter().any(|group| group.kind != LoadKind::None)
    }
}

/// The registry that is written down, or where there are zones the usual one.
fn registry(scenario: &Scenario) -> Result<Option<RegistrySettings>, ScenarioError> {
    let network = scenario.network.as_ref().filter(|_| scenario.balancer.is_some());
    match (&scenario.registry, network) {
        (Some(registry), _) => RegistrySettings::of(registry).map(Some),
        (None, Some(_)) => RegistrySettings::of(&Registry::default()).map(Some),
        (None, None) => Ok(None),
    }
}

/// The main load and the other groups, whose names must differ.
fn groups(scenario: &Scenario) -> Result<Vec<Clients>, ScenarioError> {
    let mut groups = vec![Clients::of(&scenario.load, "load", &[])?];
    for (index, group) in scenario.groups.iter().enumerate() {
        let path =
            format!("group.{}", if group.id.is_empty() { index.to_string() } else { group.id.clone() });
        let named = !group.id.is_empty() && group.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !named || groups.iter().any(|other| other.id == group.id) {
            let wanted = "a name of letters, digits and hyphens that no other group has";
            return Err(ScenarioError::value(
                format!("{path}.id"),
                format!("{:?} is not {wanted}", group.id),
            ));
        }
        groups.push(Clients::of(group, &path, &groups)?);
    }
    Ok(groups)
}

/// A listing that is deployed during a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Its path in the library.
    pub listing: String,
    /// Its text.
    pub code: String,
}

impl Release {
    /// Its file's name, such as `see-a.go`.
    pub fn file(&self) -> &str {
        file_of(&self.listing)
    }
}

fn file_of(listing: &str) -> &str {
    listing.rsplit('/').next().unwrap_or(listing)
}

impl Run {
    /// From now on a listing that is deployed during the run is what a reader has made of it.
    pub fn deploy(&mut self, listing: &str, code: &str) {
        for release in self.releases.values_mut().filter(|release| release.listing == listing) {
            if release.code != code {
                release.code = code.into();
                self.expectations.clear();
            }
        }
    }
}

/// Everything the simulator needs, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The document it comes from.
    pub scenario: Scenario,
    /// The choice it comes from.
    pub selection: Selection,
    /// File name of the listing, such as `rows-drained.go`.
    pub file: String,
    /// Text of the listing.
    pub code: String,
    /// What rollouts deploy, by variant. The variant that the run begins with is none of them.
    pub releases: IndexMap<String, Release>,
    /// Settings.
    pub settings: Settings,
    /// Seed of all draws.
    pub seed: u64,
    /// What should hold at the end; only known for unedited code with default parameters or a preset's.
    pub expectations: Vec<Expectation>,
}

impl Scenario {
    /// The run that `selection` makes of this scenario.
    ///
    /// # Errors
    /// Names the variant, listing, parameter or value that is wrong.
    pub fn resolve(&self, selection: &Selection, library: &Library) -> Result<Run, ScenarioError> {
        let mut settings = Settings::of(self)?;
        for param in &self.params {
            let given = selection.set.get(&param.key);
            let text = given.cloned().unwrap_or_else(|| Param::text_of(&param.default));
            apply::set_param(&mut settings, param, &text, &param.key)?;
        }
        for (key, text) in &selection.set {
            if !self.params.iter().any(|p| &p.key == key) {
                self.set_by_target(&mut settings, key, text)?;
            }
        }
        settings.check()?;
        let listing = match &selection.variant {
            Some(id) => &self.variant(id)?.listing,
            None => &self.listing,
        };
        let code = match &selection.code {
            Some(code) => code.clone(),
            None => library.listing(listing)?.into(),
        };
        let expectations = self.expected(selection)?;
        Ok(Run {
            file: file_of(listing).into(),
            code,
            releases: self.releases(listing, library)?,
            seed: selection.seed.unwrap_or(self.seed),
            settings,
            expectations,
            scenario: self.clone(),
            selection: selection.clone(),
        })
    }

    /// What rollouts deploy in a run that begins with `own`.
    fn releases(&self, own: &str, library: &Library) -> Result<IndexMap<String, Release>, ScenarioError> {
        let mut releases = IndexMap::new();
        for id in self.faults.iter().filter_map(|fault| fault.deploys.as_ref()) {
            let listing = &self.variant(id)?.listing;
            // What the reader has made of it is deployed, too.
            if listing != own {
                let code = library.listing(listing)?.into();
                releases.insert(id.clone(), Release { listing: listing.clone(), code });
            }
        }
        Ok(releases)
    }

    /// A `--set` that names a target instead of a parameter.
    fn set_by_target(&self, settings: &mut Settings, key: &str, text: &str) -> Result<(), ScenarioError> {
        if !key.contains('.') && key != "duration" {
            let known = self.params.iter().map(|p| p.key.as_str());
            return Err(ScenarioError::unknown(format!("--set {key}"), "parameter", key, known));
        }
        apply::set_target(settings, key, text, key)
    }
}
