//! Hyperbolic functions with the methods and coefficients of Go's package math (see `elementary`).

#![allow(clippy::excessive_precision, reason = "constants are written as they were published")]

use super::elementary::{exp, monic, poly};

/// Hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    const P: [f64; 4] = [
        -0.263_056_321_339_749_706_281_948_9e+2,
        -0.289_421_135_598_956_380_728_466_036_6e+4,
        -0.899_127_202_203_950_935_539_801_351_1e+5,
        -0.630_767_364_049_771_699_118_478_725_1e+6,
    ];
    const Q: [f64; 3] = [
        -0.173_678_953_558_233_699_533_450_911e+3,
        0.152_151_737_879_001_907_069_648_517_6e+5,
        -0.630_767_364_049_771_699_121_207_727_7e+6,
    ];
    let abs = x.abs();
    let value = match abs {
        a if a > 21.0 => exp(a) * 0.5,
        a if a > 0.5 => {
            let e = exp(a);
            (e - 1.0 / e) * 0.5
        }
        a => {
            let sq = a * a;
            poly(sq, &P) * a / monic(sq, &Q)
        }
    };
    value.copysign(x)
}

/// Hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    let e = exp(x.abs());
    if x.abs() > 21.0 { e * 0.5 } else { (e + 1.0 / e) * 0.5 }
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    const P: [f64; 3] =
        [-9.643_991_794_250_522_386_28e-1, -9.928_772_310_019_185_865_64e1, -1.614_687_684_417_084_479_52e3];
    const Q: [f64; 3] =
        [1.128_116_784_916_329_314_02e2, 2.235_488_390_601_004_485_83e3, 4.844_063_053_251_254_860_48e3];
    let z = x.abs();
    if z > 0.5 * 8.802_969_193_111_305_429_598_8e+01 {
        return 1f64.copysign(x);
    }
    if z >= 0.625 {
        return (1.0 - 2.0 / (exp(2.0 * z) + 1.0)).copysign(x);
    }
    if x == 0.0 {
        return x;
    }
    let s = x * x;
    x + x * s * poly(s, &P) / monic(s, &Q)
}

/// Inverse hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    let abs = x.abs();
    let value = match abs {
        a if a.is_nan() || a > 1.0 => return f64::NAN,
        1.0 => f64::INFINITY,
        a if a < 1.0 / (1 << 28) as f64 => a,
        a if a < 0.5 => {
            let double = a + a;
            0.5 * libm::log1p(double + double * a / (1.0 - a))
        }
        a => 0.5 * libm::log1p((a + a) / (1.0 - a)),
    };
    value.copysign(x)
}
