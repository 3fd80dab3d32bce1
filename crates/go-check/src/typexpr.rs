//! Type expressions to types.

use crate::check::{Checker, Delayed};
use crate::lookup::is_exported;
use crate::object::ObjKind;
use crate::operand::{OpMode, Operand};
use crate::sig_names::SigKind;
use crate::types::{ChanDir, Field, Type, TypeId};
use crate::universe::{INVALID, default_type, is_untyped};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{self, Expr, ExprKind};
use tidepool_go_syntax::expr_text;

/// Types of more bytes than this do not exist in Go.
const MAX_ADDRESS: u64 = 1 << 50;

/// Arrays with more slots than this are beyond us.
const MAX_ARRAY_SLOTS: u64 = 1 << 28;

impl<'a> Checker<'a> {
    /// The type that `e` denotes; the invalid type after a reported error.
    pub(crate) fn type_expr(&mut self, e: &'a Expr) -> TypeId {
        let ty = self.any_type_expr(e);
        if self.info(ty).is_some_and(|i| i.set.is_some()) && !self.is_param(ty) {
            let name = expr_text(e);
            let set = self.type_set(ty).unwrap_or_default();
            let why =
                if set.terms.is_some() { "contains type constraints" } else { "is (or embeds) comparable" };
            self.soft_error(
                e.span,
                format!("cannot use type {name} outside a type constraint: interface {why}"),
            );
            return INVALID;
        }
        ty
    }

    /// A type or a constraint.
    pub(crate) fn any_type_expr(&mut self, e: &'a Expr) -> TypeId {
        let ty = self.written_type(e);
        self.bounded(ty, e.span)
    }

    fn written_type(&mut self, e: &'a Expr) -> TypeId {
        match &e.kind {
            ExprKind::Bad => INVALID,
            ExprKind::Paren(inner) => self.any_type_expr(inner),
            ExprKind::ArrayType(array) => self.array_type(array, e.span),
            ExprKind::SliceType(elem) => {
                let elem = self.type_expr(elem);
                self.wrap(elem, Type::Slice)
            }
            ExprKind::Star(elem) => {
                let elem = self.type_expr(elem);
                self.wrap(elem, Type::Pointer)
            }
            ExprKind::MapType(key, elem) => {
                let (k, v) = (self.type_expr(key), self.type_expr(elem));
                self.delay(Delayed::MapKey { key: k, span: key.span });
                if k == INVALID || v == INVALID { INVALID } else { self.types.intern(Type::Map(k, v)) }
            }
            ExprKind::ChanType(dir, elem) => {
                let dir = match dir {
                    ast::ChanDir::Both => ChanDir::Both,
                    ast::ChanDir::Send => ChanDir::Send,
                    ast::ChanDir::Recv => ChanDir::Recv,
                };
                let elem = self.type_expr(elem);
                self.wrap(elem, |t| Type::Chan(dir, t))
            }
            ExprKind::FuncType(sig) => {
                let ty = self.signature(sig);
                self.note_names(ty, SigKind::Type, sig);
                ty
            }
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::InterfaceType(elems) => self.interface_type(elems),
            ExprKind::Union(_) => {
                let (set, terms) = self.element_set(e);
                self.bare_constraint(set, terms)
            }
            ExprKind::Selector(base, name) if !self.is_package(base) => {
                if !self.expr(base, None).is_invalid() {
                    self.error(name.span, format!("{} is not a type", expr_text(e)));
                }
                INVALID
            }
            ExprKind::Ident(_) if self.is_package(e) => {
                self.error(e.span, format!("{} (package name) is not a type", expr_text(e)));
                INVALID
            }
            _ => {
                let op = self.expr(e, None);
                self.type_of_operand(op, e)
            }
        }
    }

    fn is_package(&self, e: &Expr) -> bool {
        self.lookup_ident(e).is_some_and(|id| matches!(self.obj(id).kind, ObjKind::Package(_)))
    }

    /// A generic type with its type parameters, as in `Box[T any]`.
    pub(crate) fn generic_name(&self, obj: crate::object::ObjId) -> String {
        format!("{}{}", self.obj(obj).name, self.params_text(&self.type_params(obj)))
    }

