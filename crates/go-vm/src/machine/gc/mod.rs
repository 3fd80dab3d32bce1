//! Go's collector in virtual time: when a cycle begins, who marks, what it costs, how it ends.
//!
//! A cycle stops the world, finds out what is alive (at once, for us), and then lets that work take its time: workers
//! on the Ps and goroutines that allocate do it piece by piece, while what they allocate counts as alive. When nothing
//! is left the world stops again and the heap is what was found plus what came to it. The pace is set by
//! [`Pacer`]; what a piece of work costs is in the table of costs.

mod assist;
mod cycle;
mod limiter;
mod trace;
mod workers;

use std::collections::VecDeque;

use crate::durations::Durations;
use crate::goroutine::GIndex;
use crate::heap::gc::Traced;
use crate::heap::pacer::{OtherMemory, Pacer};
use crate::host::Time;
use crate::machine::Config;
use crate::sched::Clock;
use limiter::Limiter;

/// Global variables of Go's own runtime and of the packages that nearly every program has, as
/// `/gc/scan/globals:bytes` says in a small program of Go 1.27.3.
const GLOBALS: u64 = 153_354;
/// What lives in the heap of an empty program (`/gc/heap/live:bytes`), and its scan work.
const RUNTIME_HEAP: (u64, u64) = (73_888, 58_456);
/// Heap of the runtime for each goroutine there has been at once: its descriptor and what it waits in. Measured: 610
/// bytes for each of 1,000 goroutines that receive from a channel, of which 600 are scanned.
pub(super) const GOROUTINE_HEAP: u64 = 608;
/// What Go's runtime has allocated for itself and for the main goroutine before the program begins.
pub(super) const ALLOCATED_BEFORE: u64 = RUNTIME_HEAP.0 + GOROUTINE_HEAP;
/// Stack of a goroutine that is scanned besides its frames; 256 bytes in all for one that receives from a channel.
pub(super) const STACK_SCAN: u64 = 200;
/// Memory of an empty program that is not heap, and what the allocator needs besides for each byte of heap: measured
/// as `/memory/classes/total:bytes` less free, released and live memory.
const OTHER_MEMORY: (u64, f64) = (4_000_000, 0.09);
/// Least stack of a goroutine.
pub(super) const STACK: u64 = 2048;

/// What the collector of a process knows.
#[derive(Clone, Debug)]
pub(crate) struct Collector {
    pub pacer: Pacer,
    pub cycle: Option<Cycle>,
    /// Cycles begun: pools are emptied then.
    pub begun: u32,
    /// Goroutines that wait for the end of cycle number `.2`, with their tickets.
    waiting: Vec<(GIndex, u64, u32)>,
    /// Goroutines that cannot pay for what they allocate, with their tickets.
    assists: VecDeque<(GIndex, u64)>,
    /// What each P's marker is, while it has one.
    workers: Vec<Option<Worker>>,
    pub totals: GcTotals,
    limiter: Limiter,
    /// How long the world stood still each time.
    pub pauses: Durations,
    /// The last cycles, the newest last.
    pub recent: VecDeque<Collected>,
    /// When the process began.
    started: Time,
}

/// How many cycles are remembered one by one, as by Go.
const RECENT_MAX: usize = 256;

/// What collection has cost so far, in ns of processor time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GcTotals {
    /// The world stood still, by the clock.
    pub paused: u64,
    /// Goroutines marked for what they allocated.
    pub assist: u64,
    /// Workers marked that have a claim to their P.
    pub background: u64,
    /// Workers marked on Ps that had nothing else to do.
    pub idle: u64,
}

/// A cycle that has ended. Sizes are bytes of Go's heap, work is ns of processor time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collected {
    /// Its number, from 1.
    pub number: u32,
    /// Whether `runtime.GC` asked for it.
    pub forced: bool,
    /// The world stopped from here …
    pub began: Time,
    /// … to here, when marking began. It stopped again …
    pub marking: Time,
    /// … from here …
    pub marked: Time,
    /// … to here.
    pub ended: Time,
    /// Heap at the beginning and at the end.
    pub heap: (u64, u64),
    /// Heap found alive.
    pub live: u64,
    /// What the heap should have been at the end.
    pub goal: u64,
    /// Stacks scanned.
    pub stacks: u64,
    /// Global variables scanned.
    pub globals: u64,
    /// Marking by goroutines that allocated.
    pub assist: u64,
    /// Marking by workers with a claim to their P.
    pub background: u64,
    /// Marking by workers on Ps that had nothing else to do.
    pub idle: u64,
    /// GOMAXPROCS.
    pub procs: u64,
    /// Share of all processor time since the start that went into collection, in percent.
    pub percent: u64,
}

