//! Go programs under the machine: output, order, dumps, limits, stepping.

mod collector;
mod deadlocks;
mod hosts;
mod latencies;
mod limits;
mod mutexes;
mod order;
mod panics;
mod profiles;
mod races;
mod stepping;
mod views;

use std::rc::Rc;

use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::compile::compile;
use tidepool_go_vm::machine::Config;
use tidepool_go_vm::standalone::{Exit, run_standalone};

/// Compiles the body of a program: `imports` are package paths in one line.
pub fn program(imports: &str, body: &str) -> Rc<Program> {
    let imports: String = imports.split_whitespace().map(|path| format!("import {path:?}\n")).collect();
    let text = format!("package main\n{imports}{body}");
    let checked = tidepool_go_check::check(&[("main.go".into(), text)]);
    let program = checked.program.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    Rc::new(compile(&program).expect("compiles"))
}

/// Runs a program: standard output, then standard error and exit code if there is something to tell.
pub fn run_with(program: Rc<Program>, config: Config, seed: u64) -> String {
    let outcome = run_standalone(program, config, seed, 3_600_000_000_000).expect("loads");
    let mut text = String::from_utf8_lossy(&outcome.stdout).into_owned();
    if !outcome.stderr.is_empty() {
        text.push_str("--- stderr\n");
        text.push_str(&String::from_utf8_lossy(&outcome.stderr));
    }
    match outcome.exit {
        Exit::Code(0) => {}
        Exit::Code(code) => text.push_str(&format!("--- exit {code}\n")),
        Exit::Limit(limit) => text.push_str(&format!("--- limit {}: {}\n", limit.name, limit.message)),
    }
    text
}

/// Runs a program with the defaults.
pub fn run(imports: &str, body: &str) -> String {
    run_with(program(imports, body), Config::default(), 1)
}
