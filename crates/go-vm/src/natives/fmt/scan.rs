//! Scanning into pointers to named types.
//!
//! ```go
//! // What a pointer points to: b, i, u, f, s; ? something else, 0 if arg is no pointer.
//! func kindOf(arg any) byte
//! // Stores a bool, int64, uint64, float64 or string where the pointer points.
//! func assign(arg any, x any)
//! ```

use tidepool_go_check::types::{IntKind, Type, TypeId};

use crate::interp::arith::wrap;
use crate::machine::Flow;
use crate::natives::NativeCall;
use crate::value::{PtrRef, Value};

/// Where a pointer in an interface points, and the type there.
fn target(call: &NativeCall) -> Option<(Option<PtrRef>, Type)> {
    let Value::Iface(i) = call.arg(0) else {
        return None;
    };
    let types = &call.machine.program().types;
    let Type::Pointer(elem) = *types.shape(TypeId(i.ty)) else {
        return None;
    };
    let place = match Value::unpack(i) {
        Some(Value::Ptr(p)) => Some(p),
        _ => None,
    };
    Some((place, types.shape(elem).clone()))
}

/// `kindOf`.
pub fn kind_of(call: &mut NativeCall) -> Flow {
    let kind = match target(call) {
        None => 0,
        Some((_, Type::Bool)) => b'b',
        Some((_, Type::Int(IntKind::Int | IntKind::I8 | IntKind::I16 | IntKind::I32 | IntKind::I64))) => b'i',
        Some((_, Type::Int(_))) => b'u',
        Some((_, Type::Float32 | Type::Float64)) => b'f',
        Some((_, Type::String)) => b's',
        Some(_) => b'?',
    };
    call.ret(Value::Int(kind.into()))
}

/// `assign`.
pub fn assign(call: &mut NativeCall) -> Flow {
    let (Some((Some(place), ty)), Value::Iface(x)) = (target(call), call.arg(1)) else {
        return Flow::Next;
    };
    let value = match (call.machine.heap().load(x.obj, 0), ty) {
        (Value::Int(n), Type::Int(kind)) => Value::Int(wrap(kind, n)),
        (Value::Float(f), Type::Float32) => Value::Float((f as f32).into()),
        (value, _) => value,
    };
    call.machine.heap_mut().store(place.obj, place.off, value);
    Flow::Next
}
