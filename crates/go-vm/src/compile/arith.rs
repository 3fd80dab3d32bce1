//! Arithmetic of numbers and concatenation.

use tidepool_go_check::hir::{BinaryOp, Const, Expr, ExprKind};
use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::func::FuncBuilder;
use crate::bytecode::{ComplexOp, Conv, Op, Reg};

/// The value of a constant that fits a short immediate.
pub(super) fn small(expr: &Expr) -> Option<i16> {
    match expr.kind {
        ExprKind::Const(Const::Int(value)) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// True for kinds whose comparison, division and right shift are unsigned in 64 bits; narrower unsigned kinds are
/// never negative in a register.
pub(super) fn is_wide_unsigned(kind: IntKind) -> bool {
    matches!(kind, IntKind::Uint | IntKind::U64 | IntKind::Uintptr)
}

pub(super) fn is_narrow(kind: IntKind) -> bool {
    use IntKind::*;
    matches!(kind, I8 | I16 | I32 | U8 | U16 | U32)
}

impl FuncBuilder<'_, '_> {
    /// `a op b`. Chains such as `a + b - c` are computed in one register, whatever their length.
    pub fn arith(&mut self, op: BinaryOp, a: &Expr, b: &Expr, dst: Reg) {
        if matches!(self.shape(a.ty), Type::String) {
            return self.concat(a, b, dst);
        }
        let mut inner = Vec::new();
        let mut left = a;
        while let ExprKind::Binary(op, x, y) = &left.kind
            && !op.is_comparison()
        {
            inner.push((*op, y, left.span));
            left = x;
        }
        let Some((first_op, first, first_span)) = inner.pop() else {
            return self.arith_pair(op, a, b, dst);
        };
        let span = std::mem::replace(&mut self.span, first_span);
        let sum = self.alloc(1);
        let top = self.top;
        self.arith_pair(first_op, left, first, sum);
        while let Some((op, right, right_span)) = inner.pop() {
            (self.top, self.span) = (top, right_span);
            self.arith_step(op, a, sum, right, sum);
        }
        (self.top, self.span) = (top, span);
        self.arith_step(op, a, sum, b, dst);
    }

    /// `dst = x op b`, where `x` holds the value of `a`.
    fn arith_step(&mut self, op: BinaryOp, a: &Expr, x: Reg, b: &Expr, dst: Reg) {
        if let Type::Int(kind) = *self.shape(a.ty)
            && let Some(op_small) = small(b).and_then(|value| self.arith_value(op, kind, dst, x, value))
        {
            self.emit(op_small);
            return self.wrap_after(op, dst, a.ty);
        }
        let y = self.operand(b);
        self.arith_reg(op, a.ty, b.ty, dst, x, y);
    }

    fn arith_pair(&mut self, op: BinaryOp, a: &Expr, b: &Expr, dst: Reg) {
        match self.shape(a.ty) {
            Type::Int(kind) => {
                let kind = *kind;
                if let Some(op) = self.arith_small(op, kind, a, b, dst) {
                    self.emit(op);
                } else {
                    let (x, y) = self.operands(a, b);
                    self.arith_int(op, kind, dst, x, y, self.count_unsigned(b.ty));
                }
                self.wrap_after(op, dst, a.ty);
            }
            _ => {
                let (x, y) = self.operands(a, b);
                self.arith_reg(op, a.ty, b.ty, dst, x, y);
            }
        }
    }

    /// `dst = x op y` for values of type `ty` in registers; `count` is the type of `y` (for shifts).
    pub fn arith_reg(&mut self, op: BinaryOp, ty: TypeId, count: TypeId, dst: Reg, x: Reg, y: Reg) {
        match self.shape(ty) {
            Type::String => self.emit(Op::Concat { dst, a: x, b: y }),
            Type::Int(kind) => {
                self.arith_int(op, *kind, dst, x, y, self.count_unsigned(count));
                self.wrap_after(op, dst, ty);
            }
            Type::Complex64 | Type::Complex128 => {
                let op = match op {
                    BinaryOp::Sub => ComplexOp::Sub,
                    BinaryOp::Mul => ComplexOp::Mul,
                    BinaryOp::Div => ComplexOp::Div,
                    _ => ComplexOp::Add,
                };
                self.emit(Op::Complex { op, dst, a: x, b: y });
                if matches!(self.shape(ty), Type::Complex64) {
                    self.emit(Op::Convert { conv: Conv::RoundComplex64, dst, src: dst });
                }
            }
            shape => {
                let (a, b) = (x, y);
                self.emit(match op {
                    BinaryOp::Sub => Op::SubFloat { dst, a, b },
                    BinaryOp::Mul => Op::MulFloat { dst, a, b },
                    BinaryOp::Div => Op::DivFloat { dst, a, b },
                    _ => Op::AddFloat { dst, a, b },
                });
                if matches!(shape, Type::Float32) {
                    self.emit(Op::Convert { conv: Conv::RoundFloat32, dst, src: dst });
                }
            }
        }
    }

    fn count_unsigned(&self, ty: TypeId) -> bool {
        matches!(self.shape(ty), Type::Int(kind) if is_wide_unsigned(*kind))
    }

    /// The form with a small constant, if there is one.
    fn arith_small(&mut self, op: BinaryOp, kind: IntKind, a: &Expr, b: &Expr, dst: Reg) -> Option<Op> {
        use BinaryOp::*;
        if let (Add | Mul | And, Some(value), None) = (op, small(a), small(b)) {
            let a = self.operand(b);
            return Some(match op {
                Add => Op::AddIntK { dst, a, value },
                Mul => Op::MulIntK { dst, a, value },
                _ => Op::AndIntK { dst, a, value },
            });
        }
        let value = small(b)?;
        self.small_op(op, kind, value)?;
        let x = self.operand(a);
        self.arith_value(op, kind, dst, x, value)
    }

    fn small_op(&self, op: BinaryOp, kind: IntKind, value: i16) -> Option<()> {
        self.arith_value(op, kind, 0, 0, value).map(|_| ())
    }

    /// `dst = a op value` without wrapping, if there is an instruction for it.
    pub fn arith_value(&self, op: BinaryOp, kind: IntKind, dst: Reg, a: Reg, value: i16) -> Option<Op> {
        use BinaryOp::*;
        let count = u16::try_from(value).ok().filter(|&n| n < 64);
        Some(match op {
            Add => Op::AddIntK { dst, a, value },
            Sub => Op::AddIntK { dst, a, value: value.checked_neg()? },
            Mul => Op::MulIntK { dst, a, value },
            Div if value != 0 && !is_wide_unsigned(kind) => Op::DivIntK { dst, a, value },
            Rem if value != 0 && !is_wide_unsigned(kind) => Op::RemIntK { dst, a, value },
            And => Op::AndIntK { dst, a, value },
            Shl => Op::ShlK { dst, a, value: count? },
            Shr if is_wide_unsigned(kind) => Op::ShrUintK { dst, a, value: count? },
            Shr => Op::ShrIntK { dst, a, value: count? },
            _ => return None,
        })
    }

    fn arith_int(&mut self, op: BinaryOp, kind: IntKind, dst: Reg, a: Reg, b: Reg, unsigned: bool) {
        use BinaryOp::*;
        let wide = is_wide_unsigned(kind);
        self.emit(match op {
            Add => Op::AddInt { dst, a, b },
            Sub => Op::SubInt { dst, a, b },
            Mul => Op::MulInt { dst, a, b },
            Div if wide => Op::DivUint { dst, a, b },
            Div => Op::DivInt { dst, a, b },
            Rem if wide => Op::RemUint { dst, a, b },
            Rem => Op::RemInt { dst, a, b },
            And => Op::AndInt { dst, a, b },
            Or => Op::OrInt { dst, a, b },
            Xor => Op::XorInt { dst, a, b },
            AndNot => Op::AndNotInt { dst, a, b },
            Shl => Op::Shl { unsigned, dst, a, b },
            Shr if wide => Op::ShrUint { unsigned, dst, a, b },
            _ => Op::ShrInt { unsigned, dst, a, b },
        });
    }

    /// Wraps if the operator may have left the range of a narrow kind.
    pub fn wrap_after(&mut self, op: BinaryOp, dst: Reg, ty: TypeId) {
        use BinaryOp::*;
        if matches!(op, Add | Sub | Mul | Div | Shl) {
            self.wrap(dst, ty);
        }
    }

    pub fn wrap(&mut self, dst: Reg, ty: TypeId) {
        if let Type::Int(kind) = *self.shape(ty)
            && is_narrow(kind)
        {
            self.emit(Op::Wrap { kind, dst, src: dst });
        }
    }

    /// `a + b + …` at once.
    fn concat(&mut self, a: &Expr, b: &Expr, dst: Reg) {
        let mut parts = vec![b];
        let mut left = a;
        while let ExprKind::Binary(BinaryOp::Add, x, y) = &left.kind {
            parts.push(y);
            left = x;
        }
        parts.push(left);
        parts.reverse();
        if let [a, b] = parts[..] {
            let (a, b) = self.operands(a, b);
            self.emit(Op::Concat { dst, a, b });
            return;
        }
        let src = self.temps(&parts);
        self.emit(Op::ConcatN { dst, src, count: parts.len() as u16 });
    }
}
