//! Command-line arguments, as given.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use tidepool_des::Duration;
use tidepool_go_vm::costs::Costs;
use tidepool_sim::Which;
use tidepool_view::ProfileKind;

/// Real Go listings in a deterministic simulation.
#[derive(Debug, Parser)]
#[command(name = "tidepool", version, about, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a scenario to its end and report its metrics.
    ///
    /// Exit codes: 0 ran; 1 an expectation failed; 2 a simulated program crashed;
    /// 3 bad input; 4 stopped by a limit.
    Run(RunOptions),
    /// Work with Go programs.
    #[command(subcommand)]
    Go(GoCommand),
    /// Run a scenario over ranges of parameters and several seeds.
    Sweep(SweepOptions),
    /// Put the shards of a sweep together: the result is what `sweep` without `--shard` writes, byte for byte.
    Merge(MergeOptions),
    /// Build or check the pages of the book.
    #[command(subcommand)]
    Book(BookCommand),
    /// List the scenarios of the book.
    List(TextOptions),
    /// Begin a scenario of your own: a TOML file and a listing that run as they are.
    New(NewOptions),
    /// Print the JSON Schema of scenario files, by which editors complete and check them.
    ///
    /// `tidepool schema > scenario.schema.json`, and the line `#:schema ./scenario.schema.json` at the top of a scenario.
    Schema,
    /// Say what a metric means, and in which unit it is; without a name, all of them.
    Explain(ExplainOptions),
    /// Print a script that completes commands and options in a shell.
    ///
    /// For bash: `tidepool completions bash > ~/.local/share/bash-completion/completions/tidepool`.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// Commands for the book.
#[derive(Debug, Subcommand)]
pub enum BookCommand {
    /// Make the pages: check them, run what they speak of, write HTML.
    Build(BookBuildOptions),
    /// Check the pages and the numbers in them without writing anything.
    ///
    /// Exit code 1: something is wrong; a line per fault, with file and line.
    Check(BookOptions),
}

/// Where the book's texts are.
#[derive(Debug, clap::Args)]
pub struct BookOptions {
    /// Folder with `en/`, `zh/`, `go/`, `scenarios/` and `book.toml`.
    #[arg(long, default_value = "content")]
    pub content: PathBuf,
    /// Runs at a time; all cores if not given.
    #[arg(long)]
    pub jobs: Option<usize>,
    /// Keep outcomes of runs there, for this very binary. Then only new runs take time.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
}

/// Options of `book build`.
#[derive(Debug, clap::Args)]
pub struct BookBuildOptions {
    /// Texts.
    #[command(flatten)]
    pub book: BookOptions,
    /// Folder for the pages; other files in it stay.
    #[arg(long)]
    pub out: PathBuf,
    /// Public address of the site. With it come sitemap.xml and canonical addresses.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// Commands for Go programs.
#[derive(Debug, Subcommand)]
pub enum GoCommand {
    /// Run a Go program (package main, one file) in virtual time.
    ///
    /// Output and exit code are those of the built program. Exit 3: it does not compile or
    /// uses what is not supported; exit 4: stopped by a limit.
    Run(GoRunOptions),
    /// Report what the compiler finds in a Go program, without running it.
    Check(GoFile),
    /// Print the bytecode of a Go program.
    Disasm(GoFile),
    /// Print the table of virtual costs: what is used, what was measured with real Go, and why.
    Costs(TextOptions),
}

/// A Go source file.
#[derive(Debug, clap::Args)]
pub struct GoFile {
    /// The file.
    pub file: PathBuf,
}

/// Options of `go run`.
#[derive(Debug, clap::Args)]
pub struct GoRunOptions {
    /// The file.
    pub file: PathBuf,
    /// Seed of everything that is random.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Number of Ps (GOMAXPROCS).
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub procs: u32,
    /// Most instructions, so that an endless loop ends; 0 for no limit.
    #[arg(long, value_name = "N", default_value_t = tidepool_sim::STEPS_MAX)]
    pub step_limit: u64,
    /// Longest virtual time.
    #[arg(long, default_value = "1h")]
    pub time_limit: Duration,
    /// How far the heap may grow before it is collected, in percent of what lives; `off` for never.
    #[arg(long, env = "GOGC", value_name = "PERCENT", default_value = "100", value_parser = gogc)]
    pub gogc: Gogc,
    /// Memory that the collector tries to stay below, such as `512MiB`; `off` for none.
    #[arg(long, env = "GOMEMLIMIT", value_name = "SIZE", default_value = "off", value_parser = memory_limit)]
    pub memory_limit: u64,
    /// Go's switches, of which `gctrace=1` prints a line for each collection.
    #[arg(long, env = "GODEBUG", value_name = "NAME=VALUE,…", default_value = "")]
    pub godebug: String,
    /// Change a virtual cost, in picoseconds; `go costs` prints them all. May be given several times.
    #[arg(long = "cost", value_name = "NAME=PS", value_parser = cost)]
    pub costs: Vec<(String, u32)>,
}

/// GOGC in percent, none for off.
#[derive(Clone, Copy, Debug)]
pub struct Gogc(pub Option<u32>);

fn gogc(text: &str) -> Result<Gogc, String> {
    match text {
        "off" => Ok(Gogc(None)),
        "" => Ok(Gogc(Some(100))),
        // A negative number is off, as in Go.
        _ => text
            .parse::<i32>()
            .map(|n| Gogc(u32::try_from(n).ok()))
            .map_err(|_| "a number of percent, or `off`".into()),
    }
}

/// Bytes, with Go's units.
fn memory_limit(text: &str) -> Result<u64, String> {
    if text.is_empty() || text == "off" {
        return Ok(u64::MAX);
    }
    let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("B", 0)];
    let split = units.iter().find_map(|(unit, shift)| Some((text.strip_suffix(unit)?, *shift)));
    let (number, shift) = split.unwrap_or((text, 0));
    let bytes = number.parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift));
    bytes.ok_or("a size such as 536870912, 512MiB or 2GiB, or `off`".into())
}

