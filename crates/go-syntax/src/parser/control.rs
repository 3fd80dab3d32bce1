//! `if`, `for`, `switch`, `select`.

use super::Parser;
use super::simple::Simple;
use crate::ast::*;
use crate::diag::THIS_FILE;
use crate::lexer::{Keyword, Tok, Token};
use crate::printer::expr_text;
use crate::span::LineIndex;

/// What stands between the keyword and the `{`.
#[derive(Default)]
struct Header {
    init: Option<Stmt>,
    /// The condition or tag, still as a statement.
    cond: Option<Stmt>,
    post: Option<Stmt>,
    range: Option<(Targets, Expr)>,
    /// The first semicolon.
    semi: Option<Token>,
}

impl Parser<'_> {
    fn header(&mut self, key: Keyword) -> Header {
        self.bump();
        let outer = std::mem::replace(&mut self.header, true);
        let header = self.header_inner(key);
        self.header = outer;
        header
    }

    fn header_inner(&mut self, key: Keyword) -> Header {
        let mut header = Header::default();
        if self.tok == Tok::LBrace {
            return header;
        }
        let mut first = None;
        if self.tok != Tok::Semi {
            if self.is_key(Keyword::Var) {
                let word = key.as_str();
                let message = format!("var declaration not allowed in {word} initializer");
                self.bump();
                self.syntax_error(&message);
            }
            match self.simple(key == Keyword::For) {
                Simple::Range(targets, expr) => {
                    header.range = Some((targets, expr));
                    return header;
                }
                Simple::Stmt(stmt) => first = Some(stmt),
            }
        }
        if self.tok == Tok::LBrace {
            header.cond = first;
            return header;
        }
        header.init = first;
        if self.tok == Tok::Semi {
            header.semi = Some(self.token());
            self.bump();
        } else {
            // To ask for `{` rather than `;` tells more.
            self.want(Tok::LBrace);
            if self.tok != Tok::LBrace {
                self.advance(&[Tok::LBrace, Tok::RBrace]);
            }
        }
        if key == Keyword::For {
            self.for_clauses(&mut header);
        } else if self.tok != Tok::LBrace {
            header.cond = Some(self.simple_stmt());
        }
        header
    }

    /// Condition and post statement of a `for`, after the first semicolon.
    fn for_clauses(&mut self, header: &mut Header) {
        if self.tok != Tok::Semi {
            if self.tok == Tok::LBrace {
                self.unexpected(", expected for loop condition");
                return;
            }
            header.cond = Some(self.simple_stmt());
        }
        self.want(Tok::Semi);
        if self.tok != Tok::LBrace {
            let post = self.simple_stmt();
            if let StmtKind::Define { op_span, .. } = &post.kind {
                let message = "cannot declare in post statement of for loop";
                self.syntax_error_at(*op_span, message);
            }
            header.post = Some(post);
        }
    }

    /// The condition as an expression; reports statements.
    fn condition(&mut self, stmt: Stmt) -> Expr {
        let span = stmt.span;
        let (at, shown) = match stmt.kind {
            StmtKind::Expr(expr) => return expr,
            StmtKind::Bad => return self.node(span, ExprKind::Bad),
            StmtKind::Assign { lhs, rhs, op_span } => {
                (op_span, format!("assignment {} = {}", emphasized(&lhs), emphasized(&rhs)))
            }
            StmtKind::Define { lhs, rhs, op_span } => {
                let names: Vec<&str> = lhs.iter().map(|name| &*name.name).collect();
                (op_span, format!("{} := {}", names.join(", "), list_text(&rhs)))
            }
            StmtKind::OpAssign { op, op_span, lhs, rhs } => {
                (op_span, format!("{} {}= {}", expr_text(&lhs), op.as_str(), expr_text(&rhs)))
            }
            StmtKind::IncDec { expr, inc, op_span } => {
                (op_span, format!("{}{}", expr_text(&expr), if inc { "++" } else { "--" }))
            }
            StmtKind::Send { chan, value, arrow } => {
                (arrow, format!("{} <- {}", expr_text(&chan), expr_text(&value)))
            }
            _ => (span, self.shown(span)),
        };
        let message = format!("cannot use {shown} as value");
        self.syntax_error_at(at, &message);
        self.node(span, ExprKind::Bad)
    }

    pub(super) fn if_stmt(&mut self) -> StmtKind {
        let header = self.header(Keyword::If);
        let cond = match header.cond {
            Some(stmt) => self.condition(stmt),
            None => {
                self.missing_condition(header.semi);
                self.bad_expr()
            }
        };
        let then = self.block(" after if clause");
        let mut otherwise = None;
        if self.eat_key(Keyword::Else) {
            match self.tok {
                Tok::Key(Keyword::If) | Tok::LBrace => otherwise = self.stmt_opt(),
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[Tok::Name, Tok::RBrace]);
                }
            }
        }
        StmtKind::If(Box::new(IfStmt { init: header.init, cond, then, otherwise }))
    }

    fn missing_condition(&mut self, semi: Option<Token>) {
        match semi {
            None => self.syntax_error("missing condition in if statement"),
            Some(semi) => {
                let span = self.span_of(semi);
                let found = semi.tok.found_name(self.token_text(semi));
                let message = if found == "semicolon" {
                    "missing condition in if statement".to_string()
                } else {
                    format!("unexpected {found}, expected {{ after if clause")
                };
                self.syntax_error_at(span, &message);
            }
        }
    }

    pub(super) fn for_stmt(&mut self) -> StmtKind {
        let start = self.start();
        let header = self.header(Keyword::For);
        if let Some((targets, expr)) = header.range {
            let head = self.span_from(start);
            let body = self.block(" after for clause");
            return StmtKind::Range(Box::new(RangeStmt { targets, expr, head, body }));
        }
        let cond = header.cond.map(|stmt| self.condition(stmt));
        let body = self.block(" after for clause");
        StmtKind::For(Box::new(ForStmt { init: header.init, cond, post: header.post, body }))
    }

    pub(super) fn switch_stmt(&mut self) -> StmtKind {
        let header = self.header(Keyword::Switch);
        let init = header.init;
        let (bind, tag) = match header.cond {
            Some(stmt) => self.switch_tag(stmt),
            None => (None, None),
        };
        let guard = tag.as_ref().is_some_and(|tag| self.type_guard.is_some_and(|(id, _)| id == tag.id));
        let start = self.start();
        if guard {
            self.type_guard = None;
        }
        let cases = self.clauses("switch", Self::case_clause);
        let braces = self.span_from(start);
        match tag {
            Some(Expr { kind: ExprKind::TypeAssert(expr, _), .. }) if guard => {
                StmtKind::TypeSwitch(Box::new(TypeSwitchStmt { init, bind, expr: *expr, cases, braces }))
            }
            tag => StmtKind::Switch(Box::new(SwitchStmt { init, tag, cases, braces })),
        }
    }

    /// Splits `name := x.(type)`; everything else must be an expression.
    fn switch_tag(&mut self, stmt: Stmt) -> (Option<Ident>, Option<Expr>) {
        if let StmtKind::Define { lhs, rhs, .. } = &stmt.kind
            && let ([name], [tag]) = (lhs.as_slice(), rhs.as_slice())
            && self.type_guard.is_some_and(|(id, _)| id == tag.id)
        {
            return (Some(name.clone()), Some(tag.clone()));
        }
        (None, Some(self.condition(stmt)))
    }

    pub(super) fn select_stmt(&mut self) -> StmtKind {
        self.bump();
        StmtKind::Select(self.clauses("select", Self::comm_clause))
    }

    /// The braces of a `switch` or `select`.
    fn clauses<T>(&mut self, word: &str, mut clause: impl FnMut(&mut Self, Option<u32>) -> T) -> Vec<T> {
        let header = std::mem::replace(&mut self.header, false);
        if !self.eat(Tok::LBrace) {
            self.syntax_error(&format!("missing {{ after {word} clause"));
            self.advance(&[Tok::Key(Keyword::Case), Tok::Key(Keyword::Default), Tok::RBrace]);
        }
        let mut clauses = Vec::new();
        let mut default = None;
        while self.tok != Tok::Eof && self.tok != Tok::RBrace {
            let is_default = self.is_key(Keyword::Default);
            let start = self.start();
            clauses.push(clause(self, default));
            if is_default && default.is_none() {
                default = Some(start);
            }
        }
        self.want(Tok::RBrace);
        self.header = header;
        clauses
    }

    /// Parses the head of a clause up to its colon: none for `default`, else what `case` gives. `default` is where an
    /// earlier `default` stands.
    fn clause_head<T>(&mut self, default: Option<u32>, case: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let mut result = None;
        match self.tok {
            Tok::Key(Keyword::Case) => {
                self.bump();
                result = Some(case(self));
            }
            Tok::Key(Keyword::Default) => {
                if let Some(first) = default {
                    let at = LineIndex::new(self.text).position(first);
                    let message =
                        format!("multiple defaults (first at {THIS_FILE}:{}:{})", at.line, at.column);
                    let span = self.span();
                    self.late_error(span, message);
                }
                self.bump();
            }
            _ => {
                self.unexpected(", expected case or default or }");
                self.advance(&[Tok::Colon, Tok::Key(Keyword::Case), Tok::Key(Keyword::Default), Tok::RBrace]);
            }
        }
        self.want(Tok::Colon);
        result
    }

    fn case_clause(&mut self, first_default: Option<u32>) -> CaseClause {
        let start = self.start();
        let default = self.is_key(Keyword::Default);
        let exprs = self.clause_head(first_default, Self::expr_list);
        let head = self.span_from(start);
        let body = self.stmt_list();
        CaseClause { exprs: exprs.unwrap_or_default(), default, body, head, span: self.span_from(start) }
    }

    fn comm_clause(&mut self, first_default: Option<u32>) -> CommClause {
        let start = self.start();
        let default = self.is_key(Keyword::Default);
        let comm = self.clause_head(first_default, Self::comm);
        let head = self.span_from(start);
        let body = self.stmt_list();
        CommClause {
            comm: comm.unwrap_or(if default { Comm::Default } else { Comm::Bad }),
            body,
            head,
            span: self.span_from(start),
        }
    }
}

fn list_text(list: &[Expr]) -> String {
    list.iter().map(expr_text).collect::<Vec<_>>().join(", ")
}

/// The text of a list of expressions; a single operation with two operands gets parentheses.
fn emphasized(list: &[Expr]) -> String {
    match list {
        [only] if matches!(only.kind, ExprKind::Binary(_)) => format!("({})", expr_text(only)),
        _ => list_text(list),
    }
}
