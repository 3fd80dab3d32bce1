//! Expressions: checked and lowered in one pass.

mod append;
mod args;
mod binary;
mod builtin;
mod call;
mod compare;
mod composite;
mod convert;
mod index;
mod layout;
mod object;
mod selector;
mod slice;
mod unary;

pub(crate) use args::Operands;
pub(crate) use binary::hir_op;
pub(crate) use selector::Base;

use crate::assign::zero;
use crate::check::Checker;
use crate::constant::{Constant, float_literal, imag_literal, int_literal};
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::types::{Type, TypeId};
use crate::universe::{INVALID, UNTYPED_COMPLEX, UNTYPED_FLOAT, UNTYPED_INT, UNTYPED_RUNE, UNTYPED_STRING};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{CallExpr, Expr, ExprKind, UnaryOp};

impl<'a> Checker<'a> {
    /// Checks any expression or type. `hint` is the type that is wanted, for generic functions and
    /// literals without type; the result need not have it.
    pub(crate) fn expr(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        match &e.kind {
            ExprKind::Bad => Operand::invalid(e),
            ExprKind::Ident(name) => self.ident(e, name),
            ExprKind::Int(text) => literal(e, UNTYPED_INT, int_literal(text)),
            ExprKind::Float(text) => {
                let value = float_literal(text);
                if value.is_none() {
                    self.error(e.span, "excessively large constant");
                }
                literal(e, UNTYPED_FLOAT, value)
            }
            ExprKind::Imag(text) => literal(e, UNTYPED_COMPLEX, imag_literal(text)),
            ExprKind::Rune(c, _) => literal(e, UNTYPED_RUNE, Some(Constant::int((*c).into()))),
            ExprKind::Str(bytes, _) => literal(e, UNTYPED_STRING, Some(Constant::Str(bytes.clone()))),
            ExprKind::Composite(lit) => self.composite(e, lit, hint),
            ExprKind::Func(lit) => {
                let value = self.func_literal(lit, e.span);
                let ty = value.ty;
                Operand::new(OpMode::Value(value), ty, e).named(None, &lit.sig)
            }
            ExprKind::Paren(inner) => {
                let mut op = self.expr(inner, hint);
                op.expr = Some(e);
                op.span = e.span;
                op
            }
            ExprKind::Selector(base, name) => self.selector(e, base, name),
            ExprKind::Index(base, indices) => self.index(e, base, indices),
            ExprKind::Slice(slice) => self.slice_expr(e, slice),
            ExprKind::TypeAssert(base, ty) => self.type_assert(e, base, ty),
            ExprKind::Call(call) => self.call(e, call, hint),
            ExprKind::Unary(UnaryOp::Addr, x) => self.address_of(e, x, hint),
            ExprKind::Unary(UnaryOp::Recv, x) => self.receive(e, x),
            ExprKind::Unary(op, x) => self.unary(e, *op, x),
            ExprKind::Star(x) => self.star(e, x),
            ExprKind::Binary(b) => self.binary(e, b),
            _ => {
                let ty = self.any_type_expr(e);
                let mode = if ty == INVALID { OpMode::Invalid } else { OpMode::Type };
                Operand::new(mode, ty, e)
            }
        }
    }

    /// Checks an expression that must be one value.
    pub(crate) fn value(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let op = self.value_or_tuple(e, hint);
        match self.single(op) {
            Some(op) => op,
            None => Operand::invalid(e),
        }
    }

    /// Checks an expression that must be a value, or a call with several results. A generic function without type
    /// arguments is one if a function is wanted.
    pub(crate) fn value_or_tuple(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let op = self.argument_or_tuple(e, hint);
        let function = hint.is_some_and(|ty| matches!(self.core_shape(ty), Some(Type::Func(..))));
        match op.mode {
            OpMode::GenericFunc(_) if !function => self.not_instantiated(op),
            _ => op,
        }
    }

    /// Checks an argument of a call: one value, which may be a generic function.
    pub(crate) fn argument(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let op = self.argument_or_tuple(e, hint);
        self.single(op).unwrap_or_else(|| Operand::invalid(e))
    }

