//! Packages sort and slices.
//!
//! ```go
//! func length(x any) int          // length of a slice
//! func swap(x any, i, j int)      // exchanges two elements of a slice
//! func sortBasic(x any) bool      // package slices: sorts integers or strings; false if x has others
//! ```

use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::{NativeCall, Table};
use crate::interp::trap::Trap;
use crate::machine::Flow;
use crate::value::{SliceRef, Value};

/// Natives of packages sort and slices.
pub const TABLE: Table =
    &[("sort.length", length, false), ("sort.swap", swap, false), ("slices.sortBasic", sort_basic, false)];

/// The slice in an interface and the slots of its elements.
fn slice(call: &NativeCall) -> Option<(SliceRef, u32)> {
    let Value::Iface(i) = call.arg(0) else {
        return None;
    };
    let program = call.machine.program();
    let Type::Slice(elem) = *program.types.shape(TypeId(i.ty)) else {
        return None;
    };
    let value = call.machine.heap().load(i.obj, 0);
    Some((value.slice(), program.layouts[elem.0 as usize].slots))
}

fn length(call: &mut NativeCall) -> Flow {
    match slice(call) {
        Some((slice, _)) => call.ret(Value::Int(slice.len().into())),
        None => Flow::Trap(Trap::Plain("reflect: call of Swapper on a value that is no slice")),
    }
}

fn swap(call: &mut NativeCall) -> Flow {
    let Some((slice, slots)) = slice(call) else {
        return Flow::Trap(Trap::Nil);
    };
    let (i, j) = (call.arg(1).int(), call.arg(2).int());
    let len = i64::from(slice.len());
    for index in [i, j] {
        if !(0..len).contains(&index) {
            return Flow::Trap(Trap::Index(index, len as u64));
        }
    }
    let heap = call.machine.heap_mut();
    for slot in 0..slots {
        let (a, b) = (slice.off() + i as u32 * slots + slot, slice.off() + j as u32 * slots + slot);
        let (x, y) = (heap.load(slice.obj(), a), heap.load(slice.obj(), b));
        heap.store(slice.obj(), a, y);
        heap.store(slice.obj(), b, x);
    }
    Flow::Next
}

fn sort_basic(call: &mut NativeCall) -> Flow {
    let Value::Iface(i) = call.arg(0) else {
        return call.ret(Value::Bool(false));
    };
    let program = call.machine.program_rc();
    let elem = match *program.types.shape(TypeId(i.ty)) {
        Type::Slice(elem) => program.types.shape(elem),
        _ => return call.ret(Value::Bool(false)),
    };
    let slice = call.machine.heap().load(i.obj, 0).slice();
    let mut values = vec![Value::Nil; slice.len() as usize];
    call.machine.heap().load_n(slice.obj(), slice.off(), &mut values);
    let heap = call.machine.heap();
    match elem {
        Type::Int(IntKind::Uint | IntKind::U64 | IntKind::Uintptr) => {
            values.sort_unstable_by_key(|v| v.int() as u64);
        }
        Type::Int(_) => values.sort_unstable_by_key(|v| v.int()),
        Type::String => values.sort_unstable_by(|a, b| heap.str(a.str()).cmp(heap.str(b.str()))),
        _ => return call.ret(Value::Bool(false)),
    }
    call.machine.heap_mut().store_n(slice.obj(), slice.off(), &values);
    // About one comparison and one exchange for each element and level.
    let costs = call.machine.costs();
    let step = costs.copy_byte.saturating_mul(16).saturating_add(costs.instruction.saturating_mul(2));
    let levels = u64::BITS - (values.len() as u64).leading_zeros();
    let steps = u32::try_from(values.len()).unwrap_or(u32::MAX).saturating_mul(levels);
    call.charge(step.saturating_mul(steps));
    call.ret(Value::Bool(true))
}
