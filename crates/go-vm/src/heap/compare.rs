//! Go's `==` and the hash that agrees with it.

use super::Heap;
use crate::value::{Obj, Payload, Value};

/// Dynamic types of interfaces that were compared or hashed although they cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotComparable(pub u32);

/// Whether a dynamic type (by id) can be compared.
pub trait Comparable {
    /// True if `==` is defined for values of the type.
    fn comparable(&self, ty: u32) -> bool;
}

impl Heap {
    /// `a == b`, slot by slot.
    pub fn equal(&self, types: &impl Comparable, a: &[Value], b: &[Value]) -> Result<bool, NotComparable> {
        for (a, b) in a.iter().zip(b) {
            if !self.equal_slot(types, *a, *b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `a == b` for values of one slot.
    pub fn equal_slot(&self, types: &impl Comparable, a: Value, b: Value) -> Result<bool, NotComparable> {
        Ok(match (a, b) {
            (Value::Str(a), Value::Str(b)) => a.len == b.len && (a == b || self.str(a) == self.str(b)),
            (Value::Complex(a), Value::Complex(b)) => self.complex(a) == self.complex(b),
            (Value::Iface(x), Value::Iface(y)) => {
                if x.ty != y.ty {
                    return Ok(false);
                }
                if !types.comparable(x.ty) {
                    return Err(NotComparable(x.ty));
                }
                if x.payload == Payload::Boxed {
                    return self.equal(types, self.slots(x.obj), self.slots(y.obj));
                }
                x == y
            }
            _ => a == b,
        })
    }

    /// Real and imaginary part.
    pub fn complex(&self, obj: Obj) -> (f64, f64) {
        match self.slots(obj) {
            [re, im] => (re.float(), im.float()),
            _ => (0.0, 0.0),
        }
    }

    /// A hash of the slots: equal values have equal hashes.
    pub fn hash(&self, types: &impl Comparable, key: &[Value]) -> Result<u64, NotComparable> {
        let mut state = Hasher(0x243f_6a88_85a3_08d3);
        self.hash_into(types, key, &mut state)?;
        Ok(state.finish())
    }

    fn hash_into(
        &self,
        types: &impl Comparable,
        key: &[Value],
        state: &mut Hasher,
    ) -> Result<(), NotComparable> {
        for value in key {
            match *value {
                Value::Nil => state.word(1),
                Value::Bool(b) => state.word(2 + u64::from(b)),
                Value::Int(n) => state.word(n as u64),
                Value::Float(f) => state.float(f),
                Value::Complex(obj) => {
                    let (re, im) = self.complex(obj);
                    state.float(re);
                    state.float(im);
                }
                Value::Str(s) => state.bytes(self.str(s)),
                Value::Ptr(p) => state.word((u64::from(p.obj.0) << 32) | u64::from(p.off)),
                Value::Map(obj) | Value::Chan(obj) => state.word(obj.0.into()),
                Value::Iface(i) => {
                    if !types.comparable(i.ty) {
                        return Err(NotComparable(i.ty));
                    }
                    state.word(i.ty.into());
                    match i.payload {
                        Payload::Boxed => self.hash_into(types, self.slots(i.obj), state)?,
                        _ => state.word((u64::from(i.obj.0) << 32) | u64::from(i.aux)),
                    }
                }
                Value::Slice(_) | Value::Func(_) => state.word(0),
            }
        }
        Ok(())
    }
}

/// Multiply-and-fold mixing; the same on every target.
struct Hasher(u64);

impl Hasher {
    #[inline]
    fn word(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        self.0 = (product >> 64) as u64 ^ product as u64;
    }

    fn float(&mut self, f: f64) {
        // -0 equals 0; every NaN differs from all, so any hash will do.
        self.word(if f == 0.0 { 0 } else { f.to_bits() });
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        let rest = chunks.remainder();
        word[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(word) ^ ((bytes.len() as u64) << 56));
    }

    fn finish(mut self) -> u64 {
        self.word(0x1319_8a2e_0370_7344);
        self.0
    }
}
