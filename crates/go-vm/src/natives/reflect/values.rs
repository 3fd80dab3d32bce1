//! Storage by pointer.
//!
//! ```go
//! func unpack(x any) *byte                       // the value in an interface
//! func pack(ty int, p *byte) any                 // a copy of it in an interface
//! func alloc(ty int) *byte                       // a new zero value
//! func at(p *byte, off int) *byte                // off slots on
//! func move(dst, src *byte, ty int)
//! func getInt(p *byte) int64                     // and Float, String, Bool, Complex, Pointer
//! func setInt(p *byte, ty int, v int64)          // and Float, String, Bool, Complex, Pointer (without ty)
//! func isNil(p *byte) bool
//! func address(p *byte) uint                     // of what the pointer, map … there refers to
//! func length(p *byte) (len, cap int)            // of a slice, string, map or channel
//! func elements(p *byte) *byte                   // of a slice
//! func setSlice(p, elems *byte, len, cap int)
//! func makeSlice(elem, cap int) *byte            // its elements
//! func dynamic(p *byte) (ty int, q *byte)        // of an interface; -1 if it is nil
//! func setInterface(p *byte, x any)
//! func makeMap(p *byte, ty int)
//! func mapGet(p, key *byte, ty int) *byte        // a copy, nil if there is none
//! func mapSet(p, key, value *byte, ty int)       // a nil value deletes
//! func mapKeys(p *byte, ty int) []*byte          // copies, in the order of printing
//! func equal(p, q *byte, ty int) bool
//! ```

use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::pointer;
use super::types::type_arg;
use crate::heap::Data;
use crate::heap::map::Map;
use crate::heap::packed::Pack;
use crate::interp::arith::wrap;
use crate::interp::iface::boxed;
use crate::interp::print::function_address;
use crate::interp::trap::Trap;
use crate::machine::Flow;
use crate::natives::{NativeCall, Table, fmt_order};
use crate::value::{Obj, Payload, PtrRef, SliceRef, Value};

/// Natives about values.
pub const VALUES: Table = &[
    ("reflect.unpack", unpack, false),
    ("reflect.pack", pack, false),
    ("reflect.alloc", alloc, false),
    ("reflect.at", at, false),
    ("reflect.move", copy, false),
    ("reflect.getInt", get, false),
    ("reflect.getFloat", get, false),
    ("reflect.getString", get, false),
    ("reflect.getBool", get, false),
    ("reflect.getComplex", get, false),
    ("reflect.getPointer", get, false),
    ("reflect.setInt", set_number, false),
    ("reflect.setFloat", set_number, false),
    ("reflect.setString", set, false),
    ("reflect.setBool", set, false),
    ("reflect.setComplex", set, false),
    ("reflect.setPointer", set, false),
    ("reflect.setInterface", set, false),
    (
        "reflect.isNil",
        |c| {
            let nil = load(c, 0).is_nil();
            c.ret(Value::Bool(nil))
        },
        false,
    ),
    ("reflect.address", address, false),
    ("reflect.length", length, false),
    ("reflect.elements", elements, false),
    ("reflect.setSlice", set_slice, false),
    ("reflect.makeSlice", make_slice, false),
    ("reflect.dynamic", dynamic, false),
    ("reflect.makeMap", make_map, false),
    ("reflect.mapGet", map_get, false),
    ("reflect.mapSet", map_set, false),
    ("reflect.mapKeys", map_keys, false),
    ("reflect.equal", equal, false),
];

/// The slot that argument `i` points to.
fn load(call: &NativeCall, i: usize) -> Value {
    pointer(call, i).map_or(Value::Nil, |p| call.machine.heap().load(p.obj, p.off))
}

/// All slots of a value of type `ty` that argument `i` points to.
fn load_all(call: &NativeCall, i: usize, ty: TypeId) -> Vec<Value> {
    let mut slots = vec![Value::Nil; call.machine.program().layouts[ty.0 as usize].slots as usize];
    if let Some(p) = pointer(call, i) {
        call.machine.heap().load_n(p.obj, p.off, &mut slots);
    }
    slots
}

/// New storage with these slots.
fn store_new(call: &mut NativeCall, slots: &[Value], ty: TypeId) -> Value {
    let bytes = call.machine.program().layouts[ty.0 as usize].go_size;
    call.charge_alloc(bytes);
    let obj = call.machine.heap_mut().alloc_slots(slots, bytes);
    Value::ptr(obj, 0)
}

fn unpack(call: &mut NativeCall) -> Flow {
    let Value::Iface(i) = call.arg(0) else {
        return call.ret(Value::Nil);
    };
    let storage = match (Value::unpack(i), i.payload) {
        (None, Payload::Boxed) => Value::ptr(i.obj, 0),
        (value, _) => store_new(call, &[value.unwrap_or_default()], TypeId(i.ty)),
    };
    call.ret(storage)
}

