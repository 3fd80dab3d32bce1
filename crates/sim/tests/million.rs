//! The benchmark of a million requests, cut down to some seconds: all that it is to pass has to act.

use tidepool_scenario::{Scenario, Selection};

#[test]
fn each_protection_of_the_million_acts() {
    let scenario = Scenario::parse("million", include_str!("../benches/million.toml")).expect("it is right");
    let set = [
        ("duration", "5s"),
        ("fault.rush.at", "500ms"),
        ("fault.rush.for", "1s"),
        ("fault.slow.at", "2500ms"),
        ("fault.slow.for", "1500ms"),
    ];
    let set = set.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect();
    let selection = Selection { set, ..Selection::default() };
    let run = scenario.resolve(&selection, &tidepool_content::library()).expect("it resolves");
    let finished = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"));
    let metric = |name: &str| finished.report.metrics[name];
    for name in ["limiter_refused", "breaker_trips", "breaker_refused", "db_queries", "wait_served"] {
        assert!(metric(name) > 0.0, "{name}");
    }
    assert!(metric("requests_completed") > 5000.0, "{}", metric("requests_completed"));
    assert_eq!(metric("requests_failed"), 0.0);
}
