//! Heap, collector and processor time of all processes, over time.

use tidepool_des::{CountSeries, Duration, Histogram, Series, Time};
use tidepool_go_vm::machine::{Collected, CpuTimes};

use crate::flat::Flat;
use crate::simulation::{Figures, Process};

/// What heaps held, what collecting them took, and what processors did besides.
#[derive(Clone, Debug)]
pub struct HeapMetrics {
    /// Bytes allocated and not yet found dead.
    pub heap: Series,
    /// Bytes that the last cycle found alive.
    pub live: Series,
    /// Bytes that the heap should have when the next cycle ends, 0 if no amount of growth begins one.
    pub goal: Series,
    /// Stacks of goroutines, in bytes.
    pub stacks: Series,
    /// Bytes allocated.
    pub allocated: CountSeries,
    /// Cycles ended.
    pub cycles: CountSeries,
    /// How long the world stood still, in ns, when it went on.
    pub stopped: CountSeries,
    /// Processor time of marking by goroutines that allocated, in ns.
    pub assist: CountSeries,
    /// Processor time of the collector, in ns: workers with a claim to their P, assists, and all Ps during stops.
    pub collector: CountSeries,
    /// Processor time of goroutines, in ns.
    pub program: CountSeries,
    /// Single stops of the world.
    pub stop: Histogram,
    /// What the counters were when they were last looked at.
    seen: Seen,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    allocated: u64,
    assist: u64,
    collector: u64,
    program: u64,
}

impl HeapMetrics {
    /// Nothing yet, in at most `points` buckets of at first `width`.
    pub(crate) fn new(width: Duration, points: usize) -> HeapMetrics {
        let gauge = || Series::new(Time::ZERO, width, points, 0);
        let count = || CountSeries::new(Time::ZERO, width, points);
        HeapMetrics {
            heap: gauge(),
            live: gauge(),
            goal: gauge(),
            stacks: gauge(),
            allocated: count(),
            cycles: count(),
            stopped: count(),
            assist: count(),
            collector: count(),
            program: count(),
            stop: Histogram::new(),
            seen: Seen::default(),
        }
    }

    /// A cycle has ended.
    pub(crate) fn collected(&mut self, cycle: &Collected) {
        self.cycles.add(Time::from_nanos(cycle.ended), 1);
        for (from, to) in [(cycle.began, cycle.marking), (cycle.marked, cycle.ended)] {
            self.stop.record(Duration::from_nanos(to - from));
            self.stopped.add(Time::from_nanos(to), to - from);
        }
    }

    /// Notes the state of the processes.
    pub(crate) fn note(&mut self, now: Time, all: &Figures) {
        let gauges = [
            (&mut self.heap, all.heap),
            (&mut self.live, all.live),
            (&mut self.goal, all.goal),
            (&mut self.stacks, all.stacks),
        ];
        for (series, value) in gauges {
            if series.value() != value {
                series.set(now, value);
            }
        }
        let counts = [
            (&mut self.allocated, &mut self.seen.allocated, all.allocated),
            (&mut self.assist, &mut self.seen.assist, all.assist),
            (&mut self.collector, &mut self.seen.collector, all.collector),
            (&mut self.program, &mut self.seen.program, all.program),
        ];
        for (series, seen, value) in counts {
            // A P may be ahead of the present time by a moment.
            if value > *seen {
                series.add(now, value - *seen);
                *seen = value;
            }
        }
    }

    /// Time passes until `now`.
    pub(crate) fn advance(&mut self, now: Time) {
        for series in [&mut self.heap, &mut self.live, &mut self.goal, &mut self.stacks] {
            series.advance(now);
        }
        let counts = [
            &mut self.allocated,
            &mut self.cycles,
            &mut self.stopped,
            &mut self.assist,
            &mut self.collector,
            &mut self.program,
        ];
        counts.into_iter().for_each(|series| series.advance(now));
    }

    /// Metrics by name, units in the names.
    pub(crate) fn flat(&self, out: &mut Flat) {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let millis = |d: Option<Duration>| d.unwrap_or(Duration::ZERO).as_millis_f64();
        out.insert("heap_max_mb", megabytes(self.heap.max()));
        out.insert("heap_end_mb", megabytes(self.heap.value()));
        out.insert("heap_live_max_mb", megabytes(self.live.max()));
        out.insert("heap_live_end_mb", megabytes(self.live.value()));
        out.insert("heap_goal_end_mb", megabytes(self.goal.value()));
        out.insert("stacks_max_mb", megabytes(self.stacks.max()));
        out.insert("gc_stops", self.stop.count() as f64);
        out.insert("gc_stop_mean_ms", millis(self.stop.mean()));
        out.insert("gc_stop_max_ms", millis(self.stop.max()));
        out.insert("gc_stopped_ms", self.stopped.total() as f64 / 1e6);
    }
}

/// The collector's share: marking that somebody had to wait for, and all Ps during stops (`GCCPUFraction`).
pub(crate) fn collector(times: &CpuTimes) -> u64 {
    times.assist + times.background + times.paused
}

/// Processor time of all processes until `now`, or for as long as they lived.
pub(crate) fn cpu_times(now: Time, processes: &[Process]) -> CpuTimes {
    let mut all = CpuTimes::default();
    processes.iter().for_each(|process| all += process.machine.cpu_times(process.until(now).as_nanos()));
    all
}
