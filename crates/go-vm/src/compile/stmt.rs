//! Statements.

use tidepool_go_check::hir::{BinaryOp, Block, Expr, ExprKind, Place, PlaceKind, Stmt, StmtKind};
use tidepool_go_check::types::{Type, TypeId};

use super::arith::small;
use super::func::{FuncBuilder, Target, ty_operand};
use super::place::Loc;
use super::walk;
use crate::bytecode::{Op, Reg};

impl FuncBuilder<'_, '_> {
    pub fn block(&mut self, block: &Block) {
        let scope = self.scope();
        self.stmts(&block.stmts);
        self.leave_scope(scope);
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        let mut pending = stmts;
        while let Some((stmt, rest)) = pending.split_first() {
            // Variables that the next multi-value assignment sets need not be zeroed.
            let set_next = match &stmt.kind {
                StmtKind::Declare(id, None) => !self.in_memory(*id) && sets_next(rest, *id),
                _ => false,
            };
            match (&stmt.kind, set_next) {
                (StmtKind::Declare(id, None), true) => {
                    self.place_local(*id);
                    self.open_local(*id);
                }
                _ => self.stmt(stmt),
            }
            pending = rest;
        }
    }

    pub fn stmt(&mut self, stmt: &Stmt) {
        if !matches!(stmt.kind, StmtKind::Block(_) | StmtKind::Label(_)) {
            self.mark_line(stmt.span);
        }
        self.span = stmt.span;
        self.move_slices(stmt);
        let top = self.top;
        match &stmt.kind {
            StmtKind::Declare(id, None) => return self.declare(*id),
            StmtKind::Declare(id, Some(init)) => return self.declare_with(*id, init),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(cond, then, otherwise) => self.if_stmt(cond, then, otherwise.as_deref()),
            StmtKind::For(stmt) => self.for_stmt(stmt),
            StmtKind::Range(stmt) => self.range(stmt),
            StmtKind::Switch(stmt) => self.switch(stmt),
            StmtKind::TypeSwitch(stmt) => self.type_switch(stmt),
            StmtKind::Select(stmt) => self.select(stmt),
            StmtKind::Break(label) => self.go_to(Target::Break(*label)),
            StmtKind::Continue(label) => self.go_to(Target::Continue(*label)),
            StmtKind::Goto(label) => self.go_to(Target::Goto(*label)),
            StmtKind::Label(label) => {
                let label = self.target(Target::Goto(*label));
                self.bind(label);
            }
            StmtKind::Fallthrough => {
                if let Some(Some(label)) = self.fallthrough.last() {
                    self.jump(Op::Jump { to: 0 }, *label);
                }
            }
            _ => self.simple(stmt),
        }
        self.top = top;
    }

    fn go_to(&mut self, target: Target) {
        let label = self.target(target);
        self.jump(Op::Jump { to: 0 }, label);
    }

