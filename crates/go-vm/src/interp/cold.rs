//! Instructions outside the hot loop that concern only the goroutine and the heap.

use super::trap::{Step, Trap};
use super::{Core, arith, maps};
use crate::bytecode::{AllocKind, Op, Program};
use crate::heap::{Data, Heap};
use crate::value::{FuncRef, Obj, PtrRef, Value};

/// The pointer that a register holds.
#[inline]
pub fn pointer(value: Value) -> Step<PtrRef> {
    match value {
        Value::Ptr(p) => Ok(p),
        _ => Err(Trap::Nil),
    }
}

/// An index, if there is such an element among `len`.
#[inline]
pub fn check_index(index: Value, len: u64) -> Step<u32> {
    let index = index.int();
    if (index as u64) < len { Ok(index as u32) } else { Err(Trap::Index(index, len)) }
}

/// Checks that an allocation of about `real` bytes may go ahead.
#[inline]
pub fn may_allocate(core: &Core, real: u64) -> Step {
    if core.heap.gc_due() {
        return Err(Trap::GcDue);
    }
    if core.heap.lacks_room(real) {
        return Err(Trap::NeedsRoom(real));
    }
    Ok(())
}

/// Charges the making of an object of `bytes` bytes.
#[inline]
pub fn charge_alloc(core: &Core, fuel: &mut i64, bytes: u64) {
    *fuel -= core.heap.stats().price(core.costs, bytes) as i64;
}

/// Performs an instruction that the hot loop does not have, or not for these operands.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::Zero { dst, ty } => zero(core, regs, dst, ty),
        Op::Func { dst, func } => regs[dst as usize] = Value::Func(FuncRef { obj: Obj::NONE, func }),
        Op::Closure { kind, base, func } => closure(core, regs, kind, base, func, fuel)?,
        Op::New { kind, dst, ty } => new(core, regs, kind, dst, ty, fuel)?,
        Op::Load { dst, ptr, offset } => {
            regs[dst as usize] = load(core.heap, regs[ptr as usize], offset)?;
        }
        Op::Store { ptr, offset, src } => {
            let p = pointer(regs[ptr as usize])?;
            core.heap.store(p.obj, p.off + u32::from(offset), regs[src as usize]);
        }
        Op::MemCopy { dst, src, count } => mem_copy(core, regs, [dst, src, count])?,
        Op::LoadGlobalN { count, dst, offset } => {
            let count = core.program.stride(count) as usize;
            core.heap.load_n(core.globals, offset, &mut regs[dst as usize..dst as usize + count]);
        }
        Op::StoreGlobalN { count, src, offset } => {
            let count = core.program.stride(count) as usize;
            core.heap.store_n(core.globals, offset, &regs[src as usize..src as usize + count]);
            if core.facts.profile_rate == Some(offset) {
                core.heap.profile_mut().set_rate(regs[src as usize].int());
            }
        }
        Op::GlobalAddr { dst, offset } => regs[dst as usize] = Value::ptr(core.globals, offset),
        Op::Equal { count, dst, a, b } => equal(core, regs, core.program.stride(count), [dst, a, b])?,
        Op::Cap { dst, src } => regs[dst as usize] = Value::Int(cap(core.heap, regs[src as usize])),
        Op::MakeChan { dst, size, ty } => crate::interp::iface::make_chan(core, regs, [dst, size, ty], fuel)?,
        Op::Unreachable => return Err(Trap::Broken("unreachable instruction")),
        _ => arith::run(core, regs, op)?,
    }
    Ok(())
}

/// The slot `offset` behind a pointer.
#[inline(never)]
pub fn load(heap: &Heap, ptr: Value, offset: u16) -> Step<Value> {
    let p = pointer(ptr)?;
    Ok(heap.load(p.obj, p.off + u32::from(offset)))
}

fn zero(core: &Core, regs: &mut [Value], dst: u16, ty: u16) {
    let slots = core.program.layouts[ty as usize].slots as usize;
    core.facts.write_zero(core.program, ty.into(), &mut regs[dst as usize..dst as usize + slots]);
}

fn closure(
    core: &mut Core,
    regs: &mut [Value],
    kind: AllocKind,
    base: u16,
    func: u32,
    fuel: &mut i64,
) -> Step {
    may_allocate(core, 0)?;
    let captures = core.program.funcs[func as usize].captures as usize;
    let base = base as usize;
    let bytes = 8 * (captures as u64 + 1);
    let obj = match captures {
        0 => Obj::NONE,
        _ => core.heap.alloc_slots(&regs[base..base + captures], bytes),
    };
    charge(core, kind, bytes, fuel);
    regs[base] = Value::Func(FuncRef { obj, func });
    Ok(())
}

