//! The services of 4.1 and 4.2 in front of a real MariaDB and in a simulation that is told how long its queries took:
//! throughput within 5 %, mean wait within 10 %, share of failed requests within 2 points.
//!
//! Only loads that take seconds to simulate are run here; `cargo xtask referee mariadb` compares all.

use tidepool::scenario;
use tidepool_tests::mariadb::{Comparison, Load, loads};

/// Requests that a run may have had to be simulated here.
const REQUESTS: f64 = 20_000.0;

fn beside(load: &Load) -> Option<[Comparison; 3]> {
    let record = load.recorded().expect("a record");
    let requests = ["completed", "failed"].iter().filter_map(|key| record.number(key)).sum::<f64>();
    if requests > REQUESTS {
        return None;
    }
    let mut builder = scenario(load.scenario).expect("it is in the book").variant(&load.variant);
    for (key, value) in record.settings() {
        builder = builder.set(key, value);
    }
    let outcome = builder.run().expect("it runs");
    Some(record.beside(|name| outcome.metric(name)))
}

/// Compares the loads whose names contain `part`.
fn check(part: &str) {
    let mut report = String::new();
    for load in loads().iter().filter(|load| load.name.contains(part)) {
        for figure in beside(load).iter().flatten() {
            if !figure.holds() && load.known(figure).is_none() {
                report.push_str(&format!("{}: {figure}\n", load.name));
            }
        }
    }
    assert!(report.is_empty(), "apart:\n{report}");
}

#[test]
fn only_the_wait_is_limited() {
    check("wait-limited-");
}

#[test]
fn wait_and_query_are_limited() {
    check("with-context-");
}

#[test]
fn nothing_is_limited() {
    check("without-context-");
}

#[test]
fn rows_are_closed_or_not() {
    check("rows-");
}
