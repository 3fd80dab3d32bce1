//! What a scrape says.

use tidepool_des::Duration;
use tidepool_scenario::{Library, Scenario, Selection};

const BASE: &str =
    "title = { en = \"a\", zh = \"a\" }\nlisting = \"a.go\"\nduration = \"1s\"\n[load]\nkind = \"open\"\n";

/// How long a scrape waits.
fn patience(scrape: &str, set: &[(&str, &str)]) -> Result<Duration, String> {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), "package main".into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let scenario = Scenario::parse("scraped", &format!("{BASE}{scrape}")).map_err(|e| e.to_string())?;
    let run = scenario.resolve(&Selection { set, ..Selection::default() }, &library);
    let scrape = run.map_err(|e| e.to_string())?.settings.scrape;
    Ok(scrape.expect("somebody scrapes").patience())
}

#[test]
fn a_scrape_is_over_before_the_next_one() {
    let seconds = |n| Ok(Duration::from_secs(n));
    assert_eq!(patience("[scrape]\n", &[]), seconds(10));
    assert_eq!(patience("[scrape]\nevery = \"3s\"\n", &[]), seconds(3));
    assert_eq!(patience("[scrape]\n", &[("scrape.every", "5s")]), seconds(5));
    assert_eq!(patience("[scrape]\nevery = \"20s\"\ntimeout = \"20s\"\n", &[]), seconds(20));
    let wrong = |a, b| Err(format!("scrape.timeout: {a} is longer than {b}, from scrape to scrape"));
    assert_eq!(patience("[scrape]\nevery = \"3s\"\ntimeout = \"4s\"\n", &[]), wrong("4s", "3s"));
    assert_eq!(patience("[scrape]\n", &[("scrape.timeout", "16s")]), wrong("16s", "15s"));
    assert_eq!(patience("[scrape]\ntimeout = \"2s\"\n", &[("scrape.every", "1s")]), wrong("2s", "1s"));
}

#[test]
fn only_a_single_pod_is_scraped() {
    assert!(patience("[scrape]\n[pods]\nreplicas = 1\n", &[]).is_ok());
    for set in [&[][..], &[("pods.replicas", "3")]] {
        let refused = patience("[scrape]\n[pods]\nreplicas = 2\n", set).expect_err("it is left out");
        assert!(refused.starts_with("scrape: one process is scraped"), "{refused}");
    }
}
