//! Slices: making, slicing, appending, copying.

use super::Core;
use super::cold::{charge_alloc, may_allocate};
use super::trap::{Step, Trap};
use crate::bytecode::{Op, TypeLayout};
use crate::heap::sizes::grown_cap;
use crate::value::{MAX_LEN, Obj, SliceRef, StrRef, Value};

/// Performs a slice instruction.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::SubStr { dst, src, bounds } => {
            let s = regs[src as usize].str();
            let (low, high, _) = check_bounds(regs, bounds, Limit::length(s.len.into(), false))?;
            let obj = if low == high { Obj::NONE } else { s.obj };
            let off = if low == high { 0 } else { s.off + low };
            regs[dst as usize] = Value::Str(StrRef { obj, off, len: high - low });
            Ok(())
        }
        Op::SubSlice { stride, dst, src, bounds } => {
            let value = regs[src as usize];
            let s = value.slice();
            let (low, high, max) = check_bounds(regs, bounds, Limit::capacity(s))?;
            let sub = sub_slice(s.obj(), s.off(), core.program.stride(stride), (low, high, max));
            regs[dst as usize] = if value.is_nil() { Value::Nil } else { sub };
            Ok(())
        }
        Op::SubArray { stride, dst, src, bounds } => {
            let Value::Ptr(p) = regs[src as usize] else {
                return Err(Trap::Nil);
            };
            let len = regs[bounds as usize + 3].int();
            let bounds = check_bounds(regs, bounds, Limit::length(len, true))?;
            regs[dst as usize] = sub_slice(p.obj, p.off, core.program.stride(stride), bounds);
            Ok(())
        }
        Op::MakeSlice { dst, base, elem } => make(core, regs, [dst, base, elem], fuel),
        Op::SliceOf { count, dst, src, elem } => slice_of(core, regs, count, [dst, src, elem], fuel),
        Op::Append { dst, base, elem } => append(core, regs, [dst, base, elem], fuel),
        Op::AppendN { count, dst, base, elem } => append_n(core, regs, count, [dst, base, elem], fuel),
        Op::AppendZero { dst, base, elem } => append_zero(core, regs, [dst, base, elem], fuel),
        Op::Copy { stride, dst, a, b } => {
            let stride = core.program.stride(stride);
            let to = regs[a as usize].slice();
            let (obj, off, len) = source(regs[b as usize]);
            let count = to.len().min(len);
            core.heap.copy((to.obj(), to.off()), (obj, off), (count * stride) as usize);
            *fuel -= i64::from(count * stride) * i64::from(core.costs.copy_byte);
            regs[dst as usize] = Value::Int(count.into());
            Ok(())
        }
        Op::ClearSlice { slice, elem } => {
            let s = regs[slice as usize].slice();
            let slots = core.program.layouts[elem as usize].slots;
            fill_zero(core, elem, s.obj(), s.off(), s.len() * slots);
            Ok(())
        }
        Op::SliceToArray { dst, src, len } => slice_to_array(regs, dst, src, len),
        _ => Err(Trap::Broken("not a slice instruction")),
    }
}

fn sub_slice(obj: Obj, off: u32, stride: u32, (low, high, max): (u32, u32, u32)) -> Value {
    // As in Go, an empty slice at the very end does not point behind its array.
    let off = if max == low { off } else { off + low * stride };
    Value::Slice(SliceRef::new(obj, off, high - low, max - low))
}

/// What the bounds of a slice expression are checked against.
struct Limit {
    len: i64,
    cap: i64,
    /// What the text calls the upper limit.
    word: &'static str,
    /// True if a third bound is possible.
    has_max: bool,
}

impl Limit {
    fn length(len: i64, has_max: bool) -> Limit {
        Limit { len, cap: len, word: "length", has_max }
    }

    fn capacity(s: SliceRef) -> Limit {
        Limit { len: s.len().into(), cap: s.cap().into(), word: "capacity", has_max: true }
    }
}

