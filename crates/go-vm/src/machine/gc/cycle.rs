//! Beginning and end of a cycle, with the world stopped.

use super::{Cause, Collected, Cycle, GOROUTINE_HEAP, RUNTIME_HEAP};
use crate::goroutine::{GIndex, WaitReason};
use crate::heap::gc::Traced;
use crate::heap::pacer::{BACKGROUND, Marked, OtherMemory, workers};
use crate::host::{Host, Stream, Time};
use crate::machine::time::unix_time;
use crate::machine::{Flow, Machine};
use crate::sched::Clock;

/// A cycle begins after this long without one, in ns (`runtime.forcegcperiod`).
const PERIOD: Time = 120_000_000_000;

impl Machine {
    /// Sets how much may be allocated before the next cycle, after the pace has changed.
    pub(in crate::machine) fn set_pace(&mut self) {
        let other = self.other_memory();
        let trigger = self.gc.pacer.trigger(other);
        let stats = self.heap.stats_mut();
        stats.goal = self.gc.pacer.goal(other);
        if self.gc.cycle.is_none() {
            stats.room = i64::try_from(trigger).unwrap_or(i64::MAX / 2) - stats.heap_alloc as i64;
        }
    }

    pub(super) fn other_memory(&self) -> OtherMemory {
        self.gc.other_memory(self.goroutines.len() as u64, self.heap.stats().heap_alloc)
    }

    /// Begins a cycle on behalf of P `p`, unless one is on.
    pub(in crate::machine) fn begin_cycle(&mut self, p: usize, cause: Cause) {
        if self.gc.cycle.is_some() {
            return;
        }
        let stopped = self.stop_world(p);
        self.limiter_turns(true, (stopped.ns, self.now(p)));
        let traced = self.trace_heap();
        self.heap.profile_mut().cycle_began();
        let cycle = self.new_cycle(cause, (stopped.ns, self.now(p)), traced);
        self.gc.pacer.begin(cycle.heap);
        self.gc.begun += 1;
        self.gc.cycle = Some(cycle);
        let stats = self.heap.stats_mut();
        (stats.room, stats.marking) = (0, true);
        // Every P may mark, for its share or because it has nothing else to do.
        let mut clock = self.sched.ps[p].clock;
        clock.advance(self.config.costs.wake.into());
        for other in 0..self.sched.active() {
            if !self.sched.ps[other].awake {
                self.start_p(other, clock);
            }
        }
        self.woken = true;
    }

    /// A cycle that has stopped the world for this time and found this alive.
    fn new_cycle(&self, cause: Cause, (stopped, marking): (Time, Time), traced: Traced) -> Cycle {
        let (procs, all_ps) = (self.sched.active(), self.sched.ps.len());
        let (dedicated, fraction) = workers(procs);
        let idle = match cause {
            Cause::Time => usize::from(dedicated == 0),
            _ => procs - dedicated,
        };
        let (costs, stats, globals) = (&self.config.costs, self.heap.stats(), self.gc.pacer.globals);
        let stack_scan = self.stack_scan();
        let work = traced.scan + stack_scan + globals;
        let cost = traced.objects * u64::from(costs.mark_object)
            + self.goroutines.len() as u64 * u64::from(costs.mark_stack)
            + (traced.scan + globals) * u64::from(costs.mark_byte);
        let dense = traced.scan as f64 / traced.bytes.max(1) as f64;
        let most = (stats.heap_alloc as f64 * dense) as u64 + self.stack_memory() + globals;
        Cycle {
            cause,
            stopped,
            marking,
            heap: stats.heap_alloc,
            total_alloc: stats.total_alloc,
            mallocs: stats.mallocs,
            traced,
            stack_scan,
            work,
            left: work,
            most,
            cost,
            piece: globals,
            credit: 0,
            doing: vec![0; all_ps],
            dedicated,
            fraction,
            idle,
            shares: vec![0; all_ps],
            assist_time: 0,
            background_time: 0,
            idle_time: 0,
            done_at: Clock::default(),
            last_p: 0,
        }
    }

    /// All Ps stand still from the present time of P `p`, which is told, for as long as a stop takes.
    fn stop_world(&mut self, p: usize) -> Clock {
        let began = self.sched.ps[p].clock;
        let mut clock = began;
        clock.advance(self.config.costs.gc_stop.into());
        self.sched.stop_until(began, clock);
        self.gc.totals.paused += clock.ns - began.ns;
        self.gc.pauses.record(clock.ns - began.ns);
        began
    }

