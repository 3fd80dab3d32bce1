//! The state of a check: tables of objects, types, packages and functions, and where in the program we are.

use crate::func::FnCtx;
use crate::hir;
use crate::map::Map;
use crate::object::{Obj, ObjId, ObjKind, Package, PkgId, State};
use crate::packages::Sources;
use crate::type_table::TypeTable;
use crate::types::{Method, Type, TypeId};
use crate::universe::{self, INVALID};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use tidepool_go_syntax::ast::{self, Ident, Name};
use tidepool_go_syntax::{Diagnostic, Span};

/// What is known about a [`Type::Named`] beside its entry in the type table.
#[derive(Clone, Debug)]
pub(crate) struct NamedInfo {
    pub kind: NamedKind,
    /// For interfaces that are constraints (and type parameters): which types belong.
    pub set: Option<Rc<TypeSet>>,
}

#[derive(Clone, Debug)]
pub(crate) enum NamedKind {
    /// Declared in the program; type arguments if it is an instance.
    Defined { obj: ObjId, targs: Vec<TypeId> },
    /// A type parameter; its constraint, and where it is declared.
    Param { constraint: TypeId, span: Span },
    /// A constraint written in place.
    Constraint(ConstraintForm),
    /// `untyped int` and so on, and the invalid type.
    Special,
}

/// A constraint as the program writes it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ConstraintForm {
    /// Without `interface{…}` around.
    pub bare: bool,
    pub methods: Vec<Method>,
    /// Embedded interfaces, types and unions.
    pub embedded: Vec<Vec<Term>>,
}

/// The types that satisfy a constraint, beside its methods.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TypeSet {
    /// None: all types.
    pub terms: Option<Vec<Term>>,
    pub comparable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Term {
    pub tilde: bool,
    pub ty: TypeId,
}

/// Why code is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Ordinary code: errors are reported, HIR is kept.
    Normal,
    /// A generic body over its type parameters: errors are reported, HIR is thrown away.
    Generic,
    /// One instance of a generic body: HIR is kept; what is wrong was reported before.
    Instance,
}

/// Where in the program we are.
#[derive(Debug)]
pub(crate) struct Env {
    pub pkg: PkgId,
    pub file: usize,
    pub mode: Mode,
    /// Innermost last.
    pub scopes: Vec<Scope>,
    /// Enclosing functions, innermost last.
    pub fns: Vec<FnCtx>,
    pub iota: Option<u32>,
    /// Where errors in a constant expression of an earlier line are reported.
    pub error_span: Option<Span>,
    /// The package-level object being declared: dependencies are recorded for it.
    pub decl: Option<ObjId>,
    /// Type arguments of the function around and of its receiver's type.
    pub targs: Vec<TypeId>,
    /// What the receiver calls its type's parameters.
    pub receiver_params: Vec<(TypeId, ast::Ident)>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// Counts scopes in the order in which they were opened.
    seq: u32,
    pub names: Vec<(Name, ObjId)>,
    /// Beside `names`, once there are many.
    index: Map<Name, ObjId>,
}

/// Scopes with more names than this are looked up by hash.
const MANY_NAMES: usize = 12;

impl Scope {
    pub(crate) fn get(&self, name: &str) -> Option<ObjId> {
        if self.names.len() > MANY_NAMES {
            return self.index.get(name).copied();
        }
        self.names.iter().find(|(n, _)| &**n == name).map(|(_, id)| *id)
    }

    fn add(&mut self, name: Name, id: ObjId) {
        self.names.push((name.clone(), id));
        if self.names.len() > MANY_NAMES {
            if self.index.is_empty() {
                self.index.extend(self.names.iter().cloned());
            }
            self.index.insert(name, id);
        }
    }
}

/// A function body still to be checked.
#[derive(Clone, Debug)]
pub(crate) struct FuncTask {
    pub func: hir::FuncId,
    pub obj: ObjId,
    pub targs: Vec<TypeId>,
}

