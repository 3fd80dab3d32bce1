//! The services of 4.1 and 4.2 in front of a real MariaDB and in a simulation that is told how long its queries took and how
//! long its connections stood still between two of them: throughput within 5 %, mean wait within 10 %, share of failed requests within 2 points.
//!
//! Only loads that take seconds to simulate are run here; `cargo xtask referee mariadb` compares all.

use std::ptr;
use std::sync::OnceLock;

use rayon::prelude::*;
use tidepool::scenario;
use tidepool_book::Lang;
use tidepool_tests::mariadb::{self, Allowed, Comparison, KNOWN, Load, Query, Record, Told, loads};

use crate::glance::Glance;
use crate::page::Part;
use crate::remains::Remaining;
use crate::table::{count, distinct, machines, number, signed, table};

/// Requests that a run may have had to be simulated here.
const REQUESTS: f64 = 100_000.0;

/// Answers below which chance alone moves a run by some per cent: who is answered is drawn among those who wait.
const ANSWERS: f64 = 1_000.0;

/// Seeds with which such loads are simulated.
const SEEDS: u64 = 5;

/// A load, what was recorded of it, and the figures side by side if it is simulated here.
pub struct Loaded {
    load: Load,
    record: Record,
    figures: Option<[Comparison; 3]>,
}

/// All loads, each simulated once.
pub fn all() -> &'static [Loaded] {
    static ALL: OnceLock<Vec<Loaded>> = OnceLock::new();
    ALL.get_or_init(|| loads().into_par_iter().map(compare).collect())
}

fn compare(load: Load) -> Loaded {
    let record = load.recorded().expect("a record");
    let requests = ["completed", "failed"].iter().filter_map(|key| record.number(key)).sum::<f64>();
    if requests > REQUESTS {
        return Loaded { load, record, figures: None };
    }
    let figures = Some(simulate(&load, &record, Told::Connections));
    Loaded { load, record, figures }
}

fn simulate(load: &Load, record: &Record, told: Told) -> [Comparison; 3] {
    let run = |seed| {
        let mut builder =
            scenario(load.scenario).expect("it is in the book").variant(&load.variant).seed(seed);
        for (key, value) in record.settings(told) {
            builder = builder.set(key, value);
        }
        builder.run().expect("it runs")
    };
    let outcomes: Vec<_> = (1..=if is_left_to_chance(record) { SEEDS } else { 1 }).map(run).collect();
    record.beside(|name| {
        outcomes.iter().map(|outcome| outcome.metric(name)).sum::<f64>() / outcomes.len() as f64
    })
}

fn is_left_to_chance(record: &Record) -> bool {
    record.number("completed").is_some_and(|answers| answers < ANSWERS)
}

impl Loaded {
    fn apart(&self) -> impl Iterator<Item = &Comparison> {
        self.figures.iter().flatten().filter(|figure| !figure.holds())
    }
}

#[test]
fn services_in_front_of_mariadb_do_as_they_did() {
    let mut report = String::new();
    for loaded in all() {
        let explained = |figure: &Comparison| loaded.load.known(figure).is_some_and(|k| k.reaches(figure));
        for figure in loaded.apart().filter(|figure| !explained(figure)) {
            report.push_str(&format!("{}: {figure}\n", loaded.load.name));
        }
    }
    assert!(report.is_empty(), "apart, or further than their reason reaches:\n{report}");
}

#[test]
fn what_is_known_to_be_apart_of_mariadb_is_apart() {
    for known in &KNOWN {
        let mut apart = all().iter().flat_map(|loaded| loaded.apart().map(|figure| (&loaded.load, figure)));
        let is_this =
            |(load, figure): (&Load, &Comparison)| load.known(figure).is_some_and(|k| ptr::eq(k, known));
        assert!(apart.any(is_this), "nothing needs this reason any more: {known:?}");
    }
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let simulated = || all().iter().filter(|loaded| loaded.figures.is_some());
    let apart = simulated().filter(|loaded| loaded.apart().count() > 0).count();
    Glance {
        name: lang.pick(
            "[MariaDB behind the services of 4.1 and 4.2](#mariadb)",
            "[4.1 和 4.2 的服务，接真实的 MariaDB](#mariadb)",
        ),
        versions: versions(lang),
        recorded: distinct(texts("date"), lang),
        experiments: simulated().count(),
        equal: 0,
        within: simulated().count() - apart,
        apart,
    }
}

