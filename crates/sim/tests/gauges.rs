//! The gauges of pools and processes are those of the world after each event, although only what has changed is looked at:
//! a debug build compares them all (`Outside::note_pools`, `figures::update`).

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
