//! Reporting errors, and going on after them.

use super::{MAX_DIAGNOSTICS, Parser};
use crate::diag::Diagnostic;
use crate::lexer::{Keyword, Tok};
use crate::span::Span;

impl Parser<'_> {
    /// Reports an error that is not about the current token.
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(span, message));
    }

    /// Reports an error that Go's compiler finds when it checks types: shown only if the text is grammatical.
    pub(super) fn late_error(&mut self, span: Span, message: impl Into<String>) {
        if self.late.len() < MAX_DIAGNOSTICS {
            self.late.push(Diagnostic::error(span, message));
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
        if self.diagnostics.len() == self.lexer_errors + MAX_DIAGNOSTICS {
            self.give_up();
        }
    }

    /// Reports a syntax error at the current token.
    pub(super) fn syntax_error(&mut self, message: &str) {
        let span = self.span();
        self.syntax_error_at(span, message);
    }

    /// The same with another place.
    pub(super) fn syntax_error_at(&mut self, span: Span, message: &str) {
        let follows_up = self.tok == Tok::Eof && !self.diagnostics.is_empty();
        if !follows_up {
            self.report(Diagnostic::error(span, format!("syntax error: {message}")));
        }
    }

    /// Reports `syntax error: unexpected …` about the current token; `context` follows directly, with its comma or space.
    pub(super) fn unexpected(&mut self, context: &str) {
        let found = self.found();
        self.syntax_error(&format!("unexpected {found}{context}"));
    }

    /// How messages call the current token.
    pub(super) fn found(&self) -> String {
        let token = self.token();
        token.tok.found_name(self.token_text(token))
    }

    /// A piece of the text for use in a message: on one line.
    pub(super) fn shown(&self, span: Span) -> String {
        let words: Vec<&str> = span.text(self.text).split_whitespace().collect();
        words.join(" ")
    }

    /// Consumes `tok`, or reports that it is missing and skips a token.
    pub(super) fn want(&mut self, tok: Tok) {
        if !self.eat(tok) {
            self.missing(tok);
            self.advance(&[]);
        }
    }

    /// Reports that `tok` was expected here.
    pub(super) fn missing(&mut self, tok: Tok) {
        let expected = tok.expected_name();
        self.unexpected(&format!(", expected {expected}"));
    }

    /// Skips to one of `follow` or, inside functions, to a keyword that starts a statement; with nothing to look for
    /// it skips one token. Go's compiler skips the same tokens, so it finds the same errors after the first.
    pub(super) fn advance(&mut self, follow: &[Tok]) {
        if follow.is_empty() {
            self.bump();
            return;
        }
        while self.tok != Tok::Eof && !follow.contains(&self.tok) {
            if self.functions > 0 && self.at_statement_keyword() {
                return;
            }
            self.bump();
        }
    }

    fn at_statement_keyword(&self) -> bool {
        matches!(self.tok, Tok::Key(key) if key.starts_statement())
    }

    /// Skips to the next keyword that starts a declaration.
    pub(super) fn advance_to_declaration(&mut self) {
        self.advance(
            &[Keyword::Import, Keyword::Const, Keyword::Type, Keyword::Var, Keyword::Func].map(Tok::Key),
        );
    }

    /// Parses items separated by `separator` up to and including `close`; `item` gives true after the last one that
    /// may be followed by nothing but a separator. `context` names the list in messages.
    pub(super) fn list(
        &mut self,
        context: &str,
        separator: Tok,
        close: Tok,
        mut item: impl FnMut(&mut Self) -> bool,
    ) {
        let mut done = false;
        while self.tok != Tok::Eof && self.tok != close && !done {
            done = item(self);
            if self.eat(separator) || self.tok == close {
                continue;
            }
            let message = format!(
                " in {context}; possibly missing {} or {}",
                separator.expected_name(),
                close.expected_name()
            );
            self.unexpected(&message);
            self.advance(&[Tok::RParen, Tok::RBrack, Tok::RBrace]);
            if self.tok != close {
                return;
            }
        }
        self.want(close);
    }
}
