//! Small operands of instructions: comparison, conversion and zero kinds.

use std::cmp::Ordering;

pub use tidepool_go_check::types::IntKind;

/// Comparisons of ordered values that give a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cmp {
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
}

impl Cmp {
    /// Whether it holds between these.
    #[inline]
    pub fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            Cmp::Eq => a == b,
            Cmp::Ne => a != b,
            Cmp::Lt => a < b,
            Cmp::Le => a <= b,
            Cmp::Gt => a > b,
            Cmp::Ge => a >= b,
        }
    }
}

/// Conditions of branches over floats and unsigned integers; the `Not` forms differ from the opposite
/// comparison when an operand is NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// `a == b`.
    Eq,
    /// `a != b`.
    Ne,
    /// `a < b`.
    Lt,
    /// `a <= b`.
    Le,
    /// `!(a < b)`.
    NotLt,
    /// `!(a <= b)`.
    NotLe,
}

impl Test {
    /// Whether it holds between these.
    #[inline]
    pub fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            Test::Eq => a == b,
            Test::Ne => a != b,
            Test::Lt => a < b,
            Test::Le => a <= b,
            // Written so that a NaN makes them true.
            Test::NotLt => a.partial_cmp(&b) != Some(Ordering::Less),
            Test::NotLe => !matches!(a.partial_cmp(&b), Some(Ordering::Less | Ordering::Equal)),
        }
    }
}

/// Arithmetic of two complex numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplexOp {
    /// `a + b`.
    Add,
    /// `a - b`.
    Sub,
    /// `a * b`.
    Mul,
    /// `a / b` with Go's rules for infinities and NaN; never panics.
    Div,
}

/// Value conversions of one slot to one slot. Integer narrowing is [`Op::Wrap`](super::Op::Wrap).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conv {
    /// Signed (or narrow unsigned) integer to `float64`.
    IntToFloat,
    /// 64-bit unsigned integer to `float64`.
    UintToFloat,
    /// Float to 64-bit signed, truncated; NaN and out of range give `i64::MIN` as on amd64.
    FloatToInt,
    /// Float to 64-bit unsigned, as Go does on amd64.
    FloatToUint,
    /// Rounds a float to the nearest `float32` (still held as `f64`).
    RoundFloat32,
    /// Rounds both parts of a complex number to `float32`.
    RoundComplex64,
    /// Integer (a rune) to its UTF-8 text; invalid runes give U+FFFD. The value is signed 64-bit.
    RuneToStr,
    /// `[]byte` to string, a copy.
    BytesToStr,
    /// String to `[]byte`, a copy with cap = len; never nil.
    StrToBytes,
    /// `[]rune` to string.
    RunesToStr,
    /// String to `[]rune`, invalid bytes as U+FFFD.
    StrToRunes,
}

/// `min` and `max` of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinMax {
    /// Smaller signed integer.
    MinInt,
    /// Larger signed integer.
    MaxInt,
    /// Smaller 64-bit unsigned integer.
    MinUint,
    /// Larger 64-bit unsigned integer.
    MaxUint,
    /// Smaller float; NaN wins, `-0 < 0`.
    MinFloat,
    /// Larger float; NaN wins, `-0 < 0`.
    MaxFloat,
    /// Smaller string.
    MinStr,
    /// Larger string.
    MaxStr,
}

/// What [`Op::Print`](super::Op::Print) writes to standard error, in the format of Go's `print`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintKind {
    /// Signed decimal.
    Int,
    /// 64-bit unsigned decimal.
    Uint,
    /// A `float32`: the shortest form that reads back, as `%g`.
    Float32,
    /// A `float64`, likewise.
    Float,
    /// `(re+imi)`.
    Complex,
    /// `true` or `false`.
    Bool,
    /// The bytes as they are.
    Str,
    /// Pointers, maps, channels, functions: an address in hexadecimal, nil as `0x0`.
    Pointer,
    /// `(type address, data address)`.
    Iface,
    /// `[len/cap]address`.
    Slice,
    /// One space; the register is not read.
    Space,
    /// A line end; the register is not read.
    Newline,
}

/// How Go would implement a `defer` statement; it changes the cost, never the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeferClass {
    /// Inlined at the returns: at most 8 in the function, none in a loop, returns × defers ≤ 15.
    OpenCoded,
    /// A record in the frame.
    Stack,
    /// A record on the heap: the statement stands in a loop.
    Heap,
}

/// Why an object is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllocKind {
    /// A local variable that is captured, has its address taken or is large, or a function literal that is called or
    /// deferred where it stands. Go may keep it on the stack.
    Local,
    /// `new(T)`, `&T{…}`, any other function literal.
    Explicit,
}

/// The zero value of one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZeroKind {
    /// Integers: 0.
    Int,
    /// Floats: +0.
    Float,
    /// Complex: 0.
    Complex,
    /// `false`.
    Bool,
    /// The empty string.
    Str,
    /// Pointers, slices, maps, channels, functions, interfaces.
    Nil,
}
