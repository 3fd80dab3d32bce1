//! Generic types and functions with type arguments.

use crate::check::{Checker, Env, Mode, NamedKind};
use crate::object::{FuncObj, ObjId, ObjKind, State, TypeObj};
use crate::types::TypeId;
use crate::universe::INVALID;
use tidepool_go_syntax::ast::{self, Ident};

impl<'a> Checker<'a> {
    /// The generic type `obj` with these type arguments (as many as it has parameters).
    pub(crate) fn instantiate_type(&mut self, obj: ObjId, targs: &[TypeId]) -> TypeId {
        let key = (obj, targs.to_vec());
        if let Some(&ty) = self.instances.get(&key) {
            return ty;
        }
        let ObjKind::Type(TypeObj { spec: Some(spec), .. }) = self.obj(obj).kind else {
            return INVALID;
        };
        if self.too_many_types(targs, spec.name.span) {
            return INVALID;
        }
        if spec.alias {
            return self.instantiate_alias(obj, spec, key);
        }
        let (name, link) = self.runtime_names(obj, spec, targs);
        let ty = self.new_linked(&name, &link, NamedKind::Defined { obj, targs: key.1.clone() });
        self.instances.insert(key, ty);
        match self.obj(obj).state {
            State::Resolving => self.open_instances.push((obj, ty)),
            _ => self.define_instance(obj, ty),
        }
        ty
    }

    /// Gives an instance of a generic type its underlying type.
    fn define_instance(&mut self, obj: ObjId, ty: TypeId) {
        let ObjKind::Type(TypeObj { spec: Some(spec), .. }) = self.obj(obj).kind else {
            return;
        };
        self.instance_depth += 1;
        let targs = self.type_args(ty);
        self.with_env(self.instance_env(obj), |c| {
            c.push_scope();
            let idents: Vec<Ident> = spec.type_params.iter().flat_map(|p| p.names.clone()).collect();
            c.bind_names(&idents, &targs, true);
            c.define(ty, spec);
        });
        self.instance_depth -= 1;
        self.check_parts(ty);
    }

    /// Defines the instances that a generic type's own declaration mentions.
    pub(crate) fn define_open_instances(&mut self, obj: ObjId) {
        let open = std::mem::take(&mut self.open_instances);
        let (mine, others): (Vec<_>, Vec<_>) = open.into_iter().partition(|(of, _)| *of == obj);
        self.open_instances = others;
        for (_, ty) in mine {
            self.define_instance(obj, ty);
        }
    }

    /// What a generic alias stands for with these type arguments.
    fn instantiate_alias(
        &mut self,
        obj: ObjId,
        spec: &'a ast::TypeSpec,
        key: (ObjId, Vec<TypeId>),
    ) -> TypeId {
        let ty = self.with_env(self.instance_env(obj), |c| {
            c.push_scope();
            let idents: Vec<Ident> = spec.type_params.iter().flat_map(|p| p.names.clone()).collect();
            c.bind_names(&idents, &key.1, true);
            c.any_type_expr(&spec.ty)
        });
        self.instances.insert(key, ty);
        ty
    }

    /// The signature, without receiver, of a method of the defined type `recv`.
    pub(crate) fn method_sig(&mut self, method: ObjId, recv: TypeId) -> TypeId {
        let targs = match self.info(recv).map(|info| info.kind.clone()) {
            Some(NamedKind::Defined { targs, .. }) => targs,
            _ => Vec::new(),
        };
        self.instance_sig(method, &targs, &[])
    }

    /// The signature of a function or method with these type arguments: its receiver's, and its own if there are any yet.
    pub(crate) fn instance_sig(&mut self, func: ObjId, recv_targs: &[TypeId], targs: &[TypeId]) -> TypeId {
        self.resolve(func);
        let ObjKind::Func(f) = &self.obj(func).kind else {
            return INVALID;
        };
        if recv_targs.is_empty() && (targs.is_empty() || targs == f.tparams) {
            return f.sig;
        }
        let key = (func, [recv_targs, targs].concat());
        if let Some(&sig) = self.sigs.get(&key) {
            return sig;
        }
        let f = f.clone();
        if self.too_many_funcs(&key.1, f.decl.name.span) {
            return INVALID;
        }
        let own = if targs.is_empty() { self.own_params(func, recv_targs) } else { targs.to_vec() };
        let sig = self.with_env(self.instance_env(func), |c| {
            c.push_scope();
            c.bind_receiver_params(&f, recv_targs, true);
            c.bind_own_params(&f, &own, !targs.is_empty());
            c.signature(&f.decl.sig)
        });
        self.sigs.insert(key, sig);
        sig
    }

    /// The type parameters of a function or method itself. A method of a generic type has other ones for each instance
    /// of the type, since their constraints may mention the receiver's type arguments.
    pub(crate) fn own_params(&mut self, func: ObjId, recv_targs: &[TypeId]) -> Vec<TypeId> {
        self.resolve(func);
        let ObjKind::Func(f) = &self.obj(func).kind else {
            return Vec::new();
        };
        if recv_targs.is_empty() || f.tparams.is_empty() {
            return f.tparams.clone();
        }
        let key = (func, recv_targs.to_vec());
        if let Some(params) = self.method_params.get(&key) {
            return params.clone();
        }
        let params = self.fresh_params(func, recv_targs);
        self.method_params.insert(key, params.clone());
        params
    }

    /// Type parameters like those of a function or method itself, but different from all others.
    pub(crate) fn fresh_params(&mut self, func: ObjId, recv_targs: &[TypeId]) -> Vec<TypeId> {
        let ObjKind::Func(f) = &self.obj(func).kind else {
            return Vec::new();
        };
        let f = f.clone();
        self.with_env(self.instance_env(func), |c| {
            c.push_scope();
            c.bind_receiver_params(&f, recv_targs, true);
            c.declare_type_params(&f.decl.type_params)
        })
    }

    /// Where an instance of something is made.
    fn instance_env(&self, obj: ObjId) -> Env {
        let mut env = Env::of_package(self.obj(obj).pkg, self.obj(obj).file);
        env.mode = Mode::Instance;
        if let ObjKind::Type(TypeObj { local: Some(local), .. }) = &self.obj(obj).kind {
            env.scopes.clone_from(&local.scopes);
            env.targs.clone_from(&local.targs);
        }
        env
    }

    /// Binds the names that a method's receiver has for the type parameters of its type.
    pub(crate) fn bind_receiver_params(&mut self, f: &FuncObj<'a>, targs: &[TypeId], instance: bool) {
        if let Some(recv) = &f.recv {
            self.env.receiver_params = targs.iter().copied().zip(recv.names.iter().cloned()).collect();
            self.bind_names(&recv.names, targs, instance);
        }
    }

    /// Binds the names of a function's own type parameters.
    pub(crate) fn bind_own_params(&mut self, f: &FuncObj<'a>, targs: &[TypeId], instance: bool) {
        let names: Vec<Ident> = f.decl.type_params.iter().flat_map(|p| p.names.clone()).collect();
        self.bind_names(&names, targs, instance);
    }
}
