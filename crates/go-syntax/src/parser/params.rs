//! Parameters, results and type parameters.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok};
use crate::span::Span;

/// One entry of a parameter list as it stands between two commas.
struct Entry {
    /// The name in `x T`.
    name: Option<Ident>,
    variadic: Option<Span>,
    /// The type; in a list with names, an entry that is a name only has it here as an expression.
    ty: Expr,
    span: Span,
}

impl Parser<'_> {
    /// `(params) results`.
    pub(super) fn signature(&mut self) -> Signature {
        let start = self.start();
        self.want(Tok::LParen);
        let params = self.param_list(Tok::RParen, true);
        let results = self.results();
        Signature { params, results, span: self.span_from(start) }
    }

    fn results(&mut self) -> Vec<Param> {
        if self.eat(Tok::LParen) {
            return self.param_list(Tok::RParen, false);
        }
        match self.type_opt() {
            Some(ty) => vec![Param { names: Vec::new(), variadic: None, span: ty.span, ty }],
            None => Vec::new(),
        }
    }

    /// Parameters after the opening bracket, up to and including `close`.
    pub(super) fn param_list(&mut self, close: Tok, variadic_ok: bool) -> Vec<Param> {
        let mut entries = Vec::new();
        let mut end = self.span();
        self.list("parameter list", Tok::Comma, close, |parser| {
            entries.extend(parser.param_entry(close));
            end = parser.span();
            false
        });
        self.check_dots(&mut entries, variadic_ok);
        if entries.iter().all(|entry| entry.name.is_none()) {
            return entries.into_iter().map(unnamed).collect();
        }
        self.group_names(entries, end)
    }

    fn param_entry(&mut self, close: Tok) -> Option<Entry> {
        let start = self.start();
        let mut name = None;
        if self.tok == Tok::Name {
            let ident = self.name();
            match self.tok {
                Tok::Dot => {
                    let ty = self.qualified(ident);
                    return Some(self.entry(start, None, None, ty));
                }
                Tok::LBrack => {
                    let (name, ty) = self.array_or_instance(ident);
                    return Some(self.entry(start, name, None, ty));
                }
                Tok::Comma | Tok::RParen | Tok::RBrack => {
                    let ty = self.ident_expr(ident);
                    return Some(self.entry(start, None, None, ty));
                }
                _ => name = Some(ident),
            }
        }
        let mut variadic = None;
        if self.tok == Tok::Ellipsis {
            variadic = Some(self.span());
            self.bump();
        }
        if let Some(ty) = self.type_opt() {
            return Some(self.entry(start, name, variadic, ty));
        }
        if variadic.is_some() {
            let bad = self.bad_expr();
            self.syntax_error("... is missing type");
            return Some(self.entry(start, name, variadic, bad));
        }
        if let Some(ident) = name {
            let ty = self.ident_expr(ident);
            return Some(self.entry(start, None, None, ty));
        }
        self.missing(close);
        self.advance(&[Tok::Comma, close]);
        None
    }

    fn entry(&self, start: u32, name: Option<Ident>, variadic: Option<Span>, ty: Expr) -> Entry {
        Entry { name, variadic, ty, span: self.span_from(start) }
    }

    /// Reports `...` where it is not allowed, and drops it there.
    fn check_dots(&mut self, entries: &mut [Entry], variadic_ok: bool) {
        let last = entries.len().saturating_sub(1);
        let mut reported = false;
        for (index, entry) in entries.iter_mut().enumerate() {
            let Some(span) = entry.variadic else { continue };
            if variadic_ok && index == last {
                continue;
            }
            entry.variadic = None;
            if !reported {
                reported = true;
                let rule =
                    if variadic_ok { "can only use ... with final parameter" } else { "invalid use of ..." };
                self.error(span, rule);
            }
        }
    }

    /// Groups `a, b int, c string`: entries without type take the type of the next one that has both.
    fn group_names(&mut self, entries: Vec<Entry>, end: Span) -> Vec<Param> {
        let mut params: Vec<Param> = Vec::new();
        let mut waiting: Vec<Ident> = Vec::new();
        let mut wrong: Option<Span> = None;
        for entry in entries {
            match (entry.name, entry.ty.as_ident()) {
                (Some(name), _) => {
                    let first = waiting.first().map_or(name.span, |first| first.span);
                    waiting.push(name);
                    params.push(Param {
                        names: std::mem::take(&mut waiting),
                        variadic: entry.variadic,
                        ty: entry.ty,
                        span: first.to(entry.span),
                    });
                }
                (None, Some(ident)) if entry.variadic.is_none() => waiting.push(ident),
                _ => {
                    wrong = wrong.or(Some(entry.span));
                    waiting.clear();
                }
            }
        }
        if let Some(span) = wrong {
            self.syntax_error_at(span, "missing parameter name");
        } else if !waiting.is_empty() {
            self.syntax_error_at(end, "missing parameter type");
        }
        params
    }

    /// Type parameters in brackets; the current token is `[`.
    pub(super) fn type_params(&mut self) -> Vec<TypeParam> {
        self.bump();
        let mut params = Vec::new();
        if self.tok == Tok::RBrack {
            self.syntax_error("empty type parameter list");
            self.bump();
            return params;
        }
        let mut nameless: Option<Span> = None;
        self.list("parameter list", Tok::Comma, Tok::RBrack, |parser| {
            let span = parser.span();
            let starts = parser.tok != Tok::Name && parser.type_starts();
            match starts {
                true => {
                    parser.union();
                    nameless = nameless.or(Some(span));
                }
                false => params.extend(parser.type_param()),
            }
            false
        });
        if let Some(span) = nameless {
            self.syntax_error_at(span, "missing type parameter name");
        }
        params
    }

    /// `K, V constraint`.
    fn type_param(&mut self) -> Option<TypeParam> {
        let start = self.start();
        if self.tok != Tok::Name {
            self.missing(Tok::RBrack);
            self.advance(&[Tok::Comma, Tok::RBrack]);
            return None;
        }
        let mut names = vec![self.name()];
        while self.tok == Tok::Comma && self.peek(1).tok == Tok::Name {
            self.bump();
            names.push(self.name());
        }
        let constraint = if self.tok == Tok::RBrack || self.tok == Tok::Comma {
            self.syntax_error("missing type constraint");
            self.bad_expr()
        } else {
            self.union()
        };
        Some(TypeParam { names, constraint, span: self.span_from(start) })
    }

    /// Whether the brackets after the name of a declared type hold type parameters rather than an array length.
    ///
    /// `[P *C]` and `[P (C)]` could be either; they are type parameters only if what follows cannot be a length.
    pub(super) fn type_params_follow(&self) -> bool {
        if self.peek(1).tok != Tok::Name {
            return false;
        }
        match self.peek(2).tok {
            Tok::Name | Tok::Comma | Tok::LBrack | Tok::Tilde | Tok::Arrow => true,
            Tok::Key(Keyword::Interface | Keyword::Func | Keyword::Map | Keyword::Chan | Keyword::Struct) => {
                true
            }
            Tok::Op(BinaryOp::Mul) | Tok::LParen => self.brackets_hold_types(),
            _ => false,
        }
    }

    /// Scans from behind `[ P` to the closing bracket or the first comma: a comma, `~`, or a type that cannot be
    /// part of a constant expression means type parameters.
    fn brackets_hold_types(&self) -> bool {
        let mut open = 0u32;
        let mut before = Tok::LBrack;
        for token in self.tokens.iter().skip(self.at + 2) {
            match token.tok {
                Tok::LParen | Tok::LBrace => open += 1,
                Tok::LBrack => {
                    // An index follows an operand; any other bracket starts an array or slice type.
                    if !matches!(before, Tok::Name | Tok::RParen | Tok::RBrack | Tok::Str) {
                        return true;
                    }
                    open += 1;
                }
                Tok::RBrack if open == 0 => return false,
                Tok::RParen | Tok::RBrack | Tok::RBrace => open = open.saturating_sub(1),
                Tok::Comma if open == 0 => return true,
                Tok::Tilde => return true,
                Tok::Key(Keyword::Interface | Keyword::Map | Keyword::Chan | Keyword::Struct) => return true,
                Tok::Eof => return false,
                _ => {}
            }
            before = token.tok;
        }
        false
    }
}

fn unnamed(entry: Entry) -> Param {
    Param { names: Vec::new(), variadic: entry.variadic, ty: entry.ty, span: entry.span }
}
