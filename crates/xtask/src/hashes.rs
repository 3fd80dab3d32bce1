//! The same scenario gives the same trace in a debug build as in an optimised one.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{paths, shell};

/// Runs every scenario, each of its variants, with both builds of the command line and compares the trace hashes.
pub fn check() -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "-p", "tidepool-cli"]))?;
    shell::run(&mut shell::cargo(&["build", "-p", "tidepool-cli", "--profile", "quick"]))?;
    let scenarios = scenarios()?;
    ensure!(!scenarios.is_empty(), "there is no scenario in content/scenarios");
    for scenario in &scenarios {
        for variant in variants(scenario)? {
            let run = |profile| trace_hash(profile, scenario, variant.as_deref());
            let (debug, quick) = thread::scope(|scope| {
                let debug = scope.spawn(|| run("debug"));
                let quick = run("quick");
                (debug.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), quick)
            });
            let (debug, quick) = (debug?, quick?);
            let name = format!("{} {}", scenario.display(), variant.unwrap_or_default());
            println!("  {quick}  {name}");
            ensure!(debug == quick, "{name}: debug gives trace {debug}, optimised {quick}");
        }
    }
    Ok(())
}

/// Names of a scenario's variants; one without a name if it has none.
fn variants(scenario: &Path) -> Result<Vec<Option<String>>> {
    let text = fs::read_to_string(scenario).with_context(|| format!("cannot read {}", scenario.display()))?;
    let table: toml::Table = text.parse().with_context(|| format!("{}", scenario.display()))?;
    let variants = table.get("variant").and_then(toml::Value::as_array);
    let name = |variant: &toml::Value| {
        let id = variant.get("id").and_then(toml::Value::as_str).map(String::from);
        id.map(Some).with_context(|| format!("a variant without id in {}", scenario.display()))
    };
    let names = variants.into_iter().flatten().map(name).collect::<Result<Vec<_>>>()?;
    Ok(if names.is_empty() { vec![None] } else { names })
}

fn scenarios() -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("content/scenarios");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn trace_hash(profile: &str, scenario: &Path, variant: Option<&str>) -> Result<String> {
    let program = format!("tidepool{}", std::env::consts::EXE_SUFFIX);
    let program = paths::target().join(profile).join(program);
    let mut command = shell::command(&program, &["run", "--format", "json"]);
    if let Some(variant) = variant {
        command.args(["--variant", variant]);
    }
    let output =
        command.arg(scenario).output().with_context(|| format!("cannot start {}", program.display()))?;
    // A scenario may mean to fail its own expectation or to crash; the trace counts all the same.
    let text = String::from_utf8_lossy(&output.stdout);
    let hash = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|report| Some(report["trace_hash"].as_str()?.to_owned()));
    hash.with_context(|| {
        let errors = String::from_utf8_lossy(&output.stderr);
        format!("`tidepool run {}` ({profile}) gave no trace hash: {}", scenario.display(), errors.trim())
    })
}
