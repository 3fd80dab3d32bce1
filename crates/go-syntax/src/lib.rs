//! Go source text to tokens, syntax tree and diagnostics.
//!
//! The dialect is Go 1.27's. Nothing here fails or panics, whatever the text: the result is always a tree, together
//! with the [diagnostics](diag::Diagnostic) found on the way. The crate knows nothing about types, time or files.

pub mod ast;
pub mod diag;
pub mod dump;
pub mod highlight;
pub mod lexer;
pub mod parser;
mod printer;
pub mod span;

pub use diag::{Diagnostic, Severity};
pub use dump::{dump, dump_tokens};
pub use highlight::{Class, highlight};
pub use parser::parse_file;
pub use printer::expr_text;
pub use span::{FileId, LineIndex, Position, SourceFile, SourceMap, Span};

/// What [`parse_file`] gives.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree.
    pub file: ast::File,
    /// What is wrong with the text, in order of place; empty if nothing is.
    pub diagnostics: Vec<Diagnostic>,
    /// Places of all comments, in order.
    pub comments: Vec<Span>,
    /// Whether the text is grammatical, so that types can be checked: then the diagnostics, if any, are about rules
    /// beyond the grammar (labels, literals, `defer x`, a `case` of a `select` that is no communication), and the type
    /// checker's belong beside them.
    pub checkable: bool,
    /// The first expression number that is free again.
    pub next_expr_id: u32,
}

impl Parsed {
    /// Whether the tree is that of a correct text.
    pub fn is_ok(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
