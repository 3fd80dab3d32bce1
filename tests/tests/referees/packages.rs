//! Packages that are not Go's own do here as the real ones do.

use std::fs;
use std::sync::LazyLock;

use rayon::prelude::*;
use tidepool_book::Lang;
use tidepool_tests::area::Area;
use tidepool_tests::packages::{GUARDS, METRICS, Packages};
use tidepool_tests::referee::{self, Recorded};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::ours;
use crate::page::Part;
use crate::table::{count, distinct, machines};

/// Ours runs each program with so many simulated processors, which must not show.
const PROCESSORS: [u32; 2] = [1, 2];

/// Programs over some packages, each run once.
struct Compared {
    packages: Packages,
    programs: Vec<Program>,
}

/// A program, and where it differs.
struct Program {
    recorded: Recorded,
    difference: Option<String>,
}

static GUARDED: LazyLock<Compared> = LazyLock::new(|| Compared::of(GUARDS));
static MEASURED: LazyLock<Compared> = LazyLock::new(|| Compared::of(METRICS));

impl Compared {
    fn of(packages: Packages) -> Compared {
        let programs = packages.programs().expect("the folder is there");
        let programs = programs.into_par_iter().map(|program| compare(&packages, &program)).collect();
        Compared { packages, programs }
    }

    /// Where they differ, empty if they do not.
    fn report(&self) -> String {
        let differ = self.programs.iter().filter_map(|p| Some((&p.recorded, p.difference.as_ref()?)));
        differ.map(|(recorded, found)| format!("{}: {found}\n", recorded.program)).collect()
    }

    fn versions(&self, lang: Lang) -> String {
        let go = self.programs.iter().map(|p| p.recorded.go.trim_start_matches("go version "));
        let packages = self.packages.versions().expect("go.mod is there");
        format!("{}{}{}", packages.join(", "), lang.pick(", ", "，"), distinct(go, lang))
    }

    fn glance(&self, name: &'static str, lang: Lang) -> Glance {
        let apart = self.programs.iter().filter(|p| p.difference.is_some()).count();
        Glance {
            name,
            versions: self.versions(lang),
            recorded: distinct(self.programs.iter().map(|p| p.recorded.date.as_str()), lang),
            experiments: self.programs.len(),
            equal: self.programs.len() - apart,
            within: 0,
            apart,
        }
    }

    fn part(&self, id: &str, lang: Lang) -> Part {
        let all = self.programs.len();
        let apart = self.programs.iter().filter(|p| p.difference.is_some()).count();
        let [programs, equal] = [all, all - apart].map(|number| count(number, lang));
        let machines = machines(self.programs.iter().map(|p| p.recorded.machine.as_str()), lang);
        let versions = self.versions(lang);
        let text = lang.pick(
            format!(
                "{programs} programs, recorded with {versions} on {machines}. Under ours each runs with 1 and with 2 simulated processors, which must not show. {equal} of them print the same, to the letter.\n"
            ),
            format!(
                "{programs} 个程序，用 {versions} 录制，机器是 {machines}。在我们这里，每个程序用 1 个和 2 个模拟处理器各跑一次，不许看得出区别。其中 {equal} 个打印得一字不差。\n"
            ),
        );
        Part::new(id, text)
    }
}

fn compare(packages: &Packages, program: &str) -> Program {
    let recorded = referee::recorded(packages, program).expect("recorded by `cargo xtask referee`");
    let text = fs::read_to_string(root().join(program)).expect("the program is there");
    let ours = PROCESSORS.iter().map(|&procs| ours::run(program, &text, procs));
    let difference = ours.filter_map(|ours| referee::difference(&recorded.outcome, &ours)).next();
    Program { recorded, difference }
}

#[test]
fn limiters_and_breakers_decide_as_the_real_packages_do() {
    let report = GUARDED.report();
    assert!(report.is_empty(), "{report}");
}

#[test]
fn metrics_are_written_as_by_the_real_package() {
    let report = MEASURED.report();
    assert!(report.is_empty(), "{report}");
}

/// Rows of the overview.
pub fn glances(lang: Lang) -> [Glance; 2] {
    [
        GUARDED.glance(lang.pick("[Limiters and breakers](#guards)", "[限流器和断路器](#guards)"), lang),
        MEASURED.glance(lang.pick("[Metrics](#metrics)", "[指标](#metrics)"), lang),
    ]
}

/// What the page says of them.
pub fn parts(lang: Lang) -> Vec<Part> {
    vec![GUARDED.part("guards", lang), MEASURED.part("metrics", lang)]
}
