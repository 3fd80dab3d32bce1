//! The typed, resolved program that the checker hands to the compiler.
//!
//! Nothing is implicit here: names are resolved, constants folded and converted to their
//! final type, untyped operands have types, automatic dereferences, address-of and promoted
//! fields are spelled out, `x.Method` is a call with the receiver as first argument, generic
//! functions are instantiated (one [`Func`] per instance), method values capture their
//! receiver. Evaluation order is left to right as the Go specification says.

use tidepool_go_syntax::span::Span;

use crate::type_table::TypeTable;
use crate::types::TypeId;

/// Index into [`Program::funcs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncId(pub u32);

/// Index into [`Program::globals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobalId(pub u32);

/// Index into [`Func::locals`] of the function it is used in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

/// A loop, switch, select or labelled block that `break`, `continue` or `goto` can name; unique within its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A whole program: the user's `package main` and the std packages it needs.
#[derive(Clone, Debug)]
pub struct Program {
    /// Every type that the program mentions.
    pub types: TypeTable,
    /// All functions, methods, function literals, wrappers and initialisers.
    pub funcs: Vec<Func>,
    /// Package-level variables of all packages.
    pub globals: Vec<Global>,
    /// Runs all package initialisation, imported packages first, variables in dependency order, then `init` functions.
    pub init: FuncId,
    /// `main.main`.
    pub main: FuncId,
    /// Source files, in the order of their `FileId`s.
    pub files: Vec<SourceInfo>,
    /// Methods for interface calls and type assertions: for each concrete type that has any,
    /// its method set as (name, function) sorted by name. The function takes the receiver
    /// (a value of exactly this type) as its first parameter; wrappers for promoted methods and
    /// for pointer types with value-receiver methods exist already. Unexported names are
    /// prefixed by their package path and a dot.
    pub methods: Vec<(TypeId, Vec<(String, FuncId)>)>,
}

/// A source file of the program.
#[derive(Clone, Debug)]
pub struct SourceInfo {
    /// Name as shown in stacks and diagnostics, such as `main.go` or `database/sql/sql.go`.
    pub name: String,
    /// Import path of its package (`main` for the user's).
    pub package: String,
    /// True for the user's own files: they are counted per line and can be stepped.
    pub user: bool,
    /// Byte offset of the start of each line.
    pub line_starts: Vec<u32>,
}

/// A package-level variable.
#[derive(Clone, Debug)]
pub struct Global {
    /// Qualified name, such as `main.counter`.
    pub name: String,
    /// Type.
    pub ty: TypeId,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Func {
    /// Name as in Go's stacks: `main.f`, `main.(*T).M`, `main.T.M`, `main.f.func1`, `main.Map[...]`.
    pub name: String,
    /// Import path of its package.
    pub package: String,
    /// All local variables, parameters and results included.
    pub locals: Vec<Local>,
    /// Parameters in order; a method's receiver is the first one.
    pub params: Vec<LocalId>,
    /// Result variables in order. They always exist; unnamed ones have an empty name.
    pub results: Vec<LocalId>,
    /// True if the results have names in the source (so a bare `return` is allowed).
    pub named_results: bool,
    /// True if the last parameter is `...T` (its local has type `[]T`).
    pub variadic: bool,
    /// For a function literal: variables of the enclosing function, by reference. In this
    /// function they are the locals listed in `captures` (same order as [`ExprKind::Closure::captures`]).
    pub captures: Vec<LocalId>,
    /// Body, or none for a native function (`package.name`, implemented by the machine or its host).
    pub body: Option<Block>,
    /// The whole declaration.
    pub span: Span,
    /// The closing brace, where deferred calls run.
    pub end: Span,
    /// True for generated wrappers, which stacks leave out.
    pub wrapper: bool,
}

/// A local variable.
#[derive(Clone, Debug)]
pub struct Local {
    /// Name in the source; empty for temporaries and unnamed results, `_` for blanks.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// True if it needs an object of its own: its address is taken or a closure captures it.
    pub boxed: bool,
    /// Declaring identifier.
    pub span: Span,
}

/// Statements in order; a scope of its own.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The statements.
    pub stmts: Vec<Stmt>,
}

