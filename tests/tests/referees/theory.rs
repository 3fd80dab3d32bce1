//! What queueing theory says of the pools beside what the simulation gives. The test `theory` makes the runs and keeps
//! what they gave in a file; here it is told.

use std::fs;
use std::sync::OnceLock;

use tidepool_book::Lang;
use tidepool_tests::reason::{Both, Reason};
use tidepool_tests::root;

use crate::glance::Glance;
use crate::page::Part;
use crate::remains::Remaining;
use crate::table::{all_or, count, number, signed, table};

/// Where the runs are kept.
const RECORD: &str = "tests/referee/theory/recorded.tsv";

/// A figure of a point of parameters.
struct Figure {
    point: String,
    pool: String,
    model: String,
    /// Per connection; none where clients come again.
    load: String,
    /// Of those clients.
    think: String,
    hold: String,
    name: String,
    theory: f64,
    simulated: f64,
    half_width: f64,
    inside: bool,
}

/// All of them, in the order of the record.
fn all() -> &'static [Figure] {
    static ALL: OnceLock<Vec<Figure>> = OnceLock::new();
    ALL.get_or_init(|| {
        let text = fs::read_to_string(root().join(RECORD)).expect("the record");
        let (head, rows) = text.split_once('\n').expect("a head");
        let names: Vec<&str> = head.split('\t').collect();
        rows.lines().map(|row| figure(&names, &row.split('\t').collect::<Vec<_>>())).collect()
    })
}

fn figure(names: &[&str], cells: &[&str]) -> Figure {
    let cell = |name: &str| {
        let at = names.iter().position(|known| *known == name);
        at.and_then(|at| cells.get(at)).unwrap_or_else(|| panic!("{RECORD}: no {name} in {cells:?}"))
    };
    let text = |name: &str| (*cell(name)).to_owned();
    let value =
        |name: &str| cell(name).parse().unwrap_or_else(|e| panic!("{RECORD}: {name} in {cells:?}: {e}"));
    Figure {
        point: text("point"),
        pool: text("pool"),
        model: text("model"),
        load: text("load"),
        think: text("think"),
        hold: text("hold"),
        name: text("figure"),
        theory: value("theory"),
        simulated: value("simulated"),
        half_width: value("half_width"),
        inside: *cell("inside") == "yes",
    }
}

/// How many points there are, and how many have a figure outside its interval.
fn points() -> [usize; 2] {
    let mut points: Vec<(&str, bool)> = Vec::new();
    for figure in all() {
        match points.last_mut() {
            Some((point, outside)) if *point == figure.point => *outside |= !figure.inside,
            _ => points.push((&figure.point, !figure.inside)),
        }
    }
    [points.len(), points.iter().filter(|(_, outside)| *outside).count()]
}

/// A row of the overview.
pub fn glance(lang: Lang) -> Glance {
    let [points, outside] = points();
    Glance {
        name: lang.pick("[Queueing theory](#theory)", "[排队论](#theory)"),
        versions: lang.pick("closed forms", "公式").to_owned(),
        recorded: "–".to_owned(),
        experiments: points,
        equal: 0,
        within: points - outside,
        apart: outside,
    }
}

/// Why what theory says may lie outside an interval.
const CHANCE: Reason = Reason {
    name: Both { en: "Chance", zh: "偶然" },
    why: Both {
        en: "An interval leaves the truth out in one case of a hundred. Of so many figures, one or two may be outside without anything being wrong; the test allows a few, and none that is far outside.",
        zh: "一百个区间里，会有一个套不住真值。这么多数，有一两个落在外面，不一定是哪里错了；测试容许有几个，但不许离得远。",
    },
};

/// The figures that are outside.
pub fn remaining(lang: Lang) -> Vec<Remaining> {
    let outside = all().iter().filter(|figure| !figure.inside).map(|figure| {
        let [theory, simulated, half_width] = shown(figure, lang);
        let [load, hold] = [load(figure), format!("`{}`", figure.hold)];
        Remaining {
            what: [figure.pool.as_str(), &figure.model, &load, &hold].join(lang.pick(", ", "，")),
            figure: name(&figure.name, lang),
            measured: theory,
            simulated: format!("{simulated} ± {half_width}"),
            apart: signed(100.0 * (figure.simulated / figure.theory - 1.0), 1, lang.pick(" %", "%"), lang),
            reason: &CHANCE,
        }
    });
    outside.collect()
}

