//! The report of a load tool: a row for each kind of request and one for all, with the figures of JMeter's Aggregate
//! Report.
//!
//! Every request that has ended is a sample, the failed ones included. Left out: bytes per second, since answers have
//! no size here.

use tidepool_des::{Duration, Histogram};
use tidepool_sim::{Samples, Simulation};

use crate::Lang;

/// A row of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow {
    /// What was asked for, such as `GET /item`; of the row for all its name.
    pub label: String,
    /// How many requests have ended.
    pub samples: u64,
    /// Mean, median, 90 %, 95 % and 99 % line, least and greatest time, in milliseconds.
    pub times_ms: [f64; 7],
    /// Share of failed ones in percent.
    pub failed_percent: f64,
    /// Requests that ended per second, from when the first was sent until the last had ended.
    pub per_second: f64,
}

/// The names of a row's figures, short ones for the command line and those for readers, and their units.
const FIGURES: [(&str, &str, &str, &str); 10] = [
    ("Samples", "Samples", "样本数", ""),
    ("Mean", "Mean", "平均", " ms"),
    ("Median", "Median", "中位数", " ms"),
    ("90%", "90 % line", "90 % 线", " ms"),
    ("95%", "95 % line", "95 % 线", " ms"),
    ("99%", "99 % line", "99 % 线", " ms"),
    ("Min", "Least", "最小", " ms"),
    ("Max", "Greatest", "最大", " ms"),
    ("Error%", "Failed", "失败率", " %"),
    ("Per s", "Throughput", "吞吐量", "/s"),
];

/// The report so far: the rows of each kind of request if there are several, then that of all. If users with a plan were
/// late, one more row has the times from when each request should have been sent. Empty without samples.
pub fn load_report(simulation: &Simulation, lang: Lang) -> Vec<ReportRow> {
    let metrics = simulation.metrics();
    let groups = &simulation.run().settings.groups;
    let mut rows = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for (endpoint, share) in group.mix.iter().enumerate() {
            let Some(samples) = metrics.label(number, endpoint).filter(|samples| samples.count() > 0) else {
                continue;
            };
            let path = share.path.split('?').next().unwrap_or_default();
            let label = match groups.len() {
                1 => format!("{} {path}", share.method),
                _ => format!("{}: {} {path}", group.id, share.method),
            };
            rows.push(row(label, samples, &samples.elapsed()));
        }
    }
    let all = metrics.samples();
    if all.count() == 0 {
        return Vec::new();
    }
    if rows.len() == 1 {
        rows.clear();
    }
    rows.push(row(lang.pick("All", "合计").to_owned(), all, &all.elapsed()));
    if all.has_late() {
        let label = lang.pick("All, from the planned start", "合计，从计划的时刻算起").to_owned();
        rows.push(row(label, all, &all.intended()));
    }
    rows
}

fn row(label: String, samples: &Samples, times: &Histogram) -> ReportRow {
    let quantile = |q: f64| times.quantile(q);
    let found = [
        times.mean(),
        quantile(0.5),
        quantile(0.9),
        quantile(0.95),
        quantile(0.99),
        times.min(),
        times.max(),
    ];
    ReportRow {
        label,
        samples: samples.count(),
        times_ms: found.map(|time| time.unwrap_or(Duration::ZERO).as_millis_f64()),
        failed_percent: samples.failed_percent(),
        per_second: samples.per_second(),
    }
}

impl ReportRow {
    /// Its figures with their names and units, in the order of [`ReportRow::text`].
    pub fn figures(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let figures = FIGURES.iter().zip(self.values());
        figures.map(|((_, en, zh, unit), value)| (lang.pick(*en, *zh), value + unit)).collect()
    }

    /// Without units.
    fn values(&self) -> Vec<String> {
        let times = self.times_ms.iter().map(|ms| match ms {
            ms if *ms >= 99.95 => format!("{ms:.0}"),
            ms => format!("{ms:.1}"),
        });
        let mut values = vec![self.samples.to_string()];
        values.extend(times);
        values.push(format!("{:.2}", self.failed_percent));
        values.push(format!("{:.1}", self.per_second));
        values
    }

    /// The report as a text, as a load tool prints it; times in milliseconds. Empty without rows.
    pub fn text(rows: &[ReportRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let head = FIGURES.iter().map(|(short, ..)| (*short).to_owned());
        let mut lines = vec![("Label".to_owned(), head.collect::<Vec<_>>())];
        lines.extend(rows.iter().map(|row| (row.label.clone(), row.values())));
        let widest = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        let mut text = String::new();
        for (label, cells) in lines {
            text += &format!("{label:widest$}");
            cells.iter().for_each(|cell| text += &format!(" {cell:>9}"));
            text.push('\n');
        }
        text
    }
}
