//! What one connection pool is judged by.

use tidepool_des::{CountSeries, Duration, Histogram, Series, Time};
use tidepool_world::PoolRef;
use tidepool_world::sql::CloseReason;
use tidepool_world::{PoolRecord, Served, WaitEnd};

use crate::flat::{Flat, quantiles};
use crate::holds::Holds;

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
    /// Closed as found broken.
    pub bad_closed: u64,
}

/// State of a pool, as the simulation sees it after each event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolGauges {
    /// Connections in use: `db.Stats().InUse`, dials in progress included, or HikariCP's `ActiveConnections`.
    pub in_use: u64,
    /// Idle connections.
    pub idle: u64,
    /// Goroutines waiting for a connection.
    pub waiting: u64,
}

impl PoolGauges {
    /// Those of a pool now.
    pub(crate) fn of(pool: PoolRef) -> PoolGauges {
        PoolGauges { in_use: pool.in_use(), idle: pool.idle(), waiting: pool.waiting() }
    }
}

impl std::ops::SubAssign for PoolGauges {
    fn sub_assign(&mut self, other: PoolGauges) {
        self.in_use -= other.in_use;
        self.idle -= other.idle;
        self.waiting -= other.waiting;
    }
}

impl std::ops::AddAssign for PoolGauges {
    fn add_assign(&mut self, other: PoolGauges) {
        self.in_use += other.in_use;
        self.idle += other.idle;
        self.waiting += other.waiting;
    }
}

/// The gauges of a pool over virtual time.
#[derive(Clone, Debug)]
pub struct PoolSeries {
    /// Connections in use (`db.Stats().InUse`, dials in progress included, or HikariCP's `ActiveConnections`).
    pub in_use: Series,
    /// Idle connections.
    pub idle: Series,
    /// Waiters.
    pub waiting: Series,
}

impl PoolSeries {
    pub(crate) fn new(width: Duration, points: usize) -> PoolSeries {
        let gauge = || Series::new(Time::ZERO, width, points, 0);
        PoolSeries { in_use: gauge(), idle: gauge(), waiting: gauge() }
    }

    /// What was noted last.
    pub(crate) fn gauges(&self) -> PoolGauges {
        PoolGauges { in_use: self.in_use.value(), idle: self.idle.value(), waiting: self.waiting.value() }
    }

    pub(crate) fn note(&mut self, now: Time, gauges: &PoolGauges) {
        let pairs = [
            (&mut self.in_use, gauges.in_use),
            (&mut self.idle, gauges.idle),
            (&mut self.waiting, gauges.waiting),
        ];
        for (series, value) in pairs {
            if series.value() != value {
                series.set(now, value);
            }
        }
    }

    pub(crate) fn advance(&mut self, now: Time) {
        for series in [&mut self.in_use, &mut self.idle, &mut self.waiting] {
            series.advance(now);
        }
    }

    pub(crate) fn flat(&self, out: &mut Flat) {
        out.insert("pool_in_use_max", self.in_use.max() as f64);
        out.insert("pool_in_use_mean", self.in_use.mean());
        out.insert("pool_in_use_end", self.in_use.value() as f64);
        out.insert("pool_idle_max", self.idle.max() as f64);
        out.insert("pool_idle_end", self.idle.value() as f64);
        out.insert("pool_waiting_max", self.waiting.max() as f64);
        out.insert("pool_waiting_mean", self.waiting.mean());
        out.insert("pool_waiting_end", self.waiting.value() as f64);
    }
}

/// Counters and distributions of a pool, or of several together.
#[derive(Clone, Debug, Default)]
pub struct PoolTotals {
    /// Counters.
    pub counters: PoolCounters,
    /// Time from acquire to release of a connection.
    pub hold: Histogram,
    /// Time that waiters for a connection waited, however it ended.
    pub wait: Histogram,
}

/// What one pool did.
#[derive(Clone, Debug)]
pub struct PoolMetrics {
    /// Counters and distributions.
    pub totals: PoolTotals,
    /// Its gauges.
    pub series: PoolSeries,
    /// Acquires that ended, with or without a connection, over time.
    pub acquires: CountSeries,
    /// The time they had waited, in ns.
    pub waited: CountSeries,
    /// Connections closed because they were idle or old.
    pub retired: CountSeries,
    /// Who held which connection.
    pub holds: Holds,
}

impl PoolMetrics {
    pub(crate) fn new(width: Duration, points: usize) -> PoolMetrics {
        let count = || CountSeries::new(Time::ZERO, width, points);
        PoolMetrics {
            totals: PoolTotals::default(),
            series: PoolSeries::new(width, points),
            acquires: count(),
            waited: count(),
            retired: count(),
            holds: Holds::default(),
        }
    }

