//! Another listing is deployed during a run: it runs, its lines are not taken for those shown, and a link has it.

use std::rc::Rc;

use tidepool_des::Time;
use tidepool_scenario::{Run, Selection, link};
use tidepool_sim::{Budget, Options, Progress, Simulation};
use tidepool_view::{Lang, ProfileKind, code_lines, faults, faults_in_words, profile, stage};

fn resolve(set: &[(&str, &str)], code: Option<&str>) -> Run {
    let library = tidepool_content::library();
    let scenario = library.scenario("see-leak").expect("it is in the book");
    let set = [("duration", "12s")].iter().chain(set).map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    let code = code.map(Into::into);
    let selection = Selection { set: set.collect(), code, ..Selection::default() };
    scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{e}"))
}

fn played(run: Run) -> Simulation {
    let mut simulation =
        Simulation::new(Rc::new(run), Options::default()).unwrap_or_else(|errors| panic!("{errors}"));
    while simulation.advance(Time::NEVER, Budget(1 << 20)) == Progress::Budget {}
    simulation
}

/// Statements of the loop that fills the shop's catalogue at its start.
const CATALOGUE: u64 = 32_000;

/// How often a statement of the listing shown has begun.
fn begun(simulation: &Simulation) -> u64 {
    code_lines(simulation).iter().map(|line| line.count).sum()
}

#[test]
fn what_is_deployed_runs_and_its_lines_are_not_those_shown() {
    let deploy = [("fault.a.at", "3s")];
    let simulation = played(resolve(&deploy, None));
    let goroutines = profile(&simulation, ProfileKind::Goroutine).text;
    assert!(goroutines.contains("see-a.go") && !goroutines.contains("see-healthy.go"), "{goroutines}");
    // Nothing of the listing shown runs any more, and of its pool nothing is left.
    assert!(code_lines(&simulation).iter().all(|line| line.goroutines == 0 && line.held == 0));
    let stage = stage(&simulation);
    assert_eq!(stage.pools.iter().map(|pool| pool.name.as_str()).collect::<Vec<_>>(), ["pod 2"]);
    assert!(stage.goroutines.iter().any(|group| group.function.contains("inStock") && group.line == 0));
    // The old pod has worked until it was gone, the new one never on these lines.
    let all = begun(&played(resolve(&[], None)));
    let before = begun(&simulation);
    assert!(CATALOGUE < before && before - CATALOGUE < (all - CATALOGUE) / 2, "{before} of {all}");
    let words = faults_in_words(&faults(&simulation, Lang::En), Lang::En);
    assert_eq!(words, "rollout: Release A, 3.00 s");
}

#[test]
fn a_rollout_of_what_runs_already_deploys_the_readers_changes() {
    let library = tidepool_content::library();
    let original = library.listing("ch5/see-healthy.go").expect("it is in the book");
    let edited = original.replace("100_000", "1_000_000");
    let grown = |code: &str, set: &[(&str, &str)]| {
        let simulation = played(resolve(set, Some(code)));
        assert_eq!(simulation.processes().len(), 1 + set.len());
        simulation.processes().iter().map(|p| p.machine.heap_stats().total_alloc).sum::<u64>()
    };
    let (plain, rolled) =
        (grown(original, &[("fault.back.at", "3s")]), grown(&edited, &[("fault.back.at", "3s")]));
    assert!(rolled > 5 * plain, "{rolled} bytes, {plain} without the change");
}

#[test]
fn a_link_plays_the_same_without_the_book() {
    let run = resolve(&[("fault.c.at", "3s"), ("fault.back.at", "7s")], None);
    let text = link::encode(&run, None, None);
    let hash = |run| tidepool_sim::Report::of(&played(run)).trace_hash;
    assert_eq!(hash(link::decode(&text).unwrap_or_else(|e| panic!("{e}")).run), hash(run));
}
