//! The whole check: all packages to one program.

use crate::check::{Checker, Env, Mode};
use crate::hir::{self, FuncId, Program, SourceInfo};
use crate::object::{ObjId, ObjKind, PkgId};
use crate::packages::{PackageFiles, Sources, load};
use tidepool_go_syntax::ast::ImportName;
use tidepool_go_syntax::diag::as_compiler_shows;
use tidepool_go_syntax::{Diagnostic, SourceMap, Span};

/// What a check gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The program, unless there are errors.
    pub program: Option<Program>,
    /// All findings in order of place, without repetitions.
    pub diagnostics: Vec<Diagnostic>,
    /// All files, the user's first; spans refer to it.
    pub sources: SourceMap,
}

/// Checks the user's `package main` (file names and texts) together with the packages it imports.
///
/// `std` gives the files of a package by its import path, or none if there is no such package.
pub fn check_program(user: &[(String, String)], std: &dyn Fn(&str) -> Option<PackageFiles>) -> Checked {
    let mut sources = load(user, std);
    let mut found = std::mem::take(&mut sources.diagnostics);
    let mut program = None;
    // As in Go, types are not checked before the syntax is right.
    if !found.iter().any(Diagnostic::is_error) {
        let checked = check_sources(&sources);
        program = checked.0;
        found.extend(with_late(checked.1, std::mem::take(&mut sources.late)));
    }
    let diagnostics = as_compiler_shows(found, &sources.map);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Checked { program: program.filter(|_| !failed), diagnostics, sources: sources.map }
}

/// Checks the user's `package main` against the standard packages that come with Tidepool.
pub fn check(user: &[(String, String)]) -> Checked {
    check_program(user, &|path| {
        let files = tidepool_go_std::files(path)?;
        Some(files.into_iter().map(|(name, text)| (name.into(), text.into())).collect())
    })
}

/// Checks every function body of all packages reachable by imports, also those that the program does not need;
/// gives all findings. For tests of the packages themselves.
pub fn check_everything(user: &[(String, String)], std: &dyn Fn(&str) -> Option<PackageFiles>) -> Checked {
    let mut sources = load(user, std);
    let mut diagnostics = std::mem::take(&mut sources.diagnostics);
    diagnostics.append(&mut sources.late);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        let mut checker = Checker::new(&sources);
        checker.collect();
        for package in 0..checker.pkgs.len() {
            checker.env = Env::of_package(PkgId(package as u32), 0);
            checker.check_package(package);
        }
        checker.drain();
        diagnostics.extend(checker.diags);
        diagnostics.extend(checker.instance_errors);
    }
    diagnostics.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    Checked { program: None, diagnostics, sources: sources.map }
}

/// Findings of the checker in their order, with those of the parser that Go's checker makes put in by their places.
fn with_late(mut found: Vec<Diagnostic>, late: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let unused = |d: &Diagnostic| d.message.starts_with("declared and not used");
    for diagnostic in late {
        let later = |d: &Diagnostic| d.span.start > diagnostic.span.start && !unused(d);
        let at = found.iter().position(later).unwrap_or(found.iter().take_while(|d| !unused(d)).count());
        found.insert(at, diagnostic);
    }
    found
}

fn check_sources(sources: &Sources) -> (Option<Program>, Vec<Diagnostic>) {
    let mut checker = Checker::new(sources);
    checker.collect();
    checker.env = Env::of_package(PkgId(0), 0);
    let main = checker.check_user();
    checker.drain();
    checker.check_init_cycles();
    checker.unused_imports();
    if checker.diags.is_empty() {
        let missing = std::mem::take(&mut checker.missing_bodies);
        let found = missing.into_iter().map(|span| Diagnostic::error(span, "missing function body"));
        checker.diags.extend(found);
    }
    if main.is_none() {
        checker.missing_main();
    }
    if checker.diags.is_empty() {
        let errors = std::mem::take(&mut checker.instance_errors);
        checker.diags.extend(errors.into_iter().map(|d| Diagnostic {
            message: format!("this use of generics is not supported ({})", d.message),
            ..d
        }));
    }
    if checker.diags.iter().any(Diagnostic::is_error) {
        return (None, checker.diags);
    }
    let Some(main) = main else {
        return (None, checker.diags);
    };
    let init = checker.init_func();
    checker.drain();
    let diags = std::mem::take(&mut checker.diags);
    (Some(checker.finish(init, main)), diags)
}

