//! Our twin of HikariCP does what real HikariCP was recorded to do, experiment by experiment.
//! `ONLY=NAME` before the test runs one and shows what it prints.

use std::borrow::Cow;
use std::fs;
use std::sync::OnceLock;

use rayon::prelude::*;
use tidepool_book::Lang;
use tidepool_sim::go::GoEnd;
use tidepool_tests::hikari::{self, Counts, FOLDER, Head};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::ours;
use crate::page::Part;
use crate::remains::Remaining;
use crate::table::{count, distinct, number, table};

/// Seeds and numbers of processors: goroutines that run at the same time must not show either.
const RUNS: [(u64, u32); 3] = [(1, 2), (2, 1), (3, 4)];

/// An experiment, what was recorded of it, and what its twin prints.
pub struct Experiment {
    name: String,
    head: Head,
    real: String,
    /// Run by run.
    ours: Vec<String>,
}

/// All of them, each run once for each of [`RUNS`].
pub fn all() -> &'static [Experiment] {
    static ALL: OnceLock<Vec<Experiment>> = OnceLock::new();
    ALL.get_or_init(|| {
        let programs = hikari::programs().expect("the folder is there");
        programs.par_iter().map(|program| experiment(program)).collect()
    })
}

fn experiment(program: &str) -> Experiment {
    let (head, real) = hikari::recorded(program).expect("recorded by `cargo xtask referee hikari`");
    let ours = RUNS.iter().map(|run| run_ours(program, *run)).collect();
    Experiment { name: hikari::name(program).to_owned(), head, real, ours }
}

/// What a twin prints; what ended it, if it was not its end, is the last line.
fn run_ours(program: &str, (seed, procs): (u64, u32)) -> String {
    let text = fs::read_to_string(root().join(program)).expect("the program is there");
    let ran = ours::ran(program, &text, &ours::options(seed, procs));
    let pieces: Vec<(u8, Cow<str>)> =
        ran.pieces.iter().map(|piece| (piece.fd, String::from_utf8_lossy(&piece.bytes))).collect();
    let printed = hikari::neutral(pieces.iter().map(|(fd, text)| (*fd, text.as_ref())));
    match &ran.end {
        Ok(GoEnd::Exited(0)) => printed,
        Ok(GoEnd::Exited(code)) => format!("{printed}exit {code}: {}\n", ran.printed(2)),
        Ok(GoEnd::Limit(name, message)) => format!("{printed}limit on {name}: {message}\n"),
        Err(errors) => format!("{errors}\n"),
    }
}

impl Experiment {
    fn differences(&self) -> Vec<String> {
        let differ = |(run, ours): (&(u64, u32), &String)| {
            let found = hikari::difference(&self.real, ours)?;
            Some(format!("{}, seed and processors {run:?}, {found}\n", self.name))
        };
        RUNS.iter().zip(&self.ours).filter_map(differ).collect()
    }

    /// Whether something in it depends on chance.
    fn counts(&self) -> bool {
        !Counts::of(&self.real).is_empty()
    }

    /// Whether it is within its bounds in each run, but known to be on one side of them.
    fn leans(&self) -> bool {
        hikari::known(&self.name).is_some()
    }
}

#[test]
fn twins_print_what_real_hikaricp_prints() {
    if let Ok(only) = std::env::var("ONLY") {
        let experiment = experiment(&format!("{FOLDER}/{only}.go"));
        experiment.ours.iter().for_each(|ours| println!("{ours}"));
        assert_eq!(experiment.differences().concat(), "");
        return;
    }
    let differences: String = all().iter().flat_map(Experiment::differences).collect();
    assert!(differences.is_empty(), "{differences}");
}

/// An experiment leans if all its runs are so far on the same side, as a part of what is allowed.
const LEAN: f64 = 0.2;

