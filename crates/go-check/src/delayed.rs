//! Checks that need complete types.

use std::collections::BTreeSet;

use crate::check::{Checker, Delayed, Mode};
use crate::object::ObjId;
use crate::types::{Type, TypeId};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;

impl Checker<'_> {
    /// Notes a check for when types are complete, unless it was made where the source was read the first time.
    pub(crate) fn delay(&mut self, check: Delayed) {
        if self.env.mode != Mode::Instance {
            self.delayed.push(check);
        }
    }

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
                Delayed::ValidType { ty } => self.check_size(ty),
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
    fn check_size(&mut self, ty: TypeId) {
        let mut path = Vec::new();
        let Some(again) = self.contains_itself(ty, ty, &mut path, &mut BTreeSet::new()) else {
            return self.check_parts(ty);
        };
        let around: Vec<TypeId> = std::iter::once(again).chain(path).collect();
        self.report_circle(&around);
        self.types.set_underlying(ty, INVALID);
    }

    /// Reports types that need each other, each the next one and the last one the first.
    pub(crate) fn report_circle(&mut self, types: &[TypeId]) {
        let mut circle: Vec<(Span, String)> = types.iter().filter_map(|&t| self.named_place(t)).collect();
        let first = circle.iter().enumerate().min_by_key(|(_, (span, _))| *span).map_or(0, |(i, _)| i);
        circle.rotate_left(first);
        let mut text = match circle.as_slice() {
            [(_, name)] => format!("invalid recursive type: {name} refers to itself"),
            [(_, name), ..] => format!("invalid recursive type {name}"),
            [] => return,
        };
        for (i, (at, from)) in circle.iter().enumerate().filter(|_| circle.len() > 1) {
            let to = &circle[(i + 1) % circle.len()].1;
            text.push_str(&format!("\n\t{}: {from} refers to {to}", self.sources.map.describe(*at)));
        }
        let span = circle[0].0;
        if !self.diags.iter().any(|d| d.span == span) {
            self.soft_error(span, text);
        }
    }

    /// A defined type's name and where it is declared; for an instance, where it is first written.
    pub(crate) fn named_place(&self, ty: TypeId) -> Option<(Span, String)> {
        let declared = self.obj(self.defining(ty)?).span;
        Some((self.first_uses.get(&ty).copied().unwrap_or(declared), self.type_name(ty)))
    }

    /// The declaration of a defined type.
    pub(crate) fn defining(&self, ty: TypeId) -> Option<ObjId> {
        match &self.info(ty)?.kind {
            crate::check::NamedKind::Defined { obj, .. } => Some(*obj),
            _ => None,
        }
    }

    /// The type in `ty` that is `goal`, or another instance of it: then `goal` itself contains one too; `path` leads
    /// there. What has been looked at is in `seen`.
    fn contains_itself(
        &self,
        ty: TypeId,
        goal: TypeId,
        path: &mut Vec<TypeId>,
        seen: &mut BTreeSet<TypeId>,
    ) -> Option<TypeId> {
        let parts: Vec<TypeId> = match self.types.shape(ty) {
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Array(elem, _) => vec![*elem],
            _ => return None,
        };
        for part in parts {
            if part == goal || self.defining(part).is_some_and(|obj| self.defining(goal) == Some(obj)) {
                return Some(part);
            }
            if !seen.insert(part) {
                continue;
            }
            path.push(part);
            if let Some(found) = self.contains_itself(part, goal, path, seen) {
                path.retain(|&t| matches!(self.types.get(t), Type::Named(_)));
                return Some(found);
            }
            path.pop();
        }
        None
    }
}
