//! What one slot holds: a tagged, `Copy` value of 16 bytes.
//!
//! Zero values: integers `Int(0)`, floats `Float(0.0)`, booleans `Bool(false)`, strings
//! [`Value::EMPTY_STR`], complex numbers `Complex(Obj::NONE)`; pointers, slices, maps, channels,
//! functions and interfaces `Nil`. These are canonical: a nil pointer is never a `Ptr`.

/// Handle of a heap object. 0 is no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Obj(pub u32);

impl Obj {
    /// No object.
    pub const NONE: Obj = Obj(0);
    /// The object that everything of size zero shares, as `runtime.zerobase` in Go.
    pub const ZERO_SIZED: Obj = Obj(1);

    /// Index into the heap's table.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A string: `len` bytes of a byte object from `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrRef {
    /// Object with the bytes, none if empty.
    pub obj: Obj,
    /// First byte.
    pub off: u32,
    /// Number of bytes.
    pub len: u32,
}

/// A pointer: slot `off` of an object (byte `off` of a byte object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PtrRef {
    /// The object.
    pub obj: Obj,
    /// Slot or byte offset.
    pub off: u32,
}

/// A function: a declared one (`obj` none) or a closure object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FuncRef {
    /// Closure object, or none.
    pub obj: Obj,
    /// Function number, for a closure too.
    pub func: u32,
}

/// How the word of an interface value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// `obj` is a box with the slots of the value.
    Boxed,
    /// `obj` and `aux` (offset) are a pointer; `obj` none is a nil pointer.
    Ptr,
    /// `obj` is a map or none.
    Map,
    /// `obj` is a channel or none.
    Chan,
    /// `obj` (closure or none) and `aux` (function number) are a function.
    Func,
    /// A nil function.
    NilFunc,
}

/// An interface value that is not nil: dynamic type and a word. Packed, so that a slot stays at 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed)]
pub struct IfaceRef {
    /// How to read the word.
    pub payload: Payload,
    /// Dynamic type id.
    pub ty: u32,
    /// Object, see [`Payload`].
    pub obj: Obj,
    /// Second half of the word, see [`Payload`].
    pub aux: u32,
}

/// Longest slice in elements, and largest byte or slot object: lengths are kept in 28 bits.
pub const MAX_LEN: u64 = (1 << 28) - 1;

/// A slice, packed: object, offset of its first element (slots, or bytes in a byte object), length and capacity in elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed)]
pub struct SliceRef {
    /// Upper 24 bits of the capacity.
    cap_high: [u8; 3],
    obj: Obj,
    /// Offset (32 bits), length (28), lower 4 bits of the capacity.
    low: u64,
}

impl SliceRef {
    /// A slice; `len` and `cap` are at most [`MAX_LEN`].
    #[inline]
    pub fn new(obj: Obj, off: u32, len: u32, cap: u32) -> SliceRef {
        debug_assert!(u64::from(len) <= MAX_LEN && u64::from(cap) <= MAX_LEN && len <= cap);
        let [a, b, c, _] = (cap >> 4).to_le_bytes();
        let low = u64::from(off) | (u64::from(len) << 32) | (u64::from(cap & 15) << 60);
        SliceRef { cap_high: [a, b, c], obj, low }
    }

    /// The backing object.
    #[inline]
    pub fn obj(self) -> Obj {
        self.obj
    }

    /// Offset of the first element in the backing object.
    #[inline]
    pub fn off(self) -> u32 {
        self.low as u32
    }

    /// Length in elements.
    #[inline]
    pub fn len(self) -> u32 {
        (self.low >> 32) as u32 & MAX_LEN as u32
    }

    /// True if it has no elements.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Capacity in elements.
    #[inline]
    pub fn cap(self) -> u32 {
        let [a, b, c] = self.cap_high;
        (u32::from_le_bytes([a, b, c, 0]) << 4) | (self.low >> 60) as u32
    }
}