fn new(core: &mut Core, regs: &mut [Value], kind: AllocKind, dst: u16, ty: u16, fuel: &mut i64) -> Step {
    let layout = &core.program.layouts[ty as usize];
    let pack = core.facts.pack(ty.into());
    may_allocate(core, u64::from(layout.slots) * pack.slot_bytes())?;
    let ready = core.facts.ready_zero(ty.into());
    let obj = if ready.len() == layout.slots as usize {
        core.heap.alloc_zeroed(pack, ready, 1, layout.go_size)
    } else {
        core.heap.alloc_zeroed(pack, &crate::facts::build_zero(layout), 1, layout.go_size)
    };
    charge(core, kind, layout.go_size, fuel);
    regs[dst as usize] = Value::ptr(obj, 0);
    Ok(())
}

fn charge(core: &Core, kind: AllocKind, bytes: u64, fuel: &mut i64) {
    match kind {
        AllocKind::Local => *fuel -= i64::from(core.costs.alloc_local),
        AllocKind::Explicit => charge_alloc(core, fuel, bytes),
    }
}

fn mem_copy(core: &mut Core, regs: &[Value], [dst, src, count]: [u16; 3]) -> Step {
    let (Value::Ptr(dst), Value::Ptr(src)) = (regs[dst as usize], regs[src as usize]) else {
        return Err(Trap::Nil);
    };
    let count = regs[count as usize].int() as usize;
    core.heap.copy((dst.obj, dst.off), (src.obj, src.off), count);
    Ok(())
}

fn equal(core: &Core, regs: &mut [Value], count: u32, [dst, a, b]: [u16; 3]) -> Step {
    let span = |r: u16| r as usize..r as usize + count as usize;
    let result = core.heap.equal(core.facts, &regs[span(a)], &regs[span(b)]);
    let equal = result.map_err(|ty| {
        let name = core.program.types.name(tidepool_go_check::types::TypeId(ty.0));
        Trap::Error(format!("comparing uncomparable type {name}"))
    })?;
    regs[dst as usize] = Value::Bool(equal);
    Ok(())
}

/// `len` of a string, slice, map or channel.
#[inline]
pub fn len(heap: &Heap, value: Value) -> i64 {
    match value {
        Value::Str(s) => s.len.into(),
        Value::Slice(s) => s.len().into(),
        Value::Map(obj) => heap.map(obj).map_or(0, |m| m.len() as i64),
        Value::Chan(obj) => {
            heap.chan(obj).map_or(0, |c| if c.timer != Obj::NONE { 0 } else { c.len().into() })
        }
        _ => 0,
    }
}

fn cap(heap: &Heap, value: Value) -> i64 {
    match value {
        Value::Slice(s) => s.cap().into(),
        Value::Chan(obj) => heap.chan(obj).map_or(0, |c| if c.timer != Obj::NONE { 0 } else { c.cap.into() }),
        _ => 0,
    }
}

/// Replaces the interface at `at` by the receiver for `method` and gives the function to call.
/// The stack is made long enough for a receiver of several slots.
#[inline(never)]
pub fn bind_receiver(
    program: &Program,
    heap: &Heap,
    stack: &mut Vec<Value>,
    at: usize,
    method: u32,
) -> Step<u32> {
    let Value::Iface(i) = stack[at] else {
        return Err(Trap::Nil);
    };
    let (ty, obj) = (i.ty, i.obj);
    let found = program.find_method(tidepool_go_check::types::TypeId(ty), method);
    let Some(found) = found else {
        return Err(Trap::Broken("a method is missing"));
    };
    let func = found.func.0;
    if let Some(value) = Value::unpack(i) {
        stack[at] = value;
        return Ok(func);
    }
    let slots = found.receiver_slots as usize;
    if slots == 1 {
        stack[at] = heap.load(obj, 0);
        return Ok(func);
    }
    let others = (program.funcs[func as usize].param_slots as usize).saturating_sub(slots);
    let end = at + slots + others;
    if stack.len() < end {
        stack.resize(end, Value::Nil);
    }
    stack.copy_within(at + 1..at + 1 + others, at + slots);
    heap.load_n(obj, 0, &mut stack[at..at + slots]);
    Ok(func)
}

/// Puts the next entry of an iteration into `dst…`; false at the end.
pub fn map_next(core: &mut Core, regs: &mut [Value], iter: u16, dst: u16, fuel: i64) -> Step<bool> {
    let Value::Ptr(p) = regs[iter as usize] else {
        return Ok(false);
    };
    let Data::MapIter(state) = core.heap.data(p.obj) else {
        return Ok(false);
    };
    let mut state = (**state).clone();
    let Some(map) = core.heap.map(state.map) else {
        return Ok(false);
    };
    let taken = i64::from(core.costs.map_access) / 2;
    maps::no_writer(core, map, (fuel + taken, fuel), "concurrent map iteration and map write")?;
    let Some(entry) = map.advance(&mut state) else {
        return Ok(false);
    };
    let (key, value) = (map.key(entry), map.value(entry));
    let dst = dst as usize;
    regs[dst..dst + key.len()].copy_from_slice(key);
    regs[dst + key.len()..dst + key.len() + value.len()].copy_from_slice(value);
    if let Data::MapIter(slot) = core.heap.data_mut(p.obj) {
        **slot = state;
    }
    Ok(true)
}
