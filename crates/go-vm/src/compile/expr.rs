//! Expressions.
//!
//! Two entries: [`FuncBuilder::expr_to`] puts a value where the caller wants it, [`FuncBuilder::operand`] says where it
//! is, which for locals is their own register. In `expr_to` a result of one slot is written by the last instruction
//! only, except by `&&`, `||`, literals and `Let`.

use tidepool_go_check::hir::{BinaryOp, Expr, ExprKind, LocalId, Place, PlaceKind, UnaryOp};
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, ty_operand};
use super::layout::zero_kind;
use super::place::Loc;
use super::thunk::Thunk;
use crate::bytecode::{AssertInfo, Op, Reg, ZeroKind};

impl FuncBuilder<'_, '_> {
    /// Where the value of an expression is; a register of its own unless it is a local.
    pub fn operand(&mut self, expr: &Expr) -> Reg {
        match &expr.kind {
            ExprKind::Load(place) if self.is_register(place) => match self.place(place) {
                Loc::Reg(reg) => reg,
                _ => 0,
            },
            ExprKind::Const(value) => match self.hoisted_const(value) {
                Some(reg) => reg,
                None => self.temp(expr),
            },
            _ => self.temp(expr),
        }
    }

    /// The value in new registers on top.
    pub fn temp(&mut self, expr: &Expr) -> Reg {
        let dst = self.alloc(self.slots(expr.ty));
        self.expr_to(expr, dst);
        dst
    }

    /// True for unboxed locals and fields and constant elements of them.
    pub fn is_register(&self, place: &Place) -> bool {
        match &place.kind {
            PlaceKind::Local(id) => !self.in_memory(*id),
            PlaceKind::Field(of, _) => self.is_register(of),
            PlaceKind::Index(of, index) => matches!(index.kind, ExprKind::Const(_)) && self.is_register(of),
            _ => false,
        }
    }

    /// Evaluates into `dst` and the registers behind it. Temporaries are free again afterwards.
    pub fn expr_to(&mut self, expr: &Expr, dst: Reg) {
        let span = std::mem::replace(&mut self.span, expr.span);
        let top = self.top;
        self.expr_inner(expr, dst);
        self.top = top;
        self.span = span;
    }

    fn expr_inner(&mut self, expr: &Expr, dst: Reg) {
        match &expr.kind {
            ExprKind::Const(value) => {
                let op = self.ctx.tables.load_const(dst, value);
                self.emit(op);
            }
            ExprKind::Zero => self.zero(dst, expr.ty),
            ExprKind::Load(place) => {
                let loc = self.place(place);
                self.load(dst, loc, place.ty);
            }
            ExprKind::Field(of, index) => {
                let base = self.operand(of);
                let offset = self.types().field_offset(of.ty, *index);
                self.move_slots(dst, base.saturating_add(offset as Reg), self.slots(expr.ty));
            }
            ExprKind::ArrayIndex(of, index) => {
                let base = self.operand(of);
                let loc = self.index(Loc::Reg(base), of.ty, index);
                self.load(dst, loc, expr.ty);
            }
            ExprKind::StringIndex(of, index) => {
                let str = self.operand(of);
                let index = self.operand(index);
                self.emit(Op::StrIndex { dst, str, index });
            }
            ExprKind::MapIndexOk(map, key) => {
                let base = self.map_and_key(map, key, self.top);
                self.emit(Op::MapGet { ok: true, dst, base, ty: ty_operand(map.ty) });
            }
            ExprKind::Unary(op, of) => self.unary(*op, of, dst),
            ExprKind::Binary(op, a, b) => self.binary(*op, a, b, dst),
            ExprKind::AndAnd(a, b) => self.short_circuit(a, b, dst, false),
            ExprKind::OrOr(a, b) => self.short_circuit(a, b, dst, true),
            ExprKind::Call(call) => self.call(call, dst),
            ExprKind::Builtin(builtin, args) => self.builtin(*builtin, args, expr.ty, dst),
            ExprKind::Convert(of) => self.convert(of, expr.ty, dst),
            ExprKind::Let(local, init, body) => {
                self.declare_with(*local, init);
                self.expr_to(body, dst);
            }
            ExprKind::LetTuple(locals, init, body) => {
                self.let_tuple(locals, init);
                self.expr_to(body, dst);
            }
            ExprKind::DeferToken => self.emit(Op::DeferToken { dst }),
            _ => self.construct(expr, dst),
        }
    }

