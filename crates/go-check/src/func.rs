//! Functions: their locals, captured variables, bodies.

use crate::check::{Checker, Env, FuncTask, Mode};
use crate::hir::{self, FuncId, LabelId, LocalId};
use crate::object::{FuncObj, LocalObj, ObjId, ObjKind, Receiver, State};
use crate::returns;
use crate::stmt::Target;
use crate::types::{Type, TypeId};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{self, Ident, Name};

/// What functions of generic bodies get instead of a number: their HIR is thrown away.
pub(crate) const NO_FUNC: FuncId = FuncId(u32::MAX);

/// A local variable that takes more slots than this lives in an object of its own.
const MAX_REGISTER_SLOTS: u32 = 64;

/// A function while its body is checked.
#[derive(Debug, Default)]
pub(crate) struct FnCtx {
    /// Unique over the program.
    pub id: u32,
    pub name: String,
    pub locals: Vec<hir::Local>,
    /// Locals that stand for variables of the enclosing function, and those variables there.
    pub captures: Vec<LocalId>,
    pub captured_from: Vec<LocalId>,
    /// Which variable (owner, number) each capture is.
    pub capture_of: Vec<(u32, LocalId)>,
    pub results: Vec<LocalId>,
    pub named_results: bool,
    pub next_label: u32,
    /// Function literals so far; for their names.
    pub literals: u32,
    pub is_literal: bool,
    /// What `break` and `continue` may leave, innermost last.
    pub targets: Vec<Target>,
    /// Labels of `goto`, by name.
    pub labels: Vec<(Name, LabelId)>,
    /// Loops around the present place.
    pub loops: u32,
    /// The body can jump backwards.
    pub has_goto: bool,
    /// For the body of a range over a function.
    pub range_body: Option<crate::stmt::RangeBody>,
    /// The variable that says what to do after the call of a range body.
    pub next_var: Option<LocalId>,
    /// Range bodies so far; for their names.
    pub range_bodies: u32,
    /// Unused variables found so far, each after the number of its scope.
    pub unused: Vec<(u32, Span, Name)>,
    /// The variable that holds the token for deferred calls out of range bodies.
    pub defer_token: Option<LocalId>,
}

/// Locals.
impl<'a> Checker<'a> {
    pub(crate) fn fn_ctx(&mut self) -> &mut FnCtx {
        if self.env.fns.is_empty() {
            // Expressions outside of functions (array lengths, constants) have no use for locals.
            self.begin_fn(String::new(), false);
        }
        let last = self.env.fns.len() - 1;
        &mut self.env.fns[last]
    }

    pub(crate) fn begin_fn(&mut self, name: String, is_literal: bool) {
        self.next_fn += 1;
        let id = self.next_fn;
        self.env.fns.push(FnCtx { id, name, is_literal, ..FnCtx::default() });
    }

    /// A new local variable of the present function, not in any scope.
    pub(crate) fn new_local(&mut self, name: &str, ty: TypeId, span: Span) -> LocalId {
        let ty = if crate::universe::is_untyped(ty) { self.defaulted(ty) } else { ty };
        let boxed = self.types.slots(ty) > MAX_REGISTER_SLOTS;
        let ctx = self.fn_ctx();
        let id = LocalId(ctx.locals.len() as u32);
        ctx.locals.push(hir::Local { name: name.into(), ty, boxed, span });
        id
    }

    /// A temporary that holds an intermediate value.
    pub(crate) fn temp(&mut self, ty: TypeId, span: Span) -> LocalId {
        self.new_local("", ty, span)
    }

    pub(crate) fn new_label(&mut self) -> LabelId {
        let ctx = self.fn_ctx();
        ctx.next_label += 1;
        LabelId(ctx.next_label - 1)
    }

    /// Declares a variable in the innermost scope.
    pub(crate) fn declare_local(&mut self, name: &Ident, ty: TypeId, used: bool) -> LocalId {
        let (local, id) = self.local_obj(name, ty, used);
        self.declare(name, id);
        local
    }

