//! `tests/go/INDEX.md` names programs that exist, for every rule.

use std::collections::BTreeSet;

use super::folder;

/// The rules: C of defer, panic and recover, D of scheduler and sync, L of limits.
fn rules() -> BTreeSet<String> {
    let numbered = |letter: char, last: u32| (1..=last).map(move |n| format!("{letter}{n}"));
    let parts =
        ["D4.1", "D5.1", "D5.2", "D5.3", "D5.4", "D5.5", "D5.6", "D9.1", "E1", "E2"].map(String::from);
    numbered('C', 13).chain(numbered('D', 10)).chain(numbered('L', 2)).chain(parts).collect()
}

#[test]
fn every_rule_has_programs_that_exist() {
    let index = std::fs::read_to_string(folder("INDEX.md")).expect("the index");
    let mut seen = BTreeSet::new();
    let rows = index.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    for row in rows {
        let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
        let [rule, says, programs] = cells[..] else { panic!("three cells: {row}") };
        assert!(!says.is_empty() && seen.insert(rule.to_string()), "{row}");
        for program in programs.split(", ") {
            for extension in ["go", "out"] {
                assert!(folder(program).with_extension(extension).exists(), "{rule}: {program}.{extension}");
            }
        }
    }
    assert_eq!(seen, rules());
}
