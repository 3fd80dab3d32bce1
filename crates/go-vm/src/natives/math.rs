//! Package math: `func Name(x float64) float64` and the like, by libm on every target.
//!
//! ```go
//! func Float64bits(f float64) uint64
//! func Float64frombits(b uint64) float64
//! func Float32bits(f float32) uint32
//! func Float32frombits(b uint32) float32
//! func Pow(x, y float64) float64      // also Mod, Hypot, Atan2
//! ```

use super::{NativeCall, Table};
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package math.
pub const TABLE: Table = &[
    ("math.Float64bits", |c| c.ret(Value::Int(c.arg(0).float().to_bits() as i64)), false),
    ("math.Float64frombits", |c| c.ret(Value::Float(f64::from_bits(c.arg(0).int() as u64))), false),
    ("math.Float32bits", |c| c.ret(Value::Int((c.arg(0).float() as f32).to_bits().into())), false),
    ("math.Float32frombits", |c| c.ret(Value::Float(f32::from_bits(c.arg(0).int() as u32).into())), false),
    ("math.Sqrt", |c| one(c, libm::sqrt), false),
    ("math.Cbrt", |c| one(c, libm::cbrt), false),
    ("math.Floor", |c| one(c, libm::floor), false),
    ("math.Ceil", |c| one(c, libm::ceil), false),
    ("math.Trunc", |c| one(c, libm::trunc), false),
    ("math.Exp", |c| one(c, libm::exp), false),
    ("math.Exp2", |c| one(c, libm::exp2), false),
    ("math.Expm1", |c| one(c, libm::expm1), false),
    ("math.Log", |c| one(c, libm::log), false),
    ("math.Log2", |c| one(c, libm::log2), false),
    ("math.Log10", |c| one(c, libm::log10), false),
    ("math.Log1p", |c| one(c, libm::log1p), false),
    ("math.Pow", |c| two(c, libm::pow), false),
    ("math.Mod", |c| two(c, libm::fmod), false),
    ("math.Hypot", |c| two(c, libm::hypot), false),
    ("math.Sin", |c| one(c, libm::sin), false),
    ("math.Cos", |c| one(c, libm::cos), false),
    ("math.Tan", |c| one(c, libm::tan), false),
    ("math.Asin", |c| one(c, libm::asin), false),
    ("math.Acos", |c| one(c, libm::acos), false),
    ("math.Atan", |c| one(c, libm::atan), false),
    ("math.Atan2", |c| two(c, libm::atan2), false),
    ("math.Sinh", |c| one(c, libm::sinh), false),
    ("math.Cosh", |c| one(c, libm::cosh), false),
    ("math.Tanh", |c| one(c, libm::tanh), false),
];

fn one(call: &mut NativeCall, f: fn(f64) -> f64) -> Flow {
    let x = call.arg(0).float();
    call.ret(Value::Float(f(x)))
}

fn two(call: &mut NativeCall, f: fn(f64, f64) -> f64) -> Flow {
    let (x, y) = (call.arg(0).float(), call.arg(1).float());
    call.ret(Value::Float(f(x, y)))
}
