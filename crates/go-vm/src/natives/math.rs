//! Package math: `func Name(x float64) float64` and the like, in software on every target.
//!
//! ```go
//! func Float64bits(f float64) uint64
//! func Float64frombits(b uint64) float64
//! func Float32bits(f float32) uint32
//! func Float32frombits(b uint32) float32
//! func Pow(x, y float64) float64      // also Mod, Hypot, Atan2
//! ```

use super::pure::PureTable;
use super::{PureCall, elementary, hyperbolic, special};
use crate::interp::trap::Step;
use crate::value::Value;

/// Natives of package math.
pub const TABLE: PureTable = &[
    ("math.Float64bits", |c| c.ret(Value::Int(c.arg(0).float().to_bits() as i64))),
    ("math.Float64frombits", |c| c.ret(Value::Float(f64::from_bits(c.arg(0).int() as u64)))),
    ("math.Float32bits", |c| c.ret(Value::Int((c.arg(0).float() as f32).to_bits().into()))),
    ("math.Float32frombits", |c| c.ret(Value::Float(f32::from_bits(c.arg(0).int() as u32).into()))),
    ("math.Sqrt", |c| one(c, libm::sqrt)),
    ("math.Cbrt", |c| one(c, elementary::cbrt)),
    ("math.Floor", |c| one(c, libm::floor)),
    ("math.Ceil", |c| one(c, libm::ceil)),
    ("math.Trunc", |c| one(c, libm::trunc)),
    ("math.Exp", |c| one(c, elementary::exp)),
    ("math.Exp2", |c| one(c, elementary::exp2)),
    ("math.Expm1", |c| one(c, libm::expm1)),
    ("math.Log", |c| one(c, libm::log)),
    ("math.Log2", |c| one(c, elementary::log2)),
    ("math.Log10", |c| one(c, elementary::log10)),
    ("math.Log1p", |c| one(c, libm::log1p)),
    ("math.Pow", |c| two(c, elementary::pow)),
    ("math.Mod", |c| two(c, libm::fmod)),
    ("math.Hypot", |c| two(c, elementary::hypot)),
    ("math.Sin", |c| one(c, elementary::sin)),
    ("math.Cos", |c| one(c, elementary::cos)),
    ("math.Tan", |c| one(c, elementary::tan)),
    ("math.Asin", |c| one(c, elementary::asin)),
    ("math.Acos", |c| one(c, elementary::acos)),
    ("math.Atan", |c| one(c, elementary::atan)),
    ("math.Atan2", |c| two(c, elementary::atan2)),
    ("math.Sinh", |c| one(c, hyperbolic::sinh)),
    ("math.Cosh", |c| one(c, hyperbolic::cosh)),
    ("math.Tanh", |c| one(c, hyperbolic::tanh)),
    ("math.Acosh", |c| one(c, libm::acosh)),
    ("math.Asinh", |c| one(c, libm::asinh)),
    ("math.Atanh", |c| one(c, hyperbolic::atanh)),
    ("math.Erf", |c| one(c, libm::erf)),
    ("math.Erfc", |c| one(c, libm::erfc)),
    ("math.Gamma", |c| one(c, special::gamma)),
    ("math.Erfinv", |c| one(c, special::erfinv)),
    ("math.J0", |c| one(c, libm::j0)),
    ("math.J1", |c| one(c, libm::j1)),
    ("math.Y0", |c| one(c, libm::y0)),
    ("math.Y1", |c| one(c, libm::y1)),
    ("math.Remainder", |c| two(c, libm::remainder)),
    ("math.FMA", |c| {
        let f = libm::fma(c.arg(0).float(), c.arg(1).float(), c.arg(2).float());
        c.ret(Value::Float(f))
    }),
    ("math.ldexp", |c| {
        let f = libm::scalbn(c.arg(0).float(), c.arg(1).int() as i32);
        c.ret(Value::Float(f))
    }),
    ("math.Jn", |c| {
        let f = libm::jn(c.arg(0).int() as i32, c.arg(1).float());
        c.ret(Value::Float(f))
    }),
    ("math.Yn", |c| {
        let f = libm::yn(c.arg(0).int() as i32, c.arg(1).float());
        c.ret(Value::Float(f))
    }),
    ("math.Lgamma", lgamma),
];

fn one(call: &mut PureCall, f: fn(f64) -> f64) -> Step {
    let x = call.arg(0).float();
    call.ret(Value::Float(f(x)))
}

fn two(call: &mut PureCall, f: fn(f64, f64) -> f64) -> Step {
    let (x, y) = (call.arg(0).float(), call.arg(1).float());
    call.ret(Value::Float(f(x, y)))
}

fn lgamma(call: &mut PureCall) -> Step {
    let x = call.arg(0).float();
    let (value, sign) = special::lgamma(x);
    call.set(0, Value::Float(value));
    call.ret_at(1, Value::Int(sign.into()))
}
