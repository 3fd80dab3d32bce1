//! When a collection begins and how fast it has to go: Go's pacer, as arithmetic without a clock
//! (`runtime/mgcpacer.go` of Go 1.27).
//!
//! Sizes are bytes of Go's heap. *Scan work* is bytes that may hold pointers: of objects, of stacks, of global
//! variables.

/// Go's minimum heap goal at GOGC=100.
pub const MIN_HEAP: u64 = 4 << 20;
/// Share of the processors that marking may take in the background.
pub const BACKGROUND: f64 = 0.25;
/// Assists do at least so much scan work at a time.
pub const MIN_ASSIST: u64 = 64 << 10;
/// A cycle that has begun has at least so far to go.
const MIN_RUNWAY: u64 = 64 << 10;
/// The trigger lies between these parts (of 64) of the way from the live heap to the goal.
const TRIGGER: (u64, u64) = (45, 61);
/// Cost of consuming over cost of marking is the largest of the present and so many earlier cycles.
const HISTORY: usize = 4;

/// What a cycle has found out, for the pace of the next.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Marked {
    /// Bytes alive: marked, and allocated while marking went on.
    pub live: u64,
    /// Scan work in the heap.
    pub heap_scan: u64,
    /// Scan work in stacks.
    pub stack_scan: u64,
    /// Bytes allocated while marking went on.
    pub allocated: u64,
    /// Share of all processor time that marking took, assists included, idle processors not.
    pub utilization: f64,
    /// Share that idle processors gave.
    pub idle: f64,
}

/// The pacer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pacer {
    /// GOGC in percent, none for off.
    pub gogc: Option<u32>,
    /// GOMEMLIMIT in bytes, the largest number for none.
    pub memory_limit: u64,
    /// Scan work in global variables.
    pub globals: u64,
    /// What the last cycle found.
    pub last: Marked,
    cons_mark: f64,
    history: [f64; HISTORY],
    /// Heap when the present cycle began.
    triggered: Option<u64>,
}

/// Memory that is not heap: what `GOMEMLIMIT` counts besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherMemory {
    /// Bytes of it.
    pub bytes: u64,
    /// Bytes by which all memory exceeds the limit.
    pub over: u64,
}

impl Pacer {
    /// A pacer before the first cycle.
    pub fn new(gogc: Option<u32>, memory_limit: u64, globals: u64) -> Pacer {
        let last = Marked::default();
        Pacer { gogc, memory_limit, globals, last, cons_mark: 0.0, history: [0.0; HISTORY], triggered: None }
    }

    /// Size that the heap should have when the next (or present) cycle ends.
    pub fn goal(&self, other: OtherMemory) -> u64 {
        let percent = self.percent_goal();
        let limited = self.limit_goal(other);
        match self.triggered {
            _ if limited < percent => limited,
            Some(triggered) => percent.max(triggered + MIN_RUNWAY),
            None => percent,
        }
    }

    fn percent_goal(&self) -> u64 {
        let Some(percent) = self.gogc.map(u64::from) else { return u64::MAX };
        let Marked { live, stack_scan, .. } = self.last;
        let grown = live.saturating_add((live + stack_scan + self.globals).saturating_mul(percent) / 100);
        grown.max(MIN_HEAP * percent / 100)
    }

    /// The goal that the memory limit leaves: 3 % below it, but never less than what is alive.
    fn limit_goal(&self, other: OtherMemory) -> u64 {
        const MIN_HEADROOM: u64 = 1 << 20;
        if self.memory_limit == u64::MAX {
            return u64::MAX;
        }
        let Some(goal) = self.memory_limit.checked_sub(other.bytes + other.over) else {
            return self.last.live;
        };
        let headroom = (goal / 100 * 3).max(MIN_HEADROOM);
        goal.saturating_sub(headroom).max(headroom).max(self.last.live)
    }

    /// Heap at which the next cycle begins.
    pub fn trigger(&self, other: OtherMemory) -> u64 {
        let (goal, live) = (self.goal(other), self.last.live);
        if live >= goal || goal == u64::MAX {
            return goal;
        }
        let part = |of: u64| live + (goal - live) / 64 * of;
        let (low, mut high) = (part(TRIGGER.0), part(TRIGGER.1));
        if goal > MIN_HEAP {
            high = high.max(goal - MIN_HEAP);
        }
        goal.saturating_sub(self.runway()).max(low).min(high.max(low))
    }

    /// What the program will allocate while the expected work is marked.
    fn runway(&self) -> u64 {
        (self.cons_mark * (1.0 - BACKGROUND) / BACKGROUND * self.expected_work() as f64) as u64
    }

    /// Scan work that the present cycle should have, by the last one.
    pub fn expected_work(&self) -> u64 {
        self.last.heap_scan + self.last.stack_scan + self.globals
    }

    /// A cycle begins with this heap.
    pub fn begin(&mut self, heap: u64) {
        self.triggered = Some(heap);
    }

