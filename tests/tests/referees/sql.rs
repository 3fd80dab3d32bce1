//! Every rule of `database/sql` has programs, which do under ours what they did under real Go.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use tidepool_book::Lang;
use tidepool_tests::area::Area;
use tidepool_tests::referee::{GO_VERSION, Recorded, recorded};
use tidepool_tests::root;
use tidepool_tests::sqlref::{Counted, SqlRules, Tolerance, whole};

use crate::glance::Glance;
use crate::ours;
use crate::page::Part;
use crate::table::{count, distinct, machines, number, table};

/// How many processors ours has, run by run: it must not show.
const PROCESSORS: [u32; 2] = [1, 2];

/// A program, what was recorded of it, and how ours compares.
pub struct Program {
    recorded: Recorded,
    /// Where a run of ours differs, with its number of processors.
    differences: Vec<(u32, String)>,
    /// What depends on chance, from the run that is further from real Go.
    counted: Vec<Counted>,
}

/// All of them, each run once on one and once on two processors.
pub fn all() -> &'static [Program] {
    static ALL: OnceLock<Vec<Program>> = OnceLock::new();
    ALL.get_or_init(|| programs().into_par_iter().map(|program| compare(&program)).collect())
}

fn programs() -> Vec<String> {
    SqlRules.programs().expect("the folder is there")
}

fn compare(program: &str) -> Program {
    let (text, how) = whole(program).expect("a program");
    let recorded = recorded(&SqlRules, program).expect("recorded by `cargo xtask referee`");
    let mut compared = Program { recorded, differences: Vec::new(), counted: Vec::new() };
    for processors in PROCESSORS {
        let (real, ours) = (&compared.recorded.outcome, ours::run(program, &text, processors));
        let counted = how.counted(real, &ours);
        compared.differences.extend(how.difference(real, &ours).map(|found| (processors, found)));
        if compared.counted.is_empty() {
            compared.counted = counted;
            continue;
        }
        for (known, new) in compared.counted.iter_mut().zip(counted) {
            if new.apart > known.apart {
                *known = new;
            }
        }
    }
    compared
}

fn name(program: &str) -> &str {
    Path::new(program).file_stem().and_then(|stem| stem.to_str()).expect("a name")
}

