//! Which registers an instruction reads and writes.

use tidepool_go_check::types::{Type, TypeId};

use super::{FuncCode, Op, PrintKind, Program, Reg, SelectEntry, Ty};

/// What an instruction does with registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may need what is in them.
    Read,
    /// Nobody needs what was in them before, once control has gone on to the next instruction.
    Write,
}

use Access::{Read, Write};

/// Calls `found` with the ranges of registers (first and number) that the instruction at `pc` writes, then with those it
/// reads. Ranges may go beyond the frame.
///
/// A call writes all registers from its base on: they are the frame of who is called. A `select` writes what each of its
/// cases receives, as a case only reads its own.
#[allow(clippy::too_many_lines, reason = "one arm per group of instructions")]
pub fn accesses(program: &Program, func: &FuncCode, pc: usize, found: &mut impl FnMut(Access, Reg, u32)) {
    let Some(&op) = func.code.get(pc) else { return };
    match op {
        Op::Line { .. } | Op::Synchronize | Op::Unreachable | Op::Jump { .. } | Op::RunDefers => {}
        Op::Int { dst, .. } | Op::Bool { dst, .. } | Op::Nil { dst } | Op::Const { dst, .. } => {
            found(Write, dst, 1)
        }
        Op::Func { dst, .. } | Op::LoadCapture { dst, .. } | Op::LoadGlobal { dst, .. } => {
            found(Write, dst, 1)
        }
        Op::GlobalAddr { dst, .. } | Op::New { dst, .. } => found(Write, dst, 1),
        Op::DeferToken { dst } | Op::Recover { dst } => found(Write, dst, 1),
        Op::Zero { dst, ty } => found(Write, dst, slots(program, ty)),
        Op::LoadGlobalN { count, dst, .. } => found(Write, dst, program.stride(count)),

        Op::Move { dst, src }
        | Op::NegInt { dst, src }
        | Op::NotInt { dst, src }
        | Op::Wrap { dst, src, .. } => {
            one(dst, &[src], found);
        }
        Op::NegFloat { dst, src }
        | Op::NegComplex { dst, src }
        | Op::Real { dst, src }
        | Op::Imag { dst, src } => {
            one(dst, &[src], found);
        }
        Op::Not { dst, src } | Op::Convert { dst, src, .. } | Op::IsNil { dst, src } => {
            one(dst, &[src], found)
        }
        Op::SliceToArray { dst, src, .. } | Op::Len { dst, src } | Op::Cap { dst, src } => {
            one(dst, &[src], found)
        }
        Op::Implements { dst, src, .. } | Op::Load { dst, ptr: src, .. } => one(dst, &[src], found),
        Op::MakeMap { dst, hint: src, .. } | Op::MapIter { dst, map: src } => one(dst, &[src], found),
        Op::MakeChan { dst, size: src, .. } => one(dst, &[src], found),
        Op::PtrAdd { dst, ptr, .. } => one(dst, &[ptr], found),

        Op::AddInt { dst, a, b } | Op::SubInt { dst, a, b } | Op::MulInt { dst, a, b } => {
            one(dst, &[a, b], found)
        }
        Op::DivInt { dst, a, b } | Op::RemInt { dst, a, b } | Op::DivUint { dst, a, b } => {
            one(dst, &[a, b], found)
        }
        Op::RemUint { dst, a, b } | Op::AndInt { dst, a, b } | Op::OrInt { dst, a, b } => {
            one(dst, &[a, b], found)
        }
        Op::XorInt { dst, a, b } | Op::AndNotInt { dst, a, b } => one(dst, &[a, b], found),
        Op::Shl { dst, a, b, .. } | Op::ShrInt { dst, a, b, .. } | Op::ShrUint { dst, a, b, .. } => {
            one(dst, &[a, b], found);
        }
        Op::CmpInt { dst, a, b, .. } | Op::CmpUint { dst, a, b, .. } => one(dst, &[a, b], found),
        Op::AddFloat { dst, a, b } | Op::SubFloat { dst, a, b } | Op::MulFloat { dst, a, b } => {
            one(dst, &[a, b], found);
        }
        Op::DivFloat { dst, a, b } | Op::CmpFloat { dst, a, b, .. } => one(dst, &[a, b], found),
        Op::Complex { dst, a, b, .. } | Op::MakeComplex { dst, re: a, im: b } => one(dst, &[a, b], found),
        Op::Concat { dst, a, b } | Op::CmpStr { dst, a, b, .. } => one(dst, &[a, b], found),
        Op::StrIndex { dst, str: a, index: b } | Op::SliceLoad { dst, slice: a, index: b } => {
            one(dst, &[a, b], found);
        }
        Op::SliceAddr { dst, slice: a, index: b, .. } | Op::PtrIndex { dst, ptr: a, index: b, .. } => {
            one(dst, &[a, b], found);
        }
        Op::MinMax { dst, a, b, .. } | Op::Copy { dst, a, b, .. } => one(dst, &[a, b], found),
        Op::AddIntK { dst, a, .. } | Op::MulIntK { dst, a, .. } | Op::DivIntK { dst, a, .. } => {
            one(dst, &[a], found)
        }
        Op::RemIntK { dst, a, .. } | Op::AndIntK { dst, a, .. } | Op::ShlK { dst, a, .. } => {
            one(dst, &[a], found)
        }
        Op::ShrIntK { dst, a, .. } | Op::ShrUintK { dst, a, .. } => one(dst, &[a], found),

        Op::JumpIf { cond: a, .. } | Op::JumpIfNot { cond: a, .. } | Op::JumpNil { src: a, .. } => {
            found(Read, a, 1)
        }
        Op::JumpNotNil { src: a, .. } | Op::JumpNotType { src: a, .. } => found(Read, a, 1),
        Op::JumpIfField { ptr, .. } | Op::JumpIfNotField { ptr, .. } => found(Read, ptr, 1),
        Op::JumpNilField { ptr, .. } | Op::JumpNotNilField { ptr, .. } => found(Read, ptr, 1),
        Op::JumpEqIntK { a, .. } | Op::JumpNeIntK { a, .. } | Op::JumpLtIntK { a, .. } => found(Read, a, 1),
        Op::JumpLeIntK { a, .. } | Op::JumpGtIntK { a, .. } | Op::JumpGeIntK { a, .. } => found(Read, a, 1),
        Op::IncJumpLtIntK { a, .. } => one(a, &[a], found),
        Op::IncJumpLtInt { a, b, .. } => one(a, &[a, b], found),
        Op::JumpEqInt { a, b, .. } | Op::JumpNeInt { a, b, .. } | Op::JumpLtInt { a, b, .. } => {
            all(&[a, b], found)
        }
        Op::JumpLeInt { a, b, .. } | Op::JumpUint { a, b, .. } | Op::JumpFloat { a, b, .. } => {
            all(&[a, b], found)
        }
        Op::MapNext { count, iter, dst, .. } => {
            found(Write, dst, program.stride(count));
            found(Read, iter, 1);
        }

        Op::Store { ptr: a, src: b, .. } => all(&[a, b], found),
        Op::NilCheck { ptr: a } | Op::CheckIndex { index: a, .. } | Op::StoreGlobal { src: a, .. } => {
            found(Read, a, 1)
        }
        Op::MemCopy { dst: a, src: b, count: c } | Op::SliceStore { slice: a, index: b, src: c } => {
            all(&[a, b, c], found);
        }
        Op::ClearSlice { slice: a, .. } | Op::MapClear { map: a } | Op::Close { chan: a } => {
            found(Read, a, 1)
        }
        Op::Panic { src: a } | Op::DeferTo { token: a } | Op::Return1 { src: a } => found(Read, a, 1),
        // What these write depends on what they find.
        Op::StackBuffer { buffer, slice, .. }
        | Op::StackGrow { buffer, slice, .. }
        | Op::ToHeap { buffer, slice, .. } => all(&[buffer, slice], found),

        Op::MoveN { .. }
        | Op::Closure { .. }
        | Op::ConcatN { .. }
        | Op::StrRune { .. }
        | Op::Equal { .. }
        | Op::LoadN { .. }
        | Op::StoreN { .. }
        | Op::RegLoad { .. }
        | Op::RegStore { .. }
        | Op::StoreGlobalN { .. } => several(program, func, pc, op, found),
        Op::SubStr { .. }
        | Op::SubSlice { .. }
        | Op::SubArray { .. }
        | Op::MakeSlice { .. }
        | Op::SliceOf { .. }
        | Op::Append { .. }
        | Op::AppendN { .. }
        | Op::AppendZero { .. }
        | Op::MapGet { .. }
        | Op::MapSet { .. }
        | Op::MapDelete { .. }
        | Op::ToIface { .. }
        | Op::TypeAssert { .. } => typed(program, op, found),
        Op::Send { .. } | Op::Recv { .. } | Op::Select { .. } | Op::Print { .. } => {
            others(program, op, found)
        }
        Op::Go { .. }
        | Op::GoValue { .. }
        | Op::GoIface { .. }
        | Op::Call { .. }
        | Op::CallLock { .. }
        | Op::CallUnlock { .. }
        | Op::CallValue { .. }
        | Op::CallIface { .. }
        | Op::CallNative { .. }
        | Op::Return
        | Op::ReturnN { .. }
        | Op::Defer { .. }
        | Op::DeferValue { .. }
        | Op::DeferIface { .. } => calls(program, func, op, found),
    }
}

