//! The syntax tree of a Go file.
//!
//! Types and expressions share one tree type, [`Expr`], because Go's grammar cannot tell them apart
//! (`f[x](y)`, `*T(p)`). Every node has a span with both ends; every [`Expr`] has a number that is unique
//! over all files of a program, so that tables about expressions can live beside the tree.
//!
//! What the parser has already made sure of, or has reported as a diagnostic, so that the type checker need not:
//! labels, `goto`, `break`, `continue` and `fallthrough` (targets exist, are used, are legal); `go` and `defer`
//! have calls; `:=` has names on its left; `range` has at most two variables; a `select` case is a send or a
//! receive; parameters are all named or all unnamed, with `...` only in front of the last type; a receiver is
//! exactly one parameter. After a reported error a tree may hold [`ExprKind::Bad`] and [`StmtKind::Bad`]; nothing
//! more should be reported about those.

mod expr;
mod ops;
mod stmt;

pub use expr::*;
pub use ops::*;
pub use stmt::*;

use crate::span::{FileId, Span};
use std::rc::Rc;

/// A name or a literal's text; equal names within a file share their memory.
pub type Name = Rc<str>;

/// Number of an expression, unique over all files of a program. Numbers may have gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

/// A name where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// The name; `_` is the blank identifier (also put where a name was missing).
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

impl Ident {
    /// Whether this is the blank identifier `_`.
    pub fn is_blank(&self) -> bool {
        &*self.name == "_"
    }
}

/// One source file.
#[derive(Clone, Debug)]
pub struct File {
    /// Number of the file in its program.
    pub id: FileId,
    /// The name in the package clause; `_` if there is none.
    pub package: Ident,
    /// All imports in order.
    pub imports: Vec<ImportSpec>,
    /// All other declarations in order.
    pub decls: Vec<Decl>,
    /// The whole text.
    pub span: Span,
    /// Expressions that Go's compiler places behind their beginning, and where: at the `[` of the slice expression or
    /// the `(` of the function type that they are or begin with.
    pub late_starts: Vec<(Span, u32)>,
}

/// One imported package.
#[derive(Clone, Debug)]
pub struct ImportSpec {
    /// Under which name.
    pub name: ImportName,
    /// The import path, decoded.
    pub path: Name,
    /// Place of the path literal.
    pub path_span: Span,
    /// Name and path.
    pub span: Span,
}

/// The name of an import.
#[derive(Clone, Debug)]
pub enum ImportName {
    /// `import "fmt"`: the package's own name.
    Default,
    /// `import f "fmt"`.
    Alias(Ident),
    /// `import . "fmt"`: all exported names; the span is the dot's.
    Dot(Span),
    /// `import _ "fmt"`: for its effects only; the span is the underscore's.
    Blank(Span),
}

/// A declaration, at top level or in a function.
#[derive(Clone, Debug)]
pub struct Decl {
    /// What it declares.
    pub kind: DeclKind,
    /// From the keyword to the last token.
    pub span: Span,
}

/// The kinds of declarations; `var x int` is a group of one.
#[derive(Clone, Debug)]
pub enum DeclKind {
    /// `const`.
    Const(Vec<ConstSpec>),
    /// `var`.
    Var(Vec<VarSpec>),
    /// `type`.
    Type(Vec<TypeSpec>),
    /// `func`; only at top level.
    Func(Box<FuncDecl>),
}

/// One line of a `const` declaration.
#[derive(Clone, Debug)]
pub struct ConstSpec {
    /// The names declared; at least one.
    pub names: Vec<Ident>,
    /// The type, if given.
    pub ty: Option<Expr>,
    /// The values. Empty together with `ty` if the line repeats an earlier one: see [`ConstSpec::source`].
    pub values: Vec<Expr>,
    /// Value of `iota` on this line: its index in the group.
    pub iota: u32,
    /// The whole line.
    pub span: Span,
}

impl ConstSpec {
    /// Index in `group` of the line whose type and values hold for line `index`: itself, or the nearest one
    /// before it that has any (0 if none has, which the parser has reported).
    pub fn source(group: &[ConstSpec], index: usize) -> usize {
        (0..=index)
            .rev()
            .find(|&i| group.get(i).is_some_and(|s| s.ty.is_some() || !s.values.is_empty()))
            .unwrap_or(0)
    }
}

/// One line of a `var` declaration.
#[derive(Clone, Debug)]
pub struct VarSpec {
    /// The names declared; at least one.
    pub names: Vec<Ident>,
    /// The type, if given.
    pub ty: Option<Expr>,
    /// The initial values; none, one per name, or a single one giving all.
    pub values: Vec<Expr>,
    /// The whole line.
    pub span: Span,
}

/// One line of a `type` declaration.
#[derive(Clone, Debug)]
pub struct TypeSpec {
    /// The name declared.
    pub name: Ident,
    /// Type parameters; empty if the type is not generic.
    pub type_params: Vec<TypeParam>,
    /// Whether it is an alias (`type A = B`).
    pub alias: bool,
    /// The type on the right.
    pub ty: Expr,
    /// Counts the defined types inside the functions of the file, from 1 on; 0 for others and for aliases.
    pub number: u32,
    /// The whole line.
    pub span: Span,
}

/// Type parameters with one constraint: `K, V comparable`.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// The names; at least one.
    pub names: Vec<Ident>,
    /// The constraint: a type, or an [`ExprKind::Union`].
    pub constraint: Expr,
    /// Names and constraint.
    pub span: Span,
}

/// A function or method at top level.
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// The receiver of a method. Type parameters of the receiver stand in its type as an index: `*List[T]`.
    pub recv: Option<Param>,
    /// Its name.
    pub name: Ident,
    /// Type parameters; empty if not generic. Methods may have some since Go 1.27.
    pub type_params: Vec<TypeParam>,
    /// Parameters and results.
    pub sig: Signature,
    /// The body; none for a native function.
    pub body: Option<Block>,
    /// True if `//go:noinline` stands in the comment above.
    pub noinline: bool,
    /// From `func` to the end of the body.
    pub span: Span,
}

/// Parameters and results of a function.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The parameters.
    pub params: Vec<Param>,
    /// The results; either all named or none.
    pub results: Vec<Param>,
    /// From the opening parenthesis to the end of the results.
    pub span: Span,
}

/// Parameters (or results) with one type: `a, b int`, `int`, `args ...any`.
#[derive(Clone, Debug)]
pub struct Param {
    /// The names; empty for an unnamed parameter (which counts as one).
    pub names: Vec<Ident>,
    /// Place of the `...`, if variadic; `ty` is then the element type.
    pub variadic: Option<Span>,
    /// The type.
    pub ty: Expr,
    /// Names, dots and type.
    pub span: Span,
}
