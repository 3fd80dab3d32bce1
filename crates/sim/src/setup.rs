//! From settings to a world.

use tidepool_des::{Distribution, Duration, Seed, Time};
use tidepool_go_vm::machine::{Config, Limits};
use tidepool_scenario::{
    Backoff, FaultKind, FaultSettings, Hook, LoadKind, RedisSettings, Run, ScrapeSettings, ServiceSettings,
    Settings, Share, Spacing,
};
use tidepool_world::clients::{self, Arrivals, Burst, Clients, Endpoint, Retry};
use tidepool_world::mysql::{self, Dsn, replication};
use tidepool_world::pods::{self, Deployment, Readiness};
use tidepool_world::redis;
use tidepool_world::service;
use tidepool_world::zones::Place;
use tidepool_world::{Fault, World, WorldEvent};

mod cluster;

pub(crate) use cluster::cluster;

/// An empty world whose database servers behave as the settings say.
pub(crate) fn world(settings: &Settings, seed: Seed) -> World {
    let mut world = World::new(seed, database(settings));
    world.set_redis(redis(settings));
    world
}

/// What goes wrong in a run.
fn happening(settings: &Settings) -> impl Iterator<Item = &FaultSettings> {
    settings.faults.values().filter(|fault| fault.happens())
}

/// A fault of the world's that is there for as long as this one.
fn lasting<K>(fault: &FaultSettings, kind: K) -> Fault<K> {
    Fault { kind, at: fault.at.as_nanos(), until: fault.until().as_nanos() }
}

fn redis(settings: &Settings) -> redis::Config {
    let RedisSettings { dial, latency, command, call } = settings.redis.clone();
    let faults = happening(settings).filter_map(|fault| {
        let kind = match fault.kind {
            FaultKind::RedisDown => redis::FaultKind::Down,
            FaultKind::SlowRedis => redis::FaultKind::Slow(fault.time?),
            _ => return None,
        };
        Some(lasting(fault, kind))
    });
    redis::Config { dial, latency, command, call, faults: faults.collect() }
}

/// Instructions one process may execute unless told otherwise: an endless loop ends within a minute. One that serves
/// clients may execute so many in each minute of virtual time.
pub const STEPS_MAX: u64 = 4_000_000_000;

/// The machine's settings for runs of ours.
pub fn config() -> Config {
    let mut config = Config::default();
    config.limits.steps = STEPS_MAX;
    config
}

/// Our own limits on each process of a run with these settings.
pub fn limits(settings: &Settings) -> Limits {
    process(config(), settings).limits
}

/// The settings of each process.
pub(crate) fn process(mut config: Config, settings: &Settings) -> Config {
    config.gogc = settings.gogc;
    config.procs = settings.procs;
    config.limits.files = settings.files;
    config.limits.steps = steps(config.limits.steps, settings);
    config.memory_limit = settings.memory_limit;
    config.gctrace = settings.gctrace;
    config
}

/// The instructions that a process may execute if a program alone may execute `limit`: a service works as long as it is
/// asked.
fn steps(limit: u64, settings: &Settings) -> u64 {
    match settings.has_clients() {
        true => limit.saturating_mul(settings.duration.as_nanos().div_ceil(Duration::MINUTE.as_nanos())),
        false => limit,
    }
}

/// The settings are written in the words of a DSN; what cannot be read there keeps its default,
/// but [`Settings`] have been checked before.
fn database(settings: &Settings) -> mysql::Config {
    let faults = format!("faults={}", timeline(settings, |fault| fault.server.is_none()));
    let query = settings.database.iter().map(|(k, v)| format!("{k}={v}"));
    let query: Vec<String> = query.chain([faults]).collect();
    let text = format!("app@tcp(db)/shop?{}", query.join("&"));
    Dsn::parse(&text, &mysql::Config::default()).map(|dsn| dsn.config).unwrap_or_default()
}

/// What goes wrong at a server that is befallen by these faults, in the words of a DSN.
fn timeline(settings: &Settings, befalls: impl Fn(&FaultSettings) -> bool) -> String {
    let faults = settings.faults.values().filter(|fault| befalls(fault));
    faults.filter_map(FaultSettings::timeline).collect::<Vec<_>>().join(",")
}

/// What goes wrong with a primary and its replicas together.
fn replication_fault(fault: &FaultSettings) -> Option<replication::Fault> {
    let kind = match fault.kind {
        FaultKind::PrimaryDown => replication::FaultKind::PrimaryDown,
        FaultKind::DataLost => replication::FaultKind::DataLost,
        _ => return None,
    };
    Some(lasting(fault, kind))
}

