//! Reads the user's files and, from the loader, every package they import.

use crate::map::Map;
use crate::object::PkgId;
use tidepool_go_syntax::ast;
use tidepool_go_syntax::diag::THIS_FILE;
use tidepool_go_syntax::{Diagnostic, SourceMap, parse_file};

/// Import path of the package that declares the run-time errors.
pub(crate) const RUNTIME: &str = "runtime";

/// Source files of a package: name and text.
pub type PackageFiles = Vec<(String, String)>;

/// A parsed package.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub path: String,
    pub user: bool,
    pub files: Vec<ast::File>,
    pub imports: Vec<PkgId>,
}

/// Everything parsed; the user's package is the first one.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub packages: Vec<Loaded>,
    pub by_path: Map<String, PkgId>,
    pub map: SourceMap,
    /// What keeps types from being checked.
    pub diagnostics: Vec<Diagnostic>,
    /// What the parser found in grammatical texts.
    pub late: Vec<Diagnostic>,
    next_expr: u32,
}

/// Parses the user's files and all packages reachable by imports.
pub(crate) fn load(user: &[(String, String)], std: &dyn Fn(&str) -> Option<PackageFiles>) -> Sources {
    let mut sources = Sources::default();
    let main = sources.add_package("main", true, user);
    // Run-time panics are values of types of package runtime, whether it is imported or not.
    if let Some(files) = std(RUNTIME) {
        let runtime = sources.add_package(RUNTIME, false, &files);
        sources.packages[main.0 as usize].imports.push(runtime);
    }
    let mut next = 0;
    while next < sources.packages.len() {
        sources.load_imports(PkgId(next as u32), std);
        next += 1;
    }
    sources
}

impl Sources {
    /// Where errors about expressions of the user are placed, if that is not where these begin.
    pub(crate) fn late_starts(&self) -> crate::map::Map<tidepool_go_syntax::Span, u32> {
        let files = self.packages.first().into_iter().flat_map(|user| &user.files);
        files.flat_map(|file| file.late_starts.iter().copied()).collect()
    }

    fn add_package(&mut self, path: &str, user: bool, texts: &[(String, String)]) -> PkgId {
        let id = PkgId(self.packages.len() as u32);
        let mut files = Vec::with_capacity(texts.len());
        for (name, text) in texts {
            let file = self.map.add(name, text);
            let parsed = parse_file(file, text, self.next_expr);
            self.next_expr = parsed.next_expr_id;
            let to = if parsed.checkable { &mut self.late } else { &mut self.diagnostics };
            to.extend(
                parsed
                    .diagnostics
                    .into_iter()
                    .map(|found| Diagnostic { message: found.message.replace(THIS_FILE, name), ..found }),
            );
            files.push(parsed.file);
        }
        self.packages.push(Loaded { path: path.into(), user, files, imports: Vec::new() });
        if !user {
            self.by_path.insert(path.into(), id);
        }
        id
    }

    fn load_imports(&mut self, id: PkgId, std: &dyn Fn(&str) -> Option<PackageFiles>) {
        let specs: Vec<(ast::Name, tidepool_go_syntax::Span)> = self.packages[id.0 as usize]
            .files
            .iter()
            .flat_map(|f| f.imports.iter().map(|i| (i.path.clone(), i.path_span)))
            .collect();
        let user = self.packages[id.0 as usize].user;
        for (path, span) in specs {
            if user && path.split('/').any(|part| part == "internal") {
                let text = format!("use of internal package {path} not allowed");
                self.diagnostics.push(Diagnostic::error(span, text));
                continue;
            }
            let known = self.by_path.get(&*path).copied();
            let found = known.or_else(|| Some(self.add_package(&path, false, &std(&path)?)));
            match found {
                Some(dep) if !self.packages[id.0 as usize].imports.contains(&dep) => {
                    self.packages[id.0 as usize].imports.push(dep);
                }
                Some(_) => {}
                None => self.diagnostics.push(missing(&path, span)),
            }
        }
    }
}

fn missing(path: &str, span: tidepool_go_syntax::Span) -> Diagnostic {
    let module = path.split('/').next().unwrap_or("").contains('.');
    if path.is_empty() {
        Diagnostic::error(span, "invalid import path (empty string)")
    } else if path == "C" || module || tidepool_go_std::is_absent(path) {
        Diagnostic::error(span, format!("package {path} is not supported"))
            .with_hint("only the packages that come with Tidepool can be imported")
    } else {
        Diagnostic::error(span, format!("package {path} is not in std"))
    }
}
