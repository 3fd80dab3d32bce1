//! Expressions: operators and operands. What follows an operand is in `postfix`.

use super::Parser;
use crate::ast::*;
use crate::lexer::{Keyword, Tok, decode_rune, decode_string};
use crate::printer::expr_text;

impl Parser<'_> {
    /// An expression; also a type, where the two cannot be told apart.
    pub(super) fn expr(&mut self) -> Expr {
        self.binary(0)
    }

    /// Expressions separated by commas; at least one.
    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.eat(Tok::Comma) {
            list.push(self.expr());
        }
        list
    }

    /// Runs `parse` inside brackets, where `{` after a type always starts a literal.
    pub(super) fn inside<T>(&mut self, parse: impl FnOnce(&mut Self) -> T) -> T {
        let header = std::mem::replace(&mut self.header, false);
        let result = parse(self);
        self.header = header;
        result
    }

    /// An expression whose operators all bind more strongly than `above`.
    fn binary(&mut self, above: u8) -> Expr {
        self.nested(|parser| parser.binary_inner(above), Self::bad_expr)
    }

    fn binary_inner(&mut self, above: u8) -> Expr {
        let start = self.start();
        let mut left = self.unary();
        while let Tok::Op(op) = self.tok {
            if op.precedence() <= above || op.is_comparison() && !self.sink() {
                break;
            }
            let op_span = self.span();
            self.bump();
            let right = self.binary(op.precedence());
            let kind = ExprKind::Binary(Box::new(BinaryExpr { op, op_span, left, right }));
            left = self.expr_node(start, kind);
        }
        left
    }

    fn unary(&mut self) -> Expr {
        let start = self.start();
        let op = match self.tok {
            Tok::Op(BinaryOp::Add) => UnaryOp::Plus,
            Tok::Op(BinaryOp::Sub) => UnaryOp::Neg,
            Tok::Op(BinaryOp::Xor) => UnaryOp::BitNot,
            Tok::Op(BinaryOp::And) => UnaryOp::Addr,
            Tok::Not => UnaryOp::Not,
            Tok::Arrow => UnaryOp::Recv,
            Tok::Op(BinaryOp::Mul) => {
                self.bump();
                let operand = self.nested(Self::unary, Self::bad_expr);
                return self.expr_node(start, ExprKind::Star(Box::new(operand)));
            }
            Tok::Tilde => {
                let span = self.span();
                let message = "cannot use ~ outside of interface or type constraint \
                               (use ^ for bitwise complement)";
                self.late_error(span, message);
                self.bump();
                return self.nested(Self::unary, Self::bad_expr);
            }
            _ => return self.primary(),
        };
        self.bump();
        let operand = self.nested(Self::unary, Self::bad_expr);
        if op == UnaryOp::Recv && matches!(operand.kind, ExprKind::ChanType(..)) {
            return self.receive_only(start, operand);
        }
        self.expr_node(start, ExprKind::Unary(op, Box::new(operand)))
    }

    /// `<-` before a channel type makes it receive-only: `<-chan T`, and `<-chan<- chan T` is `<-chan (<-chan T)`.
    fn receive_only(&mut self, start: u32, ty: Expr) -> Expr {
        let span = self.span_from(start);
        let (id, kind) = match ty.kind {
            ExprKind::ChanType(ChanDir::Both, elem) => (ty.id, ExprKind::ChanType(ChanDir::Recv, elem)),
            ExprKind::ChanType(ChanDir::Send, elem) if matches!(elem.kind, ExprKind::ChanType(..)) => {
                let elem = self.receive_only(elem.span.start, *elem);
                (ty.id, ExprKind::ChanType(ChanDir::Recv, Box::new(elem)))
            }
            ExprKind::ChanType(ChanDir::Recv, _) => {
                self.syntax_error("unexpected <-, expected chan");
                (ty.id, ExprKind::Bad)
            }
            ExprKind::ChanType(ChanDir::Send, elem) => {
                let shown = expr_text(&elem);
                self.syntax_error(&format!("unexpected {shown}, expected chan"));
                (ty.id, ExprKind::Bad)
            }
            other => (ty.id, other),
        };
        Expr { id, span, kind }
    }

    pub(super) fn operand(&mut self) -> Expr {
        let start = self.start();
        match self.tok {
            Tok::Name => {
                let name = self.name();
                self.ident_expr(name)
            }
            tok if tok.is_literal() => self.literal(tok),
            Tok::LParen => {
                self.bump();
                let inner = self.inside(Self::expr);
                self.want(Tok::RParen);
                self.expr_node(start, ExprKind::Paren(Box::new(inner)))
            }
            Tok::Key(Keyword::Func) => {
                self.bump();
                let sig = self.func_type_signature();
                let kind = if self.tok == Tok::LBrace {
                    let body = self.func_body();
                    ExprKind::Func(Box::new(FuncLit { sig, body }))
                } else {
                    ExprKind::FuncType(Box::new(sig))
                };
                self.expr_node(start, kind)
            }
            Tok::LBrack | Tok::Key(Keyword::Chan | Keyword::Map | Keyword::Struct | Keyword::Interface) => {
                self.type_()
            }
            _ => {
                let bad = self.bad_expr();
                self.unexpected(", expected expression");
                self.advance(&[Tok::RParen, Tok::RBrack, Tok::RBrace]);
                bad
            }
        }
    }

    fn literal(&mut self, tok: Tok) -> Expr {
        let start = self.start();
        let text = self.token_text(self.token());
        self.bump();
        let kind = match tok {
            Tok::Int => ExprKind::Int(self.intern(text)),
            Tok::Float => ExprKind::Float(self.intern(text)),
            Tok::Imag => ExprKind::Imag(self.intern(text)),
            Tok::Rune => ExprKind::Rune(decode_rune(text), self.intern(text)),
            _ => ExprKind::Str(decode_string(text).into(), self.intern(text)),
        };
        self.expr_node(start, kind)
    }
}