/// An interface value with these slots.
fn packed(call: &mut NativeCall, ty: TypeId, slots: &[Value]) -> Value {
    let program = call.machine.program_rc();
    let layout = &program.layouts[ty.0 as usize];
    if matches!(program.types.shape(ty), Type::Interface(_)) {
        return slots.first().copied().unwrap_or_default();
    }
    if layout.pointer_shaped {
        let nil = call.machine.facts().nil_payload(ty.0);
        return Value::pack(ty.0, slots.first().copied().unwrap_or_default(), nil);
    }
    boxed(ty.0, call.machine.heap_mut().alloc_slots(slots, layout.go_size))
}

fn pack(call: &mut NativeCall) -> Flow {
    let ty = type_arg(call, 0);
    let slots = load_all(call, 1, ty);
    let value = packed(call, ty, &slots);
    call.ret(value)
}

/// The zero value of a type.
fn zero(call: &NativeCall, ty: TypeId) -> Vec<Value> {
    let program = call.machine.program_rc();
    let mut slots = vec![Value::Nil; program.layouts[ty.0 as usize].slots as usize];
    call.machine.facts().write_zero(&program, ty.0, &mut slots);
    slots
}

fn alloc(call: &mut NativeCall) -> Flow {
    let ty = type_arg(call, 0);
    let slots = zero(call, ty);
    let storage = store_new(call, &slots, ty);
    call.ret(storage)
}

fn at(call: &mut NativeCall) -> Flow {
    let moved = pointer(call, 0).map_or(Value::Nil, |p| Value::ptr(p.obj, p.off + call.arg(1).int() as u32));
    call.ret(moved)
}

fn copy(call: &mut NativeCall) -> Flow {
    let slots = load_all(call, 1, type_arg(call, 2));
    if let Some(dst) = pointer(call, 0) {
        call.machine.heap_mut().store_n(dst.obj, dst.off, &slots);
    }
    Flow::Next
}

fn get(call: &mut NativeCall) -> Flow {
    let value = load(call, 0);
    call.ret(value)
}

fn store(call: &mut NativeCall, p: Option<PtrRef>, value: Value) -> Flow {
    if let Some(p) = p {
        call.machine.heap_mut().store(p.obj, p.off, value);
    }
    Flow::Next
}

fn set(call: &mut NativeCall) -> Flow {
    store(call, pointer(call, 0), call.arg(1))
}

fn set_number(call: &mut NativeCall) -> Flow {
    let value = match (call.machine.program().types.shape(type_arg(call, 1)), call.arg(2)) {
        (Type::Int(kind), Value::Int(n)) => Value::Int(wrap(*kind, n)),
        (Type::Float32, Value::Float(f)) => Value::Float((f as f32).into()),
        (_, value) => value,
    };
    store(call, pointer(call, 0), value)
}

fn address(call: &mut NativeCall) -> Flow {
    let heap = call.machine.heap();
    let address = match load(call, 0) {
        Value::Ptr(p) => heap.address(p.obj, p.off),
        Value::Slice(s) => heap.address(s.obj(), s.off()),
        Value::Func(f) => function_address(f.func),
        other => heap.address(other.object(), 0),
    };
    call.ret(Value::Int(address as i64))
}

fn length(call: &mut NativeCall) -> Flow {
    let heap = call.machine.heap();
    let (len, cap) = match load(call, 0) {
        Value::Slice(s) => (s.len().into(), s.cap().into()),
        Value::Str(s) => (s.len.into(), 0),
        Value::Map(obj) => (heap.map(obj).map_or(0, |m| m.len() as i64), 0),
        Value::Chan(obj) => heap.chan(obj).map_or((0, 0), |c| (c.len().into(), c.cap.into())),
        _ => (0, 0),
    };
    call.set(0, Value::Int(len));
    call.ret_at(1, Value::Int(cap))
}

fn elements(call: &mut NativeCall) -> Flow {
    let first = match load(call, 0) {
        Value::Slice(s) => Value::ptr(s.obj(), s.off()),
        _ => Value::Nil,
    };
    call.ret(first)
}

fn set_slice(call: &mut NativeCall) -> Flow {
    let value = match pointer(call, 1) {
        Some(p) => {
            let (len, cap) = (call.arg(2).int() as u32, call.arg(3).int() as u32);
            Value::Slice(SliceRef::new(p.obj, p.off, len, cap))
        }
        None => Value::Nil,
    };
    store(call, pointer(call, 0), value)
}

fn make_slice(call: &mut NativeCall) -> Flow {
    let (elem, cap) = (type_arg(call, 0), call.arg(1).int().max(0) as u64);
    let program = call.machine.program_rc();
    let layout = &program.layouts[elem.0 as usize];
    let room = cap.saturating_mul(u64::from(layout.slots.max(1)) * 16);
    if cap > crate::value::MAX_LEN || call.machine.heap().lacks_room(room) {
        return Flow::Trap(Trap::NeedsRoom(room));
    }
    call.charge_alloc(cap * layout.go_size);
    let obj = if *program.types.shape(elem) == Type::Int(IntKind::U8) {
        call.machine.heap_mut().alloc_bytes(vec![0; cap as usize].into())
    } else if layout.slots == 0 {
        Obj::ZERO_SIZED
    } else {
        let zero = zero(call, elem);
        let pack = Pack::of(layout);
        call.machine.heap_mut().alloc_zeroed(pack, &zero, cap as usize, cap * layout.go_size)
    };
    call.ret(Value::ptr(obj, 0))
}

