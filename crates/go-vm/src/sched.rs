//! The scheduler's queues, as data: Ps with `runnext` and a ring, the global queue, time slices.
//!
//! Order on one P is Go's: `go` and readying put a goroutine into `runnext` and kick the old one
//! to the ring's tail; every 61st schedule looks at the global queue first; `Gosched` and
//! preemption go to the global queue's tail.

use std::collections::VecDeque;

use crate::goroutine::GIndex;

/// Size of a P's ring.
const RING: usize = 256;
/// Every that many schedules the global queue comes first.
const GLOBAL_EVERY: u32 = 61;
/// Schedules that P 0 has behind it when main begins: Go's runtime has goroutines of its own.
const SCHEDULES_BEFORE_MAIN: u32 = 6;
/// A goroutine is preempted after this long, in ns.
pub const TIME_SLICE: u64 = 10_000_000;
/// How often the runtime's monitor looks for goroutines to preempt, in ns.
const MONITOR_TICK: u64 = 20_000;
/// How long a thief waits before it takes `runnext` of a busy P, in ps.
pub const RUNNEXT_WAIT: u64 = 3_000_000;

/// A point in virtual time with a fraction: nanoseconds and picoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// Whole nanoseconds since the start of the run.
    pub ns: u64,
    /// 0..1000.
    pub ps: u32,
}

impl Clock {
    /// A whole number of nanoseconds.
    pub fn at(ns: u64) -> Clock {
        Clock { ns, ps: 0 }
    }

    /// Goes on by `ps` picoseconds.
    pub fn advance(&mut self, ps: u64) {
        let sum = u64::from(self.ps) + ps;
        self.ns = self.ns.saturating_add(sum / 1000);
        self.ps = (sum % 1000) as u32;
    }

    /// Rounded up to nanoseconds.
    pub fn ceil(self) -> u64 {
        self.ns.saturating_add((self.ps > 0).into())
    }

    /// Picoseconds until `later`, 0 if that is past, at most about 4 hours.
    pub fn until(self, later: Clock) -> u64 {
        const MOST_NS: u64 = 1 << 44;
        if later <= self {
            return 0;
        }
        let ns = (later.ns - self.ns).min(MOST_NS);
        (ns * 1000 + u64::from(later.ps)).saturating_sub(self.ps.into())
    }
}

/// A processor of the Go scheduler.
#[derive(Clone, Debug, Default)]
pub struct P {
    /// Its place in virtual time.
    pub clock: Clock,
    /// Goroutine that runs.
    pub current: Option<GIndex>,
    /// True if it has work or looks for some.
    pub awake: bool,
    /// True while it waits to take another P's `runnext`.
    pub patient: bool,
    runnext: Option<GIndex>,
    ring: VecDeque<GIndex>,
    tick: u32,
    /// When the present time slice began, ns.
    pub slice_start: u64,
    /// How long it has had nothing to do, in ns, before the present time.
    pub idle: u64,
}

impl P {
    /// Has work, or looks for some, from `at` on if its clock is not ahead of that.
    pub fn wake(&mut self, at: Clock) {
        let from = self.clock;
        self.clock = from.max(at);
        if !self.awake {
            self.idle += self.clock.ns - from.ns;
        }
        self.awake = true;
    }

    /// True if goroutines wait here.
    pub fn has_work(&self) -> bool {
        self.runnext.is_some() || !self.ring.is_empty()
    }

    /// Waiting goroutines in the order in which they will run.
    pub fn queue(&self) -> impl Iterator<Item = GIndex> + '_ {
        self.runnext.iter().chain(&self.ring).copied()
    }
}

/// All queues.
#[derive(Clone, Debug)]
pub struct Sched {
    /// The Ps, one for each processor of the machine.
    pub ps: Vec<P>,
    /// GOMAXPROCS, at least 1. Only so many of the Ps, from the first on, run anything.
    pub max_procs: usize,
    global: VecDeque<GIndex>,
    /// Goroutines that the host has woken, waiting to be polled.
    pub netpoll: VecDeque<GIndex>,
    /// When `netpoll` was looked at last, ns.
    last_poll: u64,
}

impl Sched {
    /// Queues for `procs` Ps, at least one.
    pub fn new(procs: usize) -> Sched {
        let mut ps = vec![P::default(); procs.max(1)];
        ps[0].tick = SCHEDULES_BEFORE_MAIN;
        Sched { max_procs: ps.len(), ps, global: VecDeque::new(), netpoll: VecDeque::new(), last_poll: 0 }
    }

    /// Number of Ps in use.
    pub fn active(&self) -> usize {
        self.max_procs.min(self.ps.len())
    }

    /// No P runs before `end`, after a stop of the world that began at `begin`; some may be beyond that.
    pub fn stop_until(&mut self, begin: Clock, end: Clock) {
        for p in &mut self.ps {
            if !p.awake {
                p.idle += begin.ns.saturating_sub(p.clock.ns);
            }
            p.clock = p.clock.max(end);
        }
    }

