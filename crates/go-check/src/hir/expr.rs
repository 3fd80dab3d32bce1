//! Expressions of the HIR: values, calls, constants, operators.

use tidepool_go_syntax::span::Span;

use super::{FuncId, LocalId, Place};
use crate::types::TypeId;

/// An expression with its type and place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it computes.
    pub kind: ExprKind,
    /// Its type; a tuple type for multi-value calls and comma-ok forms.
    pub ty: TypeId,
    /// Source text.
    pub span: Span,
}

/// What an expression computes.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A constant of a basic type, already converted.
    Const(Const),
    /// The zero value of the type (also `nil`).
    Zero,
    /// Value of a place: variables, fields, elements, dereferences.
    Load(Box<Place>),
    /// Field of a struct value that is no place (such as a call's result).
    Field(Box<Expr>, u32),
    /// Element of an array value that is no place.
    ArrayIndex(Box<Expr>, Box<Expr>),
    /// Byte of a string.
    StringIndex(Box<Expr>, Box<Expr>),
    /// `value, ok := m[key]`; a plain `m[key]` is a `Load`.
    MapIndexOk(Box<Expr>, Box<Expr>),
    /// `base[low:high:max]`.
    Slice(SliceBase, Option<Box<Expr>>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// A declared function as a value.
    Func(FuncId),
    /// A function literal with the captured variables (boxed locals of the present function).
    Closure {
        /// Its function.
        func: FuncId,
        /// Variables passed by reference, in the order of [`Func::captures`](super::Func::captures).
        captures: Vec<LocalId>,
    },
    /// Method value: the receiver is evaluated and kept; calls pass it first.
    MethodValue(Box<Expr>, FuncId),
    /// Method value of an interface; panics if it is nil.
    IfaceMethodValue(Box<Expr>, String),
    /// Unary operator.
    Unary(UnaryOp, Box<Expr>),
    /// Binary operator on operands of one type (shifts: the right operand is any integer).
    /// Comparison operands have the same type (mixed interface/concrete ones are converted).
    Binary(BinaryOp, LeftExpr, Box<Expr>),
    /// `a && b`.
    AndAnd(LeftExpr, Box<Expr>),
    /// `a || b`.
    OrOr(LeftExpr, Box<Expr>),
    /// A call.
    Call(Box<Call>),
    /// A call of a predeclared function.
    Builtin(Builtin, Vec<Expr>),
    /// Conversion between basic types, strings, slices, named types.
    Convert(Box<Expr>),
    /// Concrete value to interface.
    ToIface(Box<Expr>),
    /// Interface to interface that is known to be implemented.
    IfaceToIface(Box<Expr>),
    /// `x.(T)`: panics unless it holds. The target is the expression's type.
    TypeAssert(Box<Expr>),
    /// `v, ok := x.(T)`: a (T, bool) tuple.
    TypeAssertOk(Box<Expr>, TypeId),
    /// Struct literal: given fields in source order; the others are zero.
    StructLit(Vec<(u32, Expr)>),
    /// Array literal: given elements; the others are zero.
    ArrayLit(Vec<(u64, Expr)>),
    /// Slice literal with its length.
    SliceLit(Vec<(u64, Expr)>, u64),
    /// Map literal.
    MapLit(Vec<(Expr, Expr)>),
    /// `&place`; a local in it is boxed.
    AddrOf(Box<Place>),
    /// `&T{…}`: a new object with this value.
    AllocInit(Box<Expr>),
    /// `<-ch`.
    Recv(Box<Expr>),
    /// `v, ok := <-ch`.
    RecvOk(Box<Expr>),
    /// Declares and sets a local, then yields its value: for lowering (`x` used twice).
    Let(LocalId, Box<Expr>, Box<Expr>),
    /// Declares locals and sets them from a tuple-typed expression, then yields the last expression:
    /// `f(g())` where arguments need conversions or go into a variadic parameter.
    LetTuple(Vec<LocalId>, Box<Expr>, Box<Expr>),
    /// An `int` naming the present activation of the function, for [`StmtKind::DeferAt`](super::StmtKind::DeferAt). Its only use is
    /// the first value of a local variable, which closures then capture.
    DeferToken,
}

/// The left operand of a binary operator. Chains such as `a + b + c` nest here and may be as long as the text, so that
/// no recursion may follow them: walkers take them apart in a loop, and so does dropping.
#[derive(Clone, Debug)]
pub struct LeftExpr(Box<Expr>);

