//! Finding type arguments by comparing parameter types with argument types, and replacing parameters by them.

use crate::check::{Checker, NamedKind, Term, TypeSet};
use crate::types::{Field, Method, Type, TypeId};
use std::rc::Rc;

/// Type parameters and what is known about them so far.
#[derive(Clone, Debug)]
pub(crate) struct Bindings {
    pub params: Vec<TypeId>,
    pub args: Vec<Option<TypeId>>,
}

impl Bindings {
    pub(crate) fn index(&self, ty: TypeId) -> Option<usize> {
        self.params.iter().position(|&p| p == ty)
    }

    pub(crate) fn complete(&self) -> Option<Vec<TypeId>> {
        self.args.iter().copied().collect()
    }
}

/// Nesting beyond which types are taken as different.
const MAX_DEPTH: u32 = 60;

impl Checker<'_> {
    /// Makes `param` equal to `arg` by binding type parameters in it. With `exact` unset, a defined type may
    /// stand for its underlying type.
    pub(crate) fn unify(
        &mut self,
        b: &mut Bindings,
        param: TypeId,
        arg: TypeId,
        exact: bool,
        depth: u32,
    ) -> bool {
        if let Some(i) = b.index(param) {
            return match b.args[i] {
                None => {
                    b.args[i] = Some(arg);
                    true
                }
                Some(known) if known == arg => true,
                Some(known) => !exact && self.merge(b, i, known, arg),
            };
        }
        if !self.mentions_param(param) {
            return param == arg;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        let d = depth + 1;
        if let (Some((o1, a1)), Some((o2, a2))) = (self.instance_parts(param), self.instance_parts(arg)) {
            if o1 == o2 && a1.len() == a2.len() {
                return a1.iter().zip(&a2).all(|(&p, &a)| self.unify(b, p, a, true, d));
            }
            if exact {
                return false;
            }
        }
        let (p, a) = match (self.instance_parts(param).is_some(), self.has_name(arg)) {
            (true, false) if !exact => (self.types.shape(param).clone(), self.types.get(arg).clone()),
            (false, true) if !exact => (self.types.get(param).clone(), self.types.shape(arg).clone()),
            (true, true) if !exact => (self.types.shape(param).clone(), self.types.shape(arg).clone()),
            _ => (self.types.get(param).clone(), self.types.get(arg).clone()),
        };
        self.unify_shapes(b, &p, &a, exact, d)
    }

    /// Two types for one parameter: the defined one of two with the same underlying type wins.
    fn merge(&self, b: &mut Bindings, index: usize, known: TypeId, arg: TypeId) -> bool {
        if self.types.underlying(known) != self.types.underlying(arg) {
            return false;
        }
        match (self.has_name(known), self.has_name(arg)) {
            (false, true) => {
                b.args[index] = Some(arg);
                true
            }
            (true, false) => true,
            _ => false,
        }
    }

    fn instance_parts(&self, ty: TypeId) -> Option<(crate::object::ObjId, Vec<TypeId>)> {
        match &self.info(ty)?.kind {
            NamedKind::Defined { obj, targs } if !targs.is_empty() => Some((*obj, targs.clone())),
            _ => None,
        }
    }

    fn unify_shapes(&mut self, b: &mut Bindings, p: &Type, a: &Type, exact: bool, d: u32) -> bool {
        match (p, a) {
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => {
                self.unify(b, *x, *y, true, d)
            }
            (Type::Array(x, n), Type::Array(y, m)) => n == m && self.unify(b, *x, *y, true, d),
            (Type::Map(k, v), Type::Map(l, w)) => {
                self.unify(b, *k, *l, true, d) && self.unify(b, *v, *w, true, d)
            }
            (Type::Chan(dir, x), Type::Chan(other, y)) => {
                (dir == other || !exact) && self.unify(b, *x, *y, true, d)
            }
            (Type::Func(p1, r1, v1), Type::Func(p2, r2, v2)) => {
                v1 == v2
                    && p1.len() == p2.len()
                    && r1.len() == r2.len()
                    && p1.iter().zip(p2).chain(r1.iter().zip(r2)).all(|(&x, &y)| self.unify(b, x, y, true, d))
            }
            (Type::Struct(f1), Type::Struct(f2)) => {
                f1.len() == f2.len()
                    && f1.iter().zip(f2).all(|(x, y)| {
                        x.name == y.name && x.embedded == y.embedded && self.unify(b, x.ty, y.ty, true, d)
                    })
            }
            (Type::Interface(m1), Type::Interface(m2)) => m1.iter().all(|x| {
                m2.iter().find(|y| y.name == x.name).is_some_and(|y| self.unify(b, x.ty, y.ty, true, d))
            }),
            _ => false,
        }
    }

    /// The type with type parameters replaced; unbound ones stay.
    pub(crate) fn subst(&mut self, ty: TypeId, b: &Bindings) -> TypeId {
        if let Some(i) = b.index(ty) {
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
        self.info(ty).is_some_and(|i| matches!(i.kind, NamedKind::Constraint))
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
            NamedKind::Constraint => {
                let Type::Interface(methods) = self.types.shape(ty).clone() else {
                    return ty;
                };
                let methods = self.subst_methods(&methods, b);
                let old = info.set.as_deref().cloned().unwrap_or_default();
                let terms = old.terms.as_ref().map(|terms| {
                    terms.iter().map(|t| Term { tilde: t.tilde, ty: self.subst(t.ty, b) }).collect()
                });
                let set = TypeSet { terms, comparable: old.comparable };
                if set == old {
                    return ty;
                }
                let name = self.constraint_name(&set, ty);
                let underlying = self.types.intern(Type::Interface(methods));
                let new = self.new_named(&name, NamedKind::Constraint);
                self.types.set_underlying(new, underlying);
                if let Some(info) = self.info_mut(new) {
                    info.set = Some(Rc::new(set));
                }
                new
            }
            _ => ty,
        }
    }

    fn constraint_name(&self, set: &TypeSet, old: TypeId) -> String {
        match set.terms {
            Some(_) => self.terms_text(set),
            None => self.types.name(old),
        }
    }
}
