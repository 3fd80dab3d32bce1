//! Operators with two operands, comparisons apart.

use crate::check::Checker;
use crate::constant::{self, Constant, represent};
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{IntKind, Type};
use crate::universe::{UNTYPED_INT, is_untyped};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{BinaryExpr, BinaryOp, Expr, ExprKind};
use tidepool_go_syntax::expr_text;

/// Constant shifts may go so far: enough to write the smallest float.
const MAX_CONSTANT_SHIFT: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    pub(super) fn binary(&mut self, e: &'a Expr, b: &'a BinaryExpr) -> Operand<'a> {
        let mut inner = vec![(e, b)];
        let mut first = &b.left;
        while let ExprKind::Binary(b) = &first.kind {
            inner.push((first, b));
            first = &b.left;
        }
        let mut x = self.value(first, None);
        while let Some((e, b)) = inner.pop() {
            x = self.binary_step(x, e, b);
        }
        x
    }

    /// `x op y`, where `x` is the left operand of `b`.
    fn binary_step(&mut self, x: Operand<'a>, e: &'a Expr, b: &'a BinaryExpr) -> Operand<'a> {
        let y = self.value(&b.right, None);
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(e);
        }
        match self.binary_operands(x, y, b.op, e.span, &|| expr_text(e)) {
            Some(Operand { mode: OpMode::Const(value), ty, .. }) if !b.op.is_comparison() => {
                self.folded(e, value, ty, b.op_span)
            }
            Some(result) => Operand::new(result.mode, result.ty, e),
            None => Operand::invalid(e),
        }
    }

    /// `x op y`. `whole` gives the text of the expression for messages. Constant results are not yet checked
    /// to fit their type.
    pub(crate) fn binary_operands(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        op: BinaryOp,
        span: Span,
        whole: &dyn Fn() -> String,
    ) -> Option<Operand<'a>> {
        if op.is_shift() {
            return self.shift(x, y, op, span);
        }
        let before = (x.ty, y.ty);
        self.match_types(&mut x, &mut y)?;
        if op.is_comparison() {
            return self.comparison(x, y, op, span, None);
        }
        if x.ty != y.ty {
            // Untyped ones may have been converted by now.
            let name = |x: &Operand<'a>, ty| match x.names {
                Some(_) => self.operand_type_name(x),
                None => self.type_name(ty),
            };
            let (a, b) = (name(&x, before.0), name(&y, before.1));
            self.error(x.span, format!("invalid operation: {} (mismatched types {a} and {b})", whole()));
            return None;
        }
        if !self.operator_defined(op, &x) {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid operation: operator {} not defined on {what}", op.as_str()));
            return None;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.divides_by_zero(&x, &y) {
            self.error(y.span, "invalid operation: division by zero");
            return None;
        }
        let ty = x.ty;
        if let (Some(a), Some(b)) = (x.constant(), y.constant()) {
            let value = constant::binary(op, a, b, self.is_integer(ty));
            return Some(Operand {
                mode: OpMode::Const(value),
                ty,
                expr: x.expr,
                span,
                title: None,
                names: None,
            });
        }
        let (a, b) = (hir::LeftExpr::new(self.rvalue(x)), Box::new(self.rvalue(y)));
        let kind = match op {
            BinaryOp::LogAnd => hir::ExprKind::AndAnd(a, b),
            BinaryOp::LogOr => hir::ExprKind::OrOr(a, b),
            _ => hir::ExprKind::Binary(hir_op(op), a, b),
        };
        Some(Operand::synthetic(hir::Expr { kind, ty, span }))
    }

    /// Lets an untyped operand take the type of the other one, where that makes sense.
    pub(crate) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) -> Option<()> {
        if self.may_convert(x, y) {
            self.convert_untyped(x, y.ty);
            if x.is_invalid() {
                return None;
            }
            self.convert_untyped(y, x.ty);
        }
        (!y.is_invalid()).then_some(())
    }

    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !is_untyped(x.ty) && !is_untyped(y.ty) {
            return false;
        }
        if self.is_numeric(x.ty) != self.is_numeric(y.ty) {
            return false;
        }
        if self.is_interface(x.ty) || self.is_interface(y.ty) {
            return true;
        }
        if self.is_boolean(x.ty) != self.is_boolean(y.ty) || self.is_string(x.ty) != self.is_string(y.ty) {
            return false;
        }
        if x.is_nil() {
            return self.has_nil(y.ty);
        }
        if y.is_nil() {
            return self.has_nil(x.ty);
        }
        let pointer = |t| matches!(self.types.shape(t), Type::Pointer(_));
        !pointer(x.ty) && !pointer(y.ty)
    }

    fn operator_defined(&self, op: BinaryOp, x: &Operand<'a>) -> bool {
        match op {
            BinaryOp::Add => self.is_numeric_or_string(x.ty),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.is_numeric(x.ty),
            BinaryOp::LogAnd | BinaryOp::LogOr => self.is_boolean(x.ty),
            _ => self.is_integer(x.ty),
        }
    }

    fn divides_by_zero(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        (x.constant().is_some() || self.is_integer(x.ty)) && y.constant().is_some_and(Constant::is_zero)
    }

    fn shift(&mut self, x: Operand<'a>, mut y: Operand<'a>, op: BinaryOp, span: Span) -> Option<Operand<'a>> {
        let left = op == BinaryOp::Shl;
        let whole = x.constant().filter(|v| matches!(v, Constant::Int(_) | Constant::Unknown)).cloned();
        if !(self.is_integer(x.ty) || is_untyped(x.ty) && whole.is_some()) {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid operation: shifted operand {what} must be integer"));
            return None;
        }
        self.check_shift_count(&mut y)?;
        if let (Some(value), Some(count)) = (&whole, y.constant()) {
            let Some(count) = count.as_u64().filter(|&n| n <= MAX_CONSTANT_SHIFT) else {
                let what = self.describe(&y);
                self.error(y.span, format!("invalid operation: invalid shift count {what}"));
                return None;
            };
            let ty = if self.is_integer(x.ty) { x.ty } else { UNTYPED_INT };
            let value = constant::shift(value, left, count as u32);
            return Some(Operand {
                mode: OpMode::Const(value),
                ty,
                expr: x.expr,
                span,
                title: None,
                names: None,
            });
        }
        // An untyped left operand takes the type that the whole expression gets.
        let (ty, at) = (x.ty, x.span);
        let shifted = match (&whole, is_untyped(ty)) {
            (Some(value), true) => hir::Expr { ty, ..self.constant(value, UNTYPED_INT, at) },
            _ => self.rvalue(x),
        };
        let kind = hir::ExprKind::Binary(hir_op(op), hir::LeftExpr::new(shifted), Box::new(self.rvalue(y)));
        Some(Operand::synthetic(hir::Expr { kind, ty, span }))
    }

    fn check_shift_count(&mut self, y: &mut Operand<'a>) -> Option<()> {
        if let Some(value) = y.constant().cloned() {
            if value.is_negative() && matches!(value, Constant::Int(_)) {
                let what = self.describe(y);
                self.error(y.span, format!("invalid operation: negative shift count {what}"));
                return None;
            }
            if is_untyped(y.ty) {
                if represent(&value, &Type::Int(IntKind::Uint)).is_none() {
                    let misfit = self.misfit(y.ty, basic::UINT);
                    self.bad_conversion(misfit, y, basic::UINT);
                    return None;
                }
                y.ty = basic::UINT;
            }
        } else if is_untyped(y.ty) {
            self.convert_untyped(y, basic::UINT);
        }
        if y.is_invalid() {
            return None;
        }
        if !self.is_integer(y.ty) {
            let what = self.describe(y);
            self.error(y.span, format!("invalid operation: shift count {what} must be integer"));
            return None;
        }
        Some(())
    }
}