#[test]
fn what_is_known_to_lean_to_one_side_does() {
    for (name, _) in hikari::LEANING {
        let experiment = all().iter().find(|experiment| experiment.name == name).expect("an experiment");
        let leans = lines(experiment).iter().any(|(real, ours)| {
            let [mut above, mut below] =
                [1.0, -1.0].map(|side| ours.iter().map(move |run| side * (run.shares[0] - real.shares[0])));
            let far = |by: f64| by >= LEAN * real.tolerance;
            above.all(far) || below.all(far)
        });
        assert!(leans, "{name} needs no reason any more");
    }
}

fn number_of(which: impl Fn(&Experiment) -> bool) -> usize {
    all().iter().filter(|experiment| which(experiment)).count()
}

fn agrees(experiment: &Experiment) -> bool {
    experiment.differences().is_empty() && !experiment.leans()
}

fn equal(experiment: &Experiment) -> bool {
    agrees(experiment) && !experiment.counts()
}

fn within(experiment: &Experiment) -> bool {
    agrees(experiment) && experiment.counts()
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let heads = || all().iter().map(|experiment| &experiment.head);
    let [hikari, java] = [
        distinct(heads().map(|head| head.hikari.as_str()), lang),
        distinct(heads().map(|head| java_version(&head.java)), lang),
    ];
    Glance {
        name: lang.pick("[HikariCP](#hikaricp)", "[HikariCP](#hikaricp)"),
        versions: format!("{hikari}{}Java {java}", lang.pick(", ", "，")),
        recorded: distinct(heads().map(|head| head.date.as_str()), lang),
        experiments: all().len(),
        equal: number_of(equal),
        within: number_of(within),
        apart: number_of(|experiment| !agrees(experiment)),
    }
}

/// `17.0.15` of what a Java says of itself.
fn java_version(said: &str) -> &str {
    let version = said.split("build ").nth(1).unwrap_or(said);
    version.split('+').next().unwrap_or(version)
}

/// What the page says of them.
pub fn parts(lang: Lang) -> Vec<Part> {
    vec![
        Part::new("hikari", about(lang)),
        Part::new("hikari-rules", rules(lang)),
        Part::new("hikari-chance", chance(lang)),
    ]
}

fn about(lang: Lang) -> String {
    let cores = all().iter().filter_map(|experiment| experiment.head.machine.split(' ').next());
    let cores = distinct(cores, lang);
    let processors = RUNS.map(|(_, processors)| processors.to_string()).join(lang.pick(", ", "、"));
    let [experiments, runs, same, counting, leaning] = [
        all().len(),
        RUNS.len(),
        number_of(equal),
        number_of(Experiment::counts),
        number_of(Experiment::leans),
    ]
    .map(|number| count(number, lang));
    lang.pick(
        format!(
            "{experiments} experiments, recorded on a machine with {cores} cores. Each twin runs {runs} times here, with {processors} simulated processors and another seed each time. {same} experiments print the same lines in all runs. {counting} print a line of counts that chance decides, whose shares may be some points apart; {leaning} of these stay within that and still lean to one side, which [is explained below](#what-remains).\n"
        ),
        format!(
            "一共 {experiments} 个实验，录制的机器有 {cores} 个处理器核。每个对照程序在这里跑 {runs} 遍，模拟的处理器依次是 {processors} 个，每遍换一个种子。{same} 个实验每一遍都逐行相同。{counting} 个会印出一行由偶然决定的计数，各项的比例允许差几个百分点；其中 {leaning} 个没有出界，却总偏在一边，[原因在下面](#what-remains)。\n"
        ),
    )
}

/// A group of rules, as the index has it.
struct Group {
    name: String,
    says: [String; 2],
    experiments: Vec<String>,
}

fn index() -> Vec<Group> {
    let text = fs::read_to_string(root().join(FOLDER).join("INDEX.md")).expect("the index");
    let group = |section: &str| {
        let (head, text) = section.split_once('\n').expect("a heading");
        let (name, says) = head.split_once(' ').expect("a number and words");
        let (en, zh) = says.split_once(" · ").expect("both languages");
        let named = |experiment: &&Experiment| text.contains(&format!("`{}`", experiment.name));
        let experiments = all().iter().filter(named).map(|experiment| experiment.name.clone()).collect();
        Group { name: format!("B{name}"), says: [en.to_owned(), zh.to_owned()], experiments }
    };
    text.split("\n## B").skip(1).map(group).collect()
}

