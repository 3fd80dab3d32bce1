//! Assignability, the implicit conversions that go with it, and untyped operands getting their type.

use crate::check::Checker;
use crate::constant::{Constant, represent};
use crate::hir;
use crate::operand::{MethodTarget, OpMode, Operand};
use crate::type_table::basic;
use crate::types::{ChanDir, Type, TypeId};
use crate::universe::{
    INVALID, UNTYPED_BOOL, UNTYPED_NIL, UNTYPED_STRING, default_type, is_untyped, is_untyped_number,
};
use tidepool_go_syntax::Span;

/// Why an untyped operand cannot have a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    Mismatch,
    Truncated,
    Overflow,
}

/// Untyped operands.
impl<'a> Checker<'a> {
    /// The type that the untyped operand gets when `target` is asked for.
    pub(crate) fn implicit_type(&mut self, x: &Operand<'a>, target: TypeId) -> Result<TypeId, Misfit> {
        if x.is_invalid() || target == INVALID || !is_untyped(x.ty) {
            return Ok(x.ty);
        }
        if is_untyped(target) {
            return match is_untyped_number(x.ty) && is_untyped_number(target) {
                true => Ok(x.ty.max(target)),
                false if x.ty == target => Ok(x.ty),
                false => Err(Misfit::Mismatch),
            };
        }
        if self.is_param(target) {
            let terms = self.terms(target);
            let fits = !terms.is_empty() && terms.iter().all(|t| self.implicit_type(x, t.ty).is_ok());
            return if fits { Ok(target) } else { Err(Misfit::Mismatch) };
        }
        self.complete(target);
        match self.types.shape(target) {
            Type::Interface(methods) => match x.ty {
                UNTYPED_NIL => Ok(target),
                _ if methods.is_empty() => Ok(default_type(x.ty)),
                _ => Err(Misfit::Mismatch),
            },
            _ if x.ty == UNTYPED_NIL => {
                if self.has_nil(target) {
                    Ok(target)
                } else {
                    Err(Misfit::Mismatch)
                }
            }
            shape if self.is_const_type(target) => match x.constant() {
                Some(value) if represent(value, shape).is_some() => Ok(target),
                Some(_) => Err(self.misfit(x.ty, target)),
                None => {
                    let fits = match x.ty {
                        UNTYPED_BOOL => self.is_boolean(target),
                        UNTYPED_STRING => self.is_string(target),
                        _ => self.is_numeric(target),
                    };
                    if fits { Ok(target) } else { Err(Misfit::Mismatch) }
                }
            },
            _ => Err(Misfit::Mismatch),
        }
    }

    /// Why a constant of one basic type is none of another.
    pub(crate) fn misfit(&self, from: TypeId, to: TypeId) -> Misfit {
        match self.is_numeric(from) && self.is_numeric(to) {
            true if !self.is_integer(from) && self.is_integer(to) => Misfit::Truncated,
            true => Misfit::Overflow,
            false => Misfit::Mismatch,
        }
    }

    /// Gives an untyped operand a type that was found to fit.
    pub(crate) fn set_type(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        if !is_untyped(x.ty) || x.ty == ty {
            return;
        }
        match &mut x.mode {
            OpMode::Const(value) if !is_untyped(ty) && !self.is_param(ty) => {
                if let Some(rounded) = represent(value, self.types.shape(ty)) {
                    *value = rounded;
                }
            }
            OpMode::Const(value) if self.is_param(ty) => {
                // A constant of a type parameter's type is no constant any more.
                let value = value.clone();
                x.mode = OpMode::Value(self.constant(&value, ty, x.span));
            }
            OpMode::Value(e) | OpMode::CommaOk(e) => {
                self.retype(e, ty);
            }
            _ => {}
        }
        x.ty = ty;
    }

