//! `x.name`: members of packages, fields, methods, method expressions.

use crate::check::{Checker, NamedKind};
use crate::generic::GenericForm;
use crate::hir;
use crate::lookup::{Found, Selection, SelectionKind, is_exported};
use crate::object::{BuiltinFn, ObjId, ObjKind, PkgId};
use crate::operand::{BoundMethod, MethodTarget, OpMode, Operand};
use crate::types::{Type, TypeId};
use crate::universe::{INVALID, UNTYPED_NIL};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Expr, Ident};
use tidepool_go_syntax::expr_text;

/// A value on the way along embedded fields.
#[derive(Clone, Debug)]
pub(crate) enum Base {
    Place(hir::Place),
    Value(hir::Expr),
}

impl Base {
    pub(crate) fn ty(&self) -> TypeId {
        match self {
            Base::Place(p) => p.ty,
            Base::Value(e) => e.ty,
        }
    }

    pub(crate) fn load(self) -> hir::Expr {
        match self {
            Base::Value(e) => e,
            Base::Place(p) => hir::Expr { ty: p.ty, span: p.span, kind: hir::ExprKind::Load(Box::new(p)) },
        }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn selector(&mut self, e: &'a Expr, base: &'a Expr, name: &'a Ident) -> Operand<'a> {
        if let Some(id) = self.lookup_ident(base)
            && let ObjKind::Package(dep) = self.obj(id).kind
        {
            self.obj_mut(id).used = true;
            return self.package_member(e, dep, name);
        }
        let x = self.expr(base, None);
        match &x.mode {
            OpMode::Invalid => return Operand::invalid(e),
            OpMode::Builtin(_) | OpMode::GenericType(_) | OpMode::NoValue(_) => {
                let text = match x.mode {
                    OpMode::Builtin(_) => {
                        format!("invalid use of {} in selector expression", self.describe(&x))
                    }
                    OpMode::GenericType(_) => {
                        format!("cannot use generic type {} without instantiation", x.text())
                    }
                    _ => format!("{} used as value", self.describe(&x)),
                };
                // The place of the selector is its dot.
                let dot = Span { start: name.span.start.saturating_sub(1), ..name.span };
                let at = if matches!(x.mode, OpMode::Builtin(_)) { dot } else { x.span };
                self.error(at, text);
                return Operand::invalid(e);
            }
            OpMode::GenericFunc(_) => {
                self.not_instantiated(x);
                return Operand::invalid(e);
            }
            _ => {}
        }
        if name.is_blank() {
            let (text, shown) = (expr_text(e), self.type_name(x.ty));
            self.error(name.span, format!("{text} undefined (type {shown} has no field or method _)"));
            return Operand::invalid(e);
        }
        if matches!(x.mode, OpMode::Type) {
            return self.method_expr(e, x.ty, name);
        }
        let Some(x) = self.single(x) else {
            return Operand::invalid(e);
        };
        if x.is_nil() {
            let text = expr_text(e);
            let what = format!("{text} undefined (type untyped nil has no field or method {})", name.name);
            self.error(name.span, what);
            return Operand::invalid(e);
        }
        match self.find(x.ty, &name.name) {
            Found::One(selection) => self.selected(e, x, name, selection),
            found => {
                let ambiguous = matches!(found, Found::Ambiguous);
                self.not_found(e, x.ty, name, ambiguous);
                Operand::invalid(e)
            }
        }
    }

    fn package_member(&mut self, e: &'a Expr, dep: PkgId, name: &'a Ident) -> Operand<'a> {
        let found = self.pkgs[dep.0 as usize].scope.get(&name.name).copied();
        let package = self.pkgs[dep.0 as usize].name.clone();
        let layout = BuiltinFn::UNSAFE.iter().find(|(known, _)| package == "unsafe" && **known == *name.name);
        if let Some((_, b)) = layout {
            return Operand { ty: UNTYPED_NIL, ..Operand::new(OpMode::Builtin(*b), INVALID, e) };
        }
        match found {
            Some(id) if is_exported(&name.name) => self.object(e, id),
            Some(_) if self.exported_like(dep, &name.name).is_none() => {
                self.error(name.span, format!("name {} not exported by package {package}", name.name));
                Operand::invalid(e)
            }
            _ => {
                self.missing_member(e, dep, name);
                Operand::invalid(e)
            }
        }
    }

    fn missing_member(&mut self, e: &'a Expr, dep: PkgId, name: &Ident) {
        let path = &self.pkgs[dep.0 as usize].path;
        if tidepool_go_std::leaves_out(path, &name.name) {
            let hint = format!("Tidepool has only a part of package {path}");
            self.unsupported(name.span, &expr_text(e));
            if let Some(last) = self.diags.last_mut() {
                last.hint = Some(hint);
            }
            return;
        }
        let mut text = format!("undefined: {}", expr_text(e));
        if let Some(other) = self.exported_like(dep, &name.name) {
            text.push_str(&format!(" (but have {other})"));
        }
        self.error(name.span, text);
    }

    /// The first exported name of a package that differs from `name` in case only.
    fn exported_like(&self, dep: PkgId, name: &str) -> Option<String> {
        let lower = name.to_lowercase();
        let package = &self.pkgs[dep.0 as usize];
        let names = package.order.iter().chain(&package.vars).map(|&id| &self.obj(id).name);
        let like = names.filter(|n| is_exported(n) && ***n != *name && n.to_lowercase() == lower);
        like.filter(|n| package.scope.contains_key(*n)).min().map(|n| n.to_string())
    }

    pub(super) fn not_found(&mut self, e: &'a Expr, ty: TypeId, name: &Ident, ambiguous: bool) {
        let text = expr_text(e);
        if self.leaves_out(ty, &name.name) {
            return self.unsupported(name.span, &text);
        }
        let why = if ambiguous {
            format!("ambiguous selector {text}")
        } else {
            format!("{text} undefined ({})", self.why_missing(ty, &name.name))
        };
        self.error(name.span, why);
    }

    /// Whether Go's type has a method or field of this name, but ours has not.
    pub(crate) fn leaves_out(&self, ty: TypeId, name: &str) -> bool {
        let base = match self.types.get(ty) {
            Type::Pointer(elem) => *elem,
            _ => ty,
        };
        let Some(NamedKind::Defined { obj, .. }) = self.info(base).map(|info| &info.kind) else {
            return false;
        };
        let obj = self.obj(*obj);
        let path = &self.pkgs[obj.pkg.0 as usize].path;
        tidepool_go_std::leaves_out(path, &format!("{}.{name}", obj.name))
    }

    fn why_missing(&mut self, ty: TypeId, name: &str) -> String {
        let shown = self.type_name(ty);
        if let Type::Pointer(elem) = self.types.shape(ty) {
            if self.is_param(*elem) {
                return format!("type {shown} is pointer to type parameter, not type parameter");
            }
            if self.is_interface(*elem) {
                return format!("type {shown} is pointer to interface, not interface");
            }
        }
        let missing = format!("type {shown} has no field or method {name}");
        let here = self.pkg_path().to_string();
        match self.similar_member(ty, name) {
            Some((other, what, package)) if package == here || is_exported(&other) => {
                format!("{missing}, but does have {what} {other}")
            }
            Some((other, what, _)) if other == name => format!("cannot refer to unexported {what} {other}"),
            Some((other, what, _)) if is_exported(name) && tail(name) == tail(&other) => {
                format!("{missing}, but does have unexported {what} {other}")
            }
            _ => missing,
        }
    }

    /// A field or method whose name differs in case only: name, what it is, its package.
    fn similar_member(&mut self, ty: TypeId, name: &str) -> Option<(String, &'static str, String)> {
        let lower = name.to_lowercase();
        let fields = match self.types.shape(ty) {
            Type::Pointer(elem) => self.types.shape(*elem),
            other => other,
        };
        if let Type::Struct(fields) = fields
            && let Some(field) = fields.iter().find(|f| f.name.to_lowercase() == lower)
        {
            let own = self.owner_path(ty);
            return Some((field.name.clone(), "field", own));
        }
        let names = self.method_names(ty);
        let (other, package) = names.into_iter().find(|(n, _)| n.to_lowercase() == lower)?;
        Some((other.to_string(), "method", package))
    }

    fn owner_path(&self, ty: TypeId) -> String {
        let base = match self.types.get(ty) {
            Type::Pointer(elem) => *elem,
            _ => ty,
        };
        match self.info(base).map(|info| &info.kind) {
            Some(NamedKind::Defined { obj, .. }) => self.pkgs[self.obj(*obj).pkg.0 as usize].path.clone(),
            _ => self.pkg_path().to_string(),
        }
    }

    /// A field or method of a value.
    fn selected(&mut self, e: &'a Expr, x: Operand<'a>, name: &Ident, s: Selection) -> Operand<'a> {
        let text = x.text();
        let addressable = matches!(x.mode, OpMode::Var(_));
        let base = match x.mode {
            OpMode::Var(place) => Base::Place(place),
            _ => Base::Value(self.rvalue(x)),
        };
        let base = self.follow(base, &s.path, e.span);
        match s.kind {
            SelectionKind::Field { index, .. } => {
                let field = self.field_of(base, index, e.span);
                let ty = field.ty();
                let mode = match field {
                    Base::Place(place) => OpMode::Var(place),
                    Base::Value(value) => OpMode::Value(value),
                };
                Operand::new(mode, ty, e)
            }
            SelectionKind::Abstract { name, sig, .. } => {
                let method = BoundMethod { recv: base.load(), target: MethodTarget::Iface(name) };
                Operand::new(OpMode::Method(Box::new(method)), sig, e)
            }
            SelectionKind::Method { obj, recv, pointer } => {
                let Some(value) = self.receiver(base, pointer, e.span) else {
                    let ty = self.type_name(recv);
                    let _ = (addressable, text);
                    self.error(name.span, format!("cannot call pointer method {} on {ty}", name.name));
                    return Operand::invalid(e);
                };
                self.bound_method(e, obj, recv, value)
            }
        }
    }

