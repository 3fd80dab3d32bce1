//! A Go process: heap, goroutines, Ps and timers, stepped in virtual time.
//!
//! [`Machine::run`] goes on until a horizon, a budget or the end; between two calls the host may
//! complete blocked calls, send signals, kill, clone (a deep snapshot) or look inside.
//! What happens depends only on the program, the configuration and what the host answers and
//! when; how the work is cut into budgets does not matter.

mod access;
mod block;
mod breakpoints;
mod chans;
mod collect;
mod config;
mod dump;
mod fatal;
mod figures;
mod forget;
mod gc;
mod hostcalls;
mod inspect;
mod inspect_chans;
mod inspect_defers;
mod leaks;
mod mem_stats;
mod procs;
mod profiles;
mod raise;
mod run;
mod select;
mod sema;
mod slow;
mod spawn;
pub(crate) mod time;
mod unwind;
mod watch;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use access::FilesOpen;
pub use breakpoints::Breakpoints;
pub(crate) use collect::Finalizer;
pub use config::{Config, Limit, Limits, LoadError, Stop};
pub use gc::{Collected, CpuTimes, GcTotals};
pub use inspect::{FrameView, GoroutineView, LocalView, Place};
pub use inspect_chans::ChanView;
pub use inspect_defers::{DeferCounts, DeferView, PanicView};
pub use profiles::{CallView, GoroutineStack, HeapGroup, HeapProfile};
pub use sema::SemaQueue;
pub(crate) use slow::Flow;
pub use watch::{Doing, Seen, Wait};

use crate::bytecode::{Constant, Program};
use crate::durations::Durations;
use crate::facts::{Facts, build_zero};
use crate::goroutine::{Frame, FrameKind, GIndex, Goroutines};
use crate::heap::profile::DEFAULT_RATE;
use crate::heap::{Data, Heap};
use crate::host::{Host, RandomPurpose, Time};
use crate::interp::arith::make_complex;
use crate::interp::frames;
use crate::natives::{self, NativeEntry};
use crate::sched::{Clock, Sched};
use crate::timer::TimerHeap;
use crate::value::{Obj, Value};

/// A process.
#[derive(Clone, Debug)]
pub struct Machine {
    program: Rc<Program>,
    facts: Rc<Facts>,
    natives: Rc<[NativeEntry]>,
    config: Rc<Config>,
    constants: Rc<[Value]>,
    globals: Obj,
    heap: Heap,
    goroutines: Goroutines,
    sched: Sched,
    timers: TimerHeap,
    /// Waiters of semaphores by address (object, offset).
    semas: BTreeMap<(u32, u32), SemaQueue>,
    gc: gc::Collector,
    /// Objects traced since a budget was last charged for it.
    traced: u64,
    /// By the object whose end they wait for.
    finalizers: BTreeMap<Obj, collect::Finalizer>,
    /// Finalizers whose objects were found unreachable.
    due: Vec<collect::Finalizer>,
    /// How often each line began.
    lines: Vec<u64>,
    /// Which of them are breakpoints; empty if none is.
    breakpoints: Rc<[bool]>,
    /// Line of the breakpoint that ended the last call of [`Machine::run`].
    at_breakpoint: Option<u32>,
    /// Which line began last; none of them at first.
    line: u32,
    /// How often it was another than the one before.
    line_changes: u64,
    steps: u64,
    defer_counts: DeferCounts,
    /// How long goroutines could have run before they did.
    sched_latencies: Durations,
    /// How often each P has synchronised with others.
    syncs: Vec<u64>,
    /// Bytes of output so far.
    written: u64,
    files_open: FilesOpen,
    /// The slice of a P that a budget or horizon has interrupted.
    slice: Option<Slice>,
    /// An idle P has been woken since the running one last looked.
    woken: bool,
    /// The host has been called since then, which may bring its horizon nearer.
    asked: bool,
    /// The main goroutine, while it runs.
    main: Option<GIndex>,
    /// True while package initialisation runs.
    initialising: bool,
    /// Set once: the process has ended.
    end: Option<Stop>,
    /// Signals that wait for the program to take them.
    signals: Vec<String>,
    signals_wanted: bool,
    /// Goroutine that waits for a signal.
    signal_waiter: Option<GIndex>,
    /// Whom somebody follows; none if nobody does.
    watch: Option<Box<watch::Watch>>,
}

