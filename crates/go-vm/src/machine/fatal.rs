//! How a process dies: of a panic nobody recovered, a fatal error, a deadlock.

use std::rc::Rc;

use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

use super::{Machine, Stop};
use crate::goroutine::{Frame, FrameKind, GIndex, Status};
use crate::host::{Host, Stream};
use crate::interp::defers;
use crate::natives::strconv;
use crate::value::{Obj, Value};

impl Machine {
    /// A panic has run out of deferred calls: texts of the values are found by running their
    /// `Error` or `String` methods, then everything is printed.
    pub(super) fn die_of_panic(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let unknown = self.goroutines[g].panics.iter().position(|p| p.text.is_none() && !p.goexit);
        let Some(number) = unknown else {
            self.print_panics(p, g, host);
            return;
        };
        let value = self.goroutines[g].panics[number].value;
        let Some((func, receiver)) = self.text_method(value) else {
            let text = self.plain_text(value);
            self.goroutines[g].panics[number].text = Some(text);
            return self.die_of_panic(p, g, host);
        };
        let base = self.stack_top(g);
        let entry = &mut self.goroutines[g];
        let kind = FrameKind::PanicText(number as u32);
        let frame = Frame { func, pc: 0, base, closure: Obj::NONE, kind };
        defers::begin(&mut entry.stack, &self.program, &self.facts, frame, &receiver);
        // A panic in the method must not run deferred calls of the functions below.
        entry.defers.clear();
        entry.frames.push(frame);
    }

    /// The method that gives the text of a panic value, with its receiver.
    fn text_method(&self, value: Value) -> Option<(u32, Vec<Value>)> {
        let Value::Iface(i) = value else {
            return None;
        };
        let ty = TypeId(i.ty);
        let method = ["Error", "String"].iter().find_map(|name| {
            let id = self.program.text_method(name)?;
            let found = self.program.find_method(ty, id)?;
            let code = &self.program.funcs[found.func.0 as usize];
            let fits = code.param_slots == found.receiver_slots
                && code.results == [tidepool_go_check::type_table::basic::STRING];
            fits.then_some(found)
        })?;
        let receiver = match Value::unpack(i) {
            Some(value) => vec![value],
            None => self.heap.slots(i.obj).to_vec(),
        };
        Some((method.func.0, receiver))
    }

    /// `Error` or `String` has returned.
    pub(super) fn panic_text_returned(
        &mut self,
        p: usize,
        g: GIndex,
        number: usize,
        frame: Frame,
        host: &mut dyn Host,
    ) {
        let text = self.slot(g, frame.base as usize);
        let text = String::from_utf8_lossy(self.heap.str(text.str())).replace('\n', "\n\t");
        self.goroutines[g].frames.pop();
        if let Some(panic) = self.goroutines[g].panics.get_mut(number) {
            panic.text = Some(text.into());
        }
        self.die_of_panic(p, g, host);
    }

    /// `Error` or `String` of a panic value has itself panicked, with panic `number`.
    pub(super) fn died_while_printing(&mut self, p: usize, g: GIndex, number: usize, host: &mut dyn Host) {
        let value = self.goroutines[g].panics[number].value;
        let what = match value {
            Value::Iface(i) if TypeId(i.ty) == basic::STRING => self.plain_text(value).to_string(),
            Value::Iface(i) => format!("type {}", self.program.types.name(TypeId(i.ty))),
            _ => "type nil".into(),
        };
        self.fatal_error(p, Some(g), &format!("panic while printing panic value: {what}"), host);
    }