#[test]
fn programs_do_what_they_do_under_real_go() {
    let mut report = String::new();
    for (program, Program { recorded, differences, .. }) in programs().iter().zip(all()) {
        assert!(
            recorded.go.contains(GO_VERSION) && !recorded.machine.is_empty(),
            "{program}: {}",
            recorded.go
        );
        assert_eq!((&recorded.program, recorded.outcome.exit), (program, Some(0)));
        for (processors, found) in differences {
            report.push_str(&format!("{program}, {processors} processors: {found}\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// A row of the index.
struct Rule {
    name: String,
    says: [String; 2],
    programs: BTreeSet<String>,
}

/// The rules and their programs, as the index has them.
fn index() -> Vec<Rule> {
    let text = fs::read_to_string(root().join("tests/referee/sql/INDEX.md")).expect("the index");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).skip(1);
    let rule = |row: &str| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [rule, en, zh, programs] = cells[..] else { panic!("four cells: {row}") };
        assert!(!en.is_empty() && !zh.is_empty(), "{row}");
        let programs = programs.split(", ").map(str::to_owned).collect();
        Rule { name: rule.to_owned(), says: [en.to_owned(), zh.to_owned()], programs }
    };
    rows.map(rule).collect()
}

#[test]
fn every_rule_has_programs_and_every_program_its_rule() {
    let index = index();
    for rule in (1..=13).map(|n| format!("A{n}")).chain((1..=5).map(|n| format!("F{n}"))) {
        let part = format!("{rule}.");
        assert!(
            index.iter().any(|known| known.name == rule || known.name.starts_with(&part)),
            "{rule} has no program"
        );
    }
    for program in programs() {
        let text = fs::read_to_string(root().join(&program)).expect("the program");
        let said = text.strip_prefix("// ").and_then(|text| text.split_once(": ")).expect("a rule");
        let in_row = |rule: &Rule| rule.name == said.0 && rule.programs.contains(name(&program));
        assert!(index.iter().any(in_row), "{program} is not in the row of {}", said.0);
    }
    let known: BTreeSet<String> = programs().iter().map(|program| name(program).to_owned()).collect();
    let listed: BTreeSet<String> = index.into_iter().flat_map(|rule| rule.programs).collect();
    assert_eq!(listed, known);
    assert!(known.len() >= 60, "{} programs", known.len());
}

impl Program {
    fn name(&self) -> &str {
        name(&self.recorded.program)
    }

    fn equal(&self) -> bool {
        self.differences.is_empty() && self.counted.is_empty()
    }

    fn within(&self) -> bool {
        self.differences.is_empty() && !self.counted.is_empty()
    }
}

fn number_of(which: impl Fn(&Program) -> bool) -> usize {
    all().iter().filter(|program| which(program)).count()
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    Glance {
        name: lang.pick("[database/sql](#sql)", "[database/sql](#sql)"),
        versions: distinct(all().iter().map(|p| p.recorded.go.trim_start_matches("go version ")), lang),
        recorded: distinct(all().iter().map(|program| program.recorded.date.as_str()), lang),
        experiments: all().len(),
        equal: number_of(Program::equal),
        within: number_of(Program::within),
        apart: number_of(|program| !program.differences.is_empty()),
    }
}

/// What the page says of them.
pub fn parts(lang: Lang) -> Vec<Part> {
    vec![
        Part::new("sql", about(lang)),
        Part::new("sql-rules", rules(lang)),
        Part::new("sql-chance", chance(lang)),
    ]
}

fn about(lang: Lang) -> String {
    let machines = machines(all().iter().map(|program| program.recorded.machine.as_str()), lang);
    let [programs, equal, within] = [all().len(), number_of(Program::equal), number_of(Program::within)]
        .map(|number| count(number, lang));
    let runs = PROCESSORS.map(|processors| processors.to_string()).join(lang.pick(" and with ", "、"));
    lang.pick(
        format!(
            "{programs} programs, recorded on {machines}. Under ours each runs with {runs} simulated processors, which must not show. {equal} print the same, to the letter. {within} print the same but for what chance decides, which they count; those counts are compared as distributions.\n"
        ),
        format!(
            "一共 {programs} 个程序，录制的机器是 {machines}。在这里，每个程序分别用 {runs} 个模拟的处理器各跑一遍，结果里不许看出区别。{equal} 个的输出一字不差。另外 {within} 个，由偶然决定的部分是数出来的，当作分布来比；其余的输出也一字不差。\n"
        ),
    )
}

fn rules(lang: Lang) -> String {
    let heads = lang
        .pick(["Rule", ">Programs", ">Equal", ">As distributions"], ["规则", ">程序", ">相同", ">按分布比"]);
    let rows = index().into_iter().map(|rule| {
        let of_rule = |which: fn(&Program) -> bool| {
            count(number_of(|program| rule.programs.contains(program.name()) && which(program)), lang)
        };
        let numbers = [of_rule(|_| true), of_rule(Program::equal), of_rule(Program::within)];
        let [en, zh] = &rule.says;
        let mut row = vec![format!("**{}** {}", rule.name, lang.pick(en, zh))];
        row.extend(numbers);
        row
    });
    table(&heads, rows)
}

fn chance(lang: Lang) -> String {
    let heads = lang.pick(
        ["Program", "Counts", "Real Go", "Simulated", ">Apart", ">At most"],
        ["程序", "数的是", "真实的 Go", "模拟", ">差", ">最多"],
    );
    let counted =
        all().iter().flat_map(|program| program.counted.iter().map(move |counted| (program, counted)));
    let rows = counted.map(|(program, counted)| {
        let side = |side: usize| {
            let numbers = counted.categories.iter().map(|(_, numbers)| number(numbers[side], 0, lang));
            numbers.collect::<Vec<_>>().join(" · ")
        };
        let names: Vec<String> = counted.categories.iter().map(|(name, _)| name.replace('_', " ")).collect();
        let [apart, allowed] = [counted.apart, counted.allowed].map(|value| match counted.tolerance {
            Tolerance::ChiSquare => format!("χ² {}", number(value, 1, lang)),
            Tolerance::Share(_) => number(100.0 * value, 1, lang) + lang.pick(" points", " 个百分点"),
        });
        let what = format!("`{}`: {}", counted.name, names.join(" · "));
        vec![format!("`{}`", program.name()), what, side(0), side(1), apart, allowed]
    });
    let about = lang.pick(
        "`first`, `last` and `place` are about who is served of those who wait, by the order in which they came; `done` counts requests before, during and after a fault. Of the two runs here the one that is further from real Go is shown. χ² is a distance of two distributions: chance alone takes it beyond the last column once in a thousand times.",
        "`first`、`last`、`place` 说的是等待者里轮到了谁，按来的先后编号；`done` 数的是故障之前、之中、之后的请求。这里跑了两遍，列出的是离真实的 Go 更远的那一遍。χ² 是两个分布之间的距离，单凭偶然，一千次里有一次会超过最后一栏。",
    );
    format!("{about}\n\n{}", table(&heads, rows))
}
