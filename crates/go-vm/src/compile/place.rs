//! Places: where values are loaded from and stored to.

use tidepool_go_check::hir::{Const, Expr, ExprKind, Place, PlaceKind};
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, ty_operand};
use super::walk;
use crate::bytecode::{Op, Reg};

/// A place with its operands evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loc {
    /// Registers.
    Reg(Reg),
    /// Registers from `base` + the slot number in `index`.
    RegIndex { base: Reg, index: Reg },
    /// Slots from `offset` behind a pointer.
    Mem { ptr: Reg, offset: u32 },
    /// Package variables.
    Global(u32),
    /// Slots from `offset` in element `index` of a slice; the index is not checked yet.
    Slice { slice: Reg, index: Reg, elem: u32, offset: u32 },
    /// Entry of a map; the key is behind `base`.
    Map { base: Reg, ty: TypeId },
}

impl FuncBuilder<'_, '_> {
    /// Evaluates the operands of a place that will be stored to (or read and stored).
    pub fn place(&mut self, place: &Place) -> Loc {
        let span = std::mem::replace(&mut self.span, place.span);
        let loc = match &place.kind {
            PlaceKind::Local(id) if self.in_memory(*id) => Loc::Mem { ptr: self.reg(*id), offset: 0 },
            PlaceKind::Local(id) => Loc::Reg(self.reg(*id)),
            PlaceKind::Global(id) => Loc::Global(self.ctx.tables.global_offsets[id.0 as usize]),
            PlaceKind::Deref(ptr) => Loc::Mem { ptr: self.operand(ptr), offset: 0 },
            PlaceKind::Field(of, index) => {
                let offset = self.types().field_offset(of.ty, *index);
                let base = self.place_value(of);
                add_offset(base, offset)
            }
            PlaceKind::Index(of, index) => {
                let base = self.place_value(of);
                self.index(base, of.ty, index)
            }
            PlaceKind::SliceIndex(slice, index) => {
                let slice = self.operand(slice);
                let index = self.operand(index);
                Loc::Slice { slice, index, elem: self.slots(place.ty), offset: 0 }
            }
            PlaceKind::MapIndex(map, key) => {
                let base = self.map_and_key(map, key, self.top);
                Loc::Map { base, ty: map.ty }
            }
        };
        self.span = span;
        loc
    }

    /// The same, but a map entry is read into registers: for parts of it.
    fn place_value(&mut self, place: &Place) -> Loc {
        match self.place(place) {
            map @ Loc::Map { .. } => {
                let dst = self.alloc(self.slots(place.ty));
                self.load(dst, map, place.ty);
                Loc::Reg(dst)
            }
            loc => loc,
        }
    }

    /// Map and key in consecutive registers.
    pub fn map_and_key(&mut self, map: &Expr, key: &Expr, at: u32) -> Reg {
        self.top = at;
        let base = self.alloc(1);
        self.expr_to(map, base);
        let key_reg = self.alloc(self.slots(key.ty));
        self.expr_to(key, key_reg);
        base
    }

    /// Element `index` of an array at `base`.
    pub fn index(&mut self, base: Loc, array: TypeId, index: &Expr) -> Loc {
        let Type::Array(elem, len) = *self.shape(array) else { return base };
        let elem = self.slots(elem);
        if let ExprKind::Const(Const::Int(at)) = index.kind
            && (0..len as i64).contains(&at)
        {
            return add_offset(base, elem * at as u32);
        }
        let at = self.operand(index);
        let base = match base {
            Loc::Global(offset) => {
                let ptr = self.alloc(1);
                self.emit(Op::GlobalAddr { dst: ptr, offset });
                Loc::Mem { ptr, offset: 0 }
            }
            Loc::Slice { .. } => self.pin(base),
            other => other,
        };
        self.emit(Op::CheckIndex { index: at, len: len as u32 });
        match base {
            Loc::Reg(base) => Loc::RegIndex { base, index: self.scaled(at, elem) },
            Loc::RegIndex { base, index } => {
                let scaled = self.scaled(at, elem);
                let sum = self.alloc(1);
                self.emit(Op::AddInt { dst: sum, a: index, b: scaled });
                Loc::RegIndex { base, index: sum }
            }
            Loc::Mem { ptr, offset } => {
                let dst = self.alloc(1);
                let stride = self.ctx.tables.stride(elem);
                self.emit(Op::PtrIndex { stride, dst, ptr, index: at });
                Loc::Mem { ptr: dst, offset }
            }
            other => other,
        }
    }

    fn scaled(&mut self, index: Reg, elem: u32) -> Reg {
        if elem == 1 {
            return index;
        }
        let dst = self.alloc(1);
        // Arrays in registers are far shorter than a small constant reaches.
        self.emit(Op::MulIntK { dst, a: index, value: elem.min(i16::MAX as u32) as i16 });
        dst
    }

    /// Checks a slice's index and turns the place into memory, so that it can be used twice.
    pub fn pin(&mut self, loc: Loc) -> Loc {
        let Loc::Slice { slice, index, elem, offset } = loc else { return loc };
        let ptr = self.alloc(1);
        let stride = self.ctx.tables.stride(elem);
        self.emit(Op::SliceAddr { stride, dst: ptr, slice, index });
        Loc::Mem { ptr, offset }
    }

