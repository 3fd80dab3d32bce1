//! Zones, balancer, registry, and what can go wrong with them.

use expect_test::{Expect, expect};
use tidepool_des::Duration;
use tidepool_scenario::{Policy, Scenario, Settings};

const CLUSTER: &str = r#"
title = { en = "x", zh = "x" }
listing = "main.go"
duration = "10s"

[load]
kind = "open"

[pods]
replicas = 4

[balancer]
policy = "two-choices"
eject_errors = 5

[network]
zones = ["a", "b"]
between = "exp(1ms)"

[[fault]]
id = "dark"
kind = "zone-down"
zone = "b"
at = "1s"
for = "2s"

[[fault]]
id = "apart"
kind = "zone-cut"
zone = "a"
from = "edge"
at = "5s"
for = "1s"

[[fault]]
id = "noise"
kind = "lossy-zone"
zone = "a"
share = 0.25
at = "7s"
for = "1s"
"#;

fn parse(text: &str) -> Scenario {
    Scenario::parse("t", text).unwrap_or_else(|e| panic!("{e}"))
}

fn wrong(text: &str, expected: &Expect) {
    let error = Scenario::parse("t", text).expect_err("wrong");
    expected.assert_eq(&error.to_string());
}

#[test]
fn what_is_written_is_what_is_read() {
    let scenario = parse(CLUSTER);
    assert_eq!(parse(&scenario.to_toml()), scenario);
    let settings = Settings::of(&scenario).unwrap_or_else(|e| panic!("{e}"));
    let balancer = settings.balancer.expect("there is one");
    assert_eq!((balancer.policy, balancer.eject_errors, balancer.tries), (Policy::TwoChoices, 5, 1));
    // Zones come with the leases of Kubernetes' nodes.
    let registry = settings.registry.expect("there is one");
    assert_eq!((registry.ttl, registry.heartbeat), (Duration::from_secs(40), Duration::from_secs(10)));
}

#[test]
fn what_is_wrong_is_named() {
    let with = |from: &str, to: &str| {
        assert!(CLUSTER.contains(from), "{from}");
        CLUSTER.replacen(from, to, 1)
    };
    wrong(
        &with("[pods]\nreplicas = 4\n", ""),
        &expect!["balancer: a balancer asks pods; give the scenario a table [pods]"],
    );
    wrong(
        &with("[balancer]\npolicy = \"two-choices\"\neject_errors = 5\n", ""),
        &expect![
            "network: zones are those of pods behind a balancer, or of a [replication]; give the scenario a table [balancer]"
        ],
    );
    wrong(
        &with("zone = \"b\"", "zone = \"c\""),
        &expect![[r#"fault.dark.zone: there is no zone "c"; expected one of a, b"#]],
    );
    wrong(
        &with("from = \"edge\"", "from = \"a\""),
        &expect!["fault.apart.from: a zone cannot be cut off from itself"],
    );
    wrong(
        &with("share = 0.25", "share = 2.5"),
        &expect![[r#"fault.noise.share: "2.5" is not a share from 0 to 1"#]],
    );
    wrong(
        &with("zones = [\"a\", \"b\"]", "zones = [\"a\", \"a\"]"),
        &expect![
            r#"network.zones: expected one to 8 different names of letters, digits and hyphens, such as "a" and "b""#
        ],
    );
    wrong(
        &with("[network]", "[registry]\nheartbeat = \"1ms\"\n\n[network]"),
        &expect!["registry.heartbeat: 1ms is less than 10ms"],
    );
}
