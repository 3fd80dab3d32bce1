//! Method sets at run time: which types reach interfaces, and the wrappers their methods need.

use std::collections::BTreeSet;

use crate::check::{Checker, Mode, NamedKind};
use crate::expr::Base;
use crate::func::NO_FUNC;
use crate::hir::{self, FuncId};
use crate::lookup::{Found, Selection, SelectionKind, is_exported};
use crate::object::ObjKind;
use crate::packages::RUNTIME;
use crate::types::{Type, TypeId};
use tidepool_go_syntax::Span;

/// A method of a type, by its mangled name; with type arguments if it is generic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WrapperKey {
    pub ty: TypeId,
    pub name: String,
    pub targs: Vec<TypeId>,
}

/// Methods that the machine itself calls (printing, panics), whatever interfaces a program mentions.
const ALWAYS: [&str; 4] = ["Error", "String", "GoString", "Format"];

/// Types of package runtime that the machine makes values of, and whether it makes pointers to them.
const RUNTIME_ERRORS: [(&str, bool); 4] =
    [("errorString", false), ("plainError", false), ("TypeAssertionError", true), ("PanicNilError", true)];

impl<'a> Checker<'a> {
    /// Notes that values of the type reach interfaces.
    pub(crate) fn note_runtime_type(&mut self, ty: TypeId) {
        if self.env.mode == Mode::Generic || self.runtime_seen.insert(ty, ()).is_some() {
            return;
        }
        self.runtime_types.push(ty);
    }

    /// Notes the types whose values run-time panics are.
    pub(crate) fn note_runtime_errors(&mut self) {
        let Some(package) = self.sources.by_path.get(RUNTIME).copied() else {
            return;
        };
        for (name, by_pointer) in RUNTIME_ERRORS {
            let Some(id) = self.pkgs[package.0 as usize].scope.get(name).copied() else {
                continue;
            };
            self.resolve(id);
            let ObjKind::Type(declared) = &self.obj(id).kind else {
                continue;
            };
            let ty = declared.ty;
            let ty = if by_pointer { self.types.intern(Type::Pointer(ty)) } else { ty };
            self.note_runtime_type(ty);
        }
    }

    /// Requests the methods of all types that reach interfaces, as far as an interface has a method of that
    /// name. Returns whether there was anything new.
    pub(crate) fn request_methods(&mut self) -> bool {
        let before = self.tasks.len();
        let wanted = self.interface_method_names();
        let mut index = 0;
        let mut changed = false;
        while index < self.runtime_types.len() {
            let ty = self.runtime_types[index];
            index += 1;
            self.note_parts(ty, &wanted);
            for (name, package) in self.method_names(ty) {
                let mangled = self.mangled(&name, &package);
                let key = WrapperKey { ty, name: mangled.clone(), targs: Vec::new() };
                if !wanted.contains(&mangled) || self.wrappers.contains_key(&key) {
                    continue;
                }
                if let Found::One(selection) = self.find_from(ty, &name, &package)
                    && self.in_method_set(&selection)
                {
                    self.method_func(ty, &name, &selection, &[]);
                    changed = true;
                }
            }
        }
        changed || self.tasks.len() != before
    }