    /// Sets the type of an untyped expression that is no constant, down to its leaves.
    fn retype(&self, mut e: &mut hir::Expr, ty: TypeId) {
        while is_untyped(e.ty) {
            e.ty = ty;
            e = match &mut e.kind {
                hir::ExprKind::Unary(_, x) => x,
                hir::ExprKind::Binary(hir::BinaryOp::Shl | hir::BinaryOp::Shr, x, _) => x,
                hir::ExprKind::Binary(_, x, y) | hir::ExprKind::AndAnd(x, y) | hir::ExprKind::OrOr(x, y) => {
                    self.retype(y, ty);
                    x
                }
                hir::ExprKind::Const(c) => {
                    let float = matches!(self.types.shape(ty), Type::Float32 | Type::Float64);
                    if let (hir::Const::Int(n), true) = (&c, float) {
                        *c = hir::Const::Float(*n as f64);
                    }
                    return;
                }
                _ => return,
            };
        }
    }

    /// Converts an untyped operand for an operation with another one; reports if that cannot be.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type(x, target) {
            Ok(ty) => self.set_checked_type(x, ty),
            Err(misfit) => {
                let shown = if self.is_param(target) { target } else { self.types.underlying(target) };
                self.bad_conversion(misfit, x, shown);
                x.mode = OpMode::Invalid;
            }
        }
    }

    /// Like [`Checker::set_type`], but a shift must not become a shift of a float.
    pub(crate) fn set_checked_type(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        if let OpMode::Value(e) = &x.mode
            && is_untyped_number(x.ty)
            && !is_untyped(ty)
            && !self.is_integer(ty)
            && let Some(span) = shifted(e)
        {
            let text = self.shifted_text(x, span);
            let name = self.type_name(ty);
            self.error(
                span,
                format!("invalid operation: shifted operand {text} (type {name}) must be integer"),
            );
            x.mode = OpMode::Invalid;
            return;
        }
        self.set_type(x, ty);
    }

    fn shifted_text(&self, x: &Operand<'a>, span: Span) -> String {
        let text = self.sources.map.get(span.file).map_or("", |f| span.text(&f.text));
        if text.is_empty() { x.text() } else { text.into() }
    }

    pub(crate) fn bad_conversion(&mut self, misfit: Misfit, x: &Operand<'a>, target: TypeId) {
        let (what, name) = (self.describe(x), self.type_name(target));
        let text = match misfit {
            Misfit::Truncated => format!("{what} truncated to {name}"),
            Misfit::Overflow => format!("{what} overflows {name}"),
            Misfit::Mismatch => format!("cannot convert {what} to type {name}"),
        };
        self.error(x.span, text);
    }
}

/// Assignment.
impl<'a> Checker<'a> {
    /// The value of `x` as a value of type `target`; reports if it is not assignable.
    pub(crate) fn assign(&mut self, x: Operand<'a>, target: TypeId, context: &str) -> hir::Expr {
        let span = x.span;
        if x.is_invalid() {
            return zero(target, span);
        }
        let Some(mut x) = self.single(x) else {
            return zero(target, span);
        };
        if !self.is_value(&x) {
            let (what, name) = (self.describe(&x), self.type_name(target));
            self.error(span, format!("cannot assign {what} to {name} in {context}"));
            return zero(target, span);
        }
        if is_untyped(x.ty) && target != INVALID {
            let wanted = match self.is_interface(target) && !x.is_nil() {
                true => default_type(x.ty),
                false => target,
            };
            match self.implicit_type(&x, wanted) {
                Ok(ty) => self.set_checked_type(&mut x, ty),
                Err(misfit) => {
                    self.cannot_use(&x, wanted, context, misfit);
                    return zero(target, span);
                }
            }
            if x.is_invalid() {
                return zero(target, span);
            }
        }
        x = self.instantiate_for(x, target, &|| context.into());
        if x.is_invalid() {
            return zero(target, span);
        }
        if let Err(cause) = self.assignable(&x, target) {
            let (what, name) = (self.describe(&x), self.type_name(target));
            let cause = if cause.is_empty() { cause } else { format!(": {cause}") };
            self.error(span, format!("cannot use {what} as {name} value in {context}{cause}"));
            return zero(target, span);
        }
        let value = self.rvalue(x);
        self.coerce(value, target)
    }

    fn cannot_use(&mut self, x: &Operand<'a>, target: TypeId, context: &str, misfit: Misfit) {
        let (what, name) = (self.describe(x), self.type_name(target));
        let tail = match misfit {
            Misfit::Truncated => " (truncated)",
            Misfit::Overflow => " (overflows)",
            Misfit::Mismatch => "",
        };
        self.error(x.span, format!("cannot use {what} as {name} value in {context}{tail}"));
    }

