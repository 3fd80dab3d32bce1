//! What follows an operand: selectors, indices, slices, type assertions, calls, literal values.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok};
use crate::span::Span;

impl Parser<'_> {
    /// An operand with everything that follows it.
    pub(super) fn primary(&mut self) -> Expr {
        let start = self.start();
        let mut expr = self.operand();
        loop {
            let more = match self.tok {
                Tok::Dot | Tok::LBrack | Tok::LParen => true,
                Tok::LBrace => self.literal_value_follows(&expr),
                _ => false,
            };
            if !more || !self.sink() {
                return expr;
            }
            expr = match self.tok {
                Tok::Dot => self.dot(start, expr),
                Tok::LBrack => self.index_or_slice(start, expr),
                Tok::LParen => self.call(start, expr),
                _ => {
                    if matches!(expr.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.composite(start, Some(expr))
                }
            };
        }
    }

    /// Whether a `{` after `expr` starts the value of a composite literal rather than a block.
    fn literal_value_follows(&self, expr: &Expr) -> bool {
        match &expr.unparen().kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) => !self.header,
            ExprKind::Index(base, args) => !self.header && !is_value(base) && !args.iter().any(is_value),
            ExprKind::ArrayType(_)
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::MapType(..) => true,
            _ => false,
        }
    }

    fn dot(&mut self, start: u32, expr: Expr) -> Expr {
        self.bump();
        match self.tok {
            Tok::Name => {
                let member = self.name();
                self.expr_node(start, ExprKind::Selector(Box::new(expr), member))
            }
            Tok::LParen => {
                self.bump();
                let guard = self.eat_key(Keyword::Type);
                let ty = if guard { self.bad_expr() } else { self.inside(Self::type_) };
                self.want(Tok::RParen);
                let kind = ExprKind::TypeAssert(Box::new(expr), Box::new(ty));
                let assert = self.expr_node(start, kind);
                if guard {
                    self.refuse_type_guard();
                    self.type_guard = Some((assert.id, assert.span));
                }
                assert
            }
            _ => {
                self.unexpected(", expected name or (");
                self.advance(&[Tok::Semi, Tok::RParen]);
                let member = self.blank();
                self.node(expr.span, ExprKind::Selector(Box::new(expr), member));
                self.bad_expr()
            }
        }
    }

    /// Reports an `x.(type)` that is not the tag of a `switch`, if there was one.
    pub(super) fn refuse_type_guard(&mut self) {
        if let Some((_, span)) = self.type_guard.take() {
            self.late_error(span, "invalid syntax tree: use of .(type) outside type switch");
        }
    }

    /// Indices or type arguments up to `]`, and whether there was a comma. Slices have their colon after the first.
    pub(super) fn index_list(&mut self) -> (Vec<Expr>, bool) {
        let mut list = vec![self.expr()];
        let mut comma = false;
        while self.eat(Tok::Comma) {
            comma = true;
            if self.tok == Tok::RBrack {
                break;
            }
            list.push(self.type_or_expr());
        }
        (list, comma)
    }

    fn type_or_expr(&mut self) -> Expr {
        match self.type_opt() {
            Some(ty) => ty,
            None => self.expr(),
        }
    }

    fn index_or_slice(&mut self, start: u32, base: Expr) -> Expr {
        self.bump();
        let header = std::mem::replace(&mut self.header, false);
        let mut first = None;
        if self.tok == Tok::RBrack {
            self.unexpected(", expected operand");
            first = Some((vec![self.bad_expr()], true));
        } else if self.tok != Tok::Colon {
            first = Some(self.index_list());
        }
        let kind = match first {
            Some((args, comma)) if comma || self.tok == Tok::RBrack => {
                self.want(Tok::RBrack);
                ExprKind::Index(Box::new(base), args)
            }
            first => {
                let lo = first.and_then(|(mut list, _)| list.pop());
                self.slice(base, lo)
            }
        };
        self.header = header;
        self.expr_node(start, kind)
    }

    /// The rest of a slice expression, at its first colon.
    fn slice(&mut self, base: Expr, lo: Option<Expr>) -> ExprKind {
        if !self.eat(Tok::Colon) {
            self.unexpected(", expected comma, : or ]");
            self.advance(&[Tok::Comma, Tok::Colon, Tok::RBrack]);
        }
        let mut hi = None;
        let mut max = None;
        if self.tok != Tok::Colon && self.tok != Tok::RBrack {
            hi = Some(self.expr());
        }
        if self.tok == Tok::Colon {
            let colon = self.span();
            if hi.is_none() {
                self.error(colon, "middle index required in 3-index slice");
                hi = Some(self.bad_expr());
            }
            self.bump();
            max = Some(if self.tok == Tok::RBrack {
                let span = self.span();
                self.error(span, "final index required in 3-index slice");
                self.bad_expr()
            } else {
                self.expr()
            });
        }
        self.want(Tok::RBrack);
        ExprKind::Slice(Box::new(SliceExpr { base, lo, hi, max }))
    }

    fn call(&mut self, start: u32, func: Expr) -> Expr {
        self.bump();
        let mut args = Vec::new();
        let mut spread: Option<Span> = None;
        self.inside(|parser| {
            parser.list("argument list", Tok::Comma, Tok::RParen, |parser| {
                args.push(parser.expr());
                if parser.tok == Tok::Ellipsis {
                    spread = Some(parser.span());
                    parser.bump();
                }
                spread.is_some()
            });
        });
        let kind = ExprKind::Call(Box::new(CallExpr { func, args, spread }));
        self.expr_node(start, kind)
    }

    /// The braces of a composite literal; the current token is `{`.
    fn composite(&mut self, start: u32, ty: Option<Expr>) -> Expr {
        let open = self.start();
        self.bump();
        let mut elems = Vec::new();
        self.inside(|parser| {
            parser.list("composite literal", Tok::Comma, Tok::RBrace, |parser| {
                let mut value = parser.element();
                let mut key = None;
                if parser.eat(Tok::Colon) {
                    key = Some(value);
                    value = parser.element();
                }
                elems.push(Element { key, value });
                false
            });
        });
        let braces = self.span_from(open);
        let kind = ExprKind::Composite(Box::new(CompositeLit { ty, elems, braces }));
        self.expr_node(start, kind)
    }

    fn element(&mut self) -> Expr {
        if self.tok == Tok::LBrace {
            let start = self.start();
            return self.nested(|parser| parser.composite(start, None), Self::bad_expr);
        }
        self.expr()
    }
}

/// Whether the expression can only be a value, by its form.
fn is_value(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Imag(_)
        | ExprKind::Rune(..)
        | ExprKind::Str(..)
        | ExprKind::Composite(_)
        | ExprKind::Func(_)
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert(..)
        | ExprKind::Call(_)
        | ExprKind::Unary(..)
        | ExprKind::Binary(_) => true,
        ExprKind::Paren(inner) => is_value(inner),
        ExprKind::Index(base, args) => is_value(base) || args.iter().any(is_value),
        _ => false,
    }
}
