//! Faults that wait for a button: the past stays what it was, and what is pressed can be taken along in a link.

use std::rc::Rc;

use tidepool_scenario::{Library, Run, Scenario, Selection, link};
use tidepool_sim::trace::Keep;
use tidepool_sim::{Budget, Options, Report, Simulation, Time};
use tidepool_view::chart::panels;
use tidepool_view::{Lang, faults};

const SERVICE: &str = r#"package main

import (
	"net/http"

	"tidepool/lab"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { lab.Alloc(1_000_000) })
	http.ListenAndServe(":8080", nil)
}
"#;

const SCENARIO: &str = r#"
title = { en = "x", zh = "x" }
listing = "main.go"
duration = "10s"
charts = ["alloc"]

[load]
kind = "open"
rate = 100.0

[[fault]]
id = "gogc"
kind = "gc"
at = "never"
gogc = 20
button = { en = "GOGC to 20", zh = "GOGC 调到 20" }

[[fault]]
id = "crowd"
kind = "burst"
at = "never"
for = "1s"
group = "load"
factor = 3.0
button = { en = "A crowd", zh = "人群" }
"#;

fn run(set: &[(&str, &str)]) -> Run {
    let scenario = Scenario::parse("buttons", SCENARIO).unwrap_or_else(|e| panic!("{e}"));
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { code: Some(SERVICE.into()), set, ..Selection::default() };
    scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn finished(run: Run) -> Simulation {
    let options = Options { keep: Keep::Last(usize::MAX), ..Options::default() };
    let mut simulation = Simulation::new(Rc::new(run), options).unwrap_or_else(|e| panic!("{e}"));
    while simulation.end().is_none() {
        simulation.advance(Time::NEVER, Budget(1 << 20));
    }
    simulation
}

/// What the trace says of the time before `ns`.
fn past(simulation: &Simulation, ns: u64) -> Vec<String> {
    let entries = simulation.trace().kept().filter(|entry| entry.at_ns < ns);
    entries.map(|entry| format!("{entry:?}")).collect()
}

fn metric(simulation: &Simulation, name: &str) -> f64 {
    Report::of(simulation).metrics[name]
}

#[test]
fn nothing_happens_until_a_button_is_pressed() {
    let simulation = finished(run(&[]));
    assert!(faults(&simulation, Lang::En).is_empty());
    assert!(metric(&simulation, "requests_arrived") < 1_200.0);
}

#[test]
fn what_was_before_stays_as_it_was() {
    for (key, at) in [("fault.gogc.at", 5_000_000_000), ("fault.crowd.at", 4_321_000_000)] {
        let plain = finished(run(&[]));
        let pressed = finished(run(&[(key, &format!("{at}ns"))]));
        let marks = faults(&pressed, Lang::En);
        assert_eq!(marks.iter().map(|mark| mark.from_ns).collect::<Vec<_>>(), [at], "{key}");
        assert_ne!(plain.trace().hash(), pressed.trace().hash(), "{key} changes something");
        let [before, same] = [past(&plain, at), past(&pressed, at)];
        assert!(before.len() > 1_000, "the case is about a run");
        assert_eq!(before, same, "{key}");
    }
}

#[test]
fn a_lower_gogc_collects_more_often_for_a_time_or_for_good() {
    let cycles = |set: &[(&str, &str)]| metric(&finished(run(set)), "gc_cycles");
    let plain = cycles(&[]);
    let [rest, second] =
        [cycles(&[("fault.gogc.at", "5s")]), cycles(&[("fault.gogc.at", "5s"), ("fault.gogc.for", "1s")])];
    assert!(rest > 2.0 * plain, "{rest} instead of {plain}");
    assert!(plain < second && second < rest, "{second} between {plain} and {rest}");
    let off = cycles(&[("fault.gogc.at", "5s"), ("fault.gogc.gogc", "-1")]);
    assert!(off < 0.7 * plain, "{off} instead of {plain}");
}

#[test]
fn the_chart_of_allocation_shows_a_megabyte_for_each_request() {
    let simulation = finished(run(&[]));
    let panels = panels(&simulation, Lang::En);
    let [panel] = &panels[..] else { panic!("{} panels", panels.len()) };
    let values: Vec<f64> = panel.lines[0].points.iter().filter_map(|point| point.1).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let asked = metric(&simulation, "requests_completed") / 10.0;
    assert!((mean - asked).abs() < 0.05 * asked, "{mean} MB/s for {asked} requests a second");
}

#[test]
fn a_link_takes_what_was_pressed_along() {
    let run = run(&[("fault.gogc.at", "5s")]);
    let hash = finished(run.clone()).trace().hash();
    let again = link::decode(&link::encode(&run, None, None)).unwrap_or_else(|e| panic!("{e}")).run;
    assert_eq!(finished(again).trace().hash(), hash);
}

#[test]
fn a_fault_without_time_or_button_is_refused() {
    let said = |text: &str| Scenario::parse("x", text).map(drop).expect_err("it is refused").to_string();
    let alone = SCENARIO.replace("button = { en = \"A crowd\", zh = \"人群\" }", "");
    assert!(said(&alone).contains("fault.crowd.at: never, and there is no `button`"), "{}", said(&alone));
    let without = SCENARIO.replace("gogc = 20", "");
    assert!(said(&without).contains("gc takes `gogc`; there is none"), "{}", said(&without));
}
