//! How many requests a second of ours serves: 500 users at a service with 20 connections.
//!
//! `cargo bench -p tidepool-sim --bench requests [-- ROUNDS]` prints the best of the rounds, since other work on the
//! machine only ever slows. Checking and compiling the listing is not counted.

use std::time::Instant;

use tidepool_des::Time;
use tidepool_scenario::Selection;
use tidepool_sim::{Budget, Options, Progress, Simulation};

fn main() {
    let rounds: u32 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let best = (0..rounds).map(|_| requests_per_second()).fold(0.0, f64::max);
    println!("{best:.0} requests per second, best of {rounds} rounds: {:.1} us each", 1e6 / best);
}

fn requests_per_second() -> f64 {
    let mut simulation = start();
    let begin = Instant::now();
    while simulation.advance(Time::NEVER, Budget(1 << 20)) == Progress::Budget {
        let _ = simulation.take_output();
    }
    simulation.metrics().requests().completed as f64 / begin.elapsed().as_secs_f64()
}

fn start() -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario("experiment-500-20-go").expect("a scenario of the book");
    let set = [("hold", "10ms"), ("duration", "20s")];
    let selection = Selection {
        variant: Some("wait-limited".into()),
        set: set.map(|(key, value)| (key.into(), value.into())).into_iter().collect(),
        ..Selection::default()
    };
    let run = scenario.resolve(&selection, &library).expect("it resolves");
    Simulation::new(run.into(), Options::default()).expect("it compiles")
}
