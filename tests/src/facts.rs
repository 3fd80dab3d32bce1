//! The small programs of `tests/go`, one fact each, under real Go and under ours.
//!
//! Beside each stands what real Go does with it: standard output, the message on standard error (not the stacks behind
//! it) and the exit code; of the programs in `errors`, which are all wrong, what the compiler says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::area::{Area, Beside};
use crate::referee::{Go, first_difference};
use crate::{go_files, root};

/// Folders whose programs real Go has nothing to say about: their limits are ours.
const OURS_ALONE: [&str; 1] = ["limits"];

/// The folder of programs that do not compile.
const WRONG: &str = "errors";

/// The programs that real Go can run.
pub struct Facts;

impl Area for Facts {
    fn programs(&self) -> io::Result<Vec<String>> {
        let mut programs = Vec::new();
        for area in fs::read_dir(root().join("tests/go"))? {
            let area = area?;
            let name = area.file_name().to_string_lossy().into_owned();
            if !area.file_type()?.is_dir() || OURS_ALONE.contains(&name.as_str()) {
                continue;
            }
            programs.extend(go_files(&format!("tests/go/{name}"))?);
        }
        programs.sort();
        Ok(programs)
    }

    fn recorded_path(&self, program: &str) -> PathBuf {
        root().join(program).with_extension("out")
    }

    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String> {
        copy(program, scratch)?;
        let build = run(go.command().args(["build", "-o", "prog", "main.go"]).current_dir(scratch))?;
        if is_wrong(program) {
            let said = text(&build.stderr).replace("./main.go", "main.go");
            return Ok(lines(said.lines().filter(|line| !line.starts_with("# "))));
        }
        if !build.status.success() {
            return Err(format!("{program}: {}", text(&build.stderr)));
        }
        Ok(outcome(&run(Command::new(scratch.join("prog")).current_dir(scratch))?))
    }

    fn beside(&self, tidepool: &Path, program: &str, scratch: &Path) -> Result<Beside, String> {
        let path = self.recorded_path(program);
        let real = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        copy(program, scratch)?;
        let output = run(Command::new(tidepool).args(["go", "run", "main.go"]).current_dir(scratch))?;
        let ours = if is_wrong(program) { text(&output.stderr) } else { outcome(&output) };
        Ok(first_difference(&real, &ours).into())
    }
}

fn is_wrong(program: &str) -> bool {
    Path::new(program).parent().is_some_and(|folder| folder.ends_with(WRONG))
}

/// Both are to name the file alike.
fn copy(program: &str, scratch: &Path) -> Result<(), String> {
    let copied = fs::copy(root().join(program), scratch.join("main.go"));
    copied.map(|_| ()).map_err(|e| format!("{program}: {e}"))
}

fn run(command: &mut Command) -> Result<Output, String> {
    let command = command.stdin(std::process::Stdio::null());
    command.output().map_err(|e| format!("{command:?}: {e}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn outcome(output: &Output) -> String {
    said(&text(&output.stdout), &text(&output.stderr), output.status.code())
}

/// Output, message and exit code (none if a signal ended it) in the form in which they are recorded.
pub fn said(output: &str, errors: &str, exit: Option<i32>) -> String {
    let mut said = output.to_owned();
    let message = errors.lines().take_while(|line| !line.is_empty());
    let message = lines(message.filter(|l| !l.starts_with("[signal") && !l.starts_with("runtime: sp=")));
    if !message.is_empty() {
        said += &format!("--- stderr\n{message}");
    }
    match exit {
        Some(0) => {}
        Some(code) => said += &format!("--- exit {code}\n"),
        None => said += "--- exit by a signal\n",
    }
    said
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_recorded() {
        let programs = Facts.programs().expect("the folders are there");
        assert!(programs.len() > 150, "{} programs", programs.len());
        for program in programs {
            assert!(
                Facts.recorded_path(&program).is_file(),
                "{program} is not recorded by `cargo xtask referee`"
            );
        }
    }
}
