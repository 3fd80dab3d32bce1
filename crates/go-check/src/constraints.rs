//! Type parameters and the sets of types that constraints allow.

use crate::check::{Checker, ConstraintForm, NamedKind, Term, TypeSet};
use crate::type_table::basic;
use crate::types::{Method, Type, TypeId};
use crate::universe::INVALID;
use std::rc::Rc;
use tidepool_go_syntax::ast::{self, Expr, ExprKind};

impl<'a> Checker<'a> {
    /// The types that an element of an interface (or a constraint) allows, and the terms it is written with.
    pub(crate) fn element_set(&mut self, e: &'a Expr) -> (TypeSet, Vec<Term>) {
        let ExprKind::Union(terms) = &e.kind else {
            let ty = self.any_type_expr(e);
            return (self.set_of(ty), vec![Term { tilde: false, ty }]);
        };
        let mut all: Option<Vec<Term>> = Some(Vec::new());
        let mut written = Vec::new();
        for term in terms {
            let ty = self.any_type_expr(&term.ty);
            if ty == INVALID {
                continue;
            }
            written.push(Term { tilde: term.tilde, ty });
            self.complete(ty);
            if term.tilde && self.types.underlying(ty) != ty {
                let (name, under) = (self.type_name(ty), self.type_name(self.types.underlying(ty)));
                let text = format!("invalid use of ~ ({name} has underlying type {under})");
                self.soft_error(term.span, text);
            }
            let more = match term.tilde {
                true => Some(vec![Term { tilde: true, ty }]),
                false => self.set_of(ty).terms,
            };
            match (&mut all, more) {
                (Some(all), Some(more)) => all.extend(more),
                (all, _) => *all = None,
            }
        }
        (TypeSet { terms: all, comparable: false }, written)
    }

    fn set_of(&mut self, ty: TypeId) -> TypeSet {
        self.complete(ty);
        if ty == INVALID {
            return TypeSet::default();
        }
        if self.types.underlying(ty) == basic::UNIT {
            self.report_open_cycle(ty);
            return TypeSet::default();
        }
        if self.is_interface(ty) || ty == crate::universe::COMPARABLE {
            return self.type_set(ty).map_or_else(TypeSet::default, |s| (*s).clone());
        }
        TypeSet { terms: Some(vec![Term { tilde: false, ty }]), comparable: false }
    }

    pub(crate) fn intersect(&self, a: TypeSet, b: TypeSet) -> TypeSet {
        let terms = match (a.terms, b.terms) {
            (None, other) | (other, None) => other,
            (Some(x), Some(y)) => {
                let mut both = Vec::new();
                for &s in &x {
                    for &t in &y {
                        if self.includes(t, s) {
                            both.push(s);
                        } else if self.includes(s, t) {
                            both.push(t);
                        }
                    }
                }
                Some(both)
            }
        };
        TypeSet { terms, comparable: a.comparable || b.comparable }
    }

    /// A constraint type of its own.
    pub(crate) fn constraint_of(
        &mut self,
        methods: Vec<Method>,
        set: TypeSet,
        form: ConstraintForm,
    ) -> TypeId {
        let underlying = self.types.intern(Type::Interface(methods));
        let ty = self.new_named("", NamedKind::Constraint(form));
        self.types.set_underlying(ty, underlying);
        if let Some(info) = self.info_mut(ty) {
            info.set = Some(Rc::new(set));
        }
        ty
    }

    /// A constraint without `interface{…}`, such as `~int | string`.
    pub(crate) fn bare_constraint(&mut self, set: TypeSet, terms: Vec<Term>) -> TypeId {
        let form = ConstraintForm { bare: true, methods: Vec::new(), embedded: vec![terms] };
        self.constraint_of(Vec::new(), set, form)
    }

    /// Declares type parameters in the innermost scope and gives them their constraints.
    pub(crate) fn declare_type_params(&mut self, decls: &'a [ast::TypeParam]) -> Vec<TypeId> {
        let all = self.declare_param_names(decls);
        for (param, constraint) in self.constrain_params(decls, &all) {
            self.set_constraint(param, constraint);
        }
        all
    }

    /// Declares type parameters, with no constraints so far.
    pub(crate) fn declare_param_names(&mut self, decls: &'a [ast::TypeParam]) -> Vec<TypeId> {
        let mut all = Vec::new();
        for name in decls.iter().flat_map(|decl| &decl.names) {
            let ty = self.new_named(&name.name, NamedKind::Param { constraint: basic::ANY, span: name.span });
            self.types.set_underlying(ty, basic::ANY);
            self.bind_type(name, ty, false);
            all.push(ty);
        }
        all
    }

    /// Gives type parameters their constraints, except those that are being defined around here, such as `C` in
    /// `type C[T C[T]] interface { … }`: these are left to the caller.
    pub(crate) fn constrain_params(
        &mut self,
        decls: &'a [ast::TypeParam],
        params: &[TypeId],
    ) -> Vec<(TypeId, TypeId)> {
        let mut open = Vec::new();
        let mut params = params.iter();
        for decl in decls {
            let mut constraint = self.any_type_expr(&decl.constraint);
            if self.is_param(constraint) {
                self.soft_error(decl.constraint.span, "cannot use a type parameter as constraint");
                constraint = INVALID;
            }
            self.complete(constraint);
            let is_open = self.types.underlying(constraint) == basic::UNIT && constraint != INVALID;
            for &param in params.by_ref().take(decl.names.len()) {
                match is_open {
                    true => open.push((param, constraint)),
                    false => self.set_constraint(param, constraint),
                }
            }
        }
        open
    }

    pub(crate) fn set_constraint(&mut self, param: TypeId, constraint: TypeId) {
        self.complete(constraint);
        let set = self.set_of(constraint);
        let is_interface = constraint == INVALID || self.is_interface(constraint);
        let shown = match is_interface {
            true => constraint,
            false => self.bare_constraint(set.clone(), vec![Term { tilde: false, ty: constraint }]),
        };
        let underlying = self.types.underlying(shown);
        self.types.set_underlying(param, if constraint == INVALID { basic::ANY } else { underlying });
        if let Some(info) = self.info_mut(param) {
            if let NamedKind::Param { constraint, .. } = &mut info.kind {
                *constraint = shown;
            }
            info.set = (set.terms.is_some() || set.comparable).then(|| Rc::new(set));
        }
    }
}