    /// A variable that is put into scope later by [`Checker::declare`].
    pub(crate) fn local_obj(&mut self, name: &Ident, ty: TypeId, used: bool) -> (LocalId, ObjId) {
        let local = self.new_local(&name.name, ty, name.span);
        let owner = self.fn_ctx().id;
        let id = self.new_obj(name, ObjKind::Local(LocalObj { ty, owner, local }), State::Resolved);
        self.obj_mut(id).used = used;
        (local, id)
    }

    /// The number under which the present function knows a variable: its own, or a captured one.
    pub(crate) fn local_here(&mut self, owner: u32, local: LocalId) -> LocalId {
        let Some(start) = self.env.fns.iter().position(|f| f.id == owner) else {
            return local;
        };
        let mut here = local;
        for depth in start + 1..self.env.fns.len() {
            let known = self.env.fns[depth].capture_of.iter().position(|&c| c == (owner, local));
            if let Some(index) = known {
                here = self.env.fns[depth].captures[index];
                continue;
            }
            let parent = &mut self.env.fns[depth - 1].locals[here.0 as usize];
            parent.boxed = true;
            let copy = parent.clone();
            let ctx = &mut self.env.fns[depth];
            let id = LocalId(ctx.locals.len() as u32);
            ctx.locals.push(copy);
            ctx.captures.push(id);
            ctx.captured_from.push(here);
            ctx.capture_of.push((owner, local));
            here = id;
        }
        here
    }

    /// The variable under a place lives in an object of its own from now on.
    pub(crate) fn mark_boxed(&mut self, place: &hir::Place) {
        match &place.kind {
            hir::PlaceKind::Local(local) => {
                if let Some(l) = self.fn_ctx().locals.get_mut(local.0 as usize) {
                    l.boxed = true;
                }
            }
            hir::PlaceKind::Field(base, _) | hir::PlaceKind::Index(base, _) => self.mark_boxed(base),
            _ => {}
        }
    }
}

/// Bodies.
impl<'a> Checker<'a> {
    /// The number of a function (or of an instance of it); its body is checked later.
    pub(crate) fn func_id(&mut self, obj: ObjId, targs: &[TypeId]) -> FuncId {
        self.depend_on(obj);
        if self.env.mode == Mode::Generic {
            return NO_FUNC;
        }
        let key = (obj, targs.to_vec());
        if let Some(&id) = self.func_ids.get(&key) {
            return id;
        }
        if !targs.is_empty() && self.too_many_funcs(targs, self.obj(obj).span) {
            return NO_FUNC;
        }
        let id = self.new_func();
        let tasks = if targs.is_empty() { &mut self.tasks } else { &mut self.instance_tasks };
        tasks.push_back(FuncTask { func: id, obj, targs: key.1.clone() });
        self.func_ids.insert(key, id);
        id
    }

    pub(crate) fn new_func(&mut self) -> FuncId {
        let id = FuncId(self.funcs.len() as u32);
        self.funcs.push(None);
        id
    }

    /// Notes that the declaration at hand refers to a package-level object.
    pub(crate) fn depend_on(&mut self, obj: ObjId) {
        if let Some(decl) = self.env.decl {
            self.deps[decl.0 as usize].insert(obj);
        }
    }

    /// Checks and lowers one function (instance).
    pub(crate) fn run_task(&mut self, task: &FuncTask) {
        let mode = if task.targs.is_empty() { Mode::Normal } else { Mode::Instance };
        let func = self.lower_func(task.obj, &task.targs, mode);
        self.funcs[task.func.0 as usize] = Some(func);
    }

    /// Checks a generic function over its own type parameters, for errors.
    pub(crate) fn check_generic(&mut self, obj: ObjId) {
        self.resolve(obj);
        let ObjKind::Func(f) = &self.obj(obj).kind else {
            return;
        };
        let mut targs = f.recv.as_ref().map_or_else(Vec::new, |recv| self.type_params(recv.base));
        targs.extend(&f.tparams);
        self.lower_func(obj, &targs, Mode::Generic);
    }

