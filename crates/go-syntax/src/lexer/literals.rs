//! Scanning of numbers, runes and strings: finds where they end and whether they are well formed.

use super::{Lexer, Tok, describe};

/// What a run of digits contained.
#[derive(Clone, Copy, Default)]
struct Digits {
    any: bool,
    separator: bool,
    /// Offset of the first digit that is too large for the base.
    too_large: Option<usize>,
}

impl Digits {
    fn and(self, later: Digits) -> Digits {
        Digits {
            any: self.any || later.any,
            separator: self.separator || later.separator,
            too_large: self.too_large.or(later.too_large),
        }
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        16 => "hexadecimal",
        _ => "decimal",
    }
}

impl Lexer<'_> {
    pub(super) fn number(&mut self) -> Tok {
        let start = self.at;
        let errors = self.out.diagnostics.len();
        let (base, prefix) = self.base_prefix();
        let mut digits = Digits { any: prefix == b'0', ..Digits::default() };
        let mut float = false;
        digits = digits.and(self.digits(base));
        if self.peek() == Some(b'.') {
            if matches!(prefix, b'o' | b'b') {
                let message = format!("invalid radix point in {} literal", base_name(base));
                self.error_here(message);
            }
            self.at += 1;
            float = true;
            digits = digits.and(self.digits(base));
        }
        if !digits.any && self.out.diagnostics.len() == errors {
            self.error_here(format!("{} literal has no digits", base_name(base)));
        }
        float |= self.exponent(prefix, float, &mut digits, errors);
        let imaginary = self.eat(b'i');
        let ok = self.out.diagnostics.len() == errors;
        if ok && !float && !imaginary && digits.too_large.is_some() {
            let at = digits.too_large.unwrap_or(start);
            let digit = char::from(self.text.as_bytes()[at]);
            let message = format!("invalid digit '{digit}' in {} literal", base_name(base));
            self.error(at, at + 1, message);
        } else if ok
            && digits.separator
            && let Some(at) = misplaced_separator(&self.text[start..self.at])
        {
            let at = start + at;
            self.error(at, at + 1, "'_' must separate successive digits");
        }
        match (imaginary, float) {
            (true, _) => Tok::Imag,
            (false, true) => Tok::Float,
            (false, false) => Tok::Int,
        }
    }

    /// Skips `0x`, `0b`, `0o` or the `0` of old octal; gives the base and the prefix letter in lower case
    /// (`0` for old octal, `.` for none).
    fn base_prefix(&mut self) -> (u32, u8) {
        if !self.eat(b'0') {
            return (10, b'.');
        }
        let letter = self.peek().unwrap_or(0).to_ascii_lowercase();
        let base = match letter {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => return (8, b'0'),
        };
        self.at += 1;
        (base, letter)
    }

    /// Skips digits and underscores; bases up to ten take all decimal digits.
    fn digits(&mut self, base: u32) -> Digits {
        let mut digits = Digits::default();
        while let Some(byte) = self.peek() {
            match byte {
                b'_' => digits.separator = true,
                b'0'..=b'9' => {
                    digits.any = true;
                    if u32::from(byte - b'0') >= base && digits.too_large.is_none() {
                        digits.too_large = Some(self.at);
                    }
                }
                b'a'..=b'f' | b'A'..=b'F' if base == 16 => digits.any = true,
                _ => break,
            }
            self.at += 1;
        }
        digits
    }

    /// Skips an exponent; tells whether there was one.
    fn exponent(&mut self, prefix: u8, point: bool, digits: &mut Digits, errors: usize) -> bool {
        let letter = self.peek().unwrap_or(0);
        let ok = self.out.diagnostics.len() == errors;
        match letter.to_ascii_lowercase() {
            b'e' if ok && !matches!(prefix, b'.' | b'0') => {
                let letter = char::from(letter);
                self.error_here(format!("'{letter}' exponent requires decimal mantissa"));
            }
            b'p' if ok && prefix != b'x' => {
                let letter = char::from(letter);
                self.error_here(format!("'{letter}' exponent requires hexadecimal mantissa"));
            }
            b'e' | b'p' => {}
            _ => {
                if prefix == b'x' && point && ok {
                    self.error_here("hexadecimal mantissa requires a 'p' exponent");
                }
                return false;
            }
        }
        self.at += 1;
        if matches!(self.peek(), Some(b'+' | b'-')) {
            self.at += 1;
        }
        let exponent = self.digits(10);
        digits.separator |= exponent.separator;
        if !exponent.any && self.out.diagnostics.len() == errors {
            self.error_here("exponent has no digits");
        }
        true
    }

    pub(super) fn rune(&mut self) -> Tok {
        let start = self.at;
        let errors = self.out.diagnostics.len();
        self.at += 1;
        let mut count = 0;
        loop {
            let ok = self.out.diagnostics.len() == errors;
            match self.peek_char() {
                Some('\'') => {
                    if ok && count == 0 {
                        self.error_here("empty rune literal or unescaped '");
                    } else if ok && count > 1 {
                        self.error(start, self.at + 1, "more than one character in rune literal");
                    }
                    self.at += 1;
                    break;
                }
                Some('\\') => self.escape(b'\''),
                Some('\n') => {
                    if ok {
                        self.error_here("newline in rune literal");
                    }
                    break;
                }
                None => {
                    if ok {
                        self.error(start, self.at, "rune literal not terminated");
                    }
                    break;
                }
                Some(other) => self.at += other.len_utf8(),
            }
            count += 1;
        }
        Tok::Rune
    }

    pub(super) fn string(&mut self) -> Tok {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    break;
                }
                Some(b'\\') => self.escape(b'"'),
                Some(b'\n') => {
                    self.error_here("newline in string");
                    break;
                }
                None => {
                    self.error(start, self.at, "string not terminated");
                    break;
                }
                Some(_) => self.at += 1,
            }
        }
        Tok::Str
    }

    pub(super) fn raw_string(&mut self) -> Tok {
        let start = self.at;
        match self.text[start + 1..].find('`') {
            Some(length) => self.at = start + length + 2,
            None => {
                self.at = self.text.len();
                self.error(start, start + 1, "string not terminated");
            }
        }
        Tok::Str
    }

    /// Skips and checks an escape sequence, starting at its backslash.
    fn escape(&mut self, quote: u8) {
        self.at += 1;
        let Some(letter) = self.peek() else { return };
        let (count, base, max) = match letter {
            b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'\\' => {
                self.at += 1;
                return;
            }
            _ if letter == quote => {
                self.at += 1;
                return;
            }
            b'0'..=b'7' => (3, 8, 255),
            b'x' => (2, 16, 255),
            b'u' => (4, 16, 0x10ffff),
            b'U' => (8, 16, 0x10ffff),
            _ => {
                self.error_here("unknown escape");
                return;
            }
        };
        if base == 16 {
            self.at += 1;
        }
        let mut value: u32 = 0;
        for _ in 0..count {
            let Some(next) = self.peek_char() else { return };
            let Some(digit) = next.to_digit(base) else {
                let shown = match next {
                    '\n' => "'\\n'".to_string(),
                    '\'' => "'\\''".to_string(),
                    other => format!("'{other}'"),
                };
                let message = format!("invalid character {shown} in {} escape", base_name(base));
                self.error_here(message);
                return;
            };
            value = value.saturating_mul(base).saturating_add(digit);
            self.at += 1;
        }
        if value > max && base == 8 {
            self.error_here(format!("octal escape value {value} > 255"));
        } else if value > max || (0xd800..0xe000).contains(&value) {
            let shown = char::from_u32(value).map(describe).unwrap_or_else(|| format!("U+{value:04X}"));
            self.error_here(format!("escape is invalid Unicode code point {shown}"));
        }
    }
}

/// Index of the first underscore in a number that is not between two digits (a prefix counts as a digit).
fn misplaced_separator(number: &str) -> Option<usize> {
    let bytes = number.as_bytes();
    let prefixed =
        bytes.len() >= 2 && bytes[0] == b'0' && matches!(bytes[1].to_ascii_lowercase(), b'x' | b'o' | b'b');
    let hex = prefixed && bytes[1].eq_ignore_ascii_case(&b'x');
    let is_digit =
        |at: usize| bytes.get(at).is_some_and(|b| b.is_ascii_digit() || hex && b.is_ascii_hexdigit());
    (0..bytes.len()).find(|&at| {
        let before = at > 0 && (is_digit(at - 1) || prefixed && at == 2);
        bytes[at] == b'_' && !(before && is_digit(at + 1))
    })
}
