//! What a snapshot of a service under load costs, since the page takes some while it plays.
//!
//! `cargo bench -p tidepool-sim [-- ROUNDS]` prints milliseconds for a copy and its end, best of the rounds, of the whole
//! simulation and of its parts; and how much slower a run is that is copied every hundredth of its duration.

use std::hint::black_box;
use std::time::Instant;

use tidepool_des::Time;
use tidepool_scenario::Selection;
use tidepool_sim::{Budget, Options, Progress, Simulation};

const SCENARIO: &str = "experiment-500-20-go";

fn main() {
    let rounds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let mut simulation = start();
    let end = simulation.run().settings.duration.as_nanos();
    println!("{SCENARIO}, best of {rounds} rounds");
    for tenths in [1, 5, 9] {
        advance(&mut simulation, end / 10 * tenths);
        let whole = best(rounds, || drop(black_box(simulation.clone())));
        let machine = &simulation.processes()[0].machine;
        let machines = best(rounds, || drop(black_box(machine.clone())));
        let world = best(rounds, || drop(black_box(simulation.world().clone())));
        let metrics = best(rounds, || drop(black_box(simulation.metrics().clone())));
        println!(
            "at {tenths}0 %: {whole:.2} ms; machine {machines:.2}, world {world:.2}, metrics {metrics:.2}; \
             {} goroutines, {} objects",
            machine.goroutine_count(),
            machine.heap_stats().mallocs - machine.heap_stats().frees
        );
    }
    let straight = best(rounds, || play(end, false));
    let copied = best(rounds, || play(end, true));
    println!("a run {straight:.0} ms, with a hundred copies kept {copied:.0} ms");
}

fn start() -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario(SCENARIO).expect("a scenario of the book");
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    Simulation::new(run.into(), Options::default()).expect("it compiles")
}

fn advance(simulation: &mut Simulation, to_ns: u64) {
    while simulation.advance(Time::from_nanos(to_ns), Budget(1 << 20)) == Progress::Budget {
        let _ = simulation.take_output();
    }
}

/// A whole run, perhaps with a copy every hundredth of it; the last twenty are kept.
fn play(end: u64, copies: bool) {
    let mut simulation = start();
    let mut kept = std::collections::VecDeque::new();
    for part in 1..=100 {
        advance(&mut simulation, end / 100 * part);
        if copies {
            kept.push_back(simulation.clone());
            kept.truncate(20);
        }
    }
}

fn best(rounds: usize, work: impl Fn()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..rounds).map(once).fold(f64::INFINITY, f64::min)
}