/// What the page says of them.
pub fn parts(lang: Lang) -> Vec<Part> {
    vec![
        Part::new("theory", about(lang)),
        Part::new("theory-waits", waits(lang)),
        Part::new("theory-figures", figures(lang)),
    ]
}

fn about(lang: Lang) -> String {
    let [points, figures] = [points()[0], all().len()].map(|number| count(number, lang));
    let inside = all_or(all().iter().filter(|figure| figure.inside).count(), all().len(), lang);
    lang.pick(
        format!(
            "{points} points of parameters, {figures} figures; for {inside} of them, what theory says lies inside the interval. The wait is that of everyone who gets a connection, those included who get it at once.\n"
        ),
        format!(
            "一共 {points} 组参数，{figures} 个数；理论值{inside}落在区间里。等待，算的是每个拿到连接的人，一来就拿到的也在内。\n"
        ),
    )
}

/// The mean waits.
fn waits(lang: Lang) -> String {
    let heads = lang.pick(
        ["Pool", "Model", "Load or think time", "Hold time", ">Mean wait, ms", ">simulated"],
        ["池子", "模型", "负载或思考时间", "占用时间", ">平均等待（毫秒）", ">模拟"],
    );
    let rows =
        all().iter().filter(|figure| figure.name == "wait_mean_ms").map(|figure| row(figure, None, lang));
    table(&heads, rows)
}

/// All figures but those.
fn figures(lang: Lang) -> String {
    let heads = lang.pick(
        ["Pool", "Model", "Load or think time", "Hold time", "Figure", ">Theory", ">simulated"],
        ["池子", "模型", "负载或思考时间", "占用时间", "哪个数", ">理论", ">模拟"],
    );
    let others = all().iter().filter(|figure| figure.name != "wait_mean_ms");
    table(&heads, others.map(|figure| row(figure, Some(name(&figure.name, lang)), lang)))
}

fn row(figure: &Figure, name: Option<String>, lang: Lang) -> Vec<String> {
    let [theory, simulated, half_width] = shown(figure, lang);
    let mut row = vec![figure.pool.clone(), figure.model.clone(), load(figure), format!("`{}`", figure.hold)];
    row.extend(name);
    row.push(theory);
    row.push(match figure.inside {
        true => format!("{simulated} ± {half_width}"),
        false => format!("**{simulated} ± {half_width}** *{}*", lang.pick("outside", "在外面")),
    });
    row
}

/// Load, or think time.
fn load(figure: &Figure) -> String {
    if figure.load.is_empty() { format!("`{}`", figure.think) } else { figure.load.clone() }
}

/// Theory, simulation and half the width of its interval.
fn shown(figure: &Figure, lang: Lang) -> [String; 3] {
    // Two digits of the half-width that mean something.
    let digits = (1.0 - libm::floor(libm::log10(figure.half_width))).clamp(0.0, 4.0) as usize;
    [figure.theory, figure.simulated, figure.half_width].map(|value| number(value, digits, lang))
}

/// A figure in words.
fn name(name: &str, lang: Lang) -> String {
    let words = match name {
        "in_use_mean" => lang.pick("Connections in use", "占用的连接"),
        "throughput_per_s" => lang.pick("Requests per second", "每秒请求"),
        "turned_away_percent" => lang.pick("Turned away, %", "被拒绝的（%）"),
        "wait_mean_square_ms2" => lang.pick("Mean square of the wait, ms²", "等待的均方（毫秒²）"),
        "wait_mean_ms" => lang.pick("Mean wait, ms", "平均等待（毫秒）"),
        "waits_percent" => lang.pick("Those who wait, %", "要等的（%）"),
        _ => {
            let limit = name.strip_prefix("waits_over_").and_then(|rest| rest.strip_suffix("ms_percent"));
            let limit = limit.unwrap_or_else(|| panic!("{RECORD}: what is {name}?"));
            return lang
                .pick(format!("Those who wait over {limit} ms, %"), format!("等了超过 {limit} 毫秒的（%）"));
        }
    };
    words.to_owned()
}
