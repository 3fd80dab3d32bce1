//! Collections agree with those of real Go: their number, the goals, and what lives after each.

use std::fs;

use tidepool_sim::go::{GoOptions, run_program};
use tidepool_tests::area::Area;
use tidepool_tests::collections::{Collection, Collections, Record, parse};
use tidepool_tests::root;

/// Waking a processor took so long where real Go was recorded, in ps: its cores had to be woken by their host.
const WAKE: u32 = 31_500_000;

fn ours(program: &str) -> Vec<Collection> {
    let text = fs::read_to_string(root().join(program)).expect("the program");
    let mut config = tidepool_sim::config();
    config.gctrace = true;
    config.costs.wake = WAKE;
    let time_limit = "1h".parse().expect("a duration");
    let options = GoOptions { seed: 1, procs: 2, time_limit, config, input: None };
    let mut trace = Vec::new();
    let end = run_program(program, &text, &options, &mut |piece| trace.extend(piece.bytes));
    assert!(end.is_ok(), "{program} compiles");
    parse(&String::from_utf8_lossy(&trace))
}

/// The mean of a figure over the second half, when the heap has found its size.
fn settled(all: &[Collection], of: impl Fn(&Collection) -> u64) -> f64 {
    let half = &all[all.len() / 2..];
    half.iter().map(of).sum::<u64>() as f64 / half.len().max(1) as f64
}

/// What is too far from real Go. Sizes are printed in whole MiB, so that one more or less says nothing.
fn differences(real: &Record, ours: &[Collection]) -> Vec<String> {
    let mut found = Vec::new();
    let count = ours.len() as f64;
    let (least, most) = (real.counts[0] as f64, real.counts[real.counts.len() - 1] as f64);
    if count < least * 0.85 || count > most * 1.15 {
        found.push(format!("{count} collections, real Go {:?}", real.counts));
    }
    let mut compare = |what: &str, part: f64, of: fn(&Collection) -> u64| {
        let (real, ours) = (settled(&real.collections, of), settled(ours, of));
        if (real - ours).abs() > (real * part).max(1.0) {
            found.push(format!("{what} of {ours:.1} MB, real Go {real:.1} MB"));
        }
    };
    compare("goals", 0.15, |c| c.goal);
    compare("live heaps", 0.1, |c| c.live);
    found
}

#[test]
fn collections_are_those_of_real_go() {
    let mut report = String::new();
    for program in Collections.programs().expect("the programs") {
        let text = fs::read_to_string(Collections.recorded_path(&program)).expect("the record");
        let real = Record::from_text(&text).expect("a whole record");
        let found = differences(&real, &ours(&program));
        if !found.is_empty() {
            report.push_str(&format!("{program}: {found:?}\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}
