//! Whether a type implements an interface or satisfies a constraint, and why not.

use crate::check::{Checker, Term};
use crate::lookup::{Found, SelectionKind, is_exported};
use crate::object::ObjId;
use crate::typefmt::plain_name;
use crate::types::{Method, Type, TypeId};

impl Checker<'_> {
    /// None if `ty` implements the interface (or, as a type argument, satisfies it); else why not.
    pub(crate) fn not_implementing(&mut self, ty: TypeId, iface: TypeId, constraint: bool) -> Option<String> {
        if self.is_invalid(ty) || self.is_invalid(iface) {
            return None;
        }
        self.complete(ty);
        self.complete(iface);
        let verb = if constraint { "satisfy" } else { "implement" };
        let Type::Interface(methods) = self.types.shape(iface).clone() else {
            let detail = if self.is_pointer_to_interface(iface) {
                format!("type {} is pointer to interface, not interface", self.type_name(iface))
            } else {
                format!("{} is not an interface", self.type_name(iface))
            };
            return Some(format!(
                "{} does not {verb} {} ({detail})",
                self.type_name(ty),
                self.type_name(iface)
            ));
        };
        if let Some(cause) = self.missing_method(ty, &methods, iface) {
            return Some(format!("{} does not {verb} {} {cause}", self.type_name(ty), self.type_name(iface)));
        }
        self.outside_set(ty, iface, verb, constraint)
    }

    fn is_pointer_to_interface(&self, ty: TypeId) -> bool {
        matches!(self.types.shape(ty), Type::Pointer(elem) if self.is_interface(*elem))
    }

    /// The first method that `ty` lacks, as a cause in parentheses.
    pub(crate) fn missing_method(&mut self, ty: TypeId, methods: &[Method], iface: TypeId) -> Option<String> {
        methods
            .iter()
            .find_map(|m| self.lacks(ty, m, iface, &mut |_, have, want, generic| have == want && !generic))
    }

    /// Why `ty` has no such method, if it has none. Whether the signature of the method it has will do, `same`
    /// decides; it also hears whether that method is generic.
    pub(crate) fn lacks(
        &mut self,
        ty: TypeId,
        method: &Method,
        iface: TypeId,
        same: &mut dyn FnMut(&mut Self, TypeId, TypeId, bool) -> bool,
    ) -> Option<String> {
        let name = plain_name(&method.name).to_string();
        let from = method.name.rsplit_once('.').map_or("", |(p, _)| p).to_string();
        if self.is_pointer_to_interface(ty) {
            return Some(format!("(type {} is pointer to interface, not interface)", self.type_name(ty)));
        }
        if let (Type::Interface(own), false) = (self.types.shape(ty), self.is_param(ty))
            && let Some(have) = own.iter().find(|m| m.name == method.name).map(|m| m.ty)
        {
            let fits = same(self, have, method.ty, false);
            return (!fits).then(|| self.wrong_type(&name, "", have, method.ty));
        }
        match self.find_from(ty, &name, &from) {
            Found::Ambiguous => Some(format!("(ambiguous selector {}.{name})", self.type_name(ty))),
            Found::Nothing => Some(self.similar(ty, &name, method).unwrap_or_else(|| {
                if self.is_pointer_to_interface(iface) {
                    format!("(type {} is pointer to interface, not interface)", self.type_name(iface))
                } else {
                    format!("(missing method {name})")
                }
            })),
            Found::One(selection) => match selection.kind {
                SelectionKind::Field { .. } => {
                    Some(format!("({}.{name} is a field, not a method)", self.type_name(ty)))
                }
                SelectionKind::Method { obj, recv, pointer } => {
                    let sig = self.method_sig(obj, recv);
                    if !same(self, sig, method.ty, self.is_generic_func(obj)) {
                        let tparams = self.own_params_text(obj, recv);
                        return Some(self.wrong_type(&name, &tparams, sig, method.ty));
                    }
                    (pointer && !selection.indirect).then(|| format!("(method {name} has pointer receiver)"))
                }
                SelectionKind::Abstract { sig, .. } => {
                    (!same(self, sig, method.ty, false)).then(|| self.wrong_type(&name, "", sig, method.ty))
                }
            },
        }
    }

    fn wrong_type(&self, name: &str, tparams: &str, have: TypeId, want: TypeId) -> String {
        format!(
            "(wrong type for method {name})\n\t\thave {}\n\t\twant {}",
            self.method_text(&format!("{name}{tparams}"), have),
            self.method_text(name, want)
        )
    }

    /// The type parameters of a method itself, as in `[T any]`; nothing if it is not generic.
    fn own_params_text(&mut self, method: ObjId, recv: TypeId) -> String {
        let params = self.own_params(method, &self.type_args(recv));
        self.params_text(&params)
    }

    /// A method of the same name in other case explains a missing one.
    fn similar(&mut self, ty: TypeId, name: &str, wanted: &Method) -> Option<String> {
        let path = self.pkg_path().to_string();
        if !is_exported(name) && matches!(self.find_from(ty, name, &path), Found::One(_)) {
            return Some(format!("(unexported method {name})"));
        }
        let lower = name.to_lowercase();
        let names = self.method_names(ty);
        let (other, package) = names.iter().find(|(n, _)| n.to_lowercase() == lower && **n != *name)?;
        let Found::One(selection) = self.find_from(ty, other, package) else {
            return None;
        };
        let sig = match selection.kind {
            SelectionKind::Method { obj, recv, .. } => self.method_sig(obj, recv),
            SelectionKind::Abstract { sig, .. } => sig,
            SelectionKind::Field { .. } => return None,
        };
        Some(format!(
            "(missing method {name})\n\t\thave {}\n\t\twant {}",
            self.method_text(other, sig),
            self.method_text(name, wanted.ty)
        ))
    }

    fn outside_set(&mut self, ty: TypeId, iface: TypeId, verb: &str, constraint: bool) -> Option<String> {
        let set = self.type_set(iface)?;
        if let Some(terms) = &set.terms {
            let mine = match (self.is_param(ty), self.type_set(ty)) {
                (true, own) => own.and_then(|s| s.terms.clone()),
                (false, _) => Some(vec![Term { tilde: false, ty }]),
            };
            let inside = mine
                .as_ref()
                .is_some_and(|mine| mine.iter().all(|m| terms.iter().any(|t| self.includes(*t, *m))));
            if !inside {
                let head = format!("{} does not {verb} {}", self.type_name(ty), self.type_name(iface));
                if self.is_param(ty) || self.is_interface(ty) {
                    return Some(head);
                }
                return Some(format!("{head} ({})", self.set_detail(ty, iface, terms)));
            }
        }
        if set.comparable {
            // As a type argument, an interface is comparable since Go 1.20.
            let strict = !constraint;
            if self.incomparable(ty, strict, 0).is_some() {
                return Some(format!("{} does not {verb} comparable", self.type_name(ty)));
            }
        }
        None
    }

    fn set_detail(&self, ty: TypeId, iface: TypeId, terms: &[Term]) -> String {
        let under = self.types.underlying(ty);
        match terms.iter().find(|t| !t.tilde && t.ty == under) {
            Some(t) => {
                format!("possibly missing ~ for {} in {}", self.type_name(t.ty), self.type_name(iface))
            }
            None => {
                let texts: Vec<String> = terms.iter().map(|t| self.term_text(t, true)).collect();
                format!("{} missing in {}", self.type_name(ty), texts.join(" | "))
            }
        }
    }

    /// Whether every type of `inner` is one of `outer`.
    pub(crate) fn includes(&self, outer: Term, inner: Term) -> bool {
        match outer.tilde {
            true => self.types.underlying(inner.ty) == self.types.underlying(outer.ty),
            false => !inner.tilde && inner.ty == outer.ty,
        }
    }
}
