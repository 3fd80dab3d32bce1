//! Integers, floats and complex numbers.

use super::flags::Flags;
use super::quote;
use crate::interp::strings::push_rune;
use crate::natives::strconv::format_float;

/// Appends an integer in a base; the value is two's complement if `signed`.
pub fn integer(flags: &Flags, out: &mut Vec<u8>, value: u64, base: u64, signed: bool, verb: char) {
    let negative = signed && (value as i64) < 0;
    let abs = if negative { value.wrapping_neg() } else { value };
    let mut prec = 0;
    if let Some(p) = flags.prec {
        prec = p;
        if p == 0 && value == 0 {
            let spaces = flags.width.unwrap_or(0);
            out.extend(std::iter::repeat_n(b' ', spaces));
            return;
        }
    } else if let (true, false, Some(width)) = (flags.zero, flags.minus, flags.width) {
        prec = width;
        if negative || flags.plus || flags.space {
            prec = prec.saturating_sub(1);
        }
    }
    let mut text = digits(abs, base, verb == 'X');
    while text.len() < prec {
        text.push(b'0');
    }
    if flags.sharp {
        match base {
            2 => text.extend(b"b0"),
            8 if text.last() != Some(&b'0') => text.push(b'0'),
            16 => text.extend(if verb == 'X' { b"X0" } else { b"x0" }),
            _ => {}
        }
    }
    if verb == 'O' {
        text.extend(b"o0");
    }
    if negative {
        text.push(b'-');
    } else if flags.plus {
        text.push(b'+');
    } else if flags.space {
        text.push(b' ');
    }
    text.reverse();
    Flags { zero: false, ..*flags }.pad(out, &text);
}

/// Digits, last one first.
fn digits(mut value: u64, base: u64, upper: bool) -> Vec<u8> {
    let table: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    let mut text = Vec::new();
    loop {
        text.push(table[(value % base) as usize]);
        value /= base;
        if value == 0 {
            return text;
        }
    }
}

/// `%c`.
pub fn character(flags: &Flags, out: &mut Vec<u8>, value: u64) {
    let mut text = Vec::new();
    push_rune(&mut text, i64::try_from(value).unwrap_or(-1));
    flags.pad(out, &text);
}

/// `%q` of an integer.
pub fn quoted(flags: &Flags, out: &mut Vec<u8>, value: u64) {
    let rune = u32::try_from(value).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    flags.pad(out, &quote::rune(rune, flags.plus));
}

/// `%U`.
pub fn unicode(flags: &Flags, out: &mut Vec<u8>, value: u64) {
    let width = flags.prec.unwrap_or(4).max(4);
    let mut text = format!("U+{value:0width$X}");
    if flags.sharp
        && let Some(c) = u32::try_from(value).ok().and_then(char::from_u32)
        && crate::natives::unicode::is_printable(c.into())
    {
        text.push_str(&format!(" '{c}'"));
    }
    Flags { zero: false, ..*flags }.pad(out, text.as_bytes());
}

/// A float in format `verb` with default precision `prec`.
pub fn float(flags: &Flags, out: &mut Vec<u8>, value: f64, bits: u32, verb: u8, prec: Option<usize>) {
    let text = format_float(value, verb, flags.prec.or(prec), bits);
    let (mut sign, mut body) = match text.as_bytes()[0] {
        b'-' => (b'-', text[1..].to_string()),
        b'+' => (b'+', text[1..].to_string()),
        _ => (b'+', text),
    };
    if flags.space && sign == b'+' && !flags.plus {
        sign = b' ';
    }
    let special = value.is_nan() || value.is_infinite();
    if flags.sharp && verb != b'b' && !special {
        body = keep_point(flags, &body, verb);
    }
    let show_sign = if special {
        // An infinity always has its sign, NaN only if asked for.
        !value.is_nan() && (sign != b'+' || flags.plus || value < 0.0) || flags.space || flags.plus
    } else {
        flags.plus || sign != b'+'
    };
    let infinite_plus = value.is_infinite() && sign == b'+';
    let mut whole = Vec::new();
    if show_sign || infinite_plus {
        whole.push(sign);
    }
    whole.extend_from_slice(body.as_bytes());
    let zero = flags.zero && !special;
    if zero && !flags.minus && show_sign {
        let width = flags.width.unwrap_or(0);
        out.push(sign);
        out.extend(std::iter::repeat_n(b'0', width.saturating_sub(whole.len())));
        out.extend_from_slice(body.as_bytes());
        return;
    }
    Flags { zero, ..*flags }.pad(out, &whole);
}

/// `#`: the decimal point stays, and for `%g` trailing zeros up to the precision.
fn keep_point(flags: &Flags, body: &str, verb: u8) -> String {
    let split = body.find(['e', 'E', 'p', 'P']).unwrap_or(body.len());
    let (mantissa, tail) = body.split_at(split);
    let mut out = mantissa.to_string();
    let wanted = match verb {
        b'g' | b'G' => flags.prec.unwrap_or(6),
        _ => 0,
    };
    let mut significant = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|&b| b == b'0').count();
    if !out.contains('.') {
        out.push('.');
    }
    if significant == 0 && wanted > 0 {
        significant = 1;
    }
    while significant < wanted {
        out.push('0');
        significant += 1;
    }
    out + tail
}
