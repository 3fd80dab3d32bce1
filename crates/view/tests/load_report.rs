//! The report of a load tool says what was sent, and shows what coordinated omission hides.

use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Scenario, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::{Lang, ReportRow, load_report};

/// A handler for reads, and one for writes of which one in five fails.
const SERVICE: &str = r#"package main

import (
	"net/http"
	"sync/atomic"
	"time"
)

func main() {
	var writes atomic.Int64
	http.HandleFunc("GET /read", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(10 * time.Millisecond)
	})
	http.HandleFunc("POST /write", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(40 * time.Millisecond)
		if writes.Add(1)%5 == 0 {
			http.Error(w, "no", http.StatusInternalServerError)
		}
	})
	began := time.Now()
	http.HandleFunc("GET /stalls", func(w http.ResponseWriter, r *http.Request) {
		if time.Since(began) > 2*time.Second && time.Since(began) < 2100*time.Millisecond {
			time.Sleep(time.Second)
		}
		time.Sleep(10 * time.Millisecond)
	})
	http.ListenAndServe(":8080", nil)
}
"#;

/// A run of 4 s of these clients, to its end.
fn run(load: &str) -> Simulation {
    let text = format!(
        "title = {{ en = \"x\", zh = \"x\" }}\nlisting = \"main.go\"\nduration = \"4s\"\nreport = true\n{load}"
    );
    let scenario = Scenario::parse("report", &text).unwrap_or_else(|e| panic!("{e}"));
    let selection = Selection { code: Some(SERVICE.into()), ..Selection::default() };
    let run = scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).expect("it compiles");
    while simulation.end().is_none() {
        simulation.advance(Time::NEVER, Budget(1 << 20));
    }
    simulation
}

fn check(load: &str, expected: &Expect) {
    expected.assert_eq(&ReportRow::text(&load_report(&run(load), Lang::En)));
}

#[test]
fn each_kind_of_request_has_a_row() {
    let load = "[load]\nkind = \"closed\"\nclients = 4\nthink = \"50ms\"\nramp = \"40ms\"\n\
                mix = [{ path = \"/read?n={request}\", weight = 3 }, { path = \"/write\", weight = 1, method = \"POST\" }]";
    check(
        load,
        &expect![[r#"
        Label         Samples      Mean    Median       90%       95%       99%       Min       Max    Error%     Per s
        GET /read         189      10.0      10.0      10.0      10.0      10.0      10.0      10.0      0.00      47.5
        POST /write        52      40.0      40.0      40.0      40.0      40.0      40.0      40.0     19.23      13.7
        All               241      16.5      10.0      40.0      40.0      40.0      10.0      40.0      4.15      60.6
    "#]],
    );
}

#[test]
fn a_stall_is_one_slow_sample_unless_the_plan_counts() {
    let load = |pacing: &str| {
        format!(
            "[load]\nkind = \"closed\"\nclients = 1\nthink = \"0s\"\npacing = \"{pacing}\"\npath = \"/stalls\""
        )
    };
    check(
        &load("20ms"),
        &expect![[r#"
        Label                         Samples      Mean    Median       90%       95%       99%       Min       Max    Error%     Per s
        All                               199      15.0      10.0      10.0      10.0      10.0      10.0      1010      0.00      49.9
        All, from the planned start       199       264      10.0       821       920      1000      10.0      1010      0.00      49.9
    "#]],
    );
}

#[test]
fn its_words_are_in_both_languages_and_it_begins_empty() {
    let simulation = run("[load]\nkind = \"open\"\nrate = 10.0\npath = \"/read\"");
    let rows = |lang| load_report(&simulation, lang);
    let words = |lang| {
        let rows: Vec<ReportRow> = rows(lang);
        let figures = rows.iter().flat_map(|row| row.figures(lang));
        let names: Vec<String> = figures.map(|(name, value)| format!("{name} {value}")).collect();
        format!("{}: {}", rows[0].label, names.join(", "))
    };
    expect!["All: Samples 36, Mean 10.0 ms, Median 10.0 ms, 90 % line 10.0 ms, 95 % line 10.0 ms, 99 % line 10.0 ms, Least 10.0 ms, Greatest 10.0 ms, Failed 0.00 %, Throughput 10.3/s"].assert_eq(&words(Lang::En));
    expect!["合计: 样本数 36, 平均 10.0 ms, 中位数 10.0 ms, 90 % 线 10.0 ms, 95 % 线 10.0 ms, 99 % 线 10.0 ms, 最小 10.0 ms, 最大 10.0 ms, 失败率 0.00 %, 吞吐量 10.3/s"].assert_eq(&words(Lang::Zh));
    let mut early =
        run("[load]\nkind = \"open\"\nrate = 10.0\nstop = \"2ms\"\nstart = \"1ms\"\npath = \"/read\"");
    early.advance(Time::NEVER, Budget(1));
    assert_eq!(load_report(&early, Lang::En), Vec::new());
}
