//! Package strconv.
//!
//! ```go
//! func formatFloat(f float64, fmt byte, prec, bitSize int) string
//! func parseFloat(s string, bitSize int) (f float64, code int)   // 0 all right, 1 no number, 2 out of range
//! func formatUint(n uint64, negative bool, base int) string
//! ```

use super::PureCall;
use super::pure::PureTable;
use crate::interp::trap::Step;
use crate::value::Value;

/// Natives of package strconv.
pub const TABLE: PureTable = &[
    ("strconv.formatFloat", format_float_native),
    ("strconv.parseFloat", parse_float_native),
    ("strconv.formatUint", format_uint),
];

fn format_float_native(call: &mut PureCall) -> Step {
    call.charge(call.costs().format);
    let (f, verb) = (call.arg(0).float(), call.arg(1).int() as u8);
    let prec = usize::try_from(call.arg(2).int()).ok().map(|p| p.min(1000));
    let bits = call.arg(3).int() as u32;
    let text = format_float(f, verb, prec, bits);
    call.ret_str(text.as_bytes())
}

fn parse_float_native(call: &mut PureCall) -> Step {
    call.charge(call.costs().format);
    let bits = call.arg(1).int();
    let (f, code) = parse_float(call.str_arg(0), bits as u32);
    call.set(0, Value::Float(f));
    call.ret_at(1, Value::Int(code))
}

fn format_uint(call: &mut PureCall) -> Step {
    call.charge(call.costs().format);
    let (mut n, negative, base) = (call.arg(0).int() as u64, call.arg(1).bool(), call.arg(2).int() as u64);
    let mut text = [0; 65];
    let mut at = text.len();
    loop {
        at -= 1;
        text[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(n % base.clamp(2, 36)) as usize];
        n /= base.clamp(2, 36);
        if n == 0 {
            break;
        }
    }
    if negative {
        at -= 1;
        text[at] = b'-';
    }
    call.ret_str(&text[at..])
}

/// Decimal digits of a finite number: value = 0.d1d2… × 10^point.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

/// `format!("{:e}")` text taken apart.
fn split(text: &str) -> Digits {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if digits.iter().all(|&d| d == b'0') {
        return Digits { digits: Vec::new(), point: 0 };
    }
    Digits { digits, point: exponent + 1 }
}

fn shortest(f: f64, bits: u32) -> Digits {
    let mut d = if bits == 32 { split(&format!("{:e}", f as f32)) } else { split(&format!("{f:e}")) };
    trim(&mut d);
    d
}

fn trim(d: &mut Digits) {
    while d.digits.last() == Some(&b'0') {
        d.digits.pop();
    }
}

