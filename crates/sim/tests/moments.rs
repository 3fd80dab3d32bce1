//! When something first happens, and in which order: computed from the series of a run.

mod common;

use common::run_of;

/// Two requests a second, each of which holds one of five connections for ever.
const SCENARIO: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "24s"

[load]
kind = "open"
arrivals = "constant"
rate = 2.0
timeout = "1s"
retries = 1
retry_wait = "100ms"
path = "/order"

[database]
dial = "0s"
latency = "1ms"

[[moment]]
id = "half"
measure = "pool_in_use"
when = ">= 3"
over = "100ms"
label = { en = "a", zh = "a" }

[[moment]]
id = "dry"
measure = "pool_in_use_most"
when = ">= 5"
over = "500ms"
label = { en = "a", zh = "a" }

[[moment]]
id = "waiting"
measure = "pool_waiting"
when = ">= 1"
over = "100ms"
label = { en = "a", zh = "a" }

[[moment]]
id = "timeout"
measure = "timed_out_per_s"
when = "> 0"
over = "100ms"
label = { en = "a", zh = "a" }

[[moment]]
id = "again"
measure = "retried_percent"
when = "== 50"
over = "2s"
after = "5s"
label = { en = "a", zh = "a" }

[[moment]]
id = "early"
measure = "completed_per_s"
when = ">= 2"
over = "2s"
label = { en = "a", zh = "a" }

[[moment]]
id = "never"
measure = "goroutines"
when = ">= 10000"
label = { en = "a", zh = "a" }
"#;

const LISTING: &str = r#"
package main

import (
	"context"
	"database/sql"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db)/shop")
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(5)
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		db.Conn(context.Background())
	})
	http.ListenAndServe(":8080", nil)
}
"#;

#[test]
fn moments_come_when_their_measure_passes_the_threshold() {
    let run = run_of(SCENARIO, LISTING, &[]);
    let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
    let of = |id: &str, what: &str| metrics.get(format!("moment.{id}.{what}").as_str()).copied();
    // Requests come a moment after 0.5 s, 1 s and so on. Buckets are 100 ms wide; that in which a gauge changes does not
    // hold it to the full yet, and the end of the last one counts.
    let first = |id| of(id, "first_ms");
    assert_eq!(first("half"), Some(1700.0));
    assert_eq!(first("dry"), Some(3000.0 + 100.0));
    assert_eq!(first("waiting"), Some(3200.0));
    // The sixth gives up a second after it came at 3 s.
    assert_eq!(first("timeout"), Some(4100.0));
    assert_eq!(of("timeout", "after_ms"), Some(900.0));
    // Later than the first two seconds of tries, as nobody looks before 5 s.
    assert_eq!(first("again"), Some(7000.0));
    assert_eq!(
        of("early", "after_ms"),
        first("early").zip(first("again")).map(|(early, again)| early - again)
    );
    assert!(of("early", "after_ms") < Some(0.0));
    assert_eq!((of("early", "seen"), of("never", "seen")), (Some(1.0), Some(0.0)));
    assert_eq!((first("never"), of("never", "after_ms")), (None, None));
}

/// A pool that changes at the very end of the run has buckets twice as wide as the others.
#[test]
fn the_fullest_of_several_pools_is_found_whatever_the_width_of_their_buckets() {
    let first = |kill: &str| {
        let document = format!(
            "{SCENARIO}\n[pods]\nreplicas = 2\nreadiness = {{ period = \"0s\" }}\n[balancer]\n\
             [[fault]]\nid = \"end\"\nkind = \"kill\"\nat = \"{kill}\"\n"
        );
        let run = run_of(&document, LISTING, &[]);
        let metrics = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}")).report.metrics;
        metrics["moment.dry.first_ms"]
    };
    let (before, end) = (first("23990ms"), first("24s"));
    assert!((0.0..=200.0).contains(&(end - before)), "{before} and, in buckets of 200 ms, {end}");
}