/// One slot.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Value {
    /// A nil pointer, slice, map, channel, function or interface; also an unused slot.
    #[default]
    Nil,
    /// A boolean.
    Bool(bool),
    /// Any integer type, sign- or zero-extended; unsigned 64-bit ones as two's complement.
    Int(i64),
    /// float32 (rounded) or float64.
    Float(f64),
    /// complex64 or complex128: an object of two `Float` slots, none for 0.
    Complex(Obj),
    /// A string.
    Str(StrRef),
    /// A pointer.
    Ptr(PtrRef),
    /// A slice.
    Slice(SliceRef),
    /// A map.
    Map(Obj),
    /// A channel.
    Chan(Obj),
    /// A function.
    Func(FuncRef),
    /// An interface value.
    Iface(IfaceRef),
}

impl Value {
    /// The empty string.
    pub const EMPTY_STR: Value = Value::Str(StrRef { obj: Obj::NONE, off: 0, len: 0 });

    /// What a register holds that has been emptied as nobody reads it any more: no value of a program.
    pub const GONE: Value = Value::Map(Obj::NONE);

    /// A pointer to slot `off` of `obj`.
    #[inline]
    pub fn ptr(obj: Obj, off: u32) -> Value {
        Value::Ptr(PtrRef { obj, off })
    }

    /// The object that this value keeps alive, or none.
    #[inline]
    pub fn object(self) -> Obj {
        match self {
            Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Float(_) => Obj::NONE,
            Value::Complex(obj) | Value::Map(obj) | Value::Chan(obj) => obj,
            Value::Str(s) => s.obj,
            Value::Ptr(p) => p.obj,
            Value::Slice(s) => s.obj,
            Value::Func(f) => f.obj,
            Value::Iface(i) => i.obj,
        }
    }

    /// The integer, 0 if it is none (compiled code never asks then).
    #[inline]
    pub fn int(self) -> i64 {
        match self {
            Value::Int(n) => n,
            _ => 0,
        }
    }

    /// The float, 0 if it is none.
    #[inline]
    pub fn float(self) -> f64 {
        match self {
            Value::Float(f) => f,
            _ => 0.0,
        }
    }

    /// The boolean, false if it is none.
    #[inline]
    pub fn bool(self) -> bool {
        matches!(self, Value::Bool(true))
    }

    /// The string, empty if it is none.
    #[inline]
    pub fn str(self) -> StrRef {
        match self {
            Value::Str(s) => s,
            _ => StrRef { obj: Obj::NONE, off: 0, len: 0 },
        }
    }

    /// The slice; nil gives an empty slice of no object.
    #[inline]
    pub fn slice(self) -> SliceRef {
        match self {
            Value::Slice(s) => s,
            _ => SliceRef::new(Obj::NONE, 0, 0, 0),
        }
    }

    /// True for nil.
    #[inline]
    pub fn is_nil(self) -> bool {
        matches!(self, Value::Nil)
    }

    /// The value that the interface word stands for, if it is not boxed.
    pub fn unpack(i: IfaceRef) -> Option<Value> {
        Some(match i.payload {
            Payload::Boxed => return None,
            Payload::NilFunc => Value::Nil,
            Payload::Func => Value::Func(FuncRef { obj: i.obj, func: i.aux }),
            _ if i.obj.index() == 0 => Value::Nil,
            Payload::Ptr => Value::ptr(i.obj, i.aux),
            Payload::Map => Value::Map(i.obj),
            Payload::Chan => Value::Chan(i.obj),
        })
    }

    /// The interface value holding a pointer-shaped value; `nil` says which payload a nil has.
    pub fn pack(ty: u32, value: Value, nil: Payload) -> Value {
        let (payload, obj, aux) = match value {
            Value::Ptr(p) => (Payload::Ptr, p.obj, p.off),
            Value::Map(obj) => (Payload::Map, obj, 0),
            Value::Chan(obj) => (Payload::Chan, obj, 0),
            Value::Func(f) => (Payload::Func, f.obj, f.func),
            _ => (nil, Obj::NONE, 0),
        };
        Value::Iface(IfaceRef { payload, ty, obj, aux })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_sixteen_bytes() {
        assert_eq!(size_of::<Value>(), 16);
    }

    #[test]
    fn slices_keep_their_four_numbers() {
        for (off, len, cap) in [(0, 0, 0), (7, 3, 9), (u32::MAX, MAX_LEN as u32, MAX_LEN as u32), (1, 0, 31)]
        {
            let s = SliceRef::new(Obj(5), off, len, cap);
            assert_eq!((s.obj(), s.off(), s.len(), s.cap()), (Obj(5), off, len, cap));
        }
    }
}