/// The primary and its replicas, if the database has any.
pub(crate) fn replication(settings: &Settings) -> Option<replication::Config> {
    let of = settings.replication.as_ref()?;
    let faults = |server: u32| {
        let befalls = |fault: &FaultSettings| fault.server.is_none_or(|only| only == server);
        timeline(settings, befalls).parse().unwrap_or_default()
    };
    let place = |name: &String| Some(Place::Zone(settings.network.as_ref()?.zone(name)?));
    Some(replication::Config {
        replicas: of.replicas,
        mode: match of.semi_sync {
            true => replication::Mode::SemiSync(of.semi_sync_timeout),
            false => replication::Mode::Async,
        },
        apply: of.apply.clone(),
        check: of.check,
        failures: of.failures,
        promote: of.promote,
        fence: of.fence,
        backup: of.backup,
        restore: of.restore,
        faults: happening(settings).filter_map(replication_fault).collect(),
        servers: (1..=of.replicas + 1).map(faults).collect(),
        places: of.zones.iter().filter_map(place).collect(),
    })
}

/// The Deployment, if processes are pods.
pub(crate) fn deployment(settings: &Settings) -> Option<Deployment> {
    let pods = settings.pods.as_ref()?;
    let readiness = Readiness {
        path: pods.path.clone(),
        period: pods.period,
        timeout: pods.timeout,
        failures: pods.failures,
        successes: pods.successes,
    };
    Some(Deployment {
        replicas: pods.replicas,
        surge: pods.surge,
        unavailable: pods.unavailable,
        start_time: pods.start_time.clone(),
        readiness: (!pods.period.is_zero()).then_some(readiness),
        pre_stop: match &pods.pre_stop {
            Hook::Sleep(time) => pods::Hook::Sleep(*time),
            Hook::Get(path) => pods::Hook::Get(path.clone()),
        },
        port: port(pods.port),
        grace: pods.grace,
        endpoint_delay: pods.endpoint_delay.clone(),
    })
}

/// What befalls pods, and when.
pub(crate) fn pod_events(run: &Run) -> impl Iterator<Item = (Time, WorldEvent)> {
    // A variant that is none of the releases is what the run begins with.
    let number = |id: &String| run.releases.get_index_of(id).map_or(0, |index| index as u32 + 1);
    happening(&run.settings).filter_map(move |fault| {
        let event = match fault.kind {
            FaultKind::Rollout => WorldEvent::RollOut { listing: fault.deploys.as_ref().map(number) },
            FaultKind::Kill => WorldEvent::KillPods { count: fault.count.unwrap_or(1) },
            _ => return None,
        };
        Some((Time::ZERO + fault.at, event))
    })
}

/// When GOGC changes, and to what.
pub(crate) fn gogc_changes(settings: &Settings) -> Vec<(Time, Option<u32>)> {
    let faults = happening(settings).filter(|fault| fault.kind == FaultKind::Gc);
    let gogc = |fault: &FaultSettings| fault.gogc.and_then(|percent| u32::try_from(percent).ok());
    let spans: Vec<(Time, Time, Option<u32>)> =
        faults.map(|fault| (Time::ZERO + fault.at, Time::ZERO + fault.until(), gogc(fault))).collect();
    let mut edges: Vec<Time> = spans.iter().flat_map(|(from, until, _)| [*from, *until]).collect();
    edges.retain(|edge| *edge < Time::NEVER);
    edges.sort();
    edges.dedup();
    // Of those in force the one that has begun last has its way.
    let value = |at: Time| {
        let lasting = spans.iter().filter(|(from, until, _)| *from <= at && at < *until);
        lasting.max_by_key(|(from, ..)| *from).map_or(settings.gogc, |(.., gogc)| *gogc)
    };
    edges.into_iter().map(|at| (at, value(at))).collect()
}

/// What the listing calls and others run.
pub(crate) fn services(settings: &Settings) -> Vec<service::Config> {
    let config = |of: &ServiceSettings| service::Config {
        host: of.host.clone(),
        latency: of.latency.clone(),
        workers: of.workers,
        fail: of.fail,
        body: of.body.clone(),
        faults: happening(settings).filter_map(|fault| service_fault(fault, &of.id)).collect(),
    };
    settings.services.iter().map(config).collect()
}

/// A fault of the service called `id`, if it is one.
fn service_fault(fault: &FaultSettings, id: &str) -> Option<service::Fault> {
    if fault.service.as_deref() != Some(id) {
        return None;
    }
    let kind = match (fault.kind, fault.time, fault.factor) {
        (FaultKind::ServiceDown, ..) => service::FaultKind::Down,
        (_, Some(time), _) => service::FaultKind::Slow(time),
        (_, None, factor) => service::FaultKind::Slower(factor.unwrap_or(1.0)),
    };
    Some(lasting(fault, kind))
}

/// The groups of clients, behind them the one that scrapes; none if nobody sends anything.
pub(crate) fn clients(settings: &Settings) -> Vec<Clients> {
    match settings.has_clients() {
        true => settings
            .groups
            .iter()
            .map(|of| group(of, settings))
            .chain(settings.scrape.as_ref().map(scraper))
            .collect(),
        false => Vec::new(),
    }
}

