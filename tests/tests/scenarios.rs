//! Every scenario of the book can be read, and every listing it names is there.

use tidepool_scenario::{Scenario, Selection};

#[test]
fn every_scenario_and_its_variants_resolve() {
    let library = tidepool_content::library();
    assert!(!library.scenarios.is_empty());
    for (name, text) in &library.scenarios {
        let scenario = Scenario::parse(name, text).unwrap_or_else(|e| panic!("{e}"));
        let variants = scenario.variants.iter().map(|v| Some(v.id.clone()));
        for variant in std::iter::once(None).chain(variants) {
            let selection = Selection { variant, ..Selection::default() };
            scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}
