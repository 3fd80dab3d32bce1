//! What metrics mean, for readers.

/// The table: a name, its meaning in English and in Chinese.
static TABLE: &str = include_str!("metrics.tsv");

/// What `*` in a name of the table stands for.
const STATISTICS: [&str; 6] = ["mean", "p50", "p90", "p95", "p99", "max"];

/// What a metric means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Its name, without that of what it is of.
    pub name: String,
    /// Its unit; empty for what is counted.
    pub unit: &'static str,
    /// A sentence or two in English.
    pub en: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
}

/// What a metric means, whatever it is of: `hikari.wait_p99_ms` is `wait_p99_ms`. None if there is no such metric.
pub fn meaning(metric: &str) -> Option<Meaning> {
    let name = metric.rsplit('.').next().unwrap_or(metric);
    meanings().find(|known| known.name == name)
}

/// All metrics there are, in the order in which they are told of.
pub fn meanings() -> impl Iterator<Item = Meaning> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (en, zh) = rest.split_once('\t')?;
        Some((name, en, zh))
    })
    .flat_map(|(name, en, zh)| {
        names(name).into_iter().map(move |name| Meaning { unit: unit(&name), name, en, zh })
    })
}

fn names(name: &str) -> Vec<String> {
    match name.split_once('*') {
        Some((before, after)) => STATISTICS.map(|statistic| format!("{before}{statistic}{after}")).into(),
        None => vec![name.into()],
    }
}

/// The unit is in the name.
fn unit(name: &str) -> &'static str {
    let units = [
        ("_mb_per_s", "MB/s"),
        ("_per_s", "1/s"),
        ("_percent", "%"),
        ("_mb", "MB"),
        ("_ms", "ms"),
        ("_us", "µs"),
        ("_ns", "ns"),
    ];
    units.into_iter().find(|(suffix, _)| name.ends_with(suffix)).map_or("", |(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_metric_told_of_once() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            assert_eq!(line.split('\t').filter(|cell| !cell.is_empty()).count(), 3, "{line}");
        }
        let names: Vec<String> = meanings().map(|meaning| meaning.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn a_metric_is_found_whatever_it_is_of() {
        let found = |metric| meaning(metric).map(|meaning| (meaning.name, meaning.unit));
        assert_eq!(found("hikari.wait_p99_ms"), Some(("wait_p99_ms".into(), "ms")));
        assert_eq!(found("alloc_mb_per_s"), Some(("alloc_mb_per_s".into(), "MB/s")));
        assert_eq!(found("panics"), Some(("panics".into(), "")));
        assert_eq!(found("wait_p12_ms"), None);
    }
}
