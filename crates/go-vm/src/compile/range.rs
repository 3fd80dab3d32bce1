//! `for range`.

use tidepool_go_check::hir::{Expr, ExprKind, LocalId, Place, PlaceKind, RangeKind, RangeStmt};
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

use super::arith::small;
use super::func::{FuncBuilder, Label, Target};
use super::literal::MAX_COPY;
use super::place::Loc;
use super::walk;
use crate::bytecode::{AllocKind, Op, Reg};

/// Where a counting loop ends.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    Reg(Reg),
    Value(i16),
}

impl FuncBuilder<'_, '_> {
    pub fn range(&mut self, stmt: &RangeStmt) {
        let scope = self.scope();
        let hoisted = self.hoisted.len();
        self.hoist_constants(None, &stmt.body);
        match stmt.kind {
            RangeKind::Int => self.range_int(stmt),
            RangeKind::Array | RangeKind::ArrayPtr | RangeKind::Slice => self.range_indexed(stmt),
            RangeKind::String => self.range_string(stmt),
            RangeKind::Map => self.range_map(stmt),
            RangeKind::Chan => self.range_chan(stmt),
        }
        self.hoisted.truncate(hoisted);
        let end = self.target(Target::Break(stmt.label));
        self.bind(end);
        self.leave_scope(scope);
    }

    /// The loop variable itself, if it is new, in a register and never assigned: then it can count.
    fn counter_local(&self, stmt: &RangeStmt) -> Option<LocalId> {
        let Some(Place { kind: PlaceKind::Local(id), .. }) = &stmt.key else { return None };
        let own = stmt.declares.contains(id) && !self.in_memory(*id) && !walk::assigns(&stmt.body, *id);
        own.then_some(*id)
    }

    /// A counting loop from 0 below `limit`; `each` gets the counter's register at the start of each iteration.
    fn counted(&mut self, stmt: &RangeStmt, limit: Limit, each: impl FnOnce(&mut Self, Reg, Option<Loc>)) {
        let header = self.span;
        let counter = self.counter_local(stmt);
        let index = match counter {
            Some(id) => {
                self.declare_unset(id);
                self.reg(id)
            }
            None => self.alloc(1),
        };
        self.emit(Op::Int { dst: index, value: 0 });
        let (top, end) = (self.label(), self.target(Target::Break(stmt.label)));
        match limit {
            Limit::Reg(a) => self.jump(Op::JumpLeIntK { a, value: 0, to: 0 }, end),
            Limit::Value(value) if value <= 0 => self.jump(Op::Jump { to: 0 }, end),
            Limit::Value(_) => {}
        }
        self.bind(top);
        let inner = self.scope();
        for &id in stmt.declares.iter().filter(|&&id| Some(id) != counter) {
            self.declare_unset(id);
        }
        let value = self.value_loc(stmt);
        if counter.is_none() {
            self.set(stmt.key.as_ref(), index, stmt.over_key());
        }
        each(self, index, value);
        self.block(&stmt.body);
        self.leave_scope(inner);
        let next = self.target(Target::Continue(stmt.label));
        self.bind(next);
        self.mark_line(header);
        self.span = header;
        self.count_up(index, limit, top);
    }

    /// `place = src`, the place's operands evaluated now.
    fn set(&mut self, place: Option<&Place>, src: Reg, ty: Option<TypeId>) {
        let Some(place) = place else { return };
        let top = self.top;
        let loc = self.place(place);
        self.store_as(loc, src, ty.unwrap_or(place.ty), place.ty);
        self.top = top;
    }

    /// The value's place, its operands evaluated before the key is assigned.
    fn value_loc(&mut self, stmt: &RangeStmt) -> Option<Loc> {
        let assigned: Vec<LocalId> = stmt.key.iter().filter_map(walk::root_local).collect();
        stmt.value.as_ref().map(|place| self.fixed_place(place, &assigned))
    }

