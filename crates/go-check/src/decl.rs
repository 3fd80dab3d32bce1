//! Package-level declarations: collected first, resolved when something refers to them.

use crate::check::{Checker, Env};
use crate::object::{ConstDecl, ConstObj, FuncObj, GlobalObj, ObjId, ObjKind, Receiver, State, TypeObj};
use crate::sig_names::SigKind;
use crate::types::TypeId;
use crate::universe::INVALID;
use tidepool_go_syntax::ast::{self, Ident};

/// Declarations that need each other are followed so far: each takes a piece of our own stack.
const MAX_CHAIN: usize = 100;

/// Resolving.
impl<'a> Checker<'a> {
    /// Makes sure that a package-level object has its type (and value).
    pub(crate) fn resolve(&mut self, id: ObjId) {
        let obj = self.obj(id);
        match obj.state {
            State::Resolved => return,
            State::Resolving => return self.check_cycle(id),
            State::Unresolved => {}
        }
        if self.resolving.len() >= MAX_CHAIN {
            let span = obj.span;
            return self.unsupported(span, "a chain of so many declarations that need each other");
        }
        let mut env = Env::of_package(obj.pkg, obj.file);
        env.decl = Some(id);
        let kind = obj.kind.clone();
        self.obj_mut(id).state = State::Resolving;
        self.resolving.push(id);
        self.with_env(env, |c| match kind {
            ObjKind::Const(k) => c.resolve_const(id, &k),
            ObjKind::Global(g) => c.resolve_global(id, &g),
            ObjKind::Type(t) => c.resolve_type(id, t),
            ObjKind::Func(f) => c.resolve_func(id, f),
            _ => {}
        });
        self.resolving.pop();
        self.obj_mut(id).state = State::Resolved;
        self.define_open_instances(id);
        if self.resolving.is_empty() {
            self.close_pending();
        }
    }

    /// A type is used in its own definition where it must be known already.
    pub(crate) fn report_open_cycle(&mut self, ty: TypeId) {
        let Some(obj) = self.defining(ty) else {
            return;
        };
        match self.resolving.iter().position(|&o| o == obj) {
            Some(start) => {
                let cycle = self.resolving[start..].to_vec();
                self.report_cycle(&cycle);
            }
            None => self.report_cycle(&[obj]),
        }
    }

    /// An object needs itself: allowed for types that have a name already, and for functions.
    fn check_cycle(&mut self, id: ObjId) {
        let fine = match &self.obj(id).kind {
            ObjKind::Type(t) => t.ty != INVALID,
            ObjKind::Func(f) => f.sig != INVALID || self.resolving.last() == Some(&id),
            ObjKind::Global(g) => g.ty != INVALID,
            _ => false,
        };
        if !fine {
            let start = self.resolving.iter().position(|&o| o == id).unwrap_or(0);
            let cycle = self.resolving[start..].to_vec();
            self.report_cycle(&cycle);
        }
    }

    fn report_cycle(&mut self, cycle: &[ObjId]) {
        let Some(&first) = cycle.iter().min_by_key(|&&o| self.obj(o).span) else {
            return;
        };
        let start = cycle.iter().position(|&o| o == first).unwrap_or(0);
        let name = self.obj(first).name.clone();
        let what = match &self.obj(first).kind {
            ObjKind::Type(_) => "invalid recursive type",
            _ => "initialization cycle for",
        };
        let mut text = if cycle.len() == 1 {
            match &self.obj(first).kind {
                ObjKind::Type(_) => format!("invalid recursive type: {name} refers to itself"),
                _ => format!("initialization cycle: {name} refers to itself"),
            }
        } else {
            format!("{what} {name}")
        };
        if cycle.len() > 1 {
            for i in 0..cycle.len() {
                let from = self.obj(cycle[(start + i) % cycle.len()]);
                let to = self.obj(cycle[(start + i + 1) % cycle.len()]);
                let place = self.sources.map.describe(from.span);
                text.push_str(&format!("\n\t{place}: {} refers to {}", from.name, to.name));
            }
        }
        let span = self.obj(first).span;
        if !self.diags.iter().any(|d| d.span == span) {
            self.error(span, text);
        }
    }

