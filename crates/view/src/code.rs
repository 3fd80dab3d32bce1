//! The listing with what runs on each line.

use std::collections::BTreeMap;

use tidepool_sim::{Process, Simulation};

/// A line of the listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeLine {
    /// Whether a statement can begin here.
    pub statement: bool,
    /// How often a statement beginning here was executed.
    pub count: u64,
    /// How many goroutines are on it now.
    pub goroutines: u64,
    /// How many connections are held that were acquired here.
    pub held: u64,
}

/// The processes that run the listing shown; those that run one that was deployed since have other lines.
fn processes(simulation: &Simulation) -> impl Iterator<Item = &Process> {
    simulation.processes().iter().filter(|process| process.runs_listing())
}

/// A line that `process` stands at, 0 if it is none of the listing shown.
pub(crate) fn line_of(simulation: &Simulation, process: u32, line: u32) -> u32 {
    let process = simulation.processes().get(process as usize);
    process.filter(|process| process.runs_listing()).map_or(0, |_| line)
}

/// How many statements of the listing have been begun, in all processes together.
pub fn statements(simulation: &Simulation) -> u64 {
    let counts = processes(simulation).flat_map(|process| process.machine.line_counts());
    counts.map(|(_, count)| count).sum()
}

/// How often a statement has begun on another line than the one before it, in all processes together.
pub fn line_changes(simulation: &Simulation) -> u64 {
    processes(simulation).map(|process| process.machine.line_changes()).sum()
}

/// How often a statement began, by line of the listing; only lines on which one can begin.
pub fn line_counts(simulation: &Simulation) -> BTreeMap<u32, u64> {
    let mut lines = BTreeMap::new();
    for (info, count) in processes(simulation).flat_map(|process| process.machine.line_counts()) {
        *lines.entry(info.line).or_default() += count;
    }
    lines
}

/// Counts for each line of the listing, from line 1 at index 0.
pub fn code_lines(simulation: &Simulation) -> Vec<CodeLine> {
    let lines = simulation.run().code.lines().count();
    let mut out = vec![CodeLine::default(); lines];
    let mut add = |line: u32, change: &mut dyn FnMut(&mut CodeLine)| {
        if let Some(found) = (line as usize).checked_sub(1).and_then(|i| out.get_mut(i)) {
            change(found);
        }
    };
    for process in processes(simulation) {
        for (info, count) in process.machine.line_counts() {
            add(info.line, &mut |l| {
                l.count += count;
                l.statement = true;
            });
        }
        if process.ended.is_none() {
            for place in process.machine.places() {
                add(place.line, &mut |l| l.goroutines += 1);
            }
        }
    }
    for (_, pool) in simulation.world().pools().iter() {
        for conn in pool.conns() {
            if conn.state == tidepool_world::PoolConn::InUse {
                add(line_of(simulation, pool.process(), conn.holder.line), &mut |l| l.held += 1);
            }
        }
    }
    out
}
