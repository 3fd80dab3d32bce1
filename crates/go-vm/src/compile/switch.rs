//! Expression and type switches.

use tidepool_go_check::hir::{Block, SwitchStmt, TypeCase, TypeSwitchStmt};
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, Label, Target, ty_operand};
use crate::bytecode::{AllocKind, Op, Reg};

impl FuncBuilder<'_, '_> {
    pub fn switch(&mut self, stmt: &SwitchStmt) {
        let bodies: Vec<Label> = stmt.cases.iter().map(|_| self.label()).collect();
        let end = self.target(Target::Break(stmt.label));
        for (at, (conds, body)) in stmt.cases.iter().enumerate() {
            if Some(at) == stmt.default {
                continue;
            }
            let next = self.label();
            if let Some((last, others)) = conds.split_last() {
                others.iter().for_each(|cond| self.jump_if(cond, true, bodies[at]));
                self.jump_if(last, false, next);
            }
            self.case_body(body, &bodies, at, end);
            self.bind(next);
        }
        if let Some(at) = stmt.default {
            self.case_body(&stmt.cases[at].1, &bodies, at, end);
        }
        self.bind(end);
    }

    fn case_body(&mut self, body: &Block, bodies: &[Label], at: usize, end: Label) {
        self.bind(bodies[at]);
        self.fallthrough.push(bodies.get(at + 1).copied());
        self.block(body);
        self.fallthrough.pop();
        if !self.unreachable() {
            self.jump(Op::Jump { to: 0 }, end);
        }
    }

    pub fn type_switch(&mut self, stmt: &TypeSwitchStmt) {
        let subject = self.operand(&stmt.subject);
        let end = self.target(Target::Break(stmt.label));
        for (at, case) in stmt.cases.iter().enumerate() {
            if Some(at) == stmt.default {
                continue;
            }
            let (body, next) = (self.label(), self.label());
            if let Some((last, others)) = case.types.split_last() {
                others.iter().for_each(|ty| self.jump_type(subject, *ty, true, body));
                self.jump_type(subject, *last, false, next);
            }
            self.bind(body);
            self.type_case(case, subject, stmt.subject.ty, end);
            self.bind(next);
        }
        if let Some(at) = stmt.default {
            self.type_case(&stmt.cases[at], subject, stmt.subject.ty, end);
        }
        self.bind(end);
    }

    /// Jumps if the dynamic type of `src` matches (`want`) or does not.
    fn jump_type(&mut self, src: Reg, ty: Option<TypeId>, want: bool, to: Label) {
        match ty {
            None if want => self.jump(Op::JumpNil { src, to: 0 }, to),
            None => self.jump(Op::JumpNotNil { src, to: 0 }, to),
            Some(ty) if matches!(self.shape(ty), Type::Interface(_)) => {
                let top = self.top;
                let dst = self.alloc(1);
                self.emit(Op::Implements { dst, src, ty: ty_operand(ty) });
                self.jump_bool(dst, want, to);
                self.top = top;
            }
            Some(ty) if want => {
                let other = self.label();
                self.jump(Op::JumpNotType { src, ty: ty_operand(ty), to: 0 }, other);
                self.jump(Op::Jump { to: 0 }, to);
                self.bind(other);
            }
            Some(ty) => self.jump(Op::JumpNotType { src, ty: ty_operand(ty), to: 0 }, to),
        }
    }

    fn type_case(&mut self, case: &TypeCase, subject: Reg, source: TypeId, end: Label) {
        let scope = self.scope();
        if let Some(id) = case.binding {
            let ty = self.local(id).ty;
            let reg = self.place_local(id);
            let top = self.top;
            let value = if self.in_memory(id) { self.alloc(self.slots(ty)) } else { reg };
            match case.types.as_slice() {
                [Some(target)] if !matches!(self.shape(*target), Type::Interface(_)) => {
                    self.assert_reg(subject, source, *target, value, false);
                }
                _ => self.move_slots(value, subject, 1),
            }
            if self.in_memory(id) {
                self.new_object(AllocKind::Local, reg, ty);
                self.store_mem(reg, 0, value, self.slots(ty));
            }
            self.top = top;
            self.open_local(id);
        }
        self.block(&case.body);
        self.leave_scope(scope);
        if !self.unreachable() {
            self.jump(Op::Jump { to: 0 }, end);
        }
    }
}
