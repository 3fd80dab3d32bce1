//! Package errors.
//!
//! ```go
//! func comparable_(x any) bool           // comparing x with == cannot panic
//! func asTarget(target any) bool         // target is a pointer that is not nil
//! func assign(err error, target any) bool // stores err where target points, if the types allow it
//! ```

use tidepool_go_check::types::{Type, TypeId};

use super::{NativeCall, Table};
use crate::heap::compare::Comparable;
use crate::machine::Flow;
use crate::value::{Payload, Value};

/// Natives of package errors.
pub const TABLE: Table = &[
    ("errors.comparable_", comparable, false),
    ("errors.asTarget", as_target, false),
    ("errors.assign", assign, false),
];

fn comparable(call: &mut NativeCall) -> Flow {
    let facts = call.machine.facts();
    let heap = call.machine.heap();
    // Fields of interface type decide by what they hold, so the whole value is hashed.
    let result = match call.arg(0) {
        value @ Value::Iface(i) => facts.comparable(i.ty) && heap.hash(facts, &[value]).is_ok(),
        _ => true,
    };
    call.ret(Value::Bool(result))
}

fn as_target(call: &mut NativeCall) -> Flow {
    let holds = match call.arg(0) {
        Value::Iface(i) => i.payload == Payload::Ptr && i.obj.index() != 0,
        _ => false,
    };
    call.ret(Value::Bool(holds))
}

fn assign(call: &mut NativeCall) -> Flow {
    let done = try_assign(call).is_some();
    call.ret(Value::Bool(done))
}

fn try_assign(call: &mut NativeCall) -> Option<()> {
    let (Value::Iface(err), Value::Iface(target)) = (call.arg(0), call.arg(1)) else {
        return None;
    };
    let program = call.machine.program_rc();
    let (err_ty, target_ty) = (TypeId(err.ty), TypeId(target.ty));
    let Type::Pointer(elem) = *program.types.shape(target_ty) else {
        return None;
    };
    let (obj, off) = (target.obj, target.aux);
    if matches!(program.types.shape(elem), Type::Interface(_)) {
        if program.missing_method(err_ty, elem).is_some() {
            return None;
        }
        call.machine.heap_mut().store(obj, off, Value::Iface(err));
        return Some(());
    }
    if err_ty != elem {
        return None;
    }
    let slots = match Value::unpack(err) {
        Some(value) => vec![value],
        None => call.machine.heap().slots(err.obj).to_vec(),
    };
    call.machine.heap_mut().store_n(obj, off, &slots);
    Some(())
}
