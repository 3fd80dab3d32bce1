//! Package fmt: formatting in two steps, so that `Error`, `String` and `GoString` run as Go code.
//!
//! ```go
//! // kind: 0 Sprintf, 1 Sprint, 2 Sprintln. Lists the values whose methods are to be called, in the
//! // order of printing, and five numbers for each: which method (0 Error or String, 1 GoString,
//! // 2 Format), the verb, the flags (bits `-+# 0` from the lowest), width and precision (-1 if none).
//! func collect(kind int, format string, args []any) (values []any, specs []int)
//! // Puts everything together; texts are the results of those methods.
//! func render(kind int, format string, args []any, texts []string) string
//! func isNilPointer(v any) bool
//! ```
//!
//! Both steps run the same printer; the first one throws its output away.

mod flags;
mod number;
mod printer;
mod quote;
mod scan;
mod template;
mod values;

use tidepool_go_check::types::TypeId;

use super::{NativeCall, Table};
use crate::bytecode::Program;
use crate::heap::Heap;
use crate::interp::iface::boxed;
use crate::interp::trap::Trap;
use crate::machine::Flow;
use crate::value::{Payload, Value};
use printer::{Item, MethodKind, Mode, Printer};

/// Natives of package fmt.
pub const TABLE: Table = &[
    ("fmt.collect", collect, false),
    ("fmt.render", render, false),
    ("fmt.isNilPointer", is_nil_pointer, false),
    ("fmt.kindOf", scan::kind_of, false),
    ("fmt.assign", scan::assign, false),
];

/// Arguments of a formatting call.
fn args(call: &NativeCall) -> Vec<Value> {
    let slice = call.arg(2).slice();
    let mut args = vec![Value::Nil; slice.len() as usize];
    call.machine.heap().load_n(slice.obj(), slice.off(), &mut args);
    args
}

fn print(printer: &mut Printer, kind: i64, format: &[u8], args: &[Value]) {
    match kind {
        0 => template::printf(printer, format, args),
        1 => values::print(printer, args),
        _ => values::println(printer, args),
    }
}

fn collect(call: &mut NativeCall) -> Flow {
    let args = args(call);
    let format = call.str_arg(1).to_vec();
    let kind = call.arg(0).int();
    let program = call.machine.program_rc();
    let machine = &call.machine;
    let (heap, methods) = (machine.heap(), &machine.facts().printing);
    let mut printer = Printer::new(heap, &program, methods, Mode::Collect(Vec::new()));
    // Without a method anywhere there is nothing to collect; most calls end here.
    print(&mut printer, kind, &format, &args);
    let Mode::Collect(found) = printer.mode else {
        return Flow::Next;
    };
    if found.is_empty() {
        call.set(0, Value::Nil);
        return call.ret_at(1, Value::Nil);
    }
    let mut values = Vec::with_capacity(found.len());
    for item in &found {
        values.push(to_any(call, item.ty, &item.slots));
    }
    let specs: Vec<Value> = found.iter().flat_map(spec).map(Value::Int).collect();
    let values = call.machine.heap_mut().alloc_slice(&values, 16);
    let specs = call.machine.heap_mut().alloc_slice(&specs, 8);
    call.set(0, values);
    call.ret_at(1, specs)
}

/// The numbers of `collect` for a method to be called.
fn spec(item: &Item) -> [i64; 5] {
    let kind = match item.kind {
        MethodKind::Text => 0,
        MethodKind::GoSyntax => 1,
        MethodKind::Formatter => 2,
    };
    let f = &item.flags;
    let bits = [f.minus, f.plus || f.plus_v, f.sharp || f.sharp_v, f.space, f.zero];
    let bits = bits.iter().rev().fold(0, |sum, &bit| sum << 1 | i64::from(bit));
    let number = |n: Option<usize>| n.map_or(-1, |n| n as i64);
    [kind, u32::from(item.verb).into(), bits, number(f.width), number(f.prec)]
}

/// The interface value that holds these slots of type `ty`.
fn to_any(call: &mut NativeCall, ty: TypeId, slots: &[Value]) -> Value {
    let program = call.machine.program_rc();
    let layout = &program.layouts[ty.0 as usize];
    if layout.pointer_shaped {
        let nil = call.machine.facts().nil_payload(ty.0);
        return Value::pack(ty.0, slots.first().copied().unwrap_or_default(), nil);
    }
    boxed(ty.0, call.machine.heap_mut().alloc_slots(slots, layout.go_size))
}

fn render(call: &mut NativeCall) -> Flow {
    let args = args(call);
    let texts = call.arg(3).slice();
    let mut values = vec![Value::Nil; texts.len() as usize];
    let heap = call.machine.heap();
    heap.load_n(texts.obj(), texts.off(), &mut values);
    let texts = values.iter().map(|v| heap.str(v.str()).to_vec()).collect();
    let program = call.machine.program_rc();
    let methods = &call.machine.facts().printing;
    let mut printer = Printer::new(heap, &program, methods, Mode::Render(texts));
    print(&mut printer, call.arg(0).int(), call.str_arg(1), &args);
    let out = std::mem::take(&mut printer.out);
    if call.machine.heap().lacks_room(out.len() as u64) {
        return Flow::Trap(Trap::NeedsRoom(out.len() as u64));
    }
    let cost = call.machine.costs().format.saturating_mul(args.len() as u32 + 1);
    call.charge(cost);
    call.ret_str(&out)
}

fn is_nil_pointer(call: &mut NativeCall) -> Flow {
    let nil = match call.arg(0) {
        Value::Iface(i) => i.payload == Payload::Ptr && i.obj.index() == 0,
        _ => false,
    };
    call.ret(Value::Bool(nil))
}

/// Longest text for people, in characters.
const DEBUG_CHARS: usize = 200;

/// A value as `%+v` prints it, without calling methods, cut to [`DEBUG_CHARS`].
pub fn debug_text(heap: &Heap, program: &Program, ty: TypeId, slots: &[Value]) -> String {
    let methods = Default::default();
    let mut printer = Printer::new(heap, program, &methods, Mode::Plain);
    printer.flags.plus_v = true;
    // A character has up to four bytes.
    printer.limit = 4 * DEBUG_CHARS;
    printer.value(ty, slots, 'v', 0, false);
    let text = String::from_utf8_lossy(&printer.out);
    match text.char_indices().nth(DEBUG_CHARS) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.into_owned(),
    }
}
