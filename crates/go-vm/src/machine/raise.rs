//! Run-time panics: from a trap of the interpreter to a value of package runtime.

use tidepool_go_check::type_table::basic;

use super::Machine;
use crate::goroutine::GIndex;
use crate::host::Host;
use crate::interp::iface::boxed;
use crate::interp::trap::Trap;
use crate::value::{Payload, Value};

/// The line that Go adds to a panic that came from a signal.
const SEGV: &str = "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]";

impl Machine {
    /// Deals with an instruction that could not be completed; its frame's `pc` is at it.
    pub(super) fn raise(&mut self, p: usize, g: GIndex, trap: Trap, host: &mut dyn Host) {
        let value = match &trap {
            Trap::GcDue => return self.allocation_due(p, g),
            Trap::NeedsRoom(bytes) => {
                self.trace(false);
                return self.stop_if_full(p, *bytes, host);
            }
            Trap::StackOverflow => return self.stack_overflow(p, g, host),
            Trap::Fatal(text) => return self.fatal_error(p, Some(g), text, host),
            Trap::Broken(text) => {
                self.stop_by_limit("machine", format!("this program cannot be run: {text}"));
                return;
            }
            Trap::Plain(text) => self.runtime_string(self.facts.errors.plain_error, text),
            Trap::Unhashable { ty, in_vain: true } => {
                let text = format!("hash of unhashable type: {}", self.program.types.name(*ty));
                self.runtime_string(self.facts.errors.plain_error, &text)
            }
            Trap::Unhashable { ty, in_vain: false } => {
                let text = format!("hash of unhashable type {}", self.program.types.name(*ty));
                self.error_string(&text)
            }
            Trap::Assertion(text) => self.assertion_error(text),
            Trap::Nil | Trap::Divide | Trap::Index(..) | Trap::Error(_) => {
                let text = trap.error_text().unwrap_or_default();
                self.error_string(&text)
            }
        };
        let note = (trap == Trap::Nil).then_some(SEGV);
        self.start_panic(p, g, value, note, host);
    }

    /// A runtime error whose text begins with `runtime error: `.
    fn error_string(&mut self, text: &str) -> Value {
        let errors = &self.facts.errors;
        let of_bounds = ["index out of range", "slice bounds out of range", "cannot convert slice"];
        let ty = if of_bounds.iter().any(|begin| text.starts_with(begin)) {
            errors.bounds_error
        } else {
            errors.error_string
        };
        match ty {
            Some(_) => self.runtime_string(ty, text),
            None => self.runtime_string(None, &format!("runtime error: {text}")),
        }
    }

    /// A value of a string type of package runtime, or a plain string without that package.
    fn runtime_string(&mut self, ty: Option<tidepool_go_check::types::TypeId>, text: &str) -> Value {
        let text = self.heap.alloc_str(text.as_bytes());
        let obj = self.heap.alloc_slots(&[text], 16);
        boxed(ty.unwrap_or(basic::STRING).0, obj)
    }

    fn assertion_error(&mut self, text: &str) -> Value {
        let Some(ty) = self.facts.errors.assertion else {
            return self.runtime_string(None, text);
        };
        let text = self.heap.alloc_str(text.as_bytes());
        let obj = self.heap.alloc_slots(&[text], 16);
        Value::pack(ty.0, Value::ptr(obj, 0), Payload::Ptr)
    }

    /// The value that `panic(nil)` becomes.
    pub(super) fn panic_nil_error(&mut self) -> Value {
        const TEXT: &str = "runtime error: panic called with nil argument";
        let Some(ty) = self.facts.errors.panic_nil else {
            return self.runtime_string(None, TEXT);
        };
        let obj = self.heap.alloc_slots(&[], 0);
        Value::pack(ty.0, Value::ptr(obj, 0), Payload::Ptr)
    }
}
