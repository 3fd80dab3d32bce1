//! Statements.

mod assign;
mod control;
mod declare;
mod jump;
mod range;
mod range_func;
mod returns;
mod select;
mod switch;
mod type_switch;

pub(crate) use assign::{Lhs, Values};
pub(crate) use jump::{RangeBody, Target};

use crate::check::Checker;
use crate::hir::{self, Callee, StmtKind as H};
use crate::object::ObjKind;
use crate::operand::{OpMode, Operand};
use crate::types::{ChanDir, Type};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Block, Expr, ExprKind, Name, Stmt, StmtKind, UnaryOp};

impl<'a> Checker<'a> {
    /// Checks statements in the present scope.
    pub(crate) fn stmts(&mut self, stmts: &'a [Stmt], out: &mut Vec<hir::Stmt>) {
        for stmt in stmts {
            self.stmt(stmt, None, out);
        }
    }

    /// Checks a block in a scope of its own.
    pub(crate) fn block(&mut self, block: &'a Block) -> hir::Block {
        self.scoped(|c, out| c.stmts(&block.stmts, out))
    }

    /// Statements made by `f` in a scope of their own.
    pub(crate) fn scoped(&mut self, f: impl FnOnce(&mut Self, &mut Vec<hir::Stmt>)) -> hir::Block {
        let mut stmts = Vec::new();
        self.push_scope();
        f(self, &mut stmts);
        self.pop_scope();
        hir::Block { stmts }
    }

    /// Checks one statement; `label` is the label right before it.
    pub(crate) fn stmt(&mut self, stmt: &'a Stmt, label: Option<&Name>, out: &mut Vec<hir::Stmt>) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(e) => self.expr_stmt(e, out),
            StmtKind::Send { chan, value, .. } => {
                if let Some((chan, value)) = self.send(chan, value) {
                    out.push(hir::Stmt { kind: H::Send(chan, value), span });
                }
            }
            StmtKind::IncDec { expr, inc, .. } => self.inc_dec(expr, *inc, span, out),
            StmtKind::Assign { lhs, rhs, .. } => self.assign_stmt(lhs, rhs, span, out),
            StmtKind::OpAssign { op, lhs, rhs, .. } => self.op_assign(*op, lhs, rhs, span, out),
            StmtKind::Define { lhs, rhs, op_span } => self.define_stmt(lhs, rhs, *op_span, span, out),
            StmtKind::Go(e) => self.go_stmt(e, "go", span, out),
            StmtKind::Defer(e) => self.go_stmt(e, "defer", span, out),
            StmtKind::Return(values) => self.return_stmt(values, span, out),
            StmtKind::Break(name) => self.break_stmt(name.as_ref(), span, out),
            StmtKind::Continue(name) => self.continue_stmt(name.as_ref(), span, out),
            StmtKind::Goto(name) => {
                let label = self.goto_label(&name.name);
                out.push(hir::Stmt { kind: H::Goto(label), span });
            }
            StmtKind::Fallthrough => out.push(hir::Stmt { kind: H::Fallthrough, span }),
            StmtKind::Block(block) => {
                let block = self.block(block);
                out.push(hir::Stmt { kind: H::Block(block), span });
            }
            StmtKind::If(s) => {
                let stmt = self.if_stmt(s, span);
                out.push(stmt);
            }
            StmtKind::Switch(s) => self.switch_stmt(s, label, span, out),
            StmtKind::TypeSwitch(s) => self.type_switch_stmt(s, label, span, out),
            StmtKind::Select(cases) => self.select_stmt(cases, label, span, out),
            StmtKind::For(s) => self.for_stmt(s, label, span, out),
            StmtKind::Range(s) => self.range_stmt(s, label, span, out),
            StmtKind::Labeled(name, inner) => {
                if self.fn_ctx().has_goto {
                    let id = self.goto_label(&name.name);
                    out.push(hir::Stmt { kind: H::Label(id), span: name.span });
                }
                self.stmt(inner, Some(&name.name), out);
            }
            StmtKind::Decl(decl) => self.local_decl(decl, out),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr, out: &mut Vec<hir::Stmt>) {
        let x = self.expr(e, None);
        let why = match &x.mode {
            OpMode::Invalid => return,
            OpMode::Builtin(_) => "must be called",
            OpMode::Type | OpMode::GenericType(_) => "is not an expression",
            OpMode::NoValue(_) => "",
            OpMode::GenericFunc(_) => {
                self.not_instantiated(x);
                return;
            }
            _ if is_statement(e) && !self.is_value_only(&x) => "",
            _ => "is not used",
        };
        if !why.is_empty() {
            let what = self.describe(&x);
            self.error(x.span, format!("{what} {why}"));
            return;
        }
        let value = self.rvalue(x);
        out.push(hir::Stmt { kind: H::Expr(value), span: e.span });
    }

    /// Conversions and most predeclared functions may not stand as statements.
    fn is_value_only(&self, x: &Operand<'a>) -> bool {
        use hir::Builtin::{Copy, Recover};
        match &x.mode {
            OpMode::Value(e) => match &e.kind {
                hir::ExprKind::Call(_) | hir::ExprKind::LetTuple(..) => false,
                hir::ExprKind::Builtin(b, _) => !matches!(b, Copy | Recover),
                _ => true,
            },
            OpMode::CommaOk(e) => !matches!(e.kind, hir::ExprKind::Recv(_)),
            _ => true,
        }
    }

