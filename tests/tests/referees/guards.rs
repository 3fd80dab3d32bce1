//! Limiters and breakers decide as the real packages do.

use std::fs;
use std::sync::OnceLock;

use rayon::prelude::*;
use tidepool_book::Lang;
use tidepool_tests::area::Area;
use tidepool_tests::guards::{Guards, packages};
use tidepool_tests::referee::{self, Recorded};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::ours;
use crate::page::Part;
use crate::table::{count, distinct, machines};

/// Ours runs each program with so many simulated processors, which must not show.
const PROCESSORS: [u32; 2] = [1, 2];

/// A program, and where it differs.
struct Guarded {
    recorded: Recorded,
    difference: Option<String>,
}

/// All of them, each run once.
fn all() -> &'static [Guarded] {
    static ALL: OnceLock<Vec<Guarded>> = OnceLock::new();
    ALL.get_or_init(|| {
        let programs = Guards.programs().expect("the folder is there");
        programs.into_par_iter().map(|program| compare(&program)).collect()
    })
}

fn compare(program: &str) -> Guarded {
    let recorded = referee::recorded(&Guards, program).expect("recorded by `cargo xtask referee`");
    let text = fs::read_to_string(root().join(program)).expect("the program is there");
    let ours = PROCESSORS.iter().map(|&procs| ours::run(program, &text, procs));
    let difference = ours.filter_map(|ours| referee::difference(&recorded.outcome, &ours)).next();
    Guarded { recorded, difference }
}

#[test]
fn limiters_and_breakers_decide_as_the_real_packages_do() {
    let differ = all().iter().filter_map(|guarded| Some((&guarded.recorded, guarded.difference.as_ref()?)));
    let report: String = differ.map(|(recorded, found)| format!("{}: {found}\n", recorded.program)).collect();
    assert!(report.is_empty(), "{report}");
}

fn versions(lang: Lang) -> String {
    let go = all().iter().map(|guarded| guarded.recorded.go.trim_start_matches("go version "));
    let packages = packages().expect("go.mod is there");
    format!("{}{}{}", packages.join(", "), lang.pick(", ", "，"), distinct(go, lang))
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let apart = all().iter().filter(|guarded| guarded.difference.is_some()).count();
    Glance {
        name: lang.pick("[Limiters and breakers](#guards)", "[限流器和断路器](#guards)"),
        versions: versions(lang),
        recorded: distinct(all().iter().map(|guarded| guarded.recorded.date.as_str()), lang),
        experiments: all().len(),
        equal: all().len() - apart,
        within: 0,
        apart,
    }
}

/// What the page says of them.
pub fn part(lang: Lang) -> Part {
    let [programs, equal] = [
        count(all().len(), lang),
        count(all().iter().filter(|guarded| guarded.difference.is_none()).count(), lang),
    ];
    let machines = machines(all().iter().map(|guarded| guarded.recorded.machine.as_str()), lang);
    let versions = versions(lang);
    let text = lang.pick(
        format!(
            "{programs} programs, recorded with {versions} on {machines}. Under ours each runs with 1 and with 2 simulated processors, which must not show. {equal} of them print the same, to the letter.\n"
        ),
        format!(
            "{programs} 个程序，用 {versions} 录制，机器是 {machines}。在我们这里，每个程序用 1 个和 2 个模拟处理器各跑一次，不许看得出区别。其中 {equal} 个打印得一字不差。\n"
        ),
    );
    Part::new("guards", text)
}
