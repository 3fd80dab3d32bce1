//! Ours.

use tidepool_sim::config;
use tidepool_sim::go::{GoEnd, GoOptions, run_program};
use tidepool_tests::referee::Outcome;

/// What ours does with a program.
pub fn run(program: &str, text: &str, procs: u32) -> Outcome {
    let time_limit = "1h".parse().expect("a duration");
    let options = GoOptions { seed: 1, procs, time_limit, config: config(), input: None };
    let mut stdout = Vec::new();
    let end = run_program(program, text, &options, &mut |piece| {
        if piece.fd == 1 {
            stdout.extend(piece.bytes);
        }
    });
    let exit = match end.unwrap_or_else(|errors| panic!("{program}: {errors}")) {
        GoEnd::Exited(code) => Some(code),
        GoEnd::Limit(name, message) => panic!("{program}: limit on {name}: {message}"),
    };
    Outcome { stdout: String::from_utf8_lossy(&stdout).into_owned(), exit }
}
