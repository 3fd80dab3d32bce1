//! Deferred calls, panics, recovery and `Goexit`.
//!
//! A panic leaves all frames where they are and runs deferred calls on top of them, innermost
//! first. Only when one of them has recovered are the frames above the deferring function
//! dropped, and that function goes on at its epilogue.

use tidepool_go_check::types::TypeId;

use super::Machine;
use super::slow::Flow;
use crate::goroutine::{Deferred, Frame, FrameKind, GIndex, Panic};
use crate::host::Host;
use crate::interp::defers;
use crate::interp::trap::Trap;
use crate::value::{Payload, Value};

impl Machine {
    /// The present frame's latest deferred call cannot begin, which is why the loop has left it.
    pub(super) fn fail_deferred(&mut self, g: GIndex) -> Flow {
        self.defer_counts.run += 1;
        match self.goroutines[g].defers.pop().map(|deferred| deferred.func) {
            Some(None) => Flow::Trap(Trap::Nil),
            _ => Flow::Trap(Trap::StackOverflow),
        }
    }

    /// Puts the frame of a call that a panic makes on top of the stack.
    fn push_deferred(&mut self, g: GIndex, deferred: &Deferred, kind: FrameKind) -> Result<(), Trap> {
        let Some(func) = deferred.func else {
            return Err(Trap::Nil);
        };
        let base = self.stack_top(g);
        if base > self.config.limits.stack_slots {
            return Err(Trap::StackOverflow);
        }
        let frame = Frame { func: func.func, pc: 0, base, closure: func.obj, kind };
        let entry = &mut self.goroutines[g];
        defers::begin(&mut entry.stack, &self.program, &self.facts, frame, deferred.args.slots());
        entry.frames.push(frame);
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
            // The loop returns from these itself.
            FrameKind::Deferred => {}
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
