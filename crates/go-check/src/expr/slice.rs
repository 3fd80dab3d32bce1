//! `x[low:high:max]`.

use crate::check::Checker;
use crate::constant::Constant;
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{Type, TypeId};
use crate::universe::UNTYPED_STRING;
use tidepool_go_syntax::ast::{Expr, SliceExpr};

impl<'a> Checker<'a> {
    pub(super) fn slice_expr(&mut self, e: &'a Expr, s: &'a SliceExpr) -> Operand<'a> {
        let x = self.value(&s.base, None);
        if x.is_invalid() {
            [&s.lo, &s.hi, &s.max].into_iter().flatten().for_each(|i| {
                self.expr(i, None);
            });
            return Operand::invalid(e);
        }
        let Some((base, ty, max)) = self.slice_base(e, x, s) else {
            return Operand::invalid(e);
        };
        let mut bounds: Vec<Option<Box<hir::Expr>>> = Vec::new();
        let mut known: Vec<(u64, &'a Expr)> = Vec::new();
        for bound in [&s.lo, &s.hi, &s.max] {
            let Some(bound) = bound else {
                bounds.push(None);
                continue;
            };
            let Some((value, constant)) = self.index_value(bound, max.map(|m| m + 1), "index") else {
                return Operand::invalid(e);
            };
            known.extend(constant.map(|c| (c, bound)));
            bounds.push(Some(Box::new(value)));
        }
        for pair in known.windows(2) {
            if pair[0].0 > pair[1].0 {
                let text = format!("invalid slice indices: {} < {}", pair[1].0, pair[0].0);
                self.error(pair[1].1.span, text);
                return Operand::invalid(e);
            }
        }
        let mut bounds = bounds.into_iter();
        let (lo, hi, cap) = (bounds.next().flatten(), bounds.next().flatten(), bounds.next().flatten());
        let kind = hir::ExprKind::Slice(base, lo, hi, cap);
        Operand::new(OpMode::Value(hir::Expr { kind, ty, span: e.span }), ty, e)
    }

    /// What is sliced, the type of the result, and the length if it is known.
    fn slice_base(
        &mut self,
        e: &'a Expr,
        x: Operand<'a>,
        s: &SliceExpr,
    ) -> Option<(hir::SliceBase, TypeId, Option<u64>)> {
        let shape = match self.core_shape(x.ty) {
            Some(shape) => shape.clone(),
            None if self.terms(x.ty).iter().any(|t| matches!(self.types.shape(t.ty), Type::String)) => {
                Type::String
            }
            None => Type::Bool,
        };
        match shape {
            Type::String => {
                if s.max.is_some() {
                    let span = s.max.as_ref().map_or(e.span, |m| m.span);
                    self.error(span, "invalid operation: 3-index slice of string");
                    return None;
                }
                let max = match x.constant() {
                    Some(Constant::Str(text)) => Some(text.len() as u64),
                    _ => None,
                };
                let ty = if x.ty == UNTYPED_STRING { basic::STRING } else { x.ty };
                let x = self.with_default_type(x, "slice expression")?;
                Some((hir::SliceBase::String(Box::new(self.rvalue(x))), ty, max))
            }
            Type::Slice(_) => {
                let ty = x.ty;
                Some((hir::SliceBase::Slice(Box::new(self.rvalue(x))), ty, None))
            }
            Type::Array(elem, len) => {
                let OpMode::Var(place) = x.mode else {
                    let what = self.describe(&x);
                    self.error(x.span, format!("cannot slice unaddressable value {what}"));
                    return None;
                };
                self.mark_boxed(&place);
                let pointer = self.types.intern(Type::Pointer(x.ty));
                let kind = hir::ExprKind::AddrOf(Box::new(place));
                let address = hir::Expr { kind, ty: pointer, span: x.span };
                let ty = self.types.intern(Type::Slice(elem));
                Some((hir::SliceBase::ArrayPtr(Box::new(address)), ty, Some(len)))
            }
            Type::Pointer(array) if matches!(self.types.shape(array), Type::Array(..)) => {
                let Type::Array(elem, len) = *self.types.shape(array) else {
                    return None;
                };
                let ty = self.types.intern(Type::Slice(elem));
                Some((hir::SliceBase::ArrayPtr(Box::new(self.rvalue(x))), ty, Some(len)))
            }
            _ => {
                let what = self.describe(&x);
                self.error(x.span, format!("cannot slice {what}"));
                None
            }
        }
    }
}
