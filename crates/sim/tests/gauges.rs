//! The gauges of pools and processes are those of the world after each event, although only what has changed is looked at:
//! a debug build compares them all (`Outside::note_pools`, `figures::update`).

mod common;

use common::run_of;
use tidepool_scenario::Selection;

fn play(name: &str, set: &[(&str, &str)]) {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).expect("a scenario of the book");
    let set = set.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let run = scenario.resolve(&Selection { set, ..Selection::default() }, &library).expect("it resolves");
    let outcome = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(outcome.report.metrics["requests_arrived"] > 0.0);
}

#[test]
fn pools_of_hikaricp_change_without_a_word() {
    play("both-pools", &[]);
    play("pool-faults", &[]);
}

#[test]
fn pools_of_pods_that_are_replaced_are_gone() {
    play("rolling-update", &[]);
}

/// One pool gives back and the other takes, both between two events: never are more than two connections in use.
#[test]
fn the_sum_of_pools_is_never_one_of_old_and_new_ones() {
    let code = r#"package main

import (
	"context"
	"database/sql"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	ctx := context.Background()
	a, _ := sql.Open("mysql", "app@tcp(db)/a")
	b, _ := sql.Open("mysql", "app@tcp(db)/b")
	a1, _ := a.Conn(ctx)
	a2, _ := a.Conn(ctx)
	a2.Close()
	time.Sleep(time.Second)
	b1, _ := b.Conn(ctx)
	time.Sleep(time.Second)
	a1.Close()
	b1.Close()
	a.Conn(ctx)
	a.Conn(ctx)
	time.Sleep(time.Second)
}
"#;
    let text = "title = { en = \"a\", zh = \"a\" }\nlisting = \"a.go\"\nduration = \"4s\"\n[database]\ndial = \"1ms\"\nlatency = \"1ms\"\n";
    let run = run_of(text, code, &[]);
    let outcome = tidepool_sim::run(&run).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(outcome.report.metrics["pool_in_use_max"], 2.0);
}
