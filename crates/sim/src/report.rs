//! What a finished run says: metrics, series, hash, expectations.

use serde::Serialize;
use tidepool_des::{Duration, Time};
use tidepool_go_vm::durations::Durations;
use tidepool_go_vm::machine::Machine;
use tidepool_scenario::{Expectation, MODEL_VERSION};

use crate::flat::{Flat, Table};
use crate::heap_metrics::{collector, cpu_times};
use crate::metrics::Metrics;
use crate::moments;
use crate::simulation::{End, Process, Simulation};

/// The result of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Version of the model that made it.
    pub tidepool_version: &'static str,
    /// Name of the scenario.
    pub scenario: String,
    /// Variant, if one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Seed of all draws.
    pub seed: u64,
    /// Hash of the trace.
    pub trace_hash: String,
    /// Number of records in the trace.
    pub events: u64,
    /// Virtual length in milliseconds.
    pub duration_ms: f64,
    /// How it ended, in words.
    pub end: String,
    /// Metrics by name, units in the names.
    pub metrics: Table,
    /// Series over time.
    pub series: Vec<Points>,
    /// Expectations and whether they held.
    pub expectations: Vec<Checked>,
    /// How it ended.
    #[serde(skip)]
    pub ended: Option<End>,
}

/// A series as points.
#[derive(Clone, Debug, Serialize)]
pub struct Points {
    /// Name, unit included.
    pub name: &'static str,
    /// Width of a bucket in milliseconds.
    pub width_ms: f64,
    /// A value per bucket; `null` where there is none.
    pub values: Vec<Option<f64>>,
}

/// An expectation that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// Metric.
    pub metric: String,
    /// Condition as text.
    pub condition: String,
    /// Value found; none if there is no such metric.
    pub value: Option<f64>,
    /// Whether it held.
    pub holds: bool,
}

impl Report {
    /// The report of `simulation` as it stands now.
    pub fn of(simulation: &Simulation) -> Report {
        let run = simulation.run();
        let metrics = metrics_of(simulation);
        let expectations = run.expectations.iter().map(|e| check(e, &metrics)).collect();
        Report {
            tidepool_version: MODEL_VERSION,
            scenario: run.scenario.name.clone(),
            variant: run.selection.variant.clone(),
            seed: run.seed,
            trace_hash: simulation.trace().hash(),
            events: simulation.trace().count(),
            duration_ms: elapsed(simulation).as_millis_f64(),
            end: simulation.end().map_or_else(|| "still running".into(), End::to_string),
            series: series_of(simulation),
            metrics,
            expectations,
            ended: simulation.end().cloned(),
        }
    }

    /// The expectations that did not hold.
    pub fn broken(&self) -> impl Iterator<Item = &Checked> {
        self.expectations.iter().filter(|c| !c.holds)
    }
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            End::Time => f.write_str("the duration has passed"),
            End::Exited(code) => write!(f, "the program ended with exit code {code}"),
            End::Crashed => f.write_str("the program crashed (exit code 2)"),
            End::Limit(name, message) => write!(f, "stopped by the limit on {name}: {message}"),
        }
    }
}

fn elapsed(simulation: &Simulation) -> Duration {
    simulation.now().since(Time::ZERO)
}