/// A statement with its place.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// Its source text; for compound statements the header only.
    pub span: Span,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// An expression for its effect (a call, a receive).
    Expr(Expr),
    /// A new variable, initialised by the expression or zeroed. Boxed locals get a new object.
    Declare(LocalId, Option<Expr>),
    /// Several new or existing variables from one multi-value expression (call, comma-ok form);
    /// `None` discards. New variables are preceded by `Declare(_, None)`.
    AssignTuple(Vec<Option<Place>>, Expr),
    /// Parallel assignment; operands of places and all values are evaluated first. Same lengths.
    /// A `None` place evaluates and discards. The values already have the type of their place.
    Assign(Vec<Option<Place>>, Vec<Expr>),
    /// `place op= value`; the place is evaluated once. `x++` is `x += 1`.
    OpAssign(Place, BinaryOp, Expr),
    /// A nested block.
    Block(Block),
    /// `if`; the init statement is in an enclosing block.
    If(Expr, Block, Option<Box<Stmt>>),
    /// `for` with optional condition and post statement.
    For(Box<ForStmt>),
    /// `for range`.
    Range(Box<RangeStmt>),
    /// Expression switch.
    Switch(Box<SwitchStmt>),
    /// Type switch.
    TypeSwitch(Box<TypeSwitchStmt>),
    /// `select`.
    Select(Box<SelectStmt>),
    /// `return`: the values have the result types; empty with named results means "as they are".
    /// One tuple-typed value may stand for all.
    Return(Vec<Expr>),
    /// Leaves the loop, switch or select with this label.
    Break(LabelId),
    /// Next iteration of the loop with this label.
    Continue(LabelId),
    /// Jumps to [`StmtKind::Label`] with this label.
    Goto(LabelId),
    /// A target of `goto`.
    Label(LabelId),
    /// Goes on with the body of the next case of the innermost expression switch.
    Fallthrough,
    /// `go call`.
    Go(Call),
    /// `defer call`; the flag says that it stands in a loop (or can be reached again by `goto`).
    Defer(Call, bool),
    /// `defer call` in the body of a `range` over a function: the call is put on the list of the (still
    /// running) activation of an enclosing function whose [`ExprKind::DeferToken`] is the first operand.
    DeferAt(Expr, Call),
    /// `ch <- value`.
    Send(Expr, Expr),
}

/// `for init; cond; post { body }`; the init statements are in an enclosing block.
#[derive(Clone, Debug)]
pub struct ForStmt {
    /// Its label for break and continue.
    pub label: LabelId,
    /// Condition, none for ever.
    pub cond: Option<Expr>,
    /// Post statement.
    pub post: Option<Stmt>,
    /// Body.
    pub body: Block,
    /// Loop variables that need a copy per iteration (only boxed ones are listed): before the
    /// post statement a new object is made with the present value.
    pub per_iteration: Vec<LocalId>,
}

/// `for key, value := range over { body }`.
#[derive(Clone, Debug)]
pub struct RangeStmt {
    /// Its label for break and continue.
    pub label: LabelId,
    /// What is ranged over.
    pub kind: RangeKind,
    /// The range expression, evaluated once. For an array it is an addressable copy or, if
    /// only the index is used, still evaluated; for `RangeKind::ArrayPtr` a pointer.
    pub over: Expr,
    /// Places for key and value, assigned at the start of each iteration.
    pub key: Option<Place>,
    /// See `key`.
    pub value: Option<Place>,
    /// Variables declared by the statement, made anew for each iteration before the assignment.
    pub declares: Vec<LocalId>,
    /// Body.
    pub body: Block,
}

