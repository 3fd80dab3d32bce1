//! The book's listings that end by themselves print under ours what they printed under real Go.

use tidepool_sim::config;
use tidepool_sim::go::{GoEnd, GoOptions, run_program};
use tidepool_tests::referee::{self, Outcome};

fn run_ours(program: &str) -> Outcome {
    let text = std::fs::read_to_string(tidepool_tests::root().join(program)).expect("the program is there");
    let time_limit = "1h".parse().expect("a duration");
    let options = GoOptions { seed: 1, procs: 1, time_limit, config: config(), input: None };
    let mut stdout = Vec::new();
    let end = run_program(program, &text, &options, &mut |piece| {
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

#[test]
fn listings_print_what_they_print_under_real_go() {
    for program in referee::programs().expect("the folders are there") {
        let real = referee::recorded(&program).expect("recorded by `cargo xtask referee`").outcome;
        if let Some(text) = referee::difference(&real, &run_ours(&program)) {
            panic!("{program}: {text}");
        }
    }
}