    /// The cycle has ended.
    pub fn end(&mut self, marked: Marked) {
        let work = marked.heap_scan + marked.stack_scan + self.globals;
        if marked.allocated > 0 && work > 0 && marked.utilization < 1.0 {
            let present = marked.allocated as f64 * (marked.utilization + marked.idle)
                / (work as f64 * (1.0 - marked.utilization));
            self.cons_mark = self.history.iter().fold(present, |most, &earlier| most.max(earlier));
            self.history.rotate_left(1);
            self.history[HISTORY - 1] = present;
        }
        self.last = marked;
        self.triggered = None;
    }

    /// Scan work that each allocated byte has to pay for, `done` of it being done and `heap` being allocated;
    /// `most` is all work there can be.
    pub fn assist_ratio(&self, other: OtherMemory, heap: u64, done: u64, most: u64) -> f64 {
        let percent = f64::from(self.gogc.unwrap_or(100_000));
        let triggered = self.triggered.unwrap_or(0) as f64;
        let mut goal = self.goal(other) as f64;
        let mut expected = self.expected_work();
        if done > expected {
            let extended = (goal - triggered) / expected.max(1) as f64 * most as f64 + triggered;
            goal = extended.min((1.0 + percent / 100.0) * goal);
            expected = most;
        }
        if heap as f64 > goal {
            goal *= 1.1;
            expected = most;
        }
        let work = expected.saturating_sub(done).max(1000) as f64;
        work / (goal - heap as f64).max(1.0)
    }
}

/// How marking is shared out among `procs` Ps: dedicated workers, and the share of every P that a fractional one takes.
pub fn workers(procs: usize) -> (usize, f64) {
    let goal = procs as f64 * BACKGROUND;
    let mut dedicated = (goal + 0.5).floor();
    let error = dedicated / goal - 1.0;
    if error.abs() <= 0.3 {
        return (dedicated as usize, 0.0);
    }
    if dedicated > goal {
        dedicated -= 1.0;
    }
    (dedicated as usize, (goal - dedicated) / procs as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: OtherMemory = OtherMemory { bytes: 0, over: 0 };

    #[test]
    fn workers_take_a_quarter() {
        let all: Vec<_> = (1..=8).map(workers).collect();
        assert_eq!(all[..4], [(0, 0.25), (0, 0.25), (0, 0.25), (1, 0.0)]);
        assert_eq!((all[4].0, all[5].0, all[6], all[7]), (1, 1, (2, 0.0), (2, 0.0)));
        assert!((all[5].1 - 0.5 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn the_first_cycle_begins_just_before_four_mebibytes() {
        let pacer = Pacer::new(Some(100), u64::MAX, 150_000);
        assert_eq!((pacer.goal(NONE), pacer.trigger(NONE)), (4 << 20, (4 << 20) / 64 * 61));
        assert_eq!(Pacer::new(Some(20), u64::MAX, 0).goal(NONE), (4 << 20) / 5);
        assert_eq!(Pacer::new(None, u64::MAX, 0).trigger(NONE), u64::MAX);
    }

    #[test]
    fn roots_count_for_the_goal() {
        let mut pacer = Pacer::new(Some(100), u64::MAX, 1_000_000);
        pacer.end(Marked { live: 10_000_000, stack_scan: 2_000_000, ..Marked::default() });
        assert_eq!(pacer.goal(NONE), 23_000_000);
    }

    #[test]
    fn a_memory_limit_leaves_headroom_but_not_less_than_what_lives() {
        let mut pacer = Pacer::new(None, 100 << 20, 0);
        let other = OtherMemory { bytes: 10 << 20, over: 0 };
        let left = 90 << 20;
        assert_eq!(pacer.goal(other), left - left / 100 * 3);
        pacer.end(Marked { live: 99 << 20, ..Marked::default() });
        assert_eq!(pacer.goal(other), 99 << 20);
        assert_eq!(pacer.goal(OtherMemory { bytes: 101 << 20, over: 1 << 20 }), 99 << 20);
    }

    #[test]
    fn who_allocates_much_while_it_marks_begins_earlier() {
        let mut pacer = Pacer::new(Some(100), u64::MAX, 0);
        let marked = Marked {
            live: 20 << 20,
            heap_scan: 10 << 20,
            allocated: 5 << 20,
            utilization: 0.25,
            ..Marked::default()
        };
        pacer.end(marked);
        // 5 MiB while 10 MiB were marked at a quarter: cons/mark is 1/6, the runway three times that part of the work.
        assert_eq!(pacer.goal(NONE) - pacer.trigger(NONE), 5 << 20);
    }

    #[test]
    fn assists_pay_in_time_for_the_goal() {
        let mut pacer = Pacer::new(Some(100), u64::MAX, 0);
        pacer.end(Marked { live: 8 << 20, heap_scan: 4 << 20, ..Marked::default() });
        pacer.begin(14 << 20);
        let ratio = pacer.assist_ratio(NONE, 14 << 20, 0, 8 << 20);
        assert!((ratio - 2.0).abs() < 1e-9, "4 MiB of work for 2 MiB: {ratio}");
        let late = pacer.assist_ratio(NONE, 16 << 20, 5 << 20, 8 << 20);
        assert!(late > 0.1 && late < ratio, "more work than thought, and more room: {late}");
    }
}