    /// Expressions that make closures, interfaces, objects.
    fn construct(&mut self, expr: &Expr, dst: Reg) {
        match &expr.kind {
            ExprKind::Func(func) => self.emit(Op::Func { dst, func: func.0 }),
            ExprKind::Closure { func, captures } => {
                let base = self.top_base(dst, 1);
                for &id in captures {
                    let reg = self.alloc(1);
                    self.move_slots(reg, self.reg(id), 1);
                }
                self.closure(dst, base, func.0, captures.len());
            }
            ExprKind::MethodValue(of, func) => {
                let base = self.top_base(dst, 1);
                let count = self.slots(of.ty);
                self.temp(of);
                let thunk = self.ctx.thunk(Thunk::Method(*func));
                self.closure(dst, base, thunk.0, count as usize);
            }
            ExprKind::IfaceMethodValue(of, name) => {
                let base = self.top_base(dst, 1);
                let src = self.temp(of);
                let present = self.label();
                self.jump(Op::JumpNotNil { src, to: 0 }, present);
                self.emit(Op::NilCheck { ptr: src });
                self.bind(present);
                let thunk = self.ctx.thunk(Thunk::IfaceMethod(of.ty, name.clone(), expr.ty));
                self.closure(dst, base, thunk.0, 1);
            }
            ExprKind::ToIface(of) => {
                let src = self.operand(of);
                self.emit(Op::ToIface { dst, src, ty: ty_operand(of.ty) });
            }
            ExprKind::IfaceToIface(of) => self.expr_to(of, dst),
            ExprKind::TypeAssert(of) => self.assert(of, expr.ty, dst, false),
            ExprKind::TypeAssertOk(of, target) => self.assert(of, *target, dst, true),
            ExprKind::AddrOf(place) => self.address(dst, place),
            ExprKind::Recv(of) => {
                let chan = self.operand(of);
                self.emit(Op::Recv { ok: false, dst, chan, count: self.elem_slots(of) });
            }
            ExprKind::RecvOk(of) => {
                let chan = self.operand(of);
                self.emit(Op::Recv { ok: true, dst, chan, count: self.elem_slots(of) });
            }
            _ => self.literal(expr, dst),
        }
    }

    /// Declares locals with the values of a tuple.
    fn let_tuple(&mut self, locals: &[LocalId], init: &Expr) {
        locals.iter().for_each(|&id| self.declare_unset(id));
        let mut src = self.temp(init);
        for (&id, from) in locals.iter().zip(self.parts(init)) {
            let loc = self.local_loc(id);
            self.store_as(loc, src, from, self.local(id).ty);
            src = src.saturating_add(self.slots(from) as Reg);
        }
    }

    fn closure(&mut self, dst: Reg, base: Reg, func: u32, captures: usize) {
        if captures == 0 {
            self.emit(Op::Func { dst, func });
            return;
        }
        self.emit(Op::Closure { kind: self.closure_kind, base, func });
        self.move_slots(dst, base, 1);
    }

    /// `dst` itself if it is on top of the stack (so that consecutive operands can begin there, and `top` is set back
    /// to it), else the first free register.
    pub fn top_base(&mut self, dst: Reg, slots: u32) -> Reg {
        if u32::from(dst) + slots == self.top {
            self.top = dst.into();
        }
        self.top as Reg
    }

    pub fn assert(&mut self, of: &Expr, target: TypeId, dst: Reg, ok: bool) {
        let src = self.operand(of);
        self.assert_reg(src, of.ty, target, dst, ok);
    }

    pub fn assert_reg(&mut self, src: Reg, source: TypeId, target: TypeId, dst: Reg, ok: bool) {
        let to_iface = matches!(self.shape(target), Type::Interface(_));
        let info = self.ctx.tables.assert(AssertInfo { source, target, to_iface });
        self.emit(Op::TypeAssert { ok, dst, src, info });
    }

    /// `dst =` zero value.
    pub fn zero(&mut self, dst: Reg, ty: TypeId) {
        match self.slots(ty) {
            0 => {}
            1 if !matches!(self.shape(ty), Type::Struct(_) | Type::Array(..) | Type::Tuple(_)) => {
                match zero_kind(self.shape(ty)) {
                    ZeroKind::Int => self.emit(Op::Int { dst, value: 0 }),
                    ZeroKind::Bool => self.emit(Op::Bool { dst, value: false }),
                    ZeroKind::Nil => self.emit(Op::Nil { dst }),
                    _ => self.emit(Op::Zero { dst, ty: ty_operand(ty) }),
                }
            }
            _ => self.emit(Op::Zero { dst, ty: ty_operand(ty) }),
        }
    }

    fn unary(&mut self, op: UnaryOp, of: &Expr, dst: Reg) {
        let src = self.operand(of);
        match (op, self.shape(of.ty)) {
            (UnaryOp::Not, _) => self.emit(Op::Not { dst, src }),
            (UnaryOp::Neg, Type::Float32 | Type::Float64) => self.emit(Op::NegFloat { dst, src }),
            (UnaryOp::Neg, Type::Complex64 | Type::Complex128) => self.emit(Op::NegComplex { dst, src }),
            (UnaryOp::Neg, _) => {
                self.emit(Op::NegInt { dst, src });
                self.wrap(dst, of.ty);
            }
            (UnaryOp::BitNot, _) => {
                self.emit(Op::NotInt { dst, src });
                self.wrap(dst, of.ty);
            }
        }
    }

    fn binary(&mut self, op: BinaryOp, a: &Expr, b: &Expr, dst: Reg) {
        match op.is_comparison() {
            true => self.compare(op, a, b, dst),
            false => self.arith(op, a, b, dst),
        }
    }
}