    fn interface_method_names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = ALWAYS.iter().map(|s| s.to_string()).collect();
        for id in 0..self.types.len() {
            if let Type::Interface(methods) = self.types.get(TypeId(id as u32)) {
                names.extend(methods.iter().map(|m| m.name.clone()));
            }
        }
        names
    }

    /// What can be reached from a value by reflection (which is how `fmt` prints) reaches interfaces too.
    fn note_parts(&mut self, ty: TypeId, wanted: &BTreeSet<String>) {
        let parts: Vec<TypeId> = match self.types.shape(ty) {
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) => vec![*t],
            Type::Map(k, v) => vec![*k, *v],
            Type::Struct(fields) => fields.iter().filter(|f| is_exported(&f.name)).map(|f| f.ty).collect(),
            _ => Vec::new(),
        };
        for part in parts {
            if !self.is_interface(part) {
                self.note_runtime_type(part);
                self.note_pointer(part, wanted);
            }
        }
    }

    /// Reflection takes the address of a part whose methods need a pointer.
    fn note_pointer(&mut self, part: TypeId, wanted: &BTreeSet<String>) {
        if !matches!(self.types.get(part), Type::Named(_)) {
            return;
        }
        let pointer = self.types.intern(Type::Pointer(part));
        if self.runtime_seen.contains_key(&pointer) {
            return;
        }
        let needs = self.method_names(pointer).into_iter().any(|(name, package)| {
            wanted.contains(&self.mangled(&name, &package))
                && matches!(self.find_from(part, &name, &package), Found::One(s) if !self.in_method_set(&s))
        });
        if needs {
            self.note_runtime_type(pointer);
        }
    }

    /// Whether interfaces can have the method: generic ones are in no method set.
    fn in_method_set(&self, s: &Selection) -> bool {
        match &s.kind {
            SelectionKind::Method { obj, pointer, .. } => {
                (!pointer || s.indirect) && !self.is_generic_func(*obj)
            }
            SelectionKind::Abstract { .. } => true,
            SelectionKind::Field { .. } => false,
        }
    }

    /// The function that is the method `name` of exactly the type `ty`: the declared one, or a wrapper. A generic method
    /// has type arguments of its own.
    pub(crate) fn method_func(&mut self, ty: TypeId, name: &str, s: &Selection, targs: &[TypeId]) -> FuncId {
        if self.env.mode == Mode::Generic {
            return NO_FUNC;
        }
        let package = self.selection_package(s);
        let key = WrapperKey { ty, name: self.mangled(name, &package), targs: targs.to_vec() };
        if let Some(&func) = self.wrappers.get(&key) {
            return func;
        }
        let func = match &s.kind {
            SelectionKind::Method { obj, recv, pointer } if s.path.is_empty() => {
                let is_pointer = matches!(self.types.get(ty), Type::Pointer(_));
                let (obj, recv) = (*obj, *recv);
                match is_pointer == *pointer {
                    true => {
                        let all = [self.type_args(recv).as_slice(), targs].concat();
                        self.func_id(obj, &all)
                    }
                    false => self.wrapper(ty, name, s, targs),
                }
            }
            _ => self.wrapper(ty, name, s, targs),
        };
        self.wrappers.insert(key, func);
        func
    }

    fn selection_package(&self, s: &Selection) -> String {
        let pkg = match &s.kind {
            SelectionKind::Method { obj, .. } => self.obj(*obj).pkg,
            SelectionKind::Abstract { name, .. } => {
                return name.rsplit_once('.').map_or(String::new(), |(p, _)| p.into());
            }
            SelectionKind::Field { .. } => self.env.pkg,
        };
        self.pkgs[pkg.0 as usize].path.clone()
    }

    fn wrapper(&mut self, ty: TypeId, name: &str, s: &Selection, targs: &[TypeId]) -> FuncId {
        let (sig, span) = match &s.kind {
            SelectionKind::Method { obj, recv, .. } => {
                (self.instance_sig(*obj, &self.type_args(*recv), targs), self.obj(*obj).span)
            }
            SelectionKind::Abstract { sig, .. } => (*sig, Span::default()),
            SelectionKind::Field { .. } => return NO_FUNC,
        };
        let Type::Func(params, results, variadic) = self.types.get(sig).clone() else {
            return NO_FUNC;
        };
        let id = self.new_func();
        let title = self.wrapper_name(ty, name);
        self.begin_fn(title, true);
        let recv = self.new_local("", ty, span);
        let rest: Vec<hir::LocalId> = params.iter().map(|&p| self.new_local("", p, span)).collect();
        let result_locals: Vec<hir::LocalId> = results.iter().map(|&r| self.new_local("", r, span)).collect();
        let here = |local, ty| hir::Place { kind: hir::PlaceKind::Local(local), ty, span };
        let base = self.follow(Base::Place(here(recv, ty)), &s.path, span);
        let mut args: Vec<hir::Expr> =
            rest.iter().zip(&params).map(|(&l, &t)| Base::Place(here(l, t)).load()).collect();
        let callee = self.wrapped_callee(base, s, targs, span, &mut args);
        let ty = self.result_type(&results);
        let call = hir::Call { callee, args, spread: false, ty, span };
        let value = hir::Expr { kind: hir::ExprKind::Call(Box::new(call)), ty, span };
        let kind = match results.is_empty() {
            true => hir::StmtKind::Expr(value),
            false => hir::StmtKind::Return(vec![value]),
        };
        let locals = self.env.fns.pop().map_or_else(Vec::new, |ctx| ctx.locals);
        let name = self.wrapper_name(self.type_of_local(&locals, recv), name);
        let mut func = self.wrapper_func(name, span);
        func.params = std::iter::once(recv).chain(rest).collect();
        func.results = result_locals;
        func.locals = locals;
        func.variadic = variadic;
        func.body = Some(hir::Block { stmts: vec![hir::Stmt { kind, span }] });
        self.funcs[id.0 as usize] = Some(func);
        id
    }

    fn type_of_local(&self, locals: &[hir::Local], id: hir::LocalId) -> TypeId {
        locals.get(id.0 as usize).map_or(crate::type_table::basic::UNIT, |l| l.ty)
    }

    fn wrapped_callee(
        &mut self,
        base: Base,
        s: &Selection,
        targs: &[TypeId],
        span: Span,
        args: &mut Vec<hir::Expr>,
    ) -> hir::Callee {
        match &s.kind {
            SelectionKind::Method { obj, recv, pointer } => {
                let all = [self.type_args(*recv).as_slice(), targs].concat();
                let func = self.func_id(*obj, &all);
                if let Some(value) = self.receiver(base, *pointer, span) {
                    args.insert(0, value);
                }
                hir::Callee::Func(func)
            }
            SelectionKind::Abstract { name, .. } => hir::Callee::Iface(Box::new(base.load()), name.clone()),
            SelectionKind::Field { .. } => hir::Callee::Func(NO_FUNC),
        }
    }

    fn wrapper_name(&self, ty: TypeId, name: &str) -> String {
        match self.types.get(ty) {
            Type::Pointer(elem) => format!("{}.{name}", self.pointer_name(*elem)),
            _ => format!("{}.{name}", self.qualified(ty)),
        }
    }

    fn pointer_name(&self, elem: TypeId) -> String {
        let full = self.qualified(elem);
        match full.rsplit_once('.') {
            Some((package, name)) => format!("{package}.(*{name})"),
            None => format!("(*{full})"),
        }
    }

    fn qualified(&self, ty: TypeId) -> String {
        match self.info(ty).map(|info| &info.kind) {
            Some(NamedKind::Defined { obj, targs }) => {
                let obj = self.obj(*obj);
                let args = if targs.is_empty() { "" } else { "[...]" };
                format!("{}.{}{args}", self.pkgs[obj.pkg.0 as usize].path, obj.name)
            }
            _ => self.types.name(ty),
        }
    }

    /// What a call with these results has as its type.
    pub(crate) fn result_type(&mut self, results: &[TypeId]) -> TypeId {
        match results {
            [one] => *one,
            many => self.types.intern(Type::Tuple(many.to_vec())),
        }
    }

    /// The finished method table.
    pub(crate) fn method_table(&self) -> Vec<(TypeId, Vec<(String, FuncId)>)> {
        let mut table: Vec<(TypeId, Vec<(String, FuncId)>)> = Vec::new();
        for (key, func) in &self.wrappers {
            let dynamic = key.targs.is_empty() && self.runtime_seen.contains_key(&key.ty);
            if !dynamic || self.is_interface(key.ty) {
                continue;
            }
            match table.last_mut() {
                Some((ty, methods)) if *ty == key.ty => methods.push((key.name.clone(), *func)),
                _ => table.push((key.ty, vec![(key.name.clone(), *func)])),
            }
        }
        table
    }
}
