//! The runs of a sweep as a curve: a metric over the values of one parameter, with a band between the seeds.

use std::borrow::Cow;

use tidepool_scenario::{Param, ParamKind};
use tidepool_sim::Swept;

use crate::chart::{Line, Panel, Role};
use crate::figures::{Form, SHOWN, value};
use crate::{Lang, parse_duration_ns, unit};

/// A metric over the values of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Name of the metric for readers, with its unit.
    pub name: String,
    /// One for each value that has run, in the order of the plan.
    pub points: Vec<Point>,
    /// Unit of the parameter.
    pub unit: Cow<'static, str>,
}

/// What the runs with one value have given.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The value, as a field takes it.
    pub value: String,
    /// Where it lies on the axis.
    pub at: f64,
    /// Least, median and greatest over the seeds; none if no run has measured any.
    pub found: Option<[f64; 3]>,
    /// What theory says, where it says something.
    pub theory: Option<f64>,
    /// Least, median and greatest, and theory, as texts.
    pub texts: [String; 4],
    /// How many of the runs crashed or were stopped by a limit.
    pub cut_short: usize,
}

/// Most values that are written below the axis.
const TICKS_MAX: usize = 9;

/// The metric whose theory is known.
const KNOWN: &str = "acquire_mean_ms";

/// Whether a parameter can be swept: its values lie on an axis.
pub fn can_be_swept(param: &Param) -> bool {
    place(&Param::text_of(&param.default), param.kind).is_some()
}

/// Where a value lies; durations in milliseconds.
fn place(text: &str, kind: ParamKind) -> Option<f64> {
    match kind {
        ParamKind::Int | ParamKind::Float => text.trim().parse().ok(),
        ParamKind::Duration | ParamKind::Distribution => parse_duration_ns(text).map(|ns| ns as f64 / 1e6),
        ParamKind::Word => None,
    }
}

/// The metrics that say something about these runs, by name and name for readers: not the same nothing for all.
pub fn metrics(rows: &[Swept], lang: Lang) -> Vec<(&'static str, &'static str)> {
    let says = |key: &str| rows.iter().any(|row| value(&row.metrics, key).is_some_and(|found| found != 0.0));
    let shown = SHOWN.into_iter().filter(|(key, ..)| says(key));
    shown
        .map(|(key, en, zh, _)| {
            (key, at_end(key).map_or(lang.pick(en, zh), |words| lang.pick(words.0, words.1)))
        })
        .collect()
}

/// What is called "now" of a run under way, of one that is over: in English, in Chinese.
fn at_end(key: &str) -> Option<(&'static str, &'static str)> {
    match key {
        "pool_in_use_end" => Some(("connections in use at the end", "结束时占用的连接")),
        "goroutines_end" => Some(("goroutines at the end", "结束时的 goroutine")),
        _ => None,
    }
}

impl Curve {
    /// The curve of `metric` over `param`, of the rows there are; `theory` has the mean wait by value.
    pub fn of(
        rows: &[Swept],
        param: &Param,
        metric: &str,
        theory: &[(String, f64)],
        lang: Lang,
    ) -> Option<Curve> {
        let (key, en, zh, form) = SHOWN.into_iter().find(|(key, ..)| *key == metric)?;
        let same = |a: &Swept, b: &Swept| a.set.get(&param.key) == b.set.get(&param.key);
        let points = rows.chunk_by(same).filter_map(|rows| {
            let text = rows.first()?.set.get(&param.key)?;
            let found = rows.iter().filter_map(|row| value(&row.metrics, key)).collect();
            let known = theory.iter().find(|(of, _)| of == text && key == KNOWN);
            let known = known.map(|(_, theory)| *theory);
            let cut_short = rows.iter().filter(|row| row.cut_short).count();
            let point = Point::new(text.clone(), place(text, param.kind)?, found, known, form);
            Some(Point { cut_short, ..point })
        });
        let bare = form.unit();
        let name = at_end(key).map_or(lang.pick(en, zh), |words| lang.pick(words.0, words.1));
        let name =
            if bare.is_empty() { name.to_owned() } else { format!("{name}{}{bare}", lang.pick(", ", "，")) };
        let unit = match param.kind {
            ParamKind::Duration | ParamKind::Distribution => "ms".into(),
            _ => unit(lang, &param.unit).to_owned().into(),
        };
        Some(Curve { name, points: points.collect(), unit })
    }

    /// As a panel. Where what is found, if anything, differs by more than two powers of ten its axis is logarithmic, which the title says.
    pub fn panel(&self, label: &str, lang: Lang) -> Panel {
        let known = |pick: fn(&Point) -> Option<f64>| -> Vec<(f64, Option<f64>)> {
            self.points.iter().map(|point| (point.at, pick(point))).collect()
        };
        let median = known(|point| point.found.map(|[_, median, _]| median));
        let theory = known(|point| point.theory);
        let mut lines =
            vec![Line { label: lang.pick("median", "中位数"), role: Role::InUse, points: median }];
        if theory.iter().any(|(_, value)| value.is_some()) {
            lines.push(Line { label: lang.pick("theory", "理论"), role: Role::Tail, points: theory });
        }
        let all =
            || self.points.iter().filter_map(|point| point.found).flatten().filter(|value| *value > 0.0);
        let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        let log = most > 100.0 * least;
        let scale = if log { lang.pick(" (log scale)", "（对数刻度）") } else { "" };
        let edge =
            |pick: fn(f64, f64) -> f64, none| self.points.iter().map(|point| point.at).fold(none, pick);
        let start = edge(f64::min, f64::INFINITY);
        // As many values as there is room for.
        let stride = self.points.len().div_ceil(TICKS_MAX).max(1);
        let unit = match &*self.unit {
            "" => String::new(),
            unit => lang.pick(format!(" ({unit})"), format!("（{unit}）")),
        };
        Panel {
            key: "sweep".into(),
            title: format!("{}{scale}", self.name).into(),
            legend: lang
                .pick(
                    format!("across: {label}{unit} · band: from the least to the greatest of all seeds"),
                    format!("横轴：{label}{unit} · 色带：所有种子中的最小到最大"),
                )
                .into(),
            lines,
            behind: Vec::new(),
            lanes: Vec::new(),
            threshold: None,
            faults: Vec::new(),
            band: self
                .points
                .iter()
                .filter_map(|p| p.found.map(|[low, _, high]| (p.at, low, high)))
                .collect(),
            start: if start.is_finite() { start } else { 0.0 },
            seconds: edge(f64::max, 0.0),
            unit: "".into(),
            ticks: self.points.iter().map(|point| point.at).step_by(stride).collect(),
            log,
        }
    }
}

impl Point {
    fn new(value: String, at: f64, mut found: Vec<f64>, theory: Option<f64>, form: Form) -> Point {
        found.sort_by(f64::total_cmp);
        let found = match found.as_slice() {
            [] => None,
            [low, .., high] => Some([*low, median(&found), *high]),
            [only] => Some([*only; 3]),
        };
        let text = |value: Option<f64>| value.map_or_else(|| "–".into(), |value| form.text(value));
        let at_of = |index: usize| text(found.map(|found| found[index]));
        let texts = [at_of(0), at_of(1), at_of(2), text(theory)];
        Point { value, at, found, theory, texts, cut_short: 0 }
    }
}

/// The middle of a sorted list, or the mean of the two there.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
}
