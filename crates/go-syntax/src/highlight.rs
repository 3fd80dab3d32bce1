//! Which part of a text is a keyword, a type, a string and so on, for showing code in colours.
//!
//! Works on tokens alone, so that it can be used on any fragment and on text that is being typed. Types are told from
//! other names by what stands around them; on code that is formatted as usual that is nearly always right.

use crate::ast::BinaryOp;
use crate::lexer::{Keyword, Tok, Token, lex};
use crate::span::FileId;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// `func`, `if`, …
    Keyword,
    /// A type: predeclared, declared here, or in the place of one.
    TypeName,
    /// A predeclared function or constant: `len`, `make`, `nil`, `true`, …
    Builtin,
    /// A function or method where it is declared or called.
    Function,
    /// Any other name.
    Identifier,
    /// A string or rune.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// An operator or punctuation.
    Operator,
}

impl Class {
    /// A short name in lower case, for use in style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::TypeName => "type",
            Self::Builtin => "builtin",
            Self::Function => "function",
            Self::Identifier => "identifier",
            Self::String => "string",
            Self::Number => "number",
            Self::Comment => "comment",
            Self::Operator => "operator",
        }
    }
}

const PREDECLARED_TYPES: &[&str] = &[
    "any",
    "bool",
    "byte",
    "comparable",
    "complex128",
    "complex64",
    "error",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "rune",
    "string",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];

const PREDECLARED_VALUES: &[&str] = &[
    "append", "cap", "clear", "close", "complex", "copy", "delete", "false", "imag", "iota", "len", "make",
    "max", "min", "new", "nil", "panic", "print", "println", "real", "recover", "true",
];