/// One register is written, these are read.
fn one(dst: Reg, reads: &[Reg], found: &mut impl FnMut(Access, Reg, u32)) {
    found(Write, dst, 1);
    all(reads, found);
}

fn all(reads: &[Reg], found: &mut impl FnMut(Access, Reg, u32)) {
    reads.iter().for_each(|&reg| found(Read, reg, 1));
}

fn slots(program: &Program, ty: Ty) -> u32 {
    program.layouts.get(usize::from(ty)).map_or(0, |layout| layout.slots)
}

/// Runs of registers.
fn several(program: &Program, func: &FuncCode, pc: usize, op: Op, found: &mut impl FnMut(Access, Reg, u32)) {
    match op {
        Op::MoveN { dst, src, count } => {
            found(Write, dst, count.into());
            found(Read, src, count.into());
        }
        Op::Closure { base, func, .. } => {
            found(Write, base, 1);
            found(Read, base, program.funcs.get(func as usize).map_or(0, |f| f.captures.into()));
        }
        Op::ConcatN { dst, src, count } => {
            found(Write, dst, 1);
            found(Read, src, count.into());
        }
        Op::StrRune { dst, str, index } => {
            found(Write, dst, 2);
            all(&[str, index], found);
        }
        Op::Equal { count, dst, a, b } => {
            found(Write, dst, 1);
            found(Read, a, program.stride(count));
            found(Read, b, program.stride(count));
        }
        Op::LoadN { count, dst, ptr, .. } => {
            found(Write, dst, program.stride(count));
            found(Read, ptr, 1);
        }
        Op::StoreN { count, ptr, src, .. } => {
            found(Read, ptr, 1);
            found(Read, src, program.stride(count));
        }
        Op::RegLoad { count, dst, base, index } => {
            found(Write, dst, program.stride(count));
            found(Read, index, 1);
            found(Read, base, array_slots(program, func, pc, base));
        }
        Op::RegStore { count, index, src, .. } => {
            found(Read, index, 1);
            found(Read, src, program.stride(count));
        }
        Op::StoreGlobalN { count, src, .. } => found(Read, src, program.stride(count)),
        _ => {}
    }
}

