//! Room for frames on the stack of a goroutine.

use crate::bytecode::Program;
use crate::facts::{Clears, Facts};
use crate::value::Value;

/// Slots that a stack is made longer than it has to be.
const MORE_SLOTS: usize = 16;

/// Makes room for a frame of `func` at `base`, and clears its slots behind the parameters if it reads any of them before
/// it has written to it.
#[inline(always)]
pub fn enter(stack: &mut Vec<Value>, program: &Program, facts: &Facts, func: u32, base: usize) {
    let entry = &facts.entries[func as usize];
    let to = base + entry.frame_size as usize;
    if to > stack.len() {
        grow(stack, to);
    }
    if entry.clears.get() != Clears::Nothing {
        clear(&mut stack[base + entry.param_slots as usize..to], program, facts, func);
    }
}

/// Clears the slots behind the parameters. A function of its own, so that calls without it stay short.
#[inline(never)]
fn clear(slots: &mut [Value], program: &Program, facts: &Facts, func: u32) {
    slots.fill(Value::Nil);
    facts.count_entry(program, func);
}

/// Makes the stack at least `len` slots long, and somewhat longer, so that this happens seldom.
#[cold]
fn grow(stack: &mut Vec<Value>, len: usize) {
    stack.resize(len + MORE_SLOTS, Value::Nil);
}
