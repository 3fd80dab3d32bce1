//! Go string and character literals.

use crate::interp::strings::decode_rune;
use crate::natives::unicode::is_printable;

fn escape(out: &mut Vec<u8>, rune: u32, valid: bool, byte: u8, quote: u8, ascii: bool) {
    if !valid {
        out.extend(format!("\\x{byte:02x}").bytes());
        return;
    }
    let c = char::from_u32(rune).unwrap_or('\u{fffd}');
    if rune == u32::from(quote) || c == '\\' {
        out.extend([b'\\', rune as u8]);
        return;
    }
    if is_printable(c.into()) && (c.is_ascii() || !ascii) {
        out.extend(c.encode_utf8(&mut [0; 4]).bytes());
        return;
    }
    let simple = match c {
        '\x07' => Some(b'a'),
        '\x08' => Some(b'b'),
        '\x0c' => Some(b'f'),
        '\n' => Some(b'n'),
        '\r' => Some(b'r'),
        '\t' => Some(b't'),
        '\x0b' => Some(b'v'),
        _ => None,
    };
    match simple {
        Some(letter) => out.extend([b'\\', letter]),
        None if rune < 0x20 || rune == 0x7f => out.extend(format!("\\x{rune:02x}").bytes()),
        None if rune < 0x10000 => out.extend(format!("\\u{rune:04x}").bytes()),
        None => out.extend(format!("\\U{rune:08x}").bytes()),
    }
}

/// `"…"` with escapes; only ASCII if asked for.
pub fn string(text: &[u8], ascii: bool) -> Vec<u8> {
    let mut out = vec![b'"'];
    let mut rest = text;
    while !rest.is_empty() {
        let (rune, len) = decode_rune(rest);
        let valid = rune != 0xfffd || len > 1;
        escape(&mut out, rune, valid, rest[0], b'"', ascii);
        rest = &rest[len..];
    }
    out.push(b'"');
    out
}

/// `'…'`.
pub fn rune(c: char, ascii: bool) -> Vec<u8> {
    let mut out = vec![b'\''];
    escape(&mut out, c.into(), true, 0, b'\'', ascii);
    out.push(b'\'');
    out
}

/// True if the text can stand between backquotes on one line.
pub fn can_backquote(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|t| {
        t.chars().all(|c| c == '\t' || (c >= ' ' && c != '`' && c != '\x7f' && c != '\u{feff}'))
    })
}
