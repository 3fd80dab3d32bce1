//! Runs Go programs under real Go, records what they do, and compares ours with it: all areas of [`AREAS`],
//! the services in front of a real database server, and the programs over real HikariCP. Arguments pick programs by a
//! part of their path.
//!
//! Go is looked for as [`Go::find`] says; our binary is the one named by `TIDEPOOL`, else the `tidepool` beside this one.
//! Where either is missing, that half is skipped and said so. Our twins of the Java programs are compared by the tests.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tidepool_tests::area::{AREAS, Area, Beside, today};
use tidepool_tests::hikari::{self, Java};
use tidepool_tests::mariadb::{self, Load};
use tidepool_tests::referee::Go;

fn main() -> ExitCode {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let scratch = env::temp_dir().join(format!("tidepool-referee-{}", std::process::id()));
    let result = fs::create_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()));
    let result = result.and_then(|()| {
        let experiments = Experiments::find(&wanted)?;
        let mut good = experiments.record_hikari(&scratch)?;
        if !experiments.programs.is_empty() || !experiments.loads.is_empty() {
            good &= experiments.record(&scratch)?;
            good &= experiments.compare(&scratch)?;
        }
        Ok(good)
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

/// What was asked for.
struct Experiments {
    /// Programs, and the areas they belong to.
    programs: Vec<(&'static dyn Area, String)>,
    /// Services in front of a real database server, only if asked for.
    loads: Vec<Load>,
    /// Java programs over HikariCP, by their Go twins; only if asked for, as they are measured, too.
    hikari: Vec<String>,
}

impl Experiments {
    fn find(wanted: &[String]) -> Result<Experiments, String> {
        let picked = |program: &String| wanted.iter().any(|part| program.contains(part));
        let hikari = hikari::programs().map_err(|e| format!("{}: {e}", hikari::FOLDER))?;
        let mut found = Experiments { programs: Vec::new(), loads: mariadb::loads(), hikari };
        for area in AREAS {
            let all = wanted.is_empty() && !area.on_demand();
            let mut programs = area.programs().map_err(|e| format!("the programs: {e}"))?;
            programs.retain(|program| all || picked(program));
            found.programs.extend(programs.into_iter().map(|program| (area, program)));
        }
        found.loads.retain(|load| picked(&format!("referee/mariadb/{}", load.name)));
        found.hikari.retain(picked);
        if found.programs.is_empty() && found.loads.is_empty() && found.hikari.is_empty() {
            return Err(format!("no program has {} in its path", wanted.join(" or ")));
        }
        Ok(found)
    }

    /// Runs each Java program; true where all could be recorded. A result that has not changed keeps its file.
    fn record_hikari(&self, scratch: &Path) -> Result<bool, String> {
        if self.hikari.is_empty() {
            return Ok(true);
        }
        let java = match Java::build(scratch) {
            Ok(java) => java,
            Err(reason) => {
                println!("skipped the recording with HikariCP: {reason}");
                return Ok(true);
            }
        };
        println!("recording with HikariCP and Java, {}", java.version);
        let mut all = true;
        for program in &self.hikari {
            let path = hikari::recorded_path(program);
            match java.record(program, &today()) {
                Ok(fresh) if fs::read_to_string(&path).is_ok_and(|known| hikari::same(&known, &fresh)) => {
                    println!("  {program}: as before");
                }
                Ok(fresh) => {
                    fs::write(&path, fresh).map_err(|e| format!("{}: {e}", path.display()))?;
                    println!("  {program}: recorded");
                }
                Err(reason) => {
                    println!("  {program}: NOT RECORDED, {reason}");
                    all = false;
                }
            }
        }
        Ok(all)
    }

    /// Runs each program under real Go; true where all could be recorded. A result that has not changed keeps its
    /// file, date and all.
    fn record(&self, scratch: &Path) -> Result<bool, String> {
        let go = match Go::find() {
            Ok(go) => go,
            Err(reason) => {
                println!("skipped the recording: {reason}");
                return Ok(true);
            }
        };
        println!("recording with {}", go.version);
        let mut all = true;
        for (area, program) in &self.programs {
            let path = area.recorded_path(program);
            let fresh = match area.under_go(&go, program, scratch) {
                Ok(fresh) => fresh,
                Err(reason) => {
                    println!("  {program}: NOT RECORDED, {reason}");
                    all = false;
                    continue;
                }
            };
            let same = fs::read_to_string(&path).is_ok_and(|known| area.same(&known, &fresh));
            if !same {
                fs::write(&path, fresh).map_err(|e| format!("{}: {e}", path.display()))?;
            }
            println!("  {program}: {}", if same { "as before" } else { "recorded" });
        }
        if !self.loads.is_empty() {
            let done = |load: &Load| println!("  {}: recorded", load.name);
            mariadb::record(&go, &self.loads, &today(), scratch, done)?;
        }
        Ok(all)
    }

    /// Runs each program under ours; true where all agree with what was recorded.
    fn compare(&self, scratch: &Path) -> Result<bool, String> {
        let Some(tidepool) = ours() else {
            println!(
                "skipped the comparison: no tidepool binary (build it with `cargo build -p tidepool-cli`, or name it by the variable TIDEPOOL)"
            );
            return Ok(true);
        };
        println!("comparing with {}", tidepool.display());
        let mut agree = true;
        for (area, program) in &self.programs {
            match area.beside(&tidepool, program, scratch)? {
                Beside::Equal => println!("  {program}: equal"),
                Beside::Note(text) => println!("  {program}: {text}"),
                Beside::Different(text) => {
                    println!("  {program}: DIFFERENT, {text}");
                    agree = false;
                }
            }
        }
        for load in &self.loads {
            for figure in mariadb::beside_ours(&tidepool, load)? {
                let why = load.known(&figure).filter(|known| !figure.holds() && known.reaches(&figure));
                println!("  {}: {figure} {}", load.name, why.map_or("", |known| known.reason.why.en));
                agree &= figure.holds() || why.is_some();
            }
        }
        Ok(agree)
    }
}

fn ours() -> Option<PathBuf> {
    if let Some(path) = env::var_os("TIDEPOOL") {
        return Some(PathBuf::from(path));
    }
    let beside = env::current_exe().ok()?.with_file_name("tidepool");
    beside.exists().then_some(beside)
}
