//! Types as error messages name them: those of the package at hand without qualifier, others with the
//! name of their package.

use crate::check::{Checker, ConstraintForm, NamedKind, Term};
use crate::map::Map;
use crate::object::PkgId;
use crate::packages::Sources;
use crate::type_table::{basic, int_name};
use crate::types::{ChanDir, Field, IntKind, Method, Type, TypeId};
use tidepool_go_syntax::Span;

/// Types with two names are one to us; the user's text decides which one messages use.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    uint8: bool,
    int32: bool,
    byte: bool,
    rune: bool,
    empty_interface: bool,
    os_for_fs: bool,
    /// Packages that messages call by their quoted paths.
    quoted: Vec<&'static str>,
    /// Expressions that errors place behind their beginning.
    pub late_starts: Map<Span, u32>,
}

impl Spelling {
    pub(crate) fn of(sources: &Sources) -> Self {
        let user = sources.packages.first();
        let texts: Vec<&str> = user
            .iter()
            .flat_map(|p| p.files.iter())
            .filter_map(|f| sources.map.get(f.id).map(|s| &*s.text))
            .collect();
        let has = |word: &str| texts.iter().any(|t| t.contains(word));
        Spelling {
            uint8: has("uint8") && !has("byte"),
            int32: has("int32") && !has("rune"),
            byte: has("byte"),
            rune: has("rune"),
            empty_interface: has("interface{}") && !has("any"),
            quoted: quoted_packages(sources),
            late_starts: sources.late_starts(),
            os_for_fs: has("\"os\"") && !has("\"io/fs\""),
        }
    }
}

/// Packages of the standard library whose names are also those of packages inside of Go that the user's imports need.
/// Messages call them by their quoted paths.
fn quoted_packages(sources: &Sources) -> Vec<&'static str> {
    // These need no other package of note.
    const ALONE: [&str; 11] = [
        "cmp",
        "container/list",
        "container/ring",
        "encoding",
        "math",
        "math/bits",
        "math/cmplx",
        "sync/atomic",
        "unicode",
        "unicode/utf16",
        "unicode/utf8",
    ];
    let imports: Vec<&str> = match sources.packages.first() {
        Some(user) => user.files.iter().flat_map(|f| &f.imports).map(|i| &*i.path).collect(),
        None => Vec::new(),
    };
    let any = |test: &dyn Fn(&str) -> bool| imports.iter().any(|path| test(path));
    let heavy =
        any(&|path| path.starts_with("crypto/") || path.starts_with("database/") || path == "net/http");
    let random = any(&|path| path == "crypto/rand" || path.starts_with("database/") || path == "net/http")
        || ["math/rand", "math/rand/v2"].iter().all(|path| imports.contains(path));
    let mut quoted = vec!["sync", "strconv", "encoding/json"];
    if any(&|path| path != "unsafe" && !ALONE.contains(&path)) {
        quoted.push("sync/atomic");
    }
    if heavy {
        quoted.push("time");
    }
    if random {
        quoted.extend(["math/rand", "math/rand/v2"]);
    }
    quoted
}

