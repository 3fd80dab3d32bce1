//! What a run is judged by: counters, distributions and series, kept in bounded memory.
//!
//! Counting rule: a request that its client gave up on has failed; what is in flight at the
//! end is unfinished; arrivals = completed + failed + unfinished, always.
//!
//! Where a run has several groups of clients or several pools, each has its own metrics besides, under its name.

use std::collections::BTreeMap;

use tidepool_des::{CountSeries, Duration, Histogram, Series, Time};
use tidepool_world::clients::Cause;
use tidepool_world::mysql::LockEnd;
use tidepool_world::{PoolKind, PoolRecord, Record, RequestRecord, ServerRecord, ServiceRecord};

use crate::balancer_metrics::BalancerMetrics;
use crate::flat::{Flat, Table};
use crate::heap_metrics::HeapMetrics;
use crate::latency_series::LatencySeries;
use crate::notable::Notable;
use crate::pod_metrics::PodMetrics;
use crate::pool_metrics::{PoolGauges, PoolMetrics, PoolSeries, PoolTotals};
use crate::redis_metrics::RedisCounters;
use crate::replication_metrics::ReplicationMetrics;
use crate::request_metrics::{RequestMetrics, Requests};
use crate::samples::Samples;
use crate::service_metrics::ServiceMetrics;

/// Most points in a series.
pub const POINTS_MAX: usize = 240;

/// Counters, distributions and series of a run, fed record by record.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// Requests of all clients.
    total: RequestMetrics,
    /// The groups of clients by name, if there are several.
    pub groups: Vec<(String, RequestMetrics)>,
    /// Those worth a look.
    pub notable: Notable,
    /// Scrapes: requests of the group behind those.
    pub scrapes: RequestMetrics,
    /// How many groups of clients there are; who scrapes has the next number.
    loads: u32,
    /// The rows of a load tool's report: for each group of clients, each endpoint of its mix. Empty if there is but one.
    labels: Vec<Vec<Samples>>,
    /// The pools by name, in the order in which they were opened.
    pub pools: Vec<(String, PoolMetrics)>,
    /// The services by name.
    pub services: Vec<(String, ServiceMetrics)>,
    /// Database server counters.
    pub database: DatabaseCounters,
    /// Pods, if there are any.
    pub pods: PodMetrics,
    /// Reads at replicas, and what became of primaries.
    pub replication: ReplicationMetrics,
    /// The balancer, if there is one.
    pub balancer: BalancerMetrics,
    /// Redis server counters.
    pub redis: RedisCounters,
    /// Heaps and their collectors.
    pub heap: HeapMetrics,
    /// Over time.
    pub series: SeriesSet,
    /// Sessions of each database server.
    sessions: BTreeMap<u64, u64>,
    width: Duration,
}

/// What database servers did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatabaseCounters {
    /// Statements begun.
    pub queries: u64,
    /// Connections refused for `max_connections`.
    pub refused: u64,
    /// Statements that had to wait for a lock.
    pub lock_waits: u64,
    /// Statements that failed as their lock did not come in time.
    pub lock_timeouts: u64,
    /// Transactions rolled back to break a circle of waits.
    pub deadlocks: u64,
}

/// Series over virtual time.
#[derive(Clone, Debug)]
pub struct SeriesSet {
    /// All pools together.
    pub pool: PoolSeries,
    /// Sessions of all database servers.
    pub sessions: Series,
    /// How far the replicas that are up are behind at most, in nanoseconds.
    pub lag: Series,
    /// Goroutines.
    pub goroutines: Series,
    /// Requests sent.
    pub arrived: CountSeries,
    /// Of these, further tries.
    pub retried: CountSeries,
    /// Requests completed.
    pub completed: CountSeries,
    /// Requests failed.
    pub failed: CountSeries,
    /// Of these, given up by their clients.
    pub timed_out: CountSeries,
    /// Latency of completed requests.
    pub latency: LatencySeries,
}

/// Where the one with this number is, counted from 1.
fn place(number: u64) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// Width of a bucket in a run of this length, so that they suffice.
pub(crate) fn sample_width(duration: Duration) -> Duration {
    Duration::from_nanos(duration.as_nanos().div_ceil(POINTS_MAX as u64).max(1))
}

