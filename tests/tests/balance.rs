//! What a balancer knows, and when: closed forms of how long it is blind to instances that are gone.

use tidepool::Outcome;

const MAIN: &str = r#"
title = { en = "x", zh = "x" }
listing = "ch5/instance.go"
duration = "30s"

[load]
kind = "open"
rate = 400.0
start = "1500ms"
path = "/order"
timeout = "2s"

[database]
latency = "exp(8ms)"
rows = 1

[pods]
replicas = 8
readiness = { path = "/healthz", period = "1s" }

[balancer]
connect_timeout = "300ms"

[network]
zones = ["a", "b"]

[registry]
ttl = "6s"
heartbeat = "2s"

[[fault]]
id = "dark"
kind = "zone-down"
zone = "a"
at = "10s"
for = "15s"

[[fault]]
id = "slow"
kind = "slow-zone"
zone = "a"
at = "5s"
for = "0s"
time = "40ms"

[[fault]]
id = "register"
kind = "registry-down"
at = "9s"
for = "0s"
"#;

fn run(seed: u64, sets: &[(&str, &str)]) -> Outcome {
    let builder = tidepool::from_toml("balance", MAIN).unwrap_or_else(|e| panic!("{e}")).seed(seed);
    let builder = sets.iter().fold(builder, |builder, (key, value)| builder.set(key, value));
    builder.run().unwrap_or_else(|e| panic!("{e}"))
}

/// For how long after its end an instance got requests, in seconds.
fn blind(outcome: &Outcome) -> f64 {
    outcome.metric("balancer_blind_ms") / 1e3
}

/// A request is sent every 2.5 ms on average, so that the last one comes a moment before the balancer knows.
const MOMENT: f64 = 0.05;

#[test]
fn a_lease_ends_its_time_after_the_last_heartbeat() {
    for seed in 1..=5 {
        for (ttl, heartbeat) in [(6.0, 2.0), (3.0, 1.0), (9.0, 1.0)] {
            let sets = [("registry.ttl", format!("{ttl}s")), ("registry.heartbeat", format!("{heartbeat}s"))];
            let sets = sets.each_ref().map(|(key, value)| (*key, value.as_str()));
            let time = blind(&run(seed, &sets));
            assert!((ttl - heartbeat - MOMENT..=ttl).contains(&time), "{time} s with a lease of {ttl} s");
        }
    }
}

#[test]
fn checks_need_their_number_in_a_row() {
    for seed in 1..=5 {
        for (period, failures) in [(1.0, 3), (0.5, 2), (2.0, 1)] {
            let sets = [
                ("balancer.check_period", format!("{period}s")),
                ("balancer.failures", failures.to_string()),
            ];
            let sets = sets.each_ref().map(|(key, value)| (*key, value.as_str()));
            let timeout = 0.4;
            let time = blind(&run(seed, &[sets[0], sets[1], ("balancer.check_timeout", "400ms")]));
            // The first check in vain begins within a period, the last one so many periods less one later.
            let between = f64::from(failures - 1) * period + timeout;
            assert!((between - MOMENT..=between + period).contains(&time), "{time} s, at least {between} s");
        }
    }
}

#[test]
fn errors_eject_sooner_than_anything_else() {
    for seed in 1..=5 {
        let plain = run(seed, &[]);
        let ejecting = run(seed, &[("balancer.eject_errors", "5"), ("balancer.eject_time", "10s")]);
        // Five requests to an instance come within 100 ms, and fail 300 ms later.
        assert!(blind(&ejecting) < 1.0, "{} s", blind(&ejecting));
        assert_eq!(ejecting.metric("balancer_ejections"), 4.0);
        assert!(10.0 * ejecting.metric("requests_failed") < plain.metric("requests_failed"));
    }
}

#[test]
fn without_its_registry_a_balancer_keeps_the_list_it_has() {
    let alone = run(1, &[("fault.dark.for", "0s"), ("fault.register.for", "20s")]);
    assert_eq!((alone.metric("requests_failed"), alone.metric("balancer_unlisted")), (0.0, 0.0));
    // Nobody strikes off what dies meanwhile.
    let both = run(1, &[("fault.register.for", "20s")]);
    assert!(blind(&both) > 14.0, "{} s", blind(&both));
}

#[test]
fn who_counts_connections_spares_slow_instances() {
    let mean = |policy: &str| {
        let outcome =
            run(1, &[("fault.dark.for", "0s"), ("fault.slow.for", "25s"), ("balancer.policy", policy)]);
        outcome.metric("latency_mean_ms")
    };
    let [round, least, two] = ["round-robin", "least-connections", "two-choices"].map(mean);
    // Half of the requests go to a zone that is 80 ms away and back, or fewer.
    assert!((40.0..55.0).contains(&round), "{round}");
    assert!(least < 0.6 * round, "{least} against {round}");
    assert!(two < 0.75 * round, "{two} against {round}");
}
