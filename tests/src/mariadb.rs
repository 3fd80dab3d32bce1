//! The services of 4.1 and 4.2 against a real MariaDB: which loads were measured, what was recorded of each, and how far a
//! simulation that is told the measured times of queries and connections is from it.

mod known;
mod measure;
mod server;

pub use known::{KNOWN, Known};
pub use measure::{measure, record};
pub use server::MariaDb;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tidepool_des::{Distribution, Duration, Empirical, Point};

use crate::root;

/// Where all of this lies.
const FOLDER: &str = "tests/referee/mariadb";
/// How far throughput may be apart, of what was measured.
pub const THROUGHPUT: f64 = 0.05;
/// How far the mean wait may be apart, of what was measured.
pub const WAIT: f64 = 0.10;
/// Of a service that stands still only a few requests end, and how many is chance: so many more or less say nothing.
pub const FEW: f64 = 10.0;
/// Nor does less than this of a mean wait, in milliseconds: there nearly nobody's wait has ended.
pub const SHORT: f64 = 0.1;
/// How far the share of failed requests may be apart, in points.
pub const FAILED: f64 = 2.0;
/// Part of the queries that have been waited for where no connection rests.
const ALWAYS: f64 = 0.9;

/// What one query costs the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// It sleeps for so many milliseconds.
    Sleeps(u64),
    /// It looks one row up by its primary key.
    LooksUp,
}

/// One load: a service of the book, and what its clients and its queries do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Name of its record.
    pub name: String,
    /// The scenario, which says how many clients there are and how they behave.
    pub scenario: &'static str,
    /// Its variant.
    pub variant: String,
    /// The listing, below `content/go`.
    pub listing: String,
    /// What the clients ask for.
    pub path: &'static str,
    /// How many.
    pub clients: u32,
    /// They give up after so many seconds; 0: never.
    pub timeout: u32,
    /// They begin within so many seconds.
    pub ramp: u32,
    /// The query.
    pub query: Query,
    /// Length of the run, in seconds.
    pub seconds: u32,
}

/// The variants of 4.2 with their listings.
const EXPERIMENT: [(&str, &str); 3] = [
    ("wait-limited", "experiment-conn"),
    ("with-context", "experiment-ctx"),
    ("without-context", "experiment"),
];

/// Queries of 4.2 and how long each is measured. The short runs are those that the tests can simulate in seconds.
const RUNS: [(Query, &[u32]); 5] = [
    (Query::LooksUp, &[5, 60]),
    (Query::Sleeps(1), &[5, 60]),
    (Query::Sleeps(10), &[10, 60]),
    (Query::Sleeps(100), &[60, 120]),
    (Query::Sleeps(1500), &[60]),
];

/// The variants of 4.1; each has its listing, `ch4/rows-<variant>.go`.
const ROWS: [&str; 10] = [
    "early-break",
    "drained",
    "defer-drained",
    "defer-early-break",
    "error-return",
    "queryrow-without-scan",
    "tx-never-ended",
    "context-never-closed",
    "close-each-time",
    "function-per-iteration",
];

/// All loads, in the order in which they are measured.
pub fn loads() -> Vec<Load> {
    let mut loads = Vec::new();
    for (query, runs) in RUNS {
        for (variant, listing) in EXPERIMENT {
            loads.extend(runs.iter().map(|seconds| experiment(variant, listing, query, *seconds)));
        }
    }
    loads.extend(ROWS.map(|variant| Load {
        name: format!("rows-{variant}-30s"),
        scenario: "rows",
        variant: variant.to_owned(),
        listing: format!("ch4/rows-{variant}.go"),
        path: "/orders",
        clients: 50,
        timeout: 1,
        ramp: 1,
        query: Query::Sleeps(5),
        seconds: 30,
    }));
    loads
}

