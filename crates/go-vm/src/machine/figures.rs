//! What package `runtime/metrics` tells in single numbers.

use super::Machine;
use super::gc::{CpuTimes, Cycle};
use crate::goroutine::Status;
use crate::host::Time;
use crate::sched::P;

impl Machine {
    /// The figures at time `now`, in the order in which `runtime/metrics/names.go` names them; times in ns.
    pub(crate) fn figures(&self, now: Time) -> [u64; 35] {
        let m = self.mem_stats(now);
        let times = self.cpu_times(now);
        let pacer = &self.gc.pacer;
        let scanned = [pacer.globals, pacer.last.heap_scan, pacer.last.stack_scan];
        let count = |wanted: fn(Status) -> bool| {
            self.goroutines.iter().filter(|(_, g)| wanted(g.status)).count() as u64
        };
        [
            times.assist,
            times.background,
            times.idle_marking,
            times.paused,
            times.total() - times.program - times.idle,
            times.idle,
            times.total(),
            times.program,
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
        let present = |p: &P| if p.awake { 0 } else { now.saturating_sub(p.clock.ns) };
        ps.iter().map(|p| p.idle + present(p)).sum()
    }

    /// From when on processor time is spent on nothing more, unless the machine runs: no P has anything to do, and no
    /// cycle is on. None if that is not so.
    pub fn rests_from(&self) -> Option<Time> {
        let ps = &self.sched.ps[..self.procs_in_use()];
        let rests = self.gc.cycle.is_none() && ps.iter().all(|p| !p.awake);
        rests.then(|| ps.iter().map(|p| p.clock.ceil()).max().unwrap_or(0))
    }

    /// Where processor time has gone up to `now`.
    pub fn cpu_times(&self, now: Time) -> CpuTimes {
        let (totals, procs) = (self.gc_totals(), self.procs_in_use() as u64);
        // What a cycle that is on has taken so far comes on top.
        let [assist, background, marking] = self.gc.cycle.as_ref().map_or([0; 3], Cycle::times);
        let mut times = CpuTimes {
            program: 0,
            assist: totals.assist + assist,
            background: totals.background + background,
            idle_marking: totals.idle + marking,
            paused: totals.paused * procs,
            idle: self.idle_time(now),
        };
        times.program = (self.age(now) * procs).saturating_sub(times.total());
        times
    }
}
