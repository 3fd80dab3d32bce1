//! Packages that are not Go's own: programs over the real ones and over ours.
//!
//! Each folder is a Go module of its own, whose go.mod says which versions are meant.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::area::{Area, Beside};
use crate::referee::{Go, Outcome, Recorded, beside_recorded, difference, outcome, same_outcome};
use crate::{go_files, root};

/// A result is kept if the real packages give it so many times.
const RUNS: usize = 3;

/// Programs over such packages: where they lie.
pub struct Packages(&'static str);

/// Limiters and breakers.
pub const GUARDS: Packages = Packages("tests/referee/guards");
/// Metrics.
pub const METRICS: Packages = Packages("tests/referee/metrics");

impl Area for Packages {
    fn programs(&self) -> io::Result<Vec<String>> {
        go_files(self.0)
    }

    fn recorded_path(&self, program: &str) -> PathBuf {
        let stem = Path::new(program).file_stem().unwrap_or_default();
        root().join(self.0).join("recorded").join(stem).with_extension("txt")
    }

    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String> {
        let server = match program.contains("/redis-") {
            true => Some(go.build_in(self.0, &root().join(self.0).join("server/main.go"), scratch)?),
            false => None,
        };
        let binary = go.build_in(self.0, &root().join(program), scratch)?;
        let first = run(&binary, server.as_deref())?;
        for _ in 1..RUNS {
            if let Some(varies) = difference(&first, &run(&binary, server.as_deref())?) {
                return Err(format!("it varies: {varies}"));
            }
        }
        Ok(Recorded::now(go, program, first).to_text())
    }

    fn same(&self, known: &str, fresh: &str) -> bool {
        same_outcome(known, fresh)
    }

    fn beside(&self, tidepool: &Path, program: &str, _: &Path) -> Result<Beside, String> {
        beside_recorded(self, tidepool, program)
    }
}

/// Runs a program, beside a Redis server of its own if it needs one.
fn run(binary: &Path, server: Option<&Path>) -> Result<Outcome, String> {
    let mut command = Command::new(binary);
    let Some(server) = server else { return outcome(&mut command) };
    let wrong = |e: io::Error| format!("{}: {e}", server.display());
    let redis = Command::new(server).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    // It ends with its input, and that with this function.
    let mut redis = redis.map_err(wrong)?;
    let mut address = String::new();
    if let Some(stdout) = redis.stdout.take() {
        BufReader::new(stdout).read_line(&mut address).map_err(wrong)?;
    }
    let outcome = outcome(command.env("REDIS_ADDR", address.trim()));
    drop(redis.stdin.take());
    redis.wait().map_err(wrong)?;
    outcome
}

impl Packages {
    /// The packages with their versions, as go.mod has them.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn versions(&self) -> Result<Vec<String>, String> {
        let path = root().join(self.0).join("go.mod");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let required = text.lines().map(|line| line.trim().trim_start_matches("require "));
        let packages = required.filter(|line| line.contains(" v") && !line.ends_with("// indirect"));
        Ok(packages.map(str::to_owned).collect())
    }
}
