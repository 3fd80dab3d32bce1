//! Composite literals.

use crate::assign::zero;
use crate::check::Checker;
use crate::constant::Constant;
use crate::hir;
use crate::lookup::{Found, Selection, SelectionKind};
use crate::map::Map;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{Field, Type, TypeId};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{CompositeLit, Element, Expr, ExprKind, Ident};
use tidepool_go_syntax::expr_text;

/// Array and slice literals may have so many elements, given or not.
const MAX_LITERAL: u64 = 1 << 26;

impl<'a> Checker<'a> {
    pub(super) fn composite(
        &mut self,
        e: &'a Expr,
        lit: &'a CompositeLit,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let Some(ty) = self.literal_type(e, lit, hint) else {
            for elem in &lit.elems {
                self.ignore_element(elem);
            }
            return Operand::invalid(e);
        };
        let Some((ty, open)) = ty else {
            return Operand::invalid(e);
        };
        // `{…}` for an element of type `*T` stands for `&T{…}`.
        let (base, through_pointer) = match (&lit.ty, self.core_shape(ty)) {
            (None, Some(Type::Pointer(elem))) => (*elem, true),
            _ => (ty, false),
        };
        self.complete(base);
        let value = match self.core_shape(base).cloned() {
            Some(Type::Struct(fields)) => self.struct_literal(e, lit, base, &fields),
            Some(Type::Array(elem, len)) => self.array_literal(e, lit, base, elem, (!open).then_some(len)),
            Some(Type::Slice(elem)) => {
                let (elems, len) = self.elements(lit, elem, None);
                hir::Expr { kind: hir::ExprKind::SliceLit(elems, len), ty: base, span: e.span }
            }
            Some(Type::Map(key, elem)) => self.map_literal(e, lit, base, key, elem),
            _ => {
                let name = self.type_name(ty);
                if self.types.underlying(base) == basic::UNIT {
                    self.report_open_cycle(base);
                } else if base != INVALID && self.types.underlying(base) != INVALID {
                    self.error(e.span, format!("invalid composite literal type {name}"));
                }
                lit.elems.iter().for_each(|elem| self.ignore_element(elem));
                return Operand::invalid(e);
            }
        };
        if through_pointer {
            let kind = hir::ExprKind::AllocInit(Box::new(value));
            return Operand::new(OpMode::Value(hir::Expr { kind, ty, span: e.span }), ty, e);
        }
        let ty = value.ty;
        Operand::new(OpMode::Value(value), ty, e)
    }

    /// The type of the literal, and whether its length is open (`[...]T`). The outer option is for literals
    /// without a type, the inner one for types with errors.
    #[allow(clippy::option_option)]
    fn literal_type(
        &mut self,
        e: &'a Expr,
        lit: &'a CompositeLit,
        hint: Option<TypeId>,
    ) -> Option<Option<(TypeId, bool)>> {
        let Some(ty) = &lit.ty else {
            return match hint {
                Some(hint) => Some((hint != INVALID).then_some((hint, false))),
                None => {
                    self.error(e.span, "missing type in composite literal");
                    None
                }
            };
        };
        if let ExprKind::ArrayType(array) = &ty.kind
            && array.len.is_none()
        {
            let elem = self.type_expr(&array.elem);
            if elem == INVALID {
                return None;
            }
            let open = self.types.intern(Type::Array(elem, 0));
            return Some(Some((open, true)));
        }
        let ty = self.type_expr(ty);
        if ty == INVALID { None } else { Some(Some((ty, false))) }
    }

    fn ignore_element(&mut self, elem: &'a Element) {
        if !matches!(elem.value.kind, ExprKind::Composite(ref c) if c.ty.is_none()) {
            self.expr(&elem.value, None);
        }
    }

    fn struct_literal(
        &mut self,
        e: &'a Expr,
        lit: &'a CompositeLit,
        ty: TypeId,
        fields: &[Field],
    ) -> hir::Expr {
        let keyed = lit.elems.first().is_some_and(|elem| elem.key.is_some());
        let values = match keyed {
            true => self.keyed_fields(lit, ty, fields),
            false => self.positional_fields(lit, ty, fields),
        };
        hir::Expr { kind: hir::ExprKind::StructLit(values), ty, span: e.span }
    }

    fn keyed_fields(&mut self, lit: &'a CompositeLit, ty: TypeId, fields: &[Field]) -> Vec<(u32, hir::Expr)> {
        let mut values: Vec<(u32, hir::Expr)> = Vec::new();
        let mut given: Vec<(Vec<u32>, String)> = Vec::new();
        for elem in &lit.elems {
            let Some(key) = &elem.key else {
                self.error(elem.value.span, "mixture of field:value and value elements in struct literal");
                self.ignore_element(elem);
                continue;
            };
            let Some(name) = key.as_ident() else {
                self.error(key.span, format!("invalid field name {} in struct literal", expr_text(key)));
                self.ignore_element(elem);
                continue;
            };
            let Some(path) = self.field_path(key.span, &name, ty, fields) else {
                self.ignore_element(elem);
                continue;
            };
            self.check_field_twice(key.span, &path, &name.name, &given);
            let field = path.iter().fold(ty, |ty, &i| self.field_type(ty, i));
            let value = self.field_value(&elem.value, field);
            self.put_field(&mut values, ty, &path, value);
            given.push((path, name.name.to_string()));
        }
        values
    }

    /// The field that a key names: its index, or the indices of embedded fields on the way to a promoted one.
    fn field_path(&mut self, span: Span, name: &Ident, ty: TypeId, fields: &[Field]) -> Option<Vec<u32>> {
        let found = match name.is_blank() {
            true => Found::Nothing,
            false => self.find(ty, &name.name),
        };
        let Found::One(Selection { path, kind: SelectionKind::Field { index }, indirect }) = found else {
            self.unknown_field(span, &name.name, ty, fields);
            return None;
        };
        if indirect {
            self.error(span, format!("invalid implicit pointer indirection to reach {}", name.name));
            return None;
        }
        Some(path.into_iter().chain([index]).collect())
    }

    fn check_field_twice(&mut self, span: Span, path: &[u32], name: &str, given: &[(Vec<u32>, String)]) {
        let clash = given.iter().find(|(other, _)| path.starts_with(other) || other.starts_with(path));
        let text = match clash {
            None => return,
            Some((other, _)) if other == path => format!("duplicate field name {name} in struct literal"),
            Some((other, outer)) if other.len() < path.len() => {
                format!("cannot specify promoted field {name} and enclosing embedded field {outer}")
            }
            Some((_, inner)) => {
                format!("cannot specify embedded field {name} and enclosed promoted field {inner}")
            }
        };
        self.error(span, text);
    }

    fn field_type(&self, ty: TypeId, index: u32) -> TypeId {
        match self.types.shape(ty) {
            Type::Struct(fields) => fields.get(index as usize).map_or(INVALID, |f| f.ty),
            _ => INVALID,
        }
    }

    /// Puts the value of a (promoted) field into the literal, in literals of the embedded structs on the way.
    fn put_field(&self, values: &mut Vec<(u32, hir::Expr)>, ty: TypeId, path: &[u32], value: hir::Expr) {
        let Some((&index, rest)) = path.split_first() else {
            return;
        };
        if rest.is_empty() {
            values.push((index, value));
            return;
        }
        let inner_ty = self.field_type(ty, index);
        if let Some((_, inner)) = values.iter_mut().find(|(i, _)| *i == index) {
            if let hir::ExprKind::StructLit(inner) = &mut inner.kind {
                self.put_field(inner, inner_ty, rest, value);
            }
            return;
        }
        let (mut inner, span) = (Vec::new(), value.span);
        self.put_field(&mut inner, inner_ty, rest, value);
        values.push((index, hir::Expr { kind: hir::ExprKind::StructLit(inner), ty: inner_ty, span }));
    }

    /// The value of a field, whose type may not be left out.
    fn field_value(&mut self, e: &'a Expr, ty: TypeId) -> hir::Expr {
        if matches!(&e.kind, ExprKind::Composite(c) if c.ty.is_none()) {
            self.error(e.span, "missing type in composite literal");
            return zero(ty, e.span);
        }
        self.assigned(e, ty, "struct literal")
    }

    fn unknown_field(&mut self, span: Span, name: &str, ty: TypeId, fields: &[Field]) {
        let shown = self.type_name(ty);
        if self.leaves_out(ty, name) {
            return self.unsupported(span, &format!("field {name} of {shown}"));
        }
        let lower = name.to_lowercase();
        let similar = fields.iter().find(|f| f.name.to_lowercase() == lower && name != "_");
        let text = match similar {
            Some(f) if f.name == name && name != "_" => {
                format!("cannot refer to unexported field {name} in struct literal of type {shown}")
            }
            Some(f) if f.package.is_empty() || *f.package == *self.pkg_path() => {
                format!("unknown field {name} in struct literal of type {shown}, but does have {}", f.name)
            }
            Some(f) => format!(
                "unknown field {name} in struct literal of type {shown}, but does have unexported {}",
                f.name
            ),
            None => format!("unknown field {name} in struct literal of type {shown}"),
        };
        self.error(span, text);
    }

    fn positional_fields(
        &mut self,
        lit: &'a CompositeLit,
        ty: TypeId,
        fields: &[Field],
    ) -> Vec<(u32, hir::Expr)> {
        let mut values = Vec::new();
        let here = self.pkg_path().to_string();
        let shown = self.type_name(ty);
        for (index, elem) in lit.elems.iter().enumerate() {
            if elem.key.is_some() {
                self.error(
                    elem.key.as_ref().map_or(elem.value.span, |k| k.span),
                    "mixture of field:value and value elements in struct literal",
                );
                self.ignore_element(elem);
                continue;
            }
            let Some(field) = fields.get(index) else {
                self.error(elem.value.span, format!("too many values in struct literal of type {shown}"));
                break;
            };
            if !field.package.is_empty() && field.package != here {
                let text = format!(
                    "implicit assignment to unexported field {} in struct literal of type {shown}",
                    field.name
                );
                self.error(elem.value.span, text);
            }
            let value = self.field_value(&elem.value, field.ty);
            values.push((index as u32, value));
        }
        if !lit.elems.is_empty() && lit.elems.len() < fields.len() {
            let end = lit.braces.last_byte();
            self.error(end, format!("too few values in struct literal of type {shown}"));
        }
        values
    }

    fn array_literal(
        &mut self,
        e: &'a Expr,
        lit: &'a CompositeLit,
        ty: TypeId,
        elem: TypeId,
        len: Option<u64>,
    ) -> hir::Expr {
        let (elems, count) = self.elements(lit, elem, len);
        let ty = match len {
            Some(_) => ty,
            None => self.sized_array(elem, count, e.span),
        };
        hir::Expr { kind: hir::ExprKind::ArrayLit(elems), ty, span: e.span }
    }

    /// Elements with their indices, and one more than the largest index.
    fn elements(
        &mut self,
        lit: &'a CompositeLit,
        ty: TypeId,
        len: Option<u64>,
    ) -> (Vec<(u64, hir::Expr)>, u64) {
        let mut values: Vec<(u64, hir::Expr)> = Vec::with_capacity(lit.elems.len());
        let mut seen: Map<u64, ()> = Map::default();
        let (mut next, mut count) = (0u64, 0u64);
        for elem in &lit.elems {
            if let Some(key) = &elem.key {
                match self.element_index(key, len) {
                    Some(index) => next = index,
                    None => {
                        self.assigned(&elem.value, ty, "array or slice literal");
                        continue;
                    }
                }
            } else if len.is_some_and(|len| next >= len) {
                let bound = len.unwrap_or(0);
                self.error(elem.value.span, format!("index {next} is out of bounds (>= {bound})"));
            }
            if seen.insert(next, ()).is_some() {
                let span = elem.key.as_ref().map_or(elem.value.span, |k| k.span);
                self.error(span, format!("duplicate index {next} in array or slice literal"));
            }
            let value = self.assigned(&elem.value, ty, "array or slice literal");
            values.push((next, value));
            next += 1;
            count = count.max(next);
        }
        (values, count)
    }

    fn element_index(&mut self, key: &'a Expr, len: Option<u64>) -> Option<u64> {
        let mut x = self.value(key, None);
        if x.is_invalid() {
            return None;
        }
        if x.constant().is_none() {
            self.error(key.span, format!("index {} must be integer constant", expr_text(key)));
            return None;
        }
        if !self.valid_index(&mut x, "index", false) {
            return None;
        }
        let index = x.constant().and_then(Constant::as_u64)?;
        if let Some(len) = len.filter(|&len| index >= len) {
            self.error(key.span, format!("invalid argument: index {index} out of bounds [0:{len}]"));
            return None;
        }
        if index >= MAX_LITERAL {
            self.unsupported(key.span, "a literal with so many elements");
            return None;
        }
        Some(index)
    }

    fn map_literal(
        &mut self,
        e: &'a Expr,
        lit: &'a CompositeLit,
        ty: TypeId,
        key_ty: TypeId,
        elem_ty: TypeId,
    ) -> hir::Expr {
        let mut pairs = Vec::with_capacity(lit.elems.len());
        let mut seen: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for elem in &lit.elems {
            let Some(key) = &elem.key else {
                self.error(elem.value.span, "missing key in map literal");
                self.ignore_element(elem);
                continue;
            };
            let op = self.value(key, Some(key_ty));
            let errors = self.diags.len();
            let constant = op.constant().map(|c| format!("{}:{c}", op.ty.0));
            let shown = op.constant().map(Constant::to_string);
            let is_iface = self.is_interface(key_ty);
            let invalid = op.is_invalid();
            let key_value = match invalid {
                true => zero(key_ty, key.span),
                false => self.assign(op, key_ty, "map literal"),
            };
            if let (Some(constant), Some(shown)) = (constant, shown) {
                let identity = if is_iface { constant } else { shown.clone() };
                if !seen.insert(identity) {
                    self.soft_error(key.span, format!("duplicate key {shown} in map literal"));
                }
            }
            if invalid || self.diags.len() > errors {
                continue;
            }
            let value = self.assigned(&elem.value, elem_ty, "map literal");
            pairs.push((key_value, value));
        }
        hir::Expr { kind: hir::ExprKind::MapLit(pairs), ty, span: e.span }
    }
}
