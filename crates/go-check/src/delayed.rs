//! Checks that need complete types.

use crate::check::{Checker, Delayed};
use crate::object::ObjId;
use crate::types::{Type, TypeId};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;

impl Checker<'_> {
    /// Runs the checks that waited for types to be complete.
    pub(crate) fn run_delayed(&mut self) {
        while let Some(check) = self.delayed.pop() {
            match check {
                Delayed::MapKey { key, span } => self.check_map_key(key, span),
                Delayed::Embedded { ty, span } => self.check_embedded(ty, span),
                Delayed::Instance { obj, targs, spans } => {
                    let params = self.type_params(obj);
                    self.check_constraints(&params, &targs, &spans, Span::default());
                }
                Delayed::ValidType { ty, obj } => self.check_size(ty, obj),
            }
        }
    }

    fn check_map_key(&mut self, key: TypeId, span: Span) {
        self.complete(key);
        if key == INVALID || self.is_comparable(key) {
            return;
        }
        let name = self.type_name(key);
        let why = if self.is_param(key) { " (missing comparable constraint)" } else { "" };
        self.soft_error(span, format!("invalid map key type {name}{why}"));
    }

    fn check_embedded(&mut self, ty: TypeId, span: Span) {
        self.complete(ty);
        let (base, pointer) = match self.types.get(ty) {
            Type::Pointer(elem) => (*elem, true),
            _ => (ty, false),
        };
        self.complete(base);
        let text = if self.is_param(base) {
            "embedded field type cannot be a type parameter"
        } else if matches!(self.types.shape(base), Type::Pointer(_)) {
            "embedded field type cannot be a pointer"
        } else if pointer && self.is_interface(base) {
            "embedded field type cannot be a pointer to an interface"
        } else {
            return;
        };
        self.soft_error(span, text);
    }

    /// Reports types that contain themselves without a pointer between.
    fn check_size(&mut self, ty: TypeId, obj: ObjId) {
        let mut path = Vec::new();
        if self.contains_itself(ty, ty, &mut path) {
            let name = self.obj(obj).name.clone();
            let span = self.obj(obj).span;
            let mut text = match path.is_empty() {
                true => format!("invalid recursive type: {name} refers to itself"),
                false => format!("invalid recursive type {name}"),
            };
            let names: Vec<(String, Span)> = std::iter::once(ty)
                .chain(path.iter().copied())
                .filter_map(|t| {
                    let obj = self.defining(t)?;
                    Some((self.obj(obj).name.to_string(), self.obj(obj).span))
                })
                .collect();
            for (i, (from, at)) in names.iter().enumerate().filter(|_| names.len() > 1) {
                let to = &names[(i + 1) % names.len()].0;
                text.push_str(&format!("\n\t{}: {from} refers to {to}", self.sources.map.describe(*at)));
            }
            if !self.diags.iter().any(|d| d.span == span) {
                self.soft_error(span, text);
            }
            self.types.set_underlying(ty, INVALID);
        }
    }

    /// The declaration of a defined type.
    pub(crate) fn defining(&self, ty: TypeId) -> Option<ObjId> {
        match &self.info(ty)?.kind {
            crate::check::NamedKind::Defined { obj, .. } => Some(*obj),
            _ => None,
        }
    }

    fn contains_itself(&self, ty: TypeId, goal: TypeId, path: &mut Vec<TypeId>) -> bool {
        let parts: Vec<TypeId> = match self.types.shape(ty) {
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Array(elem, _) => vec![*elem],
            _ => return false,
        };
        for part in parts {
            if part == goal {
                return true;
            }
            if path.contains(&part) {
                continue;
            }
            path.push(part);
            if self.contains_itself(part, goal, path) {
                path.retain(|&t| matches!(self.types.get(t), Type::Named(_)));
                return true;
            }
            path.pop();
        }
        false
    }
}
