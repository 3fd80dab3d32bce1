//! What tools say of a run: the lines of the collector, the latest events.

use std::rc::Rc;

use tidepool_scenario::Selection;
use tidepool_sim::trace::Keep;
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::{ProfileKind, profile};

fn run(name: &str, set: &[(&str, &str)], keep: Keep) -> Simulation {
    let library = tidepool_content::library();
    let set = set.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let selection = Selection { set, ..Selection::default() };
    let run = library.scenario(name).and_then(|scenario| scenario.resolve(&selection, &library));
    let options = Options { keep, ..Options::default() };
    let run = Rc::new(run.expect("a run of the book"));
    let mut simulation = Simulation::new(run, options).expect("it compiles");
    simulation.advance(Time::from_nanos(3_000_000_000), Budget(u64::MAX));
    simulation
}

#[test]
fn the_collector_s_lines_are_those_that_gctrace_prints() {
    let mut simulation = run("gc-pressure", &[("server.gctrace", "1")], Keep::Nothing);
    let printed = simulation.take_output();
    let printed: String = printed.iter().map(|piece| String::from_utf8_lossy(&piece.bytes)).collect();
    let printed: Vec<&str> = printed.lines().filter(|line| line.starts_with("gc ")).collect();
    let told = profile(&simulation, ProfileKind::GcTrace).text;
    let told: Vec<&str> = told.lines().collect();
    assert!(told.len() > 2 && printed.ends_with(&told), "printed {printed:#?}, told {told:#?}");
}

#[test]
fn the_latest_events_are_as_many_as_are_kept() {
    let simulation = run("rows", &[], Keep::Last(50));
    let text = profile(&simulation, ProfileKind::Events).text;
    let last = simulation.trace().kept().last().map(|entry| (entry.number, entry.line()));
    assert_eq!(text.lines().count(), 50);
    assert_eq!(last, text.lines().last().map(|line| (simulation.trace().count() - 1, line.to_owned())));
}
