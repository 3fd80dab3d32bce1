//! Replacing type parameters in types.

use crate::check::{Checker, ConstraintForm, NamedKind, Term, TypeSet};
use crate::types::{Field, Method, Type, TypeId};
use crate::unify::Bindings;

impl Checker<'_> {
    /// The type with type parameters replaced; unbound ones stay.
    pub(crate) fn subst(&mut self, ty: TypeId, b: &Bindings) -> TypeId {
        if let Some(i) = b.position(ty) {
            return b.args[i].unwrap_or(ty);
        }
        if !self.mentions_param(ty) && !self.is_constraint(ty) {
            return ty;
        }
        let new = match self.types.get(ty).clone() {
            Type::Pointer(t) => Type::Pointer(self.subst(t, b)),
            Type::Slice(t) => Type::Slice(self.subst(t, b)),
            Type::Array(t, n) => Type::Array(self.subst(t, b), n),
            Type::Map(k, v) => Type::Map(self.subst(k, b), self.subst(v, b)),
            Type::Chan(dir, t) => Type::Chan(dir, self.subst(t, b)),
            Type::Func(p, r, v) => Type::Func(self.subst_all(&p, b), self.subst_all(&r, b), v),
            Type::Tuple(t) => Type::Tuple(self.subst_all(&t, b)),
            Type::Struct(fields) => {
                Type::Struct(fields.into_iter().map(|f| Field { ty: self.subst(f.ty, b), ..f }).collect())
            }
            Type::Interface(methods) => Type::Interface(self.subst_methods(&methods, b)),
            Type::Named(_) => return self.subst_named(ty, b),
            other => other,
        };
        self.types.intern(new)
    }

    fn is_constraint(&self, ty: TypeId) -> bool {
        self.info(ty).is_some_and(|i| matches!(i.kind, NamedKind::Constraint(_)))
    }

    pub(crate) fn subst_all(&mut self, types: &[TypeId], b: &Bindings) -> Vec<TypeId> {
        types.iter().map(|&t| self.subst(t, b)).collect()
    }

    fn subst_methods(&mut self, methods: &[Method], b: &Bindings) -> Vec<Method> {
        methods.iter().map(|m| Method { name: m.name.clone(), ty: self.subst(m.ty, b) }).collect()
    }

    fn subst_named(&mut self, ty: TypeId, b: &Bindings) -> TypeId {
        let Some(info) = self.info(ty).cloned() else {
            return ty;
        };
        match info.kind {
            NamedKind::Defined { obj, targs } if !targs.is_empty() => {
                let targs = self.subst_all(&targs, b);
                self.instantiate_type(obj, &targs)
            }
            NamedKind::Constraint(form) => {
                let old = info.set.as_deref().cloned().unwrap_or_default();
                let terms = old.terms.as_ref().map(|terms| self.subst_terms(terms, b));
                let set = TypeSet { terms, comparable: old.comparable };
                let embedded = form.embedded.iter().map(|terms| self.subst_terms(terms, b)).collect();
                let methods = self.subst_methods(&form.methods, b);
                let new = ConstraintForm { bare: form.bare, methods, embedded };
                if set == old && new == form {
                    return ty;
                }
                let Type::Interface(methods) = self.types.shape(ty).clone() else {
                    return ty;
                };
                let methods = self.subst_methods(&methods, b);
                self.constraint_of(methods, set, new)
            }
            _ => ty,
        }
    }

    fn subst_terms(&mut self, terms: &[Term], b: &Bindings) -> Vec<Term> {
        terms.iter().map(|t| Term { tilde: t.tilde, ty: self.subst(t.ty, b) }).collect()
    }
}
