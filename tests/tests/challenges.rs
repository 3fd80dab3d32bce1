//! Challenges from chapter 3 on: the answer meets them; no slider alone does that nothing mends.

use std::collections::BTreeMap;
use std::fs;

use rayon::prelude::*;
use tidepool::scenario;
use tidepool_book::Attrs;
use tidepool_scenario::{Condition, Scenario};

enum Answer {
    /// Other settings.
    Set(&'static str),
    /// Another listing in the editor.
    Listing(&'static str),
    /// Parts of the listing, and what comes in their place.
    Change(&'static [(&'static str, &'static str)]),
}

use Answer::{Change, Listing, Set};

/// Page, place on it from 0, the answer, and settings that must not meet it.
type Row = (&'static str, usize, Answer, &'static [&'static str]);

const ROWS: [Row; 28] = [
    ("3-1", 0, Set("idle=16"), &["idle=2", "rate=1", "dial=0s"]),
    ("3-1", 1, Set("open=9"), &["open=8", "open=10", "pods=1"]),
    ("3-1", 2, Change(&[UNUSED_PODS]), &["rate=1", "limit=1000"]),
    ("3-2", 0, Listing("ch3/leak-report-fixed.go"), &["broken=1000", "rate=1", "pool=0", "duration=10s"]),
    ("3-2", 1, Listing("ch3/leak-report-hikari-fixed.go"), &["broken=1000", "rate=1", "duration=10s"]),
    ("3-3", 0, Set("pool=8"), &["pool=200", "query=1ms", "cores=64", "thrash=0"]),
    ("3-3", 1, Set("pool=100 deadline=30s"), &["burst=0", "hold=1ms", "dial=0s"]),
    ("3-3", 2, Set("lifetime=30s"), &["forgets=0", "call=500ms"]),
    (
        "4-1",
        0,
        Listing("ch4/rows-close-each-time.go"),
        &["timeout=0s", "clients=1", "pool=151", "duration=1s"],
    ),
    (
        "4-1",
        1,
        Set("pool=101 duration=3s"),
        &["pool=100", "pool=102", "timeout=0s", "clients=3", "duration=1s"],
    ),
    (
        "4-2",
        0,
        Set("pool=66"),
        &["pool=65", "pool=67", "pool=151", "deadline=60s", "clients=20", "duration=5s"],
    ),
    ("4-2", 1, Change(&WITH_CONTEXT), &["clients=20", "hold=1ms", "pool=151", "timeout=0s", "duration=8s"]),
    ("4-2", 2, Set("retry_wait=40s"), &["retry_wait=30s", "retries=0", "slow=0s", "timeout=60s"]),
    ("4-3", 0, Listing("ch4/scope-defer-narrow.go"), &["fail_every=0", "panic_every=0", "rate=1", "work=0s"]),
    ("4-3", 1, Set("pool=34"), &["pool=20", "pool=100", "rate=1", "work=0s"]),
    ("4-4", 0, Change(&IN_ORDER), &["articles=10000", "users=50", "ask=0s", "duration=5s"]),
    ("4-4", 1, Set("limit=1150"), &["limit=1000", "limit=1300", "rush=0s", "rate=100", "duration=5s"]),
    (
        "5-1",
        0,
        Set("fault.slow.at=45s pool=22"),
        &["pool=22", "fault.slow.at=20s", "fault.slow.at=20s pool=12", "fault.slow.at=55s pool=22"],
    ),
    ("5-1", 1, Change(&[ROOM]), &["pool=50"]),
    ("5-1", 2, Change(&[CLOSED]), &["pool=50", "duration=5s"]),
    ("5-2", 0, Change(&[DELAY]), &["limit=0s", "limit=1s", "limit=60s"]),
    (
        "5-2",
        1,
        Set("pre_stop=1200ms limit=500ms"),
        &["pre_stop=0s limit=0s", "pre_stop=500ms limit=500ms", "pre_stop=1200ms", "limit=0s"],
    ),
    (
        "5-3",
        0,
        Set("limit=170 burst=2"),
        &["limit=170", "burst=60", "burst=1", "limit=140 burst=2", "limit=300 burst=2"],
    ),
    ("5-3", 1, Listing("ch5/shared-log.go"), &["burst=1", "burst=1000"]),
    ("5-3", 2, Change(&STOPS_IN_TIME), &["open=100ms", "deadline=100ms"]),
    ("5-4", 0, Set("deadline=150ms"), &["deadline=20ms", "deadline=400ms", "deadline=60s"]),
    ("5-4", 1, Set("timeout=500ms"), &["timeout=1ms", "timeout=3s"]),
    ("5-4", 2, Set("budget=15"), &["budget=0", "budget=5"]),
];

const STOPS_IN_TIME: [(&str, &str); 4] = [
    (
        "\t\tvar price string\n",
        "\t\tctx, cancel := context.WithTimeout(r.Context(), time.Second)\n\t\tdefer cancel()\n\t\tvar price string\n",
    ),
    ("db.QueryRow(byID)", "db.QueryRowContext(ctx, byID)"),
    ("\t\"database/sql\"", "\t\"context\"\n\t\"database/sql\""),
    ("\t\"sync\"", "\t\"sync\"\n\t\"time\""),
];

const ROOM: (&str, &str) = ("make(chan bool)", "make(chan bool, 1)");

const CLOSED: (&str, &str) = ("\tfor rows.Next() {", "\tdefer rows.Close()\n\tfor rows.Next() {");

const UNUSED_PODS: (&str, &str) = (
    "\ttime.Sleep(lab.Duration(\"drain\"",
    "\tfor _, db := range old {\n\t\tdb.SetMaxIdleConns(0)\n\t}\n\ttime.Sleep(lab.Duration(\"drain\"",
);

const DELAY: (&str, &str) =
    ("\t\t<-sigterm\n\t\tdrain(", "\t\t<-sigterm\n\t\ttime.Sleep(2 * time.Second)\n\t\tdrain(");

const WITH_CONTEXT: [(&str, &str); 4] = [
    ("userName(db)", "userName(r.Context(), db)"),
    ("userName(db *sql.DB)", "userName(ctx context.Context, db *sql.DB)"),
    ("db.QueryRow(", "db.QueryRowContext(ctx, "),
    ("\t\"database/sql\"", "\t\"context\"\n\t\"database/sql\""),
];

const IN_ORDER: [(&str, &str); 2] = [
    (
        "\tfor _, id := range basket(r) {",
        "\tids := basket(r)\n\tslices.Sort(ids[:])\n\tfor _, id := range ids {",
    ),
    ("\t\"strconv\"", "\t\"slices\"\n\t\"strconv\""),
];

/// What a page says of a challenge: attributes by name.
type Attributes = BTreeMap<String, String>;

fn challenges(slug: &str) -> Vec<Attributes> {
    let path = format!("{}/../content/en/{slug}.md", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
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

/// The listing that a challenge begins with, changed.
fn changed(challenge: &Attributes, parts: &[(&str, &str)]) -> String {
    let library = tidepool_content::library();
    let name = &challenge["scenario"];
    let document = Scenario::parse(name, &library.scenarios[name]).expect("it is in the book");
    let variant = document.variants.iter().find(|v| v.id == challenge["variant"]).expect("a variant");
    parts.iter().fold(library.listings[&variant.listing].clone(), |code, (part, by)| {
        assert!(code.contains(part), "{} has no {part:?}", variant.listing);
        code.replace(part, by)
    })
}

#[test]
fn answers_meet_challenges_and_other_settings_do_not() {
    let known: usize = ["3-1", "3-2", "3-3", "4-1", "4-2", "4-3", "4-4", "5-1", "5-2", "5-3", "5-4"]
        .map(|slug| challenges(slug).len())
        .iter()
        .sum();
    assert_eq!(known, ROWS.len(), "a challenge without a row");
    let wrong: Vec<String> = ROWS.par_iter().flat_map_iter(faults).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn faults((slug, number, answer, misses): &Row) -> Vec<String> {
    let challenge = &challenges(slug)[*number];
    let met = match answer {
        Set(set) => is_met(challenge, set, None),
        Listing(file) => is_met(challenge, "", Some(&tidepool_content::library().listings[*file])),
        Change(parts) => is_met(challenge, "", Some(&changed(challenge, parts))),
    };
    let unmet = (!met).then(|| format!("{slug} no. {number}: the answer does not meet it"));
    let cheats = misses.iter().filter(|set| is_met(challenge, set, None));
    unmet.into_iter().chain(cheats.map(|set| format!("{slug} no. {number}: {set} meets it"))).collect()
}