/// Formats as Go's `strconv.FormatFloat`; no precision means the shortest that reads back.
pub fn format_float(f: f64, verb: u8, prec: Option<usize>, bits: u32) -> String {
    let f = if bits == 32 { f64::from(f as f32) } else { f };
    if f.is_nan() {
        return "NaN".into();
    }
    if f.is_infinite() {
        return if f > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    let abs = f.abs();
    let body = match verb {
        b'e' | b'E' => match prec {
            None => {
                let d = shortest(abs, bits);
                let digits = d.digits.len().saturating_sub(1);
                exponent_form(&d, digits, verb)
            }
            Some(prec) => exponent_form(&split(&format!("{abs:.prec$e}")), prec, verb),
        },
        b'f' | b'F' => match prec {
            None => {
                let d = shortest(abs, bits);
                plain_form(&d, (d.digits.len() as i32 - d.point).max(0) as usize)
            }
            Some(prec) => format!("{abs:.prec$}"),
        },
        b'g' | b'G' => general_form(abs, verb, prec, bits),
        b'b' => binary_form(abs, bits),
        b'x' | b'X' => hex_form(abs, verb, prec, bits),
        other => return format!("%{}", other as char),
    };
    format!("{sign}{body}")
}

fn general_form(abs: f64, verb: u8, prec: Option<usize>, bits: u32) -> String {
    let (d, threshold) = match prec {
        // The shortest form decides between the two as if the precision were 6.
        None => (shortest(abs, bits), 6),
        Some(prec) => {
            let prec = prec.max(1);
            let mut d = split(&format!("{abs:.*e}", prec - 1));
            trim(&mut d);
            let len = d.digits.len() as i32;
            let threshold = if prec as i32 > len && len >= d.point { len } else { prec as i32 };
            (d, threshold)
        }
    };
    let exponent = d.point - 1;
    if exponent < -4 || exponent >= threshold {
        let digits = d.digits.len().saturating_sub(1);
        return exponent_form(&d, digits, if verb == b'G' { b'E' } else { b'e' });
    }
    plain_form(&d, (d.digits.len() as i32 - d.point).max(0) as usize)
}

fn exponent_form(d: &Digits, prec: usize, verb: u8) -> String {
    let digit = |i: usize| d.digits.get(i).map_or('0', |&b| b as char);
    let mut out = String::new();
    out.push(digit(0));
    if prec > 0 {
        out.push('.');
        out.extend((1..=prec).map(digit));
    }
    let exponent = if d.digits.is_empty() { 0 } else { d.point - 1 };
    let sign = if exponent < 0 { '-' } else { '+' };
    out.push(if verb.is_ascii_uppercase() { 'E' } else { 'e' });
    out.push_str(&format!("{sign}{:02}", exponent.abs()));
    out
}

fn plain_form(d: &Digits, prec: usize) -> String {
    let digit = |i: i32| usize::try_from(i).ok().and_then(|i| d.digits.get(i)).map_or('0', |&b| b as char);
    let mut out = String::new();
    if d.point > 0 {
        out.extend((0..d.point).map(digit));
    } else {
        out.push('0');
    }
    if prec > 0 {
        out.push('.');
        out.extend((0..prec as i32).map(|i| digit(d.point + i)));
    }
    out
}

/// Mantissa and binary exponent with value = mantissa × 2^exponent, and the mantissa's bits.
fn binary_parts(abs: f64, bits: u32) -> (u64, i32, u32) {
    let (raw, mantissa_bits, bias) =
        if bits == 32 { (u64::from((abs as f32).to_bits()), 23, 127) } else { (abs.to_bits(), 52, 1023) };
    let exponent = (raw >> mantissa_bits) as i32;
    let mantissa = raw & ((1 << mantissa_bits) - 1);
    match exponent {
        0 => (mantissa, 1 - bias - mantissa_bits as i32, mantissa_bits),
        _ => (mantissa | (1 << mantissa_bits), exponent - bias - mantissa_bits as i32, mantissa_bits),
    }
}

fn binary_form(abs: f64, bits: u32) -> String {
    let (mantissa, exponent, _) = binary_parts(abs, bits);
    format!("{mantissa}p{exponent:+}")
}

fn hex_form(abs: f64, verb: u8, prec: Option<usize>, bits: u32) -> String {
    let (mantissa, exponent, mantissa_bits) = binary_parts(abs, bits);
    let mut exponent = exponent + mantissa_bits as i32;
    // 1.xxx with 60 bits behind the point.
    let mut mantissa = mantissa;
    if mantissa == 0 {
        exponent = 0;
    } else {
        let shift = mantissa.leading_zeros() as i32 - 3;
        mantissa <<= shift;
        exponent -= shift - (60 - mantissa_bits as i32);
    }
    if let Some(prec) = prec
        && prec < 15
        && mantissa != 0
    {
        let shift = 60 - 4 * prec as u32;
        let rest = mantissa & ((1 << shift) - 1);
        mantissa >>= shift;
        let half = 1 << (shift - 1);
        if rest > half || (rest == half && mantissa & 1 == 1) {
            mantissa += 1;
        }
        mantissa <<= shift;
        if mantissa >> 61 != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let mut digits = format!("{:015x}", mantissa & ((1 << 60) - 1));
    match prec {
        Some(prec) => digits = format!("{digits:0<prec$}")[..prec].into(),
        None => digits.truncate(digits.trim_end_matches('0').len()),
    }
    let point = if digits.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    let text = format!("0x{}{point}{digits}p{sign}{:02}", mantissa >> 60, exponent.abs());
    if verb == b'X' { text.to_uppercase() } else { text }
}

/// A float as the runtime prints it: the shortest `%g`.
pub fn print_float(f: f64, bits: u32) -> String {
    format_float(f, b'g', None, bits)
}

/// Reads a Go floating-point literal: the number and 0, 1 (no number) or 2 (out of range).
pub fn parse_float(text: &[u8], bits: u32) -> (f64, i64) {
    const FAIL: (f64, i64) = (0.0, 1);
    let Ok(text) = std::str::from_utf8(text) else {
        return FAIL;
    };
    let unspaced;
    let text = match text.contains('_') {
        true if !well_spaced(text) => return FAIL,
        true => {
            unspaced = text.replace('_', "");
            &unspaced
        }
        false => text,
    };
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let signed = |f: f64| if negative { -f } else { f };
    match body.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return (signed(f64::INFINITY), 0),
        "nan" => return (f64::NAN, 0),
        lower if lower.starts_with("0x") => {
            return hex_number(&lower[2..], bits).map_or(FAIL, |(f, code)| (signed(f), code));
        }
        _ => {}
    }
    let digits = body.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'.');
    if !digits || body.bytes().any(|b| !matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) {
        return FAIL;
    }
    let parsed = if bits == 32 { body.parse::<f32>().map(f64::from) } else { body.parse::<f64>() };
    match parsed {
        Ok(f) => (signed(f), if f.is_infinite() { 2 } else { 0 }),
        Err(_) => FAIL,
    }
}