    /// Whether the operand is a value at all (not a type, a built-in, nothing).
    pub(crate) fn is_value(&self, x: &Operand<'a>) -> bool {
        !matches!(
            x.mode,
            OpMode::Invalid | OpMode::NoValue(_) | OpMode::Builtin(_) | OpMode::Type | OpMode::GenericType(_)
        )
    }

    /// Reports operands that are several values.
    pub(crate) fn single(&mut self, x: Operand<'a>) -> Option<Operand<'a>> {
        if let Type::Tuple(types) = self.types.get(x.ty)
            && types.len() > 1
        {
            let what = self.describe(&x);
            self.error(x.span, format!("multiple-value {what} in single-value context"));
            return None;
        }
        Some(x)
    }

    /// Whether a typed operand may be assigned to a variable of type `target`; the cause if not.
    pub(crate) fn assignable(&mut self, x: &Operand<'a>, target: TypeId) -> Result<(), String> {
        let from = x.ty;
        if from == target || self.is_invalid(from) || self.is_invalid(target) {
            return Ok(());
        }
        self.complete(from);
        self.complete(target);
        let (from_param, to_param) = (self.is_param(from), self.is_param(target));
        let (from_under, to_under) = (self.types.underlying(from), self.types.underlying(target));
        let unnamed = !self.has_name(from) || !self.has_name(target);
        if from_under == to_under && unnamed && !from_param && !to_param {
            return Ok(());
        }
        let to_interface_pointer =
            matches!(self.types.get(to_under), Type::Pointer(e) if self.is_interface(*e));
        if self.is_interface(target) || (to_interface_pointer && !self.is_interface(from)) {
            match self.not_implementing(from, target, false) {
                None => return Ok(()),
                Some(cause) if !from_param && self.is_interface(target) => return Err(cause),
                Some(cause) if to_interface_pointer => return Err(cause),
                Some(_) => {}
            }
        }
        if self.is_interface(from) && self.not_implementing(target, from, false).is_none() {
            return Err("need type assertion".into());
        }
        if let (Type::Chan(ChanDir::Both, a), Type::Chan(_, b)) =
            (self.types.get(from_under), self.types.get(to_under))
            && a == b
            && unnamed
        {
            return Ok(());
        }
        self.assignable_params(x, target, from_param, to_param)
    }

    fn assignable_params(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        from_param: bool,
        to_param: bool,
    ) -> Result<(), String> {
        if to_param && !self.has_name(x.ty) {
            let terms = self.terms(target);
            if !terms.is_empty() && terms.iter().all(|t| self.assignable(x, t.ty).is_ok()) {
                return Ok(());
            }
        }
        if from_param && !self.has_name(target) {
            let terms = self.terms(x.ty);
            let mut y = x.clone();
            let all = terms.iter().all(|t| {
                y.ty = t.ty;
                self.assignable(&y, target).is_ok()
            });
            if !terms.is_empty() && all {
                return Ok(());
            }
        }
        Err(String::new())
    }
}

/// Values in HIR.
impl<'a> Checker<'a> {
    /// The operand's value with its own type.
    pub(crate) fn rvalue(&mut self, x: Operand<'a>) -> hir::Expr {
        let (ty, span) = (x.ty, x.span);
        let kind = match x.mode {
            OpMode::Const(value) => return self.constant(&value, ty, span),
            OpMode::Var(place) | OpMode::MapIndex(place) => hir::ExprKind::Load(Box::new(place)),
            OpMode::Value(e) | OpMode::CommaOk(e) | OpMode::NoValue(e) => return e,
            OpMode::Func(id) => hir::ExprKind::Func(id),
            OpMode::Method(method) => match method.target {
                MethodTarget::Func(id) => hir::ExprKind::MethodValue(Box::new(method.recv), id),
                MethodTarget::Iface(name) => hir::ExprKind::IfaceMethodValue(Box::new(method.recv), name),
            },
            _ => hir::ExprKind::Zero,
        };
        hir::Expr { kind, ty, span }
    }

