//! The typed, resolved program that the checker hands to the compiler.
//!
//! Nothing is implicit here: names are resolved, constants folded and converted to their
//! final type, untyped operands have types, automatic dereferences, address-of and promoted
//! fields are spelled out, `x.Method` is a call with the receiver as first argument, generic
//! functions are instantiated (one [`Func`] per instance), method values capture their
//! receiver. Evaluation order is left to right as the Go specification says.

use tidepool_go_syntax::span::Span;

mod expr;

pub use expr::*;

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
    /// True if Go's compiler is told to keep calls of it as calls (`//go:noinline`).
    pub noinline: bool,
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