    /// Empties the queues of P `p`, which stops, to the head of the global queue (`runtime.procresize`).
    pub fn retire(&mut self, p: usize) {
        let P { runnext, ring, awake, .. } = &mut self.ps[p];
        *awake = false;
        for g in runnext.take().into_iter().chain(ring.drain(..)).rev() {
            self.global.push_front(g);
        }
    }

    /// Puts a readied or new goroutine where it runs next on P `p`.
    pub fn ready(&mut self, p: usize, g: GIndex) {
        if let Some(kicked) = self.ps[p].runnext.replace(g) {
            self.put_tail(p, kicked);
        }
    }

    /// Puts a goroutine at the tail of the ring of P `p`.
    pub fn put_tail(&mut self, p: usize, g: GIndex) {
        let ring = &mut self.ps[p].ring;
        if ring.len() < RING {
            ring.push_back(g);
            return;
        }
        self.global.extend(ring.drain(..RING / 2));
        self.global.push_back(g);
    }

    /// Puts a goroutine at the tail of the global queue.
    pub fn put_global(&mut self, g: GIndex) {
        self.global.push_back(g);
    }

    /// The goroutine that P `p` runs next, without stealing. Sets its time slice.
    pub fn next_local(&mut self, p: usize) -> Option<GIndex> {
        let now = self.ps[p].clock.ns;
        if now.saturating_sub(self.last_poll) >= TIME_SLICE {
            self.last_poll = now;
            self.global.append(&mut self.netpoll);
        }
        if self.ps[p].tick.is_multiple_of(GLOBAL_EVERY)
            && let Some(g) = self.global.pop_front()
        {
            return Some(self.fresh(p, g));
        }
        // `runnext` inherits the slice of the goroutine that readied it; if that is used up, it runs until the
        // monitor looks again.
        if let Some(g) = self.ps[p].runnext.take() {
            let p = &mut self.ps[p];
            p.slice_start = p.slice_start.max((now + MONITOR_TICK).saturating_sub(TIME_SLICE));
            return Some(g);
        }
        if let Some(g) = self.ps[p].ring.pop_front() {
            return Some(self.fresh(p, g));
        }
        if let Some(g) = self.take_global(p) {
            return Some(self.fresh(p, g));
        }
        self.last_poll = now;
        let g = self.netpoll.pop_front()?;
        while let Some(other) = self.netpoll.pop_front() {
            self.put_tail(p, other);
        }
        Some(self.fresh(p, g))
    }

    fn fresh(&mut self, p: usize, g: GIndex) -> GIndex {
        let p = &mut self.ps[p];
        p.tick = p.tick.wrapping_add(1);
        p.slice_start = p.clock.ns;
        g
    }

    fn take_global(&mut self, p: usize) -> Option<GIndex> {
        let share = (self.global.len() / self.active() + 1).min(RING / 2).min(self.global.len());
        let first = self.global.pop_front()?;
        for _ in 1..share {
            if let Some(g) = self.global.pop_front() {
                self.ps[p].ring.push_back(g);
            }
        }
        Some(first)
    }

    /// Takes half of another P's ring, looking at the victims from `start` on.
    pub fn steal(&mut self, thief: usize, start: usize) -> Option<GIndex> {
        let count = self.active();
        let victim =
            (0..count).map(|i| (start + i) % count).find(|&v| v != thief && !self.ps[v].ring.is_empty())?;
        let half = self.ps[victim].ring.len().div_ceil(2);
        let mut taken: VecDeque<GIndex> = self.ps[victim].ring.drain(..half).collect();
        // The thief runs the last one it took.
        let g = taken.pop_back()?;
        self.ps[thief].ring.append(&mut taken);
        Some(self.fresh(thief, g))
    }

    /// Takes `runnext` of another P.
    pub fn steal_runnext(&mut self, thief: usize, start: usize) -> Option<GIndex> {
        let count = self.active();
        let victim =
            (0..count).map(|i| (start + i) % count).find(|&v| v != thief && self.ps[v].runnext.is_some())?;
        let g = self.ps[victim].runnext.take()?;
        Some(self.fresh(thief, g))
    }

    /// True if some other P has a `runnext`.
    pub fn others_have_runnext(&self, thief: usize) -> bool {
        self.ps.iter().enumerate().any(|(i, p)| i != thief && p.runnext.is_some())
    }

    /// True if a goroutine waits in the global queue, for polling, or in the ring of any P.
    pub fn any_shared_work(&self) -> bool {
        !self.global.is_empty() || !self.netpoll.is_empty() || self.ps.iter().any(|p| !p.ring.is_empty())
    }

    /// True if any goroutine is runnable or running.
    pub fn busy(&self) -> bool {
        self.any_shared_work() || self.ps.iter().any(|p| p.current.is_some() || p.runnext.is_some())
    }

    /// Goroutines in the global queue, first to run first.
    pub fn global(&self) -> impl Iterator<Item = GIndex> + '_ {
        self.global.iter().copied()
    }

    /// The idle P with the lowest number.
    pub fn idle_p(&self) -> Option<usize> {
        self.ps[..self.active()].iter().position(|p| !p.awake)
    }
}
