//! The load test of 4.4: what was reported before and after the fix, each row with the think time that Little's law
//! gives for it, and what one think time for both makes of them.

use std::sync::OnceLock;

use tidepool::{Outcome, scenario};

/// What the law gives for 500 users and a reported row.
const OWN: [(&str, &str, f64, f64); 2] =
    [("before", "exp(282.5ms)", 1280.0, 320.0), ("after", "exp(134.8ms)", 210.0, 1450.0)];

fn test(variant: &str, think: &str) -> Outcome {
    let run = scenario("load-test").expect("it is in the book").variant(variant).set("think", think);
    run.run().expect("it runs")
}

/// Each variant under the users of its own row.
fn own(row: usize) -> &'static Outcome {
    static OWN_RUNS: [OnceLock<Outcome>; 2] = [const { OnceLock::new() }; 2];
    OWN_RUNS[row].get_or_init(|| test(OWN[row].0, OWN[row].1))
}

fn off(outcome: &Outcome, metric: &str, reported: f64) -> f64 {
    (outcome.metric(metric) / reported - 1.0).abs()
}

#[test]
fn with_its_own_think_time_each_row_is_met() {
    for (row, (variant, _, mean, throughput)) in OWN.into_iter().enumerate() {
        assert!(off(own(row), "sample_mean_ms", mean) < 0.1, "{variant}");
        assert!(off(own(row), "samples_per_s", throughput) < 0.1, "{variant}");
    }
}

/// The 0.2825 s of the first row make the second less than half as slow as reported; the 0.1348 s of the second make
/// the first fail far more often.
#[test]
fn no_think_time_of_one_row_fits_the_other() {
    assert!(off(&test("after", OWN[0].1), "sample_mean_ms", 210.0) > 0.5);
    assert!(off(&test("before", OWN[1].1), "requests_failed_percent", 8.7) > 0.3);
}

/// Before the fix handlers wait 3 s in vain; after it orders deadlock.
#[test]
fn errors_have_a_cause() {
    let before = own(0);
    assert!(before.metric("requests_status_503") > 0.99 * before.metric("requests_failed"));
    assert!((5.0..12.0).contains(&before.metric("requests_failed_percent")));
    let after = own(1);
    assert_eq!(after.metric("requests_status_503"), 0.0);
    assert_eq!(after.metric("requests_status_500"), after.metric("requests_failed"));
    assert_eq!(after.metric("db_deadlocks"), after.metric("requests_failed"));
    assert!((0.1..0.3).contains(&after.metric("requests_failed_percent")));
}

/// Answers per second in the last quarter of a run of two minutes whose rush is over after 30 s, as a share of the thirty
/// requests that come.
fn answered_at_last(budget: f64) -> f64 {
    let run = scenario("retry-budget").expect("it is in the book").set("budget", budget);
    let outcome = run.run().expect("it runs");
    let series = outcome.report().series.iter().find(|series| series.name == "completed_per_s");
    let values = &series.expect("it is a series").values;
    let last: Vec<f64> = values[values.len() * 3 / 4..].iter().flatten().copied().collect();
    last.iter().sum::<f64>() / last.len() as f64 / 30.0
}

#[test]
fn a_storm_of_retries_outlives_its_cause_unless_there_is_a_budget() {
    let (storm, budget) = (answered_at_last(0.0), answered_at_last(0.1));
    assert!(storm < 0.05 && budget > 0.9, "{storm} without, {budget} with a budget");
}
