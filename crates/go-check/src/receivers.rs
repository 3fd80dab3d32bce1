//! Methods and their receivers.

use std::collections::BTreeSet;

use crate::check::{Checker, Env};
use crate::decl::func_kind;
use crate::object::{FuncObj, ObjId, ObjKind, PkgId, Receiver, State, TypeObj};
use crate::types::Type;
use crate::universe::INVALID;
use tidepool_go_syntax::ast::{self, DeclKind, ExprKind, Ident};
use tidepool_go_syntax::expr_text;

/// A receiver that names no type of its package, to be reported once types are known.
#[derive(Debug)]
pub(crate) struct OddReceiver<'a> {
    pkg: PkgId,
    file: usize,
    ty: &'a ast::Expr,
}

/// Collecting.
impl<'a> Checker<'a> {
    pub(crate) fn collect_method(&mut self, decl: &'a ast::Decl) {
        let DeclKind::Func(decl) = &decl.kind else {
            return;
        };
        let Some(recv) = decl.recv.as_ref().filter(|recv| !matches!(recv.ty.kind, ExprKind::Bad)) else {
            return;
        };
        let Some(receiver) = self.find_receiver(&recv.ty) else {
            self.odd_receivers.push(OddReceiver { pkg: self.env.pkg, file: self.env.file, ty: &recv.ty });
            // Its body is checked all the same.
            let id = self.new_obj(&decl.name, func_kind(decl, None), State::Unresolved);
            let pkg = self.env.pkg.0 as usize;
            self.pkgs[pkg].order.push(id);
            return;
        };
        let base = receiver.base;
        let id = self.new_obj(&decl.name, func_kind(decl, Some(receiver)), State::Unresolved);
        let pkg = self.env.pkg.0 as usize;
        self.pkgs[pkg].order.push(id);
        if decl.name.is_blank() {
            return;
        }
        if let Some(other) = self.declared_method(base, &decl.name.name) {
            let (ty, name) = (&self.obj(base).name, &decl.name.name);
            let place = self.sources.map.describe(self.obj(other).span);
            let text = format!("method {ty}.{name} already declared at {place}");
            return self.error(decl.name.span, text);
        }
        if let ObjKind::Type(t) = &mut self.obj_mut(base).kind {
            t.methods.push((decl.name.name.clone(), id));
        }
    }

    /// The type of this package that a receiver is of.
    fn find_receiver(&mut self, e: &'a ast::Expr) -> Option<Receiver> {
        let (name, mut pointer, params) = receiver_parts(e)?;
        let mut base = self.pkg().scope.get(&name.name).copied()?;
        // Methods may be declared on an alias of a type of this package, or of a pointer to one.
        let mut seen = BTreeSet::new();
        while seen.insert(base) {
            let ObjKind::Type(TypeObj { spec: Some(spec), .. }) = &self.obj(base).kind else {
                return None;
            };
            if !spec.alias {
                let names = params.iter().map(|param| self.receiver_param(param)).collect();
                return Some(Receiver { base, pointer, names });
            }
            let (target, star) = receiver_base(&spec.ty);
            if !spec.type_params.is_empty() || (star && pointer) {
                return None;
            }
            pointer |= star;
            base = self.pkg().scope.get(&target.as_ident()?.name).copied()?;
        }
        None
    }

    /// The name that a receiver gives to a type parameter of its type.
    fn receiver_param(&mut self, e: &ast::Expr) -> Ident {
        e.as_ident().unwrap_or_else(|| {
            self.error(e.span, format!("receiver type parameter {} must be an identifier", expr_text(e)));
            Ident { name: "_".into(), span: e.span }
        })
    }
}

/// Checking.
impl<'a> Checker<'a> {
    /// Reports receivers that can have no methods here.
    pub(crate) fn check_odd_receivers(&mut self) {
        for odd in std::mem::take(&mut self.odd_receivers) {
            self.with_env(Env::of_package(odd.pkg, odd.file), |c| c.check_odd_receiver(odd.ty));
        }
    }

