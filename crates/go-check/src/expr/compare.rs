//! Comparisons.

use crate::check::Checker;
use crate::constant::{self, Constant};
use crate::expr::hir_op;
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::universe::{UNTYPED_BOOL, UNTYPED_NIL, default_type, is_untyped};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::BinaryOp;

/// Why a comparison is refused.
struct Refusal {
    /// The right operand is to blame.
    right: bool,
    cause: String,
}

impl<'a> Checker<'a> {
    /// `x op y` for operands whose types were matched; `case` has the text of a switch's tag if this is one of
    /// its cases.
    pub(crate) fn comparison(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        op: BinaryOp,
        span: Span,
        case: Option<&str>,
    ) -> Option<Operand<'a>> {
        if let Err(refusal) = self.comparable_operands(&x, &y, op) {
            self.refuse(&x, &y, op, case, &refusal);
            return None;
        }
        if let (Some(a), Some(b)) = (x.constant(), y.constant()) {
            let value = constant::compare(op, a, b).map_or(Constant::Unknown, Constant::Bool);
            return Some(Operand {
                mode: OpMode::Const(value),
                ty: UNTYPED_BOOL,
                expr: x.expr,
                span,
                title: None,
                names: None,
            });
        }
        for operand in [&mut x, &mut y] {
            self.set_checked_type(operand, default_type(operand.ty));
        }
        let to_right = self.is_interface(y.ty) && !self.is_interface(x.ty);
        let target = if to_right { y.ty } else { x.ty };
        let (a, b) = (self.rvalue(x), self.rvalue(y));
        let (a, b) = (self.coerce(a, target), self.coerce(b, target));
        let kind = hir::ExprKind::Binary(hir_op(op), hir::LeftExpr::new(a), Box::new(b));
        let value = hir::Expr { kind, ty: UNTYPED_BOOL, span };
        Some(Operand {
            mode: OpMode::Value(value),
            ty: UNTYPED_BOOL,
            expr: None,
            span,
            title: None,
            names: None,
        })
    }

    fn refuse(&mut self, x: &Operand<'a>, y: &Operand<'a>, op: BinaryOp, case: Option<&str>, why: &Refusal) {
        let (left, right, cause) = (x.text(), y.text(), &why.cause);
        match case {
            Some(tag) => {
                self.error(x.span, format!("invalid case {left} in switch on {tag} ({cause})"));
            }
            None => {
                let place = if why.right { y.span } else { x.span };
                self.error(place, format!("invalid operation: {left} {} {right} ({cause})", op.as_str()));
            }
        }
    }

    fn comparable_operands(&mut self, x: &Operand<'a>, y: &Operand<'a>, op: BinaryOp) -> Result<(), Refusal> {
        if !self.comparable_types(x, y) {
            let (a, b) = (self.operand_type_name(x), self.operand_type_name(y));
            return Err(Refusal { right: true, cause: format!("mismatched types {a} and {b}") });
        }
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        if equality && (x.is_nil() || y.is_nil()) {
            let other = if x.is_nil() { y } else { x };
            if other.ty == UNTYPED_NIL || !self.has_nil(other.ty) {
                return Err(Refusal {
                    right: true,
                    cause: format!("operator {} not defined on untyped nil", op.as_str()),
                });
            }
            return Ok(());
        }
        for (right, operand) in [(false, x), (true, y)] {
            let refused = match equality {
                true => self.incomparable(operand.ty, false, 0).is_some(),
                false => !self.is_ordered(operand.ty),
            };
            if refused {
                return Err(self.refusal(right, operand, x, y, op));
            }
        }
        Ok(())
    }

    fn refusal(
        &self,
        right: bool,
        operand: &Operand<'a>,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
    ) -> Refusal {
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        if let (true, Some(cause)) = (equality, self.incomparable(operand.ty, false, 0)) {
            return Refusal { right, cause };
        }
        let op = op.as_str();
        if self.is_param(x.ty) || self.is_param(y.ty) {
            let right = !self.is_param(x.ty);
            let name = self.type_name(if right { y.ty } else { x.ty });
            return Refusal { right, cause: format!("type parameter {name} cannot use operator {op}") };
        }
        let what = match operand.ty {
            UNTYPED_NIL => "nil".to_string(),
            ty if self.is_const_type(ty) => self.type_name(ty),
            ty => self.kind_word(ty),
        };
        Refusal { right, cause: format!("operator {op} not defined on {what}") }
    }

    fn comparable_types(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if x.ty == y.ty {
            return true;
        }
        if is_untyped(x.ty) || is_untyped(y.ty) {
            return self.implicit_type(x, y.ty).is_ok() && self.implicit_type(y, x.ty).is_ok();
        }
        self.assignable(x, y.ty).is_ok() || self.assignable(y, x.ty).is_ok()
    }
}
