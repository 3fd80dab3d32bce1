//! Pools of one kind are told apart by the same numbers wherever they are named.

use std::rc::Rc;

use tidepool_scenario::{Library, Scenario, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::chart::panels;
use tidepool_view::{Lang, Snapshot};

const TWO_AND_ONE: &str = r#"package main

import (
	"database/sql"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/hikari"
)

func main() {
	for range 2 {
		db, _ := sql.Open("mysql", "app@tcp(db)/shop")
		db.SetMaxOpenConns(5)
	}
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db/shop")
	hikari.NewDataSource(config)
	http.ListenAndServe(":8080", nil)
}
"#;

#[test]
fn charts_call_pools_what_the_stage_calls_them() {
    let text = "title = { en = \"x\", zh = \"x\" }\nlisting = \"main.go\"\nduration = \"1s\"\n\
                charts = [\"pool\"]\n[load]\nkind = \"open\"\nrate = 1.0\n";
    let scenario = Scenario::parse("pools", text).unwrap_or_else(|e| panic!("{e}"));
    let selection = Selection { code: Some(TWO_AND_ONE.into()), ..Selection::default() };
    let run = scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).unwrap_or_else(|e| panic!("{e}"));
    while simulation.end().is_none() {
        simulation.advance(Time::NEVER, Budget(1 << 20));
    }
    let stage = Snapshot::of(&simulation, Lang::En).stage;
    let names: Vec<String> = stage.pools.iter().map(|pool| pool.name.clone()).collect();
    assert_eq!(names, ["database/sql 1", "database/sql 2", "HikariCP"]);
    let charts = panels(&simulation, Lang::En);
    assert_eq!(charts.len(), names.len());
    for (chart, name) in charts.iter().zip(names) {
        assert!(chart.title.starts_with(&format!("{name}: ")), "{} of {name}", chart.title);
    }
}
