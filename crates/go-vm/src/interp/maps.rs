//! Map instructions, and map access for natives.

use tidepool_go_check::types::{Type, TypeId};

use super::cold::{charge_alloc, may_allocate};
use super::trap::{Step, Trap};
use super::{Core, cold};
use crate::bytecode::Op;
use crate::heap::Data;
use crate::heap::compare::NotComparable;
use crate::heap::map::{Map, Writer};
use crate::value::{Obj, Value};

/// Performs a map instruction.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::MakeMap { dst, hint, ty } => make(core, regs, [dst, hint, ty], fuel),
        Op::MapGet { ok, dst, base, ty } => {
            let before = *fuel;
            *fuel -= i64::from(core.costs.map_access);
            if let (true, Some(map)) = (core.place.syncs.len() > 1, behind(core, regs[base as usize])) {
                no_writer(core, map, (before, *fuel), "concurrent map read and map write")?;
            }
            get(core, regs, ok, [dst, base, ty])
        }
        Op::MapSet { base, src, ty } => {
            let before = *fuel;
            *fuel -= i64::from(core.costs.map_change);
            write(core, regs[base as usize], (before, *fuel))?;
            set(core, regs, [base, src, ty])
        }
        Op::MapDelete { base, ty } => {
            let before = *fuel;
            *fuel -= i64::from(core.costs.map_change);
            write(core, regs[base as usize], (before, *fuel))?;
            delete(core, regs, base, ty)
        }
        Op::MapClear { map } => {
            if let Value::Map(obj) = regs[map as usize]
                && let Some(map) = core.heap.map_mut(obj)
            {
                map.clear();
            }
            Ok(())
        }
        _ => Err(Trap::Broken("not a map instruction")),
    }
}

fn behind<'a>(core: &'a Core, value: Value) -> Option<&'a Map> {
    match value {
        Value::Map(obj) => core.heap.map(obj),
        _ => None,
    }
}

/// Dies as Go does if another P is writing to the map at the same virtual time, between these amounts of fuel,
/// and has not synchronised with anybody since. Like Go's, the check finds most races, not all.
pub fn no_writer(core: &Core, map: &Map, (from, to): (i64, i64), text: &'static str) -> Step {
    let place = &core.place;
    let meets = |writer: &Writer| {
        let ordered = place.syncs.get(writer.p as usize) != Some(&writer.syncs);
        writer.p != place.p && !ordered && writer.from < place.time(to) && place.time(from) < writer.to
    };
    if map.writers.iter().any(meets) { Err(Trap::Fatal(text)) } else { Ok(()) }
}

/// Notes that this P writes to the map between these amounts of fuel.
fn write(core: &mut Core, value: Value, span: (i64, i64)) -> Step {
    let (Value::Map(obj), true) = (value, core.place.syncs.len() > 1) else {
        return Ok(());
    };
    if let Some(map) = core.heap.map(obj) {
        no_writer(core, map, span, "concurrent map writes")?;
    }
    let place = &core.place;
    let writer = Writer {
        p: place.p,
        syncs: place.syncs[place.p as usize],
        from: place.time(span.0),
        to: place.time(span.1),
    };
    if let Some(map) = core.heap.map_mut(obj) {
        match map.writers.iter_mut().find(|other| other.p == writer.p) {
            Some(own) => *own = writer,
            None => map.writers.push(writer),
        }
    }
    Ok(())
}

/// Slots of key and value of a map type.
fn slots(core: &Core, ty: u16) -> (u32, u32, TypeId) {
    match core.program.types.shape(TypeId(ty.into())) {
        Type::Map(key, value) => {
            let layouts = &core.program.layouts;
            (layouts[key.0 as usize].slots, layouts[value.0 as usize].slots, *value)
        }
        _ => (0, 0, TypeId(0)),
    }
}

fn make(core: &mut Core, regs: &mut [Value], [dst, hint, ty]: [u16; 3], fuel: &mut i64) -> Step {
    // Like Go, a hint is only a hint: a senseless one is ignored.
    let hint = usize::try_from(regs[hint as usize].int()).unwrap_or(0).min(1 << 24);
    let (key, value, _) = slots(core, ty);
    let real = hint as u64 * (u64::from(key + value) * 16 + 32);
    may_allocate(core, real)?;
    let map = Map::new(key, value, hint);
    let bytes = go_bytes(core, ty, map.capacity());
    charge_alloc(core, fuel, bytes);
    regs[dst as usize] = Value::Map(core.heap.alloc(Data::Map(Box::new(map)), bytes));
    Ok(())
}

