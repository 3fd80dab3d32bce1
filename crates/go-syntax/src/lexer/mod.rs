//! Text to tokens, with semicolons inserted where Go inserts them.

mod decode;
mod literals;
mod token;

pub use decode::{decode_rune, decode_string};
pub use token::{Keyword, Tok, Token};

use crate::ast::BinaryOp;
use crate::diag::Diagnostic;
use crate::span::{FileId, Span};

/// The tokens of a text.
#[derive(Clone, Debug)]
pub struct Lexed {
    /// All tokens; the last is always [`Tok::Eof`].
    pub tokens: Vec<Token>,
    /// Places of all comments in order, without the line end.
    pub comments: Vec<Span>,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits a text into tokens. Offsets are 32 bits: of a text longer than 4 GiB nothing is read.
pub fn lex(file: FileId, text: &str) -> Lexed {
    let text = if u32::try_from(text.len()).is_ok() { text } else { "" };
    let mut lexer = Lexer {
        file,
        text,
        at: 0,
        out: Lexed {
            tokens: Vec::with_capacity(text.len() / 4 + 1),
            comments: Vec::new(),
            diagnostics: Vec::new(),
        },
    };
    lexer.run();
    lexer.out
}

struct Lexer<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    out: Lexed,
}

impl Lexer<'_> {
    fn run(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = 3;
        }
        let mut ends_line = false;
        loop {
            self.skip_blanks(!ends_line);
            let start = self.at;
            let Some(byte) = self.peek() else {
                if ends_line {
                    self.push(Tok::Semi, start);
                }
                self.push(Tok::Eof, start);
                return;
            };
            let tok = match byte {
                b'\n' => {
                    self.at += 1;
                    Tok::Semi
                }
                b'/' if matches!(self.peek_at(1), Some(b'/' | b'*')) => {
                    if !(self.comment() && ends_line) {
                        continue;
                    }
                    // A comment over several lines ends the statement like a line end.
                    self.push_newline(start);
                    ends_line = false;
                    continue;
                }
                _ => match self.token(byte) {
                    Some(tok) => tok,
                    None => continue,
                },
            };
            ends_line = tok.ends_line();
            self.push(tok, start);
        }
    }

    fn push(&mut self, tok: Tok, start: usize) {
        self.out.tokens.push(Token { tok, start: start as u32, end: self.at as u32 });
    }

    /// Pushes the semicolon that stands for the first line end at or after `start`.
    fn push_newline(&mut self, start: usize) {
        self.out.tokens.push(Token { tok: Tok::Semi, start: start as u32, end: start as u32 + 1 });
    }

    fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn peek_char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    /// Reports an error about the bytes `start..end`.
    fn error(&mut self, start: usize, end: usize, message: impl Into<String>) {
        let span = Span::new(self.file, start as u32, end as u32);
        self.out.diagnostics.push(Diagnostic::error(span, message));
    }

    /// Reports an error about the character that comes next.
    fn error_here(&mut self, message: impl Into<String>) {
        let width = self.peek_char().map_or(0, char::len_utf8);
        self.error(self.at, self.at + width, message);
    }

    fn skip_blanks(&mut self, newlines: bool) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' if newlines => self.at += 1,
                _ => return,
            }
        }
    }

    /// Skips a comment; tells whether it contains a line end.
    fn comment(&mut self) -> bool {
        let start = self.at;
        let rest = &self.text[start..];
        let line = rest.as_bytes()[1] == b'/';
        let length = if line {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
        };
        let body = &rest[..length];
        self.at += length;
        if !line && (length < 4 || !body.ends_with("*/")) {
            self.error(start, start + 2, "comment not terminated");
        }
        let shown = body.trim_end_matches('\r').len();
        let span = Span::new(self.file, start as u32, (start + shown) as u32);
        self.out.comments.push(span);
        body.contains('\n')
    }

    /// Reads one token that starts with `byte`; none if the character was not legal and has been skipped.
    fn token(&mut self, byte: u8) -> Option<Tok> {
        Some(match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(),
            b'0'..=b'9' => self.number(),
            b'.' if matches!(self.peek_at(1), Some(b'0'..=b'9')) => self.number(),
            b'"' => self.string(),
            b'`' => self.raw_string(),
            b'\'' => self.rune(),
            0x80.. => {
                let first = self.peek_char()?;
                if is_letter(first) || first.is_numeric() {
                    if first.is_numeric() && !first.is_alphabetic() {
                        let message = format!("identifier cannot begin with digit {}", describe(first));
                        self.error_here(message);
                    }
                    self.name()
                } else {
                    self.illegal(first);
                    return None;
                }
            }
            _ => match self.operator(byte) {
                Some((tok, length)) => {
                    self.at += length;
                    tok
                }
                None => {
                    self.illegal(byte as char);
                    return None;
                }
            },
        })
    }

    fn illegal(&mut self, what: char) {
        let message = match what {
            '\0' => "invalid NUL character".into(),
            '\u{feff}' => "invalid BOM in the middle of the file".into(),
            _ if what as u32 >= 0x80 => {
                format!("invalid character {} in identifier", describe(what))
            }
            _ => format!("invalid character {}", describe(what)),
        };
        self.error_here(message);
        self.at += what.len_utf8();
    }

    fn name(&mut self) -> Tok {
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9') => self.at += 1,
                Some(0x80..) => match self.peek_char() {
                    Some(next) if is_letter(next) || next.is_numeric() => {
                        self.at += next.len_utf8();
                    }
                    _ => break,
                },
                _ => break,
            }
        }
        match Keyword::from_text(&self.text[start..self.at]) {
            Some(key) => Tok::Key(key),
            None => Tok::Name,
        }
    }

    /// The operator or punctuation that starts here, and its length in bytes.
    fn operator(&self, byte: u8) -> Option<(Tok, usize)> {
        use BinaryOp::*;
        let next = self.peek_at(1).unwrap_or(0);
        let third = self.peek_at(2).unwrap_or(0);
        // `op` or `op=`.
        let assignable = |op: BinaryOp, follows: u8| {
            let length = op.as_str().len();
            if follows == b'=' { (Tok::OpAssign(op), length + 1) } else { (Tok::Op(op), length) }
        };
        Some(match (byte, next) {
            (b'(', _) => (Tok::LParen, 1),
            (b')', _) => (Tok::RParen, 1),
            (b'[', _) => (Tok::LBrack, 1),
            (b']', _) => (Tok::RBrack, 1),
            (b'{', _) => (Tok::LBrace, 1),
            (b'}', _) => (Tok::RBrace, 1),
            (b',', _) => (Tok::Comma, 1),
            (b';', _) => (Tok::Semi, 1),
            (b':', b'=') => (Tok::Define, 2),
            (b':', _) => (Tok::Colon, 1),
            (b'.', b'.') if third == b'.' => (Tok::Ellipsis, 3),
            (b'.', _) => (Tok::Dot, 1),
            (b'+', b'+') => (Tok::Inc, 2),
            (b'-', b'-') => (Tok::Dec, 2),
            (b'=', b'=') => (Tok::Op(Eq), 2),
            (b'=', _) => (Tok::Assign, 1),
            (b'!', b'=') => (Tok::Op(Ne), 2),
            (b'!', _) => (Tok::Not, 1),
            (b'~', _) => (Tok::Tilde, 1),
            (b'<', b'-') => (Tok::Arrow, 2),
            (b'<', b'<') => assignable(Shl, third),
            (b'>', b'>') => assignable(Shr, third),
            (b'<', b'=') => (Tok::Op(Le), 2),
            (b'>', b'=') => (Tok::Op(Ge), 2),
            (b'<', _) => (Tok::Op(Lt), 1),
            (b'>', _) => (Tok::Op(Gt), 1),
            (b'&', b'&') => (Tok::Op(LogAnd), 2),
            (b'|', b'|') => (Tok::Op(LogOr), 2),
            (b'&', b'^') => assignable(AndNot, third),
            (b'&', _) => assignable(And, next),
            (b'|', _) => assignable(Or, next),
            (b'+', _) => assignable(Add, next),
            (b'-', _) => assignable(Sub, next),
            (b'^', _) => assignable(Xor, next),
            (b'*', _) => assignable(Mul, next),
            (b'/', _) => assignable(Div, next),
            (b'%', _) => assignable(Rem, next),
            _ => return None,
        })
    }
}

fn is_letter(what: char) -> bool {
    what == '_' || what.is_alphabetic()
}

/// A character as Go's messages show it: `U+0040 '@'`, without the quotes if it is not printable.
fn describe(what: char) -> String {
    let code = what as u32;
    if what.is_control() || what == '\u{feff}' {
        format!("U+{code:04X}")
    } else {
        format!("U+{code:04X} '{what}'")
    }
}
