//! Sweeps: ranges are read, and all their runs planned in order.

use tidepool_scenario::{Axis, Library, Scenario, Selection};

const PLAIN: &str = r#"
title = { en = "x", zh = "x" }
listing = "main.go"
duration = "1s"
seed = 40

[[param]]
key = "pool"
target = "lab.pool"
kind = "int"
default = 10
min = 1
max = 50
label = { en = "Pool", zh = "池" }

[[param]]
key = "hold"
target = "lab.hold"
kind = "duration"
default = "5ms"
label = { en = "Hold", zh = "占用" }
"#;

fn values(text: &str) -> Option<String> {
    Axis::parse(text).map(|axis| axis.values.join(" "))
}

#[test]
fn ranges_and_lists_are_read() {
    for (text, expected) in [
        ("pool=5..20:5", "5 10 15 20"),
        ("pool=5..19:5", "5 10 15"),
        ("share=0.1..0.5:0.1", "0.1 0.2 0.3 0.4 0.5"),
        ("hold=1ms..2s:500ms", "1ms 501ms 1.001s 1.501s"),
        ("pool= 1, 2 ,8", "1 2 8"),
        ("pool=7..7:1", "7"),
    ] {
        assert_eq!(values(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "pool",
        "pool=5..1:1",
        "pool=1..5",
        "pool=1..5:0",
        "pool=1..5:-1",
        "hold=1ms..x:1ms",
        "p=0..1e9:0.001",
    ] {
        assert_eq!(values(text), None, "{text}");
    }
}

#[test]
fn every_combination_is_planned_with_every_seed() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let library =
        Library { listings: [("main.go".into(), "package main".into())].into(), ..Library::default() };
    let axes = ["pool=1,2", "hold=1ms..3ms:2ms"].map(|text| Axis::parse(text).expect("it reads"));
    let plan = scenario.sweep(&Selection::default(), &library, &axes, 2).expect("it resolves");
    let rows: Vec<String> = plan
        .iter()
        .map(|planned| format!("{} {} {}", planned.set["pool"], planned.set["hold"], planned.run.seed))
        .collect();
    let expected =
        ["1 1ms 40", "1 1ms 41", "1 3ms 40", "1 3ms 41", "2 1ms 40", "2 1ms 41", "2 3ms 40", "2 3ms 41"];
    assert_eq!(rows, expected);
    let refused = |text: &str, seeds| {
        let axis = Axis::parse(text).expect("it reads");
        scenario.sweep(&Selection::default(), &library, &[axis], seeds).expect_err("it is wrong").to_string()
    };
    assert_eq!(refused("pool=1,99", 1), "pool: 99 is above the greatest value, 50");
    assert_eq!(refused("pool=1", 200_000), "sweep: 200000 runs are too many; at most 100000");
}
