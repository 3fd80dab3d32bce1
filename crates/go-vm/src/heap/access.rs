//! Typed access to objects. Handles that compiled code holds always fit; a mismatch reads as
//! empty rather than panicking, so that a fault in the compiler stays a wrong value.

use super::map::Map;
use super::packed::ZEROS;
use super::settled::State;
use super::{Data, Heap};
use crate::chan::Chan;
use crate::timer::Timer;
use crate::value::{Obj, SliceRef, StrRef, Value};

impl Heap {
    /// Slots of a slot object; a packed one has none.
    #[inline]
    pub fn slots(&self, obj: Obj) -> &[Value] {
        match self.data(obj) {
            Data::Slots(slots) => slots,
            Data::One(value) => std::slice::from_ref(value),
            _ => &[],
        }
    }

    /// Slots of a slot object, to change; a packed one has none.
    #[inline]
    pub fn slots_mut(&mut self, obj: Obj) -> &mut [Value] {
        match self.data_mut(obj) {
            Data::Slots(slots) => slots,
            Data::One(value) => std::slice::from_mut(value),
            _ => &mut [],
        }
    }

    /// Bytes of a byte object.
    #[inline]
    pub fn bytes(&self, obj: Obj) -> &[u8] {
        match self.data(obj) {
            Data::Bytes(bytes) => bytes,
            Data::Blank(len) => &ZEROS[..*len as usize],
            _ => &[],
        }
    }

    /// One slot (or byte) of an object.
    #[inline]
    pub fn load(&self, obj: Obj, off: u32) -> Value {
        match self.data(obj) {
            Data::One(value) => *value,
            Data::Slots(slots) => slots.get(off as usize).copied().unwrap_or_default(),
            Data::Ints(ints) => Value::Int(ints.get(off as usize).copied().unwrap_or_default()),
            Data::Bytes(bytes) => Value::Int(bytes.get(off as usize).copied().unwrap_or_default().into()),
            Data::Floats(floats) => Value::Float(floats.get(off as usize).copied().unwrap_or_default()),
            Data::Bools(bools) => Value::Bool(bools.get(off as usize).copied().unwrap_or_default()),
            Data::Blank(_) => Value::Int(0),
            _ => Value::Nil,
        }
    }

    /// One slot of an object that is not packed: what most loads are of.
    #[inline]
    pub fn slot(&self, obj: Obj, off: u32) -> Option<&Value> {
        match self.data(obj) {
            Data::Slots(slots) => slots.get(off as usize),
            Data::One(value) => Some(value),
            _ => None,
        }
    }

    /// The slot `offset` behind a pointer, if it is one to an object of several slots: what most loads are of.
    #[inline]
    pub fn field(&self, pointer: Value, offset: u16) -> Option<&Value> {
        let Value::Ptr(p) = pointer else { return None };
        match self.data(p.obj) {
            Data::Slots(slots) => slots.get((p.off + u32::from(offset)) as usize),
            _ => None,
        }
    }

    /// Changes that slot if a trace need not hear of it: the object is new to it anyway, or the old value and the new one
    /// are plain. Else false, and nothing has happened.
    #[inline]
    pub fn store_field(&mut self, pointer: Value, offset: u16, value: &Value) -> bool {
        let Value::Ptr(p) = pointer else { return false };
        let object = &mut self.objects[p.obj.index()];
        let Data::Slots(slots) = &mut object.data else { return false };
        let Some(slot) = slots.get_mut((p.off + u32::from(offset)) as usize) else { return false };
        let plain = |value: &Value| matches!(value, Value::Bool(_) | Value::Int(_) | Value::Float(_));
        if object.standing.state != State::Fresh && !(plain(slot) && plain(value)) {
            return false;
        }
        *slot = *value;
        true
    }

