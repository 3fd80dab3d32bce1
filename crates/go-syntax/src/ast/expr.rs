//! Expressions and types.

use super::{BinaryOp, Block, ChanDir, ExprId, Ident, Name, Signature, UnaryOp};
use crate::span::Span;
use std::rc::Rc;

/// An expression or a type.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its number, unique over the program.
    pub id: ExprId,
    /// From its first to its last token.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

impl Expr {
    /// The expression inside any number of parentheses.
    pub fn unparen(&self) -> &Expr {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }

    /// The name, if this is nothing but a name.
    pub fn as_ident(&self) -> Option<Ident> {
        match &self.kind {
            ExprKind::Ident(name) => Some(Ident { name: name.clone(), span: self.span }),
            _ => None,
        }
    }
}

/// The kinds of expressions and types.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Something that was reported as an error.
    Bad,
    /// A name; its place is the expression's.
    Ident(Name),
    /// An integer literal as written, with prefix and underscores.
    Int(Name),
    /// A floating-point literal as written.
    Float(Name),
    /// An imaginary literal as written, with the `i`.
    Imag(Name),
    /// A rune literal's value: a Unicode code point.
    Rune(u32, Name),
    /// A string literal's bytes; not always UTF-8 (`"\xff"`).
    Str(Rc<[u8]>, Name),
    /// `T{…}`, or `{…}` inside another one.
    Composite(Box<CompositeLit>),
    /// A function literal.
    Func(Box<FuncLit>),
    /// `(x)`.
    Paren(Box<Expr>),
    /// `x.name`: field, method, package member.
    Selector(Box<Expr>, Ident),
    /// `x[i]`, or a generic type or function with type arguments; at least one index.
    Index(Box<Expr>, Vec<Expr>),
    /// `x[lo:hi:max]`.
    Slice(Box<SliceExpr>),
    /// `x.(T)`.
    TypeAssert(Box<Expr>, Box<Expr>),
    /// `f(args)`: call or conversion.
    Call(Box<CallExpr>),
    /// `-x`, `&x`, `<-x` and so on.
    Unary(UnaryOp, Box<Expr>),
    /// `*x`: dereference or pointer type.
    Star(Box<Expr>),
    /// `x + y`.
    Binary(Box<BinaryExpr>),
    /// `[n]T` or `[...]T`.
    ArrayType(Box<ArrayType>),
    /// `[]T`.
    SliceType(Box<Expr>),
    /// `map[K]V`, key first.
    MapType(Box<Expr>, Box<Expr>),
    /// `chan T`.
    ChanType(ChanDir, Box<Expr>),
    /// `func(…) …`.
    FuncType(Box<Signature>),
    /// `struct{…}`.
    StructType(Vec<FieldDecl>),
    /// `interface{…}`.
    InterfaceType(Vec<InterfaceElem>),
    /// `~int | string`: only in constraints and interfaces; at least one term, and not a single one without `~`.
    Union(Vec<UnionTerm>),
}

/// A composite literal.
#[derive(Clone, Debug)]
pub struct CompositeLit {
    /// Its type; none if it is left out inside another literal.
    pub ty: Option<Expr>,
    /// Its elements.
    pub elems: Vec<Element>,
    /// The braces and what is between.
    pub braces: Span,
}

/// One element of a composite literal.
#[derive(Clone, Debug)]
pub struct Element {
    /// Field name, index or map key.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// A function literal.
#[derive(Clone, Debug)]
pub struct FuncLit {
    /// Parameters and results.
    pub sig: Signature,
    /// The body.
    pub body: Block,
}

/// `x[lo:hi]` or `x[lo:hi:max]`.
#[derive(Clone, Debug)]
pub struct SliceExpr {
    /// What is sliced.
    pub base: Expr,
    /// Lower bound.
    pub lo: Option<Expr>,
    /// Upper bound.
    pub hi: Option<Expr>,
    /// Upper bound of the capacity; only with `hi`.
    pub max: Option<Expr>,
}

/// A call or conversion. The closing parenthesis is the last byte of the expression's span.
#[derive(Clone, Debug)]
pub struct CallExpr {
    /// What is called: a function, or the type to convert to.
    pub func: Expr,
    /// The arguments; for `make` and `new` the first may be a type.
    pub args: Vec<Expr>,
    /// Place of the `...` behind the last argument, if any.
    pub spread: Option<Span>,
}

/// An operation with two operands.
#[derive(Clone, Debug)]
pub struct BinaryExpr {
    /// The operator.
    pub op: BinaryOp,
    /// Place of the operator.
    pub op_span: Span,
    /// Left operand.
    pub left: Expr,
    /// Right operand.
    pub right: Expr,
}

impl BinaryExpr {
    /// The operations of `a + b + c`, which nest to the left, from the outermost in, and `a`. Such chains may be as
    /// long as the text, so that no recursion may follow them.
    pub fn chain(&self) -> (Vec<&BinaryExpr>, &Expr) {
        let mut operations = vec![self];
        let mut left = &self.left;
        while let ExprKind::Binary(inner) = &left.kind {
            operations.push(inner);
            left = &inner.left;
        }
        (operations, left)
    }
}

impl Drop for BinaryExpr {
    fn drop(&mut self) {
        let mut left = std::mem::replace(&mut self.left.kind, ExprKind::Bad);
        while let ExprKind::Binary(mut inner) = left {
            left = std::mem::replace(&mut inner.left.kind, ExprKind::Bad);
        }
    }
}

/// An array type.
#[derive(Clone, Debug)]
pub struct ArrayType {
    /// The length; none for `[...]T`.
    pub len: Option<Expr>,
    /// The element type.
    pub elem: Expr,
}

/// Fields of a struct with one type, or one embedded field.
#[derive(Clone, Debug)]
pub struct FieldDecl {
    /// The names; empty for an embedded field, whose name is that of its type.
    pub names: Vec<Ident>,
    /// The type. Embedded: `T`, `*T`, `p.T`, `T[int]`.
    pub ty: Expr,
    /// The tag, decoded.
    pub tag: Option<Rc<[u8]>>,
    /// Names, type and tag.
    pub span: Span,
}

/// One line of an interface type.
#[derive(Clone, Debug)]
pub enum InterfaceElem {
    /// A method.
    Method {
        /// Its name.
        name: Ident,
        /// Its parameters and results.
        sig: Signature,
    },
    /// An embedded type or a union.
    Embed(Expr),
}

/// One term of a union.
#[derive(Clone, Debug)]
pub struct UnionTerm {
    /// Whether `~` stands before it: all types with this underlying type.
    pub tilde: bool,
    /// The type.
    pub ty: Expr,
    /// Tilde and type.
    pub span: Span,
}
