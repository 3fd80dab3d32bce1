//! The bound on the collector's processor time (`runtime/mgclimit.go`): a bucket that the collector's time fills and the
//! program's time empties. While it is full nobody marks for what he allocates, so that a program of which more is alive
//! than its memory limit allows gets about half of the processors nevertheless.

use crate::host::Time;
use crate::machine::Machine;

/// Size of the bucket for each P, in ns.
const CAPACITY: u64 = 1_000_000_000;
/// The bucket is looked at so often while marking goes on, in ns.
const PERIOD: Time = 10_000_000;
/// Share of all Ps that counts as the collector's while marking goes on.
const BACKGROUND: (u64, u64) = (1, 4);
/// Bytes that a goroutine may allocate while the bucket is full before it looks again.
const LOOK: i64 = 64 << 10;

/// The bucket, and what has not been put into it yet. Times are in ns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limiter {
    fill: u64,
    full: bool,
    /// Cycle in which it became full last.
    last_full: u32,
    /// The present cycle, or the last one.
    cycle: u32,
    last: Time,
    marking: bool,
    /// Since the last look: time of goroutines that mark for what they allocate, and of Ps that mark as they are idle.
    assist: u64,
    idle: u64,
    /// Time of idle Ps up to the last look.
    idle_before: u64,
}

impl Limiter {
    pub fn new(now: Time) -> Limiter {
        Limiter { last: now, ..Limiter::default() }
    }

    /// All that has passed on `procs` Ps up to `now`, at which Ps have been idle for `idle` in all.
    fn look(&mut self, now: Time, procs: u64, idle: u64) {
        if now < self.last {
            return;
        }
        let window = (now - self.last) * procs;
        let idle_now = idle.saturating_sub(self.idle_before) + std::mem::take(&mut self.idle);
        let mut collector = std::mem::take(&mut self.assist);
        if self.marking {
            collector += window / BACKGROUND.1 * BACKGROUND.0;
        }
        (self.last, self.idle_before) = (now, idle);
        self.put(collector, window.saturating_sub(idle_now), procs);
    }

    /// So much time of the collector, out of so much in all.
    fn put(&mut self, collector: u64, all: u64, procs: u64) {
        let capacity = procs * CAPACITY;
        let filled = (self.fill + 2 * collector).saturating_sub(all);
        let full = filled >= capacity;
        if full && !self.full {
            self.last_full = self.cycle;
        }
        self.full = full;
        self.fill = filled.min(capacity);
    }

    pub fn add_assist(&mut self, ps: u64) {
        self.assist += ps / 1000;
    }

    pub fn add_idle(&mut self, ps: u64) {
        self.idle += ps / 1000;
    }
}

impl Machine {
    fn look_at_limiter(&mut self, now: Time) {
        let (procs, idle) = (self.sched.active() as u64, self.idle_time(now));
        self.gc.limiter.look(now, procs, idle);
    }

    /// Marking begins or ends, with a stop of the world from `began` to `ended`.
    pub(super) fn limiter_turns(&mut self, marking: bool, (began, ended): (Time, Time)) {
        self.look_at_limiter(began);
        let procs = self.sched.active() as u64;
        let limiter = &mut self.gc.limiter;
        limiter.marking = marking;
        limiter.cycle = self.gc.begun + u32::from(marking);
        let stop = (ended - began) * procs;
        limiter.put(stop, stop, procs);
        limiter.last = limiter.last.max(ended);
    }

    /// A goroutine on P `p` has marked for so many ps.
    pub(super) fn limit_assist(&mut self, p: usize, ps: u64) {
        self.gc.limiter.add_assist(ps);
        self.look_at_limiter(self.now(p));
    }

    /// Looks at the bucket if nobody has done so for a while.
    pub(super) fn look_at_limiter_again(&mut self, p: usize) {
        if self.now(p).saturating_sub(self.gc.limiter.last) > PERIOD {
            self.look_at_limiter(self.now(p));
        }
    }

    /// Whether a goroutine on P `p` need not mark for what it allocates, as the collector has had too much time.
    pub(super) fn assist_limited(&mut self, p: usize) -> bool {
        if self.gc.limiter.full {
            self.look_at_limiter_again(p);
        }
        if self.gc.limiter.full {
            self.heap.stats_mut().room = LOOK;
        }
        self.gc.limiter.full
    }

    /// The last cycle in which the collector began to have too much time, 0 if none.
    pub(in crate::machine) fn last_limited(&self) -> u32 {
        self.gc.limiter.last_full
    }

    /// GOMAXPROCS is about to change.
    pub(in crate::machine) fn limiter_resizes(&mut self, p: usize) {
        self.look_at_limiter(self.now(p));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bucket_fills_with_time_of_the_collector_and_empties_with_that_of_the_program() {
        let mut limiter = Limiter::new(0);
        limiter.marking = true;
        // Everybody marks: both Ps for their share, and for what they allocate besides.
        limiter.assist = 1_500_000_000;
        limiter.look(1_000_000_000, 2, 0);
        assert!(limiter.full && limiter.fill == 2_000_000_000);
        // A quarter of the time goes to the collector.
        limiter.look(1_400_000_000, 2, 0);
        assert!(!limiter.full && limiter.fill == 1_600_000_000);
        // Idle time is nobody's.
        limiter.marking = false;
        limiter.look(2_400_000_000, 2, 1_900_000_000);
        assert_eq!(limiter.fill, 1_500_000_000);
        limiter.look(9_000_000_000, 2, 1_900_000_000);
        assert_eq!(limiter.fill, 0, "no credit for later");
    }
}
