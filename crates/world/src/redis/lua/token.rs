//! From the text of a script to tokens.

use std::rc::Rc;

use super::Fault;

/// A token. Words and signs are themselves.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(Rc<str>),
    Number(f64),
    Text(Rc<[u8]>),
    /// A word with a meaning of its own, or a sign.
    Fixed(&'static str),
    End,
}

const WORDS: [&str; 21] = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
];

/// Longer signs come before their beginnings.
const SIGNS: [&str; 25] = [
    "...", "..", "==", "~=", "<=", ">=", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")", "{",
    "}", "[", "]", ";", ":", ",",
];

/// Reads a script.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// The line, from 1.
    pub line: u32,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a [u8]) -> Self {
        Scanner { text, at: 0, line: 1 }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// Goes over one byte.
    fn step(&mut self) -> u8 {
        let byte = self.peek(0);
        self.line += u32::from(byte == b'\n');
        self.at += 1;
        byte
    }

    /// The next token.
    pub fn next(&mut self) -> Result<Token, Fault> {
        self.skip_space()?;
        let rest = self.rest();
        let Some(&first) = rest.first() else { return Ok(Token::End) };
        if first.is_ascii_alphabetic() || first == b'_' {
            let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            self.at += length;
            let word = String::from_utf8_lossy(&rest[..length]);
            let fixed = WORDS.iter().find(|known| **known == word);
            return Ok(fixed.map_or_else(|| Token::Name(word.as_ref().into()), |word| Token::Fixed(word)));
        }
        if first.is_ascii_digit() || (first == b'.' && self.peek(1).is_ascii_digit()) {
            return self.number();
        }
        if first == b'"' || first == b'\'' {
            return self.quoted();
        }
        if let Some(level) = self.long_bracket() {
            return Ok(Token::Text(self.long_text(level, "string")?.into()));
        }
        match SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes())) {
            Some(sign) => {
                self.at += sign.len();
                // A point alone reads a field.
                Ok(Token::Fixed(sign))
            }
            None if first == b'.' => {
                self.at += 1;
                Ok(Token::Fixed("."))
            }
            None => Err(self.fault("unexpected symbol", &[first])),
        }
    }

    fn fault(&self, what: &str, near: &[u8]) -> Fault {
        Fault::new(self.line, format!("{what} near '{}'", String::from_utf8_lossy(near)))
    }

    fn skip_space(&mut self) -> Result<(), Fault> {
        loop {
            if self.peek(0).is_ascii_whitespace() {
                self.step();
            } else if self.rest().starts_with(b"--") {
                self.at += 2;
                match self.long_bracket() {
                    Some(level) => drop(self.long_text(level, "comment")?),
                    None => self.at += self.rest().iter().take_while(|b| **b != b'\n').count(),
                }
            } else {
                return Ok(());
            }
        }
    }

    /// How many equals signs stand in the long bracket that opens here, if one does.
    fn long_bracket(&self) -> Option<usize> {
        let rest = self.rest().strip_prefix(b"[")?;
        let level = rest.iter().take_while(|b| **b == b'=').count();
        (rest.get(level) == Some(&b'[')).then_some(level)
    }

    fn long_text(&mut self, level: usize, what: &str) -> Result<Vec<u8>, Fault> {
        self.at += level + 2;
        if self.peek(0) == b'\n' {
            self.step();
        }
        let end = format!("]{}]", "=".repeat(level));
        let mut text = Vec::new();
        while !self.rest().starts_with(end.as_bytes()) {
            if self.rest().is_empty() {
                return Err(self.fault(&format!("unfinished long {what}"), b"<eof>"));
            }
            text.push(self.step());
        }
        self.at += end.len();
        Ok(text)
    }

    fn number(&mut self) -> Result<Token, Fault> {
        let rest = self.rest();
        let mut length = 0;
        while let Some(&byte) = rest.get(length) {
            let after_exponent =
                length > 0 && matches!(rest[length - 1], b'e' | b'E') && !rest.starts_with(b"0x");
            if !(byte.is_ascii_alphanumeric()
                || byte == b'.'
                || (after_exponent && matches!(byte, b'+' | b'-')))
            {
                break;
            }
            length += 1;
        }
        self.at += length;
        match super::value::to_number(&rest[..length]) {
            Some(number) => Ok(Token::Number(number)),
            None => Err(self.fault("malformed number", &rest[..length])),
        }
    }

    fn quoted(&mut self) -> Result<Token, Fault> {
        let start = self.at;
        let quote = self.step();
        let mut text = Vec::new();
        loop {
            match self.peek(0) {
                byte if byte == quote => {
                    self.step();
                    return Ok(Token::Text(text.into()));
                }
                b'\\' => {
                    self.step();
                    self.escape(&mut text)?;
                }
                0 if self.rest().is_empty() => return Err(self.fault("unfinished string", b"<eof>")),
                b'\n' => return Err(self.fault("unfinished string", &self.text[start..self.at])),
                _ => text.push(self.step()),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Fault> {
        let Some(&byte) = self.rest().first() else {
            return Err(self.fault("unfinished string", b"<eof>"));
        };
        if byte.is_ascii_digit() {
            let digits = self.rest().iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            let code =
                self.rest()[..digits].iter().fold(0u32, |code, digit| code * 10 + u32::from(digit - b'0'));
            self.at += digits;
            text.push(u8::try_from(code).map_err(|_| self.fault("escape sequence too large", b"\\"))?);
            return Ok(());
        }
        self.step();
        text.push(match byte {
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            other => other,
        });
        Ok(())
    }
}
