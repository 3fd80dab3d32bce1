//! The small programs of `tests/go` do under ours what they did under real Go.

use std::fs;
use std::sync::OnceLock;

use rayon::prelude::*;
use tidepool_book::Lang;
use tidepool_tests::area::Area;
use tidepool_tests::facts::{Facts, said};
use tidepool_tests::referee::{GO_VERSION, first_difference};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::ours;

/// A program, and where it differs.
struct Fact {
    program: String,
    difference: Option<String>,
}

/// All of them, each run once.
fn all() -> &'static [Fact] {
    static ALL: OnceLock<Vec<Fact>> = OnceLock::new();
    ALL.get_or_init(|| {
        let programs = Facts.programs().expect("the folders are there");
        programs.into_par_iter().map(compare).collect()
    })
}

fn compare(program: String) -> Fact {
    let real = fs::read_to_string(Facts.recorded_path(&program)).expect("recorded by `cargo xtask referee`");
    let text = fs::read_to_string(root().join(&program)).expect("the program is there");
    // Real Go was given it by this name, which its messages repeat.
    let ran = ours::ran("main.go", &text, &ours::options(1, 1));
    let ours = match &ran.end {
        Err(errors) => format!("{errors}\n"),
        Ok(_) => said(&ran.printed(1), &ran.printed(2), Some(ran.exit(&program))),
    };
    Fact { difference: first_difference(&real, &ours), program }
}

#[test]
fn small_programs_do_what_they_do_under_real_go() {
    let differ = all().iter().filter_map(|fact| Some((&fact.program, fact.difference.as_ref()?)));
    let report: String = differ.map(|(program, found)| format!("{program}: {found}\n")).collect();
    assert!(report.is_empty(), "{report}");
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let apart = all().iter().filter(|fact| fact.difference.is_some()).count();
    Glance {
        name: lang.pick("[The language and its library](#go)", "[语言与标准库](#go)"),
        // Their records are bare output. Only a toolchain of this version is let write them.
        versions: GO_VERSION.to_owned(),
        recorded: lang.pick("no date kept", "没有留日期").to_owned(),
        experiments: all().len(),
        equal: all().len() - apart,
        within: 0,
        apart,
    }
}
