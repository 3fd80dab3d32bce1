//! Figures of memory and its collection, as `runtime.MemStats` has them.

use super::Machine;
use super::time::unix_time;
use crate::host::Time;

/// The figures, in bytes, numbers or ns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemStats {
    pub alloc: u64,
    pub total_alloc: u64,
    pub mallocs: u64,
    pub frees: u64,
    pub cycles: u32,
    pub next_gc: u64,
    pub sys: u64,
    /// When the last cycle ended, in ns since 1970, 0 before the first.
    pub last_gc: u64,
    pub forced: u32,
    pub paused: u64,
    pub stack: u64,
    /// Processor time that collection has taken, and all there has been.
    pub gc_time: u64,
    pub all_time: u64,
}

impl MemStats {
    /// `GCCPUFraction`.
    pub fn gc_fraction(&self) -> f64 {
        if self.all_time == 0 { 0.0 } else { self.gc_time as f64 / self.all_time as f64 }
    }
}

impl Machine {
    /// The figures at time `now`.
    pub(crate) fn mem_stats(&self, now: Time) -> MemStats {
        let (stats, totals) = (self.heap_stats(), self.gc_totals());
        let procs = self.procs_in_use() as u64;
        MemStats {
            alloc: stats.heap_alloc,
            total_alloc: stats.total_alloc,
            mallocs: stats.mallocs,
            frees: stats.frees,
            cycles: stats.cycles,
            next_gc: stats.goal,
            sys: self.memory(),
            last_gc: if stats.cycles == 0 { 0 } else { unix_time(stats.last_gc) },
            forced: stats.forced,
            paused: totals.paused,
            stack: self.stack_memory(),
            gc_time: totals.paused * procs + totals.assist + totals.background,
            all_time: self.age(now) * procs,
        }
    }
}
