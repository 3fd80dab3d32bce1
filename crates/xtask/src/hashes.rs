//! The same scenario gives the same trace in a debug build as in an optimised one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{paths, shell};

/// Runs every scenario with both builds of the command line and compares the trace hashes.
pub fn check() -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "-p", "tidepool-cli"]))?;
    shell::run(&mut shell::cargo(&["build", "-p", "tidepool-cli", "--profile", "quick"]))?;
    let scenarios = scenarios()?;
    ensure!(!scenarios.is_empty(), "there is no scenario in content/scenarios");
    for scenario in &scenarios {
        let [debug, quick] = ["debug", "quick"].map(|profile| trace_hash(profile, scenario));
        let (debug, quick) = (debug?, quick?);
        println!("  {quick}  {}", scenario.display());
        ensure!(debug == quick, "{}: debug gives trace {debug}, optimised {quick}", scenario.display());
    }
    Ok(())
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

fn trace_hash(profile: &str, scenario: &Path) -> Result<String> {
    let program = format!("tidepool{}", std::env::consts::EXE_SUFFIX);
    let program = paths::target().join(profile).join(program);
    let mut command = shell::command(&program, &["run", "--format", "json"]);
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