impl LeftExpr {
    /// Wraps an operand.
    pub fn new(expr: Expr) -> LeftExpr {
        LeftExpr(Box::new(expr))
    }
}

impl std::ops::Deref for LeftExpr {
    type Target = Expr;

    fn deref(&self) -> &Expr {
        &self.0
    }
}

impl std::ops::DerefMut for LeftExpr {
    fn deref_mut(&mut self) -> &mut Expr {
        &mut self.0
    }
}

impl Drop for LeftExpr {
    fn drop(&mut self) {
        let mut kind = std::mem::replace(&mut self.0.kind, ExprKind::Zero);
        while let ExprKind::Binary(_, mut left, _)
        | ExprKind::AndAnd(mut left, _)
        | ExprKind::OrOr(mut left, _) = kind
        {
            kind = std::mem::replace(&mut left.0.kind, ExprKind::Zero);
        }
    }
}

impl Expr {
    /// The left operand and the right one, if this is a binary operator.
    pub fn operands(&self) -> Option<(&Expr, &Expr)> {
        match &self.kind {
            ExprKind::Binary(_, x, y) | ExprKind::AndAnd(x, y) | ExprKind::OrOr(x, y) => Some((x, y)),
            _ => None,
        }
    }
}

/// What is sliced.
#[derive(Clone, Debug)]
pub enum SliceBase {
    /// A string.
    String(Box<Expr>),
    /// A slice.
    Slice(Box<Expr>),
    /// An array through a pointer.
    ArrayPtr(Box<Expr>),
}

/// A call of a function.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub callee: Callee,
    /// Arguments, converted to the parameter types; variadic ones are packed into a slice already.
    /// A method's receiver is the first one (not for [`Callee::Iface`]).
    pub args: Vec<Expr>,
    /// If true, `args` is one tuple-typed expression whose values are all the arguments
    /// (conversions not needed), as in `f(g())`.
    pub spread: bool,
    /// Result type: unit tuple, single type or tuple.
    pub ty: TypeId,
    /// Source text of the whole call.
    pub span: Span,
}

/// What is called.
#[derive(Clone, Debug)]
pub enum Callee {
    /// A known function or method.
    Func(FuncId),
    /// A function value; nil panics.
    Value(Box<Expr>),
    /// A method of an interface value, by the name used in [`Program::methods`](super::Program::methods).
    Iface(Box<Expr>, String),
    /// A predeclared function in `go` or `defer` (`panic`, `recover`, `close`, `print`, `delete`, `copy`, `clear`).
    Builtin(Builtin),
}

/// A constant value of a basic type.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// Boolean.
    Bool(bool),
    /// Any integer type; unsigned 64-bit values as two's complement.
    Int(i64),
    /// float32 (already rounded) or float64.
    Float(f64),
    /// Complex: real, imaginary.
    Complex(f64, f64),
    /// String.
    Str(Vec<u8>),
}

/// Unary operators. `+x` is dropped by the checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-x`.
    Neg,
    /// `!x`.
    Not,
    /// `^x`.
    BitNot,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+` (numbers, strings).
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `/`.
    Div,
    /// `%`.
    Rem,
    /// `&`.
    And,
    /// `|`.
    Or,
    /// `^`.
    Xor,
    /// `&^`.
    AndNot,
    /// `<<`.
    Shl,
    /// `>>`.
    Shr,
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

impl BinaryOp {
    /// Whether the result is a boolean, whatever the operands are.
    pub fn is_comparison(self) -> bool {
        use BinaryOp::*;
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge)
    }
}

/// Predeclared functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// `append(s, elems...)`: args are the slice and a slice of what is added (a string for `append([]byte, string...)`).
    Append,
    /// `cap(x)`.
    Cap,
    /// `clear(m)` or `clear(s)`.
    Clear,
    /// `close(ch)`.
    Close,
    /// `complex(r, i)`.
    Complex,
    /// `copy(dst, src)`.
    Copy,
    /// `delete(m, key)`.
    Delete,
    /// `imag(c)`.
    Imag,
    /// `len(x)`; arrays by value are constants or go through a pointer.
    Len,
    /// `make(T, args...)`: the expression's type is T.
    Make,
    /// `max(...)`.
    Max,
    /// `min(...)`.
    Min,
    /// `new(T)` or `new(expr)`: the expression's type is the pointer; no argument means zero.
    New,
    /// `panic(v)`: the argument is an `any`.
    Panic,
    /// `print(...)`.
    Print,
    /// `println(...)`.
    Println,
    /// `real(c)`.
    Real,
    /// `recover()`.
    Recover,
}