    pub(crate) fn observe(&mut self, now: Time, event: &PoolRecord) {
        self.holds.observe(now.as_nanos(), event);
        let counters = &mut self.totals.counters;
        match *event {
            PoolRecord::Dialing { .. } => counters.dials += 1,
            PoolRecord::DialFailed { .. } => counters.dials_failed += 1,
            PoolRecord::Acquired { served, .. } => {
                counters.acquired += 1;
                counters.acquired_idle += u64::from(served == Served::Idle);
                counters.acquired_dialed += u64::from(served == Served::Dialed);
                // One who has waited is counted when the wait ends.
                if !matches!(served, Served::Handed(_)) {
                    self.acquires.add(now, 1);
                }
            }
            PoolRecord::Released { held, .. } => {
                counters.released += 1;
                self.totals.hold.record(Duration::from_nanos(held));
            }
            PoolRecord::Waiting { .. } => counters.waits += 1,
            PoolRecord::WaitEnded { waited, end, .. } => {
                self.totals.wait.record(Duration::from_nanos(waited));
                self.acquires.add(now, 1);
                self.waited.add(now, waited);
                let served = matches!(end, WaitEnd::Served(_));
                counters.waits_served += u64::from(served);
                counters.waits_failed += u64::from(!served);
            }
            PoolRecord::Closing { reason, .. } => self.closing(now, reason),
            _ => {}
        }
    }

    fn closing(&mut self, now: Time, reason: CloseReason) {
        let counters = &mut self.totals.counters;
        let (counter, retired) = match reason {
            CloseReason::MaxIdle => (&mut counters.max_idle_closed, true),
            CloseReason::MaxIdleTime => (&mut counters.max_idle_time_closed, true),
            CloseReason::MaxLifetime => (&mut counters.max_lifetime_closed, true),
            CloseReason::Bad | CloseReason::Dead | CloseReason::Broken => (&mut counters.bad_closed, false),
            _ => return,
        };
        *counter += 1;
        if retired {
            self.retired.add(now, 1);
        }
    }

    pub(crate) fn advance(&mut self, now: Time) {
        self.series.advance(now);
        for counts in [&mut self.acquires, &mut self.waited, &mut self.retired] {
            counts.advance(now);
        }
    }
}

impl PoolTotals {
    /// The mean wait of all who asked and know the answer, those served at once included.
    pub fn mean_wait(&self) -> Duration {
        let c = &self.counters;
        // One who has waited is served or not when the wait ends.
        let asked = c.acquired_idle + c.acquired_dialed + c.waits_served + c.waits_failed;
        Duration::from_nanos((self.wait.sum_nanos() / u128::from(asked.max(1))) as u64)
    }

    /// `waiting` is how many waited on average in all of the run, which was `elapsed` long.
    pub(crate) fn flat(&self, elapsed: Duration, waiting: f64, out: &mut Flat) {
        let p = &self.counters;
        let counts = [
            ("pool_dials", p.dials),
            ("pool_dials_failed", p.dials_failed),
            ("pool_acquired", p.acquired),
            ("pool_acquired_idle", p.acquired_idle),
            ("pool_acquired_dialed", p.acquired_dialed),
            ("pool_released", p.released),
            ("pool_held_end", p.acquired - p.released),
            ("pool_max_idle_closed", p.max_idle_closed),
            ("pool_max_idle_time_closed", p.max_idle_time_closed),
            ("pool_max_lifetime_closed", p.max_lifetime_closed),
            ("pool_bad_closed", p.bad_closed),
            ("wait_count", p.waits),
            ("wait_served", p.waits_served),
            ("wait_failed", p.waits_failed),
        ];
        for (name, count) in counts {
            out.insert(name, count as f64);
        }
        const WAIT: [&str; 6] =
            ["wait_mean_ms", "wait_p50_ms", "wait_p90_ms", "wait_p95_ms", "wait_p99_ms", "wait_max_ms"];
        const HOLD: [&str; 6] =
            ["hold_mean_ms", "hold_p50_ms", "hold_p90_ms", "hold_p95_ms", "hold_p99_ms", "hold_max_ms"];
        quantiles(&self.wait, WAIT, out);
        quantiles(&self.hold, HOLD, out);
        out.insert("acquire_mean_ms", self.mean_wait().as_millis_f64());
        // By Little's law, which asks for a queue as long at the end as at the beginning or on average: what those have
        // waited who still do is part of it, and missing in the mean of ended waits. 0 as long as no wait has ended.
        let ended = p.waits_served + p.waits_failed;
        let little = if ended > 0 { waiting * elapsed.as_millis_f64() / ended as f64 } else { 0.0 };
        out.insert("wait_mean_little_ms", little);
    }
}

impl std::ops::AddAssign<&PoolTotals> for PoolTotals {
    fn add_assign(&mut self, other: &PoolTotals) {
        let (a, b) = (&mut self.counters, &other.counters);
        let pairs = [
            (&mut a.dials, b.dials),
            (&mut a.dials_failed, b.dials_failed),
            (&mut a.acquired, b.acquired),
            (&mut a.acquired_idle, b.acquired_idle),
            (&mut a.acquired_dialed, b.acquired_dialed),
            (&mut a.released, b.released),
            (&mut a.waits, b.waits),
            (&mut a.waits_served, b.waits_served),
            (&mut a.waits_failed, b.waits_failed),
            (&mut a.max_idle_closed, b.max_idle_closed),
            (&mut a.max_idle_time_closed, b.max_idle_time_closed),
            (&mut a.max_lifetime_closed, b.max_lifetime_closed),
            (&mut a.bad_closed, b.bad_closed),
        ];
        for (sum, part) in pairs {
            *sum += part;
        }
        self.hold.merge(&other.hold);
        self.wait.merge(&other.wait);
    }
}
