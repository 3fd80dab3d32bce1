//! Elementary functions with the methods and coefficients that Go's package math uses on amd64, so
//! that the last bit is Go's too: those of the Cephes library (Moshier) for the circular functions,
//! their inverses, sinh, tanh and gamma, Shibata's for the exponential function, FreeBSD's for the
//! cube root, powers by squaring, AS 241 (Wichura) for the inverse of erf.

#![allow(clippy::excessive_precision, reason = "constants are written as they were published")]

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// Fraction in [½, 1) and binary exponent.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, bias) = if x.abs() < f64::MIN_POSITIVE { (x * (1u64 << 52) as f64, 1074) } else { (x, 1022) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - bias;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent)
}

/// A polynomial, highest coefficient first.
pub(super) fn poly(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * x + c)
}

/// The same with a leading coefficient of 1.
pub(super) fn monic(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().fold(1.0, |sum, c| sum * x + c)
}

/// e to the power of x: reduced by multiples of ln 2 and by 16, a Taylor series, four squarings.
pub fn exp(x: f64) -> f64 {
    const LN2_HIGH: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LN2_LOW: f64 = 0.282_352_905_630_315_771_225_884_481_750_134_360_255_254_120_68e-12;
    const SERIES: [f64; 8] = [
        2.480_158_730_158_730_158_7e-5,
        1.984_126_984_126_984_127_0e-4,
        1.388_888_888_888_888_888_9e-3,
        8.333_333_333_333_333_333_3e-3,
        4.166_666_666_666_666_666_7e-2,
        1.666_666_666_666_666_666_7e-1,
        0.5,
        1.0,
    ];
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { 0.0 } else { x };
    }
    if x > 7.097_827_128_933_84e+02 {
        return f64::INFINITY;
    }
    let k = libm::rint(x * std::f64::consts::LOG2_E);
    let r = libm::fma(-k, LN2_LOW, libm::fma(-k, LN2_HIGH, x)) * 0.0625;
    let sum = SERIES[1..].iter().fold(SERIES[0], |sum, c| libm::fma(sum, r, *c));
    // (1+y)² - 1 = y(2+y), four times.
    let mut y = r * sum;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    y = libm::fma(y, y + 2.0, 1.0);
    let exponent = k as i32 + 0x3ff;
    match exponent {
        0x7ff.. => f64::INFINITY,
        1.. => y * f64::from_bits((exponent as u64) << 52),
        -52.. => y * f64::from_bits(((exponent + 0x3fe) as u64) << 52) * f64::from_bits(1 << 52),
        _ => 0.0,
    }
}

/// 2 to the power of x.
pub fn exp2(x: f64) -> f64 {
    const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-01;
    const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
    const P: [f64; 5] = [
        4.138_136_797_057_238_460_39e-08,
        -1.653_390_220_546_525_153_90e-06,
        6.613_756_321_437_934_361_17e-05,
        -2.777_777_777_701_559_338_42e-03,
        1.666_666_666_666_666_574_15e-01,
    ];
    match x {
        x if x.is_nan() => return x,
        x if x > 1.023_999_999_999_999_9e+03 => return f64::INFINITY,
        x if x < -1.074e+03 => return 0.0,
        _ => {}
    }
    let k = libm::trunc(if x < 0.0 { x - 0.5 } else { x + 0.5 });
    let t = x - k;
    let (high, low) = (t * LN2_HIGH, -t * LN2_LOW);
    let r = high - low;
    let t = r * r;
    let c = r - t * poly(t, &P);
    libm::scalbn(1.0 - ((low - (r * c) / (2.0 - c)) - high), k as i32)
}

/// Binary logarithm.
pub fn log2(x: f64) -> f64 {
    let (fraction, exponent) = frexp(x);
    if fraction == 0.5 {
        return f64::from(exponent - 1);
    }
    libm::log(fraction) * std::f64::consts::LOG2_E + f64::from(exponent)
}

/// Decimal logarithm.
pub fn log10(x: f64) -> f64 {
    libm::log(x) * std::f64::consts::LOG10_E
}

fn is_odd(y: f64) -> bool {
    y.abs() < (1u64 << 53) as f64 && y == libm::trunc(y) && y as i64 & 1 == 1
}

