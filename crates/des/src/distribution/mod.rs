//! Distributions of durations: service times, think times, delays.

mod empirical;
mod normal_quantile;
mod text;

use crate::{Duration, Rng};
pub use empirical::{Empirical, EmpiricalError, Point, WEIGHT_ONE};

/// How a duration varies from draw to draw.
///
/// Draws are rounded to the nearest nanosecond. One that is larger than [`Duration::MAX`] (possible with heavy tails) is that
/// maximum: it is neither redrawn nor wrapped. Parameters out of range, which `FromStr` never gives, are taken as stated with each.
///
/// Written `5ms`, `uniform(1ms,9ms)`, `exp(5ms)`, `lognormal(5ms,0.5)`, `pareto(1ms,1.5)`, `empirical(1ms:0.9,50ms:0.1)`;
/// `Display` and `FromStr` are inverse to each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Always the same.
    Constant(Duration),
    /// Every nanosecond from `low` to `high`, both included, is equally likely. If `high` is less than `low`, always `low`.
    Uniform {
        /// The least duration.
        low: Duration,
        /// The greatest duration.
        high: Duration,
    },
    /// Without memory: how long it has lasted says nothing about how long it still will.
    Exponential {
        /// The mean, which is also the standard deviation.
        mean: Duration,
    },
    /// The logarithm is normal: most are near the median, a few are many times as long.
    LogNormal {
        /// Half of the draws are below; the mean is greater by the factor exp(sigma²/2).
        median: Duration,
        /// Standard deviation of the natural logarithm; finite, 0 or greater, its sign does not count.
        sigma: f64,
    },
    /// A power law: the chance to be longer than x falls as x^-shape.
    Pareto {
        /// The least duration.
        least: Duration,
        /// How fast the tail falls: greater than 0. The mean is infinite at 1 and below, the variance at 2 and below.
        shape: f64,
    },
    /// One of a list of durations, each with its weight.
    Empirical(Empirical),
}

impl Distribution {
    /// Draws a duration.
    ///
    /// The number of bits that this takes from `rng` depends on the distribution and on chance.
    #[inline]
    pub fn sample(&self, rng: &mut Rng) -> Duration {
        match self {
            Distribution::Constant(value) => *value,
            Distribution::Uniform { low, high } => {
                Duration::from_nanos(rng.between(low.as_nanos(), high.as_nanos()))
            }
            Distribution::Exponential { mean } => scaled(*mean, rng.exponential()),
            Distribution::LogNormal { median, sigma } => scaled(*median, libm::exp(sigma * rng.normal())),
            Distribution::Pareto { least, shape } => scaled(*least, libm::exp(rng.exponential() / shape)),
            Distribution::Empirical(empirical) => empirical.sample(rng),
        }
    }

    /// The mean; `None` if it is infinite or exceeds [`Duration::MAX`].
    #[must_use]
    pub fn mean(&self) -> Option<Duration> {
        let factor_of = |span: Duration, factor: f64| {
            let nanos = span.as_nanos() as f64 * factor;
            (nanos < u64::MAX as f64).then(|| Duration::from_nanos_f64(nanos))
        };
        match self {
            Distribution::Constant(value) => Some(*value),
            Distribution::Uniform { low, high } => Some(*low + (*high - *low) / 2),
            Distribution::Exponential { mean } => Some(*mean),
            Distribution::LogNormal { median, sigma } => factor_of(*median, libm::exp(sigma * sigma / 2.0)),
            Distribution::Pareto { shape, .. } if *shape <= 1.0 => None,
            Distribution::Pareto { least, shape } => factor_of(*least, shape / (shape - 1.0)),
            Distribution::Empirical(empirical) => Some(empirical.mean()),
        }
    }

    /// The mean of the squares, in s²; `None` if it is infinite.
    #[must_use]
    pub fn mean_square(&self) -> Option<f64> {
        let square = |duration: Duration| duration.as_secs_f64() * duration.as_secs_f64();
        Some(match self {
            Distribution::Constant(value) => square(*value),
            Distribution::Uniform { low, high } => {
                let (low, high) = (low.as_secs_f64(), high.max(low).as_secs_f64());
                (low * low + low * high + high * high) / 3.0
            }
            Distribution::Exponential { mean } => 2.0 * square(*mean),
            Distribution::LogNormal { median, sigma } => square(*median) * libm::exp(2.0 * sigma * sigma),
            Distribution::Pareto { shape, .. } if *shape <= 2.0 => return None,
            Distribution::Pareto { least, shape } => square(*least) * shape / (shape - 2.0),
            Distribution::Empirical(empirical) => {
                let total: f64 = empirical.points().iter().map(|point| point.weight as f64).sum();
                empirical.points().iter().map(|point| square(point.value) * point.weight as f64 / total).sum()
            }
        })
    }

    /// The duration that a share `quantile` of draws does not exceed: 0.5 gives the median, 0.99 the P99.
    /// `quantile` is cut to [0, 1]; the answer to 1 is the greatest duration that can be drawn.
    #[must_use]
    pub fn quantile(&self, quantile: f64) -> Duration {
        let below = if quantile > 0.0 { quantile.min(1.0) } else { 0.0 };
        match self {
            Distribution::Constant(value) => *value,
            Distribution::Uniform { low, high } => *low + scaled(*high - *low, below),
            Distribution::Exponential { mean } => scaled(*mean, -libm::log1p(-below)),
            // Without spread, the infinite ends of the normal distribution must not count.
            Distribution::LogNormal { median, sigma } if *sigma == 0.0 => *median,
            Distribution::LogNormal { median, sigma } => {
                scaled(*median, libm::exp(sigma.abs() * normal_quantile::normal_quantile(below)))
            }
            Distribution::Pareto { least, shape } => scaled(*least, libm::exp(-libm::log1p(-below) / shape)),
            Distribution::Empirical(empirical) => empirical.quantile(below),
        }
    }

    /// Whether the duration is the same each time.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        match self {
            Distribution::Constant(_) => true,
            Distribution::Uniform { low, high } => high <= low,
            Distribution::Exponential { mean } => mean.is_zero(),
            Distribution::LogNormal { median, sigma } => median.is_zero() || *sigma == 0.0,
            Distribution::Pareto { least, .. } => least.is_zero(),
            Distribution::Empirical(empirical) => empirical.is_constant(),
        }
    }
}

impl From<Duration> for Distribution {
    fn from(value: Duration) -> Distribution {
        Distribution::Constant(value)
    }
}

/// `span` times `factor`; zero stays zero even if the factor is infinite.
#[inline]
fn scaled(span: Duration, factor: f64) -> Duration {
    Duration::from_nanos_f64(span.as_nanos() as f64 * factor)
}