/// Checks `[low:high:max]` as Go does: the upper bounds first.
fn check_bounds(regs: &[Value], at: u16, limit: Limit) -> Step<(u32, u32, u32)> {
    let Limit { len, cap, word, has_max } = limit;
    let bound = |i: usize| match regs[at as usize + i] {
        Value::Int(n) => Some(n),
        _ => None,
    };
    let max = if has_max { bound(2) } else { None };
    let three = max.is_some();
    let max = max.unwrap_or(cap);
    let (low, high) = (bound(0).unwrap_or(0), bound(1).unwrap_or(len));
    let fail = |text: String| Err(Trap::Error(format!("slice bounds out of range {text}")));
    let beyond = |n: i64, open: &str| {
        if n < 0 { format!("[{open}{n}]") } else { format!("[{open}{n}] with {word} {cap}") }
    };
    if three && !(0..=cap).contains(&max) {
        return fail(beyond(max, "::"));
    }
    if three && !(0..=max).contains(&high) {
        return fail(if high < 0 { format!("[:{high}:]") } else { format!("[:{high}:{max}]") });
    }
    if !(0..=max).contains(&high) {
        return fail(beyond(high, ":"));
    }
    if !(0..=high).contains(&low) {
        let tail = if three { ":" } else { "" };
        return fail(match (low < 0, three) {
            (true, _) => format!("[{low}:{tail}]"),
            (false, true) => format!("[{low}:{high}:]"),
            (false, false) => format!("[{low}:{high}]"),
        });
    }
    Ok((low as u32, high as u32, max as u32))
}

/// Object, offset and length of a slice or string that is copied from.
fn source(value: Value) -> (Obj, u32, u32) {
    match value {
        Value::Str(s) => (s.obj, s.off, s.len),
        Value::Slice(s) => (s.obj(), s.off(), s.len()),
        _ => (Obj::NONE, 0, 0),
    }
}

/// A new zeroed backing array of `count` elements of type `elem`.
fn backing(core: &mut Core, elem: u16, count: u64, fuel: &mut i64) -> Step<Obj> {
    let layout: &TypeLayout = &core.program.layouts[elem as usize];
    let slots = u64::from(layout.slots) * count;
    let bytes = layout.go_size.saturating_mul(count);
    if slots > MAX_LEN || bytes > 1 << 47 {
        return Err(Trap::Error("makeslice: len out of range".into()));
    }
    let pack = core.facts.pack(elem.into());
    may_allocate(core, slots * pack.slot_bytes())?;
    charge_alloc(core, fuel, bytes);
    let ready = core.facts.ready_zero(elem.into());
    if ready.len() == layout.slots as usize {
        return Ok(core.heap.alloc_zeroed(pack, ready, count as usize, bytes));
    }
    let zero = crate::facts::build_zero(layout);
    Ok(core.heap.alloc_zeroed(pack, &zero, count as usize, bytes))
}

fn make(core: &mut Core, regs: &mut [Value], [dst, base, elem]: [u16; 3], fuel: &mut i64) -> Step {
    let len = regs[base as usize].int();
    let cap = match regs[base as usize + 1] {
        Value::Int(cap) => cap,
        _ => len,
    };
    if len < 0 || len as u64 > MAX_LEN {
        return Err(Trap::Error("makeslice: len out of range".into()));
    }
    if cap < len || cap as u64 > MAX_LEN {
        return Err(Trap::Error("makeslice: cap out of range".into()));
    }
    let obj = backing(core, elem, cap as u64, fuel)?;
    regs[dst as usize] = Value::Slice(SliceRef::new(obj, 0, len as u32, cap as u32));
    Ok(())
}

fn slice_of(
    core: &mut Core,
    regs: &mut [Value],
    count: u8,
    [dst, src, elem]: [u16; 3],
    fuel: &mut i64,
) -> Step {
    let layout = &core.program.layouts[elem as usize];
    let slots = layout.slots as usize * count as usize;
    may_allocate(core, slots as u64 * 16)?;
    let bytes = layout.go_size * u64::from(count);
    charge_alloc(core, fuel, bytes);
    let values = &regs[src as usize..src as usize + slots];
    let obj = core.heap.alloc_packed(core.facts.pack(elem.into()), values, bytes);
    regs[dst as usize] = Value::Slice(SliceRef::new(obj, 0, count.into(), count.into()));
    Ok(())
}

