//! `range` over a function: the body becomes a function literal, and jumps out of it are finished after the
//! call.

use crate::check::{Checker, Mode};
use crate::hir::{self, LocalId, StmtKind as H};
use crate::operand::Operand;
use crate::stmt::jump::{Exit, OVER, READY, RUNNING, RangeBody, STOPPED, Target, bool_const, int_const};
use crate::type_table::basic;
use crate::types::TypeId;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Name, RangeStmt, Targets};

const AFTER_STOP: &str = "range function continued iteration after function for loop body returned false";
const AFTER_LOOP: &str = "range function continued iteration after whole loop exit";
const LOST_PANIC: &str = "range function recovered a loop body panic and did not resume panicking";

impl<'a> Checker<'a> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn range_func(
        &mut self,
        s: &'a RangeStmt,
        x: Operand<'a>,
        types: [Option<TypeId>; 2],
        yields: TypeId,
        label: Option<&Name>,
        head: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let func = self.rvalue(x);
        let callee = match func.kind {
            hir::ExprKind::Func(id) => hir::Callee::Func(id),
            _ => hir::Callee::Value(Box::new(func)),
        };
        let root = self.root_fn();
        if root + 1 == self.env.fns.len() {
            let next = self.temp(basic::INT, head);
            self.env.fns[root].next_var = Some(next);
            out.push(hir::Stmt { kind: H::Declare(next, Some(int_const(0, head))), span: head });
        }
        let owner = self.fn_ctx().id;
        let state = self.temp(basic::INT, head);
        out.push(hir::Stmt { kind: H::Declare(state, Some(int_const(READY, head))), span: head });
        let (closure, exits) = self.range_body(s, types, yields, label, head, (owner, state));
        let call = hir::Call { callee, args: vec![closure], spread: false, ty: basic::UNIT, span: head };
        let call = hir::Expr { kind: hir::ExprKind::Call(Box::new(call)), ty: basic::UNIT, span: head };
        out.push(hir::Stmt { kind: H::Expr(call), span: head });
        out.push(self.panic_if(state, RUNNING, LOST_PANIC, head));
        self.set_var(owner, state, OVER, head, out);
        self.finish_exits(&exits, head, out);
    }

    fn range_body(
        &mut self,
        s: &'a RangeStmt,
        types: [Option<TypeId>; 2],
        yields: TypeId,
        label: Option<&Name>,
        head: Span,
        state: (u32, LocalId),
    ) -> (hir::Expr, Vec<Exit>) {
        let name = self.range_name();
        self.push_scope();
        self.begin_fn(name, true);
        let target_label = self.new_label();
        let ctx = self.fn_ctx();
        ctx.range_body = Some(RangeBody { state, exits: Vec::new() });
        ctx.targets.push(Target {
            name: label.cloned(),
            label: target_label,
            is_loop: true,
            range_func: true,
        });
        let result = self.new_local("", basic::BOOL, head);
        self.fn_ctx().results.push(result);
        let mut stmts = Vec::new();
        let here = self.local_here(state.0, state.1);
        for (value, text) in [(STOPPED, AFTER_STOP), (OVER, AFTER_LOOP), (RUNNING, AFTER_STOP)] {
            stmts.push(self.panic_if(here, value, text, head));
        }
        self.set_state(RUNNING, head, &mut stmts);
        let params = self.range_params(s, types, head, &mut stmts);
        let body = self.block(&s.body);
        stmts.extend(body.stmts);
        let end = s.body.span.last_byte();
        self.set_state(READY, end, &mut stmts);
        stmts.push(hir::Stmt { kind: H::Return(vec![bool_const(true, end)]), span: end });
        self.pop_scope();
        let exits = self.fn_ctx().range_body.take().map_or_else(Vec::new, |b| b.exits);
        let block = hir::Block { stmts };
        let span = head.to(s.body.span);
        let kind = self.close_literal(params, vec![result], false, false, block, (span, end));
        (hir::Expr { kind, ty: yields, span }, exits)
    }

    fn range_name(&mut self) -> String {
        let ctx = self.fn_ctx();
        ctx.range_bodies += 1;
        format!("{}-range{}", ctx.name, ctx.range_bodies)
    }

    fn range_params(
        &mut self,
        s: &'a RangeStmt,
        types: [Option<TypeId>; 2],
        head: Span,
        stmts: &mut Vec<hir::Stmt>,
    ) -> Vec<LocalId> {
        let mut params = Vec::new();
        if let Targets::Define(names) = &s.targets {
            self.check_new_range_vars(names, head);
        }
        for (i, ty) in types.into_iter().enumerate() {
            let Some(ty) = ty else {
                continue;
            };
            let param = match &s.targets {
                Targets::Define(names) if names.get(i).is_some_and(|n| !n.is_blank()) => {
                    self.declare_local(&names[i], ty, false)
                }
                Targets::Assign(list) if i < list.len() => {
                    let target = self.lhs(&list[i]);
                    let param = self.temp(ty, head);
                    if let super::assign::Lhs::Place(place) = target {
                        let source = self.local_place(param, list[i].span);
                        let load =
                            hir::Expr { kind: hir::ExprKind::Load(Box::new(source)), ty, span: list[i].span };
                        let x = Operand { expr: Some(&list[i]), ..Operand::synthetic(load) };
                        let value = self.assign(x, place.ty, "assignment");
                        stmts.push(hir::Stmt { kind: H::Assign(vec![Some(place)], vec![value]), span: head });
                    }
                    param
                }
                _ => self.temp(ty, head),
            };
            params.push(param);
        }
        params
    }

    /// After the call: goes on where the body wanted to.
    fn finish_exits(&mut self, exits: &[Exit], span: Span, out: &mut Vec<hir::Stmt>) {
        let root = self.root_fn();
        let owner = self.env.fns[root].id;
        let Some(next) = self.env.fns[root].next_var else {
            return;
        };
        for exit in exits {
            let local = self.local_here(owner, next);
            let cond = self.equals(local, exit.code, span);
            let mut stmts = Vec::new();
            self.finish_jump(&exit.jump, Some(exit.code), span, &mut stmts);
            let then = hir::Block { stmts };
            out.push(hir::Stmt { kind: H::If(cond, then, None), span });
        }
    }

    fn equals(&mut self, local: LocalId, value: i64, span: Span) -> hir::Expr {
        let place = self.local_place(local, span);
        let load = hir::Expr { ty: place.ty, kind: hir::ExprKind::Load(Box::new(place)), span };
        let kind = hir::ExprKind::Binary(
            hir::BinaryOp::Eq,
            hir::LeftExpr::new(load),
            Box::new(int_const(value, span)),
        );
        hir::Expr { kind, ty: basic::BOOL, span }
    }

    fn panic_if(&mut self, local: LocalId, value: i64, text: &str, span: Span) -> hir::Stmt {
        let cond = self.equals(local, value, span);
        let text = format!("runtime error: {text}").into_bytes();
        let message =
            hir::Expr { kind: hir::ExprKind::Const(hir::Const::Str(text)), ty: basic::STRING, span };
        if self.env.mode != Mode::Generic {
            self.note_runtime_type(basic::STRING);
        }
        let any = hir::Expr { kind: hir::ExprKind::ToIface(Box::new(message)), ty: basic::ANY, span };
        let kind = hir::ExprKind::Builtin(hir::Builtin::Panic, vec![any]);
        let panic = hir::Expr { kind, ty: basic::UNIT, span };
        let then = hir::Block { stmts: vec![hir::Stmt { kind: H::Expr(panic), span }] };
        hir::Stmt { kind: H::If(cond, then, None), span }
    }
}
