//! Types of a program, interned: two types are identical in Go's sense exactly if their ids are equal.

/// Index into a [`TypeTable`](crate::type_table::TypeTable).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Integer types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntKind {
    /// `int` (64 bits here).
    Int,
    /// `int8`.
    I8,
    /// `int16`.
    I16,
    /// `int32`, `rune`.
    I32,
    /// `int64`.
    I64,
    /// `uint` (64 bits here).
    Uint,
    /// `uint8`, `byte`.
    U8,
    /// `uint16`.
    U16,
    /// `uint32`.
    U32,
    /// `uint64`.
    U64,
    /// `uintptr`.
    Uintptr,
}

/// Directions of a channel type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChanDir {
    /// `chan T`.
    Both,
    /// `chan<- T`.
    Send,
    /// `<-chan T`.
    Recv,
}

/// The shape of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`.
    Bool,
    /// An integer type.
    Int(IntKind),
    /// `float32`.
    Float32,
    /// `float64`.
    Float64,
    /// `complex64`.
    Complex64,
    /// `complex128`.
    Complex128,
    /// `string`.
    String,
    /// `unsafe.Pointer`.
    UnsafePointer,
    /// `*T`.
    Pointer(TypeId),
    /// `[]T`.
    Slice(TypeId),
    /// `[n]T`.
    Array(TypeId, u64),
    /// `map[K]V`.
    Map(TypeId, TypeId),
    /// Channel.
    Chan(ChanDir, TypeId),
    /// Function: parameters, results, variadic.
    Func(Vec<TypeId>, Vec<TypeId>, bool),
    /// Struct.
    Struct(Vec<Field>),
    /// Interface with its complete method set, sorted by name (unexported names prefixed by
    /// package path and a dot). Constraint-only interfaces never reach the HIR.
    Interface(Vec<Method>),
    /// A defined type: index into [`TypeTable::named`](crate::type_table::TypeTable::named).
    Named(u32),
    /// Several values (call results); the empty tuple is "no value".
    Tuple(Vec<TypeId>),
}

/// A field of a struct type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Name; for an unexported field of another package than main it is unique together with `package`.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// True for embedded fields.
    pub embedded: bool,
    /// Tag, empty if none.
    pub tag: String,
    /// Package path if the name is unexported, else empty.
    pub package: String,
}

/// A method of an interface type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Method {
    /// Name (see [`Type::Interface`]).
    pub name: String,
    /// Its [`Type::Func`], without receiver.
    pub ty: TypeId,
}

/// A defined type.
#[derive(Clone, Debug)]
pub struct Named {
    /// As `%T` and stacks print it: `main.T`, `error`, `time.Duration`, `main.List[int]`.
    pub name: String,
    /// As it is written among type arguments: `encoding/json.Decoder`, `main.T·1` for a type declared in a function.
    pub link: String,
    /// Underlying type (never a [`Type::Named`]); filled in after creation, since types may be recursive.
    pub underlying: TypeId,
    /// Disambiguates types of the same name declared in different scopes.
    pub serial: u32,
}
