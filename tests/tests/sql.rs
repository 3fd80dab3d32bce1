//! Every rule of `database/sql` has programs, which do under ours what they did under real Go.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tidepool_tests::area::Area;
use tidepool_tests::referee::{GO_VERSION, recorded};
use tidepool_tests::root;
use tidepool_tests::sqlref::{SqlRules, whole};

fn programs() -> Vec<String> {
    SqlRules.programs().expect("the folder is there")
}

fn name(program: &str) -> &str {
    Path::new(program).file_stem().and_then(|stem| stem.to_str()).expect("a name")
}

#[test]
fn programs_do_what_they_do_under_real_go() {
    let mut report = String::new();
    for program in programs() {
        let (text, compare) = whole(&program).expect("a program");
        let real = recorded(&SqlRules, &program).expect("recorded by `cargo xtask referee`");
        assert!(real.go.contains(GO_VERSION) && !real.machine.is_empty(), "{program}: {}", real.go);
        assert_eq!((&real.program, real.outcome.exit), (&program, Some(0)));
        for procs in [1, 2] {
            if let Some(found) = compare.difference(&real.outcome, &common::run_ours(&program, &text, procs))
            {
                report.push_str(&format!("{program}, {procs} processors: {found}\n"));
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// The rules and their programs, as the index has them.
fn index() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(root().join("tests/referee/sql/INDEX.md")).expect("the index");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).skip(1);
    let rule = |row: &str| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [rule, says, programs] = cells[..] else { panic!("three cells: {row}") };
        assert!(!says.is_empty(), "{row}");
        (rule.to_owned(), programs.split(", ").map(str::to_owned).collect())
    };
    rows.map(rule).collect()
}

#[test]
fn every_rule_has_programs_and_every_program_its_rule() {
    let index = index();
    for rule in (1..=13).map(|n| format!("A{n}")).chain((1..=5).map(|n| format!("F{n}"))) {
        let part = format!("{rule}.");
        assert!(
            index.iter().any(|(known, _)| *known == rule || known.starts_with(&part)),
            "{rule} has no program"
        );
    }
    for program in programs() {
        let text = fs::read_to_string(root().join(&program)).expect("the program");
        let said = text.strip_prefix("// ").and_then(|text| text.split_once(": ")).expect("a rule");
        let in_row =
            |(rule, listed): &(String, BTreeSet<String>)| rule == said.0 && listed.contains(name(&program));
        assert!(index.iter().any(in_row), "{program} is not in the row of {}", said.0);
    }
    let known: BTreeSet<String> = programs().iter().map(|program| name(program).to_owned()).collect();
    let listed: BTreeSet<String> = index.into_iter().flat_map(|(_, listed)| listed).collect();
    assert_eq!(listed, known);
    assert!(known.len() >= 60, "{} programs", known.len());
}
