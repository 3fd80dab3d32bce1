//! The metrics that readers see by name, and how they are written.

use tidepool_sim::Table;

use crate::{format_count, format_duration_ns, format_megabytes};

/// How a metric is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Count,
    Millis,
    Nanos,
    Percent,
    Megabytes,
}

use Form::{Count, Megabytes, Millis, Nanos, Percent};

/// Which metrics are shown, by name, in English, in Chinese. Of those with a table of their own in a report, the sums.
pub(crate) const SHOWN: [(&str, &str, &str, Form); 34] = [
    ("requests_failed", "requests failed", "失败的请求", Count),
    ("requests_completed", "requests answered", "得到回答的请求", Count),
    ("latency_p50_ms", "P50 latency", "P50 延迟", Millis),
    ("latency_p99_ms", "P99 latency", "P99 延迟", Millis),
    ("acquire_mean_ms", "mean wait for a connection", "取连接的平均等待", Millis),
    ("wait_p99_ms", "P99 of those who waited", "等待者的 P99", Millis),
    ("pool_waiting_max", "most waiters at a time", "同时等待最多", Count),
    ("pool_in_use_end", "connections in use now", "现在占用的连接", Count),
    ("db_sessions_max", "most database sessions at a time", "数据库会话最多", Count),
    ("requests_retried", "retries", "重试", Count),
    ("limiter_refused", "turned away by a limiter", "被限流拒绝", Count),
    ("breaker_refused", "turned away by a breaker", "被熔断拒绝", Count),
    ("breaker_trips", "trips of a breaker", "熔断次数", Count),
    ("redis_commands", "Redis commands", "Redis 命令", Count),
    ("writes_lost", "writes lost", "丢失的写入", Count),
    ("reads_stale", "stale reads", "读到旧数据", Count),
    ("lost_window_ms", "time whose writes are lost", "写入丢失的时间段", Millis),
    ("failover_ms", "time without a primary", "没有主库的时间", Millis),
    ("lag_max_ms", "greatest lag", "最大复制延迟", Millis),
    ("balancer_blind_ms", "time in which a dead pod was asked", "还在请求已死 pod 的时间", Millis),
    ("balancer_sent_again", "requests sent again by the balancer", "负载均衡器重发的请求", Count),
    ("pods_sigkill", "pods killed", "被杀的 pod", Count),
    ("goroutines_end", "goroutines now", "现在的 goroutine", Count),
    ("goroutines_max", "most goroutines at a time", "goroutine 最多", Count),
    ("heap_max_mb", "largest heap", "堆最大", Megabytes),
    ("gc_cycles", "collections", "垃圾回收次数", Count),
    ("gc_cpu_percent", "processor time for collecting", "回收所用的处理器时间", Percent),
    ("gc_stop_max_ms", "longest stop of the world", "最长的停顿（STW）", Millis),
    ("cpu_program_percent", "processor time of the program", "程序所用的处理器时间", Percent),
    ("files_open_max", "most open files at a time", "打开的文件最多", Count),
    ("panics", "panics", "panic 次数", Count),
    ("output_lines", "lines printed", "输出行数", Count),
    ("exit_code", "exit code", "退出码", Count),
    ("elapsed_ns", "virtual time", "虚拟时间", Nanos),
];

/// A metric, unless nothing has been measured for it yet: then the table has a zero that says nothing.
pub(crate) fn value(table: &Table, key: &str) -> Option<f64> {
    let get = |key: &str| table.get(key).copied();
    let measured = match key {
        "latency_p50_ms" | "latency_p99_ms" => get("requests_completed"),
        // Of waits that have not ended nobody knows how long they will be: they may be most of all.
        "acquire_mean_ms" => {
            let still = get("pool_waiting_end").unwrap_or(0.0);
            get("pool_acquired").map(|acquired| if still > acquired { 0.0 } else { acquired })
        }
        "wait_p99_ms" => get("wait_served").zip(get("wait_failed")).map(|(served, failed)| served + failed),
        _ => None,
    };
    get(key).filter(|_| measured != Some(0.0))
}

impl Form {
    /// The unit of the bare numbers.
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Count => "",
            Millis => "ms",
            Nanos => "ns",
            Percent => "%",
            Megabytes => "MB",
        }
    }

    pub(crate) fn text(self, value: f64) -> String {
        match self {
            Count => format_count(value.max(0.0).round() as u64),
            Millis => format_duration_ns((value.max(0.0) * 1e6).round() as u64),
            Nanos => format_duration_ns(value.max(0.0) as u64),
            Percent => format!("{value:.1} %"),
            Megabytes => format!("{} MB", format_megabytes((value.max(0.0) * 1e6) as u64)),
        }
    }

    /// How many times the larger is larger, as a logarithm. Below a floor everything is next to nothing.
    pub(crate) fn distance(self, a: f64, b: f64) -> f64 {
        let floor = match self {
            Count => 1.0,
            Millis | Megabytes => 0.1,
            Percent => 1.0,
            Nanos => 100.0,
        };
        libm::log((a.max(b) + floor) / (a.min(b) + floor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_measured_is_not_nothing() {
        let mut table = Table::new();
        for (key, value) in [("latency_p99_ms", 0.0), ("requests_completed", 0.0), ("requests_failed", 0.0)] {
            table.insert(key.into(), value);
        }
        let values = ["latency_p99_ms", "requests_completed", "writes_lost"].map(|key| value(&table, key));
        assert_eq!(values, [None, Some(0.0), None]);
    }

    #[test]
    fn next_to_nothing_differs_little() {
        assert!(Millis.distance(0.0, 0.000_5) < libm::log(1.01));
        assert!(Millis.distance(0.0, 50.0) > 5.0);
        assert_eq!(Count.distance(9.0, 0.0), Count.distance(0.0, 9.0));
    }
}
