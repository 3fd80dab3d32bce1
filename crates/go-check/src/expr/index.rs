//! `x[i]`: elements, and type arguments.

use crate::assign::zero;
use crate::check::Checker;
use crate::constant::{Constant, represent};
use crate::expr::Base;
use crate::hir;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{IntKind, Type, TypeId};
use crate::universe::is_untyped;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::Expr;
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    pub(super) fn index(&mut self, e: &'a Expr, base: &'a Expr, indices: &'a [Expr]) -> Operand<'a> {
        let x = self.expr(base, None);
        match x.mode {
            OpMode::Invalid => {
                self.ignore(indices);
                return Operand::invalid(e);
            }
            OpMode::GenericType(obj) => return self.instance_expr(e, obj, indices),
            OpMode::GenericFunc(func) => return self.func_instance_expr(e, *func, x.ty, indices),
            OpMode::Type => {
                let name = self.type_name(x.ty);
                let text = expr_text(e);
                self.error(e.span, format!("invalid operation: {text} ({name} is not a generic type)"));
                return Operand::invalid(e);
            }
            _ => {}
        }
        if !self.is_value(&x) {
            self.value_or_tuple(base, None);
            return Operand::invalid(e);
        }
        let Some(x) = self.single(x) else {
            return Operand::invalid(e);
        };
        let [index] = indices else {
            let span = indices.get(1).map_or(e.span, |i| i.span);
            self.error(span, "invalid operation: more than one index");
            return Operand::invalid(e);
        };
        self.element(e, x, index)
    }

    /// Checks expressions that nothing is done with, for their errors.
    pub(crate) fn ignore(&mut self, exprs: &'a [Expr]) {
        self.all_valid(exprs);
    }

    /// Checks expressions that are not used; true if nothing is wrong with any of them.
    pub(crate) fn all_valid(&mut self, exprs: &'a [Expr]) -> bool {
        let mut valid = true;
        for e in exprs {
            valid &= !self.expr(e, None).is_invalid();
        }
        valid
    }

    fn element(&mut self, e: &'a Expr, x: Operand<'a>, index: &'a Expr) -> Operand<'a> {
        let shape = self.indexable(x.ty);
        match shape {
            Some(Type::String) => self.string_byte(e, x, index),
            Some(Type::Map(key, elem)) => {
                let key = self.assigned(index, key, "map index");
                let map = self.rvalue(x);
                let kind = hir::PlaceKind::MapIndex(Box::new(map), Box::new(key));
                Operand::new(OpMode::MapIndex(hir::Place { kind, ty: elem, span: e.span }), elem, e)
            }
            Some(Type::Slice(elem)) => {
                let (i, _) = self.typed_index(index, None);
                let slice = self.rvalue(x);
                let kind = hir::PlaceKind::SliceIndex(Box::new(slice), Box::new(i));
                Operand::new(OpMode::Var(hir::Place { kind, ty: elem, span: e.span }), elem, e)
            }
            Some(Type::Array(elem, len)) => self.array_element(e, x, index, elem, len),
            Some(Type::Pointer(array)) => {
                let Type::Array(elem, len) = *self.types.shape(array) else {
                    return Operand::invalid(e);
                };
                let pointer = self.rvalue(x);
                let kind = hir::PlaceKind::Deref(Box::new(pointer));
                let place = hir::Place { kind, ty: array, span: e.span };
                let x = Operand {
                    mode: OpMode::Var(place),
                    ty: array,
                    expr: None,
                    span: e.span,
                    title: None,
                    names: None,
                };
                self.array_element(e, x, index, elem, len)
            }
            _ => {
                let what = self.describe(&x);
                let at = tidepool_go_syntax::Span { start: x.span.end, ..e.span };
                self.error(at, format!("cannot index {what}"));
                self.expr(index, None);
                Operand::invalid(e)
            }
        }
    }

    /// The shape that decides about indexing; for type parameters any one of its types, if all allow it.
    fn indexable(&self, ty: TypeId) -> Option<Type> {
        let shape = match self.core_shape(ty) {
            Some(shape) => shape.clone(),
            None => return self.is_byte_like(ty).then_some(Type::String),
        };
        match &shape {
            Type::String | Type::Map(..) | Type::Slice(_) | Type::Array(..) => Some(shape),
            Type::Pointer(elem) if matches!(self.types.shape(*elem), Type::Array(..)) => Some(shape),
            _ => None,
        }
    }

    fn string_byte(&mut self, e: &'a Expr, x: Operand<'a>, index: &'a Expr) -> Operand<'a> {
        let text = match x.constant() {
            Some(Constant::Str(s)) => Some(s.clone()),
            _ => None,
        };
        let max = text.as_ref().map(|s| s.len() as u64);
        let (i, at) = self.typed_index(index, max);
        if let (Some(text), Some(at)) = (text, at) {
            // A byte of a constant string is no constant, but known.
            let byte = text.get(at as usize).copied().unwrap_or(0);
            let value = self.constant(&Constant::int(byte.into()), basic::UINT8, e.span);
            return Operand::new(OpMode::Value(value), basic::UINT8, e);
        }
        let Some(x) = self.with_default_type(x, "index") else {
            return Operand::invalid(e);
        };
        let string = self.rvalue(x);
        let kind = hir::ExprKind::StringIndex(Box::new(string), Box::new(i));
        Operand::new(OpMode::Value(hir::Expr { kind, ty: basic::UINT8, span: e.span }), basic::UINT8, e)
    }

    fn array_element(
        &mut self,
        e: &'a Expr,
        x: Operand<'a>,
        index: &'a Expr,
        elem: TypeId,
        len: u64,
    ) -> Operand<'a> {
        let (i, _) = self.typed_index(index, Some(len));
        let base = match x.mode {
            OpMode::Var(place) => Base::Place(place),
            _ => Base::Value(self.rvalue(x)),
        };
        match base {
            Base::Place(place) => {
                let kind = hir::PlaceKind::Index(Box::new(place), Box::new(i));
                Operand::new(OpMode::Var(hir::Place { kind, ty: elem, span: e.span }), elem, e)
            }
            Base::Value(value) => {
                let kind = hir::ExprKind::ArrayIndex(Box::new(value), Box::new(i));
                Operand::new(OpMode::Value(hir::Expr { kind, ty: elem, span: e.span }), elem, e)
            }
        }
    }

    /// The index of an element, which has its type even if the index is wrong.
    fn typed_index(&mut self, e: &'a Expr, max: Option<u64>) -> (hir::Expr, Option<u64>) {
        self.index_value(e, max, "index").unwrap_or_else(|| (zero(basic::INT, e.span), None))
    }

    /// An index or length: an integer, not negative if constant, below `max` if that is known.
    /// Also gives its value if it is constant.
    pub(crate) fn index_value(
        &mut self,
        e: &'a Expr,
        max: Option<u64>,
        what: &str,
    ) -> Option<(hir::Expr, Option<u64>)> {
        let mut x = self.value(e, None);
        if x.is_invalid() || !self.valid_index(&mut x, what, false) {
            return None;
        }
        let constant = x.constant().and_then(Constant::as_u64);
        if let (Some(at), Some(max)) = (constant, max)
            && at >= max
        {
            self.error(e.span, format!("invalid argument: index {at} out of bounds [0:{max}]"));
            return None;
        }
        Some((self.rvalue(x), constant))
    }

    /// Gives an index operand its type; reports what is no index.
    pub(crate) fn valid_index(&mut self, x: &mut Operand<'a>, what: &str, negative: bool) -> bool {
        if is_untyped(x.ty) {
            if let Err(misfit) = self.implicit_type(x, basic::INT) {
                self.bad_conversion(misfit, x, basic::INT);
                return false;
            }
            self.set_checked_type(x, basic::INT);
            if x.is_invalid() {
                return false;
            }
        }
        if !self.is_integer(x.ty) {
            let shown = self.describe(x);
            self.error(x.span, format!("invalid argument: {what} {shown} must be integer"));
            return false;
        }
        if let Some(value) = x.constant().cloned() {
            if !negative && value.is_negative() {
                let shown = self.describe(x);
                self.error(x.span, format!("invalid argument: {what} {shown} must not be negative"));
                return false;
            }
            if represent(&value, &Type::Int(IntKind::Int)).is_none() {
                let shown = self.describe(x);
                self.error(x.span, format!("invalid argument: {what} {shown} overflows int"));
                return false;
            }
        }
        true
    }

    /// A constant integer expression of type `int`.
    pub(crate) fn int_const(&self, value: u64, span: Span) -> hir::Expr {
        let kind = hir::ExprKind::Const(hir::Const::Int(value as i64));
        hir::Expr { kind, ty: basic::INT, span }
    }
}
