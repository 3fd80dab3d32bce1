//! The format of the predeclared `print` and `println`.

use tidepool_go_check::types::TypeId;

use crate::bytecode::{PrintKind, Program};
use crate::heap::Heap;
use crate::natives::strconv::print_float;
use crate::value::Value;

/// Text of one operand.
pub fn text(heap: &Heap, program: &Program, kind: PrintKind, value: Value) -> Vec<u8> {
    let address = |value: Value| match value {
        Value::Ptr(p) => heap.address(p.obj, p.off),
        Value::Func(f) if f.obj.0 == 0 => function_address(f.func),
        other => heap.address(other.object(), 0),
    };
    match kind {
        PrintKind::Int => value.int().to_string().into(),
        PrintKind::Uint => (value.int() as u64).to_string().into(),
        PrintKind::Float32 => print_float(value.float(), 32).into(),
        PrintKind::Float => float(value.float()).into(),
        PrintKind::Complex => {
            let (re, im) = heap.complex(value.object());
            let sign = if im.is_sign_negative() || im.is_infinite() { "" } else { "+" };
            format!("({}{sign}{}i)", float(re), float(im)).into()
        }
        PrintKind::Bool => value.bool().to_string().into(),
        PrintKind::Str => heap.str(value.str()).to_vec(),
        PrintKind::Pointer => format!("{:#x}", address(value)).into(),
        PrintKind::Iface => match value {
            Value::Iface(i) => {
                let (ty, obj, aux) = (i.ty, i.obj, i.aux);
                debug_assert!((ty as usize) < program.types.len() && TypeId(ty).0 == ty);
                format!("({:#x},{:#x})", type_address(ty), heap.address(obj, aux)).into()
            }
            _ => b"(0x0,0x0)".to_vec(),
        },
        PrintKind::Slice => {
            let s = value.slice();
            format!("[{}/{}]{:#x}", s.len(), s.cap(), heap.address(s.obj(), s.off())).into()
        }
        PrintKind::Space => b" ".to_vec(),
        PrintKind::Newline => b"\n".to_vec(),
    }
}

const FIRST_FUNCTION: u64 = 0x48_0000;
const FUNCTION_BYTES: u64 = 0x60;

/// A plausible, stable address of a function's code.
pub fn function_address(func: u32) -> u64 {
    FIRST_FUNCTION + u64::from(func) * FUNCTION_BYTES
}

/// The function whose code begins at this address, if there are as many.
pub fn function_at(address: u64) -> Option<u32> {
    let distance = address.checked_sub(FIRST_FUNCTION)?;
    distance.is_multiple_of(FUNCTION_BYTES).then_some(distance / FUNCTION_BYTES)?.try_into().ok()
}

/// A plausible, stable address of a type's descriptor.
pub fn type_address(ty: u32) -> u64 {
    0x4a_0000 + u64::from(ty) * 0x40
}

/// `print`'s form of a float: the shortest that reads back, as since Go 1.26.
fn float(f: f64) -> String {
    print_float(f, 64)
}
