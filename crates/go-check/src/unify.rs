//! Finding type arguments by comparing types.

use crate::check::{Checker, NamedKind};
use crate::lookup::{Found, SelectionKind};
use crate::object::ObjId;
use crate::types::{ChanDir, Method, Type, TypeId};

/// Type parameters and what is known about them so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings {
    pub params: Vec<TypeId>,
    /// A parameter bound to another one of the list is equal to it, whatever it may be.
    pub args: Vec<Option<TypeId>>,
}

/// How much alike two types must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// One may be assigned to the other; what they are made of is the same.
    Assign,
    /// Defined types may stand for their underlying types, channels may differ in direction.
    Inexact,
    Exact,
}

impl Match {
    fn of_parts(self) -> Match {
        if self == Match::Inexact { Match::Inexact } else { Match::Exact }
    }
}

impl Bindings {
    /// The first ones are bound to these types.
    pub(crate) fn new(params: &[TypeId], args: &[TypeId]) -> Self {
        let mut args: Vec<Option<TypeId>> = args.iter().copied().map(Some).collect();
        args.resize(params.len(), None);
        Bindings { params: params.to_vec(), args }
    }

    pub(crate) fn add(&mut self, more: Bindings) {
        self.params.extend(more.params);
        self.args.extend(more.args);
    }

    pub(crate) fn position(&self, ty: TypeId) -> Option<usize> {
        self.params.iter().position(|&p| p == ty)
    }

    /// The number of a type parameter, or of the one that stands for all that are equal to it.
    pub(crate) fn index(&self, ty: TypeId) -> Option<usize> {
        let mut index = self.position(ty)?;
        while let Some(other) = self.args[index].and_then(|arg| self.position(arg)) {
            index = other;
        }
        Some(index)
    }

    /// What each parameter is bound to, whichever parameters are equal.
    pub(crate) fn inferred(&self) -> Bindings {
        let args = self.params.iter().map(|&p| self.index(p).and_then(|i| self.args[i])).collect();
        Bindings { params: self.params.clone(), args }
    }

    pub(crate) fn unknown(&self) -> usize {
        self.inferred().args.iter().filter(|arg| arg.is_none()).count()
    }
}

/// Nesting beyond which types are taken as different.
const MAX_DEPTH: u32 = 60;