    /// `dst = loc`.
    pub fn load(&mut self, dst: Reg, loc: Loc, ty: TypeId) {
        let slots = self.slots(ty);
        let top = self.top;
        match loc {
            Loc::Reg(src) => self.move_slots(dst, src, slots),
            Loc::RegIndex { base, index } => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::RegLoad { count, dst, base, index });
            }
            Loc::Mem { ptr, offset } => self.load_mem(dst, ptr, offset, slots),
            Loc::Global(_) if slots == 0 => {}
            Loc::Global(offset) if slots == 1 => self.emit(Op::LoadGlobal { dst, offset }),
            Loc::Global(offset) => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::LoadGlobalN { count, dst, offset });
            }
            Loc::Slice { slice, index, elem: 1, .. } if slots == 1 => {
                self.emit(Op::SliceLoad { dst, slice, index })
            }
            Loc::Slice { .. } => {
                let at = self.pin(loc);
                self.load(dst, at, ty);
            }
            Loc::Map { base, ty } => self.emit(Op::MapGet { ok: false, dst, base, ty: ty_operand(ty) }),
        }
        self.top = top;
    }

    /// `loc = src`.
    pub fn store(&mut self, loc: Loc, src: Reg, ty: TypeId) {
        let slots = self.slots(ty);
        let top = self.top;
        match loc {
            Loc::Reg(dst) => self.move_slots(dst, src, slots),
            Loc::RegIndex { base, index } => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::RegStore { count, base, index, src });
            }
            Loc::Mem { ptr, offset } => self.store_mem(ptr, offset, src, slots),
            Loc::Global(_) if slots == 0 => {}
            // The heap profile follows a change at once: the instruction for many slots looks for it.
            Loc::Global(offset) if slots == 1 && Some(offset) != self.ctx.tables.profile_rate => {
                self.emit(Op::StoreGlobal { src, offset });
            }
            Loc::Global(offset) => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::StoreGlobalN { count, src, offset });
            }
            Loc::Slice { slice, index, elem: 1, .. } if slots == 1 => {
                self.emit(Op::SliceStore { slice, index, src })
            }
            Loc::Slice { .. } => {
                let at = self.pin(loc);
                self.store(at, src, ty);
            }
            Loc::Map { base, ty } => self.emit(Op::MapSet { base, src, ty: ty_operand(ty) }),
        }
        self.top = top;
    }

    pub fn load_mem(&mut self, dst: Reg, ptr: Reg, offset: u32, slots: u32) {
        let (ptr, offset) = self.near(ptr, offset);
        match slots {
            0 => self.emit(Op::NilCheck { ptr }),
            1 => self.emit(Op::Load { dst, ptr, offset }),
            _ => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::LoadN { count, dst, ptr, offset });
            }
        }
    }

    pub fn store_mem(&mut self, ptr: Reg, offset: u32, src: Reg, slots: u32) {
        let (ptr, offset) = self.near(ptr, offset);
        match slots {
            0 => self.emit(Op::NilCheck { ptr }),
            1 => self.emit(Op::Store { ptr, offset, src }),
            _ => {
                let count = self.ctx.tables.stride(slots);
                self.emit(Op::StoreN { count, ptr, offset, src });
            }
        }
    }

    /// An offset that fits an instruction, with a moved pointer if need be.
    pub fn near(&mut self, ptr: Reg, offset: u32) -> (Reg, u16) {
        if let Ok(short) = u16::try_from(offset) {
            return (ptr, short);
        }
        let moved = self.alloc(1);
        self.ptr_add(moved, ptr, offset);
        (moved, 0)
    }

    /// `dst =` a pointer moved by so many slots, which panics if it is nil.
    pub fn ptr_add(&mut self, dst: Reg, ptr: Reg, offset: u32) {
        if let Ok(offset) = u16::try_from(offset) {
            return self.emit(Op::PtrAdd { dst, ptr, offset });
        }
        let index = self.alloc(1);
        self.emit(Op::Int { dst: index, value: offset as i32 });
        let stride = self.ctx.tables.stride(1);
        self.emit(Op::PtrIndex { stride, dst, ptr, index });
    }

    /// `dst =` pointer to a place.
    pub fn address(&mut self, dst: Reg, place: &Place) {
        let own = walk::root_local(place).is_some();
        let top = self.top;
        match self.place(place) {
            Loc::Mem { ptr, offset } => {
                // Even without an offset the addition is wanted for its nil check.
                if !own || offset > 0 {
                    self.ptr_add(dst, ptr, offset);
                } else {
                    self.move_slots(dst, ptr, 1);
                }
            }
            Loc::Global(offset) => self.emit(Op::GlobalAddr { dst, offset }),
            Loc::Slice { slice, index, elem, offset } => {
                let stride = self.ctx.tables.stride(elem);
                self.emit(Op::SliceAddr { stride, dst, slice, index });
                if offset > 0 {
                    self.ptr_add(dst, dst, offset);
                }
            }
            Loc::Reg(_) | Loc::RegIndex { .. } | Loc::Map { .. } => {
                self.error(place.span, "cannot take the address of this value");
            }
        }
        self.top = top;
    }

    pub fn move_slots(&mut self, dst: Reg, src: Reg, slots: u32) {
        match slots {
            _ if dst == src => {}
            0 => {}
            1 => self.emit(Op::Move { dst, src }),
            count => self.emit(Op::MoveN { dst, src, count: count as u16 }),
        }
    }
}

fn add_offset(loc: Loc, by: u32) -> Loc {
    match loc {
        Loc::Reg(reg) => Loc::Reg(reg.saturating_add(by as Reg)),
        Loc::RegIndex { base, index } => Loc::RegIndex { base: base.saturating_add(by as Reg), index },
        Loc::Mem { ptr, offset } => Loc::Mem { ptr, offset: offset + by },
        Loc::Global(offset) => Loc::Global(offset + by),
        Loc::Slice { slice, index, elem, offset } => Loc::Slice { slice, index, elem, offset: offset + by },
        map @ Loc::Map { .. } => map,
    }
}
