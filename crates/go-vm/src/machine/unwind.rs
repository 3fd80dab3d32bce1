//! Deferred calls, panics, recovery and `Goexit`.
//!
//! A panic leaves all frames where they are and runs deferred calls on top of them, innermost
//! first. Only when one of them has recovered are the frames above the deferring function
//! dropped, and that function goes on at its epilogue.

use tidepool_go_check::types::TypeId;

use super::Machine;
use super::slow::Flow;
use crate::bytecode::DeferClass;
use crate::goroutine::{Deferred, Frame, FrameKind, GIndex, Panic};
use crate::host::Host;
use crate::interp::hot;
use crate::interp::trap::Trap;
use crate::value::{FuncRef, Obj, Payload, Value};

impl Machine {
    /// A `defer` statement: function and arguments are kept until the frame ends.
    pub(super) fn defer(
        &mut self,
        p: usize,
        g: GIndex,
        class: DeferClass,
        at: usize,
        func: Option<(u32, Obj)>,
        args: Option<u16>,
    ) -> Flow {
        let costs = &self.config.costs;
        let cost = match class {
            DeferClass::OpenCoded => costs.defer_open,
            DeferClass::Stack => costs.defer_stack,
            DeferClass::Heap => costs.defer_heap,
        };
        self.charge(p, cost);
        let own = func.map_or(0, |(f, _)| self.program.funcs[f as usize].param_slots);
        let slots = args.unwrap_or(own) as usize;
        let entry = &mut self.goroutines[g];
        let args = entry.stack[at..at + slots].into();
        let frame = entry.defer_to.take().unwrap_or(entry.frames.len() as u32 - 1);
        let func = func.map(|(func, obj)| FuncRef { obj, func });
        let site = entry.frames.last().map_or((0, 0), |f| (f.func, f.pc.saturating_sub(1)));
        // The list stays ordered by frame, whichever activation the call belongs to.
        let place = entry.defers.iter().rposition(|d| d.frame <= frame).map_or(0, |last| last + 1);
        entry.defers.insert(place, Deferred { frame, func, args, site });
        self.defer_counts.pushed += 1;
        Flow::Next
    }

    /// Runs the present frame's latest deferred call, and comes back for the next; goes on if there is none.
    pub(super) fn run_defers(&mut self, g: GIndex) -> Flow {
        let entry = &mut self.goroutines[g];
        let present = entry.frames.len() as u32 - 1;
        if entry.defers.last().is_none_or(|d| d.frame != present) {
            return Flow::Next;
        }
        let Some(deferred) = entry.defers.pop() else {
            return Flow::Next;
        };
        self.defer_counts.run += 1;
        // `RunDefers` is repeated when the call has returned.
        self.back_up(g);
        match self.push_deferred(g, &deferred, FrameKind::Deferred) {
            Ok(()) => Flow::Next,
            Err(trap) => {
                // The instruction has been backed up for, as `Flow::Trap` does, already.
                if let Some(frame) = self.goroutines[g].frames.last_mut() {
                    frame.pc += 1;
                }
                Flow::Trap(trap)
            }
        }
    }

    /// Puts the frame of a deferred call on top of the stack.
    fn push_deferred(&mut self, g: GIndex, deferred: &Deferred, kind: FrameKind) -> Result<(), Trap> {
        let Some(func) = deferred.func else {
            return Err(Trap::Nil);
        };
        let base = self.stack_top(g);
        if base > self.config.limits.stack_slots {
            return Err(Trap::StackOverflow);
        }
        let entry = &mut self.goroutines[g];
        put_args(&mut entry.stack, base as usize, &deferred.args);
        hot::enter(&mut entry.stack, &self.program, func.func, base as usize);
        entry.frames.push(Frame { func: func.func, pc: 0, base, closure: func.obj, kind });
        Ok(())
    }

    /// First slot above the innermost frame.
    pub(super) fn stack_top(&self, g: GIndex) -> u32 {
        let top = self.goroutines[g].top();
        top.map_or(0, |f| f.base + u32::from(self.program.funcs[f.func as usize].frame_size))
    }

    /// `panic(value)`.
    pub(super) fn go_panic(&mut self, p: usize, g: GIndex, value: Value, host: &mut dyn Host) -> Flow {
        let value = if value.is_nil() { self.panic_nil_error() } else { value };
        self.back_up(g);
        self.start_panic(p, g, value, None, host);
        Flow::Next
    }

    /// Begins a panic with an interface value.
    pub(super) fn start_panic(
        &mut self,
        p: usize,
        g: GIndex,
        value: Value,
        note: Option<&'static str>,
        host: &mut dyn Host,
    ) {
        self.charge(p, self.config.costs.panic);
        self.defer_counts.panics += 1;
        let depth = self.goroutines[g].frames.len() as u32;
        // A value raised again by the deferred call that has recovered it is told so in the report.
        let last = self.goroutines[g].panics.last();
        let again = last.is_some_and(|last| last.recovered && self.same_panic_value(last.value, value));
        if again && let Some(last) = self.goroutines[g].panics.last_mut() {
            last.repanicked = true;
        }
        self.goroutines[g].panics.push(Panic {
            value,
            text: None,
            note,
            depth,
            deferring: 0,
            recovered: false,
            repanicked: false,
            goexit: false,
        });
        self.unwind(p, g, host);
    }