/// Roughly what Go's map of this many slots takes.
fn go_bytes(core: &Core, ty: u16, capacity: usize) -> u64 {
    let size = match core.program.types.shape(TypeId(ty.into())) {
        Type::Map(key, value) => {
            core.program.layouts[key.0 as usize].go_size + core.program.layouts[value.0 as usize].go_size
        }
        _ => 16,
    };
    48 + capacity.max(8) as u64 * (size + 1)
}

fn unhashable(ty: NotComparable) -> Trap {
    Trap::Unhashable { ty: TypeId(ty.0), in_vain: false }
}

/// A key that need not have been hashed, as the map is nil or empty: Go has other words for it.
fn hashed_in_vain(core: &Core, key: &[Value]) -> Step {
    let refused = |ty: NotComparable| Trap::Unhashable { ty: TypeId(ty.0), in_vain: true };
    core.heap.hash(core.facts, key).map(|_| ()).map_err(refused)
}

/// Hash of a key and the entry that has it.
fn find(core: &Core, map: &Map, key: &[Value]) -> Step<(u64, Option<usize>)> {
    // One-slot integer keys, the most frequent ones, compare without asking for types.
    let hash = core.heap.hash(core.facts, key).map_err(unhashable)?;
    let found = map.find(hash, |other| match (key, other) {
        ([Value::Int(a)], [Value::Int(b)]) => a == b,
        _ => core.heap.equal(core.facts, key, other) == Ok(true),
    });
    Ok((hash, found))
}

fn get(core: &Core, regs: &mut [Value], ok: bool, [dst, base, ty]: [u16; 3]) -> Step {
    let (key_slots, value_slots, value_ty) = slots(core, ty);
    let (dst, base) = (dst as usize, base as usize);
    let key = &regs[base + 1..base + 1 + key_slots as usize];
    let found = match behind(core, regs[base]) {
        Some(map) if !map.is_empty() => find(core, map, key)?.1.map(|entry| map.value(entry)),
        // Even a nil map refuses a key that cannot be hashed.
        _ => {
            hashed_in_vain(core, key)?;
            None
        }
    };
    let range = dst..dst + value_slots as usize;
    let present = found.is_some();
    match found {
        Some(value) => regs[range.clone()].copy_from_slice(value),
        None => core.facts.write_zero(core.program, value_ty.0, &mut regs[range.clone()]),
    }
    if ok {
        regs[range.end] = Value::Bool(present);
    }
    Ok(())
}

fn set(core: &mut Core, regs: &[Value], [base, src, ty]: [u16; 3]) -> Step {
    let (key_slots, value_slots, _) = slots(core, ty);
    let (base, src) = (base as usize, src as usize);
    let Value::Map(obj) = regs[base] else {
        return Err(Trap::Plain("assignment to entry in nil map"));
    };
    let key = &regs[base + 1..base + 1 + key_slots as usize];
    let value = &regs[src..src + value_slots as usize];
    put(core, obj, key, value, |core, capacity| go_bytes(core, ty, capacity))
}

fn put(
    core: &mut Core,
    obj: Obj,
    key: &[Value],
    value: &[Value],
    bytes: impl Fn(&Core, usize) -> u64,
) -> Step {
    let Some(map) = core.heap.map(obj) else {
        return Err(Trap::Broken("not a map"));
    };
    let (hash, found) = find(core, map, key)?;
    if found.is_none() {
        // The tables may double.
        cold::may_allocate(core, map.real_size())?;
    }
    let Some(map) = core.heap.map_mut(obj) else {
        return Ok(());
    };
    if let Some(entry) = found {
        map.value_mut(entry).copy_from_slice(value);
        return Ok(());
    }
    let before = map.real_size();
    map.insert(hash, key, value);
    let (after, capacity) = (map.real_size(), map.capacity());
    if after != before {
        let bytes = bytes(core, capacity);
        core.heap.resized(obj, after as i64 - before as i64, bytes);
    }
    Ok(())
}

fn delete(core: &mut Core, regs: &[Value], base: u16, ty: u16) -> Step {
    let base = base as usize;
    let key = &regs[base + 1..base + 1 + slots(core, ty).0 as usize];
    let Value::Map(obj) = regs[base] else {
        return hashed_in_vain(core, key);
    };
    let Some(map) = core.heap.map(obj).filter(|map| !map.is_empty()) else {
        return hashed_in_vain(core, key);
    };
    if let (_, Some(entry)) = find(core, map, key)?
        && let Some(map) = core.heap.map_mut(obj)
    {
        map.remove(entry);
    }
    Ok(())
}
