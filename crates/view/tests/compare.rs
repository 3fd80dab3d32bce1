//! Two runs of the book beside each other, in words and figures.

use std::rc::Rc;

use tidepool_scenario::{Run, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::Lang;
use tidepool_view::chart::{beside, panels};
use tidepool_view::compare::{Comparison, Contrast, chosen};

fn run(name: &str, variant: Option<&str>, set: &[(&str, &str)], seed: Option<u64>) -> Run {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).unwrap_or_else(|e| panic!("{e}"));
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { variant: variant.map(Into::into), set, seed, code: None };
    scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{e}"))
}

fn at(run: Run, seconds: u64) -> Simulation {
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).unwrap_or_else(|e| panic!("{e}"));
    simulation.advance(Time::from_nanos(seconds * 1_000_000_000), Budget(u64::MAX));
    simulation
}

fn figure<'a>(comparison: &'a Comparison, key: &str) -> &'a Contrast {
    comparison.figures.iter().find(|row| row.key == key).unwrap_or_else(|| panic!("{comparison:#?}"))
}

#[test]
fn a_leak_and_its_cure() {
    let a = at(run("rows", None, &[], None), 30);
    let b = at(run("rows", Some("drained"), &[], None), 30);
    let found = Comparison::of(&a, &b, Lang::En);
    assert_eq!(found.chosen.len(), 1, "{found:#?}");
    assert!(
        found.choice.starts_with("In B: listing “") && found.choice.contains("” instead of “"),
        "{}",
        found.choice
    );
    let failed = figure(&found, "requests_failed");
    assert_eq!((failed.a.as_str(), failed.b.as_str(), failed.differs), ("1450", "0", true));
    assert!(
        found.outcome.starts_with("By 30.0 s, in B: requests failed 0 instead of 1450; "),
        "{}",
        found.outcome
    );
    // Of the three that were answered none has waited, and of those who wait nobody knows how long they will.
    assert_eq!(
        found.figures.iter().find(|row| row.key == "wait_p99_ms").map(|row| row.a.as_str()),
        Some("–")
    );
    let waits = found.figures.iter().find(|row| row.key == "acquire_mean_ms").map(|row| row.a.as_str());
    assert_eq!(waits, Some("–"), "1,500 wait, and ten have got a connection");
    assert!(found.figures.len() <= 10, "{:#?}", found.figures);
    let zh = Comparison::of(&a, &b, Lang::Zh);
    assert!(zh.outcome.starts_with("到 30.0 s 为止，失败的请求：B 0，A 1450；"), "{}", zh.outcome);
    assert!(zh.choice.starts_with("代码：B“读到末尾，从不 Close”，A“"), "{}", zh.choice);
}

#[test]
fn settings_are_named_with_their_units() {
    let [a, b] = [&[][..], &[("pool", "25"), ("latency", "2ms")]].map(|set| run("rows", None, set, None));
    let names = |lang| {
        let texts = chosen(&a, &b, lang).into_iter().map(|c| format!("{}: {} | {}", c.name, c.a, c.b));
        texts.collect::<Vec<_>>()
    };
    expect_test::expect![[r#"
        Pool size (MaxOpen): 10 connections | 25 connections
        Time of one query: 5ms | 2ms"#]]
    .assert_eq(&names(Lang::En).join("\n"));
    expect_test::expect![[r#"
        连接池上限（MaxOpen）: 10 个连接 | 25 个连接
        一次查询的用时: 5ms | 2ms"#]]
    .assert_eq(&names(Lang::Zh).join("\n"));
    assert_eq!(chosen(&a, &a, Lang::En), []);
}

#[test]
fn a_fault_that_comes_later_is_a_difference_from_then_on() {
    let [a, b] = [&[][..], &[("fault.killed.at", "20s")]].map(|set| run("zones", None, set, None));
    let (early, late) = (10, 30);
    let same = Comparison::of(&at(a.clone(), early), &at(b.clone(), early), Lang::En);
    assert_eq!(same.outcome, "Up to 10.0 s both are the same run, event for event.");
    assert_eq!(same.choice, "In B: “Kill an instance” at 20.0 s instead of never.");
    let other = Comparison::of(&at(a, late), &at(b, late), Lang::En);
    assert!(other.outcome.starts_with("By 30.0 s, in B: "), "{}", other.outcome);
}

#[test]
fn another_seed_is_said_to_be_other_chance() {
    let [a, b] = [None, Some(7)].map(|seed| at(run("rows", Some("drained"), &[], seed), 2));
    let found = Comparison::of(&a, &b, Lang::En);
    assert_eq!((found.choice.as_str(), found.same_draws()), ("In B: seed 7 instead of 1.", false));
    assert!(Comparison::of(&a, &a, Lang::En).same_draws());
    assert_eq!(Comparison::of(&a, &a, Lang::En).choice, "A is this run, kept. So far B is the same.");
}

#[test]
fn curves_lie_behind_those_with_the_same_name() {
    let a = at(run("rows", None, &[], None), 5);
    let b = at(run("rows", Some("drained"), &[("pool", "25")], None), 5);
    let legend = Comparison::of(&a, &b, Lang::En).legend(Lang::En);
    let [of_a, of_b] = [&a, &b].map(|simulation| panels(simulation, Lang::En));
    let both = beside(of_b.clone(), of_a.clone(), &legend);
    assert_eq!(both.len(), of_b.len());
    for (panel, (a, b)) in both.iter().zip(of_a.iter().zip(&of_b)) {
        assert_eq!((&panel.lines, &panel.behind), (&b.lines, &a.lines), "{}", panel.key);
        let names: Vec<String> = panel.at(3.0).into_iter().map(|(name, _)| name.into_owned()).collect();
        assert_eq!(names.len(), 2 * a.lines.len());
        assert!(names[a.lines.len()..].iter().all(|name| name.starts_with("A: ")), "{names:?}");
        assert!(panel.max() >= a.max() && panel.max() >= b.max());
    }
    assert_eq!(legend, "thick: B · thin: A", "two things differ");
    let one = at(run("rows", None, &[("pool", "25")], None), 1);
    let legend = Comparison::of(&a, &one, Lang::Zh).legend(Lang::Zh);
    assert_eq!(legend, "粗线：B，25 个连接 · 细线：A，10 个连接");
}
