//! Package errors, and what package context needs of the same kind.
//!
//! ```go
//! func comparable_(x any) bool            // values of x's type can be compared
//! func fault(target, example any) int     // 1: target is no pointer, or nil; 2: it points to no error; example: *error
//! func assign(err error, target any) bool // stores err where target points, if the types allow it
//! ```

use tidepool_go_check::types::{Type, TypeId};

use super::PureCall;
use super::pure::PureTable;
use crate::heap::compare::Comparable;
use crate::interp::trap::Step;
use crate::value::Value;

/// Natives of package errors and context.
pub const TABLE: PureTable = &[
    ("context.comparable_", comparable),
    ("errors.comparable_", comparable),
    ("errors.fault", fault),
    ("errors.assign", assign),
];

fn comparable(call: &mut PureCall) -> Step {
    let result = match call.arg(0) {
        Value::Iface(i) => call.facts().comparable(i.ty),
        _ => true,
    };
    call.ret(Value::Bool(result))
}

fn fault(call: &mut PureCall) -> Step {
    let found = find_fault(call);
    call.ret(Value::Int(found))
}

fn find_fault(call: &PureCall) -> i64 {
    let (Value::Iface(target), Value::Iface(example)) = (call.arg(0), call.arg(1)) else {
        return 1;
    };
    let program = call.program();
    let pointee = |ty: u32| match *program.types.shape(TypeId(ty)) {
        Type::Pointer(elem) => Some(elem),
        _ => None,
    };
    match (pointee(target.ty), pointee(example.ty)) {
        (Some(elem), Some(error)) if target.obj.index() != 0 => {
            let fits = matches!(program.types.shape(elem), Type::Interface(_))
                || program.missing_method(elem, error).is_none();
            if fits { 0 } else { 2 }
        }
        _ => 1,
    }
}

fn assign(call: &mut PureCall) -> Step {
    let done = try_assign(call).is_some();
    call.ret(Value::Bool(done))
}

fn try_assign(call: &mut PureCall) -> Option<()> {
    let (Value::Iface(err), Value::Iface(target)) = (call.arg(0), call.arg(1)) else {
        return None;
    };
    let program = call.program();
    let (err_ty, target_ty) = (TypeId(err.ty), TypeId(target.ty));
    let Type::Pointer(elem) = *program.types.shape(target_ty) else {
        return None;
    };
    let (obj, off) = (target.obj, target.aux);
    if matches!(program.types.shape(elem), Type::Interface(_)) {
        if program.missing_method(err_ty, elem).is_some() {
            return None;
        }
        call.heap_mut().store(obj, off, Value::Iface(err));
        return Some(());
    }
    if err_ty != elem {
        return None;
    }
    let slots = match Value::unpack(err) {
        Some(value) => vec![value],
        None => call.heap().slots(err.obj).to_vec(),
    };
    call.heap_mut().store_n(obj, off, &slots);
    Some(())
}
