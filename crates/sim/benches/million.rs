//! How long a million requests take: through a limiter, a breaker, a handler in Go and a connection pool (`million.toml`),
//! through the same with more of everything, a listing of the book (`protected.toml`), and to eight such instances in two
//! zones before a primary and a replica (`cluster.toml`).
//!
//! `cargo bench -p tidepool-sim --bench million [-- ROUNDS]` plays them (`tidepool run` does so, too) and prints the seconds
//! of the best round of each. It fails if requests are lost or an expectation of a scenario does not hold.

use std::time::Instant;

use tidepool_des::Time;
use tidepool_scenario::{Scenario, Selection};
use tidepool_sim::{Budget, Options, Progress, Report, Simulation};

const SCENARIOS: [(&str, &str); 3] = [
    ("million", include_str!("million.toml")),
    ("protected", include_str!("protected.toml")),
    ("cluster", include_str!("cluster.toml")),
];

fn main() {
    let rounds: u32 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(3);
    for (name, text) in SCENARIOS {
        measure(name, text, rounds);
    }
}

fn measure(name: &str, text: &str, rounds: u32) {
    let (mut best, mut requests, mut steps) = (f64::INFINITY, 0, 0);
    for _ in 0..rounds {
        let mut simulation = start(name, text);
        let begin = Instant::now();
        while simulation.advance(Time::NEVER, Budget(1 << 20)) == Progress::Budget {}
        best = best.min(begin.elapsed().as_secs_f64());
        (requests, steps) = (check(&simulation), simulation.steps());
    }
    println!(
        "{name}: {requests} requests in {best:.1} s, best of {rounds} rounds: {:.1} us and {} instructions each",
        best * 1e6 / requests as f64,
        steps / requests
    );
}

fn start(name: &str, text: &str) -> Simulation {
    let scenario = Scenario::parse(name, text).expect("a scenario");
    let mut library = tidepool_content::library();
    library.listings.insert("million.go".into(), include_str!("million.go").into());
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    Simulation::new(run.into(), Options::default()).expect("it compiles")
}

/// How many have arrived, none of which may be unaccounted for.
fn check(simulation: &Simulation) -> u64 {
    let requests = simulation.metrics().requests();
    let world = simulation.world().counts().map(|counts| (counts.arrived, counts.balanced()));
    assert_eq!(world.collect::<Vec<_>>(), [(requests.arrived, true)], "answered, failed or under way");
    let broken: Vec<_> = Report::of(simulation).broken().cloned().collect();
    assert!(broken.is_empty(), "the scenario expects something else: {broken:?}");
    requests.arrived
}
