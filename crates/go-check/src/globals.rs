//! Package-level variables and the order in which they are initialised.

use crate::check::{Checker, Env, Mode};
use crate::hir::{self, FuncId, Global, GlobalId, StmtKind as H};
use crate::object::{GlobalObj, ObjId, ObjKind, PkgId};
use crate::stmt::{Lhs, Values};
use crate::type_table::basic;
use crate::types::TypeId;
use crate::universe::INVALID;
use std::collections::{BTreeMap, BTreeSet};
use tidepool_go_syntax::Span;

impl<'a> Checker<'a> {
    /// The storage of a package-level variable.
    pub(crate) fn global_place(&mut self, id: ObjId, ty: TypeId, span: Span) -> hir::Place {
        self.depend_on(id);
        let global = self.global_id(id, ty);
        hir::Place { kind: hir::PlaceKind::Global(global), ty, span }
    }

    /// The variable as the target of its own initialiser, which is no reference to it.
    fn global_target(&mut self, id: ObjId, ty: TypeId) -> hir::Place {
        let global = self.global_id(id, ty);
        hir::Place { kind: hir::PlaceKind::Global(global), ty, span: self.obj(id).span }
    }

    fn global_id(&mut self, id: ObjId, ty: TypeId) -> GlobalId {
        let obj = self.obj(id);
        if let ObjKind::Global(GlobalObj { global: Some(global), .. }) = obj.kind {
            return global;
        }
        let name = format!("{}.{}", self.pkgs[obj.pkg.0 as usize].path, obj.name);
        let global = GlobalId(self.globals.len() as u32);
        self.globals.push(Global { name, ty });
        self.global_objs.push(id);
        if let ObjKind::Global(g) = &mut self.obj_mut(id).kind {
            g.global = Some(global);
        }
        global
    }

    /// Checks and lowers the initialiser of a variable (of its whole line, if one call gives all values).
    pub(crate) fn global_init(&mut self, id: ObjId) {
        let ObjKind::Global(g) = self.obj(id).kind.clone() else {
            return;
        };
        let shared = g.spec.values.len() == 1 && g.spec.names.len() > 1;
        let key = if shared { g.first } else { id };
        if g.spec.values.is_empty() || self.init_started.insert(key, ()).is_some() {
            return;
        }
        let mut env = Env::of_package(self.obj(id).pkg, self.obj(id).file);
        env.decl = Some(key);
        let body = self.with_env(env, |c| {
            let path = c.pkg_path().to_string();
            c.begin_fn(format!("{path}.init"), false);
            c.push_scope();
            let mut stmts = Vec::new();
            match shared {
                true => c.init_line(&g, &mut stmts),
                false => c.init_one(id, &g, &mut stmts),
            }
            c.pop_scope();
            c.report_unused();
            let locals = c.env.fns.pop().map_or_else(Vec::new, |ctx| ctx.locals);
            let mut func = c.wrapper_func(format!("{path}.init"), g.spec.span);
            func.wrapper = false;
            func.locals = locals;
            func.body = Some(hir::Block { stmts });
            func
        });
        let func = self.new_func();
        self.funcs[func.0 as usize] = Some(body);
        self.var_inits.insert(key, func);
    }

    fn init_one(&mut self, id: ObjId, g: &GlobalObj<'a>, out: &mut Vec<hir::Stmt>) {
        let Some(e) = g.spec.values.get(g.index) else {
            return self.set_global_type(id, declared_or_invalid(g, self.global_type(id)));
        };
        let declared = g.spec.ty.is_some().then(|| self.global_type(id));
        let (ty, value) = self.var_value(&g.spec.names[g.index], e, declared);
        self.set_global_type(id, ty);
        let place = match self.obj(id).name.as_ref() {
            "_" => None,
            _ => Some(self.global_target(id, ty)),
        };
        out.push(hir::Stmt { kind: H::Assign(vec![place], vec![value]), span: g.spec.span });
    }

    fn global_type(&self, id: ObjId) -> TypeId {
        match &self.obj(id).kind {
            ObjKind::Global(g) => g.ty,
            _ => INVALID,
        }
    }

