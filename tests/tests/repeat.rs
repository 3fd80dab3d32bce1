//! A run repeated is the same run: whole, in slices of odd sizes, and on a snapshot of itself.

use std::rc::Rc;

use tidepool_des::Duration;
use tidepool_scenario::{Run, Selection};
use tidepool_sim::{Budget, Options, Progress, Simulation, Time};

/// Long enough that pools fill, requests wait and clients give up.
const DURATION: Duration = Duration::from_secs(2);

/// Slices, in instructions, taken in turn.
const SLICES: [u64; 5] = [1, 7, 1_009, 10_007, 99_991];

/// Runs in one go; gives the trace hash.
fn whole(run: &Run) -> String {
    tidepool_sim::run(run).expect("it compiles").report.trace_hash
}

/// Runs in slices; every now and then a snapshot takes the place of the run.
fn in_slices(run: &Run) -> String {
    let mut simulation = Simulation::new(Rc::new(run.clone()), Options::default()).expect("it compiles");
    for (number, slice) in SLICES.iter().cycle().enumerate() {
        if let Progress::Ended(_) = simulation.advance(Time::NEVER, Budget(*slice)) {
            break;
        }
        if number % 100 == 99 {
            let snapshot = simulation.clone();
            // What happens to the original is nothing to the snapshot.
            simulation.advance(Time::NEVER, Budget(5_003));
            simulation = snapshot;
        }
    }
    simulation.trace().hash()
}

#[test]
fn every_scenario_and_variant_repeats() {
    let library = tidepool_content::library();
    for name in library.scenarios.keys() {
        let scenario = library.scenario(name).expect("it can be read");
        let variants = scenario.variants.iter().map(|variant| Some(variant.id.clone()));
        for variant in std::iter::once(None).chain(variants) {
            let selection = Selection { variant: variant.clone(), ..Selection::default() };
            let mut run = scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{name}: {e}"));
            run.settings.duration = run.settings.duration.min(DURATION);
            let first = whole(&run);
            assert_eq!(whole(&run), first, "{name} {variant:?}, a second time");
            assert_eq!(in_slices(&run), first, "{name} {variant:?}, in slices");
        }
    }
}
