//! Native functions, and values that cross the border to the host.

use std::rc::Rc;

use super::slow::Flow;
use super::{Machine, Stop};
use crate::goroutine::{GIndex, Status, WaitReason};
use crate::host::{CallSite, GoId, Host, HostFn, HostResult, HostValue, Time};
use crate::interp::trap::Trap;
use crate::natives::{Implementation, NativeCall};
use crate::value::{SliceRef, Value};
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

impl Machine {
    /// Performs native function `native` with arguments (and results) at slot `at`.
    pub(super) fn call_native(
        &mut self,
        p: usize,
        g: GIndex,
        at: usize,
        native: u32,
        host: &mut dyn Host,
    ) -> Flow {
        if self.heap.gc_due() {
            return Flow::Trap(Trap::GcDue);
        }
        match self.natives[native as usize].implementation {
            Implementation::Pure(_) => Flow::Trap(Trap::Broken("a native that the loop performs")),
            Implementation::Machine(run) => {
                self.charge(p, self.config.costs.native);
                run(&mut NativeCall { machine: self, host, p, g, at })
            }
            Implementation::Host(func) => self.call_host(p, g, at, native, func, host),
        }
    }

    fn call_host(
        &mut self,
        p: usize,
        g: GIndex,
        at: usize,
        native: u32,
        func: HostFn,
        host: &mut dyn Host,
    ) -> Flow {
        self.asked = true;
        self.charge(p, self.config.costs.native);
        let params = &self.program.funcs[self.program.natives[native as usize].func.0 as usize].params;
        let stack = &self.goroutines[g].stack;
        let mut args = Vec::with_capacity(params.len());
        let mut slot = at;
        for &ty in params {
            args.push(self.to_host(ty, stack.get(slot).copied().unwrap_or_default()));
            slot += self.program.layouts[ty.0 as usize].slots as usize;
        }
        let line = if host.wants_line(func) { self.user_line(g) } else { 0 };
        let site = CallSite { now: self.now(p), goroutine: GoId(self.goroutines[g].id), line };
        match host.call(site, func, args) {
            HostResult::Return(values) => {
                self.store_results(g, at, native, &values);
                Flow::Next
            }
            HostResult::Block(text) => {
                self.park(p, g, WaitReason { text, host: true });
                let entry = &mut self.goroutines[g];
                (entry.host_base, entry.host_native) = (at as u32, native);
                Flow::Switched
            }
            HostResult::Unsupported(message) => {
                self.stop_by_limit("host", message);
                Flow::Switched
            }
        }
    }

    /// The line of the innermost frame of the user's program, 0 if there is none.
    pub(crate) fn user_line(&self, g: GIndex) -> u32 {
        let frames = self.goroutines[g].frames.iter().rev();
        let mut user = frames.filter(|f| self.program.funcs[f.func as usize].user);
        user.next().map_or(0, |f| self.file_line(f.func, self.standing(f)).1)
    }

    fn to_host(&self, ty: TypeId, value: Value) -> HostValue {
        match value {
            Value::Bool(b) => HostValue::Bool(b),
            Value::Int(n) => HostValue::Int(n),
            Value::Float(f) => HostValue::Float(f),
            Value::Str(s) => HostValue::Str(self.heap.str(s).to_vec()),
            Value::Slice(s) => self.slice_to_host(ty, s),
            _ => HostValue::Nil,
        }
    }

    fn slice_to_host(&self, ty: TypeId, s: SliceRef) -> HostValue {
        let Type::Slice(elem) = self.program.types.shape(ty) else {
            return HostValue::Nil;
        };
        if self.program.layouts[elem.0 as usize].bytes {
            return HostValue::Bytes(self.heap.byte_slice(s));
        }
        let elems = self.heap.to_values(s.obj(), s.off(), s.len());
        match self.program.types.shape(*elem) {
            Type::String => HostValue::Strs(elems.iter().map(|v| self.heap.str(v.str()).to_vec()).collect()),
            _ => HostValue::Ints(elems.iter().map(|v| v.int()).collect()),
        }
    }

