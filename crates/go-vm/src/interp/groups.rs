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

/// Instructions of [`super::slices`].
macro_rules! of_slices {
    () => {
        Op::SubStr { .. }
            | Op::SubSlice { .. }
            | Op::SubArray { .. }
            | Op::MakeSlice { .. }
            | Op::SliceOf { .. }
            | Op::Append { .. }
            | Op::AppendN { .. }
            | Op::AppendZero { .. }
            | Op::Copy { .. }
            | Op::ClearSlice { .. }
            | Op::SliceToArray { .. }
    };
}

/// Instructions of [`super::stack_slices`].
macro_rules! of_stack_slices {
    () => {
        Op::StackBuffer { .. } | Op::StackGrow { .. } | Op::ToHeap { .. }
    };
}

/// Instructions of [`super::strings`].
macro_rules! of_strings {
    () => {
        Op::Concat { .. } | Op::ConcatN { .. } | Op::CmpStr { .. } | Op::StrRune { .. } | Op::Convert { .. }
    };
}

/// Instructions of [`super::maps`].
macro_rules! of_maps {
    () => {
        Op::MakeMap { .. }
            | Op::MapGet { .. }
            | Op::MapSet { .. }
            | Op::MapDelete { .. }
            | Op::MapClear { .. }
    };
}

/// Instructions of [`super::iface`].
macro_rules! of_iface {
    () => {
        Op::ToIface { .. } | Op::TypeAssert { .. } | Op::Implements { .. }
    };
}

/// Instructions of [`super::cold`].
macro_rules! of_cold {
    () => {
        Op::Cap { .. }
            | Op::Closure { .. }
            | Op::CmpUint { .. }
            | Op::Complex { .. }
            | Op::DivInt { .. }
            | Op::DivUint { .. }
            | Op::Equal { .. }
            | Op::Func { .. }
            | Op::GlobalAddr { .. }
            | Op::Imag { .. }
            | Op::LoadGlobalN { .. }
            | Op::MakeChan { .. }
            | Op::MakeComplex { .. }
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
            | Op::StoreGlobalN { .. }
            | Op::Unreachable
            | Op::Wrap { .. }
            | Op::Zero { .. }
    };
}

pub(super) use {of_cold, of_defers, of_iface, of_machine, of_maps, of_slices, of_stack_slices, of_strings};
