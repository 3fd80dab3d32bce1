//! Rules of the source tree that no compiler checks.
//!
//! Each rule is a function from plain data (texts, edges) to faults, so that it can be tried without a work tree.

mod edges;
mod map;
mod text;

use std::fmt;
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{paths, setup, shell};

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// File or crate, with a line where there is one.
    pub place: String,
    /// What is wrong and what to do.
    pub words: String,
}

impl Fault {
    fn new(place: impl Into<String>, words: impl Into<String>) -> Self {
        Self { place: place.into(), words: words.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.words)
    }
}

/// Checks all rules and lists every fault.
pub fn check() -> Result<()> {
    let metadata = metadata()?;
    let mut faults = edges::check(&map::edges(&read("crates/README.md")?), &edges::read(&metadata)?);
    faults.extend(map::check_versions(
        setup::WASM_BINDGEN_VERSION,
        &read("Cargo.lock")?,
        &read("Trunk.toml")?,
    ));
    let files = files()?;
    for file in &files {
        let bytes = fs::read(paths::root().join(file)).with_context(|| format!("cannot read {file}"))?;
        faults.extend(text::check(file, &bytes));
    }
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} faults in the source tree", faults.len());
    }
    println!("{} files, no fault", files.len());
    Ok(())
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(paths::root().join(file)).with_context(|| format!("cannot read {file}"))
}

fn metadata() -> Result<Value> {
    let mut cargo = shell::cargo(&["metadata", "--no-deps", "--format-version", "1", "--offline"]);
    let text = shell::output(&mut cargo).context("`cargo metadata` failed")?;
    serde_json::from_str(&text).context("`cargo metadata` printed no JSON")
}

/// Every file that is or would be committed.
fn files() -> Result<Vec<String>> {
    let mut git = shell::command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = shell::output(&mut git).context("`git ls-files` failed: tidy needs a git work tree")?;
    let names = list.split('\0').filter(|name| !name.is_empty());
    // A file that was just removed is still listed.
    Ok(names.filter(|name| paths::root().join(name).is_file()).map(String::from).collect())
}
