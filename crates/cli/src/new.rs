//! `tidepool new`: a scenario to begin with.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};

use crate::Outcome;
use crate::args::NewOptions;

const SCENARIO: &str = include_str!("new/template.toml");
const LISTING: &str = include_str!("new/template.go");

pub fn run(options: &NewOptions) -> Result<Outcome> {
    let name = options.name.file_name().and_then(|name| name.to_str());
    let plain =
        |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let name = name
        .filter(plain)
        .ok_or_else(|| anyhow!("{}: expected a name of letters, digits, - and _", options.name.display()))?;
    let [scenario, listing] = ["toml", "go"].map(|extension| options.name.with_extension(extension));
    for path in [&scenario, &listing] {
        ensure!(!path.exists(), "{} is there already; nothing was written", path.display());
    }
    create(&scenario, &SCENARIO.replace("NAME", name))?;
    create(&listing, LISTING)?;
    println!("{} and {}; now: tidepool run {}", scenario.display(), listing.display(), scenario.display());
    Ok(Outcome::Ran)
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("cannot write {}", path.display()))
}