fn dynamic(call: &mut NativeCall) -> Flow {
    let Value::Iface(i) = load(call, 0) else {
        call.set(0, Value::Int(-1));
        return call.ret_at(1, Value::Nil);
    };
    let storage = match (Value::unpack(i), i.payload) {
        (None, Payload::Boxed) => Value::ptr(i.obj, 0),
        (value, _) => store_new(call, &[value.unwrap_or_default()], TypeId(i.ty)),
    };
    call.set(0, Value::Int(i.ty.into()));
    call.ret_at(1, storage)
}

/// Key and element type of a map type.
fn map_types(call: &NativeCall, i: usize) -> Option<(TypeId, TypeId)> {
    match call.machine.program().types.shape(type_arg(call, i)) {
        Type::Map(key, elem) => Some((*key, *elem)),
        _ => None,
    }
}

fn make_map(call: &mut NativeCall) -> Flow {
    let Some((key, elem)) = map_types(call, 1) else {
        return Flow::Next;
    };
    let slots = |ty: TypeId| call.machine.program().layouts[ty.0 as usize].slots;
    let map = Map::new(slots(key), slots(elem), 0);
    let obj = call.machine.heap_mut().alloc(Data::Map(Box::new(map)), 48);
    store(call, pointer(call, 0), Value::Map(obj))
}

/// The map's object, the hash of a key and the entry that has it.
fn find(call: &NativeCall, key: &[Value]) -> Option<(Obj, u64, Option<usize>)> {
    let Value::Map(obj) = load(call, 0) else {
        return None;
    };
    let (heap, facts) = (call.machine.heap(), call.machine.facts());
    let hash = heap.hash(facts, key).ok()?;
    let found = heap.map(obj)?.find(hash, |other| heap.equal(facts, key, other) == Ok(true));
    Some((obj, hash, found))
}

fn map_get(call: &mut NativeCall) -> Flow {
    let Some((key_ty, elem_ty)) = map_types(call, 2) else {
        return call.ret(Value::Nil);
    };
    let key = load_all(call, 1, key_ty);
    let Some((obj, _, Some(entry))) = find(call, &key) else {
        return call.ret(Value::Nil);
    };
    let value = call.machine.heap().map(obj).map_or(Vec::new(), |m| m.value(entry).to_vec());
    let storage = store_new(call, &value, elem_ty);
    call.ret(storage)
}

fn map_set(call: &mut NativeCall) -> Flow {
    let Some((key_ty, elem_ty)) = map_types(call, 3) else {
        return Flow::Next;
    };
    let key = load_all(call, 1, key_ty);
    let value = pointer(call, 2).map(|_| load_all(call, 2, elem_ty));
    let Some((obj, hash, found)) = find(call, &key) else {
        return Flow::Trap(Trap::Plain("assignment to entry in nil map"));
    };
    let Some(map) = call.machine.heap_mut().map_mut(obj) else {
        return Flow::Next;
    };
    let before = map.real_size();
    match (value, found) {
        (Some(value), Some(entry)) => map.value_mut(entry).copy_from_slice(&value),
        (Some(value), None) => map.insert(hash, &key, &value),
        (None, Some(entry)) => map.remove(entry),
        (None, None) => {}
    }
    let (after, capacity) = (map.real_size(), map.capacity() as u64);
    if after != before {
        call.machine.heap_mut().resized(obj, after as i64 - before as i64, 48 + 16 * capacity);
    }
    Flow::Next
}

fn map_keys(call: &mut NativeCall) -> Flow {
    let Some((key_ty, _)) = map_types(call, 1) else {
        return call.ret(Value::Nil);
    };
    let mut keys: Vec<Vec<Value>> = match load(call, 0) {
        Value::Map(obj) => {
            let heap = call.machine.heap();
            heap.map(obj).map_or(Vec::new(), |m| m.entries().map(|e| m.key(e).to_vec()).collect())
        }
        _ => Vec::new(),
    };
    let program = call.machine.program_rc();
    keys.sort_by(|a, b| fmt_order::compare(call.machine.heap(), &program, a, b));
    let keys: Vec<Value> = keys.iter().map(|key| store_new(call, key, key_ty)).collect();
    let slice = call.machine.heap_mut().alloc_slice(&keys, 8);
    call.ret(slice)
}

fn equal(call: &mut NativeCall) -> Flow {
    let ty = type_arg(call, 2);
    let (a, b) = (load_all(call, 0, ty), load_all(call, 1, ty));
    let same = call.machine.heap().equal(call.machine.facts(), &a, &b) == Ok(true);
    call.ret(Value::Bool(same))
}
