//! Simple statements: expressions, sends, `++`, assignments, `:=`.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok};
use crate::printer::expr_text;
use crate::span::Span;

/// What stands in a header or a `case` of a `select`: a simple statement or a range clause.
pub(super) enum Simple {
    /// A simple statement.
    Stmt(Stmt),
    /// `targets range expr`.
    Range(Targets, Expr),
}

impl Parser<'_> {
    pub(super) fn simple_stmt(&mut self) -> Stmt {
        match self.simple(false) {
            Simple::Stmt(stmt) => stmt,
            Simple::Range(_, expr) => Stmt { span: expr.span, kind: StmtKind::Bad },
        }
    }

    /// A simple statement or, if `range_ok`, a range clause.
    pub(super) fn simple(&mut self, range_ok: bool) -> Simple {
        if range_ok && self.eat_key(Keyword::Range) {
            let expr = self.expr();
            return Simple::Range(Targets::None, expr);
        }
        let start = self.start();
        let mut lhs = self.expr_list();
        let op_span = self.span();
        let kind = match self.tok {
            Tok::Assign | Tok::Define => {
                let define = self.tok == Tok::Define;
                self.bump();
                if range_ok && self.eat_key(Keyword::Range) {
                    let targets = self.range_targets(lhs, define);
                    let expr = self.expr();
                    return Simple::Range(targets, expr);
                }
                let rhs = self.expr_list();
                if define {
                    let lhs = self.defined_names(lhs, |shown| format!("non-name {shown} on left side of :="));
                    StmtKind::Define { lhs, rhs, op_span }
                } else {
                    StmtKind::Assign { lhs, rhs, op_span }
                }
            }
            _ if lhs.len() > 1 => {
                self.unexpected(", expected := or = or comma");
                self.advance(&[Tok::Semi, Tok::RBrace]);
                StmtKind::Bad
            }
            tok => match lhs.pop() {
                Some(expr) => self.after_expr(expr, tok, op_span),
                None => StmtKind::Bad,
            },
        };
        let span = self.span_from(start);
        Simple::Stmt(Stmt { kind, span })
    }

    /// The rest of a statement that starts with a single expression.
    fn after_expr(&mut self, expr: Expr, tok: Tok, op_span: Span) -> StmtKind {
        match tok {
            Tok::OpAssign(op) => {
                self.bump();
                let rhs = self.expr();
                let lhs = expr;
                StmtKind::OpAssign { op, op_span, lhs, rhs }
            }
            Tok::Inc | Tok::Dec => {
                self.bump();
                let inc = tok == Tok::Inc;
                StmtKind::IncDec { expr, inc, op_span }
            }
            Tok::Arrow => {
                self.bump();
                let value = self.expr();
                StmtKind::Send { chan: expr, value, arrow: op_span }
            }
            _ if matches!(expr.kind, ExprKind::Bad) => StmtKind::Bad,
            _ => StmtKind::Expr(expr),
        }
    }

    /// The left side of `:=`: reports what is not a name, and puts `_` for it.
    fn defined_names(&mut self, lhs: Vec<Expr>, wrong: impl Fn(String) -> String) -> Vec<Ident> {
        let mut names = Vec::with_capacity(lhs.len());
        for expr in lhs {
            names.push(expr.as_ident().unwrap_or_else(|| {
                let shown = expr_text(&expr);
                if !matches!(expr.kind, ExprKind::Bad) {
                    self.late_error(expr.span, wrong(shown));
                }
                Ident { name: self.intern("_"), span: expr.span }
            }));
        }
        names
    }

    fn range_targets(&mut self, mut lhs: Vec<Expr>, define: bool) -> Targets {
        if let Some(third) = lhs.get(2) {
            let message = "range clause permits at most two iteration variables";
            self.late_error(third.span, message);
            lhs.truncate(2);
        }
        self.targets(lhs, define)
    }

    fn targets(&mut self, lhs: Vec<Expr>, define: bool) -> Targets {
        match define {
            true => {
                let wrong = |shown| format!("invalid syntax tree: cannot declare {shown}");
                Targets::Define(self.defined_names(lhs, wrong))
            }
            false => Targets::Assign(lhs),
        }
    }

    /// What a `case` of a `select` waits for, from a simple statement.
    pub(super) fn comm(&mut self) -> Comm {
        let stmt = self.simple_stmt();
        let span = stmt.span;
        let (targets, recv) = match stmt.kind {
            StmtKind::Bad => return Comm::Bad,
            StmtKind::Send { chan, value, arrow } => return Comm::Send { chan, value, arrow },
            StmtKind::Expr(recv) => (Targets::None, Some(recv)),
            StmtKind::Define { lhs, mut rhs, .. } if rhs.len() == 1 => (Targets::Define(lhs), rhs.pop()),
            StmtKind::Assign { lhs, mut rhs, .. } if rhs.len() == 1 => (Targets::Assign(lhs), rhs.pop()),
            _ => (Targets::None, None),
        };
        let Some(recv) = recv.filter(is_receive) else {
            let message = "select case must be send or receive (possibly with assignment)";
            self.late_error(span, message);
            return Comm::Bad;
        };
        let count = targets.len();
        if count > 2 {
            let message = format!("assignment mismatch: {count} variables but 1 value");
            self.late_error(recv.span, message);
            return Comm::Bad;
        }
        Comm::Recv { targets, recv }
    }
}

fn is_receive(expr: &Expr) -> bool {
    matches!(expr.unparen().kind, ExprKind::Unary(UnaryOp::Recv, _))
}