    /// Channel and value of a send.
    pub(crate) fn send(&mut self, chan: &'a Expr, value: &'a Expr) -> Option<(hir::Expr, hir::Expr)> {
        let ch = self.value(chan, None);
        let hint = match self.core_shape(ch.ty) {
            Some(&Type::Chan(_, elem)) => Some(elem),
            _ => None,
        };
        let value = self.value(value, hint);
        if ch.is_invalid() || value.is_invalid() {
            return None;
        }
        let Some(&Type::Chan(dir, elem)) = self.core_shape(ch.ty) else {
            let (name, what) = (self.type_name(ch.ty), self.describe(&ch));
            self.error(chan.span, format!("invalid operation: cannot send to non-channel {name} {what}"));
            return None;
        };
        if dir == ChanDir::Recv {
            let (name, what) = (self.type_name(ch.ty), self.describe(&ch));
            let text = format!("invalid operation: cannot send to receive-only channel {name} {what}");
            self.error(chan.span, text);
            return None;
        }
        let ch = self.rvalue(ch);
        let value = self.assign(value, elem, "send");
        Some((ch, value))
    }

    fn go_stmt(&mut self, e: &'a Expr, keyword: &str, span: Span, out: &mut Vec<hir::Stmt>) {
        if matches!(e.unparen().kind, ExprKind::Bad) {
            return;
        }
        if !matches!(e.unparen().kind, ExprKind::Call(_)) {
            self.error(e.span, format!("expression in {keyword} must be function call"));
            self.expr(e, None);
            return;
        }
        let x = self.expr(e, None);
        let value = match x.mode {
            OpMode::Invalid => return,
            OpMode::NoValue(value) => value,
            OpMode::Value(ref value) if is_call(value) => value.clone(),
            _ => {
                let what = self.describe(&x);
                let callee = crate::expr::as_call(e).and_then(|call| self.lookup_ident(&call.func));
                let builtin = callee.is_some_and(|id| matches!(self.obj(id).kind, ObjKind::Builtin(_)));
                let why =
                    if builtin { "discards result of" } else { "requires function call, not conversion" };
                let text = format!("{keyword} {why} {what}");
                self.error(x.span, text);
                return;
            }
        };
        match value.kind {
            hir::ExprKind::LetTuple(temps, tuple, call) => {
                let mut stmts = self.unpack(&temps, *tuple, span);
                stmts.extend(called(*call).map(|call| self.deferred(call, keyword, span)));
                out.push(hir::Stmt { kind: H::Block(hir::Block { stmts }), span });
            }
            _ => out.extend(called(value).map(|call| self.deferred(call, keyword, span))),
        }
    }

    /// Declares temporaries and sets them from a tuple.
    pub(crate) fn unpack(&mut self, temps: &[hir::LocalId], tuple: hir::Expr, span: Span) -> Vec<hir::Stmt> {
        let mut stmts: Vec<hir::Stmt> =
            temps.iter().map(|&t| hir::Stmt { kind: H::Declare(t, None), span }).collect();
        let places = temps.iter().map(|&t| Some(self.local_place(t, span))).collect();
        stmts.push(hir::Stmt { kind: H::AssignTuple(places, tuple), span });
        stmts
    }

    /// The place of a local of the present function.
    pub(crate) fn local_place(&mut self, local: hir::LocalId, span: Span) -> hir::Place {
        let ty = self.fn_ctx().locals[local.0 as usize].ty;
        hir::Place { kind: hir::PlaceKind::Local(local), ty, span }
    }

    fn deferred(&mut self, call: hir::Call, keyword: &str, span: Span) -> hir::Stmt {
        if keyword == "go" {
            return hir::Stmt { kind: H::Go(call), span };
        }
        if self.fn_ctx().range_body.is_some() {
            let token = self.outer_defer_token(span);
            return hir::Stmt { kind: H::DeferAt(token, call), span };
        }
        let ctx = self.fn_ctx();
        let again = ctx.loops > 0 || ctx.has_goto;
        hir::Stmt { kind: H::Defer(call, again), span }
    }
}

/// An expression as a call, if it is one.
fn called(value: hir::Expr) -> Option<hir::Call> {
    let (ty, span) = (value.ty, value.span);
    match value.kind {
        hir::ExprKind::Call(call) => Some(*call),
        hir::ExprKind::Builtin(builtin, args) => {
            Some(hir::Call { callee: Callee::Builtin(builtin), args, spread: false, ty, span })
        }
        _ => None,
    }
}

fn is_call(e: &hir::Expr) -> bool {
    use hir::Builtin::{Copy, Recover};
    match &e.kind {
        hir::ExprKind::Call(_) => true,
        hir::ExprKind::LetTuple(_, _, call) => matches!(call.kind, hir::ExprKind::Call(_)),
        hir::ExprKind::Builtin(b, _) => matches!(b, Copy | Recover),
        _ => false,
    }
}

fn is_statement(e: &Expr) -> bool {
    matches!(e.unparen().kind, ExprKind::Call(_) | ExprKind::Unary(UnaryOp::Recv, _))
}
