//! The interning table of types, with sizes.

use std::collections::BTreeMap;

use crate::types::{IntKind, Method, Named, Type, TypeId};

/// All types of a program.
#[derive(Clone, Debug)]
pub struct TypeTable {
    types: Vec<Type>,
    /// Lookup only, never iterated.
    index: BTreeMap<TypeKey, Vec<TypeId>>,
    /// Defined types, by the number in [`Type::Named`].
    pub named: Vec<Named>,
}

/// A cheap key under which few types collide.
type TypeKey = (u8, u64);

/// Types that every table has, at fixed ids.
pub mod basic {
    use crate::types::TypeId;

    macro_rules! ids {
        ($($(#[$doc:meta])* $name:ident = $n:expr;)*) => { $($(#[$doc])* pub const $name: TypeId = TypeId($n);)* };
    }
    ids! {
        /// `bool`.
        BOOL = 0;
        /// `int`.
        INT = 1;
        /// `int8`.
        INT8 = 2;
        /// `int16`.
        INT16 = 3;
        /// `int32`, `rune`.
        INT32 = 4;
        /// `int64`.
        INT64 = 5;
        /// `uint`.
        UINT = 6;
        /// `uint8`, `byte`.
        UINT8 = 7;
        /// `uint16`.
        UINT16 = 8;
        /// `uint32`.
        UINT32 = 9;
        /// `uint64`.
        UINT64 = 10;
        /// `uintptr`.
        UINTPTR = 11;
        /// `float32`.
        FLOAT32 = 12;
        /// `float64`.
        FLOAT64 = 13;
        /// `complex64`.
        COMPLEX64 = 14;
        /// `complex128`.
        COMPLEX128 = 15;
        /// `string`.
        STRING = 16;
        /// `unsafe.Pointer`.
        UNSAFE_POINTER = 17;
        /// No value: the empty tuple.
        UNIT = 18;
        /// `interface{}`, printed `interface {}`.
        ANY = 19;
        /// The defined type `error`.
        ERROR = 20;
        /// `[]byte`.
        BYTES = 21;
    }
}

impl Default for TypeTable {
    fn default() -> Self {
        Self::new()
    }
}

impl TypeTable {
    /// A table with the [`basic`] types.
    pub fn new() -> Self {
        use IntKind::*;
        let mut table = TypeTable { types: Vec::new(), index: BTreeMap::new(), named: Vec::new() };
        table.intern(Type::Bool);
        for kind in [Int, I8, I16, I32, I64, Uint, U8, U16, U32, U64, Uintptr] {
            table.intern(Type::Int(kind));
        }
        for ty in [Type::Float32, Type::Float64, Type::Complex64, Type::Complex128] {
            table.intern(ty);
        }
        table.intern(Type::String);
        table.intern(Type::UnsafePointer);
        table.intern(Type::Tuple(Vec::new()));
        table.intern(Type::Interface(Vec::new()));
        let error = table.new_named("error", "error");
        table.intern(Type::Slice(basic::UINT8));
        let text = table.intern(Type::Func(Vec::new(), vec![basic::STRING], false));
        let methods = vec![Method { name: "Error".into(), ty: text }];
        let underlying = table.intern(Type::Interface(methods));
        table.set_underlying(error, underlying);
        debug_assert_eq!(error, basic::ERROR);
        table
    }

    /// The id of `ty`, the same one for identical types.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        let key = key(&ty);
        let bucket = self.index.entry(key).or_default();
        if let Some(&id) = bucket.iter().find(|id| self.types[id.0 as usize] == ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(ty);
        bucket.push(id);
        id
    }

    /// A new defined type under its [names](Named), its underlying type to be set by [`TypeTable::set_underlying`].
    pub fn new_named(&mut self, name: &str, link: &str) -> TypeId {
        let serial = self.named.len() as u32;
        self.named.push(Named { name: name.into(), link: link.into(), underlying: basic::UNIT, serial });
        self.intern(Type::Named(serial))
    }

    /// Gives a defined type its underlying type.
    pub fn set_underlying(&mut self, named: TypeId, underlying: TypeId) {
        let underlying = self.underlying(underlying);
        if let Type::Named(n) = self.types[named.0 as usize] {
            self.named[n as usize].underlying = underlying;
        }
    }

    /// The type with this id.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// How many types there are; ids are below it.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Never: a table has the basic types.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Id of the underlying type.
    pub fn underlying(&self, id: TypeId) -> TypeId {
        match self.get(id) {
            Type::Named(n) => self.named[*n as usize].underlying,
            _ => id,
        }
    }

    /// The underlying type itself.
    pub fn shape(&self, id: TypeId) -> &Type {
        self.get(self.underlying(id))
    }

    /// Size in slots of the machine (see the map in `crates/README.md`), saturating.
    pub fn slots(&self, id: TypeId) -> u32 {
        match self.shape(id) {
            Type::Struct(fields) => fields.iter().fold(0u32, |n, f| n.saturating_add(self.slots(f.ty))),
            Type::Array(elem, len) => {
                u32::try_from(u64::from(self.slots(*elem)).saturating_mul(*len)).unwrap_or(u32::MAX)
            }
            Type::Tuple(types) => types.iter().fold(0u32, |n, t| n.saturating_add(self.slots(*t))),
            _ => 1,
        }
    }

    /// Slot offset of field `index` of a struct type.
    pub fn field_offset(&self, id: TypeId, index: u32) -> u32 {
        match self.shape(id) {
            Type::Struct(fields) => fields.iter().take(index as usize).map(|f| self.slots(f.ty)).sum(),
            _ => 0,
        }
    }

    /// Size and alignment in bytes as Go lays the type out on a 64-bit machine; for the heap's accounting.
    pub fn go_size_align(&self, id: TypeId) -> (u64, u64) {
        use IntKind::*;
        match self.shape(id) {
            Type::Bool | Type::Int(I8 | U8) => (1, 1),
            Type::Int(I16 | U16) => (2, 2),
            Type::Int(I32 | U32) | Type::Float32 => (4, 4),
            Type::Complex64 => (8, 4),
            Type::Complex128 | Type::String | Type::Interface(_) => (16, 8),
            Type::Slice(_) => (24, 8),
            Type::Array(elem, len) => {
                let (size, align) = self.go_size_align(*elem);
                (size.saturating_mul(*len), align)
            }
            Type::Struct(fields) => {
                let (mut size, mut max, mut last) = (0u64, 1, 1);
                for field in fields {
                    let (s, a) = self.go_size_align(field.ty);
                    size = size.next_multiple_of(a).saturating_add(s);
                    max = max.max(a);
                    last = s;
                }
                // The address of a last field without size must not be that of the next variable.
                let padding = u64::from(last == 0 && size > 0);
                (size.saturating_add(padding).next_multiple_of(max), max)
            }
            Type::Tuple(types) => (8 * types.len() as u64, 8),
            _ => (8, 8),
        }
    }

    /// True for values that an interface holds without a box: pointers, maps, channels, functions.
    pub fn is_pointer_shaped(&self, id: TypeId) -> bool {
        matches!(
            self.shape(id),
            Type::Pointer(_) | Type::Map(..) | Type::Chan(..) | Type::Func(..) | Type::UnsafePointer
        )
    }
}

/// The Go name of an integer type.
pub fn int_name(kind: IntKind) -> &'static str {
    use IntKind::*;
    match kind {
        Int => "int",
        I8 => "int8",
        I16 => "int16",
        I32 => "int32",
        I64 => "int64",
        Uint => "uint",
        U8 => "uint8",
        U16 => "uint16",
        U32 => "uint32",
        U64 => "uint64",
        Uintptr => "uintptr",
    }
}

fn key(ty: &Type) -> TypeKey {
    let pair = |a: TypeId, b: TypeId| (u64::from(a.0) << 32) | u64::from(b.0);
    match ty {
        Type::Bool => (0, 0),
        Type::Int(kind) => (1, *kind as u64),
        Type::Float32 => (2, 0),
        Type::Float64 => (3, 0),
        Type::Complex64 => (4, 0),
        Type::Complex128 => (5, 0),
        Type::String => (6, 0),
        Type::UnsafePointer => (7, 0),
        Type::Pointer(t) => (8, t.0.into()),
        Type::Slice(t) => (9, t.0.into()),
        Type::Array(t, n) => (10, u64::from(t.0) ^ (n << 20)),
        Type::Map(k, v) => (11, pair(*k, *v)),
        Type::Chan(dir, t) => (12, pair(*t, TypeId(*dir as u32))),
        Type::Func(params, results, _) => (13, fold(params) ^ fold(results).rotate_left(7)),
        Type::Struct(fields) => (14, fields.iter().fold(7, |h, f| mix(h, f.ty))),
        Type::Interface(methods) => (15, methods.iter().fold(7, |h, m| mix(h, m.ty))),
        Type::Named(n) => (16, (*n).into()),
        Type::Tuple(types) => (17, fold(types)),
    }
}

fn fold(types: &[TypeId]) -> u64 {
    types.iter().fold(1, |h, t| mix(h, *t))
}

fn mix(hash: u64, id: TypeId) -> u64 {
    hash.wrapping_mul(0x100_0000_01b3) ^ u64::from(id.0)
}
