//! The inverse of the normal distribution function.

/// The z for which a standard normal draw is below z with probability `below`; infinite at 0 and 1.
///
/// Found by halving an interval, since it is asked for labels and checks, not for draws.
pub(super) fn normal_quantile(below: f64) -> f64 {
    if below <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if below >= 1.0 {
        return f64::INFINITY;
    }
    // Beyond 39 the tail is smaller than every positive float.
    let (mut low, mut high) = (-39.0, 39.0);
    for _ in 0..70 {
        let middle = 0.5 * (low + high);
        if 0.5 * libm::erfc(-middle / std::f64::consts::SQRT_2) < below {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