/// True if underscores stand only between digits or behind the base prefix.
fn well_spaced(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-']);
    let (hex, body) = match body.strip_prefix("0x").or_else(|| body.strip_prefix("0X")) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let bytes = body.as_bytes();
    let digit =
        |b: Option<&u8>| b.is_some_and(|b| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() });
    bytes.iter().enumerate().filter(|(_, b)| **b == b'_').all(|(i, _)| {
        let before = if i == 0 { hex } else { digit(bytes.get(i - 1)) };
        before && digit(bytes.get(i + 1))
    })
}

fn hex_number(body: &str, bits: u32) -> Option<(f64, i64)> {
    let (mantissa, exponent) = body.split_once('p')?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut exponent: i32 = exponent.parse().ok()?;
    let mut value = 0f64;
    for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
        value = value * 16.0 + f64::from(c.to_digit(16)?);
        if i >= whole.len() {
            exponent = exponent.saturating_sub(4);
        }
    }
    let f = libm::ldexp(value, exponent);
    let f = if bits == 32 { f64::from(f as f32) } else { f };
    Some((f, if f.is_infinite() { 2 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn floats_print_as_in_go() {
        let mut out = String::new();
        let numbers =
            [0.0, -0.0, 1.0, 100000.0, 1e6, 123456789.0, 1e20, 1e21, 1e-4, 1e-5, 0.1, 2.5, 1.0 / 3.0];
        for f in numbers {
            let forms: Vec<String> =
                [(b'g', None), (b'e', None), (b'f', None), (b'f', Some(2)), (b'e', Some(3)), (b'g', Some(3))]
                    .iter()
                    .map(|&(verb, prec)| format_float(f, verb, prec, 64))
                    .collect();
            out.push_str(&forms.join(" "));
            out.push('\n');
        }
        expect![[r#"
            0 0e+00 0 0.00 0.000e+00 0
            -0 -0e+00 -0 -0.00 -0.000e+00 -0
            1 1e+00 1 1.00 1.000e+00 1
            100000 1e+05 100000 100000.00 1.000e+05 1e+05
            1e+06 1e+06 1000000 1000000.00 1.000e+06 1e+06
            1.23456789e+08 1.23456789e+08 123456789 123456789.00 1.235e+08 1.23e+08
            1e+20 1e+20 100000000000000000000 100000000000000000000.00 1.000e+20 1e+20
            1e+21 1e+21 1000000000000000000000 1000000000000000000000.00 1.000e+21 1e+21
            0.0001 1e-04 0.0001 0.00 1.000e-04 0.0001
            1e-05 1e-05 0.00001 0.00 1.000e-05 1e-05
            0.1 1e-01 0.1 0.10 1.000e-01 0.1
            2.5 2.5e+00 2.5 2.50 2.500e+00 2.5
            0.3333333333333333 3.333333333333333e-01 0.3333333333333333 0.33 3.333e-01 0.333
        "#]]
        .assert_eq(&out);
    }

    #[test]
    fn other_forms() {
        let forms = [
            format_float(0.1, b'g', None, 32),
            format_float(f64::from(0.1f32), b'g', None, 64),
            format_float(1.0, b'x', None, 64),
            format_float(-3.75, b'x', Some(1), 64),
            format_float(1.0, b'b', None, 64),
            format_float(f64::NAN, b'g', None, 64),
            format_float(f64::INFINITY, b'g', None, 64),
        ];
        expect!["0.1 0.10000000149011612 0x1p+00 -0x1.ep+01 4503599627370496p-52 NaN +Inf"]
            .assert_eq(&forms.join(" "));
    }

    #[test]
    fn numbers_are_read_as_in_go() {
        for (text, bits, want) in [
            ("1.5", 64, (1.5, 0)),
            ("-1e3", 64, (-1000.0, 0)),
            (".5", 64, (0.5, 0)),
            ("5.", 64, (5.0, 0)),
            ("1e400", 64, (f64::INFINITY, 2)),
            ("1e39", 32, (f64::INFINITY, 2)),
            ("0x1p-2", 64, (0.25, 0)),
            ("+Inf", 64, (f64::INFINITY, 0)),
            ("", 64, (0.0, 1)),
            ("1x", 64, (0.0, 1)),
            ("e5", 64, (0.0, 1)),
        ] {
            assert_eq!(parse_float(text.as_bytes(), bits), want, "{text}");
        }
    }
}
