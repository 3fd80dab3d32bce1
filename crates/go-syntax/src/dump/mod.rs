//! The tree and the tokens as text, for tests and for looking at.
//!
//! Expressions are written in prefix form, `(+ a (* b c))`; a statement or declaration to a line, blocks indented.

mod expr;
mod stmt;

use crate::ast::*;
use crate::lexer::lex;
use crate::span::{FileId, SourceFile};
use std::fmt::Write;

/// The tree of a file as text.
pub fn dump(file: &File) -> String {
    let mut dumper = Dumper { out: String::new(), indent: 0 };
    dumper.line(&format!("package {}", file.package.name));
    for import in &file.imports {
        let name = match &import.name {
            ImportName::Default => String::new(),
            ImportName::Alias(ident) => format!("{} ", ident.name),
            ImportName::Dot(_) => ". ".into(),
            ImportName::Blank(_) => "_ ".into(),
        };
        dumper.line(&format!("import {name}{:?}", import.path));
    }
    for decl in &file.decls {
        dumper.decl(decl);
    }
    dumper.out
}

/// The tokens of a text, one a line: place, kind, text; then what is wrong.
pub fn dump_tokens(text: &str) -> String {
    let source = SourceFile::new(FileId(0), "", text);
    let lexed = lex(FileId(0), text);
    let mut out = String::new();
    for token in &lexed.tokens {
        let at = source.position(token.start);
        let shown = text.get(token.start as usize..token.end as usize).unwrap_or("");
        let _ = write!(out, "{}:{} {:?}", at.line, at.column, token.tok);
        let fixed = token.tok.expected_name();
        if fixed != shown && !fixed.ends_with(&format!(" {shown}")) {
            let _ = write!(out, " {shown:?}");
        }
        out.push('\n');
    }
    for comment in &lexed.comments {
        let at = source.position(comment.start);
        let _ = writeln!(out, "{}:{} comment {:?}", at.line, at.column, comment.text(text));
    }
    for diagnostic in &lexed.diagnostics {
        let at = source.position(diagnostic.span.start);
        let _ = writeln!(out, "{}:{}: {}", at.line, at.column, diagnostic.message);
    }
    out
}

struct Dumper {
    out: String,
    indent: usize,
}

impl Dumper {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn start_line(&mut self) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    fn line(&mut self, text: &str) {
        self.start_line();
        self.put(text);
        self.put("\n");
    }

    fn names(&mut self, names: &[Ident]) {
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                self.put(" ");
            }
            self.put(&name.name);
        }
    }

    fn decl(&mut self, decl: &Decl) {
        match &decl.kind {
            DeclKind::Const(specs) => {
                for spec in specs {
                    self.values(&format!("const[{}]", spec.iota), &spec.names, &spec.ty, &spec.values);
                }
            }
            DeclKind::Var(specs) => {
                for spec in specs {
                    self.values("var", &spec.names, &spec.ty, &spec.values);
                }
            }
            DeclKind::Type(specs) => specs.iter().for_each(|spec| self.type_spec(spec)),
            DeclKind::Func(func) => self.func_decl(func),
        }
    }

    fn values(&mut self, word: &str, names: &[Ident], ty: &Option<Expr>, values: &[Expr]) {
        self.start_line();
        self.put(word);
        self.put(" ");
        self.names(names);
        if let Some(ty) = ty {
            self.put(" : ");
            self.expr(ty);
        }
        if !values.is_empty() {
            self.put(" =");
            self.exprs(values);
        }
        self.put("\n");
    }

    fn type_spec(&mut self, spec: &TypeSpec) {
        self.start_line();
        self.put("type ");
        self.put(&spec.name.name);
        self.type_params(&spec.type_params);
        self.put(if spec.alias { " = " } else { " " });
        self.expr(&spec.ty);
        self.put("\n");
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        if params.is_empty() {
            return;
        }
        self.put(" [");
        for (index, param) in params.iter().enumerate() {
            self.put(if index > 0 { ", " } else { "" });
            self.names(&param.names);
            self.put(" : ");
            self.expr(&param.constraint);
        }
        self.put("]");
    }

    fn func_decl(&mut self, func: &FuncDecl) {
        self.start_line();
        self.put("func ");
        if let Some(recv) = &func.recv {
            self.put("(");
            self.param(recv);
            self.put(") ");
        }
        self.put(&func.name.name);
        self.type_params(&func.type_params);
        self.put(" ");
        self.signature(&func.sig);
        match &func.body {
            Some(body) => self.body(body),
            None => self.put(" native"),
        }
        self.put("\n");
    }
}
