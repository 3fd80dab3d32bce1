//! A primary with replicas under a listing that writes to one and reads from the others.

mod common;

use common::run_of;
use expect_test::expect;
use tidepool_scenario::Selection;
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

[network]
zones = ["a", "b"]
between = "500us"

[[fault]]
id = "far"
kind = "slow-zone"
zone = "b"
at = "never"
for = "2100ms"
time = "200ms"
button = { en = "slow", zh = "慢" }

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
    let run = run_of(SCENARIO, &LISTING.replace("OPTIONS", options), set);
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
        stale_max_ms: 4.501035
        lag_max_ms: 2951.118237
        failovers: 1
        failover_ms: 7000
        lost_window_ms: 0
        semi_sync_fallbacks: 0
    "#]]
    .assert_eq(&shown(&run("rejectReadOnly=true", &[]), &ALL));
}

/// The way to the replica becomes slow, and then the primary dies.
fn far(mode: &str) -> Finished {
    let set = [("replication.mode", mode), ("fault.far.at", "8s"), ("replication.promote", "1s")];
    run("rejectReadOnly=true&timeout=1s", &set)
}

#[test]
fn what_had_not_arrived_is_lost_and_waiting_for_it_costs_time() {
    let few = [
        "requests_completed",
        "writes_accepted",
        "writes_durable",
        "writes_lost",
        "writes_unanswered",
        "lost_window_ms",
        "failover_ms",
        "latency_p99_ms",
    ];
    expect![[r#"
        requests_completed: 1282
        writes_accepted: 1335
        writes_durable: 1326
        writes_lost: 9
        writes_unanswered: 0
        lost_window_ms: 163.674533
        failover_ms: 3000
        latency_p99_ms: 786.431999
    "#]]
    .assert_eq(&shown(&far("async"), &few));
    expect![[r#"
        requests_completed: 942
        writes_accepted: 1275
        writes_durable: 1275
        writes_lost: 0
        writes_unanswered: 10
        lost_window_ms: 0
        failover_ms: 3000
        latency_p99_ms: 806.354943
    "#]]
    .assert_eq(&shown(&far("semi-sync"), &few));
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
        requests_failed_timeout: 229
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

/// What the book's lab shows with a preset and further settings.
fn preset(id: &str, more: &[(&str, &str)]) -> Finished {
    let library = tidepool_content::library();
    let scenario = library.scenario("cluster").expect("it is there");
    let preset = scenario.presets.iter().find(|preset| preset.id == id).expect("it is there");
    let text = |value: &_| tidepool_scenario::Param::text_of(value);
    let set = preset.set.iter().map(|(key, value)| (key.clone(), text(value)));
    let more = more.iter().map(|(key, value)| (key.to_string(), value.to_string()));
    let selection = Selection { set: set.chain(more).collect(), ..Selection::default() };
    let run = scenario.resolve(&selection, &library).expect("it resolves");
    tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn the_presets_of_the_lab_show_what_they_say() {
    let few = [
        "requests_failed",
        "reads_at_replicas",
        "reads_stale",
        "stale_p99_ms",
        "writes_accepted",
        "writes_lost",
        "writes_unanswered",
        "lost_window_ms",
        "failover_ms",
        "restore_ms",
        "lag_max_ms",
        "latency_p50_ms",
        "latency_p99_ms",
    ];
    let quiet = [("slow", "0s"), ("fault.dies.at", "never")];
    let own = [quiet[0], quiet[1], ("window", "500ms")];
    let all: [(&str, &[(&str, &str)]); 5] =
        [("fails", &[]), ("survives", &[]), ("dropped", &[]), ("fails", &quiet), ("fails", &own)];
    let all: String =
        all.iter().map(|(id, more)| format!("{id} {more:?}\n{}", shown(&preset(id, more), &few))).collect();
    expect![[r#"
        fails []
        requests_failed: 393
        reads_at_replicas: 1049
        reads_stale: 366
        stale_p99_ms: 201.064447
        writes_accepted: 1123
        writes_lost: 9
        writes_unanswered: 0
        lost_window_ms: 191.572216
        failover_ms: 5000
        restore_ms: 0
        lag_max_ms: 5191.572216
        latency_p50_ms: 4.997119
        latency_p99_ms: 804.257791
        survives []
        requests_failed: 391
        reads_at_replicas: 1665
        reads_stale: 264
        stale_p99_ms: 8.013252
        writes_accepted: 1099
        writes_lost: 0
        writes_unanswered: 19
        lost_window_ms: 0
        failover_ms: 5000
        restore_ms: 0
        lag_max_ms: 96.846854
        latency_p50_ms: 6.668287
        latency_p99_ms: 807.403519
        dropped []
        requests_failed: 685
        reads_at_replicas: 2160
        reads_stale: 406
        stale_p99_ms: 1.004543
        writes_accepted: 1096
        writes_lost: 226
        writes_unanswered: 0
        lost_window_ms: 5596.323507
        failover_ms: 0
        restore_ms: 5000
        lag_max_ms: 17.335685
        latency_p50_ms: 6.516735
        latency_p99_ms: 817.364991
        fails [("slow", "0s"), ("fault.dies.at", "never")]
        requests_failed: 0
        reads_at_replicas: 2846
        reads_stale: 1400
        stale_p99_ms: 1.002495
        writes_accepted: 1404
        writes_lost: 0
        writes_unanswered: 0
        lost_window_ms: 0
        failover_ms: 0
        restore_ms: 0
        lag_max_ms: 21.037209
        latency_p50_ms: 4.841471
        latency_p99_ms: 14.811135
        fails [("slow", "0s"), ("fault.dies.at", "never"), ("window", "500ms")]
        requests_failed: 0
        reads_at_replicas: 1430
        reads_stale: 1
        stale_p99_ms: 2.137161
        writes_accepted: 1404
        writes_lost: 0
        writes_unanswered: 0
        lost_window_ms: 0
        failover_ms: 0
        restore_ms: 0
        lag_max_ms: 21.037209
        latency_p50_ms: 4.677631
        latency_p99_ms: 15.507455
    "#]]
    .assert_eq(&all);
}
