//! Interface types.

use crate::check::{Checker, ConstraintForm, TypeSet};
use crate::sig_names::SigKind;
use crate::types::{Method, Type, TypeId};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{self, ExprKind, InterfaceElem};

impl<'a> Checker<'a> {
    pub(crate) fn interface_type(&mut self, elems: &'a [InterfaceElem]) -> TypeId {
        let mut form = ConstraintForm { bare: false, methods: Vec::new(), embedded: Vec::new() };
        let mut methods: Vec<Method> = Vec::new();
        let mut set = TypeSet::default();
        let mut restricted = false;
        let mut explicit: Vec<(String, Span)> = Vec::new();
        for elem in elems {
            match elem {
                InterfaceElem::Method { name, sig } => {
                    let ty = self.signature(sig);
                    self.note_names(ty, SigKind::Type, sig);
                    let path = self.pkg_path().to_string();
                    let mangled = self.mangled(&name.name, &path);
                    if name.is_blank() {
                        self.soft_error(name.span, "methods must have a unique non-blank name");
                        continue;
                    }
                    let first = explicit.iter().find(|(other, _)| *other == mangled).map(|(_, span)| *span);
                    match methods.iter().find(|m| m.name == mangled) {
                        Some(m) if m.ty == ty && first.is_none() => {}
                        Some(_) => self.duplicate_method(name, first),
                        None => methods.push(Method { name: mangled.clone(), ty }),
                    }
                    form.methods.push(Method { name: mangled.clone(), ty });
                    explicit.push((mangled, name.span));
                }
                InterfaceElem::Embed(ty) => {
                    let (other, terms) = self.element_set(ty);
                    if let (false, [term]) = (matches!(ty.kind, ExprKind::Union(_)), &terms[..]) {
                        self.embedded_methods(term.ty, ty.span, &mut methods);
                    }
                    form.embedded.push(terms);
                    restricted |= other.terms.is_some() || other.comparable;
                    set = self.intersect(set, other);
                }
            }
        }
        methods.sort_by(|a, b| a.name.cmp(&b.name));
        match restricted {
            true => self.constraint_of(methods, set, form),
            false => self.types.intern(Type::Interface(methods)),
        }
    }

    fn duplicate_method(&mut self, name: &ast::Ident, first: Option<Span>) {
        let mut text = format!("duplicate method {}", name.name);
        if let Some(first) = first {
            let place = self.sources.map.describe(first);
            text.push_str(&format!("\n\t{place}: other declaration of method {}", name.name));
        }
        self.soft_error(name.span, text);
    }

    fn embedded_methods(&mut self, ty: TypeId, span: Span, methods: &mut Vec<Method>) {
        self.complete(ty);
        if !self.is_interface(ty) {
            return;
        }
        if let Type::Interface(more) = self.types.shape(ty).clone() {
            for method in more {
                match methods.iter().find(|m| m.name == method.name) {
                    Some(m) if m.ty == method.ty => {}
                    Some(_) => self.soft_error(span, format!("duplicate method {}", method.name)),
                    None => methods.push(method),
                }
            }
        }
    }
}