fn texts(key: &'static str) -> impl Iterator<Item = &'static str> {
    all().iter().filter_map(move |loaded| loaded.record.text(key))
}

fn versions(lang: Lang) -> String {
    let server = texts("mariadb").map(|said| {
        let version = said.split("Ver ").nth(1).unwrap_or(said);
        version.split('-').next().unwrap_or(version)
    });
    let go = texts("go").map(|said| said.trim_start_matches("go version "));
    let driver = texts("driver").map(|said| said.trim_start_matches("github.com/"));
    let comma = lang.pick(", ", "，");
    let [server, go, driver] = [distinct(server, lang), distinct(go, lang), distinct(driver, lang)];
    format!("MariaDB {server}{comma}{go}{comma}{driver}")
}

/// What the page says of them.
pub fn parts(lang: Lang) -> Vec<Part> {
    let mut parts = vec![Part::new("mariadb", about(lang)), Part::new("mariadb-gap", gaps(lang))];
    for variant in ["wait-limited", "with-context", "without-context"] {
        parts.push(Part::new(&format!("mariadb-{variant}"), of_experiment(variant, lang)));
    }
    parts.push(Part::new("mariadb-rows", of_rows(lang)));
    parts
}

fn about(lang: Lang) -> String {
    let figures = || all().iter().filter_map(|loaded| loaded.figures.as_ref()).flatten();
    // What else ran matters where the loads need the processors themselves.
    let others = |full: bool| {
        let loads = all().iter().filter(|loaded| loaded.load.is_full() == full);
        loads.filter_map(|loaded| loaded.record.others_percent()).fold(0.0, f64::max)
    };
    let whole = |value: f64| number(value, 0, lang);
    let [all_loads, simulated, requests, figure_count, within, apart] = [
        count(all().len(), lang),
        count(figures().count() / 3, lang),
        whole(REQUESTS),
        count(figures().count(), lang),
        count(figures().filter(|figure| figure.holds()).count(), lang),
        count(figures().filter(|figure| !figure.holds()).count(), lang),
    ];
    let [beside_full, beside_others] = [true, false].map(|full| whole(others(full)));
    let [throughput, wait, failed, few] =
        [100.0 * mariadb::THROUGHPUT, 100.0 * mariadb::WAIT, mariadb::FAILED, mariadb::FEW].map(whole);
    let short = number(mariadb::SHORT, 1, lang);
    let by_chance =
        all().iter().filter(|loaded| loaded.figures.is_some() && is_left_to_chance(&loaded.record));
    let (by_chance, answers, seeds) = (count(by_chance.count(), lang), whole(ANSWERS), whole(SEEDS as f64));
    let [_, _, famous] = of_4_2();
    let [really, here, _] = shown(famous, lang);
    let (versions, machine, date) =
        (versions(lang), machines(texts("machine"), lang), distinct(texts("date"), lang));
    lang.pick(
        format!(
            "Recorded {date} with {versions}, on one machine: {machine}. Whatever else ran there, the kernel on nobody's account included, had at most {beside_full} % of its processors while the loads that fill them ran, and up to {beside_others} % beside the others, which need little.\n\n\
             {all_loads} loads are recorded. The {simulated} of them with no more than {requests} requests are simulated again by every run of the tests: {figure_count} figures, of which {within} are within their bounds and {apart} are not. Throughput may be {throughput} % apart, mean wait {wait} %, the share of failed requests {failed} points. Where a service stands still and only a handful of requests ever end, {few} requests or {short} ms of mean wait more or less say nothing. The {by_chance} loads with fewer than {answers} answers are simulated with {seeds} seeds, and what is shown is the mean: who is answered is drawn by lot there, and one run differs from the next by a few per cent.\n\n\
             The load that 4.2 is about, queries of 1.5 s behind a wait of at most 3 s, failed {really} % of its requests in reality, and {here} % in the simulation.\n"
        ),
        format!(
            "{date} 录制，{versions}，都在一台机器上：{machine}。机器上其余的一切，连同记不到谁头上的内核工作，在用满处理器的那些负载旁边最多占 {beside_full}%，在别的负载旁边最多占 {beside_others}%，那些负载用不了多少处理器。\n\n\
             一共录了 {all_loads} 个负载。其中 {simulated} 个不超过 {requests} 个请求，每次跑测试都重新模拟一遍：共 {figure_count} 个数，{within} 个在界限之内，{apart} 个在界限之外。界限是：吞吐量差 {throughput}%，平均等待差 {wait}%，失败的比例差 {failed} 个百分点。有的服务停住了，只有寥寥几个请求走得完，那里多 {few} 个少 {few} 个请求，平均等待差 {short} 毫秒，都不说明什么。有 {by_chance} 个负载，得到回答的请求不到 {answers} 个，就用 {seeds} 个种子各模拟一遍，这里写的是平均：轮到谁，在那里是抽签决定的，这一遍和下一遍本来就会差百分之几。\n\n\
             4.2 讲的那个负载，查询 1.5 秒、等待最多 3 秒，真实的服务失败了 {really}% 的请求，模拟失败了 {here}%。\n"
        ),
    )
}

/// The figures of the load that 4.2 is about.
fn of_4_2() -> &'static [Comparison; 3] {
    let famous =
        all().iter().find(|l| l.load.variant == "wait-limited" && l.load.query == Query::Sleeps(1500));
    famous.and_then(|loaded| loaded.figures.as_ref()).expect("it is simulated")
}

