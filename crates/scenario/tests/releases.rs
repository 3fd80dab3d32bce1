//! Rollouts that deploy another variant: what a run and its link hold of it, and what is refused.

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Scenario, Selection, link};

const DEPLOYS: &str = r#"
title = { en = "a", zh = "a" }
listing = "ch5/good.go"
duration = "30s"
[[variant]]
id = "good"
listing = "ch5/good.go"
title = { en = "Good", zh = "好" }
[[variant]]
id = "bad"
listing = "ch5/bad.go"
title = { en = "Bad", zh = "坏" }
[load]
kind = "open"
rate = 10.0
[pods]
[[fault]]
id = "leak"
kind = "rollout"
at = "never"
deploys = "bad"
button = { en = "Deploy", zh = "发布" }
[[preset]]
id = "fails"
title = { en = "Fails", zh = "失败" }
set = { "fault.leak.at" = "10s" }
"#;

fn library() -> Library {
    let mut library = Library::default();
    for name in ["ch5/good.go", "ch5/bad.go"] {
        library.listings.insert(name.into(), format!("package main // {name}\n"));
    }
    library
}

fn select(variant: Option<&str>, code: Option<&str>) -> Selection {
    Selection { variant: variant.map(Into::into), code: code.map(Into::into), ..Selection::default() }
}

#[test]
fn a_link_has_the_listings_that_are_deployed() {
    let scenario = Scenario::parse("t", DEPLOYS).unwrap_or_else(|e| panic!("{e}"));
    let deployed = |variant, code| {
        let run = scenario.resolve(&select(variant, code), &library()).expect("it resolves");
        let back = link::decode(&link::encode(&run, None, None)).expect("it reads back");
        assert_eq!(back.run, run);
        run.releases.values().map(|release| release.file().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(deployed(None, None), ["bad.go"]);
    assert_eq!(deployed(None, Some("package main\n")), ["bad.go"]);
    // What the run begins with is deployed as it is, with the reader's changes.
    assert!(deployed(Some("bad"), Some("package main\n")).is_empty());
}

#[test]
fn what_a_reader_has_made_of_a_listing_is_deployed() {
    let text = DEPLOYS.to_owned() + "[expect]\nrequests_failed = \"== 0\"\n";
    let scenario = Scenario::parse("t", &text).unwrap_or_else(|e| panic!("{e}"));
    let mut run = scenario.resolve(&select(None, None), &library()).expect("it resolves");
    assert_eq!(run.expectations.len(), 1);
    run.deploy("ch5/good.go", "package main // changed\n");
    assert!(run.releases["bad"].code.contains("ch5/bad.go") && run.expectations.len() == 1);
    run.deploy("ch5/bad.go", "package main // changed\n");
    assert_eq!(run.releases["bad"].code, "package main // changed\n");
    // What was expected was expected of the book's text.
    assert!(run.expectations.is_empty());
    let back = link::decode(&link::encode(&run, None, None)).expect("it reads back");
    assert_eq!(back.run.releases, run.releases);
}

#[test]
fn each_preset_is_one_by_itself() {
    let two = |first: &str, second: &str| {
        let preset = |id: &str, set: &str| {
            format!("[[preset]]\nid = \"{id}\"\ntitle = {{ en = \"a\", zh = \"a\" }}\nset = {{ {set} }}\n")
        };
        let text = DEPLOYS.replace("[pods]", "[pods]\nsurge = 1\nunavailable = 0")
            + &preset("a", first)
            + &preset("b", second);
        Scenario::parse("t", &text).map(drop).map_err(|e| e.to_string())
    };
    assert_eq!(two("\"pods.unavailable\" = 1, \"pods.surge\" = 0", "\"pods.surge\" = 2"), Ok(()));
    assert_eq!(
        two("\"pods.unavailable\" = 1", "\"pods.surge\" = 0"),
        Err("pods.surge with preset.b: surge and unavailable are both 0: a rollout could replace nothing"
            .into())
    );
}

fn refused(from: &str, to: &str, expected: Expect) {
    assert!(DEPLOYS.contains(from), "{from}");
    let error = Scenario::parse("t", &DEPLOYS.replace(from, to)).expect_err("it is wrong");
    expected.assert_eq(&error.to_string());
}

#[test]
fn what_cannot_be_deployed_is_named() {
    refused(
        "deploys = \"bad\"",
        "deploys = \"worse\"",
        expect![[r#"fault.leak.deploys: there is no variant "worse"; expected one of good, bad"#]],
    );
    refused(
        "[pods]",
        "[pods]\nreadiness = { period = \"1ms\" }",
        expect!["pods.readiness.period: 1ms is less than 10ms, and not 0s for never"],
    );
    refused("[pods]", "", expect!["fault.leak: it befalls pods; give the scenario a table [pods]"]);
    refused(
        "\"fault.leak.at\" = \"10s\"",
        "\"fault.lick.at\" = \"10s\"",
        expect![[r#"preset.fails.set.fault.lick.at: there is no fault "lick"; expected one of leak"#]],
    );
    refused(
        "\"fault.leak.at\" = \"10s\"",
        "at = \"10s\"",
        expect![[
            r#"preset.fails.set.at: there is no parameter "at"; expected one of none, since there is none"#
        ]],
    );
    refused(
        "kind = \"rollout\"",
        "kind = \"kill\"",
        expect!["fault.leak: kill takes no further key, or `count`; there is `deploys`"],
    );
}