pub(crate) fn hir_op(op: BinaryOp) -> hir::BinaryOp {
    match op {
        BinaryOp::Add => hir::BinaryOp::Add,
        BinaryOp::Sub => hir::BinaryOp::Sub,
        BinaryOp::Mul => hir::BinaryOp::Mul,
        BinaryOp::Div => hir::BinaryOp::Div,
        BinaryOp::Rem => hir::BinaryOp::Rem,
        BinaryOp::And | BinaryOp::LogAnd => hir::BinaryOp::And,
        BinaryOp::Or | BinaryOp::LogOr => hir::BinaryOp::Or,
        BinaryOp::Xor => hir::BinaryOp::Xor,
        BinaryOp::AndNot => hir::BinaryOp::AndNot,
        BinaryOp::Shl => hir::BinaryOp::Shl,
        BinaryOp::Shr => hir::BinaryOp::Shr,
        BinaryOp::Eq => hir::BinaryOp::Eq,
        BinaryOp::Ne => hir::BinaryOp::Ne,
        BinaryOp::Lt => hir::BinaryOp::Lt,
        BinaryOp::Le => hir::BinaryOp::Le,
        BinaryOp::Gt => hir::BinaryOp::Gt,
        BinaryOp::Ge => hir::BinaryOp::Ge,
    }
}
