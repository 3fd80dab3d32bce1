//! First pass over a package: which names it declares.

use crate::check::{Checker, Env};
use crate::decl::{const_kind, func_kind, global_kind, type_kind};
use crate::lookup::is_exported;
use crate::map::Map;
use crate::object::{ObjId, ObjKind, Package, PkgId, State};
use tidepool_go_syntax::ast::{self, DeclKind, Ident, ImportName};

impl<'a> Checker<'a> {
    /// Declares the names of all packages and of their imports.
    pub(crate) fn collect(&mut self) {
        let sources = self.sources;
        for loaded in &sources.packages {
            let name = loaded.files.first().map_or("_", |f| &f.package.name).to_string();
            self.pkgs.push(Package {
                path: loaded.path.clone(),
                name,
                user: loaded.user,
                scope: Map::default(),
                imports: vec![Map::default(); loaded.files.len()],
                vars: Vec::new(),
                inits: Vec::new(),
                order: Vec::new(),
                deps: loaded.imports.clone(),
            });
        }
        for (index, loaded) in sources.packages.iter().enumerate() {
            for (file, tree) in loaded.files.iter().enumerate() {
                self.env = Env::of_package(PkgId(index as u32), file);
                self.check_package_clause(tree);
                tree.decls.iter().for_each(|d| self.collect_decl(d));
            }
            for (file, tree) in loaded.files.iter().enumerate() {
                self.env = Env::of_package(PkgId(index as u32), file);
                tree.decls.iter().for_each(|d| self.collect_method(d));
            }
        }
        for (index, loaded) in sources.packages.iter().enumerate() {
            for (file, tree) in loaded.files.iter().enumerate() {
                self.env = Env::of_package(PkgId(index as u32), file);
                tree.imports.iter().for_each(|i| self.collect_import(i));
            }
        }
    }

    fn check_package_clause(&mut self, tree: &'a ast::File) {
        let expected = self.pkg().name.clone();
        if *tree.package.name != *expected && *tree.package.name != *"_" {
            let text = format!("package {}; expected package {expected}", tree.package.name);
            self.error(tree.package.span, text);
        }
    }

    fn collect_import(&mut self, spec: &'a ast::ImportSpec) {
        let Some(&dep) = self.sources.by_path.get(&*spec.path) else {
            return;
        };
        let (name, span) = match &spec.name {
            ImportName::Blank(_) => return,
            ImportName::Alias(alias) => (alias.name.clone(), alias.span),
            ImportName::Default => (self.pkgs[dep.0 as usize].name.as_str().into(), spec.span),
            ImportName::Dot(_) => return self.dot_import(dep, spec),
        };
        let ident = Ident { name: name.clone(), span };
        let id = self.new_obj(&ident, ObjKind::Package(dep), State::Resolved);
        self.import_objs.push((id, spec));
        let file = self.env.file;
        if let Some(&other) = self.pkg().imports[file].get(&name) {
            return self.redeclared(&ident, other);
        }
        if let Some(&other) = self.pkg().scope.get(&name) {
            let place = self.sources.map.describe(ident.span);
            let package = &self.pkgs[dep.0 as usize];
            let text = format!(
                "{name} already declared through import of package {} ({:?})\n\t{place}: other declaration of {name}",
                package.name, package.path
            );
            let span = self.obj(other).span;
            self.error(span, text);
        }
        self.pkgs[self.env.pkg.0 as usize].imports[file].insert(name, id);
    }

    fn dot_import(&mut self, dep: PkgId, spec: &'a ast::ImportSpec) {
        let ident = Ident { name: self.pkgs[dep.0 as usize].name.as_str().into(), span: spec.span };
        let id = self.new_obj(&ident, ObjKind::Package(dep), State::Resolved);
        self.import_objs.push((id, spec));
        self.dot_imports.push((dep, id));
        let mut exported: Vec<(ast::Name, ObjId)> = self.pkgs[dep.0 as usize]
            .order
            .iter()
            .map(|&o| (self.obj(o).name.clone(), o))
            .filter(|(n, o)| is_exported(n) && self.pkgs[dep.0 as usize].scope.get(n) == Some(o))
            .collect();
        exported.sort();
        let file = self.env.file;
        for (name, obj) in exported {
            self.pkgs[self.env.pkg.0 as usize].imports[file].insert(name, obj);
        }
    }

    fn collect_decl(&mut self, decl: &'a ast::Decl) {
        match &decl.kind {
            DeclKind::Const(group) => {
                for (line, spec) in group.iter().enumerate() {
                    for (index, name) in spec.names.iter().enumerate() {
                        self.add(name, const_kind(group, line, index));
                    }
                }
            }
            DeclKind::Var(group) => group.iter().for_each(|spec| self.collect_vars(spec)),
            DeclKind::Type(group) => group.iter().for_each(|spec| {
                self.add(&spec.name, type_kind(spec));
            }),
            DeclKind::Func(decl) if decl.recv.is_none() => self.collect_func(decl),
            DeclKind::Func(_) => {}
        }
    }

    fn collect_vars(&mut self, spec: &'a ast::VarSpec) {
        let first = ObjId(self.objs.len() as u32);
        for (index, name) in spec.names.iter().enumerate() {
            let id = self.add(name, global_kind(spec, index, first));
            let pkg = self.env.pkg.0 as usize;
            self.pkgs[pkg].vars.push(id);
        }
    }

    fn collect_func(&mut self, decl: &'a ast::FuncDecl) {
        let special = match &*decl.name.name {
            "init" => true,
            "main" => self.pkg().name == "main",
            _ => false,
        };
        if special {
            let name = &decl.name.name;
            if let Some(first) = decl.type_params.iter().flat_map(|param| &param.names).next() {
                self.error(first.span, format!("func {name} must have no type parameters"));
            }
            if !decl.sig.params.is_empty() || !decl.sig.results.is_empty() {
                self.error(
                    decl.name.span,
                    format!("func {name} must have no arguments and no return values"),
                );
            }
        }
        if &*decl.name.name == "init" {
            let id = self.new_obj(&decl.name, func_kind(decl, None), State::Unresolved);
            if decl.body.is_none() {
                self.error(decl.name.span, "func init must have a body");
            }
            let pkg = self.env.pkg.0 as usize;
            self.pkgs[pkg].inits.push(id);
            return;
        }
        self.add(&decl.name, func_kind(decl, None));
    }

    /// Declares a package-level name.
    fn add(&mut self, name: &Ident, kind: ObjKind<'a>) -> ObjId {
        let is_func = matches!(kind, ObjKind::Func(_));
        let id = self.new_obj(name, kind, State::Unresolved);
        let pkg = self.env.pkg.0 as usize;
        self.pkgs[pkg].order.push(id);
        if name.is_blank() {
            return id;
        }
        let special = &*name.name == "init" || (&*name.name == "main" && self.pkgs[pkg].name == "main");
        if special && !is_func {
            self.error(name.span, format!("cannot declare {} - must be func", name.name));
            return id;
        }
        match self.pkgs[pkg].scope.get(&name.name) {
            Some(&other) => self.redeclared(name, other),
            None => {
                self.pkgs[pkg].scope.insert(name.name.clone(), id);
            }
        }
        id
    }
}
