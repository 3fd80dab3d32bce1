//! Services of a scenario under a listing that calls them.

mod common;

use common::run_of;
use expect_test::expect;
use tidepool_sim::Finished;

const SCENARIO: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "10s"

[load]
kind = "open"
rate = 50.0
timeout = "1s"

[[service]]
id = "prices"
latency = "exp(20ms)"
fail = 0.1
body = "19.90"

[[fault]]
id = "gone"
kind = "service-down"
service = "prices"
at = "4s"
for = "2s"
"#;

/// A listing that answers with what `ask` makes of the service's answer.
fn listing(ask: &str) -> String {
    format!(
        "package main\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"io\"\n\t\"log\"\n\t\"net/http\"\n\t\"time\"\n)\n\n\
         var _, _ = context.Background, time.Now\n\n\
         func main() {{\n\thttp.HandleFunc(\"/\", func(w http.ResponseWriter, r *http.Request) {{\n\
         \t\tresp, err := ask(r)\n\t\tif err != nil {{\n\t\t\tlog.Print(err)\n\t\t\thttp.Error(w, err.Error(), 502)\n\t\t\treturn\n\t\t}}\n\
         \t\tdefer resp.Body.Close()\n\t\tw.WriteHeader(resp.StatusCode)\n\t\tio.Copy(w, resp.Body)\n\t}})\n\
         \tfmt.Println(http.ListenAndServe(\":8080\", nil))\n}}\n\n\
         func ask(r *http.Request) (*http.Response, error) {{\n{ask}\n}}\n"
    )
}

fn run(ask: &str, set: &[(&str, &str)]) -> Finished {
    tidepool_sim::run(&run_of(SCENARIO, &listing(ask), set)).unwrap_or_else(|errors| panic!("{errors}"))
}

fn metrics(finished: &Finished, names: &[&str]) -> String {
    names.iter().map(|name| format!("{name} {}\n", finished.report.metrics[*name])).collect()
}

const CALLS: [&str; 7] = [
    "requests_arrived",
    "requests_failed",
    "prices.calls",
    "prices.calls_answered",
    "prices.calls_failed",
    "prices.calls_lost",
    "prices.connections_refused",
];

#[test]
fn a_service_fails_goes_down_and_comes_back() {
    let finished = run("\treturn http.Get(\"http://prices/book\")", &[]);
    expect![[r#"
        requests_arrived 514
        requests_failed 141
        prices.calls 415
        prices.calls_answered 373
        prices.calls_failed 42
        prices.calls_lost 0
        prices.connections_refused 99
    "#]]
    .assert_eq(&metrics(&finished, &CALLS));
    let mut errors: Vec<String> = finished
        .output
        .iter()
        .flat_map(|piece| {
            String::from_utf8_lossy(&piece.bytes).lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .filter_map(|line| Some(line.split_once("Get ")?.1.to_owned()))
        .map(|line| line.replace(|c: char| c.is_ascii_digit(), "9"))
        .collect();
    errors.sort();
    errors.dedup();
    expect![[r#""http://prices/book": dial tcp 99.9.9.9:99: connect: connection refused"#]]
        .assert_eq(&errors.join("\n"));
}

#[test]
fn other_hosts_do_not_exist() {
    let finished = run("\treturn http.Get(\"http://price/book\")", &[]);
    let output: String =
        finished.output.iter().map(|p| String::from_utf8_lossy(&p.bytes).into_owned()).collect();
    assert!(output.contains("Get \"http://price/book\": dial tcp: lookup price: no such host"), "{output}");
    assert_eq!(finished.report.metrics["prices.calls"], 0.0);
}

/// However a listing asks, the call made for a request takes as long: who is served by whom does not matter.
#[test]
fn service_times_belong_to_the_requests() {
    let names = ["prices.calls_answered", "prices.call_mean_ms", "prices.call_max_ms"];
    let set = [("fault.gone.for", "0s"), ("duration", "5s")];
    let plain = run("\treturn http.Get(\"http://prices/book\")", &set);
    let one_by_one = run(
        "\tclient := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}\n\
         \treturn client.Get(\"http://prices/book\")",
        &set,
    );
    let with_context = run(
        "\tctx := context.WithValue(r.Context(), \"a\", 1)\n\
         \treq, _ := http.NewRequestWithContext(ctx, \"POST\", \"http://prices/book\", nil)\n\
         \treturn http.DefaultClient.Do(req)",
        &set,
    );
    let first = metrics(&plain, &names);
    assert_eq!([metrics(&one_by_one, &names), metrics(&with_context, &names)], [first.clone(), first]);
}