fn metrics_of(simulation: &Simulation) -> Table {
    let mut table = simulation.metrics().flat(elapsed(simulation));
    let mut metrics = Flat::plain(&mut table);
    metrics.insert("elapsed_ns", elapsed(simulation).as_nanos() as f64);
    let machines = || simulation.processes().iter().map(|p| &p.machine);
    let sum = |count: fn(&Machine) -> u64| machines().map(|m| count(m) as f64).sum();
    metrics.insert("instructions", sum(Machine::steps));
    let times = cpu_times(simulation.now(), simulation.processes());
    let percent = |part: u64| 100.0 * part as f64 / times.total().max(1) as f64;
    metrics.insert("gc_cpu_percent", percent(collector(&times)));
    metrics.insert("gc_assist_ms", times.assist as f64 / 1e6);
    metrics.insert("gc_background_ms", times.background as f64 / 1e6);
    metrics.insert("cpu_program_percent", percent(times.program));
    metrics.insert("cpu_idle_percent", percent(times.idle + times.idle_marking));
    let seconds = elapsed(simulation).as_secs_f64();
    let per_second = |count: f64| if seconds > 0.0 { count / seconds } else { 0.0 };
    let allocated: f64 = sum(|m| m.heap_stats().total_alloc);
    metrics.insert("alloc_mb_per_s", per_second(allocated / 1e6));
    metrics.insert("gc_cycles_per_s", per_second(sum(|m| m.heap_stats().cycles.into())));
    metrics.insert("gc_cycles", sum(|m| m.heap_stats().cycles.into()));
    metrics.insert("defers_pushed", sum(|m| m.defer_counts().pushed));
    metrics.insert("defers_run", sum(|m| m.defer_counts().run));
    metrics.insert("panics", sum(|m| m.defer_counts().panics));
    metrics.insert("recovers", sum(|m| m.defer_counts().recovers));
    metrics.insert("files_open_max", sum(|m| m.files_open().max));
    metrics.insert("files_open_end", sum(|m| m.files_open().now));
    let mut waits = Durations::default();
    machines().for_each(|machine| waits.merge(machine.sched_latencies()));
    let micros = |ns: u64| ns as f64 / 1000.0;
    for (name, q) in [("sched_latency_p50_us", 0.5), ("sched_latency_p99_us", 0.99)] {
        metrics.insert(name, micros(waits.quantile(q).unwrap_or(0)));
    }
    metrics.insert("sched_latency_max_us", micros(waits.max()));
    let turned_away = simulation.world().turned_away();
    metrics.insert("limiter_refused", turned_away.by_limiters as f64);
    metrics.insert("breaker_refused", turned_away.by_breakers as f64);
    metrics.insert("breaker_trips", turned_away.trips as f64);
    metrics.insert("output_lines", simulation.output_lines() as f64);
    if let Some(group) = simulation.world().databases().replication() {
        simulation.metrics().replication.flat(simulation.now(), group, &mut metrics);
    }
    if simulation.world().balancer().is_some() {
        simulation.metrics().balancer.flat(&mut metrics);
    }
    // Pods end without ending the run. A program alone that time or a limit has ended has no exit code.
    match simulation.world().pods() {
        Some(pods) => simulation.metrics().pods.flat(pods, &mut metrics),
        None => {
            if let Some(code) = simulation.processes().iter().find_map(Process::exit) {
                metrics.insert("exit_code", code.into());
            }
        }
    }
    if let Some(zones) = simulation.world().zones() {
        simulation.metrics().balancer.by_zone(zones, &mut table);
    }
    moments::flat(simulation, &mut table);
    table
}

/// Share of all processor time that the collector has taken so far, in percent.
pub fn gc_percent(simulation: &Simulation) -> f64 {
    let times = cpu_times(simulation.now(), simulation.processes());
    100.0 * collector(&times) as f64 / times.total().max(1) as f64
}

fn check(expectation: &Expectation, metrics: &Table) -> Checked {
    let value = metrics.get(expectation.metric.as_str()).copied();
    Checked {
        metric: expectation.metric.clone(),
        condition: expectation.condition.to_string(),
        holds: value.is_some_and(|v| expectation.condition.holds(v)),
        value,
    }
}

fn series_of(simulation: &Simulation) -> Vec<Points> {
    let Metrics { series: set, heap, .. } = simulation.metrics();
    let gauges = [
        ("pool_in_use", &set.pool.in_use),
        ("pool_idle", &set.pool.idle),
        ("pool_waiting", &set.pool.waiting),
        ("db_sessions", &set.sessions),
        ("goroutines", &set.goroutines),
        ("heap_bytes", &heap.heap),
        ("heap_live_bytes", &heap.live),
        ("heap_goal_bytes", &heap.goal),
    ];
    let mut all: Vec<Points> = gauges
        .into_iter()
        .map(|(name, series)| Points {
            name,
            width_ms: series.width().as_millis_f64(),
            values: series.buckets().map(|b| Some(b.mean)).collect(),
        })
        .collect();
    if simulation.world().databases().replication().is_some() {
        let values = set.lag.buckets().map(|b| Some(b.mean / 1e6)).collect();
        all.push(Points { name: "lag_ms", width_ms: set.lag.width().as_millis_f64(), values });
    }
    let rates = [
        ("completed_per_s", &set.completed, 1.0),
        ("failed_per_s", &set.failed, 1.0),
        ("alloc_mb_per_s", &heap.allocated, 1e-6),
        ("gc_cycles_per_s", &heap.cycles, 1.0),
        ("gc_stopped_ms_per_s", &heap.stopped, 1e-6),
        ("gc_assist_ms_per_s", &heap.assist, 1e-6),
        ("gc_cpu_ms_per_s", &heap.collector, 1e-6),
        ("cpu_program_ms_per_s", &heap.program, 1e-6),
    ];
    for (name, counts, scale) in rates {
        all.push(Points {
            name,
            width_ms: counts.width().as_millis_f64(),
            values: counts.buckets().map(|b| Some(b.per_second() * scale)).collect(),
        });
    }
    let width_ms = set.latency.width().as_millis_f64();
    let millis = |d: Option<Duration>| d.map(|d| d.as_millis_f64());
    let p50 = set.latency.buckets().map(|b| millis(b.p50)).collect();
    let p99 = set.latency.buckets().map(|b| millis(b.p99)).collect();
    all.push(Points { name: "latency_p50_ms", width_ms, values: p50 });
    all.push(Points { name: "latency_p99_ms", width_ms, values: p99 });
    all
}
