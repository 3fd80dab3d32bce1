//! Queueing theory as the referee: simulated stations against closed forms.
//!
//! Each figure is the mean over independent replications. It must lie within 3.3 standard errors of the theory
//! (one in a thousand would not), and the standard error must be small, so that the comparison means something.

use std::collections::VecDeque;

use tidepool_des::queueing::{self, has_to_wait, mean_wait};
use tidepool_des::workload::{self, Kernel};
use tidepool_des::{Distribution, Duration, Histogram, Queue, Seed, Series, Time};

const REPLICATIONS: u64 = 24;

/// A station: one queue, first come first served, several servers.
#[derive(Clone, Debug)]
struct Station {
    gap: Distribution,
    service: Distribution,
    servers: usize,
    /// How many requests fit in, those being served included; the others are turned away.
    capacity: usize,
}

/// What was seen after a warm-up.
#[derive(Clone, Debug)]
struct Seen {
    waits: Histogram,
    sojourns: Histogram,
    /// Requests inside over time.
    inside: Series,
    arrived: u64,
    turned_away: u64,
    /// How long it was observed.
    observed: Duration,
}

enum Event {
    Arrival,
    Departure { arrived: Time },
}

impl Station {
    /// M/M/c and the like: arrivals at random, `load` of the servers' capacity.
    fn new(service: &str, servers: usize, load: f64) -> Station {
        let service: Distribution = service.parse().expect("a distribution of this test");
        let mean = service.mean().expect("a finite mean").as_nanos() as f64;
        let gap =
            Distribution::Exponential { mean: Duration::from_nanos_f64(mean / (load * servers as f64)) };
        Station { gap, service, servers, capacity: usize::MAX }
    }

    fn run(&self, seed: Seed, warm_up: u64, requests: u64) -> Seen {
        let mut gaps = seed.stream("arrivals", 0);
        let services = seed.keyed("service times", 0);
        let mut queue = Queue::new();
        let mut waiting: VecDeque<(u64, Time)> = VecDeque::new();
        let mut inside = 0;
        let mut count = 0;
        let mut seen = Seen::new(Time::ZERO, 0);
        queue.schedule_after(self.gap.sample(&mut gaps), Event::Arrival);
        while count < warm_up + requests {
            let (now, event) = queue.pop().expect("arrivals go on");
            let next = match event {
                Event::Arrival => {
                    count += 1;
                    if count == warm_up {
                        seen = Seen::new(now, inside);
                    }
                    queue.schedule_after(self.gap.sample(&mut gaps), Event::Arrival);
                    seen.arrived += 1;
                    if inside as usize >= self.capacity {
                        seen.turned_away += 1;
                        None
                    } else {
                        inside += 1;
                        waiting.push_back((count, now));
                        if inside as usize <= self.servers { waiting.pop_front() } else { None }
                    }
                }
                Event::Departure { arrived } => {
                    inside -= 1;
                    seen.sojourns.record(now - arrived);
                    waiting.pop_front()
                }
            };
            seen.inside.set(now, inside);
            if let Some((number, arrived)) = next {
                seen.waits.record(now - arrived);
                let service = self.service.sample(&mut services.at(number));
                queue.schedule_after(service, Event::Departure { arrived });
            }
            seen.observed = now - seen.inside.buckets().next().expect("a series is never empty").start;
        }
        seen
    }

    /// The figure of each replication.
    fn figures(&self, requests: u64, figure: impl Fn(&Seen) -> f64) -> Vec<f64> {
        (0..REPLICATIONS).map(|seed| figure(&self.run(Seed(seed), requests / 5, requests))).collect()
    }
}

impl Seen {
    fn new(now: Time, inside: u64) -> Seen {
        Seen {
            waits: Histogram::new(),
            sojourns: Histogram::new(),
            inside: Series::new(now, Duration::SECOND, 2, inside),
            arrived: 0,
            turned_away: 0,
            observed: Duration::ZERO,
        }
    }

    fn mean_wait_ms(&self) -> f64 {
        self.waits.sum_nanos() as f64 / self.waits.count() as f64 / 1e6
    }
}

/// Asserts that the mean of `figures` agrees with `theory`, and that it is known to `precision` (relative).
fn check(name: &str, figures: &[f64], theory: f64, precision: f64) {
    let count = figures.len() as f64;
    let mean = figures.iter().sum::<f64>() / count;
    let variance =
        figures.iter().map(|figure| (figure - mean) * (figure - mean)).sum::<f64>() / (count - 1.0);
    let error = (variance / count).sqrt();
    assert!(error < precision * theory, "{name}: {mean} ± {error} is too vague");
    assert!((mean - theory).abs() < 3.3 * error, "{name}: {mean} ± {error}, but theory says {theory}");
}

#[test]
fn m_m_c_mean_wait() {
    for (servers, load) in [(1, 0.5), (1, 0.8), (4, 0.8), (20, 0.9)] {
        let station = Station::new("exp(50ms)", servers, load);
        let theory = mean_wait(servers, load * servers as f64, 50.0);
        let figures = station.figures(60_000, Seen::mean_wait_ms);
        check(&format!("M/M/{servers} at {load}"), &figures, theory, 0.03);
    }
}

