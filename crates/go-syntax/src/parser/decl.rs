//! Declarations.

use super::{Parser, branches, breaks_tree};
use crate::ast::*;
use crate::lexer::{Keyword, Tok, decode_string};
use crate::span::Span;

impl Parser<'_> {
    /// Parses the package clause; false if the rest of the file should not be read.
    pub(super) fn package_clause(&mut self, file: &mut File) -> bool {
        if !self.eat_key(Keyword::Package) {
            self.syntax_error("package statement must be first");
            return false;
        }
        file.package = self.name();
        if file.package.is_blank() && !file.package.span.is_empty() {
            self.late_error(file.package.span, "invalid package name _");
        }
        self.want(Tok::Semi);
        self.diagnostics.len() == self.lexer_errors
    }

    pub(super) fn declarations(&mut self, file: &mut File) {
        let mut previous = Tok::Key(Keyword::Import);
        while self.tok != Tok::Eof {
            let start = self.start();
            let tok = self.tok;
            let before = std::mem::replace(&mut previous, tok);
            let kind = match tok {
                Tok::Key(Keyword::Import) => {
                    if before != tok {
                        self.syntax_error("imports must appear before other declarations");
                    }
                    self.bump();
                    let imports = &mut file.imports;
                    self.group(|parser| imports.extend(parser.import_spec()));
                    self.end_declaration();
                    continue;
                }
                Tok::Key(Keyword::Func) => DeclKind::Func(Box::new(self.func_decl())),
                Tok::Key(key) if key.starts_declaration() => self.group_decl(key),
                _ => {
                    self.syntax_error(if self.tok == Tok::LBrace && ends_without_body(file) {
                        "unexpected semicolon or newline before {"
                    } else {
                        "non-declaration statement outside function body"
                    });
                    self.advance_to_declaration();
                    continue;
                }
            };
            let span = self.span_from(start);
            file.decls.push(Decl { kind, span });
            self.end_declaration();
        }
    }

    fn end_declaration(&mut self) {
        if self.tok != Tok::Eof && !self.eat(Tok::Semi) {
            self.unexpected(" after top level declaration");
            self.advance_to_declaration();
        }
    }

    /// `const`, `var` or `type` with one line or a group of lines; the current token is the keyword.
    pub(super) fn group_decl(&mut self, key: Keyword) -> DeclKind {
        self.bump();
        match key {
            Keyword::Const => {
                let mut specs: Vec<ConstSpec> = Vec::new();
                self.group(|parser| {
                    let spec = parser.const_spec(&specs);
                    specs.push(spec);
                });
                DeclKind::Const(specs)
            }
            Keyword::Type => {
                let mut specs = Vec::new();
                self.group(|parser| specs.push(parser.type_spec()));
                DeclKind::Type(specs)
            }
            _ => {
                let mut specs = Vec::new();
                self.group(|parser| specs.push(parser.var_spec()));
                DeclKind::Var(specs)
            }
        }
    }

    fn group(&mut self, mut item: impl FnMut(&mut Self)) {
        if self.eat(Tok::LParen) {
            self.list("grouped declaration", Tok::Semi, Tok::RParen, |parser| {
                item(parser);
                false
            });
        } else {
            item(self);
        }
    }

    fn import_spec(&mut self) -> Option<ImportSpec> {
        let start = self.start();
        let name = match self.tok {
            Tok::Name => {
                let ident = self.name();
                if ident.is_blank() { ImportName::Blank(ident.span) } else { ImportName::Alias(ident) }
            }
            Tok::Dot => {
                let span = self.span();
                self.bump();
                ImportName::Dot(span)
            }
            _ => ImportName::Default,
        };
        let token = self.token();
        let path_span = self.span();
        if !self.tok.is_literal() {
            self.syntax_error("missing import path");
            self.advance(&[Tok::Semi, Tok::RParen]);
            return None;
        }
        if self.tok != Tok::Str {
            self.syntax_error("import path must be a string");
            self.bump();
            return None;
        }
        let path = decode_string(self.token_text(token));
        self.bump();
        Some(ImportSpec {
            name,
            path: String::from_utf8_lossy(&path).into(),
            path_span,
            span: self.span_from(start),
        })
    }

    fn name_list(&mut self) -> Vec<Ident> {
        let mut names = vec![self.name()];
        while self.eat(Tok::Comma) {
            names.push(self.name());
        }
        names
    }

    /// Consumes `=`; also `:=`, with an error.
    fn eat_assign(&mut self) -> bool {
        if self.tok == Tok::Define {
            self.unexpected(", expected =");
            self.bump();
            return true;
        }
        self.eat(Tok::Assign)
    }

    fn const_spec(&mut self, before: &[ConstSpec]) -> ConstSpec {
        let start = self.start();
        let names = self.name_list();
        let mut ty = None;
        let mut values = Vec::new();
        if !matches!(self.tok, Tok::Eof | Tok::Semi | Tok::RParen) {
            ty = self.type_opt();
            if self.eat_assign() {
                values = self.expr_list();
            }
        }
        let span = self.span_from(start);
        let first = before.iter().all(|spec| spec.values.is_empty());
        if values.is_empty() && (first || ty.is_some()) {
            let message = format!("missing init expr for {}", names[0].name);
            self.late_error(names[0].span, message);
        }
        ConstSpec { names, ty, values, iota: before.len().try_into().unwrap_or(u32::MAX), span }
    }

    fn var_spec(&mut self) -> VarSpec {
        let start = self.start();
        let names = self.name_list();
        let mut values = Vec::new();
        let ty = if self.eat_assign() {
            values = self.expr_list();
            None
        } else {
            let ty = self.type_();
            if self.eat_assign() {
                values = self.expr_list();
            }
            Some(ty)
        };
        VarSpec { names, ty, values, span: self.span_from(start) }
    }

    fn type_spec(&mut self) -> TypeSpec {
        let start = self.start();
        let name = self.name();
        let mut type_params = Vec::new();
        if self.tok == Tok::LBrack && self.type_params_follow() {
            type_params = self.type_params();
        }
        let alias = self.eat_assign();
        let mut number = 0;
        if self.functions > 0 && !alias {
            self.local_types += 1;
            number = self.local_types;
        }
        let ty = match self.type_opt() {
            Some(ty) => ty,
            None => {
                let bad = self.bad_expr();
                self.unexpected(" in type declaration");
                self.advance(&[Tok::Semi, Tok::RParen]);
                bad
            }
        };
        TypeSpec { name, type_params, alias, ty, number, span: self.span_from(start) }
    }

    /// The current token is `func`.
    fn func_decl(&mut self) -> FuncDecl {
        let start = self.start();
        let noinline = self.has_pragma(start, "//go:noinline");
        self.bump();
        let method = self.tok == Tok::LParen;
        let recv = if method { self.receiver() } else { None };
        let mut type_params = Vec::new();
        let name;
        let sig;
        if self.tok == Tok::Name {
            name = self.name();
            if self.tok == Tok::LBrack {
                type_params = self.type_params();
            }
            sig = self.signature();
        } else {
            name = self.blank();
            sig = self.empty_signature();
            self.unexpected(if method { ", expected name" } else { ", expected name or (" });
            self.advance(&[Tok::LBrace, Tok::Semi]);
        }
        let body = (self.tok == Tok::LBrace).then(|| self.func_body());
        FuncDecl { recv, name, type_params, sig, body, noinline, span: self.span_from(start) }
    }

    /// True if the comment lines right above position `start` say this to the compiler.
    fn has_pragma(&self, start: u32, pragma: &str) -> bool {
        let above = self.text.get(..start as usize).unwrap_or("").lines().rev();
        above.take_while(|line| line.starts_with("//")).any(|line| line.trim_end() == pragma)
    }

    fn receiver(&mut self) -> Option<Param> {
        self.bump();
        let mut params = self.param_list(Tok::RParen, false);
        let span = self.span();
        let count: usize = params.iter().map(|param| param.names.len().max(1)).sum();
        match count {
            0 => self.error(span, "method has no receiver"),
            1 => {}
            _ => self.error(span, "method has multiple receivers"),
        }
        (!params.is_empty()).then(|| params.swap_remove(0))
    }

    /// A function body; the current token is `{`.
    pub(super) fn func_body(&mut self) -> Block {
        let header = std::mem::replace(&mut self.header, false);
        let errors = self.diagnostics.len();
        self.functions += 1;
        let body = self.block("");
        self.functions -= 1;
        self.header = header;
        // A broken tree would give misleading reports about labels.
        let found = self.diagnostics.get(errors..).unwrap_or_default();
        if !found.iter().any(|diagnostic| breaks_tree(&diagnostic.message)) {
            branches::check(&body, self.text, &mut self.diagnostics);
        }
        body
    }

    pub(super) fn empty_signature(&self) -> Signature {
        let span: Span = self.span().at_start();
        Signature { params: Vec::new(), results: Vec::new(), span }
    }
}

/// Whether the last declaration is a function of which only the first line is there.
fn ends_without_body(file: &File) -> bool {
    matches!(file.decls.last(), Some(Decl { kind: DeclKind::Func(func), .. }) if func.body.is_none())
}
