//! `for` with a condition.

use tidepool_go_check::hir::{
    BinaryOp, Builtin, Const, Expr, ExprKind, ForStmt, LocalId, PlaceKind, Stmt, StmtKind,
};
use tidepool_go_check::types::{IntKind, Type};

use super::arith::small;
use super::func::{FuncBuilder, Label, Target};
use super::range::Limit;
use super::walk;
use crate::bytecode::{AllocKind, Op, Reg};

impl FuncBuilder<'_, '_> {
    /// The condition stands at the end, so that an iteration has one jump.
    pub fn for_stmt(&mut self, stmt: &ForStmt) {
        let header = self.span;
        let hoisted = self.hoisted.len();
        self.hoist_constants(stmt.cond.as_ref(), &stmt.body);
        let (top, cond) = (self.label(), self.label());
        let end = self.target(Target::Break(stmt.label));
        let counter = self.counter(stmt);
        match &stmt.cond {
            Some(test) if counter.is_some() => self.jump_if(test, false, end),
            Some(_) => self.jump(Op::Jump { to: 0 }, cond),
            None => {}
        }
        self.bind(top);
        self.block(&stmt.body);
        let next = self.target(Target::Continue(stmt.label));
        self.bind(next);
        for &id in &stmt.per_iteration {
            self.renew(id);
        }
        match (&stmt.post, counter) {
            (Some(post), Some((index, limit))) => {
                self.mark_line(post.span);
                self.span = header;
                let limit = self.limit_now(limit);
                self.count_up(index, limit, top);
            }
            (post, _) => {
                self.post(post.as_ref(), stmt.cond.is_some(), header);
                self.bind(cond);
                self.span = header;
                match &stmt.cond {
                    Some(test) => self.jump_if(test, true, top),
                    None => self.jump(Op::Jump { to: 0 }, top),
                }
            }
        }
        self.hoisted.truncate(hoisted);
        self.bind(end);
    }

    fn post(&mut self, post: Option<&Stmt>, has_cond: bool, header: tidepool_go_syntax::span::Span) {
        match post {
            Some(post) => self.stmt(post),
            None if has_cond => self.mark_line(header),
            None => {}
        }
    }

    /// The end of a loop that counts up by one.
    pub fn count_up(&mut self, a: Reg, limit: Limit, top: Label) {
        match limit {
            Limit::Reg(b) => self.jump(Op::IncJumpLtInt { a, b, to: 0 }, top),
            Limit::Value(value) => self.jump(Op::IncJumpLtIntK { a, value, to: 0 }, top),
        }
    }

    /// For loops of the form `for …; i < limit; i++` with an `int` in a register: the counter and the limit.
    fn counter<'e>(&self, stmt: &'e ForStmt) -> Option<(Reg, &'e Expr)> {
        let StmtKind::OpAssign(place, BinaryOp::Add, one) = &stmt.post.as_ref()?.kind else { return None };
        let PlaceKind::Local(id) = place.kind else { return None };
        let wide = matches!(self.shape(place.ty), Type::Int(IntKind::Int | IntKind::I64));
        let ExprKind::Binary(BinaryOp::Lt, a, limit) = &stmt.cond.as_ref()?.kind else { return None };
        let compared =
            matches!(&a.kind, ExprKind::Load(p) if matches!(p.kind, PlaceKind::Local(x) if x == id));
        let steady = self.is_steady(limit) && !walk::mentions(limit, id);
        let fits = wide && compared && steady && small(one) == Some(1) && !self.in_memory(id);
        fits.then(|| (self.reg(id), &**limit))
    }

    /// True if the limit can as well be read before the counter is increased.
    fn is_steady(&self, limit: &Expr) -> bool {
        match &limit.kind {
            ExprKind::Const(Const::Int(_)) => true,
            ExprKind::Load(place) => self.is_register(place),
            ExprKind::Builtin(Builtin::Len, args) => {
                matches!(args.as_slice(), [Expr { kind: ExprKind::Load(place), .. }] if self.is_register(place))
            }
            _ => false,
        }
    }

    fn limit_now(&mut self, limit: &Expr) -> Limit {
        match small(limit) {
            Some(value) => Limit::Value(value),
            None => Limit::Reg(self.operand(limit)),
        }
    }

    /// A new object for a loop variable, with its present value.
    fn renew(&mut self, id: LocalId) {
        if !self.in_memory(id) {
            return;
        }
        let (ty, top) = (self.local(id).ty, self.top);
        let slots = self.slots(ty);
        let value = self.alloc(slots);
        self.load_mem(value, self.reg(id), 0, slots);
        self.new_object(AllocKind::Local, self.reg(id), ty);
        self.store_mem(self.reg(id), 0, value, slots);
        self.top = top;
    }
}
