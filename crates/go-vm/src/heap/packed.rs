//! Objects whose slots all hold plain numbers or booleans are stored without tags: they take half
//! the memory or less, and the collector need not look into them.

use super::{Data, Heap};

/// Byte arrays of such lengths are only made when something is written to them.
pub const BLANK: std::ops::RangeInclusive<usize> = 1024..=1 << 20;

/// What unwritten bytes are read as.
pub static ZEROS: [u8; *BLANK.end()] = [0; *BLANK.end()];

use crate::bytecode::{TypeLayout, ZeroKind};
use crate::value::{Obj, Value};

/// How the slots of objects of a type are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pack {
    /// Tagged values.
    #[default]
    Slots,
    /// Bytes.
    Bytes,
    /// Integers of any kind.
    Ints,
    /// Floats.
    Floats,
    /// Booleans.
    Bools,
}

impl Pack {
    /// How objects of a type (or backing arrays of it) are stored.
    pub fn of(layout: &TypeLayout) -> Pack {
        if layout.bytes {
            return Pack::Bytes;
        }
        let mut kinds = layout.zero.iter().filter(|run| run.count > 0).flat_map(|run| &run.kinds);
        let pack = match kinds.next() {
            Some(ZeroKind::Int) => Pack::Ints,
            Some(ZeroKind::Float) => Pack::Floats,
            Some(ZeroKind::Bool) => Pack::Bools,
            _ => return Pack::Slots,
        };
        let same = |kind: &ZeroKind| {
            matches!(
                (pack, kind),
                (Pack::Ints, ZeroKind::Int) | (Pack::Floats, ZeroKind::Float) | (Pack::Bools, ZeroKind::Bool)
            )
        };
        if kinds.all(same) { pack } else { Pack::Slots }
    }

    /// Real bytes of a slot.
    pub fn slot_bytes(self) -> u64 {
        match self {
            Pack::Slots => size_of::<Value>() as u64,
            Pack::Ints | Pack::Floats => 8,
            Pack::Bytes | Pack::Bools => 1,
        }
    }
}

impl Heap {
    /// A new object of `count` times the slots `zero`, the zero value of a type with this packing.
    pub fn alloc_zeroed(&mut self, pack: Pack, zero: &[Value], count: usize, go_bytes: u64) -> Obj {
        let slots = zero.len() * count;
        let data = match (pack, zero) {
            _ if slots == 0 => return Obj::ZERO_SIZED,
            (Pack::Bytes, _) if BLANK.contains(&slots) => Data::Blank(slots as u32),
            (Pack::Bytes, _) => Data::Bytes(vec![0; slots].into()),
            (_, [one]) if slots == 1 => Data::One(*one),
            (Pack::Ints, _) => Data::Ints(vec![0; slots].into()),
            (Pack::Floats, _) => Data::Floats(vec![0.0; slots].into()),
            (Pack::Bools, _) => Data::Bools(vec![false; slots].into()),
            (Pack::Slots, [one]) => Data::Slots(vec![*one; count].into()),
            (Pack::Slots, many) if count == 1 => Data::Slots(self.spare.copy(many)),
            (Pack::Slots, many) => Data::Slots(many.repeat(count).into()),
        };
        self.alloc(data, go_bytes)
    }

    /// A new object with these slots of a type with this packing.
    pub fn alloc_packed(&mut self, pack: Pack, slots: &[Value], go_bytes: u64) -> Obj {
        let data = match (pack, slots) {
            (_, []) => return Obj::ZERO_SIZED,
            (Pack::Bytes, _) => Data::Bytes(slots.iter().map(|v| v.int() as u8).collect()),
            (_, [one]) => Data::One(*one),
            (Pack::Ints, _) => Data::Ints(slots.iter().map(|v| v.int()).collect()),
            (Pack::Floats, _) => Data::Floats(slots.iter().map(|v| v.float()).collect()),
            (Pack::Bools, _) => Data::Bools(slots.iter().map(|v| v.bool()).collect()),
            (Pack::Slots, _) => Data::Slots(self.spare.copy(slots)),
        };
        self.alloc(data, go_bytes)
    }

    /// Slots from `off` on, as many as there are up to `count`.
    pub fn to_values(&self, obj: Obj, off: u32, count: u32) -> Vec<Value> {
        let mut values = vec![Value::Nil; count as usize];
        self.load_n(obj, off, &mut values);
        values
    }

    /// Copies `dst.len()` slots (or bytes) from an object.
    pub fn load_n(&self, obj: Obj, off: u32, dst: &mut [Value]) {
        let range = off as usize..off as usize + dst.len();
        match self.data(obj) {
            Data::Bytes(_) | Data::Blank(_) => {
                read(self.bytes(obj), range, dst, |byte| Value::Int(byte.into()));
            }
            Data::Ints(ints) => read(ints, range, dst, Value::Int),
            Data::Floats(floats) => read(floats, range, dst, Value::Float),
            Data::Bools(bools) => read(bools, range, dst, Value::Bool),
            _ => {
                if let Some(src) = self.slots(obj).get(range) {
                    dst.copy_from_slice(src);
                }
            }
        }
    }