/// A changed cost.
fn cost(text: &str) -> Result<(String, u32), String> {
    let (name, ps) = text.split_once('=').ok_or("should look like `call=1200`")?;
    if !Costs::NAMES.contains(&name) {
        return Err(format!("no such cost; there are {}", Costs::NAMES.join(", ")));
    }
    Ok((name.into(), ps.parse().map_err(|_| "the cost is a number of picoseconds, up to 4 ms")?))
}

/// Options of `run`.
#[derive(Debug, clap::Args)]
pub struct RunOptions {
    /// Name of a scenario of the book, a TOML file, or a link.
    pub scenario: String,
    /// Variant (another listing) of the scenario.
    #[arg(long)]
    pub variant: Option<String>,
    /// Parameter value; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seed of all draws.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write this profile of the run's end instead of a report.
    #[arg(long, value_enum, value_name = "NAME", conflicts_with = "format")]
    pub profile: Option<Profile>,
    /// Write where the time of one request went instead of a report (`--format text` or `json`): of the request with this
    /// number, counted from 1; of the `slowest`, from its first try to its last; of the first that `failed`; or of the one
    /// that is `unfinished` for longest at the end. Running it again finds the same one.
    #[arg(long, value_name = "WHICH", value_parser = which, conflicts_with = "profile")]
    pub request: Option<Which>,
    /// Write the report there instead of to standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

fn which(text: &str) -> Result<Which, String> {
    Which::parse(text).ok_or("a number from 1, `slowest`, `failed` or `unfinished`".into())
}

impl RunOptions {
    /// Whether they ask for another run than the one named.
    pub fn changes(&self) -> bool {
        self.variant.is_some() || !self.set.is_empty() || self.seed.is_some()
    }
}

/// Forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// Metrics and series.
    Json,
    /// Series, a row per bucket of time.
    Csv,
    /// Every record, a line each.
    Trace,
    /// Charts.
    Svg,
}

/// What tools would say at the end of the run; profiles by their names in package `runtime/pprof`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// All goroutines, equal stacks together.
    Goroutine,
    /// Goroutines that nobody can wake any more.
    Goroutineleak,
    /// What allocated the heap.
    Heap,
    /// The page that Prometheus would scrape.
    Metrics,
    /// Connections of the pools, and who held them.
    Connections,
    /// The line for each cycle of the collector, of the latest, as GODEBUG=gctrace=1 prints it.
    Gctrace,
}

impl From<Profile> for ProfileKind {
    fn from(profile: Profile) -> ProfileKind {
        match profile {
            Profile::Goroutine => ProfileKind::Goroutine,
            Profile::Goroutineleak => ProfileKind::GoroutineLeak,
            Profile::Heap => ProfileKind::Heap,
            Profile::Metrics => ProfileKind::Metrics,
            Profile::Connections => ProfileKind::Connections,
            Profile::Gctrace => ProfileKind::GcTrace,
        }
    }
}

/// Options of `sweep`.
#[derive(Debug, clap::Args)]
pub struct SweepOptions {
    /// Name of a scenario of the book, a TOML file, or a link.
    pub scenario: String,
    /// Variant (another listing) of the scenario.
    #[arg(long)]
    pub variant: Option<String>,
    /// Parameter and range; may be repeated. A list `key=1,2,5` is possible too.
    #[arg(long = "vary", value_name = "KEY=A..B:STEP", required = true)]
    pub vary: Vec<String>,
    /// Fixed parameter value; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seeds per point, counted up from the scenario's.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub seeds: u64,
    /// Runs at a time; all cores if not given.
    #[arg(long)]
    pub jobs: Option<usize>,
    /// Only every n-th run, starting with the i-th (from 1); `tidepool merge` puts shards together.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// Form of the result.
    #[arg(long, value_enum, default_value_t = SweepFormat::Csv)]
    pub format: SweepFormat,
}

/// Options of `new`.
#[derive(Debug, clap::Args)]
pub struct NewOptions {
    /// Name of the scenario: its files are NAME.toml and NAME.go. A folder may stand before it.
    pub name: PathBuf,
}

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainOptions {
    /// Its name as in a report: `wait_p99_ms`, also with what it is of, `hikari.wait_p99_ms`.
    pub metric: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub format: TextFormat,
}

/// Options of what only tells something.
#[derive(Debug, clap::Args)]
pub struct TextOptions {
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub format: TextFormat,
}

/// Forms of what is no run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For reading.
    Text,
    /// For programs.
    Json,
}

/// Options of `merge`.
#[derive(Debug, clap::Args)]
pub struct MergeOptions {
    /// What the shards have written, all as CSV or all as JSON, in any order.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// Forms of a sweep's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SweepFormat {
    /// A row per run.
    Csv,
    /// An array of objects.
    Json,
}
