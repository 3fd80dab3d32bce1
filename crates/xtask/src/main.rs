//! Developer commands of Tidepool: `cargo xtask serve`, `cargo xtask test` and their parts.

#[cfg(test)]
mod guide;
mod hashes;
mod paths;
mod setup;
mod shell;
mod site;
mod steps;
mod tidy;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::setup::Need;

/// Developer commands of Tidepool.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build the site and serve it on this machine
    Serve {
        /// Rebuild and reload the page whenever a source changes (unoptimized)
        #[arg(long)]
        dev: bool,
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Set up what is missing, then run every check, stopping at the first failure
    Test {
        /// Run only this step (may be given more than once); `--only list` names them
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
    },
    /// Set up what is missing: Wasm target, Trunk, wasm-bindgen, browser, font
    Setup,
    /// Build the site into dist/
    Build,
    /// Check the formatting
    Fmt,
    /// Clippy with warnings as errors
    Clippy,
    /// Unit, golden and property tests
    Unit,
    /// Build the API docs with warnings as errors
    Docs,
    /// Build the site and test it in a real browser
    Browser,
    /// Check the rules of the source tree
    Tidy,
    /// Write what the golden tests see into their expectations
    Bless,
    /// Photograph all pages into target/shots, with a contact sheet
    Shots,
    /// Run the Go programs under real Go and record the results
    Referee {
        /// Passed on
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// Run the benchmarks
    Bench,
    /// Try random and mutated Go programs: no panic, no hang, no memory beyond the limit
    Fuzz {
        /// How long
        #[arg(long, default_value_t = 10)]
        minutes: u64,
        /// Where the random numbers begin
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Measure how responsive the page stays while 500 clients play, and Wasm beside native
    BenchPage,
    /// Called by Trunk after each build: adds the book and the embed script
    #[command(hide = true)]
    PostBuild,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { dev: true, port } => site::serve_dev(port)?,
        Command::Serve { dev: false, port } => site::serve(port)?,
        Command::Test { only } => return steps::run_all(&only),
        Command::Setup => setup::ensure(&[Need::Site, Need::Checks, Need::Browser])?,
        Command::Build => site::build()?,
        Command::Fmt => return steps::run_all(&["fmt".into()]),
        Command::Clippy => return steps::run_all(&["clippy".into()]),
        Command::Unit => return steps::run_all(&["unit".into()]),
        Command::Docs => return steps::run_all(&["docs".into()]),
        Command::Browser => return steps::run_all(&["site".into(), "browser".into()]),
        Command::Tidy => return steps::run_all(&["tidy".into()]),
        Command::Bless => steps::bless()?,
        Command::Shots => steps::shots()?,
        Command::Referee { rest } => steps::referee(&rest)?,
        Command::Bench => steps::bench()?,
        Command::Fuzz { minutes, seed } => steps::fuzz(minutes, seed)?,
        Command::BenchPage => steps::bench_page()?,
        Command::PostBuild => site::post_build()?,
    }
    Ok(ExitCode::SUCCESS)
}