    fn init_line(&mut self, g: &GlobalObj<'a>, out: &mut Vec<hir::Stmt>) {
        let names = &g.spec.names;
        let ids: Vec<ObjId> = (0..names.len()).map(|i| ObjId(g.first.0 + i as u32)).collect();
        let values = self.values(&g.spec.values, names.len(), true);
        let declared = g.spec.ty.as_ref().map(|_| self.declared_type(&ids));
        let types: Vec<TypeId> = match (&values, declared) {
            (_, Some(ty)) => vec![ty; names.len()],
            (Some(Values::Tuple(_, types, _) | Values::CommaOk(_, types, _)), None) => types.clone(),
            _ => vec![INVALID; names.len()],
        };
        let mut targets = Vec::new();
        for ((&id, name), &ty) in ids.iter().zip(names).zip(&types) {
            if declared.is_none() {
                self.set_global_type(id, ty);
            }
            targets.push(match name.is_blank() {
                true => Lhs::Blank,
                false => Lhs::Place(self.global_target(id, ty)),
            });
            if let ObjKind::Global(_) = self.obj(id).kind {
                self.obj_mut(id).state = crate::object::State::Resolved;
            }
        }
        if let Some(values) = values {
            self.assign_values(targets, values, g.spec.span, out);
        }
    }

    fn declared_type(&mut self, ids: &[ObjId]) -> TypeId {
        for &id in ids {
            self.resolve(id);
        }
        ids.first().map_or(INVALID, |&id| self.global_type(id))
    }
}

fn declared_or_invalid(g: &GlobalObj<'_>, ty: TypeId) -> TypeId {
    if g.spec.ty.is_some() { ty } else { INVALID }
}

/// Order.
impl<'a> Checker<'a> {
    /// The function that initialises all packages.
    pub(crate) fn init_func(&mut self) -> FuncId {
        let mut order = Vec::new();
        self.package_order(PkgId(0), &mut BTreeSet::new(), &mut order);
        let mut stmts = Vec::new();
        for pkg in order {
            for func in self.package_inits(pkg) {
                let span = Span::default();
                let call = hir::Call {
                    callee: hir::Callee::Func(func),
                    args: Vec::new(),
                    spread: false,
                    ty: basic::UNIT,
                    span,
                };
                let kind = hir::ExprKind::Call(Box::new(call));
                let kind = H::Expr(hir::Expr { kind, ty: basic::UNIT, span });
                stmts.push(hir::Stmt { kind, span });
            }
        }
        let mut func = self.wrapper_func("runtime.doInit".into(), Span::default());
        func.body = Some(hir::Block { stmts });
        let id = self.new_func();
        self.funcs[id.0 as usize] = Some(func);
        id
    }

    /// Imported packages first, by path.
    fn package_order(&self, pkg: PkgId, seen: &mut BTreeSet<PkgId>, order: &mut Vec<PkgId>) {
        if !seen.insert(pkg) {
            return;
        }
        let mut deps = self.pkgs[pkg.0 as usize].deps.clone();
        deps.sort_by(|a, b| self.pkgs[a.0 as usize].path.cmp(&self.pkgs[b.0 as usize].path));
        for dep in deps {
            self.package_order(dep, seen, order);
        }
        order.push(pkg);
    }

    fn package_inits(&mut self, pkg: PkgId) -> Vec<FuncId> {
        let mut funcs = self.variable_order(pkg);
        for init in self.pkgs[pkg.0 as usize].inits.clone() {
            funcs.push(self.func_id(init, &[]));
        }
        funcs
    }

