//! The dispatch loop: common instructions inline, the rest by [`cold`] or the machine.

use super::cold::{self, check_index, pointer};
use super::frames::enter;
use super::groups::{
    of_cold, of_defers, of_iface, of_machine, of_maps, of_slices, of_stack_slices, of_strings,
};
use super::trap::Trap;
use super::{Core, Exit, defers, iface, maps, samples, slices, stack_slices, strings};
use crate::bytecode::Op;
use crate::goroutine::{Frame, FrameKind, Goroutine};
use crate::heap::mutex::{LOCK_STEPS, UNLOCK_STEPS};
use crate::natives::{Implementation, PureCall};
use crate::value::{Obj, Value};

/// How long, in ps, a function that must not be interrupted may run on without fuel.
const OVERTIME: i64 = 100_000_000;

/// Runs until something that the loop does not do by itself. The goroutine's frames then say
/// where: `pc` is behind the instruction of [`Exit::Slow`], at the one of [`Exit::Trap`].
pub fn run(core: &mut Core, act: &mut Goroutine, fuel: &mut i64) -> Exit {
    let exit = dispatch(core, act, fuel);
    if let (Exit::Trap(_), Some(frame)) = (&exit, act.frames.last_mut()) {
        // The instruction counts when it is repeated or has become a panic, not now. It has not been charged for more.
        // The loop itself has not taken it back: it would have to keep three more values in registers.
        *fuel += i64::from(core.costs.instruction);
        core.steps -= 1;
        frame.pc -= 1;
    }
    exit
}