/// The cases of [`pow`] that need no arithmetic.
fn special_pow(x: f64, y: f64) -> Option<f64> {
    let inf = f64::INFINITY;
    Some(match (x, y) {
        _ if y == 0.0 || x == 1.0 => 1.0,
        _ if y == 1.0 => x,
        _ if x.is_nan() || y.is_nan() => f64::NAN,
        _ if x == 0.0 => match (y < 0.0, is_odd(y)) {
            (true, true) => inf.copysign(x),
            (true, false) => inf,
            (false, true) => x,
            (false, false) => 0.0,
        },
        _ if y.is_infinite() && x == -1.0 => 1.0,
        _ if y.is_infinite() => {
            if (x.abs() < 1.0) == (y > 0.0) {
                0.0
            } else {
                inf
            }
        }
        _ if x == -inf => pow(1.0 / x, -y),
        _ if x == inf => {
            if y < 0.0 {
                0.0
            } else {
                inf
            }
        }
        _ if y == 0.5 => libm::sqrt(x),
        _ if y == -0.5 => 1.0 / libm::sqrt(x),
        _ => return None,
    })
}

/// x to the power of y: the fraction of y by logarithms, its whole part by squaring.
pub fn pow(x: f64, y: f64) -> f64 {
    if let Some(special) = special_pow(x, y) {
        return special;
    }
    let mut whole = libm::trunc(y.abs());
    let mut fraction = y.abs() - whole;
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= (1u64 << 63) as f64 {
        return match x {
            -1.0 => 1.0,
            _ if (x.abs() < 1.0) == (y > 0.0) => 0.0,
            _ => f64::INFINITY,
        };
    }
    let (mut result, mut exponent) = (1.0, 0i32);
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        result = exp(fraction * libm::log(x));
    }
    let (mut base, mut base_exponent) = frexp(x);
    let mut bits = whole as u64;
    while bits != 0 {
        if !(-4096..=4096).contains(&base_exponent) {
            // Far out of range in any case.
            exponent += base_exponent;
            break;
        }
        if bits & 1 == 1 {
            result *= base;
            exponent += base_exponent;
        }
        base *= base;
        base_exponent *= 2;
        if base < 0.5 {
            base += base;
            base_exponent -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 {
        (result, exponent) = (1.0 / result, -exponent);
    }
    libm::scalbn(result, exponent)
}

/// Cube root.
pub fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let abs = x.abs();
    let mut t = if abs < f64::MIN_POSITIVE {
        let scaled = abs * (1u64 << 54) as f64;
        f64::from_bits(scaled.to_bits() / 3 + (696_219_795 << 32))
    } else {
        f64::from_bits(abs.to_bits() / 3 + (715_094_163 << 32))
    };
    // To 23 bits, then rounded up to 20 of them, then one step of Newton's method.
    let s = 5.428_571_428_571_428_159_06e-01 + t * t / abs * t;
    t *= 3.571_428_571_428_571_507_87e-01
        + 1.607_142_857_142_857_206_30
            / (s + 1.414_285_714_285_714_368_19 + -7.053_061_224_489_796_110_50e-01 / s);
    t = f64::from_bits((t.to_bits() & (0xf_ffff_fffc << 28)) + (1 << 30));
    let r = abs / (t * t);
    t += t * ((r - t) / (t + t + r));
    t.copysign(x)
}

/// Square root of p² + q².
pub fn hypot(p: f64, q: f64) -> f64 {
    let (p, q) = (p.abs(), q.abs());
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    let (large, small) = if p > q { (p, q) } else { (q, p) };
    if large == 0.0 {
        return 0.0;
    }
    let ratio = small / large;
    large * libm::sqrt(ratio * ratio + 1.0)
}

/// Octant of |x| and what is left of it. Very large arguments are left to libm by the callers.
fn octant(x: f64) -> (u64, f64) {
    let mut j = (x * (4.0 / PI)) as u64;
    j += j & 1;
    let y = j as f64;
    let z = ((x - y * 7.853_981_256_484_985_351_56e-1) - y * 3.774_894_707_930_798_176_68e-8)
        - y * 2.695_151_429_079_059_526_45e-15;
    (j & 7, z)
}

/// From here on the reduction in three steps is not exact enough.
const LARGE: f64 = (1u64 << 29) as f64;

fn sine_of(z: f64) -> f64 {
    const P: [f64; 6] = [
        1.589_623_015_765_465_680_60e-10,
        -2.505_074_776_285_780_728_66e-8,
        2.755_731_362_138_572_452_13e-6,
        -1.984_126_982_958_953_859_96e-4,
        8.333_333_333_322_118_588_78e-3,
        -1.666_666_666_666_663_072_95e-1,
    ];
    let zz = z * z;
    z + z * zz * poly(zz, &P)
}

