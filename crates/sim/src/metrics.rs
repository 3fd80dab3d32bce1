//! What a run is judged by: counters, distributions and series, kept in bounded memory.
//!
//! Counting rule: a request that its client gave up on has failed; what is in flight at the
//! end is unfinished; arrivals = completed + failed + unfinished, always.

use std::collections::BTreeMap;

use tidepool_des::{CountSeries, Duration, Histogram, Series, Time};
use tidepool_world::clients::Cause;
use tidepool_world::sql::CloseReason;
use tidepool_world::{PoolRecord, Record, RequestRecord, Served, ServerRecord, WaitEnd};

use crate::heap_metrics::HeapMetrics;
use crate::latency_series::LatencySeries;

/// Most points in a series.
pub const POINTS_MAX: usize = 240;

/// Counters, distributions and series of a run, fed record by record.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// Requests by outcome.
    pub requests: Requests,
    /// Latency of completed requests, from arrival to answer.
    pub latency: Histogram,
    /// Time from acquire to release of a connection.
    pub hold: Histogram,
    /// Time that waiters for a connection waited, however it ended.
    pub wait: Histogram,
    /// Pool counters over all pools.
    pub pool: PoolCounters,
    /// Database server counters.
    pub database: DatabaseCounters,
    /// Heaps and their collectors.
    pub heap: HeapMetrics,
    /// Over time.
    pub series: SeriesSet,
}

/// Requests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Sent by clients.
    pub arrived: u64,
    /// Answered in time with a status below 500.
    pub completed: u64,
    /// Given up by the client.
    pub failed_timeout: u64,
    /// Nobody listened.
    pub failed_refused: u64,
    /// Status 500 or above.
    pub failed_status: u64,
    /// Connection closed before an answer.
    pub failed_reset: u64,
    /// Finished by the server after the client had gone.
    pub abandoned: u64,
}

impl Requests {
    /// All that failed.
    pub fn failed(&self) -> u64 {
        self.failed_timeout + self.failed_refused + self.failed_status + self.failed_reset
    }

    /// In flight.
    pub fn unfinished(&self) -> u64 {
        self.arrived - self.completed - self.failed()
    }
}

/// What pools did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolCounters {
    /// Dials begun.
    pub dials: u64,
    /// Dials that failed.
    pub dials_failed: u64,
    /// Connections handed out.
    pub acquired: u64,
    /// Of these, taken from the idle list.
    pub acquired_idle: u64,
    /// Of these, dialled for the caller.
    pub acquired_dialed: u64,
    /// Connections given back.
    pub released: u64,
    /// Waits begun.
    pub waits: u64,
    /// Waits that ended with a connection.
    pub waits_served: u64,
    /// Waits that ended by the waiter's context or an error.
    pub waits_failed: u64,
    /// Closed because the idle list was full.
    pub max_idle_closed: u64,
    /// Closed as idle for too long.
    pub max_idle_time_closed: u64,
    /// Closed as too old.
    pub max_lifetime_closed: u64,
}

/// What database servers did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatabaseCounters {
    /// Statements begun.
    pub queries: u64,
    /// Connections refused for `max_connections`.
    pub refused: u64,
    /// Most sessions at a time.
    pub sessions_max: u64,
}

/// State of all pools and machines together, as the simulation sees it after each event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gauges {
    /// Connections in use, dials in progress of `database/sql` included.
    pub in_use: u64,
    /// In the free list.
    pub idle: u64,
    /// Goroutines waiting for a connection.
    pub waiting: u64,
    /// Goroutines.
    pub goroutines: u64,
}

/// Series over virtual time.
#[derive(Clone, Debug)]
pub struct SeriesSet {
    /// Connections in use (`db.Stats().InUse`, dials in progress included, or HikariCP's `ActiveConnections`).
    pub in_use: Series,
    /// Idle connections.
    pub idle: Series,
    /// Waiters.
    pub waiting: Series,
    /// Goroutines.
    pub goroutines: Series,
    /// Requests completed.
    pub completed: CountSeries,
    /// Requests failed.
    pub failed: CountSeries,
    /// Latency of completed requests.
    pub latency: LatencySeries,
}

/// Width of a bucket in a run of this length, so that they suffice.
pub(crate) fn sample_width(duration: Duration) -> Duration {
    Duration::from_nanos(duration.as_nanos().div_ceil(POINTS_MAX as u64).max(1))
}