    /// Changes one slot (or byte) of an object.
    #[inline]
    pub fn store(&mut self, obj: Obj, off: u32, value: Value) {
        let at = off as usize;
        // To plain contents a write changes nothing that a trace would look at.
        match &mut self.objects[obj.index()].data {
            Data::Bytes(bytes) => put(bytes, at, value.int() as u8),
            Data::Ints(ints) => put(ints, at, value.int()),
            Data::Bools(bools) => put(bools, at, value.bool()),
            Data::Floats(floats) => put(floats, at, value.float()),
            _ => match self.data_mut(obj) {
                Data::One(slot) => *slot = value,
                Data::Slots(slots) => put(slots, at, value),
                Data::Bytes(bytes) => put(bytes, at, value.int() as u8),
                _ => {}
            },
        }
    }

    /// Bytes of a string.
    #[inline]
    pub fn str(&self, s: StrRef) -> &[u8] {
        if s.len == 0 {
            return &[];
        }
        self.bytes(s.obj).get(s.off as usize..(s.off + s.len) as usize).unwrap_or_default()
    }

    /// Elements of a slice of one-slot elements as bytes, whichever way they are stored.
    pub fn byte_slice(&self, s: SliceRef) -> Vec<u8> {
        let range = s.off() as usize..(s.off() + s.len()) as usize;
        match self.data(s.obj()) {
            Data::Bytes(_) | Data::Blank(_) => self.bytes(s.obj()).get(range).unwrap_or_default().to_vec(),
            _ => self.to_values(s.obj(), s.off(), s.len()).iter().map(|v| v.int() as u8).collect(),
        }
    }

    /// A new string.
    pub fn alloc_str(&mut self, bytes: &[u8]) -> Value {
        if bytes.is_empty() {
            return Value::EMPTY_STR;
        }
        let obj = self.alloc_bytes(bytes.into());
        Value::Str(StrRef { obj, off: 0, len: bytes.len() as u32 })
    }

    /// A new `[]byte` with cap = len; never nil.
    pub fn alloc_byte_slice(&mut self, bytes: &[u8]) -> Value {
        let len = bytes.len() as u32;
        let obj = self.alloc_bytes(bytes.into());
        Value::Slice(SliceRef::new(obj, 0, len, len))
    }

    /// A new slice of these one-slot elements of `elem_bytes` bytes each; never nil.
    pub fn alloc_slice(&mut self, elems: &[Value], elem_bytes: u64) -> Value {
        let len = elems.len() as u32;
        let obj = self.alloc_slots(elems, elem_bytes * u64::from(len));
        Value::Slice(SliceRef::new(obj, 0, len, len))
    }

    /// The map behind a handle.
    #[inline]
    pub fn map(&self, obj: Obj) -> Option<&Map> {
        match self.data(obj) {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The map behind a handle, to change.
    #[inline]
    pub fn map_mut(&mut self, obj: Obj) -> Option<&mut Map> {
        match self.data_mut(obj) {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The channel behind a handle.
    #[inline]
    pub fn chan(&self, obj: Obj) -> Option<&Chan> {
        match self.data(obj) {
            Data::Chan(chan) => Some(chan),
            _ => None,
        }
    }

    /// The channel behind a handle, to change.
    #[inline]
    pub fn chan_mut(&mut self, obj: Obj) -> Option<&mut Chan> {
        match self.data_mut(obj) {
            Data::Chan(chan) => Some(chan),
            _ => None,
        }
    }

    /// The timer behind a handle.
    pub fn timer(&self, obj: Obj) -> Option<&Timer> {
        match self.data(obj) {
            Data::Timer(timer) => Some(timer),
            _ => None,
        }
    }

    /// The timer behind a handle, to change.
    pub fn timer_mut(&mut self, obj: Obj) -> Option<&mut Timer> {
        match self.data_mut(obj) {
            Data::Timer(timer) => Some(timer),
            _ => None,
        }
    }

    /// A number that Go would print as the object's address: stable, never reused while it lives.
    pub fn address(&self, obj: Obj, off: u32) -> u64 {
        if obj == Obj::NONE { 0 } else { 0xc0_0000_0000 + (u64::from(obj.0) << 8) + u64::from(off) * 8 }
    }
}

#[inline]
fn put<T>(place: &mut [T], at: usize, value: T) {
    if let Some(slot) = place.get_mut(at) {
        *slot = value;
    }
}
