//! Challenges from chapter 3 on: the answer meets them; no slider alone does that nothing mends.

use std::collections::BTreeMap;
use std::fs;

use rayon::prelude::*;
use tidepool::scenario;
use tidepool_book::Attrs;
use tidepool_scenario::{Condition, Scenario};
use tidepool_tests::answers::{Answer, answer};
use tidepool_tests::root;

/// Page, place on it from 0, and settings that must not meet it.
type Row = (&'static str, usize, &'static [&'static str]);

const ROWS: [Row; 34] = [
    ("3-1", 0, &["idle=2", "rate=1", "dial=0s"]),
    ("3-1", 1, &["open=8", "open=10", "pods=1"]),
    ("3-1", 2, &["rate=1", "limit=1000"]),
    ("3-2", 0, &["broken=1000", "rate=1", "pool=0", "duration=10s"]),
    ("3-2", 1, &["broken=1000", "rate=1", "duration=10s"]),
    ("3-3", 0, &["pool=200", "query=1ms", "cores=64", "thrash=0"]),
    ("3-3", 1, &["burst=0", "hold=1ms", "dial=0s"]),
    ("3-3", 2, &["forgets=0", "call=500ms"]),
    ("4-1", 0, &["timeout=0s", "clients=1", "pool=151", "duration=1s"]),
    ("4-1", 1, &["pool=100", "pool=102", "timeout=0s", "clients=3", "duration=1s"]),
    ("4-2", 0, &["pool=65", "pool=68", "pool=151", "deadline=60s", "clients=20", "duration=5s"]),
    ("4-2", 1, &["clients=20", "hold=1ms", "pool=151", "timeout=0s", "duration=8s"]),
    ("4-2", 2, &["retry_wait=30s", "retries=0", "slow=0s", "timeout=60s"]),
    ("4-3", 0, &["fail_every=0", "panic_every=0", "rate=1", "work=0s"]),
    ("4-3", 1, &["pool=20", "pool=100", "rate=1", "work=0s"]),
    ("4-4", 0, &["articles=10000", "users=50", "ask=0s", "duration=5s"]),
    ("4-4", 1, &["limit=1000", "limit=1300", "rush=0s", "rate=100", "duration=5s"]),
    ("5-1", 0, &["pool=22", "fault.slow.at=20s", "fault.slow.at=20s pool=12", "fault.slow.at=55s pool=22"]),
    ("5-1", 1, &["pool=50"]),
    ("5-1", 2, &["pool=50", "duration=5s"]),
    ("5-2", 0, &["limit=0s", "limit=1s", "limit=60s"]),
    ("5-2", 1, &["pre_stop=0s limit=0s", "pre_stop=500ms limit=500ms", "pre_stop=1200ms", "limit=0s"]),
    ("5-3", 0, &["limit=170", "burst=60", "burst=1", "limit=140 burst=2", "limit=300 burst=2"]),
    ("5-3", 1, &["burst=1", "burst=1000"]),
    ("5-3", 2, &["open=100ms", "deadline=100ms"]),
    ("5-4", 0, &["deadline=20ms", "deadline=400ms", "deadline=60s"]),
    ("5-4", 1, &["timeout=1ms", "timeout=3s"]),
    ("5-4", 2, &["budget=0", "budget=5"]),
    ("5-5", 0, &["ttl=4s", "ttl=1s", "connect=100ms"]),
    ("5-5", 1, &["ping=250ms", "failures=6"]),
    ("5-5", 2, &["mode=semi-sync", "window=2s", "backup=1s window=2s"]),
    ("5-6", 0, &["fault.release.at=never"]),
    ("5-6", 1, &["places=15", "places=1", "fault.release.at=29s"]),
    ("5-6", 2, &["backoff=full-jitter", "retries=4", "fault.release.at=19s"]),
];

/// What a page says of a challenge: attributes by name.
type Attributes = BTreeMap<String, String>;

fn challenges(slug: &str) -> Vec<Attributes> {
    let path = format!("content/en/{slug}.md");
    let text = fs::read_to_string(root().join(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let lines = text.lines().filter_map(|line| line.strip_prefix(":::challenge"));
    let read = |line| Attrs::read(line).unwrap_or_else(|e| panic!("{path}: {e}")).0;
    lines.map(|line| read(line).pairs().iter().cloned().collect()).collect()
}

fn pairs(set: &str) -> impl Iterator<Item = (&str, &str)> {
    set.split_whitespace().map(|pair| pair.split_once('=').expect("key=value"))
}

/// Whether a run with other settings and perhaps other code counts, and reaches every goal.
fn is_met(challenge: &Attributes, set: &str, code: Option<&str>) -> bool {
    let pinned: BTreeMap<_, _> = pairs(&challenge["set"]).collect();
    if pairs(set).any(|(key, value)| pinned.get(key).is_some_and(|kept| *kept != value)) {
        return false;
    }
    let mut run = scenario(&challenge["scenario"]).expect("it is in the book");
    if let Some(variant) = challenge.get("variant") {
        run = run.variant(variant);
    }
    for (key, value) in pinned.into_iter().chain(pairs(set)) {
        run = run.set(key, value);
    }
    if let Some(code) = code {
        run = run.code(code);
    }
    let outcome = run.run().unwrap_or_else(|e| panic!("{challenge:?} with {set}: {e}"));
    let first = format!("{} {}", challenge["metric"], challenge["condition"]);
    let also = challenge.get("also").into_iter().flat_map(|also| also.split("; "));
    std::iter::once(first.as_str()).chain(also).all(|goal| {
        let (metric, condition) = goal.split_once(' ').expect("metric and condition");
        Condition::parse(condition).expect("a condition").holds(outcome.metric(metric))
    })
}

/// The listing that a challenge begins with.
fn listing(challenge: &Attributes) -> String {
    let library = tidepool_content::library();
    let name = &challenge["scenario"];
    let document = Scenario::parse(name, &library.scenarios[name]).expect("it is in the book");
    let variant = challenge.get("variant").map(|id| document.variant(id).expect("a variant"));
    library.listings[variant.map_or(&document.listing, |variant| &variant.listing)].clone()
}

/// The sections from chapter 3 on.
fn sections() -> Vec<String> {
    let pages = fs::read_dir(root().join("content/en")).expect("the pages are there");
    let names = pages.map(|page| page.expect("a page").file_name().to_string_lossy().into_owned());
    let slugs = names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned));
    slugs
        .filter(|slug| {
            slug.split_once('-').is_some_and(|(chapter, _)| chapter.parse().is_ok_and(|n: u32| n >= 3))
        })
        .collect()
}

#[test]
fn answers_meet_challenges_and_other_settings_do_not() {
    let known: usize = sections().iter().map(|slug| challenges(slug).len()).sum();
    assert_eq!(known, ROWS.len(), "a challenge without a row");
    let wrong: Vec<String> = ROWS.par_iter().flat_map_iter(faults).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn faults((slug, number, misses): &Row) -> Vec<String> {
    let challenge = &challenges(slug)[*number];
    let answer = answer(slug, *number);
    let set = if let Answer::Set(set) = answer { set } else { "" };
    let code = answer.code(&listing(challenge), |path| tidepool_content::library().listings[path].clone());
    let met = is_met(challenge, set, code.as_deref());
    let unmet = (!met).then(|| format!("{slug} no. {number}: the answer does not meet it"));
    let cheats = misses.iter().filter(|set| is_met(challenge, set, None));
    unmet.into_iter().chain(cheats.map(|set| format!("{slug} no. {number}: {set} meets it"))).collect()
}
