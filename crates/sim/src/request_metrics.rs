//! How the requests of one group of clients fared.

use tidepool_des::{Duration, Time};
use tidepool_world::RequestRecord;
use tidepool_world::clients::Cause;

use crate::flat::{Flat, quantiles};
use crate::samples::Samples;

/// The statuses that a service under load, or what protects it, fails with: each is counted by itself.
const STATUSES: [(u16, &str); 5] = [
    (429, "requests_status_429"),
    (500, "requests_status_500"),
    (502, "requests_status_502"),
    (503, "requests_status_503"),
    (504, "requests_status_504"),
];

/// Requests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Sent by clients.
    pub arrived: u64,
    /// Answered in time with a status below 400.
    pub completed: u64,
    /// Given up by the client.
    pub failed_timeout: u64,
    /// Nobody listened.
    pub failed_refused: u64,
    /// Status 400 or above.
    pub failed_status: u64,
    /// Of these, by status, in the order of `STATUSES`.
    by_status: [u64; STATUSES.len()],
    /// Connection closed before an answer.
    pub failed_reset: u64,
    /// Finished by the server after the client had gone.
    pub abandoned: u64,
    /// Of those that arrived, the ones sent again after a failure.
    pub retried: u64,
    /// How often a client would have tried again, and the budget did not allow it.
    pub retries_denied: u64,
}

impl Requests {
    /// All that failed.
    pub fn failed(&self) -> u64 {
        self.failed_timeout + self.failed_refused + self.failed_status + self.failed_reset
    }

    /// In flight.
    pub fn unfinished(&self) -> u64 {
        self.arrived - self.completed - self.failed()
    }

    /// Of those that failed with a status, how many had which; None is any other.
    pub fn by_status(&self) -> impl Iterator<Item = (Option<u16>, u64)> {
        let known = STATUSES.iter().zip(self.by_status).map(|((status, _), count)| (Some(*status), count));
        known.chain([(None, self.other_status())])
    }

    fn other_status(&self) -> u64 {
        self.failed_status - self.by_status.iter().sum::<u64>()
    }

    fn fail(&mut self, cause: Cause) {
        match cause {
            Cause::Timeout => self.failed_timeout += 1,
            Cause::Refused => self.failed_refused += 1,
            Cause::Status(status) => {
                self.failed_status += 1;
                if let Some(at) = STATUSES.iter().position(|(known, _)| *known == status) {
                    self.by_status[at] += 1;
                }
            }
            Cause::Reset => self.failed_reset += 1,
        }
    }
}

/// Outcomes and samples.
#[derive(Clone, Debug)]
pub struct RequestMetrics {
    /// By outcome.
    pub requests: Requests,
    /// All that ended, as a load tool reports them.
    pub samples: Samples,
}

impl RequestMetrics {
    pub(crate) fn new() -> RequestMetrics {
        RequestMetrics { requests: Requests::default(), samples: Samples::new() }
    }

    pub(crate) fn observe(&mut self, now: Time, event: &RequestRecord) {
        self.samples.observe(now, event);
        let requests = &mut self.requests;
        match *event {
            RequestRecord::Arrived { tries, .. } => {
                requests.arrived += 1;
                requests.retried += u64::from(tries > 1);
            }
            RequestRecord::Completed { .. } => requests.completed += 1,
            RequestRecord::Failed { cause, .. } => requests.fail(cause),
            RequestRecord::Abandoned { .. } => requests.abandoned += 1,
            RequestRecord::RetryDenied { .. } => requests.retries_denied += 1,
            RequestRecord::Started { .. } => {}
        }
    }

    pub(crate) fn flat(&self, elapsed: Duration, out: &mut Flat) {
        let r = &self.requests;
        let failed = r.failed() as f64;
        let ended = r.completed as f64 + failed;
        let per_second = |n: f64| if elapsed.is_zero() { 0.0 } else { n / elapsed.as_secs_f64() };
        out.insert("requests_arrived", r.arrived as f64);
        out.insert("requests_completed", r.completed as f64);
        out.insert("requests_failed", failed);
        out.insert("requests_failed_timeout", r.failed_timeout as f64);
        out.insert("requests_failed_refused", r.failed_refused as f64);
        out.insert("requests_failed_status", r.failed_status as f64);
        for ((_, name), count) in STATUSES.iter().zip(r.by_status) {
            out.insert(name, count as f64);
        }
        out.insert("requests_status_other", r.other_status() as f64);
        out.insert("requests_failed_reset", r.failed_reset as f64);
        out.insert("requests_failed_percent", if ended > 0.0 { 100.0 * failed / ended } else { 0.0 });
        out.insert("requests_unfinished", r.unfinished() as f64);
        out.insert("requests_abandoned", r.abandoned as f64);
        out.insert("requests_retried", r.retried as f64);
        out.insert("retries_denied", r.retries_denied as f64);
        self.samples.flat(out);
        out.insert("throughput_per_s", per_second(r.completed as f64));
        const LATENCY: [&str; 6] = [
            "latency_mean_ms",
            "latency_p50_ms",
            "latency_p90_ms",
            "latency_p95_ms",
            "latency_p99_ms",
            "latency_max_ms",
        ];
        quantiles(&self.samples.answered, LATENCY, out);
    }
}

#[cfg(test)]
mod tests {
    use tidepool_world::First;
    use tidepool_world::clients::RequestId;

    use super::*;
    use crate::flat::Table;

    #[test]
    fn every_failing_status_is_counted_once() {
        let mut metrics = RequestMetrics::new();
        for status in [429, 429, 500, 503, 504, 418] {
            let (group, endpoint, late, cause) = (0, 0, 0, Cause::Status(status));
            let first = First { request: RequestId(1), at: 0 };
            let arrived = RequestRecord::Arrived { group, user: 0, endpoint, tries: 1, late, first };
            metrics.observe(Time::ZERO, &arrived);
            let failed = RequestRecord::Failed { group, endpoint, cause, latency: 1, late, first };
            metrics.observe(Time::ZERO, &failed);
        }
        let mut table = Table::new();
        metrics.flat(Duration::from_secs(1), &mut Flat::plain(&mut table));
        let counts = ["429", "500", "502", "503", "504", "other"]
            .map(|status| table[format!("requests_status_{status}").as_str()]);
        assert_eq!(counts, [2.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
        assert_eq!(table["requests_failed_status"], 6.0);
    }
}
