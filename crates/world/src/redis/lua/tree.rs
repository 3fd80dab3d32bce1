//! What a script says, with every name resolved.

use std::rc::Rc;

/// A function, or the whole script.
#[derive(Debug)]
pub(super) struct Function {
    /// Its first locals are its parameters, so many of them.
    pub parameters: usize,
    /// Whether it takes more arguments than these.
    pub variadic: bool,
    /// Places for its locals.
    pub places: usize,
    /// Which variables of the function around it it uses.
    pub captures: Vec<Capture>,
    pub body: Vec<Statement>,
}

/// A variable of the function around.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Capture {
    /// Its local in this place.
    Local(usize),
    /// One that it has captured itself.
    Captured(usize),
}

#[derive(Debug)]
pub(super) struct Statement {
    pub line: u32,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Locals from this place on get values.
    Local(usize, usize, Vec<Expression>),
    /// `local function`: the function sees itself.
    LocalFunction(usize, Rc<Function>),
    Assign(Vec<Expression>, Vec<Expression>),
    Call(Expression),
    Do(Vec<Statement>),
    While(Expression, Vec<Statement>),
    Repeat(Vec<Statement>, Expression),
    /// Conditions with what is done, in turn; the last one has none if there is an `else`.
    If(Vec<(Option<Expression>, Vec<Statement>)>),
    /// `for` over numbers: place, from, to, step.
    Count(usize, [Option<Box<Expression>>; 3], Vec<Statement>),
    /// `for … in`: first place, how many, the iterator.
    Each(usize, usize, Vec<Expression>, Vec<Statement>),
    Return(Vec<Expression>),
    Break,
}

impl Expression {
    /// Whether it is a call, which may have several values.
    pub fn is_call(&self) -> bool {
        let Expression::Suffixed(_, suffixes) = self else { return false };
        suffixes.last().is_some_and(|last| !matches!(last.kind, SuffixKind::Index(_)))
    }
}

#[derive(Debug)]
pub(super) enum Expression {
    Nil,
    Bool(bool),
    Number(f64),
    Text(Rc<[u8]>),
    /// `...`
    Rest,
    Function(Rc<Function>),
    /// A place and its name.
    Local(usize, Rc<str>),
    Captured(usize, Rc<str>),
    Global(Rc<str>),
    /// Fields and calls behind something, in turn. They do not stand in each other: there may be any number of them.
    Suffixed(Box<Expression>, Vec<Suffix>),
    /// In parentheses: one value.
    One(Box<Expression>),
    Unary(Unary, Box<Expression>),
    /// Operators that bind equally, from left to right, each with what stands behind it. There may be any number of them.
    Chain(Box<Expression>, Vec<Link>),
    /// A table: values in order, with a key or without.
    Table(Vec<(Option<Expression>, Expression)>),
}

#[derive(Debug)]
pub(super) struct Suffix {
    pub line: u32,
    pub kind: SuffixKind,
}

#[derive(Debug)]
pub(super) enum SuffixKind {
    Index(Expression),
    Call(Vec<Expression>),
    /// `:name(…)`
    Method(Rc<[u8]>, Vec<Expression>),
}

#[derive(Debug)]
pub(super) struct Link {
    pub line: u32,
    pub binary: Binary,
    pub right: Expression,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unary {
    Minus,
    Not,
    Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Binary {
    And,
    Or,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Concat,
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}
