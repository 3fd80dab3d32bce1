//! Types.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok, decode_string};
use std::rc::Rc;

/// Where to go on if a type is missing.
const AFTER_TYPE: &[Tok] = &[Tok::Comma, Tok::Colon, Tok::Semi, Tok::RParen, Tok::RBrack, Tok::RBrace];

impl Parser<'_> {
    /// A type; reports it if there is none.
    pub(super) fn type_(&mut self) -> Expr {
        match self.type_opt() {
            Some(ty) => ty,
            None => {
                let bad = self.bad_expr();
                self.unexpected(", expected type");
                self.advance(AFTER_TYPE);
                bad
            }
        }
    }

    /// Whether the current token can start a type.
    pub(super) fn type_starts(&self) -> bool {
        match self.tok {
            Tok::Name | Tok::Op(BinaryOp::Mul) | Tok::Arrow | Tok::LBrack | Tok::LParen | Tok::Tilde => true,
            Tok::Key(key) => matches!(
                key,
                Keyword::Func | Keyword::Chan | Keyword::Map | Keyword::Struct | Keyword::Interface
            ),
            _ => false,
        }
    }

    /// A type, if one starts here.
    pub(super) fn type_opt(&mut self) -> Option<Expr> {
        if !self.type_starts() || self.tok == Tok::Tilde {
            return None;
        }
        Some(self.nested(Self::type_inner, Self::bad_expr))
    }

    fn type_inner(&mut self) -> Expr {
        let start = self.start();
        match self.tok {
            Tok::Name => {
                let name = self.name();
                self.qualified(name)
            }
            Tok::Op(BinaryOp::Mul) => {
                self.bump();
                let base = self.type_();
                self.expr_node(start, ExprKind::Star(Box::new(base)))
            }
            Tok::Arrow => {
                self.bump();
                self.want(Tok::Key(Keyword::Chan));
                let elem = self.chan_elem();
                let kind = ExprKind::ChanType(ChanDir::Recv, Box::new(elem));
                self.expr_node(start, kind)
            }
            Tok::LBrack => {
                self.bump();
                self.array_type(start)
            }
            Tok::LParen => {
                self.bump();
                let inner = self.inside(Self::type_);
                self.want(Tok::RParen);
                self.expr_node(start, ExprKind::Paren(Box::new(inner)))
            }
            Tok::Key(Keyword::Func) => {
                self.bump();
                let sig = self.func_type_signature();
                self.expr_node(start, ExprKind::FuncType(Box::new(sig)))
            }
            Tok::Key(key) => self.keyword_type(start, key),
            _ => self.bad_expr(),
        }
    }

    fn keyword_type(&mut self, start: u32, key: Keyword) -> Expr {
        self.bump();
        let kind = match key {
            Keyword::Chan => {
                let dir = if self.eat(Tok::Arrow) { ChanDir::Send } else { ChanDir::Both };
                ExprKind::ChanType(dir, Box::new(self.chan_elem()))
            }
            Keyword::Map => {
                self.want(Tok::LBrack);
                let key = self.inside(Self::type_);
                self.want(Tok::RBrack);
                let value = self.type_();
                ExprKind::MapType(Box::new(key), Box::new(value))
            }
            Keyword::Struct => {
                let mut fields = Vec::new();
                self.want(Tok::LBrace);
                self.list("struct type", Tok::Semi, Tok::RBrace, |parser| {
                    fields.extend(parser.field());
                    false
                });
                ExprKind::StructType(fields)
            }
            _ => {
                let mut elems = Vec::new();
                self.want(Tok::LBrace);
                self.list("interface type", Tok::Semi, Tok::RBrace, |parser| {
                    elems.push(parser.interface_elem());
                    false
                });
                ExprKind::InterfaceType(elems)
            }
        };
        self.expr_node(start, kind)
    }

    fn chan_elem(&mut self) -> Expr {
        match self.type_opt() {
            Some(ty) => ty,
            None => {
                self.syntax_error("missing channel element type");
                self.bad_expr()
            }
        }
    }

    /// Signature of a function type or literal, after `func`.
    pub(super) fn func_type_signature(&mut self) -> Signature {
        if self.tok == Tok::LBrack {
            self.syntax_error("function type must have no type parameters");
            self.type_params();
        }
        self.signature()
    }

    /// Array or slice type, after its `[`.
    fn array_type(&mut self, start: u32) -> Expr {
        if self.eat(Tok::RBrack) {
            let elem = self.type_();
            return self.expr_node(start, ExprKind::SliceType(Box::new(elem)));
        }
        let len = if self.eat(Tok::Ellipsis) { None } else { Some(self.inside(Self::expr)) };
        if self.tok == Tok::Comma {
            self.syntax_error("unexpected comma; expected ]");
            self.bump();
        }
        self.want(Tok::RBrack);
        let elem = self.type_();
        let kind = ExprKind::ArrayType(Box::new(ArrayType { len, elem }));
        self.expr_node(start, kind)
    }

    /// `name`, `name.name`, `name[args]`, `name.name[args]`, after the first name.
    pub(super) fn qualified(&mut self, first: Ident) -> Expr {
        let start = first.span.start;
        let mut ty = self.ident_expr(first);
        if self.eat(Tok::Dot) {
            let member = self.name();
            ty = self.expr_node(start, ExprKind::Selector(Box::new(ty), member));
        }
        if self.tok == Tok::LBrack {
            self.bump();
            let args = if self.tok == Tok::RBrack {
                self.unexpected(", expected type argument list");
                vec![self.bad_expr()]
            } else {
                self.inside(Self::type_list)
            };
            self.want(Tok::RBrack);
            ty = self.expr_node(start, ExprKind::Index(Box::new(ty), args));
        }
        ty
    }

    fn qualified_name(&mut self) -> Expr {
        let name = if self.tok == Tok::Name {
            self.name()
        } else {
            let blank = self.blank();
            self.unexpected(", expected name");
            self.advance(&[Tok::Dot, Tok::Semi, Tok::RBrace]);
            blank
        };
        self.qualified(name)
    }

    /// Types separated by commas, before a `]`.
    fn type_list(&mut self) -> Vec<Expr> {
        let mut types = vec![self.type_()];
        while self.eat(Tok::Comma) && self.tok != Tok::RBrack {
            types.push(self.type_());
        }
        types
    }

    /// After a name, at `[`: either the type of a parameter or field of that name, `x []T` or `x [n]T`, or an
    /// instance of a generic type of that name, `T[A, B]`. Gives the name in the first case.
    pub(super) fn array_or_instance(&mut self, name: Ident) -> (Option<Ident>, Expr) {
        let start = self.start();
        self.bump();
        if matches!(self.tok, Tok::RBrack | Tok::Ellipsis) {
            let ty = self.array_type(start);
            return (Some(name), ty);
        }
        let (mut args, comma) = self.inside(Self::index_list);
        self.want(Tok::RBrack);
        if !comma
            && let Some(elem) = self.type_opt()
            && let Some(len) = args.pop()
        {
            let len = Some(len);
            let kind = ExprKind::ArrayType(Box::new(ArrayType { len, elem }));
            return (Some(name), self.expr_node(start, kind));
        }
        if args.is_empty() {
            args.push(self.bad_expr());
        }
        let start = name.span.start;
        let base = self.ident_expr(name);
        let kind = ExprKind::Index(Box::new(base), args);
        (None, self.expr_node(start, kind))
    }

    /// Terms separated by `|`; a single type without `~` is just that type.
    pub(super) fn union(&mut self) -> Expr {
        let first = self.union_term();
        self.union_from(first)
    }

    fn union_from(&mut self, first: UnionTerm) -> Expr {
        if !first.tilde && self.tok != Tok::Op(BinaryOp::Or) {
            return first.ty;
        }
        let start = first.span.start;
        let mut terms = vec![first];
        while self.eat(Tok::Op(BinaryOp::Or)) {
            terms.push(self.union_term());
        }
        self.expr_node(start, ExprKind::Union(terms))
    }

    fn union_term(&mut self) -> UnionTerm {
        let start = self.start();
        let tilde = self.eat(Tok::Tilde);
        let ty = match self.type_opt() {
            Some(ty) => ty,
            None => {
                let bad = self.bad_expr();
                self.unexpected(if tilde { ", expected type" } else { ", expected ~ term or type" });
                self.advance(&[Tok::Semi, Tok::RParen, Tok::RBrack, Tok::RBrace]);
                bad
            }
        };
        UnionTerm { tilde, ty, span: self.span_from(start) }
    }

    fn interface_elem(&mut self) -> InterfaceElem {
        if self.tok != Tok::Name {
            return InterfaceElem::Embed(self.union());
        }
        let next = self.peek(1).tok;
        if next == Tok::LBrack && self.method_type_params_follow() {
            let name = self.name();
            let bracket = self.span();
            self.error(bracket, "interface method must have no type parameters");
            self.type_params();
            let sig = self.signature();
            return InterfaceElem::Method { name, sig };
        }
        if next == Tok::LParen {
            let name = self.name();
            let sig = self.signature();
            return InterfaceElem::Method { name, sig };
        }
        InterfaceElem::Embed(self.union())
    }

    /// Whether `name [` starts `name[P C]()` rather than `name[A, B]`.
    fn method_type_params_follow(&self) -> bool {
        let mut ahead = 2;
        while self.peek(ahead).tok == Tok::Name && self.peek(ahead + 1).tok == Tok::Comma {
            ahead += 2;
        }
        let constraint = self.peek(ahead + 1).tok;
        self.peek(ahead).tok == Tok::Name
            && matches!(constraint, Tok::Name | Tok::Tilde | Tok::Key(_) | Tok::Op(BinaryOp::Mul))
    }

    fn field(&mut self) -> Option<FieldDecl> {
        let start = self.start();
        let mut names = Vec::new();
        let ty = match self.tok {
            Tok::Name => {
                let first = self.name();
                match self.tok {
                    Tok::Dot | Tok::Str | Tok::Semi | Tok::RBrace => self.qualified(first),
                    Tok::LBrack => {
                        let (name, ty) = self.array_or_instance(first);
                        names.extend(name);
                        ty
                    }
                    _ => {
                        names.push(first);
                        while self.eat(Tok::Comma) {
                            names.push(self.name());
                        }
                        self.type_()
                    }
                }
            }
            Tok::Op(BinaryOp::Mul) | Tok::LParen => self.embedded(start),
            _ => {
                self.unexpected(", expected field name or embedded type");
                self.advance(&[Tok::Semi, Tok::RBrace]);
                return None;
            }
        };
        let tag: Option<Rc<[u8]>> = (self.tok == Tok::Str).then(|| {
            let tag = decode_string(self.token_text(self.token()));
            self.bump();
            tag.into()
        });
        Some(FieldDecl { names, ty, tag, span: self.span_from(start) })
    }

    /// `*T`, or the same with parentheses, which are an error.
    fn embedded(&mut self, start: u32) -> Expr {
        let mut parens = 0;
        let mut star = false;
        loop {
            match self.tok {
                Tok::LParen => {
                    self.syntax_error("cannot parenthesize embedded type");
                    parens += 1;
                }
                Tok::Op(BinaryOp::Mul) if !star => star = true,
                _ => break,
            }
            self.bump();
        }
        let mut ty = self.qualified_name();
        while parens > 0 && self.eat(Tok::RParen) {
            parens -= 1;
        }
        if star {
            ty = self.expr_node(start, ExprKind::Star(Box::new(ty)));
        }
        ty
    }
}
