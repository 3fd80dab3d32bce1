//! Operators with one operand.

use crate::check::Checker;
use crate::constant::{self, represent};
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::types::{ChanDir, Type, TypeId};
use crate::universe::is_untyped;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

/// Untyped integer constants may have so many bits.
const MAX_UNTYPED_BITS: u64 = 512;

impl<'a> Checker<'a> {
    /// `+x`, `-x`, `!x`, `^x`.
    pub(super) fn unary(&mut self, e: &'a Expr, op: UnaryOp, x: &'a Expr) -> Operand<'a> {
        let x = self.value(x, None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let defined = match op {
            UnaryOp::Not => self.is_boolean(x.ty),
            UnaryOp::BitNot => self.is_integer(x.ty),
            _ => self.is_numeric(x.ty),
        };
        if !defined {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid operation: operator {} not defined on {what}", op.as_str()));
            return Operand::invalid(e);
        }
        if let OpMode::Const(value) = &x.mode {
            let bits = match self.types.shape(x.ty) {
                Type::Int(kind) if !is_untyped(x.ty) => match constant::width(*kind) {
                    (bits, true) => bits,
                    _ => 0,
                },
                _ => 0,
            };
            let value = constant::unary(op, value, bits);
            return self.folded(e, value, x.ty, e.span);
        }
        let (ty, value) = (x.ty, self.rvalue(x));
        let kind = match op {
            UnaryOp::Plus => return Operand::new(OpMode::Value(value), ty, e),
            UnaryOp::Not => hir::UnaryOp::Not,
            UnaryOp::BitNot => hir::UnaryOp::BitNot,
            _ => hir::UnaryOp::Neg,
        };
        let kind = hir::ExprKind::Unary(kind, Box::new(value));
        Operand::new(OpMode::Value(hir::Expr { kind, ty, span: e.span }), ty, e)
    }

    /// The result of an operation on constants; reports results that do not fit.
    pub(crate) fn folded(
        &mut self,
        e: &'a Expr,
        value: constant::Constant,
        ty: TypeId,
        op_span: Span,
    ) -> Operand<'a> {
        if value == constant::Constant::Unknown {
            self.error(op_span, "constant result is not representable");
            return Operand::invalid(e);
        }
        if is_untyped(ty) {
            if value.bits() > MAX_UNTYPED_BITS && self.is_integer(ty) {
                let what = match &e.kind {
                    ExprKind::Binary(b) => op_name(b.op),
                    ExprKind::Unary(UnaryOp::BitNot, _) => "bitwise complement ",
                    _ => "",
                };
                self.error(op_span, format!("constant {what}overflow"));
                return Operand::invalid(e);
            }
            return Operand::new(OpMode::Const(value), ty, e);
        }
        match represent(&value, self.types.shape(ty)) {
            Some(value) => Operand::new(OpMode::Const(value), ty, e),
            None => {
                let x = Operand::new(OpMode::Const(value), ty, e);
                let misfit = self.misfit(ty, ty);
                let under = self.types.underlying(ty);
                self.bad_conversion(misfit, &x, under);
                Operand::invalid(e)
            }
        }
    }

    /// `*x`: dereference or pointer type.
    pub(super) fn star(&mut self, e: &'a Expr, x: &'a Expr) -> Operand<'a> {
        let op = self.expr(x, None);
        match op.mode {
            OpMode::Invalid => return Operand::invalid(e),
            OpMode::Type => {
                let ty = self.types.intern(Type::Pointer(op.ty));
                return Operand::new(OpMode::Type, ty, e);
            }
            OpMode::GenericType(obj) => {
                let name = self.generic_name(obj);
                self.error(x.span, format!("cannot use generic type {name} without instantiation"));
                return Operand::invalid(e);
            }
            OpMode::Nil => {
                self.error(e.span, "invalid operation: cannot indirect nil");
                return Operand::invalid(e);
            }
            _ => {}
        }
        if !self.is_value(&op) {
            return self.value(x, None);
        }
        let Some(Type::Pointer(elem)) = self.core_shape(op.ty) else {
            let what = self.describe(&op);
            self.error(op.span, format!("invalid operation: cannot indirect {what}"));
            return Operand::invalid(e);
        };
        let elem = *elem;
        let pointer = self.rvalue(op);
        let place = hir::Place { kind: hir::PlaceKind::Deref(Box::new(pointer)), ty: elem, span: e.span };
        Operand::new(OpMode::Var(place), elem, e)
    }

    /// `&x`.
    pub(super) fn address_of(&mut self, e: &'a Expr, x: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let hint = hint.and_then(|h| match self.core_shape(h) {
            Some(Type::Pointer(elem)) => Some(*elem),
            _ => None,
        });
        let op = self.value(x, hint);
        if op.is_invalid() {
            return Operand::invalid(e);
        }
        let ty = self.types.intern(Type::Pointer(op.ty));
        let kind = match op.mode {
            OpMode::Var(place) => {
                self.mark_boxed(&place);
                hir::ExprKind::AddrOf(Box::new(place))
            }
            OpMode::Value(value) if matches!(x.unparen().kind, ExprKind::Composite(_)) => {
                hir::ExprKind::AllocInit(Box::new(value))
            }
            _ => {
                let what = self.describe(&op);
                self.error(x.span, format!("invalid operation: cannot take address of {what}"));
                return Operand::invalid(e);
            }
        };
        Operand::new(OpMode::Value(hir::Expr { kind, ty, span: e.span }), ty, e)
    }

    /// `<-x`.
    pub(super) fn receive(&mut self, e: &'a Expr, x: &'a Expr) -> Operand<'a> {
        let op = self.value(x, None);
        if op.is_invalid() {
            return Operand::invalid(e);
        }
        let Some(Type::Chan(dir, elem)) = self.core_shape(op.ty) else {
            let (name, what) = (self.type_name(op.ty), self.describe(&op));
            self.error(op.span, format!("invalid operation: cannot receive from non-channel {name} {what}"));
            return Operand::invalid(e);
        };
        let (dir, elem) = (*dir, *elem);
        if dir == ChanDir::Send {
            let (name, what) = (self.type_name(op.ty), self.describe(&op));
            self.error(
                op.span,
                format!("invalid operation: cannot receive from send-only channel {name} {what}"),
            );
            return Operand::invalid(e);
        }
        let kind = hir::ExprKind::Recv(Box::new(self.rvalue(op)));
        Operand::new(OpMode::CommaOk(hir::Expr { kind, ty: elem, span: e.span }), elem, e)
    }
}

fn op_name(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "addition ",
        BinaryOp::Sub => "subtraction ",
        BinaryOp::Xor => "bitwise XOR ",
        BinaryOp::Mul => "multiplication ",
        BinaryOp::Shl => "shift ",
        _ => "",
    }
}