    /// A constant as an expression of type `ty` (which may be untyped still).
    pub(crate) fn constant(&self, value: &Constant, ty: TypeId, span: Span) -> hir::Expr {
        hir::Expr { kind: hir::ExprKind::Const(self.const_value(value, ty)), ty, span }
    }

    fn const_value(&self, value: &Constant, ty: TypeId) -> hir::Const {
        let number = |part: &num_rational::BigRational, single: bool| match single {
            true => f64::from(crate::constant::to_f32(part)),
            false => crate::constant::to_f64(part),
        };
        match (self.types.shape(ty), value) {
            (_, Constant::Bool(b)) => hir::Const::Bool(*b),
            (_, Constant::Str(s)) => hir::Const::Str(s.to_vec()),
            (shape @ (Type::Float32 | Type::Float64), v) => {
                let part = v.as_rational().unwrap_or_default();
                hir::Const::Float(number(&part, *shape == Type::Float32))
            }
            (shape @ (Type::Complex64 | Type::Complex128), v) => {
                let (re, im) = v.parts().unwrap_or_default();
                let single = *shape == Type::Complex64;
                hir::Const::Complex(number(&re, single), number(&im, single))
            }
            (_, Constant::Int(n)) => hir::Const::Int(low_bits(n)),
            _ => hir::Const::Int(0),
        }
    }

    /// The representation change from a value's own type to one it is assignable to.
    pub(crate) fn coerce(&mut self, value: hir::Expr, target: TypeId) -> hir::Expr {
        let from = value.ty;
        if from == target || target == INVALID || from == INVALID {
            return value;
        }
        let span = value.span;
        if matches!(value.kind, hir::ExprKind::Zero) && from == UNTYPED_NIL {
            return zero(target, span);
        }
        let kind = match (self.is_interface(from), self.is_interface(target)) {
            (false, true) => {
                self.note_runtime_type(from);
                hir::ExprKind::ToIface(Box::new(value))
            }
            (true, true) => hir::ExprKind::IfaceToIface(Box::new(value)),
            _ => hir::ExprKind::Convert(Box::new(value)),
        };
        hir::Expr { kind, ty: target, span }
    }

    /// An operand with a definite type: untyped ones take their default type.
    pub(crate) fn with_default_type(&mut self, mut x: Operand<'a>, context: &str) -> Option<Operand<'a>> {
        if x.is_invalid() {
            return None;
        }
        x = self.single(x)?;
        if x.ty == UNTYPED_NIL {
            self.error(x.span, format!("use of untyped nil in {context}"));
            return None;
        }
        if is_untyped(x.ty) {
            let ty = default_type(x.ty);
            match self.implicit_type(&x, ty) {
                Ok(ty) => self.set_checked_type(&mut x, ty),
                Err(misfit) => {
                    self.cannot_use(&x, ty, context, misfit);
                    return None;
                }
            }
        }
        (!x.is_invalid()).then_some(x)
    }

    pub(crate) fn bool_type(&self) -> TypeId {
        basic::BOOL
    }
}

/// The zero value of a type.
pub(crate) fn zero(ty: TypeId, span: Span) -> hir::Expr {
    hir::Expr { kind: hir::ExprKind::Zero, ty, span }
}

/// The left operand of the first untyped shift in an expression.
fn shifted(mut e: &hir::Expr) -> Option<Span> {
    let mut first = None;
    while is_untyped(e.ty) {
        e = match &e.kind {
            hir::ExprKind::Binary(hir::BinaryOp::Shl | hir::BinaryOp::Shr, x, _) => return Some(x.span),
            hir::ExprKind::Binary(_, x, y) => {
                first = shifted(y).or(first);
                x
            }
            hir::ExprKind::Unary(_, x) => x,
            _ => break,
        };
    }
    first
}

/// The low 64 bits of an integer in two's complement.
fn low_bits(n: &num_bigint::BigInt) -> i64 {
    use num_traits::ToPrimitive;
    let mask = num_bigint::BigInt::from(u64::MAX);
    (n & mask).to_u64().unwrap_or(0) as i64
}
