//! Latency quantiles over time in bounded memory.

use tidepool_des::{Duration, Time};

/// Sub-buckets per doubling: a quantile read back is exact to one part in sixteen.
const FINE_BITS: u32 = 4;

/// Latencies by time: a coarse histogram per bucket of virtual time; when the buckets run
/// out, their width doubles and neighbours merge.
#[derive(Clone, Debug)]
pub struct LatencySeries {
    width_ns: u64,
    capacity: usize,
    buckets: Vec<Coarse>,
}

/// Counts per logarithmic class of duration.
#[derive(Clone, Debug, Default)]
struct Coarse {
    counts: Vec<u32>,
    total: u64,
}

/// What a bucket of time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatencyBucket {
    /// Where it begins.
    pub start: Time,
    /// Requests in it.
    pub count: u64,
    /// Median; `None` without requests.
    pub p50: Option<Duration>,
    /// 99th percentile; `None` without requests.
    pub p99: Option<Duration>,
}

impl LatencySeries {
    /// A series from time zero in at most `capacity` (rounded up to even) buckets of at first `width`.
    pub fn new(width: Duration, capacity: usize) -> Self {
        LatencySeries {
            width_ns: width.as_nanos().max(1),
            capacity: capacity.next_multiple_of(2).max(2),
            buckets: Vec::new(),
        }
    }

    /// Adds a latency observed at `now`.
    pub fn record(&mut self, now: Time, latency: Duration) {
        let index = self.index(now);
        self.buckets[index].add(latency.as_nanos());
    }

    /// Time passes until `now` without requests.
    pub fn advance(&mut self, now: Time) {
        self.index(now);
    }

    /// Present width of a bucket.
    pub fn width(&self) -> Duration {
        Duration::from_nanos(self.width_ns)
    }

    /// The buckets in order, without gaps.
    pub fn buckets(&self) -> impl Iterator<Item = LatencyBucket> + '_ {
        self.buckets.iter().enumerate().map(|(i, bucket)| LatencyBucket {
            start: Time::from_nanos(i as u64 * self.width_ns),
            count: bucket.total,
            p50: bucket.quantile(1, 2),
            p99: bucket.quantile(99, 100),
        })
    }

    fn index(&mut self, now: Time) -> usize {
        while now.as_nanos() / self.width_ns >= self.capacity as u64 {
            self.double();
        }
        let index = (now.as_nanos() / self.width_ns) as usize;
        if self.buckets.len() <= index {
            self.buckets.resize(index + 1, Coarse::default());
        }
        index
    }

    fn double(&mut self) {
        self.width_ns *= 2;
        let mut merged = Vec::with_capacity(self.buckets.len().div_ceil(2));
        let mut old = std::mem::take(&mut self.buckets).into_iter();
        while let Some(mut first) = old.next() {
            if let Some(second) = old.next() {
                first.merge(&second);
            }
            merged.push(first);
        }
        self.buckets = merged;
    }
}

impl Coarse {
    fn add(&mut self, nanos: u64) {
        let class = class_of(nanos);
        if self.counts.len() <= class {
            self.counts.resize(class + 1, 0);
        }
        self.counts[class] = self.counts[class].saturating_add(1);
        self.total += 1;
    }

    fn merge(&mut self, other: &Coarse) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine = mine.saturating_add(*theirs);
        }
        self.total += other.total;
    }

    /// The duration that a share `part / whole` does not exceed.
    fn quantile(&self, part: u64, whole: u64) -> Option<Duration> {
        let target = (self.total * part).div_ceil(whole).max(1);
        let mut seen = 0;
        for (class, &count) in self.counts.iter().enumerate() {
            seen += u64::from(count);
            if seen >= target {
                return Some(Duration::from_nanos(middle_of(class)));
            }
        }
        None
    }
}

/// Class of a duration: exact below 32 ns, then sixteen classes per doubling.
fn class_of(nanos: u64) -> usize {
    let bits = 64 - nanos.leading_zeros();
    if bits <= FINE_BITS + 1 {
        return nanos as usize;
    }
    let shift = bits - FINE_BITS - 1;
    ((shift as usize) << FINE_BITS) + (nanos >> shift) as usize
}

/// Middle of a class.
fn middle_of(class: usize) -> u64 {
    let fine = 1usize << FINE_BITS;
    if class < 2 * fine {
        return class as u64;
    }
    let shift = (class / fine - 1) as u32;
    let low = ((class % fine + fine) as u64) << shift;
    low + ((1u64 << shift) >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_what_it_stands_for() {
        for nanos in (0..200).chain([999, 1_000_000, 5_123_456, 3_000_000_000, u64::MAX / 4]) {
            let middle = middle_of(class_of(nanos));
            assert!(middle.abs_diff(nanos) * 16 <= nanos.max(1), "{nanos} is shown as {middle}");
        }
    }

    #[test]
    fn widths_double_and_nothing_is_lost() {
        let mut series = LatencySeries::new(Duration::from_millis(1), 4);
        for i in 0..1000 {
            series.record(Time::from_nanos(i * 1_000_000), Duration::from_millis(i + 1));
        }
        assert_eq!(series.buckets().map(|b| b.count).sum::<u64>(), 1000);
        assert!(series.buckets().count() <= 4);
        let last = series.buckets().last().and_then(|b| b.p99).expect("the last bucket has requests");
        assert!(last.as_millis_f64() > 950.0);
    }
}
