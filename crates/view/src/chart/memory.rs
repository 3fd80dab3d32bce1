//! Panels of the heap, the collector and the processors.

use tidepool_des::{CountSeries, Series};
use tidepool_sim::Simulation;

use super::panel::{Line, Panel, Role, blank, gauge, line, rate};
use crate::Lang;
use crate::stage::memory_limit;

/// Heap, what of it lives, and its goal, in MB.
pub(super) fn heap(simulation: &Simulation, lang: Lang) -> Panel {
    let heap = &simulation.metrics().heap;
    let known = |(at, mb): (f64, Option<f64>)| (at, mb.filter(|&mb| mb > 0.0));
    let goal = megabytes(&heap.goal).into_iter().map(known).collect();
    let lines = vec![
        line(lang.pick("heap", "堆"), Role::Gc, megabytes(&heap.heap)),
        line(lang.pick("goal", "目标"), Role::Goal, goal),
        line(lang.pick("live", "存活"), Role::Live, megabytes(&heap.live)),
    ];
    Panel {
        threshold: memory_limit(simulation).map(|bytes| ("GOMEMLIMIT", bytes as f64 / 1e6)),
        ..plain("heap", lang.pick("Heap, MB", "堆，MB"), lines, simulation)
    }
}

/// Memory allocated per second.
pub(super) fn alloc(simulation: &Simulation, lang: Lang) -> Panel {
    let allocated = scaled(&simulation.metrics().heap.allocated, 1e6);
    let lines = vec![line(lang.pick("allocated", "分配"), Role::Gc, allocated)];
    plain("alloc", lang.pick("Allocated, MB per second", "分配内存，MB/秒"), lines, simulation)
}

/// Cycles per second.
pub(super) fn cycles(simulation: &Simulation, lang: Lang) -> Panel {
    let cycles = rate(&simulation.metrics().heap.cycles);
    let lines = vec![line(lang.pick("cycles", "次数"), Role::Gc, cycles)];
    plain("cycles", lang.pick("Collections per second", "每秒垃圾回收次数"), lines, simulation)
}

/// What goroutines and the collector take of all processors, in percent.
pub(super) fn cpu(simulation: &Simulation, lang: Lang) -> Panel {
    let heap = &simulation.metrics().heap;
    let whole = 1e7 * f64::from(simulation.run().settings.procs.max(1));
    let lines = vec![
        line(lang.pick("program", "程序"), Role::InUse, scaled(&heap.program, whole)),
        line(lang.pick("collector", "回收"), Role::Gc, scaled(&heap.collector, whole)),
    ];
    Panel {
        threshold: Some((lang.pick("all", "全部"), 100.0)),
        ..plain("cpu", lang.pick("Processor time, %", "处理器时间，%"), lines, simulation)
    }
}

/// What collection takes from goroutines directly, in ms per second: assists, and stops of the world.
pub(super) fn stolen(simulation: &Simulation, lang: Lang) -> Panel {
    let heap = &simulation.metrics().heap;
    let lines = vec![
        line(lang.pick("assists", "协助"), Role::Tail, scaled(&heap.assist, 1e6)),
        line(lang.pick("stops", "停顿"), Role::Failed, scaled(&heap.stopped, 1e6)),
    ];
    let title = lang.pick("Mark assists and stops, ms per second", "标记协助与停顿（STW），毫秒/秒");
    plain("stolen", title, lines, simulation)
}

fn plain(key: &'static str, title: &'static str, lines: Vec<Line>, simulation: &Simulation) -> Panel {
    Panel { key: key.into(), title: title.into(), lines, ..blank(simulation) }
}

fn megabytes(series: &Series) -> Vec<(f64, Option<f64>)> {
    let points = gauge(series).into_iter();
    points.map(|(at, bytes)| (at, bytes.map(|bytes| bytes / 1e6))).collect()
}

fn scaled(series: &CountSeries, whole: f64) -> Vec<(f64, Option<f64>)> {
    rate(series).into_iter().map(|(at, value)| (at, value.map(|value| value / whole))).collect()
}
