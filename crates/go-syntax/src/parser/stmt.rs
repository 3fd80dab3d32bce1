//! Statements and blocks.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok};

impl Parser<'_> {
    /// A block in braces; `context` says in messages after what it is expected (` after if clause`).
    pub(super) fn block(&mut self, context: &str) -> Block {
        let start = self.start();
        if !self.eat(Tok::LBrace) {
            self.unexpected(&format!(", expected {{{context}"));
            self.advance(&[Tok::Name, Tok::RBrace]);
            if self.eat(Tok::RBrace) {
                return Block { stmts: Vec::new(), span: self.span_from(start) };
            }
        }
        let stmts = self.inside(Self::stmt_list);
        self.want(Tok::RBrace);
        Block { stmts, span: self.span_from(start) }
    }

    /// Statements up to `}`, `case`, `default` or something that cannot start a statement.
    pub(super) fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        while !self.at_list_end() {
            let Some(stmt) = self.stmt_opt() else {
                break;
            };
            stmts.push(stmt);
            self.refuse_type_guard();
            if !self.eat(Tok::Semi) && self.tok != Tok::RBrace {
                self.unexpected(" at end of statement");
                self.advance(&[Tok::Semi, Tok::RBrace, Tok::Key(Keyword::Case), Tok::Key(Keyword::Default)]);
                self.eat(Tok::Semi);
            }
        }
        stmts
    }

    fn at_list_end(&self) -> bool {
        matches!(self.tok, Tok::Eof | Tok::RBrace | Tok::Key(Keyword::Case | Keyword::Default))
    }

    /// A statement, if one can start here. An empty statement does not consume its semicolon.
    pub(super) fn stmt_opt(&mut self) -> Option<Stmt> {
        self.nested(Self::stmt_inner, |_| None)
    }

    fn stmt_inner(&mut self) -> Option<Stmt> {
        let start = self.start();
        let kind = match self.tok {
            Tok::Name if self.peek(1).tok == Tok::Colon => self.labeled()?,
            Tok::Semi => {
                let span = self.span().at_start();
                let kind = StmtKind::Empty;
                return Some(Stmt { kind, span });
            }
            Tok::LBrace => StmtKind::Block(self.block("")),
            Tok::Key(key) if !self.expression_starts() => self.keyword_stmt(key)?,
            _ if self.expression_starts() => return Some(self.simple_stmt()),
            _ => return None,
        };
        let span = self.span_from(start);
        Some(Stmt { kind, span })
    }

    /// Whether the current token can start an expression.
    fn expression_starts(&self) -> bool {
        match self.tok {
            Tok::Op(op) => {
                matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::And | BinaryOp::Xor)
            }
            Tok::Name | Tok::Not | Tok::Arrow | Tok::LParen | Tok::LBrack => true,
            Tok::Key(key) => matches!(
                key,
                Keyword::Func | Keyword::Struct | Keyword::Map | Keyword::Chan | Keyword::Interface
            ),
            tok => tok.is_literal(),
        }
    }

    fn labeled(&mut self) -> Option<StmtKind> {
        let label = self.name();
        let colon = self.span();
        self.bump();
        if self.tok == Tok::RBrace {
            let stmt = Stmt { kind: StmtKind::Empty, span: self.span().at_start() };
            return Some(StmtKind::Labeled(label, Box::new(stmt)));
        }
        match self.stmt_opt() {
            Some(stmt) => Some(StmtKind::Labeled(label, Box::new(stmt))),
            None => {
                self.syntax_error_at(colon, "missing statement after label");
                None
            }
        }
    }

    fn keyword_stmt(&mut self, key: Keyword) -> Option<StmtKind> {
        Some(match key {
            Keyword::Const | Keyword::Type | Keyword::Var => {
                let start = self.start();
                let kind = self.group_decl(key);
                let span = self.span_from(start);
                StmtKind::Decl(Decl { kind, span })
            }
            Keyword::If => self.if_stmt(),
            Keyword::For => self.for_stmt(),
            Keyword::Switch => self.switch_stmt(),
            Keyword::Select => self.select_stmt(),
            Keyword::Go | Keyword::Defer => self.call_stmt(key),
            Keyword::Fallthrough => {
                self.bump();
                StmtKind::Fallthrough
            }
            Keyword::Break | Keyword::Continue => {
                self.bump();
                let label = (self.tok == Tok::Name).then(|| self.name());
                match key {
                    Keyword::Break => StmtKind::Break(label),
                    _ => StmtKind::Continue(label),
                }
            }
            Keyword::Goto => {
                self.bump();
                StmtKind::Goto(self.name())
            }
            Keyword::Return => {
                self.bump();
                let values = match self.tok {
                    Tok::Semi | Tok::RBrace => Vec::new(),
                    _ => self.expr_list(),
                };
                StmtKind::Return(values)
            }
            _ => return None,
        })
    }

    /// `go` or `defer` with a call.
    fn call_stmt(&mut self, key: Keyword) -> StmtKind {
        self.bump();
        let mut call = self.nested(Self::primary, Self::bad_expr);
        let word = key.as_str();
        if matches!(call.kind, ExprKind::Paren(_)) {
            let message = format!("expression in {word} must not be parenthesized");
            self.error(call.span, message);
        } else if !matches!(call.kind, ExprKind::Call(_) | ExprKind::Bad) {
            let message = format!("expression in {word} must be function call");
            self.late_error(call.span, message);
        }
        if !matches!(call.kind, ExprKind::Call(_)) {
            call = self.node(call.span, ExprKind::Bad);
        }
        match key {
            Keyword::Go => StmtKind::Go(call),
            _ => StmtKind::Defer(call),
        }
    }
}
