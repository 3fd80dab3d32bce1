//! Type declarations, of packages and of functions.

use crate::check::{Checker, Delayed, NamedKind};
use crate::decl::type_kind;
use crate::object::{LocalType, ObjId, ObjKind, State, TypeObj};
use crate::type_table::basic;
use crate::types::TypeId;
use crate::universe::INVALID;
use std::rc::Rc;
use tidepool_go_syntax::ast;

impl<'a> Checker<'a> {
    /// Declares a type in a function.
    pub(crate) fn local_type(&mut self, spec: &'a ast::TypeSpec) {
        let id = self.new_obj(&spec.name, type_kind(spec), State::Resolving);
        self.declare(&spec.name, id);
        let generic = !spec.type_params.is_empty();
        let scopes = if generic { self.env.scopes.clone() } else { Vec::new() };
        let local = LocalType { scopes, targs: self.env.targs.clone() };
        if let ObjKind::Type(t) = &mut self.obj_mut(id).kind {
            t.local = Some(Rc::new(local));
            let t = t.clone();
            let outer = std::mem::take(&mut self.pending);
            self.resolving.push(id);
            self.resolve_type(id, t);
            self.resolving.pop();
            self.obj_mut(id).state = State::Resolved;
            self.define_open_instances(id);
            self.close_pending();
            self.pending = outer;
        }
        self.run_delayed();
    }

    pub(crate) fn resolve_type(&mut self, id: ObjId, t: TypeObj<'a>) {
        let Some(spec) = t.spec else {
            return;
        };
        self.push_scope();
        if spec.alias {
            let tparams = self.declare_type_params(&spec.type_params);
            let ty = self.any_type_expr(&spec.ty);
            self.set_declared_type(id, ty, tparams);
        } else {
            self.resolve_defined(id, spec);
        }
        self.env.scopes.pop();
    }

    fn resolve_defined(&mut self, id: ObjId, spec: &'a ast::TypeSpec) {
        let (name, link) = self.runtime_names(id, spec, &[]);
        let ty = self.new_linked(&name, &link, NamedKind::Defined { obj: id, targs: Vec::new() });
        self.set_declared_type(id, ty, Vec::new());
        let tparams = self.declare_param_names(&spec.type_params);
        if !tparams.is_empty() {
            self.set_declared_type(id, ty, tparams.clone());
            self.instances.insert((id, tparams.clone()), ty);
            if let Some(info) = self.info_mut(ty) {
                info.kind = NamedKind::Defined { obj: id, targs: tparams.clone() };
            }
        }
        let open = self.constrain_params(&spec.type_params, &tparams);
        self.define(ty, spec);
        for (param, constraint) in open {
            self.set_constraint(param, constraint);
        }
        self.delayed.push(Delayed::ValidType { ty });
    }

    /// The names of a defined type at run time: as printed, and as written among type arguments. A type declared in a
    /// generic function has that one's type arguments too.
    pub(crate) fn runtime_names(
        &self,
        id: ObjId,
        spec: &ast::TypeSpec,
        targs: &[TypeId],
    ) -> (String, String) {
        let local = match &self.obj(id).kind {
            ObjKind::Type(t) => t.local.as_deref(),
            _ => None,
        };
        let list = |types: &[TypeId]| -> String {
            types.iter().map(|&t| self.types.link_name(t)).collect::<Vec<_>>().join(",")
        };
        let args = match (local.map_or("".into(), |l| list(&l.targs)), list(targs)) {
            (around, own) if around.is_empty() && own.is_empty() => String::new(),
            (around, own) if around.is_empty() || own.is_empty() => format!("[{around}{own}]"),
            (around, own) => format!("[{around};{own}]"),
        };
        let package = &self.pkgs[self.obj(id).pkg.0 as usize];
        let suffix = local.map_or(String::new(), |_| format!("·{}", spec.number));
        let name = &spec.name.name;
        (format!("{}.{name}{args}", package.name), format!("{}.{name}{args}{suffix}", package.path))
    }

    fn set_declared_type(&mut self, id: ObjId, ty: TypeId, tparams: Vec<TypeId>) {
        if let ObjKind::Type(t) = &mut self.obj_mut(id).kind {
            t.ty = ty;
            t.tparams = tparams;
        }
    }

    /// Gives the defined type `ty` its underlying type.
    pub(crate) fn define(&mut self, ty: TypeId, spec: &'a ast::TypeSpec) {
        let right = self.any_type_expr(&spec.ty);
        if self.is_param(right) {
            self.error(spec.ty.span, "cannot use a type parameter as RHS in type declaration");
            self.types.set_underlying(ty, INVALID);
            return;
        }
        let set = self.type_set(right);
        if let Some(info) = self.info_mut(ty) {
            info.set = set;
        }
        self.pending.push((ty, right));
        self.settle();
    }

    /// Sets underlying types of definitions whose right sides are known by now.
    fn settle(&mut self) {
        let mut progress = true;
        while progress {
            progress = false;
            for (ty, right) in std::mem::take(&mut self.pending) {
                if self.types.underlying(right) == basic::UNIT && right != INVALID {
                    self.pending.push((ty, right));
                } else {
                    self.types.set_underlying(ty, right);
                    progress = true;
                }
            }
        }
    }

    /// Definitions that are still open when everything around them is resolved go round in circles.
    pub(crate) fn close_pending(&mut self) {
        let open = std::mem::take(&mut self.pending);
        let mut seen: Vec<TypeId> = Vec::new();
        for &(start, _) in &open {
            // Follow right sides until one comes again: from there on it is a cycle.
            let mut path: Vec<TypeId> = Vec::new();
            let mut at = Some(start);
            while let Some(ty) = at.filter(|t| !path.contains(t)) {
                path.push(ty);
                at = open.iter().find(|(t, _)| *t == ty).map(|(_, right)| *right);
            }
            let first = at.and_then(|t| path.iter().position(|&p| p == t));
            if let Some(first) = first.filter(|&f| !seen.contains(&path[f])) {
                let cycle = &path[first..];
                seen.extend(cycle);
                self.report_circle(cycle);
            }
        }
        for &(ty, _) in &open {
            self.types.set_underlying(ty, INVALID);
        }
    }
}
