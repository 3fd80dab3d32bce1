//! The rules of `database/sql`, one by one: the programs of `tests/referee/sql` under real Go and under ours.
//!
//! A program is run together with `fake.go`, its database, as one file. What depends on chance it prints as lines
//! `count NAME CATEGORY NUMBER` and says in its head how they are to be compared: `// distribution: NAME chi-square`, or
//! `// distribution: NAME share 0.05` for parts of the whole that may be apart by so much.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::area::{Area, Beside};
use crate::referee::{Go, Outcome, Recorded, difference, outcome, recorded, run_ours};
use crate::{go_files, root};

/// Where the programs lie.
const FOLDER: &str = "tests/referee/sql";
/// The database that all of them share.
const FAKE: &str = "tests/referee/sql/fake.go";
/// A result is kept if real Go prints it so many times.
const RUNS: usize = 3;

/// The rules of `database/sql`.
pub struct SqlRules;

impl Area for SqlRules {
    fn programs(&self) -> io::Result<Vec<String>> {
        Ok(go_files(FOLDER)?.into_iter().filter(|program| program != FAKE).collect())
    }

    fn recorded_path(&self, program: &str) -> PathBuf {
        let stem = Path::new(program).file_stem().unwrap_or_default();
        root().join(FOLDER).join("recorded").join(stem).with_extension("txt")
    }

    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String> {
        let (whole, compare) = prepare(program, scratch)?;
        let binary = go.build(&whole, scratch)?;
        let first = outcome(&mut Command::new(&binary))?;
        for _ in 1..RUNS {
            let again = outcome(&mut Command::new(&binary))?;
            if let Some(varies) = compare.difference(&first, &again) {
                return Err(format!("it varies: {varies}"));
            }
        }
        Ok(Recorded::now(go, program, first).to_text())
    }

    fn same(&self, known: &str, fresh: &str) -> bool {
        let (Ok(known), Ok(fresh)) = (Recorded::from_text(known), Recorded::from_text(fresh)) else {
            return false;
        };
        let compare = whole(&fresh.program).map(|(_, compare)| compare);
        known.go == fresh.go
            && compare.is_ok_and(|compare| compare.difference(&known.outcome, &fresh.outcome).is_none())
    }

    fn beside(&self, tidepool: &Path, program: &str, scratch: &Path) -> Result<Beside, String> {
        let (whole, compare) = prepare(program, scratch)?;
        let real = recorded(self, program)?;
        Ok(compare.difference(&real.outcome, &run_ours(tidepool, &whole)?).into())
    }
}

/// Writes a program with its database to a file, and reads how it is to be compared.
fn prepare(program: &str, scratch: &Path) -> Result<(PathBuf, Compare), String> {
    let (text, compare) = whole(program)?;
    let path = scratch.join("main.go");
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok((path, compare))
}

/// A program with its database, and how what it prints is to be compared.
///
/// # Errors
/// If a file is missing or its head says nothing that is understood.
pub fn whole(program: &str) -> Result<(String, Compare), String> {
    let read = |path: &str| fs::read_to_string(root().join(path)).map_err(|e| format!("{path}: {e}"));
    let text = read(program)?;
    let compare = Compare::of(&text).map_err(|e| format!("{program}: {e}"))?;
    Ok((merge(&text, &read(FAKE)?), compare))
}

/// One file of two, both formatted by gofmt.
fn merge(program: &str, fake: &str) -> String {
    let parts = [program, fake].map(|text| {
        let body = text.split_once("\npackage main\n").map_or(text, |(_, body)| body);
        match body.split_once("import (\n").and_then(|(_, rest)| rest.split_once("\n)\n")) {
            Some((imports, code)) => (imports.lines().collect::<BTreeSet<_>>(), code),
            None => (BTreeSet::new(), body),
        }
    });
    let [(ours, program), (its, fake)] = parts;
    let imports = ours.union(&its).fold(String::new(), |text, line| text + *line + "\n");
    format!("package main\n\nimport (\n{imports})\n{program}{fake}")
}

/// How two distributions are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// They may have come from one: the chi-square test does not reject that at one in a thousand.
    ChiSquare,
    /// No category's part of the whole is apart by more.
    Share(f64),
}