fn experiment(variant: &str, listing: &str, query: Query, seconds: u32) -> Load {
    Load {
        name: format!("{variant}-{query}-{seconds}s"),
        scenario: "experiment-500-20-go",
        variant: variant.to_owned(),
        listing: format!("ch4/{listing}.go"),
        path: "/user",
        clients: 500,
        timeout: 0,
        ramp: 0,
        query,
        seconds,
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::Sleeps(milliseconds) => write!(f, "{milliseconds}ms"),
            Query::LooksUp => f.write_str("lookup"),
        }
    }
}

impl Load {
    /// Where its record is kept.
    pub fn recorded_path(&self) -> PathBuf {
        root().join(FOLDER).join("recorded").join(&self.name).with_extension("toml")
    }

    /// What was recorded of it.
    ///
    /// # Errors
    /// If there is no record, or it is no TOML.
    pub fn recorded(&self) -> Result<Record, String> {
        let path = self.recorded_path();
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let table = text.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Record { table, seconds: f64::from(self.seconds) })
    }
}

/// How long the simulated server takes for a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// As long as the real one took to answer.
    Queries,
    /// As long as the real connection was taken by it: where nearly every query had been waited for, also the time from
    /// its answer to the next query. No connection rests then; what passes is time of processors, which the three programs
    /// on the machine share, and of which a simulation knows no more than the Go statements of one of them.
    Connections,
}

/// What was recorded of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    table: toml::Table,
    seconds: f64,
}

impl Record {
    /// A recorded number; none where it was not measured.
    pub fn number(&self, key: &str) -> Option<f64> {
        let value = self.table.get(key)?;
        value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
    }

    /// A recorded text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.table.get(key)?.as_str()
    }

    /// How much of the processors' time went to neither server, service nor clients, in per cent.
    pub fn others_percent(&self) -> Option<f64> {
        let ours: Option<f64> =
            ["mariadb_cpu_ms", "service_cpu_ms", "client_cpu_ms"].iter().map(|key| self.number(key)).sum();
        let processors = self.text("machine")?.split(' ').next()?.parse::<f64>().ok()?;
        let percent = 100.0 * ours? / (1000.0 * self.seconds * processors);
        Some((self.number("processors_busy_percent")? - percent).max(0.0))
    }

    /// Whether no client can have come a second time before the last had come.
    fn all_came_first(&self) -> bool {
        let of = |key| self.number(key).unwrap_or_default();
        of("arrived_ms") < of("service_mean_ms")
    }

    /// Time from an answer to the next query on the same connection, if nearly every query had been waited for.
    fn turnaround(&self) -> Option<Duration> {
        let of = |key| self.number(key).unwrap_or_default();
        let waited_for = of("failed") == 0.0 && of("wait_count") >= ALWAYS * of("service_count");
        waited_for.then(|| Duration::from_nanos((of("gap_mean_ms") * 1e6) as u64))
    }

    /// The measured times of queries, each of them longer by `more`.
    ///
    /// # Panics
    /// If what is recorded is no empirical distribution.
    fn service(&self, more: Duration) -> Option<Distribution> {
        let Ok(Distribution::Empirical(measured)) = self.text("service")?.parse() else {
            panic!("service is not empirical(…)")
        };
        let longer = |point: &Point| Point { value: point.value + more, ..*point };
        let longer = measured.points().iter().map(longer).collect();
        Some(Distribution::Empirical(Empirical::new(longer).expect("the weights are as they were")))
    }

    /// How the scenario is set, so that the server answers as the real one did: key and value.
    pub fn settings(&self, told: Told) -> Vec<(&'static str, String)> {
        let mut settings = vec![("duration", format!("{}s", self.seconds))];
        // All real clients came at once, when the service listened.
        settings.extend([("load.early", "0".to_owned()), ("load.start", "1ms".to_owned())]);
        if let Some(arrived) = self.number("arrived_ms").filter(|_| self.all_came_first()) {
            settings.push(("load.ramp", format!("{arrived}ms")));
        }
        let more = self.turnaround().filter(|_| told == Told::Connections);
        if let Some(service) = self.service(more.unwrap_or_default()) {
            settings.push(("database.latency", service.to_string()));
        }
        if let Some(dial) = self.number("dial_mean_ms") {
            settings.push(("database.dial", format!("{dial}ms")));
        }
        settings
    }

    /// The three figures of the record beside those of a simulation, whose metrics are looked up by name.
    pub fn beside(&self, metric: impl Fn(&str) -> f64) -> [Comparison; 3] {
        let measured = |key| self.number(key).unwrap_or_default();
        let ended = metric("wait_served") + metric("wait_failed");
        [
            Comparison {
                what: "throughput",
                measured: measured("completed") / self.seconds,
                simulated: metric("requests_completed") / self.seconds,
                allowed: Allowed::Part(THROUGHPUT, FEW / self.seconds),
            },
            // As db.Stats() has it: waits are counted when they begin, their time when they end.
            Comparison {
                what: "mean wait",
                measured: measured("wait_duration_ms") / measured("wait_count").max(1.0),
                simulated: metric("wait_mean_ms") * ended / metric("wait_count").max(1.0),
                allowed: Allowed::Part(WAIT, SHORT),
            },
            Comparison {
                what: "failed",
                measured: 100.0 * measured("failed") / (measured("completed") + measured("failed")),
                simulated: metric("requests_failed_percent"),
                allowed: Allowed::Points(FAILED),
            },
        ]
    }
}

