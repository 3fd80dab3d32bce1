//! Our twin of HikariCP does what real HikariCP was recorded to do, experiment by experiment.
//! `ONLY=NAME` before the test runs one and shows what it prints.

use tidepool_sim::config;
use tidepool_sim::go::{GoEnd, GoOptions, run_program};
use tidepool_tests::hikari;

/// Seeds and numbers of processors: goroutines that run at the same time must not show either.
const RUNS: [(u64, u32); 3] = [(1, 2), (2, 1), (3, 4)];

/// What a twin prints; what ended it, if it was not its end, is the last line.
fn run_ours(program: &str, (seed, procs): (u64, u32)) -> String {
    let text = std::fs::read_to_string(tidepool_tests::root().join(program)).expect("the program is there");
    let time_limit = "1h".parse().expect("a duration");
    let options = GoOptions { seed, procs, time_limit, config: config(), input: None };
    let mut pieces = Vec::new();
    let end = run_program(program, &text, &options, &mut |piece| {
        pieces.push((piece.fd, String::from_utf8_lossy(&piece.bytes).into_owned()));
    });
    let printed = hikari::neutral(pieces.iter().map(|(fd, text)| (*fd, text.as_str())));
    match end {
        Ok(GoEnd::Exited(0)) => printed,
        Ok(GoEnd::Exited(code)) => {
            let errors: String =
                pieces.iter().filter(|(fd, _)| *fd != 1).map(|(_, text)| text.as_str()).collect();
            format!("{printed}exit {code}: {errors}\n")
        }
        Ok(GoEnd::Limit(name, message)) => format!("{printed}limit on {name}: {message}\n"),
        Err(errors) => format!("{errors}\n"),
    }
}

#[test]
fn twins_print_what_real_hikaricp_prints() {
    let only = std::env::var("ONLY").ok();
    let mut differences = String::new();
    for program in hikari::programs().expect("the folder is there") {
        let name = hikari::name(&program);
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let real = hikari::recorded(&program).expect("recorded by `cargo xtask referee hikari`");
        for run in RUNS {
            let ours = run_ours(&program, run);
            if only.is_some() {
                println!("{ours}");
            }
            if let Some(found) = hikari::difference(&real, &ours) {
                differences += &format!("{name}, seed and processors {run:?}, {found}\n");
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
