//! A run that can be stepped, paused, cloned and looked at.

use std::rc::Rc;

use tidepool_des::{Seed, Time};
use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::host::GoId;
use tidepool_go_vm::machine::{Breakpoints, Config, Stop};
use tidepool_scenario::Run;
use tidepool_world::clients::Heard;
use tidepool_world::mysql::Fault;
use tidepool_world::{World, WorldEvent};

use crate::compile::{CompileErrors, compile};
use crate::metrics::{Metrics, sample_width};
use crate::outside::{Door, Input, Output, Outside, put};
use crate::setup::{self, config};
use crate::trace::{Keep, Trace};

mod figures;
mod following;
mod processes;

pub(crate) use figures::Figures;
pub use processes::Process;

/// How much real work one call of [`Simulation::advance`] may do, in instructions; an event
/// of the world costs as much as [`EVENT_COST`] of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(pub u64);

/// What an event counts against a [`Budget`].
pub const EVENT_COST: u64 = 50;

/// Virtual time that an instruction seldom exceeds, in nanoseconds: a few times its least cost.
const USUAL_NS: u64 = 3;

/// Why [`Simulation::advance`] returned.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// The time asked for has come.
    Reached,
    /// The budget is used up; call again.
    Budget,
    /// The run is over.
    Ended(End),
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Its duration has passed.
    Time,
    /// Its program ended by itself with this exit code, and no client is left to ask for it.
    Exited(i32),
    /// A program died of a panic or fatal error (exit code 2).
    Crashed,
    /// A limit of ours: its name and what happened.
    Limit(String, String),
}

/// A run in progress. Cloning it is a snapshot.
#[derive(Clone, Debug)]
pub struct Simulation {
    run: Rc<Run>,
    /// The listing's, then those of the releases.
    programs: Vec<Rc<Program>>,
    /// That of processes that start.
    config: Config,
    processes: Vec<Process>,
    outside: Outside,
    now: Time,
    until: Time,
    end: Option<End>,
    /// A process that budget or pause has stopped in the middle: it goes on before anything else happens.
    interrupted: Option<usize>,
    /// When the last round of a process began: what it did until something else was due.
    round: Time,
    /// When gauges are noted next, whatever happens.
    sample: Time,
    /// What gauges say of all processes together.
    figures: Figures,
    /// Where processes stop for the reader.
    breakpoints: Breakpoints,
}

/// What must be decided before a run begins.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the trace keeps.
    pub keep: Keep,
    /// Machine limits and costs; the number of Ps comes from the scenario.
    pub config: Config,
    /// Standard input, none for an empty one.
    pub input: Option<Input>,
}

impl Default for Options {
    fn default() -> Self {
        Options { keep: Keep::Nothing, config: config(), input: None }
    }
}

impl Simulation {
    /// Prepares `run`.
    ///
    /// # Errors
    /// Diagnostics, if its listing or one that it deploys does not compile.
    pub fn new(run: Rc<Run>, options: Options) -> Result<Simulation, Box<CompileErrors>> {
        let program = compile(&run.file, &run.code)?;
        Self::with_program(run, program, options)
    }

    /// Prepares `run` with its listing compiled already.
    ///
    /// # Errors
    /// Diagnostics, if a listing that it deploys does not compile.
    pub fn with_program(
        run: Rc<Run>,
        program: Rc<Program>,
        options: Options,
    ) -> Result<Simulation, Box<CompileErrors>> {
        let releases = run.releases.values().map(|release| compile(release.file(), &release.code));
        let programs = std::iter::once(Ok(program)).chain(releases).collect::<Result<_, _>>()?;
        let seed = Seed(run.seed);
        let world = setup::world(&run.settings, seed);
        let groups: Vec<(&str, usize)> =
            run.settings.groups.iter().map(|group| (group.id.as_str(), group.mix.len())).collect();
        let services: Vec<&str> = run.settings.services.iter().map(|service| service.id.as_str()).collect();
        let metrics = Metrics::new(run.settings.duration, &groups, &services);
        let mut outside = Outside::new(world, seed, Trace::new(options.keep), metrics);
        outside.lab = run.settings.lab.clone();
        outside.input = options.input.clone();
        let until = Time::ZERO + run.settings.duration;
        let config = setup::process(options.config, &run.settings);
        let mut simulation = Simulation {
            run,
            programs,
            config,
            processes: Vec::new(),
            outside,
            now: Time::ZERO,
            until,
            end: None,
            interrupted: None,
            round: Time::ZERO,
            sample: Time::ZERO,
            figures: Figures::default(),
            breakpoints: Breakpoints::default(),
        };
        for (at, percent) in setup::gogc_changes(&simulation.run.settings) {
            simulation.outside.queue.schedule(at, WorldEvent::Gogc { percent });
        }
        for clients in setup::clients(&simulation.run.settings) {
            simulation.outside.add(|world, out| {
                world.add_clients(0, clients, out);
            });
        }
        let run = Rc::clone(&simulation.run);
        simulation.outside.add(|world, out| setup::cluster(&run.settings, world, out));
        if let Some(replication) = setup::replication(&simulation.run.settings) {
            simulation.outside.add(|world, out| world.replicate(0, replication, out));
        }
        for service in setup::services(&simulation.run.settings) {
            simulation.outside.add(|world, out| world.add_service(0, service, out));
        }
        match setup::deployment(&simulation.run.settings) {
            Some(deployment) => {
                simulation.outside.add(|world, out| world.deploy(0, deployment, out));
                for (at, event) in setup::pod_events(&simulation.run) {
                    simulation.outside.queue.schedule(at, event);
                }
            }
            None => simulation.spawn(),
        }
        Ok(simulation)
    }

