//! The `tidepool` binary: scenarios and Go programs in virtual time, sweeps, the book.
//!
//! `main` maps results to exit codes; every command is a module with one entry function.

mod args;
mod book;
mod book_cache;
mod explain;
mod format;
mod go;
mod list;
mod load;
mod merge;
mod new;
mod request;
mod run;
mod sweep;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

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

/// The script for a shell.
fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    // Into memory first: the generator panics where writing fails.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "tidepool", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Ran)
}

/// The schema of scenarios.
fn schema() -> anyhow::Result<Outcome> {
    writeln!(io::stdout(), "{:#}", tidepool_scenario::schema::schema())?;
    Ok(Outcome::Ran)
}

/// Whether standard output was closed by its reader.
fn is_closed(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe)
}

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
        Command::Go(GoCommand::Costs(options)) => go::costs(options.format),
        Command::Sweep(options) => sweep::run(&options),
        Command::Merge(options) => merge::run(&options),
        Command::Book(BookCommand::Build(options)) => book::build(&options),
        Command::Book(BookCommand::Check(options)) => book::check(&options),
        Command::List(options) => list::run(&options),
        Command::New(options) => new::run(&options),
        Command::Schema => schema(),
        Command::Explain(options) => explain::run(&options),
        Command::Completions { shell } => completions(shell),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // Who reads has seen enough, as with `| head`.
        Err(error) if is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tidepool: {error:#}");
            ExitCode::from(BAD_INPUT)
        }
    }
}
