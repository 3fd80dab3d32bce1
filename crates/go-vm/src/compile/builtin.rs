//! Predeclared functions.

use tidepool_go_check::hir::{Builtin, Expr, ExprKind};
use tidepool_go_check::types::{Type, TypeId};

use super::arith::is_wide_unsigned;
use super::func::{FuncBuilder, ty_operand};
use crate::bytecode::{AllocKind, Conv, MinMax, Op, PrintKind, Reg};

impl FuncBuilder<'_, '_> {
    /// `dst = builtin(args)`; `ty` is the result type.
    pub fn builtin(&mut self, builtin: Builtin, args: &[Expr], ty: TypeId, dst: Reg) {
        match (builtin, args) {
            (Builtin::Append, [slice]) => self.expr_to(slice, dst),
            (Builtin::Append, [slice, added, ..]) => self.append(slice, added, ty, dst),
            (Builtin::Len, [of]) => self.len(of, dst, false),
            (Builtin::Cap, [of]) => self.len(of, dst, true),
            (Builtin::Copy, [a, b, ..]) => {
                let Type::Slice(elem) = *self.shape(a.ty) else { return };
                let (a, b) = (self.operand(a), self.operand(b));
                let stride = self.ctx.tables.stride(self.slots(elem));
                self.emit(Op::Copy { stride, dst, a, b });
            }
            (Builtin::Complex, [re, im, ..]) => {
                let (re, im) = (self.operand(re), self.operand(im));
                self.emit(Op::MakeComplex { dst, re, im });
                if matches!(self.shape(ty), Type::Complex64) {
                    self.emit(Op::Convert { conv: Conv::RoundComplex64, dst, src: dst });
                }
            }
            (Builtin::Real, [of]) => {
                let src = self.operand(of);
                self.emit(Op::Real { dst, src });
            }
            (Builtin::Imag, [of]) => {
                let src = self.operand(of);
                self.emit(Op::Imag { dst, src });
            }
            (Builtin::Make, args) => self.make(args, ty, dst),
            (Builtin::New, args) => self.new_builtin(args, ty, dst),
            (Builtin::Max | Builtin::Min, args) => self.min_max(builtin, args, dst),
            (Builtin::Recover, _) => self.emit(Op::Recover { dst }),
            _ => self.effect(builtin, args),
        }
    }

    /// Builtins without a result.
    fn effect(&mut self, builtin: Builtin, args: &[Expr]) {
        match (builtin, args) {
            (Builtin::Close, [chan]) => {
                let chan = self.operand(chan);
                self.emit(Op::Close { chan });
            }
            (Builtin::Delete, [map, key, ..]) => {
                let base = self.map_and_key(map, key, self.top);
                self.emit(Op::MapDelete { base, ty: ty_operand(map.ty) });
            }
            (Builtin::Clear, [of]) => {
                let reg = self.operand(of);
                self.emit(match self.shape(of.ty) {
                    Type::Slice(elem) => Op::ClearSlice { slice: reg, elem: ty_operand(*elem) },
                    _ => Op::MapClear { map: reg },
                });
            }
            (Builtin::Panic, [value]) => {
                let src = self.operand(value);
                self.emit(Op::Panic { src });
            }
            (Builtin::Print, args) => self.print(args, false),
            (Builtin::Println, args) => self.print(args, true),
            _ => self.error(self.span, "wrong number of arguments for a predeclared function"),
        }
    }

    fn append(&mut self, slice: &Expr, added: &Expr, ty: TypeId, dst: Reg) {
        let Type::Slice(elem) = *self.shape(ty) else { return };
        let size = self.slots(elem);
        let base = self.top_base(dst, 1);
        match &added.kind {
            ExprKind::Zero => self.expr_to(slice, dst),
            ExprKind::SliceLit(elems, len) if self.fits_registers(elems, *len, size) => {
                let all: Vec<&Expr> = std::iter::once(slice).chain(elems.iter().map(|(_, e)| e)).collect();
                self.temps(&all);
                self.stack_append(slice, elem, *len, base);
                self.emit(Op::AppendN { count: *len as u8, dst, base, elem: ty_operand(elem) });
            }
            ExprKind::Builtin(Builtin::Make, args) if args.len() == 1 => {
                self.temps(&[slice, &args[0]]);
                self.emit(Op::AppendZero { dst, base, elem: ty_operand(elem) });
            }
            _ => {
                self.temps(&[slice, added]);
                self.emit(Op::Append { dst, base, elem: ty_operand(elem) });
            }
        }
    }