/// The forms of range. Range over a function is lowered by the checker to a call with a closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeKind {
    /// `for i := range n`.
    Int,
    /// Index and element of an array value.
    Array,
    /// Index and element through a pointer to an array.
    ArrayPtr,
    /// Index and element of a slice.
    Slice,
    /// Byte index and rune of a string.
    String,
    /// Key and element, random start.
    Map,
    /// Values received until closed (in `key`).
    Chan,
}

/// Expression switch: the first case one of whose values equals the tag.
#[derive(Clone, Debug)]
pub struct SwitchStmt {
    /// Its label for break.
    pub label: LabelId,
    /// Cases in source order. The conditions are complete boolean expressions
    /// (`tag == value`, the tag being a local evaluated before), tried in order.
    pub cases: Vec<(Vec<Expr>, Block)>,
    /// Index in `cases` of the default case (its conditions are empty).
    pub default: Option<usize>,
}

/// Type switch.
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    /// Its label for break.
    pub label: LabelId,
    /// The interface value.
    pub subject: Expr,
    /// Cases in source order.
    pub cases: Vec<TypeCase>,
    /// Index in `cases` of the default case.
    pub default: Option<usize>,
}

/// One case of a type switch.
#[derive(Clone, Debug)]
pub struct TypeCase {
    /// Types in order; `None` is `nil`.
    pub types: Vec<Option<TypeId>>,
    /// The variable bound in this clause: of the single type, else of the subject's type.
    pub binding: Option<LocalId>,
    /// Body.
    pub body: Block,
}

/// `select`.
#[derive(Clone, Debug)]
pub struct SelectStmt {
    /// Its label for break.
    pub label: LabelId,
    /// Communication cases in source order.
    pub cases: Vec<SelectCase>,
    /// Body of `default`.
    pub default: Option<Block>,
}

/// One communication case. The channel and value operands are evaluated on entry, in source order.
#[derive(Clone, Debug)]
pub struct SelectCase {
    /// Send or receive.
    pub comm: Comm,
    /// Body.
    pub body: Block,
    /// The communication clause's header.
    pub span: Span,
}

/// The communication of a select case.
#[derive(Clone, Debug)]
pub enum Comm {
    /// `ch <- value`.
    Send(Expr, Expr),
    /// `value, ok = <-ch`. Declared variables are in `declares` (made when the case is chosen).
    Recv {
        /// The channel.
        chan: Expr,
        /// Where the value goes.
        value: Option<Place>,
        /// Where "not closed" goes.
        ok: Option<Place>,
        /// New variables of this clause.
        declares: Vec<LocalId>,
    },
}

/// Something that can be assigned to or have its address taken.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which storage.
    pub kind: PlaceKind,
    /// Type of what is stored.
    pub ty: TypeId,
    /// Source text.
    pub span: Span,
}

/// Kinds of storage.
#[derive(Clone, Debug)]
pub enum PlaceKind {
    /// A local variable.
    Local(LocalId),
    /// A package-level variable.
    Global(GlobalId),
    /// `*pointer`.
    Deref(Box<Expr>),
    /// Field by index of a struct place.
    Field(Box<Place>, u32),
    /// Element of an array place.
    Index(Box<Place>, Box<Expr>),
    /// Element of a slice.
    SliceIndex(Box<Expr>, Box<Expr>),
    /// Element of a map; assignable, not addressable.
    MapIndex(Box<Expr>, Box<Expr>),
}

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
        /// Variables passed by reference, in the order of [`Func::captures`].
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
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a && b`.
    AndAnd(Box<Expr>, Box<Expr>),
    /// `a || b`.
    OrOr(Box<Expr>, Box<Expr>),
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
    /// An `int` naming the present activation of the function, for [`StmtKind::DeferAt`]. Its only use is
    /// the first value of a local variable, which closures then capture.
    DeferToken,
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
    /// A method of an interface value, by the name used in [`Program::methods`].
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