impl Checker<'_> {
    /// Checks all declarations of a package.
    fn check_package(&mut self, package: usize) {
        let order = self.pkgs[package].order.clone();
        for &id in &order {
            self.resolve(id);
        }
        self.check_odd_receivers();
        self.check_const_counts(package);
        self.run_delayed();
        for id in self.pkgs[package].vars.clone() {
            self.global_init(id);
        }
        let mut funcs = order;
        funcs.extend(&self.pkgs[package].inits);
        if self.diags.iter().any(Diagnostic::is_error) {
            // Errors are found in the order of the text.
            funcs.sort_by_key(|&id| self.obj(id).span);
        }
        for id in funcs {
            self.check_func(id);
        }
    }

    /// Checks all of the user's declarations; gives `main.main`.
    fn check_user(&mut self) -> Option<FuncId> {
        self.check_package(0);
        for package in 1..self.pkgs.len() {
            for id in self.pkgs[package].inits.clone() {
                self.func_id(id, &[]);
            }
            for id in self.pkgs[package].vars.clone() {
                // Blank variables are there for the effects of their initialisers.
                if self.obj(id).name.as_ref() == "_" {
                    self.global_init(id);
                }
            }
        }
        self.note_runtime_errors();
        let main = self.pkgs[0].scope.get("main").copied();
        match main.map(|id| (id, &self.obj(id).kind)) {
            Some((id, ObjKind::Func(_))) if self.pkgs[0].name == "main" => Some(self.func_id(id, &[])),
            _ => None,
        }
    }

    fn missing_main(&mut self) {
        let name = self.pkgs[0].name.clone();
        let file = self.sources.packages.first().and_then(|p| p.files.first());
        let span = file.map_or(Span::default(), |f| f.package.span);
        if self.diags.is_empty() {
            let text = match name.as_str() {
                "main" => "function main is undeclared in the main package".to_string(),
                _ => format!("package {name} is not a main package"),
            };
            self.error(span, text);
        }
    }

    fn check_func(&mut self, id: ObjId) {
        let ObjKind::Func(f) = &self.obj(id).kind else {
            return;
        };
        let generic_receiver = f.recv.as_ref().is_some_and(|r| self.type_param_count(r.base) > 0);
        if f.decl.body.is_none() && self.pkg().user {
            // The place is what comes after `func`.
            let place = Span { start: f.decl.span.start + "func ".len() as u32, ..f.decl.span };
            match f.tparams.is_empty() {
                true => self.missing_bodies.push(place),
                false => self.error(place, "generic function is missing function body"),
            }
            return;
        }
        if generic_receiver || !f.tparams.is_empty() {
            self.check_generic(id);
        } else {
            self.func_id(id, &[]);
        }
    }

    fn check_const_counts(&mut self, package: usize) {
        let sources = self.sources;
        for file in &sources.packages[package].files {
            for decl in &file.decls {
                if let tidepool_go_syntax::ast::DeclKind::Var(specs) = &decl.kind {
                    for spec in specs.iter().filter(|s| !s.values.is_empty()) {
                        self.var_count(spec);
                    }
                }
                let tidepool_go_syntax::ast::DeclKind::Const(group) = &decl.kind else {
                    continue;
                };
                for (line, spec) in group.iter().enumerate() {
                    let from = &group[tidepool_go_syntax::ast::ConstSpec::source(group, line)];
                    self.const_count(spec, from);
                }
            }
        }
    }

    /// Checks function bodies, initialisers and methods until nothing new is needed.
    fn drain(&mut self) {
        loop {
            while let Some(task) = self.tasks.pop_front() {
                self.run_task(&task);
                self.run_delayed();
            }
            if let Some(id) = self.init_queue.pop_front() {
                self.global_init(id);
                continue;
            }
            // All generic code has been read: before instances are made of it, see that they have an end.
            self.check_ends();
            if self.diags.iter().any(Diagnostic::is_error) {
                break;
            }
            if let Some(task) = self.instance_tasks.pop_front() {
                self.run_task(&task);
                self.run_delayed();
            } else if !self.request_methods() {
                break;
            }
        }
    }

    /// Reports instances without end, and others that are too many for us.
    fn check_ends(&mut self) {
        if self.diags.is_empty() {
            self.check_flows();
        }
        if let (Some(span), true) = (self.too_many_instances, self.diags.is_empty()) {
            self.env.mode = Mode::Normal;
            self.unsupported(span, "a generic type or function with so many or so large instances");
        }
    }

    fn unused_imports(&mut self) {
        for (id, spec) in std::mem::take(&mut self.import_objs) {
            let obj = self.obj(id);
            let ObjKind::Package(dep) = obj.kind else {
                continue;
            };
            if obj.used || !self.pkgs[obj.pkg.0 as usize].user {
                continue;
            }
            let name = &self.pkgs[dep.0 as usize].name;
            let last = spec.path.rsplit('/').next().unwrap_or(&spec.path);
            let text = match &spec.name {
                ImportName::Alias(alias) => {
                    format!("{:?} imported as {} and not used", spec.path, alias.name)
                }
                ImportName::Default if *last != **name => {
                    format!("{:?} imported as {name} and not used", spec.path)
                }
                _ => format!("{:?} imported and not used", spec.path),
            };
            self.env.mode = Mode::Normal;
            self.error(spec.span, text);
        }
    }

    fn finish(self, init: FuncId, main: FuncId) -> Program {
        let methods = self.method_table();
        let mut files = Vec::new();
        for package in &self.sources.packages {
            for file in &package.files {
                let Some(source) = self.sources.map.get(file.id) else {
                    continue;
                };
                let lines = source.lines.line_count();
                files.push((
                    file.id,
                    SourceInfo {
                        name: source.name.to_string(),
                        package: package.path.clone(),
                        user: package.user,
                        line_starts: (1..=lines).filter_map(|l| source.lines.line_start(l)).collect(),
                    },
                ));
            }
        }
        files.sort_by_key(|(id, _)| *id);
        let empty = self.wrapper_func(String::new(), Span::default());
        let funcs: Vec<hir::Func> =
            self.funcs.into_iter().map(|f| f.unwrap_or_else(|| empty.clone())).collect();
        let mut globals = self.globals;
        for global in &mut globals {
            if crate::universe::is_untyped(global.ty) {
                global.ty = crate::universe::default_type(global.ty);
            }
        }
        Program {
            types: self.types,
            funcs,
            globals,
            init,
            main,
            files: files.into_iter().map(|(_, f)| f).collect(),
            methods,
        }
    }
}