    /// The text of a panic value without such a method.
    fn plain_text(&self, value: Value) -> Rc<str> {
        let Value::Iface(i) = value else {
            return "nil".into();
        };
        let types = &self.program.types;
        let (ty, obj, aux) = (TypeId(i.ty), i.obj, i.aux);
        let slot = self.heap.load(obj, 0);
        let basic = match types.shape(ty) {
            Type::Bool => slot.bool().to_string(),
            Type::Int(kind) if is_unsigned(*kind) => (slot.int() as u64).to_string(),
            Type::Int(_) => slot.int().to_string(),
            Type::Float32 => strconv::print_float(slot.float(), 32),
            Type::Float64 => strconv::print_float(slot.float(), 64),
            Type::Complex64 | Type::Complex128 => {
                let bits = if *types.shape(ty) == Type::Complex64 { 32 } else { 64 };
                let (re, im) = self.heap.complex(slot.object());
                let im = strconv::print_float(im, bits);
                let sign = if im.starts_with(['-', '+']) { "" } else { "+" };
                format!("({}{sign}{im}i)", strconv::print_float(re, bits))
            }
            Type::String => {
                let text = String::from_utf8_lossy(self.heap.str(slot.str())).replace('\n', "\n\t");
                if matches!(types.get(ty), Type::Named(_)) && self.is_user_type(ty) {
                    return format!("{}(\"{text}\")", types.name(ty)).into();
                }
                return text.into();
            }
            _ => {
                let address = self.heap.address(obj, aux);
                return format!("({}) {address:#x}", types.name(ty)).into();
            }
        };
        match types.get(ty) {
            Type::Named(_) => format!("{}({basic})", types.name(ty)).into(),
            _ => basic.into(),
        }
    }

    /// False for the string types of package runtime, which print as their text.
    fn is_user_type(&self, ty: TypeId) -> bool {
        let errors = &self.facts.errors;
        ![errors.error_string, errors.bounds_error, errors.plain_error].contains(&Some(ty))
    }

    fn print_panics(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let mut out = String::new();
        let panics = std::mem::take(&mut self.goroutines[g].panics);
        let mut shown = false;
        let mut skip = false;
        for panic in panics.iter().filter(|p| !p.goexit) {
            // The same value raised again is shown once, as Go does.
            if std::mem::take(&mut skip) {
                skip = panic.repanicked;
                continue;
            }
            if shown {
                out.push('\t');
            }
            shown = true;
            out.push_str("panic: ");
            out.push_str(panic.text.as_deref().unwrap_or_default());
            if panic.repanicked {
                out.push_str(" [recovered, repanicked]");
                skip = true;
            } else if panic.recovered {
                out.push_str(" [recovered]");
            }
            out.push('\n');
            if let Some(note) = panic.note {
                out.push_str(note);
                out.push('\n');
            }
        }
        self.goroutines[g].panics = panics;
        out.push('\n');
        self.dump_goroutine(g, "running", &mut out);
        self.die(p, &out, host);
    }

    fn die(&mut self, p: usize, text: &str, host: &mut dyn Host) {
        host.write(self.now(p), Stream::Stderr, text.as_bytes());
        self.end = Some(Stop::Exited { code: 2 });
    }

    /// `fatal error: text`, with the stack of goroutine `g`.
    pub(crate) fn fatal_error(&mut self, p: usize, g: Option<GIndex>, text: &str, host: &mut dyn Host) {
        let mut out = format!("fatal error: {text}\n");
        if let Some(g) = g {
            out.push('\n');
            self.dump_goroutine(g, "running", &mut out);
        }
        self.die(p, &out, host);
    }

    pub(super) fn stack_overflow(&mut self, p: usize, g: GIndex, host: &mut dyn Host) {
        let mut out = String::from("runtime: goroutine stack exceeds 1000000000-byte limit\n");
        out.push_str("runtime: sp=0xc0200e0390 stack=[0xc0200e0000, 0xc0400e0000]\n");
        out.push_str("fatal error: stack overflow\n\n");
        self.dump_goroutine(g, "running", &mut out);
        self.die(p, &out, host);
    }

    /// Nothing can ever happen again: if no goroutine waits for the outside, the process dies of
    /// it in Go's words. True if it did.
    pub(super) fn report_deadlock(&mut self, host: &mut dyn Host) -> bool {
        let outside = |status: Status| matches!(status, Status::Waiting(reason) if reason.host);
        if self.signals_wanted || self.goroutines.iter().any(|(_, g)| outside(g.status)) {
            return false;
        }
        if self.goroutines.is_empty() {
            self.fatal_error(0, None, "no goroutines (main called runtime.Goexit) - deadlock!", host);
            return true;
        }
        let mut out = String::from("fatal error: all goroutines are asleep - deadlock!\n\n");
        out.push_str(&self.stacks_of_all(0));
        self.die(0, &out, host);
        true
    }
}

fn is_unsigned(kind: tidepool_go_check::types::IntKind) -> bool {
    use tidepool_go_check::types::IntKind::*;
    matches!(kind, Uint | U8 | U16 | U32 | U64 | Uintptr)
}
