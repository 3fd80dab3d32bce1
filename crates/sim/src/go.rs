//! Running a plain Go program in virtual time.

use std::rc::Rc;

use tidepool_des::{Duration, Time};
use tidepool_go_vm::machine::Config;
use tidepool_scenario::{Library, Scenario, Selection};

use crate::compile::CompileErrors;
use crate::outside::{Input, Output};
use crate::simulation::{Budget, End, Options, Progress, Simulation};
use crate::trace::Keep;

/// How to run it.
#[derive(Clone, Debug)]
pub struct GoOptions {
    /// Seed of select, map order, waiters, `math/rand` and the simulated server.
    pub seed: u64,
    /// Number of Ps, from 1.
    pub procs: u32,
    /// Longest virtual time.
    pub time_limit: Duration,
    /// Machine limits and costs.
    pub config: Config,
    /// Standard input, none for an empty one.
    pub input: Option<Input>,
}

/// How a Go program ended.
#[derive(Clone, Debug, PartialEq)]
pub enum GoEnd {
    /// By itself, a panic or a fatal error: the exit code real Go would give.
    Exited(i32),
    /// By a limit of ours: name and message.
    Limit(String, String),
}

/// Instructions between two deliveries of output.
const SLICE: Budget = Budget(2_000_000);

/// Runs the program in `text`; `write` gets its output as it comes.
///
/// # Errors
/// Diagnostics, if it does not compile.
pub fn run_program(
    file: &str,
    text: &str,
    options: &GoOptions,
    write: &mut dyn FnMut(Output),
) -> Result<GoEnd, Box<CompileErrors>> {
    let mut simulation = prepare(file, text, options)?;
    loop {
        let progress = simulation.advance(Time::NEVER, SLICE);
        simulation.take_output().into_iter().for_each(&mut *write);
        match progress {
            Progress::Ended(End::Exited(code)) => return Ok(GoEnd::Exited(code)),
            Progress::Ended(End::Crashed) => return Ok(GoEnd::Exited(2)),
            Progress::Ended(End::Limit(name, message)) => return Ok(GoEnd::Limit(name, message)),
            Progress::Ended(End::Time) => {
                let message = format!("the program was still running after {}", options.time_limit);
                return Ok(GoEnd::Limit("virtual time".into(), message));
            }
            Progress::Budget | Progress::Reached => {}
        }
    }
}

fn prepare(file: &str, text: &str, options: &GoOptions) -> Result<Simulation, Box<CompileErrors>> {
    let scenario = Scenario::program(file);
    let selection = Selection { code: Some(text.into()), seed: Some(options.seed), ..Selection::default() };
    // A scenario without variants and parameters resolves with any code.
    let mut run = match scenario.resolve(&selection, &Library::default()) {
        Ok(run) => run,
        Err(error) => unreachable!("the plain scenario does not resolve: {error}"),
    };
    run.settings.duration = options.time_limit;
    run.settings.procs = options.procs;
    let Config { gogc, memory_limit, gctrace, .. } = options.config;
    (run.settings.gogc, run.settings.memory_limit, run.settings.gctrace) = (gogc, memory_limit, gctrace);
    Simulation::new(
        Rc::new(run),
        Options { keep: Keep::Nothing, config: options.config.clone(), input: options.input.clone() },
    )
}
