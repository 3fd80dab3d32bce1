//! Panels as data: at most three lines, one unit, one axis.

use std::borrow::Cow;

use tidepool_des::{CountSeries, Series};
use tidepool_scenario::Chart;
use tidepool_sim::{LatencyBucket, Simulation};

use super::{lanes, memory, pools};
use crate::stage::uses_database;
use crate::{FaultMark, Lang, PodLane, faults};

/// What a line stands for; decides colour and dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// In use, running.
    InUse,
    /// Idle.
    Idle,
    /// Waiting.
    Waiting,
    /// Answered.
    Completed,
    /// Failed.
    Failed,
    /// P50.
    Median,
    /// P99.
    Tail,
    /// Garbage collection.
    Gc,
    /// What lives in the heap.
    Live,
    /// What the collector aims at.
    Goal,
    /// A threshold.
    Limit,
}

/// A line of a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name, written at its end.
    pub label: &'static str,
    /// Meaning.
    pub role: Role,
    /// (seconds, value); a gap where there is no value.
    pub points: Vec<(f64, Option<f64>)>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Stable name.
    pub key: Cow<'static, str>,
    /// What it shows, with unit.
    pub title: Cow<'static, str>,
    /// What its shapes mean, if that needs words.
    pub legend: Cow<'static, str>,
    /// At most three lines.
    pub lines: Vec<Line>,
    /// The same lines of another run, drawn thin behind them.
    pub behind: Vec<Line>,
    /// Or lanes, one below the other.
    pub lanes: Vec<PodLane>,
    /// A horizontal line with a name, such as the pool's limit.
    pub threshold: Option<(&'static str, f64)>,
    /// What goes wrong meanwhile.
    pub faults: Vec<FaultMark>,
    /// Between what the runs of a sweep lie, over its values: (value, least, greatest).
    pub band: Vec<(f64, f64, f64)>,
    /// Beginning of the axis: 0, but for a sweep's.
    pub start: f64,
    /// End of the axis, in seconds where it is time.
    pub seconds: f64,
    /// Unit of the axis: `s`, but for a sweep's.
    pub unit: Cow<'static, str>,
    /// What is written below the axis; five places evenly apart if nothing is said.
    pub ticks: Vec<f64>,
    /// Logarithmic value axis.
    pub log: bool,
}

/// The panels of a run: those its scenario names, or pool or goroutines, requests, latency. Of a program without
/// clients there is nothing to chart.
pub fn panels(simulation: &Simulation, lang: Lang) -> Vec<Panel> {
    let first = if uses_database(simulation) { Chart::Pool } else { Chart::Goroutines };
    let usual = [first, Chart::Requests, Chart::Latency];
    let charts = match simulation.run().scenario.charts.as_slice() {
        _ if !simulation.has_clients() => &[],
        [] => &usual[..],
        named => named,
    };
    let faults = faults(simulation, lang);
    let panels = charts.iter().flat_map(|chart| panels_of(simulation, *chart, lang));
    panels.map(|panel| Panel { faults: faults.clone(), ..panel }).collect()
}

/// A chart; of pools there may be several panels.
fn panels_of(simulation: &Simulation, chart: Chart, lang: Lang) -> Vec<Panel> {
    let panel = match chart {
        // Lanes are no panel: they stand beside the slots.
        Chart::Holds => return Vec::new(),
        Chart::Pool => return pools::pools(simulation, lang),
        Chart::Wait => return pools::waits(simulation, lang),
        Chart::Retired => return pools::retired(simulation, lang),
        Chart::Sessions => pools::sessions(simulation, lang),
        Chart::Pods => lanes::pods(simulation, lang),
        Chart::Goroutines => goroutines(simulation, lang),
        Chart::Lag => lag(simulation, lang),
        Chart::Requests => requests(simulation, lang),
        Chart::Latency => latency(simulation, lang),
        Chart::Heap => memory::heap(simulation, lang),
        Chart::Alloc => memory::alloc(simulation, lang),
        Chart::Cycles => memory::cycles(simulation, lang),
        Chart::Cpu => memory::cpu(simulation, lang),
        Chart::Stolen => memory::stolen(simulation, lang),
    };
    vec![panel]
}

/// A panel with nothing but a time axis.
pub(super) fn blank(simulation: &Simulation) -> Panel {
    Panel {
        key: "".into(),
        title: "".into(),
        legend: "".into(),
        lines: Vec::new(),
        behind: Vec::new(),
        lanes: Vec::new(),
        threshold: None,
        faults: Vec::new(),
        band: Vec::new(),
        start: 0.0,
        seconds: simulation.run().settings.duration.as_secs_f64(),
        unit: "s".into(),
        ticks: Vec::new(),
        log: false,
    }
}

fn requests(simulation: &Simulation, lang: Lang) -> Panel {
    let series = &simulation.metrics().series;
    Panel {
        key: "requests".into(),
        title: lang.pick("Requests per second", "每秒请求数").into(),
        lines: vec![
            line(lang.pick("answered", "回答"), Role::Completed, rate(&series.completed)),
            line(lang.pick("failed", "失败"), Role::Failed, rate(&series.failed)),
        ],
        ..blank(simulation)
    }
}

