//! Whether a constant fits a basic type, and the value it then has.

use super::Constant;
use crate::types::{IntKind, Type};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The value that `x` has as a constant of the basic type `ty` (rounded for floats); none if it does not fit.
pub(crate) fn represent(x: &Constant, ty: &Type) -> Option<Constant> {
    match (ty, x) {
        (_, Constant::Unknown) => Some(Constant::Unknown),
        (Type::Bool, Constant::Bool(_)) | (Type::String, Constant::Str(_)) => Some(x.clone()),
        (Type::Int(kind), Constant::Int(n)) => fits(n, *kind).then(|| x.clone()),
        (Type::Float32, _) => round(&x.as_rational()?, Type::Float32).map(Constant::rational),
        (Type::Float64, _) => round(&x.as_rational()?, Type::Float64).map(Constant::rational),
        (Type::Complex64 | Type::Complex128, _) => {
            let part = if *ty == Type::Complex64 { Type::Float32 } else { Type::Float64 };
            let (re, im) = x.parts()?;
            Some(Constant::complex(round(&re, part.clone())?, round(&im, part)?))
        }
        _ => None,
    }
}

/// Width in bits, and whether values are unsigned.
pub(crate) fn width(kind: IntKind) -> (u32, bool) {
    match kind {
        IntKind::I8 => (8, false),
        IntKind::I16 => (16, false),
        IntKind::I32 => (32, false),
        IntKind::Int | IntKind::I64 => (64, false),
        IntKind::U8 => (8, true),
        IntKind::U16 => (16, true),
        IntKind::U32 => (32, true),
        IntKind::Uint | IntKind::U64 | IntKind::Uintptr => (64, true),
    }
}

fn fits(n: &BigInt, kind: IntKind) -> bool {
    match width(kind) {
        (bits, true) => !n.is_negative() && n.bits() <= bits.into(),
        (bits, false) if n.is_negative() => (-n - BigInt::one()).bits() < bits.into(),
        (bits, false) => n.bits() < bits.into(),
    }
}

fn round(value: &BigRational, ty: Type) -> Option<BigRational> {
    let rounded = match ty {
        Type::Float32 => f64::from(to_f32(value)),
        _ => to_f64(value),
    };
    if rounded.is_finite() { BigRational::from_float(rounded) } else { None }
}

/// The nearest `float64`; ties to even.
pub(crate) fn to_f64(value: &BigRational) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// The nearest `float32`; ties to even. Rounding twice would be wrong exactly where the `float64` lies half-way.
pub(crate) fn to_f32(value: &BigRational) -> f32 {
    let double = to_f64(value);
    let half_way = double.to_bits() & 0x1fff_ffff == 0x1000_0000;
    if !half_way || !double.is_finite() {
        return double as f32;
    }
    let Some(exact) = BigRational::from_float(double) else {
        return double as f32;
    };
    let distance = value - exact;
    let outward = distance.is_positive() == (double > 0.0);
    let bits = double.to_bits();
    match distance.is_zero() {
        true => double as f32,
        false => f64::from_bits(if outward { bits + 1 } else { bits - 1 }) as f32,
    }
}
