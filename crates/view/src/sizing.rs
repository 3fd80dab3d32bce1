//! The calculator of a pool: what queueing theory says of a service's numbers, beside what its run has shown.
//!
//! A pod's pool is taken as an M/M/c queue: requests at random, hold times exponential, the wait without a limit. Where
//! that is not so the run is right and the theory is not.

use tidepool_des::{Distribution, Duration, queueing};
use tidepool_scenario::Run;
use tidepool_sim::Simulation;

/// A wait for a connection that nobody notices, in milliseconds.
const GOOD_WAIT_MS: f64 = 50.0;

/// Largest pool considered.
const SIZE_MAX: u32 = 2_000;

/// What the calculator says.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizing {
    /// Requests per second that each pod gets.
    pub rate: f64,
    /// Mean hold time in milliseconds.
    pub hold_ms: f64,
    /// Pods.
    pub pods: u32,
    /// Size of each pod's pool.
    pub pool: u32,
    /// Connections that the server accepts.
    pub limit: u32,
    /// Connections of a pod that are busy on average.
    pub busy: f64,
    /// Rule of thumb: the busy ones and twice their square root.
    pub guess: u32,
    /// Smallest pool whose waits stay below 50 ms for 99 of 100; none if the pods cannot carry the load.
    pub enough: Option<u32>,
    /// With the pool as it is: mean and P99 of the wait in milliseconds; none if it cannot carry the load.
    pub theory: Option<(f64, f64)>,
    /// What the run has shown so far: mean over all who asked, and P99 of those who waited, in milliseconds.
    pub seen: (f64, f64),
    /// Connections of all pods.
    pub total: u32,
}

impl Sizing {
    /// Connections for a moment of a rolling update, when old and new pods are there.
    pub fn rolling(&self) -> u32 {
        self.total.saturating_mul(2)
    }
}

/// What the settings of a run say of its service.
struct Given {
    rate: f64,
    hold_ms: f64,
    pods: u32,
    pool: u32,
    limit: u32,
}

impl Given {
    /// None if the scenario has no calculator, as then its settings have other names.
    fn of(run: &Run) -> Option<Given> {
        if !run.scenario.sizing {
            return None;
        }
        let settings = &run.settings;
        let number = |name: &str| settings.lab.get(name).and_then(|text| text.parse::<u32>().ok());
        let pods = number("pods").unwrap_or(1).max(1);
        let text = |name: &str| settings.database.get(name);
        let hold = text("latency").and_then(|text| text.parse::<Distribution>().ok());
        Some(Given {
            rate: settings.groups.first().map_or(0.0, |group| group.rate) / f64::from(pods),
            hold_ms: hold.and_then(|hold| hold.mean()).map_or(0.0, |mean| mean.as_millis_f64()),
            pods,
            pool: number("open").unwrap_or(1).max(1),
            limit: text("maxConnections").and_then(|text| text.parse().ok()).unwrap_or(151),
        })
    }

    /// Connections of a pod that are busy on average.
    fn busy(&self) -> f64 {
        self.rate * self.hold_ms / 1000.0
    }

    /// Mean and P99 of the wait in milliseconds with pools of this size.
    fn waits(&self, size: u32) -> Option<(f64, f64)> {
        waits(self.busy(), self.hold_ms, size)
    }
}

/// What theory says of the mean wait for a connection in `run`, in milliseconds, if its scenario has the calculator and
/// the pool can carry the load.
pub fn wait_in_theory(run: &Run) -> Option<f64> {
    let given = Given::of(run)?;
    given.waits(given.pool).map(|(mean, _)| mean)
}

/// The calculator for `simulation`, if its scenario has one.
pub fn sizing(simulation: &Simulation) -> Option<Sizing> {
    let given = Given::of(simulation.run())?;
    let enough = |size: &u32| given.waits(*size).is_some_and(|(_, p99)| p99 <= GOOD_WAIT_MS);
    let totals = simulation.metrics().pool_totals();
    let p99 = totals.wait.quantile(0.99).unwrap_or(Duration::ZERO);
    let (busy, enough, theory) = (given.busy(), (1..=SIZE_MAX).find(enough), given.waits(given.pool));
    let Given { rate, hold_ms, pods, pool, limit } = given;
    Some(Sizing {
        rate,
        hold_ms,
        pods,
        pool,
        limit,
        busy,
        guess: (busy + 2.0 * busy.sqrt()).ceil() as u32,
        enough,
        theory,
        seen: (totals.mean_wait().as_millis_f64(), p99.as_millis_f64()),
        total: pods.saturating_mul(pool),
    })
}

/// Mean and P99 of the wait in milliseconds of an M/M/c queue with `busy` erlangs on `size` servers; none if it grows
/// without end.
fn waits(busy: f64, hold_ms: f64, size: u32) -> Option<(f64, f64)> {
    let (servers, spare) = (size as usize, f64::from(size) - busy);
    if spare <= 0.0 {
        return None;
    }
    let waits = queueing::has_to_wait(servers, busy);
    // P(wait > t) = waits · exp(−spare · t / hold).
    let p99 = if waits > 0.01 { (waits / 0.01).ln() * hold_ms / spare } else { 0.0 };
    Some((queueing::mean_wait(servers, busy, hold_ms), p99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_is_the_textbook_queue() {
        // M/M/1 at 80 %: the mean wait is ρ/(1−ρ) service times, and ρ of all wait.
        let (mean, p99) = waits(0.8, 10.0, 1).expect("it is stable");
        assert!((mean - 40.0).abs() < 1e-9, "{mean}");
        assert!((p99 - (80f64).ln() * 50.0).abs() < 1e-9, "{p99}");
    }

    #[test]
    fn many_servers_agree_with_the_tables() {
        // 8 erlangs on 10 servers: 40.9 % wait, for half a hold time on average.
        let (mean, _) = waits(8.0, 20.0, 10).expect("it is stable");
        assert!((mean - 4.092).abs() < 5e-4, "{mean}");
        assert_eq!(waits(8.0, 20.0, 8), None);
    }
}