impl Metrics {
    /// Nothing yet. `duration` fixes the resolution of the series.
    pub fn new(duration: Duration) -> Self {
        let width = sample_width(duration);
        let gauge = || Series::new(Time::ZERO, width, POINTS_MAX, 0);
        let count = || CountSeries::new(Time::ZERO, width, POINTS_MAX);
        Metrics {
            requests: Requests::default(),
            latency: Histogram::new(),
            hold: Histogram::new(),
            wait: Histogram::new(),
            pool: PoolCounters::default(),
            database: DatabaseCounters::default(),
            heap: HeapMetrics::new(width, POINTS_MAX),
            series: SeriesSet {
                in_use: gauge(),
                idle: gauge(),
                waiting: gauge(),
                goroutines: gauge(),
                completed: count(),
                failed: count(),
                latency: LatencySeries::new(width, POINTS_MAX),
            },
        }
    }

    /// Counts a record.
    pub fn observe(&mut self, now: Time, record: &Record) {
        match record {
            Record::Pool { event, .. } => self.observe_pool(event),
            Record::Server { event, .. } => self.observe_server(event),
            Record::Request { event, .. } => self.observe_request(now, event),
        }
    }

    fn observe_pool(&mut self, event: &PoolRecord) {
        let pool = &mut self.pool;
        match *event {
            PoolRecord::Dialing { .. } => pool.dials += 1,
            PoolRecord::DialFailed { .. } => pool.dials_failed += 1,
            PoolRecord::Acquired { served, .. } => {
                pool.acquired += 1;
                pool.acquired_idle += u64::from(served == Served::Idle);
                pool.acquired_dialed += u64::from(served == Served::Dialed);
            }
            PoolRecord::Released { held, .. } => {
                pool.released += 1;
                self.hold.record(Duration::from_nanos(held));
            }
            PoolRecord::Waiting { .. } => pool.waits += 1,
            PoolRecord::WaitEnded { waited, end, .. } => {
                self.wait.record(Duration::from_nanos(waited));
                let served = matches!(end, WaitEnd::Served(_));
                pool.waits_served += u64::from(served);
                pool.waits_failed += u64::from(!served);
            }
            PoolRecord::Closing { reason: CloseReason::MaxIdle, .. } => pool.max_idle_closed += 1,
            PoolRecord::Closing { reason: CloseReason::MaxIdleTime, .. } => pool.max_idle_time_closed += 1,
            PoolRecord::Closing { reason: CloseReason::MaxLifetime, .. } => pool.max_lifetime_closed += 1,
            _ => {}
        }
    }

    fn observe_server(&mut self, event: &ServerRecord) {
        let database = &mut self.database;
        match *event {
            ServerRecord::Connected { sessions, .. } => {
                database.sessions_max = database.sessions_max.max(sessions);
            }
            ServerRecord::Refused { too_many: true, .. } => database.refused += 1,
            ServerRecord::QueryStart { .. } => database.queries += 1,
            _ => {}
        }
    }

    fn observe_request(&mut self, now: Time, event: &RequestRecord) {
        let requests = &mut self.requests;
        match *event {
            RequestRecord::Arrived { .. } => requests.arrived += 1,
            RequestRecord::Completed { latency, .. } => {
                requests.completed += 1;
                let latency = Duration::from_nanos(latency);
                self.latency.record(latency);
                self.series.completed.add(now, 1);
                self.series.latency.record(now, latency);
            }
            RequestRecord::Failed { cause, .. } => {
                match cause {
                    Cause::Timeout => requests.failed_timeout += 1,
                    Cause::Refused => requests.failed_refused += 1,
                    Cause::Status(_) => requests.failed_status += 1,
                    Cause::Reset => requests.failed_reset += 1,
                }
                self.series.failed.add(now, 1);
            }
            RequestRecord::Abandoned { .. } => requests.abandoned += 1,
            RequestRecord::Started { .. } => {}
        }
    }

    /// Notes the state after an event.
    pub fn gauge(&mut self, now: Time, gauges: &Gauges) {
        let series = &mut self.series;
        let pairs = [
            (&mut series.in_use, gauges.in_use),
            (&mut series.idle, gauges.idle),
            (&mut series.waiting, gauges.waiting),
            (&mut series.goroutines, gauges.goroutines),
        ];
        for (series, value) in pairs {
            if series.value() != value {
                series.set(now, value);
            }
        }
    }

    /// Time passes until `now`.
    pub fn advance(&mut self, now: Time) {
        let s = &mut self.series;
        for series in [&mut s.in_use, &mut s.idle, &mut s.waiting, &mut s.goroutines] {
            series.advance(now);
        }
        s.completed.advance(now);
        s.failed.advance(now);
        s.latency.advance(now);
        self.heap.advance(now);
    }

