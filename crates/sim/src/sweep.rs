//! The runs of a sweep, one after the other, in slices.

use std::collections::VecDeque;
use std::rc::Rc;

use indexmap::IndexMap;
use serde::Serialize;
use tidepool_des::Time;
use tidepool_go_vm::bytecode::Program;
use tidepool_scenario::Planned;

use crate::compile::{CompileErrors, compile};
use crate::flat::Table;
use crate::report::Report;
use crate::simulation::{Budget, End, Options, Progress, Simulation};

/// How one run of a sweep ended.
#[derive(Clone, Debug, Serialize)]
pub struct Swept {
    /// Its place in the plan of the whole sweep, from 1.
    pub run: usize,
    /// How many runs the whole sweep has; a shard does only some of them.
    pub runs: usize,
    /// Values that were varied.
    pub set: IndexMap<String, String>,
    /// Seed of all draws.
    pub seed: u64,
    /// Hash of the trace.
    pub trace_hash: String,
    /// How it ended, in words.
    pub end: String,
    /// It crashed or was stopped by a limit, so its metrics are those of a part.
    #[serde(skip)]
    pub cut_short: bool,
    /// Metrics by name.
    pub metrics: Table,
}

/// Where a run stands in the plan.
#[derive(Clone, Debug)]
struct Place {
    number: usize,
    count: usize,
    set: IndexMap<String, String>,
}

/// A sweep under way.
#[derive(Clone, Debug)]
pub struct Sweep {
    left: VecDeque<Planned>,
    current: Option<(Place, Simulation)>,
    /// The listing compiled last, as its runs have it in common.
    program: Option<(String, Rc<Program>)>,
    rows: Vec<Swept>,
    total: usize,
}

impl Sweep {
    /// A sweep of which nothing has run yet.
    pub fn new(plan: Vec<Planned>) -> Sweep {
        Sweep { total: plan.len(), left: plan.into(), current: None, program: None, rows: Vec::new() }
    }

    /// The runs that have ended, in the order of the plan.
    pub fn rows(&self) -> &[Swept] {
        &self.rows
    }

    /// How many runs there are in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Share of the runs that are done, between 0 and 1; of the present one, its share of virtual time.
    pub fn progress(&self) -> f64 {
        let share = |simulation: &Simulation| {
            let length = simulation.run().settings.duration.as_nanos().max(1);
            (simulation.now().as_nanos() as f64 / length as f64).min(1.0)
        };
        let current = self.current.as_ref().map_or(0.0, |(_, simulation)| share(simulation));
        (self.rows.len() as f64 + current) / self.total.max(1) as f64
    }

    /// Goes on for about `budget` instructions, or until the present run has ended. Whether all have.
    ///
    /// # Errors
    /// Diagnostics, if a listing does not compile.
    pub fn work(&mut self, budget: u64) -> Result<bool, Box<CompileErrors>> {
        let (place, mut simulation) = match self.current.take() {
            Some(current) => current,
            None => match self.left.pop_front() {
                Some(planned) => self.begin(planned)?,
                None => return Ok(true),
            },
        };
        let progress = simulation.advance(Time::NEVER, Budget(budget));
        // Nobody reads it.
        drop(simulation.take_output());
        match progress {
            Progress::Ended(how) => {
                let cut_short = matches!(how, End::Crashed | End::Limit(..));
                let Report { trace_hash, end, metrics, seed, .. } = Report::of(&simulation);
                let Place { number: run, count: runs, set } = place;
                self.rows.push(Swept { run, runs, set, seed, trace_hash, end, cut_short, metrics });
            }
            _ => self.current = Some((place, simulation)),
        }
        Ok(self.current.is_none() && self.left.is_empty())
    }

    fn begin(&mut self, planned: Planned) -> Result<(Place, Simulation), Box<CompileErrors>> {
        let Planned { number, count, set, run } = planned;
        let program = match &self.program {
            Some((code, program)) if *code == run.code => program.clone(),
            _ => compile(&run.file, &run.code)?,
        };
        self.program = Some((run.code.clone(), program.clone()));
        let simulation = Simulation::with_program(Rc::new(run), program, Options::default())?;
        Ok((Place { number, count, set }, simulation))
    }
}
