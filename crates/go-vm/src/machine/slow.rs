//! Runs one goroutine and performs the instructions that concern others or the outside.

use super::Machine;
use super::chans::Place as Slots;
use super::run::Bounds;
use crate::bytecode::Op;
use crate::chan::Waiter;
use crate::goroutine::{GIndex, Resume};
use crate::heap::map::Map;
use crate::heap::{Data, Heap};
use crate::host::{Host, RandomPurpose};
use crate::interp::trap::Trap;
use crate::interp::{Core, Exit, Place, hot, print};
use crate::sched::{Clock, P, TIME_SLICE};
use crate::value::{Obj, Value};

/// Why a goroutine has stopped running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// It is no longer the P's current one (blocked, ended, or the process has).
    Switched,
    /// Its time slice is over.
    Preempted,
    /// The budget is used up.
    Budget,
    /// It may not go on before others have caught up.
    Limit,
}

/// What follows an instruction that the machine has performed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Flow {
    /// The next instruction.
    Next,
    /// Another goroutine; this one goes on behind the instruction.
    Switched,
    /// Another goroutine; this one repeats the instruction.
    Retry,
    /// The goroutine goes to the tail of the global queue.
    Yield,
    /// A run-time panic.
    Trap(Trap),
}

/// How long a goroutine may run on, in ps.
struct Allowance {
    /// By its time slice and the clocks of the others.
    time: u64,
    /// By the budget and the limit of instructions.
    steps: u64,
}

impl Machine {
    /// Runs goroutine `g` on P `p`; visible operations up to `limit`.
    pub(super) fn run_goroutine(
        &mut self,
        p: usize,
        g: GIndex,
        limit: Clock,
        bounds: &mut Bounds,
        host: &mut dyn Host,
    ) -> Pause {
        if self.gc.cycle.is_some() {
            // Nobody has marked for anything when a cycle begins.
            let (credit, cycle) = self.goroutines[g].gc_credit;
            self.heap.stats_mut().room = if cycle == self.gc.begun { credit } else { 0 };
        }
        let pause = self.go_on(p, g, limit, bounds, host);
        if self.gc.cycle.is_some() {
            self.goroutines[g].gc_credit = (self.heap.stats().room, self.gc.begun);
        }
        pause
    }

    fn go_on(
        &mut self,
        p: usize,
        g: GIndex,
        limit: Clock,
        bounds: &mut Bounds,
        host: &mut dyn Host,
    ) -> Pause {
        match self.goroutines[g].resume {
            Resume::Next | Resume::SemaGranted => {}
            _ if self.sched.ps[p].clock > limit => return Pause::Limit,
            Resume::Panic(text) => {
                self.goroutines[g].resume = Resume::Next;
                self.raise(p, g, Trap::Plain(text), host);
            }
            Resume::Return => {
                self.goroutines[g].resume = Resume::Next;
                self.frame_returned(p, g, host);
            }
        }
        while self.end.is_none() && self.sched.ps[p].current == Some(g) {
            let allowed = match self.allowance(p, g, limit, *bounds.budget) {
                Ok(allowed) => allowed,
                Err(pause) => return pause,
            };
            if self.goroutines[g].burn > 0 {
                let burnt = self.goroutines[g].burn.min(allowed.time);
                self.goroutines[g].burn -= burnt;
                self.sched.ps[p].clock.advance(burnt);
                // Burning is one instruction, however long it takes.
                *bounds.budget -= 1;
                continue;
            }
            let (exit, used) = self.interpret(p, g, allowed.time.min(allowed.steps));
            let per_step = self.per_step();
            *bounds.budget = bounds.budget.saturating_sub(used / per_step + 1);
            if let Exit::Breakpoint(line) = exit {
                // Nothing can tell this from a budget that has come to its end here.
                self.at_breakpoint = Some(self.program.lines[line as usize].line);
                *bounds.budget = 0;
            }
            // The instruction that has left the loop is charged when it is performed.
            let own = if matches!(exit, Exit::Slow(_)) { per_step.min(used) } else { 0 };
            self.sched.ps[p].clock.advance(used - own);
            let visible = self.sched.ps[p].clock <= limit;
            let goes_on = self.after(p, g, exit, visible, host);
            // A trace takes as long for us as so many instructions.
            *bounds.budget = bounds.budget.saturating_sub(std::mem::take(&mut self.traced));
            if !goes_on {
                return Pause::Limit;
            }
            if std::mem::take(&mut self.asked) {
                bounds.horizon = bounds.horizon.min(host.horizon());
            }
            if Clock::at(bounds.horizon) < limit || std::mem::take(&mut self.woken) {
                // The limit has come nearer.
                return Pause::Switched;
            }
        }
        Pause::Switched
    }

