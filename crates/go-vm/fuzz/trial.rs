//! One program: checked, compiled, run under small limits, and run again in other pieces, between which its dead
//! registers are spoiled.

use std::rc::Rc;

use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::compile::compile;
use tidepool_go_vm::machine::{Config, Limits, Machine, Stop};

use crate::host::TestHost;

/// Virtual time that a program may take, ns.
const TIME: u64 = 20_000_000_000;

fn config(procs: u32) -> Config {
    let limits = Limits {
        heap_bytes: 16 << 20,
        goroutines: 500,
        steps: 300_000,
        stack_slots: 20_000,
        output_bytes: 100_000,
        files: 16,
    };
    Config { procs, limits, ..Config::default() }
}

/// What can be seen of a run.
#[derive(PartialEq)]
struct Seen {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    stop: Stop,
    steps: u64,
    clock: u64,
}

/// Whether the program got as far as running; or what is wrong with us.
pub fn run(text: &str) -> Result<bool, String> {
    let checked = tidepool_go_check::check(&[("main.go".to_string(), text.to_string())]);
    let Some(hir) = checked.program else {
        if checked.diagnostics.is_empty() {
            return Err("neither a program nor a diagnostic".into());
        }
        // Showing them is part of the front end.
        let told = tidepool_go_syntax::diag::render_all(&checked.diagnostics, &checked.sources);
        return if told.is_empty() { Err("empty diagnostics".into()) } else { Ok(false) };
    };
    // What the compiler refuses is told too.
    let Ok(program) = compile(&hir) else { return Ok(false) };
    let program = Rc::new(program);
    let procs = 1 + (text.len() % 3) as u32;
    let Some(whole) = play(&program, procs, u64::MAX)? else { return Ok(false) };
    // One in four is looked at after each instruction.
    let piece = if text.len().is_multiple_of(4) { 1 } else { 1 + (text.len() as u64 * 7919) % 1000 };
    let Some(pieces) = play(&program, procs, piece)? else { return Ok(false) };
    // The limit on instructions is looked at between pieces, so its place depends on them.
    let limited = |seen: &Seen| matches!(&seen.stop, Stop::Limit(limit) if limit.name == "steps");
    if whole != pieces && !limited(&whole) && !limited(&pieces) {
        let (a, b) = (&whole, &pieces);
        return Err(format!(
            "another run in pieces of {piece}: {:?} {} {}, {:?} {} {}",
            a.stop, a.steps, a.clock, b.stop, b.steps, b.clock
        ));
    }
    Ok(true)
}

fn play(program: &Rc<Program>, procs: u32, piece: u64) -> Result<Option<Seen>, String> {
    let mut host = TestHost::default();
    let config = config(procs);
    let most = config.limits.heap_bytes + (4 << 20);
    let Ok(mut machine) = Machine::new(Rc::clone(program), config, 0, &mut host) else { return Ok(None) };
    let stop = loop {
        let mut budget = piece;
        match machine.run(TIME, &mut budget, &mut host) {
            Stop::Budget => machine.spoil_dead(),
            stop => break stop,
        }
        if machine.heap_bytes() > most {
            return Err(format!("the heap holds {} bytes", machine.heap_bytes()));
        }
    };
    if let Stop::Limit(limit) = &stop
        && limit.name == "machine"
    {
        return Err(limit.message.clone());
    }
    // Views of any state must do.
    for goroutine in machine.goroutines().iter().take(20) {
        for frame in &goroutine.frames {
            machine.locals(goroutine.id, frame.index);
        }
    }
    let (steps, clock) = (machine.steps(), machine.clock());
    Ok(Some(Seen { stdout: host.stdout, stderr: host.stderr, stop, steps, clock }))
}
