//! Tokens to tree: a recursive-descent parser that always gives a tree.
//!
//! After an error it goes on where Go's compiler goes on, and as there, it never reports about syntax twice on one line. Every recursion is counted, so that neither the parser nor
//! anything that later walks or drops the tree can run out of stack.

mod branches;
mod control;
mod decl;
mod expr;
mod params;
mod postfix;
mod recover;
mod simple;
mod stmt;
mod types;

use crate::Parsed;
use crate::ast::{Expr, ExprId, ExprKind, File, Ident, Name};
use crate::diag::Diagnostic;
use crate::lexer::{Keyword, Lexed, Tok, Token, lex};
use crate::span::{FileId, Span};
use std::collections::HashMap;

/// How deep statements, expressions and types may be nested in one another, all together.
pub const MAX_DEPTH: u32 = 150;

/// After so many diagnostics the rest of the file is not read.
const MAX_DIAGNOSTICS: usize = 100;

/// Parses one file. Expressions are numbered from `first_expr_id`; pass the `next_expr_id` of the file before to keep
/// numbers unique over a program. Always gives a tree; a text with errors gives diagnostics beside it.
pub fn parse_file(file: FileId, text: &str, first_expr_id: u32) -> Parsed {
    let Lexed { tokens, comments, diagnostics } = lex(file, text);
    let mut parser = Parser {
        file,
        text,
        tokens,
        at: 0,
        tok: Tok::Eof,
        prev_end: 0,
        lexer_errors: diagnostics.len(),
        diagnostics,
        next_id: first_expr_id,
        names: HashMap::new(),
        depth: 0,
        deepest: 0,
        functions: 0,
        local_types: 0,
        header: false,
        type_guard: None,
        late: Vec::new(),
        late_starts: Vec::new(),
    };
    parser.tok = parser.tokens.first().map_or(Tok::Eof, |token| token.tok);
    let tree = parser.file();
    // Go's compiler checks types unless there is what it calls a syntax error; it has rules beyond the grammar.
    let checkable = !parser.diagnostics.iter().any(|found| breaks_tree(&found.message));
    if checkable {
        parser.diagnostics.append(&mut parser.late);
    }
    Parsed {
        file: tree,
        checkable,
        diagnostics: one_per_line(parser.diagnostics, text),
        comments,
        next_expr_id: parser.next_id,
    }
}

/// Whether an error with this message leaves a tree that does not say what was meant.
fn breaks_tree(message: &str) -> bool {
    message.starts_with("syntax error") || message.starts_with("nesting too deep")
}

/// Drops syntax errors on the line of the syntax error before, as Go's compiler does, and sorts the others by place.
fn one_per_line(mut diagnostics: Vec<Diagnostic>, text: &str) -> Vec<Diagnostic> {
    let mut last: Option<u32> = None;
    diagnostics.retain(|diagnostic| {
        if !diagnostic.message.starts_with("syntax error") {
            return true;
        }
        let start = diagnostic.span.start;
        let Some(before) = last.replace(start) else { return true };
        let between = text.get(before.min(start) as usize..before.max(start) as usize);
        between.unwrap_or("\n").contains('\n')
    });
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    diagnostics
}

struct Parser<'a> {
    file: FileId,
    text: &'a str,
    tokens: Vec<Token>,
    /// Index of the current token.
    at: usize,
    /// Kind of the current token.
    tok: Tok,
    /// Where the token before the current one ended.
    prev_end: u32,
    diagnostics: Vec<Diagnostic>,
    /// Errors that Go finds only in grammatical texts; dropped if there are others.
    late: Vec<Diagnostic>,
    /// See [`File::late_starts`].
    late_starts: Vec<(Span, u32)>,
    /// How many of the diagnostics are the lexer's.
    lexer_errors: usize,
    next_id: u32,
    names: HashMap<&'a str, Name>,
    /// Nesting of what is being parsed.
    depth: u32,
    /// Greatest nesting reached inside the subtree being built, counted from the root of the file.
    deepest: u32,
    /// How many function bodies we are in.
    functions: u32,
    /// Defined types inside functions so far.
    local_types: u32,
    /// Whether we are directly in the header of an `if`, `for` or `switch`, where `{` starts the body.
    header: bool,
    /// An `x.(type)` that no `switch` has claimed yet.
    type_guard: Option<(ExprId, Span)>,
}

impl<'a> Parser<'a> {
    // Tokens.

    fn token(&self) -> Token {
        self.peek(0)
    }

    /// The token `ahead` of the current one; the end of the text if there is none.
    fn peek(&self, ahead: usize) -> Token {
        match self.tokens.get(self.at + ahead).or(self.tokens.last()) {
            Some(token) => *token,
            None => Token { tok: Tok::Eof, start: 0, end: 0 },
        }
    }

    fn span_of(&self, token: Token) -> Span {
        Span::new(self.file, token.start, token.end)
    }

    fn span(&self) -> Span {
        self.span_of(self.token())
    }

