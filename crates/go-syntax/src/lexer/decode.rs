//! Values of literals. Ill-formed literals (already reported) get some value.

/// The bytes of a string literal, given with its quotes.
pub fn decode_string(literal: &str) -> Vec<u8> {
    if let Some(raw) = literal.strip_prefix('`') {
        let raw = raw.strip_suffix('`').unwrap_or(raw);
        return raw.bytes().filter(|&byte| byte != b'\r').collect();
    }
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    let mut out = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(next) = rest.chars().next() {
        match next {
            '"' => break,
            '\\' => {
                let (piece, length) = decode_escape(rest);
                match piece {
                    Piece::Byte(byte) => out.push(byte),
                    Piece::Char(value) => {
                        out.extend_from_slice(value.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                }
                rest = rest.get(length..).unwrap_or("");
            }
            other => {
                let length = other.len_utf8();
                out.extend_from_slice(&rest.as_bytes()[..length]);
                rest = &rest[length..];
            }
        }
    }
    out
}

/// The code point of a rune literal, given with its quotes.
pub fn decode_rune(literal: &str) -> u32 {
    let inner = literal.strip_prefix('\'').unwrap_or(literal);
    match inner.chars().next() {
        Some('\\') => match decode_escape(inner).0 {
            Piece::Byte(byte) => u32::from(byte),
            Piece::Char(value) => value as u32,
        },
        Some(other) => other as u32,
        None => 0xfffd,
    }
}

enum Piece {
    Byte(u8),
    Char(char),
}

/// Value and length in bytes of the escape sequence at the start of `text`, which starts with a backslash.
fn decode_escape(text: &str) -> (Piece, usize) {
    let letter = text.as_bytes().get(1).copied().unwrap_or(b'\\');
    let simple = match letter {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'x' => return decode_digits(text, 2, 2, 16),
        b'u' => return decode_digits(text, 2, 4, 16),
        b'U' => return decode_digits(text, 2, 8, 16),
        b'0'..=b'7' => return decode_digits(text, 1, 3, 8),
        b'\\' | b'\'' | b'"' => letter,
        // An unknown escape: skip the backslash only.
        _ => return (Piece::Byte(b'\\'), 1),
    };
    (Piece::Byte(simple), 2)
}

/// Reads up to `count` digits from byte `skip` on.
fn decode_digits(text: &str, skip: usize, count: usize, base: u32) -> (Piece, usize) {
    let mut value: u32 = 0;
    let mut length = skip;
    for next in text.get(skip..).unwrap_or("").chars().take(count) {
        let Some(digit) = next.to_digit(base) else {
            break;
        };
        value = value.saturating_mul(base).saturating_add(digit);
        length += 1;
    }
    // Two hexadecimal or three octal digits make a byte, the others a character.
    let piece = if count <= 3 {
        Piece::Byte(value.min(255) as u8)
    } else {
        Piece::Char(char::from_u32(value).unwrap_or('\u{fffd}'))
    };
    (piece, length)
}