    fn resolve_const(&mut self, id: ObjId, k: &ConstObj<'a>) {
        let Some(decl) = k.decl else {
            return;
        };
        let span = self.obj(id).span;
        let (ty, value) = self.const_decl(decl, span);
        self.set_const(id, ty, value);
    }

    pub(crate) fn set_const(&mut self, id: ObjId, ty: TypeId, value: crate::constant::Constant) {
        if let ObjKind::Const(k) = &mut self.obj_mut(id).kind {
            k.ty = ty;
            k.value = value;
        }
    }

    fn resolve_global(&mut self, id: ObjId, g: &GlobalObj<'a>) {
        if let Some(ty) = &g.spec.ty {
            let ty = self.type_expr(ty);
            self.set_global_type(id, ty);
            if !g.spec.values.is_empty() {
                self.init_queue.push_back(id);
            }
            return;
        }
        // The type is that of the initialiser, which is lowered on the way.
        if g.first != id && g.spec.values.len() == 1 {
            self.resolve(g.first);
        } else {
            self.global_init(id);
        }
    }

    pub(crate) fn set_global_type(&mut self, id: ObjId, ty: TypeId) {
        if let ObjKind::Global(g) = &mut self.obj_mut(id).kind {
            g.ty = ty;
            if let Some(global) = g.global {
                self.globals[global.0 as usize].ty = ty;
            }
        }
    }

    fn resolve_func(&mut self, id: ObjId, f: FuncObj<'a>) {
        self.push_scope();
        if let Some(recv) = &f.recv {
            let base = recv.base;
            self.resolve(base);
            self.check_receiver(&f, recv);
            let mut targs = self.type_params(base);
            // Names for parameters that there are not are reported, and bound all the same.
            targs.resize(recv.names.len(), INVALID);
            self.env.receiver_params = targs.iter().copied().zip(recv.names.iter().cloned()).collect();
            self.bind_names(&recv.names, &targs, false);
        }
        let tparams = self.declare_type_params(&f.decl.type_params);
        let sig = self.signature(&f.decl.sig);
        self.note_names(sig, SigKind::Function, &f.decl.sig);
        if self.env.scopes.last().is_some_and(|scope| !scope.names.is_empty()) {
            self.check_param_names(f.decl);
        }
        if let ObjKind::Func(f) = &mut self.obj_mut(id).kind {
            f.sig = sig;
            f.tparams = tparams;
        }
        self.env.scopes.pop();
    }

    /// Type parameters and parameters of a generic function are in one scope: reports names that come twice.
    fn check_param_names(&mut self, decl: &'a ast::FuncDecl) {
        let params = decl.recv.iter().chain(&decl.sig.params).chain(&decl.sig.results);
        for name in params.flat_map(|param| &param.names) {
            self.bind_type(name, INVALID, false);
        }
    }

    pub(crate) fn bind_names(&mut self, names: &[Ident], types: &[TypeId], instance: bool) {
        for (name, &ty) in names.iter().zip(types) {
            self.bind_type(name, ty, instance);
        }
    }
}

pub(crate) fn global_kind<'a>(spec: &'a ast::VarSpec, index: usize, first: ObjId) -> ObjKind<'a> {
    ObjKind::Global(GlobalObj { spec, index, first, ty: INVALID, global: None })
}

pub(crate) fn const_kind<'a>(group: &'a [ast::ConstSpec], line: usize, index: usize) -> ObjKind<'a> {
    let source = ast::ConstSpec::source(group, line);
    let from = &group[source];
    let decl = ConstDecl {
        ty: from.ty.as_ref(),
        value: from.values.get(index),
        iota: group[line].iota,
        inherited: source != line,
    };
    ObjKind::Const(ConstObj { decl: Some(decl), ty: INVALID, value: crate::constant::Constant::Unknown })
}

pub(crate) fn func_kind<'a>(decl: &'a ast::FuncDecl, recv: Option<Receiver>) -> ObjKind<'a> {
    ObjKind::Func(FuncObj { decl, recv, sig: INVALID, tparams: Vec::new() })
}

pub(crate) fn type_kind(spec: &ast::TypeSpec) -> ObjKind<'_> {
    ObjKind::Type(TypeObj {
        spec: Some(spec),
        ty: INVALID,
        tparams: Vec::new(),
        methods: Vec::new(),
        local: None,
        instance_of_param: false,
    })
}
