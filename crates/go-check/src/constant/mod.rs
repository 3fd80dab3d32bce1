//! Constant values of arbitrary precision, as the Go specification asks for.

mod arith;
mod parse;
mod repr;

pub(crate) use arith::{binary, compare, shift, unary};
pub(crate) use parse::{float_literal, imag_literal, int_literal};
pub(crate) use repr::{represent, to_f32, to_f64, width};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::rc::Rc;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    /// After an error that was reported: fits everywhere.
    Unknown,
    Bool(bool),
    Str(Rc<[u8]>),
    Int(BigInt),
    /// Never an integer (see [`Constant::rational`]).
    Rat(BigRational),
    /// Real and imaginary part; the imaginary one is not zero.
    Complex(Box<(BigRational, BigRational)>),
}

/// Numerators and denominators keep at most this many bits; what is beyond is rounded away.
const MAX_BITS: u64 = 4096;

impl Constant {
    pub(crate) fn int(value: i64) -> Self {
        Constant::Int(value.into())
    }

    /// The simplest form of a rational number: an integer where it is one.
    pub(crate) fn rational(value: BigRational) -> Self {
        if value.is_integer() { Constant::Int(value.to_integer()) } else { Constant::Rat(trim(value)) }
    }

    /// The simplest form of a complex number.
    pub(crate) fn complex(re: BigRational, im: BigRational) -> Self {
        if im.is_zero() { Self::rational(re) } else { Constant::Complex(Box::new((re, im))) }
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Constant::Int(n) => n.to_i64(),
            _ => None,
        }
    }

    pub(crate) fn as_u64(&self) -> Option<u64> {
        match self {
            Constant::Int(n) => n.to_u64(),
            _ => None,
        }
    }

    /// The value as a rational number, if it is a real number.
    pub(crate) fn as_rational(&self) -> Option<BigRational> {
        match self {
            Constant::Int(n) => Some(BigRational::from_integer(n.clone())),
            Constant::Rat(r) => Some(r.clone()),
            _ => None,
        }
    }

    /// Real and imaginary part of a number.
    pub(crate) fn parts(&self) -> Option<(BigRational, BigRational)> {
        match self {
            Constant::Complex(c) => Some((c.0.clone(), c.1.clone())),
            other => other.as_rational().map(|r| (r, BigRational::zero())),
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Constant::Int(n) => n.is_zero(),
            _ => false,
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Constant::Int(n) => n.is_negative(),
            Constant::Rat(r) => r.is_negative(),
            _ => false,
        }
    }

    /// Number of bits of an integer's magnitude.
    pub(crate) fn bits(&self) -> u64 {
        match self {
            Constant::Int(n) => n.bits(),
            _ => 0,
        }
    }
}

/// Rounds numbers with huge numerators and denominators to a size that stays quick.
fn trim(value: BigRational) -> BigRational {
    let excess = value.numer().bits().min(value.denom().bits()).saturating_sub(MAX_BITS / 8);
    if value.numer().bits().max(value.denom().bits()) <= MAX_BITS || excess == 0 {
        return value;
    }
    let denom: BigInt = value.denom() >> excess;
    BigRational::new(value.numer() >> excess, if denom.is_zero() { BigInt::one() } else { denom })
}

/// As error messages show it.
impl std::fmt::Display for Constant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Constant::Unknown => f.write_str("unknown"),
            Constant::Bool(b) => write!(f, "{b}"),
            Constant::Str(s) => f.write_str(&quote_short(s)),
            Constant::Int(n) => write!(f, "{n}"),
            Constant::Rat(r) => f.write_str(&float_text(to_f64(r))),
            Constant::Complex(c) => {
                write!(f, "({} + {}i)", float_text(to_f64(&c.0)), float_text(to_f64(&c.1)))
            }
        }
    }
}

fn quote_short(bytes: &[u8]) -> String {
    let quoted = quote(bytes);
    if quoted.chars().count() <= 72 {
        return quoted;
    }
    quoted.chars().take(69).chain("...".chars()).collect()
}

/// A Go string literal for the bytes.
pub(crate) fn quote(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
    out
}

/// A whole number as a floating-point constant is shown.
pub(crate) fn whole_float_text(n: &BigInt) -> String {
    let digits = n.magnitude().to_string();
    if digits.len() <= 21 || n.to_f64().is_some_and(f64::is_finite) {
        return float_text(n.to_f64().unwrap_or(0.0));
    }
    let mantissa: f64 =
        format!("{}.{}", &digits[..1], &digits[1..17.min(digits.len())]).parse().unwrap_or(0.0);
    let sign = if n.is_negative() { "-" } else { "" };
    format!("{sign}{}e+{}", float_text(mantissa), digits.len() - 1)
}

/// Six significant digits, as C's `%.6g` gives them.
fn float_text(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let scientific = format!("{value:.5e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..6).contains(&exponent) {
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let decimals = (5 - exponent).max(0) as usize;
    let text = format!("{value:.decimals$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text };
    // All digits rather than none behind the point of a number that is no integer.
    if text.contains('.') || value.fract() == 0.0 { text } else { format!("{value}") }
}
