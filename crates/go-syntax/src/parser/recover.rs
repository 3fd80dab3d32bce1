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

    /// Reports a syntax error at the current token, unless there was one at this token.
    pub(super) fn syntax_error(&mut self, message: &str) {
        let span = self.span();
        self.syntax_error_at(span, message, None);
    }

    /// The same with another place and maybe a hint.
    pub(super) fn syntax_error_at(&mut self, span: Span, message: &str, hint: Option<&str>) {
        let follows_up = self.tok == Tok::Eof && !self.diagnostics.is_empty();
        if follows_up || self.last_error == Some(self.at) {
            return;
        }
        self.last_error = Some(self.at);
        let mut diagnostic = Diagnostic::error(span, format!("syntax error: {message}"));
        diagnostic.hint = hint.map(str::to_string);
        self.report(diagnostic);
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
    /// it skips one token. Groups in braces are skipped as a whole, so that their parts are not taken for ours.
    /// Never skips the start of the next function.
    pub(super) fn advance(&mut self, follow: &[Tok]) {
        if follow.is_empty() {
            if !self.at_function_start() && self.tok != Tok::RBrace {
                self.bump();
            }
            return;
        }
        while self.tok != Tok::Eof && !follow.contains(&self.tok) {
            if self.functions > 0 && self.at_restart() {
                return;
            }
            match self.closing_brace() {
                Some(end) if self.tok == Tok::LBrace => {
                    self.move_to(end);
                    self.bump();
                }
                _ => self.bump(),
            }
        }
    }

    fn at_restart(&self) -> bool {
        match self.tok {
            Tok::Key(key) => key.starts_statement() || self.at_function_start(),
            _ => false,
        }
    }

    /// If the current token is `{`: index of its `}`, if there is one before the next function at top level.
    pub(super) fn closing_brace(&self) -> Option<usize> {
        if self.tok != Tok::LBrace {
            return None;
        }
        let mut open = 0u32;
        for (index, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.tok {
                Tok::LBrace => open += 1,
                Tok::RBrace => {
                    open -= 1;
                    if open == 0 {
                        return Some(index);
                    }
                }
                Tok::Key(Keyword::Func) if self.function_starts_at(index) => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether the current token is the `func` of a function or method declared at top level.
    pub(super) fn at_function_start(&self) -> bool {
        self.is_key(Keyword::Func) && self.function_starts_at(self.at)
    }

    /// Whether token `index`, a `func`, starts a declaration: it is the first of its line and a name follows, if need
    /// be after a receiver.
    fn function_starts_at(&self, index: usize) -> bool {
        let tok = |index: usize| self.tokens.get(index).map_or(Tok::Eof, |token| token.tok);
        let first = index == 0 || tok(index - 1) == Tok::Semi || self.column_is_one(index);
        if !first {
            return false;
        }
        match tok(index + 1) {
            Tok::Name => true,
            Tok::LParen => {
                let close = (index + 2..self.tokens.len().min(index + 12)).find(|&at| tok(at) == Tok::RParen);
                // `func (x T) (int)` is a literal or type: a method has its name before the next parenthesis.
                close.is_some_and(|at| {
                    let generic = tok(at + 2) == Tok::LBrack && self.column_is_one(index);
                    tok(at + 1) == Tok::Name && (tok(at + 2) == Tok::LParen || generic)
                })
            }
            _ => false,
        }
    }

    fn column_is_one(&self, index: usize) -> bool {
        let start = self.tokens.get(index).map_or(0, |token| token.start) as usize;
        start == 0 || self.text.as_bytes().get(start - 1) == Some(&b'\n')
    }

    /// Skips to the next declaration at top level: a keyword at the start of a line, outside of all braces.
    pub(super) fn advance_to_declaration(&mut self) {
        while self.tok != Tok::Eof {
            match self.tok {
                Tok::Key(key) if key.starts_declaration() => {
                    let first = self.at == 0 || self.tokens[self.at - 1].tok == Tok::Semi;
                    let func = key == Keyword::Func && !self.at_function_start();
                    if self.column_is_one(self.at) || first && !func {
                        return;
                    }
                    self.bump();
                }
                Tok::LBrace => match self.closing_brace() {
                    Some(end) => {
                        self.move_to(end);
                        self.bump();
                    }
                    None => self.bump(),
                },
                _ => self.bump(),
            }
        }
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