fn cosine_of(z: f64) -> f64 {
    const P: [f64; 6] = [
        -1.135_853_652_138_768_173_00e-11,
        2.087_570_084_197_473_167_78e-9,
        -2.755_731_417_929_673_881_12e-7,
        2.480_158_728_885_170_453_48e-5,
        -1.388_888_888_887_305_641_16e-3,
        4.166_666_666_666_659_292_18e-2,
    ];
    let zz = z * z;
    1.0 - 0.5 * zz + zz * zz * poly(zz, &P)
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() || x.abs() >= LARGE {
        return libm::sin(x);
    }
    let (j, z) = octant(x.abs());
    let value = if matches!(j & 3, 1 | 2) { cosine_of(z) } else { sine_of(z) };
    if (x < 0.0) != (j > 3) { -value } else { value }
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    if !x.is_finite() || x.abs() >= LARGE {
        return libm::cos(x);
    }
    let (j, z) = octant(x.abs());
    let value = if matches!(j & 3, 1 | 2) { sine_of(z) } else { cosine_of(z) };
    if (j > 3) != (j & 3 > 1) { -value } else { value }
}

/// Tangent.
pub fn tan(x: f64) -> f64 {
    const P: [f64; 3] =
        [-1.309_369_391_813_837_776_46e4, 1.153_516_648_385_874_161_40e6, -1.795_652_519_764_848_779_88e7];
    const Q: [f64; 4] = [
        1.368_129_634_706_929_546_78e4,
        -1.320_892_344_402_109_674_47e6,
        2.500_838_018_233_579_158_39e7,
        -5.386_957_559_294_546_298_81e7,
    ];
    if x == 0.0 || !x.is_finite() || x.abs() >= LARGE {
        return libm::tan(x);
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut value = if zz > 1e-14 { z + z * (zz * poly(zz, &P) / monic(zz, &Q)) } else { z };
    if j & 2 == 2 {
        value = -1.0 / value;
    }
    if x < 0.0 { -value } else { value }
}

fn arc_of(x: f64) -> f64 {
    const P: [f64; 5] = [
        -8.750_608_600_031_904_122_785e-01,
        -1.615_753_718_733_365_076_637e+01,
        -7.500_855_792_314_704_667_340e+01,
        -1.228_866_684_490_136_173_410e+02,
        -6.485_021_904_942_025_371_773e+01,
    ];
    const Q: [f64; 5] = [
        2.485_846_490_142_306_297_962e+01,
        1.650_270_098_316_988_542_046e+02,
        4.328_810_604_912_902_668_951e+02,
        4.853_903_996_359_136_964_868e+02,
        1.945_506_571_482_613_964_425e+02,
    ];
    let z = x * x;
    x * (z * poly(z, &P) / monic(z, &Q)) + x
}

/// Arc tangent of a number that is not negative.
fn positive_atan(x: f64) -> f64 {
    const MORE_BITS: f64 = 6.123_233_995_736_765_886_130e-17;
    if x <= 0.66 {
        return arc_of(x);
    }
    if x > 2.414_213_562_373_095_048_80 {
        return FRAC_PI_2 - arc_of(1.0 / x) + MORE_BITS;
    }
    FRAC_PI_4 + arc_of((x - 1.0) / (x + 1.0)) + 0.5 * MORE_BITS
}

/// Arc tangent.
pub fn atan(x: f64) -> f64 {
    match x {
        0.0 => x,
        x if x > 0.0 => positive_atan(x),
        _ => -positive_atan(-x),
    }
}

/// Arc tangent of y/x in the right quadrant.
pub fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() || x == 0.0 || y == 0.0 || x.is_infinite() || y.is_infinite() {
        return libm::atan2(y, x);
    }
    let q = atan(y / x);
    match (x < 0.0, q <= 0.0) {
        (true, true) => q + PI,
        (true, false) => q - PI,
        _ => q,
    }
}

/// Arc sine.
pub fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let abs = x.abs();
    if abs.is_nan() || abs > 1.0 {
        return f64::NAN;
    }
    let leg = libm::sqrt(1.0 - abs * abs);
    let value = if abs > 0.7 { FRAC_PI_2 - positive_atan(leg / abs) } else { positive_atan(abs / leg) };
    value.copysign(x)
}

/// Arc cosine.
pub fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}
