//! Packages that are not Go's own: programs over the real ones and over ours.
//!
//! Each folder is a Go module of its own, whose go.mod says which versions are meant.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::area::{Area, Beside};
use crate::referee::{Go, Recorded, beside_recorded, difference, outcome, same_outcome};
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
        let binary = go.build_in(self.0, &root().join(program), scratch)?;
        let first = outcome(&mut Command::new(&binary))?;
        for _ in 1..RUNS {
            if let Some(varies) = difference(&first, &outcome(&mut Command::new(&binary))?) {
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