fn rules(lang: Lang) -> String {
    let heads =
        lang.pick(["Rules", ">Experiments", ">Equal", ">By shares"], ["规则", ">实验", ">相同", ">按比例比"]);
    let rows = index().into_iter().map(|group| {
        let of_group = |which: fn(&Experiment) -> bool| {
            count(
                number_of(|experiment| group.experiments.contains(&experiment.name) && which(experiment)),
                lang,
            )
        };
        let numbers = [of_group(|_| true), of_group(equal), of_group(Experiment::counts)];
        let [en, zh] = &group.says;
        let mut row = vec![format!("**{}** {}", group.name, lang.pick(en, zh))];
        row.extend(numbers);
        row
    });
    table(&heads, rows)
}

/// The counts of an experiment: each line as real HikariCP printed it, and as the twin did, run by run.
fn lines(experiment: &Experiment) -> Vec<(Counts, Vec<Counts>)> {
    let ours: Vec<Vec<Counts>> = experiment.ours.iter().map(|output| Counts::of(output)).collect();
    let line = |(n, real)| (real, ours.iter().filter_map(|run| run.get(n).cloned()).collect());
    Counts::of(&experiment.real).into_iter().enumerate().map(line).collect()
}

fn chance(lang: Lang) -> String {
    let heads = lang.pick(
        ["Experiment", "Counts", ">HikariCP, %", ">Simulated, %", ">May differ by"],
        ["实验", "数的是", ">HikariCP（%）", ">模拟（%）", ">允许差"],
    );
    let counted = all().iter().flat_map(|e| lines(e).into_iter().map(move |line| (e, line)));
    let rows = counted.map(|(experiment, (real, ours))| {
        vec![
            format!("`{}`", experiment.name),
            format!("`{}`", real.label),
            shares(std::slice::from_ref(&real), lang),
            shares(&ours, lang),
            number(real.tolerance, 0, lang) + lang.pick(" points", " 个百分点"),
        ]
    });
    table(&heads, rows)
}

/// Shares of one or several runs, category by category, from the least to the most.
fn shares(runs: &[Counts], lang: Lang) -> String {
    let categories = runs.first().map_or(0, |run| run.shares.len());
    let category = |n: usize| {
        let of_runs = || runs.iter().filter_map(|run| run.shares.get(n).copied());
        let ends = [of_runs().reduce(f64::min), of_runs().reduce(f64::max)];
        let [least, most] = ends.map(|end| number(end.unwrap_or_default(), 1, lang));
        if least == most { least } else { format!("{least}–{most}") }
    };
    (0..categories).map(category).collect::<Vec<_>>().join(" · ")
}

/// The experiments that lean to one side, with the reason.
pub fn remaining(lang: Lang) -> Vec<Remaining> {
    let mut found = Vec::new();
    for experiment in all() {
        let Some(reason) = hikari::known(&experiment.name) else { continue };
        for (real, ours) in lines(experiment) {
            // The first category is enough: there are two, and the shares make up a hundred.
            let first = |counts: &Counts| Counts { shares: counts.shares[..1].to_vec(), ..counts.clone() };
            let apart = ours.iter().map(|run| run.shares[0] - real.shares[0]);
            let furthest = apart.fold(0.0_f64, |a, b| if b.abs() > a.abs() { b } else { a });
            let label = real.label.split(", ").next().unwrap_or(&real.label);
            found.push(Remaining {
                what: format!("`{}`", experiment.name),
                figure: format!("`{label}`, %"),
                measured: shares(&[first(&real)], lang),
                simulated: shares(&ours.iter().map(first).collect::<Vec<_>>(), lang),
                apart: crate::table::signed(furthest, 1, "", lang),
                reason,
            });
        }
    }
    found
}
