//! What loads, their repeats and their bursts say.

use expect_test::expect;
use tidepool_scenario::{Library, Run, Scenario, Selection};

fn resolve(text: &str, set: &[(&str, &str)]) -> Result<Run, String> {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), "package main".into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    let scenario = Scenario::parse("groups", text).map_err(|e| e.to_string())?;
    scenario.resolve(&selection, &library).map_err(|e| e.to_string())
}

const LOADS: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "1s"

[load]
kind = "closed"
clients = 20
pacing = "1s"
retry = "full-jitter"
retry_max = "2s"
retry_budget = 0.1
mix = [{ path = "/a", weight = 3 }, { path = "/b", weight = 1, method = "POST" }]

[[group]]
id = "even"
kind = "open"
arrivals = "constant"
method = "HEAD"

[[group]]
id = "seen"
kind = "open"
trace = ["0s", "12ms", "12ms"]

[[group]]
id = "twin"
repeats = "load"

[[fault]]
id = "crowd"
kind = "burst"
group = "load"
at = "1s"
for = "2s"
factor = 3.0
"#;

#[test]
fn what_a_load_says_reaches_the_settings() {
    let sets =
        [("load.retry", "exponential"), ("group.even.arrivals", "poisson"), ("fault.crowd.factor", "2")];
    let changed = resolve(LOADS, &sets).expect("it is right");
    let run = resolve(LOADS, &[]).expect("it is right");
    let seen = |run: &Run| {
        let groups = run.settings.groups.iter().map(|g| {
            let mix: Vec<_> = g.mix.iter().map(|share| format!("{} {}", share.method, share.path)).collect();
            format!("{} {:?} {:?} {:?} {}", g.id, g.arrivals, g.retry, mix, g.trace.len())
        });
        groups.chain([format!("{:?}", run.settings.faults["crowd"].factor)]).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        load Poisson FullJitter ["GET /a", "POST /b"] 0
        even Constant Fixed ["HEAD /"] 0
        seen Poisson Fixed ["GET /"] 3
        twin Poisson FullJitter ["GET /"] 0
        Some(3.0)"#]]
    .assert_eq(&seen(&run));
    expect![[r#"
        load Poisson Exponential ["GET /a", "POST /b"] 0
        even Poisson Fixed ["HEAD /"] 0
        seen Poisson Fixed ["GET /"] 3
        twin Poisson Exponential ["GET /"] 0
        Some(2.0)"#]]
    .assert_eq(&seen(&changed));
    assert_eq!(run.settings.groups[0].pacing, run.settings.groups[3].pacing, "a twin keeps its model's pace");
    let scenario = Scenario::parse("t", LOADS).expect("valid");
    assert_eq!(Scenario::parse("t", &scenario.to_toml()).expect("valid"), scenario);
    let plain = LOADS.split("[load]").next().expect("there is a beginning");
    let plain = Scenario::parse("t", plain).expect("valid").to_toml();
    let said =
        ["pacing", "retry =", "retry_max", "method", "\ntrace =", "arrivals"].map(|key| plain.contains(key));
    assert_eq!(said, [false; 6], "a document without them says nothing of them");
}

/// Two bursts of a group of 100 arrivals per second; the first begins at one second and lasts two.
fn bursts(second: &str) -> String {
    let more = format!("[[fault]]\nid = \"more\"\nkind = \"burst\"\nat = \"{second}\"\n");
    let of = |factor: &str| format!("group = \"even\"\nfor = \"2s\"\nfactor = {factor}\n");
    format!("at = \"1s\"\n{}\n{more}{}", of("400.0"), of("300.0"))
}

#[test]
fn bursts_multiply_only_while_both_last() {
    let one = "group = \"load\"\nat = \"1s\"\nfor = \"2s\"\nfactor = 3.0";
    let with = |second: &str| resolve(&LOADS.replace(one, &bursts(second)), &[]).map(drop);
    let wrong = |id: &str| {
        Err(format!("fault.{id}.factor: that is a rate of 12000000 per second, more than 10000000"))
    };
    assert_eq!(with("3s"), Ok(()));
    assert_eq!(with("2s"), wrong("more"));
    assert_eq!(with("0s"), wrong("crowd"));
    assert_eq!(with("never"), Err("fault.more.at: never, and there is no `button` to bring it about".into()));
}

#[test]
fn what_is_wrong_with_a_load_is_named() {
    let wrong = |from: &str, to: &str| resolve(&LOADS.replace(from, to), &[]).expect_err("it is wrong");
    let told = [
        wrong("retry_budget = 0.1", "retry_budget = -1.0"),
        wrong("retry = \"full-jitter\"", "retry = \"jitter\""),
        wrong("\"HEAD\"", "\"head\""),
        wrong("\"12ms\", \"12ms\"", "\"12ms\", \"11ms\""),
        wrong("clients = 20", "trace = [\"0s\"]"),
        wrong("group = \"load\"", "group = \"seen\""),
        wrong("group = \"load\"", "group = \"twin\""),
        wrong("group = \"load\"", "group = \"loud\""),
        wrong("group = \"load\"", ""),
        wrong("factor = 3.0", "factor = 10000.0"),
        wrong("clients = 20", "clients = 99990"),
        wrong("at = \"1s\"", "at = \" never\""),
        resolve(LOADS, &[("load.retry", "jitter")]).expect_err("it is wrong"),
        resolve(LOADS, &[("fault.crowd.factor", "6000")]).expect_err("it is wrong"),
    ];
    expect![[r#"
        load.retry_budget: "-1" is not a number of tries from 0 to 10
        groups.toml: TOML parse error at line 10, column 9
           |
        10 | retry = "jitter"
           |         ^^^^^^^^
        unknown variant `jitter`, expected one of `fixed`, `exponential`, `full-jitter`
        group.even.method: "head" is not a method such as GET or POST
        group.seen.trace.2: 11ms comes before the arrival before it
        load.trace: recorded arrivals need kind = "open"
        fault.crowd.group: the arrivals of seen are recorded, with what bursts there are
        fault.crowd.group: twin repeats load: give it the burst
        fault.crowd.group: there is no group "loud"; expected one of load, even, seen, twin
        fault.crowd: burst takes `factor` and `group`; there is `factor`
        fault.crowd.factor: that is 200020 users, more than 100000
        load.clients: all groups together have 199980 users, more than 100000
        fault.crowd.at: never, and there is no `button` to bring it about
        load.retry: unknown variant `jitter`, expected one of `fixed`, `exponential`, `full-jitter`
        fault.crowd.factor: that is 120020 users, more than 100000"#]]
    .assert_eq(&told.join("\n"));
}

const WORD: &str = r#"
[[param]]
key = "backoff"
target = "load.retry"
kind = "word"
default = "fixed"
choices = [
  { value = "fixed", label = { en = "a", zh = "a" } },
  { value = "exponential", label = { en = "b", zh = "b" } },
]
label = { en = "c", zh = "c" }
"#;

#[test]
fn a_word_is_one_of_its_choices() {
    let text = format!("{LOADS}{WORD}");
    let chosen = |word: &str| resolve(&text, &[("backoff", word)]).map(|run| run.settings.groups[0].retry);
    assert_eq!(chosen("exponential"), Ok(tidepool_scenario::Backoff::Exponential));
    // Its target would take that one.
    expect![[r#"backoff: there is no word "full-jitter"; expected one of fixed, exponential"#]]
        .assert_eq(&chosen("full-jitter").expect_err("it is not offered"));
    let wrong = text.replace("default = \"fixed\"", "default = \"rarely\"");
    expect![[r#"param.backoff.default: there is no word "rarely"; expected one of fixed, exponential"#]]
        .assert_eq(&resolve(&wrong, &[]).expect_err("it is not offered"));
    let scenario = Scenario::parse("t", &text).expect("valid");
    assert_eq!(Scenario::parse("t", &scenario.to_toml()).expect("valid"), scenario);
}
