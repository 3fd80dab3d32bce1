//! Which part performs the instructions that the loop does not perform itself, as patterns.
//!
//! Together with its own they name each instruction once. So the loop's jump goes right to its arm, without a look whether
//! there is one, and an instruction that belongs nowhere is an error of the build.

/// Instructions that the machine performs: they touch other goroutines or the outside.
macro_rules! of_machine {
    () => {
        Op::Send { .. }
            | Op::Recv { .. }
            | Op::Close { .. }
            | Op::Select { .. }
            | Op::Go { .. }
            | Op::GoValue { .. }
            | Op::GoIface { .. }
            | Op::CallNative { .. }
            | Op::Panic { .. }
            | Op::Recover { .. }
            | Op::Print { .. }
            | Op::MapIter { .. }
    };
}

/// Instructions of [`super::defers`].
macro_rules! of_defers {
    () => {
        Op::Defer { .. }
            | Op::DeferValue { .. }
            | Op::DeferIface { .. }
            | Op::DeferToken { .. }
            | Op::DeferTo { .. }
            | Op::RunDefers
    };
}

/// Instructions of [`super::cold`].
macro_rules! of_cold {
    () => {
        Op::Append { .. }
            | Op::AppendN { .. }
            | Op::AppendZero { .. }
            | Op::Cap { .. }
            | Op::ClearSlice { .. }
            | Op::Closure { .. }
            | Op::CmpStr { .. }
            | Op::CmpUint { .. }
            | Op::Complex { .. }
            | Op::Concat { .. }
            | Op::ConcatN { .. }
            | Op::Convert { .. }
            | Op::Copy { .. }
            | Op::DivInt { .. }
            | Op::DivUint { .. }
            | Op::Equal { .. }
            | Op::Func { .. }
            | Op::GlobalAddr { .. }
            | Op::Imag { .. }
            | Op::Implements { .. }
            | Op::LoadGlobalN { .. }
            | Op::MakeChan { .. }
            | Op::MakeComplex { .. }
            | Op::MakeMap { .. }
            | Op::MakeSlice { .. }
            | Op::MapClear { .. }
            | Op::MapDelete { .. }
            | Op::MapGet { .. }
            | Op::MapSet { .. }
            | Op::MemCopy { .. }
            | Op::MinMax { .. }
            | Op::NegComplex { .. }
            | Op::NegFloat { .. }
            | Op::New { .. }
            | Op::Real { .. }
            | Op::RemInt { .. }
            | Op::RemUint { .. }
            | Op::Shl { .. }
            | Op::ShrInt { .. }
            | Op::ShrUint { .. }
            | Op::SliceOf { .. }
            | Op::SliceToArray { .. }
            | Op::StackBuffer { .. }
            | Op::StackGrow { .. }
            | Op::StoreGlobalN { .. }
            | Op::StrRune { .. }
            | Op::SubArray { .. }
            | Op::SubSlice { .. }
            | Op::SubStr { .. }
            | Op::ToHeap { .. }
            | Op::ToIface { .. }
            | Op::TypeAssert { .. }
            | Op::Unreachable
            | Op::Wrap { .. }
            | Op::Zero { .. }
    };
}

pub(super) use {of_cold, of_defers, of_machine};
