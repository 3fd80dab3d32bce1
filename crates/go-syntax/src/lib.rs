//! Go source text to tokens, syntax tree and diagnostics.
//!
//! The dialect is Go 1.27's. Nothing here fails or panics, whatever the text: the result is always a tree, together
//! with the [diagnostics](diag::Diagnostic) found on the way. The crate knows nothing about types, time or files.

pub mod ast;
pub mod diag;
pub mod span;

pub use diag::{Diagnostic, Severity};
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
    /// The first expression number that is free again.
    pub next_expr_id: u32,
}

impl Parsed {
    /// Whether the tree is that of a correct text.
    pub fn is_ok(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Parses one file. Expressions are numbered from `first_expr_id`; pass the `next_expr_id` of the file before to keep
/// numbers unique over a program. Always gives a tree; a text with errors gives diagnostics beside it.
pub fn parse_file(file: FileId, text: &str, first_expr_id: u32) -> Parsed {
    let span = Span::new(file, 0, text.len() as u32);
    Parsed {
        file: ast::File {
            id: file,
            package: ast::Ident {
                name: "_".into(),
                span: span.at_start(),
            },
            imports: Vec::new(),
            decls: Vec::new(),
            span,
        },
        diagnostics: vec![Diagnostic::error(
            span.at_start(),
            "parsing is not supported",
        )],
        comments: Vec::new(),
        next_expr_id: first_expr_id,
    }
}
