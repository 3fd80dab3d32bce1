//! Explicit conversions.

use crate::check::Checker;
use crate::constant::{Constant, represent};
use crate::hir;
use crate::object::ObjKind;
use crate::operand::{OpMode, Operand};
use crate::types::{Type, TypeId};
use crate::universe::{UNTYPED_NIL, default_type, is_untyped};
use tidepool_go_syntax::ast::{CallExpr, Expr, ExprKind};

impl<'a> Checker<'a> {
    /// `T(x)`.
    pub(super) fn conversion(&mut self, e: &'a Expr, call: &'a CallExpr, target: TypeId) -> Operand<'a> {
        let shown = self.type_name(target);
        let Some(arg) = call.args.first() else {
            self.error(e.span, format!("missing argument in conversion to {shown}"));
            return Operand::invalid(e);
        };
        if let Some(extra) = call.args.get(1) {
            self.ignore(&call.args);
            let last = call.args.last().unwrap_or(extra);
            self.error(last.span, format!("too many arguments in conversion to {shown}"));
            return Operand::invalid(e);
        }
        if call.spread.is_some() {
            self.error(arg.span, format!("invalid use of ... in conversion to {shown}"));
            return Operand::invalid(e);
        }
        let x = self.value(arg, Some(target));
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        self.complete(target);
        let via_param = self.names_param(&call.func);
        if let (Some(value), true) = (x.constant().cloned(), self.is_const_type(target)) {
            return self.const_conversion(e, x, &value, target, via_param);
        }
        self.value_conversion(e, x, target)
    }

    /// Whether the expression is the name of a type parameter (also one that stands for its argument now).
    fn names_param(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Paren(inner) => self.names_param(inner),
            _ => self
                .lookup_ident(e)
                .is_some_and(|id| matches!(&self.obj(id).kind, ObjKind::Type(t) if t.instance_of_param)),
        }
    }

    fn const_conversion(
        &mut self,
        e: &'a Expr,
        x: Operand<'a>,
        value: &Constant,
        target: TypeId,
        via_param: bool,
    ) -> Operand<'a> {
        let converted = match represent(value, self.types.shape(target)) {
            Some(v) => Some(v),
            None if self.is_integer(x.ty) && self.is_string(target) => {
                let c = value.as_i64().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32);
                Some(Constant::Str(c.unwrap_or('\u{fffd}').to_string().into_bytes().into()))
            }
            None => None,
        };
        match converted {
            // In an instance, as in the generic body, the result is no constant.
            Some(v) if via_param => {
                let v = self.constant(&v, target, e.span);
                Operand::new(OpMode::Value(v), target, e)
            }
            Some(v) => Operand::new(OpMode::Const(v), target, e),
            None => {
                let shown = self.type_name(target);
                let text = match self.is_integer(x.ty) && self.is_integer(target) {
                    true => format!("constant {value} overflows {shown}"),
                    false => format!("cannot convert {} to type {shown}", self.describe(&x)),
                };
                self.error(x.span, text);
                Operand::invalid(e)
            }
        }
    }

    fn value_conversion(&mut self, e: &'a Expr, mut x: Operand<'a>, target: TypeId) -> Operand<'a> {
        if let OpMode::GenericFunc(_) = x.mode {
            let value = self.assign(x, target, "conversion");
            return Operand::new(OpMode::Value(value), target, e);
        }
        if !self.convertible(&x, target) {
            let (what, shown) = (self.describe(&x), self.type_name(target));
            let cause = match self.is_interface(target) && !is_untyped(x.ty) {
                true => {
                    self.not_implementing(x.ty, target, false).map_or(String::new(), |c| format!(": {c}"))
                }
                false => String::new(),
            };
            self.error(x.span, format!("cannot convert {what} to type {shown}{cause}"));
            return Operand::invalid(e);
        }
        if is_untyped(x.ty) {
            let keeps = self.is_interface(target)
                || self.is_param(target)
                || x.constant().is_some() && !self.is_const_type(target);
            let ty = match x.ty {
                UNTYPED_NIL => target,
                ty if keeps => default_type(ty),
                _ => target,
            };
            self.set_checked_type(&mut x, ty);
            if x.is_invalid() {
                return Operand::invalid(e);
            }
        }
        let value = self.rvalue(x);
        let value = match value.ty == target {
            true => hir::Expr { span: e.span, ..value },
            false => {
                let mut value = self.coerce(value, target);
                value.span = e.span;
                value
            }
        };
        Operand::new(OpMode::Value(value), target, e)
    }

    /// Whether a value that is no constant of a basic target type can be converted.
    pub(crate) fn convertible(&mut self, x: &Operand<'a>, target: TypeId) -> bool {
        if is_untyped(x.ty) {
            if self.is_param(target) {
                let terms = self.terms(target);
                return !terms.is_empty() && terms.iter().all(|t| self.convertible_const(x, t.ty));
            }
            if self.implicit_type(x, target).is_ok() {
                return true;
            }
            if x.is_nil() {
                return false;
            }
            let mut y = x.clone();
            y.ty = default_type(x.ty);
            return self.convertible(&y, target);
        }
        if self.assignable(x, target).is_ok() {
            return true;
        }
        let (from_param, to_param) = (self.is_param(x.ty), self.is_param(target));
        if from_param || to_param {
            return self.convertible_params(x, target, from_param, to_param);
        }
        let (from, to) = (self.types.underlying(x.ty), self.types.underlying(target));
        if self.identical_but_tags(from, to) {
            return true;
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (self.types.get(x.ty), self.types.get(target)) {
            let (a, b) = (self.types.underlying(*a), self.types.underlying(*b));
            if self.identical_but_tags(a, b) {
                return true;
            }
        }
        self.basic_convertible(x.ty, target, from, to)
    }

    fn convertible_const(&mut self, x: &Operand<'a>, target: TypeId) -> bool {
        match (x.constant(), self.is_const_type(target)) {
            (Some(value), true) => {
                represent(value, self.types.shape(target)).is_some()
                    || (self.is_integer(x.ty) && self.is_string(target))
            }
            _ => self.convertible(x, target),
        }
    }

    fn convertible_params(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        from_param: bool,
        to_param: bool,
    ) -> bool {
        let from = if from_param { self.terms(x.ty).iter().map(|t| t.ty).collect() } else { vec![x.ty] };
        let to = if to_param { self.terms(target).iter().map(|t| t.ty).collect() } else { vec![target] };
        if from.is_empty() || to.is_empty() {
            return false;
        }
        from.iter().all(|&f| {
            let mut y = x.clone();
            y.ty = f;
            to.iter().all(|&t| self.convertible(&y, t))
        })
    }

    fn basic_convertible(&self, x: TypeId, target: TypeId, from: TypeId, to: TypeId) -> bool {
        let real = |t| self.is_numeric(t) && !self.is_complex(t);
        if (real(x) && real(target)) || (self.is_complex(x) && self.is_complex(target)) {
            return true;
        }
        let text_slice = |t: TypeId| match self.types.get(t) {
            Type::Slice(elem) => {
                use crate::types::IntKind::{I32, U8};
                matches!(self.types.shape(*elem), Type::Int(U8 | I32))
            }
            _ => false,
        };
        if self.is_string(target) && (self.is_integer(x) || text_slice(from)) {
            return true;
        }
        if self.is_string(x) && text_slice(to) {
            return true;
        }
        match (self.types.get(from), self.types.get(to)) {
            (Type::Slice(a), Type::Array(b, _)) => a == b,
            (Type::Slice(a), Type::Pointer(array)) => {
                matches!(self.types.shape(*array), Type::Array(b, _) if a == b)
            }
            (Type::UnsafePointer, Type::Pointer(_)) | (Type::Pointer(_), Type::UnsafePointer) => true,
            _ => false,
        }
    }

    fn identical_but_tags(&self, a: TypeId, b: TypeId) -> bool {
        if a == b {
            return true;
        }
        match (self.types.get(a), self.types.get(b)) {
            (Type::Struct(x), Type::Struct(y)) => {
                x.len() == y.len()
                    && x.iter().zip(y).all(|(f, g)| {
                        f.name == g.name
                            && f.package == g.package
                            && f.embedded == g.embedded
                            && self.identical_but_tags(f.ty, g.ty)
                    })
            }
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => {
                self.identical_but_tags(*x, *y)
            }
            (Type::Array(x, n), Type::Array(y, m)) => n == m && self.identical_but_tags(*x, *y),
            (Type::Chan(d, x), Type::Chan(e, y)) => d == e && self.identical_but_tags(*x, *y),
            (Type::Map(k, v), Type::Map(l, w)) => {
                self.identical_but_tags(*k, *l) && self.identical_but_tags(*v, *w)
            }
            (Type::Func(p, r, v), Type::Func(q, s, w)) => {
                v == w
                    && p.len() == q.len()
                    && r.len() == s.len()
                    && p.iter().zip(q).chain(r.iter().zip(s)).all(|(&x, &y)| self.identical_but_tags(x, y))
            }
            _ => false,
        }
    }
}
