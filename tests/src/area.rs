//! What all areas of experiments have in common: programs that real Go runs, a record of each, and ours beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::collections::Collections;
use crate::facts::Facts;
use crate::packages::{GUARDS, METRICS};
use crate::referee::{Go, Listings};
use crate::sqlref::SqlRules;

/// An area of experiments.
pub trait Area {
    /// Its programs in their order, relative to the top folder.
    ///
    /// # Errors
    /// If a folder cannot be read.
    fn programs(&self) -> io::Result<Vec<String>>;

    /// Where it is kept what real Go does with a program.
    fn recorded_path(&self, program: &str) -> PathBuf;

    /// What real Go does with a program, as the text that is kept.
    ///
    /// # Errors
    /// If it cannot be built or run, or if it is not fit for a record.
    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String>;

    /// Whether a record says what a fresh one says. Then it stays as it is, with its date.
    fn same(&self, known: &str, fresh: &str) -> bool {
        known == fresh
    }

    /// What ours does beside the record.
    ///
    /// # Errors
    /// If there is no record, or our binary cannot be run.
    fn beside(&self, tidepool: &Path, program: &str, scratch: &Path) -> Result<Beside, String>;

    /// Whether its programs are run only if asked for: what is measured is disturbed by all others on the machine.
    fn on_demand(&self) -> bool {
        false
    }
}

/// What ours does beside real Go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The same.
    Equal,
    /// Something else: where, for people.
    Different(String),
    /// The tests judge; this is all there is to say here.
    Note(&'static str),
}

impl From<Option<String>> for Beside {
    fn from(difference: Option<String>) -> Self {
        difference.map_or(Beside::Equal, Beside::Different)
    }
}

/// All areas.
pub const AREAS: [&dyn Area; 6] = [&Listings, &Facts, &SqlRules, &GUARDS, &METRICS, &Collections];

/// Today's date in UTC, as `2026-11-25`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let mut days = seconds / 86_400;
    let mut year = 1970;
    while days >= days_in(year) {
        days -= days_in(year);
        year += 1;
    }
    let february = days_in(year) - 337;
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

/// The processors and the system of this machine.
pub fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let models = info.lines().filter_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let model = models.clone().next().unwrap_or("unknown").to_owned();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{} x {model}, Linux {}", models.count(), kernel.trim())
}

fn days_in(year: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if leap { 366 } else { 365 }
}