#[derive(Debug)]
pub(crate) struct Checker<'a> {
    pub sources: &'a Sources,
    pub types: TypeTable,
    /// Beside [`TypeTable::named`].
    pub info: Vec<NamedInfo>,
    pub objs: Vec<Obj<'a>>,
    pub pkgs: Vec<Package>,
    pub universe: Map<Name, ObjId>,
    pub env: Env,
    pub diags: Vec<Diagnostic>,
    /// Errors found in instances: bugs of ours or programs beyond us.
    pub instance_errors: Vec<Diagnostic>,
    pub funcs: Vec<Option<hir::Func>>,
    pub globals: Vec<hir::Global>,
    pub global_objs: Vec<ObjId>,
    pub tasks: VecDeque<FuncTask>,
    /// Instances of generic functions, which come last: by then it is known that they have an end.
    pub instance_tasks: VecDeque<FuncTask>,
    pub func_ids: Map<(ObjId, Vec<TypeId>), hir::FuncId>,
    pub sigs: Map<(ObjId, Vec<TypeId>), TypeId>,
    /// Own type parameters of methods, by method and type arguments of the receiver.
    pub method_params: Map<(ObjId, Vec<TypeId>), Vec<TypeId>>,
    pub instances: Map<(ObjId, Vec<TypeId>), TypeId>,
    /// Instances of types whose declarations are being read, to be defined after these.
    pub open_instances: Vec<(ObjId, TypeId)>,
    pub wrappers: BTreeMap<crate::methods::WrapperKey, hir::FuncId>,
    /// Types that are converted to interfaces, in order of discovery.
    pub runtime_types: Vec<TypeId>,
    pub runtime_seen: Map<TypeId, ()>,
    /// What package-level objects refer to, for the order of initialisation.
    pub deps: Vec<BTreeSet<ObjId>>,
    /// Checks to be made when types are complete.
    pub delayed: Vec<Delayed>,
    /// Initialisers of global variables: by the first object of the line.
    pub var_inits: Map<ObjId, hir::FuncId>,
    pub init_queue: VecDeque<ObjId>,
    pub init_started: Map<ObjId, ()>,
    pub resolving: Vec<ObjId>,
    /// Defined types whose right side has no underlying type yet.
    pub pending: Vec<(TypeId, TypeId)>,
    /// Imports by name, to report the unused ones.
    pub import_objs: Vec<(ObjId, &'a ast::ImportSpec)>,
    /// Functions of the user without a body: what is only said if nothing else is wrong.
    pub missing_bodies: Vec<Span>,
    pub odd_receivers: Vec<crate::receivers::OddReceiver<'a>>,
    pub dot_imports: Vec<(PkgId, ObjId)>,
    pub next_fn: u32,
    /// Scopes opened so far.
    pub next_scope: u32,
    /// Calls of the predeclared `panic`.
    pub panics: Map<ast::ExprId, ()>,
    /// Numbers of the ways out of range bodies.
    pub next_exit: i64,
    pub instance_depth: u32,
    /// What generic code gives to type parameters.
    pub flows: Vec<crate::cycles::Flow>,
    pub sizes: Map<TypeId, crate::limits::Size>,
    /// Where there were more instances than we make.
    pub too_many_instances: Option<Span>,
    /// Where instances of types are first written, for messages about types that contain themselves.
    pub first_uses: Map<TypeId, Span>,
    /// What the parameters and results of function types are called.
    pub sig_names: crate::sig_names::SigNames<'a>,
    /// How messages spell what can be written in several ways.
    pub spelling: crate::typefmt::Spelling,
}

/// A check that needs complete types.
#[derive(Clone, Debug)]
pub(crate) enum Delayed {
    MapKey { key: TypeId, span: Span },
    Embedded { ty: TypeId, span: Span },
    Instance { obj: ObjId, targs: Vec<TypeId>, spans: Vec<Span> },
    ValidType { ty: TypeId },
}