    fn lower_func(&mut self, obj: ObjId, targs: &[TypeId], mode: Mode) -> hir::Func {
        self.resolve(obj);
        let ObjKind::Func(f) = self.obj(obj).kind.clone() else {
            return self.empty_func(Span::default());
        };
        let mut env = Env::of_package(self.obj(obj).pkg, self.obj(obj).file);
        env.mode = mode;
        env.decl = Some(obj);
        env.targs = targs.to_vec();
        self.with_env(env, |c| {
            c.push_scope();
            let split = f.recv.as_ref().map_or(0, |r| c.type_param_count(r.base)).min(targs.len());
            let (recv_targs, own) = targs.split_at(split);
            let instance = mode != Mode::Generic;
            if !instance {
                // What is wrong with the head of a generic function is known already.
                c.env.mode = Mode::Instance;
            }
            c.bind_receiver_params(&f, recv_targs, instance);
            c.bind_own_params(&f, own, instance);
            let name = c.func_name(obj, &f);
            c.begin_fn(name, false);
            // Names of parameters are not known in the types of others.
            let (types, result_types) = (c.all_types(&f.decl.sig.params), c.all_types(&f.decl.sig.results));
            let mut params = Vec::new();
            match (&f.recv, &f.decl.recv) {
                (Some(recv), Some(decl)) => params.push(c.declare_receiver(recv, recv_targs, decl)),
                (None, Some(decl)) => c.declare_odd_receiver(decl),
                _ => {}
            }
            params.extend(c.declare_params(&f.decl.sig.params, &types));
            let results = c.declare_params(&f.decl.sig.results, &result_types);
            c.env.mode = mode;
            let func = c.finish_func(&f.decl.sig, params, results, f.decl.body.as_ref(), f.decl.span);
            hir::Func { noinline: f.decl.noinline, ..func }
        })
    }

