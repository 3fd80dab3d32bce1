//! Who allocated what the heap profile samples.

use crate::bytecode::{FuncCode, Op, Program};
use crate::goroutine::Frame;
use crate::heap::Heap;
use crate::heap::profile::{DEPTH, Site};

/// Stands for Go's own caller of package initialisation and of `main.main`.
pub const RUNTIME_MAIN: Site = Site { func: u32::MAX, pc: 0 };

/// The instruction at which a frame of this function that has called or blocked stands: the one before the next, except
/// that a frame whose deferred calls run comes back to where they are run.
pub fn standing(code: &FuncCode, pc: u32) -> u32 {
    let returning = code.code.get(pc as usize) == Some(&Op::RunDefers);
    if returning { pc } else { pc.saturating_sub(1) }
}

/// The calls of these frames, innermost first, generated ones left out.
pub fn sites<'a>(program: &'a Program, frames: &'a [Frame]) -> impl Iterator<Item = Site> + 'a {
    let shown = frames.iter().rev().filter(|f| !program.funcs[f.func as usize].wrapper);
    let calls = shown.map(|f| Site { func: f.func, pc: standing(&program.funcs[f.func as usize], f.pc) });
    let first = frames.first().map(|f| f.func);
    let main = first.is_some_and(|func| func == program.main.0 || func == program.init.0);
    calls.chain(main.then_some(RUNTIME_MAIN))
}

/// The samples that wait were made by the innermost of these frames.
#[cold]
pub fn book(heap: &mut Heap, program: &Program, frames: &[Frame]) {
    let stack: Vec<Site> = sites(program, frames).take(DEPTH).collect();
    heap.book_samples(&stack);
}