    /// Assigns key and value.
    fn set_both(&mut self, stmt: &RangeStmt, key: (Reg, TypeId), value: (Reg, TypeId)) {
        let top = self.top;
        let to = self.value_loc(stmt);
        self.set(stmt.key.as_ref(), key.0, Some(key.1));
        if let (Some(place), Some(to)) = (&stmt.value, to) {
            self.store_as(to, value.0, value.1, place.ty);
        }
        self.top = top;
    }

    fn range_int(&mut self, stmt: &RangeStmt) {
        let limit = match small(&stmt.over) {
            Some(value) => Limit::Value(value),
            None => Limit::Reg(self.temp(&stmt.over)),
        };
        self.counted(stmt, limit, |_, _, _| {});
    }

    fn range_indexed(&mut self, stmt: &RangeStmt) {
        let over = stmt.over.ty;
        let (array, elem) = match (self.shape(over), stmt.kind) {
            (Type::Pointer(to), _) => (Some(*to), self.elem_of(*to)),
            (_, RangeKind::Array) => (Some(over), self.elem_of(over)),
            _ => (None, self.elem_of(over)),
        };
        let (base, in_memory) = self.range_base(stmt, array.is_some());
        let limit = self.limit(array, base);
        self.counted(stmt, limit, |this, index, to| {
            let (Some(place), Some(to)) = (&stmt.value, to) else { return };
            let top = this.top;
            let size = this.slots(elem);
            let from = match stmt.kind {
                RangeKind::Slice => Loc::Slice { slice: base, index, elem: size, offset: 0 },
                RangeKind::Array if !in_memory => this.array_element(base, index, size),
                _ => {
                    let ptr = this.alloc(1);
                    let stride = this.ctx.tables.stride(size);
                    this.emit(Op::PtrIndex { stride, dst: ptr, ptr: base, index });
                    Loc::Mem { ptr, offset: 0 }
                }
            };
            match to {
                Loc::Reg(dst) if place.ty == elem => this.load(dst, from, elem),
                to => {
                    let value = this.alloc(size);
                    this.load(value, from, elem);
                    this.store_as(to, value, elem, place.ty);
                }
            }
            this.top = top;
        });
    }

    /// Evaluates what has an effect in an array that is not read: calls in the pointer to it, which must not be nil then.
    fn touch(&mut self, over: &Expr) {
        let ExprKind::Load(place) = &over.kind else { return };
        if let (PlaceKind::Deref(ptr), true) = (&place.kind, walk::has_call(over)) {
            let top = self.top;
            let ptr = self.operand(ptr);
            self.emit(Op::NilCheck { ptr });
            self.top = top;
        }
    }

    /// The length of what is ranged over.
    fn limit(&mut self, array: Option<TypeId>, base: Reg) -> Limit {
        let dst = self.alloc(1);
        match array.map(|ty| self.shape(ty)) {
            Some(Type::Array(_, len)) => match i16::try_from(*len) {
                Ok(value) => return Limit::Value(value),
                Err(_) => self.emit(Op::Int { dst, value: *len as i32 }),
            },
            _ => self.emit(Op::Len { dst, src: base }),
        }
        Limit::Reg(dst)
    }

    /// The value ranged over, in registers of its own so that assignments to the variable do not show, or the
    /// address of a copy.
    fn range_base(&mut self, stmt: &RangeStmt, array: bool) -> (Reg, bool) {
        let by_value = stmt.kind == RangeKind::Array;
        if by_value && stmt.value.is_none() && matches!(stmt.over.kind, ExprKind::Load(_)) {
            self.touch(&stmt.over);
            return (0, false);
        }
        if array && by_value && self.slots(stmt.over.ty) > MAX_COPY {
            let ptr = self.alloc(1);
            self.new_object(AllocKind::Local, ptr, stmt.over.ty);
            self.init_mem(ptr, 0, &stmt.over);
            return (ptr, true);
        }
        (self.temp(&stmt.over), false)
    }

    fn array_element(&mut self, base: Reg, index: Reg, size: u32) -> Loc {
        if size == 1 {
            return Loc::RegIndex { base, index };
        }
        let scaled = self.alloc(1);
        let factor = self.alloc(1);
        self.emit(Op::Int { dst: factor, value: size as i32 });
        self.emit(Op::MulInt { dst: scaled, a: index, b: factor });
        Loc::RegIndex { base, index: scaled }
    }