    /// The type parameters of a generic type.
    pub(crate) fn type_params(&self, obj: ObjId) -> Vec<TypeId> {
        match &self.obj(obj).kind {
            ObjKind::Type(t) => t.tparams.clone(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn type_param_count(&self, obj: ObjId) -> usize {
        match &self.obj(obj).kind {
            ObjKind::Type(t) => t.tparams.len(),
            _ => 0,
        }
    }

    fn empty_func(&self, span: Span) -> hir::Func {
        hir::Func {
            name: String::new(),
            package: String::new(),
            locals: Vec::new(),
            params: Vec::new(),
            results: Vec::new(),
            named_results: false,
            variadic: false,
            captures: Vec::new(),
            body: None,
            span,
            end: span,
            noinline: false,
            wrapper: false,
        }
    }

    /// A generated function under a name, to be filled in.
    pub(crate) fn wrapper_func(&self, name: String, span: Span) -> hir::Func {
        let package = self.pkg_path().to_string();
        hir::Func { name, package, wrapper: true, ..self.empty_func(span) }
    }

    fn declare_receiver(&mut self, recv: &Receiver, targs: &[TypeId], decl: &'a ast::Param) -> LocalId {
        self.resolve(recv.base);
        let base = match targs.is_empty() {
            true => match &self.obj(recv.base).kind {
                ObjKind::Type(t) => t.ty,
                _ => INVALID,
            },
            false => self.instantiate_type(recv.base, targs),
        };
        let ty = if recv.pointer { self.types.intern(Type::Pointer(base)) } else { base };
        match decl.names.first() {
            Some(name) => self.declare_local(name, ty, true),
            None => self.new_local("", ty, decl.span),
        }
    }

    /// Declares the receiver of a method that can be none, which is reported elsewhere.
    fn declare_odd_receiver(&mut self, decl: &'a ast::Param) {
        let mode = std::mem::replace(&mut self.env.mode, Mode::Instance);
        let params = std::slice::from_ref(decl);
        let types = self.all_types(params);
        self.declare_params(params, &types);
        self.env.mode = mode;
    }

    /// Declares parameters or results, a type for each of them.
    pub(crate) fn declare_params(&mut self, params: &'a [ast::Param], types: &[TypeId]) -> Vec<LocalId> {
        let names = params.iter().flat_map(|param| {
            let unnamed = param.names.is_empty().then_some((None, param.span));
            param.names.iter().map(|name| (Some(name), name.span)).chain(unnamed)
        });
        let locals = names.zip(types).map(|((name, span), &ty)| match name {
            Some(name) => self.declare_local(name, ty, true),
            None => self.new_local("", ty, span),
        });
        locals.collect()
    }

    /// Checks the body of the function just begun, and ends it. The scope with its parameters is left.
    fn finish_func(
        &mut self,
        sig: &'a ast::Signature,
        params: Vec<LocalId>,
        results: Vec<LocalId>,
        body: Option<&'a ast::Block>,
        span: Span,
    ) -> hir::Func {
        let named_results = sig.results.iter().any(|r| !r.names.is_empty());
        let ctx = self.fn_ctx();
        ctx.results.clone_from(&results);
        ctx.named_results = named_results;
        ctx.has_goto = body.is_some_and(returns::has_goto);
        let block = body.map(|body| {
            let mut stmts = Vec::new();
            self.stmts(&body.stmts, &mut stmts);
            if !results.is_empty()
                && !returns::terminates_list(&body.stmts, &|e| self.panics.contains_key(&e.id))
            {
                self.soft_error(body.span.last_byte(), "missing return");
            }
            self.with_defer_token(stmts)
        });
        self.pop_scope();
        self.report_unused();
        let Some(ctx) = self.env.fns.pop() else {
            return self.empty_func(span);
        };
        hir::Func {
            name: ctx.name,
            package: self.pkg_path().to_string(),
            locals: ctx.locals,
            params,
            results,
            named_results,
            variadic: sig.params.last().is_some_and(|p| p.variadic.is_some()),
            captures: ctx.captures,
            body: block,
            span,
            end: body.map_or(span, |b| b.span.last_byte()),
            noinline: false,
            wrapper: false,
        }
    }

    pub(crate) fn with_defer_token(&mut self, stmts: Vec<hir::Stmt>) -> hir::Block {
        let Some(token) = self.fn_ctx().defer_token else {
            return hir::Block { stmts };
        };
        let ctx = self.fn_ctx();
        let local = &ctx.locals[token.0 as usize];
        let (ty, span) = (local.ty, local.span);
        let value = hir::Expr { kind: hir::ExprKind::DeferToken, ty, span };
        let first = hir::Stmt { kind: hir::StmtKind::Declare(token, Some(value)), span };
        hir::Block { stmts: std::iter::once(first).chain(stmts).collect() }
    }

    /// The function's name as stacks print it.
    pub(crate) fn func_name(&self, obj: ObjId, f: &FuncObj<'a>) -> String {
        let path = &self.pkgs[self.obj(obj).pkg.0 as usize].path;
        let name = &f.decl.name.name;
        let own = if f.decl.type_params.is_empty() { "" } else { "[...]" };
        let Some(recv) = &f.recv else {
            if &**name == "init" {
                let pkg = &self.pkgs[self.obj(obj).pkg.0 as usize];
                let index = pkg.inits.iter().position(|&o| o == obj).unwrap_or(0);
                return format!("{path}.init.{index}");
            }
            return format!("{path}.{name}{own}");
        };
        let base = self.obj(recv.base);
        let args = if self.type_param_count(recv.base) > 0 { "[...]" } else { "" };
        match recv.pointer {
            true => format!("{path}.(*{}{args}).{name}{own}", base.name),
            false => format!("{path}.{}{args}.{name}{own}", base.name),
        }
    }
}
