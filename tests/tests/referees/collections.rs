//! Collections agree with those of real Go: their number, the goals, and what lives after each.

use std::fs;
use std::sync::OnceLock;

use tidepool_book::Lang;
use tidepool_tests::area::Area;
use tidepool_tests::collections::{Collection, Collections, Record, about, parse};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::ours;
use crate::page::Part;
use crate::table::{count, distinct, number, table};

/// Waking a processor took so long where real Go was recorded, in ps: its cores had to be woken by their host.
const WAKE: u32 = 31_500_000;
/// How far the number of collections may be from real Go's least and most, of these,
const COUNT: f64 = 0.15;
/// goals from real Go's,
const GOAL: f64 = 0.15;
/// and live heaps. Sizes are printed in whole MiB, so that one more or less says nothing.
const LIVE: f64 = 0.1;

/// A program, what real Go did with it, and ours.
pub struct Pattern {
    program: String,
    real: Record,
    ours: Vec<Collection>,
}

/// All of them, each run once.
pub fn all() -> &'static [Pattern] {
    static ALL: OnceLock<Vec<Pattern>> = OnceLock::new();
    ALL.get_or_init(|| {
        let programs = Collections.programs().expect("the programs");
        programs.into_iter().map(compare).collect()
    })
}

fn compare(program: String) -> Pattern {
    let text = fs::read_to_string(Collections.recorded_path(&program)).expect("the record");
    let real = Record::from_text(&text).expect("a whole record");
    let ours = collections(&program);
    Pattern { program, real, ours }
}

fn collections(program: &str) -> Vec<Collection> {
    let text = fs::read_to_string(root().join(program)).expect("the program");
    let mut options = ours::options(1, 2);
    options.config.gctrace = true;
    options.config.costs.wake = WAKE;
    let ran = ours::ran(program, &text, &options);
    assert_eq!(ran.exit(program), 0, "{program}: {}", ran.printed(2));
    parse(&ran.printed(2))
}

/// The mean of a figure over the second half, when the heap has found its size.
fn settled(all: &[Collection], of: impl Fn(&Collection) -> u64) -> f64 {
    let half = &all[all.len() / 2..];
    half.iter().map(of).sum::<u64>() as f64 / half.len().max(1) as f64
}

impl Pattern {
    /// Least and most collections of real Go's runs.
    fn counts(&self) -> [usize; 2] {
        let counts = &self.real.counts;
        [counts[0], counts[counts.len() - 1]]
    }

    /// A size when the heap has found its own, of real Go and of ours.
    fn sizes(&self, of: fn(&Collection) -> u64) -> [f64; 2] {
        [&self.real.collections, &self.ours].map(|all| settled(all, of))
    }

    /// What is too far from real Go.
    fn differences(&self) -> Vec<String> {
        let mut found = Vec::new();
        let (ours, [least, most]) = (self.ours.len() as f64, self.counts().map(|count| count as f64));
        if ours < least * (1.0 - COUNT) || ours > most * (1.0 + COUNT) {
            found.push(format!("{ours} collections, real Go {:?}", self.real.counts));
        }
        let mut compare = |what: &str, part: f64, of: fn(&Collection) -> u64| {
            let [real, ours] = self.sizes(of);
            if (real - ours).abs() > (real * part).max(1.0) {
                found.push(format!("{what} of {ours:.1} MB, real Go {real:.1} MB"));
            }
        };
        compare("goals", GOAL, |c| c.goal);
        compare("live heaps", LIVE, |c| c.live);
        found
    }
}

#[test]
fn collections_are_those_of_real_go() {
    let mut report = String::new();
    for pattern in all() {
        let found = pattern.differences();
        if !found.is_empty() {
            report.push_str(&format!("{}: {found:?}\n", pattern.program));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let apart = all().iter().filter(|pattern| !pattern.differences().is_empty()).count();
    let [go, date] = recorded(lang);
    Glance {
        name: lang.pick("[Go's collector](#collector)", "[Go 的垃圾回收器](#collector)"),
        versions: go,
        recorded: date,
        experiments: all().len(),
        equal: 0,
        within: all().len() - apart,
        apart,
    }
}

/// Versions and dates.
fn recorded(lang: Lang) -> [String; 2] {
    let said = all().iter().filter_map(|pattern| pattern.real.go.split_once(", "));
    let (versions, dates): (Vec<&str>, Vec<&str>) = said.unzip();
    let versions = versions.into_iter().map(|version| version.trim_start_matches("go version "));
    [distinct(versions, lang), distinct(dates, lang)]
}

/// The section of the page.
pub fn part(lang: Lang) -> Part {
    let heads = lang.pick(
        ["The program", ">Collections", ">simulated", ">Goal, MB", ">simulated", ">Alive, MB", ">simulated"],
        ["程序", ">回收次数", ">模拟", ">目标（MB）", ">模拟", ">存活（MB）", ">模拟"],
    );
    let rows = all().iter().map(|pattern| {
        let about = about(&pattern.program).expect("a description");
        let [least, most] = pattern.counts().map(|number| count(number, lang));
        let counts = if least == most { least } else { format!("{least}–{most}") };
        let [goals, lives] = [pattern.sizes(|c| c.goal), pattern.sizes(|c| c.live)]
            .map(|sizes| sizes.map(|size| number(size, 1, lang)));
        let mut row = vec![lang.pick(about.en, about.zh).to_owned(), counts, count(pattern.ours.len(), lang)];
        row.extend(goals.into_iter().chain(lives));
        row
    });
    let runs = count(all().iter().map(|pattern| pattern.real.counts.len()).max().unwrap_or_default(), lang);
    let whole = |part: f64| number(100.0 * part, 0, lang);
    let ([count, goal, live], wake) =
        ([COUNT, GOAL, LIVE].map(whole), number(f64::from(WAKE) / 1e6, 1, lang));
    let about = lang.pick(
        format!(
            "Real Go ran each program {runs} times; its number of collections is given from the least to the most, sizes are those of the run in the middle. The number may be {count} % below real Go's least or above its most, goals {goal} %, live heaps {live} %, or 1 MB where that is more. Real Go's cores were virtual ones that their host had to wake, which took {wake} µs; the simulation was told so."
        ),
        format!(
            "每个程序，真实的 Go 跑了 {runs} 遍：次数给的是最少到最多，大小取居中的那一遍。次数可以比真实 Go 最少的一次少 {count}%，比最多的一次多 {count}%；目标可以差 {goal}%，存活的堆可以差 {live}%，不到 1 MB 的按 1 MB 算。真实的 Go 跑在虚拟的处理器上，要由宿主机叫醒，叫醒一次 {wake} 微秒；这一点告诉了模拟。"
        ),
    );
    Part::new("collector", format!("{}\n{about}\n", table(&heads, rows)))
}
