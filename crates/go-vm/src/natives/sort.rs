//! Package sort.
//!
//! ```go
//! func length(x any) int          // length of a slice
//! func swap(x any, i, j int)      // exchanges two elements of a slice
//! ```

use tidepool_go_check::types::{Type, TypeId};

use super::{NativeCall, Table};
use crate::interp::trap::Trap;
use crate::machine::Flow;
use crate::value::{SliceRef, Value};

/// Natives of package sort.
pub const TABLE: Table = &[("sort.length", length, false), ("sort.swap", swap, false)];

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