    /// Virtual time of an ordinary instruction, in ps; a budget of one instruction is this long.
    fn per_step(&self) -> u64 {
        self.config.costs.instruction.max(1).into()
    }

    /// How long goroutine `g`, the present one of P `p`, may run on, or why it may not.
    ///
    /// Instructions run until they have passed an end, so reaching one exactly does not stop them, however the way there
    /// was cut; a goroutine that burns stops right at it.
    fn allowance(&self, p: usize, g: GIndex, limit: Clock, budget: u64) -> Result<Allowance, Pause> {
        let limits = &self.config.limits;
        if self.steps > limits.steps {
            return Err(Pause::Limit);
        }
        let P { clock, slice_start, .. } = self.sched.ps[p];
        let burns = self.goroutines[g].burn > 0;
        let over = |end: Clock| if burns { clock >= end } else { clock > end };
        let preempt = Clock::at(slice_start.saturating_add(TIME_SLICE));
        if over(preempt) {
            return Err(Pause::Preempted);
        }
        let mut ahead = limit;
        // Who has to end a cycle of the collector does so before anything else.
        ahead.advance(if self.has_to_end_cycle(p) { 0 } else { self.config.quantum });
        if over(ahead) {
            return Err(Pause::Limit);
        }
        if budget == 0 {
            return Err(Pause::Budget);
        }
        let steps = limits.steps.saturating_sub(self.steps).saturating_add(1).min(budget);
        Ok(Allowance { time: clock.until(preempt.min(ahead)), steps: steps.saturating_mul(self.per_step()) })
    }

    /// Runs instructions for `allowed` ps of virtual time; gives what ended them and the time used.
    fn interpret(&mut self, p: usize, g: GIndex, allowed: u64) -> (Exit, u64) {
        let allowed = allowed.min(i64::MAX as u64 / 2) as i64;
        let start = self.sched.ps[p].clock;
        let mut core = Core {
            program: &self.program,
            facts: &self.facts,
            natives: &self.natives,
            heap: &mut self.heap,
            constants: &self.constants,
            globals: self.globals,
            lines: &mut self.lines,
            breakpoints: &self.breakpoints,
            line: &mut self.line,
            line_changes: &mut self.line_changes,
            costs: &self.config.costs,
            steps: 0,
            defer_counts: &mut self.defer_counts,
            place: Place { p: p as u16, start, fuel: allowed, syncs: &mut self.syncs },
            stack_limit: self.config.limits.stack_slots,
        };
        let mut fuel = allowed;
        let exit = hot::run(&mut core, &mut self.goroutines[g], &mut fuel);
        self.steps += core.steps.max(0) as u64;
        (exit, (allowed - fuel).max(0) as u64)
    }

    /// Handles the end of a stretch of instructions; false if the goroutine must wait for others to catch up.
    fn after(&mut self, p: usize, g: GIndex, exit: Exit, visible: bool, host: &mut dyn Host) -> bool {
        match exit {
            Exit::Trap(Trap::GcDue) => return self.make_room(p, g, visible, host),
            // A native may need room. It has not been charged for yet.
            Exit::Slow(Op::CallNative { .. }) if self.heap.gc_due() => {
                self.back_up(g);
                self.steps -= 1;
                return self.make_room(p, g, visible, host);
            }
            Exit::Fuel | Exit::Breakpoint(_) => {}
            Exit::Return => {
                if !visible {
                    self.goroutines[g].resume = Resume::Return;
                    return false;
                }
                self.frame_returned(p, g, host);
            }
            // The instruction is repeated when the others have caught up.
            Exit::Trap(_) if !visible => return false,
            Exit::Trap(trap) => self.raise(p, g, trap, host),
            Exit::Slow(op) => {
                if !visible && self.is_visible(op) {
                    self.back_up(g);
                    self.steps -= 1;
                    return false;
                }
                self.charge(p, self.config.costs.instruction);
                self.syncs[p] += 1;
                let flow = self.perform(p, g, op, host);
                self.book_samples(g);
                self.see_profile_rate();
                match flow {
                    Flow::Next => {}
                    Flow::Switched => self.note_inside(g),
                    Flow::Retry => self.back_up(g),
                    Flow::Yield => {
                        self.sched.ps[p].current = None;
                        self.set_runnable(g, self.now(p));
                        self.sched.put_global(g);
                    }
                    Flow::Trap(trap) => {
                        self.back_up(g);
                        self.raise(p, g, trap, host);
                    }
                }
            }
        }
        self.book_samples(g);
        true
    }