#[test]
fn m_m_c_wait_quantiles() {
    let station = Station::new("exp(50ms)", 20, 0.9);
    let beyond = has_to_wait(20, 18.0);
    for quantile in [0.9, 0.99] {
        // Who has to wait waits an exponential time of mean 50 ms / (20 × (1 - 0.9)).
        let theory = 25.0 * libm::log(beyond / (1.0 - quantile));
        let figures =
            station.figures(60_000, |seen| seen.waits.quantile(quantile).expect("waits").as_millis_f64());
        check(&format!("quantile {quantile}"), &figures, theory, 0.05);
    }
}

#[test]
fn m_m_c_k_turns_away_and_holds() {
    for (servers, capacity, load) in [(1, 5, 0.9), (4, 4, 0.8), (4, 10, 1.5)] {
        let station = Station { capacity, ..Station::new("exp(50ms)", servers, load) };
        let states = queueing::limited(servers, capacity, load * servers as f64);
        let name = format!("M/M/{servers}/{capacity} at {load}");
        let turned_away = station.figures(20_000, |seen| seen.turned_away as f64 / seen.arrived as f64);
        check(&format!("{name}, turned away"), &turned_away, states[capacity], 0.02);
        let inside = station.figures(20_000, |seen| seen.inside.mean());
        let theory = queueing::mean(&states, |inside| inside as f64);
        check(&format!("{name}, inside"), &inside, theory, 0.01);
    }
}

#[test]
fn m_d_1_mean_wait() {
    for load in [0.5, 0.8] {
        let theory = queueing::mean_wait_at_one(load / 10.0, 10.0, 100.0);
        let figures = Station::new("10ms", 1, load).figures(30_000, Seen::mean_wait_ms);
        check(&format!("M/D/1 at {load}"), &figures, theory, 0.02);
    }
}

#[test]
fn m_g_1_mean_wait() {
    let services = ["uniform(1ms,9ms)", "empirical(1ms:0.9,50ms:0.1)", "lognormal(5ms,1)", "pareto(2ms,4)"];
    for service in services {
        let hold: Distribution = service.parse().expect("a distribution of this test");
        let mean = hold.mean().expect("a finite mean").as_secs_f64();
        let square = hold.mean_square().expect("a finite second moment");
        for load in [0.3, 0.7] {
            let theory = 1e3 * queueing::mean_wait_at_one(load / mean, mean, square);
            let figures = Station::new(service, 1, load).figures(30_000, Seen::mean_wait_ms);
            check(&format!("M/G/1, {service} at {load}"), &figures, theory, 0.04);
        }
    }
}

/// Little's law holds for each single run, up to the requests that are inside at its ends.
#[test]
fn little() {
    for service in ["exp(50ms)", "50ms", "lognormal(50ms,1)"] {
        let seen = Station::new(service, 4, 0.7).run(Seed(1), 1000, 50_000);
        let rate = seen.sojourns.count() as f64 / seen.observed.as_secs_f64();
        let sojourn = seen.sojourns.sum_nanos() as f64 / 1e9 / seen.sojourns.count() as f64;
        let inside = seen.inside.mean();
        assert!(
            (inside / (rate * sojourn) - 1.0).abs() < 0.002,
            "{service}: {inside}, not {}",
            rate * sojourn
        );
    }
}

/// With streams by purpose and keyed service times, a second server changes the waits and nothing else.
#[test]
fn a_second_server_only_shortens_waits() {
    let one = Station::new("exp(50ms)", 1, 0.9);
    let two = Station { servers: 2, ..one.clone() };
    let (one, two) = (one.run(Seed(1), 0, 20_000), two.run(Seed(1), 0, 20_000));
    assert_eq!(one.arrived, two.arrived);
    assert_eq!(one.observed, two.observed);
    assert!(two.waits.mean() < one.waits.mean());
    for quantile in [0.1, 0.5, 0.9, 0.99, 1.0] {
        assert!(two.waits.quantile(quantile) <= one.waits.quantile(quantile));
    }
}

#[test]
fn reference_workloads() {
    let run = |workload: fn(Seed, u64) -> workload::Report| -> Vec<f64> {
        (0..REPLICATIONS).map(|seed| workload(Seed(seed), 100_000).mean_wait().as_millis_f64()).collect()
    };
    check("open", &run(workload::open::<Kernel>), mean_wait(20, 18.0, 50.0), 0.03);

    let states = queueing::closed(500, 20, 100.0, 50.0);
    let throughput = queueing::mean(&states, |inside| inside.min(20) as f64) / 50.0;
    let waiting = queueing::mean(&states, |inside| inside.saturating_sub(20) as f64);
    // The first waits are short: all clients begin by thinking. 100,000 requests make that a small share.
    let figures = run(workload::closed::<Kernel>);
    let seen = figures.iter().sum::<f64>() / figures.len() as f64;
    let theory = waiting / throughput;
    assert!((seen / theory - 1.0).abs() < 0.01, "closed: {seen}, but theory says {theory}");
}