    /// The same, or a call with several results.
    pub(crate) fn argument_or_tuple(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let op = self.expr(e, hint);
        let text = match &op.mode {
            OpMode::Type | OpMode::GenericType(_) => format!("{} is not an expression", self.describe(&op)),
            OpMode::Builtin(_) => format!("{} must be called", self.describe(&op)),
            OpMode::NoValue(_) => format!("{} used as value", self.describe(&op)),
            _ => return op,
        };
        self.error(e.span, text);
        Operand::invalid(e)
    }

    /// Checks an expression whose value is assigned to something of type `target`.
    pub(crate) fn assigned(&mut self, e: &'a Expr, target: TypeId, context: &str) -> hir::Expr {
        let op = self.value(e, Some(target));
        self.assign(op, target, context)
    }

    /// The same for a variable, whose name messages about generic functions show.
    pub(crate) fn assigned_to(
        &mut self,
        e: &'a Expr,
        target: TypeId,
        context: &str,
        name: &dyn Fn() -> String,
    ) -> hir::Expr {
        let op = self.value(e, Some(target));
        let op = self.instantiate_for(op, target, name);
        self.assign(op, target, context)
    }

    /// A boolean condition; reports anything else.
    pub(crate) fn condition(&mut self, e: &'a Expr, statement: &str) -> hir::Expr {
        let op = self.value(e, None);
        if op.is_invalid() {
            return zero(self.bool_type(), e.span);
        }
        if !self.is_boolean(op.ty) {
            self.error(e.span, format!("non-boolean condition in {statement} statement"));
            return zero(self.bool_type(), e.span);
        }
        match self.with_default_type(op, "condition") {
            Some(op) => self.rvalue(op),
            None => zero(self.bool_type(), e.span),
        }
    }

    fn type_assert(&mut self, e: &'a Expr, base: &'a Expr, ty: &'a Expr) -> Operand<'a> {
        let x = self.value(base, None);
        if x.is_invalid() {
            self.type_expr(ty);
            return Operand::invalid(e);
        }
        if !self.is_interface(x.ty) {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid operation: {what} is not an interface"));
            return Operand::invalid(e);
        }
        let target = self.type_expr(ty);
        if target == INVALID {
            return Operand::invalid(e);
        }
        self.check_assertion(&x, target, e.span, false);
        let value = self.rvalue(x);
        let kind = hir::ExprKind::TypeAssert(Box::new(value));
        Operand::new(OpMode::CommaOk(hir::Expr { kind, ty: target, span: e.span }), target, e)
    }

    /// Reports assertions that can never hold.
    pub(crate) fn check_assertion(&mut self, x: &Operand<'a>, target: TypeId, span: Span, switch: bool) {
        self.complete(target);
        if self.is_interface(target) || self.is_param(target) {
            return;
        }
        let Type::Interface(methods) = self.types.shape(x.ty).clone() else {
            return;
        };
        let Some(cause) = self.missing_method(target, &methods, x.ty) else {
            return;
        };
        let (name, what) = (self.type_name(target), self.describe(x));
        let text = match switch {
            true => {
                format!(
                    "impossible type switch case: {name}\n\t{what} cannot have dynamic type {name} {cause}"
                )
            }
            false => {
                let text = self.sources.map.get(span.file).map_or("", |f| span.text(&f.text));
                let iface = self.type_name(x.ty);
                format!("impossible type assertion: {text}\n\t{name} does not implement {iface} {cause}")
            }
        };
        self.soft_error(span, text);
    }
}

fn literal<'a>(e: &'a Expr, ty: TypeId, value: Option<Constant>) -> Operand<'a> {
    match value {
        Some(value) => Operand::new(OpMode::Const(value), ty, e),
        None => Operand::invalid(e),
    }
}

/// The call under any parentheses.
pub(crate) fn as_call(e: &Expr) -> Option<&CallExpr> {
    match &e.unparen().kind {
        ExprKind::Call(call) => Some(call),
        _ => None,
    }
}
