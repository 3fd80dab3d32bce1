//! Number literals to constants.

use super::Constant;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// Exponents of literals beyond this are refused.
const MAX_EXPONENT: i64 = 10_000;

/// An integer literal: decimal, `0x`, `0o`, `0b`, old octal; underscores allowed.
pub(crate) fn int_literal(text: &str) -> Option<Constant> {
    let digits: String = text.chars().filter(|&c| c != '_').collect();
    let lower = digits.to_ascii_lowercase();
    let (radix, body) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        _ if lower.len() > 1 && lower.starts_with('0') => (8, &lower[1..]),
        _ => (10, lower.as_str()),
    };
    BigInt::parse_bytes(body.as_bytes(), radix).map(Constant::Int)
}

/// A floating-point literal, decimal or hexadecimal; none if its exponent is beyond all reason.
pub(crate) fn float_literal(text: &str) -> Option<Constant> {
    rational(text).map(Constant::rational)
}

/// An imaginary literal with its `i`.
pub(crate) fn imag_literal(text: &str) -> Option<Constant> {
    let body = text.strip_suffix('i')?;
    let all_decimal = body.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let value = match int_literal(body) {
        // `0123i` is decimal for historic reasons.
        _ if all_decimal => rational(body),
        Some(c) => c.as_rational(),
        None => rational(body),
    };
    value.map(|im| Constant::complex(BigRational::zero(), im))
}

fn rational(text: &str) -> Option<BigRational> {
    let text: String = text.chars().filter(|&c| c != '_').collect::<String>().to_ascii_lowercase();
    let (radix, body, marker) = match text.strip_prefix("0x") {
        Some(rest) => (16u32, rest, 'p'),
        None => (10, text.as_str(), 'e'),
    };
    let (mantissa, exponent) = body.split_once(marker).unwrap_or((body, "0"));
    let exponent: i64 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = BigInt::parse_bytes(if digits.is_empty() { b"0" } else { digits.as_bytes() }, radix)?;
    if digits.is_zero() {
        return Some(BigRational::zero());
    }
    let places = i64::try_from(fraction.len()).ok()?;
    let (base, exponent) = match radix {
        16 => (2u32, exponent.checked_sub(places.checked_mul(4)?)?),
        _ => (10, exponent.checked_sub(places)?),
    };
    if exponent.abs() > MAX_EXPONENT {
        return (exponent < 0).then(BigRational::zero);
    }
    let power = BigInt::from(base).pow(exponent.unsigned_abs() as u32);
    Some(match exponent < 0 {
        true => BigRational::new(digits, power),
        false => BigRational::new(digits * power, BigInt::one()),
    })
}