    /// Whether Go would see one value here: the same word, one constant string, or one of the errors that the runtime
    /// keeps as variables.
    fn same_panic_value(&self, a: Value, b: Value) -> bool {
        let text = |value: Value| match value {
            Value::Iface(i) => match (i.payload, self.heap.load(i.obj, 0)) {
                (Payload::Boxed, Value::Str(text)) => Some((i.ty, text)),
                _ => None,
            },
            _ => None,
        };
        let is_constant = |text| self.constants.contains(&Value::Str(text));
        let errors = &self.facts.errors;
        let is_kept = |ty| [errors.error_string, errors.plain_error].contains(&Some(TypeId(ty)));
        let bytes = |string| self.heap.str(string);
        a == b
            || match (text(a), text(b)) {
                (Some((ty, a)), Some((other, b))) if ty == other => {
                    a == b && is_constant(a) || is_kept(ty) && bytes(a) == bytes(b)
                }
                _ => false,
            }
    }

    /// `runtime.Goexit`.
    pub(crate) fn goexit(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let entry = &mut self.goroutines[g];
        let depth = entry.frames.len() as u32;
        entry.panics.push(Panic {
            value: Value::Nil,
            text: None,
            note: None,
            depth,
            deferring: 0,
            recovered: false,
            repanicked: false,
            goexit: true,
        });
        self.unwind(p, g, host);
    }

    /// Runs the next deferred call for the latest panic, or ends the goroutine or process.
    fn unwind(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let entry = &mut self.goroutines[g];
        let Some(number) = entry.panics.len().checked_sub(1) else {
            return;
        };
        let Some(deferred) = entry.defers.pop() else {
            if entry.frames.iter().any(|f| matches!(f.kind, FrameKind::PanicText(_))) {
                self.died_while_printing(p, g, number, host);
            } else if entry.panics[number].goexit {
                self.goroutine_ended(p, g, true);
            } else {
                self.die_of_panic(p, g, host);
            }
            return;
        };
        self.defer_counts.run += 1;
        entry.panics[number].deferring = deferred.frame;
        if let Err(trap) = self.push_deferred(g, &deferred, FrameKind::Unwinding(number as u32)) {
            self.raise(p, g, trap, host);
        }
    }

    /// `recover()` in the innermost frame.
    pub(super) fn recover(&mut self, g: GIndex) -> Value {
        let entry = &mut self.goroutines[g];
        let mut at = entry.frames.len() - 1;
        // Generated wrappers between the unwinding and the function that calls `recover` do not count.
        let number = loop {
            if let FrameKind::Unwinding(number) = entry.frames[at].kind {
                break number;
            }
            let below = at.checked_sub(1).map(|b| entry.frames[b].func as usize);
            if below.is_none_or(|f| !self.program.funcs[f].wrapper) {
                return Value::Nil;
            }
            at -= 1;
        };
        match entry.panics.get_mut(number as usize) {
            Some(panic) if !panic.recovered && !panic.goexit => {
                panic.recovered = true;
                self.defer_counts.recovers += 1;
                panic.value
            }
            _ => Value::Nil,
        }
    }

    /// A frame that was not an ordinary call has returned (its results are at its base).
    pub(super) fn frame_returned(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let Some(frame) = self.goroutines[g].frames.last().copied() else {
            return;
        };
        match frame.kind {
            FrameKind::Call => self.goroutine_ended(p, g, false),
            FrameKind::Deferred => {
                self.goroutines[g].frames.pop();
            }
            FrameKind::Unwinding(number) => {
                self.goroutines[g].frames.pop();
                let recovered = self.goroutines[g].panics.get(number as usize).is_some_and(|p| p.recovered);
                if recovered {
                    self.finish_recovery(p, g, number as usize, host);
                } else {
                    self.goroutines[g].panics.truncate(number as usize + 1);
                    self.unwind(p, g, host);
                }
            }
            FrameKind::PanicText(number) => self.panic_text_returned(p, g, number as usize, frame, host),
        }
    }

    /// Drops the frames above the deferring function and goes on at its epilogue.
    fn finish_recovery(&mut self, p: usize, g: GIndex, number: usize, host: &mut dyn Host) {
        let entry = &mut self.goroutines[g];
        let keep = entry.panics[number].deferring;
        // Older panics that began in dropped frames are over too; an aborted Goexit goes on.
        let mut goexit = false;
        while let Some(panic) = entry.panics.last()
            && panic.depth > keep
        {
            goexit |= panic.goexit;
            entry.panics.pop();
        }
        entry.frames.truncate(keep as usize + 1);
        entry.defers.retain(|d| d.frame <= keep);
        let epilogue = entry.frames.last().and_then(|f| self.program.funcs[f.func as usize].epilogue);
        match (epilogue, self.goroutines[g].frames.last_mut()) {
            (Some(pc), Some(frame)) => frame.pc = pc,
            _ => {
                self.raise(p, g, Trap::Broken("a function with a deferred call has no epilogue"), host);
                return;
            }
        }
        if goexit {
            self.goexit(p, g, host);
        }
    }
}

/// Writes arguments to the stack. Frames further down may reach beyond `base`, so it is never cut.
pub(super) fn put_args(stack: &mut Vec<Value>, base: usize, args: &[Value]) {
    let end = base + args.len();
    if stack.len() < end {
        stack.resize(end, Value::Nil);
    }
    stack[base..end].copy_from_slice(args);
}