fn latency(simulation: &Simulation, lang: Lang) -> Panel {
    let series = &simulation.metrics().series;
    let buckets: Vec<LatencyBucket> = series.latency.buckets().collect();
    let quantile = |pick: fn(&LatencyBucket) -> Option<tidepool_des::Duration>| {
        let half = series.latency.width().as_secs_f64() / 2.0;
        let point = |b: &LatencyBucket| (b.start.as_secs_f64() + half, pick(b).map(|d| d.as_millis_f64()));
        buckets.iter().map(point).collect::<Vec<_>>()
    };
    Panel {
        key: "latency".into(),
        title: lang
            .pick("Latency of answered requests, ms (log scale)", "得到回答的请求的延迟，毫秒（对数刻度）")
            .into(),
        lines: vec![
            line("P50", Role::Median, quantile(|b| b.p50)),
            line("P99", Role::Tail, quantile(|b| b.p99)),
        ],
        log: true,
        ..blank(simulation)
    }
}

fn goroutines(simulation: &Simulation, lang: Lang) -> Panel {
    let series = &simulation.metrics().series;
    Panel {
        key: "goroutines".into(),
        title: lang.pick("Goroutines", "goroutine 数").into(),
        lines: vec![line(lang.pick("alive", "活着"), Role::Waiting, gauge(&series.goroutines))],
        ..blank(simulation)
    }
}

fn lag(simulation: &Simulation, lang: Lang) -> Panel {
    let millis = |(at, lag): (f64, Option<f64>)| (at, lag.map(|lag| lag / 1e6));
    let points = gauge(&simulation.metrics().series.lag).into_iter().map(millis).collect();
    Panel {
        key: "lag".into(),
        title: lang.pick("Lag of the replicas, ms", "从库的复制延迟，毫秒").into(),
        lines: vec![line(lang.pick("furthest behind", "落后最多的"), Role::Waiting, points)],
        ..blank(simulation)
    }
}

pub(super) fn line(label: &'static str, role: Role, points: Vec<(f64, Option<f64>)>) -> Line {
    Line { label, role, points }
}

pub(super) fn gauge(series: &Series) -> Vec<(f64, Option<f64>)> {
    let middle = series.width().as_secs_f64() / 2.0;
    series.buckets().map(|b| (b.start.as_secs_f64() + middle, Some(b.mean))).collect()
}

/// The last bucket is still being counted and is left out while others exist.
pub(super) fn rate(series: &CountSeries) -> Vec<(f64, Option<f64>)> {
    let middle = series.width().as_secs_f64() / 2.0;
    let all: Vec<_> =
        series.buckets().map(|b| (b.start.as_secs_f64() + middle, Some(b.per_second()))).collect();
    let keep = all.len().saturating_sub(1).max(1).min(all.len());
    all[..keep].to_vec()
}

impl Panel {
    /// What goes wrong at a time in seconds, or within a hundredth of the axis of it.
    pub fn faults_at(&self, seconds: f64) -> impl Iterator<Item = &FaultMark> {
        let ns = |seconds: f64| (seconds * 1e9) as u64;
        let (at, near) = (ns(seconds), ns(self.seconds / 100.0));
        self.faults.iter().filter(move |fault| fault.is_near(at, near))
    }

    /// Greatest value of any line or the threshold.
    pub fn max(&self) -> f64 {
        self.values().chain(self.threshold.map(|t| t.1)).fold(0.0, f64::max)
    }

    /// Least positive value of any line, for a logarithmic axis.
    pub fn min_positive(&self) -> f64 {
        self.values().filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let lines = self.lines.iter().chain(&self.behind);
        let band = self.band.iter().flat_map(|(_, low, high)| [*low, *high]);
        lines.flat_map(|l| l.points.iter().filter_map(|p| p.1)).chain(band)
    }

    /// What each pod does at `seconds`, as `pod 3 ready`.
    pub fn states_at(&self, seconds: f64) -> Vec<String> {
        let ns = (seconds * 1e9) as u64;
        let at = |lane: &PodLane| {
            let span = lane.spans.iter().find(|span| (span.from_ns..span.until_ns).contains(&ns))?;
            Some(format!("{} {}", lane.name, span.label))
        };
        self.lanes.iter().filter_map(at).collect()
    }

    /// Values of all lines nearest to `seconds`: the cursor reads all panels at the same time. With a run behind, its
    /// lines follow as `A: in use`.
    pub fn at(&self, seconds: f64) -> Vec<(Cow<'static, str>, Option<f64>)> {
        let lines = self.lines.iter().map(|line| (line.label.into(), line.at(seconds)));
        let behind = self.behind.iter().map(|line| (format!("A: {}", line.label).into(), line.at(seconds)));
        lines.chain(behind).collect()
    }
}

impl Line {
    /// The value nearest to `seconds`.
    fn at(&self, seconds: f64) -> Option<f64> {
        let by_distance = |p: &&(f64, Option<f64>)| ((p.0 - seconds).abs() * 1e6) as u64;
        self.points.iter().min_by_key(by_distance).and_then(|p| p.1)
    }
}
