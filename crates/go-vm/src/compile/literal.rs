//! Composite literals and new objects.

use tidepool_go_check::hir::{Expr, ExprKind, LocalId, Place, PlaceKind, SliceBase};
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, ty_operand};
use super::place::Loc;
use crate::bytecode::{AllocKind, Op, Reg};

/// Values longer than this are copied from memory to memory.
pub(super) const MAX_COPY: u32 = 64;

impl FuncBuilder<'_, '_> {
    pub fn literal(&mut self, expr: &Expr, dst: Reg) {
        match &expr.kind {
            ExprKind::StructLit(fields) => {
                if fields.len() < self.field_count(expr.ty) {
                    self.zero(dst, expr.ty);
                }
                for at in self.order(&fields.iter().map(|(_, e)| e).collect::<Vec<_>>()) {
                    let (index, value) = &fields[at];
                    let offset = self.types().field_offset(expr.ty, *index);
                    self.expr_to(value, dst.saturating_add(offset as Reg));
                }
            }
            ExprKind::ArrayLit(elems) => {
                let Type::Array(elem, len) = *self.shape(expr.ty) else { return };
                if (elems.len() as u64) < len {
                    self.zero(dst, expr.ty);
                }
                let size = self.slots(elem);
                for at in self.order(&elems.iter().map(|(_, e)| e).collect::<Vec<_>>()) {
                    let (index, value) = &elems[at];
                    self.expr_to(value, dst.saturating_add((size * *index as u32) as Reg));
                }
            }
            ExprKind::SliceLit(elems, len) => self.slice_lit(elems, *len, expr.ty, dst),
            ExprKind::MapLit(pairs) => self.map_lit(pairs, expr.ty, dst),
            ExprKind::AllocInit(of) => {
                let ptr = self.alloc(1);
                self.new_object(AllocKind::Explicit, ptr, of.ty);
                self.init_mem(ptr, 0, of);
                self.move_slots(dst, ptr, 1);
            }
            ExprKind::Slice(base, low, high, max) => self.slice(base, [low, high, max], dst),
            _ => self.error(expr.span, "expression is not supported"),
        }
    }

    fn field_count(&self, ty: TypeId) -> usize {
        match self.shape(ty) {
            Type::Struct(fields) => fields.len(),
            _ => 0,
        }
    }

    /// Sets fresh (zeroed) memory to the value of an expression.
    pub fn init_mem(&mut self, ptr: Reg, offset: u32, expr: &Expr) {
        let top = self.top;
        match &expr.kind {
            ExprKind::Zero => {}
            ExprKind::StructLit(fields) => {
                for (index, value) in fields {
                    let at = self.types().field_offset(expr.ty, *index);
                    self.init_mem(ptr, offset + at, value);
                }
            }
            ExprKind::ArrayLit(elems) => {
                let Type::Array(elem, _) = *self.shape(expr.ty) else { return };
                let size = self.slots(elem);
                for (index, value) in elems {
                    self.init_mem(ptr, offset + size * *index as u32, value);
                }
            }
            _ if self.copy_mem(Loc::Mem { ptr, offset }, expr) => {}
            _ => {
                let src = self.operand(expr);
                self.store_mem(ptr, offset, src, self.slots(expr.ty));
            }
        }
        self.top = top;
    }

    /// Copies a large value from place to place; false if it is not large or not in memory.
    pub fn copy_mem(&mut self, to: Loc, expr: &Expr) -> bool {
        let ExprKind::Load(place) = &expr.kind else { return false };
        let slots = self.slots(expr.ty);
        if slots <= MAX_COPY || !self.is_memory(place) {
            return false;
        }
        let Some(dst) = self.loc_address(to) else { return false };
        let from = self.place(place);
        let Some(src) = self.loc_address(from) else { return false };
        self.mem_copy(dst, src, slots);
        true
    }

    /// True for places that have an address.
    fn is_memory(&self, place: &Place) -> bool {
        match &place.kind {
            PlaceKind::Local(id) => self.in_memory(*id),
            PlaceKind::Field(of, _) | PlaceKind::Index(of, _) => self.is_memory(of),
            PlaceKind::Global(_) | PlaceKind::Deref(_) | PlaceKind::SliceIndex(..) => true,
            PlaceKind::MapIndex(..) => false,
        }
    }

    /// Stores a large literal by way of a new object, since it may read what it replaces; false if it is neither.
    pub fn copy_literal(&mut self, to: Loc, expr: &Expr) -> bool {
        let literal = matches!(expr.kind, ExprKind::StructLit(_) | ExprKind::ArrayLit(_) | ExprKind::Zero);
        let slots = self.slots(expr.ty);
        if slots <= MAX_COPY || !literal {
            return false;
        }
        let Some(dst) = self.loc_address(to) else { return false };
        let src = self.alloc(1);
        self.new_object(AllocKind::Local, src, expr.ty);
        self.init_mem(src, 0, expr);
        self.mem_copy(dst, src, slots);
        true
    }

