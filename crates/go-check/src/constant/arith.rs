//! Arithmetic on constants.

use super::{Constant, MAX_BITS};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;
use tidepool_go_syntax::ast::{BinaryOp, UnaryOp};

/// `op x`; `bits` is the width of an unsigned type, 0 for all others (`^x` depends on it).
pub(crate) fn unary(op: UnaryOp, x: &Constant, bits: u32) -> Constant {
    match (op, x) {
        (UnaryOp::Plus, x) => x.clone(),
        (UnaryOp::Not, Constant::Bool(b)) => Constant::Bool(!b),
        (UnaryOp::Neg, Constant::Int(n)) => Constant::Int(-n),
        (UnaryOp::Neg, Constant::Rat(r)) => Constant::Rat(-r),
        (UnaryOp::Neg, Constant::Complex(c)) => Constant::Complex(Box::new((-&c.0, -&c.1))),
        (UnaryOp::BitNot, Constant::Int(n)) if bits > 0 => {
            let mask: BigInt = (BigInt::one() << bits) - 1;
            Constant::Int(n ^ mask)
        }
        (UnaryOp::BitNot, Constant::Int(n)) => Constant::Int(!n),
        _ => Constant::Unknown,
    }
}

/// `x op y` for operands of one kind, not for comparisons and shifts. Division by zero is the caller's to
/// refuse; `integer` says that `/` cuts off.
pub(crate) fn binary(op: BinaryOp, x: &Constant, y: &Constant, integer: bool) -> Constant {
    match (x, y) {
        (Constant::Bool(a), Constant::Bool(b)) => match op {
            BinaryOp::LogAnd => Constant::Bool(*a && *b),
            BinaryOp::LogOr => Constant::Bool(*a || *b),
            _ => Constant::Unknown,
        },
        (Constant::Str(a), Constant::Str(b)) if op == BinaryOp::Add => {
            Constant::Str([&**a, &**b].concat().into())
        }
        (Constant::Int(a), Constant::Int(b)) => ints(op, a, b, integer),
        _ => match (x.as_rational(), y.as_rational()) {
            (Some(a), Some(b)) => rationals(op, a, b),
            _ => match (x.parts(), y.parts()) {
                (Some(a), Some(b)) => complexes(op, a, b),
                _ => Constant::Unknown,
            },
        },
    }
}

fn ints(op: BinaryOp, a: &BigInt, b: &BigInt, integer: bool) -> Constant {
    Constant::Int(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul if a.bits() + b.bits() > 8 * MAX_BITS => return Constant::Unknown,
        BinaryOp::Mul => a * b,
        BinaryOp::Div | BinaryOp::Rem if b.is_zero() => return Constant::Unknown,
        BinaryOp::Div if !integer => return Constant::rational(BigRational::new(a.clone(), b.clone())),
        BinaryOp::Div => a / b,
        BinaryOp::Rem => a % b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::AndNot => a & !b,
        _ => return Constant::Unknown,
    })
}

fn rationals(op: BinaryOp, a: BigRational, b: BigRational) -> Constant {
    Constant::rational(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if !b.is_zero() => a / b,
        _ => return Constant::Unknown,
    })
}

type Parts = (BigRational, BigRational);

fn complexes(op: BinaryOp, a: Parts, b: Parts) -> Constant {
    match op {
        BinaryOp::Add => Constant::complex(a.0 + b.0, a.1 + b.1),
        BinaryOp::Sub => Constant::complex(a.0 - b.0, a.1 - b.1),
        BinaryOp::Mul => Constant::complex(&a.0 * &b.0 - &a.1 * &b.1, &a.0 * &b.1 + &a.1 * &b.0),
        BinaryOp::Div => {
            let size = &b.0 * &b.0 + &b.1 * &b.1;
            if size.is_zero() {
                return Constant::Unknown;
            }
            let re = (&a.0 * &b.0 + &a.1 * &b.1) / &size;
            let im = (&a.1 * &b.0 - &a.0 * &b.1) / &size;
            Constant::complex(re, im)
        }
        _ => Constant::Unknown,
    }
}

/// The result of a comparison; none if the operands cannot be compared so.
pub(crate) fn compare(op: BinaryOp, x: &Constant, y: &Constant) -> Option<bool> {
    let order = match (x, y) {
        (Constant::Bool(a), Constant::Bool(b)) => a.cmp(b),
        (Constant::Str(a), Constant::Str(b)) => a.cmp(b),
        (Constant::Int(a), Constant::Int(b)) => a.cmp(b),
        _ => match (x.as_rational(), y.as_rational()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => {
                let equal = x.parts()? == y.parts()?;
                return match op {
                    BinaryOp::Eq => Some(equal),
                    BinaryOp::Ne => Some(!equal),
                    _ => None,
                };
            }
        },
    };
    Some(match op {
        BinaryOp::Eq => order == Ordering::Equal,
        BinaryOp::Ne => order != Ordering::Equal,
        BinaryOp::Lt => order == Ordering::Less,
        BinaryOp::Le => order != Ordering::Greater,
        BinaryOp::Gt => order == Ordering::Greater,
        BinaryOp::Ge => order != Ordering::Less,
        _ => return None,
    })
}

/// `x << count` or `x >> count`.
pub(crate) fn shift(x: &Constant, left: bool, count: u32) -> Constant {
    match x {
        Constant::Int(n) if left => Constant::Int(n << count),
        // Shifting right rounds down, as Go's arithmetic shift does.
        Constant::Int(n) if n.is_negative() && u64::from(count) > n.bits() => Constant::int(-1),
        Constant::Int(n) => Constant::Int(n >> count),
        _ => Constant::Unknown,
    }
}