    fn wrap(&mut self, elem: TypeId, make: impl FnOnce(TypeId) -> Type) -> TypeId {
        if elem == INVALID { INVALID } else { self.types.intern(make(elem)) }
    }

    fn type_of_operand(&mut self, op: Operand<'a>, e: &'a Expr) -> TypeId {
        match op.mode {
            OpMode::Type => op.ty,
            OpMode::Invalid => INVALID,
            OpMode::GenericType(obj) => {
                let name = self.generic_name(obj);
                self.error(e.span, format!("cannot use generic type {name} without instantiation"));
                INVALID
            }
            OpMode::NoValue(_) => {
                self.error(e.span, format!("{} used as type", expr_text(e)));
                INVALID
            }
            _ => {
                let what = match self.lookup_ident(e) {
                    Some(id) => format!("{} ({})", self.obj(id).name, self.object_kind(id)),
                    None => expr_text(e),
                };
                self.error(e.span, format!("{what} is not a type"));
                INVALID
            }
        }
    }

    /// What kind of thing a name stands for.
    fn object_kind(&self, id: crate::object::ObjId) -> &'static str {
        match &self.obj(id).kind {
            ObjKind::Package(_) => "package name",
            ObjKind::Const(_) => "constant",
            ObjKind::Global(_) => "package-level variable",
            ObjKind::Local(_) => "local variable",
            ObjKind::Type(_) => "defined type",
            ObjKind::Func(f) if f.recv.is_some() => "method",
            ObjKind::Func(_) => "function",
            ObjKind::Builtin(_) => "built-in function",
            ObjKind::Nil => "untyped nil",
        }
    }

    fn array_type(&mut self, array: &'a ast::ArrayType, span: Span) -> TypeId {
        let len = match &array.len {
            Some(len) => self.array_len(len),
            None => {
                self.error(span, "invalid use of [...] array (outside a composite literal)");
                None
            }
        };
        let elem = self.type_expr(&array.elem);
        match len {
            Some(len) if elem != INVALID => self.sized_array(elem, len, span),
            _ => INVALID,
        }
    }

    /// `[len]elem`, within our limits.
    pub(crate) fn sized_array(&mut self, elem: TypeId, len: u64, span: Span) -> TypeId {
        if !self.has_size(elem) {
            // That will be said of the type that contains itself, or of the one with so many parts.
            return self.types.intern(Type::Array(elem, len));
        }
        if self.types.go_size_align(elem).0.max(1).saturating_mul(len) > MAX_ADDRESS {
            let name = self.type_name(elem);
            self.error(span, format!("type [{len}]{name} larger than address space"));
            return INVALID;
        }
        if u64::from(self.types.slots(elem)).max(1).saturating_mul(len) > MAX_ARRAY_SLOTS {
            self.unsupported(span, "an array of so many elements");
            return INVALID;
        }
        self.types.intern(Type::Array(elem, len))
    }

    fn array_len(&mut self, e: &'a Expr) -> Option<u64> {
        if let ExprKind::Ident(name) = &e.kind {
            let constant = |c: &Self, id| matches!(c.obj(id).kind, ObjKind::Const(_));
            let text = match self.lookup(name) {
                Some(id) if constant(self, id) => None,
                Some(_) => Some(format!("invalid array length {name}")),
                None => Some(format!("undefined array length {name} or missing type constraint")),
            };
            if let Some(text) = text {
                self.error(e.span, text);
                return None;
            }
        }
        let op = self.value(e, None);
        if op.is_invalid() {
            return None;
        }
        let Some(value) = op.constant() else {
            self.error(e.span, format!("array length {} must be constant", self.describe(&op)));
            return None;
        };
        let integer = is_untyped(op.ty) || self.is_integer(op.ty);
        let as_int = crate::constant::represent(value, &Type::Int(crate::types::IntKind::Int));
        match as_int.filter(|_| integer) {
            Some(n) => match n.as_u64() {
                Some(n) => Some(n),
                None => {
                    self.error(e.span, format!("invalid array length {}", self.describe(&op)));
                    None
                }
            },
            None => {
                let what = match self.is_integer(op.ty) {
                    true => format!("invalid array length {}", self.describe(&op)),
                    false => format!("array length {} must be integer", self.describe(&op)),
                };
                self.error(e.span, what);
                None
            }
        }
    }

    /// The function type of a signature.
    pub(crate) fn signature(&mut self, sig: &'a ast::Signature) -> TypeId {
        let mut variadic = false;
        let params = self.param_types(&sig.params, &mut variadic);
        let results = self.param_types(&sig.results, &mut false);
        self.types.intern(Type::Func(params, results, variadic))
    }

    /// Remembers what a function type's parameters are called.
    pub(crate) fn note_names(&mut self, ty: TypeId, kind: SigKind, sig: &'a ast::Signature) {
        let kind = if self.pkg().user { kind } else { SigKind::Library };
        self.sig_names.note(ty, kind, sig);
    }

    /// The type of each of these parameters or results.
    pub(crate) fn all_types(&mut self, params: &'a [ast::Param]) -> Vec<TypeId> {
        self.param_types(params, &mut false)
    }

    fn param_types(&mut self, params: &'a [ast::Param], variadic: &mut bool) -> Vec<TypeId> {
        let mut types = Vec::new();
        for param in params {
            let mut ty = self.type_expr(&param.ty);
            if param.variadic.is_some() {
                *variadic = true;
                if ty != INVALID {
                    ty = self.types.intern(Type::Slice(ty));
                }
            }
            types.extend(std::iter::repeat_n(ty, param.names.len().max(1)));
        }
        types
    }

    fn struct_type(&mut self, decls: &'a [ast::FieldDecl]) -> TypeId {
        let mut fields: Vec<Field> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for decl in decls {
            let ty = self.type_expr(&decl.ty);
            let tag = decl.tag.as_deref().map_or(String::new(), |t| String::from_utf8_lossy(t).into_owned());
            if decl.names.is_empty() {
                let Some(name) = embedded_name(&decl.ty) else {
                    continue;
                };
                self.delay(Delayed::Embedded { ty, span: decl.ty.span });
                self.add_field(&mut fields, &mut spans, &name, ty, true, tag);
                continue;
            }
            for name in &decl.names {
                self.add_field(&mut fields, &mut spans, name, ty, false, tag.clone());
            }
        }
        self.types.intern(Type::Struct(fields))
    }

    fn add_field(
        &mut self,
        fields: &mut Vec<Field>,
        spans: &mut Vec<Span>,
        name: &ast::Ident,
        ty: TypeId,
        embedded: bool,
        tag: String,
    ) {
        let twice = fields.iter().position(|f| *f.name == *name.name && !name.is_blank());
        if let Some(other) = twice {
            let place = self.sources.map.describe(spans[other]);
            let text = format!("{} redeclared\n\t{place}: other declaration of {}", name.name, name.name);
            self.soft_error(name.span, text);
            return;
        }
        let package = if is_exported(&name.name) { String::new() } else { self.pkg_path().to_string() };
        spans.push(name.span);
        fields.push(Field { name: name.name.to_string(), ty, embedded, tag, package });
    }

    /// Makes `name` stand for a type in the innermost scope.
    pub(crate) fn bind_type(&mut self, name: &ast::Ident, ty: TypeId, instance_of_param: bool) {
        let kind = crate::object::TypeObj {
            spec: None,
            ty,
            tparams: Vec::new(),
            methods: Vec::new(),
            local: None,
            instance_of_param,
        };
        let id = self.new_obj(name, ObjKind::Type(kind), crate::object::State::Resolved);
        self.declare(name, id);
    }

    /// The type a value has when nothing else asks for one.
    pub(crate) fn defaulted(&self, ty: TypeId) -> TypeId {
        default_type(ty)
    }
}

/// The field name of an embedded type.
pub(crate) fn embedded_name(e: &Expr) -> Option<ast::Ident> {
    match &e.kind {
        ExprKind::Star(inner) | ExprKind::Paren(inner) | ExprKind::Index(inner, _) => embedded_name(inner),
        ExprKind::Selector(_, name) => Some(name.clone()),
        _ => e.as_ident(),
    }
}