    fn mem_copy(&mut self, dst: Reg, src: Reg, slots: u32) {
        let count = self.alloc(1);
        self.emit(Op::Int { dst: count, value: slots as i32 });
        self.emit(Op::MemCopy { dst, src, count });
    }

    /// A register with the address of a place in memory.
    fn loc_address(&mut self, loc: Loc) -> Option<Reg> {
        match self.pin(loc) {
            Loc::Mem { ptr, offset: 0 } => Some(ptr),
            Loc::Mem { ptr, offset } => {
                let moved = self.alloc(1);
                self.ptr_add(moved, ptr, offset);
                Some(moved)
            }
            Loc::Global(offset) => {
                let dst = self.alloc(1);
                self.emit(Op::GlobalAddr { dst, offset });
                Some(dst)
            }
            _ => None,
        }
    }

    /// A new local with a value.
    pub fn declare_with(&mut self, id: LocalId, init: &Expr) {
        let reg = self.place_local(id);
        if self.in_memory(id) {
            self.new_object(AllocKind::Local, reg, self.local(id).ty);
            self.init_mem(reg, 0, init);
        } else {
            self.expr_to(init, reg);
        }
        self.open_local(id);
    }

    fn slice_lit(&mut self, elems: &[(u64, Expr)], len: u64, ty: TypeId, dst: Reg) {
        let Type::Slice(elem) = *self.shape(ty) else { return };
        let size = self.slots(elem);
        if self.fits_registers(elems, len, size) {
            let src = self.values(elems.iter().map(|(_, e)| e), u32::from(dst) + 1 == self.top, dst);
            self.emit(Op::SliceOf { count: len as u8, dst, src, elem: ty_operand(elem) });
            return;
        }
        let base = self.alloc(2);
        self.emit(Op::Int { dst: base, value: len.min(i32::MAX as u64) as i32 });
        self.emit(Op::Nil { dst: base + 1 });
        self.emit(Op::MakeSlice { dst: base, base, elem: ty_operand(elem) });
        if !elems.is_empty() && len > 0 {
            let ptr = self.alloc(1);
            self.emit(Op::Int { dst: ptr, value: 0 });
            let stride = self.ctx.tables.stride(size);
            self.emit(Op::SliceAddr { stride, dst: ptr, slice: base, index: ptr });
            for (index, value) in elems {
                self.init_mem(ptr, (*index as u32).saturating_mul(size), value);
            }
        }
        self.move_slots(dst, base, 1);
    }

    /// True if all elements are given in order and they are few.
    pub fn fits_registers(&self, elems: &[(u64, Expr)], len: u64, size: u32) -> bool {
        let in_order = elems.iter().enumerate().all(|(at, (index, _))| at as u64 == *index);
        in_order && elems.len() as u64 == len && len <= 255 && size.saturating_mul(len as u32) <= 512
    }

    /// Values in consecutive new registers, beginning at `dst` itself if that is allowed.
    pub fn values<'e>(&mut self, exprs: impl Iterator<Item = &'e Expr>, on_top: bool, dst: Reg) -> Reg {
        if on_top {
            self.top = dst.into();
        }
        self.temps(&exprs.collect::<Vec<_>>())
    }

    fn map_lit(&mut self, pairs: &[(Expr, Expr)], ty: TypeId, dst: Reg) {
        let base = self.alloc(1);
        self.emit(Op::Int { dst: base, value: pairs.len().min(i32::MAX as usize) as i32 });
        self.emit(Op::MakeMap { dst: base, hint: base, ty: ty_operand(ty) });
        let top = self.top;
        for (key, value) in pairs {
            self.temp(key);
            let src = self.operand(value);
            self.emit(Op::MapSet { base, src, ty: ty_operand(ty) });
            self.top = top;
        }
        self.move_slots(dst, base, 1);
    }

    fn slice(&mut self, base: &SliceBase, bounds: [&Option<Box<Expr>>; 3], dst: Reg) {
        let (SliceBase::String(of) | SliceBase::Slice(of) | SliceBase::ArrayPtr(of)) = base;
        let src = self.operand(of);
        let first = self.top as Reg;
        let count = if matches!(base, SliceBase::String(_)) { 2 } else { 3 };
        for bound in bounds.into_iter().take(count) {
            match bound {
                Some(bound) => {
                    self.temp(bound);
                }
                None => {
                    let dst = self.alloc(1);
                    self.emit(Op::Nil { dst });
                }
            }
        }
        match (base, self.shape(of.ty)) {
            (SliceBase::Slice(_), Type::Slice(elem)) => {
                let stride = self.ctx.tables.stride(self.slots(*elem));
                self.emit(Op::SubSlice { stride, dst, src, bounds: first });
            }
            (SliceBase::ArrayPtr(_), Type::Pointer(array)) => {
                let Type::Array(elem, len) = *self.shape(*array) else { return };
                let end = self.alloc(1);
                self.emit(Op::Int { dst: end, value: len as i32 });
                let stride = self.ctx.tables.stride(self.slots(elem));
                self.emit(Op::SubArray { stride, dst, src, bounds: first });
            }
            _ => self.emit(Op::SubStr { dst, src, bounds: first }),
        }
    }
}