/// What the time between an answer and the next query is worth: the loads that fill the processors, simulated with it and
/// without.
fn gaps(lang: Lang) -> String {
    let heads = lang.pick(
        [
            "Experiment",
            ">Query, ms",
            ">Then still, ms",
            ">Requests per second",
            ">told of all",
            ">of queries alone",
        ],
        ["实验", ">查询（毫秒）", ">随后不动（毫秒）", ">每秒请求", ">都告诉它", ">只告诉它查询"],
    );
    let full: Vec<&Loaded> = all().iter().filter(|loaded| loaded.load.is_full()).collect();
    let rows: Vec<Option<Vec<String>>> = full
        .into_par_iter()
        .map(|Loaded { load, record, figures }| {
            let [throughput, ..] = figures.as_ref()?;
            let [query, gap] = ["service_mean_ms", "gap_mean_ms"]
                .map(|key| number(record.number(key).unwrap_or_default(), 2, lang));
            let [measured, both, _] = shown(throughput, lang);
            let [_, queries, _] = shown(&simulate(load, record, Told::Queries)[0], lang);
            Some(vec![full_name(load, lang), query, gap, measured, both, queries])
        })
        .collect();
    table(&heads, rows.into_iter().flatten())
}

/// The loads of 4.2 with one variant.
fn of_experiment(variant: &str, lang: Lang) -> String {
    let loads =
        all().iter().filter(|loaded| loaded.load.variant == variant && loaded.load.scenario != "rows");
    let rows =
        loads.filter_map(|loaded| Some(row(load_name(&loaded.load, lang), loaded.figures.as_ref()?, lang)));
    table(&heads(lang.pick("Query, length of the run", "查询，测多久"), lang), rows)
}

/// The loads of 4.1.
fn of_rows(lang: Lang) -> String {
    let loads = all().iter().filter(|loaded| loaded.load.scenario == "rows");
    let rows =
        loads.filter_map(|loaded| Some(row(title(&loaded.load, lang), loaded.figures.as_ref()?, lang)));
    table(&heads(lang.pick("The loop", "循环"), lang), rows)
}

