//! What goes wrong is marked in every chart and said in words, in both languages.

use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Scenario, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::chart::{panels, svg};
use tidepool_view::{Lang, Snapshot};

const SERVICE: &str = r#"package main

import (
	"database/sql"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	db, _ := sql.Open("mysql", "app@tcp(db)/shop")
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var id int
		db.QueryRow("SELECT 1").Scan(&id)
	})
	http.ListenAndServe(":8080", nil)
}
"#;

/// A run of 4 s after so many seconds, in which these faults happen.
fn run(faults: &str, seconds: f64) -> Simulation {
    let text = format!(
        "title = {{ en = \"x\", zh = \"x\" }}\nlisting = \"main.go\"\nduration = \"4s\"\n\
         charts = [\"pool\", \"requests\", \"latency\"]\n[load]\nkind = \"open\"\nrate = 20.0\n{faults}"
    );
    let scenario = Scenario::parse("faults", &text).unwrap_or_else(|e| panic!("{e}"));
    let selection = Selection { code: Some(SERVICE.into()), ..Selection::default() };
    let run = scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).expect("it compiles");
    let until = Time::from_nanos((seconds * 1e9) as u64);
    while simulation.now() < until && simulation.end().is_none() {
        simulation.advance(until, Budget(1 << 20));
    }
    simulation
}

const FAULTS: &str = "\
    [[fault]]\nid = \"slow\"\nkind = \"slow-query\"\nat = \"2s\"\nfor = \"1s\"\ntime = \"100ms\"\n\
    [[fault]]\nid = \"cut\"\nkind = \"drop\"\nat = \"1s\"\n";

/// What every panel has, and what the sentence says at its end.
fn check(simulation: &Simulation, lang: Lang, expected: &Expect) {
    let panels = panels(simulation, lang);
    let picture = svg(simulation, lang.code());
    let mut out = String::new();
    for mark in &panels[0].faults {
        assert!(panels.iter().all(|panel| panel.faults.contains(mark)));
        assert_eq!(picture.matches(&mark.label).count(), panels.len(), "{}", mark.label);
        out += &format!("{}\n", mark.words(lang));
    }
    let caption = Snapshot::of(simulation, lang).caption;
    let said = caption.find(lang.pick("Faults so far", "到现在的故障")).map_or("", |at| &caption[at..]);
    expected.assert_eq(&format!("{out}{said}\n"));
}

#[test]
fn a_fault_is_marked_from_the_start_and_said_once_it_has_begun() {
    check(
        &run(FAULTS, 1.5),
        Lang::En,
        &expect![[r#"
            connections reset, 1.00 s
            slow queries, 2.00 s to 3.00 s
            Faults so far: connections reset, 1.00 s.
        "#]],
    );
    check(
        &run(FAULTS, 4.0),
        Lang::Zh,
        &expect![[r#"
            连接被重置，1.00 s
            查询变慢，2.00 s 到 3.00 s
            到现在的故障：连接被重置，1.00 s；查询变慢，2.00 s 到 3.00 s。
        "#]],
    );
}

#[test]
fn what_does_not_happen_is_not_marked() {
    let off = FAULTS.replace("1s\"\ntime", "0s\"\ntime");
    let after_the_end = FAULTS.replace("at = \"2s\"", "at = \"4s\"");
    for text in [off, after_the_end] {
        let marks = &panels(&run(&text, 4.0), Lang::En)[0].faults;
        assert_eq!(marks.iter().map(|mark| mark.label.as_str()).collect::<Vec<_>>(), ["connections reset"]);
    }
}

/// The drop takes no time, and is found for a hundredth of the axis on either side.
#[test]
fn the_time_under_the_pointer_tells_what_goes_wrong_then() {
    let panel = &panels(&run(FAULTS, 4.0), Lang::En)[0];
    let at = |seconds| panel.faults_at(seconds).map(|mark| mark.label.as_str()).collect::<Vec<_>>();
    for (seconds, expected) in
        [(0.95, None), (0.97, Some("connections reset")), (1.03, Some("connections reset"))]
    {
        assert_eq!(at(seconds), Vec::from_iter(expected), "{seconds}");
    }
    for (seconds, expected) in [(1.9, None), (2.5, Some("slow queries")), (3.1, None)] {
        assert_eq!(at(seconds), Vec::from_iter(expected), "{seconds}");
    }
}
