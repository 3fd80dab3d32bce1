//! The simulation as something a player plays, with the output it has written so far.

use std::rc::Rc;

use tidepool_scenario::Run;
use tidepool_sim::trace::Keep;
use tidepool_sim::{Breakpoints, Budget, CompileErrors, End, Options, Progress, Simulation, Time};

use crate::player::{MarkKind, Runnable};

/// Most lines of output kept; the oldest go first.
const LINES_MAX: usize = 200;

/// Longest line kept, in bytes.
const LINE_MAX: usize = 400;

/// Records of the trace that can be read; the oldest go first. Each snapshot has its own.
const RECORDS_MAX: usize = 500;

/// A line that the program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputLine {
    /// The pod that wrote it, if the processes are pods.
    pub pod: Option<u32>,
    /// Whether it went to standard error.
    pub error: bool,
    /// Its text, without the line end.
    pub text: String,
    /// Whether its end has not been written yet.
    pub open: bool,
}

/// Instructions and events that a program without load may take to find out how long it runs.
const PREVIEW: Budget = Budget(200_000);

/// A simulation with what it has written.
#[derive(Clone, Debug)]
pub struct Engine {
    simulation: Simulation,
    output: Rc<Vec<OutputLine>>,
    end_ns: u64,
    /// A program alone that did not end within [`PREVIEW`].
    long: bool,
}

impl Engine {
    /// The beginning of `run`.
    ///
    /// # Errors
    /// Diagnostics, if its listing does not compile.
    pub fn new(run: Rc<Run>) -> Result<Engine, Box<CompileErrors>> {
        let options = Options { keep: Keep::Last(RECORDS_MAX), ..Options::default() };
        let simulation = Simulation::new(run, options)?;
        let program = !simulation.has_clients();
        let end = if program { end_of(&simulation) } else { None };
        let duration = simulation.run().settings.duration.as_nanos();
        let mut engine = Engine {
            simulation,
            output: Rc::default(),
            end_ns: end.unwrap_or(duration),
            long: program && end.is_none(),
        };
        engine.collect();
        Ok(engine)
    }

    /// The simulation itself, to look at.
    pub fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// The last lines that the program wrote.
    pub fn output(&self) -> &Rc<Vec<OutputLine>> {
        &self.output
    }

    /// Whether this is a program that runs so long that reading it statement by statement would take hours.
    pub fn is_long(&self) -> bool {
        self.long
    }

    fn collect(&mut self) {
        let pieces = self.simulation.take_output();
        if pieces.is_empty() {
            return;
        }
        let lines = Rc::make_mut(&mut self.output);
        for piece in pieces {
            append(lines, (piece.pod, piece.fd == 2), &String::from_utf8_lossy(&piece.bytes));
        }
        let surplus = lines.len().saturating_sub(LINES_MAX);
        lines.drain(..surplus);
    }
}

/// When a program is over, if that is soon found out.
fn end_of(beginning: &Simulation) -> Option<u64> {
    let mut ahead = beginning.clone();
    match ahead.advance(Time::NEVER, PREVIEW) {
        Progress::Ended(_) => Some(ahead.shown_time().as_nanos().max(1)),
        _ => None,
    }
}

/// Adds `text` to the last line of its stream, which is that of a pod and goes to standard error or not, if that is open, and begins a new one after each line end.
fn append(lines: &mut Vec<OutputLine>, (pod, error): (Option<u32>, bool), text: &str) {
    for part in text.split_inclusive('\n') {
        let ends = part.ends_with('\n');
        let part = part.trim_end_matches('\n');
        match lines.last_mut() {
            Some(last) if last.open && (last.pod, last.error) == (pod, error) => {
                last.text.push_str(part);
                last.open = !ends;
            }
            _ => lines.push(OutputLine { pod, error, text: part.into(), open: !ends }),
        }
        if let Some(last) = lines.last_mut()
            && last.text.len() > LINE_MAX
        {
            let end = (0..=LINE_MAX).rev().find(|&at| last.text.is_char_boundary(at)).unwrap_or(0);
            last.text.truncate(end);
            last.text.push('…');
        }
    }
}

impl Runnable for Engine {
    fn now_ns(&self) -> u64 {
        self.simulation.shown_time().as_nanos()
    }

    fn end_ns(&self) -> u64 {
        self.end_ns
    }

    fn events(&self) -> u64 {
        self.simulation.trace().count()
    }

    fn statements(&self) -> u64 {
        tidepool_view::statements(&self.simulation)
    }

    fn line_changes(&self) -> u64 {
        tidepool_view::line_changes(&self.simulation)
    }

    fn failures(&self) -> u64 {
        let died = matches!(self.simulation.end(), Some(End::Crashed));
        self.simulation.metrics().requests().failed() + u64::from(died)
    }

    fn waits(&self) -> u64 {
        tidepool_view::waits(&self.simulation)
    }