    /// The next instruction of `g` needs room, ours or Go's; false if it must wait for others to catch up. Our own memory is
    /// no matter of virtual time, so that is looked after at once.
    fn make_room(&mut self, p: usize, g: GIndex, visible: bool, host: &mut dyn Host) -> bool {
        if self.heap.real_due() {
            self.trace(false);
            self.stop_if_full(p, 0, host);
        }
        if self.heap.stats().room >= 0 {
            return true;
        }
        if visible {
            self.allocation_due(p, g);
        }
        visible
    }

    /// Sets the innermost frame back to the instruction just passed.
    pub(super) fn back_up(&mut self, g: GIndex) {
        if let Some(frame) = self.goroutines[g].frames.last_mut() {
            frame.pc = frame.pc.saturating_sub(1);
        }
    }

    fn is_visible(&self, op: Op) -> bool {
        match op {
            Op::DeferIface { .. } | Op::RunDefers | Op::Recover { .. } | Op::MapIter { .. } => false,
            Op::CallNative { native, .. } => self.natives[native as usize].visible,
            _ => true,
        }
    }

    fn perform(&mut self, p: usize, g: GIndex, op: Op, host: &mut dyn Host) -> Flow {
        let Some(frame) = self.goroutines[g].frames.last().copied() else {
            return Flow::Trap(Trap::Broken("no frame"));
        };
        let base = frame.base as usize;
        let at = |reg: u16| base + reg as usize;
        match op {
            Op::Send { chan, src, .. } => self.send(p, g, self.slot(g, at(chan)), at(src) as u32),
            Op::Recv { ok, dst, chan, count } => {
                let channel = self.slot(g, at(chan));
                let ok_slot = if ok { at(dst) as u32 + u32::from(count) } else { Waiter::DISCARD };
                self.receive(p, g, channel, Slots { slot: at(dst) as u32, ok_slot, case: Waiter::NO_SELECT })
            }
            Op::Close { chan } => self.close(p, self.slot(g, at(chan))),
            Op::Select { dst, table } => self.select(p, g, (base, at(dst), table), host),
            Op::Go { base: args, func } => self.go_func(p, g, at(args), func, Obj::NONE),
            Op::GoValue { base: args, callee, .. } => match self.slot(g, at(callee)) {
                Value::Func(f) => self.go_func(p, g, at(args), f.func, f.obj),
                _ => Flow::Trap(Trap::Fatal("go of nil func value")),
            },
            Op::GoIface { base: args, method } => match self.bind(g, at(args), method) {
                Ok(func) => self.go_func(p, g, at(args), func, Obj::NONE),
                Err(trap) => Flow::Trap(trap),
            },
            Op::CallNative { base: args, native } => self.call_native(p, g, at(args), native, host),
            // The loop does these itself unless they fail.
            Op::DeferIface { base: args, method, .. } => match self.bind(g, at(args), method) {
                Ok(_) => Flow::Trap(Trap::Broken("a defer that cannot fail")),
                Err(trap) => Flow::Trap(trap),
            },
            Op::RunDefers => self.fail_deferred(g),
            Op::Panic { src } => self.go_panic(p, g, self.slot(g, at(src)), host),
            Op::Recover { dst } => {
                let value = self.recover(g);
                self.set_slot(g, at(dst), value);
                Flow::Next
            }
            Op::Print { kind, src } => {
                let text = print::text(&self.heap, &self.program, kind, self.slot(g, at(src)));
                host.write(self.now(p), crate::host::Stream::Stderr, &text);
                self.count_output(text.len());
                Flow::Next
            }
            Op::MapIter { dst, map } => {
                let iter = start_iteration(&mut self.heap, self.goroutines[g].stack[at(map)], host);
                self.set_slot(g, at(dst), iter);
                Flow::Next
            }
            _ => Flow::Trap(Trap::Broken("unknown instruction")),
        }
    }

    /// Replaces the interface at slot `at` by the receiver of `method`.
    fn bind(&mut self, g: GIndex, at: usize, method: u32) -> Result<u32, Trap> {
        let mut stack = std::mem::take(&mut self.goroutines[g].stack);
        let result = crate::interp::cold::bind_receiver(&self.program, &self.heap, &mut stack, at, method);
        self.goroutines[g].stack = stack;
        result
    }
}

/// An iterator object over a map (or nil).
fn start_iteration(heap: &mut Heap, map: Value, host: &mut dyn Host) -> Value {
    let state = match map {
        Value::Map(obj) => match heap.map(obj) {
            Some(map) if map.len() > 1 => map.iter(obj, host.random(RandomPurpose::MapOrder)),
            Some(map) => map.iter(obj, 0),
            None => Map::new(0, 0, 0).iter(Obj::NONE, 0),
        },
        _ => Map::new(0, 0, 0).iter(Obj::NONE, 0),
    };
    Value::ptr(heap.alloc(Data::MapIter(Box::new(state)), 0), 0)
}
