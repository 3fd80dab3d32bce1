//! A list of durations with weights.

use std::fmt;

use crate::{Duration, Rng};

/// The weight that is written `1`. Weights have nine decimals.
pub const WEIGHT_ONE: u64 = 1_000_000_000;

/// One of the durations of an [`Empirical`] distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The duration.
    pub value: Duration,
    /// How often it is drawn, relative to the others, in units of 1 / [`WEIGHT_ONE`].
    pub weight: u64,
}

/// Durations with weights, drawn by integer arithmetic alone. Weights need not add up to one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Empirical {
    points: Vec<Point>,
    /// Sums of the weights up to and with each point; the last one is the total, which is not 0.
    sums: Vec<u64>,
}

/// Why points make no distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmpiricalError {
    /// There is no point with a weight above 0.
    NoWeight,
    /// The weights add up to more than 18 billion times [`WEIGHT_ONE`].
    TooMuchWeight,
}

impl fmt::Display for EmpiricalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EmpiricalError::NoWeight => "expected at least one point with a weight above 0",
            EmpiricalError::TooMuchWeight => "expected weights that add up to less than 18 billion",
        })
    }
}

impl std::error::Error for EmpiricalError {}

impl Empirical {
    /// The distribution with these points, which keep their order.
    pub fn new(points: Vec<Point>) -> Result<Empirical, EmpiricalError> {
        let mut sum: u64 = 0;
        let mut sums = Vec::with_capacity(points.len());
        for point in &points {
            sum = sum.checked_add(point.weight).ok_or(EmpiricalError::TooMuchWeight)?;
            sums.push(sum);
        }
        if sum == 0 {
            return Err(EmpiricalError::NoWeight);
        }
        Ok(Empirical { points, sums })
    }

    /// The points.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    fn total(&self) -> u64 {
        self.sums.last().copied().unwrap_or(0)
    }

    pub(super) fn sample(&self, rng: &mut Rng) -> Duration {
        let place = rng.below(self.total());
        let index = self.sums.partition_point(|&sum| sum <= place);
        self.points[index].value
    }

    pub(super) fn mean(&self) -> Duration {
        // Value and weight have 64 bits each; a sum of many products may need more than 128, so the shares are summed instead.
        let total = u128::from(self.total());
        let mut whole: u128 = 0;
        let mut rest: u128 = 0;
        for point in &self.points {
            let product = u128::from(point.value.as_nanos()) * u128::from(point.weight);
            whole += product / total;
            rest += product % total;
        }
        let nanos = whole + (rest + total / 2) / total;
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    pub(super) fn quantile(&self, below: f64) -> Duration {
        let mut sorted: Vec<Point> = self.points.iter().copied().filter(|point| point.weight > 0).collect();
        sorted.sort_by_key(|point| point.value);
        let target = below * self.total() as f64;
        let mut sum: u64 = 0;
        for point in &sorted {
            sum += point.weight;
            if sum as f64 >= target {
                return point.value;
            }
        }
        sorted.last().map_or(Duration::ZERO, |point| point.value)
    }

    pub(super) fn is_constant(&self) -> bool {
        let mut values = self.points.iter().filter(|point| point.weight > 0).map(|point| point.value);
        let first = values.next();
        values.all(|value| Some(value) == first)
    }
}