fn heads(first: &'static str, lang: Lang) -> [&'static str; 7] {
    let simulated = lang.pick(">simulated", ">模拟");
    let [per_second, wait, failed] = [0, 1, 2].map(|n| FIGURES[n][usize::from(lang == Lang::Zh)]);
    [first, per_second, simulated, wait, simulated, failed, simulated]
}

/// The figures in the order in which records have them.
const FIGURES: [[&str; 2]; 3] = [
    [">Requests per second", ">每秒请求"],
    [">Mean wait, ms", ">平均等待（毫秒）"],
    [">Failed, %", ">失败（%）"],
];

fn row(name: String, figures: &[Comparison; 3], lang: Lang) -> Vec<String> {
    let mut row = vec![name];
    for figure in figures {
        let [measured, simulated, apart] = shown(figure, lang);
        let beside = lang.pick(format!("{simulated} ({apart})"), format!("{simulated}（{apart}）"));
        row.push(measured);
        row.push(match figure.holds() {
            true => beside,
            false => format!("**{beside}** *{}*", lang.pick("out of bounds", "出界")),
        });
    }
    row
}

/// Measured, simulated, and how far apart.
fn shown(figure: &Comparison, lang: Lang) -> [String; 3] {
    let Comparison { measured, simulated, allowed, .. } = *figure;
    let digits = match (allowed, measured.max(simulated)) {
        (Allowed::Part(..), ..10.0) => 2,
        (_, ..1000.0) => 1,
        _ => 0,
    };
    let difference = simulated - measured;
    let apart = match allowed {
        _ if difference == 0.0 => lang.pick("equal", "相等").to_owned(),
        // Where so much itself is allowed, parts of it say nothing.
        Allowed::Part(part, least) if part * measured < least => signed(difference, digits, "", lang),
        Allowed::Part(..) => signed(100.0 * difference / measured, 1, lang.pick(" %", "%"), lang),
        Allowed::Points(_) => signed(difference, 1, "", lang),
    };
    [number(measured, digits, lang), number(simulated, digits, lang), apart]
}

/// The variant's title.
fn title(load: &Load, lang: Lang) -> String {
    let library = tidepool_content::library();
    let scenario = library.scenario(load.scenario).expect("it is in the book");
    scenario.variant(&load.variant).expect("it has it").title.get(lang.code()).to_owned()
}

/// Query and length of a load of 4.2.
fn load_name(load: &Load, lang: Lang) -> String {
    let query = match load.query {
        Query::LooksUp => lang.pick("one row by its key", "按主键查一行").to_owned(),
        Query::Sleeps(ms) if ms >= 1000 => format!("{}{}", ms as f64 / 1000.0, lang.pick(" s", " 秒")),
        Query::Sleeps(ms) => format!("{ms}{}", lang.pick(" ms", " 毫秒")),
    };
    lang.pick(format!("{query}, {} s", load.seconds), format!("{query}，{} 秒", load.seconds))
}

/// Variant, query and length.
fn full_name(load: &Load, lang: Lang) -> String {
    format!("{}{}{}", title(load, lang), lang.pick(", ", "，"), load_name(load, lang))
}

/// The figures out of bounds, with their reasons.
pub fn remaining(lang: Lang) -> Vec<Remaining> {
    let mut found = Vec::new();
    for loaded in all() {
        for (figure, names) in loaded.figures.iter().flatten().zip(FIGURES) {
            let Some(known) = loaded.load.known(figure).filter(|_| !figure.holds()) else { continue };
            let [measured, simulated, apart] = shown(figure, lang);
            found.push(Remaining {
                what: full_name(&loaded.load, lang),
                figure: lang.pick(names[0], names[1]).trim_start_matches('>').to_owned(),
                measured,
                simulated,
                apart,
                reason: known.reason,
            });
        }
    }
    found
}