/// Registers from `base` on that an index into them may reach: to the end of the variable, or of the frame.
fn array_slots(program: &Program, func: &FuncCode, pc: usize, base: Reg) -> u32 {
    let end = |local: &super::LocalInfo| {
        let there = !local.boxed && (local.from..local.to).contains(&(pc as u32)) && local.reg <= base;
        let slots = program.layouts.get(local.ty.0 as usize).map_or(0, |layout| layout.slots);
        let end = u32::from(local.reg) + slots;
        (there && end > base.into()).then_some(end)
    };
    let end = func.locals.iter().find_map(end).unwrap_or(func.frame_size.into());
    end.saturating_sub(base.into())
}

/// Instructions whose operands have the size of a type.
fn typed(program: &Program, op: Op, found: &mut impl FnMut(Access, Reg, u32)) {
    match op {
        Op::SubStr { dst, src, bounds } => {
            one(dst, &[src], found);
            found(Read, bounds, 2);
        }
        Op::SubSlice { dst, src, bounds, .. } => {
            one(dst, &[src], found);
            found(Read, bounds, 3);
        }
        Op::SubArray { dst, src, bounds, .. } => {
            one(dst, &[src], found);
            found(Read, bounds, 4);
        }
        Op::MakeSlice { dst, base, .. } | Op::Append { dst, base, .. } | Op::AppendZero { dst, base, .. } => {
            found(Write, dst, 1);
            found(Read, base, 2);
        }
        Op::SliceOf { count, dst, src, elem } => {
            found(Write, dst, 1);
            found(Read, src, slots(program, elem).saturating_mul(count.into()));
        }
        Op::AppendN { count, dst, base, elem } => {
            found(Write, dst, 1);
            found(Read, base, slots(program, elem).saturating_mul(count.into()).saturating_add(1));
        }
        Op::MapGet { ok, dst, base, ty } => {
            let (key, value) = entry_slots(program, ty);
            found(Write, dst, value.saturating_add(ok.into()));
            found(Read, base, key.saturating_add(1));
        }
        Op::MapSet { base, src, ty } => {
            let (key, value) = entry_slots(program, ty);
            found(Read, base, key.saturating_add(1));
            found(Read, src, value);
        }
        Op::MapDelete { base, ty } => found(Read, base, entry_slots(program, ty).0.saturating_add(1)),
        Op::ToIface { dst, src, ty } => {
            found(Write, dst, 1);
            found(Read, src, slots(program, ty));
        }
        Op::TypeAssert { ok, dst, src, info } => {
            let target = program.asserts.get(usize::from(info)).map_or(0, |info| info.target.0);
            let slots = program.layouts.get(target as usize).map_or(0, |layout| layout.slots);
            found(Write, dst, slots.saturating_add(ok.into()));
            found(Read, src, 1);
        }
        _ => {}
    }
}

