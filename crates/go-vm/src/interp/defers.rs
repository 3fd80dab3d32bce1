//! `defer`, and deferred calls at a normal end: they concern nobody but their goroutine.

use super::{Core, cold, frames};
use crate::bytecode::{DeferClass, Op, Program};
use crate::chan::Elem;
use crate::facts::Facts;
use crate::goroutine::{Deferred, Frame, FrameKind, Goroutine};
use crate::heap::mutex::DEFERRED_UNLOCK_STEPS;
use crate::value::{FuncRef, Obj, Value};

/// Performs an instruction of this module for the innermost frame, whose `pc` is behind it. False if it fails: then nothing has
/// happened, and what follows is for the machine.
#[inline(never)]
pub fn run(core: &mut Core, act: &mut Goroutine, op: Op, fuel: &mut i64) -> bool {
    let Some(frame) = act.frames.last() else { return false };
    let base = frame.base as usize;
    let at = |reg: u16| base + reg as usize;
    match op {
        Op::Defer { class, base, func } => {
            let func = Some(FuncRef { obj: Obj::NONE, func });
            defer(core, act, class, (at(base), slots_of(core, func)), func, fuel);
        }
        Op::DeferValue { class, base, callee, args } => {
            let func = match act.stack[at(callee)] {
                Value::Func(func) => Some(func),
                _ => None,
            };
            defer(core, act, class, (at(base), args.into()), func, fuel);
        }
        Op::DeferIface { class, base, method } => {
            let bound = cold::bind_receiver(core.program, core.heap, &mut act.stack, at(base), method);
            let Ok(func) = bound else { return false };
            let func = Some(FuncRef { obj: Obj::NONE, func });
            defer(core, act, class, (at(base), slots_of(core, func)), func, fuel);
        }
        Op::DeferToken { dst } => act.stack[at(dst)] = Value::Int(act.frames.len() as i64 - 1),
        Op::DeferTo { token } => act.defer_to = u32::try_from(act.stack[at(token)].int()).ok(),
        Op::RunDefers => return run_latest(core, act, fuel),
        _ => return false,
    }
    true
}

fn slots_of(core: &Core, func: Option<FuncRef>) -> usize {
    func.map_or(0, |f| core.program.funcs[f.func as usize].param_slots.into())
}

/// A `defer` statement: function and arguments (first slot and number) are kept until the frame ends.
fn defer(
    core: &mut Core,
    act: &mut Goroutine,
    class: DeferClass,
    (at, slots): (usize, usize),
    func: Option<FuncRef>,
    fuel: &mut i64,
) {
    *fuel -= i64::from(match class {
        DeferClass::OpenCoded => core.costs.defer_open,
        DeferClass::Stack => core.costs.defer_stack,
        DeferClass::Heap => core.costs.defer_heap,
    });
    let args = Elem::of(&act.stack[at..at + slots]);
    let frame = act.defer_to.take().unwrap_or(act.frames.len() as u32 - 1);
    let site = act.frames.last().map_or((0, 0), |f| (f.func, f.pc.saturating_sub(1)));
    let deferred = Deferred { frame, func, args, site };
    // The list stays ordered by frame, whichever activation the call belongs to.
    match act.defers.iter().rposition(|d| d.frame <= frame) {
        Some(last) => act.defers.insert(last + 1, deferred),
        None => act.defers.insert(0, deferred),
    }
    core.defer_counts.pushed += 1;
}

/// Begins the present frame's latest deferred call, after which the instruction is repeated; goes on if there is none.
fn run_latest(core: &mut Core, act: &mut Goroutine, fuel: &mut i64) -> bool {
    let present = act.frames.len() as u32 - 1;
    let Some(deferred) = act.defers.last().filter(|d| d.frame == present) else {
        return true;
    };
    let (Some(func), Some(top)) = (deferred.func, act.frames.last_mut()) else {
        return false;
    };
    let base = top.base + u32::from(core.program.funcs[top.func as usize].frame_size);
    if base > core.stack_limit {
        return false;
    }
    top.pc -= 1;
    if unlock(core, func, deferred.args.slots(), fuel) {
        act.defers.pop();
        return true;
    }
    let frame = Frame { func: func.func, pc: 0, base, closure: func.obj, kind: FrameKind::Deferred };
    begin(&mut act.stack, core.program, core.facts, frame, deferred.args.slots());
    act.frames.push(frame);
    act.defers.pop();
    core.defer_counts.run += 1;
    true
}

/// Does a deferred `Unlock` of a mutex for which nobody waits at once, at the cost of the call. False if it has to be called.
fn unlock(core: &mut Core, func: FuncRef, args: &[Value], fuel: &mut i64) -> bool {
    let is_unlock = Some(func.func) == core.facts.unlock;
    if !is_unlock || !args.first().is_some_and(|&mutex| core.heap.unlock(mutex)) {
        return false;
    }
    core.place.syncs[core.place.p as usize] += 1;
    *fuel -= i64::from(DEFERRED_UNLOCK_STEPS) * i64::from(core.costs.instruction);
    core.steps += i64::from(DEFERRED_UNLOCK_STEPS);
    core.defer_counts.run += 1;
    true
}

/// Makes room for the frame of a call with these arguments. Frames further down may reach beyond its base, so the stack
/// is never cut.
pub fn begin(stack: &mut Vec<Value>, program: &Program, facts: &Facts, frame: Frame, args: &[Value]) {
    let base = frame.base as usize;
    let end = base + args.len();
    if stack.len() < end {
        stack.resize(end, Value::Nil);
    }
    stack[base..end].copy_from_slice(args);
    frames::enter(stack, program, facts, frame.func, base);
}