/// How the outcomes of a program are compared: what it counts by distribution, everything else line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    distributions: BTreeMap<String, Tolerance>,
}

/// What was counted: of each name, how many in each category.
type Counts = BTreeMap<String, BTreeMap<String, f64>>;

impl Compare {
    fn of(program: &str) -> Result<Compare, String> {
        let mut distributions = BTreeMap::new();
        for said in program.lines().filter_map(|line| line.strip_prefix("// distribution: ")) {
            let (name, how) = said.split_once(' ').ok_or(format!("how is {said} distributed?"))?;
            let tolerance = match how.split_once(' ') {
                None if how == "chi-square" => Tolerance::ChiSquare,
                Some(("share", part)) => Tolerance::Share(part.parse().map_err(|e| format!("{said}: {e}"))?),
                _ => return Err(format!("{how} is no way to compare")),
            };
            distributions.insert(name.to_owned(), tolerance);
        }
        Ok(Compare { distributions })
    }

    /// Where two outcomes differ, for people.
    pub fn difference(&self, real: &Outcome, ours: &Outcome) -> Option<String> {
        let ([equal_real, _], [equal_ours, _]) = (self.split(real), self.split(ours));
        difference(&equal_real, &equal_ours)
            .or_else(|| self.counted(real, ours).iter().find_map(Counted::difference))
    }

    /// What both counted, in the order of names.
    pub fn counted(&self, real: &Outcome, ours: &Outcome) -> Vec<Counted> {
        let [real, ours] = [real, ours].map(|outcome| counts(&self.split(outcome)[1].stdout));
        let counted = |(name, tolerance): (&String, &Tolerance)| {
            let of = |counts: &Counts| counts.get(name).cloned().unwrap_or_default();
            Counted::new(name, *tolerance, &of(&real), &of(&ours))
        };
        self.distributions.iter().map(counted).collect()
    }

    /// What is to be equal, and what was counted.
    fn split(&self, outcome: &Outcome) -> [Outcome; 2] {
        let counted = |line: &&str| {
            line.strip_prefix("count ")
                .and_then(|rest| rest.split_once(' '))
                .is_some_and(|(name, _)| self.distributions.contains_key(name))
        };
        let (counts, rest): (Vec<&str>, Vec<&str>) = outcome.stdout.lines().partition(counted);
        [rest, counts].map(|lines| Outcome { stdout: lines.join("\n"), exit: outcome.exit })
    }
}

fn counts(lines: &str) -> Counts {
    let mut counts = Counts::new();
    for line in lines.lines() {
        if let [_, name, category, number] = line.split(' ').collect::<Vec<_>>()[..]
            && let Ok(number) = number.parse::<f64>()
        {
            *counts.entry(name.to_owned()).or_default().entry(category.to_owned()).or_default() += number;
        }
    }
    counts
}

/// One distribution, as real Go and ours counted it.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// What was counted.
    pub name: String,
    /// Each category with the numbers under real Go and under ours.
    pub categories: Vec<(String, [f64; 2])>,
    /// How they are compared.
    pub tolerance: Tolerance,
    /// Chi-square, or the largest difference of shares; no number if one side counted nothing.
    pub apart: f64,
    /// How much that may be.
    pub allowed: f64,
}

impl Counted {
    fn new(
        name: &str,
        tolerance: Tolerance,
        real: &BTreeMap<String, f64>,
        ours: &BTreeMap<String, f64>,
    ) -> Counted {
        let names: BTreeSet<&String> = real.keys().chain(ours.keys()).collect();
        let numbers = |name| [real, ours].map(|counts| counts.get(name).copied().unwrap_or_default());
        let categories = names.into_iter().map(|name| (name.clone(), numbers(name))).collect();
        let mut counted = Counted { name: name.to_owned(), categories, tolerance, apart: 0.0, allowed: 0.0 };
        let [all_real, all_ours] = counted.totals();
        let numbers = || counted.categories.iter().map(|(_, numbers)| *numbers);
        (counted.apart, counted.allowed) = match tolerance {
            Tolerance::ChiSquare => {
                let (mut statistic, mut used) = (0.0, 0.0_f64);
                for [real, ours] in numbers().filter(|[a, b]| a + b > 0.0) {
                    let difference =
                        real * (all_ours / all_real).sqrt() - ours * (all_real / all_ours).sqrt();
                    statistic += difference * difference / (real + ours);
                    used += 1.0;
                }
                (statistic, chi_square_limit(used - 1.0))
            }
            Tolerance::Share(most) => {
                let apart = numbers().map(|[real, ours]| (real / all_real - ours / all_ours).abs());
                (apart.fold(0.0, f64::max), most)
            }
        };
        counted
    }

