//! How durations are distributed, in bounded memory however many are recorded.

use hdrhistogram::Histogram as Counts;

use crate::Duration;

/// Longest duration told apart from longer ones: about 36 hours.
const TOP_NANOS: u64 = 1 << 47;

/// Counts durations in buckets whose width is a thousandth of what they hold.
///
/// Count, sum, mean, least and greatest are exact; quantiles are exact to one part in a thousand.
/// Memory grows with the greatest duration recorded, to 300 KB at most, and never with their number.
#[derive(Clone, Debug)]
pub struct Histogram {
    counts: Counts<u64>,
    sum_nanos: u128,
    least: Duration,
    greatest: Duration,
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Histogram) -> bool {
        let exact = |h: &Histogram| (h.sum_nanos, h.least, h.greatest);
        exact(self) == exact(other) && self.counts == other.counts
    }
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram::new()
    }
}

impl Histogram {
    /// A histogram of nothing.
    #[must_use]
    pub fn new() -> Histogram {
        let counts = Counts::new(3).expect("3 significant digits are supported");
        Histogram { counts, sum_nanos: 0, least: Duration::MAX, greatest: Duration::ZERO }
    }

    /// Adds one duration.
    #[inline]
    pub fn record(&mut self, value: Duration) {
        self.record_many(value, 1);
    }

    /// Adds the same duration `count` times.
    pub fn record_many(&mut self, value: Duration, count: u64) {
        if count == 0 {
            return;
        }
        let nanos = value.as_nanos();
        // An error would mean a value above the top, which is cut off, in a histogram that can grow.
        self.counts
            .record_n(nanos.min(TOP_NANOS), count)
            .expect("an auto-resizing histogram takes every value");
        self.sum_nanos += u128::from(nanos) * u128::from(count);
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }

    /// Adds everything that `other` holds.
    pub fn merge(&mut self, other: &Histogram) {
        self.counts.add(&other.counts).expect("an auto-resizing histogram takes every value");
        self.sum_nanos += other.sum_nanos;
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Histogram::new();
    }

    /// How many durations were recorded.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.len()
    }

    /// Whether nothing was recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The sum of all durations, in nanoseconds.
    #[must_use]
    pub fn sum_nanos(&self) -> u128 {
        self.sum_nanos
    }

    /// The mean, rounded to the nearest nanosecond; `None` if nothing was recorded.
    #[must_use]
    pub fn mean(&self) -> Option<Duration> {
        let count = u128::from(self.count());
        let nanos = (self.sum_nanos + count / 2).checked_div(count)?;
        Some(Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX)))
    }

    /// The least duration; `None` if nothing was recorded.
    #[must_use]
    pub fn min(&self) -> Option<Duration> {
        (!self.is_empty()).then_some(self.least)
    }

    /// The greatest duration; `None` if nothing was recorded.
    #[must_use]
    pub fn max(&self) -> Option<Duration> {
        (!self.is_empty()).then_some(self.greatest)
    }

    /// The duration that a share `quantile` (0 to 1) of the recorded ones does not exceed: 0.99 gives the P99.
    /// `None` if nothing was recorded.
    #[must_use]
    pub fn quantile(&self, quantile: f64) -> Option<Duration> {
        if self.is_empty() {
            return None;
        }
        if quantile >= 1.0 {
            return Some(self.greatest);
        }
        let nanos = self.counts.value_at_quantile(quantile.max(0.0));
        Some(Duration::from_nanos(nanos).clamp(self.least, self.greatest))
    }

    /// How many of the recorded durations are at most `limit`, to the width of a bucket.
    #[must_use]
    pub fn count_up_to(&self, limit: Duration) -> u64 {
        self.counts.count_between(0, limit.as_nanos().min(TOP_NANOS))
    }

    /// The non-empty buckets in ascending order: the longest duration that each stands for, and how many it holds.
    pub fn buckets(&self) -> impl Iterator<Item = (Duration, u64)> + '_ {
        self.counts
            .iter_recorded()
            .map(|step| (Duration::from_nanos(step.value_iterated_to()), step.count_since_last_iteration()))
    }
}