impl<'a> Checker<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        let mut checker = Checker {
            sources,
            types: TypeTable::new(),
            info: Vec::new(),
            objs: Vec::new(),
            pkgs: Vec::new(),
            universe: Map::default(),
            env: Env::of_package(PkgId(0), 0),
            diags: Vec::new(),
            instance_errors: Vec::new(),
            funcs: Vec::new(),
            globals: Vec::new(),
            global_objs: Vec::new(),
            tasks: VecDeque::new(),
            instance_tasks: VecDeque::new(),
            func_ids: Map::default(),
            sigs: Map::default(),
            method_params: Map::default(),
            instances: Map::default(),
            open_instances: Vec::new(),
            wrappers: BTreeMap::new(),
            runtime_types: Vec::new(),
            runtime_seen: Map::default(),
            deps: Vec::new(),
            delayed: Vec::new(),
            var_inits: Map::default(),
            init_queue: VecDeque::new(),
            init_started: Map::default(),
            resolving: Vec::new(),
            pending: Vec::new(),
            import_objs: Vec::new(),
            missing_bodies: Vec::new(),
            odd_receivers: Vec::new(),
            dot_imports: Vec::new(),
            next_fn: 0,
            next_scope: 0,
            panics: Map::default(),
            next_exit: 0,
            instance_depth: 0,
            flows: Vec::new(),
            sizes: Map::default(),
            too_many_instances: None,
            first_uses: Map::default(),
            sig_names: Default::default(),
            spelling: crate::typefmt::Spelling::of(sources),
        };
        universe::declare(&mut checker);
        checker
    }

    /// Reports an error, unless it stands in an instance of a generic body (which was checked before).
    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        let message = message.into();
        // What is said about things with errors of their own hardly helps.
        let follows_up = ["invalid type", "invalid operand"]
            .iter()
            .any(|&words| message.contains(words) && !message.starts_with(words) && !self.diags.is_empty());
        if follows_up {
            return;
        }
        let span = self.env.error_span.unwrap_or(span);
        let span = self.spelling.late_starts.get(&span).map_or(span, |&start| Span { start, ..span });
        let diagnostic = Diagnostic::error(span, message);
        match self.env.mode {
            Mode::Instance => self.instance_errors.push(diagnostic),
            _ => self.diags.push(diagnostic),
        }
    }

    /// An error that only matters where the source is read the first time.
    pub(crate) fn soft_error(&mut self, span: Span, message: impl Into<String>) {
        if self.env.mode != Mode::Instance {
            self.error(span, message);
        }
    }

    pub(crate) fn unsupported(&mut self, span: Span, what: &str) {
        self.error(span, format!("{what} is not supported"));
    }

    pub(crate) fn obj(&self, id: ObjId) -> &Obj<'a> {
        &self.objs[id.0 as usize]
    }

    pub(crate) fn obj_mut(&mut self, id: ObjId) -> &mut Obj<'a> {
        &mut self.objs[id.0 as usize]
    }

    pub(crate) fn new_obj(&mut self, name: &Ident, kind: ObjKind<'a>, state: State) -> ObjId {
        let id = ObjId(self.objs.len() as u32);
        self.objs.push(Obj {
            name: name.name.clone(),
            span: name.span,
            pkg: self.env.pkg,
            file: self.env.file,
            state,
            used: false,
            kind,
        });
        self.deps.push(BTreeSet::new());
        id
    }

    pub(crate) fn pkg(&self) -> &Package {
        &self.pkgs[self.env.pkg.0 as usize]
    }

    /// A new defined type together with what we know about it.
    pub(crate) fn new_named(&mut self, name: &str, kind: NamedKind) -> TypeId {
        self.new_linked(name, name, kind)
    }

    /// The same, with a name of its own for use among type arguments.
    pub(crate) fn new_linked(&mut self, name: &str, link: &str, kind: NamedKind) -> TypeId {
        let id = self.types.new_named(name, link);
        self.info.push(NamedInfo { kind, set: None });
        id
    }

    pub(crate) fn info(&self, ty: TypeId) -> Option<&NamedInfo> {
        match self.types.get(ty) {
            Type::Named(n) => self.info.get(*n as usize),
            _ => None,
        }
    }

    pub(crate) fn info_mut(&mut self, ty: TypeId) -> Option<&mut NamedInfo> {
        match self.types.get(ty) {
            Type::Named(n) => self.info.get_mut(*n as usize),
            _ => None,
        }
    }

    /// Runs `f` with another environment and comes back to the present one.
    pub(crate) fn with_env<T>(&mut self, env: Env, f: impl FnOnce(&mut Self) -> T) -> T {
        let saved = std::mem::replace(&mut self.env, env);
        let result = f(self);
        self.env = saved;
        result
    }

    pub(crate) fn is_invalid(&self, ty: TypeId) -> bool {
        ty == INVALID
    }
}