    /// Runs until virtual time `until`, the end of the run, or the end of the budget, which a breakpoint uses up. Neither
    /// shows in what happens, nor in the metrics.
    pub fn advance(&mut self, until: Time, budget: Budget) -> Progress {
        let mut left = budget.0;
        let until = until.min(self.until);
        loop {
            if let Some(end) = &self.end {
                return Progress::Ended(end.clone());
            }
            if self.outside.follow.is_some() {
                self.settle();
            }
            if left == 0 {
                return Progress::Budget;
            }
            if let Some(process) = self.interrupted.take() {
                let event = self.outside.queue.next_time().unwrap_or(Time::NEVER);
                if self.run_process(process, event, until, &mut left) {
                    return self.pause(until);
                }
                continue;
            }
            self.deliver();
            if self.obey() {
                continue;
            }
            let event = self.outside.queue.next_time().unwrap_or(Time::NEVER);
            let (machine, process) = self.earliest_machine();
            let next = event.min(machine);
            if self.sample <= next.min(until) {
                self.now = self.now.max(self.sample);
                self.sample += sample_width(self.run.settings.duration);
                self.note(self.now);
                continue;
            }
            if next > until || next == Time::NEVER {
                return self.pause(until);
            }
            self.now = self.now.max(next);
            if event <= machine {
                self.handle_event();
                self.note(self.now);
                self.kill_greedy();
                left = left.saturating_sub(EVENT_COST);
            } else {
                self.round = self.now;
                if self.run_process(process, event, until, &mut left) {
                    return self.pause(until);
                }
            }
        }
    }

    /// Nothing more happens until `until`.
    fn pause(&mut self, until: Time) -> Progress {
        self.now = self.now.max(until);
        if self.now >= self.until {
            self.outside.metrics.advance(self.now);
            self.end = Some(End::Time);
            return Progress::Ended(End::Time);
        }
        Progress::Reached
    }

    /// Ends of blocked native calls reach their machines.
    fn deliver(&mut self) {
        while let Some((at, caller, values)) = self.outside.completions.pop_front() {
            let Some(process) = self.processes.get_mut(caller.process as usize) else { continue };
            if process.ended.is_none() {
                let goroutine = GoId(caller.goroutine);
                process.machine.complete(goroutine, at.as_nanos(), |border| put(&values, border));
                process.changed();
            }
        }
    }

    fn handle_event(&mut self) {
        if let Some((now, event)) = self.outside.queue.pop() {
            self.outside.handle(now, event);
        }
    }

    /// When the earliest machine would do something by itself, and which it is.
    fn earliest_machine(&self) -> (Time, usize) {
        let mut best = (Time::NEVER, 0);
        for (index, process) in self.processes.iter().enumerate() {
            if process.next < best.0 {
                best = (process.next, index);
            }
        }
        best
    }