    /// The initialisers of a package's variables: always the first one in order of declaration whose references, direct
    /// and through functions, are all initialised.
    fn variable_order(&self, pkg: PkgId) -> Vec<FuncId> {
        let mut keys: Vec<ObjId> = self.pkgs[pkg.0 as usize].vars.iter().map(|&v| self.init_key(v)).collect();
        keys.dedup();
        let index: BTreeMap<ObjId, usize> = keys.iter().enumerate().map(|(at, &key)| (key, at)).collect();
        let mut dependents = vec![Vec::new(); keys.len()];
        let mut missing = vec![0usize; keys.len()];
        for (at, &key) in keys.iter().enumerate() {
            let mut needed = BTreeSet::new();
            self.reach(key, pkg, &mut needed);
            for &dep in needed.iter().filter_map(|dep| index.get(dep)).filter(|&&dep| dep != at) {
                dependents[dep].push(at);
                missing[at] += 1;
            }
        }
        let mut ready: BTreeSet<usize> = (0..keys.len()).filter(|&at| missing[at] == 0).collect();
        let mut funcs = Vec::new();
        while let Some(at) = ready.pop_first() {
            funcs.extend(self.var_inits.get(&keys[at]));
            for &dependent in &dependents[at] {
                missing[dependent] -= 1;
                if missing[dependent] == 0 {
                    ready.insert(dependent);
                }
            }
        }
        funcs
    }

    fn init_key(&self, var: ObjId) -> ObjId {
        match &self.obj(var).kind {
            ObjKind::Global(g) if g.spec.values.len() == 1 && g.spec.names.len() > 1 => g.first,
            _ => var,
        }
    }

    /// All objects of the package that `from` refers to, directly or through others.
    fn reach(&self, from: ObjId, pkg: PkgId, seen: &mut BTreeSet<ObjId>) {
        let mut stack = vec![from];
        while let Some(obj) = stack.pop() {
            for &dep in &self.deps[obj.0 as usize] {
                let key = self.init_key(dep);
                if self.obj(dep).pkg == pkg && seen.insert(key) {
                    stack.push(key);
                }
            }
        }
    }

    /// Reports variables whose initialisation needs themselves.
    pub(crate) fn check_init_cycles(&mut self) {
        let user: Vec<PkgId> =
            (0..self.pkgs.len() as u32).map(PkgId).filter(|p| self.pkgs[p.0 as usize].user).collect();
        for pkg in user {
            let mut reported = BTreeSet::new();
            for var in self.pkgs[pkg.0 as usize].vars.clone() {
                let key = self.init_key(var);
                let mut seen = BTreeSet::new();
                self.reach(key, pkg, &mut seen);
                if self.var_inits.contains_key(&key) && seen.contains(&key) && !reported.contains(&key) {
                    let path = self.cycle_path(key, pkg);
                    reported.extend(path.iter().copied());
                    self.report_init_cycle(&path);
                }
            }
        }
    }

    /// The shortest way from an object back to itself.
    fn cycle_path(&self, start: ObjId, pkg: PkgId) -> Vec<ObjId> {
        let mut paths = std::collections::VecDeque::from([vec![start]]);
        let mut seen = BTreeSet::new();
        while let Some(path) = paths.pop_front() {
            let last = path.last().copied().unwrap_or(start);
            for &dep in &self.deps[last.0 as usize] {
                let dep = self.init_key(dep);
                if dep == start {
                    return path;
                }
                if self.obj(dep).pkg == pkg && seen.insert(dep) {
                    paths.push_back(path.iter().copied().chain([dep]).collect());
                }
            }
        }
        vec![start]
    }

    fn report_init_cycle(&mut self, path: &[ObjId]) {
        let Some(&first) = path.first() else {
            return;
        };
        let name = self.obj(first).name.clone();
        let span = self.obj(first).span;
        if self.diags.iter().any(|d| d.span == span) || self.env.mode != Mode::Normal {
            return;
        }
        if path.len() == 1 {
            self.error(span, format!("initialization cycle: {name} refers to itself"));
            return;
        }
        let mut text = format!("initialization cycle for {name}");
        for (i, &obj) in path.iter().enumerate() {
            let to = self.obj(path[(i + 1) % path.len()]).name.clone();
            let from = self.obj(obj);
            let place = self.sources.map.describe(from.span);
            text.push_str(&format!("\n\t{place}: {} refers to {to}", from.name));
        }
        self.error(span, text);
    }
}