/// Slots of the keys and values of a map type.
fn entry_slots(program: &Program, ty: Ty) -> (u32, u32) {
    let of = |ty: TypeId| program.layouts.get(ty.0 as usize).map_or(0, |layout| layout.slots);
    match program.types.shape(TypeId(ty.into())) {
        Type::Map(key, value) => (of(*key), of(*value)),
        _ => (0, 0),
    }
}

/// Channels and output.
fn others(program: &Program, op: Op, found: &mut impl FnMut(Access, Reg, u32)) {
    match op {
        Op::Send { chan, src, count } => {
            found(Read, chan, 1);
            found(Read, src, count.into());
        }
        Op::Recv { ok, dst, chan, count } => {
            found(Write, dst, u32::from(count) + u32::from(ok));
            found(Read, chan, 1);
        }
        Op::Print { kind: PrintKind::Space | PrintKind::Newline, .. } => {}
        Op::Print { src, .. } => found(Read, src, 1),
        Op::Select { dst, table } => {
            found(Write, dst, 1);
            let cases = program.selects.get(usize::from(table)).map_or(&[][..], |table| &table.cases);
            for case in cases {
                if let SelectEntry::Recv { dst, ok, count, .. } = *case {
                    dst.into_iter().for_each(|dst| found(Write, dst, count.into()));
                    ok.into_iter().for_each(|ok| found(Write, ok, 1));
                }
            }
            for case in cases {
                match *case {
                    SelectEntry::Send { chan, src, count } => {
                        found(Read, chan, 1);
                        found(Read, src, count.into());
                    }
                    SelectEntry::Recv { chan, .. } => found(Read, chan, 1),
                }
            }
        }
        _ => {}
    }
}

/// Calls, what becomes one later, and returns.
fn calls(program: &Program, code: &FuncCode, op: Op, found: &mut impl FnMut(Access, Reg, u32)) {
    let params = |func: u32| program.funcs.get(func as usize).map_or(0, |f| u32::from(f.param_slots));
    let frame = |base: Reg| u32::from(code.frame_size.saturating_sub(base));
    match op {
        Op::Call { base, func } | Op::CallLock { base, func } | Op::CallUnlock { base, func } => {
            found(Write, base, frame(base));
            found(Read, base, params(func));
        }
        Op::CallValue { base, callee, args } => {
            found(Write, base, frame(base));
            found(Read, callee, 1);
            found(Read, base, args.into());
        }
        Op::CallIface { base, method } => {
            found(Write, base, frame(base));
            found(Read, base, method_args(program, method));
        }
        Op::CallNative { base, native } => {
            let func = program.natives.get(native as usize).map_or(0, |native| native.func.0);
            found(Write, base, program.funcs.get(func as usize).map_or(0, |f| f.result_slots.into()));
            found(Read, base, params(func));
        }
        Op::Go { base, func } | Op::Defer { base, func, .. } => found(Read, base, params(func)),
        Op::GoValue { base, callee, args } | Op::DeferValue { base, callee, args, .. } => {
            found(Read, callee, 1);
            found(Read, base, args.into());
        }
        Op::GoIface { base, method } | Op::DeferIface { base, method, .. } => {
            found(Read, base, method_args(program, method));
        }
        Op::Return => found(Read, 0, code.result_slots.into()),
        Op::ReturnN { src, count } => found(Read, src, count.into()),
        _ => {}
    }
}

/// Slots of an interface and the arguments of one of its methods.
fn method_args(program: &Program, method: u32) -> u32 {
    let of = |ty: &TypeId| program.layouts.get(ty.0 as usize).map_or(0, |layout| layout.slots);
    match program.method_types.get(method as usize).copied().flatten().map(|ty| program.types.shape(ty)) {
        Some(Type::Func(params, ..)) => 1 + params.iter().map(of).sum::<u32>(),
        _ => u32::MAX,
    }
}
