//! The `tidepool` binary: scenarios and Go programs in virtual time, sweeps, the book.
//!
//! `main` maps results to exit codes; every command is a module with one entry function.

mod args;
mod book;
mod book_cache;
mod format;
mod go;
mod load;
mod merge;
mod request;
mod run;
mod sweep;
mod table;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, BookCommand, Command, GoCommand};

/// A run makes and drops many small objects, those of the simulated heap: with an allocator that has free lists per size
/// it takes some per cent less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended, besides failing with an error (exit code 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Ran,
    /// An expectation of the scenario did not hold.
    ExpectationFailed,
    /// A simulated program crashed.
    Crashed,
    /// A limit of ours stopped it.
    Limit,
    /// A Go program ended with this code.
    Program(i32),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Ran => ExitCode::SUCCESS,
            Outcome::ExpectationFailed => ExitCode::from(1),
            Outcome::Crashed => ExitCode::from(2),
            Outcome::Limit => ExitCode::from(4),
            Outcome::Program(code) => ExitCode::from(code as u8),
        }
    }
}

/// Exit code for bad input.
const BAD_INPUT: u8 = 3;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(BAD_INPUT) } else { ExitCode::SUCCESS };
        }
    };
    let result = match args.command {
        Command::Run(options) => run::run(&options),
        Command::Go(GoCommand::Run(options)) => go::run(&options),
        Command::Go(GoCommand::Check(options)) => go::check(&options),
        Command::Go(GoCommand::Disasm(options)) => go::disassemble(&options),
        Command::Go(GoCommand::Costs) => go::costs(),
        Command::Sweep(options) => sweep::run(&options),
        Command::Merge(options) => merge::run(&options),
        Command::Book(BookCommand::Build(options)) => book::build(&options),
        Command::Book(BookCommand::Check(options)) => book::check(&options),
        Command::List => run::list(),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("tidepool: {error:#}");
            ExitCode::from(BAD_INPUT)
        }
    }
}