    fn len(&mut self, of: &Expr, dst: Reg, cap: bool) {
        let array = match self.shape(of.ty) {
            Type::Pointer(to) => Some(*to),
            Type::Array(..) => Some(of.ty),
            _ => None,
        };
        let src = self.operand(of);
        if let Some(Type::Array(_, len)) = array.map(|ty| self.shape(ty)) {
            self.emit(Op::Int { dst, value: *len as i32 });
        } else if cap {
            self.emit(Op::Cap { dst, src });
        } else {
            self.emit(Op::Len { dst, src });
        }
    }

    fn make(&mut self, args: &[Expr], ty: TypeId, dst: Reg) {
        match self.shape(ty) {
            Type::Slice(elem) => {
                let base = self.top_base(dst, 1);
                for arg in args.iter().take(2) {
                    self.temp(arg);
                }
                if args.len() < 2 {
                    let cap = self.alloc(1);
                    self.emit(Op::Nil { dst: cap });
                }
                self.emit(Op::MakeSlice { dst, base, elem: ty_operand(*elem) });
            }
            Type::Map(..) => {
                let hint = match args.first() {
                    Some(arg) => self.operand(arg),
                    None => {
                        self.emit(Op::Nil { dst });
                        dst
                    }
                };
                self.emit(Op::MakeMap { dst, hint, ty: ty_operand(ty) });
            }
            _ => {
                let size = match args.first() {
                    Some(arg) => self.operand(arg),
                    None => {
                        self.emit(Op::Int { dst, value: 0 });
                        dst
                    }
                };
                self.emit(Op::MakeChan { dst, size, ty: ty_operand(ty) });
            }
        }
    }

    fn new_builtin(&mut self, args: &[Expr], ty: TypeId, dst: Reg) {
        let Type::Pointer(to) = *self.shape(ty) else { return };
        match args.first() {
            None => self.new_object(AllocKind::Explicit, dst, to),
            Some(init) => {
                let ptr = self.alloc(1);
                self.new_object(AllocKind::Explicit, ptr, to);
                self.init_mem(ptr, 0, init);
                self.move_slots(dst, ptr, 1);
            }
        }
    }

    fn min_max(&mut self, builtin: Builtin, args: &[Expr], dst: Reg) {
        let Some((first, rest)) = args.split_first() else { return };
        let min = builtin == Builtin::Min;
        let op = match self.shape(first.ty) {
            Type::Int(kind) if is_wide_unsigned(*kind) && min => MinMax::MinUint,
            Type::Int(kind) if is_wide_unsigned(*kind) => MinMax::MaxUint,
            Type::Int(_) if min => MinMax::MinInt,
            Type::Int(_) => MinMax::MaxInt,
            Type::String if min => MinMax::MinStr,
            Type::String => MinMax::MaxStr,
            _ if min => MinMax::MinFloat,
            _ => MinMax::MaxFloat,
        };
        let acc = self.alloc(1);
        let mut a = self.operand(first);
        for arg in rest {
            let b = self.operand(arg);
            self.emit(Op::MinMax { op, dst: acc, a, b });
            a = acc;
        }
        self.move_slots(dst, a, 1);
    }

    fn print(&mut self, args: &[Expr], line: bool) {
        let regs = self.operand_list(&args.iter().collect::<Vec<_>>(), |_| false);
        for (at, (arg, src)) in args.iter().zip(regs).enumerate() {
            if line && at > 0 {
                self.emit(Op::Print { kind: PrintKind::Space, src: 0 });
            }
            let kind = match self.shape(arg.ty) {
                Type::Bool => PrintKind::Bool,
                Type::Int(kind) if is_wide_unsigned(*kind) => PrintKind::Uint,
                Type::Int(_) => PrintKind::Int,
                Type::Float32 => PrintKind::Float32,
                Type::Float64 => PrintKind::Float,
                Type::Complex64 | Type::Complex128 => PrintKind::Complex,
                Type::String => PrintKind::Str,
                Type::Interface(_) => PrintKind::Iface,
                Type::Slice(_) => PrintKind::Slice,
                _ => PrintKind::Pointer,
            };
            self.emit(Op::Print { kind, src });
        }
        if line {
            self.emit(Op::Print { kind: PrintKind::Newline, src: 0 });
        }
    }
}
