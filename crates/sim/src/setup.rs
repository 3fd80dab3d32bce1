//! From settings to a world.

use tidepool_des::{Distribution, Duration, Seed, Time};
use tidepool_go_vm::machine::Config;
use tidepool_scenario::{
    Backoff, FaultKind, FaultSettings, LoadKind, RedisSettings, ScrapeSettings, ServiceSettings, Settings,
    Share, Spacing,
};
use tidepool_world::clients::{self, Arrivals, Burst, Clients, Endpoint, Retry};
use tidepool_world::mysql::{self, Dsn};
use tidepool_world::pods::{Deployment, Readiness};
use tidepool_world::redis;
use tidepool_world::service;
use tidepool_world::{World, WorldEvent};

/// An empty world whose database servers behave as the settings say.
pub(crate) fn world(settings: &Settings, seed: Seed) -> World {
    let mut world = World::new(seed, database(settings));
    world.set_redis(redis(settings));
    world
}

fn redis(settings: &Settings) -> redis::Config {
    let RedisSettings { dial, latency, command, call } = settings.redis.clone();
    let faults = settings.faults.values().filter(|fault| fault.happens()).filter_map(|fault| {
        let kind = match fault.kind {
            FaultKind::RedisDown => redis::FaultKind::Down,
            FaultKind::SlowRedis => redis::FaultKind::Slow(fault.time?),
            _ => return None,
        };
        let at = fault.at.as_nanos();
        Some(redis::Fault { kind, at, until: at.saturating_add(fault.length?.as_nanos()) })
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

/// The instructions that a run may execute if a program alone may execute `limit`: a service works as long as it is asked.
pub(crate) fn steps(limit: u64, settings: &Settings) -> u64 {
    match settings.has_clients() {
        true => limit.saturating_mul(settings.duration.as_nanos().div_ceil(Duration::MINUTE.as_nanos())),
        false => limit,
    }
}

/// The settings are written in the words of a DSN; what cannot be read there keeps its default,
/// but [`Settings`] have been checked before.
fn database(settings: &Settings) -> mysql::Config {
    let faults: Vec<String> = settings.faults.values().filter_map(FaultSettings::timeline).collect();
    let faults = format!("faults={}", faults.join(","));
    let query = settings.database.iter().map(|(k, v)| format!("{k}={v}"));
    let query: Vec<String> = query.chain([faults]).collect();
    let text = format!("app@tcp(db)/shop?{}", query.join("&"));
    Dsn::parse(&text, &mysql::Config::default()).map(|dsn| dsn.config).unwrap_or_default()
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
        pre_stop: pods.pre_stop,
        grace: pods.grace,
        endpoint_delay: pods.endpoint_delay.clone(),
    })
}

/// What befalls pods, and when.
pub(crate) fn pod_events(settings: &Settings) -> impl Iterator<Item = (Time, WorldEvent)> {
    settings.faults.values().filter(|fault| fault.happens()).filter_map(|fault| {
        let event = match fault.kind {
            FaultKind::Rollout => WorldEvent::RollOut,
            FaultKind::Kill => WorldEvent::KillPods { count: fault.count.unwrap_or(1) },
            _ => return None,
        };
        Some((Time::ZERO + fault.at, event))
    })
}

/// When GOGC changes, and to what.
pub(crate) fn gogc_changes(settings: &Settings) -> Vec<(Time, Option<u32>)> {
    let mut changes = Vec::new();
    for fault in settings.faults.values().filter(|fault| fault.kind == FaultKind::Gc && fault.happens()) {
        let at = Time::ZERO + fault.at;
        changes.push((at, fault.gogc.and_then(|percent| u32::try_from(percent).ok())));
        if let Some(length) = fault.length {
            changes.push((at + length, settings.gogc));
        }
    }
    changes
}

/// What the listing calls and others run.
pub(crate) fn services(settings: &Settings) -> Vec<service::Config> {
    let config = |of: &ServiceSettings| service::Config {
        host: of.host.clone(),
        latency: of.latency.clone(),
        workers: of.workers,
        fail: of.fail,
        body: of.body.clone(),
        faults: settings.faults.values().filter_map(|fault| service_fault(fault, &of.id)).collect(),
    };
    settings.services.iter().map(config).collect()
}

/// A fault of the service called `id`, if it is one and happens.
fn service_fault(fault: &FaultSettings, id: &str) -> Option<service::Fault> {
    if fault.service.as_deref() != Some(id) || !fault.happens() {
        return None;
    }
    let kind = match (fault.kind, fault.time, fault.factor) {
        (FaultKind::ServiceDown, ..) => service::FaultKind::Down,
        (_, Some(time), _) => service::FaultKind::Slow(time),
        (_, None, factor) => service::FaultKind::Slower(factor.unwrap_or(1.0)),
    };
    let at = fault.at.as_nanos();
    let until = at.saturating_add(fault.length.unwrap_or_default().as_nanos());
    Some(service::Fault { kind, at, until })
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

fn scraper(scrape: &ScrapeSettings) -> Clients {
    let arrivals = Arrivals::Open { gap: Distribution::Constant(scrape.every) };
    Clients {
        timeout: Some(scrape.timeout),
        reads: true,
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

fn burst(fault: &FaultSettings) -> Option<Burst> {
    let is_one = fault.kind == FaultKind::Burst && fault.happens();
    let (length, factor) = (fault.length?, fault.factor?);
    is_one.then_some(Burst { at: fault.at, length, factor })
}
