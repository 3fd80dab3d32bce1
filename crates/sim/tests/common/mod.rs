//! What tests of this folder have in common.

use tidepool_scenario::{Library, Run, Scenario, Selection};

/// The run of a scenario document whose listing is `code`, with these settings.
pub fn run_of(document: &str, code: &str, set: &[(&str, &str)]) -> Run {
    let scenario = Scenario::parse("test", document).unwrap_or_else(|error| panic!("{error}"));
    let mut library = Library::default();
    library.listings.insert(scenario.listing.clone(), code.into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    scenario.resolve(&selection, &library).unwrap_or_else(|error| panic!("{error}"))
}
