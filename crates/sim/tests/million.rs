//! The benchmarks of a million requests, cut down to some seconds: all that they are to pass has to act.

use tidepool_scenario::{Scenario, Selection};

/// What comes of a benchmark with these settings.
fn metric(text: &str, set: &[(&str, &str)]) -> impl Fn(&str) -> f64 {
    let scenario = Scenario::parse("million", text).expect("it is right");
    let set = set.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let selection = Selection { set, ..Selection::default() };
    let mut library = tidepool_content::library();
    library.listings.insert("million.go".into(), include_str!("../benches/million.go").into());
    let run = scenario.resolve(&selection, &library).expect("it resolves");
    let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
    move |name| metrics[name]
}

#[test]
fn each_protection_of_the_million_acts() {
    let set = [
        ("duration", "5s"),
        ("fault.rush.at", "500ms"),
        ("fault.rush.for", "1s"),
        ("fault.slow.at", "2500ms"),
        ("fault.slow.for", "1500ms"),
    ];
    let plain = metric(include_str!("../benches/million.toml"), &set);
    let protected = metric(include_str!("../benches/protected.toml"), &set);
    for metric in [&plain as &dyn Fn(&str) -> f64, &protected] {
        for name in ["limiter_refused", "breaker_trips", "breaker_refused", "db_queries", "wait_served"] {
            assert!(metric(name) > 0.0, "{name}");
        }
    }
    assert!(protected("requests_completed") > 5000.0, "{}", protected("requests_completed"));
    assert_eq!(protected("requests_failed"), 0.0);
    // Who is turned away by the plain one has failed; others only while the database is slow.
    let refused = plain("requests_status_429") + plain("requests_status_503");
    assert_eq!(plain("limiter_refused"), plain("requests_status_429"));
    assert!(refused > 0.5 * plain("requests_failed"), "{refused} of {}", plain("requests_failed"));
}

#[test]
fn all_that_befalls_the_cluster_of_a_million_is_survived() {
    let set = [
        ("duration", "16s"),
        ("fault.dark.at", "3s"),
        ("fault.dark.for", "3s"),
        ("fault.dies.at", "8s"),
        ("registry.ttl", "2s"),
        ("registry.heartbeat", "500ms"),
    ];
    let metric = metric(include_str!("../benches/cluster.toml"), &set);
    for name in ["balancer_ejections", "balancer_sent_again", "balancer_unlisted", "db_queries"] {
        assert!(metric(name) > 0.0, "{name}");
    }
    assert_eq!(metric("failovers"), 1.0);
    assert!(metric("writes_accepted") > 1000.0, "{}", metric("writes_accepted"));
    let (arrived, failed) = (metric("requests_arrived"), metric("requests_failed"));
    assert!(arrived > 25_000.0 && failed < 0.3 * arrived, "{failed} of {arrived}");
}