    /// What is alive, with what Go's runtime has in the heap itself.
    fn trace_heap(&mut self) -> Traced {
        let mut traced = self.trace(true);
        let goroutines = self.goroutines.peak() as u64 * GOROUTINE_HEAP;
        traced.bytes += RUNTIME_HEAP.0 + goroutines;
        traced.scan += RUNTIME_HEAP.1 + goroutines;
        traced
    }

    /// Ends the cycle if its work is done and P `p` was the last to do some; tells whether it has.
    pub(in crate::machine) fn end_cycle_if_done(&mut self, p: usize, host: &mut dyn Host) -> bool {
        let cycle = self.gc.cycle.take_if(|cycle| cycle.left == 0 && cycle.last_p == p);
        if let Some(cycle) = &cycle {
            self.end_cycle(p, cycle, host);
        }
        cycle.is_some()
    }

    /// If a cycle is on, goroutine `g` waits for its end; tells whether it does.
    pub(in crate::machine) fn wait_for_cycle(&mut self, p: usize, g: GIndex) -> bool {
        let on = self.gc.cycle.is_some();
        if on {
            let ticket = self.park(p, g, WaitReason::of("wait for GC cycle"));
            self.gc.waiting.push((g, ticket, self.gc.begun));
        }
        on
    }

    fn end_cycle(&mut self, p: usize, cycle: &Cycle, host: &mut dyn Host) {
        let marked_at = self.stop_world(p);
        let now = self.now(p);
        self.limiter_turns(false, (marked_at.ns, now));
        let stats = self.heap.stats();
        let allocated = stats.total_alloc - cycle.total_alloc;
        let live = cycle.traced.bytes + allocated;
        let reached = stats.heap_alloc;
        let processors = ((marked_at.ns - cycle.marking) * 1000 * self.sched.active() as u64).max(1) as f64;
        let goal = self.heap.stats().goal;
        self.gc.pacer.end(Marked {
            live,
            heap_scan: cycle.traced.scan,
            stack_scan: cycle.stack_scan,
            allocated,
            utilization: BACKGROUND + cycle.assist_time as f64 / processors,
            idle: cycle.idle_time as f64 / processors,
        });
        let totals = &mut self.gc.totals;
        totals.assist += cycle.assist_time / 1000;
        totals.background += cycle.background_time / 1000;
        totals.idle += cycle.idle_time / 1000;
        self.gc.workers.fill(None);
        let stats = self.heap.stats_mut();
        let objects = cycle.traced.objects + (stats.mallocs - cycle.mallocs);
        (stats.heap_alloc, stats.live, stats.last_gc) = (live, live, now);
        stats.frees = stats.mallocs.saturating_sub(objects);
        stats.cycles += 1;
        stats.marking = false;
        let forced = cycle.cause == Cause::Forced;
        stats.forced += u32::from(forced);
        self.heap.profile_mut().cycle_ended();
        if forced {
            // `runtime.GC` sweeps before it returns.
            self.heap.profile_mut().swept();
        }
        self.set_pace();
        let collected = self.collected(cycle, (marked_at.ns, now), (reached, live, goal));
        host.collected(&collected);
        if self.gc.recent.len() == super::RECENT_MAX {
            self.gc.recent.pop_front();
        }
        self.gc.recent.push_back(collected);
        if self.config.gctrace {
            let line = collected.trace_line(self.gc.started);
            self.count_output(line.len());
            host.write(now, Stream::Stderr, line.as_bytes());
        }
        self.wake_collected(p);
    }

    /// What is told of a cycle: it stopped the world again at `end.0` and let it go at `end.1`; `heap` was reached,
    /// lives, was the goal.
    fn collected(&self, cycle: &Cycle, end: (Time, Time), heap: (u64, u64, u64)) -> Collected {
        let (procs, totals) = (self.sched.active() as u64, self.gc.totals);
        let busy = totals.paused * procs + totals.assist + totals.background;
        Collected {
            number: self.heap.stats().cycles,
            forced: cycle.cause == Cause::Forced,
            began: cycle.stopped,
            marking: cycle.marking,
            marked: end.0,
            ended: end.1,
            heap: (cycle.heap, heap.0),
            live: heap.1,
            goal: heap.2,
            stacks: cycle.stack_scan,
            globals: self.gc.pacer.globals,
            assist: cycle.assist_time / 1000,
            background: cycle.background_time / 1000,
            idle: cycle.idle_time / 1000,
            procs,
            percent: 100 * busy / (self.age(end.1) * procs).max(1),
        }
    }

