//! Who scrapes a service reads what its handler writes, as part of the run, and is not counted as load.

use std::rc::Rc;

use tidepool_scenario::{Library, Scenario, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::{ProfileKind, profile};

/// Counts what it is asked for, and says so; scrapes wait for `slow`.
const SERVICE: &str = r#"package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"tidepool/lab"
)

func main() {
	orders := 0
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) { orders++ })
	http.HandleFunc("/full", func(w http.ResponseWriter, r *http.Request) {
		orders++
		w.WriteHeader([]int{200, 429, 418}[orders%3])
	})
	http.HandleFunc("/metrics", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(lab.Duration("slow", 0))
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprintf(w, "orders_total %d\n", orders)
		io.WriteString(w, "up 1\n")
	})
	http.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic("no figures") })
	http.ListenAndServe(":8080", nil)
}
"#;

const SCENARIO: &str = "title = { en = \"x\", zh = \"x\" }\nlisting = \"main.go\"\nduration = \"10s\"\n\
    [load]\nkind = \"closed\"\nclients = 1\nthink = \"1s\"\npath = \"/order\"\n";

/// The run's end.
fn run(scrape: &str, set: &[(&str, &str)]) -> Simulation {
    let scenario =
        Scenario::parse("scraped", &format!("{SCENARIO}{scrape}")).unwrap_or_else(|e| panic!("{e}"));
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { code: Some(SERVICE.into()), set, ..Selection::default() };
    let run = scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).unwrap_or_else(|e| panic!("{e}"));
    while simulation.end().is_none() {
        simulation.advance(Time::NEVER, Budget(1 << 20));
    }
    simulation
}

fn metric(simulation: &Simulation, name: &str) -> Option<f64> {
    tidepool_sim::Report::of(simulation).metrics.get(name).copied()
}

#[test]
fn the_page_is_what_the_handler_has_answered_last() {
    let end = run("[scrape]\nevery = \"3s\"\n", &[]);
    // At 9 s users have sent nine times, the first time after 1 ms.
    let page = profile(&end, ProfileKind::Metrics).text;
    let (head, body) = page.split_once("\n\n").expect("a head and a body");
    assert!(head.starts_with("GET /metrics @ 9") && head.ends_with(": 200"), "{head}");
    assert_eq!(body, "orders_total 9\nup 1\n");
    let heard = end.scraped().expect("an answer");
    let header: Vec<_> = heard.header.iter().map(|text| String::from_utf8_lossy(text)).collect();
    let wanted =
        ["Content-Length", "20", "Content-Type", "text/plain", "Date", "Thu, 01 Jan 2026 00:00:09 GMT"];
    assert_eq!(header, wanted, "as net/http completes it");
}

#[test]
fn without_a_scrape_answers_are_counted_by_their_status() {
    let page = profile(&run("", &[("load.path", "/full")]), ProfileKind::Metrics).text;
    let counted: Vec<&str> = page.lines().filter(|line| line.starts_with("http_requests_total")).collect();
    let wanted = [("200", 3), ("429", 4), ("other", 3)];
    assert_eq!(counted, wanted.map(|(code, n)| format!("http_requests_total{{code=\"{code}\"}} {n}")));
}

#[test]
fn a_scrape_is_no_load() {
    let [with, without] = [run("[scrape]\nevery = \"3s\"\n", &[]), run("", &[])];
    for name in ["requests_arrived", "requests_completed", "requests_failed"] {
        assert_eq!(metric(&with, name), metric(&without, name), "{name}");
    }
    assert_eq!(metric(&with, "scrapes_answered"), Some(3.0));
    assert_eq!(metric(&without, "scrapes_answered"), None);
    assert!(metric(&with, "instructions") > metric(&without, "instructions"), "but it costs work");
}

#[test]
fn a_scrape_that_takes_too_long_or_finds_a_panic_fails() {
    let late = run("[scrape]\nevery = \"3s\"\ntimeout = \"1s\"\n", &[("lab.slow", "2s")]);
    assert_eq!(metric(&late, "scrapes_failed"), Some(3.0));
    assert!(late.scraped().is_none(), "what comes too late is not read");
    let broken = run("[scrape]\nevery = \"3s\"\n", &[("scrape.path", "/panic")]);
    assert_eq!(metric(&broken, "scrapes_failed"), Some(3.0));
    assert_eq!(profile(&broken, ProfileKind::Metrics).text, "GET /panic: …\n");
}

#[test]
fn what_is_wrong_is_said() {
    let error = |text: &str| Scenario::parse("scraped", text).map(drop).map_err(|e| e.to_string());
    for (scrape, said) in [
        ("[scrape]\nevery = \"1ms\"\n", "scrape.every: 1ms is less than 100ms"),
        ("[scrape]\ntimeout = \"0s\"\n", "scrape.timeout: 0s is not a time above 0"),
        ("[scrape]\nevry = \"1s\"\n", "evry"),
    ] {
        let found = error(&format!("{SCENARIO}{scrape}"));
        assert!(found.as_ref().is_err_and(|text| text.contains(said)), "{found:?}");
    }
    let alone = "title = { en = \"x\", zh = \"x\" }\nlisting = \"main.go\"\nduration = \"10s\"\n[scrape]\n";
    assert!(error(alone).is_err_and(|text| text.contains("only a service with a [load] is scraped")));
}
