//! Clients that try again, and what an answer says of when.

mod common;

use common::run_of;

/// How many times a client has tried by this time that may try four times, of a service that is always too busy and says
/// so with these header fields.
fn tries(header: &str, seconds: u32, wait: &str) -> f64 {
    let scenario = format!(
        "title = {{ en = \"a\", zh = \"a\" }}\nlisting = \"a.go\"\nduration = \"{seconds}s\"\n\
         [load]\nkind = \"open\"\ntrace = [\"0s\"]\nstart = \"500ms\"\nretries = 3\nretry_wait = \"{wait}\"\n"
    );
    let listing = format!(
        "package main\n\nimport \"net/http\"\n\nfunc main() {{\n\
         \thttp.HandleFunc(\"/\", func(w http.ResponseWriter, r *http.Request) {{\n\
         \t\t{header}\n\t\thttp.Error(w, \"too busy\", 429)\n\t}})\n\thttp.ListenAndServe(\":8080\", nil)\n}}\n"
    );
    let run = run_of(&scenario, &listing, &[]);
    let finished = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"));
    finished.report.metrics["requests_arrived"]
}

#[test]
fn a_client_waits_as_long_as_the_answer_asks_it_to() {
    let asked = r#"w.Header().Set("Retry-After", "2")"#;
    let by = |header, wait| [1, 3, 5, 7, 9].map(|seconds| tries(header, seconds, wait));
    assert_eq!(by(asked, "10ms"), [1.0, 2.0, 3.0, 4.0, 4.0]);
    assert_eq!(by("", "10ms"), [4.0; 5]);
    // Whoever would wait for longer anyway does.
    assert_eq!(by(asked, "4s"), [1.0, 1.0, 2.0, 2.0, 3.0]);
    let date = r#"w.Header().Set("Retry-After", "Fri, 31 Dec 2027 23:59:59 GMT")"#;
    assert_eq!(by(date, "10ms"), [1.0; 5]);
    // A run begins with the year 2026.
    let near = r#"w.Header().Set("Retry-After", "Thu, 01 Jan 2026 00:00:04 GMT")"#;
    assert_eq!(by(near, "10ms"), [1.0, 1.0, 4.0, 4.0, 4.0]);
    assert_eq!(by(r#"w.Header().Set("Retry-After", "soon")"#, "10ms"), [4.0; 5]);
}
