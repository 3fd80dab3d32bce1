//! Requests as a load tool reports them.
//!
//! Every request that has ended is a sample, the failed ones included, each try by itself: so JMeter's Aggregate Report
//! and its like count. (Metrics called `latency_…` are those of answered requests alone.)

use std::borrow::Cow;

use tidepool_des::{Duration, Histogram, Time};
use tidepool_world::RequestRecord;

use crate::flat::{Flat, quantiles};

/// The samples of one row of a report.
#[derive(Clone, Debug)]
pub struct Samples {
    /// From the moment a request was sent until its answer, of those that were answered.
    pub answered: Histogram,
    /// The same until the failure of those that failed.
    pub failed: Histogram,
    /// Of both together, from the moment it should have been sent. None as long as nobody was late: it is the same then.
    intended: Option<Histogram>,
    /// When the first was sent.
    first: Option<Time>,
    /// When the last ended.
    last: Time,
}

impl Samples {
    pub(crate) fn new() -> Samples {
        let (answered, failed) = (Histogram::new(), Histogram::new());
        Samples { answered, failed, intended: None, first: None, last: Time::ZERO }
    }

    pub(crate) fn observe(&mut self, now: Time, event: &RequestRecord) {
        let (latency, late, failed) = match *event {
            RequestRecord::Arrived { .. } => {
                self.first.get_or_insert(now);
                return;
            }
            RequestRecord::Completed { latency, late, .. } => (latency, late, false),
            RequestRecord::Failed { latency, late, .. } => (latency, late, true),
            _ => return,
        };
        if late > 0 && self.intended.is_none() {
            self.intended = Some(self.elapsed().into_owned());
        }
        if let Some(intended) = &mut self.intended {
            intended.record(Duration::from_nanos(latency.saturating_add(late)));
        }
        let histogram = if failed { &mut self.failed } else { &mut self.answered };
        histogram.record(Duration::from_nanos(latency));
        self.last = now;
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.answered.count() + self.failed.count()
    }

    /// From the moment a request was sent until its answer or failure.
    pub fn elapsed(&self) -> Cow<'_, Histogram> {
        // A histogram is large, and this is asked for while a run is watched.
        if self.failed.is_empty() {
            return Cow::Borrowed(&self.answered);
        }
        let mut all = self.answered.clone();
        all.merge(&self.failed);
        Cow::Owned(all)
    }

    /// Share of failed ones, in percent; 0 without samples.
    pub fn failed_percent(&self) -> f64 {
        match self.count() {
            0 => 0.0,
            count => 100.0 * self.failed.count() as f64 / count as f64,
        }
    }

    /// Samples per second, from when the first was sent until the last had ended, as JMeter reckons; 0 without samples.
    pub fn per_second(&self) -> f64 {
        let seconds =
            self.first.and_then(|first| self.last.checked_since(first)).map_or(0.0, |d| d.as_secs_f64());
        if seconds > 0.0 { self.count() as f64 / seconds } else { 0.0 }
    }

    /// Latencies from the moment each request should have been sent.
    pub fn intended(&self) -> Cow<'_, Histogram> {
        self.intended.as_ref().map_or_else(|| self.elapsed(), Cow::Borrowed)
    }

    /// Whether anybody was late.
    pub fn has_late(&self) -> bool {
        self.intended.is_some()
    }

    pub(crate) fn flat(&self, out: &mut Flat) {
        const ELAPSED: [&str; 6] = [
            "sample_mean_ms",
            "sample_p50_ms",
            "sample_p90_ms",
            "sample_p95_ms",
            "sample_p99_ms",
            "sample_max_ms",
        ];
        const INTENDED: [&str; 6] = [
            "sample_intended_mean_ms",
            "sample_intended_p50_ms",
            "sample_intended_p90_ms",
            "sample_intended_p95_ms",
            "sample_intended_p99_ms",
            "sample_intended_max_ms",
        ];
        out.insert("samples", self.count() as f64);
        out.insert("samples_per_s", self.per_second());
        let elapsed = self.elapsed();
        out.insert("sample_min_ms", elapsed.min().unwrap_or(Duration::ZERO).as_millis_f64());
        quantiles(&elapsed, ELAPSED, out);
        quantiles(self.intended.as_ref().unwrap_or(&elapsed), INTENDED, out);
    }
}

#[cfg(test)]
mod tests {
    use tidepool_world::First;
    use tidepool_world::clients::{Cause, RequestId};

    use super::*;

    const MS: u64 = 1_000_000;

    #[test]
    fn failed_samples_count_and_late_ones_are_longer() {
        let mut samples = Samples::new();
        let mut at = |ms: u64, event: RequestRecord| samples.observe(Time::from_nanos(ms * MS), &event);
        let (group, endpoint) = (0, 0);
        let first = First { request: RequestId(1), at: 0 };
        let arrived = RequestRecord::Arrived { group, user: 0, endpoint, tries: 1, late: 0, first };
        let completed = |ms: u64, late: u64| {
            let (latency, late) = (ms * MS, late * MS);
            RequestRecord::Completed { group, endpoint, status: 200, latency, late, first }
        };
        at(1000, arrived.clone());
        at(1010, completed(10, 0));
        at(1020, arrived.clone());
        let cause = Cause::Timeout;
        at(1420, RequestRecord::Failed { group, endpoint, cause, latency: 400 * MS, late: 0, first });
        at(1420, arrived);
        at(1500, completed(80, 300));
        assert_eq!((samples.count(), samples.failed.count()), (3, 1));
        assert_eq!(samples.per_second(), 6.0);
        let ms = |h: &Histogram| (h.min().map(|d| d.as_nanos() / MS), h.mean().map(|d| d.as_nanos() / MS));
        assert_eq!(ms(&samples.elapsed()), (Some(10), Some(163)));
        assert_eq!(ms(&samples.intended()), (Some(10), Some(263)));
    }
}
