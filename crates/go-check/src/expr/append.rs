//! `append`, and the functions on complex numbers.

use crate::check::Checker;
use crate::constant::Constant;
use crate::hir::{self, Builtin};
use crate::object::BuiltinFn;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{Type, TypeId};
use crate::universe::{UNTYPED_COMPLEX, UNTYPED_FLOAT, is_untyped};
use num_rational::BigRational;
use tidepool_go_syntax::ast::{CallExpr, Expr};
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    pub(super) fn append(&mut self, e: &'a Expr, call: &'a CallExpr, hint: Option<TypeId>) -> Operand<'a> {
        let mut x = self.value(&call.args[0], hint);
        if x.is_invalid() {
            self.ignore(&call.args[1..]);
            return Operand::invalid(e);
        }
        let Some(&Type::Slice(elem)) = self.core_shape(x.ty) else {
            let what = if x.is_nil() { "untyped nil".into() } else { self.describe(&x) };
            self.error(x.span, format!("invalid append: argument must be a slice; have {what}"));
            self.ignore(&call.args[1..]);
            return Operand::invalid(e);
        };
        let ty = x.ty;
        x.span = call.args[0].span;
        let slice = self.rvalue(x);
        let added = match call.spread {
            Some(_) => match self.appended_slice(e, call, ty, elem) {
                Some(added) => added,
                None => return Operand::invalid(e),
            },
            None => self.appended_elements(e, call, elem),
        };
        self.builtin_value(e, Builtin::Append, vec![slice, added], ty)
    }

    fn appended_slice(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        ty: TypeId,
        elem: TypeId,
    ) -> Option<hir::Expr> {
        if call.args.len() != 2 {
            let span = call.args.get(2).or(call.args.first()).map_or(e.span, |a| a.span);
            let what = if call.args.len() > 2 { "too many" } else { "not enough" };
            let (slice, name) = (self.type_name(ty), self.type_name(elem));
            let have = self.appended_summary(call, ty);
            let text = format!(
                "{what} arguments in call to append
	have {have}
	want ({slice}, ...{name})"
            );
            self.error(span, text);
            return None;
        }
        let y = self.value(&call.args[1], Some(ty));
        if y.is_invalid() {
            return None;
        }
        let bytes = self.types.underlying(elem) == basic::UINT8;
        if bytes && (self.is_string(y.ty) || self.is_byte_like(y.ty)) {
            let y = self.with_default_type(y, "append")?;
            return Some(self.rvalue(y));
        }
        if y.is_nil() {
            return Some(self.zero_of(e, ty));
        }
        if let Some(Type::Slice(other)) = self.core_shape(y.ty)
            && *other == elem
        {
            return Some(self.rvalue(y));
        }
        let target = self.types.intern(Type::Slice(elem));
        Some(self.assign(y, target, "argument to append"))
    }

    fn appended_summary(&mut self, call: &'a CallExpr, ty: TypeId) -> String {
        let rest = call.args[1..].iter().map(|a| self.expr(a, None).ty).collect::<Vec<_>>();
        let types: Vec<TypeId> = std::iter::once(ty).chain(rest).collect();
        self.summary(&types, true)
    }

    fn appended_elements(&mut self, e: &'a Expr, call: &'a CallExpr, elem: TypeId) -> hir::Expr {
        let ty = self.types.intern(Type::Slice(elem));
        let rest = &call.args[1..];
        if rest.is_empty() {
            return self.zero_of(e, ty);
        }
        let operands: Vec<Operand<'a>> = rest.iter().map(|arg| self.value(arg, Some(elem))).collect();
        let valid = operands.iter().all(|x| !x.is_invalid());
        let elems = operands
            .into_iter()
            .filter(|_| valid)
            .enumerate()
            .map(|(i, x)| (i as u64, self.assign(x, elem, "argument to append")))
            .collect();
        let kind = hir::ExprKind::SliceLit(elems, rest.len() as u64);
        hir::Expr { kind, ty, span: rest[0].span }
    }

    pub(super) fn make_complex(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let (mut x, mut y) = (self.value(&call.args[0], None), self.value(&call.args[1], None));
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(e);
        }
        if is_untyped(x.ty) != is_untyped(y.ty) {
            let (from, to) = if is_untyped(x.ty) { (&mut x, y.ty) } else { (&mut y, x.ty) };
            self.convert_untyped(from, to);
        }
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(e);
        }
        if let (Some(a), Some(b), true, true) =
            (x.constant(), y.constant(), is_untyped(x.ty), is_untyped(y.ty))
            && let (Some(re), Some(im)) = (a.as_rational(), b.as_rational())
        {
            return Operand::new(OpMode::Const(Constant::complex(re, im)), UNTYPED_COMPLEX, e);
        }
        if is_untyped(x.ty) && is_untyped(y.ty) {
            self.convert_untyped(&mut x, basic::FLOAT64);
            self.convert_untyped(&mut y, basic::FLOAT64);
        }
        if x.ty != y.ty {
            let (a, b) = (self.type_name(x.ty), self.type_name(y.ty));
            let text = expr_text(e);
            self.error(x.span, format!("invalid operation: {text} (mismatched types {a} and {b})"));
            return Operand::invalid(e);
        }
        let ty = match self.types.shape(x.ty) {
            Type::Float32 => basic::COMPLEX64,
            Type::Float64 => basic::COMPLEX128,
            _ => {
                let name = self.type_name(x.ty);
                self.error(
                    x.span,
                    format!("invalid argument: arguments have type {name}, expected floating-point"),
                );
                return Operand::invalid(e);
            }
        };
        if let (Some(a), Some(b)) = (x.constant(), y.constant())
            && let (Some(re), Some(im)) = (a.as_rational(), b.as_rational())
        {
            return Operand::new(OpMode::Const(Constant::complex(re, im)), ty, e);
        }
        let args = vec![self.rvalue(x), self.rvalue(y)];
        self.builtin_value(e, Builtin::Complex, args, ty)
    }

    pub(super) fn complex_part(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> Operand<'a> {
        let x = self.value(&call.args[0], None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let real = b == BuiltinFn::Real;
        let ty = match self.types.shape(x.ty) {
            _ if is_untyped(x.ty) && x.constant().is_some_and(|c| c.parts().is_some()) => UNTYPED_FLOAT,
            Type::Complex64 => basic::FLOAT32,
            Type::Complex128 => basic::FLOAT64,
            _ => {
                let name = self.type_name(x.ty);
                self.error(
                    x.span,
                    format!("invalid argument: argument has type {name}, expected complex type"),
                );
                return Operand::invalid(e);
            }
        };
        if let Some((re, im)) = x.constant().and_then(Constant::parts) {
            let part: BigRational = if real { re } else { im };
            return Operand::new(OpMode::Const(Constant::rational(part)), ty, e);
        }
        let value = self.rvalue(x);
        self.builtin_value(e, if real { Builtin::Real } else { Builtin::Imag }, vec![value], ty)
    }
}