    /// Those who waited for the end go on; finalizers of what was found dead run.
    fn wake_collected(&mut self, p: usize) {
        for (g, ticket) in std::mem::take(&mut self.gc.assists) {
            if self.goroutines[g].ticket == ticket {
                self.ready(p, g);
            }
        }
        let cycles = self.heap.stats().cycles;
        let (done, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.gc.waiting).into_iter().partition(|(.., cycle)| *cycle <= cycles);
        self.gc.waiting = later;
        for (g, ticket, _) in done {
            if self.goroutines[g].ticket == ticket {
                self.ready(p, g);
            }
        }
        self.run_finalizers(p);
        if !self.gc.waiting.is_empty() {
            self.begin_cycle(p, Cause::Forced);
        }
    }

    /// `runtime.GC`: a whole cycle that begins now, or after the present one; the caller waits for its end.
    pub(crate) fn force_gc(&mut self, p: usize, g: GIndex) -> Flow {
        let cycle = self.gc.begun + 1;
        self.begin_cycle(p, Cause::Forced);
        let ticket = self.park(p, g, WaitReason::of("wait for GC cycle"));
        self.gc.waiting.push((g, ticket, cycle));
        Flow::Switched
    }

    /// Begins a cycle if the last one was two minutes ago; tells whether it has.
    pub(in crate::machine) fn collect_if_late(&mut self, p: usize) -> bool {
        let last = self.heap.stats().last_gc;
        let late = last > 0 && self.now(p).saturating_sub(last) > PERIOD;
        let begin = late && self.gc.pacer.gogc.is_some() && self.gc.cycle.is_none();
        if begin {
            self.begin_cycle(p, Cause::Time);
        }
        begin
    }

    /// Whether P `p` has to end the cycle, and so must not run ahead of others.
    pub(in crate::machine) fn has_to_end_cycle(&self, p: usize) -> bool {
        self.gc.cycle.as_ref().is_some_and(|cycle| cycle.left == 0 && cycle.last_p == p)
    }

    /// How long the process has run at time `now`, in ns.
    pub(crate) fn age(&self, now: Time) -> Time {
        now.saturating_sub(self.gc.started)
    }

    /// When the process began, in ns since 1970.
    pub(crate) fn started_unix(&self) -> u64 {
        unix_time(self.gc.started)
    }

    /// How long the world stood still in the last cycles and when they ended, in ns since 1970: the newest first.
    pub(crate) fn recent_pauses(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.gc.recent.iter().rev().map(|cycle| (cycle.paused(), unix_time(cycle.ended)))
    }

    /// The lines of the last cycles, as `GODEBUG=gctrace=1` prints them.
    pub fn gc_trace(&self) -> String {
        self.gc.recent.iter().map(|cycle| cycle.trace_line(self.gc.started)).collect()
    }

    /// `debug.SetGCPercent`; gives the old value.
    pub fn set_gogc(&mut self, percent: Option<u32>) -> Option<u32> {
        let old = std::mem::replace(&mut self.gc.pacer.gogc, percent);
        self.set_pace();
        old
    }

    /// `debug.SetMemoryLimit`; gives the old value.
    pub(crate) fn set_memory_limit(&mut self, bytes: u64) -> u64 {
        let old = std::mem::replace(&mut self.gc.pacer.memory_limit, bytes);
        self.set_pace();
        old
    }

    /// GOMEMLIMIT in bytes.
    pub fn memory_limit(&self) -> u64 {
        self.gc.pacer.memory_limit
    }

    /// Memory of the process, in bytes, roughly.
    pub fn memory(&self) -> u64 {
        self.heap.stats().heap_alloc + self.other_memory().bytes
    }

    /// Memory of goroutines' stacks, in bytes: each begins with 2 KiB.
    pub fn stack_memory(&self) -> u64 {
        self.goroutines.peak() as u64 * super::STACK
    }

    /// Cycles begun so far.
    pub(crate) fn cycles_begun(&self) -> u32 {
        self.gc.begun
    }

    /// What collection has cost so far.
    pub fn gc_totals(&self) -> super::GcTotals {
        self.gc.totals
    }
}
