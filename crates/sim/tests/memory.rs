//! A container's memory: a process with more is killed, and started again.

mod common;

use common::run_of;

/// Ten requests a second to one pod, each of which keeps a MiB for ever.
const SCENARIO: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "8s"

[load]
kind = "open"
arrivals = "constant"
rate = 10.0
timeout = "1s"
path = "/keep"

[server]
gogc = -1

[pods]
replicas = 1
start_time = "500ms"
readiness = { path = "/ready", period = "0s" }
endpoint_delay = "0s"
"#;

const LISTING: &str = r#"
package main

import "net/http"

var kept [][]byte

func main() {
	http.HandleFunc("/keep", func(w http.ResponseWriter, r *http.Request) {
		kept = append(kept, make([]byte, 1<<20))
	})
	http.ListenAndServe(":8080", nil)
}
"#;

/// Processes killed and started, and the most there was on heaps, in MiB.
fn killed(memory: &str) -> (f64, f64, f64) {
    let run = run_of(SCENARIO, LISTING, &[("pods.memory_mib", memory)]);
    let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
    let (arrived, ended) =
        (metrics["requests_arrived"], metrics["requests_completed"] + metrics["requests_failed"]);
    assert_eq!(arrived, ended + metrics["requests_unfinished"], "whom a kill has cut off has failed");
    (metrics["pods_exit_137"], metrics["pods_started"], metrics["heap_max_mb"] * 1e6 / f64::from(1 << 20))
}

#[test]
fn a_process_with_more_memory_than_its_container_is_killed() {
    // After about 30 requests, three seconds, once more after as many; then its next start waits for ten seconds.
    let (kills, started, heap) = killed("30");
    assert_eq!((kills, started), (2.0, 2.0));
    assert!((30.0..32.0).contains(&heap), "{heap} MiB");
    let (kills, started, heap) = killed("0");
    assert_eq!((kills, started), (0.0, 1.0), "no limit");
    assert!(heap > 75.0, "{heap} MiB");
}