impl Checker<'_> {
    /// The type as messages name it.
    pub(crate) fn type_name(&self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write_type(ty, &mut out, 0);
        out
    }

    /// A list of types as in `have (int, string)`.
    pub(crate) fn type_list(&self, types: &[TypeId]) -> String {
        let known = |ty| if self.is_invalid(ty) { "unknown type".into() } else { self.type_name(ty) };
        let names: Vec<String> = types.iter().map(|&t| known(t)).collect();
        format!("({})", names.join(", "))
    }

    /// Parameters of a signature, the last one with `...` if variadic.
    pub(crate) fn param_list(&self, params: &[TypeId], variadic: bool) -> String {
        let mut out = String::new();
        self.write_params(params, variadic, &mut out, 0);
        out
    }

    /// `name(params) results`, as messages about methods write signatures.
    pub(crate) fn method_text(&self, name: &str, sig: TypeId) -> String {
        let mut out = String::from(name);
        self.write_signature(sig, &mut out, 0);
        out
    }

    fn write_type(&self, ty: TypeId, out: &mut String, depth: u32) {
        if depth > 20 {
            out.push('…');
            return;
        }
        let d = depth + 1;
        match self.types.get(ty) {
            Type::Int(IntKind::U8) if !self.spelling.uint8 => out.push_str("byte"),
            Type::Int(IntKind::I32) if !self.spelling.int32 => out.push_str("rune"),
            Type::Int(kind) => out.push_str(int_name(*kind)),
            Type::Named(_) => self.write_named(ty, out, d),
            Type::Pointer(t) => self.prefixed("*", *t, out, d),
            Type::Slice(t) => self.prefixed("[]", *t, out, d),
            Type::Array(t, n) => self.prefixed(&format!("[{n}]"), *t, out, d),
            Type::Map(k, v) => {
                self.prefixed("map[", *k, out, d);
                self.prefixed("]", *v, out, d);
            }
            Type::Chan(ChanDir::Both, t) => self.prefixed("chan ", *t, out, d),
            Type::Chan(ChanDir::Send, t) => self.prefixed("chan<- ", *t, out, d),
            Type::Chan(ChanDir::Recv, t) => self.prefixed("<-chan ", *t, out, d),
            Type::Func(..) => {
                out.push_str("func");
                match self.sig_names.of(ty) {
                    Some(sig) => out.push_str(&self.signature_text(sig, ty, None)),
                    None => self.write_signature(ty, out, d),
                }
            }
            Type::Struct(fields) => self.write_struct(fields, out, d),
            Type::Interface(methods) => self.write_interface(methods, out, d),
            Type::Tuple(types) => self.write_params(types, false, out, d),
            _ => out.push_str(&self.types.name(ty)),
        }
    }

    fn write_named(&self, ty: TypeId, out: &mut String, depth: u32) {
        let Some(info) = self.info(ty) else {
            return;
        };
        match &info.kind {
            NamedKind::Defined { obj, targs } => {
                let obj = self.obj(*obj);
                if obj.pkg != self.env.pkg {
                    out.push_str(&self.qualifier(obj.pkg));
                    out.push('.');
                }
                out.push_str(&obj.name);
                if !targs.is_empty() {
                    out.push('[');
                    for (i, &t) in targs.iter().enumerate() {
                        out.push_str(if i > 0 { ", " } else { "" });
                        self.write_type(t, out, depth);
                    }
                    out.push(']');
                }
            }
            NamedKind::Constraint(form) => self.write_constraint(form, out, depth),
            NamedKind::Param { span, .. } => self.write_param(ty, *span, out),
            NamedKind::Special => out.push_str(&self.types.name(ty)),
        }
    }

    /// A type parameter; if it hides a predeclared name, also where it is declared.
    fn write_param(&self, ty: TypeId, declared: Span, out: &mut String) {
        let renamed = self.env.receiver_params.iter().find(|(param, _)| *param == ty);
        let (name, span) = match renamed {
            Some((_, ident)) => (ident.name.to_string(), ident.span),
            None => (self.types.name(ty), declared),
        };
        out.push_str(&name);
        if self.universe.contains_key(&*name) {
            let place = self.sources.map.describe(span);
            out.push_str(&format!(" /* with {name} declared at {place} */"));
        }
    }

    /// What stands before a type of another package: the package's name, or its path if packages that it uses include
    /// another one of that name.
    fn qualifier(&self, pkg: PkgId) -> String {
        let pkg = &self.pkgs[pkg.0 as usize];
        // The text says `os.FileMode`, an alias, where it does not import io/fs.
        if pkg.path == "io/fs" && self.spelling.os_for_fs {
            return "os".into();
        }
        match self.spelling.quoted.contains(&&*pkg.path) {
            true => format!("\"{}\"", pkg.path),
            false => pkg.name.clone(),
        }
    }

    fn prefixed(&self, prefix: &str, ty: TypeId, out: &mut String, depth: u32) {
        out.push_str(prefix);
        self.write_type(ty, out, depth);
    }

    fn write_signature(&self, sig: TypeId, out: &mut String, depth: u32) {
        let Type::Func(params, results, variadic) = self.types.get(sig) else {
            return;
        };
        self.write_params(params, *variadic, out, depth);
        match results.as_slice() {
            [] => {}
            [one] => self.prefixed(" ", *one, out, depth),
            many => {
                out.push(' ');
                self.write_params(many, false, out, depth);
            }
        }
    }

    fn write_params(&self, types: &[TypeId], variadic: bool, out: &mut String, depth: u32) {
        out.push('(');
        for (i, &t) in types.iter().enumerate() {
            out.push_str(if i > 0 { ", " } else { "" });
            match (variadic && i + 1 == types.len(), self.types.get(t)) {
                (true, Type::Slice(elem)) => self.prefixed("...", *elem, out, depth),
                _ => self.write_type(t, out, depth),
            }
        }
        out.push(')');
    }

    fn write_struct(&self, fields: &[Field], out: &mut String, depth: u32) {
        out.push_str("struct{");
        for (i, field) in fields.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { "" });
            if !field.embedded {
                out.push_str(&field.name);
                out.push(' ');
            }
            self.write_type(field.ty, out, depth);
            if !field.tag.is_empty() {
                out.push_str(&format!(" {:?}", field.tag));
            }
        }
        out.push('}');
    }

    fn write_interface(&self, methods: &[Method], out: &mut String, depth: u32) {
        if methods.is_empty() {
            out.push_str(if self.spelling.empty_interface { "interface{}" } else { "any" });
            return;
        }
        out.push_str("interface{");
        self.write_methods(methods, out, depth);
        out.push('}');
    }

    fn write_methods(&self, methods: &[Method], out: &mut String, depth: u32) {
        for (i, method) in methods.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { "" });
            out.push_str(plain_name(&method.name));
            self.write_signature(method.ty, out, depth);
        }
    }

    fn write_constraint(&self, form: &ConstraintForm, out: &mut String, depth: u32) {
        out.push_str(if form.bare { "" } else { "interface{" });
        self.write_methods(&form.methods, out, depth);
        for (i, terms) in form.embedded.iter().enumerate() {
            out.push_str(if i > 0 || !form.methods.is_empty() { "; " } else { "" });
            out.push_str(&self.terms_text(terms));
        }
        out.push_str(if form.bare { "" } else { "}" });
    }

    /// Type parameters as in `[A, B any, C ~int]`; nothing if there are none.
    pub(crate) fn params_text(&self, params: &[TypeId]) -> String {
        let mut out = String::new();
        for (i, &param) in params.iter().enumerate() {
            let constraint = self.constraint(param);
            out.push_str(if i > 0 { ", " } else { "[" });
            out.push_str(&self.type_name(param));
            let next = params.get(i + 1).and_then(|&p| self.constraint(p));
            if let Some(constraint) = constraint.filter(|_| constraint != next) {
                self.prefixed(" ", constraint, &mut out, 0);
            }
        }
        out.push_str(if params.is_empty() { "" } else { "]" });
        out
    }

    /// A union of terms, as in `~int | string`.
    fn terms_text(&self, terms: &[Term]) -> String {
        terms.iter().map(|t| self.term_text(t, false)).collect::<Vec<_>>().join(" | ")
    }

    /// A term of a constraint, whose integer types are rather `uint8` than `byte`. In some messages the compiler puts
    /// the package before the names of all defined types.
    pub(crate) fn term_text(&self, term: &Term, qualified: bool) -> String {
        let name = match self.types.get(term.ty) {
            Type::Named(_) if qualified => self.types.name(term.ty),
            Type::Int(IntKind::U8) if !self.spelling.byte => "uint8".into(),
            Type::Int(IntKind::I32) if !self.spelling.rune => "int32".into(),
            _ => self.type_name(term.ty),
        };
        format!("{}{name}", if term.tilde { "~" } else { "" })
    }

    /// `struct`, `slice` and so on for a defined type of that shape; the basic type's name otherwise.
    pub(crate) fn kind_word(&self, ty: TypeId) -> String {
        match self.types.shape(ty) {
            Type::Array(..) => "array".into(),
            Type::Slice(_) => "slice".into(),
            Type::Struct(_) => "struct".into(),
            Type::Pointer(_) => "pointer".into(),
            Type::Func(..) => "func".into(),
            Type::Interface(_) => "interface".into(),
            Type::Map(..) => "map".into(),
            Type::Chan(..) => "chan".into(),
            Type::Tuple(_) => "tuple".into(),
            _ => self.type_name(self.types.underlying(ty)),
        }
    }

    /// Whether messages call the type by a name of its own.
    pub(crate) fn has_name(&self, ty: TypeId) -> bool {
        match self.types.get(ty) {
            Type::Named(_) => true,
            Type::Pointer(_)
            | Type::Slice(_)
            | Type::Array(..)
            | Type::Map(..)
            | Type::Chan(..)
            | Type::Func(..)
            | Type::Struct(_)
            | Type::Interface(_)
            | Type::Tuple(_) => false,
            _ => ty != basic::UNIT,
        }
    }
}

/// A method's name without the package that unexported ones carry.
pub(crate) fn plain_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
