//! What package `runtime/metrics` tells in single numbers.

use super::Machine;
use crate::goroutine::Status;
use crate::host::Time;

impl Machine {
    /// The figures at time `now`, in the order in which `runtime/metrics/names.go` names them; times in ns.
    pub(crate) fn figures(&self, now: Time) -> [u64; 35] {
        let m = self.mem_stats(now);
        let totals = self.gc_totals();
        let pause = totals.paused * self.procs_in_use() as u64;
        let collection = totals.assist + totals.background + totals.idle + pause;
        let idle = self.idle_time(now);
        let pacer = &self.gc.pacer;
        let scanned = [pacer.globals, pacer.last.heap_scan, pacer.last.stack_scan];
        let count = |wanted: fn(Status) -> bool| {
            self.goroutines.iter().filter(|(_, g)| wanted(g.status)).count() as u64
        };
        [
            totals.assist,
            totals.background,
            totals.idle,
            pause,
            collection,
            idle,
            m.all_time,
            m.all_time.saturating_sub(collection + idle),
            (m.cycles - m.forced).into(),
            m.forced.into(),
            m.cycles.into(),
            pacer.gogc.map_or(u64::MAX, u64::from),
            pacer.memory_limit.min(i64::MAX as u64),
            m.total_alloc,
            m.mallocs,
            m.total_alloc.saturating_sub(m.alloc),
            m.frees,
            m.next_gc,
            self.heap_stats().live,
            m.mallocs - m.frees,
            scanned[0],
            scanned[1],
            scanned[2],
            scanned.iter().sum(),
            super::gc::STACK,
            m.alloc,
            m.stack,
            m.sys,
            self.max_procs() as u64,
            self.goroutine_count() as u64,
            self.goroutines.created(),
            count(|status| status == Status::Runnable),
            count(|status| status == Status::Running),
            count(|status| matches!(status, Status::Waiting(_))),
            self.last_limited().into(),
        ]
    }

    /// Time that the Ps in use have had nothing to do, not even marking.
    pub(super) fn idle_time(&self, now: Time) -> Time {
        let ps = &self.sched.ps[..self.procs_in_use()];
        let present = |p: &crate::sched::P| if p.awake { 0 } else { now.saturating_sub(p.clock.ns) };
        ps.iter().map(|p| p.idle + present(p)).sum()
    }
}