impl Env {
    pub(crate) fn of_package(pkg: PkgId, file: usize) -> Self {
        Env {
            pkg,
            file,
            mode: Mode::Normal,
            scopes: Vec::new(),
            fns: Vec::new(),
            iota: None,
            error_span: None,
            decl: None,
            targs: Vec::new(),
            receiver_params: Vec::new(),
        }
    }
}

/// Scopes and names.
impl<'a> Checker<'a> {
    pub(crate) fn push_scope(&mut self) {
        self.next_scope += 1;
        self.env.scopes.push(Scope { seq: self.next_scope, ..Scope::default() });
    }

    /// Leaves the innermost scope; its unused variables are reported at the end of the function.
    pub(crate) fn pop_scope(&mut self) {
        let Some(scope) = self.env.scopes.pop() else {
            return;
        };
        if self.env.mode == Mode::Instance || !self.pkg().user {
            return;
        }
        if self.env.fns.is_empty() {
            return;
        }
        let root = self.root_fn();
        for (name, id) in scope.names {
            let obj = self.obj(id);
            if matches!(obj.kind, ObjKind::Local(_)) && !obj.used {
                let unused = (scope.seq, obj.span, name);
                self.env.fns[root].unused.push(unused);
            }
        }
    }

    /// Reports the unused variables of the present function: those of outer scopes first.
    pub(crate) fn report_unused(&mut self) {
        let mut unused = self.env.fns.last_mut().map_or_else(Vec::new, |ctx| std::mem::take(&mut ctx.unused));
        unused.sort();
        for (_, span, name) in unused {
            self.error(span, format!("declared and not used: {name}"));
        }
    }

    /// Puts a name into the innermost local scope.
    pub(crate) fn declare(&mut self, name: &Ident, id: ObjId) {
        if name.is_blank() {
            return;
        }
        let Some(scope) = self.env.scopes.last_mut() else {
            return;
        };
        match scope.get(&name.name) {
            Some(other) => self.redeclared(name, other),
            None => scope.add(name.name.clone(), id),
        }
    }

    pub(crate) fn redeclared(&mut self, name: &Ident, other: ObjId) {
        let place = self.sources.map.describe(self.obj(other).span);
        let message =
            format!("{} redeclared in this block\n\t{place}: other declaration of {}", name.name, name.name);
        self.soft_error(name.span, message);
    }

    /// What a name means here.
    pub(crate) fn lookup(&self, name: &str) -> Option<ObjId> {
        for scope in self.env.scopes.iter().rev() {
            if let Some(id) = scope.get(name) {
                return Some(id);
            }
        }
        let pkg = self.pkg();
        let imported = pkg.imports.get(self.env.file).and_then(|names| names.get(name));
        pkg.scope.get(name).or(imported).or_else(|| self.universe.get(name)).copied()
    }

    pub(crate) fn lookup_ident(&self, expr: &ast::Expr) -> Option<ObjId> {
        match &expr.kind {
            ast::ExprKind::Ident(name) => self.lookup(name),
            _ => None,
        }
    }
}