/// Classifies a text: ranges of bytes in order, without overlap, on character boundaries. Blanks are in no range.
pub fn highlight(text: &str) -> Vec<(Range<usize>, Class)> {
    let lexed = lex(FileId(0), text);
    let names = Names::new(text, &lexed.tokens);
    let mut out: Vec<(Range<usize>, Class)> = Vec::with_capacity(lexed.tokens.len());
    for (index, token) in lexed.tokens.iter().enumerate() {
        let class = match token.tok {
            Tok::Eof => continue,
            Tok::Semi if names.text(index) != ";" => continue,
            Tok::Key(_) => Class::Keyword,
            Tok::Int | Tok::Float | Tok::Imag => Class::Number,
            Tok::Rune | Tok::Str => Class::String,
            Tok::Name => names.class(index),
            _ => Class::Operator,
        };
        out.push((token.start as usize..token.end as usize, class));
    }
    for comment in &lexed.comments {
        out.push((comment.start as usize..comment.end as usize, Class::Comment));
    }
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// Classifies names by their neighbours.
struct Names<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Names that the text declares as types.
    types: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let mut names = Names { text, tokens, types: BTreeSet::new() };
        for index in 0..tokens.len() {
            match names.tok(index) {
                Tok::Key(Keyword::Type) => names.declared_types(index + 1),
                Tok::LBrack if names.before(index) == Tok::Name => names.type_params(index),
                _ => {}
            }
        }
        names
    }

    /// Notes the names declared after a `type` keyword, alone or in a group.
    fn declared_types(&mut self, mut index: usize) {
        if self.tok(index) != Tok::LParen {
            if self.tok(index) == Tok::Name {
                self.types.insert(self.text(index));
            }
            return;
        }
        let mut open = 0usize;
        while index < self.tokens.len() {
            match self.tok(index) {
                Tok::LParen | Tok::LBrace | Tok::LBrack => open += 1,
                Tok::RParen | Tok::RBrace | Tok::RBrack if open <= 1 => return,
                Tok::RParen | Tok::RBrace | Tok::RBrack => open -= 1,
                Tok::Name if open == 1 && matches!(self.tok(index - 1), Tok::LParen | Tok::Semi) => {
                    self.types.insert(self.text(index));
                }
                _ => {}
            }
            index += 1;
        }
    }

    /// Notes the type parameters in the bracket at `index`, if it follows the name of a function or type declared.
    fn type_params(&mut self, mut index: usize) {
        let declared = self.before(index - 1) == Tok::Key(Keyword::Type) || self.declares_function(index - 1);
        if !declared {
            return;
        }
        while matches!(self.tok(index), Tok::LBrack | Tok::Comma) && self.tok(index + 1) == Tok::Name {
            if self.tok(index + 2) == Tok::RBrack {
                return;
            }
            self.types.insert(self.text(index + 1));
            index += 2;
            let mut open = 0usize;
            loop {
                match self.tok(index) {
                    Tok::Eof | Tok::Semi => return,
                    Tok::LBrack | Tok::LBrace | Tok::LParen => open += 1,
                    Tok::Comma | Tok::RBrack if open == 0 => break,
                    Tok::RBrack | Tok::RBrace | Tok::RParen => open = open.saturating_sub(1),
                    _ => {}
                }
                index += 1;
            }
        }
    }

    fn tok(&self, index: usize) -> Tok {
        self.tokens.get(index).map_or(Tok::Eof, |token| token.tok)
    }

    /// Kind of the token before `index`; `Eof` at the start.
    fn before(&self, index: usize) -> Tok {
        index.checked_sub(1).map_or(Tok::Eof, |index| self.tok(index))
    }

    fn text(&self, index: usize) -> &'a str {
        let Some(token) = self.tokens.get(index) else { return "" };
        self.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    fn class(&self, index: usize) -> Class {
        let name = self.text(index);
        let member = self.before(index) == Tok::Dot;
        let next = self.tok(index + 1);
        if !member && PREDECLARED_TYPES.binary_search(&name).is_ok() {
            return Class::TypeName;
        }
        if !member && PREDECLARED_VALUES.binary_search(&name).is_ok() {
            return Class::Builtin;
        }
        if self.declares_function(index) {
            return Class::Function;
        }
        if !member && self.types.contains(name) {
            return Class::TypeName;
        }
        if next == Tok::Dot {
            return Class::Identifier;
        }
        if self.in_type_place(index) {
            return Class::TypeName;
        }
        if next == Tok::LParen {
            return Class::Function;
        }
        Class::Identifier
    }

    /// Whether the name is that of a function or method being declared.
    fn declares_function(&self, index: usize) -> bool {
        match self.before(index) {
            Tok::Key(Keyword::Func) => true,
            // `func (r T) name(`, `func (r T) name[U any](`
            Tok::RParen if matches!(self.tok(index + 1), Tok::LParen | Tok::LBrack) => {
                let receiver = (0..index - 1).rev().take(12).find(|&at| self.tok(at) == Tok::LParen);
                let method = receiver.is_some_and(|at| self.before(at) == Tok::Key(Keyword::Func));
                method && (self.tok(index + 1) == Tok::LParen || self.parameters_follow(index + 1))
            }
            _ => false,
        }
    }

    /// Whether the bracket at `index` is closed before a parenthesis, as that of type parameters is; that of a result's
    /// type arguments is not.
    fn parameters_follow(&self, index: usize) -> bool {
        let mut open = 0usize;
        for at in index..self.tokens.len() {
            match self.tok(at) {
                Tok::LBrack => open += 1,
                Tok::RBrack if open <= 1 => return self.tok(at + 1) == Tok::LParen,
                Tok::RBrack => open -= 1,
                _ => {}
            }
        }
        false
    }

    /// Whether a type must stand where this (possibly qualified) name stands.
    fn in_type_place(&self, index: usize) -> bool {
        let qualified = self.before(index) == Tok::Dot && self.before(index.saturating_sub(1)) == Tok::Name;
        if self.before(index) == Tok::Dot && !qualified {
            return false;
        }
        let start = if qualified { index - 2 } else { index };
        let exported = self.text(index).starts_with(char::is_uppercase);
        match self.before(start) {
            // `x T`, `) T`, `[]T`, `[n]T`, `map[K]V`: two operands never stand side by side.
            Tok::Name | Tok::RParen | Tok::RBrack | Tok::Ellipsis => true,
            Tok::Key(Keyword::Chan) | Tok::Tilde => true,
            Tok::Arrow => self.before(start - 1) == Tok::Key(Keyword::Chan),
            Tok::LBrack => self.before(start - 1) == Tok::Key(Keyword::Map),
            Tok::Op(BinaryOp::Mul) => self.is_pointer(start - 1),
            _ => exported && self.tok(index + 1) == Tok::LBrace && self.starts_literal(index + 1),
        }
    }

    /// Whether the star at `index` makes a pointer: it is not between two operands, or it clings to what follows only.
    fn is_pointer(&self, index: usize) -> bool {
        match self.before(index) {
            Tok::Name | Tok::RBrack | Tok::RParen => {
                let blank_before = self.gap(index.saturating_sub(1));
                blank_before && !self.gap(index)
            }
            Tok::LParen | Tok::Comma => self.tok(index + 2) != Tok::LBrack,
            Tok::Semi | Tok::LBrace | Tok::RBrace | Tok::Eof => false,
            Tok::Op(_) | Tok::Assign | Tok::Define | Tok::Not | Tok::Key(Keyword::Return) => false,
            _ => true,
        }
    }

    /// Whether there is a blank after token `index`.
    fn gap(&self, index: usize) -> bool {
        match (self.tokens.get(index), self.tokens.get(index + 1)) {
            (Some(token), Some(next)) => token.end < next.start,
            _ => true,
        }
    }

    /// Whether the brace at `index` follows its name directly, as in a literal, rather than after a blank.
    fn starts_literal(&self, index: usize) -> bool {
        !self.gap(index - 1)
    }
}