#[allow(clippy::too_many_lines, reason = "one arm per instruction; splitting it would cost speed")]
fn dispatch(core: &mut Core, act: &mut Goroutine, fuel: &mut i64) -> Exit {
    let program = core.program;
    let cost = i64::from(core.costs.instruction);
    let call_cost = i64::from(core.costs.call);
    // Both live in machine registers while the loop runs: their addresses are never taken.
    // The fuel with the instruction that is being performed: taking it away says at once whether there was none before.
    let mut left = *fuel + cost;
    // Instructions performed, less `pc`: so only jumps have to count.
    let mut steps = 0i64;
    'frame: loop {
        let Some(&Frame { func, pc, base, .. }) = act.frames.last() else {
            return Exit::Trap(Trap::Broken("no frame"));
        };
        let code = &program.funcs[func as usize].code[..];
        // What follows, instead of `pc`: so the loop keeps two addresses, and one of them is where it is.
        let mut ops = code[pc as usize..].iter();
        steps -= i64::from(pc);
        let regs = &mut act.stack[base as usize..];
        // What few instructions need of the frame is looked up there: the loop would have to keep it.
        macro_rules! frame {
            () => {
                match act.frames.last_mut() {
                    Some(frame) => frame,
                    None => return Exit::Trap(Trap::Broken("no frame")),
                }
            };
        }
        macro_rules! pc {
            () => {
                code.len() - ops.len()
            };
        }
        // The frame says where it is.
        macro_rules! stand {
            () => {
                frame!().pc = pc!() as u32
            };
        }
        macro_rules! next_frame {
            () => {{
                steps += pc!() as i64;
                continue 'frame;
            }};
        }
        macro_rules! leave {
            ($fuel:expr, $exit:expr) => {{
                stand!();
                *fuel = $fuel;
                core.steps += steps + pc!() as i64;
                return $exit;
            }};
        }
        macro_rules! trap {
            ($trap:expr) => {
                leave!(left - cost, Exit::Trap($trap))
            };
        }
        macro_rules! step {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(trap) => trap!(trap),
                }
            };
        }
        macro_rules! reg {
            ($r:expr) => {
                regs[$r as usize]
            };
        }
        macro_rules! field {
            ($ptr:expr, $offset:expr) => {
                match core.heap.field(reg!($ptr), $offset) {
                    Some(value) => *value,
                    None => step!(cold::load(core.heap, reg!($ptr), $offset)),
                }
            };
        }
        macro_rules! int {
            ($dst:expr, $value:expr) => {
                reg!($dst) = Value::Int($value)
            };
        }
        macro_rules! jump {
            ($to:expr) => {{
                let follow = ops.len().wrapping_sub($to as usize);
                let Some((_, rest)) = code.split_at_checked(code.len().wrapping_sub(follow)) else {
                    trap!(Trap::Broken("a jump out of the function"));
                };
                ops = rest.iter();
                steps -= i64::from($to);
            }};
        }
        macro_rules! jump_if {
            ($cond:expr, $to:expr) => {
                if $cond {
                    jump!($to);
                }
            };
        }
        macro_rules! call {
            ($at:expr, $func:expr, $closure:expr, $extra:expr) => {{
                let frame = frame!();
                let base = frame.base + u32::from($at);
                if base > core.stack_limit {
                    trap!(Trap::StackOverflow);
                }
                left -= call_cost + $extra;
                frame.pc = pc!() as u32;
                act.frames.push(Frame { func: $func, pc: 0, base, closure: $closure, kind: FrameKind::Call });
                enter(&mut act.stack, program, core.facts, $func, base as usize);
                next_frame!();
            }};
        }
        // A call of a function of package sync that has been done at once.
        macro_rules! synchronized {
            ($steps:expr) => {{
                core.place.syncs[core.place.p as usize] += 1;
                left -= call_cost + i64::from($steps - 1) * cost;
                steps += i64::from($steps - 1);
            }};
        }
        // What has just been allocated may be in the sample of the heap profile.
        macro_rules! book_samples {
            () => {
                if core.heap.profile().is_pending() {
                    stand!();
                    samples::book(core.heap, program, &act.frames);
                }
            };
        }
        macro_rules! cold {
            ($run:path, $op:expr) => {{
                let mut rest = left - cost;
                let result = $run(core, regs, $op, &mut rest);
                book_samples!();
                step!(result);
                left = rest + cost;
            }};
        }
        macro_rules! ret {
            () => {{
                match act.frames.last().map(|f| f.kind) {
                    Some(FrameKind::Call) if act.frames.len() > 1 => {}
                    Some(FrameKind::Deferred) => {}
                    _ => leave!(left - cost, Exit::Return),
                }
                act.frames.pop();
                next_frame!();
            }};
        }
        loop {
            left -= cost;
            if left < 0 && (left < -OVERTIME || !core.facts.is_uninterrupted(frame!().func)) {
                leave!(left, Exit::Fuel);
            }
            // Not copied, so that each arm reads no more than its own operands.
            let Some(op) = ops.next() else {
                trap!(Trap::Broken("behind the last instruction"));
            };
            match *op {
                Op::Line { line } => {
                    core.lines[line as usize] += 1;
                    if std::mem::replace(core.line, line) != line {
                        *core.line_changes += 1;
                    }
                    // Read anew, lest the loop keep what was left before in a register of its own.
                    left += i64::from(core.costs.instruction);
                    if core.breakpoints.get(line as usize) == Some(&true) {
                        leave!(left - cost, Exit::Breakpoint(line));
                    }
                }
                Op::Synchronize => {
                    core.place.syncs[core.place.p as usize] += 1;
                    left += i64::from(core.costs.instruction);
                    core.steps -= 1;
                }
                Op::Move { dst, src } => reg!(dst) = reg!(src),
                Op::MoveN { dst, src, count } => {
                    regs.copy_within(src as usize..src as usize + count as usize, dst as usize);
                }
                Op::Int { dst, value } => int!(dst, value.into()),
                Op::Bool { dst, value } => reg!(dst) = Value::Bool(value),
                Op::Nil { dst } => reg!(dst) = Value::Nil,
                Op::Const { dst, index } => reg!(dst) = core.constants[index as usize],
                Op::LoadCapture { dst, index } => match core.heap.slot(frame!().closure, index.into()) {
                    Some(value) => reg!(dst) = *value,
                    None => reg!(dst) = Value::Nil,
                },

                Op::AddInt { dst, a, b } => int!(dst, reg!(a).int().wrapping_add(reg!(b).int())),
                Op::SubInt { dst, a, b } => int!(dst, reg!(a).int().wrapping_sub(reg!(b).int())),
                Op::MulInt { dst, a, b } => int!(dst, reg!(a).int().wrapping_mul(reg!(b).int())),
                Op::AndInt { dst, a, b } => int!(dst, reg!(a).int() & reg!(b).int()),
                Op::OrInt { dst, a, b } => int!(dst, reg!(a).int() | reg!(b).int()),
                Op::XorInt { dst, a, b } => int!(dst, reg!(a).int() ^ reg!(b).int()),
                Op::AndNotInt { dst, a, b } => int!(dst, reg!(a).int() & !reg!(b).int()),
                Op::AddIntK { dst, a, value } => int!(dst, reg!(a).int().wrapping_add(value.into())),
                Op::MulIntK { dst, a, value } => int!(dst, reg!(a).int().wrapping_mul(value.into())),
                Op::DivIntK { dst, a, value } => int!(dst, reg!(a).int().wrapping_div(value.into())),
                Op::RemIntK { dst, a, value } => int!(dst, reg!(a).int().wrapping_rem(value.into())),
                Op::AndIntK { dst, a, value } => int!(dst, reg!(a).int() & i64::from(value)),
                Op::ShlK { dst, a, value } => int!(dst, reg!(a).int().wrapping_shl(value.into())),
                Op::ShrIntK { dst, a, value } => int!(dst, reg!(a).int().wrapping_shr(value.into())),
                Op::ShrUintK { dst, a, value } => {
                    int!(dst, (reg!(a).int() as u64).wrapping_shr(value.into()) as i64);
                }
                Op::NegInt { dst, src } => int!(dst, reg!(src).int().wrapping_neg()),
                Op::NotInt { dst, src } => int!(dst, !reg!(src).int()),
                Op::CmpInt { cmp, dst, a, b } => {
                    reg!(dst) = Value::Bool(cmp.holds(reg!(a).int(), reg!(b).int()));
                }
                Op::AddFloat { dst, a, b } => reg!(dst) = Value::Float(reg!(a).float() + reg!(b).float()),
                Op::SubFloat { dst, a, b } => reg!(dst) = Value::Float(reg!(a).float() - reg!(b).float()),
                Op::MulFloat { dst, a, b } => reg!(dst) = Value::Float(reg!(a).float() * reg!(b).float()),
                Op::DivFloat { dst, a, b } => reg!(dst) = Value::Float(reg!(a).float() / reg!(b).float()),
                Op::CmpFloat { cmp, dst, a, b } => {
                    reg!(dst) = Value::Bool(cmp.holds(reg!(a).float(), reg!(b).float()));
                }
                Op::Not { dst, src } => reg!(dst) = Value::Bool(!reg!(src).bool()),
                Op::IsNil { dst, src } => reg!(dst) = Value::Bool(reg!(src).is_nil()),

                Op::Jump { to } => jump!(to),
                Op::JumpIf { cond, to } => jump_if!(reg!(cond).bool(), to),
                Op::JumpIfNot { cond, to } => jump_if!(!reg!(cond).bool(), to),
                Op::JumpEqInt { a, b, to } => jump_if!(reg!(a).int() == reg!(b).int(), to),
                Op::JumpNeInt { a, b, to } => jump_if!(reg!(a).int() != reg!(b).int(), to),
                Op::JumpLtInt { a, b, to } => jump_if!(reg!(a).int() < reg!(b).int(), to),
                Op::JumpLeInt { a, b, to } => jump_if!(reg!(a).int() <= reg!(b).int(), to),
                Op::JumpEqIntK { a, value, to } => jump_if!(reg!(a).int() == i64::from(value), to),
                Op::JumpNeIntK { a, value, to } => jump_if!(reg!(a).int() != i64::from(value), to),
                Op::JumpLtIntK { a, value, to } => jump_if!(reg!(a).int() < i64::from(value), to),
                Op::JumpLeIntK { a, value, to } => jump_if!(reg!(a).int() <= i64::from(value), to),
                Op::JumpGtIntK { a, value, to } => jump_if!(reg!(a).int() > i64::from(value), to),
                Op::JumpGeIntK { a, value, to } => jump_if!(reg!(a).int() >= i64::from(value), to),
                Op::IncJumpLtInt { a, b, to } => {
                    left -= cost;
                    let next = reg!(a).int().wrapping_add(1);
                    int!(a, next);
                    jump_if!(next < reg!(b).int(), to);
                }
                Op::IncJumpLtIntK { a, value, to } => {
                    left -= cost;
                    let next = reg!(a).int().wrapping_add(1);
                    int!(a, next);
                    jump_if!(next < i64::from(value), to);
                }
                Op::JumpUint { test: t, a, b, to } => {
                    jump_if!(t.holds(reg!(a).int() as u64, reg!(b).int() as u64), to);
                }
                Op::JumpFloat { test: t, a, b, to } => {
                    jump_if!(t.holds(reg!(a).float(), reg!(b).float()), to)
                }
                Op::JumpNil { src, to } => jump_if!(reg!(src).is_nil(), to),
                Op::JumpNotNil { src, to } => jump_if!(!reg!(src).is_nil(), to),
                Op::JumpIfField { ptr, offset, to } => jump_if!(field!(ptr, offset).bool(), to),
                Op::JumpIfNotField { ptr, offset, to } => jump_if!(!field!(ptr, offset).bool(), to),
                Op::JumpNilField { ptr, offset, to } => jump_if!(field!(ptr, offset).is_nil(), to),
                Op::JumpNotNilField { ptr, offset, to } => jump_if!(!field!(ptr, offset).is_nil(), to),
                Op::JumpNotType { src, ty, to } => {
                    let same = matches!(reg!(src), Value::Iface(i) if i.ty == u32::from(ty));
                    jump_if!(!same, to);
                }
                Op::MapNext { iter, dst, to, .. } => {
                    let paid = left - i64::from(core.costs.map_access) / 2;
                    let found = step!(cold::map_next(core, regs, iter, dst, paid - cost));
                    left = paid;
                    jump_if!(!found, to);
                }

                Op::Load { dst, ptr, offset } => match core.heap.field(reg!(ptr), offset) {
                    Some(value) => reg!(dst) = *value,
                    None => cold!(cold::run, *op),
                },
                Op::Store { ptr, offset, src } => {
                    if !core.heap.store_field(reg!(ptr), offset, &reg!(src)) {
                        cold!(cold::run, *op);
                    }
                }
                Op::LoadN { count, dst, ptr, offset } => {
                    let p = step!(pointer(reg!(ptr)));
                    let n = program.stride(count) as usize;
                    core.heap.load_n(
                        p.obj,
                        p.off + u32::from(offset),
                        &mut regs[dst as usize..dst as usize + n],
                    );
                }
                Op::StoreN { count, ptr, offset, src } => {
                    let p = step!(pointer(reg!(ptr)));
                    let n = program.stride(count) as usize;
                    core.heap.store_n(
                        p.obj,
                        p.off + u32::from(offset),
                        &regs[src as usize..src as usize + n],
                    );
                }
                Op::NilCheck { ptr } => {
                    step!(pointer(reg!(ptr)));
                }
                Op::PtrAdd { dst, ptr, offset } => {
                    let p = step!(pointer(reg!(ptr)));
                    reg!(dst) = Value::ptr(p.obj, p.off + u32::from(offset));
                }
                Op::PtrIndex { stride, dst, ptr, index } => {
                    let p = step!(pointer(reg!(ptr)));
                    reg!(dst) = Value::ptr(p.obj, p.off + reg!(index).int() as u32 * program.stride(stride));
                }
                Op::CheckIndex { index, len } => {
                    step!(check_index(reg!(index), len.into()));
                }
                Op::RegLoad { count, dst, base, index } => {
                    let from = base as usize + reg!(index).int() as usize;
                    regs.copy_within(from..from + program.stride(count) as usize, dst as usize);
                }
                Op::RegStore { count, base, index, src } => {
                    let to = base as usize + reg!(index).int() as usize;
                    regs.copy_within(src as usize..src as usize + program.stride(count) as usize, to);
                }
                Op::LoadGlobal { dst, offset } => reg!(dst) = core.heap.load(core.globals, offset),
                Op::StoreGlobal { src, offset } => core.heap.store(core.globals, offset, reg!(src)),

                Op::SliceLoad { dst, slice, index } => {
                    let s = reg!(slice).slice();
                    let i = step!(check_index(reg!(index), s.len().into()));
                    reg!(dst) = core.heap.load(s.obj(), s.off() + i);
                }
                Op::SliceStore { slice, index, src } => {
                    let s = reg!(slice).slice();
                    let i = step!(check_index(reg!(index), s.len().into()));
                    core.heap.store(s.obj(), s.off() + i, reg!(src));
                }
                Op::SliceAddr { stride, dst, slice, index } => {
                    let s = reg!(slice).slice();
                    let i = step!(check_index(reg!(index), s.len().into()));
                    reg!(dst) = Value::ptr(s.obj(), s.off() + i * program.stride(stride));
                }
                Op::StrIndex { dst, str, index } => {
                    let s = reg!(str).str();
                    let i = step!(check_index(reg!(index), s.len.into()));
                    reg!(dst) = core.heap.load(s.obj, s.off + i);
                }
                Op::Len { dst, src } => int!(dst, cold::len(core.heap, reg!(src))),

                Op::Call { base: at, func } => call!(at, func, Obj::NONE, 0),
                Op::CallLock { base: at, func } => match core.heap.lock(reg!(at)) {
                    true => synchronized!(LOCK_STEPS),
                    false => call!(at, func, Obj::NONE, 0),
                },
                Op::CallUnlock { base: at, func } => match core.heap.unlock(reg!(at)) {
                    true => synchronized!(UNLOCK_STEPS),
                    false => call!(at, func, Obj::NONE, 0),
                },
                Op::CallValue { base: at, callee, .. } => match reg!(callee) {
                    Value::Func(f) => call!(at, f.func, f.obj, i64::from(core.costs.indirect_call)),
                    _ => trap!(Trap::Nil),
                },
                Op::CallIface { base: at, method } => {
                    let func = step!(cold::bind_receiver(
                        program,
                        core.heap,
                        &mut act.stack,
                        (frame!().base + u32::from(at)) as usize,
                        method
                    ));
                    call!(at, func, Obj::NONE, i64::from(core.costs.indirect_call))
                }
                Op::Return => ret!(),
                Op::Return1 { src } => {
                    regs[0] = reg!(src);
                    ret!()
                }
                Op::ReturnN { src, count } => {
                    // Few of them, and downwards: a call of the general copy would take longer than they do.
                    for i in 0..count as usize {
                        regs[i] = regs[src as usize + i];
                    }
                    ret!()
                }
                Op::CallNative { base: at, native }
                    if let Implementation::Pure(run) = core.natives[native as usize].implementation
                        && !core.heap.gc_due() =>
                {
                    core.place.syncs[core.place.p as usize] += 1;
                    let mut rest = left - cost - i64::from(core.costs.native);
                    let result = run(&mut PureCall::new(core, &mut regs[at as usize..], &mut rest));
                    book_samples!();
                    step!(result);
                    left = rest + cost;
                }
                op @ of_machine!() => leave!(left - cost, Exit::Slow(op)),
                op @ of_defers!() => {
                    stand!();
                    let mut rest = left - cost;
                    let done = defers::run(core, act, op, &mut rest);
                    left = rest + cost;
                    if !done {
                        leave!(left - cost, Exit::Slow(op));
                    }
                    core.place.syncs[core.place.p as usize] += 1;
                    next_frame!();
                }
                op @ of_slices!() => cold!(slices::run, op),
                op @ of_stack_slices!() => cold!(stack_slices::run, op),
                op @ of_strings!() => cold!(strings::run, op),
                op @ of_maps!() => cold!(maps::run, op),
                op @ of_iface!() => cold!(iface::run, op),
                op @ of_cold!() => cold!(cold::run, op),
            }
        }
    }
}