impl Metrics {
    /// Nothing yet. `duration` fixes the resolution of the series; `groups` are the names of the groups of
    /// clients, and how many endpoints each has; `services` are names, too.
    pub fn new(duration: Duration, groups: &[(&str, usize)], services: &[&str]) -> Self {
        let width = sample_width(duration);
        let gauge = || Series::new(Time::ZERO, width, POINTS_MAX, 0);
        let count = || CountSeries::new(Time::ZERO, width, POINTS_MAX);
        let loads = groups.len() as u32;
        let row = |(_, endpoints): &(&str, usize)| vec![Samples::new(); *endpoints];
        let labels = match groups {
            [] | [(_, 0..=1)] => Vec::new(),
            several => several.iter().map(row).collect(),
        };
        let groups = if loads > 1 { groups } else { &[] };
        Metrics {
            total: RequestMetrics::new(),
            groups: groups.iter().map(|(name, _)| ((*name).to_owned(), RequestMetrics::new())).collect(),
            notable: Notable::default(),
            scrapes: RequestMetrics::new(),
            loads,
            labels,
            pools: Vec::new(),
            services: services.iter().map(|name| ((*name).to_owned(), ServiceMetrics::default())).collect(),
            database: DatabaseCounters::default(),
            pods: PodMetrics::default(),
            replication: ReplicationMetrics::default(),
            balancer: BalancerMetrics::default(),
            redis: RedisCounters::default(),
            heap: HeapMetrics::new(width, POINTS_MAX),
            series: SeriesSet {
                pool: PoolSeries::new(width, POINTS_MAX),
                sessions: gauge(),
                lag: gauge(),
                goroutines: gauge(),
                arrived: count(),
                retried: count(),
                completed: count(),
                failed: count(),
                timed_out: count(),
                latency: LatencySeries::new(width, POINTS_MAX),
            },
            sessions: BTreeMap::new(),
            width,
        }
    }
    /// Requests by outcome.
    pub fn requests(&self) -> &Requests {
        &self.total.requests
    }

    /// Latency of completed requests, from arrival to answer.
    pub fn latency(&self) -> &Histogram {
        &self.total.samples.answered
    }

    /// All that ended, as a load tool reports them.
    pub fn samples(&self) -> &Samples {
        &self.total.samples
    }

    /// Those of one endpoint of a group's mix, both from 0, where there are several; of one alone they are all there are.
    pub fn label(&self, group: usize, endpoint: usize) -> Option<&Samples> {
        self.labels.get(group)?.get(endpoint)
    }

    /// What all pools did together.
    pub fn pool_totals(&self) -> PoolTotals {
        let mut all = PoolTotals::default();
        self.pools.iter().for_each(|(_, pool)| all += &pool.totals);
        all
    }

    /// Whether anybody has ever waited for a connection.
    pub fn has_waited(&self) -> bool {
        self.pools.iter().any(|(_, pool)| pool.totals.counters.waits > 0)
    }

    /// Counts a record.
    pub fn observe(&mut self, now: Time, record: &Record) {
        match record {
            Record::Pool { pool, event } => self.observe_pool(now, *pool, event),
            Record::Server { server, event } => self.observe_server(now, *server, event),
            Record::Replication(event) => self.replication.observe(event),
            Record::Service { service, event } => self.observe_service(*service, event),
            Record::Redis { event, .. } => self.redis.observe(event),
            Record::Request { event, .. } => self.observe_request(now, event),
            Record::Pod { pod, event } => {
                self.pods.observe(*pod, event);
                self.balancer.observe_pod(now, *pod, event);
            }
            Record::Balancer(event) => self.balancer.observe(now, event),
            Record::Gogc { .. } | Record::Zone { .. } => {}
        }
    }

    fn observe_pool(&mut self, now: Time, pool: u64, event: &PoolRecord) {
        if let PoolRecord::Opened { kind, .. } = event {
            let name = self.pool_name(*kind);
            self.pools.push((name, PoolMetrics::new(self.width, POINTS_MAX)));
        }
        if let Some((_, metrics)) = place(pool).and_then(|at| self.pools.get_mut(at)) {
            metrics.observe(now, event);
        }
    }

    /// Pools are called by their kind; from the second of a kind on its number follows.
    fn pool_name(&self, kind: PoolKind) -> String {
        let name = match kind {
            PoolKind::Sql => "sql",
            PoolKind::Hikari => "hikari",
        };
        let before = self.pools.iter().filter(|(other, _)| other.starts_with(name)).count();
        if before == 0 { name.to_owned() } else { format!("{name}{}", before + 1) }
    }

    fn observe_server(&mut self, now: Time, server: u64, event: &ServerRecord) {
        let database = &mut self.database;
        match *event {
            ServerRecord::Connected { sessions, .. } | ServerRecord::Disconnected { sessions, .. } => {
                self.sessions.insert(server, sessions);
                self.series.sessions.set(now, self.sessions.values().sum());
            }
            ServerRecord::Refused { too_many: true, .. } => database.refused += 1,
            ServerRecord::QueryStart { .. } => database.queries += 1,
            ServerRecord::LockWait { .. } => database.lock_waits += 1,
            ServerRecord::LockEnded { end: LockEnd::Timeout, .. } => database.lock_timeouts += 1,
            ServerRecord::LockEnded { end: LockEnd::Deadlock, .. } => database.deadlocks += 1,
            _ => {}
        }
    }

    fn observe_service(&mut self, service: u64, event: &ServiceRecord) {
        let at = place(service);
        if let Some((_, metrics)) = at.and_then(|at| self.services.get_mut(at)) {
            metrics.observe(event);
        }
    }