/// Simulates a load with our binary `tidepool`, as its record says, and lays the figures side by side.
///
/// # Errors
/// If there is no record, or the run fails.
pub fn beside_ours(tidepool: &Path, load: &Load) -> Result<[Comparison; 3], String> {
    let record = load.recorded()?;
    let mut command = Command::new(tidepool);
    command.args(["run", load.scenario, "--variant", &load.variant, "--format", "json"]);
    for (key, value) in record.settings(Told::Connections) {
        command.args(["--set", &format!("{key}={value}")]);
    }
    // It fails where an expectation of the scenario is not met, which says nothing here.
    let output = command.output().map_err(|e| format!("{}: {e}", tidepool.display()))?;
    let json = String::from_utf8_lossy(&output.stdout).into_owned();
    let metric = |name: &str| {
        let line = json.lines().find_map(|line| line.trim().strip_prefix(&format!("\"{name}\": ")));
        line.and_then(|value| value.trim_end_matches(',').parse().ok())
    };
    if metric("requests_completed").is_none() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(record.beside(|name| metric(name).unwrap_or(f64::NAN)))
}

/// How far a simulated figure may be from a measured one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Allowed {
    /// A part of the measured one, or so much itself where that is more.
    Part(f64, f64),
    /// So much itself.
    Points(f64),
}

/// A figure as it was measured and as it was simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Its name.
    pub what: &'static str,
    /// Requests a second, milliseconds, or per cent.
    pub measured: f64,
    /// The same.
    pub simulated: f64,
    /// How far they may be apart.
    pub allowed: Allowed,
}

impl Comparison {
    /// Whether they are near enough.
    pub fn holds(&self) -> bool {
        let allowed = match self.allowed {
            Allowed::Part(part, least) => (part * self.measured).max(least),
            Allowed::Points(points) => points,
        };
        (self.simulated - self.measured).abs() <= allowed
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Comparison { what, measured, simulated, .. } = self;
        let apart = simulated - measured;
        let mark = if self.holds() { "" } else { " !" };
        match self.allowed {
            Allowed::Part(..) => {
                let percent = if apart == 0.0 { 0.0 } else { 100.0 * apart / measured };
                write!(f, "{what} {measured:.1} simulated {simulated:.1} ({percent:+.1} %{mark})")
            }
            Allowed::Points(_) => {
                write!(f, "{what} {measured:.2} % simulated {simulated:.2} % ({apart:+.2}{mark})")
            }
        }
    }
}
