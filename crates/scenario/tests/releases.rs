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