    /// Runs process `index` up to the next thing that others do, but not far beyond `until`; tells whether it has come
    /// to that. Where it pauses must not show in what it does, so it is cut by budgets, as a horizon would be seen by
    /// Ps that plan ahead.
    fn run_process(&mut self, index: usize, event: Time, until: Time, left: &mut u64) -> bool {
        let others = self.processes.iter().enumerate().filter(|(i, _)| *i != index);
        let others = others.map(|(_, p)| p.next).min().unwrap_or(Time::NEVER);
        // Samples and the end of the run are the same however it is cut.
        let limit = event.min(others).min(self.sample).min(self.until);
        let pause = if until < self.until { until } else { Time::NEVER };
        let mut door = Door { outside: &mut self.outside, process: index as u32, limit };
        let process = &mut self.processes[index];
        let machine = &mut process.machine;
        let missing = until.as_nanos().saturating_sub(machine.next_time().unwrap_or(0));
        let budget = if until < limit { (*left).min((missing / USUAL_NS).max(1)) } else { *left };
        let mut rest = budget;
        let stop = machine.run_with_pause(limit.as_nanos(), pause.as_nanos(), &mut rest, &mut door);
        process.changed();
        // A round always costs something, so that a run without instructions ends too.
        *left -= (budget - rest).max(1);
        match stop {
            Stop::Horizon | Stop::Idle => self.note(self.round),
            Stop::Budget => {
                if process.machine.at_breakpoint().is_some() {
                    *left = 0;
                }
                self.interrupted = Some(index);
            }
            Stop::Paused => {
                self.interrupted = Some(index);
                return true;
            }
            Stop::Exited { code } => {
                let at = Time::from_nanos(process.machine.clock());
                self.note(self.round);
                self.process_ended(index, at, code);
            }
            Stop::Limit(limit) => {
                let message = limit.message + &processes::whereabouts(&process.machine);
                self.note(self.round);
                self.end = Some(End::Limit(limit.name.into(), message));
            }
        }
        false
    }

    /// Brings the gauges up to date. This happens at times that no pause and no budget can shift: after events, at
    /// samples, and for a round of a process at its beginning.
    fn note(&mut self, at: Time) {
        self.outside.note_pools(at);
        figures::update(&mut self.figures, &mut self.processes, at);
        let group = self.outside.world.databases().replication();
        let lag = group.map(|group| group.lag(at.as_nanos()));
        self.outside.metrics.gauge(at, self.figures.goroutines, lag);
        self.outside.metrics.heap.note(at, &self.figures);
    }

    /// Sets these breakpoints, and no others, also in processes that start later: see
    /// [`Machine::set_breakpoints`](tidepool_go_vm::machine::Machine::set_breakpoints).
    pub fn set_breakpoints(&mut self, breakpoints: &Breakpoints) {
        self.breakpoints = breakpoints.clone();
        for process in self.processes.iter_mut().filter(|process| process.runs_listing()) {
            process.machine.set_breakpoints(breakpoints);
        }
    }

    /// The line whose breakpoint ended the last call of [`advance`](Self::advance).
    pub fn at_breakpoint(&self) -> Option<u32> {
        self.processes[self.interrupted?].machine.at_breakpoint()
    }

    /// The time to show. Of a program alone, what it does between two events is the matter, so this is how far its
    /// furthest process has come, ahead of [`now`](Self::now); of a service it is the time of the last event.
    pub fn shown_time(&self) -> Time {
        if self.has_clients() {
            return self.now;
        }
        let clocks = self.processes.iter().map(|p| Time::from_nanos(p.machine.clock()));
        clocks.fold(self.now, Time::max)
    }

    /// Whether clients send requests; without them the program runs by itself.
    pub fn has_clients(&self) -> bool {
        self.run.settings.has_clients()
    }

    /// The last answer that who scrapes has had.
    pub fn scraped(&self) -> Option<&Heard> {
        self.run.settings.scrape.as_ref()?;
        self.outside.world.heard(self.run.settings.groups.len() as u32)
    }

    /// Virtual time.
    pub fn now(&self) -> Time {
        self.now
    }

    /// The run this is.
    pub fn run(&self) -> &Rc<Run> {
        &self.run
    }

    /// How it ended, if it has.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// The processes, in the order in which they were started.
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    /// Pools, servers and clients.
    pub fn world(&self) -> &World {
        &self.outside.world
    }

    /// What goes wrong at database servers and when, with the server's number: marks for charts. Until a server is
    /// known, it is what the scenario says, with number 0.
    pub fn faults(&self) -> Vec<(u64, Fault)> {
        self.outside.world.databases().faults()
    }

    /// Counters, distributions and series so far.
    pub fn metrics(&self) -> &Metrics {
        &self.outside.metrics
    }

    /// The trace so far.
    pub fn trace(&self) -> &Trace {
        &self.outside.trace
    }

    /// The trace, to take records out.
    pub fn trace_mut(&mut self) -> &mut Trace {
        &mut self.outside.trace
    }

    /// Instructions that the processes have performed.
    pub fn steps(&self) -> u64 {
        self.processes.iter().map(|process| process.machine.steps()).sum()
    }

    /// How many lines the processes have written, to standard output and standard error together.
    pub fn output_lines(&self) -> u64 {
        self.outside.lines
    }

    /// What the processes wrote since the last call.
    pub fn take_output(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.outside.output)
    }
}
