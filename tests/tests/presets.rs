//! Every preset of every scenario does what it is for, and that is said so that it can turn out wrong: a run with it keeps
//! all its expectations, and a run with another preset of the scenario breaks one of them.
//!
//! It plays some 130 runs, which takes optimised code: `cargo xtask test --only presets`.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tidepool::{Outcome, scenario};
use tidepool_scenario::{Expectation, Param, Preset, Scenario, Selection};
use tidepool_sim::{meaning, meanings};

/// Presets under which more than a million requests are answered. What is expected of them shows earlier, too.
const SHORTER: [(&str, &str, &str); 2] =
    [("experiment-500-20-go", "survives", "12s"), ("experiment-500-20-hikari", "survives", "12s")];

/// A preset with its run.
struct Played<'a> {
    preset: &'a Preset,
    expected: Vec<Expectation>,
    /// Whether anybody sends requests.
    clients: bool,
    outcome: Outcome,
}

fn play<'a>(document: &Scenario, preset: &'a Preset) -> Played<'a> {
    let place = format!("{}, preset {}", document.name, preset.id);
    let library = tidepool_content::library();
    let mut selection = Selection { variant: preset.variant.clone(), ..Selection::default() };
    let mut run = scenario(&document.name).expect("it is in the book");
    if let Some(variant) = &preset.variant {
        run = run.variant(variant);
    }
    for (key, value) in &preset.set {
        let text = Param::text_of(value);
        run = run.set(key, &text);
        selection.set.insert(key.clone(), text);
    }
    let resolved = document.resolve(&selection, &library).unwrap_or_else(|e| panic!("{place}: {e}"));
    let shorter = SHORTER.iter().find(|(name, id, _)| *name == document.name && *id == preset.id);
    if let Some((_, _, duration)) = shorter {
        run = run.set("duration", duration);
    }
    let outcome = run.run().unwrap_or_else(|e| panic!("{place}: {e}"));
    let clients = resolved.settings.has_clients();
    Played { preset, expected: resolved.expectations, clients, outcome }
}

impl Played<'_> {
    /// What is expected of this preset and does not hold in `run`.
    fn broken_in<'a>(&'a self, run: &'a Outcome) -> impl Iterator<Item = &'a Expectation> {
        let metrics = &run.report().metrics;
        let holds = |e: &&Expectation| metrics.get(e.metric.as_str()).is_some_and(|v| e.condition.holds(*v));
        self.expected.iter().filter(move |e| !holds(e))
    }

    /// Whether a run with `other` would not pass for one with this preset. What programs without clients are about is
    /// sometimes nothing but what they print.
    fn differs_from(&self, other: &Played<'_>) -> bool {
        self.broken_in(&other.outcome).next().is_some()
            || (!self.clients && self.outcome.output() != other.outcome.output())
    }
}

fn faults(document: &Scenario, played: &[Played<'_>]) -> Vec<String> {
    let mut wrong = Vec::new();
    for this in played {
        let mut add =
            |what: String| wrong.push(format!("{}, preset {}: {what}", document.name, this.preset.id));
        if this.expected.is_empty() {
            add("nothing is expected of it".into());
        }
        for broken in this.broken_in(&this.outcome) {
            add(format!("{} {} does not hold", broken.metric, broken.condition));
        }
        if !played.iter().any(|other| this.differs_from(other)) {
            add("its expectations hold for all other presets, too".into());
        }
        let opposite = match this.preset.id.as_str() {
            "fails" => "survives",
            "survives" => "fails",
            _ => continue,
        };
        match played.iter().find(|other| other.preset.id == opposite) {
            None => add(format!("there is no preset {opposite}")),
            Some(other) if !this.differs_from(other) => {
                add(format!("its expectations hold for {opposite}, too"));
            }
            Some(_) => {}
        }
    }
    wrong
}

/// Whoever reads a report can ask what any of its metrics means, and no other metric is told of.
fn metrics_are_explained(reported: &BTreeSet<&str>) {
    let own: BTreeSet<&str> = reported.iter().filter_map(|name| name.rsplit('.').next()).collect();
    let unknown: Vec<&&str> = own.iter().filter(|name| meaning(name).is_none()).collect();
    assert!(unknown.is_empty(), "nobody says what these mean: {unknown:?}");
    let never: Vec<String> =
        meanings().map(|meaning| meaning.name).filter(|name| !own.contains(name.as_str())).collect();
    assert!(never.is_empty(), "no run has these: {never:?}");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes unless optimised: `cargo xtask test --only presets`")]
fn presets_do_what_they_say() {
    let library = tidepool_content::library();
    let documents: Vec<Scenario> =
        library.scenarios.iter().map(|(name, text)| Scenario::parse(name, text).expect("valid")).collect();
    assert!(documents.iter().map(|d| d.presets.len()).sum::<usize>() > 100);
    let played: Vec<Vec<Played<'_>>> = documents
        .par_iter()
        .map(|document| document.presets.par_iter().map(|preset| play(document, preset)).collect())
        .collect();
    let wrong: Vec<String> =
        documents.iter().zip(&played).flat_map(|(document, played)| faults(document, played)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let reports = played.iter().flatten().map(|played| played.outcome.report());
    metrics_are_explained(&reports.flat_map(|report| report.metrics.keys().map(AsRef::as_ref)).collect());
}
