//! Numbers that matter, with unit, and the table of `db.Stats()`.

use tidepool_sim::Simulation;

use crate::{Lang, PoolView, Stage};

/// A number shown large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BigNumber {
    /// Stable name, for styles and tests.
    pub key: &'static str,
    /// What it counts.
    pub label: &'static str,
    /// The number as text.
    pub value: String,
    /// Its unit, may be empty.
    pub unit: &'static str,
    /// Whether it calls for attention.
    pub alarm: bool,
}

/// The five numbers of the default view: pool or goroutines and heap, then how the requests fare.
pub fn big_numbers(simulation: &Simulation, stage: &Stage, lang: Lang) -> Vec<BigNumber> {
    let mut numbers = match stage.database {
        true => pool_numbers(stage, lang),
        false => process_numbers(stage, lang),
    };
    numbers.extend(request_numbers(simulation, lang));
    numbers
}

fn process_numbers(stage: &Stage, lang: Lang) -> Vec<BigNumber> {
    vec![
        BigNumber {
            key: "goroutines",
            label: lang.pick("goroutines", "goroutine"),
            value: format_count(stage.goroutines_total),
            unit: "",
            alarm: false,
        },
        BigNumber {
            key: "heap",
            label: lang.pick("heap", "堆"),
            value: format_megabytes(stage.memory.heap),
            unit: "MB",
            alarm: stage.memory.limit.is_some_and(|limit| stage.memory.heap > limit),
        },
    ]
}

fn pool_numbers(stage: &Stage, lang: Lang) -> Vec<BigNumber> {
    let sum = |of: fn(&PoolView) -> u64| -> u64 { stage.pools.iter().map(of).sum() };
    let limited = stage.pools.iter().all(|pool| pool.max_open > 0);
    let (in_use, max) = (sum(|pool| pool.in_use), if limited { sum(|pool| pool.max_open) } else { 0 });
    let waiting = sum(|pool| pool.waiting);
    let in_use = if max > 0 { format!("{in_use} / {max}") } else { in_use.to_string() };
    vec![
        BigNumber {
            key: "in_use",
            label: lang.pick("in use", "占用"),
            value: in_use,
            unit: "",
            alarm: max > 0 && waiting > 0,
        },
        BigNumber {
            key: "waiting",
            label: lang.pick("waiting", "等待"),
            value: format_count(waiting),
            unit: "",
            alarm: waiting > 0,
        },
    ]
}

fn request_numbers(simulation: &Simulation, lang: Lang) -> Vec<BigNumber> {
    let metrics = simulation.metrics();
    let ended = metrics.requests().completed + metrics.requests().failed();
    let failed = if ended == 0 { 0.0 } else { 100.0 * metrics.requests().failed() as f64 / ended as f64 };
    // The last bucket is still being counted.
    let whole = metrics.series.completed.buckets().len().saturating_sub(2);
    let per_second = metrics.series.completed.buckets().nth(whole).map_or(0.0, |b| b.per_second());
    let p99 = metrics.latency().quantile(0.99);
    vec![
        BigNumber {
            key: "completed",
            label: lang.pick("answered", "每秒回答"),
            value: format_count(per_second.round() as u64),
            unit: lang.pick("per second", "个/秒"),
            alarm: false,
        },
        BigNumber {
            key: "failed",
            label: lang.pick("failed", "失败"),
            value: format!("{failed:.1}"),
            unit: "%",
            alarm: failed > 0.0,
        },
        BigNumber {
            key: "p99",
            label: lang.pick("P99 latency", "P99 延迟"),
            value: p99.map_or_else(|| "–".into(), |d| format_duration_ns(d.as_nanos())),
            unit: "",
            alarm: false,
        },
    ]
}

/// The figures of the first pool: `db.Stats()` as Go names its fields, or `HikariPoolMXBean` as Java names its attributes.
pub fn stats_table(simulation: &Simulation) -> Vec<(&'static str, String)> {
    let lives =
        |process: u32| simulation.processes().get(process as usize).is_some_and(|p| p.ended.is_none());
    let pods = simulation.world().pods().is_some();
    let mut pools = simulation.world().pools().iter().map(|(_, pool)| pool);
    // That of a program that has ended is still to be seen, that of a pod is gone with it.
    let Some(pool) = pools.find(|pool| !pods || lives(pool.process())) else { return Vec::new() };
    let Some(s) = pool.sql().map(|pool| pool.stats()) else {
        return vec![
            ("TotalConnections", pool.open().to_string()),
            ("ActiveConnections", pool.in_use().to_string()),
            ("IdleConnections", pool.idle().to_string()),
            ("ThreadsAwaitingConnection", pool.waiting().to_string()),
        ];
    };
    vec![
        ("MaxOpenConnections", s.max_open.to_string()),
        ("OpenConnections", s.open.to_string()),
        ("InUse", s.in_use.to_string()),
        ("Idle", s.idle.to_string()),
        ("WaitCount", s.wait_count.to_string()),
        ("WaitDuration", format_duration_ns(s.wait_duration)),
        ("MaxIdleClosed", s.max_idle_closed.to_string()),
        ("MaxIdleTimeClosed", s.max_idle_time_closed.to_string()),
        ("MaxLifetimeClosed", s.max_lifetime_closed.to_string()),
    ]
}

/// A count with thin spaces between groups of three digits.
pub fn format_count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{2009}');
        }
        out.push(c);
    }
    out
}

/// Bytes as megabytes: `0.85`, `4.2`, `128`.
pub fn format_megabytes(bytes: u64) -> String {
    match bytes as f64 / 1e6 {
        mb if mb >= 99.95 => format!("{mb:.0}"),
        mb if mb >= 0.995 => format!("{mb:.1}"),
        mb => format!("{mb:.2}"),
    }
}

/// A duration with three significant digits: `1.23 ms`, `45.6 s`, `250 µs`.
pub fn format_duration_ns(ns: u64) -> String {
    let (value, unit) = match ns {
        0 => return "0 s".into(),
        1..1_000 => return format!("{ns} ns"),
        1_000..1_000_000 => (ns as f64 / 1e3, "µs"),
        1_000_000..1_000_000_000 => (ns as f64 / 1e6, "ms"),
        _ => (ns as f64 / 1e9, "s"),
    };
    match value {
        v if v >= 99.95 => format!("{v:.0} {unit}"),
        v if v >= 9.995 => format!("{v:.1} {unit}"),
        v => format!("{v:.2} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let durations =
            [0, 999, 1_500, 250_000, 5_000_000, 99_949_000_000, 600_000_000_000].map(format_duration_ns);
        assert_eq!(durations, ["0 s", "999 ns", "1.50 µs", "250 µs", "5.00 ms", "99.9 s", "600 s"]);
        assert_eq!(
            [7, 1234, 12345, 1_234_567].map(format_count),
            ["7", "1234", "12\u{2009}345", "1\u{2009}234\u{2009}567"]
        );
    }
}
