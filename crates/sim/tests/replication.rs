//! A primary with replicas under a listing that writes to one and reads from the others.

use expect_test::expect;
use tidepool_scenario::{Library, Run, Scenario, Selection};
use tidepool_sim::Finished;

const SCENARIO: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "30s"

[load]
kind = "open"
rate = 50.0
timeout = "1s"

[database]
latency = "2ms"

[replication]
apply = "5ms"

[[fault]]
id = "dies"
kind = "primary-down"
button = { en = "kill", zh = "杀" }
at = "10s"
for = "10s"

[[fault]]
id = "hangs"
kind = "stall"
server = "mysql-1"
at = "never"
for = "6s"
button = { en = "hang", zh = "挂起" }
"#;

/// Writes an order and reads it from a replica.
const LISTING: &str = r#"package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"strings"
	"sync"

	_ "github.com/go-sql-driver/mysql"
)

var (
	primary, replica *sql.DB
	once             sync.Once
)

func open(dsn string) *sql.DB {
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(10)
	db.SetMaxIdleConns(10)
	return db
}

func main() {
	primary = open("app@tcp(mysql-primary:3306)/shop?OPTIONS")
	replica = open("app@tcp(mysql-replica:3306)/shop?OPTIONS")
	http.HandleFunc("/", order)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func order(w http.ResponseWriter, r *http.Request) {
	done, err := primary.Exec("INSERT INTO orders (item) VALUES (?)", "book")
	if err != nil {
		if !strings.Contains(err.Error(), "refused") {
			once.Do(func() { log.SetFlags(0); log.Print(err) })
		}
		http.Error(w, err.Error(), 503)
		return
	}
	id, _ := done.LastInsertId()
	var found int
	if err := replica.QueryRow("SELECT id FROM orders WHERE id = ?", id).Scan(&found); err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	fmt.Fprintln(w, found)
}
"#;

fn run(options: &str, set: &[(&str, &str)]) -> Finished {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), LISTING.replace("OPTIONS", options));
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    let scenario = Scenario::parse("replicas", SCENARIO).expect("it is right");
    let run: Run = scenario.resolve(&selection, &library).expect("it resolves");
    tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"))
}

fn shown(finished: &Finished, names: &[&str]) -> String {
    let metrics = &finished.report.metrics;
    names.iter().map(|name| format!("{name}: {}\n", metrics[*name])).collect()
}

const ALL: [&str; 14] = [
    "requests_completed",
    "requests_failed",
    "writes_accepted",
    "writes_durable",
    "writes_lost",
    "writes_unanswered",
    "reads_at_replicas",
    "reads_stale",
    "stale_max_ms",
    "lag_max_ms",
    "failovers",
    "failover_ms",
    "lost_window_ms",
    "semi_sync_fallbacks",
];

#[test]
fn an_order_is_read_before_the_replica_has_it_and_the_primary_is_replaced() {
    expect![[r#"
        requests_completed: 1128
        requests_failed: 334
        writes_accepted: 1129
        writes_durable: 1129
        writes_lost: 0
        writes_unanswered: 0
        reads_at_replicas: 514
        reads_stale: 514
        stale_max_ms: 1.001321
        lag_max_ms: 2954.118264
        failovers: 1
        failover_ms: 7000
        lost_window_ms: 0
        semi_sync_fallbacks: 0
    "#]]
    .assert_eq(&shown(&run("rejectReadOnly=true", &[]), &ALL));
}

/// The first primary hangs for a while, and is replaced meanwhile.
const HANGS: [(&str, &str); 3] =
    [("fault.dies.at", "never"), ("fault.hangs.at", "10s"), ("replication.promote", "1s")];

#[test]
fn connections_to_a_server_that_was_replaced_are_left_if_the_driver_is_told_so() {
    let kept = run("", &HANGS);
    let left = run("rejectReadOnly=true", &HANGS);
    let few =
        ["requests_status_503", "requests_failed_timeout", "writes_accepted", "writes_lost", "failovers"];
    expect![[r#"
        requests_status_503: 720
        requests_failed_timeout: 229
        writes_accepted: 514
        writes_lost: 0
        failovers: 1
    "#]]
    .assert_eq(&shown(&kept, &few));
    expect![[r#"
        requests_status_503: 0
        requests_failed_timeout: 228
        writes_accepted: 1463
        writes_lost: 0
        failovers: 1
    "#]]
    .assert_eq(&shown(&left, &few));
    let output = |finished: &Finished| String::from_utf8_lossy(&finished.output[0].bytes).into_owned();
    expect![[r#"
        Error 1290 (HY000): The MySQL server is running with the --super-read-only option so it cannot execute this statement
    "#]].assert_eq(&output(&kept));
}
