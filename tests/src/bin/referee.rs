//! Runs Go programs under real Go, records what they print, and compares ours with it: the listings that end by
//! themselves and the programs of `tests/go`. Arguments pick programs by a part of their path.
//!
//! Go is looked for as [`Go::find`] says; our binary is the one named by `TIDEPOOL`, else the `tidepool` beside this one.
//! Where either is missing, that half is skipped and said so.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tidepool_tests::collections;
use tidepool_tests::facts;
use tidepool_tests::mariadb::{self, Load};
use tidepool_tests::referee::{self, Go, Recorded};

fn main() -> ExitCode {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let scratch = env::temp_dir().join(format!("tidepool-referee-{}", std::process::id()));
    let result = fs::create_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()));
    let result = result.and_then(|()| {
        let programs = Programs::find(&wanted)?;
        programs.record(&scratch)?;
        programs.compare(&scratch)
    });
    // Compiled programs only; failing to remove them harms nobody.
    let _ = fs::remove_dir_all(&scratch);
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("referee: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The programs to run.
struct Programs {
    /// Of the book.
    listings: Vec<String>,
    /// Of `tests/go`.
    facts: Vec<String>,
    /// Of `tests/referee/gc`; the tests compare them.
    collections: Vec<String>,
    /// Of the book, in front of a real database server.
    loads: Vec<Load>,
}

impl Programs {
    fn find(wanted: &[String]) -> Result<Programs, String> {
        let picked = |program: &String| wanted.is_empty() || wanted.iter().any(|part| program.contains(part));
        let mut programs = Programs {
            listings: referee::programs().map_err(|e| format!("content/go: {e}"))?,
            facts: facts::programs().map_err(|e| format!("tests/go: {e}"))?,
            collections: collections::programs().map_err(|e| format!("tests/referee/gc: {e}"))?,
            loads: mariadb::loads(),
        };
        programs.listings.retain(picked);
        programs.facts.retain(picked);
        // They are measured, not only run: all others on the machine disturb them.
        programs.collections.retain(|program| !wanted.is_empty() && picked(program));
        programs.loads.retain(|load| !wanted.is_empty() && picked(&format!("referee/mariadb/{}", load.name)));
        let all = [&programs.listings, &programs.facts, &programs.collections];
        if all.iter().all(|list| list.is_empty()) && programs.loads.is_empty() {
            return Err(format!("no program has {} in its path", wanted.join(" or ")));
        }
        Ok(programs)
    }

    /// Runs each program under real Go. A result that has not changed keeps its file, date and all.
    fn record(&self, scratch: &Path) -> Result<(), String> {
        let go = match Go::find() {
            Ok(go) => go,
            Err(reason) => {
                println!("skipped the recording: {reason}");
                return Ok(());
            }
        };
        println!("recording with {}", go.version);
        for program in &self.listings {
            let fresh = Recorded {
                outcome: go.run(program, scratch)?,
                go: go.version.clone(),
                date: today(),
                program: program.clone(),
            };
            let known = referee::recorded(program).ok();
            let same = known.is_some_and(|old| (&old.outcome, &old.go) == (&fresh.outcome, &fresh.go));
            keep(program, &referee::recorded_path(program), &fresh.to_text(), same)?;
        }
        for program in &self.facts {
            let (path, fresh) = (facts::recorded_path(program), facts::under_go(&go, program, scratch)?);
            let same = fs::read_to_string(&path).is_ok_and(|known| known == fresh);
            keep(program, &path, &fresh, same)?;
        }
        for program in &self.collections {
            let fresh = collections::under_go(&go, program, &today(), scratch)?;
            keep(program, &collections::recorded_path(program), &fresh.to_text(), false)?;
        }
        if !self.loads.is_empty() {
            let done = |load: &Load| println!("  {}: recorded", load.name);
            mariadb::record(&go, &self.loads, &today(), scratch, done)?;
        }
        Ok(())
    }

    /// Runs each program under ours; true where all agree with what real Go printed.
    fn compare(&self, scratch: &Path) -> Result<bool, String> {
        let Some(tidepool) = ours() else {
            println!(
                "skipped the comparison: no tidepool binary (build it with `cargo build -p tidepool-cli`, or name it by the variable TIDEPOOL)"
            );
            return Ok(true);
        };
        println!("comparing with {}", tidepool.display());
        let mut agree = true;
        for program in &self.listings {
            let (real, ours) = (referee::recorded(program)?, referee::run_ours(&tidepool, program)?);
            agree &= say(program, referee::difference(&real.outcome, &ours));
        }
        for program in &self.facts {
            let path = facts::recorded_path(program);
            let real = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let ours = facts::under_ours(&tidepool, program, scratch)?;
            agree &= say(program, referee::first_difference(&real, &ours));
        }
        for load in &self.loads {
            for figure in mariadb::beside_ours(&tidepool, load)? {
                let why = load.known(&figure).filter(|_| !figure.holds());
                println!("  {}: {figure} {}", load.name, why.unwrap_or_default());
                agree &= figure.holds() || why.is_some();
            }
        }
        Ok(agree)
    }
}

fn keep(program: &str, path: &Path, text: &str, same: bool) -> Result<(), String> {
    if !same {
        fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    println!("  {program}: {}", if same { "as before" } else { "recorded" });
    Ok(())
}

fn say(program: &str, difference: Option<String>) -> bool {
    match &difference {
        None => println!("  {program}: equal"),
        Some(text) => println!("  {program}: DIFFERENT, {text}"),
    }
    difference.is_none()
}

fn ours() -> Option<PathBuf> {
    if let Some(path) = env::var_os("TIDEPOOL") {
        return Some(PathBuf::from(path));
    }
    let beside = env::current_exe().ok()?.with_file_name("tidepool");
    beside.exists().then_some(beside)
}

/// Today's date in UTC, as `2026-11-25`.
fn today() -> String {
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

fn days_in(year: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if leap { 366 } else { 365 }
}
