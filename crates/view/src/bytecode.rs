//! The instructions around the next one.

use tidepool_go_vm::disasm::{Instruction, instructions};
use tidepool_go_vm::host::GoId;
use tidepool_sim::Simulation;

/// Most instructions shown before the next one, and after it.
const AROUND: u32 = 12;

/// Part of a function as the machine sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytecode {
    /// Function, without the package `main`.
    pub func: String,
    /// Goroutine that is in it.
    pub goroutine: u64,
    /// Number of the next instruction.
    pub next: u32,
    /// Instructions around it.
    pub instructions: Vec<Instruction>,
}

/// What the goroutine that runs, or is next to run, is about to do; none if none will.
pub fn bytecode(simulation: &Simulation) -> Option<Bytecode> {
    let process =
        simulation.processes().iter().find(|process| process.ended.is_none() && process.runs_listing())?;
    let machine = &process.machine;
    let queues = machine.run_queues();
    let running = queues.iter().filter_map(|(current, _)| *current);
    let runnable = queues.iter().flat_map(|(_, queue)| queue.iter().copied());
    let goroutine: GoId = running.chain(runnable).next()?;
    let (func, next) = machine.next_instruction(goroutine)?;
    let program = machine.program();
    let name = program.funcs.get(func.0 as usize).map_or("", |code| &code.name);
    let range = next.saturating_sub(AROUND)..next + AROUND + 1;
    Some(Bytecode {
        func: name.strip_prefix("main.").unwrap_or(name).into(),
        goroutine: goroutine.0,
        next,
        instructions: instructions(program, func, range),
    })
}
