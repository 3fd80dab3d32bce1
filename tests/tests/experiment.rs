//! The experiment of 4.2: 500 clients, 20 connections, and what must come of it.

use std::ops::RangeInclusive;

use tidepool::{Outcome, scenario};

fn run(name: &str, variant: Option<&str>, set: &[(&str, &str)]) -> Outcome {
    let mut builder = scenario(name).expect("it is in the book");
    if let Some(variant) = variant {
        builder = builder.variant(variant);
    }
    for (key, value) in set {
        builder = builder.set(key, value);
    }
    builder.run().expect("it runs")
}

fn hikari(set: &[(&str, &str)]) -> Outcome {
    run("experiment-500-20-hikari", None, set)
}

fn go(variant: &str, set: &[(&str, &str)]) -> Outcome {
    run("experiment-500-20-go", Some(variant), set)
}

fn check(outcome: &Outcome, metric: &str, expected: RangeInclusive<f64>) {
    let value = outcome.metric(metric);
    assert!(expected.contains(&value), "{metric} is {value}, not within {expected:?}");
}

#[test]
fn at_a_second_and_a_half_the_report_is_met() {
    let report = hikari(&[("hold", "1500ms")]);
    check(&report, "requests_failed_percent", 90.0..=94.0);
    check(&report, "pool_waiting_max", 480.0..=480.0);
    check(&report, "pool_in_use_max", 20.0..=20.0);
}

#[test]
fn a_lookup_never_gets_there() {
    check(&hikari(&[("hold", "1ms"), ("duration", "10s")]), "requests_failed_percent", 0.0..=0.1);
}

/// In order of arrival nearly nobody is late; at random the chance to be passed over for 3 s is e^(-1.25).
#[test]
fn at_a_tenth_of_a_second_the_order_of_the_waiters_decides() {
    let set = [("hold", "100ms")];
    // Most of those who are late are so at the beginning, when 498 come at once: a minute says little.
    check(&hikari(&[set[0], ("duration", "605s")]), "requests_failed_percent", 0.0..=1.0);
    for variant in ["wait-limited", "with-context"] {
        check(&go(variant, &set), "requests_failed_percent", 26.0..=31.0);
    }
}

/// 480 wait, and 20 connections held for 1.5 s serve 13.3 of them a second: a wait is 36 s long. The mean of the waits
/// that have ended is smaller, as those who have waited longest are still waiting.
#[test]
fn without_a_deadline_nobody_fails_and_everybody_waits() {
    for (duration, tail) in [("65s", 45_000.0), ("605s", 120_000.0)] {
        let patient = go("without-context", &[("duration", duration)]);
        check(&patient, "requests_failed", 0.0..=0.0);
        check(&patient, "wait_mean_little_ms", 34_920.0..=37_080.0);
        check(&patient, "wait_mean_ms", 0.0..=patient.metric("wait_mean_little_ms"));
        check(&patient, "wait_p99_ms", tail..=600_000.0);
    }
}

/// 500 clients leave every 3 s, and 40 of those who wait for them are served meanwhile.
#[test]
fn handlers_whose_clients_have_left_pile_up_for_as_long_as_the_run_is() {
    let alive = |duration| {
        let left = go("without-context", &[("timeout", "3s"), ("duration", duration)]);
        left.metric("goroutines_end")
    };
    let (one, two) = (alive("65s"), alive("125s"));
    assert!(one > 8_000.0, "{one}");
    assert!((two - 2.0 * one).abs() < 0.1 * two, "{one}, then {two}");
}