/// Makes a slice long enough for `added` more elements; the new ones still hold old contents.
fn grow(core: &mut Core, slice: Value, added: u32, elem: u16, fuel: &mut i64) -> Step<SliceRef> {
    let s = slice.slice();
    let len = u64::from(s.len()) + u64::from(added);
    if len <= s.cap().into() {
        return Ok(SliceRef::new(s.obj(), s.off(), len as u32, s.cap()));
    }
    if len > MAX_LEN {
        return Err(Trap::Error("growslice: len out of range".into()));
    }
    let layout = &core.program.layouts[elem as usize];
    let cap = grown_cap(s.cap().into(), len, layout.go_size, !layout.has_pointers).clamp(len, MAX_LEN);
    let slots = layout.slots;
    let obj = backing(core, elem, cap, fuel)?;
    copy_slots(core, (obj, 0), (s.obj(), s.off()), s.len() * slots, fuel);
    Ok(SliceRef::new(obj, 0, len as u32, cap as u32))
}

pub(super) fn copy_slots(core: &mut Core, dst: (Obj, u32), src: (Obj, u32), slots: u32, fuel: &mut i64) {
    core.heap.copy(dst, src, slots as usize);
    *fuel -= i64::from(slots) * i64::from(core.costs.copy_byte);
}

fn append(core: &mut Core, regs: &mut [Value], [dst, base, elem]: [u16; 3], fuel: &mut i64) -> Step {
    let (slice, added) = (regs[base as usize], regs[base as usize + 1]);
    let (obj, off, count) = source(added);
    if count == 0 {
        regs[dst as usize] = slice;
        return Ok(());
    }
    let slots = core.program.layouts[elem as usize].slots;
    let old = slice.slice().len();
    let grown = grow(core, slice, count, elem, fuel)?;
    copy_slots(core, (grown.obj(), grown.off() + old * slots), (obj, off), count * slots, fuel);
    regs[dst as usize] = Value::Slice(grown);
    Ok(())
}

fn append_n(
    core: &mut Core,
    regs: &mut [Value],
    count: u8,
    [dst, base, elem]: [u16; 3],
    fuel: &mut i64,
) -> Step {
    let slice = regs[base as usize];
    let slots = core.program.layouts[elem as usize].slots;
    let old = slice.slice().len();
    let grown = grow(core, slice, count.into(), elem, fuel)?;
    let from = base as usize + 1;
    let values = &regs[from..from + slots as usize * count as usize];
    match values {
        [one] => core.heap.store(grown.obj(), grown.off() + old, *one),
        many => core.heap.store_n(grown.obj(), grown.off() + old * slots, many),
    }
    regs[dst as usize] = Value::Slice(grown);
    Ok(())
}

/// `append(slice, make([]T, n)...)`, which Go does without making what is appended (`cmd/compile/internal/walk`,
/// `isAppendOfMake`).
fn append_zero(core: &mut Core, regs: &mut [Value], [dst, base, elem]: [u16; 3], fuel: &mut i64) -> Step {
    let (slice, count) = (regs[base as usize], regs[base as usize + 1].int());
    let Some(count) = u32::try_from(count).ok().filter(|&n| u64::from(n) <= MAX_LEN) else {
        return Err(Trap::Error("makeslice: len out of range".into()));
    };
    if count == 0 {
        regs[dst as usize] = slice;
        return Ok(());
    }
    let old = slice.slice();
    let grown = grow(core, slice, count, elem, fuel)?;
    if grown.obj() == old.obj() {
        let slots = core.program.layouts[elem as usize].slots;
        fill_zero(core, elem, grown.obj(), grown.off() + old.len() * slots, count * slots);
        *fuel -= i64::from(count * slots) * i64::from(core.costs.copy_byte);
    }
    regs[dst as usize] = Value::Slice(grown);
    Ok(())
}

pub(super) fn fill_zero(core: &mut Core, elem: u16, obj: Obj, off: u32, slots: u32) {
    let program = core.program;
    let ready = core.facts.ready_zero(elem.into());
    let built;
    let layout = &program.layouts[elem as usize];
    let zero = if ready.len() == layout.slots as usize {
        ready
    } else {
        built = crate::facts::build_zero(layout);
        &built
    };
    core.heap.zero_n(obj, off, slots, zero);
}

fn slice_to_array(regs: &mut [Value], dst: u16, src: u16, len: u16) -> Step {
    let value = regs[src as usize];
    let have = value.slice().len();
    if have < len.into() {
        let text = "cannot convert slice with length";
        return Err(Trap::Error(format!("{text} {have} to array or pointer to array with length {len}")));
    }
    regs[dst as usize] = match value {
        Value::Slice(s) => Value::ptr(s.obj(), s.off()),
        _ => Value::Nil,
    };
    Ok(())
}