    fn collections(&self) -> u64 {
        self.simulation.metrics().heap.cycles.total()
    }

    fn leaks(&self) -> u64 {
        tidepool_view::leaks(&self.simulation)
    }

    fn steps(&self) -> u64 {
        self.simulation.steps()
    }

    fn ended(&self) -> bool {
        self.simulation.end().is_some()
    }

    fn weight(&self) -> u64 {
        tidepool_view::weight(&self.simulation)
    }

    fn seen(&self) -> Vec<MarkKind> {
        let metrics = self.simulation.metrics();
        let mut seen = Vec::new();
        if metrics.has_waited() {
            seen.push(MarkKind::Wait);
        }
        if metrics.requests().failed() > 0 {
            seen.push(MarkKind::Failure);
        }
        match self.simulation.end() {
            None => {}
            Some(End::Crashed | End::Limit(..)) => seen.push(MarkKind::Crash),
            Some(End::Time | End::Exited(_)) => seen.push(MarkKind::End),
        }
        seen
    }

    fn advance(&mut self, until_ns: u64, budget: u64) -> bool {
        let progress = self.simulation.advance(Time::from_nanos(until_ns), Budget(budget));
        self.collect();
        if self.ended() && !self.simulation.has_clients() {
            self.end_ns = self.now_ns();
        }
        progress != Progress::Budget
    }

    fn set_breakpoints(&mut self, breakpoints: &Breakpoints) {
        self.simulation.set_breakpoints(breakpoints);
    }

    fn at_breakpoint(&self) -> Option<u32> {
        self.simulation.at_breakpoint()
    }
}

#[cfg(test)]
mod tests {
    use tidepool_scenario::Selection;

    use super::*;
    use crate::player::{Player, Unit};

    #[test]
    fn a_program_is_stopped_near_the_time_asked_for() {
        let library = tidepool_content::library();
        let scenario = library.scenario("defer-results").expect("a scenario of the book");
        let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
        let mut engine = Engine::new(Rc::new(run)).expect("it compiles");
        assert!(engine.advance(0, 1_000) && engine.now_ns() == 0, "nothing has happened yet");
        // The goroutine begins at 80 ns; at the end a system call alone takes 400.
        for until in [85, 100, 120] {
            while !engine.advance(until, 5) {}
            let passed = engine.now_ns().checked_sub(until);
            assert!(passed.is_some_and(|ns| ns < 50), "at {} instead of {until}", engine.now_ns());
        }
        while !engine.advance(u64::MAX, 5) {}
        assert!(engine.ended());
    }

    #[test]
    fn what_comes_next_is_found_to_the_instruction() {
        let library = tidepool_content::library();
        let scenario = library.scenario("rows").expect("a scenario of the book");
        let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
        let mut player = Player::new(Engine::new(Rc::new(run)).expect("it compiles"));
        for unit in [Unit::Leak, Unit::Wait, Unit::Failure, Unit::Wait] {
            let counts = |engine: &Engine| (engine.failures(), engine.waits(), engine.leaks());
            let before = counts(player.present());
            player.step(unit);
            while player.busy() {
                player.work(1 << 16);
            }
            let now = counts(player.present());
            let rise = match unit {
                Unit::Failure => now.0 - before.0,
                Unit::Wait => now.1 - before.1,
                _ => now.2 - before.2,
            };
            // When a handler ends, all that it has not given back leaks at once.
            let right = rise == 1 || unit == Unit::Leak && rise > 0;
            assert!(right && player.missed().is_none(), "{unit:?}: {before:?}, then {now:?}");
        }
    }

    fn written(pieces: &[(bool, &str)]) -> Vec<(bool, String)> {
        let mut lines = Vec::new();
        for (error, text) in pieces {
            append(&mut lines, (None, *error), text);
        }
        lines.into_iter().map(|line| (line.error, line.text)).collect()
    }

    #[test]
    fn pieces_become_lines() {
        let lines = written(&[(false, "a"), (false, "b\nc\n"), (true, "x"), (false, "d"), (false, "\n")]);
        let expected = [(false, "ab"), (false, "c"), (true, "x"), (false, "d")];
        assert_eq!(lines, expected.map(|(error, text)| (error, text.to_string())));
    }

    #[test]
    fn each_pod_has_lines_of_its_own() {
        let mut lines = Vec::new();
        for (pod, text) in [(1, "a"), (2, "b\n"), (1, "c\n")] {
            append(&mut lines, (Some(pod), true), text);
        }
        let found: Vec<_> = lines.iter().map(|line| (line.pod, line.text.as_str())).collect();
        assert_eq!(found, [(Some(1), "a"), (Some(2), "b"), (Some(1), "c")]);
    }

    #[test]
    fn long_lines_are_cut_at_a_character() {
        let lines = written(&[(false, &"潮".repeat(1000))]);
        assert_eq!(lines[0].1.chars().count(), LINE_MAX / 3 + 1);
    }
}
