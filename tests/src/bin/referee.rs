//! Runs the listings that end by themselves under real Go, records what they print, and compares ours with it.
//!
//! Go is looked for as [`Go::find`] says; our binary is the one named by `TIDEPOOL`, else the `tidepool` beside this one.
//! Where either is missing, that half is skipped and said so.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tidepool_tests::referee::{self, Go, Recorded};

fn main() -> ExitCode {
    match record().and_then(|()| compare()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("referee: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs each program under real Go. A result that has not changed keeps its file, date and all.
fn record() -> Result<(), String> {
    let go = match Go::find() {
        Ok(go) => go,
        Err(reason) => {
            println!("skipped the recording: {reason}");
            return Ok(());
        }
    };
    println!("recording with {}", go.version);
    let scratch = env::temp_dir().join(format!("tidepool-referee-{}", std::process::id()));
    fs::create_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
    for program in programs()? {
        let fresh =
            Recorded { outcome: go.run(&program, &scratch)?, go: go.version.clone(), date: today(), program };
        let known = referee::recorded(&fresh.program).ok();
        let same = known.is_some_and(|old| (&old.outcome, &old.go) == (&fresh.outcome, &fresh.go));
        if !same {
            let path = referee::recorded_path(&fresh.program);
            fs::write(&path, fresh.to_text()).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        let word = if same { "as before" } else { "recorded" };
        println!("  {}: {word}", fresh.program);
    }
    fs::remove_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))
}

/// Runs each program under ours; true where all agree with what real Go printed.
fn compare() -> Result<bool, String> {
    let Some(tidepool) = ours() else {
        println!(
            "skipped the comparison: no tidepool binary (build it with `cargo build -p tidepool-cli`, or name it by the variable TIDEPOOL)"
        );
        return Ok(true);
    };
    println!("comparing with {}", tidepool.display());
    let mut agree = true;
    for program in programs()? {
        let real = referee::recorded(&program)?;
        let ours = referee::run_ours(&tidepool, &program)?;
        match referee::difference(&real.outcome, &ours) {
            None => println!("  {program}: equal"),
            Some(text) => {
                agree = false;
                println!("  {program}: DIFFERENT, {text}");
            }
        }
    }
    Ok(agree)
}

fn programs() -> Result<Vec<String>, String> {
    referee::programs().map_err(|e| format!("content/go: {e}"))
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
