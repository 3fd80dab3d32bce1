//! Package fmt: formatting in two steps, so that `Error`, `String` and `GoString` run as Go code.
//!
//! ```go
//! // kind: 0 Sprintf, 1 Sprint, 2 Sprintln. Formats if no methods are to be called. Else lists the values with
//! // those methods, in the order of printing, and five numbers for each: which method (0 Error or String,
//! // 1 GoString, 2 Format), the verb, the flags (bits `-+# 0` from the lowest), width and precision (-1 if none).
//! func collect(kind int, format string, args []any) (formatted string, values []any, specs []int)
//! // Puts everything together; texts are the results of those methods.
//! func render(kind int, format string, args []any, texts []string) string
//! func isNilPointer(v any) bool
//! ```
//!
//! Both steps run the same printer; the first one throws its output away if methods have a say in it.

mod flags;
mod number;
mod printer;
mod quote;
mod scan;
mod template;
mod values;

use tidepool_go_check::types::TypeId;

use super::pure::PureTable;
use super::{PureCall, Table};
use crate::bytecode::Program;
use crate::heap::Heap;
use crate::interp::iface::boxed;
use crate::interp::trap::{Step, Trap};
use crate::value::{Payload, Value};
use printer::{Item, MethodKind, Mode, Printer};

/// Natives of package fmt.
pub const TABLE: Table = &[("fmt.kindOf", scan::kind_of, false), ("fmt.assign", scan::assign, false)];

/// Those that the loop performs.
pub const PURE: PureTable =
    &[("fmt.collect", collect), ("fmt.render", render), ("fmt.isNilPointer", is_nil_pointer)];

/// Arguments of a formatting call.
fn args(call: &PureCall) -> Vec<Value> {
    let slice = call.arg(2).slice();
    let mut args = vec![Value::Nil; slice.len() as usize];
    call.heap().load_n(slice.obj(), slice.off(), &mut args);
    args
}

fn print(printer: &mut Printer, kind: i64, format: &[u8], args: &[Value]) {
    match kind {
        0 => template::printf(printer, format, args),
        1 => values::print(printer, args),
        _ => values::println(printer, args),
    }
}

fn collect(call: &mut PureCall) -> Step {
    let args = args(call);
    let methods = &call.facts().printing;
    let mut printer = Printer::new(call.heap(), call.program(), methods, Mode::Collect(Vec::new()));
    print(&mut printer, call.arg(0).int(), call.str_arg(1), &args);
    let out = std::mem::take(&mut printer.out);
    let found = match printer.mode {
        Mode::Collect(found) => found,
        _ => Vec::new(),
    };
    if found.is_empty() {
        let text = formatted(call, args.len(), &out)?;
        return ret_collected(call, [text, Value::Nil, Value::Nil]);
    }
    let mut values = Vec::with_capacity(found.len());
    for item in &found {
        values.push(to_any(call, item.ty, &item.slots));
    }
    let specs: Vec<Value> = found.iter().flat_map(spec).map(Value::Int).collect();
    let values = call.heap_mut().alloc_slice(&values, 16);
    let specs = call.heap_mut().alloc_slice(&specs, 8);
    ret_collected(call, [Value::EMPTY_STR, values, specs])
}

fn ret_collected(call: &mut PureCall, [text, values, specs]: [Value; 3]) -> Step {
    call.set(0, text);
    call.set(1, values);
    call.ret_at(2, specs)
}

/// The string of a text of `args` operands, unless there is no room for it.
fn formatted(call: &mut PureCall, args: usize, out: &[u8]) -> Step<Value> {
    if call.heap().lacks_room(out.len() as u64) {
        return Err(Trap::NeedsRoom(out.len() as u64));
    }
    call.charge(call.costs().format.saturating_mul(args as u32 + 1));
    Ok(call.new_str(out))
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
fn to_any(call: &mut PureCall, ty: TypeId, slots: &[Value]) -> Value {
    let layout = &call.program().layouts[ty.0 as usize];
    if layout.pointer_shaped {
        let nil = call.facts().nil_payload(ty.0);
        return Value::pack(ty.0, slots.first().copied().unwrap_or_default(), nil);
    }
    boxed(ty.0, call.heap_mut().alloc_slots(slots, layout.go_size))
}

fn render(call: &mut PureCall) -> Step {
    let args = args(call);
    let texts = call.arg(3).slice();
    let mut values = vec![Value::Nil; texts.len() as usize];
    let heap = call.heap();
    heap.load_n(texts.obj(), texts.off(), &mut values);
    let texts = values.iter().map(|v| heap.str(v.str()).to_vec()).collect();
    let methods = &call.facts().printing;
    let mut printer = Printer::new(heap, call.program(), methods, Mode::Render(texts));
    print(&mut printer, call.arg(0).int(), call.str_arg(1), &args);
    let out = std::mem::take(&mut printer.out);
    let text = formatted(call, args.len(), &out)?;
    call.ret(text)
}

fn is_nil_pointer(call: &mut PureCall) -> Step {
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
