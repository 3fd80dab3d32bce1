//! The interpreter: one goroutine's instructions over registers and heap.
//!
//! [`hot::run`] is the loop; [`cold`] has the instructions that need more than a few lines.
//! What concerns other goroutines, panics or the outside leaves the loop as [`Exit::Slow`].

pub mod arith;
pub mod cold;
pub mod defers;
pub mod frames;
mod groups;
pub mod hot;
pub mod iface;
pub mod maps;
pub mod print;
pub mod samples;
pub mod slices;
pub mod stack_slices;
pub mod strings;
pub mod trap;

use crate::bytecode::{Op, Program};
use crate::costs::Costs;
use crate::facts::Facts;
use crate::heap::Heap;
use crate::machine::DeferCounts;
use crate::natives::NativeEntry;
use crate::sched::Clock;
use crate::value::{Obj, Value};
use trap::Trap;

/// What instructions work on besides the goroutine.
pub struct Core<'a> {
    /// The program.
    pub program: &'a Program,
    /// Derived facts.
    pub facts: &'a Facts,
    /// Its native functions.
    pub(crate) natives: &'a [NativeEntry],
    /// The heap.
    pub heap: &'a mut Heap,
    /// Values of [`Program::constants`].
    pub constants: &'a [Value],
    /// The object of all package variables.
    pub globals: Obj,
    /// How often each of [`Program::lines`] began.
    pub lines: &'a mut [u64],
    /// Which of them are breakpoints; shorter if none of the rest is.
    pub breakpoints: &'a [bool],
    /// Which of them began last.
    pub line: &'a mut u32,
    /// How often it was another than the one before.
    pub line_changes: &'a mut u64,
    /// Virtual costs.
    pub costs: &'a Costs,
    /// Instructions performed, while the loop runs without those that it has not added yet.
    pub steps: i64,
    /// What `defer` has done.
    pub defer_counts: &'a mut DeferCounts,
    /// Who runs and since when, where several Ps could meet at a map.
    pub place: Place<'a>,
    /// Slots from which on a call is a stack overflow.
    pub stack_limit: u32,
}

/// A P that runs beside others.
pub struct Place<'a> {
    /// Its number.
    pub p: u16,
    /// Its virtual time when its fuel was `fuel`.
    pub start: Clock,
    /// See `start`.
    pub fuel: i64,
    /// How often each P has synchronised with others.
    pub syncs: &'a mut [u64],
}

impl Place<'_> {
    /// Virtual time in ps when this much fuel is left, modulo 2^64.
    pub fn time(&self, fuel: i64) -> u64 {
        let start = self.start.ns.wrapping_mul(1000).wrapping_add(self.start.ps.into());
        start.wrapping_add_signed(self.fuel - fuel)
    }

    /// Virtual time in ns when this much fuel is left.
    pub fn now(&self, fuel: i64) -> u64 {
        let mut clock = self.start;
        clock.advance((self.fuel - fuel).max(0) as u64);
        clock.ns
    }
}

/// Why the loop was left.
#[derive(Clone, Debug, PartialEq)]
pub enum Exit {
    /// Out of fuel, between two instructions.
    Fuel,
    /// A statement with a breakpoint, one of [`Program::lines`], has begun; nothing of it has happened.
    Breakpoint(u32),
    /// The instruction (already passed) is for the machine.
    Slow(Op),
    /// A return from the goroutine's first frame or from a call that a panic has made; results are in place.
    Return,
    /// The instruction at `pc` failed.
    Trap(Trap),
}
