//! What constraints tell about type arguments, and whether type arguments satisfy them.

use crate::check::{Checker, Mode, NamedKind, Term};
use crate::types::{Type, TypeId};
use crate::unify::{Bindings, Match};
use tidepool_go_syntax::Span;

impl Checker<'_> {
    /// Binds parameters by the core types and methods of constraints, such as `E` in `S ~[]E`; or says what cannot be.
    pub(crate) fn infer_from_constraints(&mut self, b: &mut Bindings) -> Result<(), String> {
        loop {
            let unknown = b.unknown();
            for param in b.params.clone() {
                self.infer_from_core(b, param)?;
                self.infer_from_methods(b, param)?;
            }
            if b.unknown() == unknown {
                return Ok(());
            }
        }
    }

    fn infer_from_core(&mut self, b: &mut Bindings, param: TypeId) -> Result<(), String> {
        let (Some(index), Some((core, single))) = (b.index(param), self.core_term(param)) else {
            return Ok(());
        };
        match b.args[index] {
            Some(arg) => {
                self.complete(arg);
                if !self.unify(b, arg, core.ty, Match::Inexact, 0) {
                    return Err(self.unsatisfied(param, arg));
                }
            }
            None if single && !core.tilde => b.args[index] = Some(core.ty),
            None => {}
        }
        Ok(())
    }

    /// The one type of a type parameter's set, or else the underlying type that all have; and which of the two.
    fn core_term(&self, param: TypeId) -> Option<(Term, bool)> {
        let terms = self.terms(param);
        if let [only] = terms.as_slice() {
            return Some((*only, true));
        }
        let ty = self.core_of(&terms)?;
        Some((Term { tilde: terms.iter().any(|t| t.tilde), ty }, false))
    }

    /// A type argument has the methods of its constraint, which can bind parameters too: `interface{ Get() T }`.
    fn infer_from_methods(&mut self, b: &mut Bindings, param: TypeId) -> Result<(), String> {
        let Some(arg) = b.index(param).and_then(|index| b.args[index]) else {
            return Ok(());
        };
        let Type::Interface(methods) = self.types.shape(param).clone() else {
            return Ok(());
        };
        if self.mentions(arg, &b.params) {
            return Ok(());
        }
        let constraint = self.constraint(param).unwrap_or(param);
        for method in methods {
            let mut same = |c: &mut Self, have, want, _| c.unify(b, want, have, Match::Exact, 0);
            if let Some(cause) = self.lacks(arg, &method, constraint, &mut same) {
                return Err(format!("{} {cause}", self.unsatisfied(param, arg)));
            }
        }
        Ok(())
    }

    fn unsatisfied(&self, param: TypeId, arg: TypeId) -> String {
        let constraint = self.constraint(param).map_or(String::new(), |c| self.type_name(c));
        format!("{} (type {}) does not satisfy {constraint}", self.type_name(param), self.type_name(arg))
    }

    /// The constraint of a type parameter.
    pub(crate) fn constraint(&self, param: TypeId) -> Option<TypeId> {
        match self.info(param)?.kind {
            NamedKind::Param { constraint, .. } => Some(constraint),
            _ => None,
        }
    }

    /// The type arguments once everything is known; or which one is not.
    pub(crate) fn finish_inference(&mut self, b: &Bindings) -> Result<Vec<TypeId>, String> {
        let mut found = b.inferred();
        self.drop_cycles(&mut found);
        // What is bound may mention other parameters of the same list.
        for _ in 0..found.params.len() {
            let before = found.clone();
            for arg in &mut found.args {
                *arg = arg.map(|ty| self.subst(ty, &before));
            }
            if found.args == before.args {
                break;
            }
        }
        for (&param, arg) in found.params.iter().zip(&found.args) {
            if arg.is_none_or(|ty| self.mentions(ty, &found.params)) {
                return Err(self.cannot_infer(param));
            }
        }
        Ok(found.args.into_iter().flatten().collect())
    }

    pub(crate) fn cannot_infer(&self, param: TypeId) -> String {
        let span = self.param_span(param);
        format!("cannot infer {} (declared at {})", self.types.name(param), self.sources.map.describe(span))
    }

    /// Bindings that lead back to their parameter, such as `A` to `*A`, have no end.
    fn drop_cycles(&self, b: &mut Bindings) {
        let next: Vec<Vec<usize>> = b
            .args
            .iter()
            .map(|arg| {
                let mentioned = |p: &TypeId| arg.is_some_and(|ty| self.mentions(ty, &[*p]));
                (0..b.params.len()).filter(|&i| mentioned(&b.params[i])).collect()
            })
            .collect();
        for start in 0..b.params.len() {
            let (mut seen, mut open) = (vec![false; b.params.len()], next[start].clone());
            while let Some(i) = open.pop() {
                if !std::mem::replace(&mut seen[i], true) {
                    open.extend(&next[i]);
                }
            }
            if seen[start] {
                b.args[start] = None;
            }
        }
    }

    /// Whether the type arguments satisfy the constraints; reports the first that does not, where it is given.
    pub(crate) fn check_constraints(
        &mut self,
        params: &[TypeId],
        targs: &[TypeId],
        given: &[Span],
        otherwise: Span,
    ) {
        if self.env.mode == Mode::Instance {
            return;
        }
        self.note_flow(params, targs, given, otherwise);
        let b = Bindings::new(params, targs);
        for (i, (&param, &arg)) in params.iter().zip(targs).enumerate() {
            let Some(constraint) = self.constraint(param) else {
                continue;
            };
            let constraint = self.subst(constraint, &b);
            if let Some(cause) = self.not_implementing(arg, constraint, true) {
                return self.error(given.get(i).copied().unwrap_or(otherwise), cause);
            }
        }
    }
}