    /// Copies slots into an object.
    pub fn store_n(&mut self, obj: Obj, off: u32, src: &[Value]) {
        let range = off as usize..off as usize + src.len();
        match self.data_mut(obj) {
            Data::Bytes(bytes) => write(bytes, range, src, |v| v.int() as u8),
            Data::Ints(ints) => write(ints, range, src, Value::int),
            Data::Floats(floats) => write(floats, range, src, Value::float),
            Data::Bools(bools) => write(bools, range, src, Value::bool),
            _ => {
                if let Some(dst) = self.slots_mut(obj).get_mut(range) {
                    dst.copy_from_slice(src);
                }
            }
        }
    }

    /// Fills `count` slots from `off` on with repetitions of `zero`, a zero value.
    pub fn zero_n(&mut self, obj: Obj, off: u32, count: u32, zero: &[Value]) {
        let range = off as usize..(off + count) as usize;
        if matches!(self.data(obj), Data::Blank(_)) {
            return;
        }
        match self.data_mut(obj) {
            Data::Bytes(bytes) => bytes.get_mut(range).unwrap_or_default().fill(0),
            Data::Ints(ints) => ints.get_mut(range).unwrap_or_default().fill(0),
            Data::Floats(floats) => floats.get_mut(range).unwrap_or_default().fill(0.0),
            Data::Bools(bools) => bools.get_mut(range).unwrap_or_default().fill(false),
            _ => {
                let slots = self.slots_mut(obj).get_mut(range).unwrap_or_default();
                for (slot, value) in slots.iter_mut().zip(zero.iter().cycle()) {
                    *slot = *value;
                }
            }
        }
    }

    /// Copies `count` slots or bytes between two places, which may overlap.
    pub fn copy(&mut self, dst: (Obj, u32), src: (Obj, u32), count: usize) {
        let (to, from) = (dst.1 as usize, src.1 as usize);
        let (source, target) = (from..from + count, to..to + count);
        if dst.0 == src.0 && matches!(self.data(dst.0), Data::Blank(_)) {
            return;
        }
        if dst.0 == src.0 {
            match self.data_mut(dst.0) {
                Data::Bytes(bytes) => bytes.copy_within(source, to),
                Data::Ints(ints) => ints.copy_within(source, to),
                Data::Floats(floats) => floats.copy_within(source, to),
                Data::Bools(bools) => bools.copy_within(source, to),
                Data::Slots(slots) => slots.copy_within(source, to),
                _ => {}
            }
            return;
        }
        // The source is taken out for the time of the copy; the objects differ.
        let data = std::mem::replace(&mut self.objects[src.0.index()].data, Data::Free);
        let mixed = match (&data, self.data_mut(dst.0)) {
            (Data::Blank(len), Data::Bytes(dst)) => move_plain(&ZEROS[..*len as usize], source, dst, target),
            (Data::Bytes(src), Data::Bytes(dst)) => move_plain(src, source, dst, target),
            (Data::Ints(src), Data::Ints(dst)) => move_plain(src, source, dst, target),
            (Data::Floats(src), Data::Floats(dst)) => move_plain(src, source, dst, target),
            (Data::Bools(src), Data::Bools(dst)) => move_plain(src, source, dst, target),
            (Data::Slots(src), Data::Slots(dst)) => move_plain(src, source, dst, target),
            _ => true,
        };
        self.objects[src.0.index()].data = data;
        if mixed {
            let values = self.to_values(src.0, src.1, count as u32);
            self.store_n(dst.0, dst.1, &values);
        }
    }
}

type Span = std::ops::Range<usize>;

/// False: nothing is left to be done.
fn move_plain<T: Copy>(src: &[T], from: Span, dst: &mut [T], to: Span) -> bool {
    if let (Some(src), Some(dst)) = (src.get(from), dst.get_mut(to)) {
        dst.copy_from_slice(src);
    }
    false
}

fn read<T: Copy>(src: &[T], range: Span, dst: &mut [Value], value: impl Fn(T) -> Value) {
    for (slot, plain) in dst.iter_mut().zip(src.get(range).unwrap_or_default()) {
        *slot = value(*plain);
    }
}

fn write<T>(dst: &mut [T], range: Span, src: &[Value], plain: impl Fn(Value) -> T) {
    for (place, value) in dst.get_mut(range).unwrap_or_default().iter_mut().zip(src) {
        *place = plain(*value);
    }
}