/// A port as written down, where 0 is none in particular.
fn port(number: u16) -> Option<u16> {
    (number != 0).then_some(number)
}

fn scraper(scrape: &ScrapeSettings) -> Clients {
    let arrivals = Arrivals::Open { gap: Distribution::Constant(scrape.every) };
    Clients {
        timeout: Some(scrape.patience()),
        reads: true,
        port: port(scrape.port),
        ..Clients::new(arrivals, Endpoint::get(scrape.path.clone()))
    }
}

fn group(group: &tidepool_scenario::Clients, settings: &Settings) -> Clients {
    let unless_zero = |time: Duration| (!time.is_zero()).then_some(time);
    let endpoint = |share: &Share| Endpoint {
        weight: share.weight,
        method: share.method.clone(),
        ..Endpoint::get(share.path.clone())
    };
    let mut clients = Clients::new(arrivals(group), Endpoint::get("/"));
    clients.mix = group.mix.iter().map(endpoint).collect();
    clients.timeout = unless_zero(group.timeout);
    clients.start = group.start;
    clients.early = group.early.into();
    clients.stop = unless_zero(group.stop);
    clients.keep_alive = group.keep_alive;
    clients.port = port(group.port);
    clients.retry = Retry {
        times: group.retries,
        wait: group.retry_wait.clone(),
        backoff: match group.retry {
            Backoff::Fixed => clients::Backoff::Fixed,
            Backoff::Exponential => clients::Backoff::Exponential,
            Backoff::FullJitter => clients::Backoff::FullJitter,
        },
        cap: unless_zero(group.retry_max),
        budget: (group.retry_budget > 0.0).then_some(group.retry_budget),
    };
    // A group that repeats another meets its bursts, too.
    let model = &settings.groups[group.draws as usize].id;
    let faults = settings.faults.values().filter(|fault| fault.group.as_ref() == Some(model));
    clients.bursts = faults.filter_map(burst).collect();
    clients.same_draws = Some(group.draws);
    clients
}

fn arrivals(group: &tidepool_scenario::Clients) -> Arrivals {
    let closed = |users: u64| {
        let pacing = (group.pacing != Distribution::Constant(Duration::ZERO)).then(|| group.pacing.clone());
        Arrivals::Closed { users, think: group.think.clone(), pacing, ramp: group.ramp }
    };
    match group.kind {
        // It keeps its number.
        LoadKind::None => closed(0),
        LoadKind::Closed => closed(group.clients.into()),
        LoadKind::Open if !group.trace.is_empty() => {
            Arrivals::Recorded { times: group.trace.as_slice().into() }
        }
        LoadKind::Open => {
            let mean = Duration::from_nanos_f64(1e9 / group.rate);
            let gap = match group.arrivals {
                Spacing::Poisson => Distribution::Exponential { mean },
                Spacing::Constant => Distribution::Constant(mean),
            };
            Arrivals::Open { gap }
        }
    }
}

/// One that does not happen is there all the same, for no time: its users have their numbers, and so those of others do
/// not depend on it.
fn burst(fault: &FaultSettings) -> Option<Burst> {
    let (length, factor) = (fault.length?, fault.factor?);
    let length = if fault.happens() { length } else { Duration::ZERO };
    (fault.kind == FaultKind::Burst).then_some(Burst { at: fault.at, length, factor })
}

#[cfg(test)]
mod tests {
    use tidepool_scenario::Scenario;

    use super::*;

    #[test]
    fn the_end_of_one_change_of_gogc_leaves_another_in_force() {
        let gc = |id: &str, at: &str, length: &str, gogc: u32| {
            format!("[[fault]]\nid = \"{id}\"\nkind = \"gc\"\nat = \"{at}\"\n{length}gogc = {gogc}\n")
        };
        let text = "title = { en = \"x\", zh = \"x\" }\nlisting = \"main.go\"\nduration = \"60s\"\n"
            .to_owned()
            + &gc("a", "10s", "for = \"20s\"\n", 50)
            + &gc("b", "15s", "", 400)
            + &gc("c", "40s", "for = \"5s\"\n", 25);
        let scenario = Scenario::parse("gogc", &text).unwrap_or_else(|e| panic!("{e}"));
        let settings = Settings::of(&scenario).unwrap_or_else(|e| panic!("{e}"));
        let changes = gogc_changes(&settings).into_iter();
        let changes: Vec<(u64, Option<u32>)> =
            changes.map(|(at, gogc)| (at.as_nanos() / 1_000_000_000, gogc)).collect();
        let wanted = [(10, 50), (15, 400), (30, 400), (40, 25), (45, 400)];
        assert_eq!(changes, wanted.map(|(at, gogc)| (at, Some(gogc))));
    }
}
