//! What a reader adds to a run changes nothing that came before, and reaches processes that start later.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidepool_des::{Duration, Time};
use tidepool_go_vm::machine::Breakpoints;
use tidepool_scenario::{Run, Scenario, Selection};
use tidepool_sim::trace::Keep;
use tidepool_sim::{Budget, Options, Simulation};

const TWO_BURSTS: &str = r#"
title = { en = "x", zh = "x" }
listing = "ch4/experiment.go"
duration = "8s"
[load]
kind = "closed"
clients = 5
think = "exp(100ms)"
path = "/user"
[[fault]]
id = "pressed"
kind = "burst"
button = { en = "x", zh = "x" }
at = "never"
for = "1s"
group = "load"
factor = 2.0
[[fault]]
id = "planned"
kind = "burst"
at = "2s"
for = "1s"
group = "load"
factor = 3.0
"#;

fn simulation(run: Run) -> Simulation {
    let options = Options { keep: Keep::Last(usize::MAX), ..Options::default() };
    Simulation::new(Rc::new(run), options).unwrap_or_else(|e| panic!("{e}"))
}

fn at(seconds: u64) -> Time {
    Time::ZERO + Duration::from_secs(seconds)
}

/// The trace of the run up to 5 s, if the button is pressed at `pressed`.
fn past(pressed: &str) -> Vec<String> {
    let scenario = Scenario::parse("two-bursts", TWO_BURSTS).unwrap_or_else(|e| panic!("{e}"));
    let set = [("fault.pressed.at".to_owned(), pressed.to_owned())].into_iter().collect();
    let selection = Selection { set, ..Selection::default() };
    let run = scenario.resolve(&selection, &tidepool_content::library()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = simulation(run);
    simulation.advance(at(5), Budget(u64::MAX));
    simulation.trace_mut().drain().map(|entry| format!("{} {:?}", entry.at_ns, entry.what)).collect()
}

#[test]
fn a_burst_that_a_reader_brings_about_leaves_the_past_as_it_was() {
    let (quiet, pressed) = (past("never"), past("6s"));
    assert!(quiet.len() > 1_000, "{}", quiet.len());
    let apart = quiet.iter().zip(&pressed).find(|(one, other)| one != other);
    assert_eq!((apart, quiet.len()), (None, pressed.len()));
}

#[test]
fn breakpoints_reach_pods_that_start_later() {
    let library = tidepool_content::library();
    let scenario = library.scenario("rolling-update").unwrap_or_else(|e| panic!("{e}"));
    let run = scenario.resolve(&Selection::default(), &library).unwrap_or_else(|e| panic!("{e}"));
    let main = run.code.lines().position(|line| line.contains("sql.Open(")).expect("it opens a pool");
    let line = u32::try_from(main + 1).expect("a listing is short");
    let mut simulation = simulation(run);
    simulation.set_breakpoints(&Breakpoints::Lines(Rc::new(BTreeSet::from([line]))));
    let mut stops = 0;
    // Four pods at first, and four that replace them.
    while simulation.end().is_none() {
        simulation.advance(Time::NEVER, Budget(1 << 24));
        stops += usize::from(simulation.at_breakpoint() == Some(line));
    }
    assert_eq!(stops, 8);
}
