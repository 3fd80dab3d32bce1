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

#[derive(Debug)]
pub(super) struct Expression {
    pub line: u32,
    pub form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
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
    Index(Box<Expression>, Box<Expression>),
    Call(Box<Expression>, Vec<Expression>),
    /// `a:name(…)`
    Method(Box<Expression>, Rc<[u8]>, Vec<Expression>),
    /// In parentheses: one value.
    One(Box<Expression>),
    Unary(Unary, Box<Expression>),
    Binary(Binary, Box<Expression>, Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    /// A table: values in order, with a key or without.
    Table(Vec<(Option<Expression>, Expression)>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unary {
    Minus,
    Not,
    Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Binary {
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