impl Checker<'_> {
    /// Makes two types equal by binding type parameters in them.
    pub(crate) fn unify(&mut self, b: &mut Bindings, x: TypeId, y: TypeId, how: Match, depth: u32) -> bool {
        if x == y {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        let d = depth + 1;
        // A defined type goes to the right, a parameter that is looked for to the left.
        let swap = self.is_defined(x) || b.index(y).is_some();
        let (x, mut y) = if swap { (y, x) } else { (x, y) };
        if how != Match::Exact && self.is_defined(y) && !self.is_named(x) && !self.is_interface(x) {
            self.complete(y);
            y = self.types.underlying(y);
            if x == y {
                return true;
            }
        }
        match (b.index(x), b.index(y)) {
            (Some(i), Some(j)) => self.unify_params(b, i, j, how, d),
            (Some(i), None) => self.unify_param(b, i, y, how, d),
            _ => self.unify_types(b, x, y, how, d),
        }
    }

    fn unify_params(&mut self, b: &mut Bindings, i: usize, j: usize, how: Match, d: u32) -> bool {
        match (b.args[i], b.args[j]) {
            _ if i == j => true,
            (Some(x), Some(y)) => self.unify(b, x, y, how, d),
            (None, _) => {
                b.args[i] = Some(b.params[j]);
                true
            }
            (Some(_), None) => {
                b.args[j] = Some(b.params[i]);
                true
            }
        }
    }

    fn unify_param(&mut self, b: &mut Bindings, index: usize, ty: TypeId, how: Match, d: u32) -> bool {
        let Some(known) = b.args[index] else {
            b.args[index] = Some(ty);
            return true;
        };
        if !self.unify(b, known, ty, how, d) {
            return false;
        }
        match (self.interface_methods(known), self.interface_methods(ty)) {
            (Some(_), Some(_)) if self.is_defined(known) && self.is_defined(ty) => return known == ty,
            (Some(some), Some(others)) if some.len() != others.len() => return false,
            (Some(_), None) | (None, Some(_)) => return false,
            _ => {}
        }
        // A defined type is the better choice, and a channel with a direction.
        let directed = matches!(self.types.shape(ty), Type::Chan(ChanDir::Send | ChanDir::Recv, _));
        if how != Match::Exact && !self.is_defined(known) && (self.is_defined(ty) || directed) {
            b.args[index] = Some(ty);
        }
        true
    }

    fn unify_types(&mut self, b: &mut Bindings, x: TypeId, y: TypeId, how: Match, d: u32) -> bool {
        if how != Match::Exact {
            match (self.interface_methods(x), self.interface_methods(y)) {
                (Some(some), Some(others)) => {
                    return self.type_set(x) == self.type_set(y) && self.unify_methods(b, some, others, d);
                }
                (Some(methods), None) => return self.unify_implementation(b, y, &methods, d),
                (None, Some(methods)) => return self.unify_implementation(b, x, &methods, d),
                (None, None) => {}
            }
        }
        // Type parameters that are not looked for are those of a function around.
        for (param, other) in [(x, y), (y, x)] {
            if self.is_param(param) {
                let core = self.core(param);
                return core.is_some_and(|core| self.unify(b, core, other, Match::Assign, d));
            }
        }
        if self.is_defined(x) || self.is_defined(y) {
            return self.unify_instances(b, x, y, how, d);
        }
        let (x, y) = (self.types.get(x).clone(), self.types.get(y).clone());
        self.unify_shapes(b, &x, &y, how, d)
    }

    fn unify_instances(&mut self, b: &mut Bindings, x: TypeId, y: TypeId, how: Match, d: u32) -> bool {
        let (Some((xobj, xargs)), Some((yobj, yargs))) = (self.instance_parts(x), self.instance_parts(y))
        else {
            return false;
        };
        let same = xargs.len() == yargs.len();
        same && xargs.iter().zip(&yargs).all(|(&x, &y)| self.unify(b, x, y, how, d)) && xobj == yobj
    }

    fn instance_parts(&self, ty: TypeId) -> Option<(ObjId, Vec<TypeId>)> {
        match &self.info(ty)?.kind {
            NamedKind::Defined { obj, targs } if !targs.is_empty() => Some((*obj, targs.clone())),
            _ => None,
        }
    }

    /// The methods of an interface type that is no type parameter.
    fn interface_methods(&mut self, ty: TypeId) -> Option<Vec<Method>> {
        self.complete(ty);
        match self.types.shape(ty) {
            Type::Interface(methods) if !self.is_param(ty) => Some(methods.clone()),
            _ => None,
        }
    }

    /// One of two interfaces has all methods of the other.
    fn unify_methods(&mut self, b: &mut Bindings, some: Vec<Method>, others: Vec<Method>, d: u32) -> bool {
        let (few, many) = if some.len() <= others.len() { (some, others) } else { (others, some) };
        few.iter().all(|x| {
            many.iter().find(|y| y.name == x.name).is_some_and(|y| self.unify(b, x.ty, y.ty, Match::Exact, d))
        })
    }

    /// A type has all methods of an interface.
    fn unify_implementation(&mut self, b: &mut Bindings, ty: TypeId, methods: &[Method], d: u32) -> bool {
        methods.iter().all(|method| {
            let (package, name) = method.name.rsplit_once('.').unwrap_or(("", &method.name));
            let sig = match self.find_from(ty, name, package) {
                Found::One(s) => match s.kind {
                    SelectionKind::Method { obj, .. } if self.is_generic_func(obj) => return false,
                    SelectionKind::Method { obj, recv, pointer } if !pointer || s.indirect => {
                        self.method_sig(obj, recv)
                    }
                    SelectionKind::Abstract { sig, .. } => sig,
                    _ => return false,
                },
                _ => return false,
            };
            self.unify(b, method.ty, sig, Match::Exact, d)
        })
    }

    fn unify_lists(&mut self, b: &mut Bindings, x: &[TypeId], y: &[TypeId], how: Match, d: u32) -> bool {
        x.len() == y.len() && x.iter().zip(y).all(|(&x, &y)| self.unify(b, x, y, how, d))
    }

    fn unify_shapes(&mut self, b: &mut Bindings, x: &Type, y: &Type, whole: Match, d: u32) -> bool {
        let how = whole.of_parts();
        match (x, y) {
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => {
                self.unify(b, *x, *y, how, d)
            }
            (Type::Array(x, n), Type::Array(y, m)) => n == m && self.unify(b, *x, *y, how, d),
            (Type::Map(k, v), Type::Map(l, w)) => {
                self.unify(b, *k, *l, how, d) && self.unify(b, *v, *w, how, d)
            }
            (Type::Chan(dir, x), Type::Chan(other, y)) => {
                (dir == other || whole != Match::Exact) && self.unify(b, *x, *y, how, d)
            }
            (Type::Func(p1, r1, v1), Type::Func(p2, r2, v2)) => {
                v1 == v2 && self.unify_lists(b, p1, p2, how, d) && self.unify_lists(b, r1, r2, how, d)
            }
            (Type::Struct(f1), Type::Struct(f2)) => {
                f1.len() == f2.len()
                    && f1.iter().zip(f2).all(|(x, y)| {
                        let same = (&x.name, x.embedded, &x.tag, &x.package)
                            == (&y.name, y.embedded, &y.tag, &y.package);
                        same && self.unify(b, x.ty, y.ty, how, d)
                    })
            }
            (Type::Interface(m1), Type::Interface(m2)) => {
                m1.len() == m2.len()
                    && m1
                        .iter()
                        .zip(m2)
                        .all(|(x, y)| x.name == y.name && self.unify(b, x.ty, y.ty, Match::Exact, d))
            }
            _ => false,
        }
    }
}