/// A P that runs up to the times of the others.
#[derive(Clone, Copy, Debug)]
struct Slice {
    p: usize,
    /// Earliest time of another P or timer; the machine's own bound on visible operations.
    others: Clock,
    /// The budget has cut it: it goes on before anything else, as if it had not been.
    unfinished: bool,
    /// It has cut a goroutine that would have run on.
    cut: bool,
}

impl Machine {
    /// A process that starts at virtual time `now`.
    ///
    /// Fails if a native function is known neither to the machine nor to the host.
    pub fn new(
        program: Rc<Program>,
        config: Config,
        now: Time,
        host: &mut dyn Host,
    ) -> Result<Machine, LoadError> {
        let natives = natives::resolve(&program, host)?;
        let facts = Rc::new(Facts::new(&program));
        let mut heap =
            Heap::new(config.limits.heap_bytes, config.real_growth, host.random(RandomPurpose::HeapProfile));
        let constants: Rc<[Value]> = program.constants.iter().map(|c| load_constant(&mut heap, c)).collect();
        let globals = make_globals(&mut heap, &program);
        if let Some(offset) = facts.profile_rate {
            heap.store(globals, offset, Value::Int(DEFAULT_RATE));
        }
        // These are always there.
        heap.set_root(globals);
        constants.iter().for_each(|value| heap.hold(value.object()));
        let mut sched = Sched::new(config.procs as usize);
        for p in &mut sched.ps {
            p.clock = Clock::at(now);
            p.slice_start = now;
        }
        let syncs = vec![0; sched.ps.len()];
        let own_globals = 8 * u64::from(program.globals_slots);
        let gc = gc::Collector::new(&config, own_globals, sched.ps.len(), now);
        let mut machine = Machine {
            gc,
            traced: 0,
            lines: vec![0; program.lines.len()],
            program,
            facts,
            natives,
            config: Rc::new(config),
            constants,
            globals,
            heap,
            goroutines: Goroutines::default(),
            sched,
            timers: TimerHeap::default(),
            semas: BTreeMap::new(),
            finalizers: BTreeMap::new(),
            due: Vec::new(),
            breakpoints: Rc::default(),
            at_breakpoint: None,
            line: u32::MAX,
            line_changes: 0,
            steps: 0,
            defer_counts: DeferCounts::default(),
            sched_latencies: Durations::default(),
            syncs,
            written: 0,
            files_open: FilesOpen::default(),
            slice: None,
            woken: false,
            asked: false,
            main: None,
            initialising: true,
            end: None,
            signals: Vec::new(),
            signals_wanted: false,
            signal_waiter: None,
            watch: None,
        };
        machine.set_pace();
        // A cycle will find alive what the runtime allocated before.
        machine.heap.stats_mut().total_alloc += gc::ALLOCATED_BEFORE;
        machine.start_main(now);
        Ok(machine)
    }

    /// Makes the main goroutine, which initialises the packages first.
    fn start_main(&mut self, now: Time) {
        let init = self.program.init.0;
        let frame = Frame { func: init, pc: 0, base: 0, closure: Obj::NONE, kind: FrameKind::Call };
        let main = self.goroutines.spawn(frame, &[], None, now);
        frames::enter(&mut self.goroutines[main].stack, &self.program, &self.facts, init, 0);
        self.main = Some(main);
        self.sched.ready(0, main);
        self.sched.ps[0].awake = true;
    }
}

fn load_constant(heap: &mut Heap, constant: &Constant) -> Value {
    match constant {
        Constant::Int(n) => Value::Int(*n),
        Constant::Float(f) => Value::Float(*f),
        Constant::Complex(re, im) => make_complex(heap, (*re, *im)),
        Constant::Str(bytes) if bytes.is_empty() => Value::EMPTY_STR,
        Constant::Str(bytes) => {
            // Literals are part of the binary: they are not booked in Go's heap.
            let obj = heap.alloc(Data::Bytes(bytes[..].into()), 0);
            Value::Str(crate::value::StrRef { obj, off: 0, len: bytes.len() as u32 })
        }
    }
}

fn make_globals(heap: &mut Heap, program: &Program) -> Obj {
    let mut slots = vec![Value::Nil; program.globals_slots as usize];
    for global in &program.globals {
        let Some(layout) = program.layouts.get(global.ty.0 as usize) else {
            continue;
        };
        let at = global.offset as usize;
        if let Some(place) = slots.get_mut(at..at + layout.slots as usize) {
            place.copy_from_slice(&build_zero(layout));
        }
    }
    // Two slots at least, so that the object is never shared or a single slot.
    slots.resize(slots.len().max(2), Value::Nil);
    heap.alloc(Data::Slots(slots.into()), 0)
}
