//! How long things took, counted in logarithmic buckets.

/// Bits of a duration behind its highest one that tell buckets apart: they are 6 % wide.
const SUB_BITS: u32 = 4;
const SUBS: u64 = 1 << SUB_BITS;

/// Bits up to which the buckets of package `runtime/metrics` are equally wide, and from which on they are one.
const METRICS_BITS: (u32, u32) = (8, 47);
const METRICS_SUB_BITS: u32 = 2;

/// Durations in ns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// As long as needed.
    counts: Vec<u64>,
    count: u64,
    max: u64,
}

impl Durations {
    /// Counts one.
    pub fn record(&mut self, ns: u64) {
        let at = bucket(ns, SUB_BITS, SUB_BITS);
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        self.counts[at] += 1;
        self.count += 1;
        self.max = self.max.max(ns);
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest, in ns; 0 if there is none.
    pub fn max(&self) -> u64 {
        self.max
    }

    /// The duration, in ns, that a share `q` (0 to 1) of all does not exceed, as exactly as the buckets tell; none if there
    /// are none.
    pub fn quantile(&self, q: f64) -> Option<u64> {
        let rank = ((q * self.count as f64).ceil() as u64).clamp(1, self.count.max(1));
        let mut before = 0;
        for (at, &count) in self.counts.iter().enumerate() {
            if before + count >= rank {
                // Those in a bucket are taken to be equally far from each other.
                let (low, high) = (low(at), low(at + 1));
                let part = u128::from(2 * (rank - before) - 1) * u128::from(high - low);
                return Some((low + (part / u128::from(2 * count)) as u64).min(self.max));
            }
            before += count;
        }
        None
    }

    /// Adds those of another.
    pub fn merge(&mut self, other: &Durations) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        self.counts.iter_mut().zip(&other.counts).for_each(|(own, count)| *own += count);
        self.count += other.count;
        self.max = self.max.max(other.max);
    }

    /// Numbers in the buckets that Go's package `runtime/metrics` has for durations: the first is for negative ones, the
    /// last for those beyond 39 hours. Between them are four of 64 ns, and then four for each power of two.
    pub fn metrics_counts(&self) -> Vec<u64> {
        let (first, last) = METRICS_BITS;
        let end = bucket(1 << last, first, METRICS_SUB_BITS);
        let mut counts = vec![0; end + 2];
        for (at, count) in self.counts.iter().enumerate() {
            counts[1 + bucket(low(at), first, METRICS_SUB_BITS).min(end)] += count;
        }
        counts
    }
}

/// The bucket of a value, where those below 2 to the power `first` are equally wide and there are 2 to the power `sub` for
/// that and each further power of two.
fn bucket(value: u64, first: u32, sub: u32) -> usize {
    let bits = (u64::BITS - value.leading_zeros()).max(first);
    let power = u64::from(bits - first) << sub;
    let within = value >> (bits - u32::from(bits > first) - sub);
    // The highest bit of larger values is always set.
    let within = if bits > first { within - (1 << sub) } else { within };
    (power + within) as usize
}

/// The least duration of a bucket of ours.
fn low(at: usize) -> u64 {
    let (power, within) = (at as u64 / SUBS, at as u64 % SUBS);
    match power {
        0 => within,
        _ => (SUBS + within).saturating_mul(1 << (power - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_follow_each_other() {
        for at in 0..960 {
            assert_eq!(bucket(low(at), SUB_BITS, SUB_BITS), at);
            assert!(at == 0 || bucket(low(at) - 1, SUB_BITS, SUB_BITS) == at - 1, "{at}");
        }
        assert_eq!(bucket(u64::MAX, SUB_BITS, SUB_BITS), 975);
        assert!(Durations { counts: vec![1; 976], count: 976, max: u64::MAX }.quantile(1.0).is_some());
    }

    #[test]
    fn quantiles_are_near() {
        let mut all = Durations::default();
        assert_eq!((all.quantile(0.5), all.max()), (None, 0));
        (1..=10_000u64).for_each(|n| all.record(n * 100));
        for (q, exact) in [(0.0, 100.0), (0.5, 500_000.0), (0.99, 990_000.0), (1.0, 1_000_000.0)] {
            let found = all.quantile(q).expect("some") as f64;
            assert!((found / exact - 1.0).abs() < 0.03, "{q}: {found}");
        }
        let mut one = Durations::default();
        one.record(777);
        assert_eq!(one.quantile(0.5), Some(777));
        let mut two = one.clone();
        two.merge(&all);
        assert_eq!((two.count(), two.max()), (10_001, 1_000_000));
    }

    /// The boundaries are those that real Go 1.27 gives for `/sched/latencies:seconds`.
    #[test]
    fn metrics_have_the_buckets_of_go() {
        let place = |ns: u64| {
            let mut one = Durations::default();
            one.record(ns);
            let counts = one.metrics_counts();
            assert_eq!(counts.len(), 162);
            counts.iter().position(|count| *count == 1)
        };
        let places = [0, 63, 64, 255, 256, 319, 320, 511, 512, 1023, 1024, (1 << 47) - 1, 1 << 47, u64::MAX];
        let expected = [1, 1, 2, 4, 5, 5, 6, 8, 9, 12, 13, 160, 161, 161].map(Some);
        assert_eq!(places.map(place), expected);
    }
}