    fn store_results(&mut self, g: GIndex, at: usize, native: u32, values: &[HostValue]) {
        let program = Rc::clone(&self.program);
        let results = &program.funcs[program.natives[native as usize].func.0 as usize].results;
        let mut slot = at;
        for (i, ty) in results.iter().enumerate() {
            let value = match values.get(i) {
                Some(value) => self.import(value),
                None => Value::Nil,
            };
            // What the host leaves out or calls nil is the zero value of the result's type.
            let value = if value.is_nil() {
                self.facts.ready_zero(ty.0).first().copied().unwrap_or_default()
            } else {
                value
            };
            self.set_slot(g, slot, value);
            slot += program.layouts[ty.0 as usize].slots as usize;
        }
    }

    fn import(&mut self, value: &HostValue) -> Value {
        match value {
            HostValue::Nil => Value::Nil,
            HostValue::Bool(b) => Value::Bool(*b),
            HostValue::Int(n) => Value::Int(*n),
            HostValue::Float(f) => Value::Float(*f),
            HostValue::Str(bytes) => self.heap.alloc_str(bytes),
            HostValue::Bytes(bytes) => self.heap.alloc_byte_slice(bytes),
            HostValue::Strs(texts) => {
                let texts: Vec<Value> = texts.iter().map(|t| self.heap.alloc_str(t)).collect();
                self.heap.alloc_slice(&texts, 16)
            }
            HostValue::Ints(ints) => {
                let ints: Vec<Value> = ints.iter().map(|n| Value::Int(*n)).collect();
                self.heap.alloc_slice(&ints, self.program.layouts[basic::INT.0 as usize].go_size)
            }
        }
    }

    /// Ends the wait of a goroutine in a host call. False if it no longer waits for one.
    pub fn complete(&mut self, goroutine: GoId, results: &[HostValue], now: Time) -> bool {
        let Some(g) = self.goroutines.find(goroutine.0) else {
            return false;
        };
        if self.end.is_some() || !matches!(self.goroutines[g].status, Status::Waiting(r) if r.host) {
            return false;
        }
        let (at, native) = (self.goroutines[g].host_base as usize, self.goroutines[g].host_native);
        self.store_results(g, at, native, results);
        self.book_samples(g);
        self.ready_from_outside(g, now);
        true
    }

    /// Ends the process at once, as `SIGKILL` does.
    pub fn kill(&mut self) {
        if self.end.is_none() {
            self.end = Some(Stop::Exited { code: 137 });
        }
    }

    /// Sends a signal (`SIGTERM`, `SIGINT`, …). Without a listener the process ends as the signal's default is.
    pub fn signal(&mut self, name: &str, now: Time) {
        if self.end.is_some() {
            return;
        }
        if name == "SIGKILL" {
            return self.kill();
        }
        if !self.signals_wanted {
            let number = match name {
                "SIGHUP" => 1,
                "SIGINT" => 2,
                "SIGQUIT" => 3,
                _ => 15,
            };
            self.end = Some(Stop::Exited { code: 128 + number });
            return;
        }
        self.signals.push(name.into());
        if let Some(g) = self.signal_waiter.take() {
            self.ready_from_outside(g, now);
        }
    }

    /// For the native that waits for signals: the next one, or parks the goroutine to try again.
    pub(crate) fn take_signal(&mut self, p: usize, g: GIndex) -> Result<Value, Flow> {
        if self.signals.is_empty() {
            self.signal_waiter = Some(g);
            self.park(p, g, WaitReason { text: "syscall", host: true });
            return Err(Flow::Retry);
        }
        let name = self.signals.remove(0);
        Ok(self.heap.alloc_str(name.as_bytes()))
    }

    /// Ends the process as a signal does that nobody catches.
    pub(crate) fn die_of_signal(&mut self, name: &str) {
        self.signals_wanted = false;
        self.signal(name, 0);
    }

    /// From now on signals are delivered to the program (or again not).
    pub(crate) fn want_signals(&mut self, wanted: bool) {
        self.signals_wanted = wanted;
    }
}