    fn bound_method(&mut self, e: &'a Expr, obj: ObjId, recv: TypeId, value: hir::Expr) -> Operand<'a> {
        let targs = self.type_args(recv);
        if self.is_generic_func(obj) {
            return self.generic_operand(e, obj, targs, GenericForm::Value(value));
        }
        let sig = self.method_sig(obj, recv);
        let func = self.func_id(obj, &targs);
        let method = BoundMethod { recv: value, target: MethodTarget::Func(func) };
        self.with_names(Operand::new(OpMode::Method(Box::new(method)), sig, e), obj, false)
    }

    /// Type arguments of an instance of a generic type.
    pub(crate) fn type_args(&self, ty: TypeId) -> Vec<TypeId> {
        match self.info(ty).map(|info| &info.kind) {
            Some(NamedKind::Defined { targs, .. }) => targs.clone(),
            _ => Vec::new(),
        }
    }

    /// The value as a method wants its receiver; none if it has no address but needs one.
    pub(crate) fn receiver(&mut self, base: Base, pointer: bool, span: Span) -> Option<hir::Expr> {
        let ty = base.ty();
        let is_pointer = matches!(self.types.get(ty), Type::Pointer(_));
        match (is_pointer, pointer) {
            (true, true) | (false, false) => Some(base.load()),
            (true, false) => Some(self.deref(base.load(), span).load()),
            (false, true) => match base {
                Base::Place(place) if !matches!(place.kind, hir::PlaceKind::MapIndex(..)) => {
                    self.mark_boxed(&place);
                    let ty = self.types.intern(Type::Pointer(ty));
                    Some(hir::Expr { kind: hir::ExprKind::AddrOf(Box::new(place)), ty, span })
                }
                _ => None,
            },
        }
    }

    fn deref(&self, pointer: hir::Expr, span: Span) -> Base {
        let ty = match self.types.shape(pointer.ty) {
            Type::Pointer(elem) => *elem,
            _ => pointer.ty,
        };
        Base::Place(hir::Place { kind: hir::PlaceKind::Deref(Box::new(pointer)), ty, span })
    }

    /// Goes along embedded fields.
    pub(crate) fn follow(&mut self, mut base: Base, path: &[u32], span: Span) -> Base {
        for &index in path {
            base = self.field_of(base, index, span);
        }
        base
    }

    /// A field, through a pointer if need be.
    pub(crate) fn field_of(&mut self, base: Base, index: u32, span: Span) -> Base {
        let base = match self.types.shape(base.ty()) {
            Type::Pointer(_) => self.deref(base.load(), span),
            _ => base,
        };
        let ty = match self.types.shape(base.ty()) {
            Type::Struct(fields) => fields.get(index as usize).map_or(base.ty(), |f| f.ty),
            _ => base.ty(),
        };
        match base {
            Base::Place(place) => {
                Base::Place(hir::Place { kind: hir::PlaceKind::Field(Box::new(place), index), ty, span })
            }
            Base::Value(value) => {
                Base::Value(hir::Expr { kind: hir::ExprKind::Field(Box::new(value), index), ty, span })
            }
        }
    }

    /// `T.Method`: a function with the receiver as first parameter.
    fn method_expr(&mut self, e: &'a Expr, ty: TypeId, name: &'a Ident) -> Operand<'a> {
        self.complete(ty);
        let selection = match self.find(ty, &name.name) {
            Found::One(s) if !matches!(s.kind, SelectionKind::Field { .. }) => s,
            Found::Ambiguous => {
                self.not_found(e, ty, name, true);
                return Operand::invalid(e);
            }
            Found::One(_) => {
                let (name, shown) = (&name.name, self.type_name(ty));
                let text = format!("operand for field selector {name} must be value of type {shown}");
                self.error(e.span, text);
                return Operand::invalid(e);
            }
            _ => {
                self.not_found(e, ty, name, false);
                return Operand::invalid(e);
            }
        };
        let sig = match &selection.kind {
            SelectionKind::Method { obj, recv, pointer } => {
                if *pointer && !selection.indirect {
                    let shown = self.type_name(ty);
                    let text = format!(
                        "invalid method expression {} (needs pointer receiver (*{shown}).{})",
                        expr_text(e),
                        name.name
                    );
                    self.error(name.span, text);
                    return Operand::invalid(e);
                }
                self.method_sig(*obj, *recv)
            }
            SelectionKind::Abstract { sig, .. } => *sig,
            SelectionKind::Field { .. } => return Operand::invalid(e),
        };
        if let SelectionKind::Method { obj, recv, .. } = selection.kind
            && self.is_generic_func(obj)
        {
            let targs = self.type_args(recv);
            return self.generic_operand(e, obj, targs, GenericForm::Expr(ty, selection));
        }
        let full = self.with_receiver(sig, ty);
        let func = self.method_func(ty, &name.name, &selection, &[]);
        let x = Operand::new(OpMode::Func(func), full, e);
        match selection.kind {
            SelectionKind::Method { obj, .. } => self.with_names(x, obj, true),
            _ => x,
        }
    }
}

fn tail(name: &str) -> &str {
    let mut chars = name.chars();
    chars.next();
    chars.as_str()
}
