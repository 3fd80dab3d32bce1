//! Moments: when a measure of the run first passed its threshold, and how long after the moment before it.

use tidepool_des::{CountSeries, Duration, Series, Time};
use tidepool_scenario::{Measure, MomentSettings};

use crate::flat::{Flat, Table};
use crate::metrics::Metrics;
use crate::simulation::Simulation;

/// When each moment of the run has come, in the order of the scenario; none if it has not.
pub fn moments(simulation: &Simulation) -> Vec<Option<Time>> {
    let (metrics, now) = (simulation.metrics(), simulation.now());
    simulation.run().settings.moments.iter().map(|moment| first(metrics, moment, now)).collect()
}

/// The metrics of moments: whether it has come, when, and how long after the moment before it, negative if earlier.
pub(crate) fn flat(simulation: &Simulation, table: &mut Table) {
    let found = moments(simulation);
    let mut before = None;
    for (moment, first) in simulation.run().settings.moments.iter().zip(found) {
        let out = &mut Flat::of(&format!("moment.{}", moment.id), table);
        out.insert("seen", f64::from(u8::from(first.is_some())));
        let first = first.map(|time| time.since(Time::ZERO).as_millis_f64());
        if let Some(first) = first {
            out.insert("first_ms", first);
        }
        if let (Some(before), Some(first)) = (before, first) {
            out.insert("after_ms", first - before);
        }
        before = first;
    }
}

/// What was measured in a bucket: a sum and what it is divided by, so that the mean of several is that of their sums.
type Part = (f64, f64);

/// The end of the first stretch of whole buckets, `over` long, in which the mean of the measure fulfils the condition.
fn first(metrics: &Metrics, moment: &MomentSettings, now: Time) -> Option<Time> {
    let (width, parts) = parts(metrics, moment.measure);
    let whole = (now.as_nanos() / width.as_nanos()) as usize;
    let parts = &parts[..whole.min(parts.len())];
    // A length beyond what this target can count is longer than any run.
    let buckets =
        |time: Duration| usize::try_from(time.as_nanos().div_ceil(width.as_nanos())).unwrap_or(usize::MAX);
    let (length, begin) = (buckets(moment.over).max(1), buckets(moment.after));
    let holds = |stretch: &[Part]| {
        let (sum, of) = stretch.iter().fold((0.0, 0.0), |(a, b), part| (a + part.0, b + part.1));
        of > 0.0 && moment.when.holds(sum / of)
    };
    let at = parts.get(begin..)?.windows(length).position(holds)?;
    Some(Time::from_nanos((begin + at + length) as u64 * width.as_nanos()))
}

/// The buckets of a measure, and how wide they are.
fn parts(metrics: &Metrics, measure: Measure) -> (Duration, Vec<Part>) {
    let (set, heap) = (&metrics.series, &metrics.heap);
    match measure {
        Measure::PoolInUse => gauge(&set.pool.in_use, 1.0),
        Measure::PoolInUseMost => greatest(metrics.pools.iter().map(|(_, pool)| &pool.series.in_use)),
        Measure::PoolWaiting => gauge(&set.pool.waiting, 1.0),
        Measure::Goroutines => gauge(&set.goroutines, 1.0),
        Measure::HeapMb => gauge(&heap.heap, 1e-6),
        Measure::HeapLiveMb => gauge(&heap.live, 1e-6),
        Measure::GcPercent => percent(&heap.collector, &[&heap.collector, &heap.program]),
        Measure::ArrivedPerS => per_second(&set.arrived),
        Measure::CompletedPerS => per_second(&set.completed),
        Measure::FailedPerS => per_second(&set.failed),
        Measure::TimedOutPerS => per_second(&set.timed_out),
        Measure::RetriedPercent => percent(&set.retried, &[&set.arrived]),
    }
}

fn gauge(series: &Series, scale: f64) -> (Duration, Vec<Part>) {
    (series.width(), series.buckets().map(|bucket| (bucket.mean * scale, 1.0)).collect())
}

fn per_second(series: &CountSeries) -> (Duration, Vec<Part>) {
    // In whole numbers, so that a mean over several buckets is exact.
    let width = series.width().as_nanos() as f64;
    (series.width(), series.buckets().map(|bucket| (bucket.count as f64 * 1e9, width)).collect())
}

/// A share of whole series that count the same things as the part and others.
fn percent(part: &CountSeries, whole: &[&CountSeries]) -> (Duration, Vec<Part>) {
    let width = whole.iter().map(|series| series.width()).fold(part.width(), Duration::max);
    let counts = |series: &CountSeries| {
        in_buckets_of(
            width,
            series.width(),
            series.buckets().map(|bucket| (bucket.count as f64, 1.0)).collect(),
        )
    };
    let whole: Vec<Vec<Part>> = whole.iter().map(|series| counts(series)).collect();
    let of = |index: usize| whole.iter().filter_map(|parts| parts.get(index)).map(|part| part.0).sum::<f64>();
    let parts = counts(part).into_iter().enumerate();
    (width, parts.map(|(index, (count, _))| (100.0 * count, of(index))).collect())
}

/// Of several gauges the greatest, bucket by bucket.
fn greatest<'a>(all: impl Iterator<Item = &'a Series>) -> (Duration, Vec<Part>) {
    let all: Vec<(Duration, Vec<Part>)> = all.map(|series| gauge(series, 1.0)).collect();
    let width = all.iter().map(|(width, _)| *width).fold(Duration::NANOSECOND, Duration::max);
    let mut most: Vec<Part> = Vec::new();
    for (own, parts) in all {
        for (index, (sum, of)) in in_buckets_of(width, own, parts).into_iter().enumerate() {
            match most.get_mut(index) {
                Some(found) => found.0 = found.0.max(sum / of),
                None => most.push((sum / of, 1.0)),
            }
        }
    }
    (width, most)
}

/// Series that have changed at the very end of a run have buckets twice as wide as others, whose buckets are put together.
fn in_buckets_of(width: Duration, own: Duration, parts: Vec<Part>) -> Vec<Part> {
    let together = (width.as_nanos() / own.as_nanos()).max(1) as usize;
    let sum = |some: &[Part]| some.iter().fold((0.0, 0.0), |(a, b), part| (a + part.0, b + part.1));
    parts.chunks(together).map(sum).collect()
}
