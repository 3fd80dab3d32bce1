//! Map instructions, and map access for natives.

use tidepool_go_check::types::{Type, TypeId};

use super::cold::{charge_alloc, may_allocate};
use super::trap::{Step, Trap};
use super::{Core, cold};
use crate::bytecode::Op;
use crate::heap::Data;
use crate::heap::compare::NotComparable;
use crate::heap::map::Map;
use crate::value::{Obj, Value};

/// Performs a map instruction.
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::MakeMap { dst, hint, ty } => make(core, regs, [dst, hint, ty], fuel),
        Op::MapGet { ok, dst, base, ty } => {
            *fuel -= i64::from(core.costs.map_access);
            get(core, regs, ok, [dst, base, ty])
        }
        Op::MapSet { base, src, ty } => {
            *fuel -= i64::from(core.costs.map_change);
            set(core, regs, [base, src, ty])
        }
        Op::MapDelete { base, ty } => {
            *fuel -= i64::from(core.costs.map_change);
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

/// Looking for a key that cannot be hashed in an empty map.
fn unhashable(ty: NotComparable) -> Trap {
    Trap::Unhashable(TypeId(ty.0), true)
}

/// Hash of a key and the entry that has it; `reads` unless the key is to be put in.
fn find(core: &Core, map: &Map, key: &[Value], reads: bool) -> Step<(u64, Option<usize>)> {
    // One-slot integer keys, the most frequent ones, compare without asking for types.
    let hash = core.heap.hash(core.facts, key);
    let hash = hash.map_err(|ty| Trap::Unhashable(TypeId(ty.0), reads && map.is_empty()))?;
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
    let found = match regs[base] {
        Value::Map(obj) => match core.heap.map(obj) {
            Some(map) => find(core, map, key, true)?.1.map(|entry| map.value(entry)),
            None => None,
        },
        // Even a nil map refuses a key that cannot be hashed.
        _ => core.heap.hash(core.facts, key).map(|_| None).map_err(unhashable)?,
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
    let (hash, found) = find(core, map, key, false)?;
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
        return core.heap.hash(core.facts, key).map(|_| ()).map_err(unhashable);
    };
    let Some(map) = core.heap.map(obj) else {
        return Ok(());
    };
    if let (_, Some(entry)) = find(core, map, key, true)?
        && let Some(map) = core.heap.map_mut(obj)
    {
        map.remove(entry);
    }
    Ok(())
}
