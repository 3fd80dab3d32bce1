//! Virtual cost of what a program does, in picoseconds: one table.
//!
//! Magnitudes of a server core of 2020 onwards at 3 to 4 GHz. Defers as measured in
//! `go-semantics` C; the others are usual figures of Go benchmarks. A run may change any of them.

/// The table. All in picoseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Every instruction.
    pub instruction: u32,
    /// A call and its return.
    pub call: u32,
    /// A call through an interface or function value, on top of `call`.
    pub indirect_call: u32,
    /// Making a heap object, on top of `alloc_byte` per byte.
    pub alloc: u32,
    /// Per byte of a new object (zeroing and the collector's share).
    pub alloc_byte: u32,
    /// A boxed local variable, which Go may keep on the stack.
    pub alloc_local: u32,
    /// Copying a byte (strings, slices).
    pub copy_byte: u32,
    /// A look-up in a map.
    pub map_access: u32,
    /// Adding to or removing from a map.
    pub map_change: u32,
    /// A channel operation.
    pub chan_op: u32,
    /// Each case of a `select`.
    pub select_case: u32,
    /// Starting a goroutine.
    pub spawn: u32,
    /// Parking one goroutine and resuming another.
    pub switch: u32,
    /// An open-coded `defer`.
    pub defer_open: u32,
    /// A `defer` with a record on the stack.
    pub defer_stack: u32,
    /// A `defer` with a record on the heap.
    pub defer_heap: u32,
    /// A panic and its recovery.
    pub panic: u32,
    /// A dynamic type test or interface conversion.
    pub type_test: u32,
    /// A small native function (atomics, mathematics).
    pub native: u32,
    /// Setting or stopping a timer.
    pub timer: u32,
    /// Formatting one operand.
    pub format: u32,
    /// A system call.
    pub syscall: u32,
    /// Waking an idle P.
    pub wake: u32,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs {
            instruction: 300,
            call: 1_200,
            indirect_call: 500,
            alloc: 20_000,
            alloc_byte: 60,
            alloc_local: 3_000,
            copy_byte: 50,
            map_access: 10_000,
            map_change: 25_000,
            chan_op: 40_000,
            select_case: 15_000,
            spawn: 250_000,
            switch: 80_000,
            defer_open: 700,
            defer_stack: 7_000,
            defer_heap: 18_000,
            panic: 330_000,
            type_test: 1_000,
            native: 1_500,
            timer: 50_000,
            format: 60_000,
            syscall: 400_000,
            wake: 5_000_000,
        }
    }
}