    /// How many were counted under real Go and under ours.
    pub fn totals(&self) -> [f64; 2] {
        [0, 1].map(|side| self.categories.iter().map(|(_, numbers)| numbers[side]).sum())
    }

    /// Where they differ, for people.
    fn difference(&self) -> Option<String> {
        let Counted { name, apart, allowed, .. } = self;
        if self.totals().contains(&0.0) {
            return Some(format!("distribution {name}: nothing was counted"));
        }
        let what = match self.tolerance {
            Tolerance::ChiSquare => "chi-square",
            Tolerance::Share(_) => "the largest difference of shares",
        };
        // Not a number is no agreement.
        let near = apart <= allowed;
        (!near).then(|| format!("distribution {name}: {what} is {apart:.3}, more than {allowed:.3}"))
    }
}

/// What chi-square exceeds once in a thousand times, after Wilson and Hilferty.
fn chi_square_limit(degrees: f64) -> f64 {
    let part = 2.0 / (9.0 * degrees);
    degrees * (1.0 - part + 3.090_2 * part.sqrt()).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "// A4: random.\n// distribution: first chi-square\n// distribution: late share 0.05\npackage main\n";

    fn found(real: &str, ours: &str) -> Option<String> {
        let outcome = |stdout: &str| Outcome { stdout: stdout.to_owned(), exit: Some(0) };
        Compare::of(HEAD).expect("a head").difference(&outcome(real), &outcome(ours))
    }

    fn printed(first: [u32; 3], late: [u32; 2]) -> String {
        let counts = |name: &str, numbers: &[u32]| {
            numbers.iter().enumerate().map(|(i, n)| format!("count {name} {i} {n}\n")).collect::<String>()
        };
        format!("begin\n{}{}end\n", counts("first", &first), counts("late", &late))
    }

    #[test]
    fn what_is_counted_may_vary_by_chance_and_everything_else_not_at_all() {
        let real = printed([100, 104, 96], [490, 510]);
        assert_eq!(found(&real, &printed([120, 95, 85], [520, 480])), None);
        assert_eq!(found(&real, &printed([1000, 1010, 990], [5200, 4800])), None);
        let skewed = found(&real, &printed([150, 100, 50], [500, 500])).expect("a difference");
        assert_eq!(skewed, "distribution first: chi-square is 24.572, more than 14.133");
        let share = found(&real, &printed([100, 100, 100], [550, 450])).expect("a difference");
        assert_eq!(share, "distribution late: the largest difference of shares is 0.060, more than 0.050");
        assert!(found(&real, &real.replace("end", "End")).expect("a difference").starts_with("line 2"));
        assert!(found(&real, "begin\nend\n").expect("a difference").contains("nothing was counted"));
        assert!(found(&real, &printed([0, 0, 0], [0, 0])).is_some());
        assert!(Compare::of("// distribution: first nearly\n").is_err());
    }

    #[test]
    fn limits_of_chi_square_are_those_of_tables() {
        for (degrees, limit) in [(1.0, 10.83), (2.0, 13.82), (7.0, 24.32), (19.0, 43.82)] {
            assert!(
                (chi_square_limit(degrees) - limit).abs() < 0.4,
                "{degrees}: {}",
                chi_square_limit(degrees)
            );
        }
    }

    #[test]
    fn a_program_and_its_database_become_one_file() {
        let program =
            "// Says.\npackage main\n\nimport (\n\t\"fmt\"\n)\n\nfunc main() { fmt.Println(one()) }\n";
        let fake =
            "// Has.\npackage main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc one() int { return 1 }\n";
        let whole = "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc main() { fmt.Println(one()) }\n\nfunc one() int { return 1 }\n";
        assert_eq!(merge(program, fake), whole);
    }
}