    fn elem_of(&self, ty: TypeId) -> TypeId {
        match self.shape(ty) {
            Type::Array(elem, _) | Type::Slice(elem) | Type::Chan(_, elem) => *elem,
            _ => basic::INT,
        }
    }

    fn range_string(&mut self, stmt: &RangeStmt) {
        let header = self.span;
        let str = self.temp(&stmt.over);
        let limit = self.alloc(1);
        self.emit(Op::Len { dst: limit, src: str });
        let index = self.alloc(1);
        self.emit(Op::Int { dst: index, value: 0 });
        // Rune and index of the next one.
        let pair = self.alloc(2);
        self.emit(Op::Int { dst: pair + 1, value: 0 });
        let (top, cond) = (self.label(), self.label());
        self.jump(Op::Jump { to: 0 }, cond);
        self.bind(top);
        self.emit(Op::StrRune { dst: pair, str, index });
        self.iteration(stmt, |this| {
            this.set_both(stmt, (index, basic::INT), (pair, basic::INT32));
        });
        self.mark_line(header);
        self.span = header;
        self.bind(cond);
        self.emit(Op::Move { dst: index, src: pair + 1 });
        self.jump(Op::JumpLtInt { a: index, b: limit, to: 0 }, top);
    }

    /// New variables, their assignment, the body, and the label for `continue`.
    fn iteration(&mut self, stmt: &RangeStmt, set: impl FnOnce(&mut Self)) {
        let inner = self.scope();
        stmt.declares.iter().for_each(|&id| self.declare_unset(id));
        set(self);
        self.block(&stmt.body);
        self.leave_scope(inner);
        let next = self.target(Target::Continue(stmt.label));
        self.bind(next);
    }

    fn again(&mut self, top: Label, header: tidepool_go_syntax::span::Span) {
        self.mark_line(header);
        self.span = header;
        self.jump(Op::Jump { to: 0 }, top);
    }

    fn range_map(&mut self, stmt: &RangeStmt) {
        let header = self.span;
        let Type::Map(key, value) = *self.shape(stmt.over.ty) else { return };
        let map = self.operand(&stmt.over);
        let iter = self.alloc(1);
        self.emit(Op::MapIter { dst: iter, map });
        let slots = self.slots(key).saturating_add(self.slots(value));
        let entry = self.alloc(slots);
        let count = self.ctx.tables.stride(slots);
        let behind = entry.saturating_add(self.slots(key) as Reg);
        let (top, end) = (self.label(), self.target(Target::Break(stmt.label)));
        self.bind(top);
        self.jump(Op::MapNext { count, iter, dst: entry, to: 0 }, end);
        self.iteration(stmt, |this| {
            this.set_both(stmt, (entry, key), (behind, value));
        });
        self.again(top, header);
    }

    fn range_chan(&mut self, stmt: &RangeStmt) {
        let header = self.span;
        let elem = self.elem_of(stmt.over.ty);
        let chan = self.temp(&stmt.over);
        let value = self.alloc(self.slots(elem).saturating_add(1));
        let ok = value.saturating_add(self.slots(elem) as Reg);
        let (top, end) = (self.label(), self.target(Target::Break(stmt.label)));
        self.bind(top);
        self.emit(Op::Recv { ok: true, dst: value, chan, count: self.elem_slots(&stmt.over) });
        self.jump(Op::JumpIfNot { cond: ok, to: 0 }, end);
        self.iteration(stmt, |this| this.set(stmt.key.as_ref(), value, Some(elem)));
        self.again(top, header);
    }
}

/// The type of the key where it is not the place's own.
trait KeyType {
    fn over_key(&self) -> Option<TypeId>;
}

impl KeyType for RangeStmt {
    fn over_key(&self) -> Option<TypeId> {
        // The counter of a range over an integer has that integer's type, else it is an int.
        Some(if self.kind == RangeKind::Int { self.over.ty } else { basic::INT })
    }
}
