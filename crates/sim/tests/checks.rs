//! A balancer's health checks, and the kubelet's, stay apart from the requests and from each other.

mod common;

use common::run_of;

const SCENARIO: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "5s"

[load]
kind = "open"
rate = 100.0
start = "150ms"
path = "/order"

[pods]
replicas = 2
readiness = { path = "/healthz", period = "0s" }

[balancer]
check_period = "100ms"

[[param]]
key = "check"
target = "balancer.check_period"
kind = "duration"
default = "100ms"
label = { en = "a", zh = "a" }
"#;

const LISTING: &str = r#"
package main

import (
	"net/http"
	"time"
)

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) { time.Sleep(20 * time.Millisecond) })
	http.ListenAndServe(":8080", nil)
}
"#;

/// Answers and the quickest half of them, with checks so often.
fn answers(check: &str) -> (f64, f64) {
    let run = run_of(SCENARIO, LISTING, &[("check", check)]);
    let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
    (metrics["requests_completed"], metrics["latency_p50_ms"])
}

#[test]
fn requests_are_answered_as_they_were_asked() {
    let (alone, checked) = (answers("0s"), answers("100ms"));
    assert!(alone.0 > 400.0 && alone.1 > 19.0, "{alone:?}");
    assert_eq!(checked.0, alone.0, "answers");
    assert!((checked.1 - alone.1).abs() < 1.0, "{checked:?} with checks, {alone:?} without");
}

const PATIENT: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "5s"

[load]
kind = "open"
rate = 20.0
start = "1500ms"
path = "/most"

[pods]
replicas = 1
readiness = { path = "/ready", period = "50ms", timeout = "1s" }

[balancer]
check_period = "100ms"
check_timeout = "1s"
"#;

/// Its checks take longer than the time from one to the next.
const SLOW: &str = r#"
package main

import (
	"net/http"
	"sync/atomic"
	"time"
)

// A check and a probe at a time.
var here, most atomic.Int64

func check(w http.ResponseWriter, r *http.Request) {
	if n := here.Add(1); n > most.Load() {
		most.Store(n)
	}
	time.Sleep(400 * time.Millisecond)
	here.Add(-1)
}

func main() {
	http.HandleFunc("/healthz", check)
	http.HandleFunc("/ready", check)
	http.HandleFunc("/most", func(w http.ResponseWriter, r *http.Request) {
		if most.Load() != 2 {
			http.Error(w, "checks pile up", http.StatusInternalServerError)
		}
	})
	http.ListenAndServe(":8080", nil)
}
"#;

#[test]
fn no_check_begins_before_the_one_before_has_ended() {
    let run = run_of(PATIENT, SLOW, &[]);
    let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
    assert!(metrics["requests_arrived"] > 50.0);
    assert_eq!(metrics["requests_failed"], 0.0);
}