/// Where the processor time of a process went, in ns, since its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CpuTimes {
    /// Goroutines, and the scheduler for them.
    pub program: u64,
    /// Marking by goroutines that allocated.
    pub assist: u64,
    /// Marking by workers with a claim to their P.
    pub background: u64,
    /// Marking on Ps that had nothing else to do.
    pub idle_marking: u64,
    /// All Ps while the world stood still.
    pub paused: u64,
    /// Ps without anything to do.
    pub idle: u64,
}

impl CpuTimes {
    /// All of it.
    pub fn total(&self) -> u64 {
        self.program + self.assist + self.background + self.idle_marking + self.paused + self.idle
    }
}

impl std::ops::AddAssign for CpuTimes {
    fn add_assign(&mut self, other: CpuTimes) {
        self.program += other.program;
        self.assist += other.assist;
        self.background += other.background;
        self.idle_marking += other.idle_marking;
        self.paused += other.paused;
        self.idle += other.idle;
    }
}

/// How a P marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worker {
    /// To the end of the cycle.
    Dedicated,
    /// For a share of its time.
    Fractional,
    /// While it has nothing else to do.
    Idle,
}

/// Why a cycle begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The heap has reached the trigger.
    Heap,
    /// `runtime.GC`.
    Forced,
    /// Two minutes have passed.
    Time,
}

/// A cycle between its two stops.
#[derive(Clone, Debug)]
pub(crate) struct Cycle {
    cause: Cause,
    /// When its first stop began and ended.
    stopped: Time,
    marking: Time,
    /// Heap when it began.
    heap: u64,
    total_alloc: u64,
    mallocs: u64,
    traced: Traced,
    stack_scan: u64,
    /// Scan work in all and not yet taken by anybody.
    work: u64,
    left: u64,
    /// The most scan work there could have been, for all that is known before: everything in the heap alive.
    most: u64,
    /// What all the work costs, in ps.
    cost: u64,
    /// Part of what is left that only one can do: the global variables are one piece.
    piece: u64,
    /// Work done in the background that allocations may draw on.
    credit: u64,
    /// What each P is doing, to be added to that when it is done.
    doing: Vec<u64>,
    /// Dedicated workers still wanted, and the share for fractional ones.
    dedicated: usize,
    fraction: f64,
    /// How many Ps may mark while idle.
    idle: usize,
    /// Time that each P has spent on its share, in ps.
    shares: Vec<u64>,
    /// Processor time by kind, in ps.
    assist_time: u64,
    background_time: u64,
    idle_time: u64,
    /// When the last piece of work will be done, and by which P: it ends the cycle.
    done_at: Clock,
    last_p: usize,
}

impl Collector {
    /// A collector that has not collected yet.
    pub fn new(config: &Config, globals: u64, procs: usize, started: Time) -> Collector {
        Collector {
            pacer: Pacer::new(config.gogc, config.memory_limit, GLOBALS + globals),
            cycle: None,
            begun: 0,
            waiting: Vec::new(),
            assists: VecDeque::new(),
            workers: vec![None; procs],
            totals: GcTotals::default(),
            limiter: Limiter::new(started),
            pauses: Durations::default(),
            recent: VecDeque::new(),
            started,
        }
    }

    /// Memory besides the heap, with `goroutines` goroutines and so much heap.
    fn other_memory(&self, goroutines: u64, heap: u64) -> OtherMemory {
        let (base, share) = OTHER_MEMORY;
        let bytes = base + goroutines * STACK + (heap as f64 * share) as u64;
        OtherMemory { bytes, over: (bytes + heap).saturating_sub(self.pacer.memory_limit) }
    }
}

impl Cycle {
    /// Cost of a piece of the work, in ps.
    fn cost_of(&self, work: u64) -> u64 {
        (u128::from(self.cost) * u128::from(work) / u128::from(self.work.max(1))) as u64
    }

    /// Work that can be done in so many ps, at least one unit.
    fn work_in(&self, ps: u64) -> u64 {
        ((u128::from(self.work) * u128::from(ps) / u128::from(self.cost.max(1))) as u64).max(1)
    }

    /// Takes about `wanted` of what is left; tells how much, and how long that takes, in ps.
    fn take(&mut self, wanted: u64) -> (u64, u64) {
        let piece = std::mem::take(&mut self.piece);
        let work = wanted.max(piece).min(self.left);
        self.left -= work;
        (work, self.cost_of(work))
    }

    /// Processor time that marking has taken so far, in ns: by assists, in the background, by idle Ps.
    pub fn times(&self) -> [u64; 3] {
        [self.assist_time, self.background_time, self.idle_time].map(|ps| ps / 1000)
    }

    /// P `p` is done with what it took at this time.
    fn done(&mut self, p: usize, clock: Clock) {
        if clock >= self.done_at {
            (self.done_at, self.last_p) = (clock, p);
        }
    }
}
