//! The steps of `cargo xtask test`, in order: the quick ones first.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::setup::{self, Need};
use crate::{hashes, shell, site, tidy};

struct Step {
    name: &'static str,
    /// What it checks, in words.
    about: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: [Step; 11] = [
    Step { name: "setup", about: "set up what is missing", run: setup_all },
    Step { name: "tidy", about: "rules of the source tree", run: tidy::check },
    Step { name: "fmt", about: "formatting", run: fmt },
    Step { name: "clippy", about: "lints, warnings as errors", run: clippy },
    Step { name: "unit", about: "unit, golden and property tests", run: unit },
    Step { name: "docs", about: "API docs, warnings as errors", run: docs },
    Step { name: "cli", about: "optimised build of the command line", run: cli },
    Step { name: "presets", about: "every preset of every scenario does what it says", run: presets },
    Step { name: "hashes", about: "debug and optimised builds give the same traces", run: hashes::check },
    Step { name: "site", about: "release build of the site", run: site::build },
    Step { name: "browser", about: "the site in a real browser, native traces = Wasm traces", run: browser },
];

/// Names of the steps and what they check.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    STEPS.iter().map(|step| (step.name, step.about))
}

/// Runs the steps that `only` names (all when it is empty) and sums them up.
pub fn run_all(only: &[String]) -> Result<ExitCode> {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    if let Some(unknown) = only.iter().find(|name| !names.contains(&name.as_str())) {
        bail!("there is no step `{unknown}`; the steps are {}", names.join(", "));
    }
    let chosen: Vec<&Step> =
        STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)).collect();
    let mut lines = Vec::new();
    let mut failed = 0;
    for (index, step) in chosen.iter().enumerate() {
        println!("\n== {}/{} {}: {}", index + 1, chosen.len(), step.name, step.about);
        let started = Instant::now();
        let result = (step.run)();
        let time = seconds(started.elapsed());
        match result {
            Ok(()) => lines.push(format!("  ok      {:<8} {time:>8}", step.name)),
            Err(error) => {
                // Not on standard error: the order of lines is part of the report.
                println!("error: {error:#}");
                lines.push(format!("  FAILED  {:<8} {time:>8}  {error:#}", step.name));
                failed = 1;
                break;
            }
        }
    }
    summary(&lines, failed, chosen.len());
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The last line is the plain one that other programs read.
fn summary(lines: &[String], failed: usize, chosen: usize) {
    println!("\nSteps:");
    for line in lines {
        println!("{line}");
    }
    if lines.len() < chosen {
        println!("  {} not run after the failure", chosen - lines.len());
    }
    println!("{} passed, {failed} failed", lines.len() - failed);
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn setup_all() -> Result<()> {
    setup::ensure(&[Need::Checks, Need::Site, Need::Browser])
}

fn fmt() -> Result<()> {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let features = "tidepool-tests/browser";
    shell::run(&mut shell::cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        features,
        "--",
        "-D",
        "warnings",
    ]))
}

fn unit() -> Result<()> {
    shell::run(&mut shell::cargo(&["test", "--workspace"]))
}

fn docs() -> Result<()> {
    let mut cargo = shell::cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"]);
    // Private items are documented too, so links to them hold.
    shell::run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

fn cli() -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "--profile", "quick", "-p", "tidepool-cli"]))
}

fn presets() -> Result<()> {
    let arguments = ["test", "--profile", "quick", "-p", "tidepool-tests", "--test", "presets"];
    shell::run(&mut shell::cargo(&arguments))
}

fn browser() -> Result<()> {
    setup::ensure(&[Need::Browser])?;
    shell::run(&mut shell::cargo(&[
        "test",
        "-p",
        "tidepool-tests",
        "--features",
        "browser",
        "--test",
        "browser",
        "--test",
        "hashes",
    ]))
}

/// Rewrites the expectations of golden tests.
pub fn bless() -> Result<()> {
    shell::run(shell::cargo(&["test", "--workspace"]).env("UPDATE_EXPECT", "1"))
}

/// Builds the site and photographs its pages.
pub fn shots() -> Result<()> {
    setup::ensure(&[Need::Site, Need::Browser])?;
    site::build()?;
    shell::run(&mut shell::cargo(&["run", "-p", "tidepool-tests", "--features", "browser", "--bin", "shots"]))
}

/// Builds the site and measures its longest tasks and its speed beside native runs.
pub fn bench_page() -> Result<()> {
    setup::ensure(&[Need::Site, Need::Browser])?;
    site::build()?;
    // Optimised, as its runs are compared with the page's.
    shell::run(&mut shell::cargo(&["build", "--profile", "quick", "-p", "tidepool-cli"]))?;
    shell::run(&mut shell::cargo(&[
        "run",
        "--profile",
        "quick",
        "-p",
        "tidepool-tests",
        "--features",
        "browser",
        "--bin",
        "bench-page",
    ]))
}

/// Compares with real Go.
pub fn referee(rest: &[String]) -> Result<()> {
    let mut cargo =
        shell::cargo(&["run", "--profile", "quick", "-p", "tidepool-tests", "--bin", "referee", "--"]);
    shell::run(cargo.args(rest))
}

/// Runs all benchmarks.
pub fn bench() -> Result<()> {
    shell::run(&mut shell::cargo(&["bench", "--workspace", "--benches"]))
}

/// Runs the fuzzer of the Go machine.
pub fn fuzz(minutes: u64, seed: u64) -> Result<()> {
    let (minutes, seed) = (minutes.to_string(), seed.to_string());
    let run = ["run", "-p", "tidepool-go-vm", "--example", "fuzz", "--"];
    shell::run(&mut shell::cargo(&[&run[..], &["--minutes", &minutes, "--seed", &seed]].concat()))
}
