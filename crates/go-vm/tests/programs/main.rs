//! Go programs run by check, compiler and machine, compared with what real Go does (`tests/go`).

mod host;
mod index;
mod spoiled;
mod verify;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use host::TestHost;
use tidepool_go_vm::compile::compile;
use tidepool_go_vm::machine::{Config, Limits, Machine, Stop};

/// Programs that take longer than this are stuck.
const MAX_STEPS: u64 = 500_000_000;

/// Output, message and exit code in the form of the recorded files.
fn run(name: &str, text: &str, config: Config) -> String {
    run_by(name, text, config, |machine, host| machine.run(u64::MAX, &mut u64::MAX.clone(), host))
}

/// The same, the machine being driven by `play`.
fn run_by(
    name: &str,
    text: &str,
    config: Config,
    play: impl Fn(&mut Machine, &mut TestHost) -> Stop,
) -> String {
    let checked = tidepool_go_check::check(&[(name.to_string(), text.to_string())]);
    let Some(hir) = checked.program else {
        return tidepool_go_syntax::diag::render_all(&checked.diagnostics, &checked.sources);
    };
    let program = match compile(&hir) {
        Ok(program) => program,
        Err(errors) => return format!("{errors:?}\n"),
    };
    let wrong = verify::verify(&program);
    if !wrong.is_empty() {
        return wrong.join("\n");
    }
    let mut host = TestHost::default();
    let mut machine = match Machine::new(Rc::new(program), config, 0, &mut host) {
        Ok(machine) => machine,
        Err(error) => return format!("{error}\n"),
    };
    let stop = play(&mut machine, &mut host);
    let mut out = String::from_utf8_lossy(&host.stdout).into_owned();
    let errors = String::from_utf8_lossy(&host.stderr).into_owned();
    let message: String = errors
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with("[signal") && !line.starts_with("runtime: sp="))
        .fold(String::new(), |text, line| text + line + "\n");
    if !message.is_empty() {
        let _ = write!(out, "--- stderr\n{message}");
    }
    let _ = match stop {
        Stop::Exited { code: 0 } => Ok(()),
        Stop::Exited { code } => writeln!(out, "--- exit {code}"),
        Stop::Limit(limit) => writeln!(out, "--- limit {}: {}", limit.name, limit.message),
        other => writeln!(out, "--- {other:?}"),
    };
    out
}

fn folder(area: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go").join(area)
}

/// Runs all programs of an area and compares; tells of every difference. `ONLY=name` picks one and shows all of it.
fn check(area: &str) {
    let mut config = Config::default();
    config.limits.steps = MAX_STEPS;
    check_with(area, &config, |output| output);
}

/// The same with another configuration; `shorten` takes out what is too long to be recorded.
fn check_with(area: &str, config: &Config, shorten: impl Fn(String) -> String) {
    check_some(area, config, |_| true, shorten);
}

/// The same for the programs whose text is `wanted`.
fn check_some(
    area: &str,
    config: &Config,
    wanted: impl Fn(&str) -> bool,
    shorten: impl Fn(String) -> String,
) {
    compare(area, wanted, |text| shorten(run("main.go", text, config.clone())));
}

/// What programs give, beside what is recorded.
fn compare(area: &str, wanted: impl Fn(&str) -> bool, play: impl Fn(&str) -> String) {
    let only = std::env::var("ONLY").ok();
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder(area))
        .expect("the folder of Go programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "go"))
        .filter(|path| only.as_ref().is_none_or(|name| path.file_stem().is_some_and(|s| s == name.as_str())))
        .collect();
    names.sort();
    assert!(only.is_some() || !names.is_empty());
    let mut report = String::new();
    for path in names {
        let text = std::fs::read_to_string(&path).expect("a readable program");
        if !wanted(&text) {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("out")).expect("recorded output");
        let got = play(&text);
        if only.is_some() {
            println!("{got}");
        }
        if got != expected {
            let _ = writeln!(report, "{}: {}", path.display(), first_difference(&expected, &got));
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn first_difference(expected: &str, got: &str) -> String {
    let (mut want, mut have) = (expected.lines(), got.lines());
    let mut line = 1;
    loop {
        match (want.next(), have.next()) {
            (None, None) => return "different line ends".into(),
            (a, b) if a == b => line += 1,
            (a, b) => {
                return format!("line {line}\n  want {}\n  have {}", a.unwrap_or("-"), b.unwrap_or("-"));
            }
        }
    }
}

#[test]
fn core_language() {
    check("core");
}

#[test]
fn panics_and_exits() {
    check("panics");
}

#[test]
fn goroutines() {
    check("conc");
}

/// A program that asks for one P runs as on one, however many processors there are.
#[test]
fn goroutines_on_one_p_of_many() {
    for procs in [2, 4, 7] {
        let mut config = Config { procs, ..Config::default() };
        config.limits.steps = MAX_STEPS;
        check_some("conc", &config, |text| text.contains("runtime.GOMAXPROCS(1)"), |output| output);
    }
}

#[test]
fn standard_packages() {
    check("std");
}

/// Bounds of ours, made small. Only the last of many lines is compared.
#[test]
fn limits() {
    let limits = Limits {
        heap_bytes: 8 << 20,
        goroutines: 1000,
        steps: 10_000_000,
        stack_slots: 10_000,
        output_bytes: 10_000,
        files: 16,
    };
    check_with("limits", &Config { limits, ..Config::default() }, |output| {
        let skipped = output.lines().count().saturating_sub(6);
        output.lines().skip(skipped).fold(String::new(), |text, line| text + line + "\n")
    });
}

#[test]
fn loops_and_calls() {
    check("perf");
}