    fn check_odd_receiver(&mut self, e: &'a ast::Expr) {
        let (base, pointer) = receiver_base(e);
        if let ExprKind::Index(name, _) = &base.kind
            && let Some(id) = self.lookup_ident(name)
            && let ObjKind::Type(TypeObj { spec: Some(spec), .. }) = &self.obj(id).kind
            && spec.alias
        {
            self.resolve(id);
            let text = format!("cannot define new methods on generic alias type {}", self.generic_name(id));
            return self.error(base.span, text);
        }
        let given = self.type_expr(base);
        if given == INVALID {
            return;
        }
        let ty = match self.types.get(given) {
            Type::Pointer(elem) if !pointer => *elem,
            _ => given,
        };
        let instance = !self.type_args(ty).is_empty();
        let text = match self.defining(ty).map(|obj| self.obj(obj).pkg) {
            Some(pkg) if pkg == self.env.pkg && instance => {
                format!("cannot define new methods on instantiated type {}", self.type_name(ty))
            }
            _ if self.has_name(ty) => {
                format!("cannot define new methods on non-local type {}", expr_text(base))
            }
            _ => format!("invalid receiver type {}", expr_text(e.unparen())),
        };
        self.error(base.span, text);
    }

    /// Receivers may be no pointers and interfaces; methods may not share names with fields.
    pub(crate) fn check_receiver(&mut self, f: &FuncObj<'a>, recv: &Receiver) {
        let ObjKind::Type(t) = &self.obj(recv.base).kind else {
            return;
        };
        let (ty, have) = (t.ty, t.tparams.len());
        let span = f.decl.recv.as_ref().map_or(f.decl.name.span, |r| receiver_base(&r.ty).0.span);
        if recv.names.len() != have {
            let text = match (recv.names.len(), have) {
                (_, 0) => format!("{} is not a generic type", self.type_name(ty)),
                (0, _) => {
                    format!("cannot use generic type {} without instantiation", self.generic_name(recv.base))
                }
                (names, _) => {
                    format!(
                        "receiver declares {names} type parameters, but receiver base type declares {have}"
                    )
                }
            };
            return self.error(span, text);
        }
        match self.types.shape(ty) {
            Type::Pointer(_) | Type::Interface(_) if ty != INVALID => {
                let name = self.type_name(ty);
                self.error(span, format!("invalid receiver type {name} (pointer or interface type)"));
            }
            Type::Struct(fields) => {
                let name = &f.decl.name.name;
                let twice = fields.iter().any(|field| *field.name == **name) && !f.decl.name.is_blank();
                if let (true, Some(place)) = (twice, self.field_place(recv.base, name)) {
                    let text = format!(
                        "field and method with the same name {name}\n\t{place}: other declaration of {name}"
                    );
                    self.error(f.decl.name.span, text);
                }
            }
            _ => {}
        }
    }

    /// Where the field of a struct type is declared.
    fn field_place(&self, base: ObjId, name: &str) -> Option<String> {
        let ObjKind::Type(TypeObj { spec: Some(spec), .. }) = &self.obj(base).kind else {
            return None;
        };
        let ExprKind::StructType(fields) = &spec.ty.kind else {
            return None;
        };
        let span = fields.iter().find_map(|f| match f.names.is_empty() {
            true => crate::typexpr::embedded_name(&f.ty).filter(|n| &*n.name == name).map(|n| n.span),
            false => f.names.iter().find(|n| &*n.name == name).map(|n| n.span),
        });
        span.map(|s| self.sources.map.describe(s))
    }
}

/// The receiver of a method declaration as written: base type name, pointer, type parameters.
fn receiver_parts(e: &ast::Expr) -> Option<(Ident, bool, &[ast::Expr])> {
    let (base, pointer) = receiver_base(e);
    match &base.kind {
        ExprKind::Index(name, args) => name.as_ident().map(|name| (name, pointer, args.as_slice())),
        _ => base.as_ident().map(|name| (name, pointer, &[][..])),
    }
}

/// A receiver's type without the star, and whether there is one.
fn receiver_base(e: &ast::Expr) -> (&ast::Expr, bool) {
    match &e.unparen().kind {
        ExprKind::Star(inner) => (inner.unparen(), true),
        _ => (e.unparen(), false),
    }
}