    /// All metrics by name, units in the names.
    pub fn flat(&self, elapsed: Duration) -> BTreeMap<&'static str, f64> {
        let mut out = BTreeMap::new();
        self.flat_requests(elapsed, &mut out);
        self.flat_pool(&mut out);
        self.heap.flat(&mut out);
        out.insert("goroutines_max", self.series.goroutines.max() as f64);
        out.insert("goroutines_end", self.series.goroutines.value() as f64);
        out.insert("db_queries", self.database.queries as f64);
        out.insert("db_refused", self.database.refused as f64);
        out.insert("db_sessions_max", self.database.sessions_max as f64);
        out
    }

    fn flat_requests(&self, elapsed: Duration, out: &mut BTreeMap<&'static str, f64>) {
        let r = &self.requests;
        let failed = r.failed() as f64;
        let ended = r.completed as f64 + failed;
        let per_second = |n: f64| if elapsed.is_zero() { 0.0 } else { n / elapsed.as_secs_f64() };
        out.insert("requests_arrived", r.arrived as f64);
        out.insert("requests_completed", r.completed as f64);
        out.insert("requests_failed", failed);
        out.insert("requests_failed_timeout", r.failed_timeout as f64);
        out.insert("requests_failed_refused", r.failed_refused as f64);
        out.insert("requests_failed_status", r.failed_status as f64);
        out.insert("requests_failed_reset", r.failed_reset as f64);
        out.insert("requests_failed_percent", if ended > 0.0 { 100.0 * failed / ended } else { 0.0 });
        out.insert("requests_unfinished", r.unfinished() as f64);
        out.insert("requests_abandoned", r.abandoned as f64);
        out.insert("throughput_per_s", per_second(r.completed as f64));
        const LATENCY: [&str; 6] = [
            "latency_mean_ms",
            "latency_p50_ms",
            "latency_p90_ms",
            "latency_p95_ms",
            "latency_p99_ms",
            "latency_max_ms",
        ];
        flat_histogram(&self.latency, LATENCY, out);
    }

    fn flat_pool(&self, out: &mut BTreeMap<&'static str, f64>) {
        let (s, p) = (&self.series, &self.pool);
        out.insert("pool_in_use_max", s.in_use.max() as f64);
        out.insert("pool_in_use_mean", s.in_use.mean());
        out.insert("pool_in_use_end", s.in_use.value() as f64);
        out.insert("pool_idle_max", s.idle.max() as f64);
        out.insert("pool_idle_end", s.idle.value() as f64);
        out.insert("pool_waiting_max", s.waiting.max() as f64);
        out.insert("pool_waiting_mean", s.waiting.mean());
        out.insert("pool_waiting_end", s.waiting.value() as f64);
        out.insert("pool_dials", p.dials as f64);
        out.insert("pool_dials_failed", p.dials_failed as f64);
        out.insert("pool_acquired", p.acquired as f64);
        out.insert("pool_acquired_idle", p.acquired_idle as f64);
        out.insert("pool_acquired_dialed", p.acquired_dialed as f64);
        out.insert("pool_released", p.released as f64);
        out.insert("pool_held_end", (p.acquired - p.released) as f64);
        out.insert("pool_max_idle_closed", p.max_idle_closed as f64);
        out.insert("pool_max_idle_time_closed", p.max_idle_time_closed as f64);
        out.insert("pool_max_lifetime_closed", p.max_lifetime_closed as f64);
        out.insert("wait_count", p.waits as f64);
        out.insert("wait_served", p.waits_served as f64);
        out.insert("wait_failed", p.waits_failed as f64);
        const WAIT: [&str; 6] =
            ["wait_mean_ms", "wait_p50_ms", "wait_p90_ms", "wait_p95_ms", "wait_p99_ms", "wait_max_ms"];
        const HOLD: [&str; 6] =
            ["hold_mean_ms", "hold_p50_ms", "hold_p90_ms", "hold_p95_ms", "hold_p99_ms", "hold_max_ms"];
        flat_histogram(&self.wait, WAIT, out);
        flat_histogram(&self.hold, HOLD, out);
    }
}

/// Mean, P50, P90, P95, P99 and maximum in milliseconds; zeros if nothing was recorded.
fn flat_histogram(h: &Histogram, names: [&'static str; 6], out: &mut BTreeMap<&'static str, f64>) {
    let quantiles = [0.5, 0.9, 0.95, 0.99].map(|q| h.quantile(q));
    let values = [h.mean(), quantiles[0], quantiles[1], quantiles[2], quantiles[3], h.max()];
    for (name, value) in names.into_iter().zip(values) {
        out.insert(name, value.unwrap_or(Duration::ZERO).as_millis_f64());
    }
}