    fn simple(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => {
                self.operand(expr);
            }
            StmtKind::AssignTuple(places, expr) => self.assign_tuple(places, expr),
            StmtKind::Assign(places, values) => match (places.as_slice(), values.as_slice()) {
                ([Some(place)], [value]) => self.assign(place, value),
                ([None], [value]) => {
                    self.operand(value);
                }
                _ => self.assign_parallel(places, values),
            },
            StmtKind::OpAssign(place, op, value) => self.op_assign(place, *op, value),
            StmtKind::Return(values) => self.return_values(values),
            StmtKind::Go(call) => self.go(call),
            StmtKind::Defer(call, in_loop) => self.defer(call, *in_loop),
            StmtKind::DeferAt(token, call) => self.defer_at(token, call),
            StmtKind::Send(chan, value) => {
                let count = self.elem_slots(chan);
                let chan = self.operand(chan);
                let src = self.operand(value);
                self.emit(Op::Send { chan, src, count });
            }
            _ => {}
        }
    }

    fn if_stmt(&mut self, cond: &Expr, then: &Block, otherwise: Option<&Stmt>) {
        let skip = self.label();
        self.jump_if(cond, false, skip);
        self.block(then);
        let Some(otherwise) = otherwise else { return self.bind(skip) };
        let end = self.label();
        if !self.unreachable() {
            self.jump(Op::Jump { to: 0 }, end);
        }
        self.bind(skip);
        self.stmt(otherwise);
        self.bind(end);
    }

    /// `place = value`.
    pub fn assign(&mut self, place: &Place, value: &Expr) {
        let loc = self.place(place);
        match (loc, &place.kind) {
            (Loc::Reg(reg), _) => self.assign_reg(place, reg, value),
            _ if self.copy_mem(loc, value) || self.copy_literal(loc, value) => {}
            _ => {
                let src = self.operand(value);
                self.store(loc, src, place.ty);
            }
        }
    }

    /// Evaluates straight into the variable unless the value reads it while it is being written.
    fn assign_reg(&mut self, place: &Place, reg: Reg, value: &Expr) {
        let slots = self.slots(place.ty);
        if u32::from(reg) + slots >= self.top {
            // So that calls do not take the variable's registers for their arguments.
            self.alloc(1);
        }
        let in_steps = slots > 1 || writes_early(value);
        let visible = self.epilogue.is_some() && in_steps;
        let reads = walk::root_local(place).is_none_or(|id| walk::mentions(value, id));
        if visible || (in_steps && reads) {
            let src = self.operand(value);
            self.move_slots(reg, src, slots);
        } else {
            self.expr_to(value, reg);
        }
    }

    fn assign_parallel(&mut self, places: &[Option<Place>], values: &[Expr]) {
        let mut assigned: Vec<_> = places.iter().flatten().filter_map(walk::root_local).collect();
        assigned.sort_unstable();
        let locs: Vec<Option<Loc>> =
            places.iter().map(|p| p.as_ref().map(|p| self.fixed_place(p, &assigned))).collect();
        let overwritten = |value: &Expr| assigned.iter().any(|&id| walk::mentions(value, id));
        let regs = self.operand_list(&values.iter().collect::<Vec<_>>(), overwritten);
        for ((place, loc), src) in places.iter().zip(locs).zip(regs) {
            if let (Some(place), Some(loc)) = (place, loc) {
                self.store(loc, src, place.ty);
            }
        }
    }

    /// A place whose operands do not change when the locals in `assigned` do.
    pub fn fixed_place(&mut self, place: &Place, assigned: &[tidepool_go_check::hir::LocalId]) -> Loc {
        let fix = |this: &mut Self, reg: Reg| {
            let is = |&id: &tidepool_go_check::hir::LocalId| {
                let size = this.slots(this.local(id).ty);
                let first = u32::from(this.reg(id));
                (first..first + size).contains(&reg.into())
            };
            if !assigned.iter().any(is) {
                return reg;
            }
            let copy = this.alloc(1);
            this.emit(Op::Move { dst: copy, src: reg });
            copy
        };
        match self.place(place) {
            Loc::Mem { ptr, offset } if walk::root_local(place).is_none() => {
                Loc::Mem { ptr: fix(self, ptr), offset }
            }
            Loc::RegIndex { base, index } => Loc::RegIndex { base, index: fix(self, index) },
            Loc::Slice { slice, index, elem, offset } => {
                let slice = fix(self, slice);
                Loc::Slice { slice, index: fix(self, index), elem, offset }
            }
            other => other,
        }
    }

    fn assign_tuple(&mut self, places: &[Option<Place>], expr: &Expr) {
        let parts = self.parts(expr);
        if let Some(dst) = self.direct_tuple(places, &parts, expr) {
            return self.expr_to(expr, dst);
        }
        let assigned: Vec<_> = places.iter().flatten().filter_map(walk::root_local).collect();
        let locs = places.iter().map(|p| p.as_ref().map(|p| self.fixed_place(p, &assigned)));
        let locs: Vec<Option<Loc>> = locs.collect();
        let mut src = self.temp(expr);
        for ((place, loc), &part) in places.iter().zip(locs).zip(&parts) {
            if let (Some(place), Some(loc)) = (place, loc) {
                self.store_as(loc, src, part, place.ty);
            }
            src = src.saturating_add(self.slots(part) as Reg);
        }
    }

    /// The first register of the places, if they are variables that lie like the values.
    fn direct_tuple(&mut self, places: &[Option<Place>], parts: &[TypeId], expr: &Expr) -> Option<Reg> {
        if self.epilogue.is_some() {
            return None;
        }
        let mut first = None;
        let mut next = 0;
        for (place, &part) in places.iter().zip(parts) {
            let Some(Place { kind: PlaceKind::Local(id), ty, .. }) = place else { return None };
            if self.in_memory(*id) || *ty != part || walk::mentions(expr, *id) {
                return None;
            }
            let reg = self.reg(*id);
            if first.is_some() && reg != next {
                return None;
            }
            first = first.or(Some(reg));
            next = reg.saturating_add(self.slots(part) as Reg);
        }
        first
    }

    /// Stores a value of type `from` into a place of type `to`, which may be an interface.
    pub fn store_as(&mut self, loc: Loc, src: Reg, from: TypeId, to: TypeId) {
        if from == to || self.slots(from) == self.slots(to) && !self.boxes(from, to) {
            return self.store(loc, src, to);
        }
        let top = self.top;
        let dst = self.alloc(self.slots(to));
        self.convert_reg(src, from, dst, to);
        self.store(loc, dst, to);
        self.top = top;
    }

    fn boxes(&self, from: TypeId, to: TypeId) -> bool {
        matches!(self.shape(to), Type::Interface(_)) && !matches!(self.shape(from), Type::Interface(_))
    }

    /// The implicit conversion of an assignment.
    pub fn convert_reg(&mut self, src: Reg, from: TypeId, dst: Reg, to: TypeId) {
        if self.boxes(from, to) {
            self.emit(Op::ToIface { dst, src, ty: ty_operand(from) });
        } else {
            self.move_slots(dst, src, self.slots(to));
        }
    }

    fn op_assign(&mut self, place: &Place, op: BinaryOp, value: &Expr) {
        let loc = self.place(place);
        if let Loc::Reg(reg) = loc {
            return self.op_assign_reg(reg, reg, place.ty, op, value);
        }
        let loc = match loc {
            Loc::Slice { elem: 1, .. } => loc,
            _ => self.pin(loc),
        };
        let old = self.alloc(1);
        if small(value).is_none() && !matches!(value.kind, ExprKind::Const(_)) {
            let y = self.operand(value);
            self.load(old, loc, place.ty);
            self.arith_reg(op, place.ty, value.ty, old, old, y);
        } else {
            self.load(old, loc, place.ty);
            self.op_assign_reg(old, old, place.ty, op, value);
        }
        self.store(loc, old, place.ty);
    }

    fn op_assign_reg(&mut self, dst: Reg, x: Reg, ty: TypeId, op: BinaryOp, value: &Expr) {
        if let (Type::Int(kind), Some(value)) = (self.shape(ty), small(value))
            && let Some(code) = self.arith_value(op, *kind, dst, x, value)
        {
            self.emit(code);
            return self.wrap_after(op, dst, ty);
        }
        if u32::from(dst) + 1 >= self.top {
            self.alloc(1);
        }
        let y = self.operand(value);
        self.arith_reg(op, ty, value.ty, dst, x, y);
    }
}

/// True if the next statement other than declarations assigns several values, `id` among them.
fn sets_next(rest: &[Stmt], id: tidepool_go_check::hir::LocalId) -> bool {
    let next = rest.iter().find(|s| !matches!(s.kind, StmtKind::Declare(_, None)));
    let Some(StmtKind::AssignTuple(places, _)) = next.map(|s| &s.kind) else { return false };
    places.iter().flatten().any(|p| matches!(p.kind, PlaceKind::Local(to) if to == id))
}

/// True for expressions whose result of one slot may be written before everything has been read.
fn writes_early(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::AndAnd(..) | ExprKind::OrOr(..) | ExprKind::Let(..) | ExprKind::LetTuple(..) => true,
        ExprKind::StructLit(_) | ExprKind::ArrayLit(_) => true,
        ExprKind::Convert(of) | ExprKind::IfaceToIface(of) => writes_early(of),
        _ => false,
    }
}
