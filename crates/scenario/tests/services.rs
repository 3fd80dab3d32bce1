//! What services, and faults that befall them, say.

use expect_test::expect;
use tidepool_scenario::{Library, Run, Scenario, Selection};

fn resolve(text: &str, set: &[(&str, &str)]) -> Result<Run, String> {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), "package main".into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    let scenario = Scenario::parse("services", text).map_err(|e| e.to_string())?;
    scenario.resolve(&selection, &library).map_err(|e| e.to_string())
}

const SERVICES: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "1s"

[load]
kind = "open"

[[service]]
id = "payments"
latency = "exp(20ms)"
workers = 5
fail = 0.25

[[service]]
id = "stock"
host = "stock.internal"
body = "7 left"

[[fault]]
id = "slow"
kind = "slow-service"
service = "payments"
at = "1s"
for = "2s"
factor = 3.0

[[fault]]
id = "gone"
kind = "service-down"
service = "stock"
at = "1s"
for = "2s"
"#;

#[test]
fn what_a_service_says_reaches_the_settings() {
    let run = resolve(SERVICES, &[("service.payments.workers", "7"), ("fault.slow.factor", "2")]);
    let run = run.expect("it is right");
    let services = run.settings.services.iter().map(|s| {
        format!(
            "{} at {}: {}, {} workers, {} fail, {:?}\n",
            s.id, s.host, s.latency, s.workers, s.fail, s.body
        )
    });
    expect![[r#"
        payments at payments: exp(20ms), 7 workers, 0.25 fail, "ok\n"
        stock at stock.internal: 1ms, 0 workers, 0 fail, "7 left"
    "#]]
    .assert_eq(&services.collect::<String>());
    assert_eq!(run.settings.faults["slow"].factor, Some(2.0));
    assert_eq!(run.settings.faults["gone"].service.as_deref(), Some("stock"));
}

#[test]
fn the_document_reads_back_as_written() {
    let scenario = Scenario::parse("services", SERVICES).expect("it is right");
    assert_eq!(Scenario::parse("services", &scenario.to_toml()), Ok(scenario));
}

#[test]
fn what_is_wrong_is_named() {
    let edits = [
        ("id = \"stock\"", "id = \"payments\""),
        ("id = \"stock\"", "id = \"load\""),
        ("id = \"stock\"", "id = \"a.b\""),
        ("host = \"stock.internal\"", "host = \"localhost\""),
        ("latency = \"exp(20ms)\"", "latency = \"soon\""),
        ("fail = 0.25", "fail = 1.5"),
        ("workers = 5", "workers = 2000000"),
        ("workers = 5", "worker = 5"),
        ("service = \"payments\"", "service = \"payment\""),
        ("factor = 3.0", ""),
        ("factor = 3.0", "factor = 3.0\ntime = \"1s\""),
        ("kind = \"service-down\"", "kind = \"service-down\"\ntime = \"1s\""),
    ];
    let errors = edits.iter().map(|(from, to)| {
        let text = SERVICES.replacen(from, to, 1);
        assert_ne!(text, SERVICES, "{from} is not there");
        let error = resolve(&text, &[]).expect_err("it is wrong");
        error.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" / ") + "\n"
    });
    let sets = [("service.stocks.fail", "1"), ("service.stock.host", "x"), ("service.stock.fail", "-1")];
    let refused = sets.iter().map(|set| resolve(SERVICES, &[*set]).expect_err("it is wrong") + "\n");
    expect![[r#"
        service.payments.id: "payments" is not a name of letters, digits and hyphens that no other service and no group has
        service.load.id: "load" is not a name of letters, digits and hyphens that no other service and no group has
        service.a.b.id: "a.b" is not a name of letters, digits and hyphens that no other service and no group has
        service.stock.host: "localhost" is not the name of another host
        service.payments.latency: expected a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses at column 1, found "soon"
        service.payments.fail: "1.5" is not a share from 0 to 1
        service.payments.workers: "2000000" is not a whole number from 0 to 1000000
        services.toml: TOML parse error at line 12, column 1 /    | / 12 | worker = 5 /    | ^^^^^^ / unknown field `worker`, expected one of `id`, `host`, `latency`, `workers`, `fail`, `body`
        fault.slow.service: there is no service "payment"; expected one of payments, stock
        fault.slow: slow-service takes `time` and `service`, or `factor` and `service`; there is `service`
        fault.slow: slow-service takes `time` and `service`, or `factor` and `service`; there is `time` and `factor` and `service`
        fault.gone: service-down takes `service`; there is `time` and `service`
        service.stocks.fail: there is no service "stocks"; expected one of payments, stock
        service.stock.host: there is no field "host"; expected one of latency, workers, fail
        service.stock.fail: "-1" is not a share from 0 to 1
    "#]].assert_eq(&errors.chain(refused).collect::<String>());
}