    fn observe_request(&mut self, now: Time, event: &RequestRecord) {
        let of = match *event {
            RequestRecord::Arrived { group, .. }
            | RequestRecord::Completed { group, .. }
            | RequestRecord::Failed { group, .. }
            | RequestRecord::Abandoned { group, .. }
            | RequestRecord::RetryDenied { group } => group,
            RequestRecord::Started { .. } => return,
        };
        if of >= self.loads {
            return self.scrapes.observe(now, event);
        }
        self.total.observe(now, event);
        self.notable.observe(now.as_nanos(), event);
        self.observe_label(now, event);
        match *event {
            RequestRecord::Arrived { tries, .. } => {
                self.series.arrived.add(now, 1);
                self.series.retried.add(now, u64::from(tries > 1));
            }
            RequestRecord::Completed { latency, .. } => {
                self.series.completed.add(now, 1);
                self.series.latency.record(now, Duration::from_nanos(latency));
            }
            RequestRecord::Failed { cause, .. } => {
                self.series.failed.add(now, 1);
                self.series.timed_out.add(now, u64::from(cause == Cause::Timeout));
            }
            _ => {}
        }
        if let Some((_, metrics)) = self.groups.get_mut(of as usize) {
            metrics.observe(now, event);
        }
    }

    fn observe_label(&mut self, now: Time, event: &RequestRecord) {
        let (RequestRecord::Arrived { group, endpoint, .. }
        | RequestRecord::Completed { group, endpoint, .. }
        | RequestRecord::Failed { group, endpoint, .. }) = *event
        else {
            return;
        };
        let label = self.labels.get_mut(group as usize).and_then(|labels| labels.get_mut(endpoint as usize));
        if let Some(label) = label {
            label.observe(now, event);
        }
    }

    /// Notes the state of the pools that have changed, by their numbers from 1, and of all together.
    pub(crate) fn note_pools(&mut self, now: Time, changed: impl Iterator<Item = (u64, PoolGauges)>) {
        let mut sum = self.series.pool.gauges();
        for (pool, gauges) in changed {
            let Some((_, metrics)) = place(pool).and_then(|index| self.pools.get_mut(index)) else {
                continue;
            };
            sum -= metrics.series.gauges();
            sum += gauges;
            metrics.series.note(now, &gauges);
        }
        // Once they all are as they are: a sum of old and new ones may be more than there ever was.
        self.series.pool.note(now, &sum);
    }

    /// Whether a pool's state is as it was noted.
    pub(crate) fn knows(&self, pool: u64, gauges: &PoolGauges) -> bool {
        place(pool)
            .and_then(|index| self.pools.get(index))
            .is_some_and(|(_, pool)| pool.series.gauges() == *gauges)
    }

    /// Notes the state after an event: how many goroutines there are, and by how many nanoseconds replicas are behind, if
    /// there are any.
    pub fn gauge(&mut self, now: Time, goroutines: u64, lag: Option<u64>) {
        if self.series.goroutines.value() != goroutines {
            self.series.goroutines.set(now, goroutines);
        }
        if let Some(lag) = lag {
            self.series.lag.set(now, lag);
        }
    }

    /// Time passes until `now`.
    pub fn advance(&mut self, now: Time) {
        let s = &mut self.series;
        s.pool.advance(now);
        s.sessions.advance(now);
        s.goroutines.advance(now);
        s.lag.advance(now);
        for counts in [&mut s.arrived, &mut s.retried, &mut s.completed, &mut s.failed, &mut s.timed_out] {
            counts.advance(now);
        }
        s.latency.advance(now);
        self.pools.iter_mut().for_each(|(_, pool)| pool.advance(now));
        self.heap.advance(now);
    }

    /// All metrics by name, units in the names.
    pub fn flat(&self, elapsed: Duration) -> Table {
        let mut table = Table::new();
        let out = &mut Flat::plain(&mut table);
        self.total.flat(elapsed, out);
        self.series.pool.flat(out);
        self.pool_totals().flat(elapsed, self.series.pool.waiting.mean(), out);
        self.heap.flat(out);
        out.insert("goroutines_max", self.series.goroutines.max() as f64);
        out.insert("goroutines_end", self.series.goroutines.value() as f64);
        out.insert("db_queries", self.database.queries as f64);
        out.insert("db_refused", self.database.refused as f64);
        out.insert("db_sessions_max", self.series.sessions.max() as f64);
        out.insert("db_lock_waits", self.database.lock_waits as f64);
        out.insert("db_lock_timeouts", self.database.lock_timeouts as f64);
        out.insert("db_deadlocks", self.database.deadlocks as f64);
        self.redis.flat(elapsed, out);
        let scrapes = &self.scrapes.requests;
        if scrapes.arrived > 0 {
            out.insert("scrapes_answered", scrapes.completed as f64);
            out.insert("scrapes_failed", scrapes.failed() as f64);
            let slowest = self.scrapes.samples.answered.max().unwrap_or(Duration::ZERO);
            out.insert("scrape_max_ms", slowest.as_millis_f64());
        }
        for (name, group) in &self.groups {
            group.flat(elapsed, &mut Flat::of(name, &mut table));
        }
        for (name, service) in &self.services {
            service.flat(&mut Flat::of(name, &mut table));
        }
        if self.pools.len() > 1 {
            for (name, pool) in &self.pools {
                let out = &mut Flat::of(name, &mut table);
                pool.series.flat(out);
                pool.totals.flat(elapsed, pool.series.waiting.mean(), out);
            }
        }
        table
    }
}
