//! Native functions, and values that cross the border to the host.

use std::rc::Rc;

use super::slow::Flow;
use super::{Machine, Stop};
use crate::border::{Border, HostNative};
use crate::goroutine::{GIndex, Status, WaitReason};
use crate::host::{CallSite, GoId, Host, HostResult, Time};
use crate::interp::trap::Trap;
use crate::natives::{Implementation, NativeCall};
use crate::value::Value;

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
        match &self.natives[native as usize].implementation {
            Implementation::Pure(_) => Flow::Trap(Trap::Broken("a native that the loop performs")),
            &Implementation::Machine(run) => {
                self.charge(p, self.config.costs.native);
                run(&mut NativeCall { machine: self, host, p, g, at })
            }
            Implementation::Host(host_native) => {
                let host_native = Rc::clone(host_native);
                self.call_host(p, g, at, (native, &host_native), host)
            }
        }
    }

    fn call_host(
        &mut self,
        p: usize,
        g: GIndex,
        at: usize,
        (number, native): (u32, &HostNative),
        host: &mut dyn Host,
    ) -> Flow {
        self.asked = true;
        self.charge(p, self.config.costs.native);
        let line = if host.wants_line(native.func) { self.user_line(g) } else { 0 };
        let site = CallSite { now: self.now(p), goroutine: GoId(self.goroutines[g].id), line };
        let slots = self.goroutines[g].stack.get_mut(at..).unwrap_or_default();
        let mut border = Border::new(&mut self.heap, &self.program, native, slots);
        let now = site.now;
        let result = host.call(site, native.func, &mut border);
        if matches!(result, HostResult::Return | HostResult::End(_)) {
            border.finish();
        }
        if self.watch.is_some() {
            host.take_watched().into_iter().for_each(|goroutine| self.watch(goroutine, now));
        }
        match result {
            HostResult::Return => Flow::Next,
            HostResult::End(goroutine) => {
                // The main goroutine ends with the process, and not before.
                let ends =
                    self.waiting_for_host(goroutine).filter(|g| self.goroutines[*g].created_by.is_some());
                ends.into_iter().for_each(|g| self.goroutines.free(g));
                Flow::Next
            }
            HostResult::Block(text) => {
                self.park(p, g, WaitReason { text, host: true });
                let entry = &mut self.goroutines[g];
                (entry.host_base, entry.host_native) = (at as u32, number);
                if self.watch.is_some() {
                    self.see_native(g, number);
                }
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

    /// Ends the wait of a goroutine in a host call, with what `results` puts. False if it no longer waits for one.
    pub fn complete(&mut self, goroutine: GoId, now: Time, results: impl FnOnce(&mut Border)) -> bool {
        let Some(g) = self.waiting_for_host(goroutine).filter(|_| self.end.is_none()) else {
            return false;
        };
        let (at, native) = (self.goroutines[g].host_base as usize, self.goroutines[g].host_native as usize);
        if let Implementation::Host(native) = &self.natives[native].implementation {
            let slots = self.goroutines[g].stack.get_mut(at..).unwrap_or_default();
            let mut border = Border::new(&mut self.heap, &self.program, native, slots);
            results(&mut border);
            border.finish();
        }
        self.book_samples(g);
        self.ready_from_outside(g, now);
        true
    }

    /// The goroutine with this number, if it waits in a host call.
    fn waiting_for_host(&self, goroutine: GoId) -> Option<GIndex> {
        let g = self.goroutines.find(goroutine.0)?;
        matches!(self.goroutines[g].status, Status::Waiting(reason) if reason.host).then_some(g)
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
