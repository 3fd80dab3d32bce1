//! Statements.

use super::{BinaryOp, Decl, Expr, Ident};
use crate::span::Span;

/// Statements in braces. The closing brace is the last byte of the span.
#[derive(Clone, Debug)]
pub struct Block {
    /// The statements in order.
    pub stmts: Vec<Stmt>,
    /// Both braces and what is between.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// From its first to its last token.
    pub span: Span,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// Something that was reported as an error.
    Bad,
    /// Nothing (`;`, or a label before `}`).
    Empty,
    /// An expression for its effect; the checker decides whether that is allowed.
    Expr(Expr),
    /// `ch <- value`.
    Send {
        /// The channel.
        chan: Expr,
        /// What is sent.
        value: Expr,
        /// Place of the `<-`.
        arrow: Span,
    },
    /// `x++` or `x--`.
    IncDec {
        /// The operand.
        expr: Expr,
        /// True for `++`.
        inc: bool,
        /// Place of the operator.
        op_span: Span,
    },
    /// `a, b = x, y`.
    Assign {
        /// Targets; at least one.
        lhs: Vec<Expr>,
        /// Values; at least one.
        rhs: Vec<Expr>,
        /// Place of the `=`.
        op_span: Span,
    },
    /// `a += x`.
    OpAssign {
        /// The operator without `=`.
        op: BinaryOp,
        /// Place of the operator.
        op_span: Span,
        /// The target.
        lhs: Expr,
        /// The right operand.
        rhs: Expr,
    },
    /// `a, b := x, y`.
    Define {
        /// Names; at least one. Which of them are new is the checker's to find.
        lhs: Vec<Ident>,
        /// Values; at least one.
        rhs: Vec<Expr>,
        /// Place of the `:=`.
        op_span: Span,
    },
    /// `go f(x)`: an [`ExprKind::Call`](super::ExprKind::Call), or bad.
    Go(Expr),
    /// `defer f(x)`: an [`ExprKind::Call`](super::ExprKind::Call), or bad.
    Defer(Expr),
    /// `return x, y`.
    Return(Vec<Expr>),
    /// `break`, with or without label.
    Break(Option<Ident>),
    /// `continue`, with or without label.
    Continue(Option<Ident>),
    /// `goto label`.
    Goto(Ident),
    /// `fallthrough`.
    Fallthrough,
    /// `{ … }`.
    Block(Block),
    /// `if`.
    If(Box<IfStmt>),
    /// `switch` over values.
    Switch(Box<SwitchStmt>),
    /// `switch` over types.
    TypeSwitch(Box<TypeSwitchStmt>),
    /// `select`.
    Select(Vec<CommClause>),
    /// `for` with at most init, condition, post.
    For(Box<ForStmt>),
    /// `for … range`.
    Range(Box<RangeStmt>),
    /// `label: statement`.
    Labeled(Ident, Box<Stmt>),
    /// `const`, `var` or `type` inside a function.
    Decl(Decl),
}

/// `if init; cond { … } else …`.
#[derive(Clone, Debug)]
pub struct IfStmt {
    /// A simple statement that runs first.
    pub init: Option<Stmt>,
    /// The condition.
    pub cond: Expr,
    /// Runs if true.
    pub then: Block,
    /// Runs if false: a [`StmtKind::Block`] or [`StmtKind::If`].
    pub otherwise: Option<Stmt>,
}

/// `switch init; tag { … }`.
#[derive(Clone, Debug)]
pub struct SwitchStmt {
    /// A simple statement that runs first.
    pub init: Option<Stmt>,
    /// What is compared; none means `true`.
    pub tag: Option<Expr>,
    /// The cases in order.
    pub cases: Vec<CaseClause>,
    /// Both braces and the cases.
    pub braces: Span,
}

/// `switch init; name := x.(type) { … }`.
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    /// A simple statement that runs first.
    pub init: Option<Stmt>,
    /// The variable that has the case's type in each case.
    pub bind: Option<Ident>,
    /// The interface value `x`.
    pub expr: Expr,
    /// The cases in order; their expressions are types or `nil`.
    pub cases: Vec<CaseClause>,
    /// Both braces and the cases.
    pub braces: Span,
}

/// `case a, b: …` or `default: …`.
#[derive(Clone, Debug)]
pub struct CaseClause {
    /// Values or types; empty for `default`.
    pub exprs: Vec<Expr>,
    /// Whether it is `default`. The parser reports a second one.
    pub default: bool,
    /// What runs. A last [`StmtKind::Fallthrough`] continues with the next clause.
    pub body: Vec<Stmt>,
    /// From the keyword up to and including the colon.
    pub head: Span,
    /// The whole clause.
    pub span: Span,
}

/// One case of a `select`.
#[derive(Clone, Debug)]
pub struct CommClause {
    /// What it waits for.
    pub comm: Comm,
    /// What runs then.
    pub body: Vec<Stmt>,
    /// From the keyword up to and including the colon.
    pub head: Span,
    /// The whole clause.
    pub span: Span,
}

/// What a case of a `select` waits for.
#[derive(Clone, Debug)]
pub enum Comm {
    /// Something that was reported as an error.
    Bad,
    /// `default`.
    Default,
    /// `case ch <- value`.
    Send {
        /// The channel.
        chan: Expr,
        /// What is sent.
        value: Expr,
        /// Place of the `<-`.
        arrow: Span,
    },
    /// `case <-ch`, `case v, ok := <-ch`, `case x = <-ch`.
    Recv {
        /// Where value and success go; at most two.
        targets: Targets,
        /// The receive expression: a [`Unary`](super::ExprKind::Unary) with [`Recv`](super::UnaryOp::Recv),
        /// maybe in parentheses.
        recv: Expr,
    },
}

/// The left side of a `range` clause or a receive in a `select`.
#[derive(Clone, Debug)]
pub enum Targets {
    /// None: `for range ch`, `case <-ch`.
    None,
    /// New variables: `k, v :=`.
    Define(Vec<Ident>),
    /// Existing variables: `k, v =`.
    Assign(Vec<Expr>),
}

impl Targets {
    /// How many variables there are.
    pub fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Define(names) => names.len(),
            Self::Assign(exprs) => exprs.len(),
        }
    }

    /// Whether there is no variable.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// `for init; cond; post { … }`.
#[derive(Clone, Debug)]
pub struct ForStmt {
    /// Runs first. Variables it defines are new in each iteration (Go 1.22).
    pub init: Option<Stmt>,
    /// The condition; none means `true`.
    pub cond: Option<Expr>,
    /// Runs after each iteration.
    pub post: Option<Stmt>,
    /// The body.
    pub body: Block,
}

/// `for k, v := range x { … }`.
#[derive(Clone, Debug)]
pub struct RangeStmt {
    /// Key and value; at most two.
    pub targets: Targets,
    /// What is ranged over: slice, array, string, map, channel, integer or function.
    pub expr: Expr,
    /// From `for` up to the end of the expression.
    pub head: Span,
    /// The body.
    pub body: Block,
}