    fn token_text(&self, token: Token) -> &'a str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    /// From `start` to the end of the last token consumed.
    fn span_from(&self, start: u32) -> Span {
        Span::new(self.file, start, self.prev_end.max(start))
    }

    fn start(&self) -> u32 {
        self.token().start
    }

    fn bump(&mut self) {
        if self.tok != Tok::Eof {
            self.prev_end = self.token().end;
            self.move_to(self.at + 1);
        }
    }

    fn move_to(&mut self, at: usize) {
        self.at = at;
        self.tok = self.token().tok;
    }

    fn is_key(&self, key: Keyword) -> bool {
        self.tok == Tok::Key(key)
    }

    fn eat(&mut self, tok: Tok) -> bool {
        let found = self.tok == tok;
        if found {
            self.bump();
        }
        found
    }

    fn eat_key(&mut self, key: Keyword) -> bool {
        self.eat(Tok::Key(key))
    }

    // Nodes.

    fn expr_node(&mut self, start: u32, kind: ExprKind) -> Expr {
        let span = self.span_from(start);
        self.node(span, kind)
    }

    fn node(&mut self, span: Span, kind: ExprKind) -> Expr {
        self.note_late_start(span, &kind);
        let id = ExprId(self.next_id);
        self.next_id = self.next_id.wrapping_add(1);
        Expr { id, span, kind }
    }

    /// Notes where Go's compiler places an expression that begins with a slice expression or a function type.
    fn note_late_start(&mut self, span: Span, kind: &ExprKind) {
        let first = match kind {
            ExprKind::Slice(slice) => return self.late_starts.push((span, slice.base.span.end)),
            ExprKind::FuncType(sig) => return self.late_starts.push((span, sig.span.start)),
            ExprKind::Selector(base, _) | ExprKind::Index(base, _) | ExprKind::TypeAssert(base, _) => base,
            ExprKind::Call(call) => &call.func,
            ExprKind::Binary(binary) => &binary.left,
            _ => return,
        };
        let inside = self.late_starts.iter().rev().take_while(|(span, _)| span.start >= first.span.start);
        let noted = inside.into_iter().find(|(inner, _)| *inner == first.span);
        if let Some(&(_, start)) = noted {
            self.late_starts.push((span, start));
        }
    }

    /// A placeholder for an expression or type that is missing here.
    fn bad_expr(&mut self) -> Expr {
        let span = self.span().at_start();
        self.node(span, ExprKind::Bad)
    }

    fn intern(&mut self, text: &'a str) -> Name {
        self.names.entry(text).or_insert_with(|| text.into()).clone()
    }

    /// The name that comes next; reports and gives `_` if there is none.
    fn name(&mut self) -> Ident {
        if self.tok == Tok::Name {
            let token = self.token();
            let name = self.intern(self.token_text(token));
            self.bump();
            return Ident { name, span: self.span_of(token) };
        }
        let ident = self.blank();
        self.unexpected(", expected name");
        self.advance(&[]);
        ident
    }

    /// A blank name of no length, where a name is missing.
    fn blank(&mut self) -> Ident {
        Ident { name: self.intern("_"), span: self.span().at_start() }
    }

    fn ident_expr(&mut self, ident: Ident) -> Expr {
        self.node(ident.span, ExprKind::Ident(ident.name))
    }

    // Depth.

    /// Runs `parse` one level deeper. At the limit it reports once and ends the file, so that everything unwinds.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> T, missing: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= MAX_DEPTH {
            self.too_deep();
            return missing(self);
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.deepest, self.depth);
        let result = parse(self);
        self.depth -= 1;
        self.deepest = self.deepest.max(outer);
        result
    }

    /// Notes that the subtree just built becomes the child of a new node (`a.b` in `a.b.c`); false at the limit.
    /// Operators other than comparisons do not count: see [`BinaryExpr::chain`](crate::ast::BinaryExpr::chain).
    fn sink(&mut self) -> bool {
        self.deepest += 1;
        if self.deepest > MAX_DEPTH {
            self.too_deep();
            return false;
        }
        true
    }

    fn too_deep(&mut self) {
        if self.tok != Tok::Eof {
            let span = self.span();
            self.error(span, format!("nesting too deep (limit {MAX_DEPTH})"));
            self.give_up();
        }
    }

    /// Reads nothing more.
    fn give_up(&mut self) {
        self.move_to(self.tokens.len().saturating_sub(1));
    }

    fn file(&mut self) -> File {
        let span = Span::new(self.file, 0, self.text.len().try_into().unwrap_or(u32::MAX));
        let mut file = File {
            id: self.file,
            package: self.blank(),
            imports: Vec::new(),
            decls: Vec::new(),
            span,
            late_starts: Vec::new(),
        };
        if self.package_clause(&mut file) {
            self.declarations(&mut file);
        } else {
            // Go's compiler reads no further.
            let end = self.start();
            self.diagnostics.retain(|found| found.span.start <= end);
        }
        file.late_starts = std::mem::take(&mut self.late_starts);
        file
    }
}
