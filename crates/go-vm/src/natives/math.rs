//! Package math: `func Name(x float64) float64` and the like, in software on every target.
//!
//! ```go
//! func Float64bits(f float64) uint64
//! func Float64frombits(b uint64) float64
//! func Float32bits(f float32) uint32
//! func Float32frombits(b uint32) float32
//! func Pow(x, y float64) float64      // also Mod, Hypot, Atan2
//! ```

use super::{NativeCall, Table, elementary, hyperbolic, special};
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package math.
pub const TABLE: Table = &[
    ("math.Float64bits", |c| c.ret(Value::Int(c.arg(0).float().to_bits() as i64)), false),
    ("math.Float64frombits", |c| c.ret(Value::Float(f64::from_bits(c.arg(0).int() as u64))), false),
    ("math.Float32bits", |c| c.ret(Value::Int((c.arg(0).float() as f32).to_bits().into())), false),
    ("math.Float32frombits", |c| c.ret(Value::Float(f32::from_bits(c.arg(0).int() as u32).into())), false),
    ("math.Sqrt", |c| one(c, libm::sqrt), false),
    ("math.Cbrt", |c| one(c, elementary::cbrt), false),
    ("math.Floor", |c| one(c, libm::floor), false),
    ("math.Ceil", |c| one(c, libm::ceil), false),
    ("math.Trunc", |c| one(c, libm::trunc), false),
    ("math.Exp", |c| one(c, elementary::exp), false),
    ("math.Exp2", |c| one(c, elementary::exp2), false),
    ("math.Expm1", |c| one(c, libm::expm1), false),
    ("math.Log", |c| one(c, libm::log), false),
    ("math.Log2", |c| one(c, elementary::log2), false),
    ("math.Log10", |c| one(c, elementary::log10), false),
    ("math.Log1p", |c| one(c, libm::log1p), false),
    ("math.Pow", |c| two(c, elementary::pow), false),
    ("math.Mod", |c| two(c, libm::fmod), false),
    ("math.Hypot", |c| two(c, elementary::hypot), false),
    ("math.Sin", |c| one(c, elementary::sin), false),
    ("math.Cos", |c| one(c, elementary::cos), false),
    ("math.Tan", |c| one(c, elementary::tan), false),
    ("math.Asin", |c| one(c, elementary::asin), false),
    ("math.Acos", |c| one(c, elementary::acos), false),
    ("math.Atan", |c| one(c, elementary::atan), false),
    ("math.Atan2", |c| two(c, elementary::atan2), false),
    ("math.Sinh", |c| one(c, hyperbolic::sinh), false),
    ("math.Cosh", |c| one(c, hyperbolic::cosh), false),
    ("math.Tanh", |c| one(c, hyperbolic::tanh), false),
    ("math.Acosh", |c| one(c, libm::acosh), false),
    ("math.Asinh", |c| one(c, libm::asinh), false),
    ("math.Atanh", |c| one(c, hyperbolic::atanh), false),
    ("math.Erf", |c| one(c, libm::erf), false),
    ("math.Erfc", |c| one(c, libm::erfc), false),
    ("math.Gamma", |c| one(c, special::gamma), false),
    ("math.Erfinv", |c| one(c, special::erfinv), false),
    ("math.J0", |c| one(c, libm::j0), false),
    ("math.J1", |c| one(c, libm::j1), false),
    ("math.Y0", |c| one(c, libm::y0), false),
    ("math.Y1", |c| one(c, libm::y1), false),
    ("math.Remainder", |c| two(c, libm::remainder), false),
    (
        "math.FMA",
        |c| {
            let f = libm::fma(c.arg(0).float(), c.arg(1).float(), c.arg(2).float());
            c.ret(Value::Float(f))
        },
        false,
    ),
    (
        "math.ldexp",
        |c| {
            let f = libm::scalbn(c.arg(0).float(), c.arg(1).int() as i32);
            c.ret(Value::Float(f))
        },
        false,
    ),
    (
        "math.Jn",
        |c| {
            let f = libm::jn(c.arg(0).int() as i32, c.arg(1).float());
            c.ret(Value::Float(f))
        },
        false,
    ),
    (
        "math.Yn",
        |c| {
            let f = libm::yn(c.arg(0).int() as i32, c.arg(1).float());
            c.ret(Value::Float(f))
        },
        false,
    ),
    ("math.Lgamma", lgamma, false),
];

fn one(call: &mut NativeCall, f: fn(f64) -> f64) -> Flow {
    let x = call.arg(0).float();
    call.ret(Value::Float(f(x)))
}

fn two(call: &mut NativeCall, f: fn(f64, f64) -> f64) -> Flow {
    let (x, y) = (call.arg(0).float(), call.arg(1).float());
    call.ret(Value::Float(f(x, y)))
}

fn lgamma(call: &mut NativeCall) -> Flow {
    let x = call.arg(0).float();
    let (value, sign) = special::lgamma(x);
    call.set(0, Value::Float(value));
    call.ret_at(1, Value::Int(sign.into()))
}
