//! `select`.

use tidepool_go_check::hir::{Comm, Expr, LocalId, Place, SelectCase, SelectStmt};
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, Target};
use crate::bytecode::{Op, Reg, SelectEntry, SelectTable};

impl FuncBuilder<'_, '_> {
    pub fn select(&mut self, stmt: &SelectStmt) {
        let end = self.target(Target::Break(stmt.label));
        if let ([only], None) = (stmt.cases.as_slice(), &stmt.default) {
            self.single(only);
            return self.bind(end);
        }
        let cases: Vec<SelectEntry> = stmt.cases.iter().map(|case| self.entry(&case.comm)).collect();
        let dst = self.alloc(1);
        let has_default = stmt.default.is_some();
        let table = self.ctx.tables.select(SelectTable { cases: cases.clone(), has_default });
        self.emit(Op::Select { dst, table });
        for (at, (case, entry)) in stmt.cases.iter().zip(cases).enumerate() {
            let next = self.label();
            let last = at + 1 == stmt.cases.len() && !has_default;
            if !last {
                self.jump(Op::JumpNeIntK { a: dst, value: at as i16, to: 0 }, next);
            }
            let received = match entry {
                SelectEntry::Recv { dst, ok, .. } => (dst.unwrap_or(0), ok.unwrap_or(0)),
                SelectEntry::Send { .. } => (0, 0),
            };
            self.case(case, received);
            if !last && !self.unreachable() {
                self.jump(Op::Jump { to: 0 }, end);
            }
            self.bind(next);
        }
        if let Some(body) = &stmt.default {
            self.block(body);
        }
        self.bind(end);
    }

    /// Evaluates the operands of a case.
    fn entry(&mut self, comm: &Comm) -> SelectEntry {
        match comm {
            Comm::Send(chan, value) => {
                let count = self.elem_slots(chan);
                let chan = self.operand(chan);
                SelectEntry::Send { chan, src: self.operand(value), count }
            }
            Comm::Recv { chan, value, ok, .. } => {
                let count = self.elem_slots(chan);
                let chan = self.operand(chan);
                let dst = value.is_some().then(|| self.alloc(count.into()));
                let ok = ok.is_some().then(|| self.alloc(1));
                SelectEntry::Recv { chan, dst, ok, count }
            }
        }
    }

    fn elem(&self, chan: &Expr) -> TypeId {
        match self.shape(chan.ty) {
            Type::Chan(_, elem) => *elem,
            _ => basic::UNIT,
        }
    }

    /// Slots of what a channel transports; a function that has no room for them is refused.
    pub fn elem_slots(&self, chan: &Expr) -> u16 {
        u16::try_from(self.slots(self.elem(chan))).unwrap_or(u16::MAX - 1)
    }

    /// A select with one case and no default is the bare operation, as in Go.
    fn single(&mut self, case: &SelectCase) {
        match &case.comm {
            Comm::Send(chan, value) => {
                let count = self.elem_slots(chan);
                let chan = self.operand(chan);
                let src = self.operand(value);
                self.emit(Op::Send { chan, src, count });
                self.case(case, (0, 0));
            }
            Comm::Recv { chan, .. } => {
                let count = self.elem_slots(chan);
                let chan = self.operand(chan);
                let dst = self.alloc(u32::from(count) + 1);
                self.emit(Op::Recv { ok: true, dst, chan, count });
                self.case(case, (dst, dst.saturating_add(count)));
            }
        }
    }

    /// The body of a case, after its variables have been set.
    fn case(&mut self, case: &SelectCase, (value_reg, ok_reg): (Reg, Reg)) {
        let scope = self.scope();
        self.mark_line(case.span);
        if let Comm::Recv { chan, value, ok, declares } = &case.comm {
            let elem = self.elem(chan);
            declares.iter().for_each(|&id| self.declare_unset(id));
            self.receive(value.as_ref(), value_reg, elem);
            self.receive(ok.as_ref(), ok_reg, basic::BOOL);
        }
        self.block(&case.body);
        self.leave_scope(scope);
    }

    fn receive(&mut self, place: Option<&Place>, src: Reg, ty: TypeId) {
        if let Some(place) = place {
            let top = self.top;
            let loc = self.place(place);
            self.store_as(loc, src, ty, place.ty);
            self.top = top;
        }
    }

    /// A new local that is set at once.
    pub fn declare_unset(&mut self, id: LocalId) {
        if self.in_memory(id) {
            self.declare(id);
        } else {
            self.place_local(id);
            self.open_local(id);
        }
    }
}
