//! Slices that begin on the stack: 32 bytes of it, once or again and again, and their move to the heap.
//!
//! The backing array is an object like any other, which Go's heap does not count until it moves there.

use super::Core;
use super::cold::{charge_alloc, may_allocate};
use super::slices::{copy_slots, fill_zero};
use super::trap::Step;
use crate::bytecode::Op;
use crate::heap::sizes::{STACK_BYTES, usable_size};
use crate::value::{Obj, SliceRef, Value};

/// Performs such an instruction.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::StackBuffer { count, buffer, slice, elem } => {
            let s = regs[slice as usize].slice();
            if s.is_empty() && u32::from(count) > s.cap() && regs[buffer as usize].is_nil() {
                let obj = new_buffer(core, elem, fuel)?;
                let cap = STACK_BYTES / core.program.layouts[elem as usize].go_size.max(1);
                regs[slice as usize] = Value::Slice(SliceRef::new(obj, 0, 0, cap as u32));
                regs[buffer as usize] = regs[slice as usize];
            }
        }
        Op::StackGrow { count, buffer, slice, elem } => {
            grow(core, regs, count.into(), [buffer, slice, elem], fuel)?
        }
        Op::ToHeap { keep_cap, buffer, slice, elem } => {
            to_heap(core, regs, keep_cap, [buffer, slice, elem], fuel)
        }
        _ => {}
    }
    Ok(())
}

fn new_buffer(core: &mut Core, elem: u16, fuel: &mut i64) -> Step<Obj> {
    let layout = &core.program.layouts[elem as usize];
    let cap = STACK_BYTES / layout.go_size.max(1);
    let pack = core.facts.pack(elem.into());
    may_allocate(core, u64::from(layout.slots) * cap * pack.slot_bytes())?;
    *fuel -= i64::from(core.costs.alloc_local);
    let zero = crate::facts::build_zero(layout);
    Ok(core.heap.alloc_zeroed(pack, &zero, cap as usize, 0))
}

/// One step up the size classes within the buffer (`runtime.growsliceBuf`).
fn grow(
    core: &mut Core,
    regs: &mut [Value],
    count: u32,
    [buffer, slice, elem]: [u16; 3],
    fuel: &mut i64,
) -> Step {
    let s = regs[slice as usize].slice();
    let layout = &core.program.layouts[elem as usize];
    let (size, slots, noscan) = (layout.go_size.max(1), layout.slots, !layout.has_pointers);
    let len = u64::from(s.len()) + u64::from(count);
    if len <= s.cap().into() || len > STACK_BYTES / size {
        return Ok(());
    }
    let obj = match regs[buffer as usize] {
        Value::Slice(old) => old.obj(),
        _ => new_buffer(core, elem, fuel)?,
    };
    if (s.obj(), s.off()) != (obj, 0) && !s.is_empty() {
        copy_slots(core, (obj, 0), (s.obj(), s.off()), s.len() * slots, fuel);
    }
    let cap = (usable_size(len * size, noscan) / size) as u32;
    fill_zero(core, elem, obj, s.len() * slots, (cap - s.len()) * slots);
    regs[slice as usize] = Value::Slice(SliceRef::new(obj, 0, s.len(), cap));
    regs[buffer as usize] = regs[slice as usize];
    Ok(())
}

/// Nobody else knows the buffer, so that it need not be copied: from now on the heap counts it (`runtime.moveSlice`).
fn to_heap(
    core: &mut Core,
    regs: &mut [Value],
    keep_cap: bool,
    [buffer, slice, elem]: [u16; 3],
    fuel: &mut i64,
) {
    let (Value::Slice(s), Value::Slice(begun)) = (regs[slice as usize], regs[buffer as usize]) else {
        return;
    };
    if s.obj() != begun.obj() || s.obj() == Obj::NONE {
        return;
    }
    let layout = &core.program.layouts[elem as usize];
    let (size, slots, noscan) = (layout.go_size.max(1), layout.slots, !layout.has_pointers);
    let cap = match keep_cap {
        true => s.cap(),
        false => (usable_size(u64::from(s.len()) * size, noscan) / size) as u32,
    };
    let bytes = u64::from(cap) * size;
    charge_alloc(core, fuel, bytes);
    *fuel -= i64::from(s.len() * slots) * i64::from(core.costs.copy_byte);
    core.heap.resized(s.obj(), 0, bytes);
    regs[slice as usize] = Value::Slice(SliceRef::new(s.obj(), s.off(), s.len(), cap));
    // What grows by size classes may begin again, the other has had its turn.
    let gone = Value::Slice(SliceRef::new(Obj::NONE, 0, 0, 0));
    regs[buffer as usize] = if keep_cap { Value::Nil } else { gone };
}
